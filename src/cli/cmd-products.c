/* Showing and changing products. */
#include "cli/command.h"

#include "catalog/error.h"
#include "catalog/fields.h"
#include "catalog/history.h"
#include "catalog/money.h"
#include "catalog/product-json.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- one product ------------------------------------------------------------------------------ */

static void
say_fields (EtaCall *call, EtaFieldOwner owner, gconstpointer object, const char *lang)
{
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i < n; i++) {
    g_autofree char *value = fields[i].owner == owner ? eta_field_get (&fields[i], object) : NULL;
    if (value)
      eta_say (call, "%s%s%s\t%s", fields[i].id, lang ? "." : "", lang ? lang : "", value);
  }
}

static void
say_price (EtaCall *call, const EtaPrice *price)
{
  g_autofree char *amount = eta_money_plain (price->minor, price->currency);
  g_autofree char *lower = g_ascii_strdown (price->currency, -1);
  g_autofree char *terms = g_strdup_printf (
      "%s%s%s%s", price->incoterm ? " " : "", price->incoterm ? price->incoterm : "",
      price->place ? " " : "", price->place ? price->place : "");

  if (price->quantity > 1)
    eta_say (call, "price.%s.%" G_GINT64_FORMAT "\t%s%s", lower, price->quantity, amount, terms);
  else
    eta_say (call, "price.%s\t%s%s", lower, amount, terms);
}

static void
say_product (EtaCall *call, const EtaProduct *product)
{
  say_fields (call, ETA_FIELD_OF_PRODUCT, product, NULL);
  for (guint i = 0; i < product->words->len; i++) {
    const EtaWords *words = product->words->pdata[i];
    say_fields (call, ETA_FIELD_OF_WORDS, words, words->lang);
  }
  for (guint i = 0; i < product->prices->len; i++)
    say_price (call, product->prices->pdata[i]);
  for (guint i = 0; i < product->packs->len; i++) {
    const EtaPack *pack = product->packs->pdata[i];
    eta_say (call,
             "%s\t%" G_GINT64_FORMAT " × (%" G_GINT64_FORMAT " × %" G_GINT64_FORMAT
             " × %" G_GINT64_FORMAT " mm, %" G_GINT64_FORMAT " g)",
             pack->level, pack->count, pack->length, pack->width, pack->height, pack->gross);
  }
  for (guint i = 0; i < product->certificates->len; i++) {
    const EtaCertificate *certificate = product->certificates->pdata[i];
    eta_say (call, "certificate\t%s %s", certificate->kind,
             certificate->number ? certificate->number : "");
  }
  for (guint i = 0; i < product->photos->len; i++)
    eta_say (call, "photo\t%s", ((const EtaPhoto *)product->photos->pdata[i])->sha256);
}

static void
answer_product (EtaCall *call, const EtaProduct *product)
{
  g_autoptr (EtaProducer) producer =
      eta_store_get_producer (call->store, product->producer_id, NULL);

  g_clear_pointer (&call->result, json_node_unref);
  call->result = eta_product_to_json (product);
  if (producer)
    json_object_set_string_member (json_node_get_object (call->result), "producer", producer->name);
}

static gboolean
run_show (EtaCall *call, GError **error)
{
  g_autoptr (EtaProduct) product = eta_call_product (call, 0, error);

  if (!product)
    return FALSE;
  answer_product (call, product);
  say_product (call, product);
  return TRUE;
}

static gboolean
set_fields (EtaCall *call, EtaProduct *draft, GError **error)
{
  for (guint i = 1; i < call->n_args; i++) {
    const char *equals = strchr (call->args[i], '=');
    g_autofree char *address = equals ? g_strndup (call->args[i], equals - call->args[i]) : NULL;

    if (!equals)
      return eta_wrong (error, _ ("“%s” is not FIELD=VALUE."), call->args[i]);
    if (!eta_product_set (draft, address, equals + 1, error)) {
      g_prefix_error (error, "%s: ", address);
      return FALSE;
    }
  }
  return TRUE;
}

