#include "pixels.h"

#include <sys/stat.h>
#include <unistd.h>

static const guint8 *
find (GBytes *bytes, const char *what)
{
  gsize len;
  const guint8 *data = g_bytes_get_data (bytes, &len);

  return memmem (data, len, what, strlen (what));
}

/* Case B10, B11: all eight orientations, in the photo and in its thumbnail. */
static void
test_orientations (void)
{
  for (int o = 1; o <= 8; o++) {
    g_autofree char *name = g_strdup_printf ("ori%d.jpg", o);
    g_autoptr (GBytes) bytes = fixture (name);
    g_auto (EtaIntakeResult) out = {0};

    take_in (bytes, &out);
    g_assert_cmpint (out.width, ==, o < 5 ? 600 : 400);
    g_assert_cmpint (out.height, ==, o < 5 ? 400 : 600);
    g_assert_cmpint (MAX (out.thumb_width, out.thumb_height), ==, 256);
    g_assert_cmpint (out.original_width, ==, 600);
    g_assert_cmpint (out.original_height, ==, 400);
    assert_quadrants (out.full, upright_corners[o]);
    assert_quadrants (out.thumb, upright_corners[o]);
    g_assert_null (find (out.full, "Exif"));
  }
}

/* Where libjpeg halves the picture before we do: the same picture, only smaller. */
static void
test_much_smaller (void)
{
  static const int sides[] = {149, 74, 37};

  for (int o = 1; o <= 8; o++)
    for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
      g_autofree char *name = g_strdup_printf ("ori%d.jpg", o);
      g_autoptr (GBytes) bytes = fixture (name);
      EtaIntakeOptions options = {.long_side = sides[i], .quality = 100};
      g_auto (EtaIntakeResult) out = {0};

      g_assert_true (eta_intake_bytes (bytes, name, &options, &out, NULL, NULL));
      g_assert_cmpint (MAX (out.width, out.height), ==, sides[i]);
      assert_quadrants (out.full, upright_corners[o]);
    }
}

/* Four quarter turns lead back; each shows what a camera held that way would have written. */
static void
test_quarter_turns (void)
{
  static const int shown_as[] = {1, 6, 3, 8};
  g_autoptr (GBytes) bytes = fixture ("ori1.jpg");

  for (int turns = 0; turns < 4; turns++) {
    EtaIntakeOptions options = {.quarter_turns = turns};
    g_auto (EtaIntakeResult) out = {0};

    g_assert_true (eta_intake_bytes (bytes, "x", &options, &out, NULL, NULL));
    assert_quadrants (out.full, upright_corners[shown_as[turns]]);
  }
}

/* Each quarter of the four-coloured picture alone, from a JPEG as it is stored and from a PNG; the
 * part beyond the edge is cut off. */
static void
test_crop (void)
{
  static const char *const names[] = {"ori1.jpg", "ori6.jpg", "exif6.png"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    for (int quarter = 0; quarter < 4; quarter++) {
      g_autoptr (GBytes) bytes = fixture (names[i]);
      EtaIntakeOptions options = {.crop = {quarter % 2 * 5000, quarter / 2 * 5000, 5001, 20000}};
      g_auto (EtaIntakeResult) whole = {0}, out = {0};
      const int height = quarter / 2 ? 500 : 1000;
      char corners[5] = "";

      take_in (bytes, &whole);
      g_assert_true (eta_intake_bytes (bytes, "x", &options, &out, NULL, NULL));
      g_assert_cmpint (ABS (out.width - whole.width / 2), <=, 1);
      g_assert_cmpint (ABS (out.height - whole.height * height / 1000), <=, 1);
      for (int k = 0; k < 4; k++)
        corners[k] = upright_corners[i == 0 ? 1 : 6][k / 2 * (height == 1000 ? 2 : 0) +
                                                     (height == 1000 ? 0 : 2) + quarter % 2];
      assert_quadrants (out.full, corners);
      assert_quadrants (out.thumb, corners);
    }
}

/* A pixel stays, and the same part of the same picture has the same name. */
static void
test_crop_bounds (void)
{
  g_autoptr (GBytes) bytes = fixture ("ori1.jpg");
  EtaIntakeOptions options = {.crop = {9999, 9999, 1, 1}};
  g_auto (EtaIntakeResult) one = {0}, again = {0};

  g_assert_true (eta_intake_bytes (bytes, "x", &options, &one, NULL, NULL));
  g_assert_cmpint (one.width, >=, 1);
  g_assert_cmpint (one.width, <=, 2);
  g_assert_true (eta_intake_bytes (bytes, "x", &options, &again, NULL, NULL));
  g_assert_cmpstr (one.sha256, ==, again.sha256);
}

static void
test_orientation_elsewhere (void)
{
  static const char *const names[] = {"exif6.png", "exif6.webp"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GBytes) bytes = fixture (names[i]);
    g_auto (EtaIntakeResult) out = {0};

    take_in (bytes, &out);
    assert_quadrants (out.full, upright_corners[6]);
  }
}

