/* Every rule met, missing and not applicable; every day on which something begins or ends. */
#include "ready/verdict.h"

#include "catalog/fields.h"
#include "ready/reason.h"

#include <string.h>

#include "sample-goods.h"

/* All rules are in force on this day but those that say otherwise. */
#define DAY "2027-07-15"
#define EARLY "2026-11-25"

typedef struct {
  const char *id, *market;
  const char *goods;  /* for which it applies */
  const char *not_so; /* what makes it not applicable; NULL: it is for everything, always */
  const char *day;
} Row;

/* clang-format off */
static const Row rows[] = {
    {"id.nib", "us", "category=coffee", NULL, NULL},
    {"id.npwp", "us", "category=coffee", "market=id", NULL},
    {"id.peb", "us", "category=coffee", "market=id", NULL},
    {"id.halal", "us", "category=coffee", "day=2026-10-17", NULL},
    {"id.halal_nonfood", "us", "category=soap", "day=2026-10-17", NULL},
    {"id.pirt", "us", "category=snack", "category=textile", NULL},
    {"id.bpom", "us", "category=oil", "category=textile", NULL},
    {"id.ske", "us", "category=honey", "market=id", NULL},
    {"id.sni", "us", "category=beverage;hs=220110", "hs=220290", NULL},
    {"id.merek", "us", "category=coffee", NULL, NULL},
    {"id.coffee_etk", "us", "category=coffee;hs=090121", "category=tea", NULL},
    {"id.coffee_ico", "us", "category=coffee;hs=210111", "market=id", NULL},
    {"id.ska", "us", "category=craft", "market=id", NULL},
    {"id.phyto", "us", "category=tea", "category=soap", NULL},
    {"id.ispm15", "us", "category=craft;wooden_packing=yes", "wooden_packing=no", NULL},
    {"id.vlegal", "us", "category=wood;hs=442191", "hs=460219", NULL},
    {"id.forbidden", "us", "category=furniture", "market=id", NULL},
    {"id.fish", "us", "category=fish;hs=160414", "hs=210390", NULL},
    {"us.ffr", "us", "category=cocoa", "category=headgear", NULL},
    {"us.prior_notice", "us", "category=rice", "category=carpet", NULL},
    {"us.fsvp", "us", "category=tea", "category=wood", NULL},
    {"us.ia9952", "us", "category=spice;hs=090411;province=Lampung", "province=Bali", NULL},
    {"us.label", "us", "category=sugar", "category=soap", NULL},
    {"us.nutrition", "us", "category=snack", "category=craft", NULL},
    {"us.allergen", "us", "category=snack", "category=furniture", NULL},
    {"us.lacf", "us", "category=fish;hs=160414;sealed_wet=yes", "sealed_wet=no", NULL},
    {"us.mocra", "us", "category=cosmetic", "category=soap", NULL},
    {"us.textile", "us", "category=textile", "category=headgear", NULL},
    {"us.cpsia", "us", "category=headgear;for_children=yes", "for_children=no", NULL},
    {"us.lacey", "us", "category=bamboo_rattan;hs=460219", "hs=460129", NULL},
    {"us.origin_mark", "us", "category=print_art", NULL, NULL},
    {"us.duty", "us", "category=coffee", NULL, NULL},
    {"eu.label", "eu", "category=beverage", "category=textile", NULL},
    {"eu.eudr", "eu", "category=coffee;hs=090121", "hs=210111", NULL},
    {"eu.contaminants", "eu", "category=coffee", "category=sugar", NULL},
    {"eu.mrl", "eu", "category=rice", "category=honey", NULL},
    {"eu.increased_controls", "eu", "category=spice;hs=090811", "hs=090411", NULL},
    {"eu.honey", "eu", "category=honey;hs=040900", "hs=170290", NULL},
    {"eu.composite", "eu", "category=snack;ingredients.id=tapioka, udang", "ingredients.id=tapioka, garam", NULL},
    {"eu.novel", "eu", "category=herbal", "category=coffee", NULL},
    {"eu.organic", "eu", "category=tea;name.en=Organic tea", "organic_claim=no", NULL},
    {"eu.fcm", "eu", "category=wood", "category=textile", NULL},
    {"eu.gpsr", "eu", "category=carpet", "day=2024-12-12", NULL},
    {"eu.textile", "eu", "category=headgear", "category=craft", NULL},
    {"eu.cosmetic", "eu", "category=soap", "category=essential_oil", NULL},
    {"eu.wood_flegt", "eu", "category=furniture;hs=940360", "hs=940161", NULL},
    {"eu.origin", "eu", "category=craft", "day=2027-01-01", NULL},
    {"eu.ppwr", "eu", "category=coffee", "day=2026-08-11", NULL},
    {"de.lang", "de", "category=textile", "category=wood", NULL},
    {"de.lucid", "de", "category=soap", "day=2022-06-30", NULL},
    {"it.lang", "it", "category=honey", "category=soap", NULL},
    {"it.packmark", "it", "category=textile", "day=2022-12-31", NULL},
    {"gb.fbo", "gb", "category=snack", "day=2023-12-31", NULL},
    {"gb.label", "gb", "category=coffee", "category=craft", NULL},
    {"gb.dcts", "gb", "category=wood", NULL, NULL},
    {"gb.flegt", "gb", "category=wood;hs=442191", "hs=460219", NULL},
    {"gb.honey_fish", "gb", "category=honey", "category=coffee", NULL},
    {"gb.cosmetic", "gb", "category=cosmetic", "category=honey", NULL},
    {"gb.textile", "gb", "category=carpet", "category=honey", NULL},
    {"gb.organic", "gb", "category=coffee;organic_claim=yes", "category=spice", NULL},
    {"gb.hfss", "gb", "category=sugar", "category=coffee", NULL},
    {"sa.halal", "sa", "category=snack;halal_on_pack=yes", "halal_on_pack=no;ingredients.id=singkong, garam", NULL},
    {"sa.halal_bpjph", "sa", "category=coffee", "day=2025-10-20", "2025-10-19"},
    {"sa.label", "sa", "category=coffee", "category=soap", NULL},
    {"sa.shelf", "sa", "category=snack", "category=textile", NULL},
    {"sa.sfda_reg", "sa", "category=oil", "category=textile", NULL},
    {"sa.coo", "sa", "category=textile", NULL, NULL},
    {"sa.saber", "sa", "category=textile", "day=2019-11-30", NULL},
    {"sa.cosmetic", "sa", "category=soap", "category=coffee", NULL},
    {"gcc.label", "gcc", "category=rice", "category=carpet", NULL},
    {"ae.label", "ae", "category=cocoa", "category=carpet", NULL},
    {"ae.zad", "ae", "category=honey", "category=soap", NULL},
    {"ae.cepa", "ae", "category=textile", "day=2023-08-31", NULL},
    {"my.halal", "my", "category=snack;name.id=Keripik halal", "halal_on_pack=no", NULL},
    {"my.label", "my", "category=fish", "category=textile", NULL},
    {"my.coo", "my", "category=textile", NULL, NULL},
    {"jp.notify", "jp", "category=coffee", "category=textile", NULL},
    {"jp.label", "jp", "category=tea", "category=textile", NULL},
    {"jp.coo", "jp", "category=textile", NULL, NULL},
};
/* clang-format on */

