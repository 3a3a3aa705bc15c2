/* A line to the real shop that breaks on demand: it passes requests on, and spoils what the match
 * names. Each connection carries one request. */
#pragma once

#include <glib.h>

typedef struct _Proxy Proxy;

typedef enum {
  SPOIL_STATUS,   /* the request never arrives; the answer is STATUS */
  SPOIL_RESET,    /* the request never arrives; hung up */
  SPOIL_LOSE,     /* it arrives and is done; the answer is lost */
  SPOIL_TRUNCATE, /* the answer ends in the middle */
  SPOIL_GARBAGE,  /* done, and what comes back is no JSON */
  SPOIL_SLOW,     /* the answer comes in small pieces */
} Spoil;

/* To URL, "http://127.0.0.1:9000". */
Proxy *proxy_new (const char *url);
void proxy_free (Proxy *proxy);
char *proxy_url (Proxy *proxy); /* transfer full */
/* The next TIMES requests that begin with MATCH ("POST /admin/products/batch"), after SKIP that go
 * well, are spoilt. */
void
proxy_spoil (Proxy *proxy, const char *match, Spoil how, guint status, guint skip, guint times);
guint proxy_spoilt (Proxy *proxy); /* how many were, since then */
