#include "catalog/sample.h"

#include "catalog/data.h"
#include "catalog/error.h"
#include "catalog/history.h"
#include "catalog/product-json.h"

#include <glib/gi18n-lib.h>

#define SAMPLE "sample/catalog.json"

typedef struct {
  EtaStore *store;
  EtaPictureLookup lookup;
  EtaPictureIntake intake;
  gpointer intake_data;
  GPtrArray *producers;     /* EtaProducer, to be stored */
  GPtrArray *products;      /* EtaProduct, to be stored */
  GHashTable *producer_ids; /* id in the sample → id in the catalog, where they differ */
} Sample;

/* The picture into the album. TRUE with *SHA256 empty when there is no picture of that name. */
static gboolean
take (Sample *sample, const char *name, char sha256[65], int *width, int *height, GError **error)
{
  g_autoptr (GBytes) bytes = sample->lookup && name ? sample->lookup (name) : NULL;

  sha256[0] = '\0';
  return !bytes || !sample->intake ||
         sample->intake (bytes, name, sample->intake_data, sha256, width, height, error);
}

static GHashTable *
read_captions (JsonObject *picture)
{
  GHashTable *captions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  JsonObjectIter iter;
  const char *lang;
  JsonNode *text;

  json_object_iter_init (&iter, json_object_get_object_member (picture, "captions"));
  while (json_object_iter_next (&iter, &lang, &text))
    g_hash_table_insert (captions, g_strdup (lang), json_node_dup_string (text));
  return captions;
}

static gboolean
take_photos (Sample *sample, EtaProduct *product, JsonObject *object, GError **error)
{
  JsonArray *pictures = json_object_get_array_member (object, "pictures");

  for (guint i = 0; i < json_array_get_length (pictures); i++) {
    JsonObject *picture = json_array_get_object_element (pictures, i);
    EtaPhoto *photo;
    char sha256[65];
    int width = 0, height = 0;

    if (!take (sample, json_object_get_string_member (picture, "name"), sha256, &width, &height,
               error))
      return FALSE;
    if (!sha256[0])
      continue;
    photo = eta_photo_new (sha256, width, height);
    photo->captions = read_captions (picture);
    g_ptr_array_add (product->photos, photo);
  }
  return TRUE;
}

/* A producer that is there already, by its id or under its name, is used as it is. */
static gboolean
read_producer (Sample *sample, JsonNode *node, GError **error)
{
  g_autoptr (EtaProducer) producer = eta_producer_from_json (node, error);
  g_autoptr (EtaProducer) same = NULL;
  char sha256[65];
  int width, height;

  if (!producer)
    return FALSE;
  same = eta_store_get_producer (sample->store, producer->id, NULL);
  if (!same)
    same = eta_store_find_producer (sample->store, producer->name, NULL);
  if (same) {
    g_hash_table_insert (sample->producer_ids, g_strdup (producer->id), g_strdup (same->id));
    return TRUE;
  }
  if (!take (
          sample,
          json_object_get_string_member_with_default (json_node_get_object (node), "picture", NULL),
          sha256, &width, &height, error))
    return FALSE;
  if (sha256[0])
    eta_set_text (&producer->logo, sha256);
  g_ptr_array_add (sample->producers, g_steal_pointer (&producer));
  return TRUE;
}

static gboolean
is_there (Sample *sample, const EtaProduct *product)
{
  g_autoptr (EtaProduct) same = eta_store_get_product (sample->store, product->id, NULL);

  if (!same)
    same = eta_store_find_sku (sample->store, product->producer_id, product->sku, NULL);
  return same != NULL;
}

static gboolean
read_product (Sample *sample, JsonNode *node, GError **error)
{
  g_autoptr (EtaProduct) product = eta_product_from_json (node, error);
  const char *producer_id;

  if (!product)
    return FALSE;
  producer_id = g_hash_table_lookup (sample->producer_ids, product->producer_id);
  if (producer_id)
    eta_set_text (&product->producer_id, producer_id);
  if (is_there (sample, product))
    return TRUE;
  if (!take_photos (sample, product, json_node_get_object (node), error))
    return FALSE;
  g_ptr_array_add (sample->products, g_steal_pointer (&product));
  return TRUE;
}

static gboolean
read_all (Sample *sample,
          JsonObject *root,
          const char *member,
          gboolean (*read) (Sample *, JsonNode *, GError **),
          GError **error)
{
  JsonArray *nodes = json_object_get_array_member (root, member);

  for (guint i = 0; i < json_array_get_length (nodes); i++)
    if (!read (sample, json_array_get_element (nodes, i), error))
      return FALSE;
  return TRUE;
}

static gboolean
put_all (Sample *sample, GError **error)
{
  for (guint i = 0; i < sample->producers->len; i++)
    if (!eta_store_put_producer (sample->store, sample->producers->pdata[i], error))
      return FALSE;
  for (guint i = 0; i < sample->products->len; i++)
    if (!eta_store_put_product (sample->store, sample->products->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
store_all (Sample *sample, GError **error)
{
  if (sample->producers->len + sample->products->len == 0)
    return TRUE;
  if (!eta_step_begin (sample->store, N_ ("Sample catalog"), NULL, error))
    return FALSE;
  if (put_all (sample, error) && eta_step_commit (sample->store, error))
    return TRUE;
  eta_step_abort (sample->store);
  return FALSE;
}

gboolean
eta_sample_fill (EtaStore *store,
                 EtaPictureLookup lookup,
                 EtaPictureIntake intake,
                 gpointer intake_data,
                 GError **error)
{
  g_autoptr (GBytes) bytes = eta_data_lookup (SAMPLE);
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autoptr (GPtrArray) producers =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_producer_unref);
  g_autoptr (GPtrArray) products =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_product_unref);
  g_autoptr (GHashTable) producer_ids =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Sample sample = {store, lookup, intake, intake_data, producers, products, producer_ids};
  JsonObject *root;

  if (!json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                   (gssize)g_bytes_get_size (bytes), error))
    return FALSE;
  root = json_node_get_object (json_parser_get_root (parser));
  /* Pictures are decoded here, before the step: nobody waits for a transaction meanwhile. */
  return read_all (&sample, root, "producers", read_producer, error) &&
         read_all (&sample, root, "products", read_product, error) && store_all (&sample, error);
}
