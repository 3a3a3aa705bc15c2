#include "catalog/history-words.h"

#include "catalog/choices.h"
#include "catalog/fields.h"
#include "catalog/history-changes.h"
#include "catalog/language.h"
#include "catalog/money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaChangeset, eta_changeset_free)

void
eta_change_free (EtaChange *change)
{
  if (!change)
    return;
  g_free (change->owner);
  g_free (change->what);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

typedef struct {
  EtaStore *store;
  const char *lang;
  gint64 only; /* row of a product, or 0 */
  guint limit;
  guint n_more;
  GPtrArray *changes;
  GHashTable *seen; /* what a person cannot tell apart is said once */
} Telling;

/* --- columns ---------------------------------------------------------------------------------- */

/* Columns that are no fields of catalog/fields.h, of tables whose rows are changed in place. */
static const struct {
  const char *table, *column, *label;
  const char *choices;
} labels[] = {
    {"product", "producer", N_ ("Producer"), NULL},
    {"price", "quantity", N_ ("Price from"), NULL},
    {"price", "minor", N_ ("Price"), NULL},
    {"price", "currency", N_ ("Currency"), NULL},
    {"price", "incoterm", N_ ("Incoterm"), NULL},
    {"price", "place", N_ ("Named place"), NULL},
    {"price", "valid_until", N_ ("Price valid until"), NULL},
    {"pack", "count", N_ ("Packed: number"), NULL},
    {"pack", "length", N_ ("Packed: length"), NULL},
    {"pack", "width", N_ ("Packed: width"), NULL},
    {"pack", "height", N_ ("Packed: height"), NULL},
    {"pack", "gross", N_ ("Packed: gross weight"), NULL},
    {"pack", "net", N_ ("Packed: net weight"), NULL},
    {"pack", "this_side_up", N_ ("Packed: this side up"), NULL},
    {"variant", "sku", N_ ("Variant: code"), NULL},
    {"variant", "gtin", N_ ("Variant: barcode"), NULL},
    {"variant", "options", N_ ("Variant"), NULL},
    {"variant", "net", N_ ("Variant: net weight"), NULL},
    {"photo", "position", N_ ("Order of the photos"), NULL},
    {"photo_caption", "text", N_ ("Caption"), NULL},
    {"product_certificate", "kind", N_ ("Certificate"), "certificate-kinds.tsv"},
    {"product_certificate", "number", N_ ("Certificate: number"), NULL},
    {"product_certificate", "issuer", N_ ("Certificate: issued by"), NULL},
    {"product_certificate", "issued", N_ ("Certificate: issued on"), NULL},
    {"product_certificate", "expires", N_ ("Certificate: ends on"), NULL},
    {"product_certificate", "scan", N_ ("Certificate: scan"), NULL},
    {"product_certificate", "flag", N_ ("Certificate: to be confirmed"), NULL},
    {"product_evidence", "value", N_ ("Answer for a market"), NULL},
    {"collection_title", "text", N_ ("Title"), NULL},
    {"collection", "template", N_ ("Template"), NULL},
    {"collection", "languages", N_ ("Languages"), NULL},
    {"collection", "currency", N_ ("Currency"), NULL},
    {"collection", "per_page", N_ ("Products on a page"), NULL},
    {"collection", "options", N_ ("Settings"), NULL},
    {"collection", "cover", N_ ("Cover photo"), NULL},
};

/* What it is called when such a row comes or goes as a whole, and which columns say which one. */
static const struct {
  const char *table, *came, *went;
  const char *columns[4];
} rows[] = {
    {"product", N_ ("New product"), N_ ("Deleted for good"), {"sku"}},
    {"producer", N_ ("New producer"), N_ ("Producer deleted"), {"name"}},
    {"price", N_ ("Price"), N_ ("Price"), {"currency", "minor", "incoterm", "place"}},
    {"pack", N_ ("Packing"), N_ ("Packing"), {"level", "count"}},
    {"variant", N_ ("Variant"), N_ ("Variant"), {"sku", "options"}},
    {"photo", N_ ("Photo added"), N_ ("Photo removed"), {NULL}},
    {"photo_caption", N_ ("Caption"), N_ ("Caption"), {"text"}},
    {"product_certificate", N_ ("Certificate"), N_ ("Certificate"), {"kind", "number"}},
    {"producer_certificate", N_ ("Certificate"), N_ ("Certificate"), {"kind", "number"}},
    {"product_evidence", N_ ("Answer for a market"), N_ ("Answer for a market"), {"key", "value"}},
    {"producer_evidence", N_ ("Answer for a market"), N_ ("Answer for a market"), {"key", "value"}},
    {"collection", N_ ("New catalog for print"), N_ ("Catalog for print deleted"), {NULL}},
    {"collection_title", N_ ("Title"), N_ ("Title"), {"text"}},
};

/* "producer_certificate" is changed as "product_certificate" is. */
static const char *
twin_of (const char *table)
{
  static const char *const twins[][2] = {{"producer_certificate", "product_certificate"},
                                         {"producer_evidence", "product_evidence"}};

  for (guint i = 0; i < G_N_ELEMENTS (twins); i++)
    if (strcmp (table, twins[i][0]) == 0)
      return twins[i][1];
  return table;
}

static const EtaField *
field_of (const char *table, const char *column)
{
  static const struct {
    const char *table;
    EtaFieldOwner owner;
  } owners[] = {{"product", ETA_FIELD_OF_PRODUCT},
                {"product_words", ETA_FIELD_OF_WORDS},
                {"producer", ETA_FIELD_OF_PRODUCER},
                {"producer_words", ETA_FIELD_OF_WORDS}};
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i < G_N_ELEMENTS (owners); i++) {
    for (guint k = 0; strcmp (table, owners[i].table) == 0 && k < n; k++)
      if (fields[k].owner == owners[i].owner && strcmp (fields[k].id, column) == 0)
        return &fields[k];
  }
  return NULL;
}

