#include "catalog/communal.h"

#include <string.h>

typedef struct {
  GPtrArray *products;  /* EtaProduct of all members */
  GPtrArray *producers; /* EtaProducer, of each product its own */
} Members;

static void
members_clear (Members *members)
{
  g_clear_pointer (&members->products, g_ptr_array_unref);
  g_clear_pointer (&members->producers, g_ptr_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Members, members_clear)

static gboolean
read_members (EtaStore *store, const EtaCommunal *communal, Members *members)
{
  members->products = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_product_unref);
  members->producers = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_producer_unref);
  for (guint i = 0; i < communal->members->len; i++) {
    const EtaCommunalMember *member = communal->members->pdata[i];
    EtaProduct *product = eta_store_get_product (store, member->id, NULL);
    EtaProducer *producer;

    if (!product)
      return FALSE;
    g_ptr_array_add (members->products, product);
    producer = eta_store_get_producer (store, product->producer_id, NULL);
    if (!producer)
      return FALSE;
    g_ptr_array_add (members->producers, producer);
  }
  return TRUE;
}

/* --- what holds for all ----------------------------------------------------------------------- */

static gboolean
has_kind (const GPtrArray *certificates, const char *kind)
{
  for (guint i = 0; i < certificates->len; i++) {
    const EtaCertificate *certificate = certificates->pdata[i];

    if (g_strcmp0 (certificate->kind, kind) == 0 && !certificate->flag)
      return TRUE;
  }
  return FALSE;
}

static gboolean
all_have (const Members *members, const char *kind)
{
  for (guint i = 0; i < members->products->len; i++) {
    const EtaProduct *product = members->products->pdata[i];
    const EtaProducer *producer = members->producers->pdata[i];

    if (!has_kind (product->certificates, kind) && !has_kind (producer->certificates, kind))
      return FALSE;
  }
  return TRUE;
}

/* Each has a paper of its own: that all have one is said, no number is. */
static void
keep_shared_certificates (EtaProduct *draft, const Members *members)
{
  const EtaProducer *own = members->producers->pdata[0];
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  const GPtrArray *const sources[] = {draft->certificates, own->certificates};

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++) {
    for (guint j = 0; j < sources[i]->len; j++) {
      const EtaCertificate *certificate = sources[i]->pdata[j];

      if (certificate->kind && all_have (members, certificate->kind) &&
          !g_ptr_array_find_with_equal_func (kinds, certificate->kind, g_str_equal, NULL))
        g_ptr_array_add (kinds, g_strdup (certificate->kind));
    }
  }
  g_ptr_array_set_size (draft->certificates, 0);
  for (guint i = 0; i < kinds->len; i++) {
    EtaCertificate *certificate = eta_certificate_new ();

    eta_set_text (&certificate->kind, kinds->pdata[i]);
    g_ptr_array_add (draft->certificates, certificate);
  }
}

/* What only one of them has is not said of all. */
static void
drop_unshared (EtaProduct *draft, const Members *members)
{
  static const gsize offsets[] = {
      G_STRUCT_OFFSET (EtaProduct, brand),    G_STRUCT_OFFSET (EtaProduct, gtin),
      G_STRUCT_OFFSET (EtaProduct, province), G_STRUCT_OFFSET (EtaProduct, regency),
      G_STRUCT_OFFSET (EtaProduct, country),
  };

  for (guint i = 0; i < G_N_ELEMENTS (offsets); i++) {
    char **text = &G_STRUCT_MEMBER (char *, draft, offsets[i]);

    for (guint j = 0; *text && j < members->products->len; j++) {
      if (g_strcmp0 (*text, G_STRUCT_MEMBER (char *, members->products->pdata[j], offsets[i])) != 0)
        g_clear_pointer (text, g_free);
    }
  }
}

static EtaProduct *
present_product (const EtaProduct *own, const EtaCommunal *communal, const Members *members)
{
  EtaProduct *draft = eta_product_copy (own);

  if (communal->adds_up)
    draft->capacity = communal->capacity;
  for (guint i = 0; i < members->products->len; i++)
    draft->lead_time =
        MAX (draft->lead_time, ((EtaProduct *)members->products->pdata[i])->lead_time);
  drop_unshared (draft, members);
  keep_shared_certificates (draft, members);
  return draft;
}

/* --- who ----------------------------------------------------------------------------------------
 */

/* “A, B, C” */
static char *
join_names (const Members *members, const char *lang)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GString) names = g_string_new (NULL);
  const char *comma = g_strcmp0 (lang, "ar") == 0 ? "، " : ", ";

  for (guint i = 0; i < members->producers->len; i++) {
    const EtaProducer *producer = members->producers->pdata[i];

    if (g_hash_table_add (seen, producer->id))
      g_string_append_printf (names, "%s%s", names->len > 0 ? comma : "",
                              eta_producer_name (producer, lang));
  }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

/* Named are all, spoken to is one; what only one can say of itself is left out. */
static EtaProducer *
present_producer (const EtaProducer *own, const Members *members)
{
  static const char *const langs[] = {"id", "en", "ar"};
  EtaProducer *draft = eta_producer_copy (own);

  g_free (draft->name);
  draft->name = join_names (members, NULL);
  g_clear_pointer (&draft->pesantren, g_free);
  g_clear_pointer (&draft->nib, g_free);
  g_clear_pointer (&draft->npwp, g_free);
  g_clear_pointer (&draft->opop, g_free);
  g_clear_pointer (&draft->logo, g_free);
  g_ptr_array_set_size (draft->certificates, 0);
  g_ptr_array_set_size (draft->evidence, 0);
  g_ptr_array_set_size (draft->words, 0);
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++)
    eta_words_ensure (draft->words, langs[i])->name = join_names (members, langs[i]);
  return draft;
}

void
eta_communal_present (EtaStore *store, EtaProduct **product, EtaProducer **producer)
{
  g_autoptr (EtaCommunal) communal = eta_store_find_communal (store, (*product)->id, NULL);
  g_auto (Members) members = {0};
  EtaProduct *shown;

  if (!communal || !read_members (store, communal, &members))
    return;
  shown = present_product (*product, communal, &members);
  eta_product_unref (*product);
  *product = shown;
  if (producer && *producer) {
    EtaProducer *all = present_producer (*producer, &members);

    eta_producer_unref (*producer);
    *producer = all;
  }
}
