#include "sync/error.h"
#include "sync/retry.h"

static void
test_retry_after (void)
{
  const gint64 now = 1795582915; /* 2026-11-25 05:01:55 UTC */

  g_assert_cmpint (eta_retry_after_parse ("2", now), ==, 2000);
  g_assert_cmpint (eta_retry_after_parse ("0", now), ==, 0);
  g_assert_cmpint (eta_retry_after_parse ("Wed, 25 Nov 2026 05:02:05 GMT", now), ==, 10000);
  g_assert_cmpint (eta_retry_after_parse ("Wed, 25 Nov 2026 05:00:00 GMT", now), ==, 0);
  g_assert_cmpint (eta_retry_after_parse ("soon", now), ==, -1);
  g_assert_cmpint (eta_retry_after_parse ("-3", now), ==, -1);
  g_assert_cmpint (eta_retry_after_parse ("Wed, 25 Foo 2026 05:00:00 GMT", now), ==, -1);
  g_assert_cmpint (eta_retry_after_parse ("Wed, 45 Nov 2026 25:00:00 GMT", now), ==, -1);
  g_assert_cmpint (eta_retry_after_parse (NULL, now), ==, -1);
}

static void
test_delay (void)
{
  static const gint64 expected[] = {1000, 2000, 4000, 8000, 16000, 32000, 60000, 60000};

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (eta_retry_delay (i + 1, -1, 0, 1000), ==, expected[i]);
  g_assert_cmpint (eta_retry_delay (1, -1, 1000, 1000), ==, 1250);
  g_assert_cmpint (eta_retry_delay (20, -1, 1000, 1000), ==, 60000);
  g_assert_cmpint (eta_retry_delay (3, 0, 500, 1000), ==, 0);
  g_assert_cmpint (eta_retry_delay (3, 7000, 500, 1000), ==, 7000);
}

static gpointer
cancel_soon (gpointer cancellable)
{
  g_usleep (50 * 1000);
  g_cancellable_cancel (cancellable);
  return NULL;
}

static void
test_wait (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  gint64 began = g_get_monotonic_time ();
  GThread *thread;

  g_assert_true (eta_retry_wait (40, cancellable, &error));
  g_assert_true (eta_retry_wait (10, NULL, &error));
  g_assert_cmpint (g_get_monotonic_time () - began, >=, 50 * 1000);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  began = g_get_monotonic_time ();
  g_assert_false (eta_retry_wait (60000, cancellable, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED);
  g_assert_cmpint (g_get_monotonic_time () - began, <, 1000 * 1000);
  g_thread_join (thread);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/retry/after", test_retry_after);
  g_test_add_func ("/retry/delay", test_delay);
  g_test_add_func ("/retry/wait", test_wait);
  return g_test_run ();
}
