#include "catalog/table-columns.h"

#include "catalog/headings.h"

#include <string.h>

struct _EtaTableColumns {
  GHashTable *used; /* addresses */
};

/* The order of a table. A name that ends with "." stands for all addresses that begin so. */
static const char *const order[] = {
    "sku",       "producer",   "city",         "name.",        "category",      "stage",
    "brand",     "gtin",       "hs",           "hs_edition",   "country",       "province",
    "regency",   "summary.",   "story.",       "ingredients.", "allergens.",    "storage.",
    "usage.",    "unit",       "net",          "gross",        "length",        "width",
    "height",    "shelf_life", "keep_min",     "keep_max",     "price.",        "moq",
    "lead_time", "capacity",   "port",         "sample_terms", "payment_terms", "inner.",
    "carton.",   "pallet.",    "certificates", "evidence.",    "variants",      "photo",
    "captions.", "focus",
};

/* What comes first behind the ".", where the alphabet would not do. */
static const char *const first[] = {
    "id",     "en",    "ar",  "idr",     "usd",      "count", "length", "width",
    "height", "gross", "net", "upright", "incoterm", "place", "until",
};

EtaTableColumns *
eta_table_columns_new (void)
{
  EtaTableColumns *columns = g_new0 (EtaTableColumns, 1);

  columns->used = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_hash_table_add (columns->used, g_strdup ("sku"));
  g_hash_table_add (columns->used, g_strdup ("producer"));
  return columns;
}

void
eta_table_columns_free (EtaTableColumns *columns)
{
  if (!columns)
    return;
  g_hash_table_unref (columns->used);
  g_free (columns);
}

/* Notes an address, unless nothing is stated there. */
static void
note (EtaTableColumns *columns, const EtaProduct *product, char *address)
{
  g_autofree char *value = NULL;

  if (g_hash_table_contains (columns->used, address)) {
    g_free (address);
    return;
  }
  value = eta_product_get (product, address);
  if (value && *value)
    g_hash_table_add (columns->used, address);
  else
    g_free (address);
}

static void
note_words (EtaTableColumns *columns, const EtaProduct *product, const EtaField *field)
{
  for (guint i = 0; i < product->words->len; i++) {
    const EtaWords *words = product->words->pdata[i];
    note (columns, product, g_strconcat (field->id, ".", words->lang, NULL));
  }
}

static void
note_prices (EtaTableColumns *columns, const EtaProduct *product)
{
  static const char *const members[] = {"", ".incoterm", ".place", ".until"};

  for (guint i = 0; i < product->prices->len; i++) {
    const EtaPrice *price = product->prices->pdata[i];
    g_autofree char *currency = g_ascii_strdown (price->currency, -1);
    g_autofree char *quantity = price->quantity == 1
                                    ? g_strdup ("")
                                    : g_strdup_printf (".%" G_GINT64_FORMAT, price->quantity);

    for (guint j = 0; j < G_N_ELEMENTS (members); j++)
      note (columns, product, g_strconcat ("price.", currency, quantity, members[j], NULL));
  }
}

static void
note_packs (EtaTableColumns *columns, const EtaProduct *product)
{
  static const char *const members[] = {".count", ".length", ".width",  ".height",
                                        ".gross", ".net",    ".upright"};

  for (guint i = 0; i < product->packs->len; i++)
    for (guint j = 0; j < G_N_ELEMENTS (members); j++)
      note (columns, product,
            g_strconcat (((EtaPack *)product->packs->pdata[i])->level, members[j], NULL));
}

static void
note_captions (EtaTableColumns *columns, const EtaProduct *product)
{
  g_autofree char *focus = eta_focus_to_cell (product->photos);

  for (guint i = 0; i < product->photos->len; i++) {
    const EtaPhoto *photo = product->photos->pdata[i];
    GHashTableIter iter;
    gpointer lang;

    if (!photo->captions)
      continue;
    g_hash_table_iter_init (&iter, photo->captions);
    while (g_hash_table_iter_next (&iter, &lang, NULL))
      g_hash_table_add (columns->used, g_strconcat ("captions.", lang, NULL));
  }
  if (*focus)
    g_hash_table_add (columns->used, g_strdup ("focus"));
}

void
eta_table_columns_add (EtaTableColumns *columns, const EtaProduct *product)
{
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i < n; i++) {
    if (fields[i].owner == ETA_FIELD_OF_PRODUCT && !fields[i].readonly)
      note (columns, product, g_strdup (fields[i].id));
    else if (fields[i].owner == ETA_FIELD_OF_WORDS)
      note_words (columns, product, &fields[i]);
  }
  note_prices (columns, product);
  note_packs (columns, product);
  for (guint i = 0; i < product->evidence->len; i++)
    note (columns, product,
          g_strconcat ("evidence.", ((EtaEvidence *)product->evidence->pdata[i])->key, NULL));
  if (product->certificates->len > 0)
    g_hash_table_add (columns->used, g_strdup ("certificates"));
  if (product->photos->len > 0)
    g_hash_table_add (columns->used, g_strdup ("photo"));
  if (product->variants->len > 0)
    g_hash_table_add (columns->used, g_strdup ("variants"));
  note_captions (columns, product);
  g_hash_table_add (columns->used, g_strdup ("city"));
}

