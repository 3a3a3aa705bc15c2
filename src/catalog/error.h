/* What can go wrong with the catalog, each code something the caller does differently. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_CATALOG_ERROR (eta_catalog_error_quark ())
GQuark eta_catalog_error_quark (void);

typedef enum {
  ETA_CATALOG_ERROR_INPUT,     /* a value or file is wrong: tell, nothing was changed */
  ETA_CATALOG_ERROR_NOT_FOUND, /* no such product, producer, file */
  ETA_CATALOG_ERROR_EXISTS,    /* the key is taken: offer the one that is there */
  ETA_CATALOG_ERROR_LOCKED,    /* another program writes: offer to try again */
  ETA_CATALOG_ERROR_READ_ONLY, /* open "view only" */
  ETA_CATALOG_ERROR_NEWER,     /* made by a newer Etalase: left untouched, update the program */
  ETA_CATALOG_ERROR_DAMAGED,   /* offer the newest good backup, keep the bad file */
  ETA_CATALOG_ERROR_FULL,      /* the disk is full: nothing half-done stays */
  ETA_CATALOG_ERROR_FAILED,    /* anything else, with the system's own words */
} EtaCatalogError;

G_END_DECLS
