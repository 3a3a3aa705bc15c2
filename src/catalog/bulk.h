/* One change to many products, as one step: a field set to a value, prices up or down by per cent,
 * the review, another producer; and other work that is done to many (trash, restore, delete). */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

typedef enum {
  ETA_BULK_SET,      /* the field at ADDRESS gets VALUE */
  ETA_BULK_PERCENT,  /* prices */
  ETA_BULK_REVIEW,   /* VALUE: "draft", "checked", "approved" */
  ETA_BULK_PRODUCER, /* VALUE: UUID */
} EtaBulkKind;

typedef struct {
  EtaBulkKind kind;
  char *address;  /* of catalog/fields.h: "moq", "storage.en", "carton.count" */
  char *value;    /* as typed; NULL clears */
  char *currency; /* PERCENT: prices in this one alone; NULL: all */
  gint64 percent; /* in hundredths of a per cent: 750 is 7.5 % up, -1000 10 % down */
  gint64 step;    /* a new price is a multiple of this, in minor units of CURRENCY (needed then);
                     0: of what is shown (a whole rupiah, a cent). Never rounded to nothing. */
  char *who;      /* REVIEW, or NULL; likewise */
  char *note;
} EtaBulk;

void eta_bulk_clear (EtaBulk *bulk);
EtaBulk *eta_bulk_copy (const EtaBulk *bulk);
void eta_bulk_free (EtaBulk *bulk); /* NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaBulk, eta_bulk_free)

/* Whether the change makes sense at all, before any product is looked at. INPUT, NOT_FOUND. */
gboolean eta_bulk_check (const EtaBulk *bulk, GError **error);
/* Changes DRAFT. An error says why this product cannot be changed so. */
gboolean eta_bulk_apply (const EtaBulk *bulk, EtaProduct *draft, GError **error);
/* What the change is about, in LANG, of one product: “500 g”, “USD 4.50 · Rp 65.000”. "" when not
 * stated. Transfer full. */
char *
eta_bulk_text (EtaStore *store, const EtaBulk *bulk, const EtaProduct *product, const char *lang);

typedef struct {
  char *name, *before, *after;
} EtaBulkSample;

typedef struct {
  guint n_changed, n_same, n_refused;
  char *refusal;      /* why the first one was refused, with its name; or NULL */
  GPtrArray *samples; /* EtaBulkSample: the first that change */
} EtaBulkReport;
void eta_bulk_report_clear (EtaBulkReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaBulkReport, eta_bulk_report_clear)

typedef void (*EtaBulkProgress) (guint done, guint total, gpointer data);

/* How the work goes on; all may be NULL or 0. */
typedef struct {
  GCancellable *cancellable;
  EtaBulkProgress progress;
  gpointer data;
  const char *lang; /* of the samples */
  guint n_samples;
} EtaBulkOptions;

/* Looks at all of ROWS (row numbers, gint64) without changing anything. */
gboolean eta_bulk_look (EtaStore *store,
                        const EtaBulk *bulk,
                        GArray *rows,
                        const EtaBulkOptions *options,
                        EtaBulkReport *report,
                        GError **error);
/* Changes them in one step named “Edit many products” with DETAIL; those that cannot be changed so
 * are counted and left alone. On an error, or when cancelled, nothing has happened. */
gboolean eta_bulk_run (EtaStore *store,
                       const EtaBulk *bulk,
                       GArray *rows,
                       const char *detail,
                       const EtaBulkOptions *options,
                       EtaBulkReport *report,
                       GError **error);

typedef enum {
  ETA_MANY_TRASH,
  ETA_MANY_RESTORE,
  ETA_MANY_PURGE, /* for good, but undo brings it back */
  ETA_MANY_DUPLICATE,
} EtaManyWork;

/* The same work on all of ROWS, in one step. IDS (may be NULL) gets the UUIDs of the copies that
 * DUPLICATE makes. */
gboolean eta_many_run (EtaStore *store,
                       EtaManyWork work,
                       GArray *rows,
                       const EtaBulkOptions *options,
                       GPtrArray *ids,
                       GError **error);

G_END_DECLS
