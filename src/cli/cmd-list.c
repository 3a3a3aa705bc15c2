/* Finding products, and the views that are kept. */
#include "cli/command.h"

#include "catalog/choices.h"
#include "catalog/error.h"
#include "catalog/market-book.h"
#include "catalog/money.h"
#include "catalog/view.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static struct {
  char *filters[ETA_N_FILTERS];
  gboolean no_photo;
  gboolean no_price;
  gboolean trash;
  char *sort;
  gboolean descending;
  char *view;
  int limit;
} list;

static const GOptionEntry list_options[] = {
    {"producer", 'p', 0, G_OPTION_ARG_STRING, &list.filters[ETA_FILTER_PRODUCER],
     N_ ("Only of this producer"), N_ ("NAME")},
    {"category", 0, 0, G_OPTION_ARG_STRING, &list.filters[ETA_FILTER_CATEGORY],
     N_ ("Only of this category"), N_ ("CATEGORY")},
    {"state", 0, 0, G_OPTION_ARG_STRING, &list.filters[ETA_FILTER_STATE],
     N_ ("Only draft, checked or approved ones"), N_ ("STATE")},
    {"stage", 0, 0, G_OPTION_ARG_STRING, &list.filters[ETA_FILTER_STAGE],
     N_ ("Only picked, processed, packed or sold ones"), N_ ("STAGE")},
    {"missing", 0, 0, G_OPTION_ARG_STRING, &list.filters[ETA_FILTER_MISSING],
     N_ ("Only without a name in this language"), N_ ("LANG")},
    {"not-listed", 0, 0, G_OPTION_ARG_STRING, &list.filters[ETA_FILTER_MARKET],
     N_ ("Only not listed on this marketplace, or changed since"), N_ ("MARKETPLACE")},
    {"ending", 0, 0, G_OPTION_ARG_STRING, &list.filters[ETA_FILTER_ENDING],
     N_ ("Only with a certificate that ends within so many days, or has ended"), N_ ("DAYS")},
    {"no-photo", 0, 0, G_OPTION_ARG_NONE, &list.no_photo, N_ ("Only without a photo"), NULL},
    {"no-price", 0, 0, G_OPTION_ARG_NONE, &list.no_price, N_ ("Only without a price"), NULL},
    {"sort", 0, 0, G_OPTION_ARG_STRING, &list.sort,
     N_ ("Order: name, sku, changed, producer, category, state, price, or a field such as moq"),
     N_ ("FIELD")},
    {"descending", 0, 0, G_OPTION_ARG_NONE, &list.descending, N_ ("From the last to the first"),
     NULL},
    {"view", 0, 0, G_OPTION_ARG_STRING, &list.view,
     N_ ("As a view that was kept; the other options change it"), N_ ("NAME")},
    {"trash", 0, 0, G_OPTION_ARG_NONE, &list.trash, N_ ("What is in the trash"), NULL},
    {"limit", 0, 0, G_OPTION_ARG_INT, &list.limit, N_ ("At most so many"), N_ ("N")},
    {NULL},
};

static JsonObject *
card_to_json (const EtaCard *card)
{
  JsonObject *object = json_object_new ();

  eta_json_put (object, "id", card->id);
  eta_json_put (object, "sku", card->sku);
  eta_json_put (object, "name", card->name);
  eta_json_put (object, "producer", card->producer);
  eta_json_put (object, "category", card->category);
  eta_json_put (object, "unit", card->unit);
  eta_json_put (object, "languages", card->langs);
  eta_json_put (object, "state", card->state);
  eta_json_put (object, "changed", card->changed);
  eta_json_put (object, "photo", card->photo);
  eta_json_put (object, "listed", card->listed);
  if (card->currency) {
    g_autofree char *amount = eta_money_plain (card->minor, card->currency);
    json_object_set_string_member (object, "currency", card->currency);
    json_object_set_string_member (object, "amount", amount);
  }
  return object;
}

static gboolean
answer_rows (EtaCall *call, GArray *rows, GError **error)
{
  JsonArray *answer = json_array_new ();

  eta_answer_array (call, answer);
  for (guint i = 0; i < rows->len; i++) {
    g_autoptr (EtaCard) card =
        eta_store_get_card (call->store, g_array_index (rows, gint64, i), eta_user_lang (), error);
    if (!card)
      return FALSE;
    if (call->json)
      json_array_add_object_element (answer, card_to_json (card));
    eta_say (call, "%s\t%s\t%s", card->sku ? card->sku : "", card->name ? card->name : "",
             card->producer ? card->producer : "");
  }
  return TRUE;
}

/* --- the view that the options describe ------------------------------------------------------- */

static gboolean
set_key (EtaView *view, EtaFilter filter, const char *table, const char *wrong, GError **error)
{
  const char *key;

  if (!list.filters[filter])
    return TRUE;
  key = eta_choice_key (table, list.filters[filter]);
  if (!key && filter != ETA_FILTER_CATEGORY)
    return eta_wrong (error, wrong, list.filters[filter]);
  eta_view_set_filter (view, filter, key ? key : list.filters[filter]);
  return TRUE;
}

static gboolean
set_producer (EtaStore *store, EtaView *view, GError **error)
{
  const char *name = list.filters[ETA_FILTER_PRODUCER];
  g_autoptr (EtaProducer) producer = name ? eta_store_find_producer (store, name, error) : NULL;

  if (producer)
    eta_view_set_filter (view, ETA_FILTER_PRODUCER, producer->id);
  return !name || producer;
}

static gboolean
set_market (EtaStore *store, EtaView *view, GError **error)
{
  const char *name = list.filters[ETA_FILTER_MARKET];
  g_autoptr (EtaMarketplace) market = name ? eta_store_find_market (store, name, error) : NULL;

  if (market)
    eta_view_set_filter (view, ETA_FILTER_MARKET, market->id);
  return !name || market;
}

