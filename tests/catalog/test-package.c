#include "package-fixture.h"

/* --- there and back --------------------------------------------------------------------------- */

/* Everything that stands there arrives, pictures too, and a second time changes nothing. */
static void
test_arrives (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProduct) sent = make_full (&p->there, "KOPI-1");
  g_autoptr (EtaProduct) second = make_full (&p->there, "KOPI-2");
  g_autoptr (EtaProduct) back = NULL;
  g_autofree char *photo = NULL;
  g_auto (EtaPackageReport) out = {0};
  g_auto (EtaMergeReport) first = {0}, again = {0};

  eta_set_text (&sent->state, "checked");
  eta_set_text (&sent->state_by, "Ustaz Ahmad");
  eta_set_text (&sent->state_note, "Label sudah benar");
  put_now (p->there.store, "Add", sent);
  put_now (p->there.store, "Add", second);
  out = send (p);
  g_assert_cmpuint (out.n_products, ==, 2);
  g_assert_cmpuint (out.n_producers, ==, 1);
  g_assert_cmpuint (out.n_photos, ==, 2);
  g_assert_cmpuint (out.remarks->len, ==, 0);

  first = receive (p, ETA_TAKE_NOTHING);
  assert_count (&first.products, 2, 0, 0, 0);
  g_assert_cmpuint (first.n_photos, ==, 2);
  back = find (&p->here, "kopi-1");
  g_assert_cmpstr (back->id, ==, sent->id);
  g_assert_cmpstr (eta_product_name (back, "ar"), ==, "قهوة إيجين");
  g_assert_cmpstr (back->state, ==, "checked");
  g_assert_cmpstr (back->state_by, ==, "Ustaz Ahmad");
  g_assert_cmpstr (back->state_note, ==, "Label sudah benar");
  g_assert_cmpint (back->moq, ==, 50);
  g_assert_cmpint (eta_product_price (back, "USD")->minor, ==, 450);
  g_assert_cmpint (eta_product_pack (back, "carton")->count, ==, 24);
  photo = photo_path (&p->here, ((EtaPhoto *)back->photos->pdata[0])->sha256);
  g_assert_true (g_file_test (photo, G_FILE_TEST_EXISTS));
  g_assert_cmpstr (((EtaCertificate *)back->certificates->pdata[0])->scan, ==,
                   ((EtaPhoto *)back->photos->pdata[0])->sha256);

  again = receive (p, ETA_TAKE_NOTHING);
  assert_count (&again.products, 0, 0, 2, 0);
  assert_count (&again.producers, 0, 0, 1, 0);
  g_assert_cmpuint (again.n_photos, ==, 0);
  g_assert_cmpint (eta_store_count_products (p->here.store), ==, 2);
}

/* The scan of a certificate may be a PDF: it travels as it is. */
static void
test_pdf (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProduct) sent = make_full (&p->there, "KOPI-1");
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "%PDF-1.4", -1);
  g_autofree char *album = eta_store_album_path (p->there.path);
  g_autofree char *folder = g_strdup_printf ("%s/%.2s", album, hash);
  g_autofree char *page = g_strdup_printf ("%s/%s.pdf", folder, hash);
  g_autoptr (EtaProduct) back = NULL;
  g_auto (EtaPackageReport) out = {0};
  g_auto (EtaMergeReport) in = {0};
  EtaCertificate *certificate = sent->certificates->pdata[0];

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (page, "%PDF-1.4", -1, NULL));
  g_free (certificate->scan);
  certificate->scan = g_strdup (hash);
  put_now (p->there.store, "Add", sent);
  out = send (p);
  g_assert_cmpuint (out.n_photos, ==, 2);
  g_assert_cmpuint (out.remarks->len, ==, 0);
  in = receive (p, ETA_TAKE_NOTHING);
  g_assert_cmpuint (in.n_photos, ==, 2);
  back = find (&p->here, "KOPI-1");
  g_assert_cmpstr (((EtaCertificate *)back->certificates->pdata[0])->scan, ==, hash);
}

