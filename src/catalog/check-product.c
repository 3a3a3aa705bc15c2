/* eta_check_product of catalog/check.h: what does not fit together in a whole product. */
#include "catalog/check.h"
#include "catalog/data.h"
#include "catalog/measure.h"
#include "catalog/money.h"

#include <glib/gi18n-lib.h>

/* TEXT is taken. */
static void
add (GPtrArray *remarks, gboolean error, const char *field, char *text)
{
  EtaRemark *remark = g_new0 (EtaRemark, 1);

  remark->field = g_strdup (field);
  remark->text = text;
  remark->error = error;
  g_ptr_array_add (remarks, remark);
}

static void
warn (GPtrArray *remarks, const char *field, const char *text)
{
  add (remarks, FALSE, field, g_strdup (text));
}

static void
fail (GPtrArray *remarks, const char *field, const char *text)
{
  add (remarks, TRUE, field, g_strdup (text));
}

/* A product can come from a package or a script: every value is looked at again. */
static void
check_fields (GPtrArray *remarks, const EtaField *field, gconstpointer object, const char *lang)
{
  g_autofree char *value = eta_field_get (field, object);
  g_autofree char *out = NULL, *address = NULL;
  g_autoptr (GError) error = NULL;

  if (!value || field->readonly || eta_check_value (field, value, &out, &error))
    return;
  address = lang ? g_strconcat (field->id, ".", lang, NULL) : g_strdup (field->id);
  fail (remarks, address, error->message);
}

static void
check_values (GPtrArray *remarks, const EtaProduct *product)
{
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i < n; i++) {
    if (fields[i].owner == ETA_FIELD_OF_PRODUCT)
      check_fields (remarks, &fields[i], product, NULL);
    for (guint j = 0; fields[i].owner == ETA_FIELD_OF_WORDS && j < product->words->len; j++) {
      const EtaWords *words = product->words->pdata[j];
      check_fields (remarks, &fields[i], words, words->lang);
    }
  }
}

static void
check_names (GPtrArray *remarks, const EtaProduct *product)
{
  gboolean named = FALSE;
  int digit;

  for (guint i = 0; i < product->words->len; i++)
    named |= ((const EtaWords *)product->words->pdata[i])->name != NULL;
  if (!product->sku)
    fail (remarks, "sku", _ ("The product has no item code. Type one, for example KOPI-01."));
  if (!named)
    warn (remarks, "name.id", _ ("The product has no name in any language."));
  if (product->gtin && eta_check_gtin (product->gtin, &digit) == ETA_GTIN_BOOK)
    warn (remarks, "gtin",
          _ ("Barcodes from 978 and 979 are for books. Is this the number of this product?"));
}

static void
check_price (GPtrArray *remarks, const EtaPrice *price)
{
  g_autofree char *lower = g_ascii_strdown (price->currency ? price->currency : "", -1);
  g_autofree char *address = g_strdup_printf ("price.%s", lower);

  if (!eta_currency_known (price->currency))
    add (remarks, TRUE, address,
         g_strdup_printf (_ ("“%s” is no currency that Etalase knows. Choose one from the list."),
                          price->currency ? price->currency : ""));
  if (price->minor <= 0 || price->quantity < 1)
    fail (remarks, address, _ ("A price and its quantity must be more than zero."));
  if (price->valid_until && !eta_date_valid (price->valid_until))
    add (remarks, TRUE, address,
         g_strdup_printf (_ ("“%s” is no date. Type year, month and day so: 2027-03-31."),
                          price->valid_until));
  if (price->incoterm && eta_table_find (eta_table_get ("incoterms.tsv"), price->incoterm) < 0)
    add (remarks, TRUE, address,
         g_strdup_printf (_ ("“%s” is no rule of Incoterms® 2020. Choose one from the list."),
                          price->incoterm));
  else if (price->incoterm && !price->place)
    add (remarks, FALSE, address,
         g_strdup_printf (_ ("“%s” needs its place, for example “FOB Surabaya”: without it nobody "
                             "knows where it ends."),
                          price->incoterm));
}

