#include "sync/medusa-wire.h"

#include <string.h>

/* Does MESSAGE name TEXT as a word of its own? "KOPI-1" is not in "KOPI-10". */
static gboolean
names (const char *message, const char *text)
{
  gsize n = text ? strlen (text) : 0;
  const char *at = message;

  while (n > 0 && (at = strstr (at, text))) {
    gboolean begins = at == message || !(g_ascii_isalnum (at[-1]) || strchr ("-_", at[-1]));
    gboolean ends = !(g_ascii_isalnum (at[n]) || (at[n] && strchr ("-_", at[n])));

    if (begins && ends)
      return TRUE;
    at += n;
  }
  return FALSE;
}

static gboolean
is_named (const EtaPush *push, const char *message)
{
  g_autoptr (GPtrArray) skus = eta_listing_skus (push->target);
  guint i;

  if (names (message, push->handle) || names (message, push->key) ||
      (push->remote && names (message, push->remote->id)))
    return TRUE;
  for (i = 0; i < skus->len; i++)
    if (names (message, skus->pdata[i]) ||
        names (message,
               eta_listing_peek (push->target, "variants", skus->pdata[i], "barcode", NULL)))
      return TRUE;
  return FALSE;
}

/* "Field 'create, 1, title' is required": the second of those to be made. */
static EtaPush *
by_index (GPtrArray *pushes, const char *message)
{
  const char *at = strstr (message, "'create, ");
  gboolean make = at != NULL;
  guint index, i;

  if (!at)
    at = strstr (message, "'update, ");
  if (!at || !g_ascii_isdigit (at[9]))
    return NULL;
  index = (guint)g_ascii_strtoull (at + 9, NULL, 10);
  for (i = 0; i < pushes->len; i++) {
    EtaPush *push = g_ptr_array_index (pushes, i);

    if ((push->remote == NULL) == make && index-- == 0)
      return push;
  }
  return NULL;
}

static void
blame (EtaPush *push, const char *message)
{
  push->result = strstr (message, "already exists") ? ETA_PUSH_EXISTS : ETA_PUSH_REJECTED;
  g_free (push->message);
  push->message = g_strdup (message);
}

gboolean
eta_medusa_blame (GPtrArray *pushes, const char *message)
{
  EtaPush *one = pushes->len == 1 ? g_ptr_array_index (pushes, 0) : by_index (pushes, message);
  gboolean found = FALSE;
  guint i;

  for (i = 0; i < pushes->len; i++) {
    EtaPush *push = g_ptr_array_index (pushes, i);

    push->result = ETA_PUSH_UNDONE;
    if (one ? push != one : !is_named (push, message))
      continue;
    blame (push, message);
    found = TRUE;
  }
  return found;
}
