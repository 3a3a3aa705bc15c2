/* Intake and album in one step, in the shape that catalog/table-file.h and catalog/sample.h ask
 * for. */
#pragma once

#include "photos/album.h"

G_BEGIN_DECLS

/* ALBUM is an EtaAlbum. Takes the picture in, keeps it, and says its name and size (px). Any
 * thread. */
gboolean eta_album_take_file (
    const char *path, gpointer album, char sha256[65], int *width, int *height, GError **error);
gboolean eta_album_take_bytes (GBytes *bytes,
                               const char *name,
                               gpointer album,
                               char sha256[65],
                               int *width,
                               int *height,
                               GError **error);

/* The path of the stored photo, transfer full; NULL when it is not there. ALBUM is an EtaAlbum: the
 * EtaPhotoPath that sheets ask for. */
char *eta_album_photo_path (const char *sha256, gpointer album);

G_END_DECLS
