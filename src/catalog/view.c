#include "catalog/view.h"

#include "catalog/choices.h"
#include "catalog/data.h"
#include "catalog/error.h"
#include "catalog/language.h"
#include "catalog/market-book.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define VIEWS "views" /* the setting: a JSON array */

static const struct {
  const char *key;
  const char *title;
  const char *table; /* of the values */
} filters[ETA_N_FILTERS] = {
    [ETA_FILTER_CATEGORY] = {"category", N_ ("Category"), "categories.tsv"},
    [ETA_FILTER_PRODUCER] = {"producer", N_ ("Producer")},
    [ETA_FILTER_STATE] = {"state", N_ ("Review"), "states.tsv"},
    [ETA_FILTER_STAGE] = {"stage", N_ ("Stage of value added"), "stages.tsv"},
    [ETA_FILTER_MISSING] = {"missing", N_ ("Name missing in")},
    [ETA_FILTER_MARKET] = {"not-listed", N_ ("Not listed, or changed since")},
    [ETA_FILTER_ENDING] = {"ending", N_ ("Certificate ends")},
    [ETA_FILTER_PHOTO] = {"photo", N_ ("Without a photo")},
    [ETA_FILTER_PRICE] = {"price", N_ ("Without a price")},
};

static const char *const sorts[] = {"name",     "sku",   "changed", "producer",
                                    "category", "state", "price",   "field"};

EtaView *
eta_view_new (void)
{
  return g_new0 (EtaView, 1);
}

EtaView *
eta_view_copy (const EtaView *view)
{
  EtaView *copy = g_new0 (EtaView, 1);

  copy->name = g_strdup (view->name);
  copy->text = g_strdup (view->text);
  for (guint i = 0; i < ETA_N_FILTERS; i++)
    copy->filters[i] = g_strdup (view->filters[i]);
  copy->sort = view->sort;
  copy->sort_field = g_strdup (view->sort_field);
  copy->descending = view->descending;
  copy->table = view->table;
  return copy;
}

void
eta_view_free (EtaView *view)
{
  if (!view)
    return;
  eta_view_clear_filters (view);
  g_free (view->name);
  g_free (view->text);
  g_free (view->sort_field);
  g_free (view->ends_before);
  g_free (view);
}

void
eta_view_set_filter (EtaView *view, EtaFilter filter, const char *value)
{
  char *copy = value && *value ? g_strdup (value) : NULL;

  g_free (view->filters[filter]);
  view->filters[filter] = copy;
}

guint
eta_view_n_filters (const EtaView *view)
{
  guint n = 0;

  for (guint i = 0; i < ETA_N_FILTERS; i++)
    n += view->filters[i] != NULL;
  return n;
}

void
eta_view_clear_filters (EtaView *view)
{
  for (guint i = 0; i < ETA_N_FILTERS; i++)
    g_clear_pointer (&view->filters[i], g_free);
}

/* With 0 days: what has ended already; a certificate that ends today still holds. */
static char *
date_in (const char *days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  const gint64 wish = days ? g_ascii_strtoll (days, NULL, 10) : 0;
  g_autoptr (GDateTime) then = g_date_time_add_days (now, (int)CLAMP (wish, 0, 36500));

  return g_date_time_format (then, "%Y-%m-%d");
}

EtaQuery
eta_view_query (EtaView *view)
{
  char **set = view->filters;

  g_clear_pointer (&view->ends_before, g_free);
  if (set[ETA_FILTER_ENDING])
    view->ends_before = date_in (set[ETA_FILTER_ENDING]);
  return (EtaQuery){
      .text = view->text,
      .producer_id = set[ETA_FILTER_PRODUCER],
      .category = set[ETA_FILTER_CATEGORY],
      .state = set[ETA_FILTER_STATE],
      .stage = set[ETA_FILTER_STAGE],
      .missing_lang = set[ETA_FILTER_MISSING],
      .market_id = set[ETA_FILTER_MARKET],
      .ends_before = view->ends_before,
      .no_photo = set[ETA_FILTER_PHOTO] != NULL,
      .no_price = set[ETA_FILTER_PRICE] != NULL,
      .sort = view->sort,
      .sort_field = view->sort_field,
      .descending = view->descending,
  };
}

