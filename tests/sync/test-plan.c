/* The three-way comparison, case by case. */
#include "sync/plan.h"

#include <string.h>

/* "title=A status=published" → listing; "-" → NULL. "_" stands for a space in a value. */
static EtaListing *
listing_of (const char *text)
{
  EtaListing *listing;
  g_auto (GStrv) words = NULL;

  if (!text || g_str_equal (text, "-"))
    return NULL;
  listing = eta_listing_new ();
  words = g_strsplit (text, " ", -1);
  for (guint i = 0; words[i] && *words[i]; i++) {
    char *equals = strchr (words[i], '=');

    *equals = 0;
    g_strdelimit (equals + 1, "_", ' ');
    eta_listing_set (listing, words[i], equals + 1);
  }
  return listing;
}

static char *
text_of (const char *text)
{
  EtaListing *listing = listing_of (text);
  char *json = listing ? eta_listing_to_text (listing) : NULL;

  if (listing)
    eta_listing_unref (listing);
  return json;
}

static EtaListingRow *
row_of (const char *state, const char *sent, const char *base)
{
  EtaListingRow *row;

  if (g_str_equal (state, "none"))
    return NULL;
  row = eta_listing_row_new ("market", "product");
  g_free (row->state);
  row->state = g_strdup (state);
  row->sent = text_of (sent);
  row->remote = text_of (base);
  return row;
}

static EtaRemote *
remote_of (const char *text, EtaLacks lacks)
{
  EtaRemote *remote;

  if (g_str_equal (text, "-"))
    return NULL;
  remote = eta_remote_new ();
  remote->id = g_strdup ("prod_1");
  remote->lacks = lacks;
  eta_listing_unref (remote->listing);
  remote->listing = listing_of (text);
  return remote;
}

/* "title:mine(A>B) hs:both(1>2)" */
static char *
changes_text (const EtaPlanItem *item)
{
  static const char *const by[] = {"mine", "theirs", "both"};
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < item->changes->len; i++) {
    const EtaChange *change = item->changes->pdata[i];

    g_string_append_printf (text, "%s%s:%s(%s>%s)", i > 0 ? " " : "", change->path, by[change->by],
                            change->before ? change->before : "",
                            change->after ? change->after : "");
  }
  return g_string_free (text, FALSE);
}

#define P "status=published "

