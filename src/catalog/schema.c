#include "catalog/schema.h"

/* Products and producers have a UUID for the world outside (packages, marketplaces) and a row
 * number for the inside: children refer to it, so that they are small. AUTOINCREMENT: a number is
 * never given out twice, so one that a view still holds can only find its own product or nothing,
 * and undoing a deletion brings the product back under its old number.
 *
 * The first column of a child is its owner and part of its primary key: history.c finds the
 * product of a change there. No ON DELETE CASCADE anywhere: undo could not be applied (the cascade
 * would delete the rows before the changeset does).
 *
 * A number that is not stated is NULL. */
#define PRODUCERS                                                                                  \
  "CREATE TABLE producer ("                                                                        \
  " row INTEGER PRIMARY KEY AUTOINCREMENT,"                                                        \
  " id TEXT NOT NULL UNIQUE,"                                                                      \
  " name TEXT,"                                                                                    \
  " name_fold TEXT,"                                                                               \
  " pesantren TEXT,"                                                                               \
  " person TEXT,"                                                                                  \
  " address TEXT,"                                                                                 \
  " regency TEXT,"                                                                                 \
  " province TEXT,"                                                                                \
  " country TEXT,"                                                                                 \
  " phone TEXT,"                                                                                   \
  " whatsapp TEXT,"                                                                                \
  " email TEXT,"                                                                                   \
  " website TEXT,"                                                                                 \
  " map_point TEXT,"                                                                               \
  " nib TEXT,"                                                                                     \
  " npwp TEXT,"                                                                                    \
  " opop TEXT,"                                                                                    \
  " logo TEXT,"                                                                                    \
  " package TEXT,"                                                                                 \
  " created TEXT NOT NULL,"                                                                        \
  " changed TEXT NOT NULL"                                                                         \
  ") STRICT;"                                                                                      \
  "CREATE INDEX producer_name ON producer (name_fold);"                                            \
  "CREATE TABLE producer_words ("                                                                  \
  " producer INTEGER NOT NULL REFERENCES producer (row)," WORDS ", PRIMARY KEY (producer, lang)"   \
  ") STRICT;"                                                                                      \
  "CREATE TABLE producer_certificate ("                                                            \
  " producer INTEGER NOT NULL REFERENCES producer (row)," CERTIFICATE                              \
  ", PRIMARY KEY (producer, id)"                                                                   \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE producer_evidence ("                                                               \
  " producer INTEGER NOT NULL REFERENCES producer (row)," EVIDENCE ", PRIMARY KEY (producer, id)"  \
  ") STRICT, WITHOUT ROWID;"

#define WORDS                                                                                      \
  " lang TEXT NOT NULL,"                                                                           \
  " name TEXT,"                                                                                    \
  " summary TEXT,"                                                                                 \
  " story TEXT,"                                                                                   \
  " ingredients TEXT,"                                                                             \
  " allergens TEXT,"                                                                               \
  " storage TEXT,"                                                                                 \
  " usage TEXT"

#define CERTIFICATE                                                                                \
  " id TEXT NOT NULL,"                                                                             \
  " position INTEGER NOT NULL,"                                                                    \
  " kind TEXT,"                                                                                    \
  " number TEXT,"                                                                                  \
  " issuer TEXT,"                                                                                  \
  " issued TEXT,"                                                                                  \
  " expires TEXT,"                                                                                 \
  " scan TEXT,"                                                                                    \
  " flag TEXT"

#define EVIDENCE                                                                                   \
  " id TEXT NOT NULL,"                                                                             \
  " position INTEGER NOT NULL,"                                                                    \
  " key TEXT NOT NULL,"                                                                            \
  " value TEXT,"                                                                                   \
  " file TEXT"

