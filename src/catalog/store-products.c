#include "catalog/error.h"
#include "catalog/fold.h"
#include "catalog/history.h"
#include "catalog/review.h"
#include "catalog/store-children.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FIXED 7                     /* parameters before the columns */
#define FLAG "composition changed " /* and a date; kept as it is, translated where it is shown */

/* --- reading ---------------------------------------------------------------------------------- */

static char *
read_sql (void)
{
  g_autoptr (GString) sql =
      g_string_new ("SELECT p.row, p.id, m.id, p.created, p.changed, p.trashed, ");
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCT, &n);

  eta_columns_append (sql, columns, n, "p.%s");
  g_string_append (sql, " FROM product p JOIN producer m ON m.row = p.producer WHERE p.id = ?");
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

static void
replace_text (char **text, EtaStatement stmt, int column)
{
  g_free (*text);
  *text = eta_sql_dup (stmt, column);
}

static gboolean
read_fields (EtaStore *store, const char *id, EtaProduct *product, gint64 *row, GError **error)
{
  static char *sql;
  EtaStatement read;
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCT, &n);

  if (g_once_init_enter (&sql))
    g_once_init_leave (&sql, read_sql ());
  read = eta_sql_bind (store, error, sql, "t", id);
  if (!read || !eta_sql_next (store, read, error))
    return FALSE;
  *row = sqlite3_column_int64 (read, 0);
  replace_text (&product->id, read, 1);
  replace_text (&product->producer_id, read, 2);
  replace_text (&product->created, read, 3);
  replace_text (&product->changed, read, 4);
  replace_text (&product->trashed, read, 5);
  eta_columns_read (read, 6, columns, n, product);
  sqlite3_reset (read);
  return TRUE;
}

/* NULL without an error: there is none. */
static EtaProduct *
read_product (EtaStore *store, const char *id, gint64 *row, GError **error)
{
  g_autoptr (EtaProduct) product = eta_product_new ();

  *row = 0;
  if (!read_fields (store, id, product, row, error) ||
      !eta_children_read_product (store, *row, product, error))
    return NULL;
  return g_steal_pointer (&product);
}

EtaProduct *
eta_store_get_product (EtaStore *store, const char *id, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gint64 row;
  EtaProduct *product = id ? read_product (store, id, &row, &failed) : NULL;

  if (product)
    return product;
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("The product is no longer in the catalog (“%s”)."), id ? id : "");
  return NULL;
}

EtaProduct *
eta_store_get_fields (EtaStore *store, gint64 row, GError **error)
{
  g_autoptr (EtaProduct) product = eta_product_new ();
  g_autofree char *id = eta_store_id_of (store, row);
  g_autoptr (GError) failed = NULL;
  gint64 found;

  if (id && read_fields (store, id, product, &found, &failed))
    return g_steal_pointer (&product);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  else
    g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                         _ ("This product is no longer in the catalog."));
  return NULL;
}

EtaProduct *
eta_store_find_sku (EtaStore *store, const char *producer_id, const char *sku, GError **error)
{
  g_autofree char *folded = eta_sku_fold (sku ? sku : "");
  const gint64 producer = eta_store_producer_row (store, producer_id);
  /* Of several, the one that is not in the trash. */
  g_autofree char *id =
      eta_sql_text (store,
                    "SELECT id FROM product WHERE sku_fold = ?1 AND (?2 = 0 OR producer = ?2)"
                    " ORDER BY trashed IS NOT NULL, row LIMIT 1",
                    "ti", folded, producer_id ? (producer ? producer : -1) : (gint64)0);

  if (id)
    return eta_store_get_product (store, id, error);
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
               _ ("There is no product with the SKU “%s” in this catalog."), sku ? sku : "");
  return NULL;
}

gint64
eta_store_row_of (EtaStore *store, const char *product_id)
{
  return product_id
             ? eta_sql_number (store, 0, "SELECT row FROM product WHERE id = ?", "t", product_id)
             : 0;
}

