/* The main window: sidebar, pages, toasts, running jobs. Pages find it with eta_window_of. */
#pragma once

#include "app/jobs.h"
#include "app/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_WINDOW (eta_window_get_type ())
G_DECLARE_FINAL_TYPE (EtaWindow, eta_window, ETA, WINDOW, AdwApplicationWindow)

EtaWindow *eta_window_new (AdwApplication *app);
/* The window WIDGET stands in, or NULL. */
EtaWindow *eta_window_of (GtkWidget *widget);

/* Opens the catalog at PATH, after storing what is being typed. On failure the window stays as it
 * was and app/opening.h sees to it; TRUE when a catalog is open now that was asked for, be it to
 * look at only. */
gboolean eta_window_open (EtaWindow *self, const char *path, EtaStoreFlags flags);
/* Shows SESSION, or closes the one that is open (NULL); what is being typed is let go of. */
void eta_window_show_session (EtaWindow *self, EtaSession *session);
/* A page with TITLE and a spinner instead of everything, until TITLE is NULL. CANCELLABLE (may be
 * NULL) is cancelled by its button. */
void eta_window_wait (EtaWindow *self, const char *title, GCancellable *cancellable);
/* A bar at the foot of the pages until TEXT is NULL; LABEL and ACTION: its button, or NULL. */
void eta_window_notice (EtaWindow *self, const char *text, const char *label, const char *action);
/* The catalog's name in the sidebar, after it was set. */
void eta_window_refresh_title (EtaWindow *self);
/* Back to the three doors. */
void eta_window_leave (EtaWindow *self);
/* NULL while no catalog is open. */
EtaSession *eta_window_get_session (EtaWindow *self);
GListStore *eta_window_get_jobs (EtaWindow *self);

/* A page of the sidebar: "products", "market" … */
void eta_window_show_page (EtaWindow *self, const char *name);
void eta_window_show_product (EtaWindow *self, const char *product_id);
/* The product with the focus on the field at ADDRESS ("hs", "ready.de"). Back from there leads to
 * the page FROM. */
void eta_window_show_field (EtaWindow *self,
                            const char *product_id,
                            const char *address,
                            const char *from);
/* The page NAME, made if it was not shown yet. Borrowed. */
GtkWidget *eta_window_get_page (EtaWindow *self, const char *name);
void eta_window_focus_product_name (EtaWindow *self);
/* The field at ADDRESS ("sku", "name.ar") of the product that is shown. */
void eta_window_focus_product_field (EtaWindow *self, const char *address);
/* Stores what is being typed; FALSE when it is invalid and the user has to look at it first. */
gboolean eta_window_flush (EtaWindow *self);
/* The product whose page is shown, else the ones selected in the list. UUIDs, transfer full. */
GPtrArray *eta_window_get_selected (EtaWindow *self);
/* The page with the products, those that were changed last in front. */
void eta_window_show_latest (EtaWindow *self);
/* Rows (gint64) of the products that the list shows; transfer full. */
GArray *eta_window_get_shown (EtaWindow *self);

/* A toast; with LABEL and ACTION (a detailed action name) a button in it. All may be NULL but TEXT.
 */
void eta_window_toast (EtaWindow *self, const char *text, const char *label, const char *action);
/* The toast after a change that can be undone: “Moved to the trash” [Undo], for 10 seconds. */
void eta_window_toast_undo (EtaWindow *self, const char *text);
/* A toast whose button one needs time to read: 10 seconds. */
void
eta_window_toast_long (EtaWindow *self, const char *text, const char *label, const char *action);
/* The same with “Show” beside the text, which does ACTION (a detailed action name). */
void eta_window_toast_undo_show (EtaWindow *self, const char *text, const char *action);
/* ERROR's sentence as a toast, or as a dialog when it is long. Cancellation is passed over. */
void eta_window_show_error (EtaWindow *self, const GError *error);

G_END_DECLS
