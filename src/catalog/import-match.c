/* Which picture belongs to which product, by the names of the files (catalog/import-files.h). */
#include "catalog/import-files.h"

#include <string.h>

char *
eta_import_files_key (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = g_utf8_casefold (normal ? normal : "", -1);
  GString *key = g_string_sized_new (strlen (folded));
  gboolean gap = FALSE;

  for (const char *p = folded; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isalnum (c) && !g_unichar_ismark (c)) {
      gap = key->len > 0;
      continue;
    }
    if (gap)
      g_string_append_c (key, '-');
    gap = FALSE;
    g_string_append_unichar (key, c);
  }
  return g_string_free (key, FALSE);
}

typedef struct {
  GHashTable *keys, *names;
} Keys;

/* A file on its way to its product. */
typedef struct {
  guint i;
  char *rest; /* what is behind the key, so that it sorts: "" before "2" before "10" */
} Hit;

static void
hit_free (gpointer data)
{
  Hit *hit = data;

  g_free (hit->rest);
  g_free (hit);
}

static int
compare_hits (gconstpointer a, gconstpointer b)
{
  const Hit *x = *(const Hit *const *)a, *y = *(const Hit *const *)b;
  int order = strcmp (x->rest, y->rest);

  return order != 0 ? order : x->i < y->i ? -1 : x->i > y->i;
}

/* Where KEY can be cut next, from its end: before a "-", or before the letter of "kopi-01a". */
static gboolean
shorten (char *key)
{
  gsize len = strlen (key);
  char *gap;

  if (len >= 2 && g_ascii_isalpha (key[len - 1]) && g_ascii_isdigit (key[len - 2])) {
    key[len - 1] = '\0';
    return TRUE;
  }
  gap = strrchr (key, '-');
  if (!gap || gap == key)
    return FALSE;
  *gap = '\0';
  return TRUE;
}

/* "" and "-2": another picture of the same. */
static gboolean
is_numbering (const char *rest)
{
  return strspn (rest, "-0123456789") == strlen (rest);
}

/* The owner of the longest key that STEM begins with; *REST is what is behind it. */
static gpointer
find_owner (const Keys *keys, const char *stem, char **rest)
{
  g_autofree char *whole = eta_import_files_key (stem);
  g_autofree char *key = g_strdup (whole);

  if (*key == '\0')
    return NULL;
  do {
    const char *behind = whole + strlen (key);
    gpointer owner = g_hash_table_lookup (keys->keys, key);

    if (!owner && keys->names && is_numbering (behind))
      owner = g_hash_table_lookup (keys->names, key);
    if (owner) {
      behind += *behind == '-';
      *rest = *behind ? g_utf8_collate_key_for_filename (behind, -1) : g_strdup ("");
      return owner;
    }
  } while (shorten (key));
  return NULL;
}

/* By the file's own name, else by the folder it lies in: "KOPI-01/depan.jpg". */
static gpointer
find_owner_of_file (const Keys *keys, const char *name, char **rest)
{
  g_autofree char *base = g_path_get_basename (name);
  g_autofree char *folder = g_path_get_dirname (name);
  char *dot = strrchr (base, '.');
  gpointer owner;

  if (dot)
    *dot = '\0';
  owner = find_owner (keys, base, rest);
  while (!owner && !g_str_equal (folder, ".") && !g_str_equal (folder, "/")) {
    g_autofree char *last = g_path_get_basename (folder);
    char *up = g_path_get_dirname (folder);

    owner = find_owner (keys, last, rest);
    g_free (folder);
    folder = up;
    if (!owner)
      continue;
    g_free (*rest);
    *rest = g_utf8_collate_key_for_filename (base, -1);
  }
  return owner;
}

GHashTable *
eta_import_files_match (const EtaImportFiles *files,
                        GHashTable *keys,
                        GHashTable *names,
                        GArray *unused)
{
  const Keys both = {keys, names};
  g_autoptr (GHashTable) hits =
      g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
  GHashTable *found = g_hash_table_new_full (NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
  GHashTableIter iter;
  gpointer owner, list;

  for (guint i = 0; i < eta_import_files_count (files); i++) {
    g_autofree char *rest = NULL;
    Hit *hit;

    owner = find_owner_of_file (&both, eta_import_files_name (files, i), &rest);
    if (!owner) {
      if (unused)
        g_array_append_val (unused, i);
      continue;
    }
    list = g_hash_table_lookup (hits, owner);
    if (!list) {
      list = g_ptr_array_new_with_free_func (hit_free);
      g_hash_table_insert (hits, owner, list);
    }
    hit = g_new0 (Hit, 1);
    hit->i = i;
    hit->rest = g_steal_pointer (&rest);
    g_ptr_array_add (list, hit);
  }
  g_hash_table_iter_init (&iter, hits);
  while (g_hash_table_iter_next (&iter, &owner, &list)) {
    GPtrArray *sorted = list;
    GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));

    g_ptr_array_sort (sorted, compare_hits);
    for (guint i = 0; i < sorted->len; i++)
      g_array_append_val (numbers, ((Hit *)sorted->pdata[i])->i);
    g_hash_table_insert (found, owner, numbers);
  }
  return found;
}
