#include "ready/ready-for.h"

#include "ready/reason.h"
#include "ready/rules-shelf.h"

#include <string.h>

/* Between two names, as the language writes lists. */
static const char *
separator (const char *lang)
{
  return g_strcmp0 (lang, "ar") == 0 ? "، " : ", ";
}

char *
eta_ready_for (const EtaProduct *product,
               const EtaProducer *producer,
               const EtaRuleSet *rules,
               const char *const *markets,
               const EtaDay *day,
               const char *lang)
{
  g_autoptr (EtaFacts) facts = eta_facts_new (product, producer);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (; *markets; markets++) {
    g_autoptr (GPtrArray) asked = eta_rules_of_market (rules, *markets);

    if (eta_cell_judge (asked, facts, *markets, day).state == ETA_CELL_READY)
      g_ptr_array_add (names, (gpointer)eta_market_name (*markets, lang));
  }
  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (separator (lang), (char **)names->pdata);
}

char *
eta_ready_for_today (const EtaProduct *product,
                     const EtaProducer *producer,
                     const char *const *markets,
                     const char *lang)
{
  EtaDay day;

  if (!markets)
    return NULL;
  eta_day_init (&day, NULL);
  return eta_ready_for (product, producer, eta_rules_current (NULL), markets, &day, lang);
}
