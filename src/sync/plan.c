#include "sync/plan.h"

#include "catalog/fold.h"
#include "sync/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* --- comparing field by field ---------------------------------------------------------------- */

typedef struct {
  EtaPlanItem *item;
  gboolean unknown; /* it is not known what became of the last request */
  gboolean adopt;   /* there is nothing to compare with: the catalog counts */
  gboolean behind;  /* the journal does not say what is the case */
} Compare;

static const char *
value_in (const EtaListing *listing, const char *path)
{
  return listing ? eta_listing_get (listing, path) : NULL;
}

static void
change_free (gpointer data)
{
  EtaChange *change = data;

  g_free (change->path);
  g_free (change->label);
  g_free (change->before);
  g_free (change->after);
  g_free (change);
}

static void
add_change (
    EtaPlanItem *item, const char *path, const char *before, const char *after, EtaChangeBy by)
{
  EtaChange *change = g_new0 (EtaChange, 1);

  change->path = g_strdup (path);
  change->label = eta_listing_label (path);
  change->before = g_strdup (before);
  change->after = g_strdup (after);
  change->by = by;
  g_ptr_array_add (item->changes, change);
}

/* Was the value in the shop put there by somebody else than us? While a request's fate is unknown,
 * `base` is what was being sent: old, new and nothing yet are all ours. */
static gboolean
was_changed_there (const Compare *compare, const char *path, const char *sent, const char *there)
{
  const EtaPlanItem *item = compare->item;
  const char *base = value_in (item->base ? item->base : item->sent, path);

  if (compare->adopt)
    return FALSE;
  if (compare->unknown && (!there || g_strcmp0 (there, sent) == 0))
    return FALSE;
  return g_strcmp0 (there, base) != 0;
}

static void
compare_path (Compare *compare, const char *path)
{
  EtaPlanItem *item = compare->item;
  const char *here = value_in (item->local, path);
  const char *sent = value_in (item->sent, path);
  const char *there = value_in (item->remote->listing, path);
  gboolean here_changed = compare->adopt || g_strcmp0 (here, sent) != 0 ||
                          (compare->unknown && g_strcmp0 (here, value_in (item->base, path)) == 0);
  gboolean there_changed = was_changed_there (compare, path, sent, there);

  if (g_strcmp0 (here, there) == 0) {
    compare->behind |= here_changed || there_changed;
    return;
  }
  if (!here_changed && !there_changed)
    return; /* a difference that was accepted, or is the shop's own way of writing */
  add_change (item, path, there, here,
              !there_changed ? ETA_CHANGE_MINE
              : here_changed ? ETA_CHANGE_BOTH
                             : ETA_CHANGE_THEIRS);
}

static void
compare_here (const char *path, const char *value, gpointer data)
{
  compare_path (data, path);
}

/* What was sent once and is no longer in the catalog. */
static void
compare_gone_here (const char *path, const char *value, gpointer data)
{
  Compare *compare = data;

  if (!eta_listing_get (compare->item->local, path))
    compare_path (compare, path);
}

/* --- is it the same thing? ------------------------------------------------------------------- */

static guint
shared_pairs (const char *a, const char *b, guint *total)
{
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *p, *next, *after;
  guint shared = 0, n = 0, m = 0;

  for (p = a; *p && *(next = g_utf8_next_char (p)); p = next, n++) {
    after = g_utf8_next_char (next);
    g_hash_table_add (pairs, g_strndup (p, (gsize)(after - p)));
  }
  for (p = b; *p && *(next = g_utf8_next_char (p)); p = next, m++) {
    g_autofree char *pair = NULL;

    after = g_utf8_next_char (next);
    pair = g_strndup (p, (gsize)(after - p));
    shared += g_hash_table_contains (pairs, pair) ? 1 : 0;
  }
  *total = n + m;
  return shared;
}

