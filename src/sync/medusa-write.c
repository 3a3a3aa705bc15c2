#include "sync/medusa-wire.h"

#include "sync/describe.h"

#include <string.h>

static const char *const shown_texts[] = {"title", "subtitle", "description"};
static const char *const other_texts[] = {"ingredients", "allergens", "storage", "usage"};

static gboolean
is_new (const EtaMedusaWork *work)
{
  return work->push->remote == NULL;
}

static gboolean
is_touched (const EtaPush *push, const char *path)
{
  return push->paths && g_hash_table_contains (push->paths, path);
}

/* Is PREFIX, or anything below it, touched? */
static gboolean
is_touched_below (const EtaPush *push, const char *prefix)
{
  gsize n = strlen (prefix);
  GHashTableIter iter;
  gpointer path;

  if (!push->paths)
    return FALSE;
  g_hash_table_iter_init (&iter, push->paths);
  while (g_hash_table_iter_next (&iter, &path, NULL))
    if (strncmp (path, prefix, n) == 0 && (((char *)path)[n] == 0 || ((char *)path)[n] == '/'))
      return TRUE;
  return FALSE;
}

static JsonObject *
native_product (const EtaPush *push)
{
  return push->remote ? ((EtaMedusaNative *)push->remote->native)->product : NULL;
}

/* Plain decimal text as a JSON number; anything else as null. */
static void
write_number (GString *out, const char *key, const char *text)
{
  gsize whole = text ? strspn (text, "0123456789") : 0;
  gsize rest = text && text[whole] == '.' ? 1 + strspn (text + whole + 1, "0123456789") : 0;

  if (whole > 0 && rest != 1 && !text[whole + rest] && (*text != '0' || whole == 1))
    eta_wire_raw (out, key, text);
  else
    eta_wire_raw (out, key, "null");
}

/* --- plain members --------------------------------------------------------------------------- */

static void
write_plain (GString *out, const EtaMedusaWork *work)
{
  static const struct {
    const char *path;
    const char *member;
    gboolean number;
  } members[] = {
      {"title", "title", FALSE},   {"subtitle", "subtitle", FALSE},
      {"hs", "hs_code", FALSE},    {"description", "description", FALSE},
      {"weight", "weight", TRUE},  {"length", "length", TRUE},
      {"width", "width", TRUE},    {"height", "height", TRUE},
      {"status", "status", FALSE},
  };
  const EtaPush *push = work->push;
  guint i;

  for (i = 0; i < G_N_ELEMENTS (members); i++) {
    const char *value = eta_listing_get (push->target, members[i].path);

    if (is_new (work) ? !value : !is_touched (push, members[i].path))
      continue;
    if (members[i].number)
      write_number (out, members[i].member, value);
    else
      eta_wire_text (out, members[i].member, value);
  }
}

static void
write_origin (GString *out, const EtaMedusaWork *work)
{
  const char *value = eta_listing_get (work->push->target, "origin");
  g_autofree char *country = value ? g_ascii_strdown (value, -1) : NULL;

  if (is_new (work) ? value != NULL : is_touched (work->push, "origin"))
    eta_wire_text (out, "origin_country", country);
}

/* --- metadata -------------------------------------------------------------------------------- */

static void
write_facts (GString *out, const EtaListing *target)
{
  g_autoptr (GPtrArray) keys = eta_listing_children (target, "facts");
  guint i;

  eta_wire_open (out, "etalase", '{');
  eta_wire_text (out, "lang", eta_listing_get (target, "lang"));
  for (i = 0; i < keys->len; i++) {
    const char *key = keys->pdata[i], *value = eta_listing_peek (target, "facts", key, NULL);

    if (!value)
      continue;
    if (eta_listing_fact_is_number (key) && strspn (value, "-0123456789") == strlen (value))
      eta_wire_raw (out, key, value);
    else
      eta_wire_text (out, key, value);
  }
  eta_wire_close (out, '}');
}

static void
write_language (GString *out, const EtaListing *target, const char *lang, gboolean base)
{
  guint i;

  eta_wire_open (out, lang, '{');
  for (i = 0; i < G_N_ELEMENTS (shown_texts); i++) {
    const char *text = base ? eta_listing_get (target, shown_texts[i])
                            : eta_listing_peek (target, "texts", lang, shown_texts[i], NULL);

    if (text)
      eta_wire_text (out, shown_texts[i], text);
  }
  for (i = 0; i < G_N_ELEMENTS (other_texts); i++) {
    const char *text = eta_listing_peek (target, "texts", lang, other_texts[i], NULL);

    if (text)
      eta_wire_text (out, other_texts[i], text);
  }
  eta_wire_close (out, '}');
}

