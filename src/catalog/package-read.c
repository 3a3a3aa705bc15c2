#include "catalog/error.h"
#include "catalog/fold.h"
#include "catalog/json-list.h"
#include "catalog/package-format.h"
#include "catalog/package-pieces.h"
#include "catalog/package-zip.h"
#include "catalog/product-json.h"
#include "catalog/zip-entry.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DIGEST 40

static void
item_free (gpointer data)
{
  EtaPackageItem *item = data;

  g_free (item->id);
  g_free (item->producer_id);
  g_free (item->sku);
  g_free (item->name);
  g_free (item->digest);
  g_free (item);
}

/* --- the manifest ----------------------------------------------------------------------------- */

/* What the manifest says of one of the lists. */
typedef struct {
  const char *name;
  GBytes **bytes;
} List;

static const char *
text_member (JsonObject *object, const char *member)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static gint64
number_member (JsonObject *object, const char *member)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;

  return node && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64
             ? json_node_get_int (node)
             : -1;
}

static JsonObject *
object_member (JsonObject *object, const char *member)
{
  JsonNode *node = object ? json_object_get_member (object, member) : NULL;

  return node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static gboolean
check_version (const EtaPackage *package, JsonObject *manifest, GError **error)
{
  const gint64 version = number_member (manifest, "version");

  if (g_strcmp0 (text_member (manifest, "format"), ETA_PACKAGE_FORMAT) != 0)
    return eta_package_refuse (package->name, error);
  if (version >= 1 && version <= ETA_PACKAGE_VERSION)
    return TRUE;
  if (version <= ETA_PACKAGE_VERSION)
    return eta_package_tampered (package->name, ETA_PACKAGE_MANIFEST, error);
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NEWER,
               _ ("The package “%s” was made by a newer Etalase. Nothing was taken from it; update "
                  "Etalase and open it again."),
               package->name);
  return FALSE;
}

static gboolean
check_list (const EtaPackage *package, JsonObject *files, const List *list, GError **error)
{
  const char *wanted = text_member (object_member (files, list->name), "sha256");
  g_autofree char *sum = NULL;

  if (!*list->bytes || !wanted)
    return eta_package_tampered (package->name, list->name, error);
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, *list->bytes);
  return strcmp (sum, wanted) == 0 ? TRUE : eta_package_tampered (package->name, list->name, error);
}

static gboolean
read_absent (EtaPackage *package, JsonObject *manifest, GError **error)
{
  JsonNode *node = json_object_get_member (manifest, "absent");
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);
    const char *hash = JSON_NODE_HOLDS_VALUE (element) ? json_node_get_string (element) : NULL;

    if (!eta_zip_is_hash (hash))
      return eta_package_tampered (package->name, ETA_PACKAGE_MANIFEST, error);
    g_hash_table_add (package->absent, g_strdup (hash));
  }
  return TRUE;
}

/* An org is what store-file.c makes: short, and it becomes part of a key. */
static gboolean
is_org (const char *text)
{
  return text && *text && strlen (text) <= 36 &&
         strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen (text);
}

/* One line, of a length that a row can show. */
static char *
line_member (JsonObject *object, const char *member)
{
  char *text = NULL;
  g_autofree char *shown = NULL;

  if (!eta_set_text (&text, text_member (object, member)))
    return NULL;
  shown = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 200));
  g_free (text);
  return g_strdelimit (g_steal_pointer (&shown), "\n\t", ' ');
}

static gboolean
read_manifest (EtaPackage *package, GBytes *bytes, GError **error)
{
  const List lists[] = {{ETA_PACKAGE_PRODUCERS, &package->producer_list},
                        {ETA_PACKAGE_PRODUCTS, &package->product_list}};
  gsize len;
  const char *text = g_bytes_get_data (bytes, &len);
  g_autoptr (JsonNode) root =
      eta_json_is_tame (text, len, ETA_PACKAGE_MAX_DEPTH) ? eta_json_object_of (text, len) : NULL;
  JsonObject *manifest = root ? json_node_get_object (root) : NULL;
  JsonObject *catalog = object_member (manifest, "catalog");

  if (!manifest)
    return eta_package_tampered (package->name, ETA_PACKAGE_MANIFEST, error);
  if (!check_version (package, manifest, error) || !read_absent (package, manifest, error))
    return FALSE;
  if (!is_org (text_member (catalog, "id")))
    return eta_package_tampered (package->name, ETA_PACKAGE_MANIFEST, error);
  package->info.org = g_strdup (text_member (catalog, "id"));
  package->info.catalog = line_member (catalog, "name");
  package->info.program = line_member (manifest, "program");
  package->info.made = line_member (manifest, "made");
  package->info.by = line_member (manifest, "by");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    if (!check_list (package, object_member (manifest, "files"), &lists[i], error))
      return FALSE;
  }
  return TRUE;
}

