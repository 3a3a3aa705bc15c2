/* One product in the grid: photo, name, code, price, languages, state.
 *
 * A grid makes many more cells than the window shows, so a card is one widget that draws itself
 * instead of a dozen labels and images, and lays its texts out and decodes its picture only when it
 * is drawn. All cards are equally high. */
#pragma once

#include "app/product-item.h"
#include "photos/album.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_PRODUCT_CARD (eta_product_card_get_type ())
G_DECLARE_FINAL_TYPE (EtaProductCard, eta_product_card, ETA, PRODUCT_CARD, GtkWidget)

GtkWidget *eta_product_card_new (void);
/* ITEM NULL: the card is out of sight; a pending thumbnail is cancelled. */
void eta_product_card_set_item (EtaProductCard *self,
                                EtaProductItem *item,
                                EtaAlbum *album,
                                const char *lang);

G_END_DECLS
