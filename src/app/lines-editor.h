/* A list inside a product that is edited line by line (prices, certificates): each line a row of
 * fields and a remove button. What the columns are is a table (form-lines.c). */
#pragma once

#include "app/field-row.h"
#include "catalog/product.h"

G_BEGIN_DECLS

/* Stores a changed draft of the product; on an error nothing has happened. */
typedef gboolean (*EtaPartCommit) (const EtaProduct *draft, gpointer data, GError **error);

typedef struct {
  EtaField field; /* kind, unit, choices, label, help */
  int width;      /* px the cell asks for */
  char *(*get) (gconstpointer line);
  gboolean (*set) (gpointer line, const char *text, GError **error);
} EtaLinesColumn;

typedef struct {
  const EtaLinesColumn *columns;
  guint n_columns;
  gsize array; /* offset of the GPtrArray in EtaProduct */
  gpointer (*make) (const EtaProduct *product);
  GDestroyNotify free;
  /* Whether a new line says enough to be kept; until then it stands in the form only. */
  gboolean (*complete) (gconstpointer line);
  /* What must be looked at in a line, beneath it with a button that settles it; or both NULL. NOTE
   * gives NULL for a line in order; transfer full. */
  char *(*note) (gconstpointer line);
  void (*settle) (gpointer line);
  const char *settle_label; /* N_() */
  const char *add_label;    /* N_() */
  const char *remove_label; /* N_(): tooltip */
} EtaLinesKind;

extern const EtaLinesKind eta_lines_prices, eta_lines_certificates;

#define ETA_TYPE_LINES_EDITOR (eta_lines_editor_get_type ())
G_DECLARE_FINAL_TYPE (EtaLinesEditor, eta_lines_editor, ETA, LINES_EDITOR, GtkBox)

GtkWidget *eta_lines_editor_new (const EtaLinesKind *kind, EtaPartCommit commit, gpointer data);
void eta_lines_editor_set_product (EtaLinesEditor *self, EtaProduct *product);
/* Stores what is typed; FALSE when a cell is invalid. */
gboolean eta_lines_editor_flush (EtaLinesEditor *self);

G_END_DECLS
