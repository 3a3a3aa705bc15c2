#include "sheets/task-list.h"

#include "sheets/composer.h"
#include "sheets/pdf.h"

#define BOX 9.0     /* pt, the square to tick */
#define INDENT 18.0 /* pt */

enum { GROUP, WHAT, HOW, NOTE };

typedef struct {
  EtaComposer *composer;
  EtaColumn column;
} Pouring;

static double
add_text (EtaBlock *block, EtaComposer *c, const char *text, EtaStyleId style, double x, double y)
{
  g_autofree char *isolated = NULL;
  EtaText *set;

  if (!text || !*text)
    return y;
  isolated = eta_composer_name (c, text);
  set = eta_composer_set (c, isolated, style, c->width - x);
  eta_block_add_text (block, set, x, y, ETA_ROLE_PARAGRAPH);
  return y + eta_text_height (set);
}

static EtaBlock *
make_head (EtaComposer *c, const EtaTaskList *list)
{
  EtaBlock *block = eta_block_new ();
  EtaText *title = eta_composer_set (c, list->title, ETA_STYLE_TITLE, c->width);
  double y = eta_text_height (title) + 2;

  eta_block_add_text (block, title, 0, 0, ETA_ROLE_H1);
  y = add_text (block, c, list->subtitle, ETA_STYLE_SUBTITLE, 0, y);
  eta_block_reach (block, y + 6);
  return block;
}

static EtaBlock *
make_group (EtaComposer *c, const char *name)
{
  EtaBlock *block = eta_block_new ();
  g_autofree char *isolated = eta_composer_name (c, name);
  EtaText *text = eta_composer_set (c, isolated, ETA_STYLE_HEADING, c->width);
  double y = eta_text_height (text) + 1.5;

  eta_block_set_before (block, 12);
  eta_block_add_text (block, text, 0, 0, ETA_ROLE_H2);
  eta_block_add_rule (block, 0, y, c->width, 0.8, c->template->accent);
  eta_block_reach (block, y + 4);
  eta_block_set_keep (block);
  return block;
}

/* The square is four thin rules: nothing to fill in with ink. */
static void
add_box (EtaBlock *block, double y)
{
  eta_block_add_rule (block, 0, y, BOX, 0.7, ETA_MUTED);
  eta_block_add_rule (block, 0, y + BOX - 0.7, BOX, 0.7, ETA_MUTED);
  eta_block_add_fill (block, (EtaRect){0, y, 0.7, BOX}, 0, ETA_MUTED);
  eta_block_add_fill (block, (EtaRect){BOX - 0.7, y, 0.7, BOX}, 0, ETA_MUTED);
}

static EtaBlock *
make_row (EtaComposer *c, char **row)
{
  EtaBlock *block = eta_block_new ();
  double y;

  eta_block_set_before (block, 5);
  add_box (block, 2);
  y = add_text (block, c, row[WHAT], ETA_STYLE_STRONG, INDENT, 0);
  y = add_text (block, c, row[HOW], ETA_STYLE_BODY, INDENT, y);
  y = add_text (block, c, row[NOTE], ETA_STYLE_LABEL, INDENT, y + 1);
  eta_block_reach (block, y);
  return block;
}

static void
add_blocks (Pouring *pouring, const EtaTaskList *list)
{
  EtaComposer *c = pouring->composer;
  const char *group = NULL;
  EtaBlock *foot;

  eta_column_add (&pouring->column, make_head (c, list));
  for (guint i = 0; i < list->rows->len; i++) {
    char **row = list->rows->pdata[i];
    if (g_strcmp0 (group, row[GROUP]) != 0)
      eta_column_add (&pouring->column, make_group (c, row[GROUP]));
    group = row[GROUP];
    eta_column_add (&pouring->column, make_row (c, row));
  }
  if (!list->foot)
    return;
  foot = eta_block_new ();
  eta_block_set_before (foot, 14);
  eta_block_reach (foot, add_text (foot, c, list->foot, ETA_STYLE_FOOTER, 0, 0));
  eta_column_add (&pouring->column, foot);
}

static EtaPage *
next_page (guint index, gpointer data, GError **error)
{
  Pouring *pouring = data;
  const double margin = pouring->composer->template->margin;
  EtaPage *page;

  if (eta_column_done (&pouring->column))
    return NULL;
  page = eta_composer_page (pouring->composer);
  eta_column_pour (&pouring->column, page, margin, pouring->composer->page_height - margin, TRUE);
  return page;
}

gboolean
eta_task_list_write_pdf (const EtaTaskList *list,
                         const char *path,
                         GCancellable *cancellable,
                         GError **error)
{
  const EtaSheetOptions options = {.lang = list->lang, .paper = list->paper};
  g_autoptr (EtaComposer) composer =
      eta_composer_new (&options, ETA_TEMPLATE_SHEET, "product-sheet", error);
  Pouring pouring = {.composer = composer};
  EtaDocument document;
  gboolean written;

  if (!composer)
    return FALSE;
  document = (EtaDocument){.title = list->title,
                           .subject = list->subtitle,
                           .lang = composer->lang,
                           .dir = composer->dir,
                           .date = composer->edition};
  eta_column_init (&pouring.column, composer->template->margin, composer->width);
  add_blocks (&pouring, list);
  written = eta_pdf_write (path, &document, next_page, &pouring, NULL, cancellable, error);
  eta_column_clear (&pouring.column);
  return written;
}
