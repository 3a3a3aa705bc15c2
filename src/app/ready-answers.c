#include "app/ready-answers.h"

#include "catalog/fields.h"
#include "ready/evidence.h"

#include <glib/gi18n.h>

static EtaEvidence *
find (GPtrArray *all, const char *key)
{
  for (guint i = 0; i < all->len; i++) {
    EtaEvidence *one = all->pdata[i];
    if (g_strcmp0 (one->key, key) == 0)
      return one;
  }
  return NULL;
}

static gboolean
of_producer (const EtaReadyAnswers *answers, guint evidence)
{
  return answers->producer && eta_evidence_level (evidence) == ETA_LEVEL_COMPANY &&
         !find (answers->product->evidence, eta_evidence_key (evidence));
}

const EtaEvidence *
eta_ready_answer (const EtaReadyAnswers *answers, guint evidence)
{
  return find (of_producer (answers, evidence) ? answers->producer->evidence
                                               : answers->product->evidence,
               eta_evidence_key (evidence));
}

/* --- drafts ------------------------------------------------------------------------------------
 */

typedef struct {
  const char *key;
  gboolean page; /* VALUE is a hash, not a text */
  const char *value;
} Answer;

static void
put (GPtrArray *all, const Answer *answer)
{
  EtaEvidence *evidence = find (all, answer->key);

  if (!evidence) {
    evidence = eta_evidence_new (answer->key);
    g_ptr_array_add (all, evidence);
  }
  eta_set_text (answer->page ? &evidence->file : &evidence->value, answer->value);
  if (!evidence->value && !evidence->file)
    g_ptr_array_remove (all, evidence);
}

static gboolean
store_producer (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_put_producer (store, data, error);
}

static gboolean
commit_producer (const EtaReadyAnswers *answers, EtaProducer *draft, GError **error)
{
  return eta_session_edit (answers->session, N_ ("Edit producer"), draft->name, store_producer,
                           draft, error);
}

static gboolean
put_answer (const EtaReadyAnswers *answers, guint evidence, const Answer *answer, GError **error)
{
  if (of_producer (answers, evidence)) {
    g_autoptr (EtaProducer) draft = eta_producer_copy (answers->producer);
    put (draft->evidence, answer);
    return commit_producer (answers, draft, error);
  }
  {
    g_autoptr (EtaProduct) draft = eta_product_copy (answers->product);
    put (draft->evidence, answer);
    return answers->commit (draft, answers->data, error);
  }
}

gboolean
eta_ready_put_text (const EtaReadyAnswers *answers,
                    guint evidence,
                    const char *text,
                    GError **error)
{
  return put_answer (answers, evidence,
                     &(Answer){eta_evidence_key (evidence), FALSE, text && *text ? text : NULL},
                     error);
}

gboolean
eta_ready_put_page (const EtaReadyAnswers *answers,
                    guint evidence,
                    const char *hash,
                    GError **error)
{
  return put_answer (answers, evidence, &(Answer){eta_evidence_key (evidence), TRUE, hash}, error);
}

gboolean
eta_ready_put_field (const EtaReadyAnswers *answers,
                     const char *field,
                     const char *text,
                     GError **error)
{
  g_autoptr (EtaProducer) draft = NULL;

  if (!answers->producer)
    return TRUE;
  draft = eta_producer_copy (answers->producer);
  return eta_field_set (eta_field_find (ETA_FIELD_OF_PRODUCER, field), draft, text, error) &&
         commit_producer (answers, draft, error);
}
