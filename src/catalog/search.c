#include "catalog/search.h"

#include "catalog/store-columns.h"
#include "catalog/data.h"
#include "catalog/fold.h"
#include "catalog/grams.h"

#include <string.h>

/* Raised when folding or grams change: every index is then made anew when it is opened. */
#define INDEX_VERSION "2"

#define SORT_LETTERS 64
#define AT_ONCE 2000 /* products whose grams are kept in memory */

/* --- what is indexed of one product ----------------------------------------------------------- */

typedef struct {
  GString *text;
  char *names[3]; /* in id, en, ar */
  char *any_name;
  char *sku;
  char *producer;
  char *category;
  char *changed;
  char *currency;
  gint64 producer_row, trashed, state, price;
} Entry;

static const char *const sort_langs[] = {"id", "en", "ar"};

static void
entry_clear (Entry *entry)
{
  g_string_free (entry->text, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (entry->names); i++)
    g_free (entry->names[i]);
  g_free (entry->any_name);
  g_free (entry->sku);
  g_free (entry->producer);
  g_free (entry->category);
  g_free (entry->changed);
  g_free (entry->currency);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Entry, entry_clear)

static void
add_text (Entry *entry, const char *text)
{
  if (!text || !*text)
    return;
  g_string_append (entry->text, text);
  g_string_append_c (entry->text, '\n');
}

static void
add_columns (Entry *entry, EtaStatement stmt, int from, int to)
{
  for (int i = from; i < to; i++)
    add_text (entry, (const char *)sqlite3_column_text (stmt, i));
}

/* "0901.21" and "090121" are both typed. */
static void
add_hs (Entry *entry, const char *hs)
{
  add_text (entry, hs);
  if (hs && strlen (hs) > 4)
    g_string_append_printf (entry->text, "%.4s.%s\n", hs, hs + 4);
}

static void
add_category (Entry *entry, const char *key)
{
  static const char *const columns[] = {"id", "en", "ar"};
  g_autoptr (GBytes) there = NULL;
  const EtaTable *table;
  int row;

  if (!key || !(there = eta_data_lookup ("categories.tsv")))
    return;
  table = eta_table_get ("categories.tsv");
  row = eta_table_find (table, key);
  for (guint i = 0; row >= 0 && i < G_N_ELEMENTS (columns); i++)
    add_text (entry, eta_table_cell (table, (guint)row, columns[i]));
}

gint64
eta_search_state_rank (const char *state)
{
  static const char *const states[] = {"draft", "checked", "approved", "recheck"};

  for (guint i = 0; i < G_N_ELEMENTS (states); i++) {
    if (g_strcmp0 (state, states[i]) == 0)
      return i;
  }
  return G_N_ELEMENTS (states);
}

const char *
eta_search_sort_lang (const char *lang)
{
  for (guint i = 0; i < G_N_ELEMENTS (sort_langs); i++) {
    if (g_strcmp0 (lang, sort_langs[i]) == 0)
      return sort_langs[i];
  }
  return sort_langs[0];
}

/* FALSE without an error: there is no such product (any more). */
static gboolean
read_product (EtaStore *store, gint64 row, Entry *entry, GError **error)
{
  g_auto (EtaStatement) stmt = eta_sql_bind (
      store, error,
      "SELECT p.producer, p.trashed IS NOT NULL, p.changed, p.category, p.state, p.hs, p.sku,"
      " p.gtin, p.brand, p.regency, m.name, m.pesantren, m.regency"
      " FROM product p JOIN producer m ON m.row = p.producer WHERE p.row = ?",
      "i", row);

  if (!stmt || !eta_sql_next (store, stmt, error))
    return FALSE;
  entry->producer_row = sqlite3_column_int64 (stmt, 0);
  entry->trashed = sqlite3_column_int64 (stmt, 1);
  entry->changed = eta_sql_dup (stmt, 2);
  entry->category = eta_sql_dup (stmt, 3);
  entry->state = eta_search_state_rank ((const char *)sqlite3_column_text (stmt, 4));
  entry->sku = eta_sql_dup (stmt, 6);
  entry->producer = eta_sql_dup (stmt, 10);
  add_columns (entry, stmt, 6, 13);
  add_hs (entry, (const char *)sqlite3_column_text (stmt, 5));
  add_category (entry, entry->category);
  return TRUE;
}

static char *
words_sql (void)
{
  g_autoptr (GString) sql = g_string_new ("SELECT lang, ");
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_WORDS, &n);

  /* The name is the first of them. */
  eta_columns_append (sql, columns, n, "%s");
  g_string_append (sql, " FROM product_words WHERE product = ? ORDER BY lang");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static void
