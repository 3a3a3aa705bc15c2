/* The board: products × markets, each a cell of counts, and the papers that end. Computed by
 * reading every product once (a worker's own store); after an edit only what was touched is
 * computed again. A finished board is handed from the worker to the main thread, which then owns
 * it. */
#pragma once

#include "catalog/store.h"
#include "ready/verdict.h"

G_BEGIN_DECLS

#define ETA_BOARD_MARKETS 16

typedef struct {
  gint64 row; /* of the product in the store */
  EtaCell cells[ETA_BOARD_MARKETS];
} EtaBoardLine;

typedef struct _EtaBoard EtaBoard;

/* MARKETS: known ones (eta_markets), at most ETA_BOARD_MARKETS; unknown ones are left out. RULES
 * must stay. */
EtaBoard *eta_board_new (const char *const *markets, const EtaRuleSet *rules, const EtaDay *day);
void eta_board_free (EtaBoard *board);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaBoard, eta_board_free)

/* All products that are not in the trash, by name in LANG. PROGRESS may be NULL. */
gboolean eta_board_compute (
    EtaBoard *board, EtaStore *store, const char *lang, GCancellable *cancellable, GError **error);
/* The product again after an edit; FALSE when it has no line (it is new, or gone: then its line is
 * removed and *GONE, which may be NULL, is set). */
gboolean eta_board_refresh (EtaBoard *board, EtaStore *store, gint64 row);

const char *const *eta_board_markets (const EtaBoard *board); /* NULL-terminated */
guint eta_board_n_markets (const EtaBoard *board);
guint eta_board_n_lines (const EtaBoard *board);
const EtaBoardLine *eta_board_line (const EtaBoard *board, guint i);
/* -1: none. */
int eta_board_find (const EtaBoard *board, gint64 row);
/* How many products are in each EtaCellState in market M. */
void eta_board_count (const EtaBoard *board, guint m, guint counts[4]);

G_END_DECLS
