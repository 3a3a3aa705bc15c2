#include "app/product-card.h"

#include "app/card-fonts.h"
#include "app/spoken-names.h"
#include "app/thumbnails.h"
#include "catalog/measure.h"
#include "catalog/money.h"

#include <glib/gi18n.h>

/* Pixels. */
#define MIN_WIDTH 200
#define PHOTO_HEIGHT 150
#define SIDE 12    /* from the card's edge to its texts */
#define ABOVE 10   /* from the photo to the name */
#define BELOW 12   /* from the last line to the card's edge */
#define LINE_GAP 4 /* between two lines */
#define MARK_SIZE 16
#define MARK_GAP 6
#define PLACEHOLDER_SIZE 48
#define DIM .55F

typedef struct {
  const char *key, *icon, *text;
} Mark;

static const Mark states[] = {
    {"checked", "emblem-ok-symbolic", N_ ("Checked")},
    {"approved", "emblem-default-symbolic", N_ ("Approved")},
    {"recheck", "dialog-warning-symbolic", N_ ("To be checked again")},
};

static const Mark listings[] = {
    {"clean", "eta-market-symbolic", N_ ("Listed on the marketplace")},
    {"error", "dialog-warning-symbolic", N_ ("The marketplace refused it")},
    {"conflict", "dialog-warning-symbolic", N_ ("Changed here and on the marketplace")},
    {"unknown", "dialog-question-symbolic", N_ ("Not known whether it arrived")},
    {"gone", "dialog-warning-symbolic", N_ ("Gone from the marketplace")},
};

static const Mark no_photo = {"none", "image-x-generic-symbolic", N_ ("No photo yet")};
static const Mark lost_photo = {"lost", "image-missing-symbolic",
                                N_ ("The photo is missing from the album")};

enum { STATE, LISTED, N_MARKS };

struct _EtaProductCard {
  GtkWidget parent_instance;
  char *texts[ETA_CARD_N_LINES];
  PangoLayout *layouts[ETA_CARD_N_LINES]; /* made when the card is first drawn */
  int laid_out;                           /* the width that they were made for */
  const Mark *marks[N_MARKS];             /* NULL: none */
  const Mark *placeholder; /* drawn while there is no texture; NULL: an empty field */
  GdkTexture *texture;
  char *wanted; /* path of a thumbnail that nobody has looked at yet, or NULL */
  GCancellable *loading;
};

G_DEFINE_FINAL_TYPE (EtaProductCard, eta_product_card, GTK_TYPE_WIDGET)

static void
forget_layouts (EtaProductCard *self)
{
  for (int i = 0; i < ETA_CARD_N_LINES; i++)
    g_clear_object (&self->layouts[i]);
}

static void
forget_item (EtaProductCard *self)
{
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_object (&self->texture);
  forget_layouts (self);
  for (int i = 0; i < ETA_CARD_N_LINES; i++)
    g_clear_pointer (&self->texts[i], g_free);
}

static void
eta_product_card_dispose (GObject *object)
{
  forget_item (ETA_PRODUCT_CARD (object));
  G_OBJECT_CLASS (eta_product_card_parent_class)->dispose (object);
}

/* --- how large ------------------------------------------------------------------------------ */

static int
card_height (GtkWidget *widget)
{
  PangoContext *context = gtk_widget_get_pango_context (widget);
  int height = PHOTO_HEIGHT + ABOVE + BELOW + (ETA_CARD_N_LINES - 1) * LINE_GAP;

  for (int i = 0; i < ETA_CARD_N_LINES; i++)
    height += eta_card_line_height (context, i);
  return height;
}

static void
eta_product_card_measure (GtkWidget *widget,
                          GtkOrientation orientation,
                          int for_size,
                          int *minimum,
                          int *natural,
                          int *minimum_baseline,
                          int *natural_baseline)
{
  *minimum = *natural =
      orientation == GTK_ORIENTATION_HORIZONTAL ? MIN_WIDTH : card_height (widget);
}

/* --- drawing -------------------------------------------------------------------------------- */

