#include "catalog/grams.h"
#include "catalog/search.h"
#include "catalog/store-columns.h"

#include <string.h>

/* Fewer hits than this are sorted by themselves; of more, the whole sorted index is walked. */
#define FEW_HITS 300
/* More hits than this are not compared with their texts: that would take longer than a keystroke,
 * and a product that has all the grams of a long word without the word is as good as never met. */
#define MANY_HITS 500

/* --- filters ---------------------------------------------------------------------------------- */

/* Every filter is there or not; ?1 … ?4 stand for the same things in all statements. These are
 * columns of the index; the others are sets of rows. */
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
}

/* Row numbers, a bit each: what most filters come down to. Reading a table once from its start to
 * its end takes a fraction of the time of looking into it for every product of the list. */
typedef struct {
  guint8 *bits; /* NULL: all rows */
  gint64 n;     /* rows below this have a bit */
} Rows;

static void
rows_clear (Rows *rows)
{
  g_free (rows->bits);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Rows, rows_clear)

static gboolean
rows_have (const Rows *rows, gint64 row)
{
  return !rows->bits || (row < rows->n && rows->bits[row / 8] & 1 << row % 8);
}

static void
rows_add (Rows *rows, gint64 row)
{
  if (row >= 0 && row < rows->n)
    rows->bits[row / 8] |= (guint8)(1 << row % 8);
}

static void
rows_init (Rows *rows, gint64 n)
{
  rows->n = n;
  rows->bits = g_malloc0 ((gsize)n / 8 + 1);
}

typedef struct {
  gsize value;      /* offset in EtaQuery of a text, or of a flag */
  gboolean flag;    /* the filter is there when the flag is set; else when the text is not NULL */
  gboolean outside; /* wanted are the products that are not in the set */
  const char *sql;  /* row numbers; ?1: the text */
} SetFilter;

/* "listed": as the catalog is now. Where there is one marketplace, the index of listings alone
 * answers; a listing itself is long, with all that was sent. */
#define LISTED                                                                                     \
  "SELECT p.row FROM listing l CROSS JOIN product p ON p.id = l.product"                           \
  " WHERE l.state = 'clean' AND l.at >= p.changed"

static const SetFilter set_filters[] = {
    {G_STRUCT_OFFSET (EtaQuery, stage), FALSE, FALSE, "SELECT row FROM product WHERE stage = ?1"},
    {G_STRUCT_OFFSET (EtaQuery, missing_lang), FALSE, TRUE,
     "SELECT product FROM product_words WHERE lang = ?1 AND name IS NOT NULL"},
    {G_STRUCT_OFFSET (EtaQuery, market_id), FALSE, TRUE, LISTED " AND l.market = ?1"},
    {G_STRUCT_OFFSET (EtaQuery, ends_before), FALSE, FALSE,
     "SELECT product FROM product_certificate WHERE expires < ?1 UNION ALL"
     " SELECT p.row FROM producer_certificate c JOIN product p ON p.producer = c.producer"
     " WHERE c.expires < ?1"},
    {G_STRUCT_OFFSET (EtaQuery, no_photo), TRUE, TRUE, "SELECT product FROM photo"},
    {G_STRUCT_OFFSET (EtaQuery, no_price), TRUE, FALSE,
     "SELECT row FROM product_index WHERE trashed IN (0, 1) AND currency = ''"},
};

static gboolean
is_set (const EtaQuery *query, const SetFilter *filter)
{
  if (filter->flag)
    return G_STRUCT_MEMBER (gboolean, query, filter->value);
  return G_STRUCT_MEMBER (const char *, query, filter->value) != NULL;
}

static EtaStatement
set_statement (EtaStore *store, const EtaQuery *query, const SetFilter *filter, GError **error)
{
  if (filter->flag)
    return eta_sql (store, filter->sql, error);
  if (filter->value == G_STRUCT_OFFSET (EtaQuery, market_id) &&
      eta_sql_number (store, 0, "SELECT count(*) FROM marketplace WHERE id <> ?", "t",
                      query->market_id) == 0)
    return eta_sql (store, LISTED, error);
  return eta_sql_bind (store, error, filter->sql, "t",
                       G_STRUCT_MEMBER (const char *, query, filter->value));
}

