#include "app/preview-worker.h"

#include "app/page-texture.h"
#include "sheets/edition.h"
#include "sheets/layout.h"

struct _EtaPreviewWorker {
  int ref_count; /* the owner and the thread */
  GMutex lock;
  GCond wake;
  /* Under the lock: */
  gboolean quit;
  EtaCollection *next; /* to be shown, or NULL */
  char *next_lang;
  guint generation; /* of what was asked for last */
  GArray *wanted;   /* guint: pages */
  /* Of the main thread: */
  EtaPreviewCalls calls; /* zero once the owner is gone */
  gpointer data;
  /* Of the thread: */
  char *path;
  int width;
  EtaStore *store;
  EtaAlbum *album;
  EtaEdition *edition;
  EtaLayout *layout;
  EtaPainter *painter;
  guint shown; /* generation */
};

static void
worker_unref (EtaPreviewWorker *worker)
{
  if (!g_atomic_int_dec_and_test (&worker->ref_count))
    return;
  g_clear_pointer (&worker->next, eta_collection_free);
  g_free (worker->next_lang);
  g_array_unref (worker->wanted);
  g_free (worker->path);
  g_mutex_clear (&worker->lock);
  g_cond_clear (&worker->wake);
  g_free (worker);
}

/* --- Answers, made on the main thread --------------------------------------------------------- */

typedef struct {
  EtaPreviewWorker *worker; /* a reference */
  guint generation, page, n_pages;
  double width, height;
  gboolean opened;
  GdkTexture *texture;
  GError *error;
} Answer;

static void
answer_free (gpointer data)
{
  Answer *answer = data;

  worker_unref (answer->worker);
  g_clear_object (&answer->texture);
  g_clear_error (&answer->error);
  g_free (answer);
}

static gboolean
deliver (gpointer data)
{
  const Answer *answer = data;
  EtaPreviewWorker *worker = answer->worker;

  if (answer->generation != worker->generation)
    return G_SOURCE_REMOVE; /* of what is no longer shown */
  if (answer->opened && worker->calls.opened)
    worker->calls.opened (answer->n_pages, answer->width, answer->height, answer->error,
                          worker->data);
  else if (!answer->opened && worker->calls.painted)
    worker->calls.painted (answer->page, answer->texture, answer->error, worker->data);
  return G_SOURCE_REMOVE;
}

/* Takes what ANSWER points to. */
static void
send (EtaPreviewWorker *worker, const Answer *answer)
{
  Answer *copy = g_memdup2 (answer, sizeof *answer);

  g_atomic_int_inc (&worker->ref_count);
  copy->worker = worker;
  copy->generation = worker->shown;
  g_idle_add_full (G_PRIORITY_DEFAULT, deliver, copy, answer_free);
}

/* --- The thread ------------------------------------------------------------------------------- */

static void
close_edition (EtaPreviewWorker *worker)
{
  g_clear_pointer (&worker->layout, eta_layout_free);
  g_clear_pointer (&worker->edition, eta_edition_free);
}

static gboolean
open_edition (EtaPreviewWorker *worker,
              const EtaCollection *collection,
              const char *lang,
              GError **error)
{
  close_edition (worker);
  if (!worker->store)
    worker->store = eta_store_open (worker->path, 0, error);
  if (!worker->album && worker->store)
    worker->album = eta_album_open (worker->path, error);
  if (!worker->album)
    return FALSE;
  worker->edition = eta_edition_new (worker->store, worker->album, collection, lang, error);
  if (worker->edition)
    worker->layout = eta_layout_catalog (eta_edition_source (worker->edition),
                                         eta_edition_options (worker->edition), error);
  return worker->layout != NULL;
}

static void
show (EtaPreviewWorker *worker, EtaCollection *collection, const char *lang)
{
  Answer answer = {.opened = TRUE};
  EtaPaper paper = ETA_PAPER_A4;

  if (collection->paper)
    eta_paper_parse (collection->paper, &paper);
  eta_paper_size (paper, &answer.width, &answer.height);
  if (open_edition (worker, collection, lang, &answer.error))
    answer.n_pages = eta_layout_n_pages (worker->layout);
  send (worker, &answer);
}

