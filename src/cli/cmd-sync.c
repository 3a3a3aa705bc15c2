/* Marketplaces: connecting, and making them hold what the catalog holds. */
#include "cli/command.h"

#include "catalog/error.h"
#include "sync/error.h"
#include "sync/key-file.h"
#include "sync/keyring.h"
#include "sync/run-log.h"
#include "sync/run.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define LOG_RUNS 1000 /* at most */

static struct {
  char *kind;
  char *url;
  char *key_file;
  char *channel;
  char *lang;
  char *ca_file;
  gboolean plain;
  gboolean dry_run;
  char *take;
  gboolean log;
  char *output;
} market;

static const GOptionEntry connect_options[] = {
    {"kind", 0, 0, G_OPTION_ARG_STRING, &market.kind, N_ ("What it runs on: medusa or woocommerce"),
     N_ ("KIND")},
    {"url", 0, 0, G_OPTION_ARG_STRING, &market.url, N_ ("Its address"), N_ ("URL")},
    {"key-file", 0, 0, G_OPTION_ARG_FILENAME, &market.key_file,
     N_ ("A file with the key (WooCommerce: user name, colon, application password), which stays "
         "there; else it is asked for and kept in the keyring"),
     N_ ("FILE")},
    {"channel", 0, 0, G_OPTION_ARG_STRING, &market.channel, N_ ("Its sales channel"), N_ ("ID")},
    {"lang", 0, 0, G_OPTION_ARG_STRING, &market.lang, N_ ("Language of its own texts"),
     N_ ("LANGUAGE")},
    {"ca-file", 0, 0, G_OPTION_ARG_FILENAME, &market.ca_file,
     N_ ("Who signed its certificate, as a PEM file"), N_ ("FILE")},
    {"plain", 0, 0, G_OPTION_ARG_NONE, &market.plain,
     N_ ("Allow http:// to another machine: the key can be read on the way"), NULL},
    {NULL},
};

static const GOptionEntry sync_options[] = {
    {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &market.dry_run, N_ ("Show the plan; send nothing"),
     NULL},
    {"take", 0, 0, G_OPTION_ARG_STRING, &market.take,
     N_ ("What changed on both sides: mine (the catalog’s) or theirs (the marketplace’s)"),
     N_ ("SIDE")},
    {"log", 0, 0, G_OPTION_ARG_NONE, &market.log, N_ ("Show the log of past runs; send nothing"),
     NULL},
    {"output", 'o', 0, G_OPTION_ARG_FILENAME, &market.output,
     N_ ("Where the log goes: a name that ends in .csv or .json"), N_ ("FILE")},
    {NULL},
};

/* --- keys ------------------------------------------------------------------------------------- */

/* A line of stdin; on a terminal it is asked for and not shown. */
static char *
ask_key (const char *name, GError **error)
{
  const gboolean terminal = isatty (STDIN_FILENO);
  struct termios before, hidden;
  char line[4096];
  char *got;

  if (terminal && tcgetattr (STDIN_FILENO, &before) == 0) {
    hidden = before;
    hidden.c_lflag &= ~(tcflag_t)ECHO;
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &hidden);
    fprintf (stderr, _ ("Key of “%s”: "), name);
    fflush (stderr);
  }
  got = fgets (line, sizeof line, stdin);
  if (terminal) {
    tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
    fputc ('\n', stderr);
  }
  got = got ? g_strdup (g_strstrip (line)) : NULL;
  explicit_bzero (line, sizeof line);
  if (got && *got)
    return got;
  g_free (got);
  eta_wrong (error, "%s", _ ("There is no key. Type it, or name a file with --key-file FILE."));
  return NULL;
}

static char *
read_key_file (const char *path, GError **error)
{
  g_autofree char *warning = NULL;
  char *key = eta_key_file_read (path, &warning, error);

  if (warning)
    eta_tell ("%s", warning);
  return key;
}

static char *
find_key (const EtaMarketplace *place, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) failed = NULL;
  char *key;

  if (place->key_file)
    return read_key_file (place->key_file, error);
  key = eta_keyring_lookup (place->id, cancellable, &failed);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else if (!key)
    g_set_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT,
                 _ ("The keyring has no key of “%s”. Connect it again."), place->name);
  return key;
}

/* --- connecting ------------------------------------------------------------------------------- */

static char *
write_options (void)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();
  g_autofree char *ca = market.ca_file ? g_canonicalize_filename (market.ca_file, NULL) : NULL;

  json_node_take_object (node, object);
  eta_json_put (object, "channel", market.channel);
  eta_json_put (object, "lang", market.lang);
  eta_json_put (object, "ca_file", ca);
  if (market.plain)
    json_object_set_boolean_member (object, "plain", TRUE);
  return json_object_get_size (object) ? json_to_string (node, FALSE) : NULL;
}

