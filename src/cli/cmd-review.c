/* Curation: what the secretariat has checked and approved. */
#include "cli/command.h"

#include "catalog/choices.h"
#include "catalog/review.h"

#include <glib/gi18n-lib.h>

static struct {
  char *note;
  char *by;
} review;

static const GOptionEntry review_options[] = {
    {"note", 0, 0, G_OPTION_ARG_STRING, &review.note, N_ ("What the producer has to know"),
     N_ ("TEXT")},
    {"by", 0, 0, G_OPTION_ARG_STRING, &review.by, N_ ("Who reviews; else the user’s own name"),
     N_ ("NAME")},
    {NULL},
};

static gboolean
run_review (EtaCall *call, GError **error)
{
  g_autoptr (EtaProduct) product = eta_call_product (call, 0, error);
  g_autoptr (EtaProduct) draft = NULL;
  JsonObject *answer = json_object_new ();

  eta_answer (call, answer);
  if (!product)
    return FALSE;
  draft = eta_product_copy (product);
  if (!eta_review_set (draft, call->args[1], review.by ? review.by : g_get_real_name (),
                       review.note, error) ||
      !eta_put_in_step (call->store, N_ ("Review"), draft, error))
    return FALSE;
  eta_json_put (answer, "sku", draft->sku);
  eta_json_put (answer, "state", draft->state);
  eta_json_put (answer, "state_by", draft->state_by);
  eta_json_put (answer, "state_at", draft->state_at);
  eta_json_put (answer, "state_note", draft->state_note);
  eta_say (call, "%s\t%s", draft->sku,
           eta_choice_label ("states.tsv", draft->state, eta_user_lang ()));
  return TRUE;
}

const EtaCommand eta_review_commands[] = {
    {"review", "SKU STATE",
     N_ ("Give a product its state: draft, checked or approved; a change of an approved one makes "
         "it “to be checked again”"),
     ETA_USE_WRITE, 2, 2, 2, review_options, run_review},
    {NULL},
};
