#include "photos/kind.h"
#include "photos/exif.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
starts (const guint8 *data, gsize len, gsize at, const char *with, gsize n)
{
  return len >= at + n && memcmp (data + at, with, n) == 0;
}

#define STARTS(at, literal) starts (data, len, at, literal, sizeof literal - 1)

static guint32
little (const guint8 *p, int bytes)
{
  guint32 v = 0;

  while (bytes-- > 0)
    v = v << 8 | p[bytes];
  return v;
}

static guint32
big (const guint8 *p)
{
  return (guint32)p[0] << 24 | p[1] << 16 | p[2] << 8 | p[3];
}

static gboolean
is_jpeg (const guint8 *data, gsize len)
{
  return STARTS (0, "\xff\xd8\xff");
}

/* PNG: after 8 bytes, chunks of length, type, data, checksum; IEND is the last. */

static gboolean
is_png (const guint8 *data, gsize len)
{
  return STARTS (0, "\x89PNG\r\n\x1a\n");
}

/* Where the chunk TYPE begins, or 0. */
static gsize
png_chunk (const guint8 *data, gsize len, const char *type)
{
  gsize at = 8;

  while (len - at >= 12) {
    gsize n = big (data + at);

    if (n > len - at - 12)
      return 0;
    if (memcmp (data + at + 4, type, 4) == 0)
      return at;
    at += 12 + n;
  }
  return 0;
}

static void
measure_png (const guint8 *data, gsize len, gint64 *width, gint64 *height)
{
  if (!STARTS (12, "IHDR") || len < 24)
    return;
  *width = big (data + 16);
  *height = big (data + 20);
}

static gsize
extent_png (const guint8 *data, gsize len)
{
  gsize end = png_chunk (data, len, "IEND");

  return end > 0 ? end + 12 : 0;
}

static const guint8 *
exif_png (const guint8 *data, gsize len, gsize *exif_len)
{
  gsize at = png_chunk (data, len, "eXIf");

  if (at == 0)
    return NULL;
  *exif_len = big (data + at);
  return data + at + 8;
}

/* WebP: RIFF chunks of type, length, data, padded to two bytes. */

static gboolean
is_webp (const guint8 *data, gsize len)
{
  return STARTS (0, "RIFF") && STARTS (8, "WEBP");
}

static void
measure_webp (const guint8 *data, gsize len, gint64 *width, gint64 *height)
{
  if (len < 30)
    return;
  if (STARTS (12, "VP8X")) {
    *width = 1 + (gint64)little (data + 24, 3);
    *height = 1 + (gint64)little (data + 27, 3);
  } else if (STARTS (12, "VP8L")) {
    guint32 bits = little (data + 21, 4);

    *width = 1 + (bits & 0x3fff);
    *height = 1 + (bits >> 14 & 0x3fff);
  } else if (STARTS (12, "VP8 ")) {
    *width = little (data + 26, 2) & 0x3fff;
    *height = little (data + 28, 2) & 0x3fff;
  }
}

static gsize
extent_webp (const guint8 *data, gsize len)
{
  gsize n = len >= 8 ? little (data + 4, 4) : 0;

  return n >= 12 && n <= len - 8 ? n + 8 : 0;
}

static const guint8 *
exif_webp (const guint8 *data, gsize len, gsize *exif_len)
{
  gsize at = 12;

  while (len - at >= 8) {
    gsize n = little (data + at + 4, 4);

    if (n > len - at - 8)
      return NULL;
    if (memcmp (data + at, "EXIF", 4) == 0) {
      gsize skip = n > 6 && memcmp (data + at + 8, "Exif\0", 6) == 0 ? 6 : 0;

      *exif_len = n - skip;
      return data + at + 8 + skip;
    }
    n += n & 1;
    if (n > len - at - 8)
      return NULL;
    at += 8 + n;
  }
  return NULL;
}

/* GIF: a screen, an optional palette, then blocks; ',' begins a picture. */

static gboolean
is_gif (const guint8 *data, gsize len)
{
  return STARTS (0, "GIF87a") || STARTS (0, "GIF89a");
}

