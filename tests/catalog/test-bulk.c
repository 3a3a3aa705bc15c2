#include "catalog/bulk.h"

#include "temp-catalog.h"

static void
add_price (EtaProduct *product, const char *currency, gint64 minor)
{
  EtaPrice *price = eta_price_new ();

  price->currency = g_strdup (currency);
  price->minor = minor;
  g_ptr_array_add (product->prices, price);
}

static gint64
after (const EtaBulk *bulk, const char *currency, gint64 minor)
{
  g_autoptr (EtaProduct) product = eta_product_new ();
  g_autoptr (GError) error = NULL;

  add_price (product, currency, minor);
  g_assert_true (eta_bulk_apply (bulk, product, &error));
  return ((EtaPrice *)product->prices->pdata[0])->minor;
}

/* IDR is stored with two decimals and shown without any. */
static void
test_percent (void)
{
  const struct {
    EtaBulk bulk;
    const char *currency;
    gint64 before, after;
  } cases[] = {
      {{.percent = 1000}, "USD", 450, 495},
      {{.percent = 750}, "USD", 450, 484},          /* 4.8375: half up, once */
      {{.percent = -1000}, "USD", 15, 14},          /* 13.5 */
      {{.percent = -9900}, "USD", 10, 1},           /* never nothing */
      {{.percent = 333}, "IDR", 6500000, 6716500},  /* 67,164.50 → 67,165 */
      {{.percent = 1000}, "IDR", 6500050, 7150055}, /* had sen: keeps them */
      {{.percent = 333, .currency = (char *)"IDR", .step = 50000}, "IDR", 6500000, 6700000},
      {{.percent = 333, .currency = (char *)"IDR", .step = 50000}, "USD", 450, 450},
      {{.percent = 500}, "JPY", 1234, 1296},
      {{.percent = 500}, "KWD", 12345, 12962},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    EtaBulk bulk = cases[i].bulk;
    bulk.kind = ETA_BULK_PERCENT;
    g_test_message ("case %u", i);
    g_assert_cmpint (after (&bulk, cases[i].currency, cases[i].before), ==, cases[i].after);
  }
}

static void
test_refused (void)
{
  const EtaBulk cases[] = {
      {.kind = ETA_BULK_PERCENT},
      {.kind = ETA_BULK_PERCENT, .percent = -10000},
      {.kind = ETA_BULK_PERCENT, .percent = 100, .step = 100},
      {.kind = ETA_BULK_SET, .address = (char *)"sku", .value = (char *)"A"},
      {.kind = ETA_BULK_SET, .address = (char *)"gtin"},
      {.kind = ETA_BULK_SET, .address = (char *)"colour", .value = (char *)"red"},
      {.kind = ETA_BULK_SET, .address = (char *)"moq", .value = (char *)"many"},
      {.kind = ETA_BULK_SET, .address = (char *)"state", .value = (char *)"approved"},
      {.kind = ETA_BULK_REVIEW, .value = (char *)"recheck"},
      {.kind = ETA_BULK_PRODUCER},
  };
  g_autoptr (EtaProduct) dear = eta_product_new ();
  const EtaBulk up = {.kind = ETA_BULK_PERCENT, .percent = 1000000};

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GError) error = NULL;
    g_test_message ("case %u", i);
    g_assert_false (eta_bulk_check (&cases[i], &error));
    g_assert_nonnull (error);
  }
  add_price (dear, "IDR", G_MAXINT64 / 4);
  g_assert_false (eta_bulk_apply (&up, dear, NULL));
}

static GArray *
all_rows (Catalog *c)
{
  return eta_store_query (c->store, &(EtaQuery){.sort = ETA_SORT_SKU}, NULL);
}

static void
fill (Catalog *c, guint n)
{
  step (c->store, "Fill");
  for (guint i = 0; i < n; i++) {
    g_autofree char *sku = g_strdup_printf ("A-%03u", i);
    g_autoptr (EtaProduct) product = make_product (c, sku, sku, NULL, NULL);
    product->moq = i % 2 ? 500 : 0;
    add_price (product, "IDR", 6500000);
    g_assert_true (eta_store_put_product (c->store, product, NULL));
  }
  commit (c->store);
}

static void
stop_half_way (guint done, guint total, gpointer data)
{
  if (done == total / 2)
    g_cancellable_cancel (data);
}

static gint64
sum_of_moq (Catalog *c)
{
  g_autoptr (GArray) rows = all_rows (c);
  gint64 sum = 0;

  for (guint i = 0; i < rows->len; i++) {
    g_autoptr (EtaProduct) product =
        eta_store_get_fields (c->store, g_array_index (rows, gint64, i), NULL);
    sum += product->moq;
  }
  return sum;
}

