#include "catalog/history-changes.h"
#include "catalog/error.h"
#include "catalog/grams.h"
#include "catalog/search.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Fewer hits than this are sorted by themselves; of more, the whole sorted index is walked. */
#define FEW_HITS 300
/* More hits than this are not compared with their texts: that would take longer than a keystroke,
 * and a product that has all the grams of a long word without the word is as good as never met. */
#define MANY_HITS 500

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaChangeset, eta_changeset_free)

/* --- the query -------------------------------------------------------------------------------- */

/* A listing that is not as the catalog is now. */
#define UNSENT                                                                                     \
  "NOT EXISTS (SELECT 1 FROM listing l JOIN product p ON p.id = l.product WHERE p.row = i.row"     \
  " AND l.market = ?6 AND l.state = 'clean' AND l.at >= p.changed)"

/* Every filter is there or not; ?1 … ?7 stand for the same things in all statements. */
static void
append_filters (GString *sql, const EtaQuery *query)
{
  g_string_append (sql, " WHERE i.trashed = ?1");
  if (query->producer_id)
    g_string_append (sql, " AND i.producer_row = (SELECT row FROM producer WHERE id = ?2)");
  if (query->category)
    g_string_append (sql, " AND i.category = ?3");
  if (query->state)
    g_string_append (sql, " AND i.state = ?4");
  if (query->missing_lang)
    g_string_append (sql, " AND NOT EXISTS (SELECT 1 FROM product_words w WHERE w.product = i.row"
                          " AND w.lang = ?5 AND w.name IS NOT NULL)");
  if (query->market_id)
    g_string_append (sql, " AND " UNSENT);
  if (query->ends_before)
    g_string_append (sql, " AND EXISTS (SELECT 1 FROM product_certificate c"
                          " WHERE c.product = i.row AND c.expires < ?7)");
}

static void
bind_filters (EtaStatement stmt, const EtaQuery *query)
{
  sqlite3_bind_int64 (stmt, 1, query->trashed ? 1 : 0);
  if (query->producer_id)
    sqlite3_bind_text (stmt, 2, query->producer_id, -1, SQLITE_STATIC);
  if (query->category)
    sqlite3_bind_text (stmt, 3, query->category, -1, SQLITE_STATIC);
  if (query->state)
    sqlite3_bind_int64 (stmt, 4, eta_search_state_rank (query->state));
  if (query->missing_lang)
    sqlite3_bind_text (stmt, 5, query->missing_lang, -1, SQLITE_STATIC);
  if (query->market_id)
    sqlite3_bind_text (stmt, 6, query->market_id, -1, SQLITE_STATIC);
  if (query->ends_before)
    sqlite3_bind_text (stmt, 7, query->ends_before, -1, SQLITE_STATIC);
}

/* Each has an index that is walked in either direction. */
static void
append_order (GString *sql, const EtaQuery *query)
{
  static const char *const columns[][2] = {
      [ETA_SORT_NAME] = {NULL, NULL},
      [ETA_SORT_SKU] = {"sku", NULL},
      [ETA_SORT_CHANGED] = {"changed", NULL},
      [ETA_SORT_PRODUCER] = {"producer", "name_id"},
      [ETA_SORT_CATEGORY] = {"category", "name_id"},
      [ETA_SORT_STATE] = {"state", "name_id"},
      [ETA_SORT_PRICE] = {"currency", "price"},
  };
  const char *down = query->descending ? " DESC" : "";
  const EtaSort sort = query->sort < G_N_ELEMENTS (columns) ? query->sort : ETA_SORT_NAME;

  g_string_append (sql, " ORDER BY ");
  if (columns[sort][0])
    g_string_append_printf (sql, "i.%s%s, ", columns[sort][0], down);
  else
    g_string_append_printf (sql, "i.name_%s%s, ", eta_search_sort_lang (query->sort_lang), down);
  if (columns[sort][1])
    g_string_append_printf (sql, "i.%s%s, ", columns[sort][1], down);
  g_string_append_printf (sql, "i.row%s", down);
}

