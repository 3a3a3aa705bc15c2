/* A card of the page “Catalogs”: the first page as it prints, the title, how many products in which
 * languages. */
#pragma once

#include "app/session.h"
#include "catalog/collection.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_COVER_CARD (eta_cover_card_get_type ())
G_DECLARE_FINAL_TYPE (EtaCoverCard, eta_cover_card, ETA, COVER_CARD, GtkBox)

GtkWidget *eta_cover_card_new (EtaSession *session, const EtaCollection *collection);

G_END_DECLS
