#include "temp-catalog.h"

#include "catalog/communal.h"

typedef struct {
  Catalog c;
  EtaProducer *other;
  EtaProduct *mine, *theirs;
} Fixture;

static EtaProduct *
make (const Catalog *c, const char *producer, const char *sku, gint64 capacity)
{
  EtaProduct *product = make_product (c, sku, "Kopi Robusta", "Robusta coffee", NULL);
  EtaCertificate *halal = eta_certificate_new ();

  eta_set_text (&product->producer_id, producer);
  eta_set_text (&product->unit, "pouch");
  eta_set_text (&halal->kind, "halal");
  eta_set_text (&halal->number, sku);
  g_ptr_array_add (product->certificates, halal);
  product->net = 250;
  product->capacity = capacity;
  product->lead_time = capacity / 100;
  return product;
}

static void
set_up (Fixture *f, gconstpointer unused)
{
  catalog_setup (&f->c, NULL);
  f->other = make_producer ("Ponpes Kedua");
  step (f->c.store, "Add");
  g_assert_true (eta_store_put_producer (f->c.store, f->other, NULL));
  commit (f->c.store);
  f->mine = make (&f->c, f->c.producer, "A", 1000);
  f->theirs = make (&f->c, f->other->id, "B", 1500);
  eta_set_text (&f->mine->brand, "Ijen");
  put_now (f->c.store, "Add", f->mine);
  put_now (f->c.store, "Add", f->theirs);
}

static void
tear_down (Fixture *f, gconstpointer unused)
{
  eta_producer_unref (f->other);
  eta_product_unref (f->mine);
  eta_product_unref (f->theirs);
  catalog_teardown (&f->c, NULL);
}

static gboolean
set (Fixture *f, const char *name, GError **error, ...)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  va_list list;
  char *id;

  va_start (list, error);
  while ((id = va_arg (list, char *)))
    g_ptr_array_add (ids, id);
  va_end (list);
  step (f->c.store, "List together");
  if (eta_store_set_communal (f->c.store, name, ids, error)) {
    commit (f->c.store);
    return TRUE;
  }
  eta_step_abort (f->c.store);
  return FALSE;
}

static void
test_sum (Fixture *f, gconstpointer unused)
{
  g_autoptr (GPtrArray) all = NULL;
  const EtaCommunal *communal;

  g_assert_true (set (f, " Kopi  Bersama", NULL, f->mine->id, f->theirs->id, NULL));
  all = eta_store_list_communal (f->c.store, "id", NULL);
  g_assert_cmpuint (all->len, ==, 1);
  communal = all->pdata[0];
  g_assert_cmpuint (communal->members->len, ==, 2);
  g_assert_true (communal->adds_up);
  g_assert_cmpint (communal->capacity, ==, 2500);
  g_assert_cmpuint (communal->n_producers, ==, 2);
  g_assert_cmpuint (communal->n_unstated, ==, 0);
  g_assert_cmpstr (((EtaCommunalMember *)communal->members->pdata[1])->producer, ==,
                   "Ponpes Kedua");
  /* Taken back like everything else. */
  g_assert_true (eta_history_undo (f->c.store, NULL, NULL));
  g_assert_null (eta_store_find_communal (f->c.store, f->mine->id, "id"));
  g_assert_true (eta_history_redo (f->c.store, NULL, NULL));
  assert_sound (f->c.store);
}

/* What only one of them has is not said of all. */
static void
test_present (Fixture *f, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = eta_store_get_product (f->c.store, f->mine->id, NULL);
  g_autoptr (EtaProducer) producer = eta_store_get_producer (f->c.store, f->c.producer, NULL);
  const EtaCertificate *halal;

  g_assert_true (set (f, "Kopi Bersama", NULL, f->mine->id, f->theirs->id, NULL));
  eta_communal_present (f->c.store, &product, &producer);
  g_assert_cmpint (product->capacity, ==, 2500);
  g_assert_cmpint (product->lead_time, ==, 15);
  g_assert_null (product->brand);
  g_assert_cmpstr (producer->name, ==, "Ponpes Al-Falah, Ponpes Kedua");
  g_assert_cmpstr (eta_producer_name (producer, "ar"), ==, "Ponpes Al-Falah، Ponpes Kedua");
  g_assert_cmpuint (product->certificates->len, ==, 1);
  halal = product->certificates->pdata[0];
  g_assert_cmpstr (halal->kind, ==, "halal");
  g_assert_null (halal->number);
}