static gboolean
collect (EtaStore *store, EtaStatement stmt, GArray *rows, GError **error)
{
  int rc;

  while ((rc = sqlite3_step (stmt)) == SQLITE_ROW) {
    const gint64 row = sqlite3_column_int64 (stmt, 0);
    g_array_append_val (rows, row);
  }
  if (rc != SQLITE_DONE)
    eta_sql_fail (store, rc, error);
  sqlite3_reset (stmt);
  return rc == SQLITE_DONE;
}

static gboolean
list_all (EtaStore *store, const EtaQuery *query, GArray *rows, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT i.row FROM product_index i");
  EtaStatement stmt;

  append_filters (sql, query);
  append_order (sql, query);
  g_string_append (sql, " LIMIT ?8");
  stmt = eta_sql (store, sql->str, error);
  if (!stmt)
    return FALSE;
  bind_filters (stmt, query);
  sqlite3_bind_int64 (stmt, 8, query->limit > 0 ? (gint64)query->limit : -1);
  return collect (store, stmt, rows, error);
}

/* --- with a text ------------------------------------------------------------------------------ */

static EtaStatement
search_statement (EtaStore *store, const EtaQuery *query, const EtaNeedle *needle, GError **error)
{
  /* CROSS JOIN: the index of grams leads, however the planner guesses. */
  g_autoptr (GString) sql = g_string_new ("SELECT s.rowid FROM product_search s CROSS JOIN"
                                          " product_index i ON i.row = s.rowid");
  EtaStatement stmt;

  append_filters (sql, query);
  g_string_append (sql, " AND product_search MATCH ?8");
  stmt = eta_sql (store, sql->str, error);
  if (!stmt)
    return NULL;
  bind_filters (stmt, query);
  sqlite3_bind_text (stmt, 8, needle->match, -1, SQLITE_STATIC);
  return stmt;
}

static gboolean
has_words (EtaStore *store, const EtaNeedle *needle, gint64 row)
{
  g_auto (EtaStatement) stmt =
      eta_sql_bind (store, NULL, "SELECT text FROM product_text WHERE row = ?", "i", row);

  return stmt && eta_sql_next (store, stmt, NULL) &&
         eta_needle_is_in (needle, (const char *)sqlite3_column_text (stmt, 0),
                           (gsize)sqlite3_column_bytes (stmt, 0));
}

/* Keeps the rows that hold the words as typed. */
static void
compare (EtaStore *store, const EtaNeedle *needle, GArray *rows)
{
  guint kept = 0;

  for (guint i = 0; i < rows->len; i++) {
    const gint64 row = g_array_index (rows, gint64, i);

    if (has_words (store, needle, row))
      g_array_index (rows, gint64, kept++) = row;
  }
  g_array_set_size (rows, kept);
}

static gboolean
search (
    EtaStore *store, const EtaQuery *query, const EtaNeedle *needle, GArray *rows, GError **error)
{
  g_auto (EtaStatement) stmt = search_statement (store, query, needle, error);
  const gboolean exact = needle->words->len == 0;
  int rc = SQLITE_DONE;

  if (!stmt)
    return FALSE;
  while ((query->limit == 0 || rows->len < query->limit) &&
         (rc = sqlite3_step (stmt)) == SQLITE_ROW) {
    const gint64 row = sqlite3_column_int64 (stmt, 0);

    if (query->limit == 0 || exact || has_words (store, needle, row))
      g_array_append_val (rows, row);
  }
  if (rc != SQLITE_DONE && rc != SQLITE_ROW)
    return eta_sql_fail (store, rc, error);
  if (query->limit == 0 && !exact && rows->len <= MANY_HITS)
    compare (store, needle, rows);
  return TRUE;
}

