/* Papers that end, and the calendar file of them. */
#include "ready/endings.h"

#include "catalog/history.h"
#include "catalog/producer.h"

#include <string.h>

#include "../catalog/temp-catalog.h"
#include "sample-goods.h"

static void
put (Catalog *c, const char *sku, const char *goods, const char *maker)
{
  g_autoptr (EtaProduct) product = make_product (c, sku, "Kopi, Ijen; \"asli\"", "Coffee", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaProducer) producer = eta_store_get_producer (c->store, c->producer, &error);
  g_autoptr (EtaProducer) draft = eta_producer_copy (producer);
  g_autoptr (EtaProduct) holder = eta_product_new ();

  goods_set (product, draft, goods);
  goods_set (holder, draft, maker);
  for (guint i = 0; i < holder->evidence->len; i++)
    g_ptr_array_add (draft->evidence, eta_evidence_copy (holder->evidence->pdata[i]));
  step (c->store, "Add");
  eta_store_put_producer (c->store, draft, &error);
  eta_store_put_product (c->store, product, &error);
  g_assert_no_error (error);
  commit (c->store);
}

static void
test_list (Catalog *c, gconstpointer unused)
{
  g_autoptr (GPtrArray) soon = NULL, all = NULL;

  put (c, "A",
       "category=snack;pirt=2063579010214-26|2022-01-01|2026-12-31;"
       "halal=ID35110000145391021|2022-01-01|",
       "fda_ffr_no=12345678901;fda_ffr_renewed_on=2026-10-05");
  put (c, "B",
       "category=snack;pirt=2063579010214-24|2019-01-01|2024-01-01;"
       "pirt=2063579010214-29|2024-01-01|2029-01-01",
       "");
  soon = eta_endings_list (c->store, "2027-02-23", "en", NULL, NULL);
  g_assert_cmpuint (soon->len, ==, 1); /* the old P-IRT of B has been replaced */
  g_assert_cmpstr (((EtaEnding *)soon->pdata[0])->date, ==, "2026-12-31");
  all = eta_endings_list (c->store, NULL, "en", NULL, NULL);
  g_assert_cmpuint (all->len, ==, 3);
  g_assert_cmpstr (((EtaEnding *)all->pdata[1])->date, ==, "2028-12-31"); /* the FDA's */
  g_assert_null (((EtaEnding *)all->pdata[1])->product_id);
  g_assert_cmpstr (((EtaEnding *)all->pdata[2])->date, ==, "2029-01-01");
}

static void
test_calendar (Catalog *c, gconstpointer unused)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autofree char *text = NULL, *again = NULL;
  g_auto (GStrv) lines = NULL;

  put (c, "A", "category=snack;pirt=2063579010214-26|2022-01-01|2026-12-31", "");
  all = eta_endings_list (c->store, NULL, "id", NULL, NULL);
  text = eta_endings_calendar (all, "20261125T091500Z");
  again = eta_endings_calendar (all, "20261125T091500Z");
  g_assert_cmpstr (text, ==, again);
  g_assert_true (g_str_has_prefix (text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"));
  g_assert_true (g_str_has_suffix (text, "END:VEVENT\r\nEND:VCALENDAR\r\n"));
  g_assert_nonnull (strstr (text, "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"));
  g_assert_nonnull (strstr (text, "TRIGGER:-P90D"));
  g_assert_nonnull (strstr (text, "Kopi\\, Ijen\\; \"asli\""));
  lines = g_strsplit (text, "\r\n", -1);
  for (char **line = lines; *line; line++) {
    g_assert_cmpuint (strlen (*line), <=, 75);
    g_assert_true (g_utf8_validate (*line, -1, NULL));
    g_assert_null (strchr (*line, '\n'));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/endings/list", test_list);
  with_catalog ("/endings/calendar", test_calendar);
  return g_test_run ();
}
