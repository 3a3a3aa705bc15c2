#include "app/page-strip.h"

#include "app/preview-worker.h"

#include <math.h>

#define GAP 16    /* px between pages and around them */
#define LEAST 200 /* px, the narrowest page */
#define MOST 420
#define PAINT_WIDTH 760 /* px: sharp on a screen of twice the density */
/* Painted pages that are kept, some 2.5 MB each. */
#define KEPT 24

struct _EtaPageStrip {
  GtkWidget parent_instance;
  EtaPreviewWorker *worker;
  GtkAdjustment *adjustment;
  guint n_pages;
  double ratio;         /* height of a page, in widths */
  GHashTable *textures; /* page + 1 → GdkTexture */
  GQueue recent;        /* of the same keys, the newest first */
};

G_DEFINE_FINAL_TYPE (EtaPageStrip, eta_page_strip, GTK_TYPE_WIDGET)

enum { OPENED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* --- Where a page is -------------------------------------------------------------------------- */

static double
page_width (EtaPageStrip *self)
{
  return CLAMP (gtk_widget_get_width (GTK_WIDGET (self)) - 2 * GAP, LEAST, MOST);
}

static double
pitch (EtaPageStrip *self)
{
  return page_width (self) * self->ratio + GAP;
}

/* The pages that are seen at least in part, and one on each side. */
static void
visible_pages (EtaPageStrip *self, guint *first, guint *last)
{
  double top = self->adjustment ? gtk_adjustment_get_value (self->adjustment) : 0;
  double height = self->adjustment ? gtk_adjustment_get_page_size (self->adjustment) : 1000;
  int from = (int)floor ((top - GAP) / pitch (self)) - 1;
  int to = (int)floor ((top + height - GAP) / pitch (self)) + 1;

  *first = (guint)MAX (from, 0);
  *last = (guint)CLAMP (to, 0, MAX ((int)self->n_pages - 1, 0));
}

static GdkTexture *
texture_of (EtaPageStrip *self, guint page)
{
  return g_hash_table_lookup (self->textures, GUINT_TO_POINTER (page + 1));
}

/* The one in the middle of what is seen comes first. */
static void
ask (EtaPageStrip *self)
{
  guint first, last, n = 0, pages[64];

  if (!self->worker || self->n_pages == 0 || gtk_widget_get_width (GTK_WIDGET (self)) == 0)
    return;
  visible_pages (self, &first, &last);
  for (int pass = 0; pass < 2; pass++)
    for (guint i = first; i <= last && n < G_N_ELEMENTS (pages); i++) {
      gboolean edge = (i == first && first > 0) || (i == last && last > first);
      if (edge == (pass == 1) && !texture_of (self, i))
        pages[n++] = i;
    }
  eta_preview_worker_want (self->worker, pages, n);
}

/* --- Answers ---------------------------------------------------------------------------------- */

static void
forget (EtaPageStrip *self)
{
  g_hash_table_remove_all (self->textures);
  g_queue_clear (&self->recent);
}

static void
opened (guint n_pages, double width, double height, const GError *error, gpointer data)
{
  EtaPageStrip *self = ETA_PAGE_STRIP (data);

  forget (self);
  self->n_pages = n_pages;
  self->ratio = height / width;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  g_signal_emit (self, signals[OPENED], 0, n_pages, error ? error->message : NULL);
  ask (self);
}

static void
painted (guint page, GdkTexture *texture, const GError *error, gpointer data)
{
  EtaPageStrip *self = ETA_PAGE_STRIP (data);
  gpointer key = GUINT_TO_POINTER (page + 1);

  if (!texture)
    return;
  g_hash_table_insert (self->textures, key, g_object_ref (texture));
  g_queue_remove (&self->recent, key);
  g_queue_push_head (&self->recent, key);
  while (self->recent.length > KEPT)
    g_hash_table_remove (self->textures, g_queue_pop_tail (&self->recent));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- The widget ------------------------------------------------------------------------------- */

static void
eta_page_strip_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *minimum,
                        int *natural,
                        int *minimum_baseline,
                        int *natural_baseline)
{
  EtaPageStrip *self = ETA_PAGE_STRIP (widget);
  double width = CLAMP ((for_size < 0 ? MOST : for_size - 2 * GAP), LEAST, MOST);

  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = LEAST + 2 * GAP;
    *natural = MOST + 2 * GAP;
  } else {
    *minimum = *natural = (int)ceil (self->n_pages * (width * self->ratio + GAP) + GAP);
  }
}

