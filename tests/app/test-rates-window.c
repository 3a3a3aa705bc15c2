/* The window of exchange rates, and what it puts beneath prices. */
#include "window-fixture.h"

#include "app/rates-window.h"
#include "catalog/measure.h"
#include "catalog/rates.h"

#include <string.h>

static GtkWidget *
open_rates (Fixture *f)
{
  g_autoptr (GList) windows = NULL;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.rates", NULL);
  settle ();
  windows = gtk_window_list_toplevels ();
  for (GList *l = windows; l; l = l->next)
    if (ETA_IS_RATES_WINDOW (l->data))
      return l->data;
  g_assert_not_reached ();
}

static gboolean
is_named (GtkWidget *widget, gconstpointer id)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), id) == 0;
}

static gboolean
has_label (GtkWidget *widget, gconstpointer label)
{
  const char *text = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;

  return text && g_str_equal (text, label);
}

static gboolean
says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) &&
         gtk_widget_get_visible (widget);
}

static void
click (GtkWidget *root, const char *label)
{
  GtkWidget *button = find_widget (root, has_label, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle ();
}

static void
test_typed (Fixture *f, gconstpointer data)
{
  GtkWidget *window = open_rates (f);
  GtkWidget *entry = find_widget (window, is_named, "number");
  g_autoptr (GPtrArray) rates = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), "15.650");
  click (window, "_Add");
  g_assert_nonnull (find_widget (window, says, "no rate that can be read in one way"));
  gtk_editable_set_text (GTK_EDITABLE (entry), "16000");
  click (window, "_Add");
  g_assert_nonnull (find_widget (window, says, "1 USD = 16000 IDR"));
  click (window, "_Take");
  rates = eta_rates_load (fixture_store (f));
  g_assert_cmpuint (rates->len, ==, 6);
  gtk_window_destroy (GTK_WINDOW (window));
  settle ();
}

/* A fetch that fails is told and leaves the rates as they are. */
static void
test_fetch_fails (Fixture *f, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  GtkWidget *window;
  g_autoptr (GPtrArray) rates = NULL;

  g_settings_set_string (settings, "rates-address", "http://127.0.0.1:1/x.xml");
  window = open_rates (f);
  click (window, "_Fetch");
  wait_until (no_jobs, f);
  settle ();
  g_assert_cmpuint (close_dialogs (f, NULL), ==, 1);
  g_assert_true (gtk_widget_get_sensitive (find_widget (window, is_named, "fetch")));
  rates = eta_rates_load (fixture_store (f));
  g_assert_cmpuint (rates->len, ==, 0);
  gtk_window_destroy (GTK_WINDOW (window));
  g_settings_reset (settings, "rates-address");
  settle ();
}

static void
test_gloss (Fixture *f, gconstpointer data)
{
  EtaSession *session = eta_window_get_session (f->window);
  g_autoptr (GPtrArray) rates = eta_rates_new ();
  g_autofree char *today = eta_date_today ();
  g_autofree char *none = NULL, *euro = NULL, *rupiah = NULL;

  none = eta_rates_gloss (session, 450, "USD");
  g_assert_null (none);
  g_assert_true (eta_rates_type (rates, "EUR", "USD", "1.08", today, NULL));
  g_assert_true (eta_rates_type (rates, "EUR", "IDR", "17280", today, NULL));
  g_assert_true (eta_rates_save (fixture_store (f), rates, NULL));
  euro = eta_rates_gloss (session, 450, "USD");
  g_assert_nonnull (strstr (euro, "4.17"));
  g_assert_nonnull (strstr (euro, "indicative"));
  rupiah = eta_rates_gloss (session, 450, "EUR"); /* in euro already: in rupiah */
  g_assert_nonnull (strstr (rupiah, "77,760"));
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/rates-window/typed", test_typed);
  ADD ("/rates-window/fetch-fails", test_fetch_fails);
  ADD ("/rates-window/gloss", test_gloss);
  return g_test_run ();
}
