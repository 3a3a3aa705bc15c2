#include "catalog/error.h"
#include "catalog/package-format.h"
#include "catalog/product-json.h"
#include "catalog/whole-file.h"
#include "catalog/zip-entry.h"

#include <archive.h>
#include <archive_entry.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct archive Archive;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Archive, archive_write_free)
typedef struct archive_entry Entry;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Entry, archive_entry_free)

typedef struct {
  EtaStore *store;
  GPtrArray *producers; /* EtaProducer, by id */
  GPtrArray *products;  /* ids, in order */
  GHashTable *pictures; /* set of SHA-256 that they name */
  GHashTable *absent;   /* those that the album has lost */
  GString *producer_list, *product_list;
  Archive *archive;
  guint done, total;
  EtaProgress progress;
  gpointer progress_data;
  GCancellable *cancellable;
  EtaPackageReport *report;
} Pack;

static void
pack_clear (Pack *pack)
{
  g_ptr_array_unref (pack->producers);
  g_ptr_array_unref (pack->products);
  g_hash_table_unref (pack->pictures);
  g_hash_table_unref (pack->absent);
  g_string_free (pack->producer_list, TRUE);
  g_string_free (pack->product_list, TRUE);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pack, pack_clear)

void
eta_package_report_clear (EtaPackageReport *report)
{
  g_clear_pointer (&report->remarks, g_ptr_array_unref);
}

static gboolean
advance (Pack *pack, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (pack->cancellable, error))
    return FALSE;
  pack->done++;
  if (pack->progress)
    pack->progress (pack->done, pack->total, pack->progress_data);
  return TRUE;
}

/* --- which ------------------------------------------------------------------------------------ */

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static int
compare_producers (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const EtaProducer *const *)a)->id, (*(const EtaProducer *const *)b)->id);
}

static gboolean
choose_products (Pack *pack, GArray *rows, GError **error)
{
  g_autoptr (GArray) all =
      rows ? g_array_ref (rows) : eta_store_query (pack->store, &(EtaQuery){0}, error);

  for (guint i = 0; all && i < all->len; i++) {
    char *id = eta_store_id_of (pack->store, g_array_index (all, gint64, i));

    if (id)
      g_ptr_array_add (pack->products, id);
  }
  g_ptr_array_sort (pack->products, compare_texts);
  return all != NULL;
}

static gboolean
choose_all_producers (Pack *pack, GError **error)
{
  g_autoptr (GPtrArray) all = eta_store_list_producers (pack->store, error);

  for (guint i = 0; all && i < all->len; i++)
    g_ptr_array_add (pack->producers, eta_producer_ref (all->pdata[i]));
  return all != NULL;
}

static gboolean
choose_producer (Pack *pack, GHashTable *known, const char *id, GError **error)
{
  EtaProducer *producer;

  if (g_hash_table_contains (known, id))
    return TRUE;
  producer = eta_store_get_producer (pack->store, id, error);
  if (!producer)
    return FALSE;
  g_hash_table_add (known, g_strdup (id));
  g_ptr_array_add (pack->producers, producer);
  return TRUE;
}

/* --- the lists -------------------------------------------------------------------------------- */

static void
note_picture (const char *sha256, gpointer data)
{
  g_hash_table_add (data, g_strdup (sha256));
}

static void
append (GString *list, JsonNode *node)
{
  g_autofree char *text = json_to_string (node, FALSE);

  g_string_append (list, list->len > 0 ? ",\n" : "[\n");
  g_string_append (list, text);
}

static void
close_list (GString *list)
{
  g_string_append (list, list->len > 0 ? "\n]\n" : "[]\n");
}

static void
remark (Pack *pack, const char *sentence, const char *name, const char *why)
{
  g_autofree char *text = g_strdup_printf (sentence, name, why);

  g_ptr_array_add (pack->report->remarks, g_steal_pointer (&text));
}

