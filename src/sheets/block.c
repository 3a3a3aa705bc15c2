#include "sheets/block.h"

typedef enum { TEXT, PHOTO, FILL, RULE, CODE, LINK, JUMP, BEGIN, END } PartKind;

typedef struct {
  PartKind kind;
  EtaRole role;   /* TEXT, BEGIN */
  EtaRect box;    /* of a text only x and y */
  double radius;  /* FILL */
  guint32 colour; /* FILL, RULE */
  union {
    EtaText *text;
    EtaPagePhoto *photo; /* with its own copies of the strings */
    EtaCode *code;
    char *target; /* LINK, JUMP */
  };
} Part;

struct _EtaBlock {
  GArray *parts; /* Part */
  double height, before;
  gboolean keep;
  int flow; /* index of the text that may be broken, or -1 */
  guint table;
  const EtaBlock *head;
};

static void
part_clear (gpointer data)
{
  Part *part = data;

  switch (part->kind) {
  case TEXT:
    eta_text_unref (part->text);
    break;
  case PHOTO:
    g_free ((char *)part->photo->path);
    g_free ((char *)part->photo->alt);
    g_free (part->photo);
    break;
  case CODE:
    eta_code_unref (part->code);
    break;
  case LINK:
  case JUMP:
    g_free (part->target);
    break;
  case FILL:
  case RULE:
  case BEGIN:
  case END:
    break;
  }
}

EtaBlock *
eta_block_new (void)
{
  EtaBlock *block = g_new0 (EtaBlock, 1);

  block->parts = g_array_new (FALSE, FALSE, sizeof (Part));
  g_array_set_clear_func (block->parts, part_clear);
  block->flow = -1;
  return block;
}

void
eta_block_free (EtaBlock *block)
{
  if (!block)
    return;
  g_array_unref (block->parts);
  g_free (block);
}

double
eta_block_height (const EtaBlock *block)
{
  return block->height;
}

void
eta_block_reach (EtaBlock *block, double height)
{
  block->height = MAX (block->height, height);
}

static void
add (EtaBlock *block, const Part *part)
{
  g_array_append_val (block->parts, *part);
  eta_block_reach (block, part->box.y + part->box.height);
}

void
eta_block_begin (EtaBlock *block, EtaRole role)
{
  add (block, &(Part){.kind = BEGIN, .role = role});
}

void
eta_block_end (EtaBlock *block)
{
  add (block, &(Part){.kind = END});
}

void
eta_block_add_text (EtaBlock *block, EtaText *text, double x, double y, EtaRole role)
{
  add (block, &(Part){.kind = TEXT,
                      .role = role,
                      .box = {x, y, eta_text_width (text), eta_text_height (text)},
                      .text = text});
}

void
eta_block_add_photo (EtaBlock *block, const EtaPagePhoto *photo, EtaRect box)
{
  EtaPagePhoto *copy = g_memdup2 (photo, sizeof *photo);

  copy->path = g_strdup (photo->path);
  copy->alt = g_strdup (photo->alt);
  add (block, &(Part){.kind = PHOTO, .box = box, .photo = copy});
}

void
eta_block_add_fill (EtaBlock *block, EtaRect box, double radius, guint32 colour)
{
  add (block, &(Part){.kind = FILL, .box = box, .radius = radius, .colour = colour});
}

void
eta_block_add_rule (EtaBlock *block, double x, double y, double width, double thick, guint32 colour)
{
  add (block, &(Part){.kind = RULE, .box = {x, y, width, thick}, .colour = colour});
}

void
eta_block_add_code (EtaBlock *block, EtaCode *code, EtaRect box)
{
  add (block, &(Part){.kind = CODE, .box = box, .code = code});
}

void
eta_block_add_link (EtaBlock *block, EtaRect box, const char *uri)
{
  add (block, &(Part){.kind = LINK, .box = box, .target = g_strdup (uri)});
}

void
eta_block_add_jump (EtaBlock *block, EtaRect box, const char *anchor)
{
  add (block, &(Part){.kind = JUMP, .box = box, .target = g_strdup (anchor)});
}

static Part
part_copy (const Part *part)
{
  Part copy = *part;

  switch (part->kind) {
  case TEXT:
    eta_text_ref (copy.text);
    break;
  case PHOTO:
    copy.photo = g_memdup2 (part->photo, sizeof *part->photo);
    copy.photo->path = g_strdup (part->photo->path);
    copy.photo->alt = g_strdup (part->photo->alt);
    break;
  case CODE:
    eta_code_ref (copy.code);
    break;
  case LINK:
  case JUMP:
    copy.target = g_strdup (part->target);
    break;
  case FILL:
  case RULE:
  case BEGIN:
  case END:
    break;
  }
  return copy;
}

void
eta_block_append (EtaBlock *block, const EtaBlock *other, double x, double y)
{
  for (guint i = 0; i < other->parts->len; i++) {
    Part part = part_copy (&g_array_index (other->parts, Part, i));

    part.box.x += x;
    part.box.y += y;
    add (block, &part);
  }
  eta_block_reach (block, y + other->height);
}

void
eta_block_set_before (EtaBlock *block, double space)
{
  block->before = space;
}

void
eta_block_set_keep (EtaBlock *block)
{
  block->keep = TRUE;
}

void
eta_block_set_flow (EtaBlock *block, EtaText *text, double x, double y, EtaRole role)
{
  block->flow = (int)block->parts->len;
  eta_block_add_text (block, text, x, y, role);
}

void
eta_block_set_table (EtaBlock *block, guint table, const EtaBlock *head)
{
  block->table = table;
  block->head = head;
}