/* Do two names share a third of their pairs of letters? “Kopi Arabika” and “Kopi Arabika Ijen 250
 * g” do, “Kopi Arabika” and “Sarung batik” do not. */
static gboolean
are_alike (const char *a, const char *b)
{
  g_autofree char *folded_a = eta_fold (a), *folded_b = eta_fold (b);
  guint total, shared = shared_pairs (folded_a, folded_b, &total);

  return strcmp (folded_a, folded_b) == 0 || (total > 0 && shared * 2 * 3 >= total);
}

static gboolean
is_like (const EtaListing *local, const EtaListing *remote)
{
  const char *there = value_in (remote, "title");
  g_autoptr (GPtrArray) langs = eta_listing_children (local, "texts");
  guint i;

  if (!there || are_alike (there, value_in (local, "title")))
    return TRUE;
  for (i = 0; i < langs->len; i++) {
    const char *title = eta_listing_peek (local, "texts", langs->pdata[i], "title", NULL);

    if (title && are_alike (there, title))
      return TRUE;
  }
  return FALSE;
}

/* --- deciding -------------------------------------------------------------------------------- */

static gboolean
is_state (const EtaPlanItem *item, const char *state)
{
  return item->row && g_strcmp0 (item->row->state, state) == 0;
}

static gboolean
is_in_trash (const EtaPlanItem *item)
{
  return !item->local || g_strcmp0 (value_in (item->local, "status"), "draft") == 0;
}

/* Nothing but the place in the shop window changes: the texts stay for the day it comes back. */
static EtaAction
decide_unpublish (EtaPlanItem *item, gboolean *settle)
{
  const char *there = item->remote ? value_in (item->remote->listing, "status") : NULL;

  if (!item->row || !item->remote || g_strcmp0 (there, "published") != 0) {
    *settle = item->row && !is_state (item, "retired");
    return ETA_ACTION_SAME;
  }
  add_change (item, "status", there, "draft", ETA_CHANGE_MINE);
  return ETA_ACTION_UNPUBLISH;
}

static EtaAction
decide_missing (EtaPlanItem *item)
{
  if (!item->sent)
    return ETA_ACTION_CREATE;
  if (is_state (item, "gone"))
    return ETA_ACTION_SAME;
  item->message = g_strdup (_ ("It was deleted in the shop. Take yours to make it again, or theirs "
                               "to leave it away."));
  return ETA_ACTION_GONE;
}

static EtaAction
decide_adopt (EtaPlanItem *item, gboolean by_sku)
{
  item->doubtful = by_sku && !is_like (item->local, item->remote->listing);
  if (item->doubtful)
    item->message =
        g_strdup_printf (_ ("The shop has another product under this code: “%s”. Take yours to "
                            "make it this product, or change the code."),
                         value_in (item->remote->listing, "title"));
  else
    item->message = g_strdup (_ ("It is in the shop already and becomes part of this catalog."));
  return ETA_ACTION_ADOPT;
}

/* Did a server that went down in the middle of a batch leave half a product? What a shop keeper
 * took away on purpose is not that: it happened while the journal was clean. */
static gboolean
is_half_made (const EtaPlanItem *item, gboolean suspect)
{
  guint i;

  if (item->remote->lacks & ETA_LACKS_TEXTS)
    return TRUE;
  if (!suspect || item->remote->lacks == ETA_LACKS_NOTHING)
    return FALSE;
  for (i = 0; i < item->changes->len; i++) {
    const EtaChange *change = g_ptr_array_index (item->changes, i);

    if (!change->before && g_str_has_prefix (change->path, "variants/"))
      return TRUE;
  }
  return FALSE;
}

