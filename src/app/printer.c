#include "app/printer.h"

#include "catalog/communal.h"
#include "photos/take.h"
#include "sheets/layout.h"
#include "sheets/paint.h"

#include <glib/gi18n.h>

typedef struct {
  GPtrArray *pages; /* EtaPage */
  EtaPainter *painter;
} Sheet;

static void
sheet_free (gpointer data, GClosure *closure)
{
  Sheet *sheet = data;

  g_ptr_array_unref (sheet->pages);
  eta_painter_free (sheet->painter);
  g_free (sheet);
}

static void
draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int number, gpointer data)
{
  Sheet *sheet = data;

  eta_painter_paint (sheet->painter, sheet->pages->pdata[number],
                     gtk_print_context_get_cairo_context (context));
}

static GPtrArray *
lay_out (EtaSession *session, const char *product_id, const char *lang, GError **error)
{
  EtaStore *store = eta_session_get_store (session);
  g_autoptr (EtaProduct) product = eta_store_get_product (store, product_id, error);
  g_autoptr (EtaProducer) producer = NULL;
  g_autoptr (EtaLayout) layout = NULL;
  EtaSheetOptions options = {.lang = lang};
  EtaSheetInput input = {
      .product = product,
      .photo_path = eta_album_photo_path,
      .photo_data = eta_session_get_album (session),
  };

  if (!product)
    return NULL;
  if (product->producer_id)
    producer = eta_store_get_producer (store, product->producer_id, NULL);
  eta_communal_present (store, &product, &producer);
  input.product = product;
  input.producer = producer;
  layout = eta_layout_sheet (&input, &options, error);
  return layout ? eta_layout_pages (layout, error) : NULL;
}

void
eta_printer_print (EtaWindow *window, const char *product_id, const char *lang)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  GtkPaperSize *a4 = gtk_paper_size_new (GTK_PAPER_NAME_A4);
  GPtrArray *pages = lay_out (eta_window_get_session (window), product_id, lang, &error);
  Sheet *sheet;

  if (pages) {
    sheet = g_new0 (Sheet, 1);
    sheet->pages = pages;
    sheet->painter = eta_painter_new (NULL);
    gtk_page_setup_set_paper_size (setup, a4);
    gtk_print_operation_set_default_page_setup (operation, setup);
    gtk_print_operation_set_use_full_page (operation, TRUE); /* the margins are in the page */
    gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
    gtk_print_operation_set_n_pages (operation, pages->len);
    gtk_print_operation_set_job_name (operation, "Etalase");
    g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page), sheet, sheet_free, 0);
    gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG,
                             GTK_WINDOW (window), &error);
  }
  gtk_paper_size_free (a4);
  eta_window_show_error (window, error);
}
