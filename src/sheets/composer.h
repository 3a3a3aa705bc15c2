/* What every block of one document is set with: language, direction, template, page size; and the
 * shortest ways to set a text, a label or a value. */
#pragma once

#include "sheets/block.h"
#include "sheets/input.h"
#include "sheets/template.h"

G_BEGIN_DECLS

typedef struct {
  EtaTypesetter *setter;
  const EtaTemplate *template;
  char *lang;
  EtaDirection dir;
  char *second_lang; /* or NULL */
  char *currency;    /* upper case, or NULL */
  char *edition;     /* ISO date */
  char *about;       /* upper case, or NULL */
  GPtrArray *rates;  /* EtaRate, or NULL */
  char *ready;       /* names of markets, or NULL */
  EtaDigits digits;
  double page_width, page_height;
  double width; /* of the content, between the margins */
} EtaComposer;

/* KIND's template NAME (NULL: FALLBACK). Fails with ETA_SHEETS_ERROR (FONT, INPUT). */
EtaComposer *eta_composer_new (const EtaSheetOptions *options,
                               EtaTemplateKind kind,
                               const char *fallback,
                               GError **error);
void eta_composer_free (EtaComposer *composer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaComposer, eta_composer_free)

EtaPage *eta_composer_page (const EtaComposer *composer);

/* --- Strings. Transfer full. ------------------------------------------------------------------ */

/* A value (code, number, size, date) that keeps its left-to-right order in any line. */
char *eta_composer_value (const EtaComposer *composer, const char *text);
/* A name or text whose language is not known: a producer, an issuer, a place. */
char *eta_composer_name (const EtaComposer *composer, const char *text);
/* A number in running text with the digits that were asked for; isolated. */
char *eta_composer_figure (const EtaComposer *composer, const char *text);
/* A text written in LANG on a sheet of perhaps another language: each paragraph keeps its own
 * direction inside the sheet's. */
char *eta_composer_text_in (const EtaComposer *composer, const char *text, const char *lang);
/* "East Java, Indonesia", with the comma of the language; NULL parts are left out. NULL if all
 * are. */
char *eta_composer_join (const EtaComposer *composer, const char *const *parts, guint n);

/* A large title without a last line of one short word: "150 g" keeps together. */
char *eta_composer_bind_last (const char *text);

/* --- Texts. Transfer full. -------------------------------------------------------------------- */

/* WIDTH 0: one line as wide as it comes. */
EtaText *
eta_composer_set (const EtaComposer *composer, const char *string, EtaStyleId style, double width);
EtaText *eta_composer_set_end (const EtaComposer *composer,
                               const char *string,
                               EtaStyleId style,
                               double width);
/* A term of terms.tsv. */
EtaText *
eta_composer_label (const EtaComposer *composer, const char *key, EtaStyleId style, double width);
/* Wraps, then shrinks to ETA_TEXT_SMALLEST, so as to fit MAX_LINES (and HEIGHT unless 0); CUT: then
 * ends in "…", else it is left whole. */
EtaText *eta_composer_fit (const EtaComposer *composer,
                           const char *string,
                           EtaStyleId style,
                           double width,
                           double height,
                           int max_lines,
                           gboolean cut);

/* --- Blocks. Transfer full. ------------------------------------------------------------------- */

/* A part's title with the rule under it; kept with what follows. CONTINUED adds "(continued)". */
EtaBlock *eta_composer_heading (const EtaComposer *composer,
                                const char *key,
                                double width,
                                gboolean continued);
/* The colour of lines between rows: the tint, darker. */
guint32 eta_composer_line_colour (const EtaComposer *composer);

G_END_DECLS
