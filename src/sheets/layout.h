/* Products and a template to pages. Everything is laid out from start to end and mirrored as a
 * whole when the language is written from right to left: photo, tables, columns and footer. */
#pragma once

#include "sheets/input.h"
#include "sheets/page.h"

G_BEGIN_DECLS

/* A document that gives its pages one after the other. It has a typesetter of its own, so use one
 * per thread. */
typedef struct _EtaLayout EtaLayout;

/* The product sheet: one page, or as many as the product needs; no text is ever lost. What INPUT
 * and OPTIONS point to need not outlive the call. Fails with ETA_SHEETS_ERROR (FONT, INPUT). */
EtaLayout *
eta_layout_sheet (const EtaSheetInput *input, const EtaSheetOptions *options, GError **error);

/* The catalog, or with a template of that kind the line sheet or the labels for a booth. Pages are
 * made when they are asked for; what SOURCE and OPTIONS point to has to live as long as the layout.
 * Fails as above, or with the error of SOURCE. */
EtaLayout *eta_layout_catalog (const EtaCatalogSource *source,
                               const EtaCatalogOptions *options,
                               GError **error);

/* Whether NAME is a part that catalogs may have ("cover", "prices" …), and all names with commas
 * between. Static. */
gboolean eta_catalog_part_known (const char *name);
const char *eta_catalog_part_names (void);

/* The WhatsApp card: one page of 1080 × 1350 pt, a point a pixel. */
EtaLayout *
eta_layout_card (const EtaSheetInput *input, const EtaSheetOptions *options, GError **error);

void eta_layout_free (EtaLayout *layout);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaLayout, eta_layout_free)

/* Title, author, language … for eta_pdf_write. Borrowed from LAYOUT. */
const EtaDocument *eta_layout_document (const EtaLayout *layout);
guint eta_layout_n_pages (const EtaLayout *layout);
/* An EtaPageSource whose data is the layout. Of a sheet or card the pages come in order, each once;
 * of a catalog any page may be asked for at any time. */
EtaPage *eta_layout_page (guint index, gpointer layout, GError **error);
/* All that are left, EtaPage, in an array that frees them. For the preview and the printer. */
GPtrArray *eta_layout_pages (EtaLayout *layout, GError **error);

G_END_DECLS
