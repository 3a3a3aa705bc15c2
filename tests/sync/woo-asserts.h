/* What the tests of runs against mock-woo look at. */
#pragma once

#include "desk.h"
#include "mock-woo.h"

#include "sync/error.h"

#include <string.h>

#define BATCH "POST /wp-json/wc/v3/products/batch"
#define MEDIA "POST /wp-json/wp/v2/media"
#define PRICE(sku) "variants/" sku "/prices/IDR/1"

static inline void
assert_state (Desk *desk, const char *sku, const char *expected)
{
  g_autofree char *state = desk_state (desk, sku);

  g_assert_cmpstr (state, ==, expected);
}

static inline void
assert_in (const char *text, const char *words)
{
  g_assert_nonnull (text);
  if (!strstr (text, words))
    g_error ("“%s” is not in %s", words, text);
}

static inline void
assert_has (Desk *desk, const char *sku, const char *words)
{
  g_autofree char *text = mock_woo_product (desk->mock, sku);

  assert_in (text, words);
}

static inline void
assert_price (Desk *desk, const char *sku, const char *amount)
{
  g_autofree char *text = mock_woo_variation (desk->mock, sku);
  g_autofree char *regular = g_strdup_printf ("\"regular_price\":\"%s\"", amount);
  g_autofree char *price = g_strdup_printf ("\"price\":\"%s\"", amount);

  assert_in (text, regular);
  assert_in (text, price);
}

static inline void
assert_synced (Desk *desk)
{
  gboolean ok = desk_sync (desk);

  g_assert_no_error (desk->error);
  for (guint i = 0; ok && i < desk->report->items->len; i++) {
    const EtaReportItem *item = desk->report->items->pdata[i];

    if (item->outcome == ETA_OUTCOME_FAILED)
      g_test_message ("%s: %s", item->sku, item->message);
  }
  g_assert_true (ok);
}

static inline void
assert_all_done (Desk *desk)
{
  assert_synced (desk);
  g_assert_cmpuint (desk->report->failed, ==, 0);
  g_assert_cmpuint (desk->report->waiting, ==, 0);
}

static inline void
assert_quiet (Desk *desk)
{
  mock_forget (desk->mock);
  assert_all_done (desk);
  g_assert_cmpuint (mock_writes (desk->mock), ==, 0);
  g_assert_cmpuint (desk->plan->items->len, ==, 0);
  g_assert_cmpuint (desk->plan->settle->len, ==, 0);
}

static inline void
add_many (Desk *desk, guint n)
{
  for (guint i = 1; i <= n; i++) {
    g_autofree char *sku = g_strdup_printf ("K-%03u", i);

    desk_add (desk, sku, 0);
  }
}
