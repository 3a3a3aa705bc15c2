/* The sections of the product page: which fields stand where, as tables. */
#pragma once

#include "app/field-row.h"

G_BEGIN_DECLS

/* Rows of one section, made and appended to ROWS (array of EtaFieldRow, borrowed widgets). Transfer
 * floating. */
GtkWidget *eta_form_fields (const char *const *addresses,
                            guint columns,
                            EtaFieldCommit commit,
                            gpointer data,
                            GPtrArray *rows);
/* The same for a producer; with LANG they are its texts in that language ("name" → "name.ar"). */
GtkWidget *eta_form_producer_fields (const char *const *ids,
                                     const char *lang,
                                     guint columns,
                                     EtaFieldCommit commit,
                                     gpointer data,
                                     GPtrArray *rows);
/* The texts of one language as a block, with a mark while the name is missing and “Copy from
 * Indonesian”. COPY (GCallback, swapped with DATA, gets the button whose "eta-lang" data is the
 * language). */
GtkWidget *eta_form_words (
    const char *lang, EtaFieldCommit commit, GCallback copy, gpointer data, GPtrArray *rows);

/* A titled card appended to SECTIONS; what is in it goes into the box that is returned. *HEADING
 * (may be NULL) is its title, to scroll to. Borrowed. */
GtkBox *eta_form_section (GtkBox *sections, const char *title, GtkWidget **heading);

/* The field at ADDRESS of a product, "moq" or "carton.length"; NULL if there is none. */
const EtaField *eta_form_field (const char *address);
/* Addresses, NULL-ended. */
extern const char *const eta_form_about[],
    *const eta_form_customs[],
        *const eta_form_origin[], *const eta_form_terms[], *const eta_form_unit[],
                                                               *const eta_form_keeping[],
                                                                   *const eta_form_inner[],
                                                                       *const eta_form_carton[],
                                                                           *const eta_form_pallet[];

/* A language's own name in the language of the window. */
const char *eta_form_language_name (const char *lang);

G_END_DECLS
