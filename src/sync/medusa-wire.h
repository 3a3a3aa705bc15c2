/* Medusa's wire format, both ways; pure. Measured against Medusa 2.21.
 *
 * What has no field of its own there travels in the metadata: "etalase" holds the language of the
 * texts and the facts, "i18n" the texts of all languages (most shops have no translations module).
 * Both are sent whole whenever one of their members changes; other metadata is never touched. */
#pragma once

#include "sync/wire.h"
#include "sync/market.h"

G_BEGIN_DECLS

/* The fields of a product that are read, for "?fields=". */
extern const char eta_medusa_fields[];

/* STORE: first of /admin/stores; FLAGS: of /admin/feature-flags or NULL; CHANNELS: of
 * /admin/sales-channels or NULL. CHANNEL, LANG: what the user chose, or NULL. Transfer full. */
EtaMarketInfo *eta_medusa_read_store (JsonObject *store,
                                      JsonObject *flags,
                                      JsonArray *channels,
                                      const char *channel,
                                      const char *lang);
/* The shop's locale for a language of ours ("ar" → "ar-SA"), or NULL. Borrowed. */
const char *eta_medusa_locale (const EtaMarketInfo *info, const char *lang);

/* What the push needs of a product as it was read. */
typedef struct {
  JsonObject *product;
  GHashTable *translations; /* locale → id */
} EtaMedusaNative;

/* PRODUCT as read with eta_medusa_fields; TRANSLATIONS: those of many products, or NULL. Transfer
 * full; NULL when PRODUCT has no id. */
EtaRemote *
eta_medusa_read_product (JsonObject *product, JsonArray *translations, const EtaMarketInfo *info);

/* One product on its way. */
typedef struct {
  EtaPush *push;
  gboolean anew; /* its variants are made anew: none of the old is kept */
  char *options; /* body for /options/batch that must go ahead, or NULL */
} EtaMedusaWork;

/* Fills in what must happen before WORK's product can be sent. Options: taking one away or adding
 * one needs variants made anew, a new value of one does not. */
void eta_medusa_prepare (EtaMedusaWork *work);
/* Appends the product as an element of "create" or "update" of a batch. TERMS: "c:handle" and
 * "t:value" → id. */
void eta_medusa_write_product (GString *out,
                               const EtaMedusaWork *work,
                               const EtaMarketInfo *info,
                               GHashTable *terms);
/* … its "options" and "variants". */
void eta_medusa_write_variants (GString *out, const EtaMedusaWork *work);
/* Not for one region, one group of customers or a sale: those are the shop keeper's own. */
gboolean eta_medusa_is_plain_price (JsonObject *price);
/* Appends to CREATE and UPDATE (arrays, opened by the caller) the translations of the product ID
 * that PUSH changes. Whether there were any. */
gboolean eta_medusa_write_translations (GString *create,
                                        GString *update,
                                        const EtaPush *push,
                                        const char *id,
                                        const EtaMarketInfo *info);

/* A batch of Medusa fails as a whole. Whose fault, by the server's MESSAGE: gives that push its
 * result and message, the others ETA_PUSH_UNDONE. FALSE when the message names none. */
gboolean eta_medusa_blame (GPtrArray *pushes, const char *message);

G_END_DECLS
