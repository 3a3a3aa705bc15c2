#include "photos/scale.h"

/* Rows first, then columns: whole rows are added into an accumulator (8-bit samples times weights
 * that sum to 256, so 16 bits hold it), and only the few finished rows are gone through sideways.
 * This file is compiled with -O3: its inner loops become vector code. */
#define ROW_UNIT 256
#define COLUMN_UNIT 32768
#define SHIFT 23 /* 2^23 = ROW_UNIT * COLUMN_UNIT */
#define STRIP 16 /* finished rows kept before they are written as columns */

/* The samples of the result along one axis, in the order of the source; they leave no gap. */
typedef struct {
  int n;           /* samples of the result */
  int taps;        /* weights per sample of the result */
  int *first;      /* [n] first source sample covered */
  int *last;       /* [n] last one */
  guint16 *weight; /* [n][taps], of first, first + 1, … */
} Spans;

struct _EtaScaler {
  EtaPlane *out;
  int in_width;
  gboolean flip_y, transpose;
  Spans columns, rows;
  int row;       /* next source row */
  int span;      /* the sample of `rows` that is being summed */
  guint16 *sum;  /* [in_width] */
  guint8 *strip; /* [STRIP][columns.n], when columns become rows */
  int in_strip;
};

static void
spans_clear (Spans *s)
{
  g_free (s->first);
  g_free (s->last);
  g_free (s->weight);
}

/* Position of the K-th edge between samples of the result, in 1/65536 source samples. */
static gint64
edge (int k, int n, int in_px, int out_px, int out_step, EtaPitch pitch, gboolean flip)
{
  gint64 px = MIN ((flip ? n - k : k) * (gint64)out_step, out_px);

  if (flip)
    px = out_px - px;
  return px * in_px * pitch.num * 65536 / ((gint64)out_px * pitch.den);
}

static void
weigh (Spans *s, int k, gint64 from, gint64 to, int unit)
{
  guint16 *w = s->weight + (gsize)k * s->taps;
  gint64 done = 0;

  for (int i = s->first[k]; i <= s->last[k]; i++) {
    gint64 upto = i == s->last[k] ? to : (gint64)(i + 1) * 65536;
    gint64 sum = ((upto - from) * unit + (to - from) / 2) / (to - from);

    *w++ = sum - done;
    done = sum;
  }
}

static void
spans_init (Spans *s, int in_px, int out_px, int out_step, EtaPitch pitch, gboolean flip, int unit)
{
  int n = (out_px + out_step - 1) / out_step;

  s->n = n;
  s->first = g_new (int, n);
  s->last = g_new (int, n);
  for (int k = 0; k < n; k++) {
    gint64 from = edge (k, n, in_px, out_px, out_step, pitch, flip);
    gint64 to = edge (k + 1, n, in_px, out_px, out_step, pitch, flip);

    s->first[k] = MIN (from / 65536, pitch.samples - 1);
    s->last[k] = CLAMP ((to - 1) / 65536, s->first[k], pitch.samples - 1);
    s->taps = MAX (s->taps, s->last[k] - s->first[k] + 1);
  }
  s->weight = g_new0 (guint16, (gsize)n * s->taps);
  for (int k = 0; k < n; k++)
    weigh (s, k, edge (k, n, in_px, out_px, out_step, pitch, flip),
           edge (k + 1, n, in_px, out_px, out_step, pitch, flip), unit);
}

/* Lets every sample of the result read `taps` source samples without leaving the row, and puts
 * them in the order of the result. */
static void
spans_square (Spans *s, int in_width, gboolean flip)
{
  guint16 *weight = g_new0 (guint16, (gsize)s->n * s->taps);
  int *first = g_new (int, s->n);

  for (int k = 0; k < s->n; k++) {
    int to = flip ? s->n - 1 - k : k;
    int start = MIN (s->first[k], in_width - s->taps);

    first[to] = start;
    for (int i = s->first[k]; i <= s->last[k]; i++)
      weight[(gsize)to * s->taps + i - start] = s->weight[(gsize)k * s->taps + i - s->first[k]];
  }
  g_free (s->first);
  g_free (s->weight);
  s->first = first;
  s->weight = weight;
}

EtaScaler *
eta_scaler_new (const EtaPlacing *placing, EtaPitch x, EtaPitch y, EtaPlane *out, int out_step)
{
  EtaScaler *s = g_new0 (EtaScaler, 1);

  s->out = out;
  s->in_width = x.samples;
  s->flip_y = placing->flip_y;
  s->transpose = placing->transpose;
  spans_init (&s->columns, placing->in_width, placing->along_x, out_step, x, placing->flip_x,
              COLUMN_UNIT);
  spans_square (&s->columns, x.samples, placing->flip_x);
  spans_init (&s->rows, placing->in_height, placing->along_y, out_step, y, placing->flip_y,
              ROW_UNIT);
  s->sum = g_try_new (guint16, x.samples);
  s->strip = g_try_malloc_n (STRIP, s->columns.n);
  if (s->sum == NULL || s->strip == NULL)
    g_clear_pointer (&s, eta_scaler_free);
  return s;
}

