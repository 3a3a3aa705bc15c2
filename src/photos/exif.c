#include "photos/exif.h"

#include <string.h>

enum {
  TAG_SUBFILE = 0x00fe,
  TAG_WIDTH = 0x0100,
  TAG_HEIGHT = 0x0101,
  TAG_ORIENTATION = 0x0112,
  TAG_EXIF = 0x8769,
  TAG_INTEROP = 0xa005,
  TAG_INTEROP_INDEX = 0x0001, /* in the interoperability directory only */
};

typedef struct {
  const guint8 *data;
  gsize len;
  gboolean big_endian;
} Tiff;

static guint32
get (const Tiff *t, gsize at, int bytes)
{
  guint32 v = 0;

  if (at > t->len || t->len - at < (gsize)bytes)
    return 0;
  for (int i = 0; i < bytes; i++)
    v |= (guint32)t->data[at + i] << 8 * (t->big_endian ? bytes - 1 - i : i);
  return v;
}

/* Where TAG stands in the directory at AT; 0 when it is not there. */
static gsize
entry (const Tiff *t, gsize at, guint tag)
{
  guint n = at > 0 ? get (t, at, 2) : 0;

  for (guint i = 0; i < n && at + 2 + (i + 1) * 12 <= t->len; i++)
    if (get (t, at + 2 + i * 12, 2) == tag)
      return at + 2 + i * 12;
  return 0;
}

/* The first value of TAG, a SHORT or a LONG; 0 when absent. */
static guint32
number (const Tiff *t, gsize directory, guint tag)
{
  gsize at = entry (t, directory, tag);

  if (at == 0)
    return 0;
  switch (get (t, at + 2, 2)) {
  case 3:
    return get (t, at + 8, 2);
  case 4:
    return get (t, at + 8, 4);
  default:
    return 0;
  }
}

gboolean
eta_exif_parse (const guint8 *data, gsize len, EtaExif *out)
{
  Tiff t = {data, len};
  gsize first, interop;
  guint32 orientation;

  *out = (EtaExif){.orientation = 1};
  if (len < 8 || (memcmp (data, "II*\0", 4) != 0 && memcmp (data, "MM\0*", 4) != 0))
    return FALSE;
  t.big_endian = data[0] == 'M';
  first = get (&t, 4, 4);
  orientation = number (&t, first, TAG_ORIENTATION);
  if (orientation >= 1 && orientation <= 8)
    out->orientation = orientation;
  out->width = number (&t, first, TAG_WIDTH);
  out->height = number (&t, first, TAG_HEIGHT);
  out->reduced = (number (&t, first, TAG_SUBFILE) & 1) != 0;
  interop = entry (&t, number (&t, number (&t, first, TAG_EXIF), TAG_INTEROP), TAG_INTEROP_INDEX);
  out->adobe_rgb = interop != 0 && memcmp (data + interop + 8, "R03", 3) == 0;
  return TRUE;
}
