/* Packages that anybody may send. Each input is read as it is and, since a changed one is mostly
 * refused for its check sums, once more with the manifest signed anew: then the lists are what is
 * hostile. One that is accepted is merged and taken back. */
#include "target.h"

#include "catalog/error.h"
#include "catalog/history.h"
#include "catalog/package.h"
#include "../remove-tree.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST (4 * 1024 * 1024)

const char *const eta_fuzz_tokens[] = {"[[[[[[[[[[[[[[[[",
                                       "{\"a\":{\"a\":{\"a\":",
                                       "\"\\u0000\"",
                                       "\"\\ud800\"",
                                       "1e999",
                                       "-9223372036854775809",
                                       "null",
                                       "\"id\":\"",
                                       "\"producer_id\":null",
                                       "\"photos\":[{\"sha256\":\"",
                                       "\"words\":{\"\":{}}",
                                       "\"prices\":[{\"currency\":\"KWD\",\"minor\":1}]",
                                       "\"version\":2",
                                       "\"absent\":[",
                                       "/*",
                                       "../",
                                       NULL};

static EtaStore *store;
static char *folder;

static void
close_store (void)
{
  eta_store_close (store);
  remove_tree (folder);
  g_free (folder);
}

static EtaStore *
get_store (void)
{
  g_autofree char *path = NULL;

  if (store)
    return store;
  folder = g_dir_make_tmp ("etalase-fuzz-XXXXXX", NULL);
  path = g_build_filename (folder, "fuzz.etalasedb", NULL);
  store = eta_store_open (path, ETA_STORE_CREATE, NULL);
  ETA_PROMISE (store != NULL);
  g_clear_pointer (&store, eta_store_close);
  store = eta_store_open (path, ETA_STORE_QUICK, NULL);
  ETA_PROMISE (store != NULL);
  atexit (close_store);
  return store;
}

/* The photos are as they were, or the package was refused. */
static gboolean
intake (GBytes *bytes,
        const char *name,
        gpointer data,
        char sha256[65],
        int *width,
        int *height,
        GError **error)
{
  g_autofree char *sum = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  g_strlcpy (sha256, sum, 65);
  *width = *height = 16;
  return TRUE;
}

static void
try_merge (const EtaPackage *package)
{
  const EtaMergeOptions options = {.take = ETA_TAKE_THEIRS, .intake = intake};
  g_auto (EtaMergeReport) report = {0};
  g_autoptr (EtaStep) newest = NULL;
  g_autoptr (EtaMergePlan) plan = NULL;
  g_autoptr (GError) error = NULL;

  ETA_PROMISE (eta_package_merge (get_store (), package, &options, &report, &error));
  plan = eta_package_plan (store, package, NULL, NULL, NULL, NULL);
  ETA_PROMISE (plan != NULL);
  ETA_PROMISE (plan->products.n_changed == 0 && plan->products.n_clash == 0);
  ETA_PROMISE (plan->products.n_new <= report.remarks->len);
  newest = eta_history_peek_undo (store);
  if (newest && !eta_history_undo (store, NULL, &error))
    g_error ("%s", error->message);
  ETA_PROMISE (eta_store_count_products (store) == 0);
}

static void
try_open (GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaPackage) package = eta_package_open_bytes (bytes, "fuzz.etalase", &error);

  ETA_PROMISE ((package != NULL) == (error == NULL));
  if (package) {
    try_merge (package);
    return;
  }
  ETA_PROMISE (error->domain == ETA_CATALOG_ERROR);
  ETA_PROMISE (g_utf8_validate (error->message, -1, NULL));
  ETA_PROMISE (strstr (error->message, "fuzz.etalase") != NULL);
}

/* --- signing anew ----------------------------------------------------------------------------- */

static GByteArray *
read_data (struct archive *archive)
{
  GByteArray *data = g_byte_array_new ();
  guint8 block[16 * 1024];
  la_ssize_t n;

  while (data->len < LARGEST && (n = archive_read_data (archive, block, sizeof block)) > 0)
    g_byte_array_append (data, block, (guint)n);
  return data;
}

static void
put (struct archive *archive, const char *name, gconstpointer data, gsize len)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, (la_int64_t)len);
  archive_entry_set_filetype (entry, AE_IFREG);
  if (archive_write_header (archive, entry) == ARCHIVE_OK)
    archive_write_data (archive, data, len);
  archive_entry_free (entry);
}

/* Photos get the names that their content asks for; the sums of the lists go to SUMS. */
static void
copy_entry (struct archive *in, struct archive_entry *entry, struct archive *out, char *sums[2])
{
  static const char *const lists[] = {"producers.json", "products.json"};
  const char *name = archive_entry_pathname_utf8 (entry);
  g_autoptr (GByteArray) data = read_data (in);
  g_autofree char *sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, data->data, data->len);
  g_autofree char *photo = NULL;

  if (!name || strcmp (name, "manifest.json") == 0)
    return;
  if (g_str_has_prefix (name, "photos/"))
    name = photo = g_strdup_printf ("photos/%.2s/%s.jpg", sum, sum);
  put (out, name, data->data, data->len);
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    if (strcmp (name, lists[i]) == 0 && !sums[i])
      sums[i] = g_steal_pointer (&sum);
  }
}

static void
put_manifest (struct archive *out, char *const sums[2])
{
  g_autofree char *text = g_strdup_printf (
      "{\"format\":\"etalase-package\",\"version\":1,\"catalog\":{\"id\":\"fuzz\"},\"files\":{"
      "\"producers.json\":{\"sha256\":\"%s\"},\"products.json\":{\"sha256\":\"%s\"}}}",
      sums[0] ? sums[0] : "", sums[1] ? sums[1] : "");

  put (out, "manifest.json", text, strlen (text));
}

static GBytes *
sign (const uint8_t *data, size_t size)
{
  struct archive *in = archive_read_new (), *out = archive_write_new ();
  g_autofree char *buffer = g_malloc (LARGEST * 2);
  char *sums[2] = {NULL, NULL};
  struct archive_entry *entry;
  size_t used = 0;

  archive_read_support_format_zip_seekable (in);
  archive_write_set_format_zip (out);
  archive_write_set_bytes_in_last_block (out, 1);
  archive_write_open_memory (out, buffer, LARGEST * 2, &used);
  if (archive_read_open_memory (in, data, size) == ARCHIVE_OK) {
    for (guint i = 0; i < 50 && archive_read_next_header (in, &entry) == ARCHIVE_OK; i++)
      copy_entry (in, entry, out, sums);
  }
  put_manifest (out, sums);
  archive_write_close (out);
  archive_write_free (out);
  archive_read_free (in);
  g_free (sums[0]);
  g_free (sums[1]);
  return g_bytes_new (buffer, used);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GBytes) signed_anew = sign (data, size);

  try_open (bytes);
  try_open (signed_anew);
  return 0;
}
