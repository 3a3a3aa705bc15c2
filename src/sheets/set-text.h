/* What an EtaText is made of, for the typesetter. Private to sheets. */
#pragma once

#include "sheets/glyphs.h"
#include "sheets/text.h"

G_BEGIN_DECLS

/* Height of Noto Sans's capitals, of its size: they are centred in a line's height. */
#define ETA_CAPITALS 0.714

struct _EtaText {
  char *string;
  EtaStyle style;
  EtaTextSpec spec; /* as asked; style, spans and lang do not point anywhere */
  char lang[12];
  EtaGlyphs *glyphs;
  guint first, n_lines; /* of the glyphs */
  guint skipped;        /* bytes before the string, in the text that was set */
  double size, leading, width, natural;
  gboolean fits, cut;
};

G_END_DECLS
