#include "app/catalog-export.h"

#include "app/files.h"
#include "app/form-sections.h"
#include "sheets/edition.h"
#include "sheets/layout.h"
#include "sheets/paint.h"
#include "sheets/print.h"

#include <glib/gi18n.h>

/* --- PDF files -------------------------------------------------------------------------------- */

typedef struct {
  EtaWindow *window; /* weak */
  char *catalog, *folder, *last;
  EtaCollection *collection;
  GStrv langs;
  guint n_files;
  GPtrArray *remarks;
  /* While it works: */
  EtaJob *job;
  guint lang;
} Export;

static void
export_free (gpointer data)
{
  Export *export = data;

  g_clear_weak_pointer (&export->window);
  g_free (export->catalog);
  g_free (export->folder);
  g_free (export->last);
  eta_collection_free (export->collection);
  g_strfreev (export->langs);
  g_ptr_array_unref (export->remarks);
  g_free (export);
}

/* All languages together are the whole of the work. */
static void
page_done (guint done, guint total, gpointer data)
{
  Export *export = data;
  g_autofree char *status = g_strdup_printf (
      _ ("%s: page %u of %u"), eta_form_language_name (export->langs[export->lang]), done, total);

  eta_job_report (export->job, export->lang * total + done, total * g_strv_length (export->langs),
                  status);
}

static gboolean
write_language (Export *export, EtaStore *store, EtaAlbum *album, GError **error)
{
  const char *lang = export->langs[export->lang];
  g_autoptr (EtaEdition) edition = eta_edition_new (store, album, export->collection, lang, error);
  g_autofree char *name = eta_edition_file_name (export->collection, lang);
  g_autofree char *path = g_build_filename (export->folder, name, NULL);

  if (!edition ||
      !eta_catalog_write_pdf (eta_edition_source (edition), eta_edition_options (edition), path,
                              export->remarks, eta_job_get_cancellable (export->job), page_done,
                              export, error))
    return FALSE;
  g_free (export->last);
  export->last = g_steal_pointer (&path);
  export->n_files++;
  return TRUE;
}

static gboolean
write_files (EtaJob *job, gpointer data, GError **error)
{
  Export *export = data;
  g_autoptr (EtaStore) store = eta_store_open (export->catalog, 0, error);
  g_autoptr (EtaAlbum) album = store ? eta_album_open (export->catalog, error) : NULL;

  export->job = job;
  if (!album)
    return FALSE;
  for (export->lang = 0; export->langs[export->lang]; export->lang++)
    if (!write_language (export, store, album, error))
      return FALSE;
  return TRUE;
}

static void
files_written (EtaJob *job, gpointer data, const GError *error)
{
  Export *export = data;
  g_autofree char *uri = export->last ? g_filename_to_uri (export->last, NULL, NULL) : NULL;
  g_autofree char *action = g_strdup_printf (
      export->n_files == 1 ? "win.open-file('%s')" : "win.show-file('%s')", uri ? uri : "");
  g_autofree char *text = NULL;

  if (!export->window)
    return;
  if (error) {
    eta_window_show_error (export->window, error);
    return;
  }
  text = g_strdup_printf (ngettext ("%u file in “%s”", "%u files in “%s”", export->n_files),
                          export->n_files, export->folder);
  eta_window_toast (export->window, text,
                    export->n_files == 1 ? _ ("_Open") : _ ("_Show in folder"), action);
  if (export->remarks->len > 0)
    eta_window_toast (export->window, export->remarks->pdata[0], NULL, NULL);
}

void
eta_catalog_export (EtaWindow *window, const EtaCollection *collection)
{
  Export *export = g_new0 (Export, 1);

  g_set_weak_pointer (&export->window, window);
  export->catalog = g_strdup (eta_session_get_path (eta_window_get_session (window)));
  export->folder = eta_files_folder (_ ("Catalogs"));
  g_mkdir_with_parents (export->folder, 0755);
  export->collection = eta_collection_copy (collection);
  export->langs = g_strsplit (collection->languages ? collection->languages : "id", " ", -1);
  export->remarks = g_ptr_array_new_with_free_func (g_free);
  eta_job_start (eta_window_get_jobs (window), _ ("Exporting the catalog"), write_files,
                 files_written, export, export_free);
}

/* --- The printer ------------------------------------------------------------------------------ */

typedef struct {
  EtaSession *session;
  EtaEdition *edition;
  EtaLayout *layout;
  EtaPainter *painter;
} Print;

static void
print_free (gpointer data, GClosure *closure)
{
  Print *print = data;

  g_clear_pointer (&print->layout, eta_layout_free);
  g_clear_pointer (&print->edition, eta_edition_free);
  g_clear_pointer (&print->painter, eta_painter_free);
  g_object_unref (print->session);
  g_free (print);
}

/* Each page is laid out when the printer asks for it. */
static void
draw_page (GtkPrintOperation *operation, GtkPrintContext *context, int number, gpointer data)
{
  Print *print = data;
  g_autoptr (EtaPage) page = eta_layout_page ((guint)number, print->layout, NULL);

  if (page)
    eta_painter_paint (print->painter, page, gtk_print_context_get_cairo_context (context));
}

static void
run_dialog (EtaWindow *window, Print *print, const EtaCollection *collection, GError **error)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  gboolean letter = g_strcmp0 (collection->paper, "letter") == 0;
  GtkPaperSize *paper = gtk_paper_size_new (letter ? GTK_PAPER_NAME_LETTER : GTK_PAPER_NAME_A4);

  gtk_page_setup_set_paper_size (setup, paper);
  gtk_print_operation_set_default_page_setup (operation, setup);
  gtk_print_operation_set_use_full_page (operation, TRUE); /* the margins are in the page */
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_n_pages (operation, (int)eta_layout_n_pages (print->layout));
  gtk_print_operation_set_job_name (operation, eta_layout_document (print->layout)->title);
  g_signal_connect_data (operation, "draw-page", G_CALLBACK (draw_page), print, print_free, 0);
  gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (window),
                           error);
  gtk_paper_size_free (paper);
}

void
eta_catalog_print (EtaWindow *window, const EtaCollection *collection, const char *lang)
{
  EtaSession *session = eta_window_get_session (window);
  g_autoptr (GError) error = NULL;
  Print *print = g_new0 (Print, 1);

  print->session = g_object_ref (session);
  print->painter = eta_painter_new (NULL);
  print->edition = eta_edition_new (eta_session_get_store (session),
                                    eta_session_get_album (session), collection, lang, &error);
  if (print->edition)
    print->layout = eta_layout_catalog (eta_edition_source (print->edition),
                                        eta_edition_options (print->edition), &error);
  if (print->layout)
    run_dialog (window, print, collection, &error);
  else
    print_free (print, NULL);
  eta_window_show_error (window, error);
}
