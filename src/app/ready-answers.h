/* Where an answer about readiness is stored: a product's evidence in the product, a company's once
 * in its producer (unless the product has its own already), each as one undo step. */
#pragma once

#include "app/form-part.h"
#include "app/session.h"

G_BEGIN_DECLS

typedef struct {
  EtaSession *session;
  EtaProduct *product;   /* as stored */
  EtaProducer *producer; /* as stored, or NULL */
  EtaPartCommit commit;  /* stores a changed draft of the product */
  gpointer data;
} EtaReadyAnswers;

/* What is stored for the row EVIDENCE of evidence.tsv, in the owner that would be changed; or NULL.
 * Borrowed. */
const EtaEvidence *eta_ready_answer (const EtaReadyAnswers *answers, guint evidence);
/* TEXT NULL or "": cleared. An attached page stays as it is. */
gboolean eta_ready_put_text (const EtaReadyAnswers *answers,
                             guint evidence,
                             const char *text,
                             GError **error);
/* HASH of a page in the album; NULL: removed. The text stays as it is. */
gboolean eta_ready_put_page (const EtaReadyAnswers *answers,
                             guint evidence,
                             const char *hash,
                             GError **error);
/* A field of the producer: "nib". */
gboolean eta_ready_put_field (const EtaReadyAnswers *answers,
                              const char *field,
                              const char *text,
                              GError **error);

G_END_DECLS
