#include "catalog/data.h"
#include "catalog/error.h"

static void
test_cells (void)
{
  const char text[] = "key\ten\tar\r\n# a remark\n\na\tone\t\r\nb\ttwo\tx\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaTable) table = eta_table_parse ("t.tsv", text, sizeof text - 1, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (eta_table_n_rows (table), ==, 2);
  g_assert_cmpstr (eta_table_cell (table, 0, "ar"), ==, "");
  g_assert_cmpstr (eta_table_cell (table, 1, "en"), ==, "two");
  g_assert_cmpstr (eta_table_cell (table, 1, "de"), ==, "");
  g_assert_cmpint (eta_table_find (table, "b"), ==, 1);
  g_assert_cmpint (eta_table_find (table, "c"), ==, -1);
  g_assert_cmpuint (eta_table_line (table, 1), ==, 5);
}

static void
test_bad_row (void)
{
  const char text[] = "key\ten\na\tone\ttoo many\n";
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaTable) table = eta_table_parse ("t.tsv", text, sizeof text - 1, &error);

  g_assert_null (table);
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_nonnull (g_strstr_len (error->message, -1, "line 2"));
}

static void
test_shipped (void)
{
  static const char *const names[] = {
      "terms.tsv", "units.tsv", "currency.tsv",  "incoterms.tsv", "containers.tsv", "pallets.tsv",
      "hs.tsv",    "ports.tsv", "countries.tsv", "formats.tsv",   "evidence.tsv"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_assert_cmpuint (eta_table_n_rows (eta_table_get (names[i])), >, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/data/cells", test_cells);
  g_test_add_func ("/data/bad-row", test_bad_row);
  g_test_add_func ("/data/shipped", test_shipped);
  return g_test_run ();
}
