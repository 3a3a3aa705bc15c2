/* The pictures that lie in a folder (and the folders in it) or in a ZIP file, for an import. A ZIP
 * file may come from anybody: its entries are listed by name, never unpacked to where their names
 * point, one at a time, within bounds. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EtaImportFiles EtaImportFiles;

/* PATH: a folder or a ZIP file. NOT_FOUND when there is neither, INPUT when the ZIP cannot be read,
 * has a password or holds too many files. Pictures are told by their names' ends. */
EtaImportFiles *eta_import_files_open (const char *path, GError **error);
void eta_import_files_free (EtaImportFiles *files); /* NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaImportFiles, eta_import_files_free)

/* Where the photos of the table at PATH most likely are: a folder "foto", "photos" … or a ZIP file
 * of such a name beside it, else its own folder when there are pictures in it. NULL: nowhere.
 * Transfer full. */
char *eta_import_files_guess (const char *path);

guint eta_import_files_count (const EtaImportFiles *files);
/* "Foto/KOPI-01.jpg": the name below the folder or in the ZIP, UTF-8. Borrowed. */
const char *eta_import_files_name (const EtaImportFiles *files, guint i);
/* The file that somebody means by NAME: "img_1.jpg" for "IMG_1.JPG", "kopi" for "kopi.jpg", the
 * last part of "C:\Users\Ali\kopi.jpg". -1: none. */
int eta_import_files_find (const EtaImportFiles *files, const char *name);
/* A path where the file can be read until the next call. Cheapest in the order of I. Transfer full.
 */
char *eta_import_files_get (EtaImportFiles *files, guint i, GError **error);

/* Files that are named after a key: "KOPI-01.jpg", "kopi 01 (2).jpg", "KOPI-01_depan.jpg" and
 * "KOPI-01/apa saja.jpg" belong to "kopi-01", but not "KOPI-010.jpg". KEYS: eta_import_files_key of
 * each → any pointer but NULL; the longest key wins. NAMES (may be NULL): the same for names,
 * behind which only a number may stand: "kopi susu.jpg" is not of the product "Kopi". Gives pointer
 * → GArray of guint, the one without anything behind its key first, then "2" before "10". UNUSED
 * (may be NULL) gets the numbers of files that belong to none. Transfer full. */
GHashTable *eta_import_files_match (const EtaImportFiles *files,
                                    GHashTable *keys,
                                    GHashTable *names,
                                    GArray *unused);
/* "Kopi 01" and "KOPI_01" → "kopi-01"; "" when there is no letter in it. Transfer full. */
char *eta_import_files_key (const char *text);

G_END_DECLS
