#include "catalog/choices.h"
#include "catalog/money.h"
#include "catalog/package-pieces.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DOT " · "

const char *
eta_package_lang (void)
{
  const char *first = g_get_language_names ()[0];

  if (g_str_has_prefix (first, "id"))
    return "id";
  return g_str_has_prefix (first, "ar") ? "ar" : "en";
}

static const struct {
  const char *part;
  const char *label;
  const char *table; /* that the rest of the address is a key of, or NULL */
} kinds[] = {
    {"photos", N_ ("Photos"), NULL},
    {"packs", N_ ("Packing"), NULL},
    {"variants", N_ ("Variant"), NULL},
    {"certificates", N_ ("Certificate"), "certificate-kinds.tsv"},
    {"evidence", N_ ("Evidence"), NULL},
};

static const char *
language_label (const char *lang)
{
  static const struct {
    const char *lang, *label;
  } known[] = {{"id", N_ ("Indonesian")}, {"en", N_ ("English")}, {"ar", N_ ("Arabic")}};

  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    if (strcmp (known[i].lang, lang) == 0)
      return _ (known[i].label);
  }
  return lang;
}

static const char *
pack_label (const char *level)
{
  static const struct {
    const char *level, *label;
  } known[] = {{"inner", N_ ("Inner pack")}, {"carton", N_ ("Carton")}, {"pallet", N_ ("Pallet")}};

  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    if (g_str_has_prefix (level, known[i].level))
      return _ (known[i].label);
  }
  return level;
}

/* "USD 100 FOB" → “Price · USD · ≥ 100 · FOB”; from one on need not be said. */
static char *
price_label (const char *key)
{
  g_auto (GStrv) parts = g_strsplit (key, " ", 3);
  g_autoptr (GString) label = g_string_new (_ ("Price"));

  for (guint i = 0; parts[i]; i++) {
    if (i != 1 || strcmp (parts[i], "1") != 0)
      g_string_append_printf (label, DOT "%s%s", i == 1 ? "≥ " : "", parts[i]);
  }
  return g_string_free (g_steal_pointer (&label), FALSE);
}

char *
eta_piece_label (const EtaPiece *piece)
{
  const char *dot = strchr (piece->address, '.');
  const char *rest = piece->part ? piece->address + strlen (piece->part) : "";

  if (piece->field && piece->field->owner == ETA_FIELD_OF_WORDS)
    return g_strdup_printf ("%s (%s)", _ (piece->field->label), language_label (dot + 1));
  if (piece->field)
    return g_strdup (_ (piece->field->label));
  while (*rest == ' ')
    rest++;
  if (strcmp (piece->part, "prices") == 0)
    return price_label (rest);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++) {
    if (strcmp (kinds[i].part, piece->part) != 0)
      continue;
    if (strcmp (piece->part, "packs") == 0)
      return g_strdup (pack_label (rest));
    if (kinds[i].table)
      rest = eta_choice_label (kinds[i].table, rest, eta_package_lang ());
    return *rest ? g_strconcat (_ (kinds[i].label), DOT, rest, NULL)
                 : g_strdup (_ (kinds[i].label));
  }
  return g_strdup (piece->address);
}

/* --- values ----------------------------------------------------------------------------------- */

static char *
plain_text (JsonNode *node)
{
  const GType type = json_node_get_value_type (node);

  if (type == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (type == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _ ("yes") : _ ("no"));
  return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (node));
}

static char *
field_text (const EtaField *field, JsonNode *node)
{
  g_autofree char *text = plain_text (node);

  if (field->choices)
    return g_strdup (eta_choice_label (field->choices, text, eta_package_lang ()));
  if (field->unit)
    return g_strdup_printf ("%s %s", text, _ (field->unit));
  return g_steal_pointer (&text);
}

static void
append (GString *out, const char *text)
{
  if (!text || !*text)
    return;
  if (out->len > 0)
    g_string_append (out, DOT);
  g_string_append (out, text);
}

