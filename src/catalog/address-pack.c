#include "catalog/address.h"
#include "catalog/clean.h"
#include "catalog/error.h"

#include <glib/gi18n-lib.h>

/* What belongs to a pack, described as fields so that the same checks hold. */
#define PACK(id, member, kind, max, unit)                                                          \
  {                                                                                                \
    id, NULL, ETA_FIELD_OF_PRODUCT, kind, G_STRUCT_OFFSET (EtaPack, member), 0, max, unit, NULL    \
  }

static const EtaField pack_fields[] = {
    PACK ("count", count, ETA_FIELD_COUNT, 1000000, NULL),
    PACK ("length", length, ETA_FIELD_MM, 100000, "mm"),
    PACK ("width", width, ETA_FIELD_MM, 100000, "mm"),
    PACK ("height", height, ETA_FIELD_MM, 100000, "mm"),
    PACK ("gross", gross, ETA_FIELD_GRAMS, 100000000, "g"),
    PACK ("net", net, ETA_FIELD_GRAMS, 100000000, "g"),
};

static EtaPack *
find_pack (const EtaProduct *product, const char *level, guint *index)
{
  for (guint i = 0; i < product->packs->len; i++) {
    EtaPack *pack = product->packs->pdata[i];
    if (g_strcmp0 (pack->level, level) == 0) {
      *index = i;
      return pack;
    }
  }
  return NULL;
}

char *
eta_address_get_pack (const EtaProduct *product, const EtaAddress *address)
{
  guint index;
  const EtaPack *pack = find_pack (product, address->parts[0], &index);
  const EtaField *member;

  if (!pack || address->n != 2)
    return NULL;
  if (g_str_equal (address->parts[1], "upright"))
    return pack->this_side_up ? g_strdup ("yes") : NULL;
  member = eta_address_member (pack_fields, G_N_ELEMENTS (pack_fields), address->parts[1]);
  return member ? eta_field_get (member, pack) : NULL;
}

static gboolean
set_upright (EtaPack *pack, const char *text, GError **error)
{
  static const char *const yes[] = {"yes", "ya", "1", "true", "y", "نعم", NULL};
  static const char *const no[] = {"", "no", "tidak", "0", "false", "n", "لا", NULL};
  g_autofree char *line = eta_clean_line (text);
  g_autofree char *lower = g_utf8_strdown (line, -1);

  if (!g_strv_contains (yes, lower) && !g_strv_contains (no, lower)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” is neither yes nor no."), line);
    return FALSE;
  }
  pack->this_side_up = g_strv_contains (yes, lower);
  return TRUE;
}

static gboolean
is_empty_pack (const EtaPack *pack)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pack_fields); i++)
    if (G_STRUCT_MEMBER (gint64, pack, pack_fields[i].offset) != 0)
      return FALSE;
  return !pack->this_side_up;
}

static gboolean
set_member (EtaPack *pack,
            const EtaField *member,
            const EtaAddress *address,
            const char *text,
            GError **error)
{
  g_autofree char *value = NULL;

  if (!member)
    return set_upright (pack, text, error);
  value = member->unit ? eta_address_with_unit (text, address->hint) : g_strdup (text);
  return eta_field_set (member, pack, value, error);
}

gboolean
eta_address_set_pack (EtaProduct *draft,
                      const EtaAddress *address,
                      const char *text,
                      GError **error)
{
  guint index = 0;
  EtaPack *pack = find_pack (draft, address->parts[0], &index);
  const EtaField *member = NULL;

  if (address->n == 2)
    member = eta_address_member (pack_fields, G_N_ELEMENTS (pack_fields), address->parts[1]);
  if (address->n != 2 || (!member && !g_str_equal (address->parts[1], "upright")))
    return eta_address_not_found (address->parts[0], error);
  if (!pack) {
    index = draft->packs->len;
    pack = eta_pack_new ();
    pack->level = g_strdup (address->parts[0]);
    g_ptr_array_add (draft->packs, pack);
  }
  if (set_member (pack, member, address, text, error)) {
    if (is_empty_pack (pack))
      g_ptr_array_remove_index (draft->packs, index);
    return TRUE;
  }
  if (is_empty_pack (pack))
    g_ptr_array_remove_index (draft->packs, index);
  return FALSE;
}
