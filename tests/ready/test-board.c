/* Ten products in five markets, worked through by hand on 25 November 2026: which rules are missing
 * (“!”: a blocker) and which cannot be told. What only the shipment or the buyer brings is neither.
 */
#include "ready/board.h"

#include "catalog/fields.h"
#include "catalog/history.h"
#include "ready/reason.h"

#include <string.h>

#include "../catalog/temp-catalog.h"
#include "sample-goods.h"

#define MAKER                                                                                      \
  "producer.nib=1112210007923;producer.npwp=0123456789012345;"                                     \
  "producer.address=Jl. Pesantren 1;producer.email=a@example.org;"
/* Two questions that everybody is asked, answered. */
#define ASKED "wooden_packing=no;export_ban_check=yes;"
#define HALAL "halal=ID35110000145391021|2022-01-01|;"
#define PIRT "pirt=2063579010214-29|2024-01-01|2029-01-01;"

static const char *const markets[] = {"us", "de", "gb", "sa", "my", NULL};

typedef struct {
  const char *name, *goods;
  const char *missing[5], *unknown[5];
} Sample;

/* clang-format off */
static const Sample samples[] = {
  {"roast coffee",
   "category=coffee;hs=090121;ingredients.id=Biji kopi arabika;ingredients.en=Arabica beans;"
   "allergens.id=Tidak ada;shelf_life=365;province=Jawa Timur;" HALAL PIRT ASKED,
   {"!us.ffr !us.fsvp !us.label !us.nutrition", "!eu.label !de.lang", "!gb.label",
    "!sa.label !sa.sfda_reg", "!my.label"},
   {"us.origin_mark", "", "", "sa.halal", ""}},
  {"cassava chips, no halal certificate, P-IRT ended yesterday",
   "category=snack;hs=200520;ingredients.id=Singkong, minyak kelapa, garam;"
   "pirt=2063579010214-26|2021-11-25|2026-11-24;" ASKED,
   {"!id.halal id.pirt !us.ffr !us.fsvp !us.label !us.nutrition !us.allergen",
    "!id.halal id.pirt !eu.label !de.lang", "!id.halal id.pirt !gb.label",
    "!id.halal id.pirt !sa.label sa.shelf !sa.sfda_reg", "!id.halal id.pirt !my.label"},
   {"us.origin_mark", "", "", "sa.halal", "my.halal"}},
  {"forest honey",
   "category=honey;hs=040900;ingredients.id=Madu hutan murni;allergens.id=Tidak ada;shelf_life=730;"
   "pirt=2063579010214-29|2024-01-01|;" HALAL ASKED,
   {"!us.ffr !us.fsvp !us.label !us.nutrition", "!eu.label !eu.honey !de.lang",
    "!gb.label !gb.honey_fish", "!sa.label !sa.sfda_reg", "!my.label"},
   {"us.origin_mark", "", "", "sa.halal", ""}},
  {"batik",
   "category=textile;hs=621410;ingredients.id=Katun 100%;usage.id=Cuci tangan;" ASKED,
   {"", "!eu.gpsr !eu.textile !de.lang", "gb.textile", "!sa.saber", ""},
   {"us.cpsia us.origin_mark", "", "", "", ""}},
  {"songkok for men, marked with its origin",
   "category=headgear;hs=650500;ingredients.id=Beludru;for_children=no;origin_marking=ya;" ASKED,
   {"", "!eu.gpsr !eu.textile !de.lang", "gb.textile", "!sa.saber", ""},
   {"", "", "", "", ""}},
  {"pepper of Lampung",
   "category=spice;hs=090411;province=Lampung;ingredients.id=Lada hitam;allergens.id=Tidak ada;"
   HALAL PIRT ASKED,
   {"!us.ffr !us.fsvp !us.label !us.nutrition", "!eu.label !de.lang", "!gb.label",
    "!sa.label sa.shelf !sa.sfda_reg", "!my.label"},
   {"us.origin_mark", "", "", "sa.halal", ""}},
  {"soap",
   "category=soap;hs=340111;" ASKED,
   {"id.halal_nonfood", "id.halal_nonfood !eu.cosmetic", "id.halal_nonfood !gb.cosmetic",
    "id.halal_nonfood !sa.cosmetic", "id.halal_nonfood"},
   {"us.origin_mark", "", "", "", ""}},
  {"wooden tray",
   "category=wood;hs=441912;for_children=no;" ASKED,
   {"us.lacey", "eu.fcm !eu.gpsr", "", "!sa.saber", ""},
   {"us.origin_mark", "", "", "", ""}},
  {"a product of which only the code is typed",
   "sku=X",
   {"", "", "", "", ""},
   {"id.halal id.halal_nonfood id.pirt id.bpom id.coffee_ico id.phyto id.ispm15 id.vlegal "
    "id.forbidden id.fish us.ffr us.prior_notice us.fsvp us.ia9952 us.label us.nutrition "
    "us.allergen us.lacf us.mocra us.textile us.cpsia us.lacey us.origin_mark",
    "id.halal id.halal_nonfood id.pirt id.bpom id.coffee_ico id.phyto id.ispm15 id.vlegal "
    "id.forbidden id.fish eu.label eu.contaminants eu.mrl eu.increased_controls eu.honey "
    "eu.composite eu.novel eu.organic eu.fcm eu.gpsr eu.textile eu.cosmetic eu.wood_flegt de.lang",
    "id.halal id.halal_nonfood id.pirt id.bpom id.coffee_ico id.phyto id.ispm15 id.vlegal "
    "id.forbidden id.fish gb.fbo gb.label gb.flegt gb.honey_fish gb.cosmetic gb.textile "
    "gb.organic",
    "id.halal id.halal_nonfood id.pirt id.bpom id.coffee_ico id.phyto id.ispm15 id.vlegal "
    "id.forbidden id.fish sa.halal sa.label sa.shelf sa.sfda_reg sa.saber sa.cosmetic",
    "id.halal id.halal_nonfood id.pirt id.bpom id.coffee_ico id.phyto id.ispm15 id.vlegal "
    "id.forbidden id.fish my.halal my.label"}},
  {"palm sugar with every paper",
   "category=sugar;hs=170290;ingredients.id=Nira aren;ingredients.en=Palm sap;"
   "allergens.id=Tidak ada;shelf_life=365;" HALAL PIRT ASKED
   "fda_ffr_no=12345678901;fda_ffr_renewed_on=2026-10-05;us_agent_name=A. Smith;"
   "us_agent_phone=+12025550100;duns=123456789;haccp_plan=ada;label_en=ada;"
   "net_qty_dual=Net Wt 8.8 oz (250 g);nutrition_us=ada;nutrition_eu=ada;origin_marking=yes;"
   "label_lang=de, en;label_de=ada;label_ar=ada;halal_body_shc_recognised=yes;"
   "sfda_product_no=1234;label_ms_or_en=ada",
   {"", "", "", "", ""},
   {"", "", "", "", ""}},
};
/* clang-format on */