static EtaAction
decide_there (EtaPlanItem *item, gboolean by_sku, gboolean *settle)
{
  /* Found by nothing but its code, it is no remains of our own request. */
  gboolean stranger = by_sku && !item->sent;
  gboolean unknown = !stranger && (is_state (item, "unknown") || is_state (item, "in_flight"));
  gboolean adopt = !item->sent && !(unknown && item->base);
  Compare compare = {item, unknown, adopt, FALSE};
  gboolean mine = FALSE;
  guint i;

  eta_listing_foreach (item->local, compare_here, &compare);
  if (item->sent)
    eta_listing_foreach (item->sent, compare_gone_here, &compare);
  for (i = 0; i < item->changes->len; i++)
    mine |= ((EtaChange *)g_ptr_array_index (item->changes, i))->by == ETA_CHANGE_MINE;
  if (is_half_made (item, unknown || (adopt && !by_sku))) {
    item->message = g_strdup (_ ("The shop was interrupted and holds only half of it."));
    return ETA_ACTION_REPAIR;
  }
  if (adopt && (by_sku || mine))
    return decide_adopt (item, by_sku);
  if (item->changes->len > 0)
    return mine ? ETA_ACTION_UPDATE : ETA_ACTION_CONFLICT;
  *settle = compare.behind || adopt || unknown || is_state (item, "error") ||
            is_state (item, "conflict") || is_state (item, "retired") || is_state (item, "gone");
  return ETA_ACTION_SAME;
}

static EtaListing *
parse (const char *text)
{
  /* A damaged journal is as good as none: everything is compared with the shop itself. */
  return text ? eta_listing_from_text (text, NULL) : NULL;
}

EtaPlanItem *
eta_plan_decide (
    EtaListing *local, EtaListingRow *row, EtaRemote *remote, gboolean by_sku, gboolean *settle)
{
  EtaPlanItem *item = g_new0 (EtaPlanItem, 1);

  *settle = FALSE;
  item->changes = g_ptr_array_new_with_free_func (change_free);
  item->remarks = g_ptr_array_new_with_free_func (g_free);
  item->local = local ? eta_listing_ref (local) : NULL;
  item->remote = remote ? eta_remote_ref (remote) : NULL;
  item->row = row;
  item->product_id = row ? g_strdup (row->product_id) : NULL;
  item->sent = row ? parse (row->sent) : NULL;
  item->base = row ? parse (row->remote) : NULL;
  if (is_in_trash (item))
    item->action = decide_unpublish (item, settle);
  else if (!remote)
    item->action = decide_missing (item);
  else
    item->action = decide_there (item, by_sku, settle);
  return item;
}

/* --- life ------------------------------------------------------------------------------------ */

void
eta_plan_item_free (EtaPlanItem *item)
{
  if (!item)
    return;
  g_free (item->product_id);
  g_free (item->sku);
  g_free (item->name);
  g_free (item->message);
  g_free (item->handle);
  g_free (item->suffix);
  g_ptr_array_unref (item->changes);
  g_ptr_array_unref (item->remarks);
  g_clear_pointer (&item->local, eta_listing_unref);
  g_clear_pointer (&item->remote, eta_remote_unref);
  g_clear_pointer (&item->row, eta_listing_row_free);
  g_clear_pointer (&item->sent, eta_listing_unref);
  g_clear_pointer (&item->base, eta_listing_unref);
  g_free (item);
}

EtaPlan *
eta_plan_new (void)
{
  EtaPlan *plan = g_new0 (EtaPlan, 1);

  plan->items = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_plan_item_free);
  plan->settle = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_plan_item_free);
  return plan;
}

void
eta_plan_free (EtaPlan *plan)
{
  if (!plan)
    return;
  g_ptr_array_unref (plan->items);
  g_ptr_array_unref (plan->settle);
  g_clear_pointer (&plan->info, eta_market_info_free);
  g_free (plan);
}

void
eta_plan_add (EtaPlan *plan, EtaPlanItem *item, gboolean settle)
{
  if (item->action != ETA_ACTION_SAME) {
    g_ptr_array_add (plan->items, item);
    return;
  }
  plan->same++;
  if (settle)
    g_ptr_array_add (plan->settle, item);
  else
    eta_plan_item_free (item);
}
