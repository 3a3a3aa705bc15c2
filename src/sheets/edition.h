/* One catalog in one language, read from the catalog file: what eta_layout_catalog asks for, put
 * together from a collection. Belongs to the thread of its store. */
#pragma once

#include "catalog/collection.h"
#include "photos/album.h"
#include "sheets/input.h"

G_BEGIN_DECLS

typedef struct _EtaEdition EtaEdition;

/* COLLECTION is read now and need not outlive the call; STORE and ALBUM have to live as long as the
 * edition. Products in the trash are left out; with sections by category the products are put in
 * their order. LANG "en", "ar" … Fails with the error of STORE. */
EtaEdition *eta_edition_new (EtaStore *store,
                             EtaAlbum *album,
                             const EtaCollection *collection,
                             const char *lang,
                             GError **error);
void eta_edition_free (EtaEdition *edition);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaEdition, eta_edition_free)

/* Borrowed, valid as long as the edition. The options may be changed before they are used. */
const EtaCatalogSource *eta_edition_source (const EtaEdition *edition);
EtaCatalogOptions *eta_edition_options (EtaEdition *edition);
/* UUID of product INDEX as printed. Borrowed. */
const char *eta_edition_product_id (const EtaEdition *edition, guint index);

/* "Kopi, rempah" → "Kopi-rempah-en.pdf": a safe name for the file of that language. */
char *eta_edition_file_name (const EtaCollection *collection, const char *lang);
/* The title in LANG, else in any language, else NULL. Borrowed. */
const char *eta_edition_title (const EtaCollection *collection, const char *lang);

G_END_DECLS
