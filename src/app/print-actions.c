#include "app/print-actions.h"

#include "app/catalog-actions-kept.h"
#include "app/files.h"
#include "app/printer.h"
#include "app/ui-language.h"
#include "app/ready-markets.h"
#include "catalog/rates.h"
#include "catalog/communal.h"
#include "photos/take.h"
#include "ready/ready-for.h"
#include "sheets/print.h"
#include "app/rates-window.h"

#include <glib/gi18n.h>

#define ALL_LANGUAGES "id en ar"

typedef struct {
  EtaWindow *window; /* weak */
  char *catalog;
  GPtrArray *ids;
  char **langs;
  gboolean card;
  EtaPaper paper;
  char *about;      /* currency beneath the price, or NULL */
  GPtrArray *rates; /* EtaRate, read by the worker */
  char **markets;   /* to say on sheets for which the product is ready, or NULL */
  char *folder;
  char *last; /* the file written last */
  guint n_files;
  GPtrArray *remarks;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->window);
  g_free (work->catalog);
  g_ptr_array_unref (work->ids);
  g_strfreev (work->langs);
  g_free (work->about);
  g_clear_pointer (&work->rates, g_ptr_array_unref);
  g_strfreev (work->markets);
  g_free (work->folder);
  g_free (work->last);
  g_ptr_array_unref (work->remarks);
  g_free (work);
}

static gboolean
write_one (Work *work, const EtaSheetInput *input, const char *lang, GError **error)
{
  g_autofree char *ready = eta_ready_for_today (input->product, input->producer,
                                                (const char *const *)work->markets, lang);
  EtaSheetOptions options = {
      .lang = lang,
      .second_lang = g_str_equal (lang, "id") ? NULL : "id",
      .paper = work->paper,
      .ready = ready,
      .about = work->about,
      .rates = work->rates,
  };
  g_autofree char *name = eta_sheet_file_name (input->product, lang, work->card ? "jpg" : "pdf");
  g_autofree char *path = g_build_filename (work->folder, name, NULL);

  if (work->card ? !eta_card_write_jpeg (input, &options, path, work->remarks, NULL, error)
                 : !eta_sheet_write_pdf (input, &options, path, work->remarks, NULL, error))
    return FALSE;
  g_free (work->last);
  work->last = g_steal_pointer (&path);
  work->n_files++;
  return TRUE;
}

static gboolean
write_product (Work *work, EtaStore *store, EtaAlbum *album, const char *id, GError **error)
{
  g_autoptr (EtaProduct) product = eta_store_get_product (store, id, error);
  g_autoptr (EtaProducer) producer = NULL;
  EtaSheetInput input = {
      .product = product, .photo_path = eta_album_photo_path, .photo_data = album};

  if (!product)
    return FALSE;
  if (product->producer_id)
    producer = eta_store_get_producer (store, product->producer_id, NULL);
  eta_communal_present (store, &product, &producer);
  input.product = product;
  input.producer = producer;
  for (guint i = 0; work->langs[i]; i++)
    if (!write_one (work, &input, work->langs[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
write_sheets (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaStore) store = eta_store_open (work->catalog, ETA_STORE_READ_ONLY, error);
  g_autoptr (EtaAlbum) album = store ? eta_album_open (work->catalog, error) : NULL;
  g_autoptr (GPtrArray) ids = album ? eta_communal_collapse_ids (store, work->ids) : NULL;

  if (!album)
    return FALSE;
  work->rates = eta_rates_load (store);
  for (guint i = 0; i < ids->len; i++) {
    eta_job_report (job, i, ids->len, NULL);
    if (g_cancellable_set_error_if_cancelled (eta_job_get_cancellable (job), error) ||
        !write_product (work, store, album, ids->pdata[i], error))
      return FALSE;
  }
  return TRUE;
}

static void
sheets_written (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  g_autofree char *uri = work->last ? g_filename_to_uri (work->last, NULL, NULL) : NULL;
  g_autofree char *action = g_strdup_printf (
      work->n_files == 1 ? "win.open-file('%s')" : "win.show-file('%s')", uri ? uri : "");
  g_autofree char *text = NULL;

  if (!work->window)
    return;
  if (error) {
    eta_window_show_error (work->window, error);
    return;
  }
  text = g_strdup_printf (ngettext ("%u file in “%s”", "%u files in “%s”", work->n_files),
                          work->n_files, work->folder);
  eta_window_toast (work->window, text, work->n_files == 1 ? _ ("_Open") : _ ("_Show in folder"),
                    action);
  if (work->remarks->len > 0)
    eta_window_toast (work->window, work->remarks->pdata[0], NULL, NULL);
}

/* Documents/Etalase/Sheets: one press, no dialog. */
static char *
sheet_folder (void)
{
  g_autofree char *folder = eta_files_folder (_ ("Sheets"));

  g_mkdir_with_parents (folder, 0755);
  return g_steal_pointer (&folder);
}

static EtaPaper
chosen_paper (void)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *name = g_settings_get_string (settings, "paper");
  EtaPaper paper = ETA_PAPER_A4;

  eta_paper_parse (name, &paper);
  return paper;
}

/* NULL: the user does not want that line. */
static char **
markets_on_sheets (EtaWindow *window)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);

  return g_settings_get_boolean (settings, "ready-on-sheets")
             ? eta_ready_markets (eta_session_get_store (eta_window_get_session (window)))
             : NULL;
}

