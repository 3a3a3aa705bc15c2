#include "sheets/photo-shelf.h"

#include <math.h>
#include <string.h>

#include "sheets/stored-photo.h"

#define PIXELS_KEPT (64 * 1024 * 1024) /* bytes of decoded photos */
#define PIXELS_MAX 4096                /* px, the longest side ever decoded */
#define PAPER_PPI 300
#define SMALLER_QUALITY 80

struct _EtaPhotoShelf {
  double max_ppi;
  int quality;
  GHashTable *known;   /* id → Size of what is in the PDF already */
  GHashTable *on_page; /* id → cairo_surface_t; one page must not hold a photo twice */
  GHashTable *pixels;  /* id → cairo_surface_t, decoded */
  GQueue *order;       /* of the ids of PIXELS, the latest first */
  gsize pixels_size;
  GPtrArray *remarks;
};

typedef struct {
  int width, height;
} Size;

EtaPhotoShelf *
eta_photo_shelf_new (double max_ppi, int quality)
{
  EtaPhotoShelf *self = g_new0 (EtaPhotoShelf, 1);

  self->max_ppi = max_ppi;
  self->quality = quality > 0 ? quality : SMALLER_QUALITY;
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->on_page = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify)cairo_surface_destroy);
  self->pixels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify)cairo_surface_destroy);
  self->order = g_queue_new ();
  self->remarks = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
eta_photo_shelf_free (EtaPhotoShelf *self)
{
  if (!self)
    return;
  g_queue_free (self->order);
  g_hash_table_unref (self->known);
  g_hash_table_unref (self->on_page);
  g_hash_table_unref (self->pixels);
  g_ptr_array_unref (self->remarks);
  g_free (self);
}

GPtrArray *
eta_photo_shelf_remarks (EtaPhotoShelf *self)
{
  return self->remarks;
}

void
eta_photo_shelf_turn_page (EtaPhotoShelf *self)
{
  g_hash_table_remove_all (self->on_page);
}

static void
remark (EtaPhotoShelf *self, const char *sentence)
{
  if (!g_ptr_array_find_with_equal_func (self->remarks, sentence, g_str_equal, NULL))
    g_ptr_array_add (self->remarks, g_strdup (sentence));
}

/* Where PHOTO, SIZE px large, stands in BOX. */
static EtaRect
place (const EtaPagePhoto *photo, Size size, EtaRect box)
{
  EtaPagePhoto sized = *photo;

  sized.width = size.width;
  sized.height = size.height;
  return eta_stored_photo_place (&sized, box);
}

/* Paints the WIDTH × HEIGHT units of SURFACE at PLACED, as far as they lie in BOX. */
static void
paint_surface (cairo_t *cr,
               cairo_surface_t *surface,
               double width,
               double height,
               EtaRect placed,
               EtaRect box,
               cairo_extend_t extend)
{
  cairo_save (cr);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_clip (cr);
  cairo_translate (cr, placed.x, placed.y);
  cairo_scale (cr, placed.width / width, placed.height / height);
  cairo_set_source_surface (cr, surface, 0, 0);
  cairo_pattern_set_extend (cairo_get_source (cr), extend);
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_fill (cr);
  cairo_restore (cr);
}

/* --- Into a PDF --------------------------------------------------------------------------------
 */

