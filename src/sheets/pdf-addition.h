/* What cairo leaves out of a PDF and a screen reader needs: the language, the direction of reading,
 * and what the pictures show. Private to sheets. */
#pragma once

#include "sheets/new-file.h"
#include "sheets/page.h"

G_BEGIN_DECLS

/* Adds it to the finished PDF in FILE as an incremental update (ISO 32000-1, 7.5.6). What is looked
 * for stands behind byte SINCE. ALTS: a text or NULL for each Figure of the structure, in order. A
 * PDF that does not look as cairo 1.16 writes it stays as it is. */
void eta_pdf_addition_write (EtaNewFile *file,
                             gint64 since,
                             const EtaDocument *document,
                             GPtrArray *alts);

G_END_DECLS