/* --- values ----------------------------------------------------------------------------------- */

const char *
eta_filter_key (EtaFilter filter)
{
  return filters[filter].key;
}

const char *
eta_filter_title (EtaFilter filter)
{
  return _ (filters[filter].title);
}

static void
add_keys (GPtrArray *values, const char *name)
{
  const EtaTable *table = eta_table_get (name);

  for (guint i = 0; i < eta_table_n_rows (table); i++)
    g_ptr_array_add (values, g_strdup (eta_table_cell (table, i, "key")));
}

/* By name, as the store lists them. */
static gboolean
add_producers (
    EtaStore *store, const char *lang, GPtrArray *values, GPtrArray *labels, GError **error)
{
  g_autoptr (GPtrArray) producers = eta_store_list_producers (store, error);

  for (guint i = 0; producers && i < producers->len; i++) {
    const EtaProducer *producer = producers->pdata[i];
    g_ptr_array_add (values, g_strdup (producer->id));
    g_ptr_array_add (labels, g_strdup (eta_producer_name (producer, lang)));
  }
  return producers != NULL;
}

static gboolean
add_markets (EtaStore *store, GPtrArray *values, GError **error)
{
  g_autoptr (GPtrArray) markets = eta_store_list_markets (store, error);

  for (guint i = 0; markets && i < markets->len; i++)
    g_ptr_array_add (values, g_strdup (((EtaMarketplace *)markets->pdata[i])->id));
  return markets != NULL;
}

static int
by_label (gconstpointer a, gconstpointer b, gpointer lang)
{
  const char *x = eta_choice_label ("categories.tsv", *(const char *const *)a, lang);
  const char *y = eta_choice_label ("categories.tsv", *(const char *const *)b, lang);

  return g_utf8_collate (x, y);
}

static GPtrArray *
values_in_use (EtaStore *store, EtaFilter filter, const char *lang, GError **error)
{
  GPtrArray *values;

  if (filter == ETA_FILTER_MISSING)
    return eta_store_filter_values (store, ETA_VALUES_LANG, error);
  values = eta_store_filter_values (store, ETA_VALUES_CATEGORY, error);
  if (values)
    g_ptr_array_sort_with_data (values, by_label, (gpointer)lang);
  return values;
}

static GPtrArray *
values_known (EtaStore *store, EtaFilter filter, GError **error)
{
  static const char *const days[] = {"0", "30", "90", "180", "365"};
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func (g_free);

  if (filter == ETA_FILTER_MARKET && !add_markets (store, values, error))
    return NULL;
  if (filters[filter].table)
    add_keys (values, filters[filter].table);
  for (guint i = 0; filter == ETA_FILTER_ENDING && i < G_N_ELEMENTS (days); i++)
    g_ptr_array_add (values, g_strdup (days[i]));
  if (filter == ETA_FILTER_PHOTO || filter == ETA_FILTER_PRICE)
    g_ptr_array_add (values, g_strdup ("none"));
  return g_steal_pointer (&values);
}

GPtrArray *
eta_filter_values (
    EtaStore *store, EtaFilter filter, const char *lang, GPtrArray **labels, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) values = NULL;

  if (filter == ETA_FILTER_PRODUCER) {
    values = g_ptr_array_new_with_free_func (g_free);
    if (!add_producers (store, lang, values, names, error))
      return NULL;
  } else {
    values = filter == ETA_FILTER_MISSING || filter == ETA_FILTER_CATEGORY
                 ? values_in_use (store, filter, lang, error)
                 : values_known (store, filter, error);
    for (guint i = 0; values && i < values->len; i++)
      g_ptr_array_add (names, eta_filter_value_text (store, filter, values->pdata[i], lang));
  }
  if (labels && values)
    *labels = g_steal_pointer (&names);
  return g_steal_pointer (&values);
}

