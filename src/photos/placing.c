#include "photos/placing.h"

/* Exif 2.3, tag 0x0112: where row 0 and column 0 of the stored picture belong. */
static const struct {
  gboolean flip_x, flip_y, transpose;
  int clockwise; /* the orientation that shows the same picture a quarter turn on */
} orientations[] = {
    [1] = {FALSE, FALSE, FALSE, 6}, [2] = {TRUE, FALSE, FALSE, 7}, [3] = {TRUE, TRUE, FALSE, 8},
    [4] = {FALSE, TRUE, FALSE, 5},  [5] = {FALSE, FALSE, TRUE, 2}, [6] = {FALSE, TRUE, TRUE, 3},
    [7] = {TRUE, TRUE, TRUE, 4},    [8] = {TRUE, FALSE, TRUE, 1},
};

static int
bounded (int side, int longest, int limit)
{
  if (longest <= limit)
    return side;
  return MAX (1, (int)(((gint64)side * limit * 2 + longest) / (2 * (gint64)longest)));
}

EtaPlacing
eta_placing (int width, int height, int orientation, int quarter_turns, int long_side)
{
  EtaPlacing p = {.in_width = width, .in_height = height};

  if (orientation < 1 || orientation > 8)
    orientation = 1;
  for (int i = 0; i < (quarter_turns & 3); i++)
    orientation = orientations[orientation].clockwise;
  p.flip_x = orientations[orientation].flip_x;
  p.flip_y = orientations[orientation].flip_y;
  p.transpose = orientations[orientation].transpose;
  p.along_x = bounded (width, MAX (width, height), long_side);
  p.along_y = bounded (height, MAX (width, height), long_side);
  p.out_width = p.transpose ? p.along_y : p.along_x;
  p.out_height = p.transpose ? p.along_x : p.along_y;
  return p;
}