/* The manifest says where it came from and how much is in it. */
static void
test_manifest (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaPackage) package = NULL;
  g_auto (EtaPackageReport) out = {0};
  const EtaPackageInfo *info;

  for (guint i = 9; i > 0; i--) {
    g_autofree char *sku = g_strdup_printf ("K-%u", i);
    g_autoptr (EtaProduct) product = make_product (&p->there, sku, "Kopi", NULL, NULL);
    put_now (p->there.store, "Add", product);
  }
  eta_store_set_setting (p->there.store, "name", "Katalog Bondowoso", NULL);
  out = send (p);
  package = open_package (p->package);
  info = eta_package_info (package);
  g_assert_cmpstr (info->org, ==, eta_store_org (p->there.store));
  g_assert_cmpstr (info->catalog, ==, "Katalog Bondowoso");
  g_assert_cmpuint (info->n_products, ==, 9);
  g_assert_cmpuint (info->n_producers, ==, 1);
  g_assert_true (g_str_has_prefix (info->program, "Etalase "));
  g_assert_cmpuint (strlen (info->made), ==, 20);
}

/* A selection takes its own producers along and nobody else's. */
static void
test_selection (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProducer) other = make_producer ("Ponpes Kedua");
  g_autoptr (EtaProduct) mine = make_product (&p->there, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaProduct) theirs = make_product (&p->there, "B", "Madu", NULL, NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (EtaPackage) package = NULL;
  g_auto (EtaPackageReport) out = {0};
  gint64 row;

  step (p->there.store, "Add");
  g_assert_true (eta_store_put_producer (p->there.store, other, NULL));
  eta_set_text (&theirs->producer_id, other->id);
  g_assert_true (eta_store_put_product (p->there.store, mine, NULL));
  g_assert_true (eta_store_put_product (p->there.store, theirs, NULL));
  commit (p->there.store);
  row = eta_store_row_of (p->there.store, theirs->id);
  g_array_append_val (rows, row);
  g_assert_true (
      eta_package_export (p->there.store, rows, p->package, NULL, NULL, NULL, &out, NULL));
  package = open_package (p->package);
  g_assert_cmpuint (eta_package_info (package)->n_products, ==, 1);
  g_assert_cmpuint (eta_package_info (package)->n_producers, ==, 1);
}

/* A picture that the album has lost does not make the rest unreadable, and one that mine still has
 * is not taken from it. */
static void
test_lost_picture (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProduct) sent = make_full (&p->there, "KOPI-1");
  g_autofree char *path = photo_path (&p->there, ((EtaPhoto *)sent->photos->pdata[0])->sha256);
  g_autoptr (EtaProduct) back = NULL;
  g_auto (EtaPackageReport) out = {0};
  g_auto (EtaMergeReport) in = {0};

  put_now (p->there.store, "Add", sent);
  g_assert_true (g_file_set_contents (path, "something else", -1, NULL));
  out = send (p);
  g_assert_cmpuint (out.n_photos, ==, 0);
  g_assert_cmpuint (out.remarks->len, ==, 1);
  in = receive (p, ETA_TAKE_NOTHING);
  assert_count (&in.products, 1, 0, 0, 0);
  g_assert_cmpuint (in.remarks->len, ==, 1);
  back = find (&p->here, "KOPI-1");
  g_assert_cmpuint (back->photos->len, ==, 0);
  g_assert_cmpuint (back->certificates->len, ==, 1);
}

/* --- merging ---------------------------------------------------------------------------------- */

