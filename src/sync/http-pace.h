/* How many photos at a time: few on a thin line, where more only wait for each other, and many on a
 * long one, where each spends its time on the way. Pure. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  guint now;      /* at a time */
  guint least;    /* as it began */
  guint most;     /* 0 when it does not adapt: one at a time is one at a time */
  guint done;     /* since the last change */
  gint64 bytes;   /* that had been sent then */
  gint64 since;   /* µs, the time of then; 0: not yet */
  gint64 best;    /* bytes a second before the last change */
  gboolean still; /* it was tried, and more brought nothing */
} EtaHttpPace;

EtaHttpPace eta_http_pace (guint parallel);
/* A photo is done: BYTES sent in all until NOW (µs). What went wrong halves the pace. */
void eta_http_pace_note (EtaHttpPace *pace, gint64 bytes, gint64 now, gboolean well);

G_END_DECLS
