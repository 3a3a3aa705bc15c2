#include "repack.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#define LARGEST_ENTRY (4 * 1024 * 1024)

typedef struct {
  char *name;
  GByteArray *data;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->name);
  g_byte_array_unref (entry->data);
  g_free (entry);
}

gboolean
eta_is_zip (GBytes *bytes)
{
  return g_bytes_get_size (bytes) > 4 &&
         memcmp (g_bytes_get_data (bytes, NULL), "PK\x03\x04", 4) == 0;
}

static GByteArray *
read_data (struct archive *archive)
{
  GByteArray *data = g_byte_array_new ();
  guint8 block[16 * 1024];
  la_ssize_t n;

  while (data->len < LARGEST_ENTRY && (n = archive_read_data (archive, block, sizeof block)) > 0)
    g_byte_array_append (data, block, (guint)n);
  return data;
}

static GPtrArray *
unpack (GBytes *zip)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  struct archive *archive = archive_read_new ();
  struct archive_entry *header;

  archive_read_support_format_zip_seekable (archive);
  if (archive_read_open_memory (archive, g_bytes_get_data (zip, NULL), g_bytes_get_size (zip)) ==
      ARCHIVE_OK)
    while (archive_read_next_header (archive, &header) == ARCHIVE_OK) {
      const char *name = archive_entry_pathname_utf8 (header);
      Entry *entry = g_new0 (Entry, 1);

      entry->name = g_strdup (name ? name : "entry");
      entry->data = read_data (archive);
      g_ptr_array_add (entries, entry);
    }
  archive_read_free (archive);
  return entries;
}

static la_ssize_t
append (struct archive *archive, void *out, const void *block, size_t len)
{
  g_byte_array_append (out, block, (guint)len);
  return (la_ssize_t)len;
}

static void
write_entry (struct archive *archive, const Entry *entry, const char *name)
{
  struct archive_entry *header = archive_entry_new ();

  archive_entry_set_pathname (header, name);
  archive_entry_set_size (header, entry->data->len);
  archive_entry_set_filetype (header, AE_IFREG);
  archive_entry_set_perm (header, 0644);
  if (archive_write_header (archive, header) == ARCHIVE_OK)
    archive_write_data (archive, entry->data->data, entry->data->len);
  archive_entry_free (header);
}

static const char *
other_name (EtaDice *dice)
{
  static const char *const names[] = {
      "../../escape.xml", "/etc/passwd",        "a",     "xl/worksheets/sheet1.xml",
      "manifest.json",    "photos/../../x.jpg", "C:\\x", "xl\\workbook.xml"};

  return names[eta_dice_below (dice, G_N_ELEMENTS (names))];
}

static GByteArray *
pack (EtaDice *dice, const GPtrArray *entries)
{
  GByteArray *out = g_byte_array_new ();
  struct archive *archive = archive_write_new ();

  archive_write_set_format_zip (archive);
  if (eta_dice_below (dice, 2) == 0)
    archive_write_zip_set_compression_store (archive);
  else
    archive_write_zip_set_compression_deflate (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  archive_write_open (archive, out, NULL, append, NULL);
  for (guint i = 0; i < entries->len; i++) {
    const Entry *entry = entries->pdata[i];
    gsize fate = eta_dice_below (dice, 64);

    if (fate == 0)
      continue;
    write_entry (archive, entry, fate == 1 ? other_name (dice) : entry->name);
    if (fate == 2)
      write_entry (archive, entry, entry->name);
  }
  archive_write_close (archive);
  archive_write_free (archive);
  return out;
}

GByteArray *
eta_repack (EtaDice *dice, GBytes *zip, EtaEntryChange change, gpointer data)
{
  g_autoptr (GPtrArray) entries = unpack (zip);
  gsize n = 1 + eta_dice_below (dice, 2);

  if (entries->len == 0)
    return NULL;
  while (n-- > 0)
    change (((Entry *)entries->pdata[eta_dice_below (dice, entries->len)])->data, data);
  return pack (dice, entries);
}
