#include "run-cli.h"

static void
fill (Cli *c)
{
  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", "name.id=Kopi Arabika", "name.en=Arabica coffee",
                        "price.usd=4.50", "moq=500", "category=kopi", "stage=olah", NULL),
                   ==, 0);
  g_assert_cmpint (run (c, "add", "MADU-01", "name.id=Madu hutan", "moq=20", NULL), ==, 0);
}

static void
assert_list (Cli *c, const char *first)
{
  g_assert_cmpint (c->status, ==, 0);
  g_assert_cmpuint (count_lines (c->out), ==, first ? 1 : 0);
  if (first)
    g_assert_true (g_str_has_prefix (c->out, first));
}

static void
test_filters (Cli *c, gconstpointer unused)
{
  fill (c);
  run (c, "list", "--category", "Kopi", NULL);
  assert_list (c, "KOPI-01\t");
  run (c, "list", "--missing", "en", NULL);
  assert_list (c, "MADU-01\t");
  run (c, "list", "--stage", "olah", NULL);
  assert_list (c, "KOPI-01\t");
  run (c, "list", "--no-price", NULL);
  assert_list (c, "MADU-01\t");
  run (c, "list", "--no-photo", "--category", "kopi", "arabika", NULL);
  assert_list (c, "KOPI-01\t");
  run (c, "list", "--ending", "90", NULL);
  assert_list (c, NULL);
  run (c, "list", "--sort", "moq", "--limit", "1", NULL);
  assert_list (c, "MADU-01\t");
  g_assert_cmpint (run (c, "list", "--stage", "great", NULL), ==, 2);
  g_assert_cmpint (run (c, "list", "--ending", "soon", NULL), ==, 2);
  g_assert_cmpint (run (c, "list", "--sort", "payment_terms", NULL), ==, 2);
  g_assert_cmpint (run (c, "list", "--not-listed", "Toko", NULL), ==, 2);
  g_assert_cmpint (run (c, "delete", "KOPI-01", NULL), ==, 0);
  run (c, "list", "--trash", NULL);
  assert_list (c, "KOPI-01\t");
}

static void
test_views (Cli *c, gconstpointer unused)
{
  fill (c);
  g_assert_cmpint (run (c, "view", "save", "Tanpa harga", "madu", "--no-price", NULL), ==, 0);
  run (c, "list", "--view", "Tanpa harga", NULL);
  assert_list (c, "MADU-01\t");
  run (c, "list", "--view", "Tanpa harga", "kopi", NULL);
  assert_list (c, NULL);
  g_assert_cmpint (run (c, "list", "--view", "Lain", NULL), ==, 2);
  assert_said (c->err, "Lain");
  g_assert_cmpint (run (c, "view", "rename", "Tanpa harga", "Belum", NULL), ==, 0);
  run (c, "view", "list", NULL);
  assert_list (c, "Belum\t");
  g_assert_cmpint (run (c, "view", "remove", "Belum", NULL), ==, 0);
  g_assert_cmpint (run (c, "view", "remove", "Belum", NULL), ==, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/list-filters", test_filters);
  with_cli ("/cli/views", test_views);
  return g_test_run ();
}
