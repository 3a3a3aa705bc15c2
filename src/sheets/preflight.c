#include "sheets/preflight.h"

#include "catalog/check.h"
#include "catalog/measure.h"
#include "catalog/rates.h"
#include "sheets/codes.h"
#include "sheets/layout.h"
#include "sheets/template.h"
#include "sheets/wording.h"

#include <glib/gi18n-lib.h>
#include <math.h>

typedef struct {
  const EtaSheetInput *input;
  const EtaSheetOptions *options;
  const EtaCatalogOptions *catalog; /* OPTIONS and more */
  const EtaTemplate *template;
  const char *lang;
  char *today;
  GPtrArray *remarks;
} Check;

void
eta_preflight_remark_free (EtaPreflightRemark *remark)
{
  g_free (remark->product_id);
  g_free (remark->sku);
  g_free (remark->field);
  g_free (remark->lang);
  g_free (remark->what);
  g_free (remark->remedy);
  g_free (remark);
}

/* FIELD and WHAT are transfer full. */
static void
say (Check *check, char *field, char *what, const char *remedy)
{
  EtaPreflightRemark *remark = g_new0 (EtaPreflightRemark, 1);

  remark->product_id = g_strdup (check->input->product->id);
  remark->sku = g_strdup (check->input->product->sku);
  remark->field = field;
  remark->lang = g_strdup (check->lang);
  remark->what = what;
  remark->remedy = g_strdup (remedy);
  g_ptr_array_add (check->remarks, remark);
}

/* --- Texts ------------------------------------------------------------------------------------ */

static const struct {
  const char *field;
  gsize offset;
  const char *missing; /* N_(): when there is none in the sheet's language; NULL: may be left out */
} texts[] = {
    {"name", G_STRUCT_OFFSET (EtaWords, name), N_ ("The name is not written in this language.")},
    {"summary", G_STRUCT_OFFSET (EtaWords, summary),
     N_ ("The summary is not written in this language.")},
    {"story", G_STRUCT_OFFSET (EtaWords, story), N_ ("The story is not written in this language.")},
    {"ingredients", G_STRUCT_OFFSET (EtaWords, ingredients), NULL},
    {"allergens", G_STRUCT_OFFSET (EtaWords, allergens), NULL},
    {"storage", G_STRUCT_OFFSET (EtaWords, storage), NULL},
    {"usage", G_STRUCT_OFFSET (EtaWords, usage), NULL},
};

static const char *
text_in (const EtaProduct *product, const char *lang, gsize offset)
{
  const EtaWords *words = eta_product_words (product, lang);

  return words ? G_STRUCT_MEMBER (char *, words, offset) : NULL;
}

static gboolean
written_elsewhere (const EtaProduct *product, gsize offset)
{
  for (guint i = 0; i < product->words->len; i++)
    if (G_STRUCT_MEMBER (char *, product->words->pdata[i], offset))
      return TRUE;
  return FALSE;
}

/* "U+20C1 U+672C" */
static char *
code_points (const GArray *missing)
{
  g_autoptr (GString) list = g_string_new (NULL);

  for (guint i = 0; i < missing->len; i++)
    g_string_append_printf (list, "%sU+%04X", i ? " " : "", g_array_index (missing, gunichar, i));
  return g_strdup (list->str);
}

static void
check_glyphs (Check *check, const char *text, const char *field)
{
  g_autoptr (GArray) missing = text ? eta_text_missing (text) : NULL;
  g_autofree char *list = missing ? code_points (missing) : NULL;

  if (list)
    say (check, g_strdup (field),
         g_strdup_printf (_ ("The sheet’s fonts have no picture for %s; it would print as a box."),
                          list),
         _ ("Write it in other characters."));
}

static void
check_texts (Check *check)
{
  const EtaProduct *product = check->input->product;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    const char *text = text_in (product, check->lang, texts[i].offset);
    g_autofree char *field = g_strconcat (texts[i].field, ".", check->lang, NULL);

    check_glyphs (check, text, field);
    if (text)
      continue;
    if (texts[i].missing)
      say (check, g_strdup (field), g_strdup (_ (texts[i].missing)),
           _ ("Write it in the product’s story."));
    else if (written_elsewhere (product, texts[i].offset))
      say (check, g_strdup (field),
           g_strdup (_ ("It is written in another language, but not in this one.")),
           _ ("Translate it in the product’s story."));
  }
}

