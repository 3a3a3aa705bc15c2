#include "temp-catalog.h"

#include "catalog/store-columns.h"
#include "catalog/schema.h"
#include "catalog/store-sql.h"

/* --- columns and fields ----------------------------------------------------------------------- */

/* name → type of the columns of TABLE. */
static GHashTable *
columns_of (EtaStore *store, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT name, type FROM pragma_table_info('%s')", table);
  GHashTable *all = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  EtaStatement stmt = eta_sql (store, sql, NULL);

  while (eta_sql_next (store, stmt, NULL))
    g_hash_table_insert (all, eta_sql_dup (stmt, 0), eta_sql_dup (stmt, 1));
  return all;
}

static void
assert_columns (EtaStore *store, const char *table, EtaFieldOwner owner, const char *const *others)
{
  g_autoptr (GHashTable) found = columns_of (store, table);
  guint n;
  const EtaColumn *columns = eta_columns (owner, &n);

  g_test_message ("%s", table);
  for (guint i = 0; i < n; i++) {
    const char *type = columns[i].kind == ETA_COLUMN_TEXT ? "TEXT" : "INTEGER";

    g_test_message ("%s.%s", table, columns[i].name);
    g_assert_cmpstr (g_hash_table_lookup (found, columns[i].name), ==, type);
    g_hash_table_remove (found, columns[i].name);
  }
  for (guint i = 0; others[i]; i++)
    g_assert_true (g_hash_table_remove (found, others[i]));
  g_assert_cmpuint (g_hash_table_size (found), ==, 0);
}

/* A field without its column, or a column that no field fills, is found here. */
static void
test_fields (Catalog *c, gconstpointer unused)
{
  static const char *const product[] = {"row",     "id",      "producer", "sku_fold",
                                        "created", "changed", "trashed",  NULL};
  static const char *const producer[] = {"row", "id", "name_fold", "created", "changed", NULL};
  static const char *const product_words[] = {"product", "lang", NULL};
  static const char *const producer_words[] = {"producer", "lang", NULL};
  guint n;

  assert_columns (c->store, "product", ETA_FIELD_OF_PRODUCT, product);
  assert_columns (c->store, "producer", ETA_FIELD_OF_PRODUCER, producer);
  assert_columns (c->store, "product_words", ETA_FIELD_OF_WORDS, product_words);
  assert_columns (c->store, "producer_words", ETA_FIELD_OF_WORDS, producer_words);
  g_assert_cmpstr (eta_columns (ETA_FIELD_OF_WORDS, &n)[0].name, ==, "name");
}

/* Every number and text of the table of fields comes back as it was put. */
static void
test_every_field (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaProduct) back = NULL;
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCT, &n);

  for (guint i = 0; i < n; i++) {
    if (columns[i].kind == ETA_COLUMN_TEXT)
      eta_set_text (&G_STRUCT_MEMBER (char *, product, columns[i].offset), columns[i].name);
    else
      G_STRUCT_MEMBER (gint64, product, columns[i].offset) = -5 + (gint64)i;
  }
  put_now (c->store, "Add", product);
  back = eta_store_get_product (c->store, product->id, NULL);
  g_assert_true (eta_columns_equal (columns, n, product, back));
}

/* Everything that a user makes is recorded by history; what is not, is named here. */
static void
test_tracked (Catalog *c, gconstpointer unused)
{
  static const char *const others[] = {
      "setting", "history",  "history_product", "marketplace",  "listing",       "remote_photo",
      "run",     "run_lock", "product_index",   "product_text", "product_stale", NULL};
  EtaStatement stmt = eta_sql (c->store,
                               "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT"
                               " LIKE 'sqlite_%' AND name NOT LIKE 'product_search%'",
                               NULL);

  while (eta_sql_next (c->store, stmt, NULL)) {
    const char *name = (const char *)sqlite3_column_text (stmt, 0);

    g_test_message ("%s", name);
    g_assert_true (g_strv_contains (others, name) != g_strv_contains (eta_schema_tracked (), name));
  }
}

