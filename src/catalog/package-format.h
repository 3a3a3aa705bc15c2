/* What a package file looks like, for those who write and those who read it. Inside package. */
#pragma once

#include "catalog/package.h"

G_BEGIN_DECLS

#define ETA_PACKAGE_FORMAT "etalase-package"
#define ETA_PACKAGE_VERSION 1
#define ETA_PACKAGE_MANIFEST "manifest.json"
#define ETA_PACKAGE_PRODUCERS "producers.json"
#define ETA_PACKAGE_PRODUCTS "products.json"

/* Bounds on what is read. The lists: 14,100 products with texts in three languages are 90 MB.
 * Photos do not get smaller in an archive, texts to a twentieth. */
#define ETA_PACKAGE_MAX_MANIFEST (4 * 1024 * 1024)
#define ETA_PACKAGE_MAX_LIST (512 * 1024 * 1024)
#define ETA_PACKAGE_MAX_PHOTO (16 * 1024 * 1024)
#define ETA_PACKAGE_MAX_ENTRIES 300000
#define ETA_PACKAGE_MAX_GROWTH 50
#define ETA_PACKAGE_ROOM (4 * 1024 * 1024)
#define ETA_PACKAGE_MAX_DEPTH 12

/* A product or producer of the package. */
typedef struct {
  const char *text; /* its JSON, in the package's list */
  gsize len;
  char *id;
  char *producer_id; /* NULL for producers */
  char *sku, *name;
  char *digest; /* of TEXT, 40 hex digits: shorter than the name of a photo */
} EtaPackageItem;

struct _EtaPackage {
  char *path;    /* NULL: BYTES */
  GBytes *bytes; /* NULL: PATH */
  char *name;
  EtaPackageInfo info;
  GBytes *producer_list, *product_list;
  GPtrArray *producers, *products; /* EtaPackageItem */
  GHashTable *photos;              /* set of SHA-256 that are in the file */
  GHashTable *absent;              /* set of those that the sender had lost */
};

/* The pictures that a product or producer names, each given once for each place. */
typedef void (*EtaPictureVisit) (const char *sha256, gpointer data);
void eta_product_visit_pictures (const EtaProduct *product, EtaPictureVisit visit, gpointer data);
void
eta_producer_visit_pictures (const EtaProducer *producer, EtaPictureVisit visit, gpointer data);

G_END_DECLS
