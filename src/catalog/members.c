#include "catalog/members.h"

#include <string.h>

void
eta_members_dup (gpointer object, const gsize *offsets, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    char **text = &ETA_MEMBER_TEXT (object, offsets[i]);
    *text = g_strdup (*text);
  }
}

void
eta_members_clear (gpointer object, const gsize *offsets, gsize n)
{
  for (gsize i = 0; i < n; i++)
    g_clear_pointer (&ETA_MEMBER_TEXT (object, offsets[i]), g_free);
}

#define MAX_SIZE 512

gboolean
eta_members_equal (gconstpointer a, gconstpointer b, gsize size, const gsize *offsets, gsize n)
{
  /* The texts are taken out, what is left is compared as it lies in memory: the structs were made
   * zeroed, so that the gaps between members are equal too. */
  guint64 x[MAX_SIZE / sizeof (guint64)], y[MAX_SIZE / sizeof (guint64)];

  g_assert (size <= MAX_SIZE);
  memcpy (x, a, size);
  memcpy (y, b, size);
  for (gsize i = 0; i < n; i++) {
    if (g_strcmp0 (ETA_MEMBER_TEXT (a, offsets[i]), ETA_MEMBER_TEXT (b, offsets[i])) != 0)
      return FALSE;
    ETA_MEMBER_TEXT (x, offsets[i]) = ETA_MEMBER_TEXT (y, offsets[i]) = NULL;
  }
  return memcmp (x, y, size) == 0;
}

gboolean
eta_members_equal_arrays (const GPtrArray *a, const GPtrArray *b, EtaMemberEqual equal)
{
  if (a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    if (!equal (a->pdata[i], b->pdata[i]))
      return FALSE;
  return TRUE;
}

GPtrArray *
eta_members_dup_array (const GPtrArray *all, EtaMemberCopy copy, GDestroyNotify free)
{
  GPtrArray *out = g_ptr_array_new_full (all->len, free);

  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (out, copy (all->pdata[i]));
  return out;
}
