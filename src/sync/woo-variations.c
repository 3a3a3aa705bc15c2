/* Variations on their way to WooCommerce. */
#include "sync/woo.h"

#include "sync/canonical.h"

#include <string.h>

static JsonObject *
native_variation (const EtaPush *push, const char *sku)
{
  EtaWooNative *native = eta_woo_native (push);
  guint i;

  for (i = 0; native && i < eta_wire_length (native->variations); i++) {
    JsonObject *one = eta_wire_nth (native->variations, i);
    const char *there = eta_wire_string (one, "sku");

    if (there && g_ascii_strcasecmp (there, sku) == 0)
      return one;
  }
  return NULL;
}

gboolean
eta_woo_needs_clearing (const EtaWoo *woo, const EtaPush *push, const char *sku)
{
  EtaWooNative *native = eta_woo_native (push);
  JsonObject *there = !native                      ? NULL
                      : eta_woo_is_variable (push) ? native_variation (push, sku)
                                                   : native->product;
  const char *regular = eta_wire_string (there, "regular_price");
  const char *price = eta_woo_price (woo, push->target, sku);
  g_autofree char *prices =
      eta_listing_path ("variants", sku, "prices", eta_woo_currency (woo), NULL);
  g_autofree char *amount = NULL;

  if (!there || !price || !eta_woo_is_sent (push, prices))
    return FALSE;
  amount = regular ? eta_canonical_amount (regular, eta_woo_currency (woo)) : NULL;
  return push->repair || g_strcmp0 (amount, price) == 0;
}

typedef struct {
  GString *out;
  const EtaWoo *woo;
  const EtaPush *push;
  const char *sku;
  JsonObject *there; /* the variation as it is, or NULL */
} Variation;

static gboolean
is_sent (const Variation *variation, const char *member)
{
  g_autofree char *path = eta_listing_path ("variants", variation->sku, member, NULL);

  return !variation->there || eta_woo_is_sent (variation->push, path);
}

static gboolean
is_price_sent (const Variation *variation)
{
  g_autofree char *path = eta_listing_path ("variants", variation->sku, "prices",
                                            eta_woo_currency (variation->woo), NULL);

  return !variation->there || eta_woo_is_sent (variation->push, path);
}

static const char *
value_of (const Variation *variation, const char *member)
{
  return eta_listing_peek (variation->push->target, "variants", variation->sku, member, NULL);
}

static void
write_choice (const Variation *variation)
{
  const EtaListing *target = variation->push->target;
  g_autofree char *parent = eta_listing_path ("variants", variation->sku, "options", NULL);
  g_autoptr (GPtrArray) names = eta_listing_children (target, parent);
  guint i;

  if (!is_sent (variation, "options"))
    return;
  eta_wire_open (variation->out, "attributes", '[');
  for (i = 0; i < names->len; i++) {
    g_autofree char *name = eta_woo_option_write (names->pdata[i]);
    g_autofree char *option = eta_woo_option_write (
        eta_listing_peek (target, "variants", variation->sku, "options", names->pdata[i], NULL));

    eta_wire_open (variation->out, NULL, '{');
    eta_wire_text (variation->out, "name", name);
    eta_wire_text (variation->out, "option", option);
    eta_wire_close (variation->out, '}');
  }
  eta_wire_close (variation->out, ']');
}

static void
write_variation (const Variation *variation)
{
  GString *out = variation->out;
  const char *price = eta_woo_price (variation->woo, variation->push->target, variation->sku);
  const char *rank = value_of (variation, "rank"), *barcode = value_of (variation, "barcode");

  eta_wire_open (out, NULL, '{');
  if (variation->there) {
    g_autofree char *id = eta_wire_plain (variation->there, "id");

    eta_wire_raw (out, "id", id);
  } else {
    eta_wire_text (out, "status", "publish");
  }
  if (g_strcmp0 (eta_wire_string (variation->there, "sku"), variation->sku) != 0)
    eta_wire_text (out, "sku", variation->sku);
  if (is_sent (variation, "rank") && rank)
    eta_wire_raw (out, "menu_order", rank);
  if (is_sent (variation, "weight")) {
    g_autofree char *weight =
        eta_woo_measure_write (value_of (variation, "weight"), variation->woo->weight);

    eta_wire_text (out, "weight", weight);
  }
  if (variation->woo->gtin && is_sent (variation, "barcode") && (barcode || variation->there))
    eta_wire_text (out, "global_unique_id", barcode ? barcode : "");
  if (is_price_sent (variation))
    eta_wire_text (out, "regular_price", price ? price : "");
  write_choice (variation);
  eta_wire_close (out, '}');
}

static void
write_cleared (GString *out, JsonObject *there)
{
  g_autofree char *id = eta_wire_plain (there, "id");

  eta_wire_open (out, NULL, '{');
  eta_wire_raw (out, "id", id);
  eta_wire_text (out, "regular_price", "");
  eta_wire_close (out, '}');
}

/* Variants that came from here and are no longer in the catalog. One without a code of its own (it
 * reads with that of the product) was made by hand, and stays. */
static guint
write_deleted (GString *out, const EtaPush *push, GPtrArray *skus)
{
  EtaWooNative *native = eta_woo_native (push);
  const char *parent = native ? eta_wire_string (native->product, "sku") : NULL;
  guint i, j, n = 0;

  for (i = 0; native && i < eta_wire_length (native->variations); i++) {
    JsonObject *one = eta_wire_nth (native->variations, i);
    const char *sku = eta_wire_string (one, "sku");
    g_autofree char *id = eta_wire_plain (one, "id");
    gboolean kept = !sku || !*sku || (parent && g_ascii_strcasecmp (sku, parent) == 0);

    for (j = 0; !kept && j < skus->len; j++)
      kept = g_ascii_strcasecmp (skus->pdata[j], sku) == 0;
    if (kept || !id)
      continue;
    eta_wire_raw (out, NULL, id);
    n++;
  }
  return n;
}

GString *
eta_woo_write_variations (const EtaWoo *woo, const EtaPush *push)
{
  g_autoptr (GPtrArray) skus = eta_woo_skus (push);
  g_autoptr (GString) update = g_string_new (NULL), delete = g_string_new (NULL);
  GString *body = g_string_new (NULL);
  guint i, n = 0;

  eta_wire_open (body, NULL, '{');
  eta_wire_open (body, "create", '[');
  eta_wire_open (update, "update", '[');
  for (i = 0; i < skus->len; i++) {
    JsonObject *there = native_variation (push, skus->pdata[i]);
    Variation variation = {there ? update : body, woo, push, skus->pdata[i], there};
    g_autofree char *path = eta_listing_path ("variants", skus->pdata[i], NULL);

    if (there && !eta_woo_is_sent (push, path))
      continue;
    if (there && eta_woo_needs_clearing (woo, push, skus->pdata[i]))
      write_cleared (update, there);
    write_variation (&variation);
    n++;
  }
  eta_wire_close (body, ']');
  eta_wire_close (update, ']');
  eta_wire_open (delete, "delete", '[');
  n += write_deleted (delete, push, skus);
  eta_wire_close (delete, ']');
  g_string_append_printf (body, ",%s,%s}", update->str, delete->str);
  if (n > 0)
    return body;
  g_string_free (body, TRUE);
  return NULL;
}