/* How large the longer side of PHOTO may be in this document, in px; 0: as it is. */
static int
long_side (const EtaPhotoShelf *self, const EtaPagePhoto *photo, EtaRect box)
{
  Size size = {photo->width, photo->height};
  EtaRect placed;

  if (self->max_ppi <= 0)
    return 0;
  if ((size.width <= 0 || size.height <= 0) &&
      !eta_stored_photo_size (photo->path, &size.width, &size.height))
    return 0;
  placed = place (photo, size, box);
  return (int)ceil (MAX (placed.width, placed.height) * self->max_ppi / 72);
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
raw_surface (EtaPhotoShelf *self, const EtaPagePhoto *photo, EtaRect box, Size *size)
{
  int side = long_side (self, photo, box);
  g_autofree char *id = g_strdup_printf ("%s@%d", photo->path, side);
  cairo_surface_t *carrier = g_hash_table_lookup (self->on_page, id);
  const Size *known = g_hash_table_lookup (self->known, id);
  g_auto (EtaStoredPhoto) stored = {0};
  g_autoptr (GError) error = NULL;

  if (known) {
    *size = *known;
    if (carrier)
      return wrapped (carrier);
  } else if (eta_stored_photo_open (&stored, photo->path, side, self->quality, &error)) {
    *size = (Size){stored.width, stored.height};
    g_hash_table_insert (self->known, g_strdup (id), g_memdup2 (size, sizeof *size));
  } else {
    remark (self, error->message);
    return NULL;
  }
  carrier = eta_stored_photo_carrier (stored.jpeg, id);
  g_hash_table_insert (self->on_page, g_steal_pointer (&id), carrier);
  return cairo_surface_reference (carrier);
}

static gboolean
paint_raw (EtaPhotoShelf *self, cairo_t *cr, const EtaPagePhoto *photo, EtaRect box)
{
  Size size;
  cairo_surface_t *surface = raw_surface (self, photo, box, &size);

  if (!surface)
    return FALSE;
  paint_surface (cr, surface, ETA_STORED_PHOTO_CARRIER, ETA_STORED_PHOTO_CARRIER,
                 place (photo, size, box), box, CAIRO_EXTEND_NONE);
  cairo_surface_destroy (surface);
  return TRUE;
}

/* --- On the screen -----------------------------------------------------------------------------
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

static gsize
surface_size (cairo_surface_t *surface)
{
  return (gsize)cairo_image_surface_get_stride (surface) * cairo_image_surface_get_height (surface);
}

static void
keep_pixels (EtaPhotoShelf *self, char *id, cairo_surface_t *surface)
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

static cairo_surface_t *
recall_pixels (EtaPhotoShelf *self, const char *id)
{
  cairo_surface_t *surface = g_hash_table_lookup (self->pixels, id);
  GList *link = surface ? g_queue_find_custom (self->order, id, (GCompareFunc)strcmp) : NULL;

  if (link) {
    g_queue_unlink (self->order, link);
    g_queue_push_head_link (self->order, link);
  }
  return surface;
}

/* The photo with about as many pixels as are shown. Borrowed; NULL with an error. */
static cairo_surface_t *
pixel_surface (
    EtaPhotoShelf *self, const EtaPagePhoto *photo, EtaRect box, double density, GError **error)
{
  g_auto (EtaStoredPhoto) stored = {0};
  g_autofree char *id = NULL;
  Size size = {photo->width, photo->height};
  cairo_surface_t *surface;
  EtaRect placed;

  if (size.width <= 0 || size.height <= 0) {
    if (!eta_stored_photo_open (&stored, photo->path, 0, 0, error))
      return NULL;
    size = (Size){stored.width, stored.height};
  }
  placed = place (photo, size, box);
  density = MIN (density, PIXELS_MAX / MAX (placed.width, placed.height));
  size = (Size){(int)ceil (placed.width * density), (int)ceil (placed.height * density)};
  id = g_strdup_printf ("%s@%d", photo->path, size.width);
  surface = recall_pixels (self, id);
  if (surface)
    return surface;
  if (!stored.jpeg && !eta_stored_photo_open (&stored, photo->path, 0, 0, error))
    return NULL;
  surface = eta_stored_photo_pixels (&stored, size.width, size.height, error);
  if (surface)
    keep_pixels (self, g_steal_pointer (&id), surface);
  return surface;
}

/* The edge pixels go on beyond the edge, or they would fade into the page. */
static gboolean
paint_pixels (EtaPhotoShelf *self, cairo_t *cr, const EtaPagePhoto *photo, EtaRect box)
{
  g_autoptr (GError) error = NULL;
  cairo_surface_t *surface = pixel_surface (self, photo, box, pixel_density (cr), &error);
  Size size;

  if (!surface) {
    remark (self, error->message);
    return FALSE;
  }
  size = (Size){cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface)};
  paint_surface (cr, surface, size.width, size.height, place (photo, size, box), box,
                 CAIRO_EXTEND_PAD);
  return TRUE;
}

void
eta_photo_shelf_paint (EtaPhotoShelf *self, cairo_t *cr, const EtaPagePhoto *photo, EtaRect box)
{
  gboolean pdf = cairo_surface_get_type (cairo_get_target (cr)) == CAIRO_SURFACE_TYPE_PDF;

  if (pdf ? paint_raw (self, cr, photo, box) : paint_pixels (self, cr, photo, box))
    return;
  cairo_set_source_rgb (cr, (ETA_TINT >> 16 & 0xFF) / 255.0, (ETA_TINT >> 8 & 0xFF) / 255.0,
                        (ETA_TINT & 0xFF) / 255.0);
  cairo_rectangle (cr, box.x, box.y, box.width, box.height);
  cairo_fill (cr);
}
