#include "ready/claims.h"

#include "catalog/choices.h"
#include "catalog/fold.h"

#include <string.h>

/* Folded (catalog/fold.h), whole words. Sources: the animal ingredients that EU 2021/405 and the
 * Saudi circular 10130/C speak of, in the words that Indonesian labels use. */
static const char *const animal_food[] = {
    "ikan",   "teri",    "tongkol", "tuna",     "bandeng",  "lele",   "udang",   "rebon",  "ebi",
    "terasi", "petis",   "cumi",    "kepiting", "rajungan", "kerang", "telur",   "telor",  "susu",
    "keju",   "mentega", "yogurt",  "yoghurt",  "madu",     "fish",   "anchovy", "shrimp", "prawn",
    "squid",  "crab",    "egg",     "eggs",     "milk",     "cheese", "whey",    "honey",  "سمك",
    "روبيان", "جمبري",   "بيض",     "حليب",     "عسل",      "جبن",    NULL};
static const char *const meat[] = {
    "daging",  "sapi",     "ayam", "kambing", "bebek",   "abon", "gelatin", "gelatine",
    "kolagen", "collagen", "beef", "chicken", "goat",    "meat", "lard",    "tallow",
    "royal",   "propolis", "لحم",  "دجاج",    "جيلاتين", NULL};
/* No milk at all. */
static const char *const not_animal[] = {"susu kedelai", "susu kelapa", "coconut milk",
                                         "soy milk",     "soya milk",   "حليب جوز الهند",
                                         "almond milk",  NULL};
static const char *const organic[] = {"organik", "organic", "عضوي", "عضويه", NULL};
static const char *const halal[] = {"halal", "حلال", NULL};
static const char *const children[] = {"anak", "bayi", "balita", "child", "children", "children’s",
                                       "kids", "baby", "اطفال",  "طفل",   NULL};

/* Spices that are dry, roast coffee, tea, flour, baked goods, salt: water activity far under 0.85.
 * Everything else that is sealed must be asked about. */
static const char *const dry_goods[] = {"0901", "0902", "0904", "0905", "0906", "0907", "0908",
                                        "0909", "0910", "1006", "11",   "1905", "2501", NULL};

static const char *const java_lampung[] = {
    "banten",        "dki_jakarta", "jawa_barat", "jawa_tengah",
    "di_yogyakarta", "jawa_timur",  "lampung",    NULL};

static gboolean
one_of (const char *const *list, const char *text)
{
  return text && g_strv_contains (list, text);
}

/* The words of TEXT, folded, parted by one space or more; what only sounds like milk is dropped. */
static char *
only_words (const char *text)
{
  g_autofree char *folded = eta_fold (text);
  GString *out = g_string_sized_new (strlen (folded));

  for (guint i = 0; not_animal[i]; i++) {
    char *at;
    while ((at = strstr (folded, not_animal[i])))
      memset (at, ' ', strlen (not_animal[i]));
  }
  for (const char *p = folded; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    g_string_append_unichar (out, g_unichar_isalnum (c) ? c : ' ');
  }
  return g_string_free (out, FALSE);
}

/* Does any word of the list stand in TEXT? */
static gboolean
says (const char *text, const char *const *words)
{
  g_autofree char *plain = text ? only_words (text) : NULL;
  g_auto (GStrv) parts = plain ? g_strsplit (plain, " ", -1) : NULL;

  for (char **part = parts; part && *part; part++)
    if (**part && one_of (words, *part))
      return TRUE;
  return FALSE;
}

static EtaAnswer
as_answer (gboolean yes)
{
  return yes ? ETA_ANSWER_YES : ETA_ANSWER_NO;
}

/* --- what the user said ----------------------------------------------------------------------- */

static const EtaEvidence *
find_in (GPtrArray *evidence, const char *key)
{
  for (guint i = 0; i < evidence->len; i++) {
    const EtaEvidence *one = evidence->pdata[i];
    if (g_strcmp0 (one->key, key) == 0)
      return one;
  }
  return NULL;
}

const EtaEvidence *
eta_claims_evidence (const EtaProduct *product, const EtaProducer *producer, const char *key)
{
  const EtaEvidence *found = find_in (product->evidence, key);

  return found || !producer ? found : find_in (producer->evidence, key);
}

static EtaAnswer
answered (const EtaProduct *product, const EtaProducer *producer, const char *key)
{
  const EtaEvidence *evidence = eta_claims_evidence (product, producer, key);
  gboolean yes;

  if (!evidence || !eta_evidence_answer (evidence->value, &yes))
    return ETA_ANSWER_UNKNOWN;
  return as_answer (yes);
}

/* --- what its texts and papers say ------------------------------------------------------------ */

