/* One kept catalog: how it looks at the start, its products in order, and the pages as they will
 * print at the end. Everything is stored at once and undone with Ctrl+Z. */
#pragma once

#include "app/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_CATALOG_EDITOR (eta_catalog_editor_get_type ())
G_DECLARE_FINAL_TYPE (EtaCatalogEditor, eta_catalog_editor, ETA, CATALOG_EDITOR, AdwBin)

/* Signal "back": the list of catalogs is wanted, also when this one is gone. */
void eta_catalog_editor_set_session (EtaCatalogEditor *self, EtaSession *session);
/* NULL: none. FALSE when it cannot be read. */
gboolean eta_catalog_editor_show (EtaCatalogEditor *self, const char *collection_id);
/* The UUID shown, or NULL. */
const char *eta_catalog_editor_get_id (EtaCatalogEditor *self);
void eta_catalog_editor_flush (EtaCatalogEditor *self);

G_END_DECLS
