/* Lays out and paints the pages of a catalog in a thread of its own: any page, when it is wanted.
 * What is no longer wanted is not painted. Functions are for the main thread. */
#pragma once

#include "catalog/collection.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

typedef struct _EtaPreviewWorker EtaPreviewWorker;

typedef struct {
  /* The catalog is laid out: N_PAGES of WIDTH × HEIGHT pt; ERROR when it could not be. */
  void (*opened) (guint n_pages, double width, double height, const GError *error, gpointer data);
  /* TEXTURE is NULL with an error. */
  void (*painted) (guint page, GdkTexture *texture, const GError *error, gpointer data);
} EtaPreviewCalls;

/* PATH: of the catalog file. CALLS are made on the main thread until the worker is freed; DATA is
 * theirs. WIDTH: px of a painted page. */
EtaPreviewWorker *
eta_preview_worker_new (const char *path, int width, const EtaPreviewCalls *calls, gpointer data);
/* Does not wait for the thread. */
void eta_preview_worker_free (EtaPreviewWorker *worker);
/* COLLECTION in LANG from now on; pages asked for before are forgotten. */
void eta_preview_worker_show (EtaPreviewWorker *worker,
                              const EtaCollection *collection,
                              const char *lang);
/* These pages and no others, the first first. */
void eta_preview_worker_want (EtaPreviewWorker *worker, const guint *pages, guint n);

G_END_DECLS