static GtkSizeRequestMode
eta_page_strip_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
eta_page_strip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  ask (ETA_PAGE_STRIP (widget));
}

static void
eta_page_strip_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EtaPageStrip *self = ETA_PAGE_STRIP (widget);
  const GdkRGBA white = {1, 1, 1, 1}, shade = {0, 0, 0, 0.25};
  double width = page_width (self), height = width * self->ratio;
  double x = (gtk_widget_get_width (widget) - width) / 2;
  guint first, last;

  if (self->n_pages == 0)
    return;
  visible_pages (self, &first, &last);
  for (guint i = first; i <= last; i++) {
    graphene_rect_t box =
        GRAPHENE_RECT_INIT ((float)x, (float)(GAP + i * pitch (self)), (float)width, (float)height);
    GskRoundedRect outline;
    GdkTexture *texture = texture_of (self, i);

    gsk_rounded_rect_init_from_rect (&outline, &box, 0);
    gtk_snapshot_append_outset_shadow (snapshot, &outline, &shade, 0, 1, 0, 4);
    if (texture)
      gtk_snapshot_append_texture (snapshot, texture, &box);
    else
      gtk_snapshot_append_color (snapshot, &white, &box);
  }
}

static void
eta_page_strip_dispose (GObject *object)
{
  EtaPageStrip *self = ETA_PAGE_STRIP (object);

  g_clear_pointer (&self->worker, eta_preview_worker_free);
  if (self->adjustment)
    g_signal_handlers_disconnect_by_data (self->adjustment, self);
  g_clear_object (&self->adjustment);
  if (self->textures)
    forget (self);
  g_clear_pointer (&self->textures, g_hash_table_unref);
  G_OBJECT_CLASS (eta_page_strip_parent_class)->dispose (object);
}

static void
eta_page_strip_class_init (EtaPageStripClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_page_strip_dispose;
  widget_class->measure = eta_page_strip_measure;
  widget_class->get_request_mode = eta_page_strip_request_mode;
  widget_class->size_allocate = eta_page_strip_size_allocate;
  widget_class->snapshot = eta_page_strip_snapshot;
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[OPENED] = g_signal_new ("opened", ETA_TYPE_PAGE_STRIP, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
eta_page_strip_init (EtaPageStrip *self)
{
  self->textures = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  g_queue_init (&self->recent);
  self->ratio = 297.0 / 210;
}

GtkWidget *
eta_page_strip_new (void)
{
  return g_object_new (ETA_TYPE_PAGE_STRIP, NULL);
}

void
eta_page_strip_set_path (EtaPageStrip *self, const char *path)
{
  static const EtaPreviewCalls calls = {opened, painted};

  g_clear_pointer (&self->worker, eta_preview_worker_free);
  forget (self);
  self->n_pages = 0;
  gtk_widget_queue_resize (GTK_WIDGET (self));
  if (path)
    self->worker = eta_preview_worker_new (path, PAINT_WIDTH, &calls, self);
}

void
eta_page_strip_show (EtaPageStrip *self, const EtaCollection *collection, const char *lang)
{
  if (self->worker)
    eta_preview_worker_show (self->worker, collection, lang);
}

static void
scrolled (EtaPageStrip *self)
{
  ask (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
eta_page_strip_follow (EtaPageStrip *self, GtkAdjustment *adjustment)
{
  self->adjustment = g_object_ref (adjustment);
  g_signal_connect_swapped (adjustment, "value-changed", G_CALLBACK (scrolled), self);
  g_signal_connect_swapped (adjustment, "changed", G_CALLBACK (scrolled), self);
}

guint
eta_page_strip_get_n_pages (EtaPageStrip *self)
{
  return self->n_pages;
}

gboolean
eta_page_strip_is_painted (EtaPageStrip *self, guint index)
{
  return texture_of (self, index) != NULL;
}
