#include "sync/http-pace.h"

#define ROUND 2  /* photos for each that goes at a time, before it is looked at */
#define STEP 4   /* more at a time, when the last step helped */
#define GAIN 110 /* per cent of the pace before, from which it helped */
#define FACTOR 4 /* at most so many times as at the beginning */

EtaHttpPace
eta_http_pace (guint parallel)
{
  return (EtaHttpPace){
      .now = parallel, .least = parallel, .most = parallel > 1 ? parallel * FACTOR : 0};
}

static void
begin_round (EtaHttpPace *pace, gint64 bytes, gint64 now)
{
  pace->done = 0;
  pace->bytes = bytes;
  pace->since = now;
}

void
eta_http_pace_note (EtaHttpPace *pace, gint64 bytes, gint64 now, gboolean well)
{
  gint64 rate;

  if (pace->most == 0)
    return;
  if (!well) {
    pace->now = MAX (pace->now / 2, 1);
    pace->still = TRUE;
    begin_round (pace, bytes, now);
    return;
  }
  if (pace->since == 0)
    begin_round (pace, bytes, now);
  if (++pace->done < ROUND * pace->now || pace->still || now <= pace->since)
    return;
  rate = (bytes - pace->bytes) * G_USEC_PER_SEC / (now - pace->since);
  if (pace->best == 0 || rate * 100 >= pace->best * GAIN) {
    pace->best = rate;
    pace->still = pace->now == pace->most;
    pace->now = MIN (pace->now + STEP, pace->most);
  } else {
    pace->now = MAX (pace->now - STEP, pace->least);
    pace->still = TRUE;
  }
  begin_round (pace, bytes, now);
}