/* --- products and producers ------------------------------------------------------------------- */

typedef struct {
  EtaPackage *package;
  GHashTable *ids;       /* of what was read */
  GHashTable *producers; /* those of producers */
  GHashTable *skus;      /* producer and folded SKU */
  const char *lost;      /* a picture that is named and not there */
} Reading;

static void
need_picture (const char *sha256, gpointer data)
{
  Reading *reading = data;

  if (!g_hash_table_contains (reading->package->photos, sha256) &&
      !g_hash_table_contains (reading->package->absent, sha256))
    reading->lost = sha256;
}

/* What it is called in messages. */
static const char *
called (const EtaPackageItem *item)
{
  if (item->name && *item->name)
    return item->name;
  return item->sku ? item->sku : item->id ? item->id : "?";
}

static gboolean
bad_item (const Reading *reading, const EtaPackageItem *item, const char *why, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("The package “%s” cannot be read at “%s”: %s Nothing was taken from it; ask the "
                  "sender to send it once more."),
               reading->package->name, called (item), why);
  return FALSE;
}

/* BCP 47: "id", "de-AT". */
static gboolean
is_language (const char *lang)
{
  return strlen (lang) <= 35 &&
         strspn (lang, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-") ==
             strlen (lang);
}

static gboolean
are_languages (const GPtrArray *words)
{
  for (guint i = 0; i < words->len; i++) {
    if (!is_language (((const EtaWords *)words->pdata[i])->lang))
      return FALSE;
  }
  return TRUE;
}

static gboolean
are_captions (const GPtrArray *photos)
{
  for (guint i = 0; i < photos->len; i++) {
    const EtaPhoto *photo = photos->pdata[i];
    GHashTableIter iter;
    gpointer lang;

    if (!photo->captions)
      continue;
    g_hash_table_iter_init (&iter, photo->captions);
    while (g_hash_table_iter_next (&iter, &lang, NULL)) {
      if (!is_language (lang))
        return FALSE;
    }
  }
  return TRUE;
}

static gboolean
register_item (Reading *reading, const EtaPackageItem *item, GError **error)
{
  g_autofree char *fold = NULL, *key = NULL;

  if (reading->lost)
    return bad_item (reading, item, _ ("A picture of it is missing."), error);
  if (!item->id || !g_hash_table_add (reading->ids, g_strdup (item->id)))
    return bad_item (reading, item, _ ("It stands there twice, or without its mark."), error);
  if (!item->sku)
    return TRUE;
  fold = eta_sku_fold (item->sku);
  key = g_strconcat (item->producer_id, " ", fold, NULL);
  if (g_hash_table_add (reading->skus, g_steal_pointer (&key)))
    return TRUE;
  return bad_item (reading, item, _ ("Two products have the same item code."), error);
}

static gboolean
read_producer (Reading *reading, JsonNode *node, EtaPackageItem *item, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (EtaProducer) producer = eta_producer_from_json (node, &why);

  if (!producer)
    return bad_item (reading, item, why->message, error);
  g_free (item->name);
  item->name = g_strdup (eta_producer_name (producer, eta_package_lang ()));
  if (item->id)
    g_hash_table_add (reading->producers, g_strdup (item->id));
  if (!are_languages (producer->words))
    return bad_item (reading, item, _ ("A language of it is unknown."), error);
  reading->lost = NULL;
  eta_producer_visit_pictures (producer, need_picture, reading);
  return register_item (reading, item, error);
}

static gboolean
read_product (Reading *reading, JsonNode *node, EtaPackageItem *item, GError **error)
{
  g_autoptr (GError) why = NULL;
  g_autoptr (EtaProduct) product = eta_product_from_json (node, &why);

  if (!product)
    return bad_item (reading, item, why->message, error);
  g_free (item->name);
  item->name = g_strdup (eta_product_name (product, eta_package_lang ()));
  item->sku = g_strdup (product->sku);
  item->producer_id = product->producer_id ? g_ascii_strdown (product->producer_id, -1) : NULL;
  if (!are_languages (product->words) || !are_captions (product->photos))
    return bad_item (reading, item, _ ("A language of it is unknown."), error);
  if (!item->producer_id || !g_hash_table_contains (reading->producers, item->producer_id))
    return bad_item (reading, item, _ ("Its producer is missing."), error);
  reading->lost = NULL;
  eta_product_visit_pictures (product, need_picture, reading);
  return register_item (reading, item, error);
}

/* Names it before anything is known to be right, for the message. */
static void
name_item (EtaPackageItem *item, JsonNode *node)
{
  JsonObject *object = json_node_get_object (node);
  const char *id = text_member (object, "id");

  if (id && g_uuid_string_is_valid (id))
    item->id = g_ascii_strdown (id, -1);
  item->name = line_member (object, "name");
  if (!item->name)
    item->name = line_member (object, "sku");
}

static gboolean
read_item (Reading *reading, const EtaJsonSlice *slice, gboolean producer, GError **error)
{
  EtaPackage *package = reading->package;
  EtaPackageItem *item = g_new0 (EtaPackageItem, 1);
  g_autoptr (JsonNode) node = eta_json_object_of (slice->text, slice->len);
  g_autofree char *sum = NULL;

  g_ptr_array_add (producer ? package->producers : package->products, item);
  item->text = slice->text;
  item->len = slice->len;
  if (!node)
    return eta_package_tampered (package->name,
                                 producer ? ETA_PACKAGE_PRODUCERS : ETA_PACKAGE_PRODUCTS, error);
  sum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, slice->text, (gssize)slice->len);
  item->digest = g_strndup (sum, DIGEST);
  name_item (item, node);
  return producer ? read_producer (reading, node, item, error)
                  : read_product (reading, node, item, error);
}

