/* The line for a sheet: only markets where nothing is open are named, in the sheet's language. */
#include "ready/ready-for.h"

#include "sample-goods.h"

/* Of the ten products worked through by hand in test-board.c: ready for the US and Malaysia. */
#define SONGKOK                                                                                    \
  "category=headgear;hs=650500;ingredients.id=Beludru;for_children=no;origin_marking=ya;"          \
  "wooden_packing=no;export_ban_check=yes;producer.nib=1112210007923;"                             \
  "producer.npwp=0123456789012345;producer.address=Jl. Pesantren 1;producer.email=a@example.org;"

static char *
line (const char *goods, const char *const *markets, const char *lang)
{
  g_autoptr (EtaProduct) product = eta_product_new ();
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  EtaDay day;

  g_assert_true (eta_day_init (&day, "2026-11-25"));
  goods_set (product, producer, goods);
  return eta_ready_for (product, producer, eta_rules_builtin (), markets, &day, lang);
}

static void
test_named (void)
{
  static const char *const markets[] = {"us", "de", "gb", "sa", "my", NULL};
  g_autofree char *en = line (SONGKOK, markets, "en"), *id = line (SONGKOK, markets, "id");
  g_autofree char *ar = line (SONGKOK, markets, "ar");

  g_assert_cmpstr (en, ==, "United States, Malaysia");
  g_assert_cmpstr (id, ==, "Amerika Serikat, Malaysia");
  g_assert_nonnull (strstr (ar, "، "));
}

static void
test_nothing_is_said (void)
{
  static const char *const germany[] = {"de", NULL}, *const none[] = {NULL};

  g_assert_null (line (SONGKOK, germany, "en"));
  g_assert_null (line (SONGKOK, none, "en"));
  /* Nothing is known of it: cannot tell is not ready. */
  g_assert_null (line ("category=coffee", (const char *const[]){"us", "my", NULL}, "en"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ready-for/named", test_named);
  g_test_add_func ("/ready-for/nothing-is-said", test_nothing_is_said);
  return g_test_run ();
}
