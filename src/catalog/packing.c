#include "catalog/packing.h"

#include "catalog/members.h"

static const gsize texts[] = {G_STRUCT_OFFSET (EtaPack, id), G_STRUCT_OFFSET (EtaPack, level)};

EtaPack *
eta_pack_new (void)
{
  EtaPack *pack = g_new0 (EtaPack, 1);

  pack->id = g_uuid_string_random ();
  return pack;
}

EtaPack *
eta_pack_copy (const EtaPack *pack)
{
  EtaPack *copy = g_memdup2 (pack, sizeof *pack);

  eta_members_dup (copy, texts, G_N_ELEMENTS (texts));
  return copy;
}

gboolean
eta_pack_equal (const EtaPack *a, const EtaPack *b)
{
  return eta_members_equal (a, b, sizeof *a, texts, G_N_ELEMENTS (texts));
}

void
eta_pack_free (EtaPack *pack)
{
  if (!pack)
    return;
  eta_members_clear (pack, texts, G_N_ELEMENTS (texts));
  g_free (pack);
}
