#include "photos/colour-rows.h"

/* This file is compiled with -O3: its loops become vector code. */
#define FIX(x) ((int)((x)*65536 + 0.5))
#define HALF 32768

void
eta_row_pack (guint8 *restrict to,
              const guint8 *restrict a,
              const guint8 *restrict b,
              const guint8 *restrict c,
              const guint8 *restrict d,
              int n)
{
  for (int i = 0; i < n; i++) {
    to[4 * i] = a[i];
    to[4 * i + 1] = b[i];
    to[4 * i + 2] = c[i];
    to[4 * i + 3] = d[i];
  }
}

static inline guint8
clamp (int v)
{
  return v < 0 ? 0 : v > 255 ? 255 : v;
}

void
eta_row_pack_ycc (guint8 *restrict to,
                  const guint8 *restrict y,
                  const guint8 *restrict cb,
                  const guint8 *restrict cr,
                  const guint8 *restrict d,
                  guint8 flip,
                  int n)
{
  for (int i = 0; i < n; i++) {
    int l = (y[i] << 16) + HALF, b = cb[i] - 128, r = cr[i] - 128;

    to[4 * i] = clamp ((l + FIX (1.402) * r) >> 16) ^ flip;
    to[4 * i + 1] = clamp ((l - FIX (0.344136) * b - FIX (0.714136) * r) >> 16) ^ flip;
    to[4 * i + 2] = clamp ((l + FIX (1.772) * b) >> 16) ^ flip;
    to[4 * i + 3] = d[i];
  }
}

void
eta_row_cmyk_to_rgb (guint8 *row, gboolean inverted, int n)
{
  guint8 flip = inverted ? 0 : 255;

  for (int i = 0; i < n; i++) {
    int k = row[4 * i + 3] ^ flip;

    for (int c = 0; c < 3; c++)
      row[4 * i + c] = ((row[4 * i + c] ^ flip) * k + 127) / 255;
  }
}

void
eta_row_grid (guint8 *to, int steps)
{
  for (int i = 0; i < steps * steps * steps; i++) {
    to[4 * i] = i / (steps * steps) * 255 / (steps - 1);
    to[4 * i + 1] = i / steps % steps * 255 / (steps - 1);
    to[4 * i + 2] = i % steps * 255 / (steps - 1);
    to[4 * i + 3] = 0;
  }
}

void
eta_row_luma (guint8 *restrict to, const guint8 *restrict rgb, int n)
{
  for (int i = 0; i < n; i++)
    to[i] = (FIX (0.299) * rgb[4 * i] + FIX (0.587) * rgb[4 * i + 1] +
             FIX (0.114) * rgb[4 * i + 2] + HALF) >>
            16;
}

void
eta_rows_chroma (guint8 *restrict to,
                 const guint8 *restrict upper,
                 const guint8 *restrict lower,
                 int n,
                 gboolean red)
{
  int fr = red ? FIX (0.5) : -FIX (0.168736);
  int fg = red ? -FIX (0.418688) : -FIX (0.331264);
  int fb = red ? -FIX (0.081312) : FIX (0.5);

  for (int i = 0; i < n / 2; i++) {
    const guint8 *a = upper + 8 * i, *b = lower + 8 * i;
    int sum = fr * (a[0] + a[4] + b[0] + b[4]) + fg * (a[1] + a[5] + b[1] + b[5]) +
              fb * (a[2] + a[6] + b[2] + b[6]);

    to[i] = clamp ((sum + (4 * 128 << 16) + 4 * HALF) >> 18);
  }
  if (n % 2 == 1) {
    const guint8 *a = upper + 4 * (n - 1), *b = lower + 4 * (n - 1);

    to[n / 2] = clamp ((fr * (a[0] + b[0]) + fg * (a[1] + b[1]) + fb * (a[2] + b[2]) +
                        (2 * 128 << 16) + 2 * HALF) >>
                       17);
  }
}
