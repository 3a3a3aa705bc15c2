#include "run-cli.h"

static void
fill (Cli *c)
{
  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", "name.id=Kopi Arabika Ijen", "name.en=Ijen coffee",
                        "name.ar=قهوة إيجن", "price.idr=65000", "price.usd=4.50", "moq=500",
                        "hs=0901.21", "carton.count=24", NULL),
                   ==, 0);
  g_assert_cmpint (run (c, "add", "MADU-01", "name.id=Madu hutan", NULL), ==, 0);
}

static JsonObject *
show (Cli *c, const char *sku, JsonNode **node)
{
  g_assert_cmpint (run (c, "--json", "show", sku, NULL), ==, 0);
  *node = json (c);
  return json_node_get_object (*node);
}

static void
test_list (Cli *c, gconstpointer unused)
{
  static const char *const found[] = {"kopi", "IJEN", "rabik", "coffee", "قهوه", "kopi-01"};

  fill (c);
  for (guint i = 0; i < G_N_ELEMENTS (found); i++) {
    g_assert_cmpint (run (c, "list", found[i], NULL), ==, 0);
    g_assert_cmpuint (count_lines (c->out), ==, 1);
    g_assert_true (g_str_has_prefix (c->out, "KOPI-01\t"));
  }
  g_assert_cmpint (run (c, "list", "tehrosela", NULL), ==, 0);
  g_assert_cmpstr (c->out, ==, "");
  g_assert_cmpint (run (c, "list", "--limit", "1", NULL), ==, 0);
  g_assert_cmpuint (count_lines (c->out), ==, 1);
  g_assert_cmpint (run (c, "list", "--state", "draf", NULL), ==, 0);
  g_assert_cmpuint (count_lines (c->out), ==, 2);
  g_assert_cmpint (run (c, "list", "--state", "great", NULL), ==, 2);
  g_assert_cmpint (run (c, "list", "--producer", "Dua", NULL), ==, 2);
  g_assert_cmpint (run (c, "list", "--producer", "kopontren satu", NULL), ==, 0);
  g_assert_cmpuint (count_lines (c->out), ==, 2);
}

static void
test_show (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonObject *product, *price;

  fill (c);
  product = show (c, "kopi-01", &node);
  g_assert_cmpstr (json_object_get_string_member (product, "sku"), ==, "KOPI-01");
  g_assert_cmpstr (json_object_get_string_member (product, "hs"), ==, "090121");
  g_assert_cmpstr (json_object_get_string_member (product, "producer"), ==, "Kopontren Satu");
  g_assert_cmpint (json_object_get_int_member (product, "moq"), ==, 500);
  price = json_array_get_object_element (json_object_get_array_member (product, "prices"), 1);
  g_assert_cmpint (json_object_get_int_member (price, "minor"), ==, 450);
  g_assert_cmpstr (json_object_get_string_member (price, "amount"), ==, "4.50");
  g_assert_cmpint (run (c, "show", "KOPI-01", NULL), ==, 0);
  assert_said (c->out, "price.usd\t4.50\n");
  assert_said (c->out, "name.ar\tقهوة إيجن\n");
  g_assert_cmpint (run (c, "show", "KOPI-99", NULL), ==, 2);
  assert_said (c->err, "KOPI-99");
}

static void
test_set (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;

  fill (c);
  g_assert_cmpint (
      run (c, "set", "KOPI-01", "moq=600", "price.usd.600=4.1", "gtin=2000000000015", NULL), ==, 0);
  /* One bad value: nothing of the call is stored. */
  g_assert_cmpint (run (c, "set", "KOPI-01", "moq=700", "gtin=2000000000016", NULL), ==, 2);
  assert_said (c->err, "gtin");
  g_assert_cmpint (run (c, "set", "KOPI-01", "moq", NULL), ==, 2);
  g_assert_cmpint (run (c, "set", "KOPI-01", "colour=red", NULL), ==, 2);
  g_assert_cmpint (run (c, "set", "KOPI-01", "sku=madu-01", NULL), ==, 2);
  g_assert_cmpint (run (c, "set", "KOPI-01", "name.en=", NULL), ==, 0);
  g_assert_cmpint (json_object_get_int_member (show (c, "KOPI-01", &node), "moq"), ==, 600);
  g_assert_null (strstr (c->out, "Ijen coffee"));
}

static void
test_add (Cli *c, gconstpointer unused)
{
  fill (c);
  g_assert_cmpint (run (c, "add", "kopi-01", "name.id=Lagi", NULL), ==, 2);
  g_assert_cmpint (run (c, "add", "X-1", "price.usd=abc", NULL), ==, 2);
  g_assert_cmpint (run (c, "add", "X-1", "--producer", "Nobody", NULL), ==, 2);
  g_assert_cmpuint (count_products (c), ==, 2);
  g_assert_cmpint (run (c, "producer", "add", "Dua", NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "X-1", NULL), ==, 2);
  g_assert_cmpint (run (c, "add", "X-1", "--producer", "dua", NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 3);
}

static void
test_delete (Cli *c, gconstpointer unused)
{
  fill (c);
  g_assert_cmpint (run (c, "delete", "KOPI-01", "NONE", NULL), ==, 2);
  g_assert_cmpuint (count_products (c), ==, 2);
  g_assert_cmpint (run (c, "--json", "delete", "KOPI-01", "MADU-01", NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 0);
  g_assert_cmpint (run (c, "undo", NULL), ==, 0);
  g_assert_cmpuint (count_products (c), ==, 2);
}

/* B31, B32: the locale's comma is no part of any data. */
static void
test_locales (Cli *c, gconstpointer unused)
{
  static const char *const locales[] = {"id_ID.UTF-8", "de_DE.UTF-8", "ar_EG.UTF-8"};
  g_autofree char *plain = NULL;

  fill (c);
  g_assert_cmpint (
      run (c, "set", "KOPI-01", "price.usd=1234.50", "price.kwd=12.345", "net=250", NULL), ==, 0);
  g_assert_cmpint (run (c, "--json", "show", "KOPI-01", NULL), ==, 0);
  plain = g_strdup (c->out);
  assert_said (plain, "\"1234.50\"");
  assert_said (plain, "\"12.345\"");
  for (guint i = 0; i < G_N_ELEMENTS (locales); i++) {
    c->locale = locales[i];
    g_assert_cmpint (run (c, "--json", "show", "KOPI-01", NULL), ==, 0);
    g_assert_cmpstr (c->out, ==, plain);
    /* Typed with a point under a locale with a comma. */
    g_assert_cmpint (run (c, "set", "KOPI-01", "price.eur=19.99", NULL), ==, 0);
    g_assert_cmpint (run (c, "--json", "show", "KOPI-01", NULL), ==, 0);
    assert_said (c->out, "1999");
    g_assert_cmpint (run (c, "undo", NULL), ==, 0);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/list", test_list);
  with_cli ("/cli/show", test_show);
  with_cli ("/cli/set", test_set);
  with_cli ("/cli/add", test_add);
  with_cli ("/cli/delete", test_delete);
  with_cli ("/cli/locales", test_locales);
  return g_test_run ();
}
