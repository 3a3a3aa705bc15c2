/* Golden pages: dumps of whole documents, kept in tests/fixtures/sheets. ETA_UPDATE_GOLDEN=1 writes
 * them anew; look at the difference before it is committed. */
#pragma once

#include <string.h>

#include "sheets/layout.h"

/* Dumps of all pages, one after the other. */
G_GNUC_UNUSED static char *
golden_dump (EtaLayout *layout)
{
  g_autoptr (GPtrArray) pages = eta_layout_pages (layout, NULL);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < pages->len; i++) {
    g_autofree char *dump = eta_page_dump (pages->pdata[i]);
    g_string_append (out, dump);
  }
  return g_string_free (out, FALSE);
}

/* Another release of the fonts is as good, but breaks lines elsewhere. */
G_GNUC_UNUSED static gboolean
golden_same_fonts (void)
{
  g_autoptr (EtaTypesetter) setter = eta_typesetter_new (NULL);
  double latin = eta_text_measure (setter, "Hamburgefonstiv", eta_style (ETA_STYLE_TITLE), "en");
  double arabic = eta_text_measure (setter, "قهوة أرابيكا", eta_style (ETA_STYLE_TITLE), "ar");

  g_test_message ("widths %d %d", (int)(latin * 100), (int)(arabic * 100));
  return (int)(latin * 100) == 19309 && (int)(arabic * 100) == 9532;
}

G_GNUC_UNUSED static void
golden_compare (const char *name, const char *dump)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "sheets", name, NULL);
  g_autofree char *golden = NULL;
  g_auto (GStrv) want = NULL, got = NULL;

  if (g_getenv ("ETA_UPDATE_GOLDEN")) {
    g_assert_true (g_file_set_contents (path, dump, -1, NULL));
    return;
  }
  g_assert_true (g_file_get_contents (path, &golden, NULL, NULL));
  want = g_strsplit (golden, "\n", -1);
  got = g_strsplit (dump, "\n", -1);
  for (guint i = 0; want[i] && got[i]; i++)
    if (strcmp (want[i], got[i]) != 0)
      g_error ("%s, line %u:\n  was %s\n  is  %s", name, i + 1, want[i], got[i]);
  g_assert_cmpuint (g_strv_length (got), ==, g_strv_length (want));
}
