/* Variants, options and prices on their way to Medusa. */
#include "sync/medusa-wire.h"

#include <string.h>

static JsonObject *
native_product (const EtaPush *push)
{
  return push->remote ? ((EtaMedusaNative *)push->remote->native)->product : NULL;
}

static JsonObject *
native_variant (const EtaPush *push, const char *sku)
{
  JsonArray *variants = eta_wire_array (native_product (push), "variants");
  guint i;

  for (i = 0; i < eta_wire_length (variants); i++)
    if (g_strcmp0 (eta_wire_string (eta_wire_nth (variants, i), "sku"), sku) == 0)
      return eta_wire_nth (variants, i);
  return NULL;
}

/* --- options --------------------------------------------------------------------------------- */

typedef struct {
  GPtrArray *titles;  /* in order */
  GHashTable *values; /* title → GPtrArray of values in order */
} Options;

static void
options_clear (Options *options)
{
  g_ptr_array_unref (options->titles);
  g_hash_table_unref (options->values);
}

static void
add_option (Options *options, const char *title, const char *value)
{
  GPtrArray *values = g_hash_table_lookup (options->values, title);

  if (!values) {
    values = g_ptr_array_new_with_free_func (g_free);
    g_hash_table_insert (options->values, g_strdup (title), values);
    g_ptr_array_add (options->titles, g_strdup (title));
  }
  if (value && !g_ptr_array_find_with_equal_func (values, value, g_str_equal, NULL))
    g_ptr_array_add (values, g_strdup (value));
}

static Options
options_new (void)
{
  Options options = {
      g_ptr_array_new_with_free_func (g_free),
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref)};

  return options;
}

static Options
target_options (const EtaListing *target)
{
  Options options = options_new ();
  g_autoptr (GPtrArray) skus = eta_listing_skus (target);
  guint i, j;

  for (i = 0; i < skus->len; i++) {
    g_autofree char *parent = eta_listing_path ("variants", skus->pdata[i], "options", NULL);
    g_autoptr (GPtrArray) titles = eta_listing_children (target, parent);

    for (j = 0; j < titles->len; j++)
      add_option (
          &options, titles->pdata[j],
          eta_listing_peek (target, "variants", skus->pdata[i], "options", titles->pdata[j], NULL));
  }
  return options;
}

static Options
native_options (JsonArray *all, GHashTable *ids)
{
  Options options = options_new ();
  guint i, j;

  for (i = 0; i < eta_wire_length (all); i++) {
    JsonObject *option = eta_wire_nth (all, i);
    JsonArray *values = eta_wire_array (option, "values");
    const char *title = eta_wire_string (option, "title");

    if (!title || !eta_wire_string (option, "id"))
      continue;
    add_option (&options, title, NULL);
    g_hash_table_insert (ids, g_strdup (title), g_strdup (eta_wire_string (option, "id")));
    for (j = 0; j < eta_wire_length (values); j++)
      add_option (&options, title, eta_wire_string (eta_wire_nth (values, j), "value"));
  }
  return options;
}

static void
write_values (GString *out, const char *key, GPtrArray *values)
{
  guint i;

  eta_wire_open (out, key, '[');
  for (i = 0; i < values->len; i++)
    eta_wire_text (out, NULL, values->pdata[i]);
  eta_wire_close (out, ']');
}

/* ADDED to a product that is there, an option is one for all products unless it is said to be
 * exclusive, and then the second product that wants a “Size” is refused. */
static void
write_option (GString *out, const char *title, GPtrArray *values, gboolean added)
{
  eta_wire_open (out, NULL, '{');
  eta_wire_text (out, "title", title);
  write_values (out, "values", values);
  if (added)
    eta_wire_bool (out, "is_exclusive", TRUE);
  eta_wire_close (out, '}');
}

/* Values of one option that the shop does not know yet. Whether there were any. */
static gboolean
write_new_values (GString *out, const char *id, GPtrArray *wanted, GPtrArray *known)
{
  gboolean any = FALSE;
  guint i;

  for (i = 0; i < wanted->len; i++) {
    if (g_ptr_array_find_with_equal_func (known, wanted->pdata[i], g_str_equal, NULL))
      continue;
    if (!any) {
      eta_wire_open (out, NULL, '{');
      eta_wire_text (out, "product_option_id", id);
      eta_wire_open (out, "add", '[');
    }
    any = TRUE;
    eta_wire_open (out, NULL, '{');
    eta_wire_text (out, "value", wanted->pdata[i]);
    eta_wire_close (out, '}');
  }
  if (any) {
    eta_wire_close (out, ']');
    eta_wire_close (out, '}');
  }
  return any;
}

