#include "sheets/paint.h"

#include <cairo-pdf.h>
#include <math.h>

#include "sheets/items.h"
#include "sheets/photo-shelf.h"

struct _EtaPainter {
  EtaPaintOptions options;
  gboolean pdf; /* the target takes tags and links */
  EtaPhotoShelf *photos;
  GPtrArray *alts; /* char* of each figure, or NULL */
  gboolean in_figure;
  guint n_pages;
  GArray *outline; /* int: the last entry of each level */
};

EtaPainter *
eta_painter_new (const EtaPaintOptions *options)
{
  EtaPainter *self = g_new0 (EtaPainter, 1);

  if (options)
    self->options = *options;
  self->photos = eta_photo_shelf_new (self->options.max_ppi, self->options.quality);
  self->alts = g_ptr_array_new_with_free_func (g_free);
  self->outline = g_array_new (FALSE, TRUE, sizeof (int));
  return self;
}

void
eta_painter_free (EtaPainter *self)
{
  if (!self)
    return;
  eta_photo_shelf_free (self->photos);
  g_ptr_array_unref (self->alts);
  g_array_unref (self->outline);
  g_free (self);
}

GPtrArray *
eta_painter_remarks (EtaPainter *self)
{
  return eta_photo_shelf_remarks (self->photos);
}

GPtrArray *
eta_painter_alts (EtaPainter *self)
{
  return self->alts;
}

/* --- Shapes ------------------------------------------------------------------------------------
 */

static void
use_colour (cairo_t *cr, guint32 colour)
{
  cairo_set_source_rgb (cr, (colour >> 16 & 0xFF) / 255.0, (colour >> 8 & 0xFF) / 255.0,
                        (colour & 0xFF) / 255.0);
}

static void
paint_fill (cairo_t *cr, const EtaItem *item)
{
  EtaRect b = item->box;
  double r = MIN (item->size, MIN (b.width, b.height) / 2);

  use_colour (cr, item->colour);
  if (r > 0) {
    cairo_new_sub_path (cr);
    cairo_arc (cr, b.x + b.width - r, b.y + r, r, -G_PI_2, 0);
    cairo_arc (cr, b.x + b.width - r, b.y + b.height - r, r, 0, G_PI_2);
    cairo_arc (cr, b.x + r, b.y + b.height - r, r, G_PI_2, G_PI);
    cairo_arc (cr, b.x + r, b.y + r, r, G_PI, 3 * G_PI_2);
    cairo_close_path (cr);
  } else {
    cairo_rectangle (cr, b.x, b.y, b.width, b.height);
  }
  cairo_fill (cr);
}

static void
paint_line (cairo_t *cr, const EtaItem *item)
{
  use_colour (cr, item->colour);
  cairo_set_line_width (cr, item->size);
  cairo_move_to (cr, item->box.x, item->box.y);
  cairo_line_to (cr, item->box.x + item->box.width, item->box.y + item->box.height);
  cairo_stroke (cr);
}

static void
paint_code (cairo_t *cr, const EtaItem *item)
{
  guint n;
  const EtaCodeBar *bars = eta_code_bars (item->code, &n);
  EtaText *digit;
  double x, y;

  cairo_save (cr);
  use_colour (cr, ETA_WHITE);
  cairo_rectangle (cr, item->box.x, item->box.y, item->box.width, item->box.height);
  cairo_fill (cr);
  cairo_translate (cr, item->box.x, item->box.y);
  cairo_scale (cr, item->size, item->size);
  for (guint i = 0; i < n; i++)
    cairo_rectangle (cr, bars[i].x, bars[i].y, bars[i].width, bars[i].height);
  use_colour (cr, 0x000000);
  cairo_fill (cr);
  for (guint i = 0; (digit = eta_code_digits (item->code, i, &x, &y)); i++)
    eta_text_show (digit, cr, x, y);
  cairo_restore (cr);
}

/* --- What a PDF holds besides ------------------------------------------------------------------
 */

