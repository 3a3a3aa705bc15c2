/* Papers that end: certificates and dated evidence of products and producers, for reminders and for
 * a calendar file (iCalendar, RFC 5545) that any calendar program takes. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

typedef struct {
  char *date;       /* the last day on which it holds, ISO */
  char *paper;      /* "P-IRT", "FDA food facility registration" */
  char *number;     /* or NULL */
  char *of;         /* the product's or producer's name */
  char *product_id; /* UUID; NULL: the producer's */
  char *key;        /* the same for the same paper of the same owner, whatever its date */
} EtaEnding;

/* All that end on BEFORE or earlier (ISO; NULL: all), soonest first, names in LANG. Reads every
 * product, with BEFORE only those with a certificate that ends: for a worker. Transfer full array
 * of EtaEnding. */
GPtrArray *eta_endings_list (EtaStore *store,
                             const char *before,
                             const char *lang,
                             GCancellable *cancellable,
                             GError **error);
void eta_ending_free (EtaEnding *ending);

/* A calendar with an event on each last day and reminders 90 and 30 days before it. STAMP: when it
 * was made, "20261125T091500Z"; NULL: now. Transfer full. */
char *eta_endings_calendar (GPtrArray *endings, const char *stamp);

G_END_DECLS