static gboolean
keep_set (
    EtaStore *store, const EtaQuery *query, const SetFilter *filter, Rows *wanted, GError **error)
{
  g_auto (Rows) set = {NULL};
  g_autoptr (GError) failed = NULL;
  EtaStatement stmt = set_statement (store, query, filter, error);

  if (!stmt)
    return FALSE;
  rows_init (&set, wanted->n);
  while (eta_sql_next (store, stmt, &failed))
    rows_add (&set, sqlite3_column_int64 (stmt, 0));
  for (gsize i = 0; i <= (gsize)wanted->n / 8; i++)
    wanted->bits[i] &= filter->outside ? (guint8)~set.bits[i] : set.bits[i];
  return eta_take_error (error, &failed);
}

/* WANTED stays without bits when no such filter is set. */
static gboolean
read_sets (EtaStore *store, const EtaQuery *query, Rows *wanted, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (set_filters); i++) {
    if (!is_set (query, &set_filters[i]))
      continue;
    if (!wanted->bits) {
      rows_init (wanted, 1 + eta_sql_number (store, 0, "SELECT max (row) FROM product_index", ""));
      memset (wanted->bits, 0xff, (gsize)wanted->n / 8 + 1);
    }
    if (!keep_set (store, query, &set_filters[i], wanted, error))
      return FALSE;
  }
  return TRUE;
}

/* --- order ------------------------------------------------------------------------------------ */

/* A field of the product has no index: what is not stated comes last either way. */
static gboolean
append_field_order (GString *sql, const EtaQuery *query)
{
  const EtaField *field = query->sort == ETA_SORT_FIELD
                              ? eta_field_find (ETA_FIELD_OF_PRODUCT, query->sort_field)
                              : NULL;

  if (!field || !eta_store_can_sort (field))
    return FALSE;
  g_string_append_printf (sql, " ORDER BY p.%s IS NULL, p.%s%s, i.row%s", field->id, field->id,
                          query->descending ? " DESC" : "", query->descending ? " DESC" : "");
  return TRUE;
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

  if (append_field_order (sql, query))
    return;
  g_string_append (sql, " ORDER BY ");
  if (columns[sort][0])
    g_string_append_printf (sql, "i.%s%s, ", columns[sort][0], down);
  else
    g_string_append_printf (sql, "i.name_%s%s, ", eta_search_sort_lang (query->sort_lang), down);
  if (columns[sort][1])
    g_string_append_printf (sql, "i.%s%s, ", columns[sort][1], down);
  g_string_append_printf (sql, "i.row%s", down);
}

/* FROM what a list is read: the product itself only where it is sorted by. */
static const char *
source (const EtaQuery *query)
{
  return query->sort == ETA_SORT_FIELD ? "product_index i JOIN product p ON p.row = i.row"
                                       : "product_index i";
}

/* LIMIT 0: all of WANTED. */
static gboolean
collect (EtaStore *store,
         EtaStatement stmt,
         const Rows *wanted,
         guint limit,
         GArray *rows,
         GError **error)
{
  int rc = SQLITE_DONE;

  while ((limit == 0 || rows->len < limit) && (rc = sqlite3_step (stmt)) == SQLITE_ROW) {
    const gint64 row = sqlite3_column_int64 (stmt, 0);
    if (rows_have (wanted, row))
      g_array_append_val (rows, row);
  }
  if (rc != SQLITE_DONE && rc != SQLITE_ROW)
    eta_sql_fail (store, rc, error);
  sqlite3_reset (stmt);
  return rc == SQLITE_DONE || rc == SQLITE_ROW;
}

