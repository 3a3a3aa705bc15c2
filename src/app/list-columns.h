/* The columns that the table of products can have: what a card shows, and the product's own fields
 * from the one table of fields (catalog/fields.h). */
#pragma once

#include "app/product-item.h"

G_BEGIN_DECLS

typedef struct {
  const char *id;        /* "name", "languages", or a field's id; also in the settings */
  const char *title;     /* N_() */
  const EtaField *field; /* NULL: of the card */
  gboolean sortable;
  EtaSort sort;
  gboolean number; /* stands at the end of its cell */
  int width;       /* px, to begin with */
} EtaListColumn;

/* All, in the order in which they are offered. */
const EtaListColumn *eta_list_columns (guint *n);
const EtaListColumn *eta_list_column_find (const char *id);
/* What the cell of ITEM says in LANG, or "". Transfer full. */
char *eta_list_column_text (const EtaListColumn *column, EtaProductItem *item, const char *lang);

G_END_DECLS
