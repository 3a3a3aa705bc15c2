/* Blocks: the pieces a page is put together from, and the columns they are poured into.
 *
 * Inside a block, positions count from its start edge and its top, in points, "start" being the
 * left in LTR and the right in RTL; only placing a block on a page turns that into a place on
 * paper. So no layout knows about mirroring. */
#pragma once

#include "sheets/page.h"

G_BEGIN_DECLS

typedef struct _EtaBlock EtaBlock;

EtaBlock *eta_block_new (void);
void eta_block_free (EtaBlock *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaBlock, eta_block_free)

double eta_block_height (const EtaBlock *block);
/* Usually it follows from what is added; this makes it higher (never lower). */
void eta_block_reach (EtaBlock *block, double height);

/* The same as on a page. Texts and codes are given away (transfer full). */
void eta_block_begin (EtaBlock *block, EtaRole role);
void eta_block_end (EtaBlock *block);
void eta_block_add_text (EtaBlock *block, EtaText *text, double x, double y, EtaRole role);
void eta_block_add_photo (EtaBlock *block, const EtaPagePhoto *photo, EtaRect box);
void eta_block_add_fill (EtaBlock *block, EtaRect box, double radius, guint32 colour);
/* Sideways, THICK pt; THICK counts downwards from Y. */
void eta_block_add_rule (
    EtaBlock *block, double x, double y, double width, double thick, guint32 colour);
/* Not higher than BOX allows and readable, or nothing is drawn: check with eta_code_check_width. */
void eta_block_add_code (EtaBlock *block, EtaCode *code, EtaRect box);
void eta_block_add_link (EtaBlock *block, EtaRect box, const char *uri);
void eta_block_add_jump (EtaBlock *block, EtaRect box, const char *anchor);

/* Everything of OTHER, moved to X, Y. */
void eta_block_append (EtaBlock *block, const EtaBlock *other, double x, double y);

/* White above, dropped where a column begins. */
void eta_block_set_before (EtaBlock *block, double space);
/* Never the last on a page: it stands over the next block (headings). */
void eta_block_set_keep (EtaBlock *block);
/* The block consists of this text alone (and of what was added before, which stays with the first
 * lines) and may go on in the next column between two lines. Transfer full. */
void eta_block_set_flow (EtaBlock *block, EtaText *text, double x, double y, EtaRole role);
/* Blocks with the same TABLE (not 0) that follow each other are rows of one table. HEAD, shared by
 * them and kept alive by the caller, is placed again when the table goes on on another page; NULL:
 * nothing is. */
void eta_block_set_table (EtaBlock *block, guint table, const EtaBlock *head);

/* Places BLOCK with its start edge X from the start edge of PAGE. Also for pages that are not
 * poured. */
void eta_block_place (const EtaBlock *block, EtaPage *page, double x, double y);

/* A column that blocks are poured through, page after page. */
typedef struct {
  double x, width;   /* from the start edge of the page */
  GPtrArray *blocks; /* EtaBlock, owned */
  guint next;        /* the first that is not placed yet */
} EtaColumn;

void eta_column_init (EtaColumn *column, double x, double width);
void eta_column_clear (EtaColumn *column);
void eta_column_add (EtaColumn *column, EtaBlock *block); /* transfer full */
gboolean eta_column_done (const EtaColumn *column);
/* Places as many blocks as there is room for from Y to BOTTOM, and at least one when Y is the top
 * of a page (FRESH), however high. Returns where the last one ends. */
double eta_column_pour (EtaColumn *column, EtaPage *page, double y, double bottom, gboolean fresh);

G_END_DECLS
