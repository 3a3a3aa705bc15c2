#include "catalog/product.h"

#include "catalog/clean.h"
#include "catalog/members.h"

#define TEXT(member) G_STRUCT_OFFSET (EtaProduct, member)

static const gsize texts[] = {
    TEXT (id),       TEXT (producer_id), TEXT (sku),      TEXT (category),     TEXT (stage),
    TEXT (brand),    TEXT (gtin),        TEXT (hs),       TEXT (hs_edition),   TEXT (country),
    TEXT (province), TEXT (regency),     TEXT (unit),     TEXT (sample_terms), TEXT (payment_terms),
    TEXT (port),     TEXT (state),       TEXT (state_by), TEXT (state_at),     TEXT (state_note),
    TEXT (created),  TEXT (changed),     TEXT (trashed),
};

static const gsize photo_texts[] = {G_STRUCT_OFFSET (EtaPhoto, id),
                                    G_STRUCT_OFFSET (EtaPhoto, sha256)};
static const gsize variant_texts[] = {
    G_STRUCT_OFFSET (EtaVariant, id), G_STRUCT_OFFSET (EtaVariant, sku),
    G_STRUCT_OFFSET (EtaVariant, gtin), G_STRUCT_OFFSET (EtaVariant, options)};
static const gsize evidence_texts[] = {
    G_STRUCT_OFFSET (EtaEvidence, id), G_STRUCT_OFFSET (EtaEvidence, key),
    G_STRUCT_OFFSET (EtaEvidence, value), G_STRUCT_OFFSET (EtaEvidence, file)};

/* The arrays of a product and how their elements are copied, freed and named. Every element starts
 * with its id, except words, which are known by their language. */
static const struct {
  gsize offset;
  EtaMemberCopy copy;
  EtaMemberEqual equal;
  GDestroyNotify free;
  gboolean has_id;
} lists[] = {
    {G_STRUCT_OFFSET (EtaProduct, words), (EtaMemberCopy)eta_words_copy,
     (EtaMemberEqual)eta_words_equal, (GDestroyNotify)eta_words_free, FALSE},
    {G_STRUCT_OFFSET (EtaProduct, prices), (EtaMemberCopy)eta_price_copy,
     (EtaMemberEqual)eta_price_equal, (GDestroyNotify)eta_price_free, TRUE},
    {G_STRUCT_OFFSET (EtaProduct, packs), (EtaMemberCopy)eta_pack_copy,
     (EtaMemberEqual)eta_pack_equal, (GDestroyNotify)eta_pack_free, TRUE},
    {G_STRUCT_OFFSET (EtaProduct, variants), (EtaMemberCopy)eta_variant_copy,
     (EtaMemberEqual)eta_variant_equal, (GDestroyNotify)eta_variant_free, TRUE},
    {G_STRUCT_OFFSET (EtaProduct, photos), (EtaMemberCopy)eta_photo_copy,
     (EtaMemberEqual)eta_photo_equal, (GDestroyNotify)eta_photo_free, TRUE},
    {G_STRUCT_OFFSET (EtaProduct, certificates), (EtaMemberCopy)eta_certificate_copy,
     (EtaMemberEqual)eta_certificate_equal, (GDestroyNotify)eta_certificate_free, TRUE},
    {G_STRUCT_OFFSET (EtaProduct, evidence), (EtaMemberCopy)eta_evidence_copy,
     (EtaMemberEqual)eta_evidence_equal, (GDestroyNotify)eta_evidence_free, TRUE},
};