static void
measure_gif (const guint8 *data, gsize len, gint64 *width, gint64 *height)
{
  if (len < 10)
    return;
  *width = little (data + 6, 2);
  *height = little (data + 8, 2);
}

static gsize
palette_size (guint8 flags)
{
  return flags & 0x80 ? 3u << ((flags & 7) + 1) : 0;
}

/* Behind the run of sub-blocks at AT (a length byte each, 0 ends it); 0 when they are cut off. */
static gsize
skip_blocks (const guint8 *data, gsize len, gsize at)
{
  while (at < len && data[at] != 0)
    at += 1 + data[at];
  return at < len ? at + 1 : 0;
}

/* Only the first picture is handed on: frames after it cost memory and are never shown. */
static gsize
extent_gif (const guint8 *data, gsize len)
{
  gsize at = 13;

  if (len < at)
    return 0;
  at += palette_size (data[10]);
  while (at + 10 < len && data[at] == '!') {
    at = skip_blocks (data, len, at + 2);
    if (at == 0)
      return 0;
  }
  if (at + 10 >= len || data[at] != ',')
    return 0;
  return skip_blocks (data, len, at + 11 + palette_size (data[at + 9]));
}

/* ISO media files: boxes of length, type, data; the first names the brands. */

static gboolean
has_brand (const guint8 *data, gsize len, const char *const *brands)
{
  gsize end;

  if (!STARTS (4, "ftyp"))
    return FALSE;
  end = MIN (len, big (data));
  for (gsize at = 8; at + 4 <= end; at += at == 8 ? 8 : 4)
    for (int i = 0; brands[i] != NULL; i++)
      if (memcmp (data + at, brands[i], 4) == 0)
        return TRUE;
  return FALSE;
}

static gboolean
is_avif (const guint8 *data, gsize len)
{
  static const char *const brands[] = {"avif", "avis", NULL};

  return has_brand (data, len, brands);
}

static gboolean
is_heic (const guint8 *data, gsize len)
{
  static const char *const brands[] = {"heic", "heix", "hevc", "hevx", "heim",
                                       "heis", "mif1", "msf1", NULL};

  return has_brand (data, len, brands);
}

static gboolean
is_video (const guint8 *data, gsize len)
{
  return STARTS (4, "ftyp") || STARTS (0, "\x1a\x45\xdf\xa3") ||
         (STARTS (0, "RIFF") && STARTS (8, "AVI "));
}

/* The largest of the sizes ("ispe") that the items of the file have: the whole of a tiled photo. */
static void
measure_heic (const guint8 *data, gsize len, gint64 *width, gint64 *height)
{
  const guint8 *at = data, *end = data + len;

  *width = *height = 0;
  while ((at = memmem (at, end - at, "ispe", 4)) != NULL && end - at >= 16) {
    gint64 w = big (at + 8), h = big (at + 12);

    if (w <= G_MAXINT32 && h <= G_MAXINT32 && w * h > *width * *height) {
      *width = w;
      *height = h;
    }
    at += 4;
  }
}

static gboolean
is_tiff (const guint8 *data, gsize len)
{
  return STARTS (0, "II*\0") || STARTS (0, "MM\0*");
}

/* Camera raw files look like TIFF, but their first picture is a thumbnail or none at all. */
static gboolean
is_raw (const guint8 *data, gsize len)
{
  EtaExif tags;

  if (STARTS (0, "IIRO") || STARTS (0, "IIU\0") || STARTS (0, "FUJIFILMCCD-RAW") ||
      (is_tiff (data, len) && STARTS (8, "CR")) || (STARTS (4, "ftypcrx ")))
    return TRUE;
  return is_tiff (data, len) && eta_exif_parse (data, len, &tags) && tags.reduced;
}

static void
measure_tiff (const guint8 *data, gsize len, gint64 *width, gint64 *height)
{
  EtaExif tags;

  eta_exif_parse (data, len, &tags);
  *width = tags.width;
  *height = tags.height;
}

/* BMP: two letters are little to go by, so the length of the second header has to be a known one.
 */