/* NULL: nothing to tell a person. */
static const char *
label_of (const char *table, const char *column)
{
  static const char *const quiet[] = {"created", "changed", "state_by", "state_at", "id", NULL};
  const EtaField *field = field_of (table, column);

  if (g_strv_contains (quiet, column))
    return NULL;
  if (field)
    return _ (field->label);
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strcmp (labels[i].table, twin_of (table)) == 0 && strcmp (labels[i].column, column) == 0)
      return _ (labels[i].label);
  return NULL;
}

/* The names of the columns of TABLE, in the order of the changeset. */
static const char *
column_name (EtaStore *store, const char *table, int i)
{
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s", table);
  EtaStatement stmt = eta_sql (store, sql, NULL);

  return stmt && i < sqlite3_column_count (stmt) ? sqlite3_column_name (stmt, i) : "";
}

/* --- values ----------------------------------------------------------------------------------- */

typedef struct {
  Telling *telling;
  sqlite3_changeset_iter *iter;
  const char *table;
  int n_columns, op;
} Row;

/* Of column I before (or after) the change; NULL: not in it. */
static sqlite3_value *
value_at (const Row *row, int i, gboolean after)
{
  sqlite3_value *value = NULL;

  if (after && row->op != SQLITE_DELETE)
    sqlite3changeset_new (row->iter, i, &value);
  else if (!after && row->op != SQLITE_INSERT)
    sqlite3changeset_old (row->iter, i, &value);
  return value;
}

static int
column_at (const Row *row, const char *name)
{
  for (int i = 0; i < row->n_columns; i++)
    if (strcmp (column_name (row->telling->store, row->table, i), name) == 0)
      return i;
  return -1;
}

/* The column's value in the change, whichever side has it. */
static const char *
text_at (const Row *row, const char *name)
{
  const int i = column_at (row, name);
  sqlite3_value *value = i < 0 ? NULL : value_at (row, i, FALSE);

  if (i >= 0 && (!value || sqlite3_value_type (value) == SQLITE_NULL))
    value = value_at (row, i, TRUE);
  return value ? (const char *)sqlite3_value_text (value) : NULL;
}

