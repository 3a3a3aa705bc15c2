#include "sheets/assembly.h"

#include <string.h>

void
eta_assembly_init (EtaAssembly *assembly, const EtaComposer *composer, const EtaSheetInput *input)
{
  *assembly = (EtaAssembly){.composer = composer, .input = input};
  assembly->heads = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_block_free);
  assembly->gap = 5 * ETA_MM;
  assembly->padding = 1.8;
}

void
eta_assembly_clear (EtaAssembly *assembly)
{
  g_clear_pointer (&assembly->heads, g_ptr_array_unref);
}

void
eta_assembly_add (EtaAssembly *assembly, const char *name, EtaColumn *column)
{
  static const struct {
    const char *name;
    void (*add) (EtaAssembly *assembly, EtaColumn *column);
  } parts[] = {
      {"story", eta_assembly_story},     {"facts", eta_assembly_facts},
      {"packing", eta_assembly_packing}, {"prices", eta_assembly_prices},
      {"terms", eta_assembly_terms},     {"certificates", eta_assembly_certificates},
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i].name, name))
      parts[i].add (assembly, column);
}

gboolean
eta_assembly_photo (EtaAssembly *assembly, EtaBlock *block, const EtaPhoto *photo, EtaRect box)
{
  const EtaSheetInput *input = assembly->input;
  g_autofree char *path =
      input->photo_path ? input->photo_path (photo->sha256, input->photo_data) : NULL;
  const char *caption =
      photo->captions ? g_hash_table_lookup (photo->captions, assembly->composer->lang) : NULL;
  g_autofree char *name = eta_wording_name (assembly->composer, input->product);
  EtaPagePhoto page_photo = {.path = path,
                             .width = (int)photo->width,
                             .height = (int)photo->height,
                             .focus_x = photo->focus_x / 1000.0,
                             .focus_y = photo->focus_y / 1000.0,
                             .fit = ETA_FIT_COVER,
                             .alt = caption ? caption : name};

  if (!path)
    return FALSE;
  eta_block_add_photo (block, &page_photo, box);
  return TRUE;
}

/* --- Tables ----------------------------------------------------------------------------------- */

void
eta_assembly_places (
    EtaCellPlace *places, const int *shares, guint n, double width, double gap, gboolean figures)
{
  double room = width - (n - 1) * gap, x = 0;
  int sum = 0;

  for (guint i = 0; i < n; i++)
    sum += shares[i];
  for (guint i = 0; i < n; i++) {
    places[i].x = x;
    places[i].width = room * shares[i] / sum;
    places[i].align = figures && i > 0 ? ETA_ALIGN_END : ETA_ALIGN_START;
    x += places[i].width + gap;
  }
}

/* The width at which columns that need more are capped, so that all together take ROOM. */
static double
cap_for (const double *needs, guint n, double room)
{
  double low = 0, high = room;

  for (int step = 0; step < 30; step++) {
    double middle = (low + high) / 2, sum = 0;
    for (guint i = 0; i < n; i++)
      sum += MIN (needs[i], middle);
    if (sum <= room)
      low = middle;
    else
      high = middle;
  }
  return low;
}

static double
column_need (EtaAssembly *assembly, guint column, const char *head, const GPtrArray *rows)
{
  const EtaComposer *c = assembly->composer;
  double need = eta_text_measure (c->setter, head, &c->template->styles[ETA_STYLE_LABEL], c->lang);

  for (guint i = 0; i < rows->len; i++) {
    const char *cell = ((char **)rows->pdata[i])[column];
    need = MAX (need,
                eta_text_measure (c->setter, cell, &c->template->styles[ETA_STYLE_TABLE], c->lang));
  }
  return need + 0.5;
}

void
eta_assembly_fit_places (EtaAssembly *assembly,
                         EtaCellPlace *places,
                         guint n,
                         const char *const *heads,
                         const GPtrArray *rows,
                         double width,
                         double gap)
{
  double needs[16], room = width - (n - 1) * gap, sum = 0, cap, x = 0;

  for (guint i = 0; i < n; i++)
    needs[i] = column_need (assembly, i, heads[i], rows);
  cap = cap_for (needs, n, room);
  for (guint i = 0; i < n; i++)
    sum += MIN (needs[i], cap);
  for (guint i = 0; i < n; i++) {
    places[i] = (EtaCellPlace){x, MIN (needs[i], cap) + (room - sum) / n, ETA_ALIGN_START};
    x += places[i].width + gap;
  }
}

