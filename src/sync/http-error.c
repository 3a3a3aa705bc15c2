#include "sync/http-error.h"

#include <glib/gi18n-lib.h>

typedef struct {
  CURLcode code;
  EtaSyncError error;
  const char *text; /* %s: host */
} Cause;

#define NOT_TRUSTED                                                                                \
  N_ ("The certificate of “%s” is not to be trusted. Check the address; if the shop has an "   \
      "authority of its own, name that authority’s certificate file.")

static const Cause causes[] = {
    {CURLE_COULDNT_RESOLVE_HOST, ETA_SYNC_ERROR_UNREACHABLE,
     N_ ("There is no server named “%s”. Check the address and the internet connection.")},
    {CURLE_COULDNT_RESOLVE_PROXY, ETA_SYNC_ERROR_UNREACHABLE,
     N_ ("“%s” cannot be reached: the proxy of this computer is not there. Check the network "
         "settings.")},
    {CURLE_COULDNT_CONNECT, ETA_SYNC_ERROR_UNREACHABLE,
     N_ ("“%s” does not answer. Check the address and the internet connection.")},
    {CURLE_PEER_FAILED_VERIFICATION, ETA_SYNC_ERROR_UNTRUSTED, NOT_TRUSTED},
    {CURLE_SSL_ISSUER_ERROR, ETA_SYNC_ERROR_UNTRUSTED, NOT_TRUSTED},
    {CURLE_SSL_INVALIDCERTSTATUS, ETA_SYNC_ERROR_UNTRUSTED, NOT_TRUSTED},
    {CURLE_SSL_CACERT_BADFILE, ETA_SYNC_ERROR_INPUT,
     N_ ("The certificate file for “%s” cannot be read. Choose a PEM file.")},
    {CURLE_SSL_CONNECT_ERROR, ETA_SYNC_ERROR_UNTRUSTED,
     N_ ("“%s” does not speak https. Check the address, and that it begins with the right "
         "http:// or https://.")},
    {CURLE_WRITE_ERROR, ETA_SYNC_ERROR_TOO_LARGE,
     N_ ("“%s” sends an endless answer. Check that the address is that of the shop.")},
    {CURLE_READ_ERROR, ETA_SYNC_ERROR_FAILED,
     N_ ("A photo for “%s” could not be read from the disk.")},
    {CURLE_ABORTED_BY_CALLBACK, ETA_SYNC_ERROR_CANCELLED, N_ ("Cancelled.")},
};

GError *
eta_http_error (
    CURLcode code, gboolean connected, gboolean write, const char *host, const char *detail)
{
  gsize i;

  /* An answer without end to a write: what was asked may be done all the same. */
  for (i = 0; i < G_N_ELEMENTS (causes) && !(write && code == CURLE_WRITE_ERROR); i++)
    if (causes[i].code == code)
      return g_error_new (ETA_SYNC_ERROR, causes[i].error, _ (causes[i].text), host);
  if (connected && write)
    return g_error_new (ETA_SYNC_ERROR, ETA_SYNC_ERROR_UNKNOWN,
                        _ ("The connection to “%s” broke while sending (%s). Sync again: what "
                           "arrived is looked up first."),
                        host, detail);
  return g_error_new (ETA_SYNC_ERROR, ETA_SYNC_ERROR_UNREACHABLE,
                      code == CURLE_OPERATION_TIMEDOUT
                          ? _ ("“%s” took too long to answer (%s). Try again later.")
                          : _ ("The connection to “%s” broke (%s). Try again."),
                      host, detail);
}