/* The tag's value lies at byte 0x366 + 8 of this file. */
static void
test_orientation_tiff (void)
{
  g_autoptr (GBytes) plain = fixture ("ori1.tif");

  for (int o = 1; o <= 8; o++) {
    gsize len = g_bytes_get_size (plain);
    guint8 *copy = g_memdup2 (g_bytes_get_data (plain, NULL), len);
    g_autoptr (GBytes) bytes = NULL;
    g_auto (EtaIntakeResult) out = {0};

    g_assert_cmpint (copy[0x366], ==, 0x12);
    copy[0x366 + 8] = o;
    bytes = g_bytes_new_take (copy, len);
    take_in (bytes, &out);
    assert_quadrants (out.full, upright_corners[o]);
  }
}

static void
test_adobe_rgb (void)
{
  g_autoptr (GBytes) bytes = fixture ("adobe_60_160_70.jpg");
  g_auto (EtaIntakeResult) out = {0};

  take_in (bytes, &out);
  assert_colour (out.full, 500, 500, 0x00a13c, 4);
  assert_colour (out.thumb, 500, 500, 0x00a13c, 4);
  g_assert_null (find (out.full, "ICC_PROFILE"));
}

/* Case B13: written the way Adobe does, complemented and as YCCK. */
static void
test_cmyk (void)
{
  g_autoptr (GBytes) bytes = fixture ("cmyk_red.jpg");
  g_auto (EtaIntakeResult) out = {0};

  take_in (bytes, &out);
  assert_colour (out.full, 500, 500, 0xff0000, 12);
  assert_colour (out.thumb, 500, 500, 0xff0000, 12);
}

/* One component, so half the work for whoever prints it. */
static void
test_grey (void)
{
  g_autoptr (GBytes) bytes = fixture ("grey.jpg");
  g_auto (EtaIntakeResult) out = {0};

  take_in (bytes, &out);
  assert_colour (out.full, 500, 0, 0x000000, 6);
  assert_colour (out.full, 500, 990, 0xffffff, 6);
  g_assert_nonnull (find (out.full, "\xff\xc0")); /* next: length, precision, size, components */
  g_assert_cmpint (find (out.full, "\xff\xc0")[9], ==, 1);
}

static void
test_transparency (void)
{
  static const struct {
    const char *name;
    guint left, right;
  } cases[] = {{"alpha16.png", 0xc80000, 0x7f7fff},
               {"palette.png", 0xc80000, 0xffffff},
               {"alpha.webp", 0x7f7fff, 0x7f7fff}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes = fixture (cases[i].name);
    g_auto (EtaIntakeResult) out = {0};

    take_in (bytes, &out);
    assert_colour (out.full, 200, 500, cases[i].left, 6);
    assert_colour (out.full, 800, 500, cases[i].right, 6);
  }
}

static void
test_other_formats (void)
{
  g_autoptr (GBytes) gif = fixture ("anim.gif"), bmp = fixture ("plain.bmp");
  g_autoptr (GBytes) progressive = fixture ("progressive.jpg"), heic = fixture ("photo.heic");
  g_auto (EtaIntakeResult) a = {0}, b = {0}, c = {0}, d = {0};

  take_in (gif, &a);
  assert_colour (a.full, 500, 500, 0xff0000, 6); /* the first of two pictures */
  take_in (bmp, &b);
  assert_quadrants (b.full, "RGBY");
  take_in (progressive, &c);
  assert_quadrants (c.full, "RGBY");
  g_assert_null (find (c.full, "\xff\xc2")); /* no progressive JPEG is stored */
  take_in (heic, &d);
  g_assert_cmpint (d.width, ==, 600);
  g_assert_cmpint (d.height, ==, 400);
  g_assert_true (g_bytes_get_size (d.full) > 1000 && find (d.full, "JFIF") != NULL);
}