static const struct {
  const char *name;
  const char *local, *state, *sent, *base, *remote;
  EtaLacks lacks;
  gboolean by_sku;
  EtaAction action;
  const char *changes;
  gboolean settle;
} cases[] = {
    {"never listed", P "title=A", "none", "-", "-", "-", 0, 0, ETA_ACTION_CREATE, "", 0},
    {"failed before it arrived", P "title=A", "error", "-", "-", "-", 0, 0, ETA_ACTION_CREATE, "",
     0},
    {"in doubt, did not arrive", P "title=A", "unknown", "-", P "title=A", "-", 0, 0,
     ETA_ACTION_CREATE, "", 0},
    {"in doubt, arrived", P "title=A", "unknown", "-", P "title=A", P "title=A", 0, 0,
     ETA_ACTION_SAME, "", 1},
    {"in doubt, arrived, edited here since", P "title=B", "unknown", "-", P "title=A", P "title=A",
     0, 0, ETA_ACTION_UPDATE, "title:mine(A>B)", 0},
    {"in doubt, update half arrived", P "hs=2 title=B", "unknown", P "hs=1 title=A",
     P "hs=2 title=B", P "hs=1 title=B", 0, 0, ETA_ACTION_UPDATE, "hs:mine(1>2)", 0},
    {"in doubt, and somebody else wrote too", P "title=B", "in_flight", P "title=A", P "title=B",
     P "title=C", 0, 0, ETA_ACTION_CONFLICT, "title:both(C>B)", 0},
    {"in doubt, half made", P "title=A variants/S/prices/USD/1=4.50", "unknown", "-",
     P "title=A variants/S/prices/USD/1=4.50", P "title=A", ETA_LACKS_PRICES, 0, ETA_ACTION_REPAIR,
     "variants/S/prices/USD/1:mine(>4.50)", 0},
    {"nothing changed", P "title=A", "clean", P "title=A", P "title=A", P "title=A", 0, 0,
     ETA_ACTION_SAME, "", 0},
    {"changed here", P "title=B", "clean", P "title=A", P "title=A", P "title=A", 0, 0,
     ETA_ACTION_UPDATE, "title:mine(A>B)", 0},
    {"changed there", P "title=A", "clean", P "title=A", P "title=A", P "title=B", 0, 0,
     ETA_ACTION_CONFLICT, "title:theirs(B>A)", 0},
    {"changed on both sides", P "title=C", "clean", P "title=A", P "title=A", P "title=B", 0, 0,
     ETA_ACTION_CONFLICT, "title:both(B>C)", 0},
    {"changed alike on both sides", P "title=B", "clean", P "title=A", P "title=A", P "title=B", 0,
     0, ETA_ACTION_SAME, "", 1},
    {"B28: text here, price there", P "description=new variants/S/prices/USD/1=4.50", "clean",
     P "description=old variants/S/prices/USD/1=4.50",
     P "description=old variants/S/prices/USD/1=4.50",
     P "description=old variants/S/prices/USD/1=4.75", 0, 0, ETA_ACTION_UPDATE,
     "description:mine(old>new) variants/S/prices/USD/1:theirs(4.75>4.50)", 0},
    {"removed here", P "title=A", "clean", P "title=A hs=1", P "title=A hs=1", P "title=A hs=1", 0,
     0, ETA_ACTION_UPDATE, "hs:mine(1>)", 0},
    {"removed there", P "title=A hs=1", "clean", P "title=A hs=1", P "title=A hs=1", P "title=A", 0,
     0, ETA_ACTION_CONFLICT, "hs:theirs(>1)", 0},
    {"theirs alone is left alone", P "title=A", "clean", P "title=A", P "title=A tags/x=1",
     P "title=A tags/y=1", 0, 0, ETA_ACTION_SAME, "", 0},
    {"a difference that was accepted", P "title=A", "clean", P "title=A", P "title=B", P "title=B",
     0, 0, ETA_ACTION_SAME, "", 0},
    {"accepted, then edited here", P "title=C", "clean", P "title=A", P "title=B", P "title=B", 0,
     0, ETA_ACTION_UPDATE, "title:mine(B>C)", 0},
    {"accepted, while another field is in doubt", P "title=A hs=2", "unknown", P "title=A hs=1",
     P "title=B hs=2", P "title=B hs=1", 0, 0, ETA_ACTION_UPDATE, "hs:mine(1>2)", 0},
    {"last time it failed, now nothing to do", P "title=A", "error", P "title=A", P "title=A",
     P "title=A", 0, 0, ETA_ACTION_SAME, "", 1},
    {"lost journal, equal", P "title=A", "none", "-", "-", P "title=A", 0, 0, ETA_ACTION_SAME, "",
     1},
    {"lost journal, different", P "title=B", "none", "-", "-", P "title=A", 0, 0, ETA_ACTION_ADOPT,
     "title:mine(A>B)", 0},
    {"found by code, alike", P "title=Kopi_Arabika_Ijen", "none", "-", "-", P "title=Kopi_Arabika",
     0, 1, ETA_ACTION_ADOPT, "title:mine(Kopi Arabika>Kopi Arabika Ijen)", 0},
    {"found by code, equal", P "title=A", "none", "-", "-", P "title=A", 0, 1, ETA_ACTION_ADOPT, "",
     0},
    {"deleted there", P "title=A", "clean", P "title=A", P "title=A", "-", 0, 0, ETA_ACTION_GONE,
     "", 0},
    {"deleted there, accepted", P "title=A", "gone", P "title=A", P "title=A", "-", 0, 0,
     ETA_ACTION_SAME, "", 0},
    {"in the trash", "status=draft title=B", "clean", P "title=A", P "title=A", P "title=A", 0, 0,
     ETA_ACTION_UNPUBLISH, "status:mine(published>draft)", 0},
    {"purged", "-", "clean", P "title=A", P "title=A", P "title=A", 0, 0, ETA_ACTION_UNPUBLISH,
     "status:mine(published>draft)", 0},
    {"in the trash, never listed", "status=draft title=A", "none", "-", "-", "-", 0, 0,
     ETA_ACTION_SAME, "", 0},
    {"in the trash, already out", "status=draft title=A", "retired", "status=draft title=A",
     "status=draft title=A", "status=draft title=A", 0, 0, ETA_ACTION_SAME, "", 0},
    {"back from the trash", P "title=A", "retired", "status=draft title=A", "status=draft title=A",
     "status=draft title=A", 0, 0, ETA_ACTION_UPDATE, "status:mine(draft>published)", 0},
    {"the shop keeper took variants away", P "title=A variants/S/rank=0", "clean",
     P "title=A variants/S/rank=0", P "title=A variants/S/rank=0", P "title=A", ETA_LACKS_VARIANTS,
     0, ETA_ACTION_CONFLICT, "variants/S/rank:theirs(>0)", 0},
    {"a translation is missing", P "texts/ar/title=A", "clean", P "texts/ar/title=A",
     P "texts/ar/title=A", P "texts/ar/title=A", ETA_LACKS_TEXTS, 0, ETA_ACTION_REPAIR, "", 0},
};

static void
test_case (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autoptr (EtaListing) local = listing_of (cases[i].local);
  EtaRemote *remote = remote_of (cases[i].remote, cases[i].lacks);
  gboolean settle;
  g_autoptr (EtaPlanItem) item =
      eta_plan_decide (local, row_of (cases[i].state, cases[i].sent, cases[i].base), remote,
                       cases[i].by_sku, &settle);
  g_autofree char *changes = changes_text (item);

  g_assert_cmpstr (eta_action_name (item->action), ==, eta_action_name (cases[i].action));
  g_assert_cmpstr (changes, ==, cases[i].changes);
  g_assert_cmpint (settle, ==, cases[i].settle);
  if (remote)
    eta_remote_unref (remote);
}