static void
write_metadata (GString *out, const EtaMedusaWork *work)
{
  static const char *const parts[] = {"lang", "title", "subtitle", "description", "texts", "facts"};
  const EtaListing *target = work->push->target;
  const char *base = eta_listing_get (target, "lang");
  g_autoptr (GPtrArray) langs = NULL;
  gboolean touched = is_new (work);
  guint i;

  for (i = 0; i < G_N_ELEMENTS (parts) && !touched; i++)
    touched = is_touched_below (work->push, parts[i]);
  if (!touched)
    return;
  langs = eta_listing_children (target, "texts");
  if (base && !g_ptr_array_find_with_equal_func (langs, base, g_str_equal, NULL))
    g_ptr_array_insert (langs, 0, g_strdup (base));
  eta_wire_open (out, "metadata", '{');
  write_facts (out, target);
  eta_wire_open (out, "i18n", '{');
  for (i = 0; i < langs->len; i++)
    write_language (out, target, langs->pdata[i], g_strcmp0 (langs->pdata[i], base) == 0);
  eta_wire_close (out, '}');
  eta_wire_close (out, '}');
}

/* --- pictures, channels, terms --------------------------------------------------------------- */

/* The row of an address: sent along, Medusa keeps it instead of making another. */
static const char *
image_id (const EtaPush *push, const char *url)
{
  JsonArray *images = eta_wire_array (native_product (push), "images");
  guint i;

  for (i = 0; i < eta_wire_length (images); i++)
    if (g_strcmp0 (eta_wire_string (eta_wire_nth (images, i), "url"), url) == 0)
      return eta_wire_string (eta_wire_nth (images, i), "id");
  return NULL;
}

/* Where a picture already is in this product, it stays there; else where it was uploaded to. */
static const char *
image_url (const EtaPush *push, const char *token)
{
  const char *here = push->remote ? g_hash_table_lookup (push->remote->photos, token) : NULL;

  if (!here && push->photos)
    here = g_hash_table_lookup (push->photos, token);
  return here ? here : token;
}

static void
write_images (GString *out, const EtaMedusaWork *work)
{
  const EtaPush *push = work->push;
  const char *images = eta_listing_get (push->target, "images");
  g_auto (GStrv) tokens = g_strsplit (images ? images : "", " ", -1);
  guint i;

  if (is_new (work) ? !images : !is_touched (push, "images"))
    return;
  eta_wire_open (out, "images", '[');
  for (i = 0; tokens[i]; i++) {
    const char *url = image_url (push, tokens[i]), *id = image_id (push, url);

    eta_wire_open (out, NULL, '{');
    if (id)
      eta_wire_text (out, "id", id);
    eta_wire_text (out, "url", url);
    eta_wire_close (out, '}');
  }
  eta_wire_close (out, ']');
  eta_wire_text (out, "thumbnail", tokens[0] ? image_url (push, tokens[0]) : NULL);
}

static void
write_channels (GString *out, const EtaMedusaWork *work)
{
  const char *own = eta_listing_get (work->push->target, "channel");
  JsonArray *there = eta_wire_array (native_product (work->push), "sales_channels");
  guint i;

  if (is_new (work) ? !own : !is_touched (work->push, "channel"))
    return;
  eta_wire_open (out, "sales_channels", '[');
  for (i = 0; i < eta_wire_length (there); i++) {
    const char *id = eta_wire_string (eta_wire_nth (there, i), "id");

    if (!id || g_strcmp0 (id, own) == 0)
      continue;
    eta_wire_open (out, NULL, '{');
    eta_wire_text (out, "id", id);
    eta_wire_close (out, '}');
  }
  if (own) {
    eta_wire_open (out, NULL, '{');
    eta_wire_text (out, "id", own);
    eta_wire_close (out, '}');
  }
  eta_wire_close (out, ']');
}

static const char *
native_id (JsonArray *all, const char *name, const char *value)
{
  guint i;

  for (i = 0; i < eta_wire_length (all); i++)
    if (g_strcmp0 (eta_wire_string (eta_wire_nth (all, i), name), value) == 0)
      return eta_wire_string (eta_wire_nth (all, i), "id");
  return NULL;
}

