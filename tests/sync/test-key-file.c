#include "sync/error.h"
#include "sync/key-file.h"

#include <glib/gstdio.h>

static char *
write_file (const char *text, gssize size, int mode)
{
  g_autofree char *folder = g_dir_make_tmp ("etalase-key-XXXXXX", NULL);
  char *path = g_build_filename (folder, "key", NULL);

  g_assert_true (g_file_set_contents (path, text, size, NULL));
  g_assert_cmpint (g_chmod (path, mode), ==, 0);
  return path;
}

static void
assert_key (const char *text, const char *expected)
{
  g_autofree char *path = write_file (text, -1, 0600);
  g_autofree char *warning = NULL;
  g_autoptr (GError) error = NULL;
  char *key = eta_key_file_read (path, &warning, &error);

  if (expected)
    g_assert_no_error (error);
  else
    g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT);
  g_assert_cmpstr (key, ==, expected);
  g_assert_null (warning);
  eta_key_free (key);
}

static void
test_read (void)
{
  assert_key ("sk_abc\n", "sk_abc");
  assert_key ("\r\n  sk_abc  \r\n", "sk_abc");
  assert_key ("# a note\nMEDUSA_SECRET_KEY=sk_abc\nOTHER=x\n", "sk_abc");
  assert_key ("ck_a=b", "ck_a=b");
  assert_key ("", NULL);
  assert_key ("\n\n", NULL);
}

static void
test_refused (void)
{
  g_autofree char *binary = write_file ("sk\0abc", 6, 0600);
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_key_file_read (binary, NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_null (eta_key_file_read ("/nowhere/key", NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "/nowhere/key"));
  g_clear_error (&error);
  g_assert_null (eta_key_file_read (g_get_tmp_dir (), NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_INPUT);
}

static void
test_open_to_all (void)
{
  g_autofree char *path = write_file ("sk_abc", -1, 0644);
  g_autofree char *warning = NULL;
  char *key = eta_key_file_read (path, &warning, NULL);

  g_assert_cmpstr (key, ==, "sk_abc");
  g_assert_nonnull (warning);
  g_assert_nonnull (strstr (warning, path));
  g_assert_null (strstr (warning, "sk_abc"));
  eta_key_free (key);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key-file/read", test_read);
  g_test_add_func ("/key-file/refused", test_refused);
  g_test_add_func ("/key-file/open-to-all", test_open_to_all);
  return g_test_run ();
}
