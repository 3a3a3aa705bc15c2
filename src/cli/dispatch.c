/* etalase-cli: the work of Etalase without a display, for scripts, benchmarks and tests. */
#include "cli/options.h"

#include "catalog/error.h"
#include "catalog/locale.h"

#include <glib/gi18n-lib.h>
#include <signal.h>
#include <stdio.h>
#include <unistd.h>

static const EtaCommand *const groups[] = {
    eta_catalog_commands,
    eta_product_commands,
    eta_photo_commands,
    NULL,
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

/* Looking works in a folder that cannot be written to. */
static EtaStore *
open_for_reading (const char *path, GError **error)
{
  g_autoptr (GError) failed = NULL;
  EtaStore *store = eta_store_open (path, 0, &failed);

  if (!store && g_error_matches (failed, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_READ_ONLY))
    return eta_store_open (path, ETA_STORE_READ_ONLY, error);
  if (!store)
    g_propagate_error (error, g_steal_pointer (&failed));
  return store;
}

static gboolean
open_catalog (EtaCall *call, EtaUse use, GError **error)
{
  if (use == ETA_USE_NOTHING)
    return TRUE;
  if (use == ETA_USE_READ)
    call->store = open_for_reading (call->file, error);
  else
    call->store = eta_store_open (call->file, use == ETA_USE_CREATE ? ETA_STORE_CREATE : 0, error);
  if (call->store && eta_store_warning (call->store))
    eta_tell ("%s", eta_store_warning (call->store));
  return call->store != NULL;
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

  /* A catalog that cannot be opened is a file that cannot be used, whatever is wrong with it. */
  if (!open_catalog (call, command->use, &error))
    return fail (call, ETA_EXIT_FILE, error);
  if (!command->run (call, &error))
    return fail (call, eta_exit_code (error), error);
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