static gboolean
list_all (EtaStore *store, const EtaQuery *query, const Rows *wanted, GArray *rows, GError **error)
{
  g_autoptr (GString) sql = g_string_new ("SELECT i.row FROM ");
  EtaStatement stmt;

  g_string_append (sql, source (query));
  append_filters (sql, query);
  append_order (sql, query);
  stmt = eta_sql (store, sql->str, error);
  if (!stmt)
    return FALSE;
  bind_filters (stmt, query);
  return collect (store, stmt, wanted, query->limit, rows, error);
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
  g_string_append (sql, " AND product_search MATCH ?5");
  stmt = eta_sql (store, sql->str, error);
  if (!stmt)
    return NULL;
  bind_filters (stmt, query);
  sqlite3_bind_text (stmt, 5, needle->match, -1, SQLITE_STATIC);
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
search (EtaStore *store,
        const EtaQuery *query,
        const EtaNeedle *needle,
        const Rows *wanted,
        GArray *rows,
        GError **error)
{
  g_auto (EtaStatement) stmt = search_statement (store, query, needle, error);
  const gboolean exact = needle->words->len == 0;
  int rc = SQLITE_DONE;

  if (!stmt)
    return FALSE;
  while ((query->limit == 0 || rows->len < query->limit) &&
         (rc = sqlite3_step (stmt)) == SQLITE_ROW) {
    const gint64 row = sqlite3_column_int64 (stmt, 0);

    if (rows_have (wanted, row) && (query->limit == 0 || exact || has_words (store, needle, row)))
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
  const Rows all = {NULL};
  g_autoptr (GString) sql = g_string_new ("SELECT i.row FROM json_each (?1) j"
                                          " CROSS JOIN product_index i ON i.row = j.value");
  EtaStatement stmt;

  if (query->sort == ETA_SORT_FIELD)
    g_string_append (sql, " JOIN product p ON p.row = i.row");
  append_order (sql, query);
  stmt = eta_sql_bind (store, error, sql->str, "t", json);
  g_array_set_size (rows, 0);
  return stmt && collect (store, stmt, &all, 0, rows, error);
}

/* Keeps of the sorted index what is among the hits. */
static gboolean
sort_many (EtaStore *store, const EtaQuery *query, GArray *rows, GError **error)
{
  const EtaQuery plain = {.trashed = query->trashed,
                          .sort = query->sort,
                          .sort_field = query->sort_field,
                          .descending = query->descending,
                          .sort_lang = query->sort_lang};
  g_auto (Rows) hits = {NULL};
  gint64 last = 0;

  for (guint i = 0; i < rows->len; i++)
    last = MAX (last, g_array_index (rows, gint64, i));
  rows_init (&hits, last + 1);
  for (guint i = 0; i < rows->len; i++)
    rows_add (&hits, g_array_index (rows, gint64, i));
  g_array_set_size (rows, 0);
  return list_all (store, &plain, &hits, rows, error);
}

GArray *
eta_store_query (EtaStore *store, const EtaQuery *query, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_auto (EtaNeedle) needle = {NULL};
  g_auto (Rows) wanted = {NULL};
  gboolean done;

  eta_needle_init (&needle, query->text);
  if (!read_sets (store, query, &wanted, error))
    return NULL;
  if (!needle.match)
    return list_all (store, query, &wanted, rows, error) ? g_steal_pointer (&rows) : NULL;
  done = search (store, query, &needle, &wanted, rows, error);
  if (done && query->limit == 0 && rows->len > 1)
    done = rows->len < FEW_HITS ? sort_few (store, query, rows, error)
                                : sort_many (store, query, rows, error);
  return done ? g_steal_pointer (&rows) : NULL;
}

gboolean
eta_store_can_sort (const EtaField *field)
{
  const EtaColumn *columns;
  guint n;

  columns = eta_columns (ETA_FIELD_OF_PRODUCT, &n);
  for (guint i = 0; field->owner == ETA_FIELD_OF_PRODUCT && i < n; i++)
    if (strcmp (columns[i].name, field->id) == 0)
      return field->kind != ETA_FIELD_LONG;
  return FALSE;
}

/* --- what there is to filter by --------------------------------------------------------------- */

GPtrArray *
eta_store_filter_values (EtaStore *store, EtaFilterValues what, GError **error)
{
  static const char *const sql[] = {
      [ETA_VALUES_CATEGORY] = "SELECT DISTINCT category FROM product_index"
                              " WHERE trashed = 0 AND category <> ''",
      [ETA_VALUES_CURRENCY] = "SELECT DISTINCT currency FROM price"
                              " WHERE currency IS NOT NULL ORDER BY currency",
      [ETA_VALUES_LANG] = "SELECT lang FROM (SELECT DISTINCT lang FROM product_words"
                          " UNION VALUES ('id'), ('en'), ('ar'))"
                          " ORDER BY lang <> 'id', lang <> 'en', lang <> 'ar', lang",
  };
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failed = NULL;
  EtaStatement stmt = eta_sql (store, sql[what], error);

  while (stmt && eta_sql_next (store, stmt, &failed))
    g_ptr_array_add (values, eta_sql_dup (stmt, 0));
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&values) : NULL;
}
