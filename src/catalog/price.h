/* One step of a price ladder: from so many units on, so much for one unit, delivered so. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char *id;          /* UUID of the row; made by eta_price_new */
  gint64 quantity;   /* from this many units; 1 for the plain price */
  char *currency;    /* ISO 4217, upper case */
  gint64 minor;      /* minor units of that currency (catalog/money.h); > 0 */
  char *incoterm;    /* Incoterms® 2020 code, or NULL (a price at home) */
  char *place;       /* named place or port, as typed, or NULL */
  char *valid_until; /* ISO 8601 date, or NULL */
} EtaPrice;

EtaPrice *eta_price_new (void);
EtaPrice *eta_price_copy (const EtaPrice *price);
/* Ids count, too. */
gboolean eta_price_equal (const EtaPrice *a, const EtaPrice *b);
void eta_price_free (EtaPrice *price); /* NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPrice, eta_price_free)

/* Is it over? TODAY: ISO 8601. One that says nothing of its end never is. */
gboolean eta_price_past (const EtaPrice *price, const char *today);
/* Puts an array of EtaPrice in the order of a ladder: what has the same currency, Incoterm and
 * place stands together where the first of it stood, by rising quantity. Stable. */
void eta_prices_sort (GPtrArray *prices);
/* The same goods, delivered the same way: steps of one ladder? */
gboolean eta_price_same_ladder (const EtaPrice *a, const EtaPrice *b);

G_END_DECLS