static EtaVerdict
judge_on (const Row *row, EtaFacts *facts, const char *market, const char *iso)
{
  const EtaRule *rule = eta_rules_find (eta_rules_builtin (), row->id);
  EtaVerdict verdict;
  EtaDay day;

  g_assert_nonnull (rule);
  g_assert_true (eta_day_init (&day, iso));
  eta_verdict_judge (&verdict, rule, facts, market, &day);
  return verdict;
}

static const char *
usual_day (const Row *row)
{
  const EtaRule *rule = eta_rules_find (eta_rules_builtin (), row->id);

  if (row->day)
    return row->day;
  return rule->valid_to && strcmp (rule->valid_to, DAY) < 0 ? EARLY : DAY;
}

/* One value that proves each kind of evidence. */
static char *
proof_of (const EtaRule *rule)
{
  GString *spec = g_string_new (NULL);
  static const struct {
    const char *key, *value;
  } known[] = {
      {"duns", "123456789"},
      {"fsvp_importer_duns", "123456789"},
      {"halal_no", "ID35110000145391021"},
      {"fda_ffr_renewed_on", "2026-10-05"},
      {"nutrition_exempt_notice", "2027-03-01"},
  };

  for (guint i = 0; i < rule->n_evidence; i++) {
    const char *key = eta_evidence_key (rule->evidence[i]);
    EtaEvidenceType type = eta_evidence_type (rule->evidence[i]);
    const char *value = type == ETA_TYPE_OF_CHECK  ? "yes"
                        : type == ETA_TYPE_OF_DATE ? "2028-12-31"
                                                   : "Katun 100%";
    for (guint k = 0; k < G_N_ELEMENTS (known); k++)
      if (g_str_equal (known[k].key, key))
        value = known[k].value;
    if (g_str_equal (key, "ingredients") || g_str_equal (key, "allergens"))
      g_string_append_printf (spec, "%s.id=%s;", key, "Biji kopi");
    else
      g_string_append_printf (spec, "%s=%s;", key, value);
  }
  return g_string_free (spec, FALSE);
}

