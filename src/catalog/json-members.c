#include "catalog/json-members.h"

#include "catalog/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static gboolean
is_number (const EtaField *field)
{
  return field->kind >= ETA_FIELD_COUNT && field->kind <= ETA_FIELD_CELSIUS;
}

void
eta_json_write (
    JsonObject *out, const EtaField *fields, guint n, EtaFieldOwner owner, gconstpointer object)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *text = NULL;

    if (fields[i].owner != owner)
      continue;
    text = eta_field_get (&fields[i], object);
    if (text && is_number (&fields[i]))
      json_object_set_int_member (out, fields[i].id, g_ascii_strtoll (text, NULL, 10));
    else if (text)
      json_object_set_string_member (out, fields[i].id, text);
  }
}

gboolean
eta_json_text (JsonNode *node, const char *member, char **text, GError **error)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  *text = NULL;
  if (JSON_NODE_HOLDS_NULL (node))
    return TRUE;
  if (!JSON_NODE_HOLDS_VALUE (node)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” must be a text or a number."), member);
    return FALSE;
  }
  /* The parser lets half of a pair of surrogates through as bytes that are no UTF-8. */
  if (json_node_get_value_type (node) == G_TYPE_STRING &&
      !g_utf8_validate (json_node_get_string (node), -1, NULL)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” holds a letter that is damaged."), member);
    return FALSE;
  }
  if (json_node_get_value_type (node) == G_TYPE_STRING)
    *text = g_strdup (json_node_get_string (node));
  else if (json_node_get_value_type (node) == G_TYPE_DOUBLE)
    /* 15 digits: 19.95 comes back as 19.95, not as 19.949999999999999. */
    *text =
        g_strdup (g_ascii_formatd (number, sizeof number, "%.15g", json_node_get_double (node)));
  else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    *text = g_strdup (json_node_get_boolean (node) ? "yes" : "no");
  else
    *text = g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
  return TRUE;
}

static gboolean
is_name_of_file (const char *text)
{
  return strlen (text) == ETA_JSON_SHA && strspn (text, "0123456789abcdef") == ETA_JSON_SHA;
}

/* Ids and file names are never typed by people: what is not of their shape was not made by us. */
static gboolean
has_shape (const EtaField *field, const char *text)
{
  if (field->kind != ETA_FIELD_TEXT || *text == '\0')
    return TRUE;
  if (field->max == ETA_JSON_SHA && field->readonly)
    return is_name_of_file (text);
  if (field->max == ETA_JSON_ID && field->readonly)
    return g_uuid_string_is_valid (text);
  return TRUE;
}

static gboolean
read_member (JsonNode *node, const EtaField *field, gpointer object, GError **error)
{
  g_autofree char *text = NULL;

  if (!eta_json_text (node, field->id, &text, error))
    return FALSE;
  if (text && !has_shape (field, text)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” cannot be “%s”. The file was not made by Etalase or was changed."),
                 field->id, text);
    return FALSE;
  }
  if (eta_field_set (field, object, text, error))
    return TRUE;
  g_prefix_error (error, "“%s”: ", field->id);
  return FALSE;
}

gboolean
eta_json_read (JsonObject *in,
               const EtaField *fields,
               guint n,
               EtaFieldOwner owner,
               gpointer object,
               GError **error)
{
  for (guint i = 0; i < n; i++) {
    JsonNode *node = fields[i].owner == owner ? json_object_get_member (in, fields[i].id) : NULL;

    if (node && !read_member (node, &fields[i], object, error))
      return FALSE;
  }
  return TRUE;
}

GPtrArray *
eta_json_objects (JsonObject *in, const char *member, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  JsonNode *node = json_object_get_member (in, member);
  JsonArray *array = node && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  if (node && !array && !JSON_NODE_HOLDS_NULL (node)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, _ ("“%s” must be a list."),
                 member);
    return NULL;
  }
  for (guint i = 0; array && i < json_array_get_length (array); i++) {
    JsonNode *element = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_OBJECT (element)) {
      g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                   _ ("“%s” must be a list of objects."), member);
      return NULL;
    }
    g_ptr_array_add (objects, json_node_get_object (element));
  }
  return g_steal_pointer (&objects);
}