/* The content decides, not the name. */
static void
test_wrong_name (void)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "photos", "jpeg_named.png", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_auto (EtaIntakeResult) out = {0};
  g_autoptr (GError) error = NULL;

  eta_intake_file (file, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (out.width, ==, 600);
}

/* Bounded, never enlarged, and taken in again the same: photo, name and all. */
static void
test_bounds_and_identity (void)
{
  static const struct {
    int width, height, out_width, out_height;
  } cases[] = {{2600, 1300, 2048, 1024},
               {1301, 2603, 1024, 2048},
               {2048, 33, 2048, 33},
               {3000, 1, 2048, 1},
               {1, 1, 1, 1},
               {777, 555, 777, 555}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) bytes =
        noisy (cases[i].width, cases[i].height, i % 2, i % 2 ? "png" : "jpeg");
    g_auto (EtaIntakeResult) out = {0}, again = {0};
    g_autofree char *sum = NULL;

    take_in (bytes, &out);
    g_assert_cmpint (out.width, ==, cases[i].out_width);
    g_assert_cmpint (out.height, ==, cases[i].out_height);
    sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, out.full);
    g_assert_cmpstr (sum, ==, out.sha256);
    take_in (out.full, &again);
    g_assert_true (g_bytes_equal (out.full, again.full));
    g_assert_cmpstr (out.sha256, ==, again.sha256);
  }
}

/* Two copies of a stored photo that differ in what a program wrote beside the pixels are one. */
static void
test_metadata_dropped (void)
{
  static const char extra[] = "\xff\xe1\0\x10"
                              "Exif\0\0GPS here"
                              "\xff\xfe\0\x0a"
                              "secret??";
  g_autoptr (GBytes) bytes = fixture ("plain.bmp"), tagged = NULL;
  g_autoptr (GByteArray) copy = g_byte_array_new ();
  g_auto (EtaIntakeResult) out = {0}, again = {0};
  const guint8 *data;

  take_in (bytes, &out);
  data = g_bytes_get_data (out.full, NULL);
  g_byte_array_append (copy, data, 2);
  g_byte_array_append (copy, (const guint8 *)extra, 2 + 16 + 2 + 10);
  g_byte_array_append (copy, data + 2, g_bytes_get_size (out.full) - 2);
  g_byte_array_append (copy, (const guint8 *)"a film behind the end marker", 28);
  tagged = g_byte_array_free_to_bytes (g_steal_pointer (&copy));
  take_in (tagged, &again);
  g_assert_cmpstr (out.sha256, ==, again.sha256);
  g_assert_null (find (again.full, "GPS"));
}

/* A finer JPEG than ours would be is coded again. */
static void
test_fine_quantisation (void)
{
  EtaIntakeOptions fine = {.quality = 98};
  g_autoptr (GBytes) bytes = noisy (300, 200, FALSE, "png");
  g_auto (EtaIntakeResult) out = {0}, again = {0};

  g_assert_true (eta_intake_bytes (bytes, "x", &fine, &out, NULL, NULL));
  take_in (out.full, &again);
  g_assert_cmpuint (g_bytes_get_size (again.full), <, g_bytes_get_size (out.full) * 3 / 4);
}

static void
test_original (void)
{
  EtaIntakeOptions options = {.keep_original = TRUE};
  g_autoptr (GBytes) bytes = fixture ("ori6.jpg");
  g_auto (EtaIntakeResult) out = {0};

  g_assert_true (eta_intake_bytes (bytes, "x", &options, &out, NULL, NULL));
  g_assert_true (g_bytes_equal (out.original, bytes));
}

/* Refusals */

