/* Finding products again in WooCommerce: by id, by SKU, and where a request has an unknown fate by
 * the name in their address, since a server that goes down leaves products that have no SKU yet. */
#include "sync/woo.h"

#include <string.h>

#define PAGE 100 /* the most that one list holds */
#define PAGE_TEXT "100"
#define MAX_QUERY 6000 /* bytes of a list of SKUs in an address */

/* A filter that the shop does not know, or an empty one, gives the whole list: every row is looked
 * at again before it is believed. */

typedef struct {
  EtaWoo *woo;
  GPtrArray *all; /* EtaWanted */
  GCancellable *cancellable;
} Search;

static char *
list_query (const char *filter, const char *value)
{
  g_autofree char *escaped = g_uri_escape_string (value, ",", FALSE);

  return g_strdup_printf ("per_page=" PAGE_TEXT
                          "&context=edit&_fields=%s&include_meta[]=" ETA_WOO_META "&%s=%s",
                          eta_woo_fields, filter, escaped);
}

/* VALUES: "a,b,c". Rows are borrowed from the answer, transfer full. */
static JsonNode *
get_list (Search *search, const char *filter, const char *values, GError **error)
{
  g_autofree char *query = list_query (filter, values);

  return eta_woo_get (search->woo, "/wc/v3/products", query, search->cancellable, error);
}

static JsonArray *
rows_of (JsonNode *answer)
{
  return JSON_NODE_HOLDS_ARRAY (answer) ? json_node_get_array (answer) : NULL;
}

static gboolean
is_type (JsonObject *row, const char *type)
{
  return g_strcmp0 (eta_wire_string (row, "type"), type) == 0;
}

/* The variations of a product are a list of their own. */
static EtaRemote *
read_row (Search *search, JsonObject *row, GError **error)
{
  g_autofree char *id = eta_wire_plain (row, "id");
  g_autofree char *route = g_strdup_printf ("/wc/v3/products/%s/variations", id);
  g_autofree char *query =
      g_strdup_printf ("per_page=" PAGE_TEXT "&context=edit&_fields=%s", eta_woo_variation_fields);
  g_autoptr (JsonNode) answer = NULL;

  if (!is_type (row, "variable"))
    return eta_woo_read_product (search->woo, row, NULL);
  answer = eta_woo_get (search->woo, route, query, search->cancellable, error);
  return answer ? eta_woo_read_product (search->woo, row, rows_of (answer)) : NULL;
}

/* Lists as they are asked for: at most a page of values each. */
typedef struct {
  GPtrArray *lists; /* "a,b,c" */
  GString *open;
  guint n;
} Lists;

static void
lists_close (Lists *lists)
{
  if (lists->open->len > 0)
    g_ptr_array_add (lists->lists, g_strdup (lists->open->str));
  g_string_truncate (lists->open, 0);
  lists->n = 0;
}

static void
lists_add (Lists *lists, const char *value)
{
  if (!value || !*value || strchr (value, ','))
    return; /* a comma parts values: such a code cannot be asked for */
  if (lists->n == PAGE || lists->open->len + strlen (value) > MAX_QUERY)
    lists_close (lists);
  g_string_append_printf (lists->open, "%s%s", lists->n++ > 0 ? "," : "", value);
}

/* --- by id ----------------------------------------------------------------------------------- */

static gboolean
take_by_id (Search *search, JsonObject *row, GError **error)
{
  g_autofree char *id = eta_wire_plain (row, "id");
  g_autoptr (EtaRemote) remote = NULL;
  guint i;

  for (i = 0; id && i < search->all->len; i++) {
    EtaWanted *wanted = g_ptr_array_index (search->all, i);

    if (wanted->found || g_strcmp0 (wanted->id, id) != 0 || is_type (row, "variation") ||
        g_strcmp0 (eta_wire_string (row, "status"), "trash") == 0)
      continue;
    if (!remote && !(remote = read_row (search, row, error)))
      return FALSE;
    eta_wanted_offer (wanted, remote, FALSE);
  }
  return TRUE;
}

