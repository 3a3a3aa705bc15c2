/* A running job at the foot of the sidebar. */
#pragma once

#include "app/jobs.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_JOB_ROW (eta_job_row_get_type ())
G_DECLARE_FINAL_TYPE (EtaJobRow, eta_job_row, ETA, JOB_ROW, GtkBox)

GtkWidget *eta_job_row_new (EtaJob *job);

G_END_DECLS