static EtaPlanItem *
decide (const char *local, const char *state, const char *sent, const char *remote)
{
  EtaListing *here = listing_of (local);
  EtaRemote *there = remote_of (remote, 0);
  gboolean settle;
  EtaPlanItem *item = eta_plan_decide (here, row_of (state, sent, sent), there, FALSE, &settle);

  eta_listing_unref (here);
  eta_remote_unref (there);
  return item;
}

static void
assert_listing (const EtaListing *listing, const char *expected)
{
  g_autofree char *text = eta_listing_to_text (listing), *wanted = text_of (expected);

  g_assert_cmpstr (text, ==, wanted);
}

/* What is sent, and what the journal keeps, for each way to choose. */
static void
assert_choice (
    EtaTake take, guint n_paths, const char *target_text, const char *sent_text, const char *base)
{
  g_autoptr (EtaPlanItem) item =
      decide (P "hs=2 title=C", "clean", P "hs=1 title=A", P "hs=1 tags/x=1 title=B");
  g_autoptr (GHashTable) paths = NULL;
  g_autoptr (EtaListing) target = eta_plan_item_target (item, take, &paths);
  g_autoptr (EtaListing) sent = NULL, kept = NULL;

  g_assert_cmpint (eta_plan_item_is_open (item, take), ==, take == ETA_TAKE_NONE);
  g_assert_true (eta_plan_item_is_sent (item, take));
  g_assert_cmpuint (g_hash_table_size (paths), ==, n_paths);
  assert_listing (target, target_text);
  eta_plan_item_settle (item, target, take, &sent, &kept);
  assert_listing (sent, sent_text);
  assert_listing (kept, base);
}

static void
test_choices (void)
{
  /* Asked again: the field stays as it was known on both sides. */
  assert_choice (ETA_TAKE_NONE, 1, P "hs=2 tags/x=1 title=B", P "hs=2 title=A",
                 P "hs=2 tags/x=1 title=A");
  assert_choice (ETA_TAKE_MINE, 2, P "hs=2 tags/x=1 title=C", P "hs=2 title=C",
                 P "hs=2 tags/x=1 title=C");
  /* Left as it is there: a difference from now on, until one of them moves. */
  assert_choice (ETA_TAKE_THEIRS, 1, P "hs=2 tags/x=1 title=B", P "hs=2 title=C",
                 P "hs=2 tags/x=1 title=B");
}

static void
test_one_choice (void)
{
  g_autoptr (EtaPlanItem) item =
      decide (P "hs=2 title=C", "clean", P "hs=1 title=A", P "hs=3 title=B");
  g_autoptr (GHashTable) paths = NULL;
  g_autoptr (EtaListing) target = NULL;
  EtaChange *first = item->changes->pdata[0];

  g_assert_false (eta_plan_item_is_sent (item, ETA_TAKE_NONE));
  g_assert_cmpstr (first->path, ==, "hs");
  first->take = ETA_TAKE_MINE;
  g_assert_true (eta_plan_item_is_open (item, ETA_TAKE_NONE));
  target = eta_plan_item_target (item, ETA_TAKE_NONE, &paths);
  assert_listing (target, P "hs=2 title=B");
}

static void
test_doubtful (void)
{
  g_autoptr (EtaListing) local = listing_of (P "title=Sarung_batik texts/ar/title=Sarong");
  EtaRemote *remote = remote_of (P "title=Kopi_Arabika", 0);
  gboolean settle;
  g_autoptr (EtaPlanItem) item = eta_plan_decide (local, NULL, remote, TRUE, &settle);
  g_autoptr (EtaPlan) plan = eta_plan_new ();
  g_autoptr (JsonNode) json = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpint (item->action, ==, ETA_ACTION_ADOPT);
  g_assert_true (item->doubtful);
  g_assert_false (eta_plan_item_is_sent (item, ETA_TAKE_NONE));
  g_assert_true (eta_plan_item_is_open (item, ETA_TAKE_NONE));
  g_assert_true (eta_plan_item_is_sent (item, ETA_TAKE_MINE));
  g_assert_nonnull (strstr (item->message, "Kopi Arabika"));
  eta_plan_add (plan, g_steal_pointer (&item), FALSE);
  eta_plan_count (plan);
  g_assert_cmpuint (plan->conflicts, ==, 1);
  g_assert_cmpuint (plan->update, ==, 0);
  g_assert_cmpuint (eta_plan_waiting (plan), ==, 1);
  json = eta_plan_to_json (plan);
  text = json_to_string (json, FALSE);
  g_assert_nonnull (strstr (text, "\"action\":\"adopt\""));
  g_assert_nonnull (strstr (text, "\"label\":\"Name\",\"before\":\"Kopi Arabika\""));
  eta_remote_unref (remote);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/plan/", cases[i].name, NULL);

    g_test_add_data_func (path, GUINT_TO_POINTER (i), test_case);
  }
  g_test_add_func ("/plan/choices", test_choices);
  g_test_add_func ("/plan/one-choice", test_one_choice);
  g_test_add_func ("/plan/doubtful", test_doubtful);
  return g_test_run ();
}
