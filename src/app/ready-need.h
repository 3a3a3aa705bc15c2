/* One thing that a rule asks for, on the product page: what it is, from whom it is to be had and
 * how, and the place to give it: yes or no, a text, a date, an attached page, a field of the
 * producer; or a button that jumps to the product's own field. */
#pragma once

#include "app/ready-answers.h"
#include "ready/verdict.h"

G_BEGIN_DECLS

#define ETA_TYPE_READY_NEED (eta_ready_need_get_type ())
G_DECLARE_FINAL_TYPE (EtaReadyNeed, eta_ready_need, ETA, READY_NEED, GtkBox)

/* Signal "fix" (string): the field at this address of the product is wanted ("hs", "certificates").
 */

/* ANSWERS must outlive the widget. FACTS may go. */
GtkWidget *
eta_ready_need_new (const EtaReadyAnswers *answers, const EtaNeed *need, const EtaFacts *facts);
/* Stores what is being typed; FALSE when it is invalid. */
gboolean eta_ready_need_flush (EtaReadyNeed *self);
guint eta_ready_need_get_evidence (EtaReadyNeed *self);
/* What takes the focus, or NULL. */
GtkWidget *eta_ready_need_get_control (EtaReadyNeed *self);

/* The icon of a state; a sign beside the colour. */
GtkWidget *eta_ready_state_icon (EtaVerdictState state, gboolean blocks);
/* "certificate.halal" → "certificates", "ingredients" → "ingredients.id": where the product page
 * has it. Transfer full. */
char *eta_ready_address (const char *place);
/* A label that wraps, with an optional style class. */
GtkWidget *eta_ready_text (const char *text, const char *style);

G_END_DECLS