static gboolean
is_mirrored (EtaProductCard *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

/* Pixels at the end of the last line that the marks take. */
static int
marks_width (EtaProductCard *self)
{
  int width = 0;

  for (int i = 0; i < N_MARKS; i++)
    width += self->marks[i] ? MARK_SIZE + MARK_GAP : 0;
  return width;
}

static void
lay_out (EtaProductCard *self, EtaCardLine line, int width)
{
  PangoLayout *layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->texts[line]);
  gboolean text_rtl;

  pango_layout_set_font_description (layout,
                                     eta_card_font (pango_layout_get_context (layout), line));
  pango_layout_set_width (layout, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_height (layout, line == ETA_CARD_NAME ? -2 : -1);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  /* Pango swaps left and right where a text's direction is not the interface's: this way all lines
   * of all cards start at the same edge. */
  text_rtl = pango_layout_get_direction (layout, 0) == PANGO_DIRECTION_RTL;
  pango_layout_set_alignment (layout, text_rtl ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT);
  self->layouts[line] = layout;
}

static void
lay_out_all (EtaProductCard *self, int width)
{
  if (self->layouts[0] && self->laid_out == width)
    return;
  forget_layouts (self);
  self->laid_out = width;
  for (int i = 0; i < ETA_CARD_N_LINES; i++)
    lay_out (self, i, i == ETA_CARD_LANGS ? width - marks_width (self) : width);
}

static void
draw_icon (
    EtaProductCard *self, GtkSnapshot *snapshot, const Mark *mark, float x, float y, int size)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (widget));
  g_autoptr (GtkIconPaintable) icon = gtk_icon_theme_lookup_icon (
      theme, mark->icon, NULL, size, gtk_widget_get_scale_factor (widget),
      gtk_widget_get_direction (widget), 0);
  GdkRGBA color;

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &color);
  color.alpha *= size == MARK_SIZE ? 1.F : DIM;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (x, y));
  gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (icon), snapshot, size, size,
                                            &color, 1);
  gtk_snapshot_restore (snapshot);
}

/* The picture fills the field; what does not fit is cut off evenly. */
static void
draw_texture (EtaProductCard *self, GtkSnapshot *snapshot, const graphene_rect_t *field)
{
  float w = gdk_texture_get_width (self->texture), h = gdk_texture_get_height (self->texture);
  float scale = MAX (field->size.width / w, field->size.height / h);

  gtk_snapshot_push_clip (snapshot, field);
  gtk_snapshot_append_texture (snapshot, self->texture,
                               &GRAPHENE_RECT_INIT ((field->size.width - w * scale) / 2,
                                                    (field->size.height - h * scale) / 2, w * scale,
                                                    h * scale));
  gtk_snapshot_pop (snapshot);
}

static void
draw_photo (EtaProductCard *self, GtkSnapshot *snapshot, int width)
{
  graphene_rect_t field = GRAPHENE_RECT_INIT (0, 0, width, PHOTO_HEIGHT);
  GdkRGBA shade;

  gtk_style_context_get_color (gtk_widget_get_style_context (GTK_WIDGET (self)), &shade);
  shade.alpha = .06F;
  gtk_snapshot_append_color (snapshot, &shade, &field);
  if (self->texture)
    draw_texture (self, snapshot, &field);
  else if (self->placeholder)
    draw_icon (self, snapshot, self->placeholder, (width - PLACEHOLDER_SIZE) / 2.F,
               (PHOTO_HEIGHT - PLACEHOLDER_SIZE) / 2.F, PLACEHOLDER_SIZE);
}

static GdkRGBA
line_color (EtaProductCard *self, EtaCardLine line)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA color;

  if (line == ETA_CARD_PRICE && gtk_style_context_lookup_color (style, "accent_color", &color))
    return color;
  gtk_style_context_get_color (style, &color);
  if (line == ETA_CARD_SKU || line == ETA_CARD_LANGS)
    color.alpha *= DIM;
  return color;
}

