/* Text folded for finding: NFKD, case folded, vowel marks and tatweel dropped, أإآٱ→ا, ة→ه, ى→ي,
 * the leading ال of each word dropped, other marks dropped (café → cafe), digits of any script →
 * 0–9, white space runs → one space. Hyphens in codes stay. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Transfer full. */
char *eta_fold (const char *text);

G_END_DECLS