static gboolean
has_certificate (GPtrArray *certificates, const char *kind)
{
  for (guint i = 0; i < certificates->len; i++)
    if (g_strcmp0 (((const EtaCertificate *)certificates->pdata[i])->kind, kind) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
certified (const EtaProduct *product, const EtaProducer *producer, const char *kind)
{
  return has_certificate (product->certificates, kind) ||
         (producer && has_certificate (producer->certificates, kind));
}

/* In its names, summaries and stories. */
static gboolean
claims_word (const EtaProduct *product, const char *const *words)
{
  for (guint i = 0; i < product->words->len; i++) {
    const EtaWords *one = product->words->pdata[i];
    if (says (one->name, words) || says (one->summary, words) || says (one->story, words))
      return TRUE;
  }
  return FALSE;
}

static gboolean
named (const EtaProduct *product, const char *const *words)
{
  for (guint i = 0; i < product->words->len; i++)
    if (says (((const EtaWords *)product->words->pdata[i])->name, words))
      return TRUE;
  return FALSE;
}

/* A list of ingredients is complete: what is not in it is not in the product. Without any list
 * nobody knows. */
static EtaAnswer
contains (const EtaProduct *product, const char *const *words)
{
  gboolean listed = FALSE;

  for (guint i = 0; i < product->words->len; i++) {
    const EtaWords *one = product->words->pdata[i];
    if (says (one->ingredients, words) || says (one->allergens, words) || says (one->name, words))
      return ETA_ANSWER_YES;
    listed |= one->ingredients != NULL;
  }
  return listed ? ETA_ANSWER_NO : ETA_ANSWER_UNKNOWN;
}

const char *
eta_claims_category (const EtaProduct *product)
{
  const char *key = product->category ? eta_choice_key ("categories.tsv", product->category) : NULL;

  return key && g_str_equal (key, "other") ? NULL : key;
}

/* --- one function for each condition ---------------------------------------------------------- */

static EtaAnswer
ask_none (const EtaProduct *product, const EtaProducer *producer)
{
  return ETA_ANSWER_YES;
}

/* poao_content is a list: "udang, telur", or "no". */
static EtaAnswer
ask_animal_food (const EtaProduct *product, const EtaProducer *producer)
{
  const EtaEvidence *evidence = eta_claims_evidence (product, producer, "poao_content");
  const char *category = eta_claims_category (product);
  gboolean yes;

  if (evidence && evidence->value)
    return as_answer (!eta_evidence_answer (evidence->value, &yes) || yes);
  if (category && (g_str_equal (category, "fish") || g_str_equal (category, "honey")))
    return ETA_ANSWER_YES;
  return contains (product, animal_food);
}

static EtaAnswer
ask_organic (const EtaProduct *product, const EtaProducer *producer)
{
  EtaAnswer said = answered (product, producer, "organic_claim");

  if (said != ETA_ANSWER_UNKNOWN)
    return said;
  return as_answer (certified (product, producer, "organic") || claims_word (product, organic));
}

/* Whoever has the certificate must print the logo (PP 42/2024), so it is on the pack. Without one
 * nobody knows what the pack says. */
static EtaAnswer
ask_halal_mark (const EtaProduct *product, const EtaProducer *producer)
{
  EtaAnswer said = answered (product, producer, "halal_on_pack");

  if (said != ETA_ANSWER_UNKNOWN)
    return said;
  if (certified (product, producer, "halal") || claims_word (product, halal))
    return ETA_ANSWER_YES;
  return ETA_ANSWER_UNKNOWN;
}

static EtaAnswer
ask_animal_or_halal (const EtaProduct *product, const EtaProducer *producer)
{
  EtaAnswer mark = ask_halal_mark (product, producer);
  EtaAnswer animal = ask_animal_food (product, producer);

  if (animal == ETA_ANSWER_NO)
    animal = contains (product, meat);
  if (mark == ETA_ANSWER_YES || animal == ETA_ANSWER_YES)
    return ETA_ANSWER_YES;
  return mark == ETA_ANSWER_NO && animal == ETA_ANSWER_NO ? ETA_ANSWER_NO : ETA_ANSWER_UNKNOWN;
}

static EtaAnswer
ask_wooden_packing (const EtaProduct *product, const EtaProducer *producer)
{
  return answered (product, producer, "wooden_packing");
}

/* Where it comes from; where that is not said, where its maker is. */
static EtaAnswer
ask_java_lampung (const EtaProduct *product, const EtaProducer *producer)
{
  const char *text = product->province ? product->province : producer ? producer->province : NULL;
  const char *key = text ? eta_choice_key ("provinces.tsv", text) : NULL;

  return key ? as_answer (one_of (java_lampung, key)) : ETA_ANSWER_UNKNOWN;
}

static EtaAnswer
ask_sealed_wet (const EtaProduct *product, const EtaProducer *producer)
{
  EtaAnswer said = answered (product, producer, "sealed_wet");

  for (guint i = 0; said == ETA_ANSWER_UNKNOWN && product->hs && dry_goods[i]; i++)
    if (g_str_has_prefix (product->hs, dry_goods[i]))
      return ETA_ANSWER_NO;
  return said;
}

static EtaAnswer
ask_children (const EtaProduct *product, const EtaProducer *producer)
{
  EtaAnswer said = answered (product, producer, "for_children");

  if (said == ETA_ANSWER_UNKNOWN &&
      (g_strcmp0 (eta_claims_category (product), "children") == 0 || named (product, children)))
    return ETA_ANSWER_YES;
  return said;
}

static const struct {
  EtaAnswer (*ask) (const EtaProduct *product, const EtaProducer *producer);
  const char *question;
} questions[] = {
    [ETA_CONDITION_NONE] = {ask_none, NULL},
    [ETA_CONDITION_ANIMAL_FOOD] = {ask_animal_food, "poao_content"},
    [ETA_CONDITION_ORGANIC] = {ask_organic, "organic_claim"},
    [ETA_CONDITION_HALAL_MARK] = {ask_halal_mark, "halal_on_pack"},
    [ETA_CONDITION_ANIMAL_OR_HALAL] = {ask_animal_or_halal, "halal_on_pack"},
    [ETA_CONDITION_WOODEN_PACKING] = {ask_wooden_packing, "wooden_packing"},
    [ETA_CONDITION_JAVA_LAMPUNG] = {ask_java_lampung, "province"},
    [ETA_CONDITION_SEALED_WET] = {ask_sealed_wet, "sealed_wet"},
    [ETA_CONDITION_CHILDREN] = {ask_children, "for_children"},
};

EtaAnswer
eta_claims_condition (const EtaProduct *product,
                      const EtaProducer *producer,
                      EtaCondition condition)
{
  return questions[condition].ask (product, producer);
}

const char *
eta_claims_question (EtaCondition condition)
{
  return questions[condition].question;
}