typedef gboolean (*TakeRow) (Search *search, JsonObject *row, GError **error);

static gboolean
ask_lists (Search *search, Lists *lists, const char *filter, TakeRow take, GError **error)
{
  g_autoptr (GPtrArray) all = lists->lists;
  gboolean ok = TRUE;
  guint i, j;

  lists_close (lists);
  g_string_free (lists->open, TRUE);
  for (i = 0; ok && i < all->len; i++) {
    g_autoptr (JsonNode) answer = get_list (search, filter, all->pdata[i], error);
    JsonArray *rows = answer ? rows_of (answer) : NULL;

    ok = answer != NULL;
    for (j = 0; ok && j < eta_wire_length (rows); j++)
      ok = !eta_wire_nth (rows, j) || take (search, eta_wire_nth (rows, j), error);
  }
  return ok;
}

static Lists
lists_new (void)
{
  return (Lists){g_ptr_array_new_with_free_func (g_free), g_string_new (NULL), 0};
}

static gboolean
find_by_id (Search *search, GError **error)
{
  Lists lists = lists_new ();
  guint i;

  for (i = 0; i < search->all->len; i++)
    lists_add (&lists, ((EtaWanted *)g_ptr_array_index (search->all, i))->id);
  return ask_lists (search, &lists, "include", take_by_id, error);
}

/* --- by SKU ---------------------------------------------------------------------------------- */

/* The shop tells no capitals apart. */
static gboolean
wants_sku (const EtaWanted *wanted, const char *sku)
{
  guint i;

  for (i = 0; wanted->skus && i < wanted->skus->len; i++)
    if (g_ascii_strcasecmp (wanted->skus->pdata[i], sku) == 0)
      return TRUE;
  return FALSE;
}

/* "variants/kopi-01/…" → "variants/KOPI-01/…": to the shop it is the same code. */
typedef struct {
  EtaListing *listing;
  const char *theirs, *ours;
} Spelling;

static void
respell_path (const char *path, const char *value, gpointer data)
{
  Spelling *spelling = data;
  g_autofree char *from = eta_listing_path ("variants", spelling->theirs, "", NULL);
  g_autofree char *to = eta_listing_path ("variants", spelling->ours, "", NULL);
  g_autofree char *respelled = NULL;

  if (!g_str_has_prefix (path, from))
    return;
  respelled = g_strconcat (to, path + strlen (from), NULL);
  eta_listing_set (spelling->listing, path, NULL);
  eta_listing_set (spelling->listing, respelled, value);
}

static void
respell (EtaRemote *remote, const EtaWanted *wanted)
{
  g_autoptr (GPtrArray) theirs = eta_listing_skus (remote->listing);
  guint i, j;

  for (i = 0; i < theirs->len; i++)
    for (j = 0; wanted->skus && j < wanted->skus->len; j++) {
      const char *ours = wanted->skus->pdata[j];
      Spelling spelling = {remote->listing, theirs->pdata[i], ours};
      g_autoptr (EtaListing) before = NULL;

      if (g_str_equal (ours, spelling.theirs) || g_ascii_strcasecmp (ours, spelling.theirs) != 0)
        continue;
      before = eta_listing_copy (remote->listing);
      eta_listing_foreach (before, respell_path, &spelling);
    }
}

static void
offer_by_code (Search *search, EtaRemote *remote, const char *sku)
{
  guint i;

  for (i = 0; i < search->all->len; i++) {
    EtaWanted *wanted = g_ptr_array_index (search->all, i);
    gboolean ours = remote->key && g_strcmp0 (remote->key, wanted->key) == 0;
    gboolean by_handle = wanted->handle && (g_ascii_strcasecmp (wanted->handle, sku) == 0 ||
                                            g_strcmp0 (wanted->handle, remote->handle) == 0);

    if (!ours && !by_handle && !wants_sku (wanted, sku))
      continue;
    if (wanted->found && wanted->by_sku && ours) /* the right one after a stranger */
      eta_wanted_clear (wanted);
    respell (remote, wanted);
    if (!wanted->found || (ours && !wanted->by_sku))
      eta_wanted_offer (wanted, remote, !ours && !(by_handle && !remote->key));
  }
}

