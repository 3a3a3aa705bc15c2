/* Files that cannot be used: each gets its sentence and exit code 3, and nothing is changed. */
#include "run-cli.h"

#include <sqlite3.h>

static void
make_catalog (Cli *c)
{
  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", "name.id=Kopi", NULL), ==, 0);
}

static char *
hash_of (const char *path)
{
  g_autofree char *text = NULL;
  gsize len;

  g_assert_true (g_file_get_contents (path, &text, &len, NULL));
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)text, len);
}

static void
assert_refused (Cli *c, const char *part)
{
  g_autofree char *before = hash_of (c->file);
  g_autofree char *after = NULL;

  g_assert_cmpint (run (c, "list", NULL), ==, 3);
  assert_said (c->err, part);
  g_assert_cmpint (run (c, "set", "KOPI-01", "moq=1", NULL), ==, 3);
  g_assert_cmpint (run (c, "sample", NULL), ==, 3);
  g_assert_cmpint (run (c, "init", "--producer", "Satu", NULL), ==, 3);
  after = hash_of (c->file);
  g_assert_cmpstr (before, ==, after);
}

static void
test_wrong_kind (Cli *c, gconstpointer unused)
{
  g_assert_true (g_file_set_contents (c->file, "name,price\nkopi,1\n", -1, NULL));
  assert_refused (c, "toko.etalasedb");
  g_assert_true (g_file_set_contents (c->file, "", -1, NULL));
  assert_refused (c, "toko.etalasedb");
}

static void
test_absent (Cli *c, gconstpointer unused)
{
  g_assert_cmpint (run (c, "list", NULL), ==, 3);
  assert_said (c->err, "toko.etalasedb");
  g_assert_cmpint (run (c, "set", "A", "moq=1", NULL), ==, 3);
  g_assert_false (g_file_test (c->file, G_FILE_TEST_EXISTS));
}

static void
run_sql (const char *path, const char *sql)
{
  sqlite3 *db = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (db);
}

static void
test_foreign_database (Cli *c, gconstpointer unused)
{
  run_sql (c->file, "CREATE TABLE product (id)");
  assert_refused (c, "toko.etalasedb");
}

static void
test_newer (Cli *c, gconstpointer unused)
{
  make_catalog (c);
  run_sql (c->file, "PRAGMA journal_mode = DELETE; PRAGMA user_version = 9999");
  assert_refused (c, "newer");
}

static void
test_damaged (Cli *c, gconstpointer unused)
{
  g_autofree char *text = NULL;
  gsize len;

  make_catalog (c);
  g_assert_true (g_file_get_contents (c->file, &text, &len, NULL));
  memset (text + 4096, 0x5a, len - 4096);
  g_assert_true (g_file_set_contents (c->file, text, (gssize)len, NULL));
  g_assert_cmpint (run (c, "check", NULL), ==, 3);
  g_assert_cmpint (run (c, "list", NULL), ==, 3);
}

/* Rights mean nothing to root, so the program is run as nobody then. */
static void
become_nobody (gpointer data)
{
  if (geteuid () == 0 && (setgroups (0, NULL) != 0 || setgid (65534) != 0 || setuid (65534) != 0))
    _exit (126);
}

static void
test_read_only (Cli *c, gconstpointer unused)
{
  make_catalog (c);
  g_assert_cmpint (g_chmod (c->file, 0444), ==, 0);
  g_assert_cmpint (g_chmod (c->folder, 0555), ==, 0);
  c->setup = become_nobody;
  run (c, "--version", NULL);
  if (c->status == 126 || c->status == 127) {
    g_test_skip ("The program cannot be run by another user here.");
    return;
  }
  g_assert_cmpint (run (c, "list", NULL), ==, 0);
  g_assert_cmpuint (count_lines (c->out), ==, 1);
  g_assert_cmpint (run (c, "show", "KOPI-01", NULL), ==, 0);
  g_assert_cmpint (run (c, "set", "KOPI-01", "moq=1", NULL), ==, 3);
  assert_said (c->err, "toko.etalasedb");
  g_assert_cmpint (run (c, "undo", NULL), ==, 3);
}

static void
small_disk (gpointer data)
{
  const struct rlimit limit = {600 * 1024, 600 * 1024};

  signal (SIGXFSZ, SIG_IGN);
  setrlimit (RLIMIT_FSIZE, &limit);
}

/* A disk that fills up during the sample: nothing of it is there, and all is sound. */
static void
test_full_disk (Cli *c, gconstpointer unused)
{
  make_catalog (c);
  c->setup = small_disk;
  g_assert_cmpint (run (c, "sample", NULL), ==, 3);
  g_assert_cmpuint (count_lines (c->err), ==, 1);
  c->setup = NULL;
  g_assert_cmpuint (count_products (c), ==, 1);
  g_assert_cmpint (run (c, "sample", NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 15);
}

/* B41: another program writes: it is waited for, then said. */
static void
test_locked (Cli *c, gconstpointer unused)
{
  sqlite3 *db = NULL;

  make_catalog (c);
  g_assert_cmpint (sqlite3_open (c->file, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db, "BEGIN IMMEDIATE", NULL, NULL, NULL), ==, SQLITE_OK);
  g_assert_cmpint (run (c, "list", NULL), ==, 0);
  g_assert_cmpint (run (c, "set", "KOPI-01", "moq=1", NULL), ==, 3);
  assert_said (c->err, "toko.etalasedb");
  sqlite3_exec (db, "ROLLBACK", NULL, NULL, NULL);
  sqlite3_close (db);
  g_assert_cmpint (run (c, "set", "KOPI-01", "moq=1", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/file/wrong-kind", test_wrong_kind);
  with_cli ("/cli/file/absent", test_absent);
  with_cli ("/cli/file/foreign-database", test_foreign_database);
  with_cli ("/cli/file/newer", test_newer);
  with_cli ("/cli/file/damaged", test_damaged);
  with_cli ("/cli/file/read-only", test_read_only);
  with_cli ("/cli/file/full-disk", test_full_disk);
  with_cli ("/cli/file/locked", test_locked);
  return g_test_run ();
}