static void
check_other_glyphs (Check *check)
{
  const EtaProduct *p = check->input->product;
  const EtaProducer *maker = check->input->producer;
  const struct {
    const char *field, *text;
  } all[] = {
      {"sku", p->sku},
      {"brand", p->brand},
      {"regency", p->regency},
      {"province", p->province},
      {"sample_terms", p->sample_terms},
      {"payment_terms", p->payment_terms},
      {"producer.name", maker ? eta_producer_name (maker, check->lang) : NULL},
      {"producer.pesantren", maker ? maker->pesantren : NULL},
      {"producer.person", maker ? maker->person : NULL},
      {"producer.address", maker ? maker->address : NULL},
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    check_glyphs (check, all[i].text, all[i].field);
  for (guint i = 0; i < p->prices->len; i++) {
    const EtaPrice *price = p->prices->pdata[i];
    check_glyphs (check, price->place, "price");
  }
}

/* --- Prices and papers ------------------------------------------------------------------------ */

static gboolean
is_past (Check *check, const char *date)
{
  /* ISO dates sort as they are written. */
  return date && eta_date_valid (date) && g_strcmp0 (date, check->today) < 0;
}

static char *
price_address (const char *currency, gint64 quantity)
{
  g_autofree char *code = g_ascii_strdown (currency ? currency : "", -1);

  if (quantity <= 1)
    return g_strconcat ("price.", code, NULL);
  return g_strdup_printf ("price.%s.%" G_GINT64_FORMAT, code, quantity);
}

static void
check_prices (Check *check)
{
  const EtaProduct *product = check->input->product;
  const char *wanted = check->options->currency;

  if (!eta_product_price (product, wanted))
    say (check, wanted ? price_address (wanted, 1) : g_strdup ("price"),
         g_strdup (_ ("There is no price to print.")),
         _ ("Enter a price, or choose another currency."));
  for (guint i = 0; i < product->prices->len; i++) {
    const EtaPrice *price = product->prices->pdata[i];
    if (wanted && price->currency && g_ascii_strcasecmp (wanted, price->currency) != 0)
      continue;
    if (is_past (check, price->valid_until))
      say (check, price_address (price->currency, price->quantity),
           g_strdup_printf (_ ("The price was valid until %s only."), price->valid_until),
           _ ("Confirm the price and enter a new date."));
  }
}

/* A price in another currency was asked for, but the rate is too old to be printed. */
static void
check_rate (Check *check)
{
  const EtaPrice *price = eta_product_price (check->input->product, check->options->currency);
  g_autofree char *today =
      check->options->edition ? g_strdup (check->options->edition) : eta_date_today ();
  g_autofree char *to = check->options->about ? g_ascii_strup (check->options->about, -1) : NULL;
  EtaConversion out;

  if (!price || !to || !check->options->rates ||
      eta_rates_convert (check->options->rates, price->minor, price->currency, to, today, &out) !=
          ETA_RATE_OLD)
    return;
  say (check, price_address (price->currency, price->quantity),
       g_strdup_printf (_ ("The rate to %s is of %s and more than 7 days old: no price in it is "
                           "printed."),
                        to, out.date),
       _ ("Fetch the exchange rates again."));
}

static void
check_certificates (Check *check, const GPtrArray *certificates, const char *owner)
{
  for (guint i = 0; i < certificates->len; i++) {
    const EtaCertificate *certificate = certificates->pdata[i];
    g_autofree char *field = g_strdup_printf ("%scertificate.%u", owner, i + 1);
    const char *name = certificate->number ? certificate->number : certificate->kind;

    check_glyphs (check, certificate->number, field);
    check_glyphs (check, certificate->issuer, field);
    if (is_past (check, certificate->expires))
      say (check, g_strdup (field),
           g_strdup_printf (_ ("The certificate “%s” ended on %s."), name, certificate->expires),
           _ ("Renew it, or take it off the product."));
    if (certificate->flag)
      say (check, g_strdup (field),
           g_strdup_printf (_ ("The certificate “%s” has to be confirmed: %s."), name,
                            certificate->flag),
           _ ("Confirm in the product’s certificates that it still holds."));
  }
}

static void
check_codes (Check *check)
{
  const EtaProduct *product = check->input->product;
  g_autofree char *hs = product->hs ? eta_hs_normalize (product->hs) : NULL;
  int digit;
  EtaGtinVerdict verdict = product->gtin ? eta_check_gtin (product->gtin, &digit) : ETA_GTIN_OK;

  if (product->hs && !hs)
    say (check, g_strdup ("hs"),
         g_strdup_printf (_ ("“%s” is no HS code: it has 6 to 10 digits."), product->hs),
         _ ("Look the code up in the customs tariff."));
  if (verdict != ETA_GTIN_OK && verdict != ETA_GTIN_BOOK)
    say (check, g_strdup ("gtin"),
         g_strdup_printf (_ ("“%s” is no valid barcode number."), product->gtin),
         _ ("Check the digits against the printed barcode."));
}

static void
check_link (Check *check)
{
  const EtaTemplate *t = check->template;
  const EtaProducer *maker = check->input->producer;
  const char *field = check->input->link ? "link" : "producer.whatsapp", *purpose;
  g_autofree char *link = eta_wording_link (check->input, &purpose);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaCode) code = link ? eta_code_new_qr (link, &error) : NULL;

  if (!link)
    say (check, g_strdup (field),
         g_strdup (maker ? _ ("There is no QR code: neither a listing nor a WhatsApp number.")
                         : _ ("There is no producer, so no contact is printed.")),
         _ ("Enter the producer’s WhatsApp number."));
  else if (!code || !eta_code_check_width (code, t->qr / ETA_MM, &error))
    say (check, g_strdup (field), g_strdup (error->message),
         _ ("Use a shorter address for the listing."));
}

