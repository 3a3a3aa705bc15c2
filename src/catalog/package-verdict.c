#include "catalog/package-verdict.h"

#include "catalog/json-list.h"
#include "catalog/product-json.h"

#include <string.h>

typedef enum { KEEP, TAKE, CLASH } Side;

void
eta_merger_init (EtaMerger *merger, EtaStore *store, const EtaPackage *package)
{
  merger->store = store;
  merger->package = package;
  merger->producers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  merger->claimed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

void
eta_merger_clear (EtaMerger *merger)
{
  g_clear_pointer (&merger->producers, g_hash_table_unref);
  g_clear_pointer (&merger->claimed, g_hash_table_unref);
}

static void
change_free (gpointer data)
{
  EtaMergeChange *change = data;

  g_free (change->field);
  g_free (change->label);
  g_free (change->mine);
  g_free (change->theirs);
  g_free (change);
}

void
eta_merge_item_free (EtaMergeItem *item)
{
  if (!item)
    return;
  g_free (item->id);
  g_free (item->local_id);
  g_free (item->sku);
  g_free (item->name);
  g_free (item->producer);
  g_ptr_array_unref (item->changes);
  g_free (item);
}

void
eta_verdict_free (EtaVerdict *verdict)
{
  if (!verdict)
    return;
  g_clear_pointer (&verdict->item, eta_merge_item_free);
  g_clear_pointer (&verdict->product, eta_product_unref);
  g_clear_pointer (&verdict->producer, eta_producer_unref);
  eta_pieces_free (verdict->mine);
  eta_pieces_free (verdict->theirs);
  eta_pieces_free (verdict->base);
  g_clear_pointer (&verdict->addresses, g_ptr_array_unref);
  g_free (verdict);
}

void
eta_merge_count (EtaMergeCount *count, EtaMergeState state)
{
  guint *const all[] = {&count->n_new, &count->n_changed, &count->n_same, &count->n_clash};

  (*all[state])++;
}

/* --- taking apart ----------------------------------------------------------------------------- */

/* The producer of theirs is called as it is called here. */
static void
translate_producer (EtaMerger *merger, JsonObject *object)
{
  const char *id = json_object_get_string_member_with_default (object, "producer_id", NULL);
  g_autofree char *lower = id ? g_ascii_strdown (id, -1) : NULL;
  const char *local = lower ? g_hash_table_lookup (merger->producers, lower) : NULL;

  if (local)
    json_object_set_string_member (object, "producer_id", local);
}

static EtaPieces *
pieces_of (EtaMerger *merger, JsonNode *node, gboolean producer, gboolean translate)
{
  JsonObject *object = json_node_get_object (node);

  if (translate)
    translate_producer (merger, object);
  return eta_pieces_new (object, producer);
}

/* Text of a package as this program understands it: members that it does not know are gone, what is
 * written in another way is as we would write it. NULL when it cannot be read. */
static EtaPieces *
pieces_of_text (
    EtaMerger *merger, const char *text, gsize len, gboolean is_producer, GError **error)
{
  g_autoptr (JsonNode) raw = eta_json_object_of (text, len);
  g_autoptr (JsonNode) node = NULL;

  if (is_producer) {
    g_autoptr (EtaProducer) producer = eta_producer_from_json (raw, error);
    node = producer ? eta_producer_to_json (producer) : NULL;
  } else {
    g_autoptr (EtaProduct) product = eta_product_from_json (raw, error);
    node = product ? eta_product_to_json (product) : NULL;
  }
  return node ? pieces_of (merger, node, is_producer, TRUE) : NULL;
}

static EtaPieces *
pieces_of_base (EtaMerger *merger, const EtaPackageItem *item, gboolean producer)
{
  g_autoptr (GBytes) content =
      eta_store_received_content (merger->store, merger->package->info.org, item->id);
  gsize len = 0;
  const char *text = content ? g_bytes_get_data (content, &len) : NULL;

  return text && eta_json_is_tame (text, len, ETA_PACKAGE_MAX_DEPTH)
             ? pieces_of_text (merger, text, len, producer, NULL)
             : NULL;
}

/* --- who it is here --------------------------------------------------------------------------- */

static char *
local_producer (EtaMerger *merger, const EtaPackageItem *item, const char *received)
{
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (EtaProducer) producer = NULL;

  if (received && eta_store_has_producer (merger->store, received))
    return g_strdup (received);
  if (eta_store_has_producer (merger->store, item->id))
    return g_strdup (item->id);
  node = eta_json_object_of (item->text, item->len);
  producer = eta_producer_from_json (node, NULL);
  return producer ? eta_store_producer_like (merger->store, producer) : NULL;
}

static char *
local_product (EtaMerger *merger, const EtaPackageItem *item, const char *received)
{
  const char *producer = g_hash_table_lookup (merger->producers, item->producer_id);
  g_autoptr (EtaProduct) same = NULL;

  if (received && eta_store_row_of (merger->store, received) > 0)
    return g_strdup (received);
  if (eta_store_row_of (merger->store, item->id) > 0)
    return g_strdup (item->id);
  if (!producer || !item->sku)
    return NULL;
  same = eta_store_find_sku (merger->store, producer, item->sku, NULL);
  return same ? g_strdup (same->id) : NULL;
}

/* Two of theirs are never one of mine. */
static char *
claim (EtaMerger *merger, char *local)
{
  if (!local || g_hash_table_add (merger->claimed, g_strdup (local)))
    return local;
  g_free (local);
  return NULL;
}

static gboolean
read_mine (EtaMerger *merger, EtaVerdict *verdict, GError **error)
{
  EtaMergeItem *item = verdict->item;
  g_autoptr (JsonNode) node = NULL;

  if (!item->local_id)
    return TRUE;
  if (item->is_producer) {
    verdict->producer = eta_store_get_producer (merger->store, item->local_id, error);
    node = verdict->producer ? eta_producer_to_json (verdict->producer) : NULL;
  } else {
    verdict->product = eta_store_get_product (merger->store, item->local_id, error);
    node = verdict->product ? eta_product_to_json (verdict->product) : NULL;
    item->in_trash = verdict->product && verdict->product->trashed;
  }
  if (node)
    verdict->mine = pieces_of (merger, node, item->is_producer, FALSE);
  return node != NULL;
}

/* --- who wins --------------------------------------------------------------------------------- */

static Side
side_of (const EtaVerdict *verdict, const char *address)
{
  const EtaPiece *mine = eta_pieces_get (verdict->mine, address);
  const EtaPiece *theirs = eta_pieces_get (verdict->theirs, address);
  const EtaPiece *base = eta_pieces_get (verdict->base, address);

  if (eta_piece_equal (mine, theirs))
    return KEEP;
  if (!verdict->base)
    return !mine ? TAKE : !theirs ? KEEP : CLASH;
  if (eta_piece_equal (theirs, base))
    return KEEP;
  return eta_piece_equal (mine, base) ? TAKE : CLASH;
}

static void
collect_addresses (EtaVerdict *verdict)
{
  const EtaPieces *const sides[] = {verdict->mine, verdict->theirs};

  verdict->addresses = g_ptr_array_new ();
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    for (guint j = 0; sides[i] && j < sides[i]->all->len; j++) {
      const EtaPiece *piece = sides[i]->all->pdata[j];

      if (i == 0 || !eta_pieces_get (verdict->mine, piece->address))
        g_ptr_array_add (verdict->addresses, piece->address);
    }
  }
}

