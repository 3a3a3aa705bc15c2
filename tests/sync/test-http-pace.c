/* How many photos go at a time. */
#include "sync/http-pace.h"

/* N photos of 100 kB on a line where each takes at least TRIP µs and all share BANDWIDTH bytes/s.
 */
static guint
settle (EtaHttpPace *pace, guint n, gint64 trip, gint64 bandwidth)
{
  gint64 now = 1, bytes = 0;

  for (guint i = 0; i < n; i++) {
    gint64 by_trip = trip / pace->now, by_line = (gint64)100000 * G_USEC_PER_SEC / bandwidth;

    now += MAX (by_trip, by_line);
    bytes += 100000;
    eta_http_pace_note (pace, bytes, now, TRUE);
  }
  return pace->now;
}

static void
test_long_line (void)
{
  EtaHttpPace pace = eta_http_pace (4);

  g_assert_cmpuint (pace.now, ==, 4);
  g_assert_cmpuint (settle (&pace, 300, 400000, 100000000), ==, 16);
}

static void
test_thin_line (void)
{
  EtaHttpPace pace = eta_http_pace (4);

  g_assert_cmpuint (settle (&pace, 300, 100000, 50000), ==, 4);
}

static void
test_trouble (void)
{
  EtaHttpPace pace = eta_http_pace (4);

  settle (&pace, 300, 400000, 100000000);
  eta_http_pace_note (&pace, 1, 2, FALSE);
  g_assert_cmpuint (pace.now, ==, 8);
  for (guint i = 0; i < 9; i++)
    eta_http_pace_note (&pace, 1, 2, FALSE);
  g_assert_cmpuint (pace.now, ==, 1);
}

/* A shop that wants one at a time gets one at a time. */
static void
test_one (void)
{
  EtaHttpPace pace = eta_http_pace (1);

  g_assert_cmpuint (settle (&pace, 300, 400000, 100000000), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-pace/long-line", test_long_line);
  g_test_add_func ("/http-pace/thin-line", test_thin_line);
  g_test_add_func ("/http-pace/trouble", test_trouble);
  g_test_add_func ("/http-pace/one", test_one);
  return g_test_run ();
}