/* A marketplace of this name keeps its id, and with it the journal of what was sent. */
static EtaMarketplace *
new_place (EtaStore *store, const char *name)
{
  EtaMarketplace *place = eta_store_find_market (store, name, NULL);
  g_autofree char *key_file =
      market.key_file ? g_canonicalize_filename (market.key_file, NULL) : NULL;
  g_autofree char *options = write_options ();

  if (!place)
    place = eta_marketplace_new ();
  eta_set_text (&place->name, name);
  eta_set_text (&place->kind, market.kind);
  eta_set_text (&place->url, market.url);
  eta_set_text (&place->key_file, key_file);
  eta_set_text (&place->options, options);
  return place;
}

static void
answer_info (EtaCall *call, const EtaMarketplace *place, const EtaMarketInfo *info)
{
  JsonObject *answer = json_object_new ();
  JsonArray *currencies = json_array_new ();

  for (guint i = 0; info->currencies && i < info->currencies->len; i++)
    json_array_add_string_element (currencies, info->currencies->pdata[i]);
  json_object_set_string_member (answer, "name", place->name);
  eta_json_put (answer, "url", place->url);
  eta_json_put (answer, "shop", info->name);
  eta_json_put (answer, "language", info->lang);
  eta_json_put (answer, "notice", info->notice);
  json_object_set_array_member (answer, "currencies", currencies);
  json_object_set_boolean_member (answer, "translations", info->translations);
  eta_answer (call, answer);
  eta_say (call, _ ("“%s” is connected to “%s”."), place->name,
           info->name ? info->name : place->url);
  if (info->notice)
    eta_tell ("%s", info->notice);
}

/* Only a marketplace that answers is kept. */
static gboolean
try_and_keep (EtaCall *call, EtaMarketplace *place, const char *key, GError **error)
{
  g_autoptr (EtaMarketConnection) connection = eta_market_connection_new (place, key, error);
  EtaMarketInfo *info = NULL;
  gboolean kept;

  if (!connection || !eta_sync_probe (connection, &info, call->cancellable, error))
    return FALSE;
  kept = (place->key_file ||
          eta_keyring_store (place->id, place->name, key, call->cancellable, error)) &&
         eta_store_put_market (call->store, place, error);
  if (kept)
    answer_info (call, place, info);
  eta_market_info_free (info);
  return kept;
}

static gboolean
run_connect (EtaCall *call, GError **error)
{
  g_autoptr (EtaMarketplace) place = NULL;
  char *key;
  gboolean ok;

  if (!market.kind || !g_strv_contains (eta_market_kinds (), market.kind)) {
    g_autofree char *kinds = g_strjoinv (", ", (char **)eta_market_kinds ());
    return eta_wrong (error, _ ("What does it run on? Say it with --kind: %s."), kinds);
  }
  if (!market.url)
    return eta_wrong (error, "%s", _ ("Where is it? Say it with --url."));
  place = new_place (call->store, call->args[0]);
  key = place->key_file ? read_key_file (place->key_file, error) : ask_key (place->name, error);
  if (!key)
    return FALSE;
  ok = try_and_keep (call, place, key, error);
  eta_key_free (key);
  return ok;
}

static gboolean
run_markets (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) all = eta_store_list_markets (call->store, error);
  JsonArray *answer = json_array_new ();

  eta_answer_array (call, answer);
  for (guint i = 0; all && i < all->len; i++) {
    const EtaMarketplace *place = all->pdata[i];
    JsonObject *object = json_object_new ();
    json_object_set_string_member (object, "name", place->name);
    eta_json_put (object, "kind", place->kind);
    eta_json_put (object, "url", place->url);
    json_array_add_object_element (answer, object);
    eta_say (call, "%s\t%s\t%s", place->name, place->kind, place->url);
  }
  return all != NULL;
}

static gboolean
run_disconnect (EtaCall *call, GError **error)
{
  g_autoptr (EtaMarketplace) place = eta_store_find_market (call->store, call->args[0], error);

  if (!place)
    return FALSE;
  if (!place->key_file)
    eta_keyring_clear (place->id, call->cancellable, NULL);
  return eta_store_delete_market (call->store, place->id, error);
}

/* --- syncing ---------------------------------------------------------------------------------- */

static void
show_stage (EtaStage stage, guint done, guint total, const char *text, gpointer data)
{
  if (total > 0)
    eta_show_progress (done, total, (gpointer)text);
}

static gboolean
read_take (EtaTake *take, GError **error)
{
  *take = ETA_TAKE_NONE;
  if (market.take && g_str_equal (market.take, "mine"))
    *take = ETA_TAKE_MINE;
  else if (market.take && g_str_equal (market.take, "theirs"))
    *take = ETA_TAKE_THEIRS;
  else if (market.take)
    return eta_wrong (error, _ ("“%s” is no side. Use mine or theirs."), market.take);
  return TRUE;
}

