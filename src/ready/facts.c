#include "ready/facts.h"

#include "catalog/measure.h"
#include "ready/formats.h"

#include <string.h>

struct _EtaFacts {
  EtaProduct *product;
  EtaProducer *producer; /* or NULL */
  const char *category;
  /* Found out when first asked, since that means reading texts; -1 until then. */
  int conditions[ETA_CONDITION_CHILDREN + 1];
  EtaFact *facts; /* by row of evidence.tsv */
};

typedef struct {
  const EtaProduct *product;
  const EtaProducer *producer;
  const struct Source *source;
} Asked;

/* Where the catalog keeps a fact. READ fills FACT or leaves it as it is. */
typedef struct Source {
  const char *key;   /* of evidence.tsv */
  const char *place; /* where it is mended */
  void (*read) (const Asked *asked, EtaFact *fact);
  const char *kinds[3]; /* of certificates */
  const char *lang;     /* of texts; NULL: any */
  gsize member;         /* of EtaProducer, EtaCertificate or EtaWords */
} Source;

static void
prove (EtaFact *fact, const char *value)
{
  fact->proof = ETA_PROOF_YES;
  fact->value = value;
}

static void
doubt (EtaFact *fact, EtaDoubt why)
{
  fact->proof = ETA_PROOF_UNSURE;
  fact->doubt = why;
}

/* --- certificates ----------------------------------------------------------------------------- */

/* Is A the better proof: not to be confirmed, then lasting longer (no end: longest)? */
static gboolean
better (const EtaCertificate *a, const EtaCertificate *b)
{
  if (!b)
    return TRUE;
  if (!a->flag != !b->flag)
    return !a->flag;
  return b->expires && (!a->expires || strcmp (a->expires, b->expires) > 0);
}

static const EtaCertificate *
best_of (GPtrArray *certificates, const Source *source)
{
  const EtaCertificate *best = NULL;

  for (guint i = 0; i < certificates->len; i++) {
    const EtaCertificate *one = certificates->pdata[i];
    for (guint k = 0; k < G_N_ELEMENTS (source->kinds) && source->kinds[k]; k++)
      if (g_strcmp0 (one->kind, source->kinds[k]) == 0 && better (one, best))
        best = one;
  }
  return best;
}

static const EtaCertificate *
certificate_of (const Asked *asked)
{
  const EtaCertificate *own = best_of (asked->product->certificates, asked->source);

  return own || !asked->producer ? own : best_of (asked->producer->certificates, asked->source);
}

/* Its number, issuer or day of issue. The end belongs to the number. */
static void
read_certificate (const Asked *asked, EtaFact *fact)
{
  const EtaCertificate *certificate = certificate_of (asked);
  const char *text;

  if (!certificate)
    return;
  text = G_STRUCT_MEMBER (char *, certificate, asked->source->member);
  if (!text && !certificate->scan)
    return;
  prove (fact, text);
  if (asked->source->member != G_STRUCT_OFFSET (EtaCertificate, number))
    return;
  if (certificate->expires && eta_date_valid (certificate->expires))
    g_strlcpy (fact->until, certificate->expires, sizeof fact->until);
  if (certificate->flag)
    doubt (fact, ETA_DOUBT_FLAG);
}

/* "P-IRT until": without an end on the paper nothing more can be said than that it is there. */
static void
read_end (const Asked *asked, EtaFact *fact)
{
  const EtaCertificate *certificate = certificate_of (asked);

  if (!certificate || !certificate->expires)
    return;
  prove (fact, certificate->expires);
  if (eta_date_valid (certificate->expires))
    g_strlcpy (fact->until, certificate->expires, sizeof fact->until);
  else
    doubt (fact, ETA_DOUBT_DATE);
}

/* --- fields ----------------------------------------------------------------------------------- */

static void
read_producer (const Asked *asked, EtaFact *fact)
{
  const char *text =
      asked->producer ? G_STRUCT_MEMBER (char *, asked->producer, asked->source->member) : NULL;

  if (text)
    prove (fact, text);
}

static void
read_contact (const Asked *asked, EtaFact *fact)
{
  if (asked->producer && asked->producer->address &&
      (asked->producer->email || asked->producer->website))
    prove (fact, asked->producer->email ? asked->producer->email : asked->producer->website);
}

static void
read_words (const Asked *asked, EtaFact *fact)
{
  for (guint i = 0; i < asked->product->words->len; i++) {
    const EtaWords *words = asked->product->words->pdata[i];
    const char *text = G_STRUCT_MEMBER (char *, words, asked->source->member);

    if (text && fact->proof == ETA_PROOF_NONE &&
        (!asked->source->lang || g_str_equal (words->lang, asked->source->lang)))
      prove (fact, text);
  }
}

