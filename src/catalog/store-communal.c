#include "catalog/communal.h"
#include "catalog/error.h"
#include "catalog/fold.h"
#include "catalog/history.h"
#include "catalog/store-sql.h"

#include <glib/gi18n-lib.h>

static void
member_free (gpointer data)
{
  EtaCommunalMember *member = data;

  g_free (member->id);
  g_free (member->sku);
  g_free (member->name);
  g_free (member->producer);
  g_free (member);
}

void
eta_communal_free (EtaCommunal *communal)
{
  if (!communal)
    return;
  g_free (communal->name);
  g_ptr_array_unref (communal->members);
  g_free (communal);
}

/* --- reading ---------------------------------------------------------------------------------- */

static EtaCommunalMember *
member_new (const EtaProduct *product, const EtaProducer *producer, const char *lang)
{
  EtaCommunalMember *member = g_new0 (EtaCommunalMember, 1);

  member->id = g_strdup (product->id);
  member->sku = g_strdup (product->sku);
  member->name = g_strdup (eta_product_name (product, lang));
  member->producer = g_strdup (producer ? eta_producer_name (producer, lang) : "");
  member->capacity = product->capacity;
  return member;
}

static gboolean
is_counted_alike (const EtaProduct *a, const EtaProduct *b)
{
  return g_strcmp0 (a->unit, b->unit) == 0 && a->net == b->net;
}

static GPtrArray *
ids_in (EtaStore *store, const char *fold, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failed = NULL;
  EtaStatement stmt =
      eta_sql_bind (store, error,
                    "SELECT p.id FROM communal c JOIN product p ON p.row = c.product"
                    " WHERE c.name_fold = ? AND p.trashed IS NULL ORDER BY p.row",
                    "t", fold);

  while (stmt && eta_sql_next (store, stmt, &failed))
    g_ptr_array_add (ids, eta_sql_dup (stmt, 0));
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&ids) : NULL;
}

static void
add_up (EtaCommunal *communal)
{
  g_autoptr (GHashTable) producers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < communal->members->len; i++) {
    const EtaCommunalMember *member = communal->members->pdata[i];

    g_hash_table_add (producers, member->producer);
    communal->n_unstated += member->capacity == 0;
    if (communal->adds_up)
      communal->capacity += member->capacity;
  }
  communal->n_producers = g_hash_table_size (producers);
}

static EtaCommunal *
read_communal (
    EtaStore *store, const char *name, const char *fold, const char *lang, GError **error)
{
  g_autoptr (GPtrArray) ids = ids_in (store, fold, error);
  g_autoptr (EtaCommunal) communal = NULL;
  g_autoptr (EtaProduct) first = NULL;

  if (!ids)
    return NULL;
  communal = g_new0 (EtaCommunal, 1);
  communal->name = g_strdup (name);
  communal->members = g_ptr_array_new_with_free_func (member_free);
  communal->adds_up = TRUE;
  for (guint i = 0; i < ids->len; i++) {
    g_autoptr (EtaProduct) product = eta_store_get_product (store, ids->pdata[i], error);
    g_autoptr (EtaProducer) producer =
        product ? eta_store_get_producer (store, product->producer_id, error) : NULL;

    if (!producer)
      return NULL;
    g_ptr_array_add (communal->members, member_new (product, producer, lang));
    if (!first)
      first = eta_product_ref (product);
    communal->adds_up = communal->adds_up && is_counted_alike (first, product);
  }
  add_up (communal);
  return g_steal_pointer (&communal);
}

GPtrArray *
eta_store_list_communal (EtaStore *store, const char *lang, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_communal_free);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) failed = NULL;
  EtaStatement stmt = eta_sql (store,
                               "SELECT min(name), name_fold FROM communal GROUP BY name_fold"
                               " ORDER BY name_fold",
                               error);

  while (stmt && eta_sql_next (store, stmt, &failed)) {
    g_ptr_array_add (names, eta_sql_dup (stmt, 0));
    g_ptr_array_add (names, eta_sql_dup (stmt, 1));
  }
  if (!stmt || !eta_take_error (error, &failed))
    return NULL;
  for (guint i = 0; i < names->len; i += 2) {
    EtaCommunal *communal =
        read_communal (store, names->pdata[i], names->pdata[i + 1], lang, error);

    if (!communal)
      return NULL;
    if (communal->members->len > 0)
      g_ptr_array_add (all, communal);
    else
      eta_communal_free (communal);
  }
  return g_steal_pointer (&all);
}