static void
test_three_ways (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProduct) sent = make_full (&p->there, "KOPI-1");
  g_auto (EtaPackageReport) one = {0}, two = {0};
  g_auto (EtaMergeReport) first = {0}, second = {0};

  put_now (p->there.store, "Add", sent);
  one = send (p);
  first = receive (p, ETA_TAKE_NOTHING);
  /* They change one field, I another: both stand afterwards, nobody is asked. */
  edit (&p->there, "KOPI-1", "moq", "80");
  edit (&p->there, "KOPI-1", "price.usd", "4.75");
  edit (&p->here, "KOPI-1", "hs", "090121");
  edit (&p->here, "KOPI-1", "name.en", "Ijen coffee, whole beans");
  two = send (p);
  second = receive (p, ETA_TAKE_NOTHING);
  assert_count (&second.products, 0, 1, 0, 0);
  assert_field (&p->here, "KOPI-1", "moq", "80");
  assert_field (&p->here, "KOPI-1", "price.usd", "4.75");
  assert_field (&p->here, "KOPI-1", "hs", "090121");
  assert_field (&p->here, "KOPI-1", "name.en", "Ijen coffee, whole beans");
}

/* A value that they took away goes here, too; one that I took away does not come back. */
static void
test_removals (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProduct) sent = make_full (&p->there, "KOPI-1");
  g_auto (EtaPackageReport) one = {0}, two = {0};
  g_auto (EtaMergeReport) first = {0}, second = {0};

  eta_set_text (&sent->brand, "Ijen Raya");
  put_now (p->there.store, "Add", sent);
  one = send (p);
  first = receive (p, ETA_TAKE_NOTHING);
  edit (&p->there, "KOPI-1", "brand", "");
  edit (&p->there, "KOPI-1", "country", "");
  edit (&p->here, "KOPI-1", "moq", "");
  two = send (p);
  second = receive (p, ETA_TAKE_NOTHING);
  assert_count (&second.products, 0, 1, 0, 0);
  assert_field (&p->here, "KOPI-1", "brand", NULL);
  assert_field (&p->here, "KOPI-1", "country", NULL);
  assert_field (&p->here, "KOPI-1", "moq", NULL);
}

static const EtaMergeChange *
only_clash (const EtaMergePlan *plan)
{
  const EtaMergeItem *item;

  g_assert_cmpuint (plan->items->len, ==, 1);
  item = plan->items->pdata[0];
  g_assert_cmpint (item->state, ==, ETA_MERGE_CLASH);
  g_assert_cmpuint (item->changes->len, ==, 1);
  return item->changes->pdata[0];
}

static void
make_clash (Pair *p)
{
  g_autoptr (EtaProduct) sent = make_full (&p->there, "KOPI-1");
  g_auto (EtaPackageReport) one = {0}, two = {0};
  g_auto (EtaMergeReport) first = {0};

  put_now (p->there.store, "Add", sent);
  one = send (p);
  first = receive (p, ETA_TAKE_NOTHING);
  edit (&p->there, "KOPI-1", "moq", "80");
  edit (&p->here, "KOPI-1", "moq", "100");
  two = send (p);
}

/* Both changed the same: shown side by side, left alone until somebody decides. */
static void
test_clash (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaPackage) package = NULL;
  g_autoptr (EtaMergePlan) plan = NULL;
  g_auto (EtaMergeReport) left = {0}, again = {0};
  const EtaMergeChange *change;

  make_clash (p);
  package = open_package (p->package);
  plan = eta_package_plan (p->here.store, package, NULL, NULL, NULL, NULL);
  change = only_clash (plan);
  g_assert_cmpstr (change->field, ==, "moq");
  g_assert_cmpstr (change->mine, ==, "100");
  g_assert_cmpstr (change->theirs, ==, "80");
  g_assert_true (change->clash);
  left = receive (p, ETA_TAKE_NOTHING);
  assert_count (&left.products, 0, 0, 0, 1);
  assert_field (&p->here, "KOPI-1", "moq", "100");
  again = receive (p, ETA_TAKE_NOTHING);
  assert_count (&again.products, 0, 0, 0, 1);
}