/* EU 1007/2011 and 16 CFR 303 want every fibre with its share; "100 % katun" and "٪" do, too. */
static void
read_fibres (const Asked *asked, EtaFact *fact)
{
  for (guint i = 0; i < asked->product->words->len; i++) {
    const char *text = ((const EtaWords *)asked->product->words->pdata[i])->ingredients;

    if (!text || fact->proof == ETA_PROOF_YES)
      continue;
    prove (fact, text);
    if (!strstr (text, "%") && !strstr (text, "٪"))
      doubt (fact, ETA_DOUBT_PERCENT);
  }
}

static void
read_shelf_life (const Asked *asked, EtaFact *fact)
{
  if (asked->product->shelf_life > 0)
    prove (fact, NULL);
}

#define CERTIFICATE(field) G_STRUCT_OFFSET (EtaCertificate, field)
#define PRODUCER(field) G_STRUCT_OFFSET (EtaProducer, field)
#define WORDS(field) G_STRUCT_OFFSET (EtaWords, field)
#define BPOM                                                                                       \
  {                                                                                                \
    "bpom_md", "bpom_na", "bpom_tr"                                                                \
  }

static const Source sources[] = {
    {"nib", "producer.nib", read_producer, .member = PRODUCER (nib)},
    {"npwp", "producer.npwp", read_producer, .member = PRODUCER (npwp)},
    {"mfr_address", "producer.address", read_producer, .member = PRODUCER (address)},
    {"mfr_contact", "producer.email", read_contact},
    {"halal_no", "certificate.halal", read_certificate, {"halal"}, NULL, CERTIFICATE (number)},
    {"halal_issued_on",
     "certificate.halal",
     read_certificate,
     {"halal"},
     NULL,
     CERTIFICATE (issued)},
    {"halal_issuer", "certificate.halal", read_certificate, {"halal"}, NULL, CERTIFICATE (issuer)},
    {"pirt_no", "certificate.pirt", read_certificate, {"pirt"}, NULL, CERTIFICATE (number)},
    {"pirt_valid_until", "certificate.pirt", read_end, {"pirt"}},
    {"bpom_no", "certificate.bpom_md", read_certificate, BPOM, NULL, CERTIFICATE (number)},
    {"bpom_valid_until", "certificate.bpom_md", read_end, BPOM},
    {"sni_no", "certificate.sni", read_certificate, {"sni"}, NULL, CERTIFICATE (number)},
    {"trademark_no", "certificate.brand", read_certificate, {"brand"}, NULL, CERTIFICATE (number)},
    {"haccp_no", "certificate.haccp", read_certificate, {"haccp"}, NULL, CERTIFICATE (number)},
    {"haccp_plan", "certificate.haccp", read_certificate, {"haccp"}, NULL, CERTIFICATE (number)},
    {"test_report",
     "certificate.test_report",
     read_certificate,
     {"test_report"},
     NULL,
     CERTIFICATE (number)},
    {"allergens", "allergens", read_words, .member = WORDS (allergens)},
    {"ingredients", "ingredients", read_words, .member = WORDS (ingredients)},
    {"ingredients_en", "ingredients.en", read_words, .lang = "en", .member = WORDS (ingredients)},
    {"fibre_content", "ingredients", read_fibres},
    {"care_instructions", "usage", read_words, .member = WORDS (usage)},
    {"shelf_life_months", "shelf_life", read_shelf_life},
};

static const Source *
source_of (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].key, key))
      return &sources[i];
  return NULL;
}

/* --- evidence as typed ------------------------------------------------------------------------ */

/* The last day of the registration that was renewed on DAY. */
static void
ffr_until (const char *day, char *until)
{
  int year = (int)g_ascii_strtoll (day, NULL, 10);
  int month = (int)g_ascii_strtoll (day + 5, NULL, 10);

  if (year % 2 != 0)
    year += 1;
  else if (month >= 10)
    year += 2;
  g_snprintf (until, 11, "%04d-12-31", year);
}

static void
year_after (const char *day, char *until)
{
  g_autoptr (GDate) date = g_date_new_dmy ((GDateDay)g_ascii_strtoll (day + 8, NULL, 10),
                                           (GDateMonth)g_ascii_strtoll (day + 5, NULL, 10),
                                           (GDateYear)g_ascii_strtoll (day, NULL, 10));

  g_date_add_years (date, 1);
  g_snprintf (until, 11, "%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
              g_date_get_day (date));
}

static void
same_day (const char *day, char *until)
{
  g_strlcpy (until, day, 11);
}

/* Dates that say how long something holds; other dates only say when it was. */
static const struct {
  const char *key;
  void (*until) (const char *day, char *until);
} ends[] = {
    {"fda_ffr_renewed_on", ffr_until}, {"nutrition_exempt_notice", year_after},
    {"pirt_valid_until", same_day},    {"bpom_valid_until", same_day},
    {"etk_valid_until", same_day},
};

