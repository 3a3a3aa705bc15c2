#include "sync/listing.h"

#include "sync/error.h"
#include "sync/wire.h"

#include <glib/gi18n-lib.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct _EtaListing {
  GTree *values; /* path → text */
};

static int
compare_paths (gconstpointer a, gconstpointer b, gpointer data)
{
  return strcmp (a, b);
}

EtaListing *
eta_listing_new (void)
{
  EtaListing *listing = g_atomic_rc_box_new0 (EtaListing);

  listing->values = g_tree_new_full (compare_paths, NULL, g_free, g_free);
  return listing;
}

EtaListing *
eta_listing_ref (EtaListing *listing)
{
  return g_atomic_rc_box_acquire (listing);
}

static void
clear (gpointer data)
{
  g_tree_unref (((EtaListing *)data)->values);
}

void
eta_listing_unref (EtaListing *listing)
{
  g_atomic_rc_box_release_full (listing, clear);
}

static void
copy_value (const char *path, const char *value, gpointer data)
{
  eta_listing_set (data, path, value);
}

EtaListing *
eta_listing_copy (const EtaListing *listing)
{
  EtaListing *copy = eta_listing_new ();

  eta_listing_foreach (listing, copy_value, copy);
  return copy;
}

/* --- paths ----------------------------------------------------------------------------------- */

static void
append_segment (GString *path, const char *segment)
{
  const char *p;

  if (path->len > 0)
    g_string_append_c (path, '/');
  for (p = segment; *p; p++)
    if (*p == '~')
      g_string_append (path, "~0");
    else if (*p == '/')
      g_string_append (path, "~1");
    else
      g_string_append_c (path, *p);
}

static char *
join (const char *first, va_list rest)
{
  GString *path = g_string_new (NULL);
  const char *segment;

  for (segment = first; segment; segment = va_arg (rest, const char *))
    append_segment (path, segment);
  return g_string_free (path, FALSE);
}

char *
eta_listing_path (const char *first, ...)
{
  va_list rest;
  char *path;

  va_start (rest, first);
  path = join (first, rest);
  va_end (rest);
  return path;
}

static void
unescape (char *segment)
{
  char *from, *to;

  for (from = to = segment; *from; from++, to++)
    if (*from == '~' && (from[1] == '0' || from[1] == '1'))
      *to = *++from == '0' ? '~' : '/';
    else
      *to = *from;
  *to = 0;
}

char **
eta_listing_path_split (const char *path)
{
  char **segments = g_strsplit (path, "/", -1);
  guint i;

  for (i = 0; segments[i]; i++)
    unescape (segments[i]);
  return segments;
}

/* --- values ---------------------------------------------------------------------------------- */

const char *
eta_listing_get (const EtaListing *listing, const char *path)
{
  return g_tree_lookup (listing->values, path);
}

void
eta_listing_set (EtaListing *listing, const char *path, const char *value)
{
  if (value && *value)
    g_tree_insert (listing->values, g_strdup (path), g_strdup (value));
  else
    g_tree_remove (listing->values, path);
}

void
eta_listing_put (EtaListing *listing, const char *value, ...)
{
  g_autofree char *path = NULL;
  va_list segments;

  va_start (segments, value);
  path = join (va_arg (segments, const char *), segments);
  va_end (segments);
  eta_listing_set (listing, path, value);
}

const char *
eta_listing_peek (const EtaListing *listing, ...)
{
  g_autofree char *path = NULL;
  va_list segments;

  va_start (segments, listing);
  path = join (va_arg (segments, const char *), segments);
  va_end (segments);
  return eta_listing_get (listing, path);
}

guint
eta_listing_size (const EtaListing *listing)
{
  return g_tree_nnodes (listing->values);
}

typedef struct {
  EtaListingFunc func;
  gpointer data;
} Each;

static gboolean
call_each (gpointer path, gpointer value, gpointer data)
{
  Each *each = data;

  each->func (path, value, each->data);
  return FALSE;
}

void
eta_listing_foreach (const EtaListing *listing, EtaListingFunc func, gpointer data)
{
  Each each = {func, data};

  g_tree_foreach (listing->values, call_each, &each);
}

GPtrArray *
eta_listing_children (const EtaListing *listing, const char *parent)
{
  g_autofree char *prefix = g_strconcat (parent, "/", NULL);
  GPtrArray *children = g_ptr_array_new_with_free_func (g_free);
  GTreeNode *node;

  for (node = g_tree_lower_bound (listing->values, prefix);
       node && g_str_has_prefix (g_tree_node_key (node), prefix); node = g_tree_node_next (node)) {
    const char *rest = (const char *)g_tree_node_key (node) + strlen (prefix);
    char *child = g_strndup (rest, strcspn (rest, "/"));

    unescape (child);
    if (g_ptr_array_find_with_equal_func (children, child, g_str_equal, NULL))
      g_free (child);
    else
      g_ptr_array_add (children, child);
  }
  return children;
}

static int
compare_ranks (gconstpointer a, gconstpointer b, gpointer data)
{
  const char *sku_a = *(const char *const *)a, *sku_b = *(const char *const *)b;
  const char *rank_a = eta_listing_peek (data, "variants", sku_a, "rank", NULL);
  const char *rank_b = eta_listing_peek (data, "variants", sku_b, "rank", NULL);
  int difference = (rank_a ? atoi (rank_a) : 0) - (rank_b ? atoi (rank_b) : 0);

  return difference ? difference : strcmp (sku_a, sku_b);
}

GPtrArray *
eta_listing_skus (const EtaListing *listing)
{
  GPtrArray *skus = eta_listing_children (listing, "variants");

  g_ptr_array_sort_with_data (skus, compare_ranks, (gpointer)listing);
  return skus;
}

gboolean
eta_listing_equal (const EtaListing *a, const EtaListing *b)
{
  GTreeNode *x, *y;

  if (!a || !b)
    return a == b;
  for (x = g_tree_node_first (a->values), y = g_tree_node_first (b->values); x && y;
       x = g_tree_node_next (x), y = g_tree_node_next (y))
    if (strcmp (g_tree_node_key (x), g_tree_node_key (y)) != 0 ||
        strcmp (g_tree_node_value (x), g_tree_node_value (y)) != 0)
      return FALSE;
  return !x && !y;
}

/* --- canonical JSON -------------------------------------------------------------------------- */

static void
write_value (const char *path, const char *value, gpointer data)
{
  eta_wire_text (data, path, value);
}

char *
eta_listing_to_text (const EtaListing *listing)
{
  GString *out = g_string_new (NULL);

  eta_wire_open (out, NULL, '{');
  eta_listing_foreach (listing, write_value, out);
  eta_wire_close (out, '}');
  return g_string_free (out, FALSE);
}

EtaListing *
eta_listing_from_text (const char *text, GError **error)
{
  g_autoptr (JsonNode) root = eta_wire_parse (text, strlen (text), error);
  EtaListing *listing;
  JsonObjectIter iter;
  const char *path;

  if (!root)
    return NULL;
  if (!JSON_NODE_HOLDS_OBJECT (root)) {
    g_set_error_literal (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_FAILED,
                         _ ("The journal of the marketplace is damaged. Sync again; what is in the "
                            "shop will be compared anew."));
    return NULL;
  }
  listing = eta_listing_new ();
  json_object_iter_init (&iter, json_node_get_object (root));
  while (json_object_iter_next (&iter, &path, NULL))
    eta_listing_set (listing, path, eta_wire_string (json_node_get_object (root), path));
  return listing;
}

char *
eta_listing_hash (const EtaListing *listing)
{
  g_autofree char *text = eta_listing_to_text (listing);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
}
