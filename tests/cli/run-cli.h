/* Runs the real program, as a script would. */
#pragma once

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <grp.h>
#include <json-glib/json-glib.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "../remove-tree.h"

typedef struct {
  char *folder; /* of its own, the working directory */
  char *file;   /* the catalog: --file is given for it */
  const char *locale;
  GSpawnChildSetupFunc setup;
  char *out;
  char *err;
  int status; /* exit code; -N after signal N; 127 when it could not be started */
} Cli;

static inline void
cli_setup (Cli *cli, gconstpointer unused)
{
  cli->folder = g_dir_make_tmp ("etalase-cli-XXXXXX", NULL);
  cli->file = g_build_filename (cli->folder, "toko.etalasedb", NULL);
}

static inline void
cli_teardown (Cli *cli, gconstpointer unused)
{
  g_chmod (cli->folder, 0755);
  remove_tree (cli->folder);
  g_free (cli->folder);
  g_free (cli->file);
  g_free (cli->out);
  g_free (cli->err);
}

static inline char **
cli_argv (Cli *cli, const char *first, va_list args)
{
  GPtrArray *argv = g_ptr_array_new ();

  g_ptr_array_add (argv, g_strdup (g_getenv ("ETALASE_CLI")));
  if (cli->file) {
    g_ptr_array_add (argv, g_strdup ("--file"));
    g_ptr_array_add (argv, g_strdup (cli->file));
  }
  for (const char *arg = first; arg; arg = va_arg (args, const char *))
    g_ptr_array_add (argv, g_strdup (arg));
  g_ptr_array_add (argv, NULL);
  return (char **)g_ptr_array_free (argv, FALSE);
}

/* The exit code. */
G_GNUC_NULL_TERMINATED static inline int
run (Cli *cli, const char *first, ...)
{
  g_auto (GStrv) argv = NULL;
  g_auto (GStrv) env = g_get_environ ();
  g_autofree char *line = NULL, *shown = NULL;
  va_list args;
  int status;

  va_start (args, first);
  argv = cli_argv (cli, first, args);
  va_end (args);
  if (cli->locale)
    env = g_environ_setenv (env, "LC_ALL", cli->locale, TRUE);
  g_clear_pointer (&cli->out, g_free);
  g_clear_pointer (&cli->err, g_free);
  if (!g_spawn_sync (cli->folder, argv, env, 0, cli->setup, cli, &cli->out, &cli->err, &status,
                     NULL))
    return cli->status = 127;
  cli->status = WIFEXITED (status) ? WEXITSTATUS (status) : -WTERMSIG (status);
  line = g_strjoinv (" ", argv + 1);
  shown = g_utf8_make_valid (line, -1);
  g_test_message ("%s → %d\n%s%s", shown, cli->status, cli->err,
                  strlen (cli->out) < 4000 ? cli->out : "");
  return cli->status;
}

/* The document on stdout; there is nothing else there. Transfer full. */
static inline JsonNode *
json (Cli *cli)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;

  json_parser_load_from_data (parser, cli->out, -1, &error);
  g_assert_no_error (error);
  return json_parser_steal_root (parser);
}

static inline void
assert_said (const char *text, const char *part)
{
  if (!strstr (text, part))
    g_test_message ("“%s” is not in:\n%s", part, text);
  g_assert_nonnull (strstr (text, part));
}

static inline guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text; text++)
    n += *text == '\n';
  return n;
}

static inline guint64
count_products (Cli *cli)
{
  g_assert_cmpint (run (cli, "list", NULL), ==, 0);
  return count_lines (cli->out);
}

#define with_cli(path, func) g_test_add (path, Cli, NULL, cli_setup, func, cli_teardown)