/* The currency is not in the change of an amount: the row has it. */
static char *
money (const Row *row, sqlite3_value *value)
{
  const char *currency = text_at (row, "currency");
  g_autofree char *known = NULL;

  if (!currency) {
    sqlite3_value *product = value_at (row, 0, row->op == SQLITE_INSERT);
    known = eta_sql_text (row->telling->store,
                          "SELECT currency FROM price WHERE product = ? AND id = ?", "it",
                          sqlite3_value_int64 (product), text_at (row, "id"));
  }
  if (!currency && !known)
    return g_strdup ((const char *)sqlite3_value_text (value));
  return eta_money_text (sqlite3_value_int64 (value), currency ? currency : known,
                         row->telling->lang, FALSE);
}

static char *
field_text (const Row *row, const EtaField *field, const char *text)
{
  if (field->choices && field->kind == ETA_FIELD_CHOICE)
    return g_strdup (eta_choice_label (field->choices, text, row->telling->lang));
  if (field->unit)
    return g_strdup_printf ("%s %s", text, _ (field->unit));
  return g_strdup (text);
}

static char *
producer_text (const Row *row, sqlite3_value *value)
{
  char *name = eta_sql_text (row->telling->store, "SELECT name FROM producer WHERE row = ?", "i",
                             sqlite3_value_int64 (value));

  return name ? name : g_strdup (_ ("a producer that is gone"));
}

static char *
level_text (const char *level)
{
  static const char *const levels[][2] = {
      {"inner", N_ ("Inner pack")}, {"carton", N_ ("Carton")}, {"pallet", N_ ("Pallet")}};

  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (strcmp (level, levels[i][0]) == 0)
      return g_strdup (_ (levels[i][1]));
  return g_strdup (level);
}

/* NULL when it is empty. */
static char *
value_text (const Row *row, const char *column, sqlite3_value *value)
{
  const EtaField *field = field_of (row->table, column);
  const char *text;

  if (!value || sqlite3_value_type (value) == SQLITE_NULL)
    return NULL;
  text = (const char *)sqlite3_value_text (value);
  if (strcmp (column, "minor") == 0)
    return money (row, value);
  if (strcmp (row->table, "product") == 0 && strcmp (column, "producer") == 0)
    return producer_text (row, value);
  if (strcmp (column, "kind") == 0)
    return g_strdup (eta_choice_label ("certificate-kinds.tsv", text, row->telling->lang));
  if (strcmp (column, "level") == 0)
    return level_text (text);
  /* Names of files say nothing. */
  if (strcmp (column, "scan") == 0 || strcmp (column, "cover") == 0 || strcmp (column, "logo") == 0)
    return g_strdup (_ ("a picture"));
  return field ? field_text (row, field, text) : g_strdup (text);
}

/* --- whose it is ------------------------------------------------------------------------------ */

static char *
name_of (Telling *telling, const char *sql, gint64 row)
{
  return eta_sql_text (telling->store, sql, "ti", telling->lang, row);
}

#define NAME_OF_PRODUCT                                                                            \
  "SELECT coalesce((SELECT name FROM product_words WHERE product = p.row AND name IS NOT NULL"     \
  " ORDER BY lang <> ?1, lang <> 'id', lang <> 'en', lang LIMIT 1), sku) FROM product p"           \
  " WHERE p.row = ?2"
#define NAME_OF_PRODUCER "SELECT name FROM producer WHERE row = ?2 AND ?1 IS NOT NULL"

static char *
owner_of (const Row *row)
{
  sqlite3_value *key = value_at (row, 0, row->op == SQLITE_INSERT);

  if (g_str_has_prefix (row->table, "collection"))
    return g_strdup (_ ("A catalog for print"));
  return name_of (row->telling,
                  g_str_has_prefix (row->table, "producer") ? NAME_OF_PRODUCER : NAME_OF_PRODUCT,
                  sqlite3_value_int64 (key));
}

/* --- telling ---------------------------------------------------------------------------------- */

/* Takes WHAT, BEFORE and AFTER. */
static void
tell (const Row *row, char *what, char *before, char *after)
{
  Telling *telling = row->telling;
  EtaChange *change = g_new0 (EtaChange, 1);
  g_autofree char *key = NULL;

  change->owner = owner_of (row);
  change->what = what;
  change->before = before;
  change->after = after;
  key = g_strdup_printf ("%s\n%s\n%s\n%s", change->owner ? change->owner : "", what,
                         before ? before : "", after ? after : "");
  if (!g_hash_table_add (telling->seen, g_steal_pointer (&key))) {
    eta_change_free (change);
    return;
  }
  if (telling->limit > 0 && telling->changes->len >= telling->limit) {
    telling->n_more++;
    eta_change_free (change);
    return;
  }
  g_ptr_array_add (telling->changes, change);
}