/* Of a product with many variations each gives a row: one is enough to lead to it. */
static gboolean
is_settled (Search *search, const char *sku)
{
  guint i;

  for (i = 0; i < search->all->len; i++) {
    EtaWanted *wanted = g_ptr_array_index (search->all, i);

    if (!wanted->found && wants_sku (wanted, sku))
      return FALSE;
  }
  return TRUE;
}

static gboolean
take_by_sku (Search *search, JsonObject *row, GError **error)
{
  const char *sku = eta_wire_string (row, "sku");
  g_autofree char *parent = eta_wire_plain (row, "parent_id");
  g_autoptr (JsonNode) answer = NULL;
  g_autoptr (EtaRemote) remote = NULL;

  if (!sku || !*sku)
    return TRUE;
  if (is_type (row, "variation")) {
    if (!parent || g_str_equal (parent, "0") || is_settled (search, sku))
      return TRUE;
    answer = get_list (search, "include", parent, error);
    if (!answer)
      return FALSE;
    row = eta_wire_length (rows_of (answer)) > 0 ? eta_wire_nth (rows_of (answer), 0) : NULL;
  }
  if (!row)
    return TRUE;
  remote = read_row (search, row, error);
  if (!remote)
    return FALSE;
  offer_by_code (search, remote, sku);
  return TRUE;
}

static gboolean
find_by_sku (Search *search, GError **error)
{
  Lists lists = lists_new ();
  guint i, j;

  for (i = 0; i < search->all->len; i++) {
    EtaWanted *wanted = g_ptr_array_index (search->all, i);

    if (wanted->found)
      continue;
    for (j = 0; wanted->skus && j < wanted->skus->len; j++)
      lists_add (&lists, wanted->skus->pdata[j]);
    lists_add (&lists, wanted->handle);
  }
  return ask_lists (search, &lists, "sku", take_by_sku, error);
}

/* --- by the name in its address -------------------------------------------------------------- */

/* Made by us and cut off before it had a code, or a code and no key. */
static gboolean
is_stump (const EtaRemote *remote, const EtaWanted *wanted)
{
  const char *sku = eta_wire_string (((EtaWooNative *)remote->native)->product, "sku");

  if (remote->key)
    return g_strcmp0 (remote->key, wanted->key) == 0;
  return !sku || !*sku || wants_sku (wanted, sku) || g_ascii_strcasecmp (sku, wanted->handle) == 0;
}

static gboolean
find_stump (Search *search, EtaWanted *wanted, GError **error)
{
  g_autoptr (JsonNode) answer = get_list (search, "slug", wanted->handle, error);
  JsonArray *rows = answer ? rows_of (answer) : NULL;
  guint i;

  for (i = 0; i < eta_wire_length (rows); i++) {
    JsonObject *row = eta_wire_nth (rows, i);
    g_autoptr (EtaRemote) remote = NULL;

    if (g_strcmp0 (eta_wire_string (row, "slug"), wanted->handle) != 0)
      continue;
    remote = read_row (search, row, error);
    if (!remote)
      return FALSE;
    if (is_stump (remote, wanted))
      eta_wanted_offer (wanted, remote, FALSE);
  }
  return answer != NULL;
}

gboolean
eta_woo_find (gpointer self, GPtrArray *all, GCancellable *cancellable, GError **error)
{
  EtaWoo *woo = self;
  Search search = {woo, all, cancellable};
  guint i;

  if (!eta_woo_ensure_info (woo, cancellable, error))
    return FALSE;
  for (i = 0; i < all->len; i++)
    eta_wanted_clear (g_ptr_array_index (all, i));
  if (!find_by_id (&search, error) || !find_by_sku (&search, error))
    return FALSE;
  for (i = 0; i < all->len; i++) {
    EtaWanted *wanted = g_ptr_array_index (all, i);

    if (!wanted->found && wanted->doubt && wanted->handle && *wanted->handle &&
        !find_stump (&search, wanted, error))
      return FALSE;
  }
  return TRUE;
}