static void
test_truncated (void)
{
  static const char *const names[] = {"ori1.jpg",   "progressive.jpg", "alpha16.png",
                                      "alpha.webp", "photo.heic",      "anim.gif",
                                      "plain.bmp",  "ori1.tif",        "cmyk_red.jpg"};
  g_autoptr (GBytes) photo = noisy (3000, 2000, FALSE, "jpeg");
  g_autoptr (GBytes) half = cut (photo, g_bytes_get_size (photo) / 2);
  g_autoptr (GBytes) no_end = cut (photo, g_bytes_get_size (photo) - 2);

  assert_refused (half, "half.jpg", ETA_PHOTOS_ERROR_INCOMPLETE, "incomplete");
  assert_refused (no_end, "no-end.jpg", ETA_PHOTOS_ERROR_INCOMPLETE, "incomplete");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (GBytes) whole = fixture (names[i]);
    gsize len = strcmp (names[i], "anim.gif") == 0 ? 60 : g_bytes_get_size (whole) * 2 / 3;
    g_autoptr (GBytes) part = cut (whole, len);

    assert_refused (part, names[i], ETA_PHOTOS_ERROR_INCOMPLETE, "incomplete");
  }
}

/* Stray bytes before the end marker, as some phones write them, lose no pixel. */
static void
test_stray_bytes (void)
{
  g_autoptr (GBytes) whole = fixture ("ori1.jpg"), bytes = NULL;
  g_autoptr (GByteArray) copy = g_byte_array_new ();
  g_auto (EtaIntakeResult) out = {0};
  gsize len = g_bytes_get_size (whole);

  g_byte_array_append (copy, g_bytes_get_data (whole, NULL), len - 2);
  g_byte_array_append (copy, (const guint8 *)"\0\0\0\0\0\0\0\0\xff\xd9", 10);
  bytes = g_byte_array_free_to_bytes (g_steal_pointer (&copy));
  take_in (bytes, &out);
  assert_quadrants (out.full, "RGBY");
}

static void
test_no_pictures (void)
{
  static const struct {
    const char *name, *content, *must_say;
  } cases[] = {{"notes.txt", "Harga kopi naik", "JPEG"},
               {"empty.jpg", "", "JPEG"},
               {"one.jpg", "\xff", "JPEG"},
               {"clip.mp4", "....ftypisom....", "video"},
               {"price.pdf", "%PDF-1.4\n", "PDF"},
               {"logo.svg", "<?xml version='1.0'?><svg/>", "SVG"},
               {"raw.cr2", "II*.\x10...CR\x02.", "raw"},
               {"new.jxl", "\xff\x0a...", "JPEG XL"}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    gsize len = strlen (cases[i].content);
    guint8 *copy = g_memdup2 (cases[i].content, len);
    g_autoptr (GBytes) bytes = NULL;

    for (gsize k = 0; k < len && strcmp (cases[i].must_say, "raw") == 0; k++)
      copy[k] = copy[k] == '.' ? 0 : copy[k];
    bytes = g_bytes_new_take (copy, len);
    assert_refused (bytes, cases[i].name, ETA_PHOTOS_ERROR_NOT_PICTURE, cases[i].must_say);
  }
}

/* BYTES with CONTENT written over at AT. */
static GBytes *
patched (GBytes *bytes, gsize at, const void *content, gsize n)
{
  gsize len = g_bytes_get_size (bytes);
  guint8 *copy = g_memdup2 (g_bytes_get_data (bytes, NULL), len);

  g_assert_cmpuint (at + n, <=, len);
  memcpy (copy + at, content, n);
  return g_bytes_new_take (copy, len);
}

/* Sizes that the header only claims are refused before anything is decoded: at once and without
 * the gigabytes. */