/* --- order ------------------------------------------------------------------------------------ */

static int
rank (const char *part)
{
  for (guint i = 0; i < G_N_ELEMENTS (first); i++)
    if (g_str_equal (first[i], part))
      return (int)i;
  return G_N_ELEMENTS (first);
}

static int
compare_parts (const char *a, const char *b)
{
  gint64 x = g_ascii_strtoll (a, NULL, 10), y = g_ascii_strtoll (b, NULL, 10);

  if (g_ascii_isdigit (*a) && g_ascii_isdigit (*b))
    return x < y ? -1 : x > y;
  /* "price.usd.incoterm" belongs to the price before "price.usd.100". */
  if (g_ascii_isdigit (*a) != g_ascii_isdigit (*b))
    return g_ascii_isdigit (*a) ? 1 : -1;
  return rank (a) != rank (b) ? rank (a) - rank (b) : strcmp (a, b);
}

static int
compare_addresses (gconstpointer a, gconstpointer b)
{
  g_auto (GStrv) x = g_strsplit (*(const char *const *)a, ".", -1);
  g_auto (GStrv) y = g_strsplit (*(const char *const *)b, ".", -1);

  for (guint i = 0; x[i] && y[i]; i++) {
    int order_of = compare_parts (x[i], y[i]);
    if (order_of != 0)
      return order_of;
  }
  return (int)g_strv_length (x) - (int)g_strv_length (y);
}

static gboolean
is_number (const char *address)
{
  g_auto (GStrv) parts = g_strsplit (address, ".", -1);
  guint n = g_strv_length (parts);
  const EtaField *field = eta_field_find (ETA_FIELD_OF_PRODUCT, address);

  if (field && n == 1)
    return field->kind >= ETA_FIELD_COUNT && field->kind <= ETA_FIELD_CELSIUS;
  if (g_str_equal (parts[0], "price"))
    return n == 2 || (n == 3 && g_ascii_isdigit (parts[2][0]));
  return n == 2 && !g_str_equal (parts[1], "upright") &&
         (g_str_equal (parts[0], "inner") || g_str_equal (parts[0], "carton") ||
          g_str_equal (parts[0], "pallet"));
}

static void
column_free (gpointer data)
{
  EtaTableColumn *column = data;

  g_free (column->address);
  g_free (column->heading);
  g_free (column);
}

static void
append (GPtrArray *out, const char *address)
{
  EtaTableColumn *column = g_new0 (EtaTableColumn, 1);

  column->address = g_strdup (address);
  column->heading = eta_heading_of (address);
  column->number = is_number (address);
  g_ptr_array_add (out, column);
}

static void
append_matching (GPtrArray *out, GHashTable *used, const char *prefix)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer address;

  g_hash_table_iter_init (&iter, used);
  while (g_hash_table_iter_next (&iter, &address, NULL))
    if (g_str_has_prefix (address, prefix))
      g_ptr_array_add (found, address);
  g_ptr_array_sort (found, compare_addresses);
  for (guint i = 0; i < found->len; i++)
    append (out, found->pdata[i]);
}

GPtrArray *
eta_table_columns_finish (EtaTableColumns *columns)
{
  GPtrArray *out = g_ptr_array_new_with_free_func (column_free);

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    if (g_str_has_suffix (order[i], "."))
      append_matching (out, columns->used, order[i]);
    else if (g_hash_table_contains (columns->used, order[i]))
      append (out, order[i]);
  }
  return out;
}

/* --- cells ------------------------------------------------------------------------------------ */

static char *
photos_text (const EtaProduct *product)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < product->photos->len; i++)
    g_string_append_printf (out, "%s%s.jpg", i > 0 ? ";" : "",
                            ((EtaPhoto *)product->photos->pdata[i])->sha256);
  return g_string_free (out, FALSE);
}

char *
eta_table_column_text (const EtaTableColumn *column,
                       const EtaProduct *product,
                       const EtaProducer *producer)
{
  char *text = NULL;

  if (g_str_equal (column->address, "producer"))
    text = g_strdup (producer ? producer->name : NULL);
  else if (g_str_equal (column->address, "city"))
    text = g_strdup (producer ? producer->regency : NULL);
  else if (g_str_equal (column->address, "certificates"))
    text = eta_certificates_to_cell (product->certificates);
  else if (g_str_equal (column->address, "photo"))
    text = photos_text (product);
  else if (g_str_equal (column->address, "variants"))
    text = eta_variants_to_cell (product->variants);
  else if (g_str_equal (column->address, "focus"))
    text = eta_focus_to_cell (product->photos);
  else if (g_str_has_prefix (column->address, "captions."))
    text = eta_captions_to_cell (product->photos, column->address + strlen ("captions."));
  else
    text = eta_product_get (product, column->address);
  return text ? text : g_strdup ("");
}