/* The answer “no”, which is missing whoever has to bring it. */
static char *
denial_of (const EtaRule *rule)
{
  GString *spec = g_string_new (NULL);

  for (guint i = 0; i < rule->n_evidence; i++) {
    const char *key = eta_evidence_key (rule->evidence[i]);
    if (g_str_equal (key, "ingredients") || g_str_equal (key, "allergens") ||
        g_str_equal (key, "poao_content"))
      continue;
    g_string_append_printf (spec, "%s=tidak;", key);
  }
  return g_string_free (spec, FALSE);
}

static void
test_all_rules_stand_here (void)
{
  const EtaRuleSet *rules = eta_rules_builtin ();

  g_assert_cmpuint (G_N_ELEMENTS (rows), ==, eta_rules_count (rules));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint j = 0; j < i; j++)
      g_assert_cmpstr (rows[i].id, !=, rows[j].id);
}

static void
test_met (gconstpointer data)
{
  const Row *row = data;
  const EtaRule *rule = eta_rules_find (eta_rules_builtin (), row->id);
  g_autofree char *proof = proof_of (rule);
  g_autoptr (EtaFacts) facts = goods_facts (row->goods, proof);
  EtaVerdict verdict = judge_on (row, facts, row->market, usual_day (row));

  if (rule->n_evidence == 0) { /* a note */
    g_assert_cmpint (verdict.reason, ==, ETA_REASON_NOTE);
    return;
  }
  g_assert_cmpstr (eta_verdict_state_id (verdict.state), ==, "met");
  g_assert_cmpuint (verdict.n_needs, ==, rule->n_evidence);
}

static void
test_missing (gconstpointer data)
{
  const Row *row = data;
  const EtaRule *rule = eta_rules_find (eta_rules_builtin (), row->id);
  g_autofree char *denial = denial_of (rule);
  g_autoptr (EtaFacts) facts = goods_facts (row->goods, denial);
  EtaVerdict verdict = judge_on (row, facts, row->market, usual_day (row));

  if (rule->n_evidence == 0)
    return;
  g_assert_cmpstr (eta_verdict_state_id (verdict.state), ==, "missing");
  g_assert_cmpint (eta_verdict_blocks (&verdict), ==,
                   rule->severity == ETA_SEVERITY_BLOCKER && rule->confidence != 'C');
}

/* With nothing said it is missing where the producer brings it, and cannot be told otherwise; it is
 * never met. */
static void
test_nothing_said (gconstpointer data)
{
  const Row *row = data;
  const EtaRule *rule = eta_rules_find (eta_rules_builtin (), row->id);
  g_autoptr (EtaFacts) facts = goods_facts (row->goods, "");
  EtaVerdict verdict = judge_on (row, facts, row->market, usual_day (row));
  gboolean own = FALSE;

  for (guint i = 0; i < rule->n_evidence; i++) {
    guint piece = rule->evidence[i];
    const char *key = eta_evidence_key (piece);
    own |= eta_evidence_level (piece) <= ETA_LEVEL_PRODUCT &&
           (eta_evidence_type (piece) != ETA_TYPE_OF_CHECK ||
            g_str_equal (key, "third_country_listing"));
  }
  g_assert_cmpstr (eta_verdict_state_id (verdict.state), ==, own ? "missing" : "cannot_tell");
}