static void
compare_prices (GPtrArray *remarks, const EtaPrice *a, const EtaPrice *b)
{
  g_autofree char *lower = g_ascii_strdown (a->currency ? a->currency : "", -1);
  g_autofree char *address = g_strdup_printf ("price.%s", lower);
  const EtaPrice *more = a->quantity > b->quantity ? a : b, *less = more == a ? b : a;

  if (!eta_price_same_ladder (a, b))
    return;
  if (a->quantity == b->quantity)
    add (remarks, FALSE, address,
         g_strdup_printf (_ ("There are two prices in %s from %d on. Delete one."), a->currency,
                          (int)a->quantity));
  else if (more->minor > less->minor)
    add (remarks, FALSE, address,
         g_strdup_printf (_ ("In %s the price from %d on is higher than from %d on."), a->currency,
                          (int)more->quantity, (int)less->quantity));
}

static void
check_prices (GPtrArray *remarks, const EtaProduct *product)
{
  for (guint i = 0; i < product->prices->len; i++) {
    check_price (remarks, product->prices->pdata[i]);
    for (guint j = 0; j < i; j++)
      compare_prices (remarks, product->prices->pdata[j], product->prices->pdata[i]);
  }
}

static void
check_packing (GPtrArray *remarks, const EtaProduct *product)
{
  const EtaPack *carton = eta_product_pack (product, "carton");

  if (product->gross > 0 && product->net > product->gross)
    warn (remarks, "net", _ ("The net weight is more than the gross weight."));
  if (carton && carton->gross > 0 && carton->net > carton->gross)
    warn (remarks, "carton.net", _ ("The carton’s net weight is more than its gross weight."));
  if (carton && carton->gross > 0 && carton->count > 0 &&
      product->net > carton->gross / carton->count)
    warn (remarks, "carton.gross",
          _ ("The carton weighs less than the goods in it. Check its gross weight and how many "
             "units it holds."));
  if (product->keep_min != ETA_NO_CELSIUS && product->keep_max != ETA_NO_CELSIUS &&
      product->keep_min > product->keep_max)
    fail (remarks, "keep_min",
          _ ("The lowest storage temperature is above the highest. Exchange them."));
}

static void
check_certificates (GPtrArray *remarks, const EtaProduct *product)
{
  for (guint i = 0; i < product->certificates->len; i++) {
    const EtaCertificate *certificate = product->certificates->pdata[i];
    const char *const dates[] = {certificate->issued, certificate->expires};

    for (guint j = 0; j < G_N_ELEMENTS (dates); j++)
      if (dates[j] && !eta_date_valid (dates[j]))
        add (remarks, TRUE, "certificates",
             g_strdup_printf (_ ("“%s” is no date. Type year, month and day so: 2027-03-31."),
                              dates[j]));
    if (certificate->issued && certificate->expires &&
        g_strcmp0 (certificate->issued, certificate->expires) > 0)
      warn (remarks, "certificates", _ ("A certificate ends before it begins."));
    if (certificate->flag)
      add (remarks, FALSE, "certificates",
           g_strdup_printf (_ ("The certificate “%s” must be confirmed: %s."),
                            certificate->number ? certificate->number : certificate->kind,
                            certificate->flag));
  }
}

static void
check_variants (GPtrArray *remarks, const EtaProduct *product)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < product->variants->len; i++) {
    const EtaVariant *variant = product->variants->pdata[i];
    const EtaField *gtin = eta_field_find (ETA_FIELD_OF_PRODUCT, "gtin");
    g_autofree char *out = NULL;
    g_autoptr (GError) error = NULL;

    if (!eta_check_value (gtin, variant->gtin, &out, &error))
      fail (remarks, "variants", error->message);
    if (variant->sku && !g_hash_table_add (seen, eta_sku_fold (variant->sku)))
      add (remarks, TRUE, "variants",
           g_strdup_printf (_ ("The code “%s” stands for two variants. Change one of them."),
                            variant->sku));
  }
}

GPtrArray *
eta_check_product (const EtaProduct *product)
{
  GPtrArray *remarks = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_remark_free);

  check_values (remarks, product);
  check_names (remarks, product);
  check_prices (remarks, product);
  check_packing (remarks, product);
  check_certificates (remarks, product);
  check_variants (remarks, product);
  return remarks;
}
