/* Texts one under the other in a block: the cells of line sheets, labels and tables. */
#pragma once

#include "sheets/block.h"
#include "sheets/composer.h"

G_BEGIN_DECLS

typedef struct {
  const EtaComposer *composer;
  EtaBlock *block;
  double x, y, width; /* where the next text begins, from the block's start edge and top */
} EtaStack;

/* Wrapped to the stack's width; NULL and "" add nothing. */
void eta_stack_add (EtaStack *stack, const char *string, EtaStyleId style, EtaRole role);
/* The same in a template's own STYLE. */
void eta_stack_add_styled (
    EtaStack *stack, const char *string, const EtaStyle *style, EtaAlign align, EtaRole role);
/* At most LINES lines, shrunk and in the end cut with "…". */
void eta_stack_fit (EtaStack *stack, const char *string, EtaStyleId style, int lines, EtaRole role);
/* FROM at the start, TO at the end, on one baseline; TO keeps to its line. */
void eta_stack_pair (
    EtaStack *stack, const char *from, EtaStyleId from_style, const char *to, EtaStyleId to_style);
/* A small term over its value; nothing when VALUE is NULL. */
void eta_stack_term (EtaStack *stack, const char *key, const char *value, EtaStyleId style);

G_END_DECLS