static void
paint (EtaPreviewWorker *worker, guint index)
{
  Answer answer = {.page = index};
  g_autoptr (EtaPage) page = NULL;

  if (!worker->layout || index >= eta_layout_n_pages (worker->layout))
    return;
  page = eta_layout_page (index, worker->layout, &answer.error);
  if (page)
    answer.texture = eta_page_texture_new (worker->painter, page, worker->width);
  send (worker, &answer);
}

/* Waits for something to do. FALSE: the end. */
static gboolean
take (EtaPreviewWorker *worker, EtaCollection **collection, char **lang, gint64 *page)
{
  gboolean go_on;

  g_mutex_lock (&worker->lock);
  while (!worker->quit && !worker->next && worker->wanted->len == 0)
    g_cond_wait (&worker->wake, &worker->lock);
  go_on = !worker->quit;
  *page = -1;
  if (go_on && worker->next) {
    *collection = g_steal_pointer (&worker->next);
    *lang = g_steal_pointer (&worker->next_lang);
    worker->shown = worker->generation;
  } else if (go_on) {
    *page = g_array_index (worker->wanted, guint, 0);
    g_array_remove_index (worker->wanted, 0);
  }
  g_mutex_unlock (&worker->lock);
  return go_on;
}

static gpointer
work (gpointer data)
{
  EtaPreviewWorker *worker = data;

  worker->painter = eta_painter_new (NULL);
  for (;;) {
    g_autoptr (EtaCollection) collection = NULL;
    g_autofree char *lang = NULL;
    gint64 page;

    if (!take (worker, &collection, &lang, &page))
      break;
    if (collection)
      show (worker, collection, lang);
    else if (page >= 0)
      paint (worker, (guint)page);
  }
  close_edition (worker);
  g_clear_pointer (&worker->painter, eta_painter_free);
  g_clear_pointer (&worker->album, eta_album_unref);
  g_clear_pointer (&worker->store, eta_store_close);
  worker_unref (worker);
  return NULL;
}

/* --- The owner -------------------------------------------------------------------------------- */

EtaPreviewWorker *
eta_preview_worker_new (const char *path, int width, const EtaPreviewCalls *calls, gpointer data)
{
  EtaPreviewWorker *worker = g_new0 (EtaPreviewWorker, 1);

  worker->ref_count = 2;
  g_mutex_init (&worker->lock);
  g_cond_init (&worker->wake);
  worker->wanted = g_array_new (FALSE, FALSE, sizeof (guint));
  worker->calls = *calls;
  worker->data = data;
  worker->path = g_strdup (path);
  worker->width = width;
  g_thread_unref (g_thread_new ("preview", work, worker));
  return worker;
}

void
eta_preview_worker_free (EtaPreviewWorker *worker)
{
  if (!worker)
    return;
  worker->calls = (EtaPreviewCalls){NULL};
  g_mutex_lock (&worker->lock);
  worker->quit = TRUE;
  g_cond_signal (&worker->wake);
  g_mutex_unlock (&worker->lock);
  worker_unref (worker);
}

void
eta_preview_worker_show (EtaPreviewWorker *worker,
                         const EtaCollection *collection,
                         const char *lang)
{
  g_mutex_lock (&worker->lock);
  g_clear_pointer (&worker->next, eta_collection_free);
  worker->next = eta_collection_copy (collection);
  g_free (worker->next_lang);
  worker->next_lang = g_strdup (lang);
  worker->generation++;
  g_array_set_size (worker->wanted, 0);
  g_cond_signal (&worker->wake);
  g_mutex_unlock (&worker->lock);
}

void
eta_preview_worker_want (EtaPreviewWorker *worker, const guint *pages, guint n)
{
  g_mutex_lock (&worker->lock);
  g_array_set_size (worker->wanted, 0);
  g_array_append_vals (worker->wanted, pages, n);
  g_cond_signal (&worker->wake);
  g_mutex_unlock (&worker->lock);
}