static void
test_huge_claims (void)
{
  static const struct {
    const char *name, *before; /* the size stands AT bytes behind this */
    gsize at;
    const char *size;
    gsize n;
  } cases[] = {{"ori1.jpg", "\xff\xc0", 5, "\xff\x00\xff\x00", 4},
               {"progressive.jpg", "\xff\xc2", 5, "\xff\x00\xff\x00", 4},
               {"alpha16.png", "IHDR", 4, "\x00\x00\xff\xff\x00\x00\xff\xff", 8},
               {"alpha16.png", "IHDR", 4, "\x7f\xff\xff\xff\x7f\xff\xff\xff", 8},
               {"anim.gif", "GIF8", 6, "\xff\xff\xff\xff", 4},
               {"exif6.webp", "VP8X", 12, "\xff\xff\xff\xff\xff\xff", 6},
               {"plain.bmp", "BM", 18, "\x00\x40\x00\x00\x00\x40\x00\x00", 8},
               {"photo.heic", "ispe", 8, "\x00\x00\xff\xff\x00\x00\xff\xff", 8}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GBytes) whole = fixture (cases[i].name), bytes = NULL;
    const guint8 *at = find (whole, cases[i].before);

    g_assert_nonnull (at);
    bytes = patched (whole, at - (const guint8 *)g_bytes_get_data (whole, NULL) + cases[i].at,
                     cases[i].size, cases[i].n);
    assert_refused (bytes, cases[i].name, ETA_PHOTOS_ERROR_TOO_LARGE, "120");
  }
}

static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("photos-XXXXXX", NULL);
  g_autofree char *huge = g_build_filename (folder, "huge.jpg", NULL);
  g_autofree char *fifo = g_build_filename (folder, "pipe.jpg", NULL);
  g_autofree char *gone = g_build_filename (folder, "gone.jpg", NULL);
  const struct {
    const char *path;
    int code;
    const char *must_say;
  } cases[] = {{folder, ETA_PHOTOS_ERROR_FILE, "folder"},
               {huge, ETA_PHOTOS_ERROR_TOO_LARGE, "50 MB"},
               {fifo, ETA_PHOTOS_ERROR_NOT_PICTURE, "not a picture"},
               {gone, ETA_PHOTOS_ERROR_FILE, "not there"}};

  g_assert_true (g_file_set_contents (huge, "\xff\xd8\xff", 3, NULL));
  g_assert_cmpint (truncate (huge, ETA_INTAKE_MAX_BYTES + 1), ==, 0);
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GFile) file = g_file_new_for_path (cases[i].path);
    g_autofree char *name = g_path_get_basename (cases[i].path);
    g_auto (EtaIntakeResult) out = {0};
    g_autoptr (GError) error = NULL;

    g_assert_false (eta_intake_file (file, NULL, &out, NULL, &error));
    g_assert_error (error, ETA_PHOTOS_ERROR, cases[i].code);
    g_assert_nonnull (strstr (error->message, name));
    g_assert_nonnull (strstr (error->message, cases[i].must_say));
  }
  g_unlink (huge);
  g_unlink (fifo);
  g_rmdir (folder);
}

static void
test_too_many_bytes (void)
{
  guint8 *data = g_malloc0 (ETA_INTAKE_MAX_BYTES + 1);
  g_autoptr (GBytes) bytes = NULL;

  memcpy (data, "\xff\xd8\xff", 3);
  bytes = g_bytes_new_take (data, ETA_INTAKE_MAX_BYTES + 1);
  assert_refused (bytes, "paste", ETA_PHOTOS_ERROR_TOO_LARGE, "50 MB");
}

/* Root may read everything, so root becomes nobody for this one, in a process of its own. */
static void
test_unreadable (void)
{
  g_autofree char *folder = NULL, *path = NULL;
  g_autoptr (GFile) file = NULL;
  g_auto (EtaIntakeResult) out = {0};
  g_autoptr (GError) error = NULL;

  if (!g_test_subprocess ()) {
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    return;
  }
  folder = g_dir_make_tmp ("photos-XXXXXX", NULL);
  path = g_build_filename (folder, "locked.jpg", NULL);
  file = g_file_new_for_path (path);
  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
  g_assert_cmpint (g_chmod (path, 0), ==, 0);
  g_assert_cmpint (g_chmod (folder, 0755), ==, 0);
  g_assert_true (geteuid () != 0 || seteuid (65534) == 0);
  g_assert_false (eta_intake_file (file, NULL, &out, NULL, &error));
  g_assert_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, "locked.jpg"));
  g_assert_true (getuid () != 0 || seteuid (0) == 0);
  g_unlink (path);
  g_rmdir (folder);
}