/* It asks everybody, always: no category, code, condition or day can take it away. */
static void
assert_is_for_all (const Row *row)
{
  const EtaRule *rule = eta_rules_find (eta_rules_builtin (), row->id);

  g_assert_null (rule->categories);
  g_assert_null (rule->hs);
  g_assert_cmpint (rule->condition, ==, ETA_CONDITION_NONE);
  g_assert_null (rule->valid_from);
  g_assert_null (rule->valid_to);
}

/* The goods of ROW with MORE, which goes before an answer that ROW gives. */
static EtaFacts *
changed_goods (const Row *row, const char *more)
{
  g_autoptr (EtaProduct) product = eta_product_new ();
  g_autoptr (EtaProducer) producer = eta_producer_new ();

  goods_set (product, producer, row->goods);
  for (guint i = product->evidence->len; i > 0; i--)
    if (g_str_has_prefix (more, ((const EtaEvidence *)product->evidence->pdata[i - 1])->key))
      g_ptr_array_remove_index (product->evidence, i - 1);
  goods_set (product, producer, more);
  return eta_facts_new (product, producer);
}

static void
test_not_applicable (gconstpointer data)
{
  const Row *row = data;
  gboolean home = row->not_so && g_str_has_prefix (row->not_so, "market=");
  gboolean day = row->not_so && g_str_has_prefix (row->not_so, "day=");
  g_autoptr (EtaFacts) facts = NULL;
  g_autofree char *reason = NULL;
  EtaVerdict verdict;

  if (!row->not_so) {
    assert_is_for_all (row);
    return;
  }
  facts = changed_goods (row, home || day ? "" : row->not_so);
  verdict = judge_on (row, facts, home ? row->not_so + strlen ("market=") : row->market,
                      day ? row->not_so + strlen ("day=") : usual_day (row));
  g_assert_cmpstr (eta_verdict_state_id (verdict.state), ==, "not_applicable");
  reason = eta_verdict_reason (&verdict, facts, "en");
  g_assert_true (g_str_has_suffix (reason, "."));
}

/* --- days ------------------------------------------------------------------------------------- */

/* Where a rule begins and ends: the first and the last day are in force. */
static const struct {
  const char *id, *goods, *day, *state;
} days[] = {
    {"eu.eudr", "category=coffee;hs=090121", "2026-12-29", "not_applicable"},
    {"eu.eudr", "category=coffee;hs=090121", "2026-12-30", "missing"},
    {"eu.eudr", "category=coffee;hs=090121;eudr_small_operator=yes", "2026-12-30",
     "not_applicable"},
    {"eu.eudr", "category=coffee;hs=090121;eudr_small_operator=yes", "2027-06-29",
     "not_applicable"},
    {"eu.eudr", "category=coffee;hs=090121;eudr_small_operator=yes", "2027-06-30", "missing"},
    {"eu.eudr", "category=coffee;hs=090121;eudr_small_operator=no", "2026-12-30", "missing"},
    /* goods of the old timber regulation do not wait for small firms */
    {"eu.eudr", "category=furniture;hs=940360;eudr_small_operator=yes", "2026-12-30", "missing"},
    {"eu.eudr", "category=furniture;hs=940169;eudr_small_operator=yes", "2026-12-30",
     "not_applicable"},
    {"id.halal", "category=coffee", "2026-10-17", "not_applicable"},
    {"id.halal", "category=coffee", "2026-10-18", "missing"},
    {"id.halal_nonfood", "category=soap", "2026-10-17", "not_applicable"},
    {"id.halal_nonfood", "category=soap", "2026-10-18", "missing"},
    {"us.ia9952", "category=spice;hs=090411;province=Jawa Timur;fda_import_cert_no=no",
     "2025-10-30", "not_applicable"},
    {"us.ia9952", "category=spice;hs=090411;province=Jawa Timur;fda_import_cert_no=no",
     "2025-10-31", "missing"},
    {"us.lacey", "category=wood;hs=442191", "2024-11-30", "not_applicable"},
    {"us.lacey", "category=wood;hs=442191", "2024-12-01", "missing"},
    {"eu.gpsr", "category=wood", "2024-12-12", "not_applicable"},
    {"eu.gpsr", "category=wood", "2024-12-13", "missing"},
    {"eu.origin", "category=wood;rex_no=IDREX03A1230000001;origin_statement=ada", "2026-12-31",
     "met"},
    {"eu.origin", "category=wood;rex_no=IDREX03A1230000001;origin_statement=ada", "2027-01-01",
     "not_applicable"},
    {"eu.ppwr", "category=wood", "2026-08-11", "not_applicable"},
    {"eu.ppwr", "category=wood", "2026-08-12", "missing"},
    {"de.lucid", "category=wood;lucid_no=no", "2022-06-30", "not_applicable"},
    {"de.lucid", "category=wood;lucid_no=no", "2022-07-01", "missing"},
    {"it.packmark", "category=wood", "2022-12-31", "not_applicable"},
    {"it.packmark", "category=wood", "2023-01-01", "missing"},
    {"gb.fbo", "category=tea", "2023-12-31", "not_applicable"},
    {"gb.fbo", "category=tea", "2024-01-01", "cannot_tell"},
    {"sa.halal", "category=honey;halal_on_pack=yes", "2023-10-31", "not_applicable"},
    {"sa.halal", "category=honey;halal_on_pack=yes", "2023-11-01", "missing"},
    {"sa.halal_bpjph", "category=honey", "2025-10-19", "cannot_tell"},
    {"sa.halal_bpjph", "category=honey", "2025-10-20", "not_applicable"},
    {"sa.saber", "category=wood", "2019-11-30", "not_applicable"},
    {"sa.saber", "category=wood", "2019-12-01", "missing"},
    {"ae.cepa", "category=wood", "2023-08-31", "not_applicable"},
    {"ae.cepa", "category=wood", "2023-09-01", "cannot_tell"},
};

