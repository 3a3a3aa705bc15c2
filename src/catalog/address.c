/* eta_product_get and eta_product_set of catalog/fields.h: one value of a product by its address.
 */
#include "catalog/address.h"
#include "catalog/choices.h"
#include "catalog/clean.h"
#include "catalog/error.h"
#include "catalog/headings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
eta_address_not_found (const char *address, GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
               _ ("There is no field “%s”. Look up its name in the list of fields."), address);
  return FALSE;
}

const EtaField *
eta_address_member (const EtaField *fields, gsize n, const char *id)
{
  for (gsize i = 0; i < n; i++)
    if (g_str_equal (fields[i].id, id))
      return &fields[i];
  return NULL;
}

char *
eta_address_with_unit (const char *text, const char *hint)
{
  g_autofree char *line = eta_clean_line (text);
  gsize len = strlen (line);

  if (!hint || len == 0 || !g_unichar_isdigit (g_utf8_get_char (g_utf8_prev_char (line + len))))
    return g_steal_pointer (&line);
  return g_strconcat (line, " ", hint, NULL);
}

static gboolean
is_language (const char *text)
{
  return g_regex_match_simple ("^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$", text, 0, 0);
}

static void
address_init (EtaAddress *address, const char *text)
{
  const char *at = strchr (text, '@');
  g_autofree char *path = at ? g_strndup (text, at - text) : g_strdup (text);

  address->parts = g_strsplit (path, ".", 5);
  address->n = g_strv_length (address->parts);
  address->hint = at ? at + 1 : NULL;
}

static void
address_clear (EtaAddress *address)
{
  g_strfreev (address->parts);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaAddress, address_clear)

/* --- origin: "Bondowoso, Jawa Timur, Indonesia" ---------------------------------------------- */

static char *
get_origin (const EtaProduct *product, const EtaAddress *address)
{
  const char *parts[] = {product->regency, product->province, product->country};
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i])
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "", parts[i]);
  return g_string_free (out, out->len == 0);
}

static gboolean
set_origin (EtaProduct *draft, const EtaAddress *address, const char *text, GError **error)
{
  const EtaField *regency = eta_field_find (ETA_FIELD_OF_PRODUCT, "regency");
  const EtaField *province = eta_field_find (ETA_FIELD_OF_PRODUCT, "province");
  g_autofree char *line = eta_clean_line (text);
  g_auto (GStrv) parts = g_strsplit (line, ",", -1);
  guint n = g_strv_length (parts);
  const char *country = n > 0 ? eta_choice_key ("countries.tsv", parts[n - 1]) : NULL;

  if (country) {
    eta_set_text (&draft->country, country);
    n--;
  }
  if (n == 0)
    return TRUE;
  if (n == 1 && eta_choice_key (province->choices, parts[0]))
    return eta_field_set (province, draft, parts[0], error);
  return eta_field_set (regency, draft, parts[0], error) &&
         (n == 1 || eta_field_set (province, draft, parts[1], error));
}

/* --- the fields of the table ----------------------------------------------------------------- */

static char *
get_field (const EtaProduct *product, const EtaAddress *address)
{
  const EtaField *field = NULL;
  const EtaWords *words;

  if (address->n == 1) {
    field = eta_field_find (ETA_FIELD_OF_PRODUCT, address->parts[0]);
    return field ? eta_field_get (field, product) : NULL;
  }
  field = eta_field_find (ETA_FIELD_OF_WORDS, address->parts[0]);
  words = eta_product_words (product, address->parts[1]);
  return field && words && address->n == 2 ? eta_field_get (field, words) : NULL;
}

static gboolean
set_product_field (EtaProduct *draft,
                   const EtaField *field,
                   const EtaAddress *address,
                   const char *text,
                   GError **error)
{
  g_autofree char *value = NULL;

  if (field->readonly) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” is kept by Etalase itself and cannot be typed."), _ (field->label));
    return FALSE;
  }
  value = field->unit ? eta_address_with_unit (text, address->hint) : g_strdup (text);
  return eta_field_set (field, draft, value, error);
}

static gboolean
is_empty_words (const EtaWords *words)
{
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i < n; i++)
    if (fields[i].owner == ETA_FIELD_OF_WORDS &&
        G_STRUCT_MEMBER (char *, words, fields[i].offset) != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
set_words (
    EtaProduct *draft, const EtaField *field, const char *lang, const char *text, GError **error)
{
  EtaWords *words = eta_words_ensure (draft->words, lang);
  gboolean ok = eta_field_set (field, words, text, error);

  if (is_empty_words (words))
    g_ptr_array_remove (draft->words, words);
  return ok;
}

static gboolean
set_field (EtaProduct *draft, const EtaAddress *address, const char *text, GError **error)
{
  const EtaField *field;

  if (address->n == 1) {
    field = eta_field_find (ETA_FIELD_OF_PRODUCT, address->parts[0]);
    return field ? set_product_field (draft, field, address, text, error)
                 : eta_address_not_found (address->parts[0], error);
  }
  field = eta_field_find (ETA_FIELD_OF_WORDS, address->parts[0]);
  if (!field || address->n != 2 || !is_language (address->parts[1]))
    return eta_address_not_found (address->parts[0], error);
  return set_words (draft, field, address->parts[1], text, error);
}

/* --- by the first word of the address -------------------------------------------------------- */

typedef struct {
  char *(*get) (const EtaProduct *product, const EtaAddress *address);
  gboolean (*set) (EtaProduct *draft, const EtaAddress *address, const char *text, GError **error);
} Way;

static const Way *
find_way (const EtaAddress *address)
{
  static const struct {
    const char *word;
    Way way;
  } ways[] = {
      {"price", {eta_address_get_price, eta_address_set_price}},
      {"inner", {eta_address_get_pack, eta_address_set_pack}},
      {"carton", {eta_address_get_pack, eta_address_set_pack}},
      {"pallet", {eta_address_get_pack, eta_address_set_pack}},
      {"evidence", {eta_address_get_evidence, eta_address_set_evidence}},
      {"origin", {get_origin, set_origin}},
  };
  static const Way field = {get_field, set_field};

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_str_equal (ways[i].word, address->parts[0]))
      return &ways[i].way;
  return &field;
}

static char *
get (const EtaProduct *product, const char *text)
{
  g_auto (EtaAddress) address = {0};

  address_init (&address, text);
  return address.n > 0 ? find_way (&address)->get (product, &address) : NULL;
}

static gboolean
set (EtaProduct *draft, const char *text, const char *value, GError **error)
{
  g_auto (EtaAddress) address = {0};

  address_init (&address, text);
  return address.n > 0 ? find_way (&address)->set (draft, &address, value, error)
                       : eta_address_not_found (text, error);
}

char *
eta_product_get (const EtaProduct *product, const char *address)
{
  g_autofree char *value = get (product, address);
  g_autofree char *meant = value ? NULL : eta_heading_address (address);

  return value || !meant ? g_steal_pointer (&value) : get (product, meant);
}

gboolean
eta_product_set (EtaProduct *draft, const char *address, const char *text, GError **error)
{
  g_autoptr (GError) failed = NULL;
  g_autofree char *meant = NULL;

  if (set (draft, address, text, &failed))
    return TRUE;
  if (g_error_matches (failed, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND))
    meant = eta_heading_address (address);
  if (meant) {
    g_clear_error (&failed);
    if (set (draft, meant, text, &failed))
      return TRUE;
  }
  if (g_error_matches (failed, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND))
    return eta_address_not_found (address, error);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}