static EtaText *
set_cell (const EtaComposer *c, const char *string, EtaStyleId style, const EtaCellPlace *place)
{
  return place->align == ETA_ALIGN_END ? eta_composer_set_end (c, string, style, place->width)
                                       : eta_composer_set (c, string, style, place->width);
}

/* Cells of a row stand on one baseline, whatever scripts they hold. */
static EtaBlock *
row_new (EtaAssembly *assembly,
         const char *const *cells,
         const EtaCellPlace *places,
         guint n,
         EtaStyleId style,
         EtaRole role)
{
  const EtaComposer *c = assembly->composer;
  EtaBlock *block = eta_block_new ();
  EtaText *texts[16] = {NULL};
  double baseline = 0;

  for (guint i = 0; i < n && cells[i]; i++) {
    texts[i] = set_cell (c, cells[i], style, &places[i]);
    baseline = MAX (baseline, eta_text_baseline (texts[i]));
  }
  eta_block_begin (block, ETA_ROLE_ROW);
  for (guint i = 0; i < n && texts[i]; i++)
    eta_block_add_text (block, texts[i], places[i].x,
                        assembly->padding + baseline - eta_text_baseline (texts[i]), role);
  eta_block_end (block);
  eta_block_reach (block, eta_block_height (block) + assembly->padding);
  return block;
}

static void
underline (const EtaComposer *c, EtaBlock *row, double width, double thick, guint32 colour)
{
  eta_block_add_rule (row, 0, eta_block_height (row), width, thick, colour);
}

/* Heading and head row together, for the first page and, once more, for those after it. */
static EtaBlock *
table_head (EtaAssembly *assembly,
            const char *key,
            double width,
            const EtaCellPlace *places,
            guint n,
            const char *const *heads)
{
  const EtaComposer *c = assembly->composer;
  EtaBlock *row = row_new (assembly, heads, places, n, ETA_STYLE_LABEL, ETA_ROLE_HEADER_CELL);

  underline (c, row, width, 0.4, c->template->hairline);
  eta_block_set_keep (row);
  return row;
}

void
eta_assembly_table (EtaAssembly *assembly,
                    EtaColumn *column,
                    const char *key,
                    const EtaCellPlace *places,
                    guint n,
                    const char *const *heads,
                    const GPtrArray *rows)
{
  const EtaComposer *c = assembly->composer;
  EtaBlock *heading, *head, *again;
  guint table = ++assembly->n_tables;

  if (rows->len == 0)
    return;
  if (key) {
    heading = eta_composer_heading (c, key, column->width, FALSE);
    eta_block_set_before (heading, assembly->gap);
    eta_column_add (column, heading);
  }
  head = table_head (assembly, key, column->width, places, n, heads);
  again = table_head (assembly, key, column->width, places, n, heads);
  g_ptr_array_add (assembly->heads, again);
  eta_block_set_table (head, table, NULL);
  eta_column_add (column, head);
  for (guint i = 0; i < rows->len; i++) {
    EtaBlock *row = row_new (assembly, rows->pdata[i], places, n, ETA_STYLE_TABLE, ETA_ROLE_CELL);

    underline (c, row, column->width, 0.4, eta_composer_line_colour (c));
    eta_block_set_table (row, table, again);
    eta_column_add (column, row);
  }
}

void
eta_assembly_note (EtaAssembly *assembly, EtaColumn *column, const char *text)
{
  EtaBlock *block = eta_block_new ();

  eta_block_set_before (block, 3);
  eta_block_add_text (block,
                      eta_composer_set (assembly->composer, text, ETA_STYLE_LABEL, column->width),
                      0, 0, ETA_ROLE_PARAGRAPH);
  eta_column_add (column, block);
}
