#include "catalog/address.h"
#include "catalog/check.h"
#include "catalog/data.h"

static const EtaField evidence_field = {
    "evidence", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_LONG, G_STRUCT_OFFSET (EtaEvidence, value),
    0,          4000};

static guint
find_evidence (const EtaProduct *product, const char *key)
{
  for (guint i = 0; i < product->evidence->len; i++)
    if (g_strcmp0 (((const EtaEvidence *)product->evidence->pdata[i])->key, key) == 0)
      return i;
  return G_MAXUINT;
}

char *
eta_address_get_evidence (const EtaProduct *product, const EtaAddress *address)
{
  guint i = address->n == 2 ? find_evidence (product, address->parts[1]) : G_MAXUINT;

  return i == G_MAXUINT ? NULL
                        : g_strdup (((const EtaEvidence *)product->evidence->pdata[i])->value);
}

gboolean
eta_address_set_evidence (EtaProduct *draft,
                          const EtaAddress *address,
                          const char *text,
                          GError **error)
{
  const char *key = address->n == 2 ? address->parts[1] : "";
  g_autofree char *value = NULL;
  guint i;
  EtaEvidence *evidence;

  if (eta_table_find (eta_table_get ("evidence.tsv"), key) < 0)
    return eta_address_not_found (key, error);
  if (!eta_check_value (&evidence_field, text, &value, error))
    return FALSE;
  i = find_evidence (draft, key);
  if (i == G_MAXUINT) {
    if (!value)
      return TRUE;
    i = draft->evidence->len;
    g_ptr_array_add (draft->evidence, eta_evidence_new (key));
  }
  evidence = draft->evidence->pdata[i];
  g_free (evidence->value);
  evidence->value = g_steal_pointer (&value);
  if (!evidence->value && !evidence->file)
    g_ptr_array_remove_index (draft->evidence, i);
  return TRUE;
}