keep_name (Entry *entry, const char *lang, const char *name)
{
  if (!name)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (sort_langs); i++) {
    if (strcmp (lang, sort_langs[i]) == 0)
      entry->names[i] = g_strdup (name);
  }
  if (!entry->any_name)
    entry->any_name = g_strdup (name);
}

static gboolean
read_words (EtaStore *store, gint64 row, Entry *entry, GError **error)
{
  static char *sql;
  g_autoptr (GError) failed = NULL;
  EtaStatement stmt;

  if (g_once_init_enter (&sql))
    g_once_init_leave (&sql, words_sql ());
  stmt = eta_sql_bind (store, error, sql, "i", row);
  if (!stmt)
    return FALSE;
  while (eta_sql_next (store, stmt, &failed)) {
    keep_name (entry, (const char *)sqlite3_column_text (stmt, 0),
               (const char *)sqlite3_column_text (stmt, 1));
    add_columns (entry, stmt, 1, sqlite3_column_count (stmt));
  }
  return eta_take_error (error, &failed);
}

static gboolean
add_rows (EtaStore *store, Entry *entry, const char *sql, gint64 row, GError **error)
{
  EtaStatement stmt = eta_sql_bind (store, error, sql, "i", row);
  g_autoptr (GError) failed = NULL;

  if (!stmt)
    return FALSE;
  while (eta_sql_next (store, stmt, &failed))
    add_columns (entry, stmt, 0, sqlite3_column_count (stmt));
  return eta_take_error (error, &failed);
}

static gboolean
read_price (EtaStore *store, gint64 row, Entry *entry, GError **error)
{
  g_auto (EtaStatement) stmt = eta_sql_bind (
      store, error, "SELECT currency, minor FROM price WHERE product = ? ORDER BY position LIMIT 1",
      "i", row);
  g_autoptr (GError) failed = NULL;

  if (!stmt)
    return FALSE;
  if (eta_sql_next (store, stmt, &failed)) {
    entry->currency = eta_sql_dup (stmt, 0);
    entry->price = sqlite3_column_int64 (stmt, 1);
  }
  return eta_take_error (error, &failed);
}

static gboolean
read_rest (EtaStore *store, gint64 row, Entry *entry, GError **error)
{
  return read_words (store, row, entry, error) && read_price (store, row, entry, error) &&
         add_rows (store, entry, "SELECT sku, gtin, options FROM variant WHERE product = ?", row,
                   error) &&
         add_rows (store, entry, "SELECT name FROM producer_words WHERE producer = ?",
                   entry->producer_row, error);
}

/* --- writing it ------------------------------------------------------------------------------- */

static char *
sort_key (const char *text)
{
  g_autofree char *folded = eta_fold (text ? text : "");

  if (g_utf8_strlen (folded, -1) <= SORT_LETTERS)
    return g_steal_pointer (&folded);
  return g_utf8_substring (folded, 0, SORT_LETTERS);
}

/* As eta_product_name chooses. */
static char *
name_key (const Entry *entry, guint lang)
{
  const char *const wishes[] = {entry->names[lang], entry->names[0], entry->names[1],
                                entry->any_name, entry->sku};

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++) {
    if (wishes[i])
      return sort_key (wishes[i]);
  }
  return g_strdup ("");
}

static gboolean
put_index (EtaStore *store, gint64 row, const Entry *entry, GError **error)
{
  g_autofree char *id = name_key (entry, 0), *en = name_key (entry, 1), *ar = name_key (entry, 2);
  g_autofree char *sku = sort_key (entry->sku), *producer = sort_key (entry->producer);

  return eta_sql_run (store, error,
                      "REPLACE INTO product_index (row, trashed, name_id, name_en, name_ar, sku,"
                      " producer, producer_row, category, state, currency, price, changed)"
                      " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                      "iitttttititit", row, entry->trashed, id, en, ar, sku, producer,
                      entry->producer_row, entry->category ? entry->category : "", entry->state,
                      entry->currency ? entry->currency : "", entry->price, entry->changed);
}

/* Writing to an FTS5 table between other statements makes it write out its segment each time; so
 * what changes in it is collected and written in one go. */
typedef struct {
  gint64 row;
  char *before; /* folded text; NULL: not indexed yet */
  char *after;  /* NULL: not indexed any more */
} Pending;

static void
pending_clear (gpointer data)
{
  Pending *pending = data;

  g_free (pending->before);
  g_free (pending->after);
}

