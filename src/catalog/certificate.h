/* A certificate of a product or of a producer. Indonesian halal certificates have no end date but
 * lapse when the composition or the process changes (UU 6/2023 art. 42). */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char *id;   /* UUID of the row */
  char *kind; /* "halal", "pirt", "bpom_md", "bpom_na", "sni", "organic", "brand", … or free text */
  char *number;  /* as printed on the paper, or NULL */
  char *issuer;  /* or NULL */
  char *issued;  /* ISO 8601 date, or NULL */
  char *expires; /* ISO 8601 date; NULL: no end */
  char *scan;    /* SHA-256 of the scanned page in the album, or NULL */
  char *flag;    /* why it must be confirmed ("composition changed 2026-11-25"), or NULL */
} EtaCertificate;

EtaCertificate *eta_certificate_new (void);
EtaCertificate *eta_certificate_copy (const EtaCertificate *certificate);
/* Ids count, too. */
gboolean eta_certificate_equal (const EtaCertificate *a, const EtaCertificate *b);
void eta_certificate_free (EtaCertificate *certificate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaCertificate, eta_certificate_free)

/* Where a certificate stands in time. Pages mark the last two. */
typedef enum {
  ETA_CERTIFICATE_RUNS, /* also one without an end */
  ETA_CERTIFICATE_ENDS_SOON,
  ETA_CERTIFICATE_ENDED,
} EtaCertificateTerm;
/* Days before its end from which on a certificate "ends soon". */
#define ETA_CERTIFICATE_SOON 90
/* TODAY: ISO 8601. On its last day it still runs. */
EtaCertificateTerm eta_certificate_term (const EtaCertificate *certificate, const char *today);
/* The day (ISO 8601) in a FLAG that says since when it must be confirmed, or NULL. Borrowed. */
const char *eta_certificate_flag_day (const EtaCertificate *certificate);

G_END_DECLS
