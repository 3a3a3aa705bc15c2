/* JSON as a table (catalog/sheet-table.h): our own export, whose products become the rows that a
 * CSV export would have, or anybody's array of objects. */
#include "catalog/error.h"
#include "catalog/json-members.h"
#include "catalog/product-json.h"
#include "catalog/sheet-table.h"
#include "catalog/table-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_DEPTH 32
#define NUMBER "\001" /* before the text of a number, until it is in the table */

static gboolean
refuse (const char *name, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("“%s” is no table of products in JSON. Export it again, or save it as XLSX or "
                  "CSV."),
               name);
  return FALSE;
}

/* --- our own export --------------------------------------------------------------------------- */

typedef struct {
  GPtrArray *products;   /* EtaProduct */
  GHashTable *producers; /* id → EtaProducer */
  EtaTableColumns *needed;
  GPtrArray *columns; /* EtaTableColumn */
} Export;

static void
export_clear (Export *export)
{
  g_clear_pointer (&export->products, g_ptr_array_unref);
  g_clear_pointer (&export->producers, g_hash_table_unref);
  g_clear_pointer (&export->needed, eta_table_columns_free);
  g_clear_pointer (&export->columns, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, export_clear)

static void
add_producer (JsonArray *array, guint i, JsonNode *node, gpointer data)
{
  EtaProducer *producer = eta_producer_from_json (node, NULL);

  if (producer)
    g_hash_table_insert (((Export *)data)->producers, producer->id, producer);
}

static gboolean
read_products (Export *export, JsonArray *products, GError **error)
{
  for (guint i = 0; i < json_array_get_length (products); i++) {
    EtaProduct *product = eta_product_from_json (json_array_get_element (products, i), error);

    if (!product)
      return FALSE;
    g_ptr_array_add (export->products, product);
    eta_table_columns_add (export->needed, product);
  }
  return TRUE;
}

static gboolean
add_product (EtaSheetTable *table, const Export *export, const EtaProduct *product)
{
  const EtaProducer *producer =
      product->producer_id ? g_hash_table_lookup (export->producers, product->producer_id) : NULL;

  for (guint i = 0; i < export->columns->len; i++) {
    const EtaTableColumn *column = export->columns->pdata[i];
    g_autofree char *text = eta_table_column_text (column, product, producer);

    if (!eta_sheet_table_add (table, text, -1, column->number))
      return FALSE;
  }
  return eta_sheet_table_end_row (table);
}

static gboolean
read_export (EtaSheetTable *table, JsonObject *root, const char *name, GError **error)
{
  g_auto (Export) export = {0};

  export.products = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_product_unref);
  export.producers =
      g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)eta_producer_unref);
  export.needed = eta_table_columns_new ();
  if (json_object_has_member (root, "producers") &&
      JSON_NODE_HOLDS_ARRAY (json_object_get_member (root, "producers")))
    json_array_foreach_element (json_object_get_array_member (root, "producers"), add_producer,
                                &export);
  if (!read_products (&export, json_object_get_array_member (root, "products"), error))
    return FALSE;
  export.columns = eta_table_columns_finish (export.needed);
  for (guint i = 0; i < export.columns->len; i++)
    eta_sheet_table_add (table, ((EtaTableColumn *)export.columns->pdata[i])->heading, -1, FALSE);
  if (!eta_sheet_table_end_row (table))
    return eta_sheet_table_too_large (name, error);
  for (guint i = 0; i < export.products->len; i++)
    if (!add_product (table, &export, export.products->pdata[i]))
      return eta_sheet_table_too_large (name, error);
  return TRUE;
}

/* --- anybody's array -------------------------------------------------------------------------- */

/* {"name": {"id": "Kopi"}} has the heading "name_id", ["a.jpg", "b.jpg"] the text "a.jpg;b.jpg".
 * Deeper things are passed over. */
static char *
list_text (JsonArray *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (list); i++) {
    g_autofree char *one = NULL;

    if (!eta_json_text (json_array_get_element (list, i), "", &one, NULL) || !one)
      continue;
    g_string_append_printf (text, "%s%s", text->len > 0 ? ";" : "", one);
  }
  return g_string_free (text, FALSE);
}

static gboolean
is_number (JsonNode *node)
{
  GType type = json_node_get_value_type (node);

  return type == G_TYPE_INT64 || type == G_TYPE_DOUBLE;
}

/* 1.234 in JSON is one and a little more, whatever "1.234" in a text may be. */
static void
mark_number (char **text)
{
  char *marked = g_strconcat (NUMBER, *text, NULL);

  g_free (*text);
  *text = marked;
}

