#include "app/crop-area.h"

#include <glib/gi18n.h>
#include <math.h>

#define MARGIN 12  /* px around the picture, so that its edges can be taken hold of */
#define REACH 14   /* px from an edge within which it is taken hold of */
#define LEAST .04F /* the smallest frame, as a part of the picture */
#define STEP .01F  /* of a key */

/* What a drag moves; 0 inside: all of the frame. */
enum { LEFT = 1, RIGHT = 2, TOP = 4, BOTTOM = 8, ALL = 16 };

struct _EtaCropArea {
  GtkWidget parent_instance;
  GdkTexture *texture;
  double shape;          /* 0: any */
  graphene_rect_t frame; /* parts of the picture */
  graphene_rect_t start; /* when the drag began */
  int hold;
};

G_DEFINE_FINAL_TYPE (EtaCropArea, eta_crop_area, GTK_TYPE_WIDGET)

enum { CHANGED, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Where the picture stands in the widget, px. */
static graphene_rect_t
picture_place (EtaCropArea *self)
{
  float w = gdk_texture_get_width (self->texture), h = gdk_texture_get_height (self->texture);
  float room_w = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN;
  float room_h = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * MARGIN;
  float scale = MAX (MIN (room_w / w, room_h / h), .01F);

  return GRAPHENE_RECT_INIT (MARGIN + (room_w - w * scale) / 2, MARGIN + (room_h - h * scale) / 2,
                             w * scale, h * scale);
}

static graphene_rect_t
frame_place (EtaCropArea *self)
{
  graphene_rect_t at = picture_place (self);

  return GRAPHENE_RECT_INIT (at.origin.x + self->frame.origin.x * at.size.width,
                             at.origin.y + self->frame.origin.y * at.size.height,
                             self->frame.size.width * at.size.width,
                             self->frame.size.height * at.size.height);
}

/* --- the frame, in parts of the picture ------------------------------------------------------ */

/* The frame's height divided by its width that the shape asks for, in parts. */
static float
parts_ratio (EtaCropArea *self)
{
  return gdk_texture_get_width (self->texture) / self->shape /
         gdk_texture_get_height (self->texture);
}

static void
tell (EtaCropArea *self)
{
  g_autofree char *text =
      g_strdup_printf (_ ("%d to %d percent from the left, %d to %d percent from the top"),
                       (int)lrintf (self->frame.origin.x * 100),
                       (int)lrintf ((self->frame.origin.x + self->frame.size.width) * 100),
                       (int)lrintf (self->frame.origin.y * 100),
                       (int)lrintf ((self->frame.origin.y + self->frame.size.height) * 100));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHANGED], 0);
}

/* LEFT, RIGHT, … the edges, in parts. Those in HOLD move, the others stay. */
static void
set_edges (EtaCropArea *self, float left, float top, float right, float bottom, int hold)
{
  float w, h;

  left = CLAMP (left, 0, 1);
  top = CLAMP (top, 0, 1);
  w = CLAMP (right - left, LEAST, 1 - left);
  h = CLAMP (bottom - top, LEAST, 1 - top);
  if (self->shape > 0) {
    float ratio = parts_ratio (self);
    float room_w = hold & LEFT ? left + w : 1 - left, room_h = hold & TOP ? top + h : 1 - top;
    float fitted = hold & (LEFT | RIGHT) ? w : h / ratio;

    fitted = MIN (fitted, MIN (room_w, room_h / ratio));
    left = hold & LEFT ? left + w - fitted : left;
    top = hold & TOP ? top + h - fitted * ratio : top;
    w = fitted;
    h = fitted * ratio;
  }
  self->frame = GRAPHENE_RECT_INIT (left, top, w, h);
  tell (self);
}

static void
move (EtaCropArea *self, const graphene_rect_t *from, float dx, float dy)
{
  self->frame = *from;
  self->frame.origin.x = CLAMP (from->origin.x + dx, 0, 1 - from->size.width);
  self->frame.origin.y = CLAMP (from->origin.y + dy, 0, 1 - from->size.height);
  tell (self);
}

/* The largest frame of the shape, in the middle. */
static void
fit_all (EtaCropArea *self)
{
  set_edges (self, 0, 0, 1, 1, RIGHT | BOTTOM);
  move (self, &self->frame, (1 - self->frame.size.width) / 2 - self->frame.origin.x,
        (1 - self->frame.size.height) / 2 - self->frame.origin.y);
}

/* --- pointer and keys ------------------------------------------------------------------------ */

static int
near (float at, float edge)
{
  return fabsf (at - edge) <= REACH;
}

static int
hold_at (EtaCropArea *self, float x, float y)
{
  graphene_rect_t at = frame_place (self);
  float right = at.origin.x + at.size.width, bottom = at.origin.y + at.size.height;
  gboolean beside =
      x < at.origin.x - REACH || x > right + REACH || y < at.origin.y - REACH || y > bottom + REACH;
  int hold = 0;

  if (beside)
    return -1;
  hold |= near (x, at.origin.x) ? LEFT : near (x, right) ? RIGHT : 0;
  hold |= near (y, at.origin.y) ? TOP : near (y, bottom) ? BOTTOM : 0;
  return hold ? hold : ALL;
}

static void
drag_begin (GtkGestureDrag *drag, double x, double y, EtaCropArea *self)
{
  graphene_rect_t at;

  if (!self->texture)
    return;
  gtk_widget_grab_focus (GTK_WIDGET (self));
  self->hold = hold_at (self, x, y);
  self->start = self->frame;
  if (self->hold >= 0)
    return;
  at = picture_place (self);
  self->start =
      GRAPHENE_RECT_INIT (CLAMP ((x - at.origin.x) / at.size.width, 0, 1 - LEAST),
                          CLAMP ((y - at.origin.y) / at.size.height, 0, 1 - LEAST), LEAST, LEAST);
  self->hold = RIGHT | BOTTOM;
}

