#include "catalog/bulk.h"

#include "catalog/choices.h"
#include "catalog/error.h"
#include "catalog/history.h"
#include "catalog/money.h"
#include "catalog/review.h"
#include "catalog/value-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define WHOLE 10000 /* 100 per cent */

void
eta_bulk_clear (EtaBulk *bulk)
{
  g_clear_pointer (&bulk->address, g_free);
  g_clear_pointer (&bulk->value, g_free);
  g_clear_pointer (&bulk->currency, g_free);
  g_clear_pointer (&bulk->who, g_free);
  g_clear_pointer (&bulk->note, g_free);
}

EtaBulk *
eta_bulk_copy (const EtaBulk *bulk)
{
  EtaBulk *copy = g_new0 (EtaBulk, 1);

  *copy = *bulk;
  copy->address = g_strdup (bulk->address);
  copy->value = g_strdup (bulk->value);
  copy->currency = g_strdup (bulk->currency);
  copy->who = g_strdup (bulk->who);
  copy->note = g_strdup (bulk->note);
  return copy;
}

void
eta_bulk_free (EtaBulk *bulk)
{
  if (!bulk)
    return;
  eta_bulk_clear (bulk);
  g_free (bulk);
}

static void
sample_free (gpointer data)
{
  EtaBulkSample *sample = data;

  g_free (sample->name);
  g_free (sample->before);
  g_free (sample->after);
  g_free (sample);
}

void
eta_bulk_report_clear (EtaBulkReport *report)
{
  g_clear_pointer (&report->refusal, g_free);
  g_clear_pointer (&report->samples, g_ptr_array_unref);
  report->n_changed = report->n_same = report->n_refused = 0;
}

/* --- prices ----------------------------------------------------------------------------------- */

static gint64
ten_to (int n)
{
  return n > 0 ? 10 * ten_to (n - 1) : 1;
}

/* A price is shown with these decimals; finer ones are kept where the price has them already. */
static gint64
shown_step (const EtaPrice *price)
{
  const gint64 step =
      ten_to (eta_currency_minor (price->currency) - eta_currency_shown (price->currency));

  return step > 1 && price->minor % step != 0 ? 1 : MAX (step, 1);
}

/* Half of a step goes up. */
static gboolean
change_price (const EtaBulk *bulk, EtaPrice *price, GError **error)
{
  const gint64 step = bulk->step > 0 ? bulk->step : shown_step (price);
  guint64 times, steps;

  /* minor × (1 + percent) / step, in one division: rounded once. */
  if (!g_uint64_checked_mul (&times, (guint64)price->minor, (guint64)(WHOLE + bulk->percent)) ||
      !g_uint64_checked_mul (&steps, (guint64)step, WHOLE) || times > G_MAXINT64 / 2) {
    g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                         _ ("The price would become too large."));
    return FALSE;
  }
  price->minor = step * (gint64)MAX ((times + steps / 2) / steps, 1);
  return TRUE;
}

static gboolean
change_prices (const EtaBulk *bulk, EtaProduct *draft, GError **error)
{
  for (guint i = 0; i < draft->prices->len; i++) {
    EtaPrice *price = draft->prices->pdata[i];
    if ((!bulk->currency || g_strcmp0 (price->currency, bulk->currency) == 0) &&
        !change_price (bulk, price, error))
      return FALSE;
  }
  return TRUE;
}

static char *
prices_text (const EtaBulk *bulk, const EtaProduct *product, const char *lang)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < product->prices->len; i++) {
    const EtaPrice *price = product->prices->pdata[i];
    g_autofree char *one = NULL;
    if (bulk->currency && g_strcmp0 (price->currency, bulk->currency) != 0)
      continue;
    one = eta_money_text (price->minor, price->currency, lang, TRUE);
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", one);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* --- one product ------------------------------------------------------------------------------ */

static gboolean
refuse (GError **error, const char *text)
{
  g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, text);
  return FALSE;
}

/* These tell products apart: a value that several have would be a mistake. */
static gboolean
is_own (const char *address)
{
  return g_str_equal (address, "sku") || g_str_equal (address, "gtin");
}

gboolean
eta_bulk_check (const EtaBulk *bulk, GError **error)
{
  g_autoptr (EtaProduct) empty = eta_product_new ();

  if (bulk->kind == ETA_BULK_SET && (!bulk->address || is_own (bulk->address)))
    return refuse (error, _ ("Item code and barcode are each product’s own. Change them one by "
                             "one."));
  if (bulk->kind == ETA_BULK_PERCENT && bulk->percent == 0)
    return refuse (error, _ ("Say by how many per cent prices go up or down."));
  if (bulk->kind == ETA_BULK_PERCENT && (bulk->percent <= -WHOLE || bulk->percent > 100 * WHOLE))
    return refuse (error, _ ("Prices cannot change by so much: from 99.99 per cent down to 10,000 "
                             "per cent up."));
  if (bulk->kind == ETA_BULK_PERCENT && bulk->step > 0 && !bulk->currency)
    return refuse (error, _ ("To round prices, choose their currency."));
  if (bulk->kind == ETA_BULK_PRODUCER && !bulk->value)
    return refuse (error, _ ("Choose a producer."));
  return eta_bulk_apply (bulk, empty, error);
}