static const char *const tags[] = {
    [ETA_ROLE_SECTION] = "Sect",   [ETA_ROLE_H1] = "H1",       [ETA_ROLE_H2] = "H2",
    [ETA_ROLE_H3] = "H3",          [ETA_ROLE_PARAGRAPH] = "P", [ETA_ROLE_LIST] = "L",
    [ETA_ROLE_LIST_ITEM] = "LI",   [ETA_ROLE_TABLE] = "Table", [ETA_ROLE_ROW] = "TR",
    [ETA_ROLE_HEADER_CELL] = "TH", [ETA_ROLE_CELL] = "TD",     [ETA_ROLE_FIGURE] = "Figure",
    [ETA_ROLE_CAPTION] = "Caption"};

static const char *
tag_of (const EtaPainter *self, EtaRole role)
{
  return self->options.structure == ETA_STRUCTURE_FULL && self->pdf ? tags[role] : NULL;
}

static void
begin_role (EtaPainter *self, cairo_t *cr, EtaRole role)
{
  if (!tag_of (self, role))
    return;
  cairo_tag_begin (cr, tag_of (self, role), NULL);
  if (role == ETA_ROLE_FIGURE)
    g_ptr_array_add (self->alts, NULL);
  self->in_figure |= role == ETA_ROLE_FIGURE;
}

static void
end_role (EtaPainter *self, cairo_t *cr, EtaRole role)
{
  if (!tag_of (self, role))
    return;
  cairo_tag_end (cr, tag_of (self, role));
  if (role == ETA_ROLE_FIGURE)
    self->in_figure = FALSE;
}

/* Begins a figure that shows ALT, or tells so of the one that is open. Returns the role to end. */
static EtaRole
begin_figure (EtaPainter *self, cairo_t *cr, const char *alt)
{
  EtaRole role = alt && !self->in_figure ? ETA_ROLE_FIGURE : ETA_ROLE_NONE;
  gpointer *last;

  begin_role (self, cr, role);
  if (alt && self->in_figure) {
    last = &g_ptr_array_index (self->alts, self->alts->len - 1);
    if (!*last)
      *last = g_strdup (alt);
  }
  return role;
}

/* Whole points: cairo 1.16 reads a fraction with the locale's own decimal mark, and where that is a
 * comma (Indonesian) it runs off the end of its buffer. */
static void
append_number (GString *out, double value)
{
  g_string_append_printf (out, " %d", (int)lround (value));
}

static void
write_link (cairo_t *cr, const EtaItem *item)
{
  gboolean uri = item->kind == ETA_ITEM_LINK;
  GString *attributes = g_string_new ("rect=[");
  /* What is left unescaped can neither end the attribute nor the string in the PDF. */
  g_autofree char *target =
      g_uri_escape_string (item->name, uri ? "!#$&*+,/:;=?@[]%" : NULL, FALSE);

  append_number (attributes, item->box.x);
  append_number (attributes, item->box.y);
  append_number (attributes, item->box.width);
  append_number (attributes, item->box.height);
  g_string_append_printf (attributes, "] %s='%s'", uri ? "uri" : "dest", target);
  cairo_tag_begin (cr, CAIRO_TAG_LINK, attributes->str);
  cairo_tag_end (cr, CAIRO_TAG_LINK);
  g_string_free (attributes, TRUE);
}

static void
write_anchor (cairo_t *cr, const EtaItem *item)
{
  g_autofree char *name = g_uri_escape_string (item->name, NULL, FALSE);
  GString *attributes = g_string_new (NULL);

  g_string_append_printf (attributes, "name='%s' x=", name);
  append_number (attributes, item->box.x);
  g_string_append (attributes, " y=");
  append_number (attributes, item->box.y);
  cairo_tag_begin (cr, CAIRO_TAG_DEST, attributes->str);
  cairo_tag_end (cr, CAIRO_TAG_DEST);
  g_string_free (attributes, TRUE);
}

