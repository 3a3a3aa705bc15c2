/* What the two halves of the mock share: mock-shop.c is the shop, mock.c the wire and the faults.
 */
#pragma once

#include "mock.h"

typedef struct {
  char *method, *path, *query;
  char *authorization, *disposition, *md5;
  GBytes *body;
} Request;

typedef struct {
  guint status; /* 0: the server goes down without a word */
  char *body;
  char *header; /* "Name: value\r\n", or NULL */
} Answer;

struct _Mock {
  GMutex mutex;
  GSocketService *service;
  GMainLoop *loop;
  GThread *thread;
  guint16 port;
  char *key;
  gboolean translations;
  GPtrArray *products; /* JsonObject */
  JsonArray *translated;
  GPtrArray *terms;  /* JsonObject: id, kind, value */
  GPtrArray *faults; /* Fault */
  GPtrArray *log;    /* "POST /path?query" */
  GPtrArray *bodies; /* of the same index */
  gint64 bytes;
  guint next_id;
  char *bad_title, *bad_message;
  Answer (*route) (Mock *mock, const Request *request);
  struct _Woo *woo; /* of mock-woo.c, or NULL */
};

/* With the mutex held. */
Answer mock_route (Mock *mock, const Request *request);
JsonObject *mock_sku_owner (Mock *mock, const char *sku);
void mock_apply_create (Mock *mock, JsonObject *sent);