gboolean
eta_bulk_apply (const EtaBulk *bulk, EtaProduct *draft, GError **error)
{
  switch (bulk->kind) {
  case ETA_BULK_PERCENT:
    return change_prices (bulk, draft, error);
  case ETA_BULK_REVIEW:
    return eta_review_set (draft, bulk->value ? bulk->value : "", bulk->who, bulk->note, error);
  case ETA_BULK_PRODUCER:
    eta_set_text (&draft->producer_id, bulk->value);
    return TRUE;
  default:
    return eta_product_set (draft, bulk->address, bulk->value, error);
  }
}

/* The field of an address without or with a language; NULL for packs and the like. */
static const EtaField *
field_of (const char *address)
{
  g_auto (GStrv) parts = g_strsplit (address, ".", 2);

  return parts[1] ? eta_field_find (ETA_FIELD_OF_WORDS, parts[0])
                  : eta_field_find (ETA_FIELD_OF_PRODUCT, parts[0]);
}

static char *
producer_text (EtaStore *store, const char *id, const char *lang)
{
  g_autoptr (EtaProducer) producer = id ? eta_store_get_producer (store, id, NULL) : NULL;

  return g_strdup (producer ? eta_producer_name (producer, lang) : "");
}

char *
eta_bulk_text (EtaStore *store, const EtaBulk *bulk, const EtaProduct *product, const char *lang)
{
  g_autofree char *value = NULL;
  const EtaField *field;

  if (bulk->kind == ETA_BULK_PERCENT)
    return prices_text (bulk, product, lang);
  if (bulk->kind == ETA_BULK_PRODUCER)
    return producer_text (store, product->producer_id, lang);
  if (bulk->kind == ETA_BULK_REVIEW)
    return g_strdup (eta_choice_label ("states.tsv", product->state, lang));
  value = eta_product_get (product, bulk->address);
  field = field_of (bulk->address);
  return field ? eta_value_text (field, value, lang) : g_strdup (value ? value : "");
}

/* --- many ------------------------------------------------------------------------------------- */

static gboolean
advance (const EtaBulkOptions *options, guint done, guint total, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (options->cancellable, error))
    return FALSE;
  if (options->progress)
    options->progress (done, total, options->data);
  return TRUE;
}

static void
add_refusal (EtaBulkReport *report, const EtaProduct *product, const GError *error)
{
  report->n_refused++;
  if (!report->refusal)
    report->refusal = g_strdup_printf ("%s: %s", eta_product_name (product, NULL), error->message);
}

static void
add_sample (EtaStore *store,
            const EtaBulk *bulk,
            const EtaProduct *before,
            const EtaProduct *after,
            const EtaBulkOptions *options,
            EtaBulkReport *report)
{
  EtaBulkSample *sample = g_new0 (EtaBulkSample, 1);

  sample->name = g_strdup (eta_product_name (before, options->lang));
  sample->before = eta_bulk_text (store, bulk, before, options->lang);
  sample->after = eta_bulk_text (store, bulk, after, options->lang);
  g_ptr_array_add (report->samples, sample);
}

/* What the change makes of one product; NULL when nothing is to be stored. A review that says the
 * same again is no change, whenever it was. */
static EtaProduct *
change (const EtaBulk *bulk, const EtaProduct *product, EtaBulkReport *report)
{
  g_autoptr (EtaProduct) draft = eta_product_copy (product);
  g_autoptr (GError) refusal = NULL;

  if (!eta_bulk_apply (bulk, draft, &refusal)) {
    add_refusal (report, product, refusal);
    return NULL;
  }
  if (bulk->kind == ETA_BULK_REVIEW && g_strcmp0 (draft->state, product->state) == 0 &&
      g_strcmp0 (draft->state_by, product->state_by) == 0 &&
      g_strcmp0 (draft->state_note, product->state_note) == 0)
    eta_set_text (&draft->state_at, product->state_at);
  if (eta_product_equal (product, draft)) {
    report->n_same++;
    return NULL;
  }
  return g_steal_pointer (&draft);
}

