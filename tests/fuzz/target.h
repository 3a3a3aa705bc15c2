/* What a fuzz target is: the entry point that libFuzzer and AFL know too, and a few words about its
 * input. The driver (driver.c) feeds it. */
#pragma once

#include <glib.h>
#include <stdint.h>

/* Reads the input as the program would; aborts when a promise is broken. Returns 0. */
int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/* NULL-ended texts that mean something to the reader, at least one. */
extern const char *const eta_fuzz_tokens[];

/* g_assert without a way to compile it out. */
#define ETA_PROMISE(condition)                                                                     \
  G_STMT_START                                                                                     \
  {                                                                                                \
    if (!(condition))                                                                              \
      g_error ("%s:%d: not kept: %s", __FILE__, __LINE__, #condition);                             \
  }                                                                                                \
  G_STMT_END
