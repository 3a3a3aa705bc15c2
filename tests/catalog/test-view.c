#include "catalog/view.h"

#include "temp-catalog.h"

static EtaView *
coffee_view (const char *name)
{
  EtaView *view = eta_view_new ();

  eta_set_text (&view->name, name);
  eta_set_text (&view->text, "kopi “Ijen”");
  eta_view_set_filter (view, ETA_FILTER_CATEGORY, "coffee");
  eta_view_set_filter (view, ETA_FILTER_ENDING, "90");
  eta_view_set_filter (view, ETA_FILTER_PHOTO, "none");
  view->sort = ETA_SORT_FIELD;
  view->sort_field = g_strdup ("moq");
  view->descending = TRUE;
  view->table = TRUE;
  return view;
}

static void
test_text (void)
{
  g_autoptr (EtaView) view = coffee_view ("Kopi");
  g_autofree char *text = eta_view_to_text (view);
  g_autoptr (EtaView) back = eta_view_from_text (text);
  g_autofree char *again = eta_view_to_text (back);
  g_autoptr (EtaView) odd = eta_view_from_text ("{\"sort\":7,\"category\":[1],\"table\":1}");

  g_assert_cmpstr (again, ==, text);
  g_assert_cmpstr (back->text, ==, "kopi “Ijen”");
  g_assert_cmpint (back->sort, ==, ETA_SORT_FIELD);
  g_assert_true (back->table);
  g_assert_cmpuint (eta_view_n_filters (back), ==, 3);
  g_assert_null (eta_view_from_text ("[]"));
  g_assert_null (eta_view_from_text ("{"));
  g_assert_null (eta_view_from_text (NULL));
  g_assert_cmpuint (eta_view_n_filters (odd), ==, 0);
  g_assert_cmpint (odd->sort, ==, ETA_SORT_NAME);
}

static char *
days_from_now (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) then = g_date_time_add_days (now, days);

  return g_date_time_format (then, "%Y-%m-%d");
}

static guint
count (EtaStore *store, EtaView *view)
{
  EtaQuery query = eta_view_query (view);
  g_autoptr (GArray) rows = eta_store_query (store, &query, NULL);

  return rows->len;
}

/* A certificate that ends today holds today; one of the producer counts for all its products. */
static void
test_ending (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaProduct) other = make_product (c, "B", "Madu", NULL, NULL);
  g_autoptr (EtaProducer) producer = eta_store_get_producer (c->store, c->producer, NULL);
  g_autoptr (EtaView) view = eta_view_new ();
  EtaCertificate *certificate = eta_certificate_new (), *common = eta_certificate_new ();

  certificate->kind = g_strdup ("organic");
  certificate->expires = days_from_now (0);
  g_ptr_array_add (product->certificates, certificate);
  put_now (c->store, "Add product", product);
  put_now (c->store, "Add product", other);
  eta_view_set_filter (view, ETA_FILTER_ENDING, "0");
  g_assert_cmpuint (count (c->store, view), ==, 0);
  eta_view_set_filter (view, ETA_FILTER_ENDING, "30");
  g_assert_cmpuint (count (c->store, view), ==, 1);
  common->kind = g_strdup ("haccp");
  common->expires = days_from_now (-1);
  g_ptr_array_add (producer->certificates, common);
  step (c->store, "Edit producer");
  g_assert_true (eta_store_put_producer (c->store, producer, NULL));
  commit (c->store);
  eta_view_set_filter (view, ETA_FILTER_ENDING, "0");
  g_assert_cmpuint (count (c->store, view), ==, 2);
}

static void
test_values (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (GPtrArray) categories = NULL, langs = NULL, producers = NULL, markets = NULL;
  g_autoptr (GPtrArray) names = NULL, producer_names = NULL;
  g_autofree char *chip = NULL, *lang = NULL, *gone = NULL;

  eta_set_text (&product->category, "coffee");
  eta_set_text (&eta_words_ensure (product->words, "de")->name, "Kaffee");
  put_now (c->store, "Add product", product);
  categories = eta_filter_values (c->store, ETA_FILTER_CATEGORY, "en", NULL, NULL);
  g_assert_cmpuint (categories->len, ==, 1);
  langs = eta_filter_values (c->store, ETA_FILTER_MISSING, "en", &names, NULL);
  g_assert_cmpuint (langs->len, ==, 4);
  g_assert_cmpstr (langs->pdata[0], ==, "id");
  g_assert_cmpstr (langs->pdata[3], ==, "de");
  g_assert_cmpstr (names->pdata[3], ==, "German");
  producers = eta_filter_values (c->store, ETA_FILTER_PRODUCER, "en", &producer_names, NULL);
  g_assert_cmpuint (producers->len, ==, 1);
  g_assert_cmpstr (producer_names->pdata[0], ==, "Ponpes Al-Falah");
  markets = eta_filter_values (c->store, ETA_FILTER_MARKET, "en", NULL, NULL);
  g_assert_cmpuint (markets->len, ==, 0);
  chip = eta_filter_text (c->store, ETA_FILTER_CATEGORY, "coffee", "id");
  g_assert_cmpstr (chip, ==, "Kopi");
  lang = eta_filter_value_text (c->store, ETA_FILTER_MISSING, "de", "id");
  g_assert_cmpstr (lang, ==, "Jerman");
  gone = eta_filter_text (c->store, ETA_FILTER_PRODUCER, "nobody", "en");
  g_assert_nonnull (gone);
}

static void
test_kept (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaView) one = coffee_view (" Kopi "), two = coffee_view ("Teh");
  g_autoptr (EtaView) found = NULL;
  g_autoptr (GPtrArray) views = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_store_put_view (c->store, one, NULL));
  g_assert_true (eta_store_put_view (c->store, two, NULL));
  eta_view_clear_filters (one);
  g_assert_true (eta_store_put_view (c->store, one, NULL)); /* in the place of the first */
  views = eta_store_list_views (c->store);
  g_assert_cmpuint (views->len, ==, 2);
  found = eta_store_find_view (c->store, "Kopi", NULL);
  g_assert_cmpuint (eta_view_n_filters (found), ==, 0);
  g_assert_false (eta_store_rename_view (c->store, "Kopi", "Teh", &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_false (eta_store_rename_view (c->store, "Kopi", "", &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_true (eta_store_rename_view (c->store, "Kopi", "Kopi besar", NULL));
  g_assert_false (eta_store_delete_view (c->store, "Kopi", &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
  g_assert_true (eta_store_delete_view (c->store, "Kopi besar", NULL));
  g_clear_pointer (&views, g_ptr_array_unref);
  views = eta_store_list_views (c->store);
  g_assert_cmpuint (views->len, ==, 1);
  /* Not a step: there is nothing to undo. */
  g_assert_cmpstr (((EtaView *)views->pdata[0])->name, ==, "Teh");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/view/text", test_text);
  with_catalog ("/view/ending", test_ending);
  with_catalog ("/view/values", test_values);
  with_catalog ("/view/kept", test_kept);
  return g_test_run ();
}
