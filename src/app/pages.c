#include "app/pages.h"

#include "app/catalogs-page.h"
#include "app/market-page.h"
#include "app/producers-page.h"
#include "app/product-form.h"
#include "app/product-list.h"
#include "app/ready-board.h"
#include "app/trash-page.h"
#include "app/ui-language.h"
#include "catalog/collection.h"
#include "catalog/measure.h"

#include <glib/gi18n.h>

#define SET_SESSION(func) ((void (*) (gpointer, EtaSession *)) (func))
#define FLUSH(func) ((gboolean (*) (gpointer)) (func))

static const EtaPage pages[] = {
    {"products", "eta-products-symbolic", N_ ("Products"), eta_product_list_get_type,
     eta_store_count_products, SET_SESSION (eta_product_list_set_session), NULL},
    {"catalogs", "eta-catalog-symbolic", N_ ("Catalogs"), eta_catalogs_page_get_type,
     eta_store_count_collections, SET_SESSION (eta_catalogs_page_set_session),
     FLUSH (eta_catalogs_page_flush)},
    {"ready", "eta-ready-symbolic", N_ ("Ready to export"), eta_ready_board_get_type, NULL,
     SET_SESSION (eta_ready_board_set_session), NULL},
    {"market", "eta-market-symbolic", N_ ("Marketplace"), eta_market_page_get_type, NULL,
     SET_SESSION (eta_market_page_set_session), NULL},
    {"producers", "eta-producers-symbolic", N_ ("Producers"), eta_producers_page_get_type,
     eta_store_count_producers, SET_SESSION (eta_producers_page_set_session),
     FLUSH (eta_producers_page_flush)},
    {"trash", "user-trash-symbolic", N_ ("Trash"), eta_trash_page_get_type, eta_store_count_trashed,
     SET_SESSION (eta_trash_page_set_session), NULL},
    {"product", NULL, NULL, eta_product_form_get_type, NULL,
     SET_SESSION (eta_product_form_set_session), FLUSH (eta_product_form_flush)},
};

static const char PAGE_KEY[] = "eta-page";
static const char COUNT_KEY[] = "eta-count";

const EtaPage *
eta_pages (guint *n)
{
  *n = G_N_ELEMENTS (pages);
  return pages;
}

const EtaPage *
eta_page_find (const char *name)
{
  for (guint i = 0; name && i < G_N_ELEMENTS (pages); i++)
    if (g_str_equal (pages[i].name, name))
      return &pages[i];
  return NULL;
}

GtkWidget *
eta_page_row_new (const EtaPage *page)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (_ (page->label));
  GtkWidget *count = gtk_label_new (NULL);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name (page->icon));
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_widget_add_css_class (count, "dim-label");
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), count);
  g_object_set_data (G_OBJECT (row), COUNT_KEY, count);
  g_object_set_data (G_OBJECT (row), PAGE_KEY, (gpointer)page);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (page->label), -1);
  return row;
}

const EtaPage *
eta_page_of_row (GtkListBoxRow *row)
{
  return g_object_get_data (G_OBJECT (row), PAGE_KEY);
}

void
eta_page_row_count (GtkListBoxRow *row, EtaStore *store)
{
  const EtaPage *page = eta_page_of_row (row);
  g_autofree char *text = NULL;

  if (!page->count)
    return;
  text = eta_count_text (page->count (store), eta_ui_language ());
  gtk_label_set_text (g_object_get_data (G_OBJECT (row), COUNT_KEY), text);
}
