/* Text as typed or pasted → text as kept. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NFC; trimmed (incl. NBSP and zero-width space); line ends as "\n"; bidi controls, the byte-order
 * mark and control characters but "\n" and "\t" dropped. Bidi controls are added where text is laid
 * out, never kept. Never NULL; NULL gives "". Transfer full. */
char *eta_clean_text (const char *text);
/* The same on one line: runs of white space become one space. */
char *eta_clean_line (const char *text);

G_END_DECLS
