#include "photos/pixbuf-read.h"
#include "photos/exif.h"
#include "photos/intake.h"
#include "photos/refusal.h"
#include "photos/scale.h"

#include <string.h>

#define CHUNK 65536 /* bytes fed to a loader between looks at the cancellable */
#define ROWS 64     /* rows scaled between them */

typedef struct {
  GdkPixbufLoader *loader;
  GCancellable *cancellable;
  gboolean too_large;
} Reading;

/* Loaders announce the size before they ask for memory; 1 × 1 keeps those that decode in one go
 * from asking for much. */
static void
on_size (GdkPixbufLoader *loader, int width, int height, Reading *r)
{
  if ((gint64)width * height <= ETA_INTAKE_MAX_PIXELS)
    return;
  r->too_large = TRUE;
  gdk_pixbuf_loader_set_size (loader, 1, 1);
}

static gboolean
feed (Reading *r, const guint8 *data, gsize len, const char *ending, GError **error)
{
  for (gsize at = 0; at < len && !r->too_large; at += CHUNK)
    if (g_cancellable_set_error_if_cancelled (r->cancellable, error) ||
        !gdk_pixbuf_loader_write (r->loader, data + at, MIN (CHUNK, len - at), error))
      return FALSE;
  return ending == NULL || r->too_large ||
         gdk_pixbuf_loader_write (r->loader, (const guint8 *)ending, strlen (ending), error);
}

/* The loader has to be closed whatever happened; its complaint about that counts only when all
 * was well so far. */
static gboolean
run (Reading *r, const guint8 *data, gsize len, const char *ending, GError **error)
{
  gboolean fed = feed (r, data, len, ending, error);
  gboolean closed = gdk_pixbuf_loader_close (r->loader, fed && !r->too_large ? error : NULL);

  return fed && closed && !r->too_large;
}

/* A loader whose decoder is yet another package says "unsupported" in words only. */
static void
explain (const Reading *r, GError *cause, const EtaKind *kind, const char *name, GError **error)
{
  if (r->too_large)
    eta_refuse_pixels (name, error);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    eta_refuse_no_memory (name, error);
  else if (kind->package != NULL && cause != NULL && strstr (cause->message, "nsupported") != NULL)
    eta_refuse_no_loader (name, kind->label, kind->package, error);
  else
    eta_refuse_incomplete (name, error);
}

/* Refuses by the header alone. Returns how many bytes the loader needs to see, 0 when refused. */
static gsize
check_header (const guint8 *data, gsize len, const EtaKind *kind, const char *name, GError **error)
{
  gint64 width = 0, height = 0;
  gsize extent;

  if (kind->measure != NULL)
    kind->measure (data, len, &width, &height);
  if (width > G_MAXINT32 || height > G_MAXINT32 || width * height > ETA_INTAKE_MAX_PIXELS) {
    eta_refuse_pixels (name, error);
    return 0;
  }
  extent = kind->extent != NULL ? kind->extent (data, len) : len;
  if (extent == 0)
    eta_refuse_incomplete (name, error);
  return extent;
}

GdkPixbuf *
eta_pixbuf_load (
    GBytes *bytes, const EtaKind *kind, const char *name, GCancellable *cancellable, GError **error)
{
  const guint8 *data = g_bytes_get_data (bytes, NULL);
  gsize len = check_header (data, g_bytes_get_size (bytes), kind, name, error);
  g_autoptr (GdkPixbufLoader) loader = NULL;
  g_autoptr (GError) cause = NULL;
  Reading r = {.cancellable = cancellable};
  GdkPixbuf *pixbuf = NULL;

  if (len == 0)
    return NULL;
  r.loader = loader = gdk_pixbuf_loader_new_with_mime_type (kind->mime, NULL);
  if (loader == NULL) {
    eta_refuse_no_loader (name, kind->label, kind->package, error);
    return NULL;
  }
  g_signal_connect (loader, "size-prepared", G_CALLBACK (on_size), &r);
  if (run (&r, data, len, kind->ending, &cause))
    pixbuf = gdk_pixbuf_loader_get_pixbuf (loader);
  if (pixbuf != NULL)
    return g_object_ref (pixbuf);
  explain (&r, cause, kind, name, error);
  return NULL;
}

int
eta_pixbuf_orientation (GdkPixbuf *pixbuf, const EtaKind *kind, GBytes *bytes)
{
  const char *option = gdk_pixbuf_get_option (pixbuf, "orientation");
  gsize len, exif_len = 0;
  const guint8 *data = g_bytes_get_data (bytes, &len);
  const guint8 *at = kind->exif != NULL ? kind->exif (data, len, &exif_len) : NULL;
  EtaExif exif;

  if (option != NULL)
    return g_ascii_strtoll (option, NULL, 10);
  if (at != NULL && eta_exif_parse (at, exif_len, &exif))
    return exif.orientation;
  return 1;
}

GBytes *
eta_pixbuf_profile (GdkPixbuf *pixbuf)
{
  const char *option = gdk_pixbuf_get_option (pixbuf, "icc-profile");
  gsize len;
  guchar *profile;

  if (option == NULL)
    return NULL;
  profile = g_base64_decode (option, &len);
  return g_bytes_new_take (profile, len);
}

static void
split_row (guint8 *const to[3], const guint8 *row, int n, int channels)
{
  for (int c = 0; c < 3; c++)
    for (int x = 0; x < n; x++)
      to[c][x] = row[x * channels + c];
  if (channels < 4)
    return;
  for (int c = 0; c < 3; c++)
    for (int x = 0; x < n; x++) {
      int a = row[x * 4 + 3];

      to[c][x] = (to[c][x] * a + 255 * (255 - a) + 127) / 255;
    }
}

static gboolean
scale (GdkPixbuf *pixbuf, EtaScaler *const scaler[3], GCancellable *cancellable, GError **error)
{
  int width = gdk_pixbuf_get_width (pixbuf), height = gdk_pixbuf_get_height (pixbuf);
  const guint8 *data = gdk_pixbuf_read_pixels (pixbuf);
  g_autofree guint8 *rows = g_malloc_n (width, 3);
  guint8 *const split[3] = {rows, rows + width, rows + 2 * (gsize)width};

  for (int y = 0; y < height; y++) {
    if (y % ROWS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
      return FALSE;
    split_row (split, data + (gsize)y * gdk_pixbuf_get_rowstride (pixbuf), width,
               gdk_pixbuf_get_n_channels (pixbuf));
    for (int c = 0; c < 3; c++)
      eta_scaler_push (scaler[c], split[c]);
  }
  return TRUE;
}

gboolean
eta_pixbuf_place (GdkPixbuf *pixbuf,
                  const EtaPlacing *placing,
                  const char *name,
                  EtaPlanes *out,
                  GCancellable *cancellable,
                  GError **error)
{
  EtaPitch x = {placing->in_width, 1, 1}, y = {placing->in_height, 1, 1};
  EtaScaler *scaler[3] = {NULL, NULL, NULL};
  gboolean done = eta_planes_init (out, ETA_MODEL_RGB, placing->out_width, placing->out_height, 1);

  for (int c = 0; c < 3 && done; c++) {
    scaler[c] = eta_scaler_new (placing, x, y, &out->plane[c], 1);
    done = scaler[c] != NULL;
  }
  if (!done)
    eta_refuse_no_memory (name, error);
  done = done && scale (pixbuf, scaler, cancellable, error);
  for (int c = 0; c < 3; c++)
    g_clear_pointer (&scaler[c], eta_scaler_free);
  if (!done)
    eta_planes_clear (out);
  return done;
}