void
eta_scaler_free (EtaScaler *s)
{
  spans_clear (&s->columns);
  spans_clear (&s->rows);
  g_free (s->sum);
  g_free (s->strip);
  g_free (s);
}

static void
set_row (guint16 *restrict sum, const guint8 *restrict row, int n, guint16 weight)
{
  for (int i = 0; i < n; i++)
    sum[i] = row[i] * weight;
}

static void
add_row (guint16 *restrict sum, const guint8 *restrict row, int n, guint16 weight)
{
  for (int i = 0; i < n; i++)
    sum[i] += row[i] * weight;
}

static inline __attribute__ ((always_inline)) void
squeeze_by (guint8 *restrict to, const guint16 *restrict sum, const Spans *s, int taps)
{
  const guint16 *w = s->weight;

  for (int k = 0; k < s->n; k++, w += taps) {
    const guint16 *from = sum + s->first[k];
    guint32 total = 1u << (SHIFT - 1);

    for (int i = 0; i < taps; i++)
      total += (guint32)from[i] * w[i];
    to[k] = total >> SHIFT;
  }
}

/* The usual counts get code of their own, without an inner loop. */
static void
squeeze (guint8 *restrict to, const guint16 *restrict sum, const Spans *s)
{
  switch (s->taps) {
  case 1:
    squeeze_by (to, sum, s, 1);
    break;
  case 2:
    squeeze_by (to, sum, s, 2);
    break;
  case 3:
    squeeze_by (to, sum, s, 3);
    break;
  case 4:
    squeeze_by (to, sum, s, 4);
    break;
  default:
    squeeze_by (to, sum, s, s->taps);
    break;
  }
}

/* Writes the strip's rows as columns FROM, FROM + 1, … (or backwards) of the result. */
static void
flush_strip (EtaScaler *s)
{
  int n = s->in_strip, first = s->span - n;

  for (int x = 0; x < s->columns.n; x++) {
    guint8 *to = s->out->data + (gsize)x * s->out->stride;
    const guint8 *from = s->strip + x;

    if (s->flip_y)
      for (int i = 0; i < n; i++)
        to[s->rows.n - 1 - first - i] = from[(gsize)i * s->columns.n];
    else
      for (int i = 0; i < n; i++)
        to[first + i] = from[(gsize)i * s->columns.n];
  }
  s->in_strip = 0;
}

static void
finish_row (EtaScaler *s)
{
  int y = s->flip_y ? s->rows.n - 1 - s->span : s->span;

  if (!s->transpose) {
    squeeze (s->out->data + (gsize)y * s->out->stride, s->sum, &s->columns);
    s->span++;
    return;
  }
  squeeze (s->strip + (gsize)s->in_strip * s->columns.n, s->sum, &s->columns);
  s->span++;
  if (++s->in_strip == STRIP || s->span == s->rows.n)
    flush_strip (s);
}

void
eta_scaler_push (EtaScaler *s, const guint8 *row)
{
  while (s->span < s->rows.n && s->rows.first[s->span] <= s->row) {
    int first = s->rows.first[s->span];
    guint16 weight = s->rows.weight[(gsize)s->span * s->rows.taps + s->row - first];

    if (s->row == first)
      set_row (s->sum, row, s->in_width, weight);
    else
      add_row (s->sum, row, s->in_width, weight);
    if (s->row < s->rows.last[s->span])
      break;
    finish_row (s);
  }
  s->row++;
}

gboolean
eta_planes_scale (const EtaPlanes *planes, int long_side, EtaPlanes *out)
{
  EtaPlacing placing = eta_placing (planes->width, planes->height, 1, 0, long_side);

  if (!eta_planes_init (out, planes->model, placing.out_width, placing.out_height,
                        planes->chroma_step))
    return FALSE;
  out->inverted = planes->inverted;
  for (int i = 0; i < planes->n_planes; i++) {
    const EtaPlane *in = &planes->plane[i];
    int step = i == 0 ? 1 : planes->chroma_step;
    g_autoptr (EtaScaler) s =
        eta_scaler_new (&placing, (EtaPitch){in->width, 1, step}, (EtaPitch){in->height, 1, step},
                        &out->plane[i], step);

    if (s == NULL) {
      eta_planes_clear (out);
      return FALSE;
    }
    for (int y = 0; y < in->height; y++)
      eta_scaler_push (s, in->data + (gsize)y * in->stride);
  }
  return TRUE;
}
