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

/* The arguments from FIRST on. */
static gboolean
set_fields (EtaCall *call, guint first, EtaProduct *draft, GError **error)
{
  for (guint i = first; i < call->n_args; i++) {
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
set_one (EtaCall *call, GError **error)
{
  g_autoptr (EtaProduct) product = eta_call_product (call, 0, error);
  g_autoptr (EtaProduct) draft = product ? eta_product_copy (product) : NULL;

  if (!draft || !set_fields (call, 1, draft, error) ||
      !eta_put_in_step (call->store, N_ ("Edit product"), draft, error))
    return FALSE;
  answer_product (call, draft);
  return TRUE;
}

static gboolean set_all;

static const GOptionEntry set_options[] = {
    {"all", 0, 0, G_OPTION_ARG_NONE, &set_all, N_ ("All products"), NULL},
    {NULL},
};

static gboolean
set_rows (EtaCall *call, guint first, GArray *rows, GError **error)
{
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (call->store, g_array_index (rows, gint64, i));
    g_autoptr (EtaProduct) product = eta_store_get_product (call->store, id, error);
    g_autoptr (EtaProduct) draft = product ? eta_product_copy (product) : NULL;

    if (!draft || g_cancellable_set_error_if_cancelled (call->cancellable, error) ||
        !set_fields (call, first, draft, error) ||
        !eta_store_put_product (call->store, draft, error))
      return FALSE;
    eta_show_progress (i, rows->len, NULL);
  }
  return TRUE;
}

/* All or nothing, in one step. */
static gboolean
set_many (EtaCall *call, guint first, GError **error)
{
  g_autofree char *detail = g_strjoinv (" ", call->args + first);
  g_autoptr (GArray) rows = NULL;
  const guint n_args = call->n_args;

  call->n_args = first; /* the SKUs */
  rows = eta_call_rows (call, set_all, NULL, error);
  call->n_args = n_args;
  if (!rows || !eta_step_begin (call->store, N_ ("Edit many products"), detail, error))
    return FALSE;
  if (!set_rows (call, first, rows, error) || !eta_step_commit (call->store, error)) {
    eta_step_abort (call->store);
    return FALSE;
  }
  eta_answer_count (call, "changed", rows->len);
  eta_say (call, ngettext ("%u product changed.", "%u products changed.", rows->len), rows->len);
  return TRUE;
}

static gboolean
run_set (EtaCall *call, GError **error)
{
  guint first = 0;

  while (first < call->n_args && !strchr (call->args[first], '='))
    first++;
  if (first == call->n_args)
    return eta_wrong (error, _ ("“%s” is not FIELD=VALUE."), call->args[first - 1]);
  return first == 1 && !set_all ? set_one (call, error) : set_many (call, first, error);
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
      !set_fields (call, 1, draft, error))
    return FALSE;
  eta_set_text (&draft->producer_id, owner->id);
  if (!draft->sku)
    return eta_wrong (error, "%s", _ ("A product needs a SKU."));
  if (!eta_put_in_step (call->store, N_ ("Add a product"), draft, error))
    return FALSE;
  answer_product (call, draft);
  return TRUE;
}

const EtaCommand eta_product_commands[] = {
    {"show", "SKU", N_ ("Show all that is stated of a product"), ETA_USE_READ, 1, 1, 1, NULL,
     run_show},
    {"add", "SKU [FIELD=VALUE…]", N_ ("Add a product"), ETA_USE_WRITE, 1, ETA_ANY_NUMBER,
     ETA_ANY_NUMBER, add_options, run_add},
    {"set", "SKU…|--all FIELD=VALUE…",
     N_ ("Change products: moq=500, name.ar=…, price.usd=4.50, price.usd.1000=4.10, "
         "carton.count=24; “FIELD=” clears"),
     ETA_USE_WRITE, 1, ETA_ANY_NUMBER, ETA_ANY_NUMBER, set_options, run_set},
    {NULL},
};
