/* Two catalogs, and packages between them. */
#pragma once

#include "temp-catalog.h"

#include "catalog/fields.h"
#include "catalog/package.h"

#include <archive.h>
#include <archive_entry.h>

typedef struct {
  Catalog here, there; /* "there" sends to "here" */
  char *package;       /* path */
} Pair;

static inline void
pair_setup (Pair *pair, gconstpointer unused)
{
  catalog_setup (&pair->here, NULL);
  catalog_setup (&pair->there, NULL);
  pair->package = g_build_filename (pair->there.folder, "kiriman.etalase", NULL);
}

static inline void
pair_teardown (Pair *pair, gconstpointer unused)
{
  catalog_teardown (&pair->here, NULL);
  catalog_teardown (&pair->there, NULL);
  g_free (pair->package);
}

#define with_pair(path, func) g_test_add (path, Pair, NULL, pair_setup, func, pair_teardown)

static inline char *
photo_path (const Catalog *catalog, const char *sha256)
{
  g_autofree char *album = eta_store_album_path (catalog->path);

  return g_strdup_printf ("%s/%.2s/%s.jpg", album, sha256, sha256);
}

/* Puts BYTES into the album, as the intake would, and says their name. Transfer full. */
static inline char *
keep_photo (const Catalog *catalog, GBytes *bytes)
{
  char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  g_autofree char *path = photo_path (catalog, sha256);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL),
                                      (gssize)g_bytes_get_size (bytes), NULL));
  return sha256;
}

/* DATA is the Catalog. */
static inline gboolean
intake (GBytes *bytes,
        const char *name,
        gpointer data,
        char sha256[65],
        int *width,
        int *height,
        GError **error)
{
  g_autofree char *kept = keep_photo (data, bytes);

  g_strlcpy (sha256, kept, 65);
  *width = 640;
  *height = 480;
  return TRUE;
}

/* There is a product with a photo, a certificate with its scan, a price and a carton. */
static inline EtaProduct *
make_full (const Catalog *catalog, const char *sku)
{
  EtaProduct *product = make_product (catalog, sku, "Kopi Ijen", "Ijen coffee", "قهوة إيجين");
  g_autofree char *seed = g_strconcat ("photo ", sku, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (seed, strlen (seed));
  g_autofree char *photo = keep_photo (catalog, bytes);
  EtaCertificate *certificate = eta_certificate_new ();
  EtaPrice *price = eta_price_new ();
  EtaPack *pack = eta_pack_new ();

  product->moq = 50;
  g_ptr_array_add (product->photos, eta_photo_new (photo, 640, 480));
  eta_set_text (&certificate->kind, "halal");
  eta_set_text (&certificate->number, "ID35110000123456");
  eta_set_text (&certificate->scan, photo);
  g_ptr_array_add (product->certificates, certificate);
  eta_set_text (&price->currency, "USD");
  price->quantity = 1;
  price->minor = 450;
  g_ptr_array_add (product->prices, price);
  eta_set_text (&pack->level, "carton");
  pack->count = 24;
  g_ptr_array_add (product->packs, pack);
  return product;
}

static inline EtaPackageReport
send (Pair *pair)
{
  EtaPackageReport report;
  g_autoptr (GError) error = NULL;

  eta_package_export (pair->there.store, NULL, pair->package, NULL, NULL, NULL, &report, &error);
  g_assert_no_error (error);
  return report;
}

static inline EtaPackage *
open_package (const char *path)
{
  g_autoptr (GError) error = NULL;
  EtaPackage *package = eta_package_open (path, NULL, &error);

  g_assert_no_error (error);
  return package;
}

static inline EtaMergeReport
receive (Pair *pair, EtaMergeTake take)
{
  g_autoptr (EtaPackage) package = open_package (pair->package);
  const EtaMergeOptions options = {.take = take, .intake = intake, .intake_data = &pair->here};
  EtaMergeReport report;
  g_autoptr (GError) error = NULL;

  eta_package_merge (pair->here.store, package, &options, &report, &error);
  g_assert_no_error (error);
  assert_sound (pair->here.store);
  return report;
}

static inline EtaProduct *
find (const Catalog *catalog, const char *sku)
{
  g_autoptr (GError) error = NULL;
  EtaProduct *product = eta_store_find_sku (catalog->store, NULL, sku, &error);

  g_assert_no_error (error);
  return product;
}

/* Sets a field of the product SKU. */
static inline void
edit (const Catalog *catalog, const char *sku, const char *address, const char *text)
{
  g_autoptr (EtaProduct) product = find (catalog, sku);
  g_autoptr (EtaProduct) draft = eta_product_copy (product);
  g_autoptr (GError) error = NULL;

  eta_product_set (draft, address, text, &error);
  g_assert_no_error (error);
  put_now (catalog->store, "Edit", draft);
}

static inline void
assert_field (const Catalog *catalog, const char *sku, const char *address, const char *text)
{
  g_autoptr (EtaProduct) product = find (catalog, sku);
  g_autofree char *value = eta_product_get (product, address);

  g_assert_cmpstr (value, ==, text);
}

/* NEW, CHANGED, SAME, CLASHING. */
static inline void
assert_count (const EtaMergeCount *count, guint n_new, guint n_changed, guint n_same, guint n_clash)
{
  g_assert_cmpuint (count->n_new, ==, n_new);
  g_assert_cmpuint (count->n_changed, ==, n_changed);
  g_assert_cmpuint (count->n_same, ==, n_same);
  g_assert_cmpuint (count->n_clash, ==, n_clash);
}
