/* Every figure here was worked out with a pencil from data/containers.tsv and data/pallets.tsv. */
#include "sheets/loading.h"

static EtaPack
carton (gint64 length, gint64 width, gint64 height, gint64 gross)
{
  return (EtaPack){
      .level = "carton", .length = length, .width = width, .height = height, .gross = gross};
}

/* Coffee, 400 × 300 × 250 mm: 5898/400 = 14, 2350/300 = 7, 2392/250 = 9. */
static void
test_by_space (void)
{
  EtaPack coffee = carton (400, 300, 250, 6800);
  EtaLoading got;

  g_assert_true (eta_loading_container (&coffee, "22G1", &got));
  g_assert_cmpint (got.count, ==, 14 * 7 * 9);
  g_assert_cmpint (got.limit, ==, ETA_LIMIT_SPACE);
  g_assert_cmpint (got.by_volume, ==, 1106); /* 33.2 m³ / 0.03 m³ */
  g_assert_cmpint (got.by_weight, ==, 4144); /* 28180 / 6.8 */
  g_assert_true (eta_loading_container (&coffee, "42G1", &got));
  g_assert_cmpint (got.count, ==, 30 * 7 * 9);
  g_assert_true (eta_loading_container (&coffee, "45G1", &got));
  g_assert_cmpint (got.count, ==, 30 * 9 * 8); /* on their side, 300 mm high: 2693/300 = 8 */
  coffee.this_side_up = TRUE;
  g_assert_true (eta_loading_container (&coffee, "45G1", &got));
  g_assert_cmpint (got.count, ==, 30 * 7 * 10); /* 2693/250 = 10 */
}

/* Water, 15.1 kg: 30 × 8 × 10 = 2400 would fit into 40', 26730/15.1 = 1770 may. */
static void
test_by_weight (void)
{
  EtaPack water = carton (400, 270, 230, 15100);
  EtaLoading got;

  g_assert_true (eta_loading_container (&water, "22G1", &got));
  g_assert_cmpint (got.count, ==, 14 * 8 * 10);
  g_assert_cmpint (got.limit, ==, ETA_LIMIT_SPACE);
  g_assert_true (eta_loading_container (&water, "42G1", &got));
  g_assert_cmpint (got.by_space, ==, 2400);
  g_assert_cmpint (got.count, ==, 1770);
  g_assert_cmpint (got.limit, ==, ETA_LIMIT_WEIGHT);
}

/* 1.0 × 1.0 × 1.0 m cubes: 5 × 2 × 2 = 20, 33 by volume. One that fills the box: by volume. */
static void
test_by_volume (void)
{
  EtaPack whole = carton (5898, 2350, 2392, 0), cube = carton (1000, 1000, 1000, 0);
  EtaLoading got;

  g_assert_true (eta_loading_container (&whole, "22G1", &got));
  g_assert_cmpint (got.count, ==, 1);
  g_assert_cmpint (got.limit, ==, ETA_LIMIT_VOLUME);
  g_assert_cmpint (got.by_weight, ==, G_MAXINT64);
  g_assert_true (eta_loading_container (&cube, "22G1", &got));
  g_assert_cmpint (got.count, ==, 20);
  g_assert_cmpint (got.by_volume, ==, 33);
}

static void
test_this_side_up (void)
{
  EtaPack tall = carton (600, 500, 1300, 0);
  EtaLoading got;

  g_assert_true (eta_loading_container (&tall, "22G1", &got));
  g_assert_cmpint (got.count, ==, 48); /* 1300 along the length, 500 across, 600 high: 4 × 4 × 3 */
  tall.this_side_up = TRUE;
  g_assert_true (eta_loading_container (&tall, "22G1", &got));
  g_assert_cmpint (got.count, ==, 36); /* 5898/600 = 9, 2350/500 = 4, 2392/1300 = 1 */
}

static void
test_pallet (void)
{
  EtaPack coffee = carton (400, 300, 250, 6800), lead = carton (400, 300, 250, 60000);
  EtaLoading got;

  g_assert_cmpint (eta_loading_layer (&coffee, "EUR"), ==, 8); /* 1200/300 × 800/400 */
  g_assert_true (eta_loading_pallet (&coffee, "EUR", &got));
  g_assert_cmpint (got.count, ==, 8 * 6); /* 1650/250 */
  g_assert_true (eta_loading_pallet (&coffee, "ISO1210", &got));
  g_assert_cmpint (got.count, ==, 9 * 6); /* 1200/400 × 1000/300, or 4 × 2 */
  g_assert_true (eta_loading_pallet (&lead, "EUR", &got));
  g_assert_cmpint (got.count, ==, 16); /* 1000/60 */
  g_assert_cmpint (got.limit, ==, ETA_LIMIT_WEIGHT);
}

static void
test_nothing_to_say (void)
{
  EtaPack no_size = carton (400, 0, 250, 6800), giant = carton (7000, 2000, 2000, 1000);
  EtaLoading got;

  g_assert_false (eta_loading_container (&no_size, "22G1", &got));
  g_assert_false (eta_loading_container (NULL, "22G1", &got));
  g_assert_false (eta_loading_container (&giant, "99X9", &got));
  g_assert_true (eta_loading_container (&giant, "22G1", &got));
  g_assert_cmpint (got.count, ==, 0);
  g_assert_cmpint (got.limit, ==, ETA_LIMIT_NONE);
  g_assert_cmpint (eta_loading_layer (&no_size, "EUR"), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/loading/by-space", test_by_space);
  g_test_add_func ("/sheets/loading/by-weight", test_by_weight);
  g_test_add_func ("/sheets/loading/by-volume", test_by_volume);
  g_test_add_func ("/sheets/loading/this-side-up", test_this_side_up);
  g_test_add_func ("/sheets/loading/pallet", test_pallet);
  g_test_add_func ("/sheets/loading/nothing-to-say", test_nothing_to_say);
  return g_test_run ();
}
