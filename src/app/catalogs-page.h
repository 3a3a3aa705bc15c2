/* The page “Catalogs”: covers as cards, and one catalog when it is opened. */
#pragma once

#include "app/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_CATALOGS_PAGE (eta_catalogs_page_get_type ())
G_DECLARE_FINAL_TYPE (EtaCatalogsPage, eta_catalogs_page, ETA, CATALOGS_PAGE, AdwBin)

void eta_catalogs_page_set_session (EtaCatalogsPage *self, EtaSession *session);
/* Opens the catalog in the editor. */
void eta_catalogs_page_open (EtaCatalogsPage *self, const char *collection_id);
/* Stores what is being typed. Always TRUE: a title cannot be invalid. */
gboolean eta_catalogs_page_flush (EtaCatalogsPage *self);

G_END_DECLS
