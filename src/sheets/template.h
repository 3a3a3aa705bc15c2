/* Templates: how a kind of sheet is arranged (data/templates/NAME.ini). Lines are "[group]",
 * "key = value" and comments that start with "#"; lengths are millimetres. What a template leaves
 * out keeps the value of the template it is based on ("base = NAME"), else of the default style.
 * Lengths here are points, colours 0xRRGGBB. */
#pragma once

#include "sheets/text.h"

G_BEGIN_DECLS

typedef enum {
  ETA_TEMPLATE_SHEET,
  ETA_TEMPLATE_CATALOG,
  ETA_TEMPLATE_CARD,
  ETA_TEMPLATE_LINES, /* a line sheet: many products to a page, for orders */
  ETA_TEMPLATE_BOOTH, /* labels for the table at a fair */
} EtaTemplateKind;

/* How a style looks apart from its colours and sizes; named so in templates, in this order. */
typedef enum { ETA_TITLES_SANS, ETA_TITLES_SERIF } EtaTitles;
typedef enum {
  ETA_COVER_BAND,  /* the photo to the edges over the upper part, the title below on white */
  ETA_COVER_FRAME, /* the photo in a frame on tinted paper, the title above it */
} EtaCover;
typedef enum {
  ETA_HEADINGS_RULE, /* a line in the accent's colour under the whole width */
  ETA_HEADINGS_MARK, /* a short line in the hairline's colour over the heading */
} EtaHeadings;

typedef struct {
  char *name;  /* "product-sheet" */
  char *title; /* key of terms.tsv: what the sheet calls itself */
  int kind;    /* EtaTemplateKind */

  double margin;  /* on all four sides */
  double binding; /* at the bound edge instead, which changes sides; 0: no binding */
  double gutter;  /* between columns */
  double row;     /* the step of the grid downwards */
  int columns;

  double photo;      /* height of the main photo at least */
  double photo_most; /* and at most, when the words beside it need the room */
  double more;       /* height of the row of further photos */
  int more_photos;   /* how many of them */
  double logo;
  double qr;

  guint32 ink, muted, accent, hairline, tint;
  EtaStyle styles[ETA_STYLE_FOOTER + 1];

  int titles;    /* EtaTitles */
  int cover;     /* EtaCover */
  int headings;  /* EtaHeadings */
  double radius; /* of the corners of tinted boxes */

  GStrv start, end, wide; /* blocks of the column at the start, at the end, and beneath both */
  GStrv facts;            /* rows of the facts block, in order */
  GStrv terms;            /* rows of the terms block, of the same kinds */

  int per_page;     /* catalogs: 1, 2, 4 or 6 */
  GStrv parts;      /* catalogs: which are printed, in the order of EtaPieceKind */
  GStrv prices;     /* catalogs: columns of the price list after the name */
  GStrv comparison; /* … of the comparison */
  GStrv logistics;  /* … of the table of cartons and loads */
} EtaTemplate;

/* A built-in template, kept for the life of the program; any thread. Fails with
 * ETA_SHEETS_ERROR_INPUT when there is none of that NAME or it is of another KIND. */
const EtaTemplate *eta_template_get (const char *name, EtaTemplateKind kind, GError **error);
/* The same, of whatever kind. */
const EtaTemplate *eta_template_find (const char *name, GError **error);
/* From text; messages name NAME and the line. */
EtaTemplate *eta_template_parse (const char *name, const char *text, GError **error);
void eta_template_free (EtaTemplate *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaTemplate, eta_template_free)

/* Width of SPAN columns in a page whose content is WIDTH wide, and where column INDEX begins. */
double eta_template_span (const EtaTemplate *template, double width, int span);
double eta_template_column (const EtaTemplate *template, double width, int index);

G_END_DECLS