static void
test_valid_days (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++) {
    g_autoptr (EtaFacts) facts = goods_facts (days[i].goods, "");
    Row row = {days[i].id, NULL, NULL, NULL, NULL};
    EtaVerdict verdict = judge_on (&row, facts, "de", days[i].day);
    g_test_message ("%s %s on %s", days[i].id, days[i].goods, days[i].day);
    g_assert_cmpstr (eta_verdict_state_id (verdict.state), ==, days[i].state);
    g_hash_table_add (seen, (gpointer)days[i].id);
  }
  /* No dated rule without its days above. */
  for (guint i = 0; i < eta_rules_count (eta_rules_builtin ()); i++) {
    const EtaRule *rule = eta_rules_at (eta_rules_builtin (), i);
    g_assert_true ((rule->valid_from || rule->valid_to) == g_hash_table_contains (seen, rule->id));
  }
}

#define FFR(day)                                                                                   \
  "category=tea;fda_ffr_no=12345678901;us_agent_name=A;us_agent_phone=+12025550100;"               \
  "duns=123456789;fda_ffr_renewed_on=" day

/* Papers: the last day counts, 90 days before it the warning begins. */
static const struct {
  const char *goods, *id, *day, *state, *date;
} ends[] = {
    {"category=snack;pirt=2063579010214-26|2022-01-01|2026-12-31", "id.pirt", "2026-10-01", "met",
     ""},
    {"category=snack;pirt=2063579010214-26|2022-01-01|2026-12-31", "id.pirt", "2026-10-02",
     "expiring", "2026-12-31"},
    {"category=snack;pirt=2063579010214-26|2022-01-01|2026-12-31", "id.pirt", "2026-12-31",
     "expiring", "2026-12-31"},
    {"category=snack;pirt=2063579010214-26|2022-01-01|2026-12-31", "id.pirt", "2027-01-01",
     "expired", "2026-12-31"},
    /* over the end of February in a leap year */
    {"category=snack;pirt=2063579010214-28|2022-01-01|2028-03-01", "id.pirt", "2027-12-01", "met",
     ""},
    {"category=snack;pirt=2063579010214-28|2022-01-01|2028-03-01", "id.pirt", "2027-12-02",
     "expiring", "2028-03-01"},
    /* no end stated: it does not end */
    {"category=snack;pirt=2063579010214-26|2022-01-01|", "id.pirt", "2040-01-01", "met", ""},
    /* the renewed one counts, not the old one */
    {"category=snack;pirt=2063579010214-26|2017-01-01|2022-12-31;"
     "pirt=2063579010214-27|2022-01-01|2027-12-31",
     "id.pirt", "2026-11-25", "met", ""},
    /* an old P-IRT, but BPOM MD */
    {"category=snack;pirt=2063579010214-26|2017-01-01|2022-12-31;"
     "bpom_md=MD 867031001234|2024-01-01|2029-01-01",
     "id.pirt", "2026-11-25", "met", ""},
    {"category=cosmetic;pirt=2063579010214-26|2022-01-01|2027-12-31", "id.bpom", "2026-11-25",
     "missing", ""},
    /* FDA: October to December of an even year */
    {FFR ("2024-11-02"), "us.ffr", "2026-10-01", "met", ""},
    {FFR ("2024-11-02"), "us.ffr", "2026-12-31", "expiring", "2026-12-31"},
    {FFR ("2024-11-02"), "us.ffr", "2027-01-01", "expired", "2026-12-31"},
    {FFR ("2026-09-30"), "us.ffr", "2027-01-01", "expired", "2026-12-31"},
    {FFR ("2026-10-01"), "us.ffr", "2028-10-01", "met", ""},
    {FFR ("2025-03-01"), "us.ffr", "2027-01-01", "expired", "2026-12-31"},
    /* the FDA's notice about nutrition: a year */
    {"category=tea;nutrition_exempt_notice=2026-03-01", "us.nutrition", "2027-03-01", "expiring",
     "2027-03-01"},
    {"category=tea;nutrition_exempt_notice=2026-03-01", "us.nutrition", "2027-03-02", "expired",
     "2027-03-01"},
    {"category=tea;nutrition_exempt_notice=2024-02-29", "us.nutrition", "2025-02-28", "expiring",
     "2025-02-28"},
};

