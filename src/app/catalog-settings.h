/* How a kept catalog looks and what it shows: titles and languages, template, paper, prices, cover,
 * parts. Each change is told at once; a title when it is left. */
#pragma once

#include "app/session.h"
#include "catalog/collection.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_CATALOG_SETTINGS (eta_catalog_settings_get_type ())
G_DECLARE_FINAL_TYPE (EtaCatalogSettings, eta_catalog_settings, ETA, CATALOG_SETTINGS, GtkBox)

/* Signals: "edited" (EtaCollection *draft): what is to be stored, borrowed; "choose-cover". */
GtkWidget *eta_catalog_settings_new (void);
/* COLLECTION as stored; borrowed until the next call. */
void eta_catalog_settings_show (EtaCatalogSettings *self, const EtaCollection *collection);
/* Tells what is being typed. */
void eta_catalog_settings_flush (EtaCatalogSettings *self);

G_END_DECLS
