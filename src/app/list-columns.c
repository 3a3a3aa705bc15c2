#include "app/list-columns.h"

#include "catalog/measure.h"
#include "catalog/money.h"
#include "catalog/value-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define FIELD_WIDTH 120

/* What a card knows; "state" and its like are fields too, and are listed here once. */
static const EtaListColumn of_card[] = {
    {"name", N_ ("Name"), NULL, TRUE, ETA_SORT_NAME, FALSE, 260},
    {"sku", N_ ("Code"), NULL, TRUE, ETA_SORT_SKU, FALSE, 120},
    {"producer", N_ ("Producer"), NULL, TRUE, ETA_SORT_PRODUCER, FALSE, 180},
    {"category", N_ ("Category"), NULL, TRUE, ETA_SORT_CATEGORY, FALSE, 130},
    {"price", N_ ("Price"), NULL, TRUE, ETA_SORT_PRICE, TRUE, 120},
    {"state", N_ ("Review"), NULL, TRUE, ETA_SORT_STATE, FALSE, 100},
    {"languages", N_ ("Languages"), NULL, FALSE, 0, FALSE, 110},
    {"changed", N_ ("Changed"), NULL, TRUE, ETA_SORT_CHANGED, FALSE, 130},
    {"listed", N_ ("Marketplace"), NULL, FALSE, 0, FALSE, 160},
};

static gboolean
is_of_card (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (of_card); i++)
    if (g_str_equal (of_card[i].id, id))
      return TRUE;
  return FALSE;
}

static gpointer
make_columns (gpointer unused)
{
  GArray *columns = g_array_new (FALSE, FALSE, sizeof (EtaListColumn));
  const EtaField *fields;
  guint n;

  fields = eta_fields (&n);
  g_array_append_vals (columns, of_card, G_N_ELEMENTS (of_card));
  for (guint i = 0; i < n; i++) {
    const EtaListColumn column = {
        .id = fields[i].id,
        .title = fields[i].label,
        .field = &fields[i],
        .sortable = TRUE,
        .sort = ETA_SORT_FIELD,
        .number = fields[i].kind >= ETA_FIELD_COUNT && fields[i].kind <= ETA_FIELD_CELSIUS,
        .width = FIELD_WIDTH,
    };
    if (eta_store_can_sort (&fields[i]) && !is_of_card (fields[i].id))
      g_array_append_val (columns, column);
  }
  return columns;
}

const EtaListColumn *
eta_list_columns (guint *n)
{
  static GOnce once = G_ONCE_INIT;
  GArray *columns = g_once (&once, make_columns, NULL);

  *n = columns->len;
  return (const EtaListColumn *)(gpointer)columns->data;
}

const EtaListColumn *
eta_list_column_find (const char *id)
{
  guint n;
  const EtaListColumn *columns = eta_list_columns (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (columns[i].id, id) == 0)
      return &columns[i];
  return NULL;
}

static char *
langs_text (const EtaCard *card, const char *lang)
{
  g_auto (GStrv) parts = g_strsplit (card->langs ? card->langs : "", " ", -1);
  g_autofree char *joined = g_strjoinv (" · ", parts);

  return g_ascii_strup (joined, -1);
}

static char *
price_text (const EtaCard *card, const char *lang)
{
  return card->currency ? eta_money_text (card->minor, card->currency, lang, TRUE) : NULL;
}

static char *
changed_text (const EtaCard *card, const char *lang)
{
  g_autofree char *day = g_strndup (card->changed ? card->changed : "", strlen ("2026-11-25"));

  return eta_date_text (day, lang);
}

static char *
listed_text (const EtaCard *card, const char *lang)
{
  static const char *const words[][2] = {
      {"clean", N_ ("As it is here")},
      {"dirty", N_ ("Changed since")},
      {"new", N_ ("Not yet sent")},
      {"in_flight", N_ ("Being sent")},
      {"error", N_ ("Refused")},
      {"conflict", N_ ("Changed on both sides")},
      {"unknown", N_ ("Not known whether it arrived")},
      {"gone", N_ ("Gone from the marketplace")},
      {"retired", N_ ("Taken out")},
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (card->listed, words[i][0]) == 0)
      return g_strdup (_ (words[i][1]));
  return NULL;
}

static char *
choice_text (const char *id, const char *value, const char *lang)
{
  return eta_value_text (eta_field_find (ETA_FIELD_OF_PRODUCT, id), value, lang);
}

static char *
card_text (const EtaListColumn *column, const EtaCard *card, const char *lang)
{
  static const struct {
    const char *id;
    char *(*text) (const EtaCard *card, const char *lang);
  } made[] = {
      {"languages", langs_text},
      {"price", price_text},
      {"changed", changed_text},
      {"listed", listed_text},
  };

  for (guint i = 0; i < G_N_ELEMENTS (made); i++)
    if (g_str_equal (made[i].id, column->id))
      return made[i].text (card, lang);
  if (g_str_equal (column->id, "category"))
    return choice_text ("category", card->category, lang);
  if (g_str_equal (column->id, "state"))
    return choice_text ("state", card->state, lang);
  if (g_str_equal (column->id, "name"))
    return g_strdup (card->name);
  return g_strdup (g_str_equal (column->id, "sku") ? card->sku : card->producer);
}

char *
eta_list_column_text (const EtaListColumn *column, EtaProductItem *item, const char *lang)
{
  const EtaCard *card = column->field ? NULL : eta_product_item_get_card (item);
  const EtaProduct *product = column->field ? eta_product_item_get_fields (item) : NULL;
  char *text = card ? card_text (column, card, lang) : NULL;

  if (product) {
    g_autofree char *value = eta_field_get (column->field, product);
    text = eta_value_text (column->field, value, lang);
  }
  return text ? text : g_strdup ("");
}
