#include "window-fixture.h"

#include "app/history-dialog.h"

#include <string.h>

static GtkWidget *
dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (ETA_IS_HISTORY_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
is_step (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_EXPANDER_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static gboolean
is_change (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_ACTION_ROW (widget) &&
         g_str_equal (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  return GTK_IS_BUTTON (widget) &&
         g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0;
}

static GtkWidget *
open_step (Fixture *f, const char *action, const char *title)
{
  GtkWidget *row;

  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), action, NULL));
  settle ();
  g_assert_nonnull (dialog ());
  row = find_widget (dialog (), is_step, title);
  g_assert_nonnull (row);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  settle ();
  return row;
}

static void
test_product (Fixture *f, gconstpointer data)
{
  GtkWidget *row, *change, *button;
  g_autofree char *net = NULL, *name = NULL;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.new-product", NULL);
  settle ();
  type_into (f, "name.id", "Kopi");
  type_into (f, "net", "250");
  type_into (f, "net", "300");
  row = open_step (f, "win.product-history", "Edit product: Kopi");
  change = find_widget (row, is_change, "Net weight");
  g_assert_nonnull (change);
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (change)), "250"));
  g_assert_nonnull (strstr (adw_action_row_get_subtitle (ADW_ACTION_ROW (change)), "300"));
  button = find_widget (row, is_button, "_Undo this step");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle ();
  g_assert_null (dialog ());
  net = eta_field_row_get_text (find_field (f, "net"));
  g_assert_cmpstr (net, ==, "250");
  name = eta_field_row_get_text (find_field (f, "name.id"));
  g_assert_cmpstr (name, ==, "Kopi");
}

/* Everything since, said so on the button. */
static void
test_catalog (Fixture *f, gconstpointer data)
{
  GtkWidget *row, *button;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.new-product", NULL);
  settle ();
  type_into (f, "net", "250");
  row = open_step (f, "win.history", "Start");
  button = find_widget (row, is_button, "_Undo the last 3 steps of the catalog");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle ();
  g_assert_cmpint (eta_store_count_products (fixture_store (f)), ==, 0);
  g_assert_cmpint (eta_store_count_producers (fixture_store (f)), ==, 0);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/history-dialog/product", test_product);
  ADD ("/history-dialog/catalog", test_catalog);
  return g_test_run ();
}
