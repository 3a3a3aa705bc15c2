#include "catalog/import-producers.h"

#include "catalog/clean.h"
#include "catalog/error.h"
#include "catalog/fields.h"
#include "catalog/fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _EtaImportProducers {
  EtaStore *store;
  gboolean dry_run;
  char *default_id;
  GHashTable *ids; /* folded name → id */
};

EtaImportProducers *
eta_import_producers_new (EtaStore *store, const char *default_id, gboolean dry_run)
{
  EtaImportProducers *producers = g_new0 (EtaImportProducers, 1);

  producers->store = store;
  producers->dry_run = dry_run;
  producers->default_id = g_strdup (default_id);
  producers->ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (!default_id && eta_store_count_producers (store) == 1) {
    g_autoptr (GPtrArray) all = eta_store_list_producers (store, NULL);
    if (all && all->len == 1)
      producers->default_id = g_strdup (((EtaProducer *)all->pdata[0])->id);
  }
  return producers;
}

void
eta_import_producers_free (EtaImportProducers *producers)
{
  if (!producers)
    return;
  g_free (producers->default_id);
  g_hash_table_unref (producers->ids);
  g_free (producers);
}

/* Where "Ponpes A, Bondowoso" is cut; NULL when what follows the comma is no place: "PT Maju, Tbk".
 */
static const char *
find_place (const char *name)
{
  static const char *const forms[] = {"tbk", "cv", "pt", "ud", "ltd", "inc", "llc", NULL};
  const char *comma = strrchr (name, ',');
  g_autofree char *place = comma ? eta_clean_line (comma + 1) : NULL;
  g_autofree char *lower = place ? g_utf8_strdown (place, -1) : NULL;

  if (!place || *place == '\0' || strpbrk (place, ".0123456789()") ||
      g_strv_contains (forms, lower))
    return NULL;
  return comma;
}

static gboolean
set (EtaProducer *producer, const char *id, const char *text, GError **error)
{
  return eta_field_set (eta_field_find (ETA_FIELD_OF_PRODUCER, id), producer, text, error);
}

/* A place is written only where there is none: the producer's page knows better than a table. */
static gboolean
fill_place (EtaImportProducers *producers, EtaProducer *found, const char *place, GError **error)
{
  g_autoptr (EtaProducer) draft = NULL;

  if (found->regency || *place == '\0' || producers->dry_run)
    return TRUE;
  draft = eta_producer_copy (found);
  return set (draft, "regency", place, error) &&
         eta_store_put_producer (producers->store, draft, error);
}

static char *
make (EtaImportProducers *producers, const char *name, const char *place, GError **error)
{
  g_autoptr (EtaProducer) producer = eta_producer_new ();

  if (!set (producer, "name", name, error) || !set (producer, "regency", place, error))
    return NULL;
  if (!producers->dry_run && !eta_store_put_producer (producers->store, producer, error))
    return NULL;
  return g_strdup (producer->id);
}

static char *
find_or_make (EtaImportProducers *producers, const char *name, const char *city, GError **error)
{
  const char *cut = *city == '\0' ? find_place (name) : NULL;
  g_autofree char *short_name = cut ? g_strndup (name, cut - name) : g_strdup (name);
  const char *place = cut ? cut + 1 : city;
  g_autoptr (EtaProducer) found = eta_store_find_producer (producers->store, name, NULL);
  g_autoptr (EtaProducer) found_short =
      !found && cut ? eta_store_find_producer (producers->store, short_name, NULL) : NULL;

  if (!found && found_short)
    found = g_steal_pointer (&found_short);
  if (!found)
    return make (producers, short_name, place, error);
  return fill_place (producers, found, place, error) ? g_strdup (found->id) : NULL;
}

gboolean
eta_import_producers_has (EtaImportProducers *producers, const char *name)
{
  g_autofree char *clean = eta_clean_line (name);
  g_autofree char *key = eta_fold (clean);

  return *key == '\0' || g_hash_table_contains (producers->ids, key);
}

const char *
eta_import_producers_get (EtaImportProducers *producers,
                          const char *name,
                          const char *city,
                          GError **error)
{
  g_autofree char *clean = eta_clean_line (name);
  g_autofree char *key = eta_fold (clean);
  const char *known = g_hash_table_lookup (producers->ids, key);
  char *id;

  if (*key == '\0' && !producers->default_id)
    g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                         _ ("The row does not say who makes it. Fill in the column “producer”, or "
                            "choose a producer for the whole table."));
  if (*key == '\0')
    return producers->default_id;
  if (known)
    return known;
  id = find_or_make (producers, clean, city, error);
  if (id)
    g_hash_table_insert (producers->ids, g_steal_pointer (&key), id);
  return id;
}
