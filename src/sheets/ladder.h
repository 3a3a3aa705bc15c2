/* The prices of a product as offers: one column for each currency and delivery, one step for each
 * quantity. */
#pragma once

#include "sheets/composer.h"

G_BEGIN_DECLS

#define ETA_LADDER_GROUPS 24 /* columns in all */

typedef struct {
  GPtrArray *prices;                         /* EtaPrice, borrowed, of the wanted currency */
  const EtaPrice *groups[ETA_LADDER_GROUPS]; /* the first price of each column */
  guint n_groups;
  GArray *quantities; /* gint64, rising */
} EtaLadder;

/* The offer that is shown largest comes first, then its like (for export, or at home), then the
 * others. PRODUCT has to live as long as the ladder. */
void eta_ladder_init (EtaLadder *ladder, const EtaComposer *composer, const EtaProduct *product);
void eta_ladder_clear (EtaLadder *ladder);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaLadder, eta_ladder_clear)

/* Whether both stand in one column. */
gboolean eta_ladder_same_group (const EtaPrice *a, const EtaPrice *b);
/* The price of that column from QUANTITY on, or NULL. */
const EtaPrice *eta_ladder_find (const EtaLadder *ladder, const EtaPrice *group, gint64 quantity);

G_END_DECLS