/* STORE it, or only count it. */
static gboolean
do_one (EtaStore *store,
        const EtaBulk *bulk,
        gint64 row,
        gboolean put,
        const EtaBulkOptions *options,
        EtaBulkReport *report,
        GError **error)
{
  g_autofree char *id = eta_store_id_of (store, row);
  g_autoptr (EtaProduct) product = id ? eta_store_get_product (store, id, error) : NULL;
  g_autoptr (EtaProduct) draft = product ? change (bulk, product, report) : NULL;
  g_autoptr (GError) refusal = NULL;

  if (id && !product)
    return FALSE;
  if (!draft) /* the same, refused, or gone meanwhile */
    return TRUE;
  if (put && !eta_store_put_product (store, draft, &refusal)) {
    if (!g_error_matches (refusal, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS)) {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
    add_refusal (report, product, refusal);
    return TRUE;
  }
  report->n_changed++;
  if (report->samples->len < options->n_samples)
    add_sample (store, bulk, product, draft, options, report);
  return TRUE;
}

static gboolean
do_all (EtaStore *store,
        const EtaBulk *bulk,
        GArray *rows,
        gboolean put,
        const EtaBulkOptions *options,
        EtaBulkReport *report,
        GError **error)
{
  for (guint i = 0; i < rows->len; i++)
    if (!advance (options, i, rows->len, error) ||
        !do_one (store, bulk, g_array_index (rows, gint64, i), put, options, report, error))
      return FALSE;
  return TRUE;
}

static void
report_init (EtaBulkReport *report)
{
  memset (report, 0, sizeof *report);
  report->samples = g_ptr_array_new_with_free_func (sample_free);
}

gboolean
eta_bulk_look (EtaStore *store,
               const EtaBulk *bulk,
               GArray *rows,
               const EtaBulkOptions *options,
               EtaBulkReport *report,
               GError **error)
{
  report_init (report);
  return eta_bulk_check (bulk, error) && do_all (store, bulk, rows, FALSE, options, report, error);
}

gboolean
eta_bulk_run (EtaStore *store,
              const EtaBulk *bulk,
              GArray *rows,
              const char *detail,
              const EtaBulkOptions *options,
              EtaBulkReport *report,
              GError **error)
{
  report_init (report);
  if (!eta_bulk_check (bulk, error) ||
      !eta_step_begin (store, N_ ("Edit many products"), detail, error))
    return FALSE;
  if (do_all (store, bulk, rows, TRUE, options, report, error) && eta_step_commit (store, error))
    return TRUE;
  eta_step_abort (store);
  return FALSE;
}

/* --- trash and the like ----------------------------------------------------------------------- */

static gboolean
trash (EtaStore *store, const char *id, GPtrArray *ids, GError **error)
{
  return eta_store_trash_product (store, id, TRUE, error);
}

static gboolean
restore (EtaStore *store, const char *id, GPtrArray *ids, GError **error)
{
  return eta_store_trash_product (store, id, FALSE, error);
}

static gboolean
purge (EtaStore *store, const char *id, GPtrArray *ids, GError **error)
{
  return eta_store_purge_product (store, id, error);
}

static gboolean
duplicate (EtaStore *store, const char *id, GPtrArray *ids, GError **error)
{
  g_autoptr (EtaProduct) original = eta_store_get_product (store, id, error);
  g_autoptr (EtaProduct) copy = original ? eta_product_duplicate (original) : NULL;

  if (!copy)
    return FALSE;
  g_free (copy->sku);
  copy->sku = eta_store_free_sku (store, copy->producer_id,
                                  original->sku && *original->sku ? original->sku : _ ("NEW"));
  if (ids)
    g_ptr_array_add (ids, g_strdup (copy->id));
  return eta_store_put_product (store, copy, error);
}

gboolean
eta_many_run (EtaStore *store,
              EtaManyWork work,
              GArray *rows,
              const EtaBulkOptions *options,
              GPtrArray *ids,
              GError **error)
{
  static const struct {
    const char *step;
    gboolean (*one) (EtaStore *store, const char *id, GPtrArray *ids, GError **error);
  } works[] = {
      [ETA_MANY_TRASH] = {N_ ("Move to the trash"), trash},
      [ETA_MANY_RESTORE] = {N_ ("Bring back from the trash"), restore},
      [ETA_MANY_PURGE] = {N_ ("Delete for good"), purge},
      [ETA_MANY_DUPLICATE] = {N_ ("Duplicate product"), duplicate},
  };
  gboolean ok = eta_step_begin (store, works[work].step, NULL, error);

  if (!ok)
    return FALSE;
  for (guint i = 0; ok && i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (store, g_array_index (rows, gint64, i));
    ok = advance (options, i, rows->len, error) && (!id || works[work].one (store, id, ids, error));
  }
  if (ok && eta_step_commit (store, error))
    return TRUE;
  eta_step_abort (store);
  return FALSE;
}
