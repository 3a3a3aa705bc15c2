/* JSON as it goes over the wire: written with numbers in our own decimal text (never through a
 * floating point, never in the locale's digits), read within bounds and without trust in types. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Writing: appends to OUT, with commas where they belong.
 *   eta_wire_open (s, NULL, '{'); eta_wire_text (s, "sku", "A-1");
 *   eta_wire_raw (s, "amount", "4.50"); eta_wire_close (s, '}');
 * KEY is NULL for an element of an array and for the outermost value. */
void eta_wire_open (GString *out, const char *key, char bracket);
void eta_wire_close (GString *out, char bracket);
void eta_wire_text (GString *out, const char *key, const char *text); /* TEXT NULL: null */
void eta_wire_raw (GString *out, const char *key, const char *json); /* number, true, whole value */
void eta_wire_int (GString *out, const char *key, gint64 number);
void eta_wire_bool (GString *out, const char *key, gboolean value);

/* Reading. NULL with ETA_SYNC_ERROR_FAILED when the bytes are no UTF-8, no JSON, or nested deeper
 * than any shop's answer. A BOM or white space in front is passed over. */
JsonNode *eta_wire_parse (const char *data, gsize size, GError **error);

/* The same, past anything that a server prints before its answer: PHP shows its warnings so. */
JsonNode *eta_wire_parse_loose (const char *data, gsize size, GError **error);

/* Members of an object that may be missing, null or of another type: then NULL. OBJECT may be NULL.
 * Borrowed. */
JsonObject *eta_wire_object (JsonObject *object, const char *name);
JsonArray *eta_wire_array (JsonObject *object, const char *name);
const char *eta_wire_string (JsonObject *object, const char *name);
gboolean eta_wire_is_true (JsonObject *object, const char *name);
guint eta_wire_length (JsonArray *array); /* NULL: 0 */
JsonObject *eta_wire_nth (JsonArray *array, guint i);
const char *eta_wire_nth_string (JsonArray *array, guint i);
/* A text or number as plain decimal text: "4.5", "65000", "250". NULL when it is neither. Transfer
 * full. */
char *eta_wire_plain (JsonObject *object, const char *name);
char *eta_wire_node_plain (JsonNode *node);

G_END_DECLS
