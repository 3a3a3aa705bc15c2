/* Runs a fuzz target without clang: first the seeds, then changed seeds until the time is over.
 *
 *   fuzz-csv [--seconds N] [--seed S] [--input N] FILE|FOLDER…
 *
 * The inputs depend on the seed and their number alone: a failure says both, and leaves its input
 * in a file, which may be given as the only FILE with --seconds 0 to see it again. An input may
 * take 5 seconds of processor time and make the program grow to 1 GiB. Speaks TAP. */
#include "mutate.h"
#include "target.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#define LARGEST_INPUT (1024 * 1024)
#define MOST_CPU 5                /* s, for one input */
#define MOST_MEMORY (1024 * 1024) /* KiB */

static int seconds = 5;
static gint64 seed = -1, only = -1;
static char **paths;

static const GOptionEntry options[] = {
    {"seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "How long to change inputs", "N"},
    {"seed", 0, 0, G_OPTION_ARG_INT64, &seed, "Where the random numbers begin", "S"},
    {"input", 0, 0, G_OPTION_ARG_INT64, &only, "Only this one of the changed inputs", "N"},
    {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, NULL},
    {NULL},
};

/* For the signal handler: what is being read just now, and what to say when it fails. */
static const guint8 *input;
static gsize input_len;
static char crash_file[4096], crash_text[8192];

/* Only what may be called in a handler. */
static void
fail (int number)
{
  const char *what = number == SIGPROF ? "# It took too long.\n" : "";
  int fd = open (crash_file, O_WRONLY | O_CREAT | O_TRUNC, 0644);
  gsize done = 0;

  while (fd >= 0 && done < input_len) {
    ssize_t n = write (fd, input + done, input_len - done);
    if (n <= 0)
      break;
    done += (gsize)n;
  }
  if (write (STDOUT_FILENO, what, strlen (what)) < 0 ||
      write (STDOUT_FILENO, crash_text, strlen (crash_text)) < 0)
    _exit (3);
  signal (number, SIG_DFL);
  if (number == SIGPROF)
    _exit (2);
  raise (number);
}

static void
catch_signals (void)
{
  /* A sanitizer tells more about a bad access than we could, and then aborts. */
#ifndef __SANITIZE_ADDRESS__
  signal (SIGSEGV, fail);
  signal (SIGBUS, fail);
  signal (SIGFPE, fail);
  signal (SIGILL, fail);
#endif
  signal (SIGABRT, fail);
  signal (SIGTRAP, fail);
  signal (SIGPROF, fail);
}

static void
limit_time (int most)
{
  struct itimerval timer = {.it_value.tv_sec = most};

  setitimer (ITIMER_PROF, &timer, NULL);
}

static void
run (const guint8 *data, gsize len, const char *number)
{
  struct rusage usage;

  g_snprintf (crash_text, sizeof crash_text,
              "not ok - seed %" G_GINT64_FORMAT ", input %s; it is kept as %s\n", seed, number,
              crash_file);
  input = data;
  input_len = len;
  limit_time (MOST_CPU);
  LLVMFuzzerTestOneInput (data, len);
  limit_time (0);
  getrusage (RUSAGE_SELF, &usage);
  if (usage.ru_maxrss <= MOST_MEMORY)
    return;
  g_print ("# It took %ld MiB of memory.\n", usage.ru_maxrss / 1024);
  abort ();
}

/* --- seeds ------------------------------------------------------------------------------------ */

static void
add_file (GPtrArray *seeds, const char *path)
{
  g_autofree char *data = NULL;
  gsize len;

  if (!g_file_get_contents (path, &data, &len, NULL))
    g_error ("“%s” cannot be read.", path);
  if (len <= LARGEST_INPUT)
    g_ptr_array_add (seeds, g_bytes_new_take (g_steal_pointer (&data), len));
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* In the order of their names: a folder lists itself in another order on another disk. */
static void
add_folder (GPtrArray *seeds, const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)))
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, compare_names);
  for (guint i = 0; i < names->len; i++)
    if (g_file_test (names->pdata[i], G_FILE_TEST_IS_REGULAR))
      add_file (seeds, names->pdata[i]);
}

static GPtrArray *
read_seeds (void)
{
  GPtrArray *seeds = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);

  for (char **path = paths; path && *path; path++)
    if (g_file_test (*path, G_FILE_TEST_IS_DIR))
      add_folder (seeds, *path);
    else
      add_file (seeds, *path);
  return seeds;
}

/* --- the run ---------------------------------------------------------------------------------- */

static void
run_changed (const GPtrArray *seeds, gint64 n)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, n);
  g_autoptr (GByteArray) data = NULL;
  EtaDice dice;

  eta_dice_seed (&dice, (guint64)seed * G_GUINT64_CONSTANT (0x2545f4914f6cdd1d) + (guint64)n);
  data = eta_mutate (&dice, seeds, eta_fuzz_tokens, LARGEST_INPUT);
  run (data->data, data->len, number);
}

static gint64
run_for_a_while (const GPtrArray *seeds)
{
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC, n = 0;

  if (only >= 0) {
    run_changed (seeds, only);
    return 1;
  }
  while (g_get_monotonic_time () < end)
    run_changed (seeds, n++);
  return n;
}

static void
name_crash_file (const char *program)
{
  const char *folder = g_getenv ("G_TEST_BUILDDIR");
  g_autofree char *base = g_path_get_basename (program);
  g_autofree char *name = g_strdup_printf ("%s-%" G_GINT64_FORMAT ".crash", base, seed);
  g_autofree char *path = g_build_filename (folder ? folder : ".", name, NULL);

  g_strlcpy (crash_file, path, sizeof crash_file);
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new ("FILE|FOLDER…");
  g_autoptr (GPtrArray) seeds = NULL;
  g_autoptr (GError) error = NULL;
  gint64 n;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);
  if (seed < 0)
    seed = g_random_int ();
  seeds = read_seeds ();
  if (seeds->len == 0)
    g_error ("There is no seed.");
  name_crash_file (argv[0]);
  catch_signals ();
  setvbuf (stdout, NULL, _IOLBF, 0);
  g_print ("1..2\n# seed %" G_GINT64_FORMAT "\n", seed);
  for (guint i = 0; i < seeds->len; i++) {
    gsize len;
    const guint8 *data = g_bytes_get_data (seeds->pdata[i], &len);
    run (data, len, "a file as it is");
  }
  g_print ("ok 1 - %u files as they are\n", seeds->len);
  n = run_for_a_while (seeds);
  g_print ("ok 2 - %" G_GINT64_FORMAT " changed files in %d s\n", n, seconds);
  g_strfreev (paths);
  return 0;
}
