/* Pages to a PDF file. */
#pragma once

#include "sheets/page.h"

G_BEGIN_DECLS

typedef enum {
  ETA_PDF_PRINT, /* photos as they are stored */
  ETA_PDF_EMAIL, /* photos at 200 px per inch of their printed size: 40 photos stay under 10 MB */
} EtaPdfQuality;

typedef void (*EtaPdfProgress) (guint pages_done, guint n_pages, gpointer data);

typedef struct {
  EtaPdfQuality quality;
  EtaPdfProgress progress; /* now and then, on the calling thread; NULL: none */
  gpointer progress_data;
  GPtrArray *remarks; /* of char*, with g_free; gets sentences about photos that could not be
                       * painted; NULL: not wanted */
} EtaPdfOptions;

/* Asks SOURCE for page after page and writes them to PATH. The file appears whole or not at all: an
 * older one stays until the new one is safe on the disk. The same pages give the same bytes.
 * OPTIONS and CANCELLABLE may be NULL. Fails with the error of SOURCE, ETA_SHEETS_ERROR (FULL,
 * FILE, FAILED, or INPUT when there is no page at all) or G_IO_ERROR_CANCELLED; then nothing is
 * left behind. Blocks: not on the main thread. */
gboolean eta_pdf_write (const char *path,
                        const EtaDocument *document,
                        EtaPageSource source,
                        gpointer source_data,
                        const EtaPdfOptions *options,
                        GCancellable *cancellable,
                        GError **error);

G_END_DECLS