/* --- Photos ----------------------------------------------------------------------------------- */

typedef struct {
  Check *check;
  GHashTable *paths; /* path → number of the photo + 1 */
} PhotoCheck;

static void
check_photo_size (const EtaPagePhoto *photo, EtaRect box, double ppi, gpointer data)
{
  PhotoCheck *photos = data;
  guint number = GPOINTER_TO_UINT (g_hash_table_lookup (photos->paths, photo->path));

  if (number == 0 || ppi <= 0 || ppi >= ETA_PREFLIGHT_PPI)
    return;
  say (photos->check, g_strdup_printf ("photo.%u", number),
       g_strdup_printf (_ ("The photo has only %d dots per inch at its printed size."),
                        (int)floor (ppi)),
       _ ("Use a larger picture, best straight from the camera."));
  g_hash_table_remove (photos->paths, photo->path);
}

/* Path → number, and a remark for each photo that is not there. */
static GHashTable *
photo_paths (Check *check)
{
  const EtaSheetInput *input = check->input;
  GHashTable *paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < input->product->photos->len; i++) {
    const EtaPhoto *photo = input->product->photos->pdata[i];
    char *path = input->photo_path ? input->photo_path (photo->sha256, input->photo_data) : NULL;

    if (path && g_file_test (path, G_FILE_TEST_EXISTS)) {
      g_hash_table_replace (paths, path, GUINT_TO_POINTER (i + 1));
      continue;
    }
    g_free (path);
    say (check, g_strdup_printf ("photo.%u", i + 1),
         g_strdup (_ ("The file of the photo is missing.")), _ ("Add the photo again."));
  }
  return paths;
}

static gboolean
load_same (guint index, EtaSheetInput *input, gpointer data, GError **error)
{
  const EtaSheetInput *same = data;

  *input = *same;
  input->product = eta_product_ref (same->product);
  input->producer = same->producer ? eta_producer_ref (same->producer) : NULL;
  return TRUE;
}