static void
test_ends (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++) {
    g_autoptr (EtaFacts) facts = goods_facts (ends[i].goods, "");
    Row row = {ends[i].id, NULL, NULL, NULL, NULL};
    EtaVerdict verdict = judge_on (&row, facts, "us", ends[i].day);
    g_test_message ("%u: %s on %s", i, ends[i].goods, ends[i].day);
    g_assert_cmpstr (eta_verdict_state_id (verdict.state), ==, ends[i].state);
    g_assert_cmpstr (verdict.date, ==, ends[i].date);
  }
}

/* After its day of review a rule says so, and stays what it is. */
static void
test_review (void)
{
  static const struct {
    const char *id, *goods, *day;
    gboolean verify;
  } reviews[] = {
      {"us.ffr", "category=tea", "2026-12-31", FALSE},
      {"us.ffr", "category=tea", "2027-01-01", TRUE},
      {"id.coffee_etk", "category=coffee;hs=090121", "2026-11-25", TRUE}, /* confidence C */
  };

  for (guint i = 0; i < G_N_ELEMENTS (reviews); i++) {
    g_autoptr (EtaFacts) facts = goods_facts (reviews[i].goods, "");
    Row row = {reviews[i].id, NULL, NULL, NULL, NULL};
    EtaVerdict verdict = judge_on (&row, facts, "us", reviews[i].day);
    g_autofree char *caution = NULL;
    EtaDay day;

    eta_day_init (&day, reviews[i].day);
    caution = eta_verdict_caution (&verdict, &day, "en");
    g_assert_cmpint (verdict.verify, ==, reviews[i].verify);
    g_assert_cmpint (caution != NULL, ==, reviews[i].verify);
    g_assert_cmpstr (eta_verdict_state_id (verdict.state), ==, "missing");
  }
}

/* --- what nobody knows ------------------------------------------------------------------------ */

