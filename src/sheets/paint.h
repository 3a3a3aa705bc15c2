/* Paints pages: the same code for a PDF, a printer, the preview on the screen and a picture.
 *
 * In a PDF, which is also what goes to a printer, the bytes of a photo go in as they are stored and
 * nothing is decoded; elsewhere the photo is decoded at about the size it is shown. */
#pragma once

#include <cairo.h>

#include "sheets/page.h"

G_BEGIN_DECLS

/* A painter keeps what several pages share: which photos are in the document already, decoded
 * photos for the screen (an LRU of 64 MiB). One thread at a time. */
typedef struct _EtaPainter EtaPainter;

/* How much a screen reader is told of the page. */
typedef enum {
  ETA_STRUCTURE_NONE,
  ETA_STRUCTURE_PAGES, /* each page is one part, to be read in order */
  ETA_STRUCTURE_FULL,  /* headings, paragraphs, tables, figures: about 14 KB of memory a page until
                        * the document ends */
} EtaStructure;

/* On a PDF surface STRUCTURE and NAVIGATION belong into a tag "Document" around all pages, which
 * the caller begins and ends. Links without it make cairo 1.16 write objects that lead nowhere. */
typedef struct {
  double max_ppi;         /* photos with more px per inch are made smaller; 0: none */
  int quality;            /* JPEG quality of those; 0 = 80 */
  EtaStructure structure; /* PDF surfaces only */
  gboolean navigation;    /* links, anchors, outline and labels; PDF surfaces only */
} EtaPaintOptions;

/* OPTIONS may be NULL: photos as they are, no structure, no navigation (printer, screen). */
EtaPainter *eta_painter_new (const EtaPaintOptions *options);
void eta_painter_free (EtaPainter *painter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPainter, eta_painter_free)

/* Paints PAGE on CR, one user unit a point, from the origin; scale CR before for another size.
 * Does not call cairo_show_page. White is not painted underneath. */
void eta_painter_paint (EtaPainter *painter, const EtaPage *page, cairo_t *cr);

/* Sentences about photos that could not be painted so far, each once. Borrowed. */
GPtrArray *eta_painter_remarks (EtaPainter *painter);

/* What each figure in the tags written so far shows: char*, or NULL where nobody said. Borrowed. */
GPtrArray *eta_painter_alts (EtaPainter *painter);

G_END_DECLS
