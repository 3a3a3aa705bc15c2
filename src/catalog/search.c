#include "catalog/search.h"

#include "catalog/columns.h"
#include "catalog/data.h"
#include "catalog/fold.h"

#include <string.h>

/* Raised when folding or grams change: every index is then made anew when it is opened. */
#define INDEX_VERSION "1"

#define SORT_LETTERS 64
#define MAX_WORDS 32

/* --- grams ------------------------------------------------------------------------------------ */

/* Up to three code points of 21 bits; never 0. */
typedef guint64 Gram;

typedef struct {
  Gram *slots;
  gsize mask;
  GString *out;
} GramSet;

static void
append_gram (GString *out, Gram gram)
{
  for (int shift = 42; shift >= 0; shift -= 21) {
    const gunichar c = (gunichar)(gram >> shift & 0x1fffff);
    if (c)
      g_string_append_unichar (out, c);
  }
}

static void
add_gram (GramSet *set, Gram gram)
{
  gsize at = (gsize)((gram * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & set->mask;

  while (set->slots[at] && set->slots[at] != gram)
    at = (at + 1) & set->mask;
  if (set->slots[at])
    return;
  set->slots[at] = gram;
  if (set->out->len > 0)
    g_string_append_c (set->out, ' ');
  append_gram (set->out, gram);
}

static gboolean
is_word_char (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char)c) : g_unichar_isalnum (c);
}

char *
eta_search_grams (const char *folded)
{
  const gsize len = strlen (folded);
  GramSet set = {NULL, 63, g_string_sized_new (2 * len)};
  gunichar before = ' ', last = ' ', c;

  while (set.mask < 6 * len) /* at most three grams a character */
    set.mask = set.mask << 1 | 1;
  set.slots = g_new0 (Gram, set.mask + 1);
  for (const char *p = folded; *p; p = g_utf8_next_char (p), before = last, last = c) {
    c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char (p);
    if (c == ' ')
      continue;
    if (!is_word_char (last) && is_word_char (c))
      add_gram (&set, c);
    if (!is_word_char (before) && is_word_char (last) && is_word_char (c))
      add_gram (&set, (Gram)last << 21 | c);
    if (last != ' ' && before != ' ')
      add_gram (&set, (Gram)before << 42 | (Gram)last << 21 | c);
  }
  g_free (set.slots);
  return g_string_free (set.out, FALSE);
}

/* --- needles ---------------------------------------------------------------------------------- */

static void
append_term (GString *match, const char *from, const char *to)
{
  g_string_append (match, match->len > 0 ? " AND \"" : "\"");
  for (const char *p = from; p < to; p++) {
    if (*p == '"')
      g_string_append_c (match, '"');
    g_string_append_c (match, *p);
  }
  g_string_append_c (match, '"');
}

/* Punctuation around a word is not looked for. */
static char *
strip_word (char *word)
{
  char *end = word + strlen (word);

  while (*word && !is_word_char (g_utf8_get_char (word)))
    word = g_utf8_next_char (word);
  while (end > word) {
    char *previous = g_utf8_prev_char (end);
    if (is_word_char (g_utf8_get_char (previous)))
      break;
    end = previous;
  }
  *end = '\0';
  return word;
}

/* Every third gram and the last cover the word; the comparison with the text does the rest. */
static void
append_word (EtaNeedle *needle, GString *match, const char *word)
{
  const glong n = g_utf8_strlen (word, -1);

  if (n <= 3) {
    append_term (match, word, word + strlen (word));
    return;
  }
  for (glong i = 0; i < n; i += 3) {
    const char *from = g_utf8_offset_to_pointer (word, MIN (i, n - 3));
    append_term (match, from, g_utf8_offset_to_pointer (from, 3));
  }
  g_ptr_array_add (needle->words, g_strdup (word));
}

void
eta_needle_init (EtaNeedle *needle, const char *typed)
{
  g_autofree char *folded = typed ? eta_fold (typed) : g_strdup ("");
  g_auto (GStrv) words = g_strsplit (folded, " ", MAX_WORDS + 1);
  GString *match = g_string_new (NULL);

  needle->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; words[i] && i < MAX_WORDS; i++) {
    const char *word = strip_word (words[i]);
    if (*word)
      append_word (needle, match, word);
  }
  needle->match = g_string_free (match, match->len == 0);
}

void
eta_needle_clear (EtaNeedle *needle)
{
  g_clear_pointer (&needle->match, g_free);
  g_clear_pointer (&needle->words, g_ptr_array_unref);
}

gboolean
eta_needle_is_in (const EtaNeedle *needle, const char *text, gsize len)
{
  for (guint i = 0; i < needle->words->len; i++) {
    const char *word = needle->words->pdata[i];
    if (!memmem (text, len, word, strlen (word)))
      return FALSE;
  }
  return TRUE;
}

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
  static const char *const states[] = {"draft", "checked", "approved"};

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

static gboolean
drop_grams (EtaStore *store, gint64 row, const char *text, GError **error)
{
  g_autofree char *grams = eta_search_grams (text);

  return eta_sql_run (store, error,
                      "INSERT INTO product_search (product_search, rowid, grams)"
                      " VALUES ('delete', ?, ?)",
                      "it", row, grams);
}

static gboolean
put_text (EtaStore *store, gint64 row, const char *text, GError **error)
{
  g_autofree char *before =
      eta_sql_text (store, "SELECT text FROM product_text WHERE row = ?", "i", row);
  g_autofree char *grams = NULL;

  if (g_strcmp0 (before, text) == 0)
    return TRUE;
  if (before && !drop_grams (store, row, before, error))
    return FALSE;
  grams = eta_search_grams (text);
  return eta_sql_run (store, error, "REPLACE INTO product_text (row, text) VALUES (?, ?)", "it",
                      row, text) &&
         eta_sql_run (store, error, "INSERT INTO product_search (rowid, grams) VALUES (?, ?)", "it",
                      row, grams);
}

static gboolean
drop_product (EtaStore *store, gint64 row, GError **error)
{
  g_autofree char *before =
      eta_sql_text (store, "SELECT text FROM product_text WHERE row = ?", "i", row);

  if (before && !drop_grams (store, row, before, error))
    return FALSE;
  return eta_sql_run (store, error, "DELETE FROM product_text WHERE row = ?", "i", row) &&
         eta_sql_run (store, error, "DELETE FROM product_index WHERE row = ?", "i", row);
}

static gboolean
refresh_one (EtaStore *store, gint64 row, GError **error)
{
  g_auto (Entry) entry = {g_string_new (NULL)};
  g_autoptr (GError) failed = NULL;
  g_autofree char *folded = NULL;

  if (!read_product (store, row, &entry, &failed))
    return eta_take_error (error, &failed) && drop_product (store, row, error);
  if (!read_rest (store, row, &entry, error))
    return FALSE;
  folded = eta_fold (entry.text->str);
  return put_index (store, row, &entry, error) && put_text (store, row, folded, error);
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

  if (!stale)
    return FALSE;
  if (stale->len == 0)
    return TRUE;
  for (guint i = 0; i < stale->len; i++) {
    if (!refresh_one (store, g_array_index (stale, gint64, i), error))
      return FALSE;
  }
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