static gboolean
set_days (EtaView *view, GError **error)
{
  const char *days = list.filters[ETA_FILTER_ENDING];
  guint64 number;

  if (!days)
    return TRUE;
  if (!g_ascii_string_to_unsigned (days, 10, 0, 36500, &number, NULL))
    return eta_wrong (error, _ ("“%s” is no number of days."), days);
  eta_view_set_filter (view, ETA_FILTER_ENDING, days);
  return TRUE;
}

static gboolean
set_sort (EtaView *view, GError **error)
{
  static const char *const names[] = {"name",     "sku",   "changed", "producer",
                                      "category", "state", "price"};
  const EtaField *field;

  if (list.descending)
    view->descending = TRUE;
  if (!list.sort)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (list.sort, names[i])) {
      view->sort = (EtaSort)i;
      return TRUE;
    }
  field = eta_field_find (ETA_FIELD_OF_PRODUCT, list.sort);
  if (!field || !eta_store_can_sort (field))
    return eta_wrong (error, _ ("Products cannot be sorted by “%s”."), list.sort);
  view->sort = ETA_SORT_FIELD;
  eta_set_text (&view->sort_field, field->id);
  return TRUE;
}

/* What --view names, changed by the other options. */
static EtaView *
make_view (EtaStore *store, GError **error)
{
  g_autoptr (EtaView) view =
      list.view ? eta_store_find_view (store, list.view, error) : eta_view_new ();

  if (!view ||
      !set_key (view, ETA_FILTER_STATE, "states.tsv",
                _ ("“%s” is no state. Use draft, checked or approved."), error) ||
      !set_key (view, ETA_FILTER_STAGE, "stages.tsv",
                _ ("“%s” is no stage. Use petik, olah, kemas or jual."), error) ||
      !set_key (view, ETA_FILTER_CATEGORY, "categories.tsv", NULL, error) ||
      !set_producer (store, view, error) || !set_market (store, view, error) ||
      !set_days (view, error) || !set_sort (view, error))
    return NULL;
  if (list.filters[ETA_FILTER_MISSING])
    eta_view_set_filter (view, ETA_FILTER_MISSING, list.filters[ETA_FILTER_MISSING]);
  if (list.no_photo)
    eta_view_set_filter (view, ETA_FILTER_PHOTO, "none");
  if (list.no_price)
    eta_view_set_filter (view, ETA_FILTER_PRICE, "none");
  return g_steal_pointer (&view);
}

static gboolean
run_list (EtaCall *call, GError **error)
{
  g_autofree char *text = g_strjoinv (" ", call->args);
  g_autoptr (EtaView) view = NULL;
  g_autoptr (GArray) rows = NULL;
  EtaQuery query;

  if (list.limit < 0)
    return eta_wrong (error, "%s", _ ("--limit takes a number from 1 on."));
  view = make_view (call->store, error);
  if (!view)
    return FALSE;
  if (*text)
    eta_set_text (&view->text, text);
  query = eta_view_query (view);
  query.trashed = list.trash;
  query.sort_lang = eta_user_lang ();
  query.limit = (guint)list.limit;
  rows = eta_store_query (call->store, &query, error);
  return rows && answer_rows (call, rows, error);
}

/* --- kept views ------------------------------------------------------------------------------- */

static gboolean
run_view_list (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) views = eta_store_list_views (call->store);
  JsonArray *answer = json_array_new ();

  eta_answer_array (call, answer);
  for (guint i = 0; i < views->len; i++) {
    const EtaView *view = views->pdata[i];
    g_autofree char *text = eta_view_to_text (view);
    JsonNode *node = json_from_string (text, NULL);

    json_array_add_element (answer, node);
    eta_say (call, "%s\t%s", view->name, text);
  }
  return TRUE;
}

static gboolean
run_view_save (EtaCall *call, GError **error)
{
  g_autofree char *text = g_strjoinv (" ", call->args + 1);
  g_autoptr (EtaView) view = NULL;

  if (list.trash || list.limit != 0)
    return eta_wrong (error, "%s", _ ("A view keeps neither --trash nor --limit."));
  view = make_view (call->store, error);
  if (!view)
    return FALSE;
  eta_set_text (&view->name, call->args[0]);
  eta_set_text (&view->text, text);
  return eta_store_put_view (call->store, view, error);
}

static gboolean
run_view_rename (EtaCall *call, GError **error)
{
  return eta_store_rename_view (call->store, call->args[0], call->args[1], error);
}

static gboolean
run_view_remove (EtaCall *call, GError **error)
{
  return eta_store_delete_view (call->store, call->args[0], error);
}

const EtaCommand eta_list_commands[] = {
    {"list", "[TEXT…]", N_ ("List products, or those that a text is found in, in any language"),
     ETA_USE_READ, 0, ETA_ANY_NUMBER, ETA_ANY_NUMBER, list_options, run_list},
    {"view list", NULL, N_ ("List the views that are kept"), ETA_USE_READ, 0, 0, 0, NULL,
     run_view_list},
    {"view save", "NAME [TEXT…]", N_ ("Keep a search with filters and order under a name"),
     ETA_USE_WRITE, 1, ETA_ANY_NUMBER, ETA_ANY_NUMBER, list_options, run_view_save},
    {"view rename", "NAME NEW", N_ ("Give a view another name"), ETA_USE_WRITE, 2, 2, 2, NULL,
     run_view_rename},
    {"view remove", "NAME", N_ ("Remove a view; the products stay"), ETA_USE_WRITE, 1, 1, 1, NULL,
     run_view_remove},
    {NULL},
};
