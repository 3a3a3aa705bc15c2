/* The sample catalog (data/sample/): producers, products with texts in three languages,
 * certificates, prices, packing; the pictures come from the caller, who has them and knows photos.
 */
#pragma once

#include "catalog/table-file.h"

G_BEGIN_DECLS

/* One step "Sample catalog". For every picture name in the sample ("kopi-ar-250-1") INTAKE is
 * called with that name as PATH. */
gboolean eta_sample_fill (EtaStore *store, EtaPhotoIntake intake, gpointer data, GError **error);

G_END_DECLS
