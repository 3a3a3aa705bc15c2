#include "catalog/store-package.h"

#include "catalog/fold.h"
#include "catalog/history.h"
#include "catalog/package.h"
#include "catalog/store-sql.h"

#define MAX_CONTENT (16 * 1024 * 1024)

void
eta_received_row_clear (EtaReceivedRow *row)
{
  g_clear_pointer (&row->local, g_free);
  g_clear_pointer (&row->digest, g_free);
}

void
eta_received_free (EtaReceived *received)
{
  if (!received)
    return;
  g_free (received->catalog);
  g_free (received->file);
  g_free (received->at);
  g_free (received);
}

/* --- squeezed texts --------------------------------------------------------------------------- */

static GBytes *
squeeze (const char *text, gsize len)
{
  g_autoptr (GConverter) way =
      G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6));
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory, way);

  if (!g_output_stream_write_all (stream, text, len, NULL, NULL, NULL) ||
      !g_output_stream_close (stream, NULL, NULL))
    return NULL;
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
unfold (gconstpointer data, gsize len)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, len);
  g_autoptr (GConverter) way =
      G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
  g_autoptr (GInputStream) memory = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GInputStream) stream = g_converter_input_stream_new (memory, way);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  guint8 block[16 * 1024];
  gssize n;

  while ((n = g_input_stream_read (stream, block, sizeof block, NULL, NULL)) > 0) {
    if (out->len + (gsize)n > MAX_CONTENT)
      return NULL;
    g_byte_array_append (out, block, (guint)n);
  }
  return n == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&out)) : NULL;
}

/* --- rows ------------------------------------------------------------------------------------- */

gboolean
eta_store_find_received (
    EtaStore *store, const char *origin, const char *id, EtaReceivedRow *row, GError **error)
{
  g_auto (EtaStatement) stmt =
      eta_sql_bind (store, error, "SELECT local, digest FROM received WHERE origin = ? AND id = ?",
                    "tt", origin, id);

  if (!stmt || !eta_sql_next (store, stmt, error))
    return FALSE;
  row->local = eta_sql_dup (stmt, 0);
  row->digest = eta_sql_dup (stmt, 1);
  return TRUE;
}

GBytes *
eta_store_received_content (EtaStore *store, const char *origin, const char *id)
{
  g_auto (EtaStatement) stmt = eta_sql_bind (
      store, NULL, "SELECT content FROM received WHERE origin = ? AND id = ?", "tt", origin, id);

  if (!stmt || !eta_sql_next (store, stmt, NULL))
    return NULL;
  return unfold (sqlite3_column_blob (stmt, 0), (gsize)sqlite3_column_bytes (stmt, 0));
}

gboolean
eta_store_put_received (EtaStore *store, const EtaReceipt *receipt, GError **error)
{
  g_autoptr (GBytes) content = squeeze (receipt->text, receipt->len);
  g_autofree char *now = eta_sql_now ();
  EtaStatement stmt;
  gsize size;
  gconstpointer data;

  g_return_val_if_fail (eta_step_open (store) && content, FALSE);
  data = g_bytes_get_data (content, &size);
  stmt =
      eta_sql_bind (store, error,
                    "INSERT INTO received (origin, id, local, catalog, file, at, digest, content)"
                    " VALUES (?, ?, ?, ?, ?, ?, ?, ?8) ON CONFLICT DO UPDATE SET"
                    " local = excluded.local, catalog = excluded.catalog, file = excluded.file,"
                    " at = excluded.at, digest = excluded.digest, content = excluded.content",
                    "ttttttt", receipt->origin, receipt->id, receipt->local, receipt->catalog,
                    receipt->file, now, receipt->digest);
  if (!stmt)
    return FALSE;
  sqlite3_bind_blob (stmt, 8, data, (int)size, SQLITE_STATIC);
  return eta_sql_done (store, stmt, error);
}

EtaReceived *
eta_store_get_received (EtaStore *store, const char *id)
{
  g_auto (EtaStatement) stmt =
      eta_sql_bind (store, NULL,
                    "SELECT catalog, file, at FROM received WHERE local = ?"
                    " ORDER BY at DESC LIMIT 1",
                    "t", id);
  EtaReceived *received;

  if (!stmt || !eta_sql_next (store, stmt, NULL))
    return NULL;
  received = g_new0 (EtaReceived, 1);
  received->catalog = eta_sql_dup (stmt, 0);
  received->file = eta_sql_dup (stmt, 1);
  received->at = eta_sql_dup (stmt, 2);
  return received;
}

gboolean
eta_store_has_producer (EtaStore *store, const char *id)
{
  return eta_store_producer_row (store, id) > 0;
}

/* Two statements of which neither may be missing. */
static gboolean
differ (const char *a, const char *b)
{
  g_autofree char *x = eta_fold (a ? a : "");
  g_autofree char *y = eta_fold (b ? b : "");

  return *x && *y && g_strcmp0 (x, y) != 0;
}

char *
eta_store_producer_like (EtaStore *store, const EtaProducer *producer)
{
  g_autofree char *folded = eta_fold (producer->name ? producer->name : "");
  g_auto (EtaStatement) stmt = eta_sql_bind (
      store, NULL, "SELECT id, regency, nib, opop FROM producer WHERE name_fold = ?", "t", folded);
  g_autofree char *found = NULL;

  while (*folded && stmt && eta_sql_next (store, stmt, NULL)) {
    if (differ (producer->regency, (const char *)sqlite3_column_text (stmt, 1)) ||
        differ (producer->nib, (const char *)sqlite3_column_text (stmt, 2)) ||
        differ (producer->opop, (const char *)sqlite3_column_text (stmt, 3)))
      continue;
    if (found)
      return NULL;
    found = eta_sql_dup (stmt, 0);
  }
  return g_steal_pointer (&found);
}