static gboolean
write_grams (EtaStore *store, const Pending *pending, GError **error)
{
  g_autofree char *before = pending->before ? eta_grams (pending->before) : NULL;
  g_autofree char *after = pending->after ? eta_grams (pending->after) : NULL;

  if (before && !eta_sql_run (store, error,
                              "INSERT INTO product_search (product_search, rowid, grams)"
                              " VALUES ('delete', ?, ?)",
                              "it", pending->row, before))
    return FALSE;
  return !after ||
         eta_sql_run (store, error, "INSERT INTO product_search (rowid, grams) VALUES (?, ?)", "it",
                      pending->row, after);
}

static gboolean
write_all_grams (EtaStore *store, GArray *pending, GError **error)
{
  for (guint i = 0; i < pending->len; i++) {
    if (!write_grams (store, &g_array_index (pending, Pending, i), error))
      return FALSE;
  }
  g_array_set_size (pending, 0);
  return TRUE;
}

static gboolean
put_text (EtaStore *store, gint64 row, char *text, GArray *pending, GError **error)
{
  Pending change = {
      row, eta_sql_text (store, "SELECT text FROM product_text WHERE row = ?", "i", row), text};

  if (g_strcmp0 (change.before, text) == 0) {
    pending_clear (&change);
    return TRUE;
  }
  g_array_append_val (pending, change);
  if (!text)
    return eta_sql_run (store, error, "DELETE FROM product_text WHERE row = ?", "i", row);
  return eta_sql_run (store, error, "REPLACE INTO product_text (row, text) VALUES (?, ?)", "it",
                      row, text);
}

static gboolean
refresh_one (EtaStore *store, gint64 row, GArray *pending, GError **error)
{
  g_auto (Entry) entry = {g_string_new (NULL)};
  g_autoptr (GError) failed = NULL;

  if (!read_product (store, row, &entry, &failed))
    return eta_take_error (error, &failed) &&
           eta_sql_run (store, error, "DELETE FROM product_index WHERE row = ?", "i", row) &&
           put_text (store, row, NULL, pending, error);
  return read_rest (store, row, &entry, error) && put_index (store, row, &entry, error) &&
         put_text (store, row, eta_fold (entry.text->str), pending, error);
}

static GArray *
stale_rows (EtaStore *store, GError **error)
{
  EtaStatement stmt = eta_sql (store, "SELECT row FROM product_stale", error);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed)) {
    const gint64 row = sqlite3_column_int64 (stmt, 0);
    g_array_append_val (rows, row);
  }
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&rows) : NULL;
}

gboolean
eta_search_refresh (EtaStore *store, GArray *rows, GError **error)
{
  g_autoptr (GArray) stale = stale_rows (store, error);
  g_autoptr (GArray) pending = g_array_new (FALSE, FALSE, sizeof (Pending));

  if (!stale)
    return FALSE;
  if (stale->len == 0)
    return TRUE;
  g_array_set_clear_func (pending, pending_clear);
  for (guint i = 0; i < stale->len; i++) {
    if (!refresh_one (store, g_array_index (stale, gint64, i), pending, error))
      return FALSE;
    if (pending->len >= AT_ONCE && !write_all_grams (store, pending, error))
      return FALSE;
  }
  if (!write_all_grams (store, pending, error))
    return FALSE;
  if (rows)
    g_array_append_vals (rows, stale->data, stale->len);
  return eta_sql_run (store, error, "DELETE FROM product_stale", "");
}

static gboolean
start_anew (EtaStore *store, GError **error)
{
  return eta_sql_exec (store,
                       "INSERT INTO product_search (product_search) VALUES ('delete-all');"
                       "DELETE FROM product_text;"
                       "DELETE FROM product_index;"
                       "DELETE FROM product_stale;"
                       "INSERT INTO product_stale SELECT row FROM product;",
                       error) &&
         eta_store_set_setting (store, "index", INDEX_VERSION, error);
}

gboolean
eta_search_catch_up (EtaStore *store, GError **error)
{
  g_autofree char *version = eta_store_get_setting (store, "index");
  const gboolean other = g_strcmp0 (version, INDEX_VERSION) != 0;

  if (!other && !eta_sql_number (store, 0, "SELECT EXISTS (SELECT 1 FROM product_stale)", ""))
    return TRUE;
  if (!eta_sql_begin (store, error))
    return FALSE;
  if ((other && !start_anew (store, error)) || !eta_search_refresh (store, NULL, error)) {
    eta_sql_rollback (store);
    return FALSE;
  }
  return eta_sql_commit (store, error);
}
