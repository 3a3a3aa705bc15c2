#include "app/catalog-entry.h"

struct _EtaCatalogEntry {
  GObject parent_instance;
  char *product_id, *section;
  gboolean headed;
};

G_DEFINE_FINAL_TYPE (EtaCatalogEntry, eta_catalog_entry, G_TYPE_OBJECT)

static void
eta_catalog_entry_finalize (GObject *object)
{
  EtaCatalogEntry *self = ETA_CATALOG_ENTRY (object);

  g_free (self->product_id);
  g_free (self->section);
  G_OBJECT_CLASS (eta_catalog_entry_parent_class)->finalize (object);
}

static void
eta_catalog_entry_class_init (EtaCatalogEntryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_catalog_entry_finalize;
}

static void
eta_catalog_entry_init (EtaCatalogEntry *self)
{
}

EtaCatalogEntry *
eta_catalog_entry_new (const char *product_id, const char *section, gboolean headed)
{
  EtaCatalogEntry *self = g_object_new (ETA_TYPE_CATALOG_ENTRY, NULL);

  self->product_id = g_strdup (product_id);
  self->section = g_strdup (section);
  self->headed = headed;
  return self;
}

const char *
eta_catalog_entry_get_id (EtaCatalogEntry *self)
{
  return self->product_id;
}

const char *
eta_catalog_entry_get_section (EtaCatalogEntry *self)
{
  return self->section;
}

gboolean
eta_catalog_entry_is_headed (EtaCatalogEntry *self)
{
  return self->headed;
}