static void
note (GString *list, const char *mark, const char *id)
{
  g_string_append_printf (list, "%s%s%s", list->len > 0 ? " " : "", mark, id);
}

static void
assert_lists (const EtaFacts *facts, const EtaDay *day, guint m, const Sample *sample)
{
  g_autoptr (GPtrArray) rules = eta_rules_of_market (eta_rules_builtin (), markets[m]);
  g_autoptr (GString) missing = g_string_new (NULL);
  g_autoptr (GString) unknown = g_string_new (NULL);

  for (guint i = 0; i < rules->len; i++) {
    const EtaRule *rule = rules->pdata[i];
    EtaVerdict verdict;

    eta_verdict_judge (&verdict, rule, facts, markets[m], day);
    if (rule->severity == ETA_SEVERITY_ADVICE)
      continue;
    if (verdict.state == ETA_VERDICT_MISSING || verdict.state == ETA_VERDICT_EXPIRED)
      note (missing, eta_verdict_blocks (&verdict) ? "!" : "", rule->id);
    else if (verdict.state == ETA_VERDICT_CANNOT_TELL && verdict.reason != ETA_REASON_SHIPMENT &&
             verdict.reason != ETA_REASON_BUYER)
      note (unknown, "", rule->id);
  }
  g_test_message ("%s, %s", sample->name, markets[m]);
  g_assert_cmpstr (missing->str, ==, sample->missing[m]);
  g_assert_cmpstr (unknown->str, ==, sample->unknown[m]);
}

static guint
words_in (const char *list, const char *mark)
{
  g_auto (GStrv) parts = g_strsplit (list, " ", -1);
  guint n = 0;

  for (char **part = parts; *part; part++)
    n += **part && g_str_has_prefix (*part, mark);
  return n;
}

static void
assert_cell (const EtaCell *cell, const Sample *sample, guint m)
{
  guint missing = words_in (sample->missing[m], ""), blocking = words_in (sample->missing[m], "!");
  guint unknown = words_in (sample->unknown[m], "");
  const char *state = blocking ? "blocked" : missing ? "missing" : unknown ? "unknown" : "ready";

  g_assert_cmpuint (cell->missing, ==, missing);
  g_assert_cmpuint (cell->blocking, ==, blocking);
  g_assert_cmpuint (cell->unknown, ==, unknown);
  g_assert_cmpstr (eta_cell_state_id ((EtaCellState)cell->state), ==, state);
}

