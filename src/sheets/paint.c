#include "sheets/paint.h"

#include <cairo-pdf.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "sheets/items.h"
#include "sheets/stored-photo.h"

#define PIXELS_KEPT (64 * 1024 * 1024) /* bytes of decoded photos */
#define PIXELS_MAX 4096                /* px, the longest side ever decoded */
#define PAPER_PPI 300
#define SMALLER_QUALITY 80

struct _EtaPainter {
  EtaPaintOptions options;
  gboolean pdf;        /* the target takes JPEG files, tags, links */
  GHashTable *known;   /* id → Size of what is in the PDF already */
  GHashTable *on_page; /* id → cairo_surface_t; one page must not hold a photo twice */
  GHashTable *pixels;  /* id → cairo_surface_t, decoded */
  GQueue *order;       /* of the ids of PIXELS, the latest first */
  gsize pixels_size;
  GPtrArray *remarks;
  GPtrArray *alts; /* char* of each figure, or NULL */
  gboolean in_figure;
  guint n_pages;
  GArray *outline; /* int: the last entry of each level */
};

typedef struct {
  int width, height;
} Size;

EtaPainter *
eta_painter_new (const EtaPaintOptions *options)
{
  EtaPainter *self = g_new0 (EtaPainter, 1);

  if (options)
    self->options = *options;
  if (self->options.quality <= 0)
    self->options.quality = SMALLER_QUALITY;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->on_page = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)cairo_surface_destroy);
  self->pixels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)cairo_surface_destroy);
  self->order = g_queue_new ();
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  self->alts = g_ptr_array_new_with_free_func (g_free);
  self->outline = g_array_new (FALSE, TRUE, sizeof (int));
  return self;
}

void
eta_painter_free (EtaPainter *self)
{
  if (!self)
    return;
  g_queue_free (self->order);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->on_page);
  g_hash_table_unref (self->pixels);
  g_ptr_array_unref (self->remarks);
  g_ptr_array_unref (self->alts);
  g_array_unref (self->outline);
  g_free (self);
}

GPtrArray *
eta_painter_remarks (EtaPainter *self)
{
  return self->remarks;
}

GPtrArray *
eta_painter_alts (EtaPainter *self)
{
  return self->alts;
}

