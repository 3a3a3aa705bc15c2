/* A product in a catalog: alone on a page, or as one of two, four or six cards that are equally
 * high and whose lines stand level with each other. A card is never cut: what does not fit wraps,
 * shrinks, and in the end stops with "…"; the product sheet has it whole. */
#pragma once

#include "sheets/assembly.h"

G_BEGIN_DECLS

/* The part of a page that one of PER_PAGE products gets, WIDTH × HEIGHT being the whole. POSITION
 * counts from the start of the first row. */
EtaRect
eta_card_place (const EtaTemplate *t, double width, double height, guint per_page, guint position);
/* The product as a block of that size. Transfer full. */
EtaBlock *eta_card_block (EtaAssembly *assembly, guint per_page, double width, double height);

G_END_DECLS