static void
test_ten (void)
{
  EtaDay day;

  g_assert_cmpuint (G_N_ELEMENTS (samples), ==, 10);
  eta_day_init (&day, "2026-11-25");
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autoptr (EtaFacts) facts = goods_facts (samples[i].goods, MAKER);
    for (guint m = 0; m < 5; m++)
      assert_lists (facts, &day, m, &samples[i]);
  }
}

/* --- in a catalog ----------------------------------------------------------------------------- */

static void
put_samples (Catalog *c, gint64 *rows)
{
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaProduct) unused = eta_product_new ();

  eta_set_text (&producer->name, "Kopontren Uji");
  goods_set (unused, producer, MAKER);
  g_assert_true (eta_step_begin (c->store, "Fill", NULL, &error));
  g_assert_true (eta_store_put_producer (c->store, producer, &error));
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    g_autoptr (EtaProduct) product = eta_product_new ();
    g_autofree char *sku = g_strdup_printf ("S-%u", i);

    goods_set (product, producer, samples[i].goods);
    eta_set_text (&product->sku, sku);
    eta_set_text (&product->producer_id, producer->id);
    g_assert_true (eta_store_put_product (c->store, product, &error));
    rows[i] = eta_store_row_of (c->store, product->id);
  }
  g_assert_true (eta_step_commit (c->store, &error));
}

static EtaBoard *
compute (Catalog *c)
{
  g_autoptr (GError) error = NULL;
  EtaBoard *board;
  EtaDay day;

  eta_day_init (&day, "2026-11-25");
  board = eta_board_new (markets, eta_rules_builtin (), &day);
  g_assert_true (eta_board_compute (board, c->store, "id", NULL, &error));
  return board;
}

static void
test_board (Catalog *c, gconstpointer data)
{
  gint64 rows[G_N_ELEMENTS (samples)];
  g_autoptr (EtaBoard) board = NULL;
  guint counts[4];

  put_samples (c, rows);
  board = compute (c);
  g_assert_cmpuint (eta_board_n_lines (board), ==, 10);
  for (guint i = 0; i < G_N_ELEMENTS (samples); i++) {
    int at = eta_board_find (board, rows[i]);
    g_assert_cmpint (at, >=, 0);
    for (guint m = 0; m < 5; m++) {
      g_test_message ("%s, %s", samples[i].name, markets[m]);
      assert_cell (&eta_board_line (board, (guint)at)->cells[m], &samples[i], m);
    }
  }
  eta_board_count (board, 4, counts); /* Malaysia */
  g_assert_cmpuint (counts[ETA_CELL_READY], ==, 4);
  g_assert_cmpuint (counts[ETA_CELL_UNKNOWN], ==, 1);
  g_assert_cmpuint (counts[ETA_CELL_MISSING], ==, 1);
  g_assert_cmpuint (counts[ETA_CELL_BLOCKED], ==, 4);
}

/* What an edit touches is judged again, and nothing else has to be. */
static void
test_refresh (Catalog *c, gconstpointer data)
{
  gint64 rows[G_N_ELEMENTS (samples)];
  g_autoptr (EtaBoard) board = NULL;
  g_autoptr (EtaProduct) product = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  const guint tray = 7, sa = 3;
  EtaCell before;

  put_samples (c, rows);
  board = compute (c);
  id = eta_store_id_of (c->store, rows[tray]);
  product = eta_store_get_product (c->store, id, &error);
  goods_set (product, NULL, "saber_pcoc=1;test_report=ada");
  before = eta_board_line (board, (guint)eta_board_find (board, rows[0]))->cells[sa];
  g_assert_true (eta_step_begin (c->store, "Edit", NULL, &error));
  g_assert_true (eta_store_put_product (c->store, product, &error));
  g_assert_true (eta_step_commit (c->store, &error));
  g_assert_true (eta_board_refresh (board, c->store, rows[tray]));
  g_assert_cmpint (
      eta_board_line (board, (guint)eta_board_find (board, rows[tray]))->cells[sa].state, ==,
      ETA_CELL_READY);
  g_assert_cmpmem (&before, sizeof before,
                   &eta_board_line (board, (guint)eta_board_find (board, rows[0]))->cells[sa],
                   sizeof before);

  g_assert_true (eta_step_begin (c->store, "Trash", NULL, &error));
  g_assert_true (eta_store_trash_product (c->store, id, TRUE, &error));
  g_assert_true (eta_step_commit (c->store, &error));
  g_assert_false (eta_board_refresh (board, c->store, rows[tray]));
  g_assert_cmpint (eta_board_find (board, rows[tray]), ==, -1);
  g_assert_cmpuint (eta_board_n_lines (board), ==, 9);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/board/ten", test_ten);
  with_catalog ("/board/in-a-catalog", test_board);
  with_catalog ("/board/refresh", test_refresh);
  return g_test_run ();
}
