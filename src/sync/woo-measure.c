/* Weights and lengths in the unit that the shop is set to, in whole numbers all the way. */
#include "sync/woo.h"

#include <string.h>

#define SCALE 10000 /* four decimals: a tenth of a gram in kg, of a millimetre in m */

static const EtaWooUnit weights[] = {
    {"kg", 1000, 1}, {"g", 1, 1}, {"lbs", 45359237, 100000}, {"oz", 45359237, 1600000}};
static const EtaWooUnit lengths[] = {
    {"cm", 10, 1}, {"mm", 1, 1}, {"m", 1000, 1}, {"in", 254, 10}, {"yd", 9144, 10}};

static const EtaWooUnit *
find_unit (const EtaWooUnit *units, guint n, const char *name)
{
  guint i;

  for (i = 0; i < n; i++)
    if (g_strcmp0 (units[i].name, name) == 0)
      return &units[i];
  return &units[0];
}

const EtaWooUnit *
eta_woo_weight_unit (const char *name)
{
  return find_unit (weights, G_N_ELEMENTS (weights), name);
}

const EtaWooUnit *
eta_woo_length_unit (const char *name)
{
  return find_unit (lengths, G_N_ELEMENTS (lengths), name);
}

char *
eta_woo_measure_write (const char *canonical, const EtaWooUnit *unit)
{
  guint64 value = 0, scaled;
  GString *out;

  if (!canonical || !g_ascii_string_to_unsigned (canonical, 10, 0, G_MAXINT32, &value, NULL))
    return g_strdup ("");
  scaled = (value * SCALE * (guint64)unit->den + (guint64)unit->num / 2) / (guint64)unit->num;
  out = g_string_new (NULL);
  g_string_printf (out, "%" G_GUINT64_FORMAT ".%04u", scaled / SCALE, (guint)(scaled % SCALE));
  while (out->str[out->len - 1] == '0')
    g_string_truncate (out, out->len - 1);
  if (out->str[out->len - 1] == '.')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

char *
eta_woo_measure_read (const char *text, const EtaWooUnit *unit)
{
  gsize whole = text ? strspn (text, "0123456789") : 0, i;
  guint64 scaled = 0, step = SCALE / 10, grown;

  if (whole == 0 || whole > 9)
    return text && *text ? g_strdup (text) : NULL;
  scaled = g_ascii_strtoull (text, NULL, 10) * SCALE;
  if (text[whole] == '.')
    for (i = whole + 1; g_ascii_isdigit (text[i]); i++, step /= 10)
      scaled += step * (guint64)(text[i] - '0');
  if (!g_uint64_checked_mul (&grown, scaled, (guint64)unit->num))
    return g_strdup (text);
  scaled = (grown + (guint64)unit->den * SCALE / 2) / ((guint64)unit->den * SCALE);
  return scaled > 0 ? g_strdup_printf ("%" G_GUINT64_FORMAT, scaled) : NULL;
}
