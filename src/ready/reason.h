/* Verdicts in words. Sentences are in the user's language (gettext); names of rules and evidence in
 * LANG, from the data. */
#pragma once

#include "ready/verdict.h"

G_BEGIN_DECLS

/* "Met", "Missing", "Cannot tell" … Borrowed. */
const char *eta_verdict_state_label (EtaVerdictState state);
/* For scripts: "met", "expiring", "cannot_tell", "expired", "missing", "not_applicable". */
const char *eta_verdict_state_id (EtaVerdictState state);
const char *eta_reason_id (EtaReason reason);
const char *eta_cell_state_id (EtaCellState state);
const char *eta_severity_id (EtaSeverity severity);
/* "Ready", "3 missing", "2 unknown", "Blocked, 3 missing". Transfer full. */
char *eta_cell_text (const EtaCell *cell);

/* Why: "Missing: Map point of every plot; Harvest period." Transfer full. */
char *eta_verdict_reason (const EtaVerdict *verdict, const EtaFacts *facts, const char *lang);
/* What is wrong with one piece: "“123” cannot be right: it looks like 123456789." NULL when nothing
 * can be said about it. Transfer full. */
char *eta_need_remark (const EtaNeed *need, const EtaFacts *facts);
/* "This rule should have been looked at again by …", "This rule is not confirmed …"; or NULL.
 * Transfer full. */
char *eta_verdict_caution (const EtaVerdict *verdict, const EtaDay *day, const char *lang);

/* Where the first open thing is mended: "hs", "category", "producer.nib", "certificate.halal",
 * "evidence.KEY"; NULL when there is nothing to mend in the catalog. Borrowed. */
const char *eta_verdict_place (const EtaVerdict *verdict);

/* "Germany" of "de"; "European Union", "Gulf states". Borrowed. */
const char *eta_market_name (const char *market, const char *lang);

G_END_DECLS
