/* A ZIP file taken apart, changed inside and packed again with right check sums. */
#pragma once

#include "mutate.h"

G_BEGIN_DECLS

gboolean eta_is_zip (GBytes *bytes);

typedef void (*EtaEntryChange) (GByteArray *data, gpointer data_of_change);

/* Changes one entry or two; now and then one is left out, written twice or given another name. NULL
 * when ZIP cannot be read. Transfer full. */
GByteArray *eta_repack (EtaDice *dice, GBytes *zip, EtaEntryChange change, gpointer data);

G_END_DECLS