static void
take_date (const char *key, const char *value, EtaFact *fact)
{
  if (!eta_date_valid (value)) {
    doubt (fact, ETA_DOUBT_DATE);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    if (g_str_equal (ends[i].key, key))
      ends[i].until (value, fact->until);
}

static void
take_value (guint row, const char *value, EtaFact *fact)
{
  const char *key = eta_evidence_key (row);
  EtaEvidenceType type = eta_evidence_type (row);
  gboolean yes, answer = eta_evidence_answer (value, &yes);

  prove (fact, value);
  /* "None" is an answer about allergens and animal ingredients. */
  if (answer && !yes && !g_str_equal (key, "allergens") && !g_str_equal (key, "poao_content"))
    fact->proof = ETA_PROOF_NO;
  else if (type == ETA_TYPE_OF_CHECK && !answer)
    doubt (fact, ETA_DOUBT_ANSWER);
  else if (type == ETA_TYPE_OF_DATE)
    take_date (key, value, fact);
  else if (eta_format_check (key, value) == ETA_FORMAT_WRONG)
    doubt (fact, ETA_DOUBT_SHAPE);
}

static void
read_typed (const Asked *asked, guint row, EtaFact *fact)
{
  const EtaEvidence *evidence =
      eta_claims_evidence (asked->product, asked->producer, eta_evidence_key (row));

  if (!evidence)
    return;
  memset (fact, 0, sizeof *fact);
  if (evidence->value)
    take_value (row, evidence->value, fact);
  else if (evidence->file)
    prove (fact, NULL);
}

/* --- all -------------------------------------------------------------------------------------- */

/* The sources by row, found once. */
static const Source *const *
sources_by_row (void)
{
  static gsize made;
  static const Source **rows;

  if (g_once_init_enter (&made)) {
    rows = g_new0 (const Source *, eta_evidence_count ());
    for (guint i = 0; i < eta_evidence_count (); i++)
      rows[i] = source_of (eta_evidence_key (i));
    g_once_init_leave (&made, 1);
  }
  return rows;
}

static void
read_all (EtaFacts *self)
{
  const Source *const *rows = sources_by_row ();
  Asked asked = {self->product, self->producer, NULL};

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++) {
    EtaFact *fact = &self->facts[eta_evidence_row (sources[i].key)];
    asked.source = &sources[i];
    sources[i].read (&asked, fact);
  }
  for (guint owner = 0; owner < 2; owner++) {
    GPtrArray *typed = owner == 0       ? self->product->evidence
                       : self->producer ? self->producer->evidence
                                        : NULL;
    for (guint i = 0; typed && i < typed->len; i++) {
      int row = eta_evidence_row (((const EtaEvidence *)typed->pdata[i])->key);
      /* What the catalog keeps in its own place goes first, unless that place is not well filled.
       */
      if (row >= 0 && (!rows[row] || self->facts[row].proof == ETA_PROOF_NONE ||
                       self->facts[row].doubt == ETA_DOUBT_PERCENT))
        read_typed (&asked, (guint)row, &self->facts[row]);
    }
  }
}

EtaFacts *
eta_facts_new (const EtaProduct *product, const EtaProducer *producer)
{
  EtaFacts *self = g_new0 (EtaFacts, 1);

  self->product = eta_product_ref ((EtaProduct *)product);
  self->producer = producer ? eta_producer_ref ((EtaProducer *)producer) : NULL;
  self->category = eta_claims_category (product);
  self->facts = g_new0 (EtaFact, eta_evidence_count ());
  read_all (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->conditions); i++)
    self->conditions[i] = -1;
  return self;
}

void
eta_facts_free (EtaFacts *self)
{
  if (!self)
    return;
  eta_product_unref (self->product);
  g_clear_pointer (&self->producer, eta_producer_unref);
  g_free (self->facts);
  g_free (self);
}

const EtaFact *
eta_facts_get (const EtaFacts *self, guint evidence)
{
  return &self->facts[evidence];
}

EtaAnswer
eta_facts_condition (const EtaFacts *self, EtaCondition condition)
{
  int *answer = &((EtaFacts *)self)->conditions[condition];

  if (*answer < 0)
    *answer = (int)eta_claims_condition (self->product, self->producer, condition);
  return (EtaAnswer)*answer;
}

const EtaProduct *
eta_facts_product (const EtaFacts *self)
{
  return self->product;
}

const char *
eta_facts_category (const EtaFacts *self)
{
  return self->category;
}

const char *
eta_facts_place (guint evidence)
{
  const Source *source = sources_by_row ()[evidence];
  static gsize made;
  static char **addresses;

  if (source)
    return source->place;
  if (g_once_init_enter (&made)) {
    addresses = g_new0 (char *, eta_evidence_count ());
    for (guint i = 0; i < eta_evidence_count (); i++)
      addresses[i] = g_strconcat ("evidence.", eta_evidence_key (i), NULL);
    g_once_init_leave (&made, 1);
  }
  return addresses[evidence];
}