static gboolean
same_titles (const Options *a, const Options *b)
{
  guint i;

  for (i = 0; i < a->titles->len; i++)
    if (!g_hash_table_contains (b->values, a->titles->pdata[i]))
      return FALSE;
  return a->titles->len == b->titles->len;
}

static char *
options_body (const Options *wanted, const Options *there, GHashTable *ids)
{
  GString *out = g_string_new (NULL);
  gboolean any = FALSE;
  guint i;

  eta_wire_open (out, NULL, '{');
  eta_wire_open (out, "remove", '[');
  for (i = 0; i < there->titles->len; i++)
    if (!g_hash_table_contains (wanted->values, there->titles->pdata[i])) {
      eta_wire_text (out, NULL, g_hash_table_lookup (ids, there->titles->pdata[i]));
      any = TRUE;
    }
  eta_wire_close (out, ']');
  eta_wire_open (out, "add", '[');
  for (i = 0; i < wanted->titles->len; i++)
    if (!g_hash_table_contains (there->values, wanted->titles->pdata[i])) {
      write_option (out, wanted->titles->pdata[i],
                    g_hash_table_lookup (wanted->values, wanted->titles->pdata[i]), TRUE);
      any = TRUE;
    }
  eta_wire_close (out, ']');
  eta_wire_open (out, "update", '[');
  for (i = 0; i < wanted->titles->len; i++) {
    const char *title = wanted->titles->pdata[i];

    if (g_hash_table_contains (there->values, title))
      any |= write_new_values (out, g_hash_table_lookup (ids, title),
                               g_hash_table_lookup (wanted->values, title),
                               g_hash_table_lookup (there->values, title));
  }
  eta_wire_close (out, ']');
  eta_wire_close (out, '}');
  return g_string_free (out, !any);
}

