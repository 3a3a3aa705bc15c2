/* Story, facts and terms. */
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

/* "How to use: …", the term bold. */
static void
add_usage (EtaAssembly *assembly, EtaColumn *column, const char *usage, gboolean first)
{
  const EtaComposer *c = assembly->composer;
  const char *term =
      eta_label (eta_wording_fact_label (assembly->input->product, "usage"), c->lang);
  g_autofree char *string = g_strdup_printf ("%s: %s", term, usage);
  EtaSpan bold = {.start = 0, .end = (guint)strlen (term) + 1, .bold = TRUE};
  EtaTextSpec spec = {.style = &c->template->styles[ETA_STYLE_BODY],
                      .lang = c->lang,
                      .dir = c->dir,
                      .width = column->width,
                      .spans = &bold,
                      .n_spans = 1};
  EtaBlock *block = eta_block_new ();

  eta_block_set_before (block, first ? 0 : 5);
  eta_block_set_flow (block, eta_text_new (c->setter, string, &spec), 0, 0, ETA_ROLE_PARAGRAPH);
  eta_column_add (column, block);
}

void
eta_assembly_story (EtaAssembly *assembly, EtaColumn *column)
{
  const EtaComposer *c = assembly->composer;
  g_autofree char *summary =
      assembly->summary_due ? eta_wording_summary (c, assembly->input->product) : NULL;
  g_autofree char *story = eta_wording_story (c, assembly->input->product);
  g_autofree char *usage = eta_wording_fact (c, assembly->input, "usage");
  g_auto (GStrv) paragraphs = NULL;
  EtaBlock *heading;
  guint n = 0;

  if (!story && !summary && !usage)
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
  if (usage)
    add_usage (assembly, column, usage, n == 0);
}

/* --- Facts and terms ---------------------------------------------------------------------------
 */

/* The widest label that is printed, but not over two fifths of the column. */
static double
label_width (EtaAssembly *assembly, const char *const *keys, char **values, double width)
{
  const EtaComposer *c = assembly->composer;
  double widest = 0;

  for (int i = 0; keys[i]; i++) {
    const char *key = eta_wording_fact_label (assembly->input->product, keys[i]);
    if (values[i])
      widest = MAX (widest, eta_text_measure (c->setter, eta_label (key, c->lang),
                                              &c->template->styles[ETA_STYLE_LABEL], c->lang));
  }
  return MIN (widest + 1, width * 0.4);
}

static EtaBlock *
fact_row (EtaAssembly *assembly, const char *key, EtaText *value, double width, double labels)
{
  const EtaComposer *c = assembly->composer;
  const char *term = eta_wording_fact_label (assembly->input->product, key);
  EtaText *label = eta_composer_label (c, term, ETA_STYLE_LABEL, labels);
  double baseline = MAX (eta_text_baseline (label), eta_text_baseline (value));
  double pad = assembly->padding;
  EtaBlock *block = eta_block_new ();

  eta_block_begin (block, ETA_ROLE_ROW);
  eta_block_add_text (block, label, 0, pad + baseline - eta_text_baseline (label),
                      ETA_ROLE_HEADER_CELL);
  eta_block_add_text (block, value, labels + 8, pad + baseline - eta_text_baseline (value),
                      ETA_ROLE_CELL);
  eta_block_end (block);
  eta_block_add_rule (block, 0, eta_block_height (block) + pad, width, 0.4,
                      eta_composer_line_colour (c));
  return block;
}

/* A long value (ingredients of twenty lines) gets the whole width and may go on on the next page.
 */
static EtaBlock *
long_fact (EtaAssembly *assembly, const char *key, const char *value, double width)
{
  const EtaComposer *c = assembly->composer;
  const char *term = eta_wording_fact_label (assembly->input->product, key);
  EtaText *label = eta_composer_label (c, term, ETA_STYLE_LABEL, width);
  double below = assembly->padding + eta_text_height (label);
  EtaBlock *block = eta_block_new ();

  eta_block_add_text (block, label, 0, assembly->padding, ETA_ROLE_H3);
  eta_block_set_flow (block, eta_composer_set (c, value, ETA_STYLE_TABLE, width), 0, below,
                      ETA_ROLE_PARAGRAPH);
  return block;
}

#define LONG_LINES 8

static void
add_fact (
    EtaAssembly *assembly, EtaColumn *column, const char *key, const char *value, double labels)
{
  EtaText *text =
      eta_composer_set (assembly->composer, value, ETA_STYLE_TABLE, column->width - labels - 8);
  EtaBlock *block;

  if (eta_text_n_lines (text) > LONG_LINES) {
    eta_text_unref (text);
    eta_column_add (column, long_fact (assembly, key, value, column->width));
    return;
  }
  block = fact_row (assembly, key, text, column->width, labels);
  eta_block_set_table (block, assembly->n_tables, NULL);
  eta_column_add (column, block);
}

/* The rows of KEYS that have a value, under the heading TITLE. */
static void
add_rows (EtaAssembly *assembly, EtaColumn *column, const char *title, const char *const *keys)
{
  const EtaComposer *c = assembly->composer;
  guint n = g_strv_length ((char **)keys);
  g_autofree char **values = g_new0 (char *, n + 1);
  double labels;
  EtaBlock *heading = NULL;

  for (guint i = 0; i < n; i++)
    values[i] = eta_wording_fact (c, assembly->input, keys[i]);
  labels = label_width (assembly, keys, values, column->width);
  assembly->n_tables++;
  for (guint i = 0; i < n; i++) {
    if (!values[i])
      continue;
    if (!heading) {
      heading = eta_composer_heading (c, title, column->width, FALSE);
      eta_block_set_before (heading, assembly->gap);
      eta_column_add (column, heading);
    }
    add_fact (assembly, column, keys[i], values[i], labels);
    g_free (values[i]);
  }
}

void
eta_assembly_facts (EtaAssembly *assembly, EtaColumn *column)
{
  add_rows (assembly, column, "details", (const char *const *)assembly->composer->template->facts);
}

void
eta_assembly_terms (EtaAssembly *assembly, EtaColumn *column)
{
  add_rows (assembly, column, "terms", (const char *const *)assembly->composer->template->terms);
}
