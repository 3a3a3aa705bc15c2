/* From a decided plan to what is sent, and to what the journal keeps of it. */
#include "sync/plan.h"

#include <string.h>

EtaTake
eta_change_take (const EtaChange *change, EtaTake take)
{
  if (change->by == ETA_CHANGE_MINE)
    return ETA_TAKE_MINE;
  return change->take != ETA_TAKE_NONE ? change->take : take;
}

gboolean
eta_change_is_sent (const EtaChange *change, EtaTake take)
{
  return eta_change_take (change, take) == ETA_TAKE_MINE;
}

static EtaTake
item_take (const EtaPlanItem *item, EtaTake take)
{
  return item->take != ETA_TAKE_NONE ? item->take : take;
}

/* Products that are sent, or not, as a whole. */
static gboolean
is_asked_whole (const EtaPlanItem *item)
{
  return item->action == ETA_ACTION_GONE || item->doubtful;
}

gboolean
eta_plan_item_is_open (const EtaPlanItem *item, EtaTake take)
{
  guint i;

  if (is_asked_whole (item))
    return item_take (item, take) == ETA_TAKE_NONE;
  for (i = 0; i < item->changes->len; i++)
    if (eta_change_take (g_ptr_array_index (item->changes, i), take) == ETA_TAKE_NONE)
      return TRUE;
  return FALSE;
}

gboolean
eta_plan_item_is_sent (const EtaPlanItem *item, EtaTake take)
{
  guint i;

  if (item->action == ETA_ACTION_SAME || item->action == ETA_ACTION_BLOCKED)
    return FALSE;
  if (is_asked_whole (item))
    return item_take (item, take) == ETA_TAKE_MINE;
  if (item->action == ETA_ACTION_CREATE || item->action == ETA_ACTION_REPAIR ||
      item->action == ETA_ACTION_ADOPT)
    return TRUE;
  for (i = 0; i < item->changes->len; i++)
    if (eta_change_is_sent (g_ptr_array_index (item->changes, i), take))
      return TRUE;
  return FALSE;
}

static void
add_path (const char *path, const char *value, gpointer data)
{
  g_hash_table_add (data, g_strdup (path));
}

static void
add_text_path (const char *path, const char *value, gpointer data)
{
  if (g_str_has_prefix (path, "texts/"))
    g_hash_table_add (data, g_strdup (path));
}

EtaListing *
eta_plan_item_target (const EtaPlanItem *item, EtaTake take, GHashTable **paths)
{
  EtaListing *target;
  guint i;

  *paths = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (!item->remote) {
    eta_listing_foreach (item->local, add_path, *paths);
    return eta_listing_ref (item->local);
  }
  target = eta_listing_copy (item->remote->listing);
  for (i = 0; i < item->changes->len; i++) {
    const EtaChange *change = g_ptr_array_index (item->changes, i);

    if (!eta_change_is_sent (change, take))
      continue;
    eta_listing_set (target, change->path, change->after);
    g_hash_table_add (*paths, g_strdup (change->path));
  }
  if (item->remote->lacks & ETA_LACKS_TEXTS)
    eta_listing_foreach (target, add_text_path, *paths);
  return target;
}

static const char *
value_in (const EtaListing *listing, const char *path)
{
  return listing ? eta_listing_get (listing, path) : NULL;
}

void
eta_plan_item_settle (const EtaPlanItem *item,
                      const EtaListing *readback,
                      EtaTake take,
                      EtaListing **sent,
                      EtaListing **base)
{
  gboolean status_only = item->action == ETA_ACTION_UNPUBLISH || !item->local;
  guint i;

  *sent = eta_listing_copy (status_only && item->sent ? item->sent
                            : item->local             ? item->local
                                                      : readback);
  if (status_only)
    eta_listing_set (*sent, "status", eta_listing_get (readback, "status"));
  *base = eta_listing_copy (readback);
  for (i = 0; i < item->changes->len; i++) {
    const EtaChange *change = g_ptr_array_index (item->changes, i);

    if (eta_change_take (change, take) != ETA_TAKE_NONE)
      continue;
    /* Asked again next time: both sides stay as they were known. */
    eta_listing_set (*sent, change->path, value_in (item->sent, change->path));
    eta_listing_set (*base, change->path,
                     value_in (item->base ? item->base : item->sent, change->path));
  }
}
