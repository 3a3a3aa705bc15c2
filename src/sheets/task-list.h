/* A list to tick off, on paper: what to gather, under whom it is to be had from. Rows come as plain
 * texts in the language of the list. */
#pragma once

#include "sheets/input.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* All texts are borrowed. */
typedef struct {
  const char *title;
  const char *subtitle; /* or NULL */
  const char *foot;     /* a small line after the last row, or NULL */
  const char *lang;
  EtaPaper paper;
  const GPtrArray *rows; /* char **: { group, what, how or "", note or "", NULL } */
} EtaTaskList;

/* Writes PATH whole or not at all; blocks. Errors as in pdf.h. */
gboolean eta_task_list_write_pdf (const EtaTaskList *list,
                                  const char *path,
                                  GCancellable *cancellable,
                                  GError **error);

G_END_DECLS