/* Case B15: gdk-pixbuf is told of no loaders but those it has built in. */
static void
test_loader_missing (void)
{
  g_autoptr (GBytes) heic = NULL;

  if (!g_test_subprocess ()) {
    g_autofree char *folder = g_dir_make_tmp ("photos-XXXXXX", NULL);
    g_autofree char *cache = g_build_filename (folder, "loaders.cache", NULL);

    g_assert_true (g_file_set_contents (cache, "", 0, NULL));
    g_setenv ("GDK_PIXBUF_MODULE_FILE", cache, TRUE);
    g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
    g_test_trap_assert_passed ();
    g_unsetenv ("GDK_PIXBUF_MODULE_FILE");
    g_unlink (cache);
    g_rmdir (folder);
    return;
  }
  heic = fixture ("photo.heic");
  assert_refused (heic, "IMG_1.HEIC", ETA_PHOTOS_ERROR_NO_LOADER, "HEIC");
  assert_refused (heic, "IMG_1.HEIC", ETA_PHOTOS_ERROR_NO_LOADER, "heif-gdk-pixbuf");
}

/* Cancelling */

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (15000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_cancel (void)
{
  static const char *const types[] = {"jpeg", "png"};

  for (guint i = 0; i < G_N_ELEMENTS (types); i++) {
    g_autoptr (GBytes) bytes = noisy (5000, 4000, FALSE, types[i]);
    g_autoptr (GCancellable) cancellable = g_cancellable_new ();
    GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);
    g_auto (EtaIntakeResult) out = {0};
    g_autoptr (GError) error = NULL;

    g_assert_false (eta_intake_bytes (bytes, "x", NULL, &out, cancellable, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    g_assert_null (out.full);
    g_thread_join (thread);
  }
}

/* Several at once, each with the bytes that one alone gives. */
static gpointer
take_some (gpointer want)
{
  g_autoptr (GBytes) adobe = fixture ("adobe_60_160_70.jpg"), heic = fixture ("photo.heic");

  for (int i = 0; i < 10; i++) {
    g_auto (EtaIntakeResult) a = {0}, b = {0};

    take_in (adobe, &a);
    take_in (heic, &b);
    g_assert_cmpstr (a.sha256, ==, want);
  }
  return NULL;
}

static void
test_threads (void)
{
  g_autoptr (GBytes) adobe = fixture ("adobe_60_160_70.jpg");
  g_auto (EtaIntakeResult) out = {0};
  GThread *threads[4];

  take_in (adobe, &out);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("intake", take_some, out.sha256);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  allow_warnings ();
  g_test_add_func ("/intake/orientations", test_orientations);
  g_test_add_func ("/intake/much-smaller", test_much_smaller);
  g_test_add_func ("/intake/quarter-turns", test_quarter_turns);
  g_test_add_func ("/intake/crop", test_crop);
  g_test_add_func ("/intake/crop-bounds", test_crop_bounds);
  g_test_add_func ("/intake/orientation-elsewhere", test_orientation_elsewhere);
  g_test_add_func ("/intake/orientation-tiff", test_orientation_tiff);
  g_test_add_func ("/intake/adobe-rgb", test_adobe_rgb);
  g_test_add_func ("/intake/cmyk", test_cmyk);
  g_test_add_func ("/intake/grey", test_grey);
  g_test_add_func ("/intake/transparency", test_transparency);
  g_test_add_func ("/intake/other-formats", test_other_formats);
  g_test_add_func ("/intake/wrong-name", test_wrong_name);
  g_test_add_func ("/intake/bounds-and-identity", test_bounds_and_identity);
  g_test_add_func ("/intake/metadata-dropped", test_metadata_dropped);
  g_test_add_func ("/intake/fine-quantisation", test_fine_quantisation);
  g_test_add_func ("/intake/original", test_original);
  g_test_add_func ("/intake/truncated", test_truncated);
  g_test_add_func ("/intake/stray-bytes", test_stray_bytes);
  g_test_add_func ("/intake/no-pictures", test_no_pictures);
  g_test_add_func ("/intake/huge-claims", test_huge_claims);
  g_test_add_func ("/intake/files", test_files);
  g_test_add_func ("/intake/too-many-bytes", test_too_many_bytes);
  g_test_add_func ("/intake/unreadable", test_unreadable);
  g_test_add_func ("/intake/loader-missing", test_loader_missing);
  g_test_add_func ("/intake/cancel", test_cancel);
  g_test_add_func ("/intake/threads", test_threads);
  return g_test_run ();
}
