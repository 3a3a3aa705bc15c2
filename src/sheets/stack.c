#include "sheets/stack.h"

#include "sheets/labels.h"

static void
put (EtaStack *stack, EtaText *text, EtaRole role)
{
  eta_block_add_text (stack->block, text, stack->x, stack->y, role);
  stack->y += eta_text_height (text);
}

void
eta_stack_add (EtaStack *stack, const char *string, EtaStyleId style, EtaRole role)
{
  if (string && *string)
    put (stack, eta_composer_set (stack->composer, string, style, stack->width), role);
}

void
eta_stack_add_styled (
    EtaStack *stack, const char *string, const EtaStyle *style, EtaAlign align, EtaRole role)
{
  const EtaComposer *c = stack->composer;
  EtaTextSpec spec = {
      .style = style, .lang = c->lang, .dir = c->dir, .width = stack->width, .align = align};

  if (string && *string)
    put (stack, eta_text_new (c->setter, string, &spec), role);
}

void
eta_stack_fit (EtaStack *stack, const char *string, EtaStyleId style, int lines, EtaRole role)
{
  if (string && *string)
    put (stack, eta_composer_fit (stack->composer, string, style, stack->width, 0, lines, TRUE),
         role);
}

void
eta_stack_pair (
    EtaStack *stack, const char *from, EtaStyleId from_style, const char *to, EtaStyleId to_style)
{
  const EtaComposer *c = stack->composer;
  EtaText *end = eta_composer_set (c, to, to_style, 0);
  double room = MAX (stack->width - eta_text_width (end) - 4, 10);
  EtaText *start = eta_composer_set (c, from, from_style, room);
  double base = MAX (eta_text_baseline (start), eta_text_baseline (end));

  eta_block_add_text (stack->block, start, stack->x, stack->y + base - eta_text_baseline (start),
                      ETA_ROLE_NONE);
  eta_block_add_text (stack->block, end, stack->x + stack->width - eta_text_width (end),
                      stack->y + base - eta_text_baseline (end), ETA_ROLE_NONE);
  stack->y += MAX (eta_text_height (start), eta_text_height (end));
}

void
eta_stack_term (EtaStack *stack, const char *key, const char *value, EtaStyleId style)
{
  if (!value || !*value)
    return;
  eta_stack_add (stack, eta_label (key, stack->composer->lang), ETA_STYLE_LABEL, ETA_ROLE_NONE);
  eta_stack_add (stack, value, style, ETA_ROLE_NONE);
}