G_STATIC_ASSERT (G_STRUCT_OFFSET (EtaPrice, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (EtaPack, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (EtaVariant, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (EtaPhoto, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (EtaCertificate, id) == 0);
G_STATIC_ASSERT (G_STRUCT_OFFSET (EtaEvidence, id) == 0);

EtaProduct *
eta_product_new (void)
{
  EtaProduct *product = g_atomic_rc_box_new0 (EtaProduct);

  product->id = g_uuid_string_random ();
  product->state = g_strdup ("draft");
  product->country = g_strdup ("ID");
  product->hs_edition = g_strdup ("HS 2022");
  product->keep_min = product->keep_max = ETA_NO_CELSIUS;
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    G_STRUCT_MEMBER (GPtrArray *, product, lists[i].offset) =
        g_ptr_array_new_with_free_func (lists[i].free);
  return product;
}

EtaProduct *
eta_product_copy (const EtaProduct *product)
{
  EtaProduct *copy = g_atomic_rc_box_dup (sizeof *product, (EtaProduct *)product);

  eta_members_dup (copy, texts, G_N_ELEMENTS (texts));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    GPtrArray **list = &G_STRUCT_MEMBER (GPtrArray *, copy, lists[i].offset);
    *list = eta_members_dup_array (*list, lists[i].copy, lists[i].free);
  }
  return copy;
}

static void
renew_id (char **id)
{
  g_free (*id);
  *id = g_uuid_string_random ();
}

EtaProduct *
eta_product_duplicate (const EtaProduct *product)
{
  static const gsize own[] = {TEXT (sku),        TEXT (gtin),    TEXT (state_by), TEXT (state_at),
                              TEXT (state_note), TEXT (created), TEXT (changed),  TEXT (trashed)};
  EtaProduct *copy = eta_product_copy (product);

  eta_members_clear (copy, own, G_N_ELEMENTS (own));
  renew_id (&copy->id);
  eta_set_text (&copy->state, "draft");
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    GPtrArray *list = G_STRUCT_MEMBER (GPtrArray *, copy, lists[i].offset);
    for (guint j = 0; lists[i].has_id && j < list->len; j++)
      renew_id ((char **)list->pdata[j]);
  }
  for (guint i = 0; i < copy->variants->len; i++) {
    EtaVariant *variant = copy->variants->pdata[i];
    g_clear_pointer (&variant->sku, g_free);
    g_clear_pointer (&variant->gtin, g_free);
  }
  return copy;
}

gboolean
eta_product_equal (const EtaProduct *a, const EtaProduct *b)
{
  EtaProduct x = *a, y = *b;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    GPtrArray **p = &G_STRUCT_MEMBER (GPtrArray *, &x, lists[i].offset);
    GPtrArray **q = &G_STRUCT_MEMBER (GPtrArray *, &y, lists[i].offset);

    if (!eta_members_equal_arrays (*p, *q, lists[i].equal))
      return FALSE;
    *p = *q = NULL;
  }
  return eta_members_equal (&x, &y, sizeof x, texts, G_N_ELEMENTS (texts));
}

EtaProduct *
eta_product_ref (const EtaProduct *product)
{
  return g_atomic_rc_box_acquire ((EtaProduct *)product);
}

static void
clear (gpointer data)
{
  EtaProduct *product = data;

  eta_members_clear (product, texts, G_N_ELEMENTS (texts));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    g_ptr_array_unref (G_STRUCT_MEMBER (GPtrArray *, product, lists[i].offset));
}

void
eta_product_unref (EtaProduct *product)
{
  if (product)
    g_atomic_rc_box_release_full (product, clear);
}

EtaPhoto *
eta_photo_new (const char *sha256, gint64 width, gint64 height)
{
  EtaPhoto *photo = g_new0 (EtaPhoto, 1);

  photo->id = g_uuid_string_random ();
  photo->sha256 = g_strdup (sha256);
  photo->width = width;
  photo->height = height;
  photo->focus_x = photo->focus_y = 500;
  return photo;
}

EtaPhoto *
eta_photo_copy (const EtaPhoto *photo)
{
  EtaPhoto *copy = g_memdup2 (photo, sizeof *photo);
  GHashTableIter iter;
  gpointer lang, text;

  eta_members_dup (copy, photo_texts, G_N_ELEMENTS (photo_texts));
  if (!photo->captions)
    return copy;
  copy->captions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_iter_init (&iter, photo->captions);
  while (g_hash_table_iter_next (&iter, &lang, &text))
    g_hash_table_insert (copy->captions, g_strdup (lang), g_strdup (text));
  return copy;
}

static gboolean
captions_equal (GHashTable *a, GHashTable *b)
{
  GHashTableIter iter;
  gpointer lang, text;

  if ((a ? g_hash_table_size (a) : 0) != (b ? g_hash_table_size (b) : 0))
    return FALSE;
  if (!a || !b)
    return TRUE;
  g_hash_table_iter_init (&iter, a);
  while (g_hash_table_iter_next (&iter, &lang, &text))
    if (g_strcmp0 (text, g_hash_table_lookup (b, lang)) != 0)
      return FALSE;
  return TRUE;
}

gboolean
eta_photo_equal (const EtaPhoto *a, const EtaPhoto *b)
{
  EtaPhoto x = *a, y = *b;

  x.captions = y.captions = NULL;
  return captions_equal (a->captions, b->captions) &&
         eta_members_equal (&x, &y, sizeof x, photo_texts, G_N_ELEMENTS (photo_texts));
}

void
eta_photo_free (EtaPhoto *photo)
{
  if (!photo)
    return;
  eta_members_clear (photo, photo_texts, G_N_ELEMENTS (photo_texts));
  g_clear_pointer (&photo->captions, g_hash_table_unref);
  g_free (photo);
}

EtaVariant *
eta_variant_new (void)
{
  EtaVariant *variant = g_new0 (EtaVariant, 1);

  variant->id = g_uuid_string_random ();
  return variant;
}

EtaVariant *
eta_variant_copy (const EtaVariant *variant)
{
  EtaVariant *copy = g_memdup2 (variant, sizeof *variant);

  eta_members_dup (copy, variant_texts, G_N_ELEMENTS (variant_texts));
  return copy;
}

gboolean
eta_variant_equal (const EtaVariant *a, const EtaVariant *b)
{
  return eta_members_equal (a, b, sizeof *a, variant_texts, G_N_ELEMENTS (variant_texts));
}

void
eta_variant_free (EtaVariant *variant)
{
  if (!variant)
    return;
  eta_members_clear (variant, variant_texts, G_N_ELEMENTS (variant_texts));
  g_free (variant);
}

EtaEvidence *
eta_evidence_new (const char *key)
{
  EtaEvidence *evidence = g_new0 (EtaEvidence, 1);

  evidence->id = g_uuid_string_random ();
  evidence->key = g_strdup (key);
  return evidence;
}

EtaEvidence *
eta_evidence_copy (const EtaEvidence *evidence)
{
  EtaEvidence *copy = g_memdup2 (evidence, sizeof *evidence);

  eta_members_dup (copy, evidence_texts, G_N_ELEMENTS (evidence_texts));
  return copy;
}

gboolean
eta_evidence_equal (const EtaEvidence *a, const EtaEvidence *b)
{
  return eta_members_equal (a, b, sizeof *a, evidence_texts, G_N_ELEMENTS (evidence_texts));
}

void
eta_evidence_free (EtaEvidence *evidence)
{
  if (!evidence)
    return;
  eta_members_clear (evidence, evidence_texts, G_N_ELEMENTS (evidence_texts));
  g_free (evidence);
}

const char *
eta_product_name (const EtaProduct *product, const char *lang)
{
  const char *const order[] = {lang, "id", "en"};

  for (guint i = 0; i < G_N_ELEMENTS (order); i++) {
    const EtaWords *words = order[i] ? eta_product_words (product, order[i]) : NULL;
    if (words && words->name)
      return words->name;
  }
  for (guint i = 0; i < product->words->len; i++) {
    const EtaWords *words = product->words->pdata[i];
    if (words->name)
      return words->name;
  }
  return product->sku ? product->sku : "";
}

const EtaWords *
eta_product_words (const EtaProduct *product, const char *lang)
{
  return eta_words_find (product->words, lang);
}

const EtaPack *
eta_product_pack (const EtaProduct *product, const char *level)
{
  for (guint i = 0; i < product->packs->len; i++) {
    const EtaPack *pack = product->packs->pdata[i];
    if (g_strcmp0 (pack->level, level) == 0)
      return pack;
  }
  return NULL;
}

const EtaPrice *
eta_product_price (const EtaProduct *product, const char *currency)
{
  const EtaPrice *best = NULL;

  for (guint i = 0; i < product->prices->len; i++) {
    const EtaPrice *price = product->prices->pdata[i];

    if (!currency)
      currency = price->currency;
    if (g_strcmp0 (price->currency, currency) != 0)
      continue;
    if (!best || price->quantity < best->quantity)
      best = price;
  }
  return best;
}

gboolean
eta_set_text (char **field, const char *text)
{
  g_autofree char *clean = eta_clean_text (text);

  if (*clean == '\0')
    g_clear_pointer (&clean, g_free);
  if (g_strcmp0 (*field, clean) == 0)
    return FALSE;
  g_free (*field);
  *field = g_steal_pointer (&clean);
  return TRUE;
}

char *
eta_sku_fold (const char *sku)
{
  g_autofree char *clean = eta_clean_line (sku);
  g_autofree char *compatible = g_utf8_normalize (clean, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *trimmed = eta_clean_line (compatible);
  g_autofree char *folded = g_utf8_casefold (trimmed, -1);

  return g_utf8_normalize (folded, -1, G_NORMALIZE_ALL_COMPOSE);
}
