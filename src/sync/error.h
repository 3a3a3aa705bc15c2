/* What can go wrong while syncing, each code something the caller does differently. Messages are
 * sentences for the user; no message ever holds the key. A cancelled call fails with
 * ETA_SYNC_ERROR_CANCELLED (not G_IO_ERROR_CANCELLED): what was done until then is recorded. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_SYNC_ERROR (eta_sync_error_quark ())
GQuark eta_sync_error_quark (void);

typedef enum {
  ETA_SYNC_ERROR_UNREACHABLE,  /* no network, no such host, nothing listens, no answer in time */
  ETA_SYNC_ERROR_UNTRUSTED,    /* the certificate is not trusted, or plain http was not confirmed */
  ETA_SYNC_ERROR_REFUSED_KEY,  /* 401, 403: ask for the key again */
  ETA_SYNC_ERROR_WRONG_SERVER, /* something answers, but it is not this kind of shop */
  ETA_SYNC_ERROR_BUSY,         /* 429, 503: it asks to come back later; run again then */
  ETA_SYNC_ERROR_RUNNING,      /* another run on this marketplace is under way */
  ETA_SYNC_ERROR_CANCELLED,    /* by the user; run again to go on */
  ETA_SYNC_ERROR_REJECTED,     /* 4xx: the shop's own words say why */
  ETA_SYNC_ERROR_TOO_LARGE,    /* 413, or an answer beyond all bounds */
  ETA_SYNC_ERROR_UNKNOWN,      /* 5xx, reset, time-out while writing: it may have happened */
  ETA_SYNC_ERROR_INPUT,        /* address, key, options or key file are wrong: nothing was sent */
  ETA_SYNC_ERROR_KEYRING,      /* the keyring is not there or locked */
  ETA_SYNC_ERROR_FAILED,       /* anything else, with the system's own words */
} EtaSyncError;

G_END_DECLS