static void
say_plan (EtaCall *call, const EtaPlan *plan)
{
  for (guint i = 0; i < plan->items->len; i++) {
    const EtaPlanItem *item = plan->items->pdata[i];
    eta_say (call, "%s\t%s\t%s%s%s", item->sku ? item->sku : "", eta_action_label (item->action),
             item->name ? item->name : "", item->message ? ": " : "",
             item->message ? item->message : "");
    for (guint j = 0; item->changes && j < item->changes->len; j++) {
      const EtaChange *change = item->changes->pdata[j];
      eta_say (call, "  %s: %s → %s", change->label, change->before ? change->before : "–",
               change->after ? change->after : "–");
    }
  }
  eta_say (call,
           _ ("Create: %u, update: %u, take down: %u, conflicts: %u, blocked: %u, photos: %u, "
              "unchanged: %u."),
           plan->create, plan->update, plan->unpublish, plan->conflicts, plan->blocked,
           plan->photos, plan->same);
}

static void
say_report (EtaCall *call, const EtaSyncReport *report)
{
  g_autofree char *text = eta_sync_report_text (report);

  for (guint i = 0; i < report->items->len; i++) {
    const EtaReportItem *item = report->items->pdata[i];
    const char *name = item->sku ? item->sku : item->name ? item->name : "";
    if (item->outcome == ETA_OUTCOME_DONE)
      eta_say (call, "%s\t%s", name, eta_action_label (item->action));
    else if (item->outcome != ETA_OUTCOME_SAME)
      eta_tell ("%s: %s", name, item->message ? item->message : eta_action_label (item->action));
  }
  eta_say (call, "%s", text);
}

static void
answer_report (EtaCall *call, const EtaSyncReport *report)
{
  g_clear_pointer (&call->result, json_node_unref);
  call->result = eta_sync_report_to_json (report);
  say_report (call, report);
  call->partly = report->failed + report->conflicts + report->waiting > 0;
}

static gboolean
do_sync (EtaCall *call,
         EtaMarketConnection *connection,
         const EtaSyncOptions *options,
         GError **error)
{
  g_autoptr (EtaPlan) plan =
      eta_sync_plan (call->store, connection, options, call->cancellable, error);
  g_autoptr (EtaSyncReport) report = NULL;
  gboolean ok;

  if (!plan)
    return FALSE;
  if (market.dry_run) {
    call->result = eta_plan_to_json (plan);
    say_plan (call, plan);
    call->partly = plan->conflicts + plan->blocked > 0;
    return TRUE;
  }
  ok = eta_sync_run (call->store, connection, plan, options, &report, call->cancellable, error);
  if (report)
    answer_report (call, report);
  return ok;
}

static gboolean
run_log (EtaCall *call, const EtaMarketplace *place, GError **error)
{
  g_autoptr (GPtrArray) runs = eta_store_list_runs (call->store, place->id, LOG_RUNS, error);

  if (!runs || (market.output && !eta_run_log_write (runs, market.output, error)))
    return FALSE;
  call->result = eta_run_log_json (runs);
  for (guint i = 0; !market.output && i < runs->len; i++) {
    g_autofree char *line = eta_run_log_line (runs->pdata[i]);

    eta_say (call, "%s", line);
  }
  return TRUE;
}

static gboolean
run_sync (EtaCall *call, GError **error)
{
  g_autoptr (EtaMarketplace) place = eta_store_find_market (call->store, call->args[0], error);
  g_autoptr (EtaMarketConnection) connection = NULL;
  EtaSyncOptions options = {.progress = show_stage, .dry_run = market.dry_run};
  char *key;

  if (!place || !read_take (&options.take, error))
    return FALSE;
  if (market.log)
    return run_log (call, place, error);
  key = find_key (place, call->cancellable, error);
  if (!key)
    return FALSE;
  connection = eta_market_connection_new (place, key, error);
  eta_key_free (key);
  return connection && do_sync (call, connection, &options, error);
}

const EtaCommand eta_sync_commands[] = {
    {"connect", "NAME", N_ ("Connect a marketplace; it has to answer"), ETA_USE_WRITE, 1, 1, 1,
     connect_options, run_connect},
    {"markets", NULL, N_ ("List the marketplaces"), ETA_USE_READ, 0, 0, 0, NULL, run_markets},
    {"disconnect", "NAME", N_ ("Forget a marketplace and its key"), ETA_USE_WRITE, 1, 1, 1, NULL,
     run_disconnect},
    {"sync", "[NAME]", N_ ("Make a marketplace hold what the catalog holds"), ETA_USE_WRITE, 0, 1,
     1, sync_options, run_sync},
    {NULL},
};
