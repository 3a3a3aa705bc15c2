/* Damaged pictures of every kind: whatever the bytes, intake either gives a whole photo or a
 * sentence. Deterministic; `-m slow` tries thirty times as many. */
#include "pixels.h"

static const char *const names[] = {
    "ori6.jpg",    "progressive.jpg", "cmyk_red.jpg", "grey.jpg",   "adobe_60_160_70.jpg",
    "alpha16.png", "palette.png",     "exif6.png",    "exif6.webp", "alpha.webp",
    "anim.gif",    "plain.bmp",       "ori1.tif",     "photo.heic"};

/* A few bytes changed (more often in the header), a piece taken out, or the end cut off. */
static GBytes *
mutated (GBytes *bytes, GRand *rand)
{
  g_autoptr (GByteArray) copy = g_byte_array_new ();
  gsize len = g_bytes_get_size (bytes);
  int n = g_rand_int_range (rand, 0, 12);

  g_byte_array_append (copy, g_bytes_get_data (bytes, NULL), len);
  for (int i = 0; i < n; i++) {
    gsize reach = g_rand_boolean (rand) ? MIN (len, 200) : len;

    copy->data[g_rand_int_range (rand, 0, reach)] = g_rand_int_range (rand, 0, 256);
  }
  if (g_rand_int_range (rand, 0, 4) == 0) {
    guint at = g_rand_int_range (rand, 0, len);

    g_byte_array_remove_range (copy, at, g_rand_int_range (rand, 0, MIN (len - at, 50)));
  }
  if (g_rand_int_range (rand, 0, 8) == 0)
    g_byte_array_set_size (copy, g_rand_int_range (rand, 0, copy->len + 1));
  return g_byte_array_free_to_bytes (g_steal_pointer (&copy));
}

static void
try_one (GBytes *bytes, EtaIntakeOptions *options)
{
  g_auto (EtaIntakeResult) out = {0}, again = {0};
  g_autoptr (GError) error = NULL;

  if (!eta_intake_bytes (bytes, "mutant", options, &out, NULL, &error)) {
    g_assert_true (error != NULL && error->domain == ETA_PHOTOS_ERROR);
    g_assert_nonnull (strstr (error->message, "mutant"));
    g_assert_null (out.full);
    return;
  }
  g_assert_cmpint (MAX (out.width, out.height), <=, options->long_side);
  take_in (out.full, &again);
  g_assert_cmpint (again.width, ==, out.width);
  g_assert_cmpint (again.height, ==, out.height);
}

static void
test_mutants (gconstpointer name)
{
  g_autoptr (GBytes) whole = fixture (name);
  g_autoptr (GRand) rand = g_rand_new_with_seed (g_str_hash (name));
  int n = g_test_slow () ? 3000 : 100;

  for (int i = 0; i < n; i++) {
    EtaIntakeOptions options = {.long_side = g_rand_int_range (rand, 1, 400),
                                .quarter_turns = g_rand_int_range (rand, 0, 4)};
    g_autoptr (GBytes) bytes = mutated (whole, rand);

    try_one (bytes, &options);
  }
}

int
main (int argc, char **argv)
{
  static const char *const ours[] = {G_LOG_DOMAIN, "GLib", "GLib-GIO"};

  g_test_init (&argc, &argv, NULL);
  /* Loaders of gdk-pixbuf complain to themselves (webp-pixbuf-loader 0.2.1 asks for a picture of an
   * animation it does not have); what is said under the other names is our fault. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    g_log_set_fatal_mask (ours[i], G_LOG_FATAL_MASK | G_LOG_LEVEL_CRITICAL | G_LOG_LEVEL_WARNING);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autofree char *path = g_strconcat ("/mutation/", names[i], NULL);

    g_test_add_data_func (path, names[i], test_mutants);
  }
  return g_test_run ();
}