static char *
to_json (const GArray *rows)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = 0; i < rows->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "",
                            g_array_index (rows, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static gboolean
sort_few (EtaStore *store, const EtaQuery *query, GArray *rows, GError **error)
{
  g_autofree char *json = to_json (rows);
  g_autoptr (GString) sql = g_string_new ("SELECT i.row FROM json_each (?1) j"
                                          " CROSS JOIN product_index i ON i.row = j.value");
  EtaStatement stmt;

  append_order (sql, query);
  stmt = eta_sql_bind (store, error, sql->str, "t", json);
  g_array_set_size (rows, 0);
  return stmt && collect (store, stmt, rows, error);
}

/* Keeps of the sorted index what is among the hits. */
static gboolean
sort_many (EtaStore *store, const EtaQuery *query, GArray *rows, GError **error)
{
  const EtaQuery plain = {.trashed = query->trashed,
                          .sort = query->sort,
                          .descending = query->descending,
                          .sort_lang = query->sort_lang};
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree guint8 *hit = NULL;
  gint64 last = 0;

  for (guint i = 0; i < rows->len; i++)
    last = MAX (last, g_array_index (rows, gint64, i));
  hit = g_malloc0 ((gsize)last / 8 + 1);
  for (guint i = 0; i < rows->len; i++) {
    const gint64 row = g_array_index (rows, gint64, i);
    hit[row / 8] |= (guint8)(1 << row % 8);
  }
  g_array_set_size (rows, 0);
  if (!list_all (store, &plain, all, error))
    return FALSE;
  for (guint i = 0; i < all->len; i++) {
    const gint64 row = g_array_index (all, gint64, i);
    if (row <= last && hit[row / 8] & 1 << row % 8)
      g_array_append_val (rows, row);
  }
  return TRUE;
}

GArray *
eta_store_query (EtaStore *store, const EtaQuery *query, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (EtaNeedle) needle = {NULL};
  gboolean done;

  eta_needle_init (&needle, query->text);
  if (!needle.match)
    return list_all (store, query, rows, error) ? g_steal_pointer (&rows) : NULL;
  done = search (store, query, &needle, rows, error);
  if (done && query->limit == 0 && rows->len > 1)
    done = rows->len < FEW_HITS ? sort_few (store, query, rows, error)
                                : sort_many (store, query, rows, error);
  return done ? g_steal_pointer (&rows) : NULL;
}

/* --- cards ------------------------------------------------------------------------------------ */

/* Worst last; "dirty": sent, and changed here since. */
static const char *const listing_states[] = {"retired", "clean",   "dirty", "new",     "in_flight",
                                             "gone",    "unknown", "error", "conflict"};

/* 1 is "clean", 2 "dirty"; the rest as they stand above, from 0. */
#define LISTED                                                                                     \
  "(SELECT max (CASE state WHEN 'retired' THEN 0 WHEN 'clean' THEN 1 + (at < p.changed)"           \
  " WHEN 'new' THEN 3 WHEN 'in_flight' THEN 4 WHEN 'gone' THEN 5 WHEN 'unknown' THEN 6"            \
  " WHEN 'error' THEN 7 ELSE 8 END) FROM listing WHERE product = p.id)"

#define CARD                                                                                       \
  "SELECT p.id, p.sku, coalesce ((SELECT name FROM producer_words WHERE producer = p.producer"     \
  " AND lang = ?2), m.name), p.category, p.unit,"                                                  \
  " (SELECT sha256 FROM photo WHERE product = p.row ORDER BY position LIMIT 1),"                   \
  " p.state, p.changed, i.currency, i.price, " LISTED " FROM product p"                            \
  " JOIN producer m ON m.row = p.producer LEFT JOIN product_index i ON i.row = p.row"              \
  " WHERE p.row = ?1"

#define NAMES                                                                                      \
  "SELECT lang, name FROM product_words WHERE product = ? AND name IS NOT NULL"                    \
  " ORDER BY lang <> 'id', lang <> 'en', lang <> 'ar', lang"

/* The name in LANG, else the first of id, en and the others (ar is one of them). */
static gboolean
read_names (EtaStore *store, EtaCard *card, const char *lang, GError **error)
{
  g_autoptr (GString) langs = g_string_new (NULL);
  g_autoptr (GError) failed = NULL;
  EtaStatement stmt = eta_sql_bind (store, error, NAMES, "i", card->row);

  if (!stmt)
    return FALSE;
  while (eta_sql_next (store, stmt, &failed)) {
    const char *of = (const char *)sqlite3_column_text (stmt, 0);
    const gboolean wanted = g_strcmp0 (of, lang) == 0;

    g_string_append_printf (langs, "%s%s", langs->len > 0 ? " " : "", of);
    if (card->name && !wanted)
      continue;
    g_free (card->name);
    card->name = eta_sql_dup (stmt, 1);
  }
  card->langs = g_string_free (g_steal_pointer (&langs), FALSE);
  if (!card->name)
    card->name = g_strdup (card->sku ? card->sku : "");
  return eta_take_error (error, &failed);
}

static void
read_card (EtaStatement stmt, EtaCard *card)
{
  const char *currency = (const char *)sqlite3_column_text (stmt, 8);

  card->id = eta_sql_dup (stmt, 0);
  card->sku = eta_sql_dup (stmt, 1);
  card->producer = eta_sql_dup (stmt, 2);
  card->category = eta_sql_dup (stmt, 3);
  card->unit = eta_sql_dup (stmt, 4);
  card->photo = eta_sql_dup (stmt, 5);
  card->state = eta_sql_dup (stmt, 6);
  card->changed = eta_sql_dup (stmt, 7);
  card->currency = currency && *currency ? g_strdup (currency) : NULL;
  card->minor = sqlite3_column_int64 (stmt, 9);
  if (sqlite3_column_type (stmt, 10) != SQLITE_NULL)
    card->listed = g_strdup (listing_states[CLAMP (sqlite3_column_int (stmt, 10), 0,
                                                   (int)G_N_ELEMENTS (listing_states) - 1)]);
}

EtaCard *
eta_store_get_card (EtaStore *store, gint64 row, const char *lang, GError **error)
{
  g_autoptr (EtaCard) card = g_new0 (EtaCard, 1);
  g_autoptr (GError) failed = NULL;
  EtaStatement stmt = eta_sql_bind (store, error, CARD, "it", row, lang);

  if (!stmt)
    return NULL;
  if (!eta_sql_next (store, stmt, &failed)) {
    if (eta_take_error (error, &failed))
      g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                           _ ("This product is no longer in the catalog."));
    return NULL;
  }
  card->row = row;
  read_card (stmt, card);
  sqlite3_reset (stmt);
  return read_names (store, card, lang, error) ? g_steal_pointer (&card) : NULL;
}

