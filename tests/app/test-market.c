/* The page “Marketplace” in a real window: several shops, forgetting one, what is typed. */
#include "window-fixture.h"

#include "app/market-connect.h"
#include "catalog/market-book.h"

#include <string.h>

static void
add_market (Fixture *f, const char *name, const char *kind, const char *url)
{
  g_autoptr (EtaMarketplace) market = eta_marketplace_new ();

  market->name = g_strdup (name);
  market->kind = g_strdup (kind);
  market->url = g_strdup (url);
  g_assert_true (eta_store_put_market (fixture_store (f), market, NULL));
}

static gboolean
is_type (GtkWidget *widget, gconstpointer type)
{
  return G_TYPE_CHECK_INSTANCE_TYPE (widget, *(const GType *)type);
}

static GtkWidget *
open_page (Fixture *f)
{
  GtkWidget *page;

  eta_window_show_page (f->window, "market");
  settle ();
  page =
      find_widget (GTK_WIDGET (f->window), is_type, &(GType){g_type_from_name ("EtaMarketPage")});
  g_assert_nonnull (page);
  return page;
}

static gboolean
has_title (GtkWidget *widget, gconstpointer title)
{
  return ADW_IS_PREFERENCES_ROW (widget) &&
         g_strcmp0 (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (widget)), title) == 0;
}

static gboolean
is_form (GtkWidget *widget, gconstpointer unused)
{
  return ETA_IS_MARKET_CONNECT (widget);
}

/* Both are there; a press shows the other one, whose name is in the header. */
static void
test_several (Fixture *f, gconstpointer data)
{
  GType title = ADW_TYPE_WINDOW_TITLE;
  GtkWidget *page, *other;

  add_market (f, "Toko A", "medusa", "https://a.example");
  add_market (f, "Toko B", "woocommerce", "https://b.example");
  page = open_page (f);
  g_assert_nonnull (find_widget (page, has_title, "Toko A"));
  other = find_widget (page, has_title, "Toko B");
  g_assert_nonnull (other);
  g_assert_cmpstr (
      adw_window_title_get_subtitle (ADW_WINDOW_TITLE (find_widget (page, is_type, &title))), ==,
      "Toko A");
  gtk_widget_activate (other);
  settle ();
  g_assert_cmpstr (
      adw_window_title_get_subtitle (ADW_WINDOW_TITLE (find_widget (page, is_type, &title))), ==,
      "Toko B");
}

/* What the form says is what is connected. */
static void
test_form (Fixture *f, gconstpointer data)
{
  GType entry = ADW_TYPE_ENTRY_ROW, password = ADW_TYPE_PASSWORD_ENTRY_ROW,
        combo = ADW_TYPE_COMBO_ROW;
  GtkWidget *page = open_page (f), *form = find_widget (page, is_form, NULL);
  g_autoptr (EtaMarketplace) market = NULL, other = NULL;
  g_autofree char *key = NULL, *plain_key = NULL;

  g_assert_nonnull (form);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (form, is_type, &entry)), " shop.example ");
  gtk_editable_set_text (GTK_EDITABLE (find_widget (form, is_type, &password)), "abcd EFGH");
  market = eta_market_connect_read (ETA_MARKET_CONNECT (form), &plain_key);
  g_assert_cmpstr (market->kind, ==, "medusa");
  g_assert_cmpstr (market->url, ==, "shop.example");
  g_assert_cmpstr (plain_key, ==, "abcd EFGH");
  g_assert_null (market->options);
  adw_combo_row_set_selected (ADW_COMBO_ROW (find_widget (form, is_type, &combo)), 1);
  gtk_editable_set_text (GTK_EDITABLE (find_widget (form, has_title, "User name in the shop")),
                         "manager");
  eta_market_connect_allow_plain (ETA_MARKET_CONNECT (form));
  other = eta_market_connect_read (ETA_MARKET_CONNECT (form), &key);
  g_assert_cmpstr (other->kind, ==, "woocommerce");
  g_assert_cmpstr (key, ==, "manager:abcd EFGH");
  g_assert_cmpstr (other->options, ==, "{\"plain\":true}");
  /* Confirmed for that address alone. */
  gtk_editable_set_text (GTK_EDITABLE (find_widget (form, is_type, &entry)),
                         "http://other.example");
  g_clear_pointer (&other, eta_marketplace_free);
  g_clear_pointer (&key, g_free);
  other = eta_market_connect_read (ETA_MARKET_CONNECT (form), &key);
  g_assert_null (other->options);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/market/several", test_several);
  ADD ("/market/form", test_form);
  return g_test_run ();
}
