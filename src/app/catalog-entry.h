/* A product in a kept catalog, as the list of its editor shows it. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ETA_TYPE_CATALOG_ENTRY (eta_catalog_entry_get_type ())
G_DECLARE_FINAL_TYPE (EtaCatalogEntry, eta_catalog_entry, ETA, CATALOG_ENTRY, GObject)

/* SECTION may be NULL; HEADED: the section begins here, so its name stands over the product. */
EtaCatalogEntry *
eta_catalog_entry_new (const char *product_id, const char *section, gboolean headed);
const char *eta_catalog_entry_get_id (EtaCatalogEntry *self);
const char *eta_catalog_entry_get_section (EtaCatalogEntry *self);
gboolean eta_catalog_entry_is_headed (EtaCatalogEntry *self);

G_END_DECLS
