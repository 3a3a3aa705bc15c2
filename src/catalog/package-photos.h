/* The pictures of a package on their way into the album. Inside package. */
#pragma once

#include "catalog/package-format.h"

G_BEGIN_DECLS

typedef struct {
  char sha256[65]; /* under which the album keeps it */
  int width, height;
} EtaTakenPicture;

typedef struct {
  char *album;        /* folder */
  GHashTable *absent; /* set of SHA-256 that the sender had lost; borrowed */
  GHashTable *wanted; /* set of SHA-256 in the package that the album has not */
  GHashTable *taken;  /* SHA-256 in the package → EtaTakenPicture */
} EtaPackagePhotos;

void eta_package_photos_init (EtaPackagePhotos *photos, EtaStore *store, const EtaPackage *package);
void eta_package_photos_clear (EtaPackagePhotos *photos);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaPackagePhotos, eta_package_photos_clear)

/* Wants the pictures that the item's JSON names and that are in the package. */
void eta_package_photos_want (EtaPackagePhotos *photos,
                              const EtaPackage *package,
                              const EtaPackageItem *item,
                              gboolean producer);
/* Takes in what is wanted. ADVANCE is called for each; FALSE from it stops. */
gboolean eta_package_photos_take (EtaPackagePhotos *photos,
                                  const EtaPackage *package,
                                  const EtaMergeOptions *options,
                                  gboolean (*advance) (gpointer data, GError **error),
                                  gpointer data,
                                  GError **error);
/* Names pictures as the album does; those that the sender had lost are left out. Returns how many.
 */
guint eta_package_photos_rename (const EtaPackagePhotos *photos, EtaProduct *product);
guint eta_package_photos_rename_producer (const EtaPackagePhotos *photos, EtaProducer *producer);

G_END_DECLS
