#include "photos/scale.h"

#include <string.h>

/* The picture of this test: a plane of noise, STEP px to a sample, of a picture WIDTH × HEIGHT. */
typedef struct {
  int width, height, step;
  int n_x, n_y;
  guint8 *data;
} Source;

static Source
noise (int width, int height, int step)
{
  Source s = {width, height, step, (width + step - 1) / step, (height + step - 1) / step, NULL};

  s.data = g_malloc (s.n_x * s.n_y);
  for (int i = 0; i < s.n_x * s.n_y; i++)
    s.data[i] = g_test_rand_int_range (0, 256);
  return s;
}

/* Mean of the source over a rectangle in its pixels, in plain floating point. */
static double
mean (const Source *s, double x0, double x1, double y0, double y1)
{
  double sum = 0, area = 0;

  for (int y = 0; y < s->n_y; y++)
    for (int x = 0; x < s->n_x; x++) {
      double w = MIN (x1, (x + 1.0) * s->step) - MAX (x0, (double)x * s->step);
      double h = MIN (y1, (y + 1.0) * s->step) - MAX (y0, (double)y * s->step);

      if (w <= 0 || h <= 0)
        continue;
      sum += w * h * s->data[y * s->n_x + x];
      area += w * h;
    }
  return sum / area;
}

/* Pixels FROM to TO of a side of OUT px, seen on the source's side of IN px. */
static void
seen (int from, int to, int in, int out, gboolean flip, double *a, double *b)
{
  *a = (double)(flip ? out - to : from) * in / out;
  *b = (double)(flip ? out - from : to) * in / out;
}

static void
compare (const Source *s, int orientation, int long_side, int out_step)
{
  EtaPlacing p = eta_placing (s->width, s->height, orientation, 0, long_side);
  g_auto (EtaPlanes) out = {0};
  EtaPlane *plane;
  g_autoptr (EtaScaler) scaler = NULL;

  /* plane 1 is the one that may be halved */
  g_assert_true (eta_planes_init (&out, ETA_MODEL_YCC, p.out_width, p.out_height, out_step));
  plane = &out.plane[1];
  scaler = eta_scaler_new (&p, (EtaPitch){s->n_x, 1, s->step}, (EtaPitch){s->n_y, 1, s->step},
                           plane, out_step);
  for (int y = 0; y < s->n_y; y++)
    eta_scaler_push (scaler, s->data + y * s->n_x);
  for (int y = 0; y < plane->height; y++)
    for (int x = 0; x < plane->width; x++) {
      int along_x = p.transpose ? y : x, along_y = p.transpose ? x : y;
      double x0, x1, y0, y1, wanted;

      seen (along_x * out_step, MIN ((along_x + 1) * out_step, p.along_x), s->width, p.along_x,
            p.flip_x, &x0, &x1);
      seen (along_y * out_step, MIN ((along_y + 1) * out_step, p.along_y), s->height, p.along_y,
            p.flip_y, &y0, &y1);
      wanted = mean (s, x0, x1, y0, y1);
      g_assert_cmpfloat_with_epsilon (plane->data[y * plane->stride + x], wanted, 1.6);
    }
}

/* Every orientation, odd sizes, halved planes in and out, smaller a little and a lot. */
static void
test_against_plain_mean (void)
{
  static const struct {
    int width, height, step, long_side, out_step;
  } cases[] = {{61, 47, 1, 32, 1},   {61, 47, 2, 32, 2},   {61, 47, 2, 33, 1},
               {60, 48, 2, 2048, 2}, {61, 47, 2, 2048, 2}, {61, 47, 2, 2048, 1},
               {61, 47, 1, 2048, 2}, {90, 7, 1, 9, 2},     {200, 3, 1, 10, 1},
               {64, 64, 4, 21, 2},   {1, 50, 1, 20, 2},    {5, 5, 1, 1, 1}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    Source s = noise (cases[i].width, cases[i].height, cases[i].step);

    for (int o = 1; o <= 8; o++)
      compare (&s, o, cases[i].long_side, cases[i].out_step);
    g_free (s.data);
  }
}

/* White stays white and black black: no rounding creeps in, whatever the ratio. */
static void
test_flat (void)
{
  static const guint8 values[] = {0, 1, 127, 128, 254, 255};
  g_autofree guint8 *row = g_malloc (1001);

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    for (int side = 300; side < 1001; side += 77) {
      EtaPlacing p = eta_placing (1001, 40, 1, 0, side);
      g_auto (EtaPlanes) out = {0};
      g_autoptr (EtaScaler) s = NULL;

      g_assert_true (eta_planes_init (&out, ETA_MODEL_GREY, p.out_width, p.out_height, 1));
      s = eta_scaler_new (&p, (EtaPitch){1001, 1, 1}, (EtaPitch){40, 1, 1}, &out.plane[0], 1);
      memset (row, values[i], 1001);
      for (int y = 0; y < 40; y++)
        eta_scaler_push (s, row);
      for (int y = 0; y < p.out_height; y++)
        for (int x = 0; x < p.out_width; x++)
          g_assert_cmpint (out.plane[0].data[y * out.plane[0].stride + x], ==, values[i]);
    }
}

static void
test_placing (void)
{
  static const struct {
    int width, height, orientation, turns, out_width, out_height;
  } cases[] = {{4000, 3000, 1, 0, 2048, 1536}, {4000, 3000, 6, 0, 1536, 2048},
               {4000, 3000, 6, 1, 2048, 1536}, {4000, 3000, 8, 3, 2048, 1536},
               {2048, 100, 1, 0, 2048, 100},   {2049, 100, 1, 0, 2048, 100},
               {65500, 3, 1, 0, 2048, 1},      {10, 20, 5, 0, 20, 10},
               {10, 20, 0, 0, 10, 20},         {10, 20, 99, 2, 10, 20}};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    EtaPlacing p =
        eta_placing (cases[i].width, cases[i].height, cases[i].orientation, cases[i].turns, 2048);

    g_assert_cmpint (p.out_width, ==, cases[i].out_width);
    g_assert_cmpint (p.out_height, ==, cases[i].out_height);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scale/against-plain-mean", test_against_plain_mean);
  g_test_add_func ("/scale/flat", test_flat);
  g_test_add_func ("/scale/placing", test_placing);
  return g_test_run ();
}
