/* Bytes of a text file → UTF-8, whatever program wrote them. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* ENCODING NULL: by the byte-order mark, else UTF-16 by its zero bytes, else UTF-8 when all of it
 * is that, else Windows-1252 (what Excel calls "ANSI"). UTF-8 with a few bad bytes is refused,
 * naming the line, rather than read as Windows-1252, which would garble every other letter. *USED
 * is a static string. Transfer full. */
char *eta_encoding_decode (
    const char *name, GBytes *bytes, const char *encoding, const char **used, GError **error);

G_END_DECLS