static void
test_take_mine (Pair *p, gconstpointer unused)
{
  g_auto (EtaMergeReport) in = {0}, again = {0};

  make_clash (p);
  in = receive (p, ETA_TAKE_MINE);
  assert_count (&in.products, 0, 1, 0, 0);
  assert_field (&p->here, "KOPI-1", "moq", "100");
  /* Decided: it is not asked again. */
  again = receive (p, ETA_TAKE_NOTHING);
  assert_count (&again.products, 0, 0, 1, 0);
}

static void
test_take_theirs (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaPackage) package = NULL;
  g_autoptr (GHashTable) choices = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (EtaProduct) product = NULL;
  g_auto (EtaMergeReport) report = {0}, again = {0};

  make_clash (p);
  product = find (&p->here, "KOPI-1");
  package = open_package (p->package);
  g_hash_table_insert (choices, product->id, GINT_TO_POINTER (ETA_TAKE_THEIRS));
  g_assert_true (eta_package_merge (
      p->here.store, package,
      &(EtaMergeOptions){.choices = choices, .intake = intake, .intake_data = &p->here}, &report,
      NULL));
  assert_field (&p->here, "KOPI-1", "moq", "80");
  again = receive (p, ETA_TAKE_NOTHING);
  assert_count (&again.products, 0, 0, 1, 0);
}

/* One undo takes the whole merge back, and then it can be merged anew. */
static void
test_undo (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaStep) undone = NULL;
  g_auto (EtaMergeReport) in = {0}, again = {0};

  make_clash (p);
  in = receive (p, ETA_TAKE_THEIRS);
  g_assert_true (eta_history_undo (p->here.store, &undone, NULL));
  g_assert_cmpstr (undone->name, ==, "Merge package");
  g_assert_cmpstr (undone->detail, ==, "kiriman.etalase");
  assert_field (&p->here, "KOPI-1", "moq", "100");
  assert_sound (p->here.store);
  again = receive (p, ETA_TAKE_NOTHING);
  assert_count (&again.products, 0, 0, 0, 1);
}

static void
test_undo_first (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProduct) sent = make_full (&p->there, "KOPI-1");
  g_auto (EtaPackageReport) out = {0};
  g_auto (EtaMergeReport) in = {0}, again = {0};

  put_now (p->there.store, "Add", sent);
  out = send (p);
  in = receive (p, ETA_TAKE_NOTHING);
  g_assert_true (eta_history_undo (p->here.store, NULL, NULL));
  g_assert_cmpint (eta_store_count_products (p->here.store), ==, 0);
  g_assert_null (eta_store_get_received (p->here.store, sent->id));
  again = receive (p, ETA_TAKE_NOTHING);
  assert_count (&again.products, 1, 0, 0, 0);
}

/* A product that was typed in here under the same code is that product; the ids of what belongs to
 * it stay mine. */
static void
test_same_sku (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProduct) sent = make_full (&p->there, "kopi-1");
  g_autoptr (EtaProduct) mine = make_product (&p->here, "KOPI-1", "Kopi Ijen", NULL, NULL);
  g_autoptr (EtaProduct) back = NULL;
  g_autoptr (EtaReceived) received = NULL;
  g_auto (EtaPackageReport) out = {0};
  g_auto (EtaMergeReport) in = {0};

  put_now (p->there.store, "Add", sent);
  put_now (p->here.store, "Add", mine);
  out = send (p);
  /* "Ponpes Al-Falah" in Bondowoso is the same producer. Only the code is written differently. */
  in = receive (p, ETA_TAKE_MINE);
  assert_count (&in.producers, 0, 0, 1, 0);
  assert_count (&in.products, 0, 1, 0, 0);
  g_assert_cmpint (eta_store_count_products (p->here.store), ==, 1);
  back = find (&p->here, "KOPI-1");
  g_assert_cmpstr (back->id, ==, mine->id);
  g_assert_cmpstr (back->sku, ==, "KOPI-1");
  g_assert_cmpint (back->moq, ==, 50);
  received = eta_store_get_received (p->here.store, mine->id);
  g_assert_cmpstr (received->file, ==, "kiriman.etalase");
  g_assert_cmpstr (received->catalog, ==, "Ponpes Al-Falah");
}

