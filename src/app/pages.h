/* The pages of the window, one row of a table for each: a new page is a row there. Each is made
 * when it is first shown, so that the window opens sooner. */
#pragma once

#include "app/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *name;     /* of the stack's child: "products" */
  const char *icon;     /* beside its label in the sidebar; NULL: it has no row there */
  const char *label;    /* msgid */
  GType (*type) (void); /* of the widget */
  gint64 (*count) (EtaStore *store); /* shown at the end of the sidebar's row, or NULL */
  void (*set_session) (gpointer page, EtaSession *session); /* SESSION may be NULL */
  /* Stores what is being typed on it; FALSE when that is invalid. NULL: nothing is typed there. */
  gboolean (*flush) (gpointer page);
} EtaPage;

/* All of them, those of the sidebar first and in its order. */
const EtaPage *eta_pages (guint *n);
const EtaPage *eta_page_find (const char *name);

/* The sidebar's row of PAGE, and which one it is of. Transfer floating. */
GtkWidget *eta_page_row_new (const EtaPage *page);
const EtaPage *eta_page_of_row (GtkListBoxRow *row);
/* Counts again what ROW shows at its end. */
void eta_page_row_count (GtkListBoxRow *row, EtaStore *store);

G_END_DECLS
