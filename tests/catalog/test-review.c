/* Curation: states, and what a change does to an approval. */
#include "catalog/review.h"

#include "temp-catalog.h"

static EtaProduct *
approved (void)
{
  EtaProduct *product = eta_product_new ();
  g_autoptr (GError) error = NULL;

  eta_set_text (&product->sku, "KOPI");
  eta_set_text (&eta_words_ensure (product->words, "en")->name, "Coffee");
  g_assert_true (eta_review_set (product, "approved", "Nur Aini", "good", &error));
  g_assert_no_error (error);
  return product;
}

static void
test_set (void)
{
  g_autoptr (EtaProduct) product = approved ();
  g_autoptr (GError) error = NULL;
  g_autofree char *note = NULL;

  g_assert_cmpstr (product->state, ==, "approved");
  g_assert_cmpstr (product->state_by, ==, "Nur Aini");
  g_assert_cmpuint (strlen (product->state_at), ==, 10);
  note = eta_review_note (product);
  g_assert_cmpstr (note, ==, "good");
  g_assert_true (eta_review_set (product, "Diperiksa", NULL, NULL, &error));
  g_assert_cmpstr (product->state, ==, "checked");
  g_assert_null (product->state_note);
  g_assert_false (eta_review_set (product, "recheck", NULL, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_clear_error (&error);
  g_assert_false (eta_review_set (product, "great", NULL, NULL, &error));
}

static void
test_lower (void)
{
  g_autoptr (EtaProduct) stored = approved ();
  g_autoptr (EtaProduct) wanted = eta_product_copy (stored);
  g_autoptr (EtaProduct) same = eta_review_lower (stored, wanted);
  g_autoptr (EtaProduct) lowered = NULL;
  g_autofree char *note = NULL;
  EtaPrice *price = eta_price_new ();

  g_assert_true (same == wanted);
  wanted->moq = 500;
  eta_set_text (&((EtaWords *)wanted->words->pdata[0])->name, "Ijen coffee");
  eta_set_text (&eta_words_ensure (wanted->words, "ar")->story, "قهوة");
  price->currency = g_strdup ("USD");
  g_ptr_array_add (wanted->prices, price);
  lowered = eta_review_lower (stored, wanted);
  g_assert_cmpstr (lowered->state, ==, "recheck");
  g_assert_cmpstr (lowered->state_by, ==, "Nur Aini");
  note = eta_review_note (lowered);
  g_assert_cmpstr (note, ==,
                   "Changed after the approval: Minimum order, Name (EN), Story (AR), Prices");
}

/* A new approval in the same write stands; so does what was only checked. */
static void
test_not_lowered (void)
{
  g_autoptr (EtaProduct) stored = approved ();
  g_autoptr (EtaProduct) again = eta_product_copy (stored);
  g_autoptr (EtaProduct) checked = eta_product_copy (stored);
  g_autoptr (EtaProduct) first = NULL, second = NULL;
  g_autoptr (EtaProduct) draft = NULL;

  again->moq = 500;
  g_assert_true (eta_review_set (again, "approved", "Nur Aini", "with the new MOQ", NULL));
  first = eta_review_lower (stored, again);
  g_assert_cmpstr (first->state, ==, "approved");
  g_assert_true (eta_review_set (checked, "checked", NULL, NULL, NULL));
  draft = eta_product_copy (checked);
  draft->moq = 500;
  second = eta_review_lower (checked, draft);
  g_assert_cmpstr (second->state, ==, "checked");
}

/* In the catalog: one step, and undo brings the approval back. */
static void
test_stored (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "KOPI", "Kopi", "Coffee", NULL);
  g_autoptr (EtaProduct) read = NULL, undone = NULL;
  g_autoptr (GError) error = NULL;

  put_now (c->store, "Add", product);
  g_assert_true (eta_review_set (product, "approved", "Nur Aini", NULL, NULL));
  put_now (c->store, "Review", product);
  product->moq = 500;
  put_now (c->store, "Edit", product);
  read = eta_store_get_product (c->store, product->id, &error);
  g_assert_cmpstr (read->state, ==, "recheck");
  g_assert_cmpstr (read->state_note, ==, "changed: moq");
  g_assert_true (eta_history_undo (c->store, NULL, &error));
  undone = eta_store_get_product (c->store, product->id, &error);
  g_assert_cmpstr (undone->state, ==, "approved");
  g_assert_cmpint (undone->moq, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/review/set", test_set);
  g_test_add_func ("/review/lower", test_lower);
  g_test_add_func ("/review/not-lowered", test_not_lowered);
  with_catalog ("/review/stored", test_stored);
  return g_test_run ();
}
