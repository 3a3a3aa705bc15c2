#include "sheets/pdf.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <string.h>

#include "sheets/cleanup.h"
#include "sheets/error.h"
#include "sheets/new-file.h"
#include "sheets/paint.h"
#include "sheets/pdf-addition.h"

#define EMAIL_PPI 200
/* Catalogs with more pages than this get no more structure than that: it would take more memory
 * than all the rest. */
#define FULL_STRUCTURE_PAGES 3000
/* Pages laid out ahead of the painter. */
#define AHEAD 8

/* Laying out and painting go on side by side: the calling thread makes pages, PAINTING puts them on
 * paper. What both touch is under LOCK. */
typedef struct {
  EtaNewFile *file;
  EtaPainter *painter;
  cairo_surface_t *surface;
  cairo_t *cr;

  GMutex lock;
  GCond changed;
  GQueue pages;  /* EtaPage, not painted yet */
  gboolean over; /* no more will come */
  gboolean failed;
  guint done;
} Press;

static cairo_status_t
write_to_file (void *closure, const guchar *data, guint size)
{
  return eta_new_file_write (closure, data, size) ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

/* --- The painter's side ------------------------------------------------------------------------
 */

/* NULL when all pages are painted, or none is wanted any more. */
static EtaPage *
next_page (Press *press)
{
  EtaPage *page = NULL;

  g_mutex_lock (&press->lock);
  while (press->pages.length == 0 && !press->over)
    g_cond_wait (&press->changed, &press->lock);
  if (!press->failed)
    page = g_queue_pop_head (&press->pages);
  g_mutex_unlock (&press->lock);
  return page;
}

static void
page_done (Press *press, gboolean failed)
{
  g_mutex_lock (&press->lock);
  press->done++;
  press->failed |= failed;
  g_cond_broadcast (&press->changed);
  g_mutex_unlock (&press->lock);
}

/* The tag around all begins on the first page and ends on the last: setting a page's size forgets
 * what was drawn on it before. */
static gpointer
paint_pages (gpointer data)
{
  Press *press = data;
  guint n = 0;

  for (EtaPage *page = next_page (press); page; page = next_page (press)) {
    if (n > 0)
      cairo_show_page (press->cr);
    cairo_pdf_surface_set_size (press->surface, eta_page_width (page), eta_page_height (page));
    if (n++ == 0)
      cairo_tag_begin (press->cr, "Document", NULL);
    eta_painter_paint (press->painter, page, press->cr);
    eta_page_free (page);
    page_done (press, cairo_status (press->cr) != CAIRO_STATUS_SUCCESS);
  }
  if (n > 0) {
    cairo_tag_end (press->cr, "Document");
    cairo_show_page (press->cr);
  }
  return NULL;
}

/* --- The layout's side -------------------------------------------------------------------------
 */

/* Hands PAGE over; waits while the painter is behind. FALSE when it gave up. */
static gboolean
hand_over (Press *press, EtaPage *page, guint *done)
{
  gboolean going_on;

  g_mutex_lock (&press->lock);
  while (press->pages.length >= AHEAD && !press->failed)
    g_cond_wait (&press->changed, &press->lock);
  g_queue_push_tail (&press->pages, page);
  going_on = !press->failed;
  *done = press->done;
  g_cond_broadcast (&press->changed);
  g_mutex_unlock (&press->lock);
  return going_on;
}

static void
say_over (Press *press, gboolean failed)
{
  g_mutex_lock (&press->lock);
  press->over = TRUE;
  press->failed |= failed;
  g_cond_broadcast (&press->changed);
  g_mutex_unlock (&press->lock);
}

/* Number of pages handed over; -1 when the source failed or the job was cancelled. */
static int
lay_out_pages (Press *press,
               const EtaDocument *document,
               EtaPageSource source,
               gpointer source_data,
               const EtaPdfOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  for (guint index = 0;; index++) {
    GError *fault = NULL;
    EtaPage *page;
    guint done;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return -1;
    page = source (index, source_data, &fault);
    if (!page) {
      if (fault)
        g_propagate_error (error, fault);
      return fault ? -1 : (int)index;
    }
    if (!hand_over (press, page, &done))
      return index + 1;
    if (options->progress)
      options->progress (done, document->n_pages, options->progress_data);
  }
}

/* --- The document ------------------------------------------------------------------------------
 */

static char *
creation_date (const EtaDocument *document)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  g_autoptr (GDateTime) time = NULL;

  if (document->date)
    return g_strdup_printf ("%.10sT00:00:00Z", document->date);
  time = g_date_time_new_from_unix_utc (epoch ? g_ascii_strtoll (epoch, NULL, 10) : 946684800);
  return g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ");
}

