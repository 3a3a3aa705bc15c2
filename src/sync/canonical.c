#include "sync/canonical.h"

#include "catalog/money.h"

#include <string.h>

#define SHA_DIGITS 64

char *
eta_canonical_amount (const char *plain, const char *currency)
{
  gint64 minor;

  if (eta_currency_known (currency) && eta_money_parse (plain, currency, '.', &minor, NULL))
    return eta_money_plain (minor, currency);
  return g_strdup (plain);
}

char *
eta_canonical_sha (const char *url)
{
  const char *name = strrchr (url, '/');
  gsize run = 0;

  for (name = name ? name + 1 : url; *name; name++) {
    run = g_ascii_isxdigit (*name) && !g_ascii_isupper (*name) ? run + 1 : 0;
    if (run == SHA_DIGITS && !g_ascii_isxdigit (name[1]))
      return g_strndup (name - (SHA_DIGITS - 1), SHA_DIGITS);
  }
  return NULL;
}