static char *
text_of (EtaMerger *merger, const EtaPiece *piece)
{
  g_autoptr (EtaProducer) producer = NULL;

  if (!piece || strcmp (piece->address, "producer_id") != 0)
    return eta_piece_text (piece);
  producer = eta_store_get_producer (merger->store, json_node_get_string (piece->node), NULL);
  return g_strdup (producer ? eta_producer_name (producer, eta_package_lang ()) : "?");
}

static void
add_change (EtaMerger *merger, EtaVerdict *verdict, const char *address, gboolean clash)
{
  const EtaPiece *mine = eta_pieces_get (verdict->mine, address);
  const EtaPiece *theirs = eta_pieces_get (verdict->theirs, address);
  EtaMergeChange *change = g_new0 (EtaMergeChange, 1);

  change->field = g_strdup (address);
  change->label = eta_piece_label (theirs ? theirs : mine);
  change->mine = text_of (merger, mine);
  change->theirs = text_of (merger, theirs);
  change->clash = clash;
  g_ptr_array_add (verdict->item->changes, change);
}

static void
compare (EtaMerger *merger, EtaVerdict *verdict)
{
  EtaMergeItem *item = verdict->item;

  item->state = ETA_MERGE_SAME;
  for (guint i = 0; i < verdict->addresses->len; i++) {
    const char *address = verdict->addresses->pdata[i];
    const Side side = side_of (verdict, address);

    if (side == KEEP)
      continue;
    add_change (merger, verdict, address, side == CLASH);
    if (side == CLASH)
      item->state = ETA_MERGE_CLASH;
    else if (item->state == ETA_MERGE_SAME)
      item->state = ETA_MERGE_CHANGED;
  }
}

