/* What kind of picture some bytes are, told from the bytes, and what their header says before
 * anything is decoded. Private to photos. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *mime;    /* what gdk-pixbuf calls it; NULL: known, but not read by us */
  const char *label;   /* "HEIC", for messages; NULL when `refusal` is set */
  const char *package; /* Debian's package with the loader; NULL when that comes with gdk-pixbuf */
  const char *refusal; /* a whole sentence with one %s, the file's name; to be translated */
  gboolean (*matches) (const guint8 *data, gsize len);
  /* Size in px that the header announces; left alone when it cannot be told. */
  void (*measure) (const guint8 *data, gsize len, gint64 *width, gint64 *height);
  /* Bytes up to the end of the (first) picture, 0 when they are not all there. NULL: the loader
   * finds out. */
  gsize (*extent) (const guint8 *data, gsize len);
  const char *ending; /* what the loader needs to see after that, or NULL */
  /* The Exif data in it, a TIFF header first; NULL when there is none. */
  const guint8 *(*exif) (const guint8 *data, gsize len, gsize *exif_len);
} EtaKind;

/* NULL when it is nothing we know. */
const EtaKind *eta_kind_of (const guint8 *data, gsize len);
/* Whether it is a JPEG, which is read by ourselves. */
gboolean eta_kind_is_jpeg (const EtaKind *kind);

G_END_DECLS