/* What another Etalase would refuse stays here: one bad value must not make the whole unreadable.
 */
static gboolean
append_product (Pack *pack, const EtaProduct *product)
{
  g_autoptr (JsonNode) node = eta_product_to_json (product);
  g_autoptr (GError) why = NULL;
  g_autoptr (EtaProduct) back = eta_product_from_json (node, &why);

  if (!back) {
    remark (pack, _ ("“%s” does not go along: %s Put that right and send it again."),
            eta_product_name (product, "id"), why->message);
    return FALSE;
  }
  append (pack->product_list, node);
  eta_product_visit_pictures (product, note_picture, pack->pictures);
  pack->report->n_products++;
  return TRUE;
}

static gboolean
list_products (Pack *pack, GHashTable *known, GError **error)
{
  for (guint i = 0; i < pack->products->len; i++) {
    g_autoptr (EtaProduct) product =
        eta_store_get_product (pack->store, pack->products->pdata[i], error);

    if (!product || !advance (pack, error))
      return FALSE;
    if (append_product (pack, product) &&
        !choose_producer (pack, known, product->producer_id, error))
      return FALSE;
  }
  close_list (pack->product_list);
  return TRUE;
}

static gboolean
list_producers (Pack *pack, GError **error)
{
  g_ptr_array_sort (pack->producers, compare_producers);
  for (guint i = 0; i < pack->producers->len; i++) {
    const EtaProducer *producer = pack->producers->pdata[i];
    g_autoptr (JsonNode) node = eta_producer_to_json (producer);
    g_autoptr (GError) why = NULL;
    g_autoptr (EtaProducer) back = eta_producer_from_json (node, &why);

    /* Products cannot go without it. */
    if (!back) {
      g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                   _ ("The producer “%s” cannot be sent: %s Put that right and try again."),
                   eta_producer_name (producer, "id"), why->message);
      return FALSE;
    }
    append (pack->producer_list, node);
    eta_producer_visit_pictures (producer, note_picture, pack->pictures);
  }
  close_list (pack->producer_list);
  pack->report->n_producers = pack->producers->len;
  return TRUE;
}

static gboolean
collect (Pack *pack, GArray *rows, GError **error)
{
  g_autoptr (GHashTable) known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  if (!choose_products (pack, rows, error) || (!rows && !choose_all_producers (pack, error)))
    return FALSE;
  for (guint i = 0; i < pack->producers->len; i++)
    g_hash_table_add (known, g_strdup (((EtaProducer *)pack->producers->pdata[i])->id));
  pack->total = pack->products->len;
  return list_products (pack, known, error) && list_producers (pack, error);
}

/* --- the file --------------------------------------------------------------------------------- */

static gboolean
add (Pack *pack, const char *name, const char *bytes, gsize len, gboolean squeeze, GError **error)
{
  g_autoptr (Entry) entry = archive_entry_new ();

  if (squeeze)
    archive_write_zip_set_compression_deflate (pack->archive);
  else
    archive_write_zip_set_compression_store (pack->archive);
  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t)len);
  archive_entry_set_filetype (entry, AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_mtime (entry, g_get_real_time () / G_USEC_PER_SEC, 0);
  if (archive_write_header (pack->archive, entry) == ARCHIVE_OK &&
      archive_write_data (pack->archive, bytes, len) == (la_ssize_t)len)
    return TRUE;
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FAILED,
               _ ("The package could not be written: %s. Choose another folder or disk."),
               archive_error_string (pack->archive));
  return FALSE;
}

/* The file of the album, if it is there and what its name says. */
static char *
load_sound (const char *album, const char *hash, const char *ending, gsize *len)
{
  g_autofree char *path = g_strdup_printf ("%s/%.2s/%s%s", album, hash, hash, ending);
  g_autofree char *bytes = NULL, *sum = NULL;

  if (!eta_zip_is_hash (hash) || !g_file_get_contents (path, &bytes, len, NULL) ||
      *len > ETA_PACKAGE_MAX_PHOTO)
    return NULL;
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)bytes, *len);
  return strcmp (sum, hash) == 0 ? g_steal_pointer (&bytes) : NULL;
}

