/* Exchange rates: what a price is about in another currency. */
#include "cli/command.h"

#include "catalog/measure.h"
#include "catalog/money.h"
#include "catalog/rates.h"
#include "sync/rates-fetch.h"

#include <glib/gi18n-lib.h>

static struct {
  char *date;
  char *address;
} rates_options;

static const GOptionEntry set_options[] = {
    {"date", 0, 0, G_OPTION_ARG_STRING, &rates_options.date, N_ ("Of which day it is; else today"),
     N_ ("DATE")},
    {NULL},
};

static const GOptionEntry fetch_options[] = {
    {"address", 0, 0, G_OPTION_ARG_STRING, &rates_options.address,
     N_ ("Of the file, else that of the European Central Bank"), N_ ("URL")},
    {NULL},
};

static JsonObject *
rate_to_json (const EtaRate *rate)
{
  static const char *const sources[] = {"typed", "ecb", "peg"};
  JsonObject *object = json_object_new ();
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT ".%06" G_GINT64_FORMAT,
                                             rate->micro / 1000000, rate->micro % 1000000);

  json_object_set_string_member (object, "base", rate->base);
  json_object_set_string_member (object, "currency", rate->currency);
  json_object_set_string_member (object, "rate", number);
  json_object_set_string_member (object, "source", sources[rate->source]);
  eta_json_put (object, "date", *rate->date ? rate->date : NULL);
  return object;
}

static void
answer_rates (EtaCall *call, GPtrArray *rates)
{
  JsonArray *answer = json_array_new ();

  eta_answer_array (call, answer);
  for (guint i = 0; i < rates->len; i++) {
    const EtaRate *rate = rates->pdata[i];
    g_autofree char *text = eta_rate_text (rate);
    json_array_add_object_element (answer, rate_to_json (rate));
    eta_say (call, "%s\t%s\t%s", text, eta_rate_source_name (rate->source), rate->date);
  }
}

static gboolean
run_list (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) rates = eta_rates_load (call->store);

  answer_rates (call, rates);
  return TRUE;
}

/* Keeps the rates and shows them. */
static gboolean
keep (EtaCall *call, GPtrArray *rates, GError **error)
{
  if (!eta_rates_save (call->store, rates, error))
    return FALSE;
  answer_rates (call, rates);
  return TRUE;
}

static gboolean
run_set (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) rates = eta_rates_load (call->store);
  g_autofree char *today = eta_date_today ();

  return eta_rates_type (rates, call->args[0], call->args[1], call->args[2],
                         rates_options.date ? rates_options.date : today, error) &&
         keep (call, rates, error);
}

static gboolean
run_remove (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) rates = eta_rates_load (call->store);
  g_autofree char *base = g_ascii_strup (call->args[0], -1);
  g_autofree char *currency = g_ascii_strup (call->args[1], -1);

  if (!eta_rates_remove (rates, base, currency))
    return eta_wrong (error, _ ("There is no rate between “%s” and “%s”."), base, currency);
  return keep (call, rates, error);
}

static gboolean
run_pegs (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) rates = eta_rates_load (call->store);

  eta_rates_put_pegs (rates);
  return keep (call, rates, error);
}

static gboolean
run_fetch (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) rates = eta_rates_load (call->store);
  g_autoptr (GPtrArray) fetched = eta_rates_fetch (
      rates_options.address ? rates_options.address : ETA_RATES_ADDRESS, call->cancellable, error);

  if (!fetched)
    return FALSE;
  for (guint i = 0; i < fetched->len; i++)
    eta_rates_put (rates, fetched->pdata[i]);
  return keep (call, rates, error);
}

static gboolean
run_convert (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) rates = eta_rates_load (call->store);
  g_autofree char *from = g_ascii_strup (call->args[1], -1);
  g_autofree char *to = g_ascii_strup (call->args[2], -1);
  g_autofree char *today = eta_date_today ();
  g_autofree char *about = NULL, *amount = NULL;
  JsonObject *answer = json_object_new ();
  EtaConversion conversion;
  gint64 minor;

  eta_answer (call, answer);
  if (!eta_currency_known (to))
    return eta_wrong (error,
                      _ ("“%s” is no currency that Etalase knows. Choose one from the list."), to);
  if (!eta_money_parse (call->args[0], from, 0, &minor, error))
    return FALSE;
  if (eta_rates_convert (rates, minor, from, to, today, &conversion) == ETA_CONVERTED) {
    amount = eta_money_plain (conversion.minor, to);
    json_object_set_string_member (answer, "amount", amount);
    json_object_set_string_member (answer, "currency", to);
    eta_json_put (answer, "date", *conversion.date ? conversion.date : NULL);
  } else {
    call->partly = TRUE;
  }
  about = eta_rates_about (rates, minor, from, to, today, eta_user_lang ());
  if (about)
    eta_say (call, "%s", about);
  else
    eta_tell (_ ("There is no rate between “%s” and “%s”."), from, to);
  return TRUE;
}

const EtaCommand eta_rate_commands[] = {
    {"rates list", NULL, N_ ("List the exchange rates with source and date"), ETA_USE_READ, 0, 0, 0,
     NULL, run_list},
    {"rates set", "BASE CURRENCY RATE", N_ ("Type a rate: rates set USD IDR 15650.50"),
     ETA_USE_WRITE, 3, 3, 3, set_options, run_set},
    {"rates remove", "BASE CURRENCY", N_ ("Forget a rate"), ETA_USE_WRITE, 2, 2, 2, NULL,
     run_remove},
    {"rates pegs", NULL, N_ ("Take the official pegs of the Gulf currencies to the dollar"),
     ETA_USE_WRITE, 0, 0, 0, NULL, run_pegs},
    {"rates fetch", NULL, N_ ("Fetch the daily rates of the European Central Bank"), ETA_USE_WRITE,
     0, 0, 0, fetch_options, run_fetch},
    {"rates convert", "AMOUNT FROM TO", N_ ("Say what an amount is about in another currency"),
     ETA_USE_READ, 3, 3, 3, NULL, run_convert},
    {NULL},
};
