#include "photos/intake.h"
#include "photos/colour.h"
#include "photos/error.h"
#include "photos/jpeg-read.h"
#include "photos/jpeg-write.h"
#include "photos/kind.h"
#include "photos/picture-file.h"
#include "photos/pixbuf-read.h"
#include "photos/refusal.h"
#include "photos/scale.h"

#include <glib/gi18n-lib.h>

/* One picture on its way through, and what all steps need to know. */
typedef struct {
  GBytes *bytes;
  const char *name;
  EtaIntakeOptions options; /* with the defaults filled in */
  GCancellable *cancellable;
  EtaPlanes planes; /* upright, bounded, sRGB */
  GBytes *kept;     /* the coded picture when it may stay as it is, or NULL */
  int original_width, original_height;
} Intake;

static EtaIntakeOptions
with_defaults (const EtaIntakeOptions *options)
{
  EtaIntakeOptions o = {0};

  if (options != NULL)
    o = *options;
  o.long_side = o.long_side > 0 ? o.long_side : 2048;
  o.thumb_side = o.thumb_side > 0 ? o.thumb_side : 256;
  o.quality = o.quality > 0 ? o.quality : 85;
  o.thumb_quality = o.thumb_quality > 0 ? o.thumb_quality : 80;
  return o;
}

/* Turns `planes` into what the writer takes. */
static gboolean
convert (Intake *in, const EtaColour *colour, GError **error)
{
  g_auto (EtaPlanes) converted = {0};

  if (colour == NULL)
    return TRUE;
  if (!eta_colour_apply (colour, &in->planes, &converted)) {
    eta_refuse_no_memory (in->name, error);
    return FALSE;
  }
  eta_planes_clear (&in->planes);
  in->planes = converted;
  converted = (EtaPlanes){0};
  return TRUE;
}

static gboolean
is_kept (const Intake *in, const EtaJpeg *jpeg, const EtaPlacing *placing)
{
  return !placing->flip_x && !placing->flip_y && !placing->transpose &&
         placing->along_x == placing->in_width && placing->along_y == placing->in_height &&
         eta_jpeg_is_plain (jpeg, in->options.quality);
}

static gboolean
read_jpeg (Intake *in, GError **error)
{
  g_autoptr (EtaJpeg) jpeg = eta_jpeg_open (in->bytes, in->name, in->cancellable, error);
  g_autoptr (EtaColour) colour = NULL;
  const EtaJpegInfo *info;
  EtaPlacing placing;
  gboolean straight;

  if (jpeg == NULL)
    return FALSE;
  info = eta_jpeg_info (jpeg);
  in->original_width = info->width;
  in->original_height = info->height;
  if ((gint64)info->width * info->height > ETA_INTAKE_MAX_PIXELS) {
    eta_refuse_pixels (in->name, error);
    return FALSE;
  }
  placing = eta_placing (info->width, info->height, info->orientation, in->options.quarter_turns,
                         in->options.long_side);
  colour = eta_colour_new (info->profile, info->model, info->inverted, info->adobe_rgb);
  straight = colour == NULL;
  if (!eta_jpeg_decode (jpeg, &placing, straight ? 2 : 1, &in->planes, error) ||
      !convert (in, colour, error))
    return FALSE;
  if (!straight || !is_kept (in, jpeg, &placing))
    return TRUE;
  in->kept = eta_jpeg_strip (in->bytes, in->cancellable);
  return !g_cancellable_set_error_if_cancelled (in->cancellable, error);
}

static gboolean
read_other (Intake *in, const EtaKind *kind, GError **error)
{
  g_autoptr (GdkPixbuf) pixbuf =
      eta_pixbuf_load (in->bytes, kind, in->name, in->cancellable, error);
  g_autoptr (GBytes) profile = NULL;
  g_autoptr (EtaColour) colour = NULL;
  EtaPlacing placing;

  if (pixbuf == NULL)
    return FALSE;
  in->original_width = gdk_pixbuf_get_width (pixbuf);
  in->original_height = gdk_pixbuf_get_height (pixbuf);
  placing = eta_placing (in->original_width, in->original_height,
                         eta_pixbuf_orientation (pixbuf, kind, in->bytes),
                         in->options.quarter_turns, in->options.long_side);
  if (!eta_pixbuf_place (pixbuf, &placing, in->name, &in->planes, in->cancellable, error))
    return FALSE;
  profile = eta_pixbuf_profile (pixbuf);
  colour = eta_colour_new (profile, ETA_MODEL_RGB, FALSE, FALSE);
  return convert (in, colour, error);
}

