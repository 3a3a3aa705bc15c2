/* The type of a product card: which font each of its lines is set in and how high a line is. All
 * cards share one set, made anew when the interface's font or language is another one. Main thread.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* From top to bottom. */
typedef enum {
  ETA_CARD_NAME, /* two lines high */
  ETA_CARD_SKU,
  ETA_CARD_PRICE,
  ETA_CARD_LANGS,
  ETA_CARD_N_LINES
} EtaCardLine;

/* Borrowed, until the next call with another font. */
const PangoFontDescription *eta_card_font (PangoContext *context, EtaCardLine line);
/* Pixels that LINE takes, without the space beneath it. */
int eta_card_line_height (PangoContext *context, EtaCardLine line);

G_END_DECLS
