/* eta_rates_parse_ecb of catalog/rates.h: the European Central Bank's eurofxref-daily file. */
#include "catalog/decimal.h"
#include "catalog/error.h"
#include "catalog/measure.h"
#include "catalog/money.h"
#include "catalog/rates.h"

#include <glib/gi18n-lib.h>
#include <libxml/xmlreader.h>
#include <string.h>

#define MAX_BYTES (256 * 1024)
#define MAX_RATES 200
#define MICRO 1000000

typedef struct {
  xmlTextReaderPtr xml;
  GPtrArray *rates;
  GHashTable *seen; /* currencies, known to us or not */
  char *date;
  const char *today;
} Reading;

static char *
attribute (Reading *r, const char *name)
{
  xmlChar *value = xmlTextReaderGetAttribute (r->xml, BAD_CAST name);
  char *copy = value ? g_strdup ((const char *)value) : NULL;

  xmlFree (value);
  return copy;
}

/* "17234.56": digits and a point, nothing else. */
static gboolean
read_rate (const char *text, gint64 *micro)
{
  static const EtaDecimalRules rules = {.decimal = '.'};
  gsize len = strlen (text);
  EtaDecimal decimal;

  return len > 0 && len < 20 && strspn (text, "0123456789.") == len && g_ascii_isdigit (*text) &&
         g_ascii_isdigit (text[len - 1]) &&
         eta_decimal_read (text, text + len, &rules, &decimal) == ETA_DECIMAL_OK &&
         eta_decimal_scale (&decimal, MICRO, micro) && *micro > 0;
}

static gboolean
is_code (const char *code)
{
  return strlen (code) == 3 && strspn (code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

static gboolean
take_rate (Reading *r, const char *code, const char *text)
{
  EtaRate rate = {.base = "EUR", .source = ETA_RATE_ECB};

  if (!r->date || !text || !is_code (code) || !read_rate (text, &rate.micro) ||
      !g_hash_table_add (r->seen, g_strdup (code)) || g_hash_table_size (r->seen) > MAX_RATES)
    return FALSE;
  if (!eta_currency_known (code))
    return TRUE;
  g_strlcpy (rate.currency, code, sizeof rate.currency);
  g_strlcpy (rate.date, r->date, sizeof rate.date);
  eta_rates_put (r->rates, &rate);
  return TRUE;
}

/* <Cube time="…"> holds <Cube currency="…" rate="…"/>. */
static gboolean
take_cube (Reading *r)
{
  g_autofree char *time = attribute (r, "time");
  g_autofree char *code = attribute (r, "currency");
  g_autofree char *rate = attribute (r, "rate");

  if (time) {
    if (r->date || !eta_date_valid (time) || strcmp (time, r->today) > 0)
      return FALSE;
    r->date = g_steal_pointer (&time);
    return TRUE;
  }
  return !code || take_rate (r, code, rate);
}

static gboolean
read_all (Reading *r)
{
  int more;

  while ((more = xmlTextReaderRead (r->xml)) == 1) {
    int type = xmlTextReaderNodeType (r->xml);
    if (type == XML_READER_TYPE_DOCUMENT_TYPE || type == XML_READER_TYPE_ENTITY_REFERENCE ||
        xmlTextReaderDepth (r->xml) > 10)
      return FALSE;
    if (type == XML_READER_TYPE_ELEMENT &&
        xmlStrEqual (xmlTextReaderConstLocalName (r->xml), BAD_CAST "Cube") && !take_cube (r))
      return FALSE;
  }
  return more == 0 && r->date && r->rates->len > 0;
}

GPtrArray *
eta_rates_parse_ecb (GBytes *bytes, const char *today, GError **error)
{
  gsize len;
  const char *data = g_bytes_get_data (bytes, &len);
  Reading r = {.rates = eta_rates_new (), .today = today};
  gboolean good = FALSE;

  r.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  if (len > 0 && len <= MAX_BYTES)
    r.xml = xmlReaderForMemory (data, (int)len, "rates.xml", NULL,
                                XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  if (r.xml) {
    good = read_all (&r);
    xmlFreeTextReader (r.xml);
  }
  g_hash_table_unref (r.seen);
  g_free (r.date);
  if (good)
    return r.rates;
  g_ptr_array_unref (r.rates);
  g_set_error (
      error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
      _ ("What was fetched is not the daily file of the European Central Bank. Look at the "
         "address in “Exchange rates”, or type them."));
  return NULL;
}
