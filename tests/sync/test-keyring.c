/* Without a keyring: a sentence with the way out, and no key in it. (With one, the command line's
 * and the window's tests go through it.) */
#include "sync/error.h"
#include "sync/keyring.h"

#include <string.h>

static void
test_no_keyring (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (eta_keyring_store ("id", "Toko", "sk_secret", NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_KEYRING);
  g_assert_null (strstr (error->message, "sk_secret"));
  g_clear_error (&error);
  g_assert_null (eta_keyring_lookup ("id", NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_KEYRING);
  g_clear_error (&error);
  g_assert_false (eta_keyring_clear ("id", NULL, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_KEYRING);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (eta_keyring_lookup ("id", cancellable, &error));
  g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  /* No session bus: no keyring, whatever the machine has. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere", TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/keyring/none", test_no_keyring);
  g_test_add_func ("/keyring/cancelled", test_cancelled);
  return g_test_run ();
}
