/* Makes hostile files out of good ones, always the same ones from the same number. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Random numbers that are the same on every machine (GRand would do, but is 2.5 kB and slow to
 * seed). */
typedef struct {
  guint64 state;
} EtaDice;

void eta_dice_seed (EtaDice *dice, guint64 seed);
guint64 eta_dice_throw (EtaDice *dice);
/* Less than N; 0 when N is 0. */
gsize eta_dice_below (EtaDice *dice, gsize n);

/* SEEDS: GBytes, at least one. TOKENS: NULL-ended texts that mean something to the reader. A seed
 * that is a ZIP file is mostly changed inside its entries and packed again, since the check sums
 * would keep everything else out. No result is longer than MAX. Transfer full. */
GByteArray *
eta_mutate (EtaDice *dice, const GPtrArray *seeds, const char *const *tokens, gsize max);

G_END_DECLS
