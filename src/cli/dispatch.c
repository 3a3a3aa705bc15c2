/* etalase-cli: the work of Etalase without a display, for scripts, benchmarks and tests. */
#include "cli/options.h"

#include "catalog/locale.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

/* In the order of the help. */
static const EtaCommand *const groups[] = {
    eta_catalog_commands,  eta_table_commands,      eta_list_commands,
    eta_product_commands,  eta_many_commands,       eta_photo_commands,
    eta_print_commands,    eta_collection_commands, eta_ready_commands,
    eta_sync_commands,     eta_package_commands,    eta_handover_commands,
    eta_communal_commands, eta_safety_commands,     eta_history_commands,
    eta_review_commands,   eta_rate_commands,       NULL,
};

/* The first Ctrl+C stops at the next safe place; the second ends at once. */
static gpointer
wait_for_signals (gpointer data)
{
  sigset_t set;
  int number;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  sigwait (&set, &number);
  g_cancellable_cancel (data);
  sigwait (&set, &number);
  _exit (128 + number);
}

static void
catch_signals (GCancellable *cancellable)
{
  sigset_t set;

  sigemptyset (&set);
  sigaddset (&set, SIGINT);
  sigaddset (&set, SIGTERM);
  pthread_sigmask (SIG_BLOCK, &set, NULL);
  g_thread_unref (g_thread_new ("signals", wait_for_signals, cancellable));
}

static EtaExit
fail (EtaCall *call, EtaExit code, const GError *error)
{
  JsonObject *object = json_object_new ();

  eta_tell ("%s", error->message);
  json_object_set_string_member (object, "error", error->message);
  json_object_set_int_member (object, "exit", code);
  /* What was done before it stopped stays the answer. */
  if (call->result && JSON_NODE_HOLDS_OBJECT (call->result)) {
    json_object_set_object_member (json_node_get_object (call->result), "failed", object);
    return code;
  }
  eta_answer (call, object);
  return code;
}

static EtaExit
run (const EtaCommand *command, EtaCall *call)
{
  g_autoptr (GError) error = NULL;

  if (!eta_call_open (call, command->use, &error) || !command->run (call, &error))
    return fail (call, call->unusable ? ETA_EXIT_FILE : eta_exit_code (error), error);
  return call->partly ? ETA_EXIT_PART : ETA_EXIT_DONE;
}

int
main (int argc, char **argv)
{
  EtaCall call = {0};
  g_autoptr (GError) error = NULL;
  const EtaCommand *command;
  EtaExit code;

  eta_locale_init ();
  g_set_prgname ("etalase-cli");
  command = eta_options_parse (groups, argv, &call, &error);
  call.cancellable = g_cancellable_new ();
  if (command)
    catch_signals (call.cancellable);
  code = command ? run (command, &call) : fail (&call, ETA_EXIT_USAGE, error);
  eta_clear_progress ();
  if (!eta_print_result (&call) || !eta_flush_output ()) {
    eta_tell ("%s", _ ("The output could not be written. Perhaps the disk is full."));
    code = MAX (code, ETA_EXIT_FILE);
  }
  eta_store_close (call.store);
  g_clear_pointer (&call.result, json_node_unref);
  g_strfreev (call.args);
  g_free (call.file);
  return (int)code;
}
