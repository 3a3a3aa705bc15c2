/* The members of a struct, described as fields, to and from a JSON object. */
#pragma once

#include "catalog/fields.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Fields that hold a SHA-256 (a file name in the album) or an id are recognised by these. */
#define ETA_JSON_SHA 64
#define ETA_JSON_ID 36

/* Adds what is stated; texts as strings, numbers as integers. */
void eta_json_write (
    JsonObject *out, const EtaField *fields, guint n, EtaFieldOwner owner, gconstpointer object);
/* Sets what is there, checked (check.h); members that are not there are left alone. The error names
 * member and value. */
gboolean eta_json_read (JsonObject *in,
                        const EtaField *fields,
                        guint n,
                        EtaFieldOwner owner,
                        gpointer object,
                        GError **error);

/* A JSON string, number or boolean as the text that would be typed; NULL for null. FALSE, naming
 * MEMBER, when it is an object or an array. */
gboolean eta_json_text (JsonNode *node, const char *member, char **text, GError **error);
/* The objects of the array MEMBER; empty when it is not there. Transfer container. NULL on error.
 */
GPtrArray *eta_json_objects (JsonObject *in, const char *member, GError **error);

G_END_DECLS
