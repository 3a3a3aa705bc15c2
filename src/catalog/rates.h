/* Exchange rates, to say what a price is about in another currency. Never used to change a price.
 *
 * A rate is typed, comes from the European Central Bank's daily reference file, or is an official
 * peg of a Gulf currency to the US dollar. Rates are kept with the catalog (a setting, outside of
 * history), each with its source and date. A rate older than seven days is not used, a peg does not
 * age. Everything is integers: millionths, exact fractions, one rounding at the end, half to even
 * (4.105 → 4.10, 4.115 → 4.12). Any thread, one array at a time. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

typedef enum {
  ETA_RATE_TYPED,
  ETA_RATE_ECB,
  ETA_RATE_PEG,
} EtaRateSource;

typedef struct {
  char base[4];     /* one unit of this … */
  char currency[4]; /* … is so much of that */
  gint64 micro;     /* millionths of CURRENCY for one BASE; > 0 */
  char date[11];    /* ISO 8601: of which day it is; "" for a peg */
  EtaRateSource source;
} EtaRate;

/* Days after which a rate is not used any more. */
#define ETA_RATE_DAYS 7

/* An empty array of EtaRate. */
GPtrArray *eta_rates_new (void);
/* The rates kept with the catalog; what cannot be read is left out. Transfer full. */
GPtrArray *eta_rates_load (EtaStore *store);
gboolean eta_rates_save (EtaStore *store, GPtrArray *rates, GError **error);

/* Adds the rate, in place of one of the same two currencies. */
void eta_rates_put (GPtrArray *rates, const EtaRate *rate);
/* FALSE when there was none. */
gboolean eta_rates_remove (GPtrArray *rates, const char *base, const char *currency);
/* 1 BASE = TEXT CURRENCY as typed ("15.650,50"), of the day DATE. INPUT: an unknown currency, the
 * same twice, no number or one that can be read in two ways, a day that is still to come. */
gboolean eta_rates_type (GPtrArray *rates,
                         const char *base,
                         const char *currency,
                         const char *text,
                         const char *date,
                         GError **error);
/* The official pegs to the dollar: AED, SAR, QAR, BHD, OMR. The Kuwaiti dinar follows a basket and
 * has none. */
void eta_rates_put_pegs (GPtrArray *rates);

/* The daily reference file (XML) of the European Central Bank: one euro in other currencies, those
 * of data/currency.tsv alone. The bytes may come from anybody: no network, no entities, no document
 * type, 256 kB at most, one day, each currency once. INPUT when it is anything else. TODAY: ISO
 * 8601; a day that is still to come is refused. Transfer full. */
GPtrArray *eta_rates_parse_ecb (GBytes *bytes, const char *today, GError **error);

typedef enum {
  ETA_CONVERTED,
  ETA_NO_RATE,  /* nothing leads from one currency to the other, or beyond all bounds */
  ETA_RATE_OLD, /* DATE says of when it is */
} EtaConverted;

typedef struct {
  gint64 minor;         /* minor units of the wanted currency */
  char date[11];        /* of the oldest rate used; "" when only pegs were */
  EtaRateSource source; /* of that rate */
  gboolean pegged;      /* a peg was used on the way, too */
} EtaConversion;

/* MINOR of FROM in TO by the fewest rates (through the euro or the dollar). */
EtaConverted eta_rates_convert (GPtrArray *rates,
                                gint64 minor,
                                const char *from,
                                const char *to,
                                const char *today,
                                EtaConversion *out);

/* “≈ EUR 4.10 (indicative, ECB 24 November 2026)” in LANG; of an old rate the sentence that says
 * so; NULL when there is no rate or both currencies are the same. Transfer full. */
char *eta_rates_about (GPtrArray *rates,
                       gint64 minor,
                       const char *from,
                       const char *to,
                       const char *today,
                       const char *lang);
/* "European Central Bank", "typed", "official peg" in the user's language. Static. */
const char *eta_rate_source_name (EtaRateSource source);
/* "1 USD = 15,650.50 IDR": plain ASCII digits, as few decimals as there are. Transfer full. */
char *eta_rate_text (const EtaRate *rate);

G_END_DECLS