static void
draw_line (EtaProductCard *self, GtkSnapshot *snapshot, EtaCardLine line, float y)
{
  GdkRGBA color = line_color (self, line);
  int shift = line == ETA_CARD_LANGS && is_mirrored (self) ? marks_width (self) : 0;

  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (SIDE + shift, y));
  gtk_snapshot_append_layout (snapshot, self->layouts[line], &color);
  gtk_snapshot_restore (snapshot);
}

/* Where mark number I stands: the end of the last line, the last mark outermost. */
static graphene_rect_t
mark_place (EtaProductCard *self, int which)
{
  GtkWidget *widget = GTK_WIDGET (self);
  float x = gtk_widget_get_width (widget) - SIDE - MARK_SIZE;
  float height = eta_card_line_height (gtk_widget_get_pango_context (widget), ETA_CARD_LANGS);
  float y = card_height (widget) - BELOW - (height + MARK_SIZE) / 2;

  for (int i = N_MARKS - 1; i > which; i--)
    x -= self->marks[i] ? MARK_SIZE + MARK_GAP : 0;
  if (is_mirrored (self))
    x = gtk_widget_get_width (widget) - x - MARK_SIZE;
  return GRAPHENE_RECT_INIT (x, y, MARK_SIZE, MARK_SIZE);
}

static void
draw_marks (EtaProductCard *self, GtkSnapshot *snapshot)
{
  for (int i = 0; i < N_MARKS; i++) {
    graphene_rect_t place = mark_place (self, i);

    if (self->marks[i])
      draw_icon (self, snapshot, self->marks[i], place.origin.x, place.origin.y, MARK_SIZE);
  }
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = eta_thumbnail_finish (result, &error);
  EtaProductCard *self = data;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* DATA may be gone */
  g_set_object (&self->texture, texture);
  self->placeholder = texture ? NULL : &lost_photo;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
load_wanted (EtaProductCard *self)
{
  g_autofree char *path = g_steal_pointer (&self->wanted);

  if (!path)
    return;
  self->loading = g_cancellable_new ();
  eta_thumbnail_load (path, self->loading, loaded, self);
}

static void
eta_product_card_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EtaProductCard *self = ETA_PRODUCT_CARD (widget);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  int width = gtk_widget_get_width (widget);
  float y = PHOTO_HEIGHT + ABOVE;

  if (!self->texts[ETA_CARD_NAME])
    return;
  load_wanted (self);
  draw_photo (self, snapshot, width);
  lay_out_all (self, width - 2 * SIDE);
  for (int i = 0; i < ETA_CARD_N_LINES; i++) {
    draw_line (self, snapshot, i, y);
    y += eta_card_line_height (context, i) + LINE_GAP;
  }
  draw_marks (self, snapshot);
}

/* --- what it says under the pointer and to a screen reader ----------------------------------- */

static gboolean
contains (const graphene_rect_t *rect, int x, int y)
{
  return graphene_rect_contains_point (rect, &GRAPHENE_POINT_INIT (x, y));
}

static const char *
tooltip_at (EtaProductCard *self, int x, int y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  int last = eta_card_line_height (gtk_widget_get_pango_context (widget), ETA_CARD_LANGS);

  for (int i = 0; i < N_MARKS; i++) {
    graphene_rect_t place = mark_place (self, i);

    if (self->marks[i] && contains (&place, x, y))
      return _ (self->marks[i]->text);
  }
  if (y < PHOTO_HEIGHT)
    return self->placeholder == &lost_photo ? _ (lost_photo.text) : NULL;
  if (y >= card_height (widget) - BELOW - last && self->texts[ETA_CARD_LANGS])
    return _ ("Languages that have a name");
  if (self->layouts[ETA_CARD_NAME] && pango_layout_is_ellipsized (self->layouts[ETA_CARD_NAME]))
    return self->texts[ETA_CARD_NAME];
  return NULL;
}

static gboolean
eta_product_card_query_tooltip (
    GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  const char *text = keyboard ? NULL : tooltip_at (ETA_PRODUCT_CARD (widget), x, y);

  gtk_tooltip_set_text (tooltip, text);
  return text != NULL;
}