static void
append_member (GString *out, JsonObject *in, const char *member)
{
  JsonNode *node = json_object_get_member (in, member);
  g_autofree char *text = node && JSON_NODE_HOLDS_VALUE (node) ? plain_text (node) : NULL;

  append (out, text);
}

static void
price_text (GString *out, JsonObject *in)
{
  const char *currency = json_object_get_string_member_with_default (in, "currency", "");
  g_autofree char *money = eta_money_text (json_object_get_int_member (in, "minor"), currency,
                                           eta_package_lang (), FALSE);

  append (out, money);
  append_member (out, in, "incoterm");
  append_member (out, in, "place");
  append_member (out, in, "valid_until");
}

static void
append_size (GString *out, JsonObject *in)
{
  static const char *const sides[] = {"length", "width", "height"};
  g_autoptr (GString) size = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    JsonNode *node = json_object_get_member (in, sides[i]);
    g_autofree char *text = node ? plain_text (node) : NULL;

    if (text)
      g_string_append_printf (size, "%s%s", size->len > 0 ? " × " : "", text);
  }
  if (size->len > 0)
    g_string_append (size, " mm");
  append (out, size->str);
}

static void
pack_text (GString *out, JsonObject *in)
{
  JsonNode *gross = json_object_get_member (in, "gross");

  append_member (out, in, "count");
  append_size (out, in);
  if (gross) {
    g_autofree char *text = plain_text (gross);
    g_autofree char *grams = g_strconcat (text, " g", NULL);
    append (out, grams);
  }
}

static void
members_text (GString *out, JsonObject *in, const char *const *members)
{
  for (; *members; members++)
    append_member (out, in, *members);
}

static void
certificate_text (GString *out, JsonObject *in)
{
  members_text (out, in,
                (const char *const[]){"number", "issuer", "issued", "expires", "flag", NULL});
  if (json_object_has_member (in, "scan"))
    append (out, _ ("scan"));
  if (out->len == 0)
    append (out, _ ("yes"));
}

static void
evidence_text (GString *out, JsonObject *in)
{
  append_member (out, in, "value");
  if (json_object_has_member (in, "file"))
    append (out, _ ("scan"));
}

static void
variant_text (GString *out, JsonObject *in)
{
  JsonNode *net = json_object_get_member (in, "net");

  members_text (out, in, (const char *const[]){"options", "sku", "gtin", NULL});
  if (net) {
    g_autofree char *text = plain_text (net);
    g_autofree char *grams = g_strconcat (text, " g", NULL);
    append (out, grams);
  }
}

static void
review_text (GString *out, JsonObject *in)
{
  const char *state = json_object_get_string_member_with_default (in, "state", NULL);

  append (out, state ? eta_choice_label ("states.tsv", state, eta_package_lang ()) : NULL);
  members_text (out, in, (const char *const[]){"state_by", "state_note", NULL});
}

char *
eta_piece_text (const EtaPiece *piece)
{
  static const struct {
    const char *part;
    void (*text) (GString *out, JsonObject *in);
  } ways[] = {{"prices", price_text},
              {"packs", pack_text},
              {"variants", variant_text},
              {"certificates", certificate_text},
              {"evidence", evidence_text}};
  g_autoptr (GString) out = g_string_new (NULL);

  if (!piece)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (piece->node)) {
    const guint n = json_array_get_length (json_node_get_array (piece->node));
    return g_strdup_printf (ngettext ("%u photo", "%u photos", n), n);
  }
  if (piece->field && JSON_NODE_HOLDS_VALUE (piece->node))
    return field_text (piece->field, piece->node);
  if (piece->field)
    review_text (out, json_node_get_object (piece->node));
  for (guint i = 0; piece->part && i < G_N_ELEMENTS (ways); i++) {
    if (strcmp (ways[i].part, piece->part) == 0)
      ways[i].text (out, json_node_get_object (piece->node));
  }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
