/* The one table of fields: what a product and a producer hold, of what kind, in what unit, within
 * what limits, under what name. The form, CSV, the command line and JSON all read it, and the store
 * makes its columns from it. To add a field: a member in product.h, a row here, a migration step.
 */
#pragma once

#include "catalog/producer.h"
#include "catalog/product.h"

G_BEGIN_DECLS

typedef enum {
  ETA_FIELD_TEXT,  /* one line */
  ETA_FIELD_LONG,  /* paragraphs */
  ETA_FIELD_COUNT, /* whole number ≥ 0; 0: not stated */
  ETA_FIELD_GRAMS,
  ETA_FIELD_MM,
  ETA_FIELD_DAYS,
  ETA_FIELD_CELSIUS,
  ETA_FIELD_DATE,   /* ISO 8601 */
  ETA_FIELD_CHOICE, /* key of a table: field.choices */
  ETA_FIELD_GTIN,
  ETA_FIELD_HS,
  ETA_FIELD_PHONE,
  ETA_FIELD_EMAIL,
  ETA_FIELD_URL,
  ETA_FIELD_POINT, /* on the map: "-7.9135,113.8215", degrees north and east */
} EtaFieldKind;

typedef enum {
  ETA_FIELD_OF_PRODUCT,  /* member of EtaProduct: "sku", "moq" */
  ETA_FIELD_OF_WORDS,    /* member of EtaWords, once per language: "name" is addressed "name.ar" */
  ETA_FIELD_OF_PRODUCER, /* member of EtaProducer */
} EtaFieldOwner;

typedef struct {
  const char *id;      /* "sku"; also the column in the database, the JSON key, the CLI name */
  const char *aliases; /* other names accepted in tables and on the command line, "a;b", or NULL */
  EtaFieldOwner owner;
  EtaFieldKind kind;
  gsize offset;        /* of a char * (text kinds) or gint64 (number kinds) in the owner's struct */
  gint64 min, max;     /* numbers: limits; texts: max = characters */
  const char *unit;    /* "g", "mm", "days", "°C" or NULL */
  const char *choices; /* CHOICE: the table, "categories.tsv"; TEXT: one to suggest from, or NULL */
  const char *label;   /* N_() */
  const char *help;    /* N_(): one sentence for the “?” beside a trade term, or NULL */
  gboolean readonly;   /* set by the store or by a workflow, not typed */
  gboolean open;       /* CHOICE: a text that is not in the table is kept as typed */
} EtaField;

const EtaField *eta_fields (guint *n);
/* By id or alias, whatever its case and with any marks between its words ("Kode HS"); for words
 * fields "name" without a language. NULL if unknown. */
const EtaField *eta_field_find (EtaFieldOwner owner, const char *id);

/* Value as canonical text: digits for numbers, ISO dates, keys for choices; NULL when not stated.
 * OBJECT is the owner's struct. Transfer full. */
char *eta_field_get (const EtaField *field, gconstpointer object);
/* Sets from canonical or typed text ("" or NULL clears). Checks kind and limits first (check.h's
 * eta_check_value); on error the object is unchanged and the message says what is wrong and what to
 * do. */
gboolean eta_field_set (const EtaField *field, gpointer object, const char *text, GError **error);

/* By address, as the command line and tables use it, on a product draft:
 *   "sku" "moq" …         a field of the product
 *   "name.ar" "story.en"  a text in a language
 *   "price.usd"           the quantity-1 price in a currency, decimal text "4.50";
 *   "price.usd.100"       from 100 on; with ".incoterm" ".place" ".until" what belongs to that
 * price "carton.count" "carton.length" "carton.width" "carton.height" "carton.gross" "carton.net"
 *   "carton.upright"      (also inner., pallet.)
 *   "evidence.KEY"        a fact for a market (data/evidence.tsv)
 *   "origin"              "Bondowoso, Jawa Timur, Indonesia": regency, province and country
 * With "@" behind it, what a bare value means: "carton.gross@kg", "shelf_life@month",
 * "price.usd@FOB Surabaya". A heading as people write it ("Harga (USD)", "name_ar",
 * "units_per_carton", catalog/headings.h) is understood, too. */
char *eta_product_get (const EtaProduct *product, const char *address);
/* Errors: NOT_FOUND for an address that does not exist, INPUT for a value that does not fit; the
 * draft is unchanged then. Readonly fields are refused. */
gboolean eta_product_set (EtaProduct *draft, const char *address, const char *text, GError **error);

G_END_DECLS
