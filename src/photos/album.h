/* The album: the folder with a catalog's photos, named by their content.
 *
 * Beside `X.etalasedb` stands `X.photos/` (any other name gets `.photos` appended), and in it
 *     ab/abcdef….jpg     the photo (see intake.h); the name is its SHA-256
 *     ab/abcdef….t.jpg   its thumbnail
 *     ab/abcdef….orig    the file it was made from, if that was wanted
 *     ab/abcdef….pdf     an attached PDF (proof-page.h); the name is its SHA-256
 * A photo used by ten products stands there once; a photo never changes, so a path may be cached
 * for ever. Files appear whole or not at all (temporary file, fsync, rename, fsync of the folder),
 * the thumbnail before the photo: where the photo is, the rest is too.
 *
 * The folder is made by the first `eta_album_add`, so a catalog on a read-only disk can be looked
 * at. An EtaAlbum is read-only after opening and may be used by all threads and by several programs
 * at once. */
#pragma once

#include "photos/intake.h"

G_BEGIN_DECLS

typedef struct _EtaAlbum EtaAlbum;

typedef enum {
  ETA_ALBUM_FULL,     /* longer side up to 2048 px */
  ETA_ALBUM_THUMB,    /* longer side up to 256 px */
  ETA_ALBUM_ORIGINAL, /* the file as it came; often absent */
  ETA_ALBUM_PDF,      /* an attached PDF (proof-page.h): it stands alone, without the others */
} EtaAlbumSize;

/* The album of the catalog at CATALOG_PATH (a file that need not exist yet). Fails with
 * ETA_PHOTOS_ERROR_ALBUM when something that is no folder stands in its place. */
EtaAlbum *eta_album_open (const char *catalog_path, GError **error);
EtaAlbum *eta_album_ref (EtaAlbum *album);
void eta_album_unref (EtaAlbum *album);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaAlbum, eta_album_unref)

/* Absolute path of the folder, borrowed. It may not exist yet. */
const char *eta_album_folder (const EtaAlbum *album);

/* Stores what intake made. Done once: a file that is there and sound is not written again (only
 * its time is renewed, see eta_album_sweep), a damaged one is replaced. Fails with
 * ETA_PHOTOS_ERROR_FULL or _ALBUM, naming the folder; then nothing half-done stays. */
gboolean eta_album_add (EtaAlbum *album, const EtaIntakeResult *photo, GError **error);

/* Newly allocated path of a photo, whether or not the file exists. NULL when SHA256 is not 64
 * lower-case hex digits, so a name out of a foreign file can lead nowhere else. */
char *eta_album_path (const EtaAlbum *album, const char *sha256, EtaAlbumSize size);
/* Whether that file is there and not empty. */
gboolean eta_album_has (const EtaAlbum *album, const char *sha256, EtaAlbumSize size);

/* Removes photos that nothing refers to, and what a crash left behind.
 * KEEP: a set (g_hash_table_add) of the sha256 of every photo that a product, producer, cover or a
 * step that can still be undone refers to. Files changed within the last MIN_AGE seconds stay: they
 * may belong to another program that has not recorded them yet (3600 is a good value, 0 for tests).
 * Call it at start-up only. Files with names that are not ours are left alone.
 * N_REMOVED (may be NULL): number of photos removed; leftovers are not counted. */
gboolean eta_album_sweep (EtaAlbum *album,
                          GHashTable *keep,
                          gint64 min_age,
                          guint *n_removed,
                          GCancellable *cancellable,
                          GError **error);

typedef enum {
  ETA_ALBUM_MISSING,      /* the photo is not there */
  ETA_ALBUM_DAMAGED,      /* it is there, but its content is not what its name says */
  ETA_ALBUM_THUMB_ABSENT, /* only the thumbnail is missing or empty */
} EtaAlbumFault;

typedef struct {
  char sha256[65];
  EtaAlbumFault fault;
} EtaAlbumRemark;

/* Compares the photos in WANTED (a set as above) with the folder, reading every one: about 1 s for
 * 1,000 photos. A list of EtaAlbumRemark, in order of sha256, empty when all is well; transfer
 * full. NULL only when cancelled. */
GPtrArray *
eta_album_check (EtaAlbum *album, GHashTable *wanted, GCancellable *cancellable, GError **error);

/* Makes again what can be made: a thumbnail from the photo, a photo from its original.
 * Fails with ETA_PHOTOS_ERROR_INCOMPLETE when it cannot; then the photo has to be added again. */
gboolean
eta_album_mend (EtaAlbum *album, const char *sha256, GCancellable *cancellable, GError **error);

G_END_DECLS