static gboolean
is_bmp (const guint8 *data, gsize len)
{
  static const guint8 headers[] = {12, 40, 52, 56, 64, 108, 124};

  return STARTS (0, "BM") && len >= 26 && little (data + 14, 4) < 256 &&
         memchr (headers, data[14], sizeof headers) != NULL;
}

static void
measure_bmp (const guint8 *data, gsize len, gint64 *width, gint64 *height)
{
  if (data[14] == 12) {
    *width = little (data + 18, 2);
    *height = little (data + 20, 2);
    return;
  }
  *width = ABS ((gint64)(gint32)little (data + 18, 4));
  *height = ABS ((gint64)(gint32)little (data + 22, 4));
}

/* Uncompressed pixels: rows of whole 32-bit words. */
static gsize
extent_bmp (const guint8 *data, gsize len)
{
  gint64 width, height;
  gboolean old = data[14] == 12;
  guint64 bits = little (data + (old ? 24 : 28), 2);

  if (len < 54 || (!old && little (data + 30, 4) != 0))
    return len;
  measure_bmp (data, len, &width, &height);
  return little (data + 10, 4) + (width * bits + 31) / 32 * 4 * height <= len ? len : 0;
}

static gboolean
is_jxl (const guint8 *data, gsize len)
{
  return STARTS (0, "\xff\x0a") || STARTS (0, "\0\0\0\x0cJXL \r\n\x87\n");
}

static gboolean
is_pdf (const guint8 *data, gsize len)
{
  return STARTS (0, "%PDF-");
}

static gboolean
is_svg (const guint8 *data, gsize len)
{
  return memmem (data, MIN (len, 1024), "<svg", 4) != NULL;
}

/* The first that matches counts. */
static const EtaKind kinds[] = {
    {.mime = "image/jpeg", .label = "JPEG", .matches = is_jpeg},
    {.mime = "image/png",
     .label = "PNG",
     .matches = is_png,
     .measure = measure_png,
     .extent = extent_png,
     .exif = exif_png},
    {.mime = "image/webp",
     .label = "WebP",
     .package = "webp-pixbuf-loader",
     .matches = is_webp,
     .measure = measure_webp,
     .extent = extent_webp,
     .exif = exif_webp},
    {.mime = "image/avif",
     .label = "AVIF",
     .package = "heif-gdk-pixbuf",
     .matches = is_avif,
     .measure = measure_heic},
    {.mime = "image/heif",
     .label = "HEIC",
     .package = "heif-gdk-pixbuf",
     .matches = is_heic,
     .measure = measure_heic},
    {.mime = "image/gif",
     .label = "GIF",
     .matches = is_gif,
     .measure = measure_gif,
     .extent = extent_gif,
     .ending = ";"},
    {.matches = is_raw,
     .refusal = N_ ("“%s” is a camera raw file. Export it from the camera’s program as JPEG, then "
                    "add that.")},
    {.mime = "image/tiff", .label = "TIFF", .matches = is_tiff, .measure = measure_tiff},
    {.mime = "image/bmp",
     .label = "BMP",
     .matches = is_bmp,
     .measure = measure_bmp,
     .extent = extent_bmp},
    {.matches = is_jxl,
     .refusal = N_ ("“%s” is a JPEG XL picture, which Etalase cannot read. Save it as JPEG, then "
                    "add that.")},
    {.matches = is_video,
     .refusal = N_ ("“%s” is a video. Take a still picture from it and save that as JPEG.")},
    {.matches = is_pdf,
     .refusal = N_ ("“%s” is a PDF document. Save the picture in it as JPEG or PNG, then add "
                    "that.")},
    {.matches = is_svg,
     .refusal = N_ ("“%s” is an SVG drawing. Export it as PNG, 2000 pixels wide, then add that.")},
};

const EtaKind *
eta_kind_of (const guint8 *data, gsize len)
{
  for (guint i = 0; len > 0 && i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].matches (data, len))
      return &kinds[i];
  return NULL;
}

gboolean
eta_kind_is_jpeg (const EtaKind *kind)
{
  return kind->matches == is_jpeg;
}
