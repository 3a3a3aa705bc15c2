/* A page before it is painted: what stands where.
 *
 * Positions are points from the top left corner of the paper, as seen: whoever lays out a page in
 * Arabic mirrors before adding. Items are painted in the order in which they were added, which is
 * also the order in which the page is read aloud. A page is made and painted in one go and then
 * freed, so a catalog of thousands of pages needs the memory of one. One thread at a time. */
#pragma once

#include <gio/gio.h>

#include "sheets/codes.h"
#include "sheets/text.h"

G_BEGIN_DECLS

#define ETA_MM (72.0 / 25.4) /* points in a millimetre */

typedef struct {
  double x, y, width, height; /* pt */
} EtaRect;

typedef struct _EtaPage EtaPage;

/* WIDTH × HEIGHT pt. LANG (BCP 47) and DIR are the page's own. */
EtaPage *eta_page_new (double width, double height, const char *lang, EtaDirection dir);
void eta_page_free (EtaPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPage, eta_page_free)

double eta_page_width (const EtaPage *page);
double eta_page_height (const EtaPage *page);
const char *eta_page_lang (const EtaPage *page);
EtaDirection eta_page_direction (const EtaPage *page);

/* --- Structure ---------------------------------------------------------------------------------
 * What a screen reader is told. Items outside any role are decoration and passed over. Roles may
 * stand in one another: a table holds rows, a row holds cells. */
typedef enum {
  ETA_ROLE_NONE,
  ETA_ROLE_SECTION,
  ETA_ROLE_H1,
  ETA_ROLE_H2,
  ETA_ROLE_H3,
  ETA_ROLE_PARAGRAPH,
  ETA_ROLE_LIST,
  ETA_ROLE_LIST_ITEM,
  ETA_ROLE_TABLE,
  ETA_ROLE_ROW,
  ETA_ROLE_HEADER_CELL,
  ETA_ROLE_CELL,
  ETA_ROLE_FIGURE,
  ETA_ROLE_CAPTION,
} EtaRole;

void eta_page_begin (EtaPage *page, EtaRole role);
void eta_page_end (EtaPage *page); /* ends the last one begun */

/* --- What is seen ------------------------------------------------------------------------------
 */

/* TEXT with the left top corner of its box at X, Y. ROLE wraps it alone; ETA_ROLE_NONE when it
 * stands in a role already or is decoration. */
void eta_page_add_text (EtaPage *page, EtaText *text, double x, double y, EtaRole role);

typedef enum {
  ETA_FIT_COVER,   /* fills the box, cropped around its focus */
  ETA_FIT_CONTAIN, /* wholly inside the box, in its middle (logos) */
} EtaFit;

typedef struct {
  const char *path;  /* a stored photo: an upright JPEG in sRGB or grey, see photos/intake.h */
  int width, height; /* px; 0: read from the file when it is painted */
  double focus_x, focus_y; /* what must stay, 0 to 1; 0.5 is the middle */
  EtaFit fit;
  const char *alt; /* what it shows, in the page's language; NULL: decoration */
} EtaPagePhoto;

/* Never stretched. PHOTO is copied. A photo that cannot be read when the page is painted leaves a
 * tinted box and a remark. */
void eta_page_add_photo (EtaPage *page, const EtaPagePhoto *photo, EtaRect box);
/* A filled box; RADIUS pt rounds its corners. */
void eta_page_add_fill (EtaPage *page, EtaRect box, double radius, guint32 colour);
/* A line from X1, Y1 to X2, Y2, WIDTH pt thick. */
void eta_page_add_line (
    EtaPage *page, double x1, double y1, double x2, double y2, double width, guint32 colour);
/* CODE as large as fits into BOX, in its middle, on white. Fails with ETA_SHEETS_ERROR_CODE when
 * that is too small to be read; then nothing is added. */
gboolean eta_page_add_code (EtaPage *page, EtaCode *code, EtaRect box, GError **error);

/* --- Where to go -------------------------------------------------------------------------------
 */

/* BOX opens URI ("https:", "mailto:", "tel:"). */
void eta_page_add_link (EtaPage *page, EtaRect box, const char *uri);
/* BOX goes to the anchor NAME, on whatever page it stands. */
void eta_page_add_jump (EtaPage *page, EtaRect box, const char *name);
/* A place on the page; NAME is unique in the document. */
void eta_page_add_anchor (EtaPage *page, const char *name, double x, double y);
/* A line in the reader's table of contents that leads to this page. LEVEL 0 is the top; a level
 * hangs under the last line of the level before. */
void eta_page_add_outline (EtaPage *page, guint level, const char *title);
/* The name of the page in a reader's page list ("iv", "12"); NULL: its number. */
void eta_page_set_label (EtaPage *page, const char *label);

/* --- For tests and preflight -------------------------------------------------------------------
 */

/* One line an item: kind, x y width height in points with one decimal, then what it is. The same on
 * every machine with the same fonts. Transfer full. */
char *eta_page_dump (const EtaPage *page);

/* Called once for each photo on the page with the resolution that it gets there. */
typedef void (*EtaPagePhotoFunc) (const EtaPagePhoto *photo,
                                  EtaRect box,
                                  double ppi,
                                  gpointer data);
/* Photos of unknown size are looked up in their file; those that cannot be read have 0 ppi. */
void eta_page_each_photo (const EtaPage *page, EtaPagePhotoFunc func, gpointer data);

/* --- A document --------------------------------------------------------------------------------
 */

/* What is said of a document as a whole. Texts may be NULL; all are borrowed. */
typedef struct {
  const char *title;
  const char *author;
  const char *subject;
  const char *keywords;
  const char *lang; /* BCP 47 */
  EtaDirection dir; /* RTL: a reader puts the pages of a spread from right to left */
  const char *date; /* of the edition, ISO 8601 date: stands for "now", so that the same content
                     * gives the same bytes; NULL: SOURCE_DATE_EPOCH, else 1 January 2000 */
  guint n_pages;    /* for the progress; 0: not known */
} EtaDocument;

/* Gives page after page: INDEX counts from 0. Transfer full. NULL without an error: that was the
 * last one. Called on the thread that asked for the document; the page may be painted and freed on
 * another. */
typedef EtaPage *(*EtaPageSource) (guint index, gpointer data, GError **error);

G_END_DECLS