/* Looked at first, changed in one step, taken back as one. */
static void
test_many (Catalog *c, gconstpointer unused)
{
  const EtaBulk bulk = {.address = (char *)"moq", .value = (char *)"1.000"};
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  EtaBulkOptions options = {.lang = "id", .n_samples = 3};
  g_auto (EtaBulkReport) look = {0}, run = {0}, stopped = {0};
  g_autoptr (GArray) rows = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaStep) done = NULL;
  const EtaBulkSample *sample;

  fill (c, 40);
  rows = all_rows (c);
  g_assert_true (eta_bulk_look (c->store, &bulk, rows, &options, &look, NULL));
  g_assert_cmpuint (look.n_changed, ==, 40);
  g_assert_cmpuint (look.samples->len, ==, 3);
  sample = look.samples->pdata[1];
  g_assert_cmpstr (sample->before, ==, "500");
  g_assert_cmpstr (sample->after, ==, "1.000");
  g_assert_cmpint (sum_of_moq (c), ==, 20 * 500);

  options.cancellable = cancellable;
  options.progress = stop_half_way;
  options.data = cancellable;
  g_assert_false (eta_bulk_run (c->store, &bulk, rows, "MOQ", &options, &stopped, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (sum_of_moq (c), ==, 20 * 500);
  options.cancellable = NULL;
  options.progress = NULL;
  g_assert_true (eta_bulk_run (c->store, &bulk, rows, "MOQ", &options, &run, NULL));
  g_assert_cmpuint (run.n_changed, ==, 40);
  g_assert_cmpint (sum_of_moq (c), ==, 40000);
  done = eta_history_peek_undo (c->store);
  g_assert_cmpstr (done->detail, ==, "MOQ");
  g_assert_true (eta_history_undo (c->store, NULL, NULL));
  g_assert_cmpint (sum_of_moq (c), ==, 20 * 500);
  assert_sound (c->store);
}

/* A product that cannot be changed so is named and left; the others are changed. */
static void
test_some_refused (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProducer) other = make_producer ("Lain");
  const EtaBulk bulk = {.kind = ETA_BULK_PRODUCER, .value = other->id};
  const EtaBulkOptions options = {0};
  g_auto (EtaBulkReport) report = {0};
  g_autoptr (GArray) rows = NULL;
  g_autoptr (EtaProduct) taken = NULL;

  fill (c, 4);
  step (c->store, "Add producer");
  g_assert_true (eta_store_put_producer (c->store, other, NULL));
  taken = make_product (c, "A-002", "Sudah ada", NULL, NULL);
  eta_set_text (&taken->producer_id, other->id);
  g_assert_true (eta_store_put_product (c->store, taken, NULL));
  commit (c->store);
  rows = all_rows (c);
  g_assert_true (eta_bulk_run (c->store, &bulk, rows, NULL, &options, &report, NULL));
  g_assert_cmpuint (report.n_changed, ==, 3);
  g_assert_cmpuint (report.n_same, ==, 1);
  g_assert_cmpuint (report.n_refused, ==, 1);
  g_assert_nonnull (strstr (report.refusal, "A-002"));
  assert_sound (c->store);
}

static void
test_review (Catalog *c, gconstpointer unused)
{
  const EtaBulk approve = {
      .kind = ETA_BULK_REVIEW, .value = (char *)"approved", .who = (char *)"Nur"};
  const EtaBulk dearer = {.kind = ETA_BULK_PERCENT, .percent = 1000};
  const EtaBulkOptions options = {.lang = "en", .n_samples = 1};
  g_auto (EtaBulkReport) first = {0}, again = {0}, price = {0};
  g_autoptr (GArray) rows = NULL, approved = NULL;

  fill (c, 4);
  rows = all_rows (c);
  g_assert_true (eta_bulk_run (c->store, &approve, rows, NULL, &options, &first, NULL));
  g_assert_cmpuint (first.n_changed, ==, 4);
  g_assert_true (eta_bulk_run (c->store, &approve, rows, NULL, &options, &again, NULL));
  g_assert_cmpuint (again.n_same, ==, 4);
  /* What is changed after the approval must be seen again. */
  g_assert_true (eta_bulk_run (c->store, &dearer, rows, NULL, &options, &price, NULL));
  approved = eta_store_query (c->store, &(EtaQuery){.state = "approved"}, NULL);
  g_assert_cmpuint (approved->len, ==, 0);
}

static guint
count (Catalog *c, gboolean trashed)
{
  g_autoptr (GArray) rows = eta_store_query (c->store, &(EtaQuery){.trashed = trashed}, NULL);

  return rows->len;
}

static void
test_trash (Catalog *c, gconstpointer unused)
{
  const EtaBulkOptions options = {0};
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) rows = NULL;
  g_autoptr (EtaProduct) copy = NULL;

  fill (c, 5);
  rows = all_rows (c);
  g_assert_true (eta_many_run (c->store, ETA_MANY_TRASH, rows, &options, NULL, NULL));
  g_assert_cmpuint (count (c, TRUE), ==, 5);
  g_assert_true (eta_many_run (c->store, ETA_MANY_RESTORE, rows, &options, NULL, NULL));
  g_assert_cmpuint (count (c, FALSE), ==, 5);
  g_assert_true (eta_many_run (c->store, ETA_MANY_DUPLICATE, rows, &options, ids, NULL));
  g_assert_cmpuint (count (c, FALSE), ==, 10);
  copy = eta_store_get_product (c->store, ids->pdata[0], NULL);
  g_assert_cmpstr (copy->sku, ==, "A-000-2");
  g_assert_true (eta_many_run (c->store, ETA_MANY_PURGE, rows, &options, NULL, NULL));
  g_assert_cmpuint (count (c, FALSE), ==, 5);
  g_assert_true (eta_history_undo (c->store, NULL, NULL));
  g_assert_cmpuint (count (c, FALSE), ==, 10);
  assert_sound (c->store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bulk/percent", test_percent);
  g_test_add_func ("/bulk/refused", test_refused);
  with_catalog ("/bulk/many", test_many);
  with_catalog ("/bulk/some-refused", test_some_refused);
  with_catalog ("/bulk/review", test_review);
  with_catalog ("/bulk/trash", test_trash);
  return g_test_run ();
}