static gboolean
read_list (
    Reading *reading, GBytes *bytes, gboolean producers, GCancellable *cancellable, GError **error)
{
  gsize len;
  const char *text = g_bytes_get_data (bytes, &len);
  g_autoptr (GArray) slices =
      eta_json_is_tame (text, len, ETA_PACKAGE_MAX_DEPTH) ? eta_json_slices (text, len) : NULL;

  if (!slices)
    return eta_package_tampered (reading->package->name,
                                 producers ? ETA_PACKAGE_PRODUCERS : ETA_PACKAGE_PRODUCTS, error);
  for (guint i = 0; i < slices->len; i++) {
    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !read_item (reading, &g_array_index (slices, EtaJsonSlice, i), producers, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
read_lists (EtaPackage *package, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) producers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) skus = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Reading reading = {package, ids, producers, skus, NULL};

  if (!read_list (&reading, package->producer_list, TRUE, cancellable, error) ||
      !read_list (&reading, package->product_list, FALSE, cancellable, error))
    return FALSE;
  package->info.n_producers = package->producers->len;
  package->info.n_products = package->products->len;
  package->info.n_photos = g_hash_table_size (package->photos);
  return TRUE;
}

/* --- the file --------------------------------------------------------------------------------- */

static gboolean
read_photo (EtaPackage *package, EtaPackageZip *zip, const char *hash, GError **error)
{
  g_autoptr (GBytes) bytes = eta_package_zip_read (zip, ETA_PACKAGE_MAX_PHOTO, error);
  g_autofree char *sum = NULL;

  if (!bytes)
    return FALSE;
  sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  if (strncmp (sum, hash, strlen (sum)) != 0)
    return eta_package_tampered (package->name, hash, error);
  g_hash_table_add (package->photos, g_steal_pointer (&sum));
  return TRUE;
}

/* A file that we do not know is one that a later Etalase put there, and is not needed. */
static gboolean
read_entry (
    EtaPackage *package, EtaPackageZip *zip, const char *name, GBytes **manifest, GError **error)
{
  const struct {
    const char *name;
    GBytes **bytes;
    gsize limit;
  } parts[] = {
      {ETA_PACKAGE_MANIFEST, manifest, ETA_PACKAGE_MAX_MANIFEST},
      {ETA_PACKAGE_PRODUCERS, &package->producer_list, ETA_PACKAGE_MAX_LIST},
      {ETA_PACKAGE_PRODUCTS, &package->product_list, ETA_PACKAGE_MAX_LIST},
  };
  const char *hash, *ending;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++) {
    if (strcmp (name, parts[i].name) != 0)
      continue;
    *parts[i].bytes = eta_package_zip_read (zip, parts[i].limit, error);
    return *parts[i].bytes != NULL;
  }
  if (eta_zip_name_is_photo (name, &hash, &ending) && g_strv_contains (eta_zip_contents, ending))
    return read_photo (package, zip, hash, error);
  return TRUE;
}

