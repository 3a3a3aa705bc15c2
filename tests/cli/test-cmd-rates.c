#include "run-cli.h"

static void
test_rates (Cli *c, gconstpointer unused)
{
  g_autoptr (JsonNode) node = NULL;
  JsonArray *rates;

  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "rates", "list", NULL), ==, 0);
  g_assert_cmpstr (c->out, ==, "");
  g_assert_cmpint (run (c, "rates", "set", "usd", "idr", "16000", NULL), ==, 0);
  assert_said (c->out, "1 USD = 16000 IDR");
  g_assert_cmpint (run (c, "rates", "set", "usd", "idr", "16.000", NULL), ==, 2);
  assert_said (c->err, "16.000");
  g_assert_cmpint (run (c, "rates", "pegs", NULL), ==, 0);
  g_assert_cmpint (run (c, "--json", "rates", "list", NULL), ==, 0);
  node = json (c);
  rates = json_node_get_array (node);
  g_assert_cmpuint (json_array_get_length (rates), ==, 6);
  g_assert_cmpint (run (c, "rates", "convert", "65000", "IDR", "AED", NULL), ==, 0);
  assert_said (c->out, "AED 14.92"); /* 65,000 / 16,000 × 3.6725 = 14.9195… */
  g_assert_cmpint (run (c, "rates", "convert", "65000", "IDR", "KWD", NULL), ==, 1);
  assert_said (c->err, "KWD");
  g_assert_cmpint (run (c, "rates", "remove", "USD", "IDR", NULL), ==, 0);
  g_assert_cmpint (run (c, "rates", "remove", "USD", "IDR", NULL), ==, 2);
  g_assert_cmpint (run (c, "rates", "fetch", "--address", "http://127.0.0.1:1/x.xml", NULL), ==, 4);
}

/* An old rate is named, never used. */
static void
test_old (Cli *c, gconstpointer unused)
{
  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
  g_assert_cmpint (run (c, "rates", "set", "USD", "IDR", "16000", "--date", "2020-01-02", NULL), ==,
                   0);
  g_assert_cmpint (run (c, "rates", "convert", "65000", "IDR", "USD", NULL), ==, 1);
  assert_said (c->out, "2 January 2020");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/cmd-rates/rates", Cli, NULL, cli_setup, test_rates, cli_teardown);
  g_test_add ("/cmd-rates/old", Cli, NULL, cli_setup, test_old, cli_teardown);
  return g_test_run ();
}