static void
test_strict (Catalog *c, gconstpointer unused)
{
  g_assert_cmpint (
      eta_sql_number (c->store, -1,
                      "SELECT count(*) FROM pragma_table_list WHERE schema = 'main' AND type ="
                      " 'table' AND NOT strict AND name NOT LIKE 'sqlite_%'",
                      ""),
      ==, 0);
  g_assert_cmpint (eta_sql_number (c->store, 0, "PRAGMA application_id", ""), ==,
                   ETA_APPLICATION_ID);
  g_assert_cmpint (eta_sql_number (c->store, 0, "PRAGMA foreign_keys", ""), ==, 1);
  g_assert_cmpint (eta_sql_number (c->store, 0, "PRAGMA synchronous", ""), ==, 2);
}

/* --- steps ------------------------------------------------------------------------------------ */

static const EtaSchemaStep three[] = {
    {"CREATE TABLE a (x)"},
    {"ALTER TABLE a ADD COLUMN y; UPDATE a SET y = x * 2"},
    {"CREATE TABLE b (x); INSERT INTO nowhere VALUES (1)"},
};

static int
number (sqlite3 *db, const char *sql)
{
  sqlite3_stmt *stmt;
  int value;

  g_assert_cmpint (sqlite3_prepare_v2 (db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_step (stmt), ==, SQLITE_ROW);
  value = sqlite3_column_int (stmt, 0);
  sqlite3_finalize (stmt);
  return value;
}

static void
test_steps (void)
{
  sqlite3 *db;
  guint failed = 0;

  g_assert_cmpint (sqlite3_open (":memory:", &db), ==, SQLITE_OK);
  g_assert_cmpint (eta_schema_upgrade (db, three, 1, NULL), ==, SQLITE_OK);
  g_assert_cmpint (number (db, "PRAGMA user_version"), ==, 1);
  g_assert_cmpint (number (db, "PRAGMA application_id"), ==, ETA_APPLICATION_ID);
  sqlite3_exec (db, "INSERT INTO a VALUES (21)", NULL, NULL, NULL);
  /* The third fails: the second stays, of the third nothing. */
  g_assert_cmpint (eta_schema_upgrade (db, three, 3, &failed), !=, SQLITE_OK);
  g_assert_cmpuint (failed, ==, 3);
  g_assert_cmpint (number (db, "PRAGMA user_version"), ==, 2);
  g_assert_cmpint (number (db, "SELECT y FROM a"), ==, 42);
  g_assert_cmpint (number (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'b'"), ==, 0);
  g_assert_true (sqlite3_get_autocommit (db));
  g_assert_cmpint (eta_schema_upgrade (db, three, 2, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

/* --- files of older versions ------------------------------------------------------------------ */

static void
load_fixture (const char *path, const char *name)
{
  g_autofree char *file = g_test_build_filename (G_TEST_DIST, "fixtures", "catalog", name, NULL);
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  sqlite3 *db;
  int rc;

  g_file_get_contents (file, &sql, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  rc = sqlite3_exec (db, sql, NULL, NULL, NULL);
  g_test_message ("%s", sqlite3_errmsg (db));
  g_assert_cmpint (rc, ==, SQLITE_OK);
  sqlite3_close (db);
}

static GArray *
find (EtaStore *store, const char *text)
{
  GArray *rows = eta_store_query (store, &(EtaQuery){.text = text}, NULL);

  g_assert_nonnull (rows);
  return rows;
}

/* Every version that was ever released opens, keeps what it held, can be searched and undone. */
static void
test_fixture (gconstpointer version)
{
  g_autofree char *folder = g_dir_make_tmp ("etalase-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "lama.etalasedb", NULL);
  g_autofree char *name = g_strdup_printf ("v%s.sql", (const char *)version);
  g_autoptr (EtaStore) store = NULL;
  g_autoptr (EtaProduct) product = NULL;
  g_autoptr (GArray) found = NULL, arabic = NULL;
  guint n;

  eta_schema_steps (&n);
  load_fixture (path, name);
  store = open_store (path, 0);
  assert_sound (store);
  g_assert_cmpint (eta_sql_number (store, 0, "PRAGMA user_version", ""), ==, n);
  g_assert_cmpstr (eta_store_org (store), ==, "bondowos");
  g_assert_cmpint (eta_sql_number (store, -1, "SELECT count(*) FROM received", ""), ==,
                   strcmp (version, "1") > 0);
  g_assert_cmpint (eta_sql_number (store, -1, "SELECT count(*) FROM communal", ""), ==, 0);
  product = eta_store_find_sku (store, NULL, "kopi-01", NULL);
  g_assert_cmpstr (eta_product_name (product, "en"), ==, "Ijen coffee");
  g_assert_cmpint (product->net, ==, 250);
  g_assert_cmpuint (product->photos->len, ==, 1);
  g_assert_cmpint (eta_product_price (product, "USD")->minor, ==, 450);
  found = find (store, "ijen");
  g_assert_cmpuint (found->len, ==, 1);
  arabic = find (store, "القهوة");
  g_assert_cmpuint (arabic->len, ==, 1);
  g_assert_true (eta_history_undo (store, NULL, NULL));
  g_assert_null (eta_store_find_sku (store, NULL, "kopi-01", NULL));
  g_clear_pointer (&store, eta_store_close);
  remove_tree (folder);
}

/* --- a file that is brought up to date -------------------------------------------------------- */

static const char *const broken_step = "CREATE TABLE extra (x); INSERT INTO nowhere VALUES (1)";

/* The program's own steps and one more. */
static void
add_step (const char *sql)
{
  static EtaSchemaStep steps[16];
  const EtaSchemaStep *own;
  guint n;

  eta_schema_set_steps (NULL, 0);
  own = eta_schema_steps (&n);
  g_assert_cmpuint (n, <, G_N_ELEMENTS (steps));
  memcpy (steps, own, n * sizeof *own);
  steps[n].sql = sql;
  eta_schema_set_steps (steps, n + 1);
}

static char *
copy_name (const Catalog *c, guint version, const char *number)
{
  g_autofree char *name = g_strdup_printf ("toko before upgrade v%u%s.etalasedb", version, number);

  return g_build_filename (c->folder, name, NULL);
}

static void
test_upgrade (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autofree char *copy = NULL, *second = NULL;
  g_autoptr (EtaStore) old = NULL;
  g_autoptr (GError) error = NULL;
  guint n;

  eta_schema_steps (&n);
  copy = copy_name (c, n, "");
  second = copy_name (c, n, " (2)");
  put_now (c->store, "Add product", product);
  g_clear_pointer (&c->store, eta_store_close);

  /* Looking only: told that it cannot be done here. */
  add_step ("ALTER TABLE product ADD COLUMN extra TEXT");
  g_assert_null (eta_store_open (c->path, ETA_STORE_READ_ONLY, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_READ_ONLY);
  g_clear_error (&error);

  /* A step that fails leaves the file as it was; the copy is there. */
  add_step (broken_step);
  g_assert_null (eta_store_open (c->path, 0, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);
  g_assert_true (g_file_test (copy, G_FILE_TEST_EXISTS));
  eta_schema_set_steps (NULL, 0);
  c->store = open_store (c->path, 0);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 1);
  g_clear_pointer (&c->store, eta_store_close);

  add_step ("ALTER TABLE product ADD COLUMN extra TEXT");
  c->store = open_store (c->path, 0);
  g_assert_cmpint (eta_sql_number (c->store, 0, "PRAGMA user_version", ""), ==, n + 1);
  g_assert_cmpint (eta_sql_number (c->store, 0, "PRAGMA foreign_keys", ""), ==, 1);
  g_assert_cmpint (eta_store_count_products (c->store), ==, 1);
  assert_sound (c->store);
  g_assert_true (g_file_test (second, G_FILE_TEST_EXISTS));
  /* The step before the change of the tables can still be undone. */
  g_assert_true (eta_history_undo (c->store, NULL, &error));
  g_assert_no_error (error);

  eta_schema_set_steps (NULL, 0);
  old = open_store (copy, 0);
  g_assert_cmpint (eta_sql_number (old, 0, "PRAGMA user_version", ""), ==, n);
  g_assert_cmpint (eta_store_count_products (old), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/schema/fields", test_fields);
  with_catalog ("/schema/every-field", test_every_field);
  with_catalog ("/schema/tracked", test_tracked);
  with_catalog ("/schema/strict", test_strict);
  g_test_add_func ("/schema/steps", test_steps);
  with_catalog ("/schema/upgrade", test_upgrade);
  g_test_add_data_func ("/schema/fixture/1", "1", test_fixture);
  g_test_add_data_func ("/schema/fixture/2", "2", test_fixture);
  return g_test_run ();
}