static gboolean
read_any (Intake *in, GError **error)
{
  gsize len;
  const guint8 *data = g_bytes_get_data (in->bytes, &len);
  const EtaKind *kind = eta_kind_of (data, len);

  if (len > ETA_INTAKE_MAX_BYTES) {
    eta_refuse_bytes (in->name, error);
    return FALSE;
  }
  if (kind == NULL) {
    eta_refuse_unknown (in->name, error);
    return FALSE;
  }
  if (kind->refusal != NULL) {
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_NOT_PICTURE, _ (kind->refusal),
                 in->name);
    return FALSE;
  }
  return eta_kind_is_jpeg (kind) ? read_jpeg (in, error) : read_other (in, kind, error);
}

static gboolean
write_thumb (Intake *in, EtaIntakeResult *out, GError **error)
{
  g_auto (EtaPlanes) small = {0};

  if (!eta_planes_scale (&in->planes, in->options.thumb_side, &small)) {
    eta_refuse_no_memory (in->name, error);
    return FALSE;
  }
  out->thumb = eta_jpeg_write (&small, in->options.thumb_quality, in->name, in->cancellable, error);
  out->thumb_width = small.width;
  out->thumb_height = small.height;
  return out->thumb != NULL;
}

static gboolean
write_full (Intake *in, EtaIntakeResult *out, GError **error)
{
  g_autofree char *sha256 = NULL;

  out->full = in->kept != NULL ? g_bytes_ref (in->kept)
                               : eta_jpeg_write (&in->planes, in->options.quality, in->name,
                                                 in->cancellable, error);
  if (out->full == NULL)
    return FALSE;
  sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, out->full);
  g_strlcpy (out->sha256, sha256, sizeof out->sha256);
  out->width = in->planes.width;
  out->height = in->planes.height;
  out->original_width = in->original_width;
  out->original_height = in->original_height;
  return TRUE;
}

static int
share (int side, int part)
{
  return (int)(((gint64)side * part + ETA_CROP_ONE / 2) / ETA_CROP_ONE);
}

/* What the user left of the picture. */
static gboolean
crop (Intake *in, GError **error)
{
  const EtaCrop *part = &in->options.crop;
  const EtaPlanes *all = &in->planes;

  if (part->width <= 0 || part->height <= 0)
    return TRUE;
  g_clear_pointer (&in->kept, g_bytes_unref);
  if (eta_planes_crop (&in->planes, share (all->width, part->x), share (all->height, part->y),
                       share (all->width, part->width), share (all->height, part->height)))
    return TRUE;
  eta_refuse_no_memory (in->name, error);
  return FALSE;
}

gboolean
eta_intake_bytes (GBytes *bytes,
                  const char *name,
                  const EtaIntakeOptions *options,
                  EtaIntakeResult *out,
                  GCancellable *cancellable,
                  GError **error)
{
  Intake in = {
      .bytes = bytes, .name = name, .options = with_defaults (options), .cancellable = cancellable};
  gboolean done;

  *out = (EtaIntakeResult){0};
  done = !g_cancellable_set_error_if_cancelled (cancellable, error) && read_any (&in, error) &&
         crop (&in, error);
  if (done)
    eta_planes_drop_empty_chroma (&in.planes);
  done = done && write_thumb (&in, out, error) && write_full (&in, out, error);
  if (done && in.options.keep_original)
    out->original = g_bytes_ref (bytes);
  if (!done)
    eta_intake_result_clear (out);
  eta_planes_clear (&in.planes);
  g_clear_pointer (&in.kept, g_bytes_unref);
  return done;
}

void
eta_intake_result_clear (EtaIntakeResult *result)
{
  g_clear_pointer (&result->full, g_bytes_unref);
  g_clear_pointer (&result->thumb, g_bytes_unref);
  g_clear_pointer (&result->original, g_bytes_unref);
  *result = (EtaIntakeResult){0};
}

gboolean
eta_intake_file (GFile *file,
                 const EtaIntakeOptions *options,
                 EtaIntakeResult *out,
                 GCancellable *cancellable,
                 GError **error)
{
  g_autofree char *name = eta_picture_file_name (file);
  g_autoptr (GBytes) bytes = NULL;

  *out = (EtaIntakeResult){0};
  bytes = eta_picture_file_read (file, cancellable, error);
  return bytes != NULL && eta_intake_bytes (bytes, name, options, out, cancellable, error);
}
