/* The one-liners: products to files. Each writes a temporary file beside PATH, syncs and renames
 * it, so that PATH is either the whole new file or what it was before. They block: call them on a
 * worker. REMARKS (of char *, with g_free; NULL: not wanted) gets a sentence for every photo that
 * could not be painted. Errors as in pdf.h, and those of the layout and of the source. */
#pragma once

#include "sheets/input.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Called on the printing thread after each page, with the number of pages. */
typedef void (*EtaSheetProgress) (guint done, guint total, gpointer data);

/* One product as a sheet of one or more pages. */
gboolean eta_sheet_write_pdf (const EtaSheetInput *input,
                              const EtaSheetOptions *options,
                              const char *path,
                              GPtrArray *remarks,
                              GCancellable *cancellable,
                              GError **error);

/* All products of SOURCE as one catalog. */
gboolean eta_catalog_write_pdf (const EtaCatalogSource *source,
                                const EtaCatalogOptions *options,
                                const char *path,
                                GPtrArray *remarks,
                                GCancellable *cancellable,
                                EtaSheetProgress progress,
                                gpointer progress_data,
                                GError **error);

/* The WhatsApp card, 1080 × 1350 px. */
gboolean eta_card_write_jpeg (const EtaSheetInput *input,
                              const EtaSheetOptions *options,
                              const char *path,
                              GPtrArray *remarks,
                              GCancellable *cancellable,
                              GError **error);

/* "KOPI-AR-250-en.pdf": SKU, language, SUFFIX ("pdf", "jpg"). Characters that a file system or a
 * shell minds become "-"; a product without a SKU is named by the start of its id. Transfer full.
 */
char *eta_sheet_file_name (const EtaProduct *product, const char *lang, const char *suffix);

G_END_DECLS
