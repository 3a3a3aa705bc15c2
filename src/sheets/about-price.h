/* What a price is about in another currency, as it is printed: only where somebody asked for it
 * (EtaSheetOptions.about), marked as indicative, with its rate, source and day. */
#pragma once

#include "sheets/composer.h"

G_BEGIN_DECLS

/* "≈ EUR 3.76 (indicative: EUR 1 = IDR 17,280, European Central Bank, 24 November 2026)" in the
 * sheet's language; NULL when it was not asked for, there is no rate, or the rate is more than
 * seven days old on the day of the edition (preflight says so). Transfer full. */
char *eta_about_price (const EtaComposer *composer, const EtaPrice *price);

G_END_DECLS
