/* The same work on many products, each time in one step: prices, trash, copies. */
#include "cli/command.h"

#include "catalog/bulk.h"
#include "catalog/money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static struct {
  gboolean all;
  char *percent;
  char *currency;
  char *round;
} reprice;

static const GOptionEntry reprice_options[] = {
    {"all", 0, 0, G_OPTION_ARG_NONE, &reprice.all, N_ ("All products"), NULL},
    {"percent", 0, 0, G_OPTION_ARG_STRING, &reprice.percent,
     N_ ("So many per cent up, or down with “-”: 7.5"), N_ ("PERCENT")},
    {"currency", 0, 0, G_OPTION_ARG_STRING, &reprice.currency, N_ ("Only prices in this currency"),
     N_ ("CODE")},
    {"round", 0, 0, G_OPTION_ARG_STRING, &reprice.round,
     N_ ("To multiples of this amount; needs --currency"), N_ ("AMOUNT")},
    {NULL},
};

/* "-7.5" → -750, without the locale's comma. */
static gboolean
parse_percent (const char *text, gint64 *percent)
{
  const gboolean down = *text == '-';
  const char *digits = text + (*text == '-' || *text == '+');
  gint64 value = 0;
  int decimals = -1;

  if (!g_ascii_isdigit (*digits))
    return FALSE;
  for (; *digits && decimals < 2 && value < G_MAXINT32; digits++) {
    if ((*digits == '.' || *digits == ',') && decimals < 0)
      decimals = 0;
    else if (g_ascii_isdigit (*digits)) {
      value = value * 10 + g_ascii_digit_value (*digits);
      decimals += decimals >= 0;
    } else
      return FALSE;
  }
  for (int i = MAX (decimals, 0); i < 2; i++)
    value *= 10;
  *percent = down ? -value : value;
  return *digits == '\0';
}

static gboolean
fill_bulk (EtaBulk *bulk, GError **error)
{
  bulk->kind = ETA_BULK_PERCENT;
  if (!reprice.percent || !parse_percent (reprice.percent, &bulk->percent))
    return eta_wrong (error, "%s", _ ("Say by how many per cent: --percent 7.5 or --percent -10."));
  if (reprice.currency && !eta_currency_known (reprice.currency))
    return eta_wrong (error, _ ("“%s” is no currency that Etalase knows."), reprice.currency);
  bulk->currency = reprice.currency ? g_ascii_strup (reprice.currency, -1) : NULL;
  if (!reprice.round)
    return TRUE;
  if (!bulk->currency)
    return eta_wrong (error, "%s", _ ("--round needs --currency."));
  if (!eta_money_parse (reprice.round, bulk->currency, '.', &bulk->step, error))
    return FALSE;
  return bulk->step > 0 || eta_wrong (error, "%s", _ ("--round takes an amount above 0."));
}

static gboolean
run_reprice (EtaCall *call, GError **error)
{
  const EtaBulkOptions options = {.cancellable = call->cancellable, .progress = eta_show_progress};
  g_autoptr (EtaBulk) bulk = g_new0 (EtaBulk, 1);
  g_auto (EtaBulkReport) report = {0};
  g_autoptr (GArray) rows = NULL;

  if (!fill_bulk (bulk, error))
    return FALSE;
  rows = eta_call_rows (call, reprice.all, NULL, error);
  if (!rows || !eta_bulk_run (call->store, bulk, rows, reprice.percent, &options, &report, error))
    return FALSE;
  eta_answer_count (call, "changed", report.n_changed);
  eta_say (call, ngettext ("%u product changed.", "%u products changed.", report.n_changed),
           report.n_changed);
  call->partly = report.n_refused > 0;
  if (report.refusal)
    eta_tell ("%s", report.refusal);
  return TRUE;
}

/* --- trash and copies ------------------------------------------------------------------------- */

static gboolean
run_many (EtaCall *call, EtaManyWork work, GPtrArray *ids, guint *n, GError **error)
{
  const EtaBulkOptions options = {.cancellable = call->cancellable, .progress = eta_show_progress};
  g_autoptr (GArray) rows = eta_call_rows (call, FALSE, NULL, error);

  if (!rows || !eta_many_run (call->store, work, rows, &options, ids, error))
    return FALSE;
  *n = rows->len;
  return TRUE;
}

static gboolean
run_delete (EtaCall *call, GError **error)
{
  guint n;

  if (!run_many (call, ETA_MANY_TRASH, NULL, &n, error))
    return FALSE;
  eta_answer_count (call, "deleted", n);
  eta_say (call,
           ngettext ("%u product is in the trash. “undo” brings it back.",
                     "%u products are in the trash. “undo” brings them back.", n),
           n);
  return TRUE;
}

static gboolean
run_restore (EtaCall *call, GError **error)
{
  guint n;

  if (!run_many (call, ETA_MANY_RESTORE, NULL, &n, error))
    return FALSE;
  eta_answer_count (call, "restored", n);
  eta_say (call, ngettext ("%u product is back.", "%u products are back.", n), n);
  return TRUE;
}

/* For good only what lies in the trash: a slip of the finger in a SKU costs nothing. */
static gboolean
all_trashed (EtaCall *call, GError **error)
{
  for (guint i = 0; i < call->n_args; i++) {
    g_autoptr (EtaProduct) product = eta_call_product (call, i, error);
    if (!product)
      return FALSE;
    if (!product->trashed)
      return eta_wrong (error, _ ("“%s” is not in the trash. Move it there first, with “delete”."),
                        call->args[i]);
  }
  return TRUE;
}

static gboolean
run_purge (EtaCall *call, GError **error)
{
  guint n;

  if (!all_trashed (call, error) || !run_many (call, ETA_MANY_PURGE, NULL, &n, error))
    return FALSE;
  eta_answer_count (call, "deleted", n);
  eta_say (call,
           ngettext ("%u product is deleted. “undo” brings it back.",
                     "%u products are deleted. “undo” brings them back.", n),
           n);
  return TRUE;
}

static gboolean
run_duplicate (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  JsonArray *answer = json_array_new ();
  guint n;

  eta_answer_array (call, answer);
  if (!run_many (call, ETA_MANY_DUPLICATE, ids, &n, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (EtaProduct) copy = eta_store_get_product (call->store, ids->pdata[i], error);
    if (!copy)
      return FALSE;
    json_array_add_string_element (answer, copy->sku);
    eta_say (call, "%s", copy->sku);
  }
  return TRUE;
}

const EtaCommand eta_many_commands[] = {
    {"reprice", "SKU…|--all", N_ ("Put prices up or down by per cent, in one step"), ETA_USE_WRITE,
     0, ETA_ANY_NUMBER, ETA_ANY_NUMBER, reprice_options, run_reprice},
    {"duplicate", "SKU…", N_ ("Copy products; the copies get SKUs of their own"), ETA_USE_WRITE, 1,
     ETA_ANY_NUMBER, ETA_ANY_NUMBER, NULL, run_duplicate},
    {"delete", "SKU…", N_ ("Move products to the trash"), ETA_USE_WRITE, 1, ETA_ANY_NUMBER,
     ETA_ANY_NUMBER, NULL, run_delete},
    {"trash restore", "SKU…", N_ ("Bring products back from the trash"), ETA_USE_WRITE, 1,
     ETA_ANY_NUMBER, ETA_ANY_NUMBER, NULL, run_restore},
    {"trash delete", "SKU…", N_ ("Delete products in the trash for good"), ETA_USE_WRITE, 1,
     ETA_ANY_NUMBER, ETA_ANY_NUMBER, NULL, run_purge},
    {NULL},
};
