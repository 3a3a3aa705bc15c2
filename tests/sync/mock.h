/* A shop that misbehaves on demand: Medusa's interface as far as Etalase uses it, in this process,
 * with the rules of the real one that matter (all-or-nothing batches, unique handles and SKUs,
 * answers in another order, variants as full replacement), and faults to be injected. It counts
 * what comes in. */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

typedef struct _Mock Mock;

typedef enum {
  FAULT_STATUS,   /* answers with status, header and body */
  FAULT_RESET,    /* hangs up without a word */
  FAULT_TRUNCATE, /* promises more than it sends */
  FAULT_SLOW,     /* answers after `wait` ms */
  FAULT_HUGE,     /* never stops sending */
} FaultKind;

typedef struct {
  const char *match; /* beginning of "POST /admin/products/batch" */
  FaultKind kind;
  guint skip;     /* so many requests go well before */
  guint times;    /* and then so many go wrong; 0: all */
  gboolean after; /* the request is done first: the answer is lost */
  guint status;
  const char *header; /* "Retry-After: 2\r\n" or NULL */
  const char *type;   /* NULL: application/json */
  const char *body;   /* NULL: {"message":"…"} */
  guint wait;
} Fault;

Mock *mock_new (const char *key);
void mock_free (Mock *mock);
char *mock_url (Mock *mock); /* transfer full */
void mock_set_key (Mock *mock, const char *key);
void mock_set_translations (Mock *mock, gboolean on);
void mock_fault (Mock *mock, Fault fault);
void mock_clear_faults (Mock *mock);
/* A batch that holds a product of this title is refused with 400 and MESSAGE. NULL: none. */
void mock_refuse_title (Mock *mock, const char *title, const char *message);

/* Requests whose "METHOD PATH" begins with MATCH since the last mock_forget. */
guint mock_count (Mock *mock, const char *match);
guint mock_writes (Mock *mock);
gint64 mock_bytes (Mock *mock); /* of request bodies */
void mock_forget (Mock *mock);
/* The body of the last request that MATCH begins, transfer full, or NULL. */
char *mock_last_body (Mock *mock, const char *match);

guint mock_n_products (Mock *mock);
/* The product with a variant of this SKU as JSON text, transfer full, or NULL. */
char *mock_product (Mock *mock, const char *sku);
/* Edits it there: sets a text member, or the amount of a price. */
void mock_edit (Mock *mock, const char *sku, const char *member, const char *value);
void mock_edit_price (Mock *mock, const char *sku, const char *currency, double amount);
/* What a server killed in a batch leaves: no prices, or no variants. */
void mock_halve (Mock *mock, const char *sku, gboolean variants_too);
void mock_delete (Mock *mock, const char *sku);
/* Adds one by hand. */
void mock_add (Mock *mock, const char *title, const char *handle, const char *sku);
