/* One rule on the product page: its verdict, what it means in plain words, what it asks for with
 * the places to give it, and where it was read. */
#pragma once

#include "app/ready-answers.h"
#include "ready/verdict.h"

G_BEGIN_DECLS

/* NEEDS: array to which the EtaReadyNeed made are appended, borrowed; NULL: no controls are shown.
 * FIX: GCallback of their "fix" and of the rule's own button, swapped with DATA, gets the address.
 * Transfer floating. */
GtkWidget *eta_ready_rule_new (const EtaReadyAnswers *answers,
                               const EtaVerdict *verdict,
                               const EtaFacts *facts,
                               const EtaDay *day,
                               GPtrArray *needs,
                               GCallback fix,
                               gpointer data);

G_END_DECLS
