#include "catalog/table-mapping.h"

#include "catalog/error.h"
#include "catalog/headings.h"
#include "catalog/import-cells.h"
#include "catalog/mapping-label.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SETTING "import-columns:"

/* --- remembered ------------------------------------------------------------------------------- */

/* The same headings in the same order, whatever their case and marks, have the same key. */
static char *
setting_key (const EtaSheetTable *table)
{
  g_autoptr (GString) headings = g_string_new (NULL);
  g_autofree char *hash = NULL;

  for (guint i = 0; i < eta_sheet_table_n_columns (table); i++) {
    g_autofree char *folded = eta_heading_fold (eta_sheet_table_cell (table, 0, i));
    g_string_append (headings, folded);
    g_string_append_c (headings, '\n');
  }
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, headings->str, (gssize)headings->len);
  return g_strconcat (SETTING, hash, NULL);
}

static char *
to_text (const EtaMapping *mapping)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < mapping->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\t" : "",
                            mapping->pdata[i] ? (char *)mapping->pdata[i] : "");
  return g_string_free (text, FALSE);
}

static EtaMapping *
guess (const EtaSheetTable *table)
{
  EtaMapping *mapping = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < eta_sheet_table_n_columns (table); i++)
    g_ptr_array_add (mapping, g_strdup (eta_sheet_table_guess (table, i)));
  return mapping;
}

static void
recall (EtaMapping *mapping, const char *text)
{
  g_auto (GStrv) addresses = g_strsplit (text, "\t", -1);

  if (g_strv_length (addresses) != mapping->len)
    return;
  for (guint i = 0; i < mapping->len; i++) {
    g_free (mapping->pdata[i]);
    mapping->pdata[i] = *addresses[i] ? g_strdup (addresses[i]) : NULL;
  }
}

EtaMapping *
eta_mapping_new (EtaStore *store, const EtaSheetTable *table)
{
  EtaMapping *mapping = guess (table);
  g_autofree char *key = setting_key (table);
  g_autofree char *text = store ? eta_store_get_setting (store, key) : NULL;

  if (text)
    recall (mapping, text);
  return mapping;
}

gboolean
eta_mapping_remember (EtaStore *store,
                      const EtaSheetTable *table,
                      const EtaMapping *mapping,
                      GError **error)
{
  g_autoptr (GPtrArray) guessed = guess (table);
  g_autofree char *key = setting_key (table), *text = to_text (mapping);
  g_autofree char *plain = to_text (guessed), *before = eta_store_get_setting (store, key);

  if (g_str_equal (text, before ? before : plain))
    return TRUE;
  return eta_store_set_setting (store, key, text, error);
}

/* --- changed ---------------------------------------------------------------------------------- */

static gboolean
may_stand_twice (const char *address)
{
  return g_str_equal (address, "photo") || g_str_equal (address, "certificates");
}

/* "net" and "net@kg" are the same field. */
static gboolean
is_same_field (const char *a, const char *b)
{
  gsize n = strcspn (a, "@");

  return n == strcspn (b, "@") && strncmp (a, b, n) == 0;
}

void
eta_mapping_set (EtaMapping *mapping, guint column, const char *address)
{
  for (guint i = 0; address && !may_stand_twice (address) && i < mapping->len; i++)
    if (mapping->pdata[i] && is_same_field (mapping->pdata[i], address))
      g_clear_pointer (&mapping->pdata[i], g_free);
  g_free (mapping->pdata[column]);
  mapping->pdata[column] = g_strdup (address);
}

static int
find_column (const EtaSheetTable *table, const char *heading)
{
  g_autofree char *wanted = eta_heading_fold (heading);

  for (guint i = 0; i < eta_sheet_table_n_columns (table); i++) {
    g_autofree char *folded = eta_heading_fold (eta_sheet_table_cell (table, 0, i));
    if (g_str_equal (folded, wanted))
      return (int)i;
  }
  return -1;
}

gboolean
eta_mapping_set_text (EtaMapping *mapping,
                      const EtaSheetTable *table,
                      const char *text,
                      GError **error)
{
  const char *equals = strrchr (text, '=');
  g_autofree char *heading = equals ? g_strndup (text, equals - text) : NULL;
  g_autofree char *address = equals && equals[1] ? eta_heading_address (equals + 1) : NULL;
  int column = heading ? find_column (table, heading) : -1;

  if (!equals)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” does not say which column is which field. Write “Heading=field”."), text);
  else if (column < 0)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("The table has no column “%s”. Write the heading as it stands there."),
                 heading);
  else if (equals[1] && !address)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("There is no field “%s”. Use a name such as sku, name_id or price_usd."),
                 equals + 1);
  else {
    eta_mapping_set (mapping, (guint)column, address);
    return TRUE;
  }
  return FALSE;
}

/* --- asked ------------------------------------------------------------------------------------ */

const char *const *
eta_mapping_addresses (const EtaMapping *mapping)
{
  return (const char *const *)mapping->pdata;
}

gboolean
eta_mapping_has (const EtaMapping *mapping, const char *address)
{
  for (guint i = 0; i < mapping->len; i++)
    if (mapping->pdata[i] && is_same_field (mapping->pdata[i], address))
      return TRUE;
  return FALSE;
}

gboolean
eta_mapping_has_name (const EtaMapping *mapping)
{
  for (guint i = 0; i < mapping->len; i++)
    if (mapping->pdata[i] && g_str_has_prefix (mapping->pdata[i], "name."))
      return TRUE;
  return FALSE;
}

char
eta_mapping_decimal (const EtaMapping *mapping, const EtaSheetTable *table, gboolean *doubt)
{
  const char *const *addresses = eta_mapping_addresses (mapping);
  char told = eta_sheet_table_decimal (table);

  *doubt = eta_cells_decimal_unclear (table, addresses);
  return told ? told : eta_cells_find_decimal (table, addresses);
}

/* Not fields of a product that eta_cells_apply could set, or set only beside another cell. */
static gboolean
is_shown_as_it_is (const char *address)
{
  static const char *const others[] = {"producer", "city", "photo", "certificates", NULL};

  return g_strv_contains (others, address) || eta_cell_is_late (address);
}

char *
eta_mapping_preview (const EtaMapping *mapping,
                     const EtaSheetTable *table,
                     guint row,
                     guint column,
                     char decimal,
                     const char *lang,
                     char **problem)
{
  const char *address = mapping->pdata[column];
  const char *text = eta_sheet_table_cell (table, row, column);
  g_autoptr (EtaProduct) draft = NULL;
  g_autoptr (GError) error = NULL;

  *problem = NULL;
  if (!address || is_shown_as_it_is (address) || eta_cell_is_empty (text))
    return g_strdup (text);
  draft = eta_product_new ();
  if (eta_cells_apply (table, row, column, address, decimal, draft, &error))
    return eta_mapping_value_text (draft, address, lang);
  *problem = g_strdup (error->message);
  return g_strdup (text);
}