#define PRODUCTS                                                                                   \
  "CREATE TABLE product ("                                                                         \
  " row INTEGER PRIMARY KEY AUTOINCREMENT,"                                                        \
  " id TEXT NOT NULL UNIQUE,"                                                                      \
  " producer INTEGER NOT NULL REFERENCES producer (row),"                                          \
  " sku TEXT,"                                                                                     \
  " sku_fold TEXT,"                                                                                \
  " category TEXT,"                                                                                \
  " stage TEXT,"                                                                                   \
  " brand TEXT,"                                                                                   \
  " gtin TEXT,"                                                                                    \
  " hs TEXT,"                                                                                      \
  " hs_edition TEXT,"                                                                              \
  " country TEXT,"                                                                                 \
  " province TEXT,"                                                                                \
  " regency TEXT,"                                                                                 \
  " unit TEXT,"                                                                                    \
  " net INTEGER,"                                                                                  \
  " gross INTEGER,"                                                                                \
  " length INTEGER,"                                                                               \
  " width INTEGER,"                                                                                \
  " height INTEGER,"                                                                               \
  " shelf_life INTEGER,"                                                                           \
  " keep_min INTEGER,"                                                                             \
  " keep_max INTEGER,"                                                                             \
  " moq INTEGER,"                                                                                  \
  " lead_time INTEGER,"                                                                            \
  " capacity INTEGER,"                                                                             \
  " sample_terms TEXT,"                                                                            \
  " payment_terms TEXT,"                                                                           \
  " port TEXT,"                                                                                    \
  " state TEXT,"                                                                                   \
  " state_by TEXT,"                                                                                \
  " state_at TEXT,"                                                                                \
  " state_note TEXT,"                                                                              \
  " created TEXT NOT NULL,"                                                                        \
  " changed TEXT NOT NULL,"                                                                        \
  " trashed TEXT"                                                                                  \
  ") STRICT;"                                                                                      \
  "CREATE UNIQUE INDEX product_sku ON product (sku_fold, producer);"                               \
  "CREATE INDEX product_producer ON product (producer);"