static char *
market_name (EtaStore *store, const char *id)
{
  g_autoptr (GPtrArray) markets = eta_store_list_markets (store, NULL);

  for (guint i = 0; markets && i < markets->len; i++) {
    const EtaMarketplace *market = markets->pdata[i];
    if (g_strcmp0 (market->id, id) == 0)
      return g_strdup (market->name);
  }
  return g_strdup (_ ("a marketplace that was removed"));
}

static char *
producer_name (EtaStore *store, const char *id, const char *lang)
{
  g_autoptr (EtaProducer) producer = eta_store_get_producer (store, id, NULL);

  return g_strdup (producer ? eta_producer_name (producer, lang)
                            : _ ("a producer that was removed"));
}

char *
eta_filter_value_text (EtaStore *store, EtaFilter filter, const char *value, const char *lang)
{
  const guint days = (guint)g_ascii_strtoull (value, NULL, 10);

  if (filters[filter].table)
    return g_strdup (eta_choice_label (filters[filter].table, value, lang));
  if (filter == ETA_FILTER_PRODUCER)
    return producer_name (store, value, lang);
  if (filter == ETA_FILTER_MARKET)
    return market_name (store, value);
  if (filter == ETA_FILTER_MISSING)
    return eta_language_name (value, lang);
  if (filter == ETA_FILTER_ENDING)
    return days > 0 ? g_strdup_printf (ngettext ("within %u day", "within %u days", days), days)
                    : g_strdup (_ ("has ended"));
  return g_strdup (_ (filters[filter].title));
}

char *
eta_filter_text (EtaStore *store, EtaFilter filter, const char *value, const char *lang)
{
  static const char *const formats[ETA_N_FILTERS] = {
      /* Translators: %s is the name of a language */
      [ETA_FILTER_MISSING] = N_ ("No name in %s"),
      /* Translators: %s is the name of a marketplace */
      [ETA_FILTER_MARKET] = N_ ("Not as it is on %s"),
      /* Translators: %s is “within 90 days” or “has ended” */
      [ETA_FILTER_ENDING] = N_ ("Certificate: %s"),
  };
  g_autofree char *text = eta_filter_value_text (store, filter, value, lang);

  return formats[filter] ? g_strdup_printf (_ (formats[filter]), text) : g_steal_pointer (&text);
}

/* --- as text ---------------------------------------------------------------------------------- */

static void
put (JsonObject *object, const char *member, const char *text)
{
  if (text && *text)
    json_object_set_string_member (object, member, text);
}

static JsonObject *
to_json (const EtaView *view)
{
  JsonObject *object = json_object_new ();

  put (object, "name", view->name);
  put (object, "text", view->text);
  for (guint i = 0; i < ETA_N_FILTERS; i++)
    put (object, filters[i].key, view->filters[i]);
  put (object, "sort", sorts[view->sort < G_N_ELEMENTS (sorts) ? view->sort : ETA_SORT_NAME]);
  put (object, "field", view->sort_field);
  if (view->descending)
    json_object_set_boolean_member (object, "descending", TRUE);
  if (view->table)
    json_object_set_boolean_member (object, "table", TRUE);
  return object;
}

static char *
take_text (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (!node || !JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;
  return json_node_dup_string (node);
}

static gboolean
take_flag (JsonObject *object, const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_boolean (node);
}

static EtaView *
from_json (JsonObject *object)
{
  EtaView *view = eta_view_new ();
  g_autofree char *sort = take_text (object, "sort");

  view->name = take_text (object, "name");
  view->text = take_text (object, "text");
  for (guint i = 0; i < ETA_N_FILTERS; i++)
    view->filters[i] = take_text (object, filters[i].key);
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    if (g_strcmp0 (sorts[i], sort) == 0)
      view->sort = (EtaSort)i;
  view->sort_field = take_text (object, "field");
  view->descending = take_flag (object, "descending");
  view->table = take_flag (object, "table");
  return view;
}

char *
eta_view_to_text (const EtaView *view)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (node, to_json (view));
  return json_to_string (node, FALSE);
}

