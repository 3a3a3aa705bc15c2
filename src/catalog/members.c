#include "catalog/members.h"

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

gboolean
eta_members_equal (gconstpointer a, gconstpointer b, const gsize *offsets, gsize n)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (ETA_MEMBER_TEXT (a, offsets[i]), ETA_MEMBER_TEXT (b, offsets[i])) != 0)
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
