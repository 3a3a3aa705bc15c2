/* A product: everything the catalog knows about one thing for sale.
 *
 * A product that has been handed on (returned by the store, given to a worker, to a sheet) is
 * read-only and may cross threads; to change one, take a draft with eta_product_copy, change the
 * draft's fields, and give it to eta_store_put_product. Text fields are owned by the struct, UTF-8,
 * NULL when not stated (never ""); set them with eta_set_text. Numbers are 0 when not stated. */
#pragma once

#include "catalog/certificate.h"
#include "catalog/packing.h"
#include "catalog/price.h"
#include "catalog/words.h"

G_BEGIN_DECLS

/* No temperature stated. */
#define ETA_NO_CELSIUS G_MININT16

/* A picture of a product: the bytes lie in the album under their SHA-256. */
typedef struct {
  char *id;       /* UUID of the row */
  char *sha256;   /* 64 hex digits, of the stored JPEG */
  gint64 width;   /* px, upright */
  gint64 height;  /* px */
  gint64 focus_x; /* what must stay when it is cropped, in 1/1000 of the width; 500 the middle */
  gint64 focus_y;
  GHashTable *captions; /* lang → text; NULL when there are none */
} EtaPhoto;

/* A kind of the product that is sold under its own code: "250 g", "black, size 8". */
typedef struct {
  char *id; /* UUID */
  char *sku;
  char *gtin;
  char *options; /* "Size=250 g; Colour=black" */
  gint64 net;    /* g; 0: as the product */
} EtaVariant;

/* A fact that a market asks for (data/evidence.tsv). */
typedef struct {
  char *id;    /* UUID */
  char *key;   /* key of evidence.tsv */
  char *value; /* text, number, date or "yes"; NULL with a file alone */
  char *file;  /* SHA-256 of an attached page, or NULL */
} EtaEvidence;

typedef struct {
  char *id;          /* UUID, made here, never changes */
  char *producer_id; /* UUID */
  char *sku;         /* as typed; unique per producer after eta_sku_fold */
  char *category;    /* key of data/categories.tsv, or NULL */
  char *stage;       /* "petik", "olah", "kemas", "jual": picked, processed, packed, sold */
  char *brand;
  char *gtin;       /* 8, 12, 13 or 14 digits, as text */
  char *hs;         /* digits only, 6 to 10 ("090121") */
  char *hs_edition; /* "HS 2022" */
  char *country;    /* of origin, ISO 3166-1 alpha-2 */
  char *province;
  char *regency;
  char *unit;        /* key of data/sale-units.tsv: what is sold: "pouch", "jar", "piece" */
  gint64 net;        /* g */
  gint64 gross;      /* g, of one unit with its own packing */
  gint64 length;     /* mm */
  gint64 width;      /* mm */
  gint64 height;     /* mm */
  gint64 shelf_life; /* days */
  gint64 keep_min;   /* °C, or ETA_NO_CELSIUS */
  gint64 keep_max;   /* °C, or ETA_NO_CELSIUS */
  gint64 moq;        /* minimum order quantity, units */
  gint64 lead_time;  /* days */
  gint64 capacity;   /* units a month */
  char *sample_terms;
  char *payment_terms;
  char *port;  /* of loading, UN/LOCODE */
  char *state; /* curation (review.h): "draft", "checked", "approved", "recheck" */
  char *state_by;
  char *state_at; /* ISO 8601 */
  char *state_note;
  char *created;           /* ISO 8601 UTC, set by the store */
  char *changed;           /* ISO 8601 UTC, set by the store */
  char *trashed;           /* ISO 8601 UTC; NULL: not in the trash */
  GPtrArray *words;        /* EtaWords */
  GPtrArray *prices;       /* EtaPrice, in the order of the ladder */
  GPtrArray *packs;        /* EtaPack */
  GPtrArray *variants;     /* EtaVariant */
  GPtrArray *photos;       /* EtaPhoto, in order; the first is the main one */
  GPtrArray *certificates; /* EtaCertificate */
  GPtrArray *evidence;     /* EtaEvidence */
} EtaProduct;

/* An empty product with a new UUID, state "draft", country "ID", hs_edition "HS 2022". */
EtaProduct *eta_product_new (void);
/* A deep copy with the same ids: a draft to change. */
EtaProduct *eta_product_copy (const EtaProduct *product);
/* A deep copy with new ids everywhere, no SKU, no GTIN, state "draft", no listing: "Duplicate". */
EtaProduct *eta_product_duplicate (const EtaProduct *product);
/* Everything, also ids and the order of lists. */
gboolean eta_product_equal (const EtaProduct *a, const EtaProduct *b);
EtaProduct *eta_product_ref (const EtaProduct *product);
void eta_product_unref (EtaProduct *product);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaProduct, eta_product_unref)

EtaPhoto *eta_photo_new (const char *sha256, gint64 width, gint64 height);
EtaPhoto *eta_photo_copy (const EtaPhoto *photo);
gboolean eta_photo_equal (const EtaPhoto *a, const EtaPhoto *b);
void eta_photo_free (EtaPhoto *photo);
EtaVariant *eta_variant_new (void);
EtaVariant *eta_variant_copy (const EtaVariant *variant);
gboolean eta_variant_equal (const EtaVariant *a, const EtaVariant *b);
void eta_variant_free (EtaVariant *variant);
EtaEvidence *eta_evidence_new (const char *key);
EtaEvidence *eta_evidence_copy (const EtaEvidence *evidence);
gboolean eta_evidence_equal (const EtaEvidence *a, const EtaEvidence *b);
void eta_evidence_free (EtaEvidence *evidence);

/* The name in LANG, else in Indonesian, English, any language, else the SKU, else "". Borrowed. */
const char *eta_product_name (const EtaProduct *product, const char *lang);
/* The texts in LANG or NULL. Borrowed. */
const EtaWords *eta_product_words (const EtaProduct *product, const char *lang);
/* The pack of LEVEL ("carton") or NULL. Borrowed. */
const EtaPack *eta_product_pack (const EtaProduct *product, const char *level);
/* The lowest-quantity price in CURRENCY, or in the first currency when CURRENCY is NULL; NULL if
 * none. */
const EtaPrice *eta_product_price (const EtaProduct *product, const char *currency);

/* Replaces *FIELD by a copy of TEXT cleaned for keeping: NFC, trimmed (incl. NBSP), bidi controls
 * and other control characters dropped ("\n" and "\t" stay), "" becomes NULL.
 * Returns whether it differs from before. */
gboolean eta_set_text (char **field, const char *text);
/* The comparison key of a SKU: NFKC, trimmed, case folded. Transfer full. */
char *eta_sku_fold (const char *sku);

G_END_DECLS
