/* A page that is attached to something as its proof: the scan of a certificate, a test report, a
 * photographed label. A picture becomes a photo of the album as any other; a PDF is kept byte for
 * byte beside them, as `ab/abcdef….pdf` under the SHA-256 of its content. Backups, packages and the
 * sweep treat both alike. Any thread. */
#pragma once

#include "photos/album.h"

G_BEGIN_DECLS

/* Larger PDFs are refused: a scan of a few pages has 2 MB, and packages take no larger file. */
#define ETA_PAGE_MAX_BYTES (16 * 1000 * 1000)

/* Takes the file at PATH in and says its name. The content decides what it is. Errors: those of
 * eta_intake_file, TOO_LARGE, INCOMPLETE (a PDF that is cut off). */
gboolean eta_album_take_page (
    EtaAlbum *album, const char *path, char sha256[65], GCancellable *cancellable, GError **error);
/* The same from the bytes of a PDF (out of a package); FALSE without an error when they are none.
 */
gboolean eta_album_take_pdf (
    EtaAlbum *album, GBytes *bytes, const char *name, char sha256[65], GError **error);
/* Where the page lies, transfer full; NULL when it is not there. *IS_PDF (may be NULL). */
char *eta_album_page_path (EtaAlbum *album, const char *sha256, gboolean *is_pdf);

G_END_DECLS
