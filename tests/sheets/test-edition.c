/* From the catalog file to what is printed: order, sections, producers, papers, options. */
#include "sheets/edition.h"

#include "../catalog/temp-catalog.h"

typedef struct {
  Catalog catalog;
  EtaAlbum *album;
  EtaCollection *collection;
  char *ids[4];
} Shelf;

static void
add (Shelf *s, guint i, const char *sku, const char *category, const char *section)
{
  g_autoptr (EtaProduct) product = make_product (&s->catalog, sku, sku, sku, NULL);

  eta_set_text (&product->category, category);
  put_now (s->catalog.store, "Add product", product);
  s->ids[i] = g_strdup (product->id);
  eta_collection_add (s->collection, section, product->id);
}

static void
setup (Shelf *s, gconstpointer unused)
{
  catalog_setup (&s->catalog, NULL);
  s->album = eta_album_open (s->catalog.path, NULL);
  s->collection = eta_collection_new ();
  add (s, 0, "A", "coffee", "Kopi");
  add (s, 1, "B", "honey", "Kopi");
  add (s, 2, "C", "coffee", "Our best");
  add (s, 3, "D", NULL, NULL);
}

static void
teardown (Shelf *s, gconstpointer unused)
{
  for (guint i = 0; i < 4; i++)
    g_free (s->ids[i]);
  eta_collection_free (s->collection);
  eta_album_unref (s->album);
  catalog_teardown (&s->catalog, NULL);
}

static EtaEdition *
edition (Shelf *s, const char *lang, const char *options)
{
  g_autoptr (GError) error = NULL;
  EtaEdition *made;

  g_free (s->collection->options);
  s->collection->options = g_strdup (options);
  made = eta_edition_new (s->catalog.store, s->album, s->collection, lang, &error);
  g_assert_no_error (error);
  return made;
}

/* "ABCD" */
static char *
order_of (const Shelf *s, const EtaEdition *edition)
{
  GString *order = g_string_new (NULL);

  for (guint i = 0; i < eta_edition_source (edition)->n_products; i++)
    for (guint j = 0; j < 4; j++)
      if (strcmp (eta_edition_product_id (edition, i), s->ids[j]) == 0)
        g_string_append_c (order, "ABCD"[j]);
  return g_string_free (order, FALSE);
}

static void
test_by_category (Shelf *s, gconstpointer unused)
{
  g_autoptr (EtaEdition) made = edition (s, "en", "{\"sections\":\"category\"}");
  const EtaCatalogSource *source = eta_edition_source (made);
  g_autofree char *order = order_of (s, made);

  g_assert_cmpstr (order, ==, "ACBD");
  g_assert_cmpuint (source->n_sections, ==, 3);
  g_assert_cmpstr (source->sections[0].title, ==, "Coffee");
  g_assert_cmpuint (source->sections[1].first, ==, 2);
  g_assert_null (source->sections[2].title);
  g_assert_cmpuint (source->producers->len, ==, 1);
}

/* A section of one's own that is named like a category is named in the edition's language. */
static void
test_own (Shelf *s, gconstpointer unused)
{
  g_autoptr (EtaEdition) made = edition (s, "ar", "{\"sections\":\"own\"}");
  const EtaCatalogSource *source = eta_edition_source (made);
  g_autofree char *order = order_of (s, made);

  g_assert_cmpstr (order, ==, "ABCD");
  g_assert_cmpuint (source->n_sections, ==, 3);
  g_assert_cmpstr (source->sections[0].title, ==, "قهوة");
  g_assert_cmpstr (source->sections[1].title, ==, "Our best");
  g_assert_null (source->sections[2].title);
}

static void
test_trash (Shelf *s, gconstpointer unused)
{
  g_autoptr (EtaEdition) made = NULL;
  g_autofree char *order = NULL;

  step (s->catalog.store, "Delete product");
  g_assert_true (eta_store_trash_product (s->catalog.store, s->ids[0], TRUE, NULL));
  commit (s->catalog.store);
  made = edition (s, "en", NULL);
  order = order_of (s, made);
  g_assert_cmpstr (order, ==, "BCD");
  g_assert_cmpuint (eta_edition_source (made)->n_sections, ==, 0);
}

static void
test_load (Shelf *s, gconstpointer unused)
{
  g_autoptr (EtaEdition) made = edition (s, "en", NULL);
  const EtaCatalogSource *source = eta_edition_source (made);
  g_autofree char *name = source->name (2, source->data);
  EtaSheetInput input = {NULL};

  g_assert_cmpstr (name, ==, "C");
  g_assert_true (source->load (2, &input, source->data, NULL));
  g_assert_cmpstr (input.product->id, ==, s->ids[2]);
  g_assert_cmpstr (input.producer->id, ==, s->catalog.producer);
  eta_sheet_input_clear (&input);
}

static void
test_look (Shelf *s, gconstpointer unused)
{
  g_autofree char *json = g_strdup_printf ("{\"parts\":[\"products\"],\"about\":{\"id\":\"Kami\"},"
                                           "\"publisher\":\"%s\",\"quality\":\"email\"}",
                                           s->catalog.producer);
  g_autoptr (EtaEdition) made = NULL;
  g_autofree char *name = NULL, *none = NULL;
  const EtaCatalogOptions *options;

  g_hash_table_insert (s->collection->titles, g_strdup ("id"), g_strdup ("../Kopi & madu: 2027/"));
  eta_set_text (&s->collection->paper, "letter");
  eta_set_text (&s->collection->currency, "USD");
  made = edition (s, "id", json);
  options = eta_edition_options (made);
  g_assert_cmpint (options->sheet.paper, ==, ETA_PAPER_LETTER);
  g_assert_cmpstr (options->sheet.currency, ==, "USD");
  g_assert_cmpint (options->sheet.quality, ==, ETA_PDF_EMAIL);
  g_assert_cmpstr (options->parts[0], ==, "products");
  g_assert_cmpstr (options->about, ==, "Kami");
  g_assert_cmpstr (options->publisher->id, ==, s->catalog.producer);
  name = eta_edition_file_name (s->collection, "id");
  g_assert_cmpstr (name, ==, "Kopi-madu-2027-id.pdf");
  g_hash_table_remove_all (s->collection->titles);
  none = eta_edition_file_name (s->collection, "ar");
  g_assert_cmpstr (none, ==, "catalog-ar.pdf");
}

#define with_shelf(path, func) g_test_add (path, Shelf, NULL, setup, func, teardown)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_shelf ("/sheets/edition/by-category", test_by_category);
  with_shelf ("/sheets/edition/own", test_own);
  with_shelf ("/sheets/edition/trash", test_trash);
  with_shelf ("/sheets/edition/load", test_load);
  with_shelf ("/sheets/edition/look", test_look);
  return g_test_run ();
}
