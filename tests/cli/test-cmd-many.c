#include "run-cli.h"

static void
fill (Cli *c)
{
  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
  g_assert_cmpint (
      run (c, "add", "KOPI-01", "name.id=Kopi", "price.usd=4.50", "price.idr=65000", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "MADU-01", "name.id=Madu", "price.idr=95000", NULL), ==, 0);
}

static void
assert_shows (Cli *c, const char *sku, const char *line)
{
  g_assert_cmpint (run (c, "show", sku, NULL), ==, 0);
  assert_said (c->out, line);
}

static void
test_set (Cli *c, gconstpointer unused)
{
  fill (c);
  g_assert_cmpint (run (c, "set", "KOPI-01", "MADU-01", "moq=40", "port=IDSUB", NULL), ==, 0);
  assert_shows (c, "MADU-01", "moq\t40\n");
  assert_shows (c, "KOPI-01", "port\tIDSUB\n");
  g_assert_cmpint (run (c, "set", "--all", "moq=50", NULL), ==, 0);
  assert_shows (c, "KOPI-01", "moq\t50\n");
  g_assert_cmpint (run (c, "undo", NULL), ==, 0); /* one step */
  assert_shows (c, "KOPI-01", "moq\t40\n");
  assert_shows (c, "MADU-01", "moq\t40\n");
  /* All or nothing. */
  g_assert_cmpint (run (c, "set", "KOPI-01", "NONE", "moq=60", NULL), ==, 2);
  g_assert_cmpint (run (c, "set", "--all", "sku=SAMA", NULL), ==, 2);
  assert_shows (c, "KOPI-01", "moq\t40\n");
  g_assert_cmpint (run (c, "set", "moq=60", NULL), ==, 2);
}

static void
test_reprice (Cli *c, gconstpointer unused)
{
  fill (c);
  g_assert_cmpint (
      run (c, "reprice", "--all", "--percent", "3.33", "--currency", "idr", "--round", "500", NULL),
      ==, 0);
  assert_shows (c, "KOPI-01", "price.idr\t67000\n");
  assert_shows (c, "KOPI-01", "price.usd\t4.50\n");
  g_assert_cmpint (run (c, "reprice", "KOPI-01", "--percent=-10", NULL), ==, 0);
  assert_shows (c, "KOPI-01", "price.usd\t4.05\n");
  g_assert_cmpint (run (c, "reprice", "--all", NULL), ==, 2);
  g_assert_cmpint (run (c, "reprice", "--all", "--percent", "ten", NULL), ==, 2);
  g_assert_cmpint (run (c, "reprice", "--all", "--percent", "5", "--round", "500", NULL), ==, 2);
  g_assert_cmpint (run (c, "reprice", "--all", "--percent", "5", "--currency", "XQX", NULL), ==, 2);
}

static void
test_trash (Cli *c, gconstpointer unused)
{
  fill (c);
  g_assert_cmpint (run (c, "trash", "delete", "KOPI-01", NULL), ==, 2);
  g_assert_cmpint (run (c, "delete", "KOPI-01", "MADU-01", NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 0);
  g_assert_cmpint (run (c, "trash", "restore", "KOPI-01", NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 1);
  g_assert_cmpint (run (c, "trash", "delete", "MADU-01", NULL), ==, 0);
  g_assert_cmpint (run (c, "show", "MADU-01", NULL), ==, 2);
  g_assert_cmpint (run (c, "undo", NULL), ==, 0);
  g_assert_cmpint (run (c, "show", "MADU-01", NULL), ==, 0);
}

static void
test_duplicate (Cli *c, gconstpointer unused)
{
  fill (c);
  g_assert_cmpint (run (c, "duplicate", "KOPI-01", NULL), ==, 0);
  g_assert_cmpstr (c->out, ==, "KOPI-01-2\n");
  assert_shows (c, "KOPI-01-2", "price.usd\t4.50\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/set-many", test_set);
  with_cli ("/cli/reprice", test_reprice);
  with_cli ("/cli/trash", test_trash);
  with_cli ("/cli/duplicate", test_duplicate);
  return g_test_run ();
}