static gboolean
read_all (EtaPackage *package, GCancellable *cancellable, GError **error)
{
  g_autoptr (EtaPackageZip) zip =
      eta_package_zip_open (package->path, package->bytes, package->name, cancellable, error);
  g_autoptr (GBytes) manifest = NULL;
  g_autoptr (GError) failed = NULL;
  const char *name;

  if (!zip)
    return FALSE;
  while ((name = eta_package_zip_next (zip, &failed))) {
    if (!read_entry (package, zip, name, &manifest, error))
      return FALSE;
  }
  if (failed) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return FALSE;
  }
  if (!manifest)
    return eta_package_refuse (package->name, error);
  return read_manifest (package, manifest, error) && read_lists (package, cancellable, error);
}

static EtaPackage *
package_new (const char *path, GBytes *bytes, const char *name)
{
  EtaPackage *package = g_atomic_rc_box_new0 (EtaPackage);

  package->path = g_strdup (path);
  package->bytes = bytes ? g_bytes_ref (bytes) : NULL;
  package->name = g_strdup (name);
  package->producers = g_ptr_array_new_with_free_func (item_free);
  package->products = g_ptr_array_new_with_free_func (item_free);
  package->photos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  package->absent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  return package;
}

EtaPackage *
eta_package_open (const char *path, GCancellable *cancellable, GError **error)
{
  g_autofree char *name = g_filename_display_basename (path);
  g_autoptr (EtaPackage) package = package_new (path, NULL, name);

  return read_all (package, cancellable, error) ? g_steal_pointer (&package) : NULL;
}

EtaPackage *
eta_package_open_bytes (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (EtaPackage) package = package_new (NULL, bytes, name);

  return read_all (package, NULL, error) ? g_steal_pointer (&package) : NULL;
}

EtaPackage *
eta_package_ref (EtaPackage *package)
{
  return g_atomic_rc_box_acquire (package);
}

static void
package_clear (gpointer data)
{
  EtaPackage *package = data;

  g_free (package->path);
  g_clear_pointer (&package->bytes, g_bytes_unref);
  g_free (package->name);
  g_free (package->info.org);
  g_free (package->info.catalog);
  g_free (package->info.program);
  g_free (package->info.made);
  g_free (package->info.by);
  g_clear_pointer (&package->producer_list, g_bytes_unref);
  g_clear_pointer (&package->product_list, g_bytes_unref);
  g_ptr_array_unref (package->producers);
  g_ptr_array_unref (package->products);
  g_hash_table_unref (package->photos);
  g_hash_table_unref (package->absent);
}

void
eta_package_unref (EtaPackage *package)
{
  if (package)
    g_atomic_rc_box_release_full (package, package_clear);
}

const char *
eta_package_name (const EtaPackage *package)
{
  return package->name;
}

const EtaPackageInfo *
eta_package_info (const EtaPackage *package)
{
  return &package->info;
}

char *
eta_package_only_producer (const EtaPackage *package)
{
  return package->producers->len == 1
             ? g_strdup (((EtaPackageItem *)package->producers->pdata[0])->name)
             : NULL;
}
