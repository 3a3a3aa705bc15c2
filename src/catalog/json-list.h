/* JSON out of a file that may come from anybody: looked through byte by byte before a parser sees
 * it, so that nothing in it can be deep enough to exhaust the stack, and parted into elements, so
 * that a list of 14,100 products never stands in memory as a tree. */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *text;
  gsize len;
} EtaJsonSlice;

/* Whether TEXT is valid UTF-8 without NUL, holds outside of strings nothing but JSON's own
 * characters (so that no comment hides a bracket), and nests no deeper than DEPTH. */
gboolean eta_json_is_tame (const char *text, gsize len, guint depth);
/* The objects of TEXT, which is one array of objects and tame: slices of TEXT (EtaJsonSlice). NULL
 * when it is something else. Transfer full. */
GArray *eta_json_slices (const char *text, gsize len);
/* TEXT as one object, which must be tame. Transfer full; NULL when it is none. */
JsonNode *eta_json_object_of (const char *text, gsize len);

G_END_DECLS
