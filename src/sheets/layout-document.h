/* What all kinds of layout share: the document's particulars and how its pages are got. */
#pragma once

#include "sheets/composer.h"
#include "sheets/layout.h"

G_BEGIN_DECLS

/* Makes page INDEX; pages may be asked for in any order. Transfer full. */
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

/* The kinds of document that eta_layout_catalog tells apart by their template. */
EtaLayout *
eta_layout_lines (const EtaCatalogSource *source, const EtaCatalogOptions *options, GError **error);
EtaLayout *
eta_layout_booth (const EtaCatalogSource *source, const EtaCatalogOptions *options, GError **error);

/* What they begin with: product 0 into *FIRST and the publisher (transfer full, NULL when there is
 * none). Fails when there is no product. */
gboolean eta_layout_read_first (const EtaCatalogSource *source,
                                const EtaCatalogOptions *options,
                                EtaSheetInput *first,
                                EtaProducer **publisher,
                                GError **error);

G_END_DECLS