static void
set_metadata (cairo_surface_t *surface, const EtaDocument *document)
{
  g_autofree char *date = creation_date (document);
  const struct {
    cairo_pdf_metadata_t key;
    const char *value;
  } all[] = {{CAIRO_PDF_METADATA_TITLE, document->title},
             {CAIRO_PDF_METADATA_AUTHOR, document->author},
             {CAIRO_PDF_METADATA_SUBJECT, document->subject},
             {CAIRO_PDF_METADATA_KEYWORDS, document->keywords},
             {CAIRO_PDF_METADATA_CREATOR, "Etalase " ETA_VERSION},
             {CAIRO_PDF_METADATA_CREATE_DATE, date}};

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    if (all[i].value)
      cairo_pdf_surface_set_metadata (surface, all[i].key, all[i].value);
}

static void
press_open (Press *press,
            EtaNewFile *file,
            const EtaDocument *document,
            const EtaPdfOptions *options)
{
  gboolean few = document->n_pages > 0 && document->n_pages <= FULL_STRUCTURE_PAGES;
  EtaPaintOptions how = {.max_ppi = options->quality == ETA_PDF_EMAIL ? EMAIL_PPI : 0,
                         .structure = few ? ETA_STRUCTURE_FULL : ETA_STRUCTURE_PAGES,
                         .navigation = TRUE};

  press->file = file;
  press->painter = eta_painter_new (&how);
  press->surface = cairo_pdf_surface_create_for_stream (write_to_file, file, 595, 842);
  /* The oldest that has ActualText, which glyphs.c counts on. */
  cairo_pdf_surface_restrict_to_version (press->surface, CAIRO_PDF_VERSION_1_5);
  set_metadata (press->surface, document);
  press->cr = cairo_create (press->surface);
  g_mutex_init (&press->lock);
  g_cond_init (&press->changed);
  g_queue_init (&press->pages);
}

static void
press_close (Press *press)
{
  cairo_destroy (press->cr);
  cairo_surface_destroy (press->surface);
  eta_painter_free (press->painter);
  g_queue_clear_full (&press->pages, (GDestroyNotify)eta_page_free);
  g_mutex_clear (&press->lock);
  g_cond_clear (&press->changed);
}

/* Ends the PDF. What went wrong shows only after cairo has finished the surface. */
static gboolean
finish (Press *press, const char *path, const EtaDocument *document, GError **error)
{
  gint64 before = eta_new_file_size (press->file);
  cairo_status_t status;

  cairo_surface_finish (press->surface);
  status = cairo_surface_status (press->surface);
  if (status == CAIRO_STATUS_SUCCESS)
    status = cairo_status (press->cr);
  if (!eta_new_file_flush (press->file, error))
    return FALSE;
  if (status == CAIRO_STATUS_SUCCESS) {
    eta_pdf_addition_write (press->file, before, document, eta_painter_alts (press->painter));
    return TRUE;
  }
  g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FAILED, _ ("“%s” cannot be printed: %s."),
               path, cairo_status_to_string (status));
  return FALSE;
}

static gboolean
print (Press *press,
       const char *path,
       const EtaDocument *document,
       EtaPageSource source,
       gpointer source_data,
       const EtaPdfOptions *options,
       GCancellable *cancellable,
       GError **error)
{
  GThread *painting = g_thread_new ("painting", paint_pages, press);
  int n = lay_out_pages (press, document, source, source_data, options, cancellable, error);
  say_over (press, n < 0);
  g_thread_join (painting);
  if (n < 0)
    return FALSE;
  if (n == 0) {
    g_set_error_literal (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT,
                         _ ("There is nothing to print. Choose at least one product."));
    return FALSE;
  }
  if (!finish (press, path, document, error))
    return FALSE;
  if (options->progress)
    options->progress (n, n, options->progress_data);
  return TRUE;
}

static void
hand_on_remarks (EtaPainter *painter, GPtrArray *remarks)
{
  GPtrArray *own = eta_painter_remarks (painter);

  for (guint i = 0; remarks && i < own->len; i++)
    g_ptr_array_add (remarks, g_strdup (g_ptr_array_index (own, i)));
}

gboolean
eta_pdf_write (const char *path,
               const EtaDocument *document,
               EtaPageSource source,
               gpointer source_data,
               const EtaPdfOptions *options,
               GCancellable *cancellable,
               GError **error)
{
  static const EtaPdfOptions usual = {ETA_PDF_PRINT};
  g_autoptr (EtaNewFile) file = eta_new_file_open (path, error);
  Press press = {0};
  gboolean fine;

  if (!file)
    return FALSE;
  options = options ? options : &usual;
  press_open (&press, file, document, options);
  fine = print (&press, path, document, source, source_data, options, cancellable, error) &&
         eta_new_file_commit (file, error);
  if (fine)
    hand_on_remarks (press.painter, options->remarks);
  press_close (&press);
  return fine;
}
