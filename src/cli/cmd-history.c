/* Steps back and forth, and who did what. */
#include "cli/command.h"

#include "catalog/error.h"
#include "catalog/history-words.h"

#include <glib/gi18n-lib.h>

static JsonObject *
step_to_json (const EtaStep *step)
{
  JsonObject *object = json_object_new ();

  json_object_set_int_member (object, "id", step->id);
  json_object_set_string_member (object, "step", step->name);
  eta_json_put (object, "detail", step->detail);
  eta_json_put (object, "who", step->who);
  eta_json_put (object, "when", step->when);
  json_object_set_boolean_member (object, "undone", step->undone);
  return object;
}

typedef gboolean (*Move) (EtaStore *store, EtaStep **step, GError **error);

/* So many steps, or as many as there are; none at all is an error. */
static gboolean
move (EtaCall *call, Move one, const char *said, GError **error)
{
  guint64 wanted = 1;
  JsonArray *steps = json_array_new ();

  eta_answer_array (call, steps);
  if (call->n_args && !g_ascii_string_to_unsigned (call->args[0], 10, 1, 10000, &wanted, NULL))
    return eta_wrong (error, _ ("“%s” is no number of steps."), call->args[0]);
  for (guint64 i = 0; i < wanted; i++) {
    g_autoptr (EtaStep) step = NULL;
    g_autoptr (GError) failed = NULL;
    if (!one (call->store, &step, &failed)) {
      if (i == 0 || !g_error_matches (failed, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND)) {
        g_propagate_error (error, g_steal_pointer (&failed));
        return FALSE;
      }
      eta_tell ("%s", failed->message);
      call->partly = TRUE;
      return TRUE;
    }
    json_array_add_object_element (steps, step_to_json (step));
    eta_say (call, "%s %s%s%s", said, _ (step->name), step->detail ? " · " : "",
             step->detail ? step->detail : "");
  }
  return TRUE;
}

static gboolean
run_undo (EtaCall *call, GError **error)
{
  return move (call, eta_history_undo, _ ("Undone:"), error);
}

static gboolean
run_redo (EtaCall *call, GError **error)
{
  return move (call, eta_history_redo, _ ("Done again:"), error);
}

static int history_limit = 50;
static gboolean history_changes;

static const GOptionEntry history_options[] = {
    {"limit", 0, 0, G_OPTION_ARG_INT, &history_limit, N_ ("At most so many; 0 for all"), N_ ("N")},
    {"changes", 0, 0, G_OPTION_ARG_NONE, &history_changes,
     N_ ("With what was changed: field, before and after"), NULL},
    {NULL},
};

/* Ten lines tell what an import was. */
#define MOST_CHANGES 10

static void
add_changes (EtaCall *call, JsonObject *object, const EtaStep *step, const char *product_id)
{
  guint n_more = 0;
  g_autoptr (GPtrArray) changes =
      eta_history_changes (call->store, step->id, product_id, eta_user_lang (),
                           call->json ? 0 : MOST_CHANGES, &n_more, NULL);
  JsonArray *list = json_array_new ();

  for (guint i = 0; changes && i < changes->len; i++) {
    const EtaChange *change = changes->pdata[i];
    JsonObject *one = json_object_new ();

    eta_json_put (one, "of", change->owner);
    eta_json_put (one, "what", change->what);
    eta_json_put (one, "before", change->before);
    eta_json_put (one, "after", change->after);
    json_array_add_object_element (list, one);
    eta_say (call, "\t%s\t%s\t%s\t%s", change->owner ? change->owner : "", change->what,
             change->before ? change->before : "", change->after ? change->after : "");
  }
  if (n_more > 0) {
    g_autofree char *more =
        g_strdup_printf (ngettext ("… and %u more", "… and %u more", n_more), n_more);
    eta_say (call, "\t%s", more);
  }
  json_object_set_array_member (object, "changes", list);
}

static gboolean
run_history (EtaCall *call, GError **error)
{
  g_autoptr (EtaProduct) product = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  JsonArray *answer = json_array_new ();

  eta_answer_array (call, answer);
  if (call->n_args) {
    product = eta_call_product (call, 0, error);
    if (!product)
      return FALSE;
  }
  steps = eta_history_list (call->store, product ? product->id : NULL,
                            (guint)MAX (history_limit, 0), error);
  for (guint i = 0; steps && i < steps->len; i++) {
    const EtaStep *step = steps->pdata[i];
    JsonObject *object = step_to_json (step);
    json_array_add_object_element (answer, object);
    eta_say (call, "%s\t%s\t%s%s%s%s", step->when, step->who ? step->who : "", _ (step->name),
             step->detail ? " · " : "", step->detail ? step->detail : "",
             step->undone ? _ (" (undone)") : "");
    if (history_changes)
      add_changes (call, object, step, product ? product->id : NULL);
  }
  return steps != NULL;
}

const EtaCommand eta_history_commands[] = {
    {"undo", "[N]", N_ ("Take back the last step, or the last N"), ETA_USE_WRITE, 0, 1, 1, NULL,
     run_undo},
    {"redo", "[N]", N_ ("Do again what was taken back"), ETA_USE_WRITE, 0, 1, 1, NULL, run_redo},
    {"history", "[SKU]", N_ ("Who changed what, when; newest first"), ETA_USE_READ, 0, 1, 1,
     history_options, run_history},
    {NULL},
};