EtaCommunal *
eta_store_find_communal (EtaStore *store, const char *id, const char *lang)
{
  g_autofree char *name = eta_sql_text (store, "SELECT name FROM communal WHERE product = ?", "i",
                                        eta_store_row_of (store, id));
  g_autofree char *fold = name ? eta_fold (name) : NULL;
  g_autoptr (EtaCommunal) communal = name ? read_communal (store, name, fold, lang, NULL) : NULL;

  return communal && communal->members->len > 1 ? g_steal_pointer (&communal) : NULL;
}

GArray *
eta_communal_collapse (EtaStore *store, GArray *rows)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GArray *out = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < rows->len; i++) {
    const gint64 row = g_array_index (rows, gint64, i);
    g_autofree char *fold =
        eta_sql_text (store, "SELECT name_fold FROM communal WHERE product = ?", "i", row);

    if (!fold || g_hash_table_add (seen, g_steal_pointer (&fold)))
      g_array_append_val (out, row);
  }
  return out;
}

GPtrArray *
eta_communal_collapse_ids (EtaStore *store, GPtrArray *ids)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) left = NULL;
  GPtrArray *out = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < ids->len; i++) {
    gint64 row = eta_store_row_of (store, ids->pdata[i]);
    if (row > 0)
      g_array_append_val (rows, row);
  }
  left = eta_communal_collapse (store, rows);
  for (guint i = 0; i < left->len; i++)
    g_ptr_array_add (out, eta_store_id_of (store, g_array_index (left, gint64, i)));
  return out;
}

/* --- writing ---------------------------------------------------------------------------------- */

static gboolean
set_one (EtaStore *store, const char *id, const char *name, const char *fold, GError **error)
{
  const gint64 row = eta_store_row_of (store, id);

  if (row == 0) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                 _ ("The product is no longer in the catalog (“%s”)."), id);
    return FALSE;
  }
  if (!name)
    return eta_sql_run (store, error, "DELETE FROM communal WHERE product = ?", "i", row);
  return eta_sql_run (store, error,
                      "INSERT INTO communal (product, name, name_fold) VALUES (?, ?, ?)"
                      " ON CONFLICT DO UPDATE SET name = excluded.name,"
                      " name_fold = excluded.name_fold",
                      "itt", row, name, fold);
}

/* Capacities of pouches and of jars cannot be added. */
static gboolean
fits_together (EtaStore *store, const char *name, const char *fold, const char *id, GError **error)
{
  g_autoptr (GPtrArray) ids = ids_in (store, fold, error);
  g_autoptr (EtaProduct) product = ids ? eta_store_get_product (store, id, error) : NULL;
  g_autoptr (EtaProduct) first = NULL;

  if (!product)
    return FALSE;
  first = ids->len > 0 ? eta_store_get_product (store, ids->pdata[0], error)
                       : eta_product_ref (product);
  if (!first)
    return FALSE;
  if (is_counted_alike (first, product))
    return TRUE;
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
               _ ("“%s” cannot join “%s”: its unit or net weight is not that of “%s”, so their "
                  "capacities cannot be added. Make unit and net weight the same first."),
               eta_product_name (product, NULL), name, eta_product_name (first, NULL));
  return FALSE;
}

gboolean
eta_store_set_communal (EtaStore *store, const char *name, GPtrArray *ids, GError **error)
{
  char *clean = NULL;
  g_autofree char *owned = NULL, *fold = NULL;

  g_return_val_if_fail (eta_step_open (store), FALSE);
  if (name)
    eta_set_text (&clean, name);
  owned = clean;
  fold = clean ? eta_fold (clean) : NULL;
  if (name && (!fold || !*fold)) {
    g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                         _ ("A communal listing needs a name. Call it as a buyer would."));
    return FALSE;
  }
  for (guint i = 0; i < ids->len; i++) {
    if (clean && !fits_together (store, clean, fold, ids->pdata[i], error))
      return FALSE;
    if (!set_one (store, ids->pdata[i], clean, fold, error))
      return FALSE;
  }
  return TRUE;
}