char *
eta_store_id_of (EtaStore *store, gint64 row)
{
  return eta_sql_text (store, "SELECT id FROM product WHERE row = ?", "i", row);
}

gint64
eta_store_count_trashed (EtaStore *store)
{
  return eta_sql_number (store, 0, "SELECT count(*) FROM product_index WHERE trashed = 1", "");
}

gint64
eta_store_count_products (EtaStore *store)
{
  return eta_sql_number (store, 0, "SELECT count(*) FROM product_index WHERE trashed = 0", "");
}

/* --- the halal flag --------------------------------------------------------------------------- */

static gboolean
folds_alike (const char *a, const char *b)
{
  g_autofree char *x = eta_fold (a ? a : "");
  g_autofree char *y = eta_fold (b ? b : "");

  return strcmp (x, y) == 0;
}

/* A text that is written for the first time (a translation) is no change of the composition. */
static gboolean
composition_changed (const EtaProduct *stored, const EtaProduct *wanted)
{
  for (guint i = 0; i < stored->words->len; i++) {
    const EtaWords *old = stored->words->pdata[i];
    const EtaWords *now = eta_product_words (wanted, old->lang);

    if (old->ingredients && !folds_alike (old->ingredients, now ? now->ingredients : NULL))
      return TRUE;
  }
  return FALSE;
}

static const EtaCertificate *
find_certificate (GPtrArray *certificates, const char *id)
{
  for (guint i = 0; i < certificates->len; i++) {
    const EtaCertificate *certificate = certificates->pdata[i];

    if (g_strcmp0 (certificate->id, id) == 0)
      return certificate;
  }
  return NULL;
}

/* A certificate that comes with this change, or is renewed in it, is of the new composition. */
static gboolean
covers_old (const EtaCertificate *certificate, const EtaProduct *stored, const char *today)
{
  const EtaCertificate *before = find_certificate (stored->certificates, certificate->id);

  return before && g_strcmp0 (certificate->kind, "halal") == 0 && !certificate->flag &&
         g_strcmp0 (before->issued, certificate->issued) == 0 &&
         g_strcmp0 (before->number, certificate->number) == 0 &&
         (!certificate->issued || strcmp (certificate->issued, today) <= 0);
}

static gboolean
has_halal (const EtaProduct *product)
{
  for (guint i = 0; i < product->certificates->len; i++) {
    const EtaCertificate *certificate = product->certificates->pdata[i];

    if (g_strcmp0 (certificate->kind, "halal") == 0)
      return TRUE;
  }
  return FALSE;
}

/* A product without a halal certificate of its own goes by its producer's. */
static gboolean
flag_producer (EtaStore *store, gint64 producer, const char *today, GError **error)
{
  g_autofree char *flag = g_strconcat (FLAG, today, NULL);

  return eta_sql_run (store, error,
                      "UPDATE producer_certificate SET flag = ? WHERE producer = ? AND"
                      " kind = 'halal' AND flag IS NULL AND (issued IS NULL OR issued <= ?)",
                      "tit", flag, producer, today);
}

/* WANTED itself, or a copy with the flags set. */
static EtaProduct *
with_flags (const EtaProduct *stored, const EtaProduct *wanted, const char *today)
{
  EtaProduct *copy;

  if (!has_halal (wanted))
    return eta_product_ref ((EtaProduct *)wanted);
  copy = eta_product_copy (wanted);
  for (guint i = 0; i < copy->certificates->len; i++) {
    EtaCertificate *certificate = copy->certificates->pdata[i];

    if (covers_old (certificate, stored, today))
      certificate->flag = g_strconcat (FLAG, today, NULL);
  }
  return copy;
}

/* --- storing ---------------------------------------------------------------------------------- */

