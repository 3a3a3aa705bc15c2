/* “Ready to export”: products × markets. Each cell says ready, missing, unknown or blocked; a press
 * shows what it means on the product's page. Counts for each market at the top, filters by market
 * and state, the papers that end soon, and the review of what is selected. */
#pragma once

#include "app/session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_READY_BOARD (eta_ready_board_get_type ())
G_DECLARE_FINAL_TYPE (EtaReadyBoard, eta_ready_board, ETA, READY_BOARD, AdwBin)

void eta_ready_board_set_session (EtaReadyBoard *self, EtaSession *session);

G_END_DECLS
