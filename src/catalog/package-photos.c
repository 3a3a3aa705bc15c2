#include "catalog/package-photos.h"

#include "catalog/json-list.h"
#include "catalog/package-zip.h"
#include "catalog/product-json.h"
#include "catalog/zip-entry.h"

#include <string.h>

void
eta_package_photos_init (EtaPackagePhotos *photos, EtaStore *store, const EtaPackage *package)
{
  photos->absent = package->absent;
  photos->album = eta_store_album_path (eta_store_path (store));
  photos->wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  photos->taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

void
eta_package_photos_clear (EtaPackagePhotos *photos)
{
  g_clear_pointer (&photos->album, g_free);
  g_clear_pointer (&photos->wanted, g_hash_table_unref);
  g_clear_pointer (&photos->taken, g_hash_table_unref);
}

static gboolean
is_in_album (const EtaPackagePhotos *photos, const char *sha256)
{
  for (guint i = 0; eta_zip_is_hash (sha256) && eta_zip_contents[i]; i++) {
    g_autofree char *path =
        g_strdup_printf ("%s/%.2s/%s%s", photos->album, sha256, sha256, eta_zip_contents[i]);
    if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
      return TRUE;
  }
  return FALSE;
}

typedef struct {
  EtaPackagePhotos *photos;
  const EtaPackage *package;
} Wish;

static void
want (const char *sha256, gpointer data)
{
  const Wish *wish = data;

  if (g_hash_table_contains (wish->package->photos, sha256) && !is_in_album (wish->photos, sha256))
    g_hash_table_add (wish->photos->wanted, g_strdup (sha256));
}

void
eta_package_photos_want (EtaPackagePhotos *photos,
                         const EtaPackage *package,
                         const EtaPackageItem *item,
                         gboolean is_producer)
{
  g_autoptr (JsonNode) node = eta_json_object_of (item->text, item->len);
  g_autoptr (EtaProducer) producer = is_producer ? eta_producer_from_json (node, NULL) : NULL;
  g_autoptr (EtaProduct) product = is_producer ? NULL : eta_product_from_json (node, NULL);
  Wish wish = {photos, package};

  if (producer)
    eta_producer_visit_pictures (producer, want, &wish);
  if (product)
    eta_product_visit_pictures (product, want, &wish);
}

static gboolean
take (EtaPackagePhotos *photos,
      const EtaPackage *package,
      EtaPackageZip *zip,
      const char *hash,
      const EtaMergeOptions *options,
      GError **error)
{
  g_autoptr (GBytes) bytes = eta_package_zip_read (zip, ETA_PACKAGE_MAX_PHOTO, error);
  g_autofree EtaTakenPicture *picture = g_new0 (EtaTakenPicture, 1);
  g_autofree char *sum = NULL;

  if (!bytes)
    return FALSE;
  /* The file may have been exchanged since it was checked. */
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (strcmp (sum, hash) != 0)
    return eta_package_tampered (package->name, hash, error);
  if (!options->intake (bytes, package->name, options->intake_data, picture->sha256,
                        &picture->width, &picture->height, error))
    return FALSE;
  g_hash_table_insert (photos->taken, g_strdup (hash), g_steal_pointer (&picture));
  return TRUE;
}

gboolean
eta_package_photos_take (EtaPackagePhotos *photos,
                         const EtaPackage *package,
                         const EtaMergeOptions *options,
                         gboolean (*advance) (gpointer data, GError **error),
                         gpointer data,
                         GError **error)
{
  g_autoptr (EtaPackageZip) zip = NULL;
  g_autoptr (GError) failed = NULL;
  const char *name, *at, *ending;

  if (g_hash_table_size (photos->wanted) == 0 || !options->intake)
    return TRUE;
  zip = eta_package_zip_open (package->path, package->bytes, package->name, options->cancellable,
                              error);
  while (zip && (name = eta_package_zip_next (zip, &failed))) {
    g_autofree char *hash = NULL;

    if (!eta_zip_name_is_photo (name, &at, &ending) || !g_strv_contains (eta_zip_contents, ending))
      continue;
    hash = g_strndup (at, (gsize)(ending - at));
    if (!g_hash_table_contains (photos->wanted, hash))
      continue;
    if (!advance (data, error) || !take (photos, package, zip, hash, options, error))
      return FALSE;
  }
  if (!failed)
    return zip != NULL;
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

/* --- names ------------------------------------------------------------------------------------ */

/* FALSE: it is nowhere, and *NAME is cleared. */
static gboolean
rename_picture (const EtaPackagePhotos *photos, char **name, const EtaTakenPicture **picture)
{
  const EtaTakenPicture *taken = *name ? g_hash_table_lookup (photos->taken, *name) : NULL;

  if (picture)
    *picture = taken;
  if (taken)
    eta_set_text (name, taken->sha256);
  if (!*name || taken || !g_hash_table_contains (photos->absent, *name) ||
      is_in_album (photos, *name))
    return TRUE;
  g_clear_pointer (name, g_free);
  return FALSE;
}

static guint
rename_certificates (const EtaPackagePhotos *photos, GPtrArray *certificates)
{
  guint lost = 0;

  for (guint i = 0; i < certificates->len; i++) {
    EtaCertificate *certificate = certificates->pdata[i];
    lost += !rename_picture (photos, &certificate->scan, NULL);
  }
  return lost;
}

static guint
rename_evidence (const EtaPackagePhotos *photos, GPtrArray *all)
{
  guint lost = 0;

  for (guint i = 0; i < all->len; i++) {
    EtaEvidence *evidence = all->pdata[i];
    lost += !rename_picture (photos, &evidence->file, NULL);
  }
  return lost;
}

guint
eta_package_photos_rename (const EtaPackagePhotos *photos, EtaProduct *product)
{
  guint lost = 0;

  for (guint i = 0; i < product->photos->len;) {
    EtaPhoto *photo = product->photos->pdata[i];
    const EtaTakenPicture *taken;

    if (!rename_picture (photos, &photo->sha256, &taken)) {
      g_ptr_array_remove_index (product->photos, i);
      lost++;
      continue;
    }
    if (taken) {
      photo->width = taken->width;
      photo->height = taken->height;
    }
    i++;
  }
  return lost + rename_certificates (photos, product->certificates) +
         rename_evidence (photos, product->evidence);
}

guint
eta_package_photos_rename_producer (const EtaPackagePhotos *photos, EtaProducer *producer)
{
  return !rename_picture (photos, &producer->logo, NULL) +
         rename_certificates (photos, producer->certificates) +
         rename_evidence (photos, producer->evidence);
}
