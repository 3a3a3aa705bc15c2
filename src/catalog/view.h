/* What the list of products shows: the words searched for, filters, the order, cards or a table.
 * A view with a name is kept in the catalog and chosen again later; views are settings, so they are
 * not part of history. */
#pragma once

#include "catalog/store.h"

G_BEGIN_DECLS

typedef enum {
  ETA_FILTER_CATEGORY, /* key of categories.tsv, or a text of one's own */
  ETA_FILTER_PRODUCER, /* UUID */
  ETA_FILTER_STATE,    /* key of states.tsv */
  ETA_FILTER_STAGE,    /* key of stages.tsv */
  ETA_FILTER_MISSING,  /* a language: products without a name in it */
  ETA_FILTER_MARKET,   /* UUID of a marketplace: not listed there, or changed since */
  ETA_FILTER_ENDING,   /* days from today, "90": a certificate ends by then, or has ended */
  ETA_FILTER_PHOTO,    /* "none" */
  ETA_FILTER_PRICE,    /* "none" */
  ETA_N_FILTERS,
} EtaFilter;

typedef struct {
  char *name; /* NULL: not a kept one */
  char *text; /* as typed, or NULL */
  char *filters[ETA_N_FILTERS];
  EtaSort sort;
  char *sort_field; /* with ETA_SORT_FIELD */
  gboolean descending;
  gboolean table;    /* as a table rather than as cards */
  char *ends_before; /* of the query made last */
} EtaView;

EtaView *eta_view_new (void);
EtaView *eta_view_copy (const EtaView *view);
void eta_view_free (EtaView *view); /* NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaView, eta_view_free)

/* VALUE NULL or "": without this filter. */
void eta_view_set_filter (EtaView *view, EtaFilter filter, const char *value);
guint eta_view_n_filters (const EtaView *view);
void eta_view_clear_filters (EtaView *view);
/* The query that VIEW stands for today; its texts are VIEW's and hold until VIEW is changed or
 * another query is made of it. sort_lang and limit are left to the caller. */
EtaQuery eta_view_query (EtaView *view);

/* "category" …: in files and on the command line. Static. */
const char *eta_filter_key (EtaFilter filter);
/* What a filter is called where its value is chosen: “Category”. Translated, borrowed. */
const char *eta_filter_title (EtaFilter filter);
/* The values that can be chosen now, in the order of their labels in LANG or of the table. LABELS
 * (may be NULL) gets what each is called. Both transfer full, arrays of char *. */
GPtrArray *eta_filter_values (
    EtaStore *store, EtaFilter filter, const char *lang, GPtrArray **labels, GError **error);
/* VALUE in LANG: “Coffee”, “German”, “within 90 days”. Transfer full. */
char *
eta_filter_value_text (EtaStore *store, EtaFilter filter, const char *value, const char *lang);
/* What a chip says: “Coffee”, “No German name”, “No photo”. Transfer full. */
char *eta_filter_text (EtaStore *store, EtaFilter filter, const char *value, const char *lang);

/* One line of JSON and back; what is not understood is left out. Transfer full; NULL when TEXT is
 * no JSON object. */
char *eta_view_to_text (const EtaView *view);
EtaView *eta_view_from_text (const char *text);

/* The kept views, in the order they were made. Transfer full array of EtaView. */
GPtrArray *eta_store_list_views (EtaStore *store);
/* NOT_FOUND names it. Transfer full. */
EtaView *eta_store_find_view (EtaStore *store, const char *name, GError **error);
/* Keeps VIEW under its name, in the place of one with the same name. INPUT without a name. */
gboolean eta_store_put_view (EtaStore *store, const EtaView *view, GError **error);
/* NOT_FOUND; EXISTS when TO is the name of another one. */
gboolean eta_store_rename_view (EtaStore *store, const char *name, const char *to, GError **error);
gboolean eta_store_delete_view (EtaStore *store, const char *name, GError **error);

G_END_DECLS