static gboolean
touches_variants (const EtaPush *push)
{
  GHashTableIter iter;
  gpointer path;

  if (push->repair)
    return TRUE;
  g_hash_table_iter_init (&iter, push->paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (g_str_has_prefix (path, "variants/"))
      return TRUE;
  return FALSE;
}

void
eta_medusa_prepare (EtaMedusaWork *work)
{
  const EtaPush *push = work->push;
  g_autoptr (GHashTable) ids = NULL;
  Options wanted, there;

  if (!push->remote || !touches_variants (push))
    return;
  ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  wanted = target_options (push->target);
  there = native_options (eta_wire_array (native_product (push), "options"), ids);
  work->options = options_body (&wanted, &there, ids);
  work->anew = push->repair || !same_titles (&wanted, &there);
  options_clear (&wanted);
  options_clear (&there);
}

/* --- prices ---------------------------------------------------------------------------------- */

static void
write_price (GString *out, const char *currency, const char *from, const char *amount)
{
  g_autofree char *code = g_ascii_strdown (currency, -1);

  eta_wire_open (out, NULL, '{');
  eta_wire_text (out, "currency_code", code);
  eta_wire_raw (out, "amount", amount);
  if (!g_str_equal (from, "1"))
    eta_wire_raw (out, "min_quantity", from);
  eta_wire_close (out, '}');
}

/* The list replaces what is there, so the shop keeper's own prices (a region, a group, a sale) are
 * named to be kept. */
static void
write_kept_prices (GString *out, JsonObject *variant)
{
  JsonArray *prices = eta_wire_array (variant, "prices");
  guint i;

  for (i = 0; i < eta_wire_length (prices); i++) {
    JsonObject *price = eta_wire_nth (prices, i);

    if (eta_medusa_is_plain_price (price) || eta_wire_string (price, "price_list_id"))
      continue;
    eta_wire_open (out, NULL, '{');
    eta_wire_text (out, "id", eta_wire_string (price, "id"));
    eta_wire_close (out, '}');
  }
}

static gboolean
is_number (const char *text)
{
  return *text && strspn (text, "0123456789.") == strlen (text);
}

static void
write_prices (GString *out, const EtaListing *target, const char *sku, JsonObject *variant)
{
  g_autofree char *parent = eta_listing_path ("variants", sku, "prices", NULL);
  g_autoptr (GPtrArray) currencies = eta_listing_children (target, parent);
  guint i, j;

  eta_wire_open (out, "prices", '[');
  for (i = 0; i < currencies->len; i++) {
    const char *currency = currencies->pdata[i];
    g_autofree char *below = eta_listing_path ("variants", sku, "prices", currency, NULL);
    g_autoptr (GPtrArray) steps = eta_listing_children (target, below);

    for (j = 0; j < steps->len; j++) {
      const char *amount =
          eta_listing_peek (target, "variants", sku, "prices", currency, steps->pdata[j], NULL);

      if (is_number (amount) && is_number (steps->pdata[j]))
        write_price (out, currency, steps->pdata[j], amount);
    }
  }
  write_kept_prices (out, variant);
  eta_wire_close (out, ']');
}

/* --- variants -------------------------------------------------------------------------------- */

typedef struct {
  GString *out;
  const EtaPush *push;
  const char *sku;
  JsonObject *there; /* the variant as it is, or NULL */
} Variant;

static gboolean
is_sent (const Variant *variant, const char *member)
{
  g_autofree char *path = eta_listing_path ("variants", variant->sku, member, NULL);
  gsize n = strlen (path);
  GHashTableIter iter;
  gpointer touched;

  if (!variant->there)
    return TRUE;
  g_hash_table_iter_init (&iter, variant->push->paths);
  while (g_hash_table_iter_next (&iter, &touched, NULL))
    if (strncmp (touched, path, n) == 0 &&
        (((char *)touched)[n] == 0 || ((char *)touched)[n] == '/'))
      return TRUE;
  return FALSE;
}

static void
write_member (const Variant *variant, const char *member, const char *name, gboolean number)
{
  const char *value =
      eta_listing_peek (variant->push->target, "variants", variant->sku, member, NULL);

  if (!is_sent (variant, member) || (!variant->there && !value))
    return;
  if (number)
    eta_wire_raw (variant->out, name, value && is_number (value) ? value : "null");
  else
    eta_wire_text (variant->out, name, value);
}

static void
write_options (const Variant *variant)
{
  const EtaListing *target = variant->push->target;
  g_autofree char *parent = eta_listing_path ("variants", variant->sku, "options", NULL);
  g_autoptr (GPtrArray) titles = eta_listing_children (target, parent);
  guint i;

  if (!is_sent (variant, "options"))
    return;
  eta_wire_open (variant->out, "options", '{');
  for (i = 0; i < titles->len; i++)
    eta_wire_text (
        variant->out, titles->pdata[i],
        eta_listing_peek (target, "variants", variant->sku, "options", titles->pdata[i], NULL));
  eta_wire_close (variant->out, '}');
}

static void
write_variant (const Variant *variant)
{
  const char *title =
      eta_listing_peek (variant->push->target, "variants", variant->sku, "title", NULL);

  eta_wire_open (variant->out, NULL, '{');
  if (variant->there) {
    eta_wire_text (variant->out, "id", eta_wire_string (variant->there, "id"));
  } else {
    eta_wire_text (variant->out, "sku", variant->sku);
    eta_wire_bool (variant->out, "manage_inventory", FALSE);
  }
  if (is_sent (variant, "title"))
    eta_wire_text (variant->out, "title", title ? title : variant->sku);
  write_member (variant, "barcode", "barcode", FALSE);
  write_member (variant, "weight", "weight", TRUE);
  write_member (variant, "rank", "variant_rank", TRUE);
  write_options (variant);
  if (is_sent (variant, "prices"))
    write_prices (variant->out, variant->push->target, variant->sku, variant->there);
  eta_wire_close (variant->out, '}');
}

/* Variants without a code were made in the shop; whatever the list leaves out would be deleted. */
static void
write_kept_variants (GString *out, const EtaPush *push)
{
  JsonArray *variants = eta_wire_array (native_product (push), "variants");
  guint i;

  for (i = 0; i < eta_wire_length (variants); i++) {
    JsonObject *variant = eta_wire_nth (variants, i);
    const char *sku = eta_wire_string (variant, "sku");

    if (sku && *sku)
      continue;
    eta_wire_open (out, NULL, '{');
    eta_wire_text (out, "id", eta_wire_string (variant, "id"));
    eta_wire_close (out, '}');
  }
}

void
eta_medusa_write_variants (GString *out, const EtaMedusaWork *work)
{
  const EtaPush *push = work->push;
  g_autoptr (GPtrArray) skus = eta_listing_skus (push->target);
  guint i;

  if (!push->remote) {
    Options options = target_options (push->target);

    eta_wire_open (out, "options", '[');
    for (i = 0; i < options.titles->len; i++)
      write_option (out, options.titles->pdata[i],
                    g_hash_table_lookup (options.values, options.titles->pdata[i]), FALSE);
    eta_wire_close (out, ']');
    options_clear (&options);
  } else if (!touches_variants (push)) {
    return;
  }
  eta_wire_open (out, "variants", '[');
  for (i = 0; i < skus->len; i++) {
    Variant variant = {out, push, skus->pdata[i], NULL};

    if (!work->anew)
      variant.there = native_variant (push, skus->pdata[i]);
    write_variant (&variant);
  }
  if (!work->anew)
    write_kept_variants (out, push);
  eta_wire_close (out, ']');
}
