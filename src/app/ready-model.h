/* The lines of the board that are shown, as a list model of EtaProductItem: all, or those in one
 * state in one market or in any. */
#pragma once

#include "app/session.h"
#include "ready/board.h"

G_BEGIN_DECLS

#define ETA_TYPE_READY_MODEL (eta_ready_model_get_type ())
G_DECLARE_FINAL_TYPE (EtaReadyModel, eta_ready_model, ETA, READY_MODEL, GObject)

EtaReadyModel *eta_ready_model_new (EtaSession *session);
/* Borrowed: it must stay until another is set. NULL: none, the list is empty. */
void eta_ready_model_set_board (EtaReadyModel *self, const EtaBoard *board);
/* MARKET -1: any market; STATE -1: any state, else an EtaCellState. */
void eta_ready_model_set_filter (EtaReadyModel *self, int market, int state);
/* The board has changed in the line of the product ROW alone. */
void eta_ready_model_touch (EtaReadyModel *self, gint64 row);
/* 0 when there is none. */
gint64 eta_ready_model_get_row (EtaReadyModel *self, guint position);

G_END_DECLS
