/* Story and facts. */
#include "sheets/assembly.h"
#include "sheets/labels.h"

#include <string.h>

static void
add_paragraph (
    EtaAssembly *assembly, EtaColumn *column, const char *string, EtaStyleId style, gboolean first)
{
  EtaBlock *block = eta_block_new ();

  eta_block_set_before (block, first ? 0 : 5);
  eta_block_set_flow (block, eta_composer_set (assembly->composer, string, style, column->width), 0,
                      0, ETA_ROLE_PARAGRAPH);
  eta_column_add (column, block);
}

void
eta_assembly_story (EtaAssembly *assembly, EtaColumn *column)
{
  const EtaComposer *c = assembly->composer;
  g_autofree char *summary =
      assembly->summary_due ? eta_wording_summary (c, assembly->input->product) : NULL;
  g_autofree char *story = eta_wording_story (c, assembly->input->product);
  g_auto (GStrv) paragraphs = NULL;
  EtaBlock *heading;
  guint n = 0;

  if (!story && !summary)
    return;
  heading = eta_composer_heading (c, "about_product", column->width, FALSE);
  eta_block_set_before (heading, assembly->gap);
  eta_column_add (column, heading);
  if (summary)
    add_paragraph (assembly, column, summary, ETA_STYLE_SUMMARY, n++ == 0);
  paragraphs = g_strsplit (story ? story : "", "\n", -1);
  for (int i = 0; paragraphs[i]; i++)
    if (g_strstrip (paragraphs[i])[0] != '\0')
      add_paragraph (assembly, column, paragraphs[i], ETA_STYLE_BODY, n++ == 0);
}

/* --- Facts ------------------------------------------------------------------------------------ */

/* The widest label, but not over two fifths of the column. */
static double
label_width (EtaAssembly *assembly, double width)
{
  const EtaComposer *c = assembly->composer;
  double widest = 0;

  for (int i = 0; c->template->facts[i]; i++) {
    const char *key = eta_wording_fact_label (assembly->input->product, c->template->facts[i]);
    widest = MAX (widest, eta_text_measure (c->setter, eta_label (key, c->lang),
                                            &c->template->styles[ETA_STYLE_LABEL], c->lang));
  }
  return MIN (widest + 1, width * 0.4);
}

static EtaBlock *
fact_row (EtaAssembly *assembly, const char *key, const char *value, double width, double labels)
{
  const EtaComposer *c = assembly->composer;
  const char *term = eta_wording_fact_label (assembly->input->product, key);
  EtaText *label = eta_composer_label (c, term, ETA_STYLE_LABEL, labels);
  EtaText *text = eta_composer_set (c, value, ETA_STYLE_TABLE, width - labels - 8);
  double baseline = MAX (eta_text_baseline (label), eta_text_baseline (text));
  double pad = assembly->padding;
  EtaBlock *block = eta_block_new ();

  eta_block_begin (block, ETA_ROLE_ROW);
  eta_block_add_text (block, label, 0, pad + baseline - eta_text_baseline (label),
                      ETA_ROLE_HEADER_CELL);
  eta_block_add_text (block, text, labels + 8, pad + baseline - eta_text_baseline (text),
                      ETA_ROLE_CELL);
  eta_block_end (block);
  eta_block_add_rule (block, 0, eta_block_height (block) + pad, width, 0.4,
                      eta_composer_line_colour (c));
  return block;
}

/* A long value (ingredients of twenty lines) gets the whole width and may go on on the next page.
 */
static void
add_long_fact (EtaAssembly *assembly, EtaColumn *column, const char *key, const char *value)
{
  const EtaComposer *c = assembly->composer;
  const char *term = eta_wording_fact_label (assembly->input->product, key);
  EtaText *label = eta_composer_label (c, term, ETA_STYLE_LABEL, column->width);
  double below = 2 + eta_text_height (label);
  EtaBlock *block = eta_block_new ();

  eta_block_add_text (block, label, 0, 2, ETA_ROLE_H3);
  eta_block_set_flow (block, eta_composer_set (c, value, ETA_STYLE_TABLE, column->width), 0, below,
                      ETA_ROLE_PARAGRAPH);
  eta_column_add (column, block);
}

#define LONG_LINES 8

static void
add_fact (EtaAssembly *assembly,
          EtaColumn *column,
          const char *key,
          const char *value,
          double labels,
          guint table)
{
  const EtaComposer *c = assembly->composer;
  g_autoptr (EtaText) text =
      eta_composer_set (c, value, ETA_STYLE_TABLE, column->width - labels - 8);
  EtaBlock *block;

  if (eta_text_n_lines (text) > LONG_LINES) {
    add_long_fact (assembly, column, key, value);
    return;
  }
  block = fact_row (assembly, key, value, column->width, labels);
  eta_block_set_table (block, table, NULL);
  eta_column_add (column, block);
}

void
eta_assembly_facts (EtaAssembly *assembly, EtaColumn *column)
{
  const EtaComposer *c = assembly->composer;
  double labels = label_width (assembly, column->width);
  guint table = ++assembly->n_tables;
  gboolean first = TRUE;

  for (int i = 0; c->template->facts[i]; i++) {
    const char *key = c->template->facts[i];
    g_autofree char *value = eta_wording_fact (c, assembly->input, key);

    if (!value)
      continue;
    if (first) {
      EtaBlock *heading = eta_composer_heading (c, "details", column->width, FALSE);
      eta_block_set_before (heading, assembly->gap);
      eta_column_add (column, heading);
    }
    first = FALSE;
    add_fact (assembly, column, key, value, labels, table);
  }
}