static void
write_outline (EtaPainter *self, cairo_t *cr, const EtaItem *item)
{
  g_autofree char *where = g_strdup_printf ("page=%u", self->n_pages);
  guint level = MIN (item->level, self->outline->len);
  int parent = level ? g_array_index (self->outline, int, level - 1) : CAIRO_PDF_OUTLINE_ROOT;
  int id = cairo_pdf_surface_add_outline (cairo_get_target (cr), parent, item->name, where,
                                          level ? 0 : CAIRO_PDF_OUTLINE_FLAG_OPEN);

  g_array_set_size (self->outline, level);
  g_array_append_val (self->outline, id);
}

/* After everything else: inside a role a link would hide the role's own content from readers. */
static void
write_navigation (EtaPainter *self, const EtaPage *page, cairo_t *cr)
{
  guint n;
  const EtaItem *items = eta_page_items (page, &n);

  for (guint i = 0; i < n; i++) {
    if (items[i].kind == ETA_ITEM_LINK || items[i].kind == ETA_ITEM_JUMP)
      write_link (cr, &items[i]);
    else if (items[i].kind == ETA_ITEM_ANCHOR)
      write_anchor (cr, &items[i]);
    else if (items[i].kind == ETA_ITEM_OUTLINE)
      write_outline (self, cr, &items[i]);
  }
  if (eta_page_label (page))
    cairo_pdf_surface_set_page_label (cairo_get_target (cr), eta_page_label (page));
}

/* --- A page ------------------------------------------------------------------------------------
 */

static void
paint_item (EtaPainter *self, cairo_t *cr, const EtaItem *item)
{
  EtaRole role;

  switch (item->kind) {
  case ETA_ITEM_TEXT:
    begin_role (self, cr, item->role);
    eta_text_show (item->text, cr, item->box.x, item->box.y);
    end_role (self, cr, item->role);
    break;
  case ETA_ITEM_PHOTO:
    role = begin_figure (self, cr, item->photo.alt);
    eta_photo_shelf_paint (self->photos, cr, &item->photo, item->box);
    end_role (self, cr, role);
    break;
  case ETA_ITEM_FILL:
    paint_fill (cr, item);
    break;
  case ETA_ITEM_LINE:
    paint_line (cr, item);
    break;
  case ETA_ITEM_CODE:
    role = begin_figure (self, cr, eta_code_text (item->code));
    paint_code (cr, item);
    end_role (self, cr, role);
    break;
  default:
    break;
  }
}

static void
paint_items (EtaPainter *self, const EtaPage *page, cairo_t *cr)
{
  g_autoptr (GArray) roles = g_array_new (FALSE, FALSE, sizeof (EtaRole));
  guint n;
  const EtaItem *items = eta_page_items (page, &n);

  for (guint i = 0; i < n; i++) {
    if (items[i].kind == ETA_ITEM_BEGIN) {
      begin_role (self, cr, items[i].role);
      g_array_append_val (roles, items[i].role);
    } else if (items[i].kind == ETA_ITEM_END) {
      end_role (self, cr, g_array_index (roles, EtaRole, roles->len - 1));
      g_array_set_size (roles, roles->len - 1);
    } else {
      paint_item (self, cr, &items[i]);
    }
  }
  while (roles->len > 0) { /* a role left open would swallow the next page */
    end_role (self, cr, g_array_index (roles, EtaRole, roles->len - 1));
    g_array_set_size (roles, roles->len - 1);
  }
}

void
eta_painter_paint (EtaPainter *self, const EtaPage *page, cairo_t *cr)
{
  gboolean whole;

  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  self->pdf = type == CAIRO_SURFACE_TYPE_PDF;
  self->n_pages++;
  eta_photo_shelf_turn_page (self->photos);
  cairo_save (cr);
  whole = self->pdf && self->options.structure == ETA_STRUCTURE_PAGES;
  if (whole)
    cairo_tag_begin (cr, "Sect", NULL);
  paint_items (self, page, cr);
  if (whole)
    cairo_tag_end (cr, "Sect");
  if (self->pdf && self->options.navigation)
    write_navigation (self, page, cr);
  cairo_restore (cr);
}
