/* Files of killed programs go, those of living ones and of people stay. */
#include "catalog/partial.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "../remove-tree.h"

typedef struct {
  char *folder, *target;
} Place;

static void
setup (Place *p, gconstpointer unused)
{
  p->folder = g_dir_make_tmp ("etalase-partial-XXXXXX", NULL);
  p->target = g_build_filename (p->folder, "daftar produk.csv", NULL);
}

static void
teardown (Place *p, gconstpointer unused)
{
  remove_tree (p->folder);
  g_free (p->folder);
  g_free (p->target);
}

static char *
put (Place *p, const char *name)
{
  char *path = g_build_filename (p->folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "x", -1, NULL));
  return path;
}

static void
test_living (Place *p, gconstpointer unused)
{
  g_autofree char *file = NULL, *folder = NULL;
  int fd = eta_partial_open (p->target, &file);
  int folder_fd = eta_partial_make_folder (p->target, &folder);
  g_autofree char *inner = g_build_filename (folder, "ab", NULL);

  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (folder_fd, >=, 0);
  g_assert_true (g_file_set_contents (inner, "x", -1, NULL));
  eta_partial_sweep (p->folder);
  g_assert_true (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (inner, G_FILE_TEST_EXISTS));
  /* As if they had been killed. */
  close (fd);
  close (folder_fd);
  eta_partial_sweep (p->folder);
  g_assert_false (g_file_test (file, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (folder, G_FILE_TEST_EXISTS));
}

static void
test_others (Place *p, gconstpointer unused)
{
  static const char *const names[] = {"foto.partial",
                                      ".etalase-1a2b3c4d.partial.pdf",
                                      ".etalase-1a2b3c4.partial",
                                      ".etalase-1a2b3c4dd.partial",
                                      "etalase-1a2b3c4d.partial",
                                      ".etalase-.partial"};
  g_autofree char *left = put (p, ".etalase-1a2b3c4d.partial");
  g_autofree char *journal = put (p, ".etalase-1a2b3c4d.partial-journal");
  g_autofree char *outside = put (p, "milik orang.txt");
  g_autofree char *link = g_build_filename (p->folder, ".etalase-00000000.partial", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (put (p, names[i]));
  g_assert_cmpint (symlink (outside, link), ==, 0);
  eta_partial_sweep (p->folder);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (journal, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (outside, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_build_filename (p->folder, names[i], NULL);
    g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  }
}

static void
test_no_folder (Place *p, gconstpointer unused)
{
  g_autofree char *path = g_build_filename (p->folder, "tidak ada", "x.pdf", NULL);
  char *temporary = NULL;

  g_assert_cmpint (eta_partial_open (path, &temporary), ==, -1);
  g_assert_cmpint (errno, ==, ENOENT);
  g_assert_null (temporary);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, func) g_test_add (path, Place, NULL, setup, func, teardown)
  ADD ("/partial/living", test_living);
  ADD ("/partial/others", test_others);
  ADD ("/partial/no-folder", test_no_folder);
  return g_test_run ();
}
