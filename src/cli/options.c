#include "cli/options.h"

#include "catalog/error.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define FILE_NAME "katalog.etalasedb"

static struct {
  char *file;
  gboolean json;
  gboolean version;
  char **rest;
} global;

static const GOptionEntry global_options[] = {
    {"file", 'f', 0, G_OPTION_ARG_FILENAME, &global.file,
     N_ ("The catalog; else $ETALASE_FILE, else katalog.etalasedb in this folder"),
     N_ ("CATALOG.etalasedb")},
    {"json", 0, 0, G_OPTION_ARG_NONE, &global.json,
     N_ ("Print one JSON document instead of lines for people"), NULL},
    {NULL},
};

static const GOptionEntry main_options[] = {
    {"version", 0, 0, G_OPTION_ARG_NONE, &global.version, N_ ("Print the version"), NULL},
    {NULL},
};

static const GOptionEntry rest_options[] = {
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &global.rest, NULL, NULL},
    {NULL},
};

static void
append_usage (GString *text, const EtaCommand *command)
{
  g_string_append_printf (text, "  %s%s%s\n      %s\n", command->name,
                          command->arguments ? " " : "",
                          command->arguments ? command->arguments : "", _ (command->summary));
}

/* Rows whose name starts with PREFIX. */
static char *
list_commands (const EtaCommand *const *groups, const char *prefix)
{
  GString *text = g_string_new (_ ("Commands:"));

  g_string_append_c (text, '\n');
  for (; *groups; groups++)
    for (const EtaCommand *command = *groups; command->name; command++)
      if (g_str_has_prefix (command->name, prefix))
        append_usage (text, command);
  g_string_append (text, "\n");
  g_string_append (text,
                   _ ("Exit codes: 0 done; 1 done in part, or remarks are left; 2 wrong use or "
                      "bad input; 3 the file cannot be used; 4 the marketplace cannot be "
                      "reached or refuses the key."));
  g_string_append (text, "\n");
  g_string_append (text, _ ("“etalase-cli COMMAND --help” tells more about one command."));
  return g_string_free (text, FALSE);
}

/* The command that WORDS start with, which may be two words: "photo add". *N_WORDS: how many. */
static const EtaCommand *
find_command (const EtaCommand *const *groups, char **words, guint *n_words)
{
  for (; *groups; groups++)
    for (const EtaCommand *command = *groups; command->name; command++) {
      g_auto (GStrv) name = g_strsplit (command->name, " ", 2);
      if (!g_str_equal (words[0], name[0]))
        continue;
      if (!name[1] || (words[1] && g_str_equal (words[1], name[1]))) {
        *n_words = name[1] ? 2 : 1;
        return command;
      }
    }
  return NULL;
}

/* "photo" alone, or with an option: the commands of that family. */
static gboolean
is_family (const EtaCommand *const *groups, const char *word)
{
  g_autofree char *prefix = g_strconcat (word, " ", NULL);

  for (; *groups; groups++)
    for (const EtaCommand *command = *groups; command->name; command++)
      if (g_str_has_prefix (command->name, prefix))
        return TRUE;
  return FALSE;
}

static gboolean
parse (GOptionContext *context, char ***argv, GError **error)
{
  g_autoptr (GError) failed = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  if (g_option_context_parse_strv (context, argv, &failed))
    return TRUE;
  return eta_wrong (error, "%s. %s", failed->message,
                    _ ("“etalase-cli --help” lists the commands and options."));
}

static GStrv
parse_globals (const EtaCommand *const *groups, char **argv, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND …"));
  g_autofree char *commands = list_commands (groups, "");
  g_auto (GStrv) left = g_strdupv (argv);

  g_option_context_set_summary (
      context, _ ("Keeps a catalog, prints its sheets and syncs it, without a window."));
  g_option_context_set_description (context, commands);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, global_options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, main_options, GETTEXT_PACKAGE);
  if (!parse (context, &left, error))
    return NULL;
  if (global.version) {
    g_print ("etalase-cli %s\n", ETA_VERSION);
    exit (ETA_EXIT_DONE);
  }
  if (left[1])
    return g_steal_pointer (&left);
  eta_wrong (error, "%s", _ ("Which command? “etalase-cli --help” lists them."));
  return NULL;
}

static gboolean
refuse_command (const EtaCommand *const *groups, char **words, GError **error)
{
  g_autofree char *prefix = g_strconcat (words[0], " ", NULL);
  g_autofree char *commands = NULL;

  if (!is_family (groups, words[0]))
    return eta_wrong (error, _ ("“%s” is not a command. “etalase-cli --help” lists the commands."),
                      words[0]);
  commands = list_commands (groups, prefix);
  if (words[1] && (g_str_equal (words[1], "--help") || g_str_equal (words[1], "-h"))) {
    g_print ("%s\n", commands);
    exit (ETA_EXIT_DONE);
  }
  return eta_wrong (error,
                    _ ("“%s” needs another word. “etalase-cli %s --help” lists what there is."),
                    words[0], words[0]);
}

static gboolean
check_arguments (const EtaCommand *command, const EtaCall *call, GError **error)
{
  if (call->n_args < command->min_args || call->n_args > command->max_args)
    return eta_wrong (error,
                      call->n_args < command->min_args
                          ? _ ("Something is missing after “%s”. It is used so: etalase-cli %s %s")
                          : _ ("There is too much after “%s”. It is used so: etalase-cli %s %s"),
                      command->name, command->name, command->arguments ? command->arguments : "");
  for (guint i = 0; i < MIN (call->n_args, command->texts); i++)
    if (!g_utf8_validate (call->args[i], -1, NULL)) {
      g_autofree char *shown = g_utf8_make_valid (call->args[i], -1);
      return eta_wrong (error, _ ("“%s” is not UTF-8 text. Type it again in a UTF-8 terminal."),
                        shown);
    }
  return TRUE;
}

static gboolean
parse_command (const EtaCommand *command, char **words, guint n_words, GError **error)
{
  g_autofree char *usage =
      g_strdup_printf ("%s %s", command->name, command->arguments ? command->arguments : "");
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) left = NULL;

  g_strv_builder_add (builder, "etalase-cli");
  g_strv_builder_addv (builder, (const char **)words + n_words);
  left = g_strv_builder_end (builder);
  g_option_context_set_summary (context, _ (command->summary));
  if (command->options)
    g_option_context_add_main_entries (context, command->options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, global_options, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, rest_options, GETTEXT_PACKAGE);
  return parse (context, &left, error);
}

const EtaCommand *
eta_options_parse (const EtaCommand *const *groups, char **argv, EtaCall *call, GError **error)
{
  const char *file = g_getenv ("ETALASE_FILE");
  g_auto (GStrv) left = parse_globals (groups, argv, error);
  const EtaCommand *command;
  guint n_words;

  call->json = global.json;
  if (!left)
    return NULL;
  command = find_command (groups, left + 1, &n_words);
  if (!command) {
    refuse_command (groups, left + 1, error);
    return NULL;
  }
  if (!parse_command (command, left + 1, n_words, error))
    return NULL;
  call->json = global.json;
  call->file = g_strdup (global.file ? global.file : file && *file ? file : FILE_NAME);
  call->args = global.rest ? g_steal_pointer (&global.rest) : g_new0 (char *, 1);
  call->n_args = g_strv_length (call->args);
  return check_arguments (command, call, error) ? command : NULL;
}
