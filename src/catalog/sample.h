/* The sample catalog (data/sample/): producers, products with texts in three languages,
 * certificates, prices, packing; the pictures come from the caller, who has them and knows photos.
 */
#pragma once

#include "catalog/table-file.h"

G_BEGIN_DECLS

/* As EtaPhotoIntake, for bytes: photos/take.h's eta_album_take_bytes fits. */
typedef gboolean (*EtaPictureIntake) (GBytes *bytes,
                                      const char *name,
                                      gpointer data,
                                      char sha256[65],
                                      int *width,
                                      int *height,
                                      GError **error);

/* The bytes of a sample picture by name ("kopi-ar-250-1"), transfer full, NULL if there is none.
 * They are linked into the programs, not into the core: data/sample. */
typedef GBytes *(*EtaPictureLookup) (const char *name);

/* One step "Sample catalog". */
gboolean eta_sample_fill (EtaStore *store,
                          EtaPictureLookup lookup,
                          EtaPictureIntake intake,
                          gpointer intake_data,
                          GError **error);

G_END_DECLS