/* The pages on which the product is printed. */
static GPtrArray *
lay_out (Check *check, GError **error)
{
  static const char *const parts[] = {"products", NULL};
  const EtaCatalogSource source = {
      .n_products = 1, .load = load_same, .data = (gpointer)check->input};
  g_autoptr (EtaLayout) layout = NULL;
  EtaCatalogOptions options = *check->catalog;

  options.parts = parts;
  layout = check->template->kind == ETA_TEMPLATE_SHEET
               ? eta_layout_sheet (check->input, check->options, error)
               : eta_layout_catalog (&source, &options, error);
  return layout ? eta_layout_pages (layout, error) : NULL;
}

static gboolean
check_photos (Check *check, GError **error)
{
  g_autoptr (GPtrArray) pages = NULL;
  g_autoptr (GHashTable) paths = NULL;
  PhotoCheck photos = {.check = check};

  if (check->input->product->photos->len == 0)
    say (check, g_strdup ("photo"), g_strdup (_ ("The product has no photo.")),
         _ ("Add at least one photo."));
  paths = photo_paths (check);
  photos.paths = paths;
  pages = lay_out (check, error);
  if (!pages)
    return FALSE;
  for (guint i = 0; i < pages->len; i++)
    eta_page_each_photo (pages->pdata[i], check_photo_size, &photos);
  return TRUE;
}

/* --- Orders ----------------------------------------------------------------------------------- */

/* "If a buyer has to ask for price or minimum, it has failed." The price is checked everywhere. */
static void
check_order (Check *check)
{
  const EtaProduct *p = check->input->product;
  const EtaPack *carton = eta_product_pack (p, "carton");
  const struct {
    const char *field;
    gboolean there;
    const char *missing, *remedy;
  } all[] = {
      {"moq", p->moq > 0, N_ ("The minimum order is not stated; a buyer has to ask."),
       N_ ("Enter the minimum order.")},
      {"lead_time", p->lead_time > 0, N_ ("The lead time is not stated; a buyer has to ask."),
       N_ ("Enter the lead time.")},
      {"carton.count", carton && carton->count > 0,
       N_ ("How many go into a carton is not stated; a buyer has to ask."),
       N_ ("Enter the contents of a carton.")},
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (!all[i].there)
      say (check, g_strdup (all[i].field), g_strdup (_ (all[i].missing)), _ (all[i].remedy));
}

/* --- All -------------------------------------------------------------------------------------- */

static GPtrArray *
preflight (const EtaSheetInput *input,
           const EtaCatalogOptions *catalog,
           const char *fallback,
           GError **error)
{
  const EtaSheetOptions *options = &catalog->sheet;
  g_autoptr (GPtrArray) remarks =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_preflight_remark_free);
  g_autofree char *today = options->edition ? g_strdup (options->edition) : eta_date_today ();
  Check check = {.input = input,
                 .options = options,
                 .catalog = catalog,
                 .template =
                     eta_template_find (options->template ? options->template : fallback, error),
                 .lang = options->lang ? options->lang : "en",
                 .today = today,
                 .remarks = remarks};

  if (!check.template || !check_photos (&check, error))
    return NULL;
  check_texts (&check);
  check_other_glyphs (&check);
  check_prices (&check);
  check_rate (&check);
  if (check.template->kind == ETA_TEMPLATE_LINES)
    check_order (&check);
  check_codes (&check);
  check_certificates (&check, input->product->certificates, "");
  if (input->producer)
    check_certificates (&check, input->producer->certificates, "producer.");
  check_link (&check);
  return g_steal_pointer (&remarks);
}

GPtrArray *
eta_preflight (const EtaSheetInput *input, const EtaSheetOptions *options, GError **error)
{
  const EtaCatalogOptions catalog = {.sheet = *options};

  return preflight (input, &catalog, "product-sheet", error);
}

GPtrArray *
eta_preflight_catalog (const EtaSheetInput *input, const EtaCatalogOptions *options, GError **error)
{
  return preflight (input, options, "catalog", error);
}