/* Categories and tags: the whole set, those the shop keeper added included. */
static void
write_terms (
    GString *out, const EtaMedusaWork *work, const char *path, const char *name, GHashTable *terms)
{
  g_autoptr (GPtrArray) values = eta_listing_children (work->push->target, path);
  JsonArray *there = eta_wire_array (native_product (work->push), path);
  guint i;

  if (is_new (work) ? values->len == 0 : !is_touched_below (work->push, path))
    return;
  eta_wire_open (out, path, '[');
  for (i = 0; i < values->len; i++) {
    g_autofree char *key = g_strdup_printf ("%c:%s", *path, (char *)values->pdata[i]);
    const char *id = terms ? g_hash_table_lookup (terms, key) : NULL;

    if (!id)
      id = native_id (there, name, values->pdata[i]);
    if (!id)
      continue;
    eta_wire_open (out, NULL, '{');
    eta_wire_text (out, "id", id);
    eta_wire_close (out, '}');
  }
  eta_wire_close (out, ']');
}

/* --- the whole ------------------------------------------------------------------------------- */

void
eta_medusa_write_product (GString *out,
                          const EtaMedusaWork *work,
                          const EtaMarketInfo *info,
                          GHashTable *terms)
{
  const EtaPush *push = work->push;

  eta_wire_open (out, NULL, '{');
  if (!is_new (work))
    eta_wire_text (out, "id", push->remote->id);
  if (is_new (work))
    eta_wire_text (out, "handle", push->handle);
  if (is_new (work) || !push->remote->key || !*push->remote->key)
    eta_wire_text (out, "external_id", push->key);
  write_plain (out, work);
  write_origin (out, work);
  write_metadata (out, work);
  write_images (out, work);
  write_channels (out, work);
  write_terms (out, work, "categories", "handle", terms);
  write_terms (out, work, "tags", "value", terms);
  eta_medusa_write_variants (out, work);
  eta_wire_close (out, '}');
}

/* --- translations ---------------------------------------------------------------------------- */

static void
write_translation (GString *out,
                   const EtaPush *push,
                   const char *lang,
                   const char *known,
                   const char *product,
                   const char *locale)
{
  guint i;

  eta_wire_open (out, NULL, '{');
  if (known) {
    eta_wire_text (out, "id", known);
  } else {
    eta_wire_text (out, "reference_id", product);
    eta_wire_text (out, "reference", "product");
    eta_wire_text (out, "locale_code", locale);
  }
  eta_wire_open (out, "translations", '{');
  for (i = 0; i < G_N_ELEMENTS (shown_texts); i++) {
    const char *text = eta_listing_peek (push->target, "texts", lang, shown_texts[i], NULL);

    /* What is kept is merged, so a text that is gone must be sent as empty; the shop then shows
     * the base text. */
    if (text || known)
      eta_wire_text (out, shown_texts[i], text ? text : "");
  }
  eta_wire_close (out, '}');
  eta_wire_close (out, '}');
}

/* Languages of the target, and those of which it has lost all texts. */
static GPtrArray *
touched_languages (const EtaPush *push)
{
  GPtrArray *langs = eta_listing_children (push->target, "texts");
  GHashTableIter iter;
  gpointer path;

  if (!push->paths)
    return langs;
  g_hash_table_iter_init (&iter, push->paths);
  while (g_hash_table_iter_next (&iter, &path, NULL)) {
    g_auto (GStrv) segments = eta_listing_path_split (path);

    if (g_strv_length (segments) == 3 && g_str_equal (segments[0], "texts") &&
        !g_ptr_array_find_with_equal_func (langs, segments[1], g_str_equal, NULL))
      g_ptr_array_add (langs, g_strdup (segments[1]));
  }
  return langs;
}

gboolean
eta_medusa_write_translations (GString *create,
                               GString *update,
                               const EtaPush *push,
                               const char *id,
                               const EtaMarketInfo *info)
{
  g_autoptr (GPtrArray) langs = touched_languages (push);
  EtaMedusaNative *native = push->remote ? push->remote->native : NULL;
  gboolean any = FALSE;
  guint i;

  for (i = 0; info->translations && i < langs->len; i++) {
    const char *lang = langs->pdata[i], *locale = eta_medusa_locale (info, lang);
    g_autofree char *prefix = eta_listing_path ("texts", lang, NULL);
    const char *known =
        native && locale ? g_hash_table_lookup (native->translations, locale) : NULL;

    if (!locale || g_strcmp0 (lang, eta_listing_get (push->target, "lang")) == 0 ||
        (push->remote && !is_touched_below (push, prefix)))
      continue;
    if (!known && !eta_listing_peek (push->target, "texts", lang, "title", NULL))
      continue; /* nothing that the shop would show */
    write_translation (known ? update : create, push, lang, known, id, locale);
    any = TRUE;
  }
  return any;
}
