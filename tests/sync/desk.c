#include "desk.h"

#include "mock-woo.h"

#include "catalog/fields.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../remove-tree.h"

/* The stored JPEG of a picture; any bytes will do for a mock. */
static char *
photo_path (const char *sha256, gpointer data)
{
  Desk *desk = data;
  g_autofree char *name = g_strconcat (sha256, ".jpg", NULL);
  char *path = g_build_filename (desk->folder, name, NULL);

  if (*sha256 != 'f' && !g_file_test (path, G_FILE_TEST_EXISTS))
    g_assert_true (g_file_set_contents (path, sha256, -1, NULL));
  return path;
}

static void
add_producer (Desk *desk)
{
  g_autoptr (EtaProducer) producer = eta_producer_new ();

  eta_set_text (&producer->name, "Kopontren");
  desk->producer = g_strdup (producer->id);
  g_assert_true (eta_step_begin (desk->store, "x", NULL, NULL));
  g_assert_true (eta_store_put_producer (desk->store, producer, NULL));
  g_assert_true (eta_step_commit (desk->store, NULL));
}

static void
set_up (Desk *desk, const char *kind, const char *key)
{
  g_autofree char *path = NULL;

  desk->folder = g_dir_make_tmp ("etalase-sync-XXXXXX", NULL);
  path = g_build_filename (desk->folder, "x.etalasedb", NULL);
  desk->store = eta_store_open (path, ETA_STORE_CREATE, &desk->error);
  g_assert_no_error (desk->error);
  add_producer (desk);
  desk->market = eta_marketplace_new ();
  desk->market->name = g_strdup ("Toko");
  desk->market->kind = g_strdup (kind);
  desk->market->url = mock_url (desk->mock);
  g_assert_true (eta_store_put_market (desk->store, desk->market, NULL));
  desk->connection = eta_market_connection_new (desk->market, key, NULL);
  desk->options = (EtaSyncOptions){
      .photo_path = photo_path, .photo_data = desk, .today = "2026-11-25", .retry_unit = 10};
}

void
desk_set_up (Desk *desk, gconstpointer data)
{
  desk->mock = mock_new (DESK_KEY);
  set_up (desk, "medusa", DESK_KEY);
}

void
desk_set_up_woo (Desk *desk, gconstpointer data)
{
  desk->mock = mock_woo_new (DESK_PAIR);
  set_up (desk, "woocommerce", DESK_PAIR);
}

void
desk_tear_down (Desk *desk, gconstpointer data)
{
  g_clear_pointer (&desk->plan, eta_plan_free);
  g_clear_pointer (&desk->report, eta_sync_report_free);
  g_clear_error (&desk->error);
  eta_market_connection_free (desk->connection);
  eta_marketplace_free (desk->market);
  eta_store_close (desk->store);
  remove_tree (desk->folder);
  g_free (desk->folder);
  g_free (desk->producer);
  mock_free (desk->mock);
}

static void
put (Desk *desk, EtaProduct *draft)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (eta_step_begin (desk->store, "Edit product", draft->sku, NULL));
  eta_store_put_product (desk->store, draft, &error);
  g_assert_no_error (error);
  g_assert_true (eta_step_commit (desk->store, NULL));
}

static EtaProduct *
draft_of (Desk *desk, const char *sku)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (desk->store, NULL, sku, NULL);

  g_assert_nonnull (product);
  return eta_product_copy (product);
}

static void
set_field (EtaProduct *draft, const char *address, const char *value)
{
  g_autoptr (GError) error = NULL;

  eta_product_set (draft, address, value, &error);
  g_assert_no_error (error);
}

void
desk_add (Desk *desk, const char *sku, guint n_photos)
{
  g_autoptr (EtaProduct) draft = eta_product_new ();
  g_autofree char *name = g_strconcat ("Kopi ", sku, NULL);
  g_autofree char *letters = g_strdup ("0123456789");
  g_autofree char *arabic = g_strconcat ("قهوة ", sku, NULL);

  eta_set_text (&draft->producer_id, desk->producer);
  set_field (draft, "sku", sku);
  set_field (draft, "name.id", name);
  set_field (draft, "name.en", name);
  set_field (draft, "name.ar", arabic);
  set_field (draft, "story.id", "Cerita");
  set_field (draft, "category", "coffee");
  set_field (draft, "price.usd", "4.50");
  set_field (draft, "price.idr", "65000");
  put (desk, draft);
  letters[n_photos] = 0;
  if (n_photos > 0)
    desk_set_photos (desk, sku, letters);
}

