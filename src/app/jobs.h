/* Long work: a worker thread, progress and cancel at the foot of the sidebar, and what comes after
 * on the main thread. Nothing here blocks the window. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ETA_TYPE_JOB (eta_job_get_type ())
G_DECLARE_FINAL_TYPE (EtaJob, eta_job, ETA, JOB, GObject)

/* Properties (main thread): "title" (string), "status" (string), "fraction" (double; < 0: unknown).
 */

/* On a worker. FALSE with an error on failure; G_IO_ERROR_CANCELLED when cancelled. */
typedef gboolean (*EtaJobWork) (EtaJob *job, gpointer data, GError **error);
/* On the main thread, once; ERROR NULL on success. */
typedef void (*EtaJobDone) (EtaJob *job, gpointer data, const GError *error);

/* Starts WORK at once and appends the job to JOBS (a GListStore of EtaJob) until DONE has been
 * called. TITLE: “Printing sheets”. DATA is freed by FREE_DATA (may be NULL) after DONE. Borrowed.
 */
EtaJob *eta_job_start (GListStore *jobs,
                       const char *title,
                       EtaJobWork work,
                       EtaJobDone done,
                       gpointer data,
                       GDestroyNotify free_data);

GCancellable *eta_job_get_cancellable (EtaJob *self);
const char *eta_job_get_title (EtaJob *self);
/* From any thread. TOTAL 0: unknown. STATUS may be NULL (then “12 of 40”). Cheap: at most some 20
 * times a second reach the window. */
void eta_job_report (EtaJob *self, guint done, guint total, const char *status);

G_END_DECLS
