#include "catalog/collection.h"

#include <json-glib/json-glib.h>

static const char *const sectionings[] = {"none", "category", "own"};

static GHashTable *
texts_new (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
}

static const char *
string_at (JsonObject *in, const char *member)
{
  JsonNode *node = json_object_get_member (in, member);

  return node && json_node_get_value_type (node) == G_TYPE_STRING ? json_node_get_string (node)
                                                                  : NULL;
}

static void
read_texts (JsonObject *in, const char *member, GHashTable *texts)
{
  JsonNode *node = json_object_get_member (in, member);
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  g_autoptr (GList) langs = object ? json_object_get_members (object) : NULL;

  for (GList *l = langs; l; l = l->next)
    if (string_at (object, l->data))
      g_hash_table_insert (texts, g_strdup (l->data), g_strdup (string_at (object, l->data)));
}

static GStrv
read_parts (JsonObject *in)
{
  JsonNode *node = json_object_get_member (in, "parts");
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  GStrvBuilder *parts;
  GStrv all;

  if (!array)
    return NULL;
  parts = g_strv_builder_new ();
  for (guint i = 0; i < json_array_get_length (array); i++) {
    JsonNode *item = json_array_get_element (array, i);
    if (json_node_get_value_type (item) == G_TYPE_STRING)
      g_strv_builder_add (parts, json_node_get_string (item));
  }
  all = g_strv_builder_end (parts);
  g_strv_builder_unref (parts);
  return all;
}

EtaCollectionOptions *
eta_collection_options_read (const char *json)
{
  EtaCollectionOptions *options = g_new0 (EtaCollectionOptions, 1);
  g_autoptr (JsonNode) root = json ? json_from_string (json, NULL) : NULL;
  JsonObject *in = root && JSON_NODE_HOLDS_OBJECT (root) ? json_node_get_object (root) : NULL;

  options->about = texts_new ();
  options->terms = texts_new ();
  if (!in)
    return options;
  options->parts = read_parts (in);
  for (guint i = 0; i < G_N_ELEMENTS (sectionings); i++)
    if (g_strcmp0 (string_at (in, "sections"), sectionings[i]) == 0)
      options->sections = i;
  read_texts (in, "about", options->about);
  read_texts (in, "terms", options->terms);
  options->publisher = g_strdup (string_at (in, "publisher"));
  options->for_email = g_strcmp0 (string_at (in, "quality"), "email") == 0;
  return options;
}

/* By language, so that the same options are the same text. */
static void
write_texts (JsonObject *out, const char *member, GHashTable *texts)
{
  g_autoptr (GList) langs = g_list_sort (g_hash_table_get_keys (texts), (GCompareFunc)g_strcmp0);
  JsonObject *object = json_object_new ();

  for (GList *l = langs; l; l = l->next)
    json_object_set_string_member (object, l->data, g_hash_table_lookup (texts, l->data));
  if (langs)
    json_object_set_object_member (out, member, object);
  else
    json_object_unref (object);
}

char *
eta_collection_options_write (const EtaCollectionOptions *options)
{
  JsonObject *out = json_object_new ();
  g_autoptr (JsonNode) root = json_node_new (JSON_NODE_OBJECT);

  json_node_take_object (root, out);
  if (options->parts) {
    JsonArray *parts = json_array_new ();
    for (guint i = 0; options->parts[i]; i++)
      json_array_add_string_element (parts, options->parts[i]);
    json_object_set_array_member (out, "parts", parts);
  }
  if (options->sections != ETA_SECTIONS_NONE)
    json_object_set_string_member (out, "sections", sectionings[options->sections]);
  write_texts (out, "about", options->about);
  write_texts (out, "terms", options->terms);
  if (options->publisher)
    json_object_set_string_member (out, "publisher", options->publisher);
  if (options->for_email)
    json_object_set_string_member (out, "quality", "email");
  return json_object_get_size (out) > 0 ? json_to_string (root, FALSE) : NULL;
}

void
eta_collection_options_free (EtaCollectionOptions *options)
{
  if (!options)
    return;
  g_strfreev (options->parts);
  g_hash_table_unref (options->about);
  g_hash_table_unref (options->terms);
  g_free (options->publisher);
  g_free (options);
}
