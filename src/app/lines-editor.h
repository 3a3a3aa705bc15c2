/* A list inside a product or a producer that is edited line by line (prices, certificates,
 * variants): each line a row of fields and a remove button. What the columns are is a table
 * (form-lines.c, form-proof.c). */
#pragma once

#include "app/field-row.h"
#include "app/form-part.h"
#include "app/session.h"

G_BEGIN_DECLS

#define ETA_TYPE_LINES_EDITOR (eta_lines_editor_get_type ())
G_DECLARE_FINAL_TYPE (EtaLinesEditor, eta_lines_editor, ETA, LINES_EDITOR, GtkBox)

/* What the list stands in. Its struct begins with char *id. */
typedef struct {
  gpointer (*copy) (gconstpointer owner); /* a draft */
  gpointer (*ref) (gconstpointer owner);
  void (*unref) (gpointer owner);
} EtaLinesOwner;

extern const EtaLinesOwner eta_lines_of_product, eta_lines_of_producer;

typedef struct {
  EtaField field; /* kind, unit, choices, label, help */
  int width;      /* px the cell asks for */
  char *(*get) (gconstpointer line);
  gboolean (*set) (gpointer line, const char *text, GError **error);
} EtaLinesColumn;

typedef struct {
  const EtaLinesOwner *owner;
  const EtaLinesColumn *columns;
  guint n_columns;
  gsize array; /* offset of the GPtrArray in the owner */
  gpointer (*make) (gconstpointer owner);
  GDestroyNotify free;
  /* Whether a new line says enough to be kept; until then it stands in the form only. */
  gboolean (*complete) (gconstpointer line);
  /* Puts the lines in order after a change, or NULL. Moves them within the array alone. */
  void (*tidy) (GPtrArray *lines);
  /* What must be looked at in a line, beneath it; or NULL. Gives NULL for a line in order, transfer
   * full. *SETTLES: a button beside it settles the matter by SETTLE. */
  char *(*note) (gconstpointer line, gboolean *settles);
  void (*settle) (gpointer line);
  const char *settle_label; /* N_() */
  /* A quiet sentence beneath a line (a converted price), or NULL. SESSION may be NULL. Transfer
   * full. */
  char *(*gloss) (gconstpointer line, EtaSession *session);
  /* A page attached to a line: offset of its hash (char *), or 0 for lines without. */
  gsize file;
  const char *add_label;    /* N_() */
  const char *remove_label; /* N_(): tooltip */
} EtaLinesKind;

extern const EtaLinesKind eta_lines_prices, eta_lines_certificates, eta_lines_variants,
    eta_lines_producer_certificates;

/* For the tables of columns: TEXT checked as a field of this kind would be, into *MEMBER. */
gboolean
eta_lines_check_into (const EtaField *field, char **member, const char *text, GError **error);

/* Stores a changed draft of the owner (EtaProduct or EtaProducer); on an error nothing has
 * happened. */
typedef gboolean (*EtaLinesCommit) (gconstpointer draft, gpointer data, GError **error);

/* Of a product's kind it is an EtaFormPart that takes the focus for the address WHERE ("prices").
 */
GtkWidget *eta_lines_editor_new (const EtaLinesKind *kind,
                                 const char *where,
                                 EtaLinesCommit commit,
                                 gpointer data);
/* For glosses and attached pages; may be NULL. */
void eta_lines_editor_set_session (EtaLinesEditor *self, EtaSession *session);
/* OWNER of the kind's own type, or NULL. */
void eta_lines_editor_set_owner (EtaLinesEditor *self, gpointer owner);
/* Stores what is typed; FALSE when a cell is invalid. */
gboolean eta_lines_editor_flush (EtaLinesEditor *self);

G_END_DECLS