/* Rows with long texts keep their rowid: a b-tree without one would hold few rows a page. */
#define CHILDREN                                                                                   \
  "CREATE TABLE product_words ("                                                                   \
  " product INTEGER NOT NULL REFERENCES product (row)," WORDS ", PRIMARY KEY (product, lang)"      \
  ") STRICT;"                                                                                      \
  "CREATE TABLE price ("                                                                           \
  " product INTEGER NOT NULL REFERENCES product (row),"                                            \
  " id TEXT NOT NULL,"                                                                             \
  " position INTEGER NOT NULL,"                                                                    \
  " quantity INTEGER,"                                                                             \
  " currency TEXT,"                                                                                \
  " minor INTEGER,"                                                                                \
  " incoterm TEXT,"                                                                                \
  " place TEXT,"                                                                                   \
  " valid_until TEXT,"                                                                             \
  " PRIMARY KEY (product, id)"                                                                     \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE pack ("                                                                            \
  " product INTEGER NOT NULL REFERENCES product (row),"                                            \
  " id TEXT NOT NULL,"                                                                             \
  " position INTEGER NOT NULL,"                                                                    \
  " level TEXT,"                                                                                   \
  " count INTEGER,"                                                                                \
  " length INTEGER,"                                                                               \
  " width INTEGER,"                                                                                \
  " height INTEGER,"                                                                               \
  " gross INTEGER,"                                                                                \
  " net INTEGER,"                                                                                  \
  " this_side_up INTEGER,"                                                                         \
  " PRIMARY KEY (product, id)"                                                                     \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE variant ("                                                                         \
  " product INTEGER NOT NULL REFERENCES product (row),"                                            \
  " id TEXT NOT NULL,"                                                                             \
  " position INTEGER NOT NULL,"                                                                    \
  " sku TEXT,"                                                                                     \
  " gtin TEXT,"                                                                                    \
  " options TEXT,"                                                                                 \
  " net INTEGER,"                                                                                  \
  " PRIMARY KEY (product, id)"                                                                     \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE photo ("                                                                           \
  " product INTEGER NOT NULL REFERENCES product (row),"                                            \
  " id TEXT NOT NULL,"                                                                             \
  " position INTEGER NOT NULL,"                                                                    \
  " sha256 TEXT NOT NULL,"                                                                         \
  " width INTEGER,"                                                                                \
  " height INTEGER,"                                                                               \
  " focus_x INTEGER,"                                                                              \
  " focus_y INTEGER,"                                                                              \
  " PRIMARY KEY (product, id)"                                                                     \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE photo_caption ("                                                                   \
  " product INTEGER NOT NULL,"                                                                     \
  " photo TEXT NOT NULL,"                                                                          \
  " lang TEXT NOT NULL,"                                                                           \
  " text TEXT NOT NULL,"                                                                           \
  " PRIMARY KEY (product, photo, lang),"                                                           \
  " FOREIGN KEY (product, photo) REFERENCES photo (product, id)"                                   \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE product_certificate ("                                                             \
  " product INTEGER NOT NULL REFERENCES product (row)," CERTIFICATE ", PRIMARY KEY (product, id)"  \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE product_evidence ("                                                                \
  " product INTEGER NOT NULL REFERENCES product (row)," EVIDENCE ", PRIMARY KEY (product, id)"     \
  ") STRICT, WITHOUT ROWID;"

#define COLLECTIONS                                                                                \
  "CREATE TABLE collection ("                                                                      \
  " id TEXT NOT NULL PRIMARY KEY,"                                                                 \
  " cover TEXT,"                                                                                   \
  " template TEXT,"                                                                                \
  " languages TEXT,"                                                                               \
  " paper TEXT,"                                                                                   \
  " currency TEXT,"                                                                                \
  " per_page INTEGER,"                                                                             \
  " options TEXT,"                                                                                 \
  " created TEXT NOT NULL,"                                                                        \
  " changed TEXT NOT NULL"                                                                         \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE collection_title ("                                                                \
  " collection TEXT NOT NULL REFERENCES collection (id),"                                          \
  " lang TEXT NOT NULL,"                                                                           \
  " text TEXT NOT NULL,"                                                                           \
  " PRIMARY KEY (collection, lang)"                                                                \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE collection_item ("                                                                 \
  " collection TEXT NOT NULL REFERENCES collection (id),"                                          \
  " position INTEGER NOT NULL,"                                                                    \
  " section TEXT,"                                                                                 \
  " product INTEGER NOT NULL REFERENCES product (row),"                                            \
  " PRIMARY KEY (collection, position)"                                                            \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE INDEX collection_item_product ON collection_item (product);"

/* Outside of history. */
#define BOOKS                                                                                      \
  "CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT "     \
  "ROWID;"                                                                                         \
  "CREATE TABLE history ("                                                                         \
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                         \
  " name TEXT NOT NULL,"                                                                           \
  " detail TEXT,"                                                                                  \
  " who TEXT NOT NULL,"                                                                            \
  " at TEXT NOT NULL,"                                                                             \
  " undone INTEGER NOT NULL DEFAULT 0,"                                                            \
  " size INTEGER NOT NULL,"                                                                        \
  " changeset BLOB NOT NULL"                                                                       \
  ") STRICT;"                                                                                      \
  "CREATE TABLE history_product ("                                                                 \
  " product INTEGER NOT NULL," /* a row number; the product may be gone */                         \
  " step INTEGER NOT NULL REFERENCES history (id),"                                                \
  " PRIMARY KEY (product, step)"                                                                   \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE INDEX history_product_step ON history_product (step);"

/* What was sent to a marketplace outlives the product, so listings know it by its UUID and have no
 * foreign key to it: undoing the making of a product must not stumble over its listing. */
#define MARKETS                                                                                    \
  "CREATE TABLE marketplace ("                                                                     \
  " id TEXT NOT NULL PRIMARY KEY,"                                                                 \
  " name TEXT NOT NULL UNIQUE,"                                                                    \
  " kind TEXT NOT NULL,"                                                                           \
  " url TEXT NOT NULL,"                                                                            \
  " key_file TEXT,"                                                                                \
  " options TEXT"                                                                                  \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE listing ("                                                                         \
  " market TEXT NOT NULL REFERENCES marketplace (id),"                                             \
  " product TEXT NOT NULL,"                                                                        \
  " remote_id TEXT,"                                                                               \
  " handle TEXT,"                                                                                  \
  " state TEXT NOT NULL,"                                                                          \
  " attempts INTEGER NOT NULL,"                                                                    \
  " at TEXT NOT NULL,"                                                                             \
  " error TEXT,"                                                                                   \
  " sent TEXT,"                                                                                    \
  " remote TEXT,"                                                                                  \
  " PRIMARY KEY (market, product)"                                                                 \
  ") STRICT;"                                                                                      \
  "CREATE INDEX listing_product ON listing (product, state, at);"                                  \
  "CREATE TABLE remote_photo ("                                                                    \
  " market TEXT NOT NULL REFERENCES marketplace (id),"                                             \
  " sha256 TEXT NOT NULL,"                                                                         \
  " ref TEXT NOT NULL,"                                                                            \
  " PRIMARY KEY (market, sha256)"                                                                  \
  ") STRICT, WITHOUT ROWID;"                                                                       \
  "CREATE TABLE run ("                                                                             \
  " id INTEGER PRIMARY KEY AUTOINCREMENT,"                                                         \
  " market TEXT NOT NULL REFERENCES marketplace (id),"                                             \
  " started TEXT NOT NULL,"                                                                        \
  " ended TEXT,"                                                                                   \
  " sent INTEGER NOT NULL DEFAULT 0,"                                                              \
  " unchanged INTEGER NOT NULL DEFAULT 0,"                                                         \
  " failed INTEGER NOT NULL DEFAULT 0,"                                                            \
  " conflicts INTEGER NOT NULL DEFAULT 0,"                                                         \
  " photos INTEGER NOT NULL DEFAULT 0,"                                                            \
  " bytes INTEGER NOT NULL DEFAULT 0,"                                                             \
  " summary TEXT"                                                                                  \
  ") STRICT;"                                                                                      \
  "CREATE INDEX run_market ON run (market, id);"                                                   \
  "CREATE TABLE run_lock ("                                                                        \
  " market TEXT NOT NULL PRIMARY KEY REFERENCES marketplace (id),"                                 \
  " host TEXT NOT NULL,"                                                                           \
  " pid INTEGER NOT NULL,"                                                                         \
  " born TEXT NOT NULL,"   /* when that process started: its number may be used again */           \
  " beat INTEGER NOT NULL" /* s since 1970 */                                                      \
  ") STRICT, WITHOUT ROWID;"

/* What lists sort by and what search looks through; see search.h. Made again from the rest at any
 * time, so outside of history. */
#define SEARCH                                                                                     \
  "CREATE TABLE product_index ("                                                                   \
  " row INTEGER PRIMARY KEY,"                                                                      \
  " trashed INTEGER NOT NULL,"                                                                     \
  " name_id TEXT NOT NULL,"                                                                        \
  " name_en TEXT NOT NULL,"                                                                        \
  " name_ar TEXT NOT NULL,"                                                                        \
  " sku TEXT NOT NULL,"                                                                            \
  " producer TEXT NOT NULL,"                                                                       \
  " producer_row INTEGER NOT NULL,"                                                                \
  " category TEXT NOT NULL,"                                                                       \
  " state INTEGER NOT NULL,"                                                                       \
  " currency TEXT NOT NULL,"                                                                       \
  " price INTEGER NOT NULL,"                                                                       \
  " changed TEXT NOT NULL"                                                                         \
  ") STRICT;"                                                                                      \
  "CREATE INDEX product_by_name_id ON product_index (trashed, name_id);"                           \
  "CREATE INDEX product_by_name_en ON product_index (trashed, name_en);"                           \
  "CREATE INDEX product_by_name_ar ON product_index (trashed, name_ar);"                           \
  "CREATE INDEX product_by_sku ON product_index (trashed, sku);"                                   \
  "CREATE INDEX product_by_producer ON product_index (trashed, producer, name_id);"                \
  "CREATE INDEX product_of_producer ON product_index (producer_row, trashed, name_id);"            \
  "CREATE INDEX product_by_category ON product_index (trashed, category, name_id);"                \
  "CREATE INDEX product_by_state ON product_index (trashed, state, name_id);"                      \
  "CREATE INDEX product_by_price ON product_index (trashed, currency, price);"                     \
  "CREATE INDEX product_by_changed ON product_index (trashed, changed);"                           \
  "CREATE TABLE product_text (row INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT;"                \
  "CREATE VIRTUAL TABLE product_search USING fts5 (grams, content='', columnsize=0, detail=none,"  \
  " tokenize=\"ascii tokenchars '!\"\"#$%&''()*+,-./:;<=>?@[\\]^_`{|}~'\");"                       \
  "CREATE TABLE product_stale (row INTEGER PRIMARY KEY) STRICT;"

/* These only note which products must be indexed again (search.c does it before the transaction
 * ends), so that they need nothing of this program: another tool may write to the file, and undo
 * and redo keep the index right. */
#define NOTE(table, what, when, row)                                                               \
  "CREATE TRIGGER " table "_" what " AFTER " when " ON " table " BEGIN"                            \
  " INSERT INTO product_stale VALUES (" row ") ON CONFLICT DO NOTHING; END;"
#define NOTE_ALL(table, column)                                                                    \
  NOTE (table, "inserted", "INSERT", "new." column)                                                \
  NOTE (table, "updated", "UPDATE", "new." column)                                                 \
  NOTE (table, "deleted", "DELETE", "old." column)
#define NOTE_PRODUCTS(table, what, when, row)                                                      \
  "CREATE TRIGGER " table "_" what " AFTER " when " ON " table " BEGIN"                            \
  " INSERT INTO product_stale SELECT row FROM product WHERE producer = " row                       \
  " ON CONFLICT DO NOTHING; END;"

#define TRIGGERS                                                                                   \
  NOTE_ALL ("product", "row")                                                                      \
  NOTE_ALL ("product_words", "product")                                                            \
  NOTE_ALL ("price", "product")                                                                    \
  NOTE_ALL ("variant", "product")                                                                  \
  NOTE_PRODUCTS ("producer", "updated", "UPDATE OF name, pesantren, regency", "new.row")           \
  NOTE_PRODUCTS ("producer_words", "inserted", "INSERT", "new.producer")                           \
  NOTE_PRODUCTS ("producer_words", "updated", "UPDATE", "new.producer")                            \
  NOTE_PRODUCTS ("producer_words", "deleted", "DELETE", "old.producer")

/* What a package brought, as it was in there: the third side when that catalog sends another one.
 * Undone with the merge that brought it. CONTENT is squeezed JSON; DIGEST is shorter than the name
 * of a photo, so that it is not taken for one. */
#define RECEIVED                                                                                   \
  "CREATE TABLE received ("                                                                        \
  " origin TEXT NOT NULL," /* org of the catalog that sent it */                                   \
  " id TEXT NOT NULL,"     /* UUID of the product or producer there */                             \
  " local TEXT NOT NULL,"  /* and here */                                                          \
  " catalog TEXT,"                                                                                 \
  " file TEXT NOT NULL,"                                                                           \
  " at TEXT NOT NULL,"                                                                             \
  " digest TEXT NOT NULL,"                                                                         \
  " content BLOB NOT NULL,"                                                                        \
  " PRIMARY KEY (origin, id)"                                                                      \
  ") STRICT;"                                                                                      \
  "CREATE INDEX received_local ON received (local, at);"

/* Products of several producers that are offered as one. */
#define COMMUNAL                                                                                   \
  "CREATE TABLE communal ("                                                                        \
  " product INTEGER NOT NULL PRIMARY KEY REFERENCES product (row),"                                \
  " name TEXT NOT NULL,"                                                                           \
  " name_fold TEXT NOT NULL"                                                                       \
  ") STRICT;"                                                                                      \
  "CREATE INDEX communal_name ON communal (name_fold);"

static const EtaSchemaStep schema_steps[] = {
    {PRODUCERS PRODUCTS CHILDREN COLLECTIONS BOOKS MARKETS SEARCH TRIGGERS},
    {RECEIVED},
    {COMMUNAL},
};

/* Parents before children. */
static const char *const tracked[] = {
    "producer",
    "producer_words",
    "producer_certificate",
    "producer_evidence",
    "product",
    "product_words",
    "price",
    "pack",
    "variant",
    "photo",
    "photo_caption",
    "product_certificate",
    "product_evidence",
    "communal",
    "collection",
    "collection_title",
    "collection_item",
    "received",
    NULL,
};

static const EtaSchemaStep *other_steps;
static guint n_other_steps;

const EtaSchemaStep *
eta_schema_steps (guint *n)
{
  *n = other_steps ? n_other_steps : G_N_ELEMENTS (schema_steps);
  return other_steps ? other_steps : schema_steps;
}

void
eta_schema_set_steps (const EtaSchemaStep *steps, guint n)
{
  other_steps = steps;
  n_other_steps = n;
}

const char *const *
eta_schema_tracked (void)
{
  return tracked;
}

static int
read_version (sqlite3 *db, guint *version)
{
  sqlite3_stmt *stmt;
  int rc = sqlite3_prepare_v2 (db, "PRAGMA user_version", -1, &stmt, NULL);

  if (rc != SQLITE_OK)
    return rc;
  rc = sqlite3_step (stmt);
  if (rc == SQLITE_ROW)
    *version = (guint)sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  return rc == SQLITE_ROW ? SQLITE_OK : rc;
}

static int
run_step (sqlite3 *db, const EtaSchemaStep *step, guint version)
{
  g_autofree char *mark = g_strdup_printf ("PRAGMA user_version = %u", version);
  g_autofree char *kind = g_strdup_printf ("PRAGMA application_id = %d", ETA_APPLICATION_ID);
  int rc = sqlite3_exec (db, step->sql, NULL, NULL, NULL);

  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, mark, NULL, NULL, NULL);
  if (rc == SQLITE_OK)
    rc = sqlite3_exec (db, kind, NULL, NULL, NULL);
  return rc;
}

int
eta_schema_upgrade (sqlite3 *db, const EtaSchemaStep *steps, guint n, guint *failed)
{
  guint version = 0;
  int rc = SQLITE_OK;

  while (rc == SQLITE_OK) {
    rc = sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL);
    if (rc != SQLITE_OK)
      break;
    /* Asked anew inside: another program may have done this step while we waited. */
    rc = read_version (db, &version);
    if (rc == SQLITE_OK && version < n)
      rc = run_step (db, &steps[version], version + 1);
    if (rc == SQLITE_OK)
      rc = sqlite3_exec (db, "COMMIT", NULL, NULL, NULL);
    if (rc == SQLITE_OK && version >= n)
      return SQLITE_OK;
  }
  if (failed)
    *failed = version + 1;
  if (!sqlite3_get_autocommit (db))
    sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  return rc;
}