static gboolean
add_photo (Pack *pack, const char *album, const char *hash, GError **error)
{
  for (guint i = 0; eta_zip_contents[i]; i++) {
    gsize len = 0;
    g_autofree char *bytes = load_sound (album, hash, eta_zip_contents[i], &len);
    g_autofree char *name = NULL;

    if (!bytes)
      continue;
    name = g_strdup_printf (ETA_ZIP_PHOTOS "/%.2s/%s%s", hash, hash, eta_zip_contents[i]);
    pack->report->n_photos++;
    return add (pack, name, bytes, len, FALSE, error);
  }
  g_hash_table_add (pack->absent, g_strdup (hash));
  return TRUE;
}

static gboolean
add_photos (Pack *pack, GError **error)
{
  g_autofree char *album = eta_store_album_path (eta_store_path (pack->store));
  g_autoptr (GList) hashes =
      g_list_sort (g_hash_table_get_keys (pack->pictures), (GCompareFunc)strcmp);
  guint lost;

  pack->total += g_hash_table_size (pack->pictures);
  for (GList *hash = hashes; hash; hash = hash->next) {
    if (!advance (pack, error) || !add_photo (pack, album, hash->data, error))
      return FALSE;
  }
  lost = g_hash_table_size (pack->absent);
  if (lost > 0)
    g_ptr_array_add (
        pack->report->remarks,
        g_strdup_printf (
            ngettext ("%u picture is missing or damaged in this catalog and does not go "
                      "along.",
                      "%u pictures are missing or damaged in this catalog and do not "
                      "go along.",
                      lost),
            lost));
  return TRUE;
}

static void
describe_list (JsonObject *files, const char *name, const GString *list)
{
  JsonObject *file = json_object_new ();
  g_autofree char *sum =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)list->str, list->len);

  json_object_set_int_member (file, "size", (gint64)list->len);
  json_object_set_string_member (file, "sha256", sum);
  json_object_set_object_member (files, name, file);
}

/* The name that its owner gave it, else that of the producer whom it was made for. */
static char *
catalog_name (Pack *pack)
{
  char *name = eta_store_get_setting (pack->store, "name");
  g_autoptr (GPtrArray) all = NULL;
  const EtaProducer *first = NULL;

  if (name && *name)
    return name;
  g_free (name);
  all = eta_store_list_producers (pack->store, NULL);
  for (guint i = 0; all && i < all->len; i++) {
    const EtaProducer *producer = all->pdata[i];

    if (!first || g_strcmp0 (producer->created, first->created) < 0)
      first = producer;
  }
  return first ? g_strdup (first->name) : NULL;
}

static JsonObject *
describe_catalog (Pack *pack)
{
  JsonObject *catalog = json_object_new ();
  g_autofree char *name = catalog_name (pack);

  json_object_set_string_member (catalog, "id", eta_store_org (pack->store));
  if (name)
    json_object_set_string_member (catalog, "name", name);
  return catalog;
}

static JsonObject *
describe_counts (Pack *pack)
{
  JsonObject *counts = json_object_new ();

  json_object_set_int_member (counts, "producers", pack->report->n_producers);
  json_object_set_int_member (counts, "products", pack->report->n_products);
  json_object_set_int_member (counts, "photos", pack->report->n_photos);
  return counts;
}

static JsonArray *
describe_absent (Pack *pack)
{
  JsonArray *absent = json_array_new ();
  g_autoptr (GList) hashes =
      g_list_sort (g_hash_table_get_keys (pack->absent), (GCompareFunc)strcmp);

  for (GList *hash = hashes; hash; hash = hash->next) {
    if (eta_zip_is_hash (hash->data))
      json_array_add_string_element (absent, hash->data);
  }
  return absent;
}

