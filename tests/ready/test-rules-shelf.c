/* Rules that the user adds: laid over the built-in ones, kept, and refused when they are wrong. */
#include "ready/rules-shelf.h"

#include "ready/error.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../remove-tree.h"

#define HEADER                                                                                     \
  "id\tmarket\tcategories\ths\tcondition\tseverity\tevidence\ttitle_en\ttitle_id\tdetail\t"        \
  "valid_from\tvalid_to\tsource\tsource_date\tconfidence\tas_of\treview_by\n"
#define RULE(id, title, as_of)                                                                     \
  id "\tus\tall\t\t\tblocker\tnib\t" title "\t\t\t\t\tsource\t\tA\t" as_of "\t2028-05-25\n"

/* Writes TEXT as FOLDER/NAME and adds it. */
static gboolean
add_text (const char *text, EtaRulesChange *change, GError **error)
{
  g_autofree char *folder = g_dir_make_tmp ("etalase-rules-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "rules_us.tsv", NULL);
  gboolean added;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  added = eta_rules_add (path, change, error);
  remove_tree (folder);
  return added;
}

static guint
files_kept (void)
{
  g_autofree char *folder = g_build_filename (g_get_user_data_dir (), "etalase", "markets", NULL);
  g_autoptr (GPtrArray) files =
      g_file_test (folder, G_FILE_TEST_IS_DIR) ? eta_rules_list_files (folder, NULL) : NULL;

  return files ? files->len : 0;
}

static void
test_add (void)
{
  g_autoptr (GError) error = NULL;
  EtaRulesChange change;

  g_assert_true (eta_rules_current (&error) == eta_rules_builtin ());
  g_assert_no_error (error);
  g_assert_false (add_text (HEADER RULE ("us.x", "Wrong", "not a day"), &change, &error));
  g_assert_error (error, ETA_READY_ERROR, ETA_READY_ERROR_RULES);
  g_assert_nonnull (strstr (error->message, "“rules_us.tsv”, line 2"));
  g_clear_error (&error);
  g_assert_cmpuint (files_kept (), ==, 0);
  g_assert_true (eta_rules_current (NULL) == eta_rules_builtin ());

  g_assert_true (add_text (HEADER RULE ("us.x", "One", "2027-01-02"), &change, &error));
  g_assert_cmpuint (change.added, ==, 1);
  g_assert_true (add_text (HEADER RULE ("us.x", "Two", "2027-02-02"), &change, &error));
  g_assert_cmpuint (change.replaced, ==, 1);
  g_assert_cmpuint (files_kept (), ==, 2);
  g_assert_cmpstr (eta_rules_find (eta_rules_current (NULL), "us.x")->title_en, ==, "Two");
  g_assert_nonnull (eta_rules_find (eta_rules_current (NULL), "de.lang"));
}

/* Another program reads them from the user's folder again. */
static void
test_kept (void)
{
  if (g_test_subprocess ()) {
    const EtaRule *rule = eta_rules_find (eta_rules_current (NULL), "us.x");
    g_assert_nonnull (rule);
    g_assert_cmpstr (rule->title_en, ==, "Two");
    return;
  }
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  int result;

  /* One folder for this program and the one that it starts. */
  if (!g_getenv ("ETA_TEST_DATA")) {
    data = g_dir_make_tmp ("etalase-data-XXXXXX", NULL);
    g_setenv ("ETA_TEST_DATA", data, TRUE);
  }
  g_setenv ("XDG_DATA_HOME", g_getenv ("ETA_TEST_DATA"), TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rules-shelf/add", test_add);
  g_test_add_func ("/rules-shelf/kept", test_kept);
  result = g_test_run ();
  if (data)
    remove_tree (data);
  return result;
}