EtaView *
eta_view_from_text (const char *text)
{
  g_autoptr (JsonNode) node = text ? json_from_string (text, NULL) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? from_json (json_node_get_object (node)) : NULL;
}

/* --- kept ones -------------------------------------------------------------------------------- */

GPtrArray *
eta_store_list_views (EtaStore *store)
{
  GPtrArray *views = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_view_free);
  g_autofree char *text = eta_store_get_setting (store, VIEWS);
  g_autoptr (JsonNode) node = text ? json_from_string (text, NULL) : NULL;
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonNode *one = json_array_get_element (array, i);
    EtaView *view = JSON_NODE_HOLDS_OBJECT (one) ? from_json (json_node_get_object (one)) : NULL;
    if (view && view->name)
      g_ptr_array_add (views, view);
    else
      eta_view_free (view);
  }
  return views;
}

static gboolean
write_views (EtaStore *store, GPtrArray *views, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_ARRAY);
  JsonArray *array = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; i < views->len; i++)
    json_array_add_object_element (array, to_json (views->pdata[i]));
  json_node_take_array (node, array);
  text = json_to_string (node, FALSE);
  return eta_store_set_setting (store, VIEWS, text, error);
}

static guint
find (GPtrArray *views, const char *name)
{
  for (guint i = 0; i < views->len; i++)
    if (g_strcmp0 (((EtaView *)views->pdata[i])->name, name) == 0)
      return i;
  return G_MAXUINT;
}

static guint
need (GPtrArray *views, const char *name, GError **error)
{
  const guint i = find (views, name);

  if (i == G_MAXUINT)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("There is no view with the name “%s”."), name);
  return i;
}

EtaView *
eta_store_find_view (EtaStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) views = eta_store_list_views (store);
  const guint i = need (views, name, error);

  return i < views->len ? eta_view_copy (views->pdata[i]) : NULL;
}

static gboolean
refuse_no_name (const char *name, GError **error)
{
  if (name && *name)
    return FALSE;
  g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                       _ ("A view needs a name. Type one."));
  return TRUE;
}

gboolean
eta_store_put_view (EtaStore *store, const EtaView *view, GError **error)
{
  g_autoptr (GPtrArray) views = eta_store_list_views (store);
  EtaView *copy = eta_view_copy (view);
  guint i;

  eta_set_text (&copy->name, view->name);
  i = find (views, copy->name);
  if (i < views->len) {
    eta_view_free (views->pdata[i]);
    views->pdata[i] = copy;
  } else {
    g_ptr_array_add (views, copy);
  }
  return !refuse_no_name (copy->name, error) && write_views (store, views, error);
}

gboolean
eta_store_rename_view (EtaStore *store, const char *name, const char *to, GError **error)
{
  g_autoptr (GPtrArray) views = eta_store_list_views (store);
  const guint i = need (views, name, error);
  EtaView *view = i < views->len ? views->pdata[i] : NULL;

  if (!view || refuse_no_name (to, error))
    return FALSE;
  if (g_strcmp0 (name, to) != 0 && find (views, to) < views->len) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS,
                 _ ("There is a view with the name “%s” already. Choose another one."), to);
    return FALSE;
  }
  eta_set_text (&view->name, to);
  return !refuse_no_name (view->name, error) && write_views (store, views, error);
}

gboolean
eta_store_delete_view (EtaStore *store, const char *name, GError **error)
{
  g_autoptr (GPtrArray) views = eta_store_list_views (store);
  const guint i = need (views, name, error);

  if (i == G_MAXUINT)
    return FALSE;
  g_ptr_array_remove_index (views, i);
  return write_views (store, views, error);
}