/* --- On a page -------------------------------------------------------------------------------- */

/* Where BOX, counted from the start edge, is on paper. */
static EtaRect
on_paper (const EtaPage *page, EtaRect box)
{
  if (eta_page_direction (page) == ETA_DIRECTION_RTL)
    box.x = eta_page_width (page) - box.x - box.width;
  return box;
}

static void
place_rule (EtaPage *page, const Part *part, EtaRect box)
{
  double middle = box.y + box.height / 2;

  eta_page_add_line (page, box.x, middle, box.x + box.width, middle, box.height, part->colour);
}

static void
place_part (const Part *part, EtaPage *page, EtaRect box)
{
  switch (part->kind) {
  case TEXT:
    eta_page_add_text (page, part->text, box.x, box.y, part->role);
    break;
  case PHOTO:
    eta_page_add_photo (page, part->photo, box);
    break;
  case FILL:
    eta_page_add_fill (page, box, part->radius, part->colour);
    break;
  case RULE:
    place_rule (page, part, box);
    break;
  case CODE:
    eta_page_add_code (page, part->code, box, NULL);
    break;
  case LINK:
    eta_page_add_link (page, box, part->target);
    break;
  case JUMP:
    eta_page_add_jump (page, box, part->target);
    break;
  case BEGIN:
    eta_page_begin (page, part->role);
    break;
  case END:
    eta_page_end (page);
    break;
  }
}

void
eta_block_place (const EtaBlock *block, EtaPage *page, double x, double y)
{
  for (guint i = 0; i < block->parts->len; i++) {
    const Part *part = &g_array_index (block->parts, Part, i);
    EtaRect box = {x + part->box.x, y + part->box.y, part->box.width, part->box.height};

    place_part (part, page, on_paper (page, box));
  }
}

/* --- Columns ---------------------------------------------------------------------------------- */

void
eta_column_init (EtaColumn *column, double x, double width)
{
  *column = (EtaColumn){.x = x, .width = width};
  column->blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_block_free);
}

void
eta_column_clear (EtaColumn *column)
{
  g_clear_pointer (&column->blocks, g_ptr_array_unref);
}

void
eta_column_add (EtaColumn *column, EtaBlock *block)
{
  g_ptr_array_add (column->blocks, block);
}

gboolean
eta_column_done (const EtaColumn *column)
{
  return column->next >= column->blocks->len;
}

static Part *
flow_part (const EtaBlock *block)
{
  return block->flow < 0 ? NULL : &g_array_index (block->parts, Part, block->flow);
}

/* How many lines of a text that flows go into ROOM; 0 when it does not flow. */
static guint
flow_lines (const EtaBlock *block, double room)
{
  const Part *part = flow_part (block);

  return part ? eta_text_break (part->text, room - part->box.y) : 0;
}

/* The least room that block INDEX asks for: with those that it has to stand over. */
static gboolean
begins_in (const EtaColumn *column, guint index, double room)
{
  for (guint i = index; i < column->blocks->len; i++) {
    const EtaBlock *block = column->blocks->pdata[i];

    room -= i > index ? block->before : 0;
    if (!block->keep)
      return block->height <= room + 0.01 || flow_lines (block, room) > 0;
    room -= block->height;
  }
  return room >= -0.01;
}

/* Places the first N lines and leaves the rest in the block. */
static double
place_lines (EtaBlock *block, EtaPage *page, double x, double y, guint n)
{
  Part *part = &g_array_index (block->parts, Part, block->flow);
  EtaText *whole = part->text;
  EtaText *rest = eta_text_lines (whole, n, eta_text_n_lines (whole));
  double end;

  part->text = eta_text_lines (whole, 0, n);
  eta_text_unref (whole);
  end = y + part->box.y + eta_text_height (part->text);
  eta_block_place (block, page, x, y);
  eta_text_unref (part->text);
  part->text = rest;
  /* What stood beside or over the first lines is not said again. */
  if (block->flow > 0)
    g_array_remove_range (block->parts, 0, block->flow);
  block->flow = 0;
  part = &g_array_index (block->parts, Part, 0);
  part->box.y = 0;
  part->box.height = eta_text_height (part->text);
  g_array_set_size (block->parts, 1);
  block->height = part->box.height;
  block->before = 0;
  return end;
}

static void
change_table (EtaPage *page, guint *open, guint table)
{
  if (*open == table)
    return;
  if (*open)
    eta_page_end (page);
  if (table)
    eta_page_begin (page, ETA_ROLE_TABLE);
  *open = table;
}

double
eta_column_pour (EtaColumn *column, EtaPage *page, double y, double bottom, gboolean fresh)
{
  guint open = 0, first = column->next;

  for (; !eta_column_done (column); column->next++, fresh = FALSE) {
    EtaBlock *block = column->blocks->pdata[column->next];
    const EtaBlock *head = fresh && column->next > 0 ? block->head : NULL;
    double top = y + (column->next == first ? 0 : block->before);
    double room = bottom - top - (head ? head->height : 0);

    if (!fresh && !begins_in (column, column->next, room))
      break;
    change_table (page, &open, block->table);
    if (head)
      eta_block_place (head, page, column->x, top);
    top += head ? head->height : 0;
    if (block->height > room + 0.01 && flow_lines (block, room) > 0) {
      y = place_lines (block, page, column->x, top, flow_lines (block, room));
      break;
    }
    eta_block_place (block, page, column->x, top);
    y = top + block->height;
  }
  change_table (page, &open, 0);
  return y;
}