/* Only the time of a change differs, or how it is written. */
static gboolean
is_as_received (const EtaVerdict *verdict)
{
  if (!verdict->base || verdict->base->all->len != verdict->theirs->all->len)
    return FALSE;
  for (guint i = 0; i < verdict->theirs->all->len; i++) {
    const EtaPiece *piece = verdict->theirs->all->pdata[i];

    if (!eta_piece_equal (piece, eta_pieces_get (verdict->base, piece->address)))
      return FALSE;
  }
  return TRUE;
}

static const char *
producer_name (const EtaPackage *package, const char *id)
{
  for (guint i = 0; id && i < package->producers->len; i++) {
    const EtaPackageItem *producer = package->producers->pdata[i];

    if (strcmp (producer->id, id) == 0)
      return producer->name;
  }
  return NULL;
}

static EtaMergeItem *
item_new (EtaMerger *merger, const EtaPackageItem *of, gboolean producer)
{
  EtaMergeItem *item = g_new0 (EtaMergeItem, 1);

  item->is_producer = producer;
  item->id = g_strdup (of->id);
  item->sku = g_strdup (of->sku);
  item->name = g_strdup (of->name ? of->name : "");
  item->producer = g_strdup (producer_name (merger->package, of->producer_id));
  item->changes = g_ptr_array_new_with_free_func (change_free);
  return item;
}

EtaVerdict *
eta_merger_examine (EtaMerger *merger, const EtaPackageItem *of, gboolean producer, GError **error)
{
  g_autoptr (EtaVerdict) verdict = g_new0 (EtaVerdict, 1);
  g_auto (EtaReceivedRow) row = {0};
  g_autoptr (GError) failed = NULL;
  EtaMergeItem *item = verdict->item = item_new (merger, of, producer);

  if (!eta_store_find_received (merger->store, merger->package->info.org, of->id, &row, &failed) &&
      failed) {
    g_propagate_error (error, g_steal_pointer (&failed));
    return NULL;
  }
  item->local_id = claim (merger, producer ? local_producer (merger, of, row.local)
                                           : local_product (merger, of, row.local));
  if (producer)
    g_hash_table_insert (merger->producers, g_strdup (of->id),
                         g_strdup (item->local_id ? item->local_id : of->id));
  /* What they have not touched since needs no look at mine, which may have been deleted, too. */
  if (row.digest && strcmp (row.digest, of->digest) == 0 && (item->local_id || !producer)) {
    item->state = ETA_MERGE_SAME;
    verdict->received = TRUE;
    return g_steal_pointer (&verdict);
  }
  verdict->theirs = pieces_of_text (merger, of->text, of->len, producer, error);
  if (!verdict->theirs || !read_mine (merger, verdict, error))
    return NULL;
  verdict->base = row.local && verdict->mine ? pieces_of_base (merger, of, producer) : NULL;
  collect_addresses (verdict);
  if (verdict->mine)
    compare (merger, verdict);
  else
    item->state = ETA_MERGE_NEW;
  verdict->received = is_as_received (verdict);
  return g_steal_pointer (&verdict);
}

JsonNode *
eta_verdict_result (const EtaVerdict *verdict, EtaMergeTake take)
{
  g_autoptr (GPtrArray) chosen = g_ptr_array_new ();
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);

  for (guint i = 0; i < verdict->addresses->len; i++) {
    const char *address = verdict->addresses->pdata[i];
    Side side = verdict->mine ? side_of (verdict, address) : TAKE;
    const EtaPiece *piece;

    if (side == CLASH)
      side = take == ETA_TAKE_THEIRS ? TAKE : KEEP;
    piece = eta_pieces_get (side == TAKE ? verdict->theirs : verdict->mine, address);
    if (piece)
      g_ptr_array_add (chosen, (gpointer)piece);
  }
  json_node_take_object (
      node, eta_pieces_join (chosen, verdict->mine, verdict->theirs, verdict->item->is_producer));
  return node;
}