static void
remark (EtaPainter *self, const char *sentence)
{
  if (!g_ptr_array_find_with_equal_func (self->remarks, sentence, g_str_equal, NULL))
    g_ptr_array_add (self->remarks, g_strdup (sentence));
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

/* --- Photos ------------------------------------------------------------------------------------
 */

/* px per point on the target: those of the screen, or as many as are seen on paper. */
static double
pixel_density (cairo_t *cr)
{
  cairo_surface_t *target = cairo_get_target (cr);
  double dx = 1, dy = 0, sx, sy;

  if (cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_IMAGE &&
      cairo_surface_get_type (target) != CAIRO_SURFACE_TYPE_XLIB)
    return PAPER_PPI / 72.0;
  cairo_user_to_device_distance (cr, &dx, &dy);
  cairo_surface_get_device_scale (target, &sx, &sy);
  return hypot (dx, dy) * sx;
}

/* How large the longer side may be in this document, in px; 0: as it is. */
static int
long_side (const EtaPainter *self, const EtaItem *item)
{
  EtaPagePhoto photo = item->photo;
  EtaRect placed;

  if (self->options.max_ppi <= 0)
    return 0;
  if ((photo.width <= 0 || photo.height <= 0) &&
      !eta_stored_photo_size (photo.path, &photo.width, &photo.height))
    return 0;
  placed = eta_stored_photo_place (&photo, item->box);
  return (int)ceil (MAX (placed.width, placed.height) * self->options.max_ppi / 72);
}

/* CARRIER in a form of its own. cairo 1.16 names an image once more in a page's resources each time
 * it is used on it, which readers forgive but a check of the file does not. */
static cairo_surface_t *
wrapped (cairo_surface_t *carrier)
{
  cairo_rectangle_t all = {0, 0, ETA_STORED_PHOTO_CARRIER, ETA_STORED_PHOTO_CARRIER};
  cairo_surface_t *form = cairo_recording_surface_create (CAIRO_CONTENT_COLOR_ALPHA, &all);
  cairo_t *cr = cairo_create (form);

  cairo_set_source_surface (cr, carrier, 0, 0);
  cairo_paint (cr);
  cairo_destroy (cr);
  return form;
}

/* The photo as a surface whose bytes go into the document; SIZE is that of the picture. Transfer
 * full; NULL with a remark. */
static cairo_surface_t *
raw_surface (EtaPainter *self, const EtaItem *item, Size *size)
{
  int side = long_side (self, item);
  g_autofree char *id = g_strdup_printf ("%s@%d", item->photo.path, side);
  cairo_surface_t *carrier = g_hash_table_lookup (self->on_page, id);
  const Size *known = g_hash_table_lookup (self->known, id);
  g_auto (EtaStoredPhoto) photo = {0};
  g_autoptr (GError) error = NULL;

  if (known) {
    *size = *known;
    if (carrier)
      return wrapped (carrier);
  } else if (eta_stored_photo_open (&photo, item->photo.path, side, self->options.quality,
                                    &error)) {
    *size = (Size){photo.width, photo.height};
    g_hash_table_insert (self->known, g_strdup (id), g_memdup2 (size, sizeof *size));
  } else {
    remark (self, error->message);
    return NULL;
  }
  carrier = eta_stored_photo_carrier (photo.jpeg, id);
  g_hash_table_insert (self->on_page, g_steal_pointer (&id), carrier);
  return cairo_surface_reference (carrier);
}

static gsize
surface_size (cairo_surface_t *surface)
{
  return (gsize)cairo_image_surface_get_stride (surface) * cairo_image_surface_get_height (surface);
}

static void
keep_pixels (EtaPainter *self, char *id, cairo_surface_t *surface)
{
  self->pixels_size += surface_size (surface);
  g_hash_table_insert (self->pixels, id, surface);
  g_queue_push_head (self->order, id);
  while (self->pixels_size > PIXELS_KEPT && self->order->length > 1) {
    char *oldest = g_queue_pop_tail (self->order);

    self->pixels_size -= surface_size (g_hash_table_lookup (self->pixels, oldest));
    g_hash_table_remove (self->pixels, oldest);
  }
}

/* The photo as pixels for the screen, about as many as are shown. Transfer full; NULL with a
 * remark.
 */
static cairo_surface_t *
pixel_surface (EtaPainter *self, const EtaItem *item, double density)
{
  g_auto (EtaStoredPhoto) photo = {0};
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  EtaPagePhoto sized = item->photo;
  cairo_surface_t *surface;
  GList *link;
  EtaRect placed;

  if (sized.width <= 0 || sized.height <= 0) {
    if (!eta_stored_photo_open (&photo, sized.path, 0, 0, &error)) {
      remark (self, error->message);
      return NULL;
    }
    sized.width = photo.width;
    sized.height = photo.height;
  }
  placed = eta_stored_photo_place (&sized, item->box);
  density = MIN (density, PIXELS_MAX / MAX (placed.width, placed.height));
  sized.width = (int)ceil (placed.width * density);
  sized.height = (int)ceil (placed.height * density);
  id = g_strdup_printf ("%s@%d", sized.path, sized.width);
  surface = g_hash_table_lookup (self->pixels, id);
  if (surface) {
    link = g_queue_find_custom (self->order, id, (GCompareFunc)strcmp);
    g_queue_unlink (self->order, link);
    g_queue_push_head_link (self->order, link);
    return surface;
  }
  if ((!photo.jpeg && !eta_stored_photo_open (&photo, sized.path, 0, 0, &error)) ||
      !(surface = eta_stored_photo_pixels (&photo, sized.width, sized.height, &error))) {
    remark (self, error->message);
    return NULL;
  }
  keep_pixels (self, g_steal_pointer (&id), surface);
  return surface;
}

static void
paint_tint (cairo_t *cr, EtaRect box)
{
  use_colour (cr, ETA_TINT);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_fill (cr);
}

/* Paints the WIDTH × HEIGHT units of SURFACE at PLACE, as far as they lie in BOX. */
static void
paint_surface (
    cairo_t *cr, cairo_surface_t *surface, double width, double height, EtaRect place, EtaRect box)
{
  cairo_save (cr);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_clip (cr);
  cairo_translate (cr, place.x, place.y);
  cairo_scale (cr, place.width / width, place.height / height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_paint (cr);
  cairo_restore (cr);
}

static void
paint_raw_photo (EtaPainter *self, cairo_t *cr, const EtaItem *item)
{
  EtaPagePhoto photo = item->photo;
  Size size;
  cairo_surface_t *surface = raw_surface (self, item, &size);

  if (!surface) {
    paint_tint (cr, item->box);
    return;
  }
  photo.width = size.width;
  photo.height = size.height;
  paint_surface (cr, surface, ETA_STORED_PHOTO_CARRIER, ETA_STORED_PHOTO_CARRIER,
                 eta_stored_photo_place (&photo, item->box), item->box);
  cairo_surface_destroy (surface);
}

static void
paint_decoded_photo (EtaPainter *self, cairo_t *cr, const EtaItem *item)
{
  cairo_surface_t *surface = pixel_surface (self, item, pixel_density (cr));
  EtaPagePhoto photo = item->photo;

  if (!surface) {
    paint_tint (cr, item->box);
    return;
  }
  photo.width = cairo_image_surface_get_width (surface);
  photo.height = cairo_image_surface_get_height (surface);
  paint_surface (cr, surface, photo.width, photo.height, eta_stored_photo_place (&photo, item->box),
                 item->box);
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
  return self->options.structure && self->pdf ? tags[role] : NULL;
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
    if (self->pdf)
      paint_raw_photo (self, cr, item);
    else
      paint_decoded_photo (self, cr, item);
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
  cairo_surface_type_t type = cairo_surface_get_type (cairo_get_target (cr));

  self->pdf = type == CAIRO_SURFACE_TYPE_PDF;
  self->n_pages++;
  g_hash_table_remove_all (self->on_page);
  cairo_save (cr);
  paint_items (self, page, cr);
  if (self->pdf && self->options.navigation)
    write_navigation (self, page, cr);
  cairo_restore (cr);
}