void
eta_card_free (EtaCard *card)
{
  if (!card)
    return;
  g_free (card->id);
  g_free (card->sku);
  g_free (card->name);
  g_free (card->producer);
  g_free (card->category);
  g_free (card->unit);
  g_free (card->photo);
  g_free (card->langs);
  g_free (card->state);
  g_free (card->changed);
  g_free (card->currency);
  g_free (card->listed);
  g_free (card);
}

/* --- pictures --------------------------------------------------------------------------------- */

#define PICTURES                                                                                   \
  "SELECT sha256 FROM photo"                                                                       \
  " UNION SELECT scan FROM product_certificate UNION SELECT scan FROM producer_certificate"        \
  " UNION SELECT file FROM product_evidence UNION SELECT file FROM producer_evidence"              \
  " UNION SELECT logo FROM producer UNION SELECT cover FROM collection"

static gboolean
add_steps (EtaStore *store, GHashTable *set, GError **error)
{
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (gint64));
  EtaStatement stmt = eta_sql (store, "SELECT id FROM history", error);

  if (!stmt || !collect (store, stmt, steps, error))
    return FALSE;
  for (guint i = 0; i < steps->len; i++) {
    g_autoptr (EtaChangeset) changes =
        eta_changeset_load (store, g_array_index (steps, gint64, i), error);

    if (!changes || !eta_changeset_pictures (store, changes, set, error))
      return FALSE;
  }
  return TRUE;
}

GHashTable *
eta_store_photo_set (EtaStore *store, GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  EtaStatement stmt = eta_sql (store, PICTURES, error);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed)) {
    if (sqlite3_column_type (stmt, 0) != SQLITE_NULL)
      g_hash_table_add (set, eta_sql_dup (stmt, 0));
  }
  if (!stmt || !eta_take_error (error, &failed) || !add_steps (store, set, error))
    return NULL;
  return g_steal_pointer (&set);
}
