/* A page as a picture: the card that is sent by WhatsApp, a preview for a web page. */
#pragma once

#include "sheets/page.h"

G_BEGIN_DECLS

typedef enum { ETA_PICTURE_JPEG, ETA_PICTURE_PNG } EtaPictureFormat;

/* PAGE, WIDTH px wide (its height follows), on white. JPEG has quality 90. Transfer full.
 * Fails with ETA_SHEETS_ERROR. REMARKS as in pdf.h. */
GBytes *eta_picture_bytes (
    const EtaPage *page, EtaPictureFormat format, int width, GPtrArray *remarks, GError **error);
/* The same into a file, which appears whole or not at all. */
gboolean eta_picture_write (const char *path,
                            const EtaPage *page,
                            EtaPictureFormat format,
                            int width,
                            GPtrArray *remarks,
                            GError **error);

G_END_DECLS