static gboolean
refuse_taken_sku (
    EtaStore *store, gint64 producer, const EtaProduct *product, const char *folded, GError **error)
{
  g_auto (EtaStatement) stmt =
      eta_sql_bind (store, error,
                    "SELECT p.trashed IS NOT NULL, coalesce((SELECT name FROM product_words"
                    " WHERE product = p.row AND name IS NOT NULL ORDER BY lang <> 'id', lang"
                    " LIMIT 1), p.sku) FROM product p"
                    " WHERE p.sku_fold = ? AND p.producer = ? AND p.id <> ?",
                    "tit", folded, producer, product->id);
  g_autoptr (GError) failed = NULL;

  if (!stmt)
    return TRUE;
  if (!eta_sql_next (store, stmt, &failed))
    return !eta_take_error (error, &failed);
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS,
               sqlite3_column_int (stmt, 0)
                   ? _ ("The SKU “%s” belongs to “%s”, which is in the trash. Choose another SKU, "
                        "or delete that product for good.")
                   : _ ("The SKU “%s” already belongs to “%s”. Choose another one."),
               product->sku, sqlite3_column_text (stmt, 1));
  return TRUE;
}

static char *
write_sql (void)
{
  g_autoptr (GString) sql = g_string_new ("INSERT INTO product (row, id, producer, sku_fold,"
                                          " created, changed, trashed, ");
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCT, &n);

  eta_columns_append (sql, columns, n, "%s");
  g_string_append (sql, ") VALUES (?");
  for (guint i = 1; i < FIXED + n; i++)
    g_string_append (sql, ", ?");
  g_string_append (sql, ") ON CONFLICT (row) DO UPDATE SET producer = excluded.producer,"
                        " sku_fold = excluded.sku_fold, changed = excluded.changed,"
                        " trashed = excluded.trashed");
  for (guint i = 0; i < n; i++)
    g_string_append_printf (sql, ", %s = excluded.%s", columns[i].name, columns[i].name);
  return g_string_free (g_steal_pointer (&sql), FALSE);
}

/* ROW 0: a new one; gets its number. */
static gboolean
write_fields (EtaStore *store,
              gint64 *row,
              gint64 producer,
              const char *sku_fold,
              const EtaProduct *product,
              GError **error)
{
  static char *sql;
  g_autofree char *now = eta_sql_now ();
  EtaStatement stmt;
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCT, &n);

  if (g_once_init_enter (&sql))
    g_once_init_leave (&sql, write_sql ());
  stmt = eta_sql (store, sql, error);
  if (!stmt)
    return FALSE;
  if (*row > 0)
    sqlite3_bind_int64 (stmt, 1, *row);
  else
    sqlite3_bind_null (stmt, 1);
  sqlite3_bind_text (stmt, 2, product->id, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (stmt, 3, producer);
  sqlite3_bind_text (stmt, 4, sku_fold, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 5, product->created ? product->created : now, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 6, now, -1, SQLITE_STATIC);
  sqlite3_bind_text (stmt, 7, product->trashed, -1, SQLITE_STATIC);
  eta_columns_bind (stmt, FIXED + 1, columns, n, product);
  if (!eta_sql_done (store, stmt, error))
    return FALSE;
  if (*row == 0)
    *row = sqlite3_last_insert_rowid (store->db);
  return TRUE;
}

static gboolean
fields_equal (const EtaProduct *a, const EtaProduct *b)
{
  guint n;
  const EtaColumn *columns = eta_columns (ETA_FIELD_OF_PRODUCT, &n);

  return g_strcmp0 (a->producer_id, b->producer_id) == 0 &&
         g_strcmp0 (a->trashed, b->trashed) == 0 && eta_columns_equal (columns, n, a, b);
}

/* The producer's row, or 0 with an error. */
static gint64
need_producer (EtaStore *store, const EtaProduct *product, GError **error)
{
  const gint64 row = eta_store_producer_row (store, product->producer_id);

  if (row == 0)
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("The producer of “%s” is not in the catalog. Choose another producer."),
                 eta_product_name (product, NULL));
  return row;
}

