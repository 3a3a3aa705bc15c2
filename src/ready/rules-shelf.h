/* The rules in use: the built-in ones with what the user has added laid over them. Added files lie
 * in the user's data folder (etalase/markets), each as it was given, and the newer look at a rule
 * wins: an old update does not hide what a newer program knows. Any thread. */
#pragma once

#include "ready/rules.h"

G_BEGIN_DECLS

/* Kept for the life of the program, never NULL. *ERROR is set when the user's own files are wrong
 * (it names file and line): the built-in rules are in use then. */
const EtaRuleSet *eta_rules_current (GError **error);
/* Adds PATH, a file or a folder of rules_*.tsv. Wrong files are refused with file and line, and
 * nothing is changed. */
gboolean eta_rules_add (const char *path, EtaRulesChange *change, GError **error);

G_END_DECLS
