/* The page that proves something (the scan of a certificate, a test report): a button to attach a
 * picture or PDF while there is none; afterwards what it looks like, to open, exchange or remove
 * it. A file dropped on it is taken, too. The page is kept in the album (photos/proof-page.h). */
#pragma once

#include "app/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_ATTACHED_PAGE (eta_attached_page_get_type ())
G_DECLARE_FINAL_TYPE (EtaAttachedPage, eta_attached_page, ETA, ATTACHED_PAGE, GtkBox)

/* HASH: of the page in the album, now to be stored; NULL: it was removed. */
typedef void (*EtaAttachedPageChanged) (EtaAttachedPage *page, const char *hash, gpointer data);

GtkWidget *eta_attached_page_new (EtaAttachedPageChanged changed, gpointer data);
/* What is stored now; SESSION and HASH may be NULL. */
void eta_attached_page_show (EtaAttachedPage *self, EtaSession *session, const char *hash);

G_END_DECLS