static void
test_cannot_tell (void)
{
  static const struct {
    const char *id, *goods, *reason, *place;
  } unknown[] = {
      {"us.label", "sku=A", "no_category", "category"},
      {"us.label", "category=other", "no_category", "category"},
      {"eu.eudr", "category=coffee", "no_hs", "hs"},
      {"eu.wood_flegt", "category=wood", "no_hs", "hs"},
      {"us.ia9952", "category=spice;hs=090411", "ask", "province"},
      {"us.ia9952", "category=spice;hs=090411;country=VN", "origin", "country"},
      {"my.halal", "category=snack", "ask", "evidence.halal_on_pack"},
      {"sa.halal", "category=snack", "ask", "evidence.halal_on_pack"},
      {"sa.halal", "category=snack;ingredients.id=singkong, garam", "ask",
       "evidence.halal_on_pack"},
      {"eu.composite", "category=snack", "ask", "evidence.poao_content"},
      {"id.ispm15", "category=snack", "ask", "evidence.wooden_packing"},
      {"us.cpsia", "category=textile", "ask", "evidence.for_children"},
      {"us.lacf", "category=beverage;hs=220299", "ask", "evidence.sealed_wet"},
      {"id.forbidden", "category=snack", "proof", "evidence.export_ban_check"},
      {"id.peb", "category=snack", "shipment", "evidence.peb_number"},
      {"gb.fbo", "category=snack", "buyer", "evidence.uk_fbo_name_address"},
      {"us.duty", "category=snack", "note", NULL},
      {"id.halal", "category=snack;halal=ID35110000145391021|2022-01-01||composition changed",
       "proof", "certificate.halal"},
      {"us.textile", "category=textile;ingredients.id=katun;usage.id=cuci;rn_or_importer=RN 1",
       "proof", "ingredients"},
      {"eu.novel", "category=tea;novel_status=mungkin", "proof", "evidence.novel_status"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++) {
    g_autoptr (EtaFacts) facts = goods_facts (unknown[i].goods, "");
    Row row = {unknown[i].id, NULL, NULL, NULL, NULL};
    EtaVerdict verdict = judge_on (&row, facts, "us", "2027-01-10");
    g_autofree char *reason = eta_verdict_reason (&verdict, facts, "id");

    g_test_message ("%s: %s", unknown[i].id, unknown[i].goods);
    g_assert_cmpstr (eta_verdict_state_id (verdict.state), ==, "cannot_tell");
    g_assert_cmpstr (eta_reason_id (verdict.reason), ==, unknown[i].reason);
    g_assert_cmpstr (eta_verdict_place (&verdict), ==, unknown[i].place);
    g_assert_false (eta_verdict_blocks (&verdict));
    g_assert_nonnull (reason);
  }
}

/* Words that sound like an animal and are none, and the reverse. */
static void
test_animals (void)
{
  static const struct {
    const char *ingredients;
    EtaAnswer answer;
  } said[] = {
      {"Tepung tapioka, udang, garam", ETA_ANSWER_YES},
      {"Tapioca starch, coconut milk, salt", ETA_ANSWER_NO},
      {"Cassava, soy milk powder, milk", ETA_ANSWER_YES},
      {"Singkong, minyak kelapa", ETA_ANSWER_NO},
      {"دقيق، روبيان، ملح", ETA_ANSWER_YES},
      {"Eggplant, chili", ETA_ANSWER_NO},
  };

  for (guint i = 0; i < G_N_ELEMENTS (said); i++) {
    g_autofree char *spec =
        g_strdup_printf ("category=snack;ingredients.id=%s", said[i].ingredients);
    g_autoptr (EtaFacts) facts = goods_facts (spec, "");
    g_test_message ("%s", said[i].ingredients);
    g_assert_cmpint (eta_facts_condition (facts, ETA_CONDITION_ANIMAL_FOOD), ==, said[i].answer);
  }
}

static void
add_each (const char *what, GTestDataFunc func)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = g_strdup_printf ("/verdict/%s/%s", what, rows[i].id);
    g_test_add_data_func (path, &rows[i], func);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/verdict/all-rules-stand-here", test_all_rules_stand_here);
  add_each ("met", test_met);
  add_each ("missing", test_missing);
  add_each ("nothing-said", test_nothing_said);
  add_each ("not-applicable", test_not_applicable);
  g_test_add_func ("/verdict/valid-days", test_valid_days);
  g_test_add_func ("/verdict/ends", test_ends);
  g_test_add_func ("/verdict/review", test_review);
  g_test_add_func ("/verdict/cannot-tell", test_cannot_tell);
  g_test_add_func ("/verdict/animals", test_animals);
  return g_test_run ();
}
