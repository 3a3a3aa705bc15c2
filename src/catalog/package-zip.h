/* Walks through the ZIP of a package, with bounds on everything that comes out of it. Inside
 * package. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EtaPackageZip EtaPackageZip;

/* PATH, or BYTES when that is NULL. NAME stands in the messages. */
EtaPackageZip *eta_package_zip_open (
    const char *path, GBytes *bytes, const char *name, GCancellable *cancellable, GError **error);
void eta_package_zip_free (EtaPackageZip *zip);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPackageZip, eta_package_zip_free)

/* The name of the next file, borrowed until the next call; NULL at the end, or with *ERROR set: a
 * name that leads out of the package, a link, a file that stands there twice, too many, damaged. */
const char *eta_package_zip_next (EtaPackageZip *zip, GError **error);
/* The content of that file. */
GBytes *eta_package_zip_read (EtaPackageZip *zip, gsize limit, GError **error);

/* Sentences, each with the file's name and a remedy. All return FALSE. */
gboolean eta_package_refuse (const char *name, GError **error);  /* no package */
gboolean eta_package_damaged (const char *name, GError **error); /* cut off on the way */
gboolean eta_package_too_large (const char *name, GError **error);
/* PART of it is not what we would have written. */
gboolean eta_package_tampered (const char *name, const char *part, GError **error);

G_END_DECLS