/* “KOPI-AR-250, USD 4.50, ID · EN · AR, Checked” */
static void
describe (EtaProductCard *self)
{
  g_autoptr (GString) text = g_string_new (self->texts[ETA_CARD_SKU]);

  for (int i = ETA_CARD_PRICE; i < ETA_CARD_N_LINES; i++)
    if (*self->texts[i])
      g_string_append_printf (text, ", %s", self->texts[i]);
  for (int i = 0; i < N_MARKS; i++)
    if (self->marks[i])
      g_string_append_printf (text, ", %s", _ (self->marks[i]->text));
  if (self->placeholder)
    g_string_append_printf (text, ", %s", _ (self->placeholder->text));
  eta_spoken_name_item (GTK_WIDGET (self), self->texts[ETA_CARD_NAME], text->str);
}

/* --- its item -------------------------------------------------------------------------------- */

static void
set_photo (EtaProductCard *self, EtaAlbum *album, const char *sha256)
{
  self->placeholder = sha256 ? NULL : &no_photo;
  if (!sha256)
    return;
  self->wanted = eta_album_path (album, sha256, ETA_ALBUM_THUMB);
  self->texture = eta_thumbnail_peek (self->wanted);
  if (self->texture)
    g_clear_pointer (&self->wanted, g_free);
}

static const Mark *
mark_for (const Mark *marks, guint n, const char *key)
{
  for (guint i = 0; key && i < n; i++)
    if (g_str_equal (marks[i].key, key))
      return &marks[i];
  return NULL;
}

/* "id en ar" → “ID · EN · AR” */
static char *
lang_marks (const char *langs)
{
  g_auto (GStrv) parts = g_strsplit (langs ? langs : "", " ", -1);
  g_autofree char *joined = g_strjoinv (" · ", parts);

  return g_ascii_strup (joined, -1);
}

static void
set_texts (EtaProductCard *self, const EtaCard *card, const char *lang)
{
  self->texts[ETA_CARD_NAME] = g_strdup (card->name ? card->name : card->sku ? card->sku : "");
  self->texts[ETA_CARD_SKU] = g_strdup (card->sku ? card->sku : "");
  self->texts[ETA_CARD_PRICE] =
      card->currency ? eta_money_text (card->minor, card->currency, lang, TRUE) : g_strdup ("");
  self->texts[ETA_CARD_LANGS] = lang_marks (card->langs);
}

void
eta_product_card_set_item (EtaProductCard *self,
                           EtaProductItem *item,
                           EtaAlbum *album,
                           const char *lang)
{
  const EtaCard *card = item ? eta_product_item_get_card (item) : NULL;

  forget_item (self);
  if (!card)
    return;
  set_texts (self, card, lang);
  self->marks[STATE] = mark_for (states, G_N_ELEMENTS (states), card->state);
  self->marks[LISTED] = mark_for (listings, G_N_ELEMENTS (listings), card->listed);
  set_photo (self, album, card->photo);
  describe (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* Another font, text size, colour scheme or direction. */
static void
eta_product_card_css_changed (GtkWidget *widget, GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (eta_product_card_parent_class)->css_changed (widget, change);
  forget_layouts (ETA_PRODUCT_CARD (widget));
}

static void
eta_product_card_direction_changed (GtkWidget *widget, GtkTextDirection before)
{
  GTK_WIDGET_CLASS (eta_product_card_parent_class)->direction_changed (widget, before);
  forget_layouts (ETA_PRODUCT_CARD (widget));
}

static void
eta_product_card_class_init (EtaProductCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_product_card_dispose;
  widget_class->measure = eta_product_card_measure;
  widget_class->snapshot = eta_product_card_snapshot;
  widget_class->query_tooltip = eta_product_card_query_tooltip;
  widget_class->css_changed = eta_product_card_css_changed;
  widget_class->direction_changed = eta_product_card_direction_changed;
  gtk_widget_class_set_css_name (widget_class, "productcard");
}

static void
eta_product_card_init (EtaProductCard *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

GtkWidget *
eta_product_card_new (void)
{
  return g_object_new (ETA_TYPE_PRODUCT_CARD, NULL);
}
