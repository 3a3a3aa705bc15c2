/* Thumbnails for cards: decoded by workers, kept for the last 400 seen. Main thread only. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The texture of PATH if it is at hand, else NULL. Transfer full. */
GdkTexture *eta_thumbnail_peek (const char *path);
/* Decodes PATH in a worker; the result (transfer full, NULL with an error) by _finish. A cancelled
 * request that has not begun costs nothing. */
void eta_thumbnail_load (const char *path,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer data);
GdkTexture *eta_thumbnail_finish (GAsyncResult *result, GError **error);

G_END_DECLS
