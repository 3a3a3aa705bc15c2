#include "catalog/review.h"

#include "catalog/choices.h"
#include "catalog/error.h"
#include "catalog/fields.h"
#include "catalog/measure.h"
#include "catalog/members.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define APPROVED "approved"
#define RECHECK "recheck"
/* Before the names of what was changed, in the note that is stored: "changed: name.en prices". */
#define MARK "changed: "

static void
replace (char **member, const char *text)
{
  g_free (*member);
  *member = g_strdup (text);
}

gboolean
eta_review_set (
    EtaProduct *draft, const char *state, const char *who, const char *note, GError **error)
{
  const char *key = eta_choice_key ("states.tsv", state);

  if (!key || g_str_equal (key, RECHECK)) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                 _ ("“%s” is no state that can be given. Choose draft, checked or approved."),
                 state);
    return FALSE;
  }
  replace (&draft->state, key);
  eta_set_text (&draft->state_by, who);
  eta_set_text (&draft->state_note, note);
  g_free (draft->state_at);
  draft->state_at = eta_date_today ();
  return TRUE;
}

/* --- what differs --------------------------------------------------------------------------------
 */

static const struct {
  const char *name; /* as it stands in the note */
  const char *label;
  gsize array;
  EtaMemberEqual equal;
} lists[] = {
    {"prices", N_ ("Prices"), G_STRUCT_OFFSET (EtaProduct, prices),
     (EtaMemberEqual)eta_price_equal},
    {"packs", N_ ("Packing"), G_STRUCT_OFFSET (EtaProduct, packs), (EtaMemberEqual)eta_pack_equal},
    {"variants", N_ ("Variants"), G_STRUCT_OFFSET (EtaProduct, variants),
     (EtaMemberEqual)eta_variant_equal},
    {"photos", N_ ("Photos"), G_STRUCT_OFFSET (EtaProduct, photos),
     (EtaMemberEqual)eta_photo_equal},
    {"certificates", N_ ("Certificates"), G_STRUCT_OFFSET (EtaProduct, certificates),
     (EtaMemberEqual)eta_certificate_equal},
    {"evidence", N_ ("Evidence"), G_STRUCT_OFFSET (EtaProduct, evidence),
     (EtaMemberEqual)eta_evidence_equal},
};

static gboolean
field_differs (const EtaField *field, gconstpointer a, gconstpointer b)
{
  g_autofree char *x = a ? eta_field_get (field, a) : NULL;
  g_autofree char *y = b ? eta_field_get (field, b) : NULL;

  return g_strcmp0 (x, y) != 0;
}

static void
add (GString *names, const char *name, const char *lang)
{
  g_string_append_printf (names, "%s%s%s%s", names->len > 0 ? " " : "", name, lang ? "." : "",
                          lang ? lang : "");
}

/* The languages of A, and those of B that A has not. */
static void
add_words (GString *names, const EtaField *field, const EtaProduct *a, const EtaProduct *b)
{
  for (guint i = 0; i < a->words->len; i++) {
    const EtaWords *words = a->words->pdata[i];
    if (field_differs (field, words, eta_words_find (b->words, words->lang)))
      add (names, field->id, words->lang);
  }
  for (guint i = 0; i < b->words->len; i++) {
    const EtaWords *words = b->words->pdata[i];
    if (!eta_words_find (a->words, words->lang) && field_differs (field, NULL, words))
      add (names, field->id, words->lang);
  }
}

static char *
changes (const EtaProduct *a, const EtaProduct *b)
{
  GString *names = g_string_new (NULL);
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i < n; i++) {
    if (fields[i].owner == ETA_FIELD_OF_WORDS)
      add_words (names, &fields[i], a, b);
    else if (fields[i].owner == ETA_FIELD_OF_PRODUCT && field_differs (&fields[i], a, b) &&
             (!fields[i].readonly || g_str_equal (fields[i].id, "producer_id")))
      add (names, fields[i].id, NULL);
  }
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!eta_members_equal_arrays (G_STRUCT_MEMBER (GPtrArray *, a, lists[i].array),
                                   G_STRUCT_MEMBER (GPtrArray *, b, lists[i].array),
                                   lists[i].equal))
      add (names, lists[i].name, NULL);
  return g_string_free (names, names->len == 0);
}

EtaProduct *
eta_review_lower (const EtaProduct *stored, const EtaProduct *wanted)
{
  g_autofree char *names = NULL;
  EtaProduct *lowered;

  if (g_strcmp0 (stored->state, APPROVED) != 0 || g_strcmp0 (wanted->state, APPROVED) != 0 ||
      g_strcmp0 (stored->state_at, wanted->state_at) != 0 ||
      g_strcmp0 (stored->state_by, wanted->state_by) != 0 ||
      g_strcmp0 (stored->state_note, wanted->state_note) != 0)
    return eta_product_ref (wanted);
  names = changes (stored, wanted);
  if (!names)
    return eta_product_ref (wanted);
  lowered = eta_product_copy (wanted);
  replace (&lowered->state, RECHECK);
  g_free (lowered->state_at);
  lowered->state_at = eta_date_today ();
  g_free (lowered->state_note);
  lowered->state_note = g_strconcat (MARK, names, NULL);
  return lowered;
}

/* --- for people ----------------------------------------------------------------------------------
 */

static const char *
list_label (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (g_str_equal (lists[i].name, name))
      return _ (lists[i].label);
  return NULL;
}

static char *
label_of (const char *name)
{
  g_auto (GStrv) parts = g_strsplit (name, ".", 2);
  const EtaField *field = eta_field_find (
      parts[0] && parts[1] ? ETA_FIELD_OF_WORDS : ETA_FIELD_OF_PRODUCT, parts[0] ? parts[0] : "");
  const char *list = list_label (name);
  g_autofree char *code = NULL;

  if (list)
    return g_strdup (list);
  if (!field)
    return g_strdup (name);
  if (!parts[1])
    return g_strdup (_ (field->label));
  code = g_ascii_strup (parts[1], -1);
  /* Translators: a field and the language of its text: “Name (EN)”. */
  return g_strdup_printf (_ ("%s (%s)"), _ (field->label), code);
}

char *
eta_review_note (const EtaProduct *product)
{
  g_auto (GStrv) names = NULL;
  g_autoptr (GString) text = g_string_new (NULL);

  if (!product->state_note || g_strcmp0 (product->state, RECHECK) != 0 ||
      !g_str_has_prefix (product->state_note, MARK))
    return g_strdup (product->state_note);
  names = g_strsplit (product->state_note + strlen (MARK), " ", -1);
  for (guint i = 0; names[i]; i++) {
    g_autofree char *label = label_of (names[i]);
    g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", label);
  }
  return g_strdup_printf (_ ("Changed after the approval: %s"), text->str);
}