/* Many pesantren share a name: another regency is another one. */
static void
test_namesake (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProducer) there = eta_store_get_producer (p->there.store, p->there.producer, NULL);
  g_autoptr (EtaProducer) moved = eta_producer_copy (there);
  g_auto (EtaPackageReport) out = {0};
  g_auto (EtaMergeReport) in = {0};

  eta_set_text (&moved->regency, "Lamongan");
  step (p->there.store, "Edit");
  g_assert_true (eta_store_put_producer (p->there.store, moved, NULL));
  commit (p->there.store);
  out = send (p);
  in = receive (p, ETA_TAKE_NOTHING);
  assert_count (&in.producers, 1, 0, 0, 0);
  g_assert_cmpint (eta_store_count_producers (p->here.store), ==, 2);
}

/* What I deleted does not come back as long as they leave it alone. */
static void
test_deleted_here (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProduct) sent = make_full (&p->there, "KOPI-1");
  g_auto (EtaPackageReport) out = {0};
  g_auto (EtaMergeReport) in = {0}, again = {0};

  put_now (p->there.store, "Add", sent);
  out = send (p);
  in = receive (p, ETA_TAKE_NOTHING);
  step (p->here.store, "Delete");
  g_assert_true (eta_store_purge_product (p->here.store, sent->id, NULL));
  commit (p->here.store);
  again = receive (p, ETA_TAKE_NOTHING);
  assert_count (&again.products, 0, 0, 1, 0);
  g_assert_cmpint (eta_store_count_products (p->here.store), ==, 0);
}

static void
stop_at_two (guint done, guint total, gpointer data)
{
  if (done == 2)
    g_cancellable_cancel (data);
}

static void
test_cancel (Pair *p, gconstpointer unused)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (EtaPackage) package = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (EtaPackageReport) out = {0};
  g_auto (EtaMergeReport) report = {0};

  for (guint i = 0; i < 5; i++) {
    g_autofree char *sku = g_strdup_printf ("K-%u", i);
    g_autoptr (EtaProduct) product = make_product (&p->there, sku, "Kopi", NULL, NULL);
    put_now (p->there.store, "Add", product);
  }
  out = send (p);
  package = open_package (p->package);
  g_assert_false (eta_package_merge (p->here.store, package,
                                     &(EtaMergeOptions){.intake = intake,
                                                        .intake_data = &p->here,
                                                        .progress = stop_at_two,
                                                        .progress_data = cancellable,
                                                        .cancellable = cancellable},
                                     &report, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (eta_store_count_products (p->here.store), ==, 0);
  assert_sound (p->here.store);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_pair ("/package/arrives", test_arrives);
  with_pair ("/package/pdf", test_pdf);
  with_pair ("/package/manifest", test_manifest);
  with_pair ("/package/selection", test_selection);
  with_pair ("/package/lost-picture", test_lost_picture);
  with_pair ("/package/three-ways", test_three_ways);
  with_pair ("/package/removals", test_removals);
  with_pair ("/package/clash", test_clash);
  with_pair ("/package/take-mine", test_take_mine);
  with_pair ("/package/take-theirs", test_take_theirs);
  with_pair ("/package/undo", test_undo);
  with_pair ("/package/undo-first", test_undo_first);
  with_pair ("/package/same-sku", test_same_sku);
  with_pair ("/package/namesake", test_namesake);
  with_pair ("/package/deleted-here", test_deleted_here);
  with_pair ("/package/cancel", test_cancel);
  return g_test_run ();
}
