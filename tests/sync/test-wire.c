/* JSON: bounded, without trust, and the same bytes in every locale (B31). */
#include "sync/error.h"
#include "sync/wire.h"

#include <locale.h>
#include <string.h>

static void
test_write (void)
{
  g_autoptr (GString) out = g_string_new (NULL);

  eta_wire_open (out, NULL, '{');
  eta_wire_text (out, "quo\"te", "a\\b\n\x01ü قهوة");
  eta_wire_open (out, "list", '[');
  eta_wire_raw (out, NULL, "4.50");
  eta_wire_int (out, NULL, -3);
  eta_wire_text (out, NULL, NULL);
  eta_wire_close (out, ']');
  eta_wire_open (out, "empty", '{');
  eta_wire_close (out, '}');
  eta_wire_bool (out, "yes", TRUE);
  eta_wire_close (out, '}');
  g_assert_cmpstr (out->str, ==,
                   "{\"quo\\\"te\":\"a\\\\b\\u000a\\u0001ü قهوة\",\"list\":[4.50,-3,null],"
                   "\"empty\":{},\"yes\":true}");
}

static void
assert_plain (const char *json, const char *expected)
{
  g_autofree char *text = g_strdup_printf ("{\"n\":%s}", json);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) node = eta_wire_parse (text, strlen (text), &error);
  g_autofree char *plain = NULL;

  g_assert_no_error (error);
  plain = eta_wire_plain (json_node_get_object (node), "n");
  g_assert_cmpstr (plain, ==, expected);
}

static void
test_numbers (void)
{
  assert_plain ("19.95", "19.95");
  assert_plain ("0.25", "0.25");
  assert_plain ("1234.50", "1234.5");
  assert_plain ("65000", "65000");
  assert_plain ("1e3", "1000");
  assert_plain ("-4.1", "-4.1");
  assert_plain ("\"4.50\"", "4.50");
  assert_plain ("80.6", "80.6");
  assert_plain ("12345678901.23", "12345678901.23");
  assert_plain ("null", NULL);
  assert_plain ("[1]", NULL);
  assert_plain ("true", NULL);
}

static void
test_locales (void)
{
  static const char *const names[] = {"id_ID.UTF-8", "de_DE.UTF-8"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    if (!setlocale (LC_ALL, names[i])) {
      g_test_skip ("the locale was not made");
      return;
    }
    g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
    test_numbers ();
    test_write ();
  }
  setlocale (LC_ALL, "C.UTF-8");
}

static void
assert_refused (const char *data, gsize size)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (eta_wire_parse (data, size, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_FAILED);
}

static void
test_refused (void)
{
  g_autofree char *deep = g_strnfill (100000, '[');
  g_autofree char *quoted = g_strdup ("{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["
                                      "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[[[[[[[[[[[[[[[[[\"}");
  g_autoptr (JsonNode) fine = eta_wire_parse (quoted, strlen (quoted), NULL);

  assert_refused (deep, 100000);
  assert_refused ("", 0);
  assert_refused ("<html>", 6);
  assert_refused ("{\"a\":", 5);
  assert_refused ("{\"a\":\"\xff\"}", 9);
  g_assert_nonnull (fine);
}

/* A shop that sends other types than it should gets no word in, but breaks nothing. */
static void
test_types (void)
{
  static const char text[] = "\xef\xbb\xbf {\"a\":[1],\"b\":{\"c\":1},\"s\":\"x\",\"t\":true}";
  g_autoptr (JsonNode) node = eta_wire_parse (text, strlen (text), NULL);
  JsonObject *object = json_node_get_object (node);

  g_assert_null (eta_wire_string (object, "a"));
  g_assert_null (eta_wire_string (object, "none"));
  g_assert_null (eta_wire_string (NULL, "none"));
  g_assert_null (eta_wire_object (object, "a"));
  g_assert_null (eta_wire_array (object, "b"));
  g_assert_null (eta_wire_nth (eta_wire_array (object, "a"), 0));
  g_assert_cmpuint (eta_wire_length (NULL), ==, 0);
  g_assert_true (eta_wire_is_true (object, "t"));
  g_assert_false (eta_wire_is_true (object, "s"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wire/write", test_write);
  g_test_add_func ("/wire/numbers", test_numbers);
  g_test_add_func ("/wire/locales", test_locales);
  g_test_add_func ("/wire/refused", test_refused);
  g_test_add_func ("/wire/types", test_types);
  return g_test_run ();
}
