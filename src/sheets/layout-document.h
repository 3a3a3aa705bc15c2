/* What all kinds of layout share: the document's particulars and how its pages are got. */
#pragma once

#include "sheets/composer.h"
#include "sheets/layout.h"

G_BEGIN_DECLS

/* Makes page INDEX; pages are asked for in order, each once. Transfer full. */
typedef EtaPage *(*EtaLayoutMake) (gpointer maker, guint index, GError **error);

/* MAKER is given away and dropped by FREE_MAKER. The composer is only read here. TITLE may be NULL,
 * as may PRODUCER. */
EtaLayout *eta_layout_new (const EtaComposer *composer,
                           const char *title,
                           const EtaProducer *producer,
                           guint n_pages,
                           EtaLayoutMake make,
                           gpointer maker,
                           GDestroyNotify free_maker);
/* For layouts that have all their pages at once: PAGES (EtaPage, transfer full). */
EtaLayout *eta_layout_new_ready (const EtaComposer *composer,
                                 const char *title,
                                 const EtaProducer *producer,
                                 GPtrArray *pages);
/* Words a search of documents finds it by. */
void eta_layout_describe (EtaLayout *layout, const char *subject, const char *keywords);

G_END_DECLS