/* “Name (Arabic)”. */
static char *
with_language (const Row *row, const char *label)
{
  const char *lang = text_at (row, "lang");
  g_autofree char *name = lang ? eta_language_name (lang, row->telling->lang) : NULL;

  return name ? g_strdup_printf ("%s (%s)", label, name) : g_strdup (label);
}

static void
tell_column (const Row *row, int i)
{
  const char *column = column_name (row->telling->store, row->table, i);
  const char *label = label_of (row->table, column);
  sqlite3_value *old = value_at (row, i, FALSE), *new = value_at (row, i, TRUE);
  g_autofree char *before = NULL, *after = NULL;

  if (!label || (!old && !new))
    return;
  if (strcmp (column, "trashed") == 0) {
    const gboolean in = new &&sqlite3_value_type (new) != SQLITE_NULL;
    tell (row, g_strdup (in ? _ ("Moved to the trash") : _ ("Taken out of the trash")), NULL, NULL);
    return;
  }
  if (strcmp (column, "position") != 0) {
    before = value_text (row, column, old);
    after = value_text (row, column, new);
    if (!before && !after)
      return;
  }
  tell (row, with_language (row, label), g_steal_pointer (&before), g_steal_pointer (&after));
}

static char *
row_text (const Row *row, const char *const *columns, gboolean after)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 4 && columns[i]; i++) {
    const int at = column_at (row, columns[i]);
    sqlite3_value *value = at < 0 ? NULL : value_at (row, at, after);
    g_autofree char *part = NULL;

    /* The amount says it. */
    if (strcmp (columns[i], "currency") == 0)
      continue;
    part = value_text (row, columns[i], value);
    if (part && *part)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", part);
  }
  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

/* A row that came or went. FALSE: its columns say it. */
static gboolean
tell_row (const Row *row)
{
  const gboolean came = row->op == SQLITE_INSERT;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *text = NULL;

    if (strcmp (rows[i].table, row->table) != 0)
      continue;
    text = row_text (row, rows[i].columns, came);
    tell (row, with_language (row, came ? _ (rows[i].came) : _ (rows[i].went)),
          came ? NULL : g_strdup (text), came ? g_strdup (text) : NULL);
    return TRUE;
  }
  return FALSE;
}

static gboolean
tell_change (sqlite3_changeset_iter *iter, const char *table, int n_columns, int op, gpointer data)
{
  Telling *telling = data;
  const Row row = {telling, iter, table, n_columns, op};
  sqlite3_value *key = value_at (&row, 0, op == SQLITE_INSERT);

  if (strcmp (table, "received") == 0)
    return TRUE;
  if (telling->only > 0 &&
      (!eta_changeset_is_of_product (table) || sqlite3_value_int64 (key) != telling->only))
    return TRUE;
  if (op != SQLITE_UPDATE && tell_row (&row))
    return TRUE;
  /* The items of a catalog for print: that they changed is enough. */
  if (strcmp (table, "collection_item") == 0) {
    tell (&row, g_strdup (_ ("Products in it")), NULL, NULL);
    return TRUE;
  }
  for (int i = 1; i < n_columns; i++)
    tell_column (&row, i);
  return TRUE;
}

GPtrArray *
eta_history_changes (EtaStore *store,
                     gint64 step,
                     const char *product_id,
                     const char *lang,
                     guint limit,
                     guint *n_more,
                     GError **error)
{
  g_autoptr (EtaChangeset) changes = eta_changeset_load (store, step, error);
  g_autoptr (GPtrArray) told = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_change_free);
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Telling telling = {store, lang, product_id ? eta_store_row_of (store, product_id) : 0, limit, 0,
                     told,  seen};

  if (!changes || !eta_changeset_visit (store, changes, tell_change, &telling, error))
    return NULL;
  if (n_more)
    *n_more = telling.n_more;
  return g_steal_pointer (&told);
}
