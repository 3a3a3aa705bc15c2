/* What the two halves of mock-woo share: mock-woo-products.c keeps the products, mock-woo.c the
 * rest of the shop. All with the mutex of the mock held. */
#pragma once

#include "mock-shop.h"

struct _Woo {
  gboolean plain, warn;
  char *currency, *weight, *length, *version, *forbidden, *authentication;
  guint die_after; /* 0: not */
  gboolean die_with_sku, dies_over_photo;
  GPtrArray *media; /* JsonObject */
  gint64 next_id;
};

const char *woo_text_of (JsonObject *object, const char *name);
gint64 woo_id_of (JsonObject *object);
JsonArray *woo_array_of (JsonObject *object, const char *name);
guint woo_length_of (JsonArray *array);
char *woo_object_text (JsonObject *object);
char *woo_array_text (JsonArray *array);
JsonObject *woo_error_object (guint status, const char *code, const char *message, gint64 resource);
Answer woo_refuse (guint status, const char *code, const char *message);
char *woo_parameter (const Request *request, const char *name);
gboolean woo_is_in_list (const char *list, const char *value);
JsonObject *woo_find_id (Mock *mock, gint64 id);
JsonObject *woo_find_sku (Mock *mock, const char *sku);
JsonObject *woo_owner_of (Mock *mock, const char *sku);
JsonObject *woo_find_medium (Mock *mock, gint64 id);
JsonObject *woo_find_term (Mock *mock, const char *kind, gint64 id, const char *name);
JsonObject *woo_make_term (Mock *mock, const char *kind, const char *name, const char *slug);
void woo_apply_one (Mock *mock, JsonObject *product, const char *name, JsonNode *value);
JsonObject *woo_blank (Mock *mock, gint64 parent);
JsonObject *woo_update_one (Mock *mock, JsonObject *sent);
void woo_remove_product (Mock *mock, gint64 id);
Answer woo_batch (Mock *mock, JsonObject *body, gint64 parent);
Answer woo_list_products (Mock *mock, const Request *request);
Answer woo_list_variations (Mock *mock, gint64 parent);
