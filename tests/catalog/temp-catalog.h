/* A catalog in a folder of its own, and products to put into it. */
#pragma once

#include "catalog/error.h"
#include "catalog/history.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../remove-tree.h"

typedef struct {
  char *folder;
  char *path;
  EtaStore *store;
  char *producer; /* id of its one producer, "Ponpes Al-Falah" */
} Catalog;

static inline EtaProducer *
make_producer (const char *name)
{
  EtaProducer *producer = eta_producer_new ();

  eta_set_text (&producer->name, name);
  eta_set_text (&producer->regency, "Bondowoso");
  return producer;
}

static inline void
step (EtaStore *store, const char *name)
{
  g_autoptr (GError) error = NULL;

  eta_step_begin (store, name, NULL, &error);
  g_assert_no_error (error);
}

static inline void
commit (EtaStore *store)
{
  g_autoptr (GError) error = NULL;

  eta_step_commit (store, &error);
  g_assert_no_error (error);
}

static inline void
put_now (EtaStore *store, const char *name, const EtaProduct *product)
{
  g_autoptr (GError) error = NULL;

  step (store, name);
  eta_store_put_product (store, product, &error);
  g_assert_no_error (error);
  commit (store);
}

static inline EtaProduct *
make_product (
    const Catalog *catalog, const char *sku, const char *id, const char *en, const char *ar)
{
  EtaProduct *product = eta_product_new ();

  eta_set_text (&product->producer_id, catalog->producer);
  eta_set_text (&product->sku, sku);
  eta_set_text (&eta_words_ensure (product->words, "id")->name, id);
  eta_set_text (&eta_words_ensure (product->words, "en")->name, en);
  eta_set_text (&eta_words_ensure (product->words, "ar")->name, ar);
  return product;
}

static inline EtaStore *
open_store (const char *path, EtaStoreFlags flags)
{
  g_autoptr (GError) error = NULL;
  EtaStore *store = eta_store_open (path, flags, &error);

  g_assert_no_error (error);
  g_assert_nonnull (store);
  return store;
}

static inline void
catalog_setup (Catalog *catalog, gconstpointer unused)
{
  g_autoptr (EtaProducer) producer = make_producer ("Ponpes Al-Falah");
  g_autoptr (GError) error = NULL;

  catalog->folder = g_dir_make_tmp ("etalase-XXXXXX", NULL);
  catalog->path = g_build_filename (catalog->folder, "toko.etalasedb", NULL);
  catalog->store = open_store (catalog->path, ETA_STORE_CREATE);
  catalog->producer = g_strdup (producer->id);
  step (catalog->store, "Add producer");
  eta_store_put_producer (catalog->store, producer, &error);
  g_assert_no_error (error);
  commit (catalog->store);
}

static inline void
catalog_teardown (Catalog *catalog, gconstpointer unused)
{
  eta_store_close (catalog->store);
  remove_tree (catalog->folder);
  g_free (catalog->folder);
  g_free (catalog->path);
  g_free (catalog->producer);
}

static inline void
assert_sound (EtaStore *store)
{
  g_autoptr (GPtrArray) found = eta_store_check (store);

  for (guint i = 0; i < found->len; i++)
    g_test_message ("%s", (char *)found->pdata[i]);
  g_assert_cmpuint (found->len, ==, 0);
}

#define with_catalog(path, func)                                                                   \
  g_test_add (path, Catalog, NULL, catalog_setup, func, catalog_teardown)