static gboolean
store_product (EtaStore *store,
               gint64 row,
               gint64 producer,
               const EtaProduct *stored,
               const EtaProduct *product,
               GError **error)
{
  g_autofree char *sku_fold = product->sku && *product->sku ? eta_sku_fold (product->sku) : NULL;
  gboolean wrote = FALSE;

  if (sku_fold && refuse_taken_sku (store, producer, product, sku_fold, error))
    return FALSE;
  if (!stored && !write_fields (store, &row, producer, sku_fold, product, error))
    return FALSE;
  if (!eta_children_put_product (store, row, stored, product, &wrote, error))
    return FALSE;
  if (stored && (wrote || !fields_equal (stored, product)))
    return write_fields (store, &row, producer, sku_fold, product, error);
  return TRUE;
}

static gboolean
put_product (EtaStore *store, const EtaProduct *wanted, GError **error)
{
  g_autoptr (GError) failed = NULL;
  gint64 row = 0;
  g_autoptr (EtaProduct) stored = read_product (store, wanted->id, &row, &failed);
  g_autoptr (EtaProduct) flagged = NULL, reviewed = NULL;
  g_autoptr (GDateTime) now = NULL;
  g_autofree char *today = NULL;
  const gint64 producer = failed ? 0 : need_producer (store, wanted, error);

  if (!eta_take_error (error, &failed) || producer == 0)
    return FALSE;
  reviewed = stored ? eta_review_lower (stored, wanted) : NULL;
  wanted = reviewed ? reviewed : wanted;
  if (!stored || !composition_changed (stored, wanted))
    return store_product (store, row, producer, stored, wanted, error);
  now = g_date_time_new_now_local ();
  today = g_date_time_format (now, "%Y-%m-%d");
  flagged = with_flags (stored, wanted, today);
  return store_product (store, row, producer, stored, flagged, error) &&
         (has_halal (wanted) || flag_producer (store, producer, today, error));
}

gboolean
eta_store_put_product (EtaStore *store, const EtaProduct *product, GError **error)
{
  g_return_val_if_fail (eta_step_open (store), FALSE);
  g_return_val_if_fail (product->id, FALSE);
  if (!eta_sql_begin (store, error))
    return FALSE;
  if (!put_product (store, product, error)) {
    eta_sql_rollback (store);
    return FALSE;
  }
  return eta_sql_commit (store, error);
}

static gboolean
need_product (EtaStore *store, const char *id, GError **error)
{
  if (eta_store_row_of (store, id) > 0)
    return TRUE;
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
               _ ("The product is no longer in the catalog (“%s”)."), id ? id : "");
  return FALSE;
}

gboolean
eta_store_trash_product (EtaStore *store, const char *id, gboolean trashed, GError **error)
{
  g_autofree char *now = eta_sql_now ();

  g_return_val_if_fail (eta_step_open (store), FALSE);
  if (!need_product (store, id, error))
    return FALSE;
  return eta_sql_run (store, error,
                      "UPDATE product SET trashed = ?1, changed = ?2"
                      " WHERE id = ?3 AND (trashed IS NULL) = ?4",
                      "ttti", trashed ? now : NULL, now, id, (gint64)trashed);
}

gboolean
eta_store_purge_product (EtaStore *store, const char *id, GError **error)
{
  const gint64 row = eta_store_row_of (store, id);

  g_return_val_if_fail (eta_step_open (store), FALSE);
  if (!need_product (store, id, error) || !eta_sql_begin (store, error))
    return FALSE;
  if (!eta_children_delete_product (store, row, error) ||
      !eta_sql_run (store, error, "DELETE FROM product WHERE row = ?", "i", row)) {
    eta_sql_rollback (store);
    return FALSE;
  }
  return eta_sql_commit (store, error);
}

char *
eta_store_free_sku (EtaStore *store, const char *producer_id, const char *wish)
{
  const gint64 producer = eta_store_producer_row (store, producer_id);

  for (guint i = 1;; i++) {
    g_autofree char *sku = i > 1 ? g_strdup_printf ("%s-%u", wish, i) : g_strdup (wish);
    g_autofree char *folded = eta_sku_fold (sku);

    if (!eta_sql_number (
            store, 0, "SELECT EXISTS (SELECT 1 FROM product WHERE sku_fold = ? AND producer = ?)",
            "ti", folded, producer))
      return g_steal_pointer (&sku);
  }
}
