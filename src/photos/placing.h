/* How a picture as it is stored in a file comes to stand upright and within its bounds:
 * mirrored along its own axes, scaled, and then, for a photo taken sideways, with rows and columns
 * exchanged. Private to photos. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  int in_width, in_height;   /* px, the stored picture */
  int along_x, along_y;      /* px of the result that its width and its height become */
  gboolean flip_x, flip_y;   /* mirrored left to right, top to bottom */
  gboolean transpose;        /* afterwards: columns become rows */
  int out_width, out_height; /* px, the result */
} EtaPlacing;

/* ORIENTATION: the Exif value 1 to 8 (anything else counts as 1). QUARTER_TURNS: 0 to 3, clockwise,
 * after that. The longer side of the result is at most LONG_SIDE, the picture is never enlarged and
 * no side becomes less than 1. */
EtaPlacing eta_placing (int width, int height, int orientation, int quarter_turns, int long_side);

G_END_DECLS
