/* The command line: options that every command has, the command, its own options and arguments. */
#pragma once

#include "cli/command.h"

G_BEGIN_DECLS

/* Fills CALL and says which command of GROUPS (NULL-terminated tables, each ended by a row without
 * a name) it is. "--help" and "--version" print and end the program. NULL: wrong use, the sentence
 * is in ERROR. */
const EtaCommand *
eta_options_parse (const EtaCommand *const *groups, char **argv, EtaCall *call, GError **error);

G_END_DECLS
