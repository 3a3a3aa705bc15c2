/* The page “Trash”: what was moved there, to be brought back or deleted for good. */
#pragma once

#include "app/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_TRASH_PAGE (eta_trash_page_get_type ())
G_DECLARE_FINAL_TYPE (EtaTrashPage, eta_trash_page, ETA, TRASH_PAGE, AdwBin)

void eta_trash_page_set_session (EtaTrashPage *self, EtaSession *session);

G_END_DECLS
