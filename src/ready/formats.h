/* The shapes of official numbers (data/formats.tsv). A shape that a rule or a standard gives is
 * certain; one that is only known from examples is never more than a warning. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  ETA_FORMAT_OK,    /* right, or nothing is known about this kind of number */
  ETA_FORMAT_DOUBT, /* unlike the examples that are known */
  ETA_FORMAT_WRONG, /* cannot be right */
} EtaFormat;

/* VALUE against the shape of evidence KEY ("halal_no", "nib", "duns"); several may be right
 * ("bpom_no" is MD, NA or TR). Spaces around it and inside digits are passed over. */
EtaFormat eta_format_check (const char *key, const char *value);
/* A right one to show: "ID35110000145391021"; NULL when nothing is known. Borrowed. */
const char *eta_format_example (const char *key);

G_END_DECLS