static gboolean
run_set (EtaCall *call, GError **error)
{
  g_autoptr (EtaProduct) product = eta_call_product (call, 0, error);
  g_autoptr (EtaProduct) draft = product ? eta_product_copy (product) : NULL;

  if (!draft || !set_fields (call, draft, error) ||
      !eta_put_in_step (call->store, N_ ("Edit product"), draft, error))
    return FALSE;
  answer_product (call, draft);
  return TRUE;
}

static char *add_producer;

static const GOptionEntry add_options[] = {
    {"producer", 'p', 0, G_OPTION_ARG_STRING, &add_producer,
     N_ ("Whose product it is; not needed where there is one producer"), N_ ("NAME")},
    {NULL},
};

/* The one that was named, or the only one. Transfer full. */
static EtaProducer *
find_owner (EtaStore *store, GError **error)
{
  g_autoptr (GPtrArray) all = NULL;

  if (add_producer)
    return eta_store_find_producer (store, add_producer, error);
  all = eta_store_list_producers (store, error);
  if (!all)
    return NULL;
  if (all->len == 1)
    return eta_producer_ref (all->pdata[0]);
  eta_wrong (error, "%s",
             all->len ? _ ("Whose product is it? Say it with --producer NAME.")
                      : _ ("There is no producer yet. “producer add” adds one."));
  return NULL;
}

static gboolean
run_add (EtaCall *call, GError **error)
{
  g_autoptr (EtaProducer) owner = find_owner (call->store, error);
  g_autoptr (EtaProduct) draft = eta_product_new ();

  if (!owner || !eta_product_set (draft, "sku", call->args[0], error) ||
      !set_fields (call, draft, error))
    return FALSE;
  eta_set_text (&draft->producer_id, owner->id);
  if (!draft->sku)
    return eta_wrong (error, "%s", _ ("A product needs a SKU."));
  if (!eta_put_in_step (call->store, N_ ("Add a product"), draft, error))
    return FALSE;
  answer_product (call, draft);
  return TRUE;
}

static gboolean
trash (EtaCall *call, GPtrArray *ids, GError **error)
{
  if (!eta_step_begin (call->store, N_ ("Move to the trash"), ids->len == 1 ? call->args[0] : NULL,
                       error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!eta_store_trash_product (call->store, ids->pdata[i], TRUE, error)) {
      eta_step_abort (call->store);
      return FALSE;
    }
  if (eta_step_commit (call->store, error))
    return TRUE;
  eta_step_abort (call->store);
  return FALSE;
}

static gboolean
run_delete (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  JsonObject *answer = json_object_new ();

  eta_answer (call, answer);
  for (guint i = 0; i < call->n_args; i++) {
    g_autoptr (EtaProduct) product = eta_call_product (call, i, error);
    if (!product)
      return FALSE;
    g_ptr_array_add (ids, g_strdup (product->id));
  }
  if (!trash (call, ids, error))
    return FALSE;
  json_object_set_int_member (answer, "deleted", ids->len);
  eta_say (call,
           ngettext ("%u product is in the trash. “undo” brings it back.",
                     "%u products are in the trash. “undo” brings them back.", ids->len),
           ids->len);
  return TRUE;
}

const EtaCommand eta_product_commands[] = {
    {"show", "SKU", N_ ("Show all that is stated of a product"), ETA_USE_READ, 1, 1, 1, NULL,
     run_show},
    {"add", "SKU [FIELD=VALUE…]", N_ ("Add a product"), ETA_USE_WRITE, 1, ETA_ANY_NUMBER,
     ETA_ANY_NUMBER, add_options, run_add},
    {"set", "SKU FIELD=VALUE…",
     N_ ("Change a product: moq=500, name.ar=…, price.usd=4.50, price.usd.1000=4.10, "
         "carton.count=24; “FIELD=” clears"),
     ETA_USE_WRITE, 2, ETA_ANY_NUMBER, ETA_ANY_NUMBER, NULL, run_set},
    {"delete", "SKU…", N_ ("Move products to the trash"), ETA_USE_WRITE, 1, ETA_ANY_NUMBER,
     ETA_ANY_NUMBER, NULL, run_delete},
    {NULL},
};
