/* Is HOST this very machine? (http.c and eta_http_address) */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean eta_http_is_loopback (const char *host);

G_END_DECLS