void
desk_set (Desk *desk, const char *sku, const char *address, const char *value)
{
  g_autoptr (EtaProduct) draft = draft_of (desk, sku);

  set_field (draft, address, value);
  put (desk, draft);
}

void
desk_set_photos (Desk *desk, const char *sku, const char *letters)
{
  g_autoptr (EtaProduct) draft = draft_of (desk, sku);

  g_ptr_array_set_size (draft->photos, 0);
  for (; *letters; letters++) {
    g_autofree char *sha = g_strnfill (64, *letters);

    g_ptr_array_add (draft->photos, eta_photo_new (sha, 100, 100));
  }
  put (desk, draft);
}

void
desk_set_variants (Desk *desk, const char *sku, const char *const *options)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (desk->store, NULL, sku, NULL);
  g_autoptr (EtaProduct) draft = eta_product_copy (product);

  g_ptr_array_set_size (draft->variants, 0);
  for (; *options; options++) {
    EtaVariant *variant = eta_variant_new ();

    eta_set_text (&variant->options, *options);
    g_ptr_array_add (draft->variants, variant);
  }
  g_assert_true (eta_step_begin (desk->store, "Edit", NULL, NULL));
  g_assert_true (eta_store_put_product (desk->store, draft, NULL));
  g_assert_true (eta_step_commit (desk->store, NULL));
}

char *
desk_get (Desk *desk, const char *sku, const char *address)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (desk->store, NULL, sku, NULL);

  return eta_product_get (product, address);
}

void
desk_trash (Desk *desk, const char *sku, gboolean trashed)
{
  g_autoptr (EtaProduct) product = eta_store_find_sku (desk->store, NULL, sku, NULL);

  g_assert_true (eta_step_begin (desk->store, "Trash", sku, NULL));
  g_assert_true (eta_store_trash_product (desk->store, product->id, trashed, NULL));
  g_assert_true (eta_step_commit (desk->store, NULL));
}

gboolean
desk_plan (Desk *desk)
{
  g_clear_pointer (&desk->plan, eta_plan_free);
  g_clear_error (&desk->error);
  desk->plan = eta_sync_plan (desk->store, desk->connection, &desk->options, NULL, &desk->error);
  return desk->plan != NULL;
}

gboolean
desk_sync (Desk *desk)
{
  g_clear_pointer (&desk->report, eta_sync_report_free);
  return desk_plan (desk) && eta_sync_run (desk->store, desk->connection, desk->plan,
                                           &desk->options, &desk->report, NULL, &desk->error);
}

const EtaPlanItem *
desk_planned (Desk *desk, const char *sku)
{
  for (guint i = 0; i < desk->plan->items->len; i++) {
    const EtaPlanItem *item = desk->plan->items->pdata[i];

    if (g_strcmp0 (item->sku, sku) == 0)
      return item;
  }
  return NULL;
}

const EtaChange *
desk_change (const EtaPlanItem *item, const char *path)
{
  for (guint i = 0; i < item->changes->len; i++) {
    const EtaChange *change = item->changes->pdata[i];

    if (g_str_equal (change->path, path))
      return change;
  }
  return NULL;
}

const EtaReportItem *
desk_told (Desk *desk, const char *sku)
{
  for (guint i = 0; i < desk->report->items->len; i++) {
    const EtaReportItem *item = desk->report->items->pdata[i];

    if (g_strcmp0 (item->sku, sku) == 0)
      return item;
  }
  return NULL;
}

char *
desk_state (Desk *desk, const char *sku)
{
  g_autoptr (GHashTable) rows = eta_store_get_listings (desk->store, desk->market->id, NULL);
  g_autoptr (EtaProduct) product = eta_store_find_sku (desk->store, NULL, sku, NULL);
  const EtaListingRow *row = product ? g_hash_table_lookup (rows, product->id) : NULL;

  return row ? g_strdup (row->state) : NULL;
}
