#include "run-cli.h"

static void
begin (Cli *c)
{
  g_assert_cmpint (run (c, "init", "--producer", "Kopontren Satu", NULL), ==, 0);
}

static char *
write_file (Cli *c, const char *name, const char *text)
{
  char *path = g_build_filename (c->folder, name, NULL);

  g_assert_true (g_file_set_contents_full (path, text, -1, 0, 0600, NULL));
  return path;
}

static void
test_wrong_use (Cli *c, gconstpointer unused)
{
  g_autofree char *key = write_file (c, "key", "sk_test\n");
  g_autofree char *empty = write_file (c, "empty", "\n");

  begin (c);
  g_assert_cmpint (run (c, "connect", "Toko", NULL), ==, 2);
  g_assert_cmpint (
      run (c, "connect", "Toko", "--kind", "bazaar", "--url", "http://127.0.0.1:1", NULL), ==, 2);
  assert_said (c->err, "medusa");
  g_assert_cmpint (run (c, "connect", "Toko", "--kind", "medusa", NULL), ==, 2);
  g_assert_cmpint (run (c, "connect", "Toko", "--kind", "medusa", "--url", "http://127.0.0.1:1",
                        "--key-file", "absent", NULL),
                   ==, 2);
  g_assert_cmpint (run (c, "connect", "Toko", "--kind", "medusa", "--url", "http://127.0.0.1:1",
                        "--key-file", empty, NULL),
                   ==, 2);
  g_assert_cmpint (run (c, "connect", "Toko", "--kind", "medusa", "--url", "not an address",
                        "--key-file", key, NULL),
                   ==, 2);
  g_assert_cmpint (run (c, "sync", NULL), ==, 2);
  g_assert_cmpint (run (c, "sync", "Toko", NULL), ==, 2);
  assert_said (c->err, "Toko");
  g_assert_cmpint (run (c, "disconnect", "Toko", NULL), ==, 2);
}

/* Nothing listens on port 1, and the name of RFC 2606 never resolves: not kept. */
static void
test_unreachable (Cli *c, gconstpointer unused)
{
  g_autofree char *key = write_file (c, "key", "sk_test\n");

  begin (c);
  g_assert_cmpint (run (c, "connect", "Toko", "--kind", "medusa", "--url", "http://127.0.0.1:1",
                        "--key-file", key, NULL),
                   ==, 4);
  assert_said (c->err, "127.0.0.1");
  g_assert_cmpint (run (c, "connect", "Toko", "--kind", "medusa", "--url", "https://shop.invalid",
                        "--key-file", key, NULL),
                   ==, 4);
  assert_said (c->err, "shop.invalid");
  g_assert_null (strstr (c->err, "sk_test"));
  g_assert_cmpint (run (c, "markets", NULL), ==, 0);
  g_assert_cmpstr (c->out, ==, "");
}

/* The value of NAME in the file that start-medusa.sh wrote; NULL without a server. */
static char *
server_value (const char *name)
{
  const char *path = g_getenv ("MEDUSA_ENV");
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!path || !g_file_get_contents (path, &text, NULL, NULL))
    return NULL;
  lines = g_strsplit (text, "\n", -1);
  for (char **line = lines; *line; line++) {
    const char *value = g_str_has_prefix (*line, name) ? *line + strlen (name) : NULL;
    if (value && *value == '=')
      return g_strdup (value + 1);
  }
  return NULL;
}

static JsonObject *
sync_now (Cli *c, int status, JsonNode **node)
{
  g_clear_pointer (node, json_node_unref);
  g_assert_cmpint (run (c, "--json", "sync", "Toko", NULL), ==, status);
  *node = json (c);
  return json_node_get_object (*node);
}

/* Against a real server: what is new is sent once, what changed alone, what did not is not. */
static void
test_shop (Cli *c, gconstpointer unused)
{
  g_autofree char *url = server_value ("MEDUSA_URL");
  g_autofree char *secret = server_value ("MEDUSA_SECRET_KEY");
  g_autofree char *key = secret ? write_file (c, "key", secret) : NULL;
  g_autofree char *bad = write_file (c, "bad", "sk_nobody\n");
  g_autoptr (JsonNode) node = NULL;
  JsonObject *report;

  if (!url || !secret) {
    g_test_skip ("MEDUSA_ENV names no running server.");
    return;
  }
  begin (c);
  g_assert_cmpint (
      run (c, "connect", "Toko", "--kind", "medusa", "--url", url, "--key-file", bad, NULL), ==, 4);
  g_assert_null (strstr (c->err, "sk_nobody"));
  g_assert_cmpint (
      run (c, "connect", "Toko", "--kind", "medusa", "--url", url, "--key-file", key, NULL), ==, 0);
  g_assert_cmpint (run (c, "add", "KOPI-01", "name.id=Kopi", "name.en=Coffee", "name.ar=قهوة",
                        "price.usd=4.50", NULL),
                   ==, 0);
  g_assert_cmpint (run (c, "--json", "sync", "Toko", "--dry-run", NULL), ==, 0);
  report = sync_now (c, 0, &node);
  g_assert_cmpint (json_object_get_int_member (report, "done"), ==, 1);
  report = sync_now (c, 0, &node);
  g_assert_cmpint (json_object_get_int_member (report, "writes"), ==, 0);
  g_assert_cmpint (run (c, "set", "KOPI-01", "price.usd=4.60", NULL), ==, 0);
  report = sync_now (c, 0, &node);
  g_assert_cmpint (json_object_get_int_member (report, "writes"), ==, 1);
  /* Out of the shop window again, as a secretariat would. */
  g_assert_cmpint (run (c, "delete", "KOPI-01", NULL), ==, 0);
  sync_now (c, 0, &node);
  g_assert_cmpint (run (c, "disconnect", "Toko", NULL), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_cli ("/cli/sync/wrong-use", test_wrong_use);
  with_cli ("/cli/sync/unreachable", test_unreachable);
  with_cli ("/cli/sync/shop", test_shop);
  return g_test_run ();
}
