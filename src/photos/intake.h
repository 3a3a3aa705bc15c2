/* Intake: any picture file becomes one kind of picture.
 *
 * Whatever comes in (JPEG of a phone or a scanner, PNG, WebP, HEIC, AVIF, GIF, TIFF, BMP;
 * the content decides, never the file name), what comes out is a baseline JPEG that any sheet,
 * marketplace or window can take as it is:
 *   - upright: the camera's orientation (all eight, mirrored ones too) is applied to the pixels;
 *   - in sRGB: an ICC profile is honoured, CMYK converted, transparency laid on white;
 *   - bounded: the longer side at most 2048 px (never enlarged), quality 85, 4:2:0;
 *   - nameless: no Exif, GPS, XMP, comment or profile is left in it;
 *   - the first picture, where a file holds several.
 * One component when the picture is grey, three (YCbCr) otherwise, so the bytes may go into a PDF
 * untouched.
 *
 * A JPEG that is all of this already (upright, sRGB or without a profile, within the bounds,
 * Huffman-coded and sequential, no finer quantisation than ours) is not coded a second time: its
 * coefficients are kept and only its markers are dropped. Therefore taking in a stored photo gives
 * the same bytes and the same name again, and so do two copies that differ in metadata alone.
 *
 * Every function may be called from any thread, and from several at once. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Larger files are refused before they are decoded. */
#define ETA_INTAKE_MAX_BYTES (50 * 1000 * 1000)
#define ETA_INTAKE_MAX_PIXELS (120 * 1000 * 1000)

/* A part of a picture, in 1/10000 of its width and height. */
typedef struct {
  int x, y, width, height;
} EtaCrop;
#define ETA_CROP_ONE 10000

typedef struct {
  int long_side;     /* px, the most the longer side may have; 0 = 2048 */
  int thumb_side;    /* px, the same for the thumbnail; 0 = 256 */
  int quality;       /* JPEG quality 1 to 100; 0 = 85 */
  int thumb_quality; /* 0 = 80 */
  int quarter_turns; /* clockwise, after the camera's orientation: how a user turns a photo.
                      * 0 to 3; the result is another picture with another sha256. */
  EtaCrop crop;      /* what is kept of the upright, turned, bounded picture; width 0: all of it */
  gboolean keep_original; /* hand the untouched input on to the album in `original` */
} EtaIntakeOptions;

typedef struct {
  GBytes *full;      /* the photo as it is stored */
  GBytes *thumb;     /* its thumbnail, a JPEG as well */
  char sha256[65];   /* lower-case hex of `full`: the photo's name */
  int width, height; /* px, of `full` */
  int thumb_width, thumb_height;
  int original_width,
      original_height; /* px, of the file as it came, as stored in it (not turned) */
  GBytes *original;    /* NULL unless `keep_original` */
} EtaIntakeResult;

/* Reads FILE and fills OUT. OPTIONS may be NULL for the defaults of above. On failure OUT is all
 * zero and the error a sentence with the file's name: ETA_PHOTOS_ERROR (NOT_PICTURE, NO_LOADER,
 * INCOMPLETE, TOO_LARGE, FILE) or G_IO_ERROR_CANCELLED. CANCELLABLE may be NULL; it is looked at
 * every few rows. Blocks: about 50 ms for a phone's photo, so not on the main thread. */
gboolean eta_intake_file (GFile *file,
                          const EtaIntakeOptions *options,
                          EtaIntakeResult *out,
                          GCancellable *cancellable,
                          GError **error);

/* The same from bytes (pasted, dropped, out of a package). NAME stands in the messages. */
gboolean eta_intake_bytes (GBytes *bytes,
                           const char *name,
                           const EtaIntakeOptions *options,
                           EtaIntakeResult *out,
                           GCancellable *cancellable,
                           GError **error);

/* Drops what RESULT holds and zeroes it. A zeroed result is fine. */
void eta_intake_result_clear (EtaIntakeResult *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaIntakeResult, eta_intake_result_clear)

G_END_DECLS