static void
flatten (JsonObject *object, const char *prefix, GHashTable *cells, GPtrArray *headings)
{
  g_autoptr (GList) members = json_object_get_members (object);

  for (GList *member = members; member; member = member->next) {
    JsonNode *node = json_object_get_member (object, member->data);
    g_autofree char *heading = g_strconcat (prefix, member->data, NULL);
    g_autofree char *text = NULL;

    if (JSON_NODE_HOLDS_OBJECT (node)) {
      g_autofree char *inner = g_strconcat (heading, "_", NULL);
      if (*prefix == '\0')
        flatten (json_node_get_object (node), inner, cells, headings);
      continue;
    }
    if (JSON_NODE_HOLDS_ARRAY (node))
      text = list_text (json_node_get_array (node));
    else if (eta_json_text (node, heading, &text, NULL) && text && is_number (node))
      mark_number (&text);
    if (!g_utf8_validate (heading, -1, NULL))
      continue;
    if (!g_ptr_array_find_with_equal_func (headings, heading, g_str_equal, NULL))
      g_ptr_array_add (headings, g_strdup (heading));
    g_hash_table_replace (cells, g_steal_pointer (&heading), g_steal_pointer (&text));
  }
}

static gboolean
write_rows (EtaSheetTable *table, const GPtrArray *rows, const GPtrArray *headings)
{
  for (guint i = 0; i < headings->len; i++)
    if (!eta_sheet_table_add (table, headings->pdata[i], -1, FALSE))
      return FALSE;
  if (!eta_sheet_table_end_row (table))
    return FALSE;
  for (guint row = 0; row < rows->len; row++) {
    for (guint i = 0; i < headings->len; i++) {
      const char *text = g_hash_table_lookup (rows->pdata[row], headings->pdata[i]);
      gboolean number = text && g_str_has_prefix (text, NUMBER);

      text = number ? text + strlen (NUMBER) : text ? text : "";
      if (!eta_sheet_table_add (table, text, -1, number))
        return FALSE;
    }
    if (!eta_sheet_table_end_row (table))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_array (EtaSheetTable *table, JsonArray *array, const char *name, GError **error)
{
  g_autoptr (GPtrArray) headings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_hash_table_unref);

  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);
    GHashTable *cells;

    if (!JSON_NODE_HOLDS_OBJECT (node))
      return refuse (name, error);
    cells = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_ptr_array_add (rows, cells);
    flatten (json_node_get_object (node), "", cells, headings);
    if (headings->len > ETA_SHEET_MAX_COLUMNS)
      return eta_sheet_table_too_large (name, error);
  }
  return write_rows (table, rows, headings) || eta_sheet_table_too_large (name, error);
}

/* The parser goes down by calling itself: what is nested deeper than any table is kept from it. */
static gboolean
is_deep (const char *data, gsize len)
{
  int depth = 0;
  gboolean quoted = FALSE;

  for (gsize i = 0; i < len; i++) {
    if (quoted && data[i] == '\\')
      i++;
    else if (data[i] == '"')
      quoted = !quoted;
    else if (!quoted && (data[i] == '{' || data[i] == '['))
      depth++;
    else if (!quoted && (data[i] == '}' || data[i] == ']'))
      depth--;
    if (depth > MAX_DEPTH)
      return TRUE;
  }
  return FALSE;
}

/* --- both ------------------------------------------------------------------------------------- */

EtaSheetTable *
eta_json_table_parse (const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (EtaSheetTable) table = eta_sheet_table_new ("JSON", 0);
  gsize len;
  const char *data = g_bytes_get_data (bytes, &len);
  JsonNode *root, *products;
  gboolean ok = FALSE;

  if (len >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0) {
    data += 3;
    len -= 3;
  }
  if (len == 0 || !g_utf8_validate_len (data, len, NULL) || is_deep (data, len) ||
      !json_parser_load_from_data (parser, data, (gssize)len, NULL)) {
    refuse (name, error);
    return NULL;
  }
  eta_sheet_table_set_heading (table, 1);
  root = json_parser_get_root (parser);
  products = root && JSON_NODE_HOLDS_OBJECT (root)
                 ? json_object_get_member (json_node_get_object (root), "products")
                 : NULL;
  if (products && JSON_NODE_HOLDS_ARRAY (products))
    ok = read_export (table, json_node_get_object (root), name, error);
  else if (root && JSON_NODE_HOLDS_ARRAY (root))
    ok = read_array (table, json_node_get_array (root), name, error);
  else
    refuse (name, error);
  return ok && eta_sheet_table_finish (table, name, error) ? g_steal_pointer (&table) : NULL;
}
