#include "catalog/history-words.h"

#include "temp-catalog.h"

static GPtrArray *
newest_changes (Catalog *c, const char *product_id, const char *lang)
{
  g_autoptr (GPtrArray) steps = eta_history_list (c->store, NULL, 1, NULL);
  g_autoptr (GError) error = NULL;
  GPtrArray *changes = eta_history_changes (c->store, ((EtaStep *)steps->pdata[0])->id, product_id,
                                            lang, 0, NULL, &error);

  g_assert_no_error (error);
  return changes;
}

static void
assert_change (GPtrArray *changes, const char *what, const char *before, const char *after)
{
  for (guint i = 0; i < changes->len; i++) {
    const EtaChange *change = changes->pdata[i];

    if (strcmp (change->what, what) != 0)
      continue;
    g_assert_cmpstr (change->before, ==, before);
    g_assert_cmpstr (change->after, ==, after);
    return;
  }
  g_test_message ("nothing about “%s”", what);
  g_test_fail ();
}

static EtaProduct *
coffee (Catalog *c)
{
  g_autoptr (EtaProduct) product = make_product (c, "KOPI", "Kopi", NULL, "قهوة");
  EtaPrice *price = eta_price_new ();

  product->net = 250;
  eta_set_text (&product->category, "coffee");
  price->quantity = 1;
  eta_set_text (&price->currency, "USD");
  price->minor = 450;
  g_ptr_array_add (product->prices, price);
  put_now (c->store, "Add product", product);
  return eta_product_copy (product);
}

static void
test_fields (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = coffee (c);
  g_autoptr (GPtrArray) made = newest_changes (c, product->id, "en"), changed = NULL;

  assert_change (made, "New product", NULL, "KOPI");
  assert_change (made, "Name (Arabic)", NULL, "قهوة");
  assert_change (made, "Price", NULL, "USD 4.50");

  product->net = 300;
  eta_set_text (&product->category, "tea");
  eta_set_text (&eta_words_ensure (product->words, "id")->name, "Kopi Ijen");
  eta_set_text (&eta_words_ensure (product->words, "ar")->name, NULL);
  ((EtaPrice *)product->prices->pdata[0])->minor = 500;
  put_now (c->store, "Edit product", product);
  changed = newest_changes (c, product->id, "en");
  assert_change (changed, "Net weight", "250 g", "300 g");
  assert_change (changed, "Name (Indonesian)", "Kopi", "Kopi Ijen");
  assert_change (changed, "Name (Arabic)", "قهوة", NULL);
  assert_change (changed, "Price", "USD 4.50", "USD 5.00");
  g_assert_cmpstr (((EtaChange *)changed->pdata[0])->owner, ==, "Kopi Ijen");
  /* Not what the store keeps for itself. */
  for (guint i = 0; i < changed->len; i++)
    g_assert_cmpstr (((EtaChange *)changed->pdata[i])->what, !=, "Changed");
}

/* It tells what was done then, though much has happened since. */
static void
test_later (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = coffee (c);
  g_autoptr (GPtrArray) steps = NULL, then = NULL;

  product->net = 300;
  put_now (c->store, "Edit product", product);
  steps = eta_history_list (c->store, product->id, 1, NULL);
  product->net = 999;
  put_now (c->store, "Edit product", product);
  then = eta_history_changes (c->store, ((EtaStep *)steps->pdata[0])->id, product->id, "en", 0,
                              NULL, NULL);
  assert_change (then, "Net weight", "250 g", "300 g");
}

static void
test_trash_and_many (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = coffee (c);
  g_autoptr (EtaProduct) other = make_product (c, "MADU", "Madu", NULL, NULL);
  g_autoptr (GPtrArray) one = NULL, all = NULL, few = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  guint more;

  put_now (c->store, "Add product", other);
  step (c->store, "Move to the trash");
  g_assert_true (eta_store_trash_product (c->store, product->id, TRUE, NULL));
  g_assert_true (eta_store_trash_product (c->store, other->id, TRUE, NULL));
  commit (c->store);
  one = newest_changes (c, product->id, "en");
  g_assert_cmpuint (one->len, ==, 1);
  assert_change (one, "Moved to the trash", NULL, NULL);
  all = newest_changes (c, NULL, "en");
  g_assert_cmpuint (all->len, ==, 2);
  steps = eta_history_list (c->store, NULL, 1, NULL);
  few =
      eta_history_changes (c->store, ((EtaStep *)steps->pdata[0])->id, NULL, "en", 1, &more, NULL);
  g_assert_cmpuint (few->len, ==, 1);
  g_assert_cmpuint (more, ==, 1);
}

/* Several steps in one go, and back again one by one. */
static void
test_undo_from (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = coffee (c);
  g_autoptr (EtaProduct) now = NULL, again = NULL;
  g_autoptr (GPtrArray) steps = NULL;
  g_autoptr (GError) error = NULL;
  gint64 first;

  for (guint i = 1; i <= 4; i++) {
    product->net = 250 + i;
    put_now (c->store, "Edit product", product);
  }
  steps = eta_history_list (c->store, NULL, 0, NULL);
  first = ((EtaStep *)steps->pdata[2])->id; /* to 252 */
  g_assert_cmpuint (eta_history_count_from (c->store, first), ==, 3);
  g_assert_true (eta_history_undo_from (c->store, first, &error));
  g_assert_no_error (error);
  now = eta_store_get_product (c->store, product->id, NULL);
  g_assert_cmpint (now->net, ==, 251);
  g_assert_cmpuint (eta_history_count_from (c->store, first), ==, 0);
  for (guint i = 0; i < 3; i++)
    g_assert_true (eta_history_redo (c->store, NULL, &error));
  again = eta_store_get_product (c->store, product->id, NULL);
  g_assert_cmpint (again->net, ==, 254);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/history/words/fields", test_fields);
  with_catalog ("/history/words/later", test_later);
  with_catalog ("/history/words/trash-and-many", test_trash_and_many);
  with_catalog ("/history/undo-from", test_undo_from);
  return g_test_run ();
}