static void
drag_update (GtkGestureDrag *drag, double dx, double dy, EtaCropArea *self)
{
  const graphene_rect_t *s = &self->start;
  graphene_rect_t at;
  float x, y;

  if (!self->texture)
    return;
  at = picture_place (self);
  x = dx / at.size.width;
  y = dy / at.size.height;
  if (self->hold == ALL)
    move (self, s, x, y);
  else
    set_edges (self, s->origin.x + (self->hold & LEFT ? MIN (x, s->size.width - LEAST) : 0),
               s->origin.y + (self->hold & TOP ? MIN (y, s->size.height - LEAST) : 0),
               s->origin.x + s->size.width + (self->hold & RIGHT ? x : 0),
               s->origin.y + s->size.height + (self->hold & BOTTOM ? y : 0), self->hold);
}

static const char *const cursors[] = {
    [LEFT] = "w-resize",           [RIGHT] = "e-resize",           [TOP] = "n-resize",
    [LEFT | TOP] = "nw-resize",    [RIGHT | TOP] = "ne-resize",    [BOTTOM] = "s-resize",
    [LEFT | BOTTOM] = "sw-resize", [RIGHT | BOTTOM] = "se-resize", [ALL] = "move",
};

static void
motion (GtkEventControllerMotion *controller, double x, double y, EtaCropArea *self)
{
  int hold = self->texture ? hold_at (self, x, y) : -1;

  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), hold < 0 ? "crosshair" : cursors[hold]);
}

static gboolean
key_pressed (GtkEventControllerKey *controller,
             guint key,
             guint code,
             GdkModifierType state,
             EtaCropArea *self)
{
  float dx = key == GDK_KEY_Left ? -STEP : key == GDK_KEY_Right ? STEP : 0;
  float dy = key == GDK_KEY_Up ? -STEP : key == GDK_KEY_Down ? STEP : 0;
  const graphene_rect_t f = self->frame;

  if (!self->texture || (dx == 0 && dy == 0 && key != GDK_KEY_Home))
    return FALSE;
  if (key == GDK_KEY_Home)
    fit_all (self);
  else if (state & GDK_SHIFT_MASK)
    set_edges (self, f.origin.x, f.origin.y, f.origin.x + f.size.width + dx,
               f.origin.y + f.size.height + dy, dx != 0 ? RIGHT : BOTTOM);
  else
    move (self, &f, dx, dy);
  return TRUE;
}

/* --- drawing --------------------------------------------------------------------------------- */

static void
draw_frame (EtaCropArea *self, GtkSnapshot *snapshot, const graphene_rect_t *frame)
{
  const GdkRGBA white = {1, 1, 1, 1}, faint = {1, 1, 1, .5F};
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, frame, 0);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){2, 2, 2, 2},
                              (GdkRGBA[4]){white, white, white, white});
  for (int i = 1; i < 3; i++) {
    gtk_snapshot_append_color (snapshot, &faint,
                               &GRAPHENE_RECT_INIT (frame->origin.x + frame->size.width * i / 3,
                                                    frame->origin.y, 1, frame->size.height));
    gtk_snapshot_append_color (snapshot, &faint,
                               &GRAPHENE_RECT_INIT (frame->origin.x,
                                                    frame->origin.y + frame->size.height * i / 3,
                                                    frame->size.width, 1));
  }
}

static void
eta_crop_area_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EtaCropArea *self = ETA_CROP_AREA (widget);
  const GdkRGBA shade = {0, 0, 0, .55F};
  graphene_rect_t at, frame;

  if (!self->texture)
    return;
  at = picture_place (self);
  frame = frame_place (self);
  gtk_snapshot_append_texture (snapshot, self->texture, &at);
  gtk_snapshot_append_color (snapshot, &shade, &at);
  gtk_snapshot_push_clip (snapshot, &frame);
  gtk_snapshot_append_texture (snapshot, self->texture, &at);
  gtk_snapshot_pop (snapshot);
  draw_frame (self, snapshot, &frame);
}

static void
eta_crop_area_dispose (GObject *object)
{
  g_clear_object (&ETA_CROP_AREA (object)->texture);
  G_OBJECT_CLASS (eta_crop_area_parent_class)->dispose (object);
}

static void
eta_crop_area_class_init (EtaCropAreaClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_crop_area_dispose;
  widget_class->snapshot = eta_crop_area_snapshot;
  gtk_widget_class_set_css_name (widget_class, "croparea");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
  signals[CHANGED] = g_signal_new ("changed", ETA_TYPE_CROP_AREA, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
}

static void
eta_crop_area_init (EtaCropArea *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *drag = gtk_gesture_drag_new ();
  GtkEventController *pointer = gtk_event_controller_motion_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_signal_connect (drag, "drag-begin", G_CALLBACK (drag_begin), self);
  g_signal_connect (drag, "drag-update", G_CALLBACK (drag_update), self);
  g_signal_connect (pointer, "motion", G_CALLBACK (motion), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (drag));
  gtk_widget_add_controller (widget, pointer);
  gtk_widget_add_controller (widget, keys);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The part of the photo that stays"), -1);
}

void
eta_crop_area_set_texture (EtaCropArea *self, GdkTexture *picture)
{
  g_set_object (&self->texture, picture);
  fit_all (self);
}

void
eta_crop_area_set_shape (EtaCropArea *self, double shape)
{
  self->shape = shape;
  if (self->texture)
    fit_all (self);
}

graphene_rect_t
eta_crop_area_get_frame (EtaCropArea *self)
{
  return self->frame;
}
