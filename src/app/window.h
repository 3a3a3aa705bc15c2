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

/* Opens the catalog at PATH; on failure the window stays as it was and a dialog says why. */
gboolean eta_window_open (EtaWindow *self, const char *path, EtaStoreFlags flags);
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
void eta_window_focus_product_name (EtaWindow *self);
/* Stores what is being typed; FALSE when it is invalid and the user has to look at it first. */
gboolean eta_window_flush (EtaWindow *self);
/* The product whose page is shown, else the ones selected in the list. UUIDs, transfer full. */
GPtrArray *eta_window_get_selected (EtaWindow *self);

/* A toast; with LABEL and ACTION (a detailed action name) a button in it. All may be NULL but TEXT.
 */
void eta_window_toast (EtaWindow *self, const char *text, const char *label, const char *action);
/* The toast after a change that can be undone: “Moved to the trash” [Undo], for 10 seconds. */
void eta_window_toast_undo (EtaWindow *self, const char *text);
/* ERROR's sentence as a toast, or as a dialog when it is long. Cancellation is passed over. */
void eta_window_show_error (EtaWindow *self, const GError *error);

G_END_DECLS
