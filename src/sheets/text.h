/* Text set in type: direction, wrapping, fitting, and the glyphs ready to be painted.
 *
 * The direction of a text is always said, never guessed. A text is shaped once: the layout measures
 * an EtaText, puts it on a page, and painting only copies its glyphs. Lengths are points. */
#pragma once

#include <cairo.h>

#include "sheets/direction.h"

G_BEGIN_DECLS

/* --- Style -------------------------------------------------------------------------------------
 */

/* The inks, 0xRRGGBB. */
#define ETA_INK 0x1D2A26u
#define ETA_MUTED 0x5D6B66u
#define ETA_ACCENT 0x14614Au
#define ETA_GOLD 0xB88A3Bu
#define ETA_TINT 0xF3F6F4u
#define ETA_WHITE 0xFFFFFFu

/* Nothing is printed smaller than this to make it fit. */
#define ETA_TEXT_SMALLEST 8.0

/* Figures are equally wide in every style, as Noto Sans draws them. */
typedef struct {
  const char *name; /* stands in dumps; static string */
  double size;      /* pt, of the Latin letters; Arabic is set larger, see fonts.h */
  double leading;   /* pt from baseline to baseline; grows by 1.6 / 1.4 where there is Arabic */
  gboolean bold;    /* */
  guint32 colour;   /* 0xRRGGBB */
  gboolean serif;   /* the Latin letters of Amiri instead of Noto Sans */
} EtaStyle;

typedef enum {
  ETA_STYLE_COVER,      /* 34/40 bold: the title of a catalog */
  ETA_STYLE_TITLE,      /* 22/26 bold: the product's name */
  ETA_STYLE_PRICE,      /* 16/20 bold, accent */
  ETA_STYLE_HEADING,    /* 11/15 bold, accent: over a part of a sheet */
  ETA_STYLE_PRODUCER,   /* 11/14 bold */
  ETA_STYLE_SUMMARY,    /* 11/15 */
  ETA_STYLE_SUBTITLE,   /* 10/13 muted: the name in another language */
  ETA_STYLE_BODY,       /* 9/12.6 */
  ETA_STYLE_STRONG,     /* 9/12.6 bold */
  ETA_STYLE_TABLE,      /* 8.5/12 */
  ETA_STYLE_TABLE_HEAD, /* 8.5/12 bold */
  ETA_STYLE_LABEL,      /* 7.5/10 muted */
  ETA_STYLE_FOOTER,     /* 7.5/10 muted */
} EtaStyleId;

/* Static. For a variant, copy the struct and change the copy. */
const EtaStyle *eta_style (EtaStyleId id);

/* --- Setting -----------------------------------------------------------------------------------
 */

/* Where type is set: fonts, shaping, and a cache of what was set lately. One thread at a time; make
 * one per job. The texts made by it may outlive it and go to other threads. */
typedef struct _EtaTypesetter EtaTypesetter;

/* Fails with ETA_SHEETS_ERROR_FONT when a font is missing. */
EtaTypesetter *eta_typesetter_new (GError **error);
void eta_typesetter_free (EtaTypesetter *setter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTypesetter, eta_typesetter_free)

typedef enum { ETA_ALIGN_START, ETA_ALIGN_END, ETA_ALIGN_CENTER } EtaAlign;

/* A part of a text that looks different. */
typedef struct {
  guint start, end; /* bytes */
  gboolean bold;
  guint32 colour; /* 0: the style's */
} EtaSpan;

/* How to set a text. { .style = …, .lang = …, .dir = … } is one line as wide as it comes. */
typedef struct {
  const EtaStyle *style;
  const char *lang; /* BCP 47, of the words; chooses letter shapes. NULL: "en" */
  EtaDirection dir; /* of the paragraph */
  EtaAlign align;   /* start and end are left and right in LTR, right and left in RTL */
  double width;     /* pt to wrap at (inside a word where it must be); 0: no wrapping */
  double height;    /* pt that it has to fit into; 0: any */
  int max_lines;    /* that it has to fit into; 0: any */
  double min_size;  /* pt it may shrink to so as to fit, e.g. ETA_TEXT_SMALLEST; 0: keep the size */
  gboolean cut;     /* end in "…" when it does not fit even so; FALSE: leave it whole */
  const EtaSpan *spans;
  guint n_spans;
} EtaTextSpec;

/* A text set in type: lines of glyphs. Immutable; any thread. */
typedef struct _EtaText EtaText;

/* Sets STRING (UTF-8; "\n" breaks the line; NULL counts as ""). Never fails. Transfer full. */
EtaText *eta_text_new (EtaTypesetter *setter, const char *string, const EtaTextSpec *spec);
EtaText *eta_text_ref (EtaText *text);
void eta_text_unref (EtaText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaText, eta_text_unref)

const char *eta_text_string (const EtaText *text);
const EtaStyle *eta_text_style (const EtaText *text); /* as asked; see eta_text_size */
EtaDirection eta_text_direction (const EtaText *text);
EtaAlign eta_text_align (const EtaText *text);
double eta_text_size (const EtaText *text);    /* pt in the end, after shrinking */
double eta_text_leading (const EtaText *text); /* pt in the end */
/* The box: as wide as asked (or as the widest line), as high as its lines. */
double eta_text_width (const EtaText *text);
double eta_text_height (const EtaText *text);
/* Of the widest line, without trailing white space. */
double eta_text_natural_width (const EtaText *text);
guint eta_text_n_lines (const EtaText *text);
/* From the top of the box to the first baseline: texts of one row are aligned by it. */
double eta_text_baseline (const EtaText *text);
/* Whether it keeps to width, height and max_lines, and whether it had to be cut for that. */
gboolean eta_text_fits (const EtaText *text);
gboolean eta_text_cut (const EtaText *text);

/* The lines FROM to TO (exclusive), as a text of its own; nothing is shaped again. Transfer full.
 */
EtaText *eta_text_lines (const EtaText *text, guint from, guint to);
/* How many lines to put into ROOM pt so that neither the first nor the last line of the text is
 * left alone on a page: all lines if they fit, 0 if it has to go to the next page whole. */
guint eta_text_break (const EtaText *text, double room);

/* Paints TEXT in its colours with the left top corner of its box at X, Y, one user unit a point. */
void eta_text_show (const EtaText *text, cairo_t *cr, double x, double y);

/* The width in pt that STRING takes on one line: the shortest way to measure a column. */
double eta_text_measure (EtaTypesetter *setter,
                         const char *string,
                         const EtaStyle *style,
                         const char *lang);

/* The characters of STRING that no font of the sheets can show, each once, in order; NULL when all
 * can be shown. Transfer full, elements gunichar. Any thread. */
GArray *eta_text_missing (const char *string);

G_END_DECLS
