#include "photos/exif.h"

#include <string.h>

#define LITTLE_HEAD "II*\0\x08\0\0\0"
#define BIG_HEAD "MM\0*\0\0\0\x08"

static EtaExif
parsed (const char *data, gsize len)
{
  EtaExif exif;

  eta_exif_parse ((const guint8 *)data, len, &exif);
  return exif;
}

#define PARSED(literal) parsed (literal, sizeof literal - 1)

static void
test_orientation (void)
{
  g_assert_cmpint (PARSED (LITTLE_HEAD "\1\0\x12\1\3\0\1\0\0\0\6\0\0\0\0\0\0\0").orientation, ==,
                   6);
  g_assert_cmpint (PARSED (BIG_HEAD "\0\1\1\x12\0\3\0\0\0\1\0\x08\0\0\0\0\0\0").orientation, ==, 8);
  /* as a LONG, which the standard does not have but cameras do */
  g_assert_cmpint (PARSED (BIG_HEAD "\0\1\1\x12\0\4\0\0\0\1\0\0\0\3\0\0\0\0").orientation, ==, 3);
  /* nonsense counts as upright */
  g_assert_cmpint (PARSED (LITTLE_HEAD "\1\0\x12\1\3\0\1\0\0\0\x09\0\0\0").orientation, ==, 1);
  g_assert_cmpint (PARSED (LITTLE_HEAD "\1\0\x12\1\2\0\1\0\0\0\6\0\0\0").orientation, ==, 1);
}

static void
test_cut_off (void)
{
  static const char whole[] = LITTLE_HEAD "\1\0\x12\1\3\0\1\0\0\0\6\0\0\0";

  for (gsize len = 0; len < sizeof whole - 1; len++) {
    g_autofree char *part = g_memdup2 (whole, len); /* so that a step too far is seen */

    g_assert_cmpint (parsed (part, len).orientation, ==, 1);
  }
  g_assert_cmpint (PARSED ("II*\0\xff\xff\xff\xff").orientation, ==, 1);
  g_assert_cmpint (PARSED ("PNG, not TIFF").orientation, ==, 1);
}

/* Exif directory at 26, interoperability directory at 44. */
static void
test_adobe_rgb (void)
{
  static const char data[] = LITTLE_HEAD "\1\0\x69\x87\4\0\1\0\0\0\x1a\0\0\0\0\0\0\0"
                                         "\1\0\x05\xa0\4\0\1\0\0\0\x2c\0\0\0\0\0\0\0"
                                         "\1\0\1\0\2\0\4\0\0\0R03\0\0\0\0\0";
  char *other = g_memdup2 (data, sizeof data);

  g_assert_true (PARSED (data).adobe_rgb);
  memcpy (memmem (other, sizeof data, "R03", 3), "R98", 3);
  g_assert_false (parsed (other, sizeof data).adobe_rgb);
  g_free (other);
}

/* Directories that point to themselves end. */
static void
test_circles (void)
{
  EtaExif exif = PARSED (LITTLE_HEAD "\2\0\x69\x87\4\0\1\0\0\0\x08\0\0\0"
                                     "\x05\xa0\4\0\1\0\0\0\x08\0\0\0\0\0\0\0");

  g_assert_false (exif.adobe_rgb);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/exif/orientation", test_orientation);
  g_test_add_func ("/exif/cut-off", test_cut_off);
  g_test_add_func ("/exif/adobe-rgb", test_adobe_rgb);
  g_test_add_func ("/exif/circles", test_circles);
  return g_test_run ();
}
