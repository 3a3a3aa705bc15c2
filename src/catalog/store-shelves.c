#include "catalog/collection.h"
#include "catalog/store-sql.h"

static void
shelf_free (gpointer data)
{
  EtaShelf *shelf = data;

  g_free (shelf->producer_id);
  g_free (shelf->category);
  g_free (shelf);
}

GHashTable *
eta_store_shelves (EtaStore *store, GError **error)
{
  g_autoptr (GHashTable) shelves =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, shelf_free);
  EtaStatement stmt = eta_sql (store,
                               "SELECT p.id, p.row, m.id, p.category FROM product p"
                               " JOIN producer m ON m.row = p.producer WHERE p.trashed IS NULL",
                               error);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed)) {
    EtaShelf *shelf = g_new0 (EtaShelf, 1);

    shelf->row = sqlite3_column_int64 (stmt, 1);
    shelf->producer_id = eta_sql_dup (stmt, 2);
    shelf->category = eta_sql_dup (stmt, 3);
    g_hash_table_insert (shelves, eta_sql_dup (stmt, 0), shelf);
  }
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&shelves) : NULL;
}

static void
paper_free (gpointer data)
{
  EtaProductPaper *paper = data;

  g_free (paper->product_id);
  g_free (paper->sku);
  eta_certificate_free (paper->certificate);
  g_free (paper);
}

GPtrArray *
eta_store_product_papers (EtaStore *store, GError **error)
{
  g_autoptr (GPtrArray) papers = g_ptr_array_new_with_free_func (paper_free);
  EtaStatement stmt = eta_sql (store,
                               "SELECT p.id, p.sku, c.kind, c.number, c.issuer, c.issued, c.expires"
                               " FROM product_certificate c JOIN product p ON p.row = c.product"
                               " WHERE p.trashed IS NULL ORDER BY c.kind, p.sku, c.position",
                               error);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed)) {
    EtaProductPaper *paper = g_new0 (EtaProductPaper, 1);

    paper->product_id = eta_sql_dup (stmt, 0);
    paper->sku = eta_sql_dup (stmt, 1);
    paper->certificate = eta_certificate_new ();
    paper->certificate->kind = eta_sql_dup (stmt, 2);
    paper->certificate->number = eta_sql_dup (stmt, 3);
    paper->certificate->issuer = eta_sql_dup (stmt, 4);
    paper->certificate->issued = eta_sql_dup (stmt, 5);
    paper->certificate->expires = eta_sql_dup (stmt, 6);
    g_ptr_array_add (papers, paper);
  }
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&papers) : NULL;
}