static void
test_unshared_certificate (Fixture *f, gconstpointer unused)
{
  g_autoptr (EtaProduct) bare = eta_product_copy (f->theirs);
  g_autoptr (EtaProduct) product = eta_store_get_product (f->c.store, f->mine->id, NULL);

  g_ptr_array_set_size (bare->certificates, 0);
  put_now (f->c.store, "Edit", bare);
  g_assert_true (set (f, "Kopi Bersama", NULL, f->mine->id, f->theirs->id, NULL));
  eta_communal_present (f->c.store, &product, NULL);
  g_assert_cmpuint (product->certificates->len, ==, 0);
}

/* Pouches and jars cannot be added: refused at first, and not added when it comes later. */
static void
test_units (Fixture *f, gconstpointer unused)
{
  g_autoptr (EtaProduct) jar = make (&f->c, f->other->id, "C", 10);
  g_autoptr (EtaProduct) changed = eta_product_copy (f->theirs);
  g_autoptr (EtaCommunal) communal = NULL;
  g_autoptr (EtaProduct) product = eta_store_get_product (f->c.store, f->mine->id, NULL);
  g_autoptr (GError) error = NULL;

  eta_set_text (&jar->unit, "jar");
  put_now (f->c.store, "Add", jar);
  g_assert_false (set (f, "Kopi Bersama", &error, f->mine->id, jar->id, NULL));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_null (eta_store_find_communal (f->c.store, f->mine->id, "id"));

  g_assert_true (set (f, "Kopi Bersama", NULL, f->mine->id, f->theirs->id, NULL));
  changed->net = 500;
  put_now (f->c.store, "Edit", changed);
  communal = eta_store_find_communal (f->c.store, f->mine->id, "id");
  g_assert_false (communal->adds_up);
  g_assert_cmpint (communal->capacity, ==, 0);
  eta_communal_present (f->c.store, &product, NULL);
  g_assert_cmpint (product->capacity, ==, 1000);
}

static void
test_leave (Fixture *f, gconstpointer unused)
{
  g_autoptr (GArray) rows = eta_store_query (f->c.store, &(EtaQuery){0}, NULL);
  g_autoptr (GArray) together = NULL, apart = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) left = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (set (f, "  ", &error, f->mine->id, NULL));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_true (set (f, "Kopi Bersama", NULL, f->mine->id, f->theirs->id, NULL));
  together = eta_communal_collapse (f->c.store, rows);
  g_ptr_array_add (ids, f->theirs->id);
  g_ptr_array_add (ids, f->mine->id);
  g_ptr_array_add (ids, "no such product");
  left = eta_communal_collapse_ids (f->c.store, ids);
  g_assert_cmpuint (left->len, ==, 1);
  g_assert_cmpstr (left->pdata[0], ==, f->theirs->id);
  g_assert_cmpuint (together->len, ==, 1);
  /* One alone is no communal listing; nor does one in the trash count. */
  step (f->c.store, "Trash");
  g_assert_true (eta_store_trash_product (f->c.store, f->theirs->id, TRUE, NULL));
  commit (f->c.store);
  g_assert_null (eta_store_find_communal (f->c.store, f->mine->id, "id"));
  step (f->c.store, "Delete");
  g_assert_true (eta_store_purge_product (f->c.store, f->theirs->id, NULL));
  commit (f->c.store);
  assert_sound (f->c.store);
  g_assert_true (eta_history_undo (f->c.store, NULL, NULL));
  g_assert_true (set (f, NULL, NULL, f->mine->id, f->theirs->id, NULL));
  apart = eta_communal_collapse (f->c.store, rows);
  g_assert_cmpuint (apart->len, ==, 2);
  assert_sound (f->c.store);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/communal/sum", test_sum);
  ADD ("/communal/present", test_present);
  ADD ("/communal/unshared-certificate", test_unshared_certificate);
  ADD ("/communal/units", test_units);
  ADD ("/communal/leave", test_leave);
  return g_test_run ();
}