static gboolean
add_manifest (Pack *pack, GError **error)
{
  g_autoptr (JsonNode) node = json_node_new (JSON_NODE_OBJECT);
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *made = g_date_time_format (now, "%Y-%m-%dT%H:%M:%SZ");
  g_autofree char *text = NULL;
  JsonObject *manifest = json_object_new ();
  JsonObject *files = json_object_new ();

  json_node_take_object (node, manifest);
  json_object_set_string_member (manifest, "format", ETA_PACKAGE_FORMAT);
  json_object_set_int_member (manifest, "version", ETA_PACKAGE_VERSION);
  json_object_set_string_member (manifest, "program", "Etalase " ETA_VERSION);
  json_object_set_string_member (manifest, "made", made);
  json_object_set_string_member (manifest, "by", g_get_user_name ());
  json_object_set_object_member (manifest, "catalog", describe_catalog (pack));
  json_object_set_object_member (manifest, "counts", describe_counts (pack));
  json_object_set_object_member (manifest, "files", files);
  describe_list (files, ETA_PACKAGE_PRODUCERS, pack->producer_list);
  describe_list (files, ETA_PACKAGE_PRODUCTS, pack->product_list);
  if (g_hash_table_size (pack->absent) > 0)
    json_object_set_array_member (manifest, "absent", describe_absent (pack));
  text = json_to_string (node, TRUE);
  return add (pack, ETA_PACKAGE_MANIFEST, text, strlen (text), TRUE, error);
}

static gboolean
write_to (Pack *pack, FILE *stream, GError **error)
{
  g_autoptr (Archive) archive = archive_write_new ();

  pack->archive = archive;
  archive_write_set_format_zip (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  /* The manifest comes last: it says which pictures could not be read. */
  if (archive_write_open_FILE (archive, stream) != ARCHIVE_OK || !add_photos (pack, error) ||
      !add (pack, ETA_PACKAGE_PRODUCERS, pack->producer_list->str, pack->producer_list->len, TRUE,
            error) ||
      !add (pack, ETA_PACKAGE_PRODUCTS, pack->product_list->str, pack->product_list->len, TRUE,
            error) ||
      !add_manifest (pack, error))
    return FALSE;
  /* What fails from here on, the stream remembers. */
  archive_write_close (archive);
  return TRUE;
}

static gboolean
write_file (Pack *pack, const char *path, GError **error)
{
  EtaWholeFile *file = eta_whole_file_new (path, error);
  g_autoptr (GError) failed = NULL;

  if (!file)
    return FALSE;
  if (write_to (pack, eta_whole_file_stream (file), &failed))
    return eta_whole_file_commit (file, error);
  /* A full disk is told by the file itself, in words that help. */
  if (g_error_matches (failed, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_FAILED) &&
      ferror (eta_whole_file_stream (file)))
    return eta_whole_file_commit (file, error);
  eta_whole_file_abort (file);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

gboolean
eta_package_export (EtaStore *store,
                    GArray *rows,
                    const char *path,
                    EtaProgress progress,
                    gpointer progress_data,
                    GCancellable *cancellable,
                    EtaPackageReport *report,
                    GError **error)
{
  g_auto (Pack) pack = {
      .store = store,
      .producers = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_producer_unref),
      .products = g_ptr_array_new_with_free_func (g_free),
      .pictures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
      .absent = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
      .producer_list = g_string_new (NULL),
      .product_list = g_string_new (NULL),
      .progress = progress,
      .progress_data = progress_data,
      .cancellable = cancellable,
      .report = report,
  };

  memset (report, 0, sizeof *report);
  report->remarks = g_ptr_array_new_with_free_func (g_free);
  return collect (&pack, rows, error) && write_file (&pack, path, error);
}
