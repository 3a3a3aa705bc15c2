/* libcurl's failures as sentences. */
#pragma once

#include "sync/error.h"

#include <curl/curl.h>

G_BEGIN_DECLS

/* CODE is not CURLE_OK. CONNECTED: the request may have gone out. WRITE: and it was one that
 * changes something there. DETAIL: libcurl's own words. Transfer full. */
GError *eta_http_error (
    CURLcode code, gboolean connected, gboolean write, const char *host, const char *detail);

G_END_DECLS