static void
start (EtaWindow *window, GPtrArray *ids, const char *langs, gboolean card)
{
  Work *work;

  if (ids->len == 0)
    return;
  work = g_new0 (Work, 1);
  work->about = eta_rates_on_sheets ();
  work->markets = markets_on_sheets (window);
  g_set_weak_pointer (&work->window, window);
  work->catalog = g_strdup (eta_session_get_path (eta_window_get_session (window)));
  work->ids = g_ptr_array_ref (ids);
  work->langs = g_strsplit (langs, " ", -1);
  work->card = card;
  work->paper = chosen_paper ();
  work->folder = sheet_folder ();
  work->remarks = g_ptr_array_new_with_free_func (g_free);
  eta_job_start (eta_window_get_jobs (window), card ? _ ("Making cards") : _ ("Printing sheets"),
                 write_sheets, sheets_written, work, work_free);
}

/* What is to be printed: the product shown or the ones selected, with what is being typed stored
 * first. NULL: nothing, or an invalid field has to be looked at. Transfer full. */
static GPtrArray *
products_to_print (EtaWindow *window)
{
  if (!eta_window_get_session (window) || !eta_window_flush (window))
    return NULL;
  return eta_window_get_selected (window);
}

static void
print_files (GtkWidget *widget, const char *langs, gboolean card)
{
  g_autoptr (GPtrArray) ids = products_to_print (ETA_WINDOW (widget));

  if (ids)
    start (ETA_WINDOW (widget), ids, langs, card);
}

static void
print_sheet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print_files (widget, g_variant_get_string (parameter, NULL), FALSE);
}

static void
print_selected_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print_files (widget, ALL_LANGUAGES, FALSE);
}

static void
print_card_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  print_files (widget, ALL_LANGUAGES, TRUE);
}

static void
print_paper_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GPtrArray) ids = products_to_print (ETA_WINDOW (widget));

  if (ids && ids->len > 0)
    eta_printer_print (ETA_WINDOW (widget), ids->pdata[0], eta_ui_language ());
}

void
eta_print_actions_install (GtkWidgetClass *window_class)
{
  eta_kept_catalog_actions_install (window_class);
  gtk_widget_class_install_action (window_class, "win.print-sheet", "s", print_sheet_action);
  gtk_widget_class_install_action (window_class, "win.print-selected", NULL, print_selected_action);
  gtk_widget_class_install_action (window_class, "win.print-card", NULL, print_card_action);
  gtk_widget_class_install_action (window_class, "win.print-paper", NULL, print_paper_action);
}
