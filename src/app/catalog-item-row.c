#include "app/catalog-item-row.h"

#include "app/catalog-entry.h"
#include "app/spoken-names.h"
#include "app/thumbnails.h"
#include "app/ui-language.h"

#include <glib/gi18n.h>

struct _EtaCatalogItemRow {
  GtkBox parent_instance;
  GtkListItem *item; /* not owned; while bound */
  GCancellable *loading;
  GtkLabel *section, *name, *sku;
  GtkPicture *photo;
  GtkEntry *entry; /* of the section's name, in the menu */
  GtkWidget *naming;
  GtkPopover *menu;
};

G_DEFINE_FINAL_TYPE (EtaCatalogItemRow, eta_catalog_item_row, GTK_TYPE_BOX)

enum { MOVED, REMOVED, SECTION, N_SIGNALS };
static guint signals[N_SIGNALS];

#define PHOTO_WIDTH 48
#define PHOTO_HEIGHT 36

static guint
position_of (EtaCatalogItemRow *self)
{
  return self->item ? gtk_list_item_get_position (self->item) : GTK_INVALID_LIST_POSITION;
}

/* --- Dragging --------------------------------------------------------------------------------- */

static GdkContentProvider *
prepare_drag (GtkDragSource *source, double x, double y, EtaCatalogItemRow *self)
{
  return gdk_content_provider_new_typed (G_TYPE_UINT, position_of (self));
}

static void
begin_drag (GtkDragSource *source, GdkDrag *drag, EtaCatalogItemRow *self)
{
  g_autoptr (GdkPaintable) picture = gtk_widget_paintable_new (GTK_WIDGET (self));

  gtk_drag_source_set_icon (source, picture, 12, 12);
}

/* The upper half of a row takes what is dropped in front of it, the lower half behind it. */
static gboolean
dropped (GtkDropTarget *target, const GValue *value, double x, double y, EtaCatalogItemRow *self)
{
  guint to = position_of (self);

  if (to == GTK_INVALID_LIST_POSITION)
    return FALSE;
  if (y > gtk_widget_get_height (GTK_WIDGET (self)) / 2.0)
    to++;
  g_signal_emit (self, signals[MOVED], 0, g_value_get_uint (value), to);
  return TRUE;
}

static void
add_dragging (EtaCatalogItemRow *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (G_TYPE_UINT, GDK_ACTION_MOVE);

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_drag), self);
  g_signal_connect (source, "drag-begin", G_CALLBACK (begin_drag), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  g_signal_connect (target, "drop", G_CALLBACK (dropped), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* --- The menu --------------------------------------------------------------------------------- */

static void
remove_clicked (EtaCatalogItemRow *self)
{
  gtk_popover_popdown (self->menu);
  g_signal_emit (self, signals[REMOVED], 0, position_of (self));
}

static void
section_named (EtaCatalogItemRow *self)
{
  g_autofree char *name =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  gtk_popover_popdown (self->menu);
  g_signal_emit (self, signals[SECTION], 0, position_of (self), name);
}

static GtkWidget *
menu_item (const char *label, GCallback clicked, gpointer data)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, data);
  return button;
}

static GtkWidget *
make_menu (EtaCatalogItemRow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *button = gtk_menu_button_new ();
  GtkWidget *label = gtk_label_new (_ ("A section begins here:"));

  self->naming = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->entry = GTK_ENTRY (gtk_entry_new ());
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_entry_set_placeholder_text (self->entry, _ ("Name of the section"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Name of the section"), -1);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (section_named), self);
  gtk_box_append (GTK_BOX (self->naming), label);
  gtk_box_append (GTK_BOX (self->naming), GTK_WIDGET (self->entry));
  gtk_box_append (GTK_BOX (self->naming),
                  menu_item (_ ("_Name the section"), G_CALLBACK (section_named), self));
  gtk_box_append (GTK_BOX (self->naming), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), self->naming);
  gtk_box_append (GTK_BOX (box),
                  menu_item (_ ("_Take out of the catalog"), G_CALLBACK (remove_clicked), self));
  self->menu = GTK_POPOVER (gtk_popover_new ());
  gtk_popover_set_child (self->menu, box);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), GTK_WIDGET (self->menu));
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Section, or take out"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/* --- The widget ------------------------------------------------------------------------------- */

static void
eta_catalog_item_row_dispose (GObject *object)
{
  eta_catalog_item_row_unbind (ETA_CATALOG_ITEM_ROW (object));
  G_OBJECT_CLASS (eta_catalog_item_row_parent_class)->dispose (object);
}

static void
eta_catalog_item_row_class_init (EtaCatalogItemRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_catalog_item_row_dispose;
  signals[MOVED] = g_signal_new ("moved", ETA_TYPE_CATALOG_ITEM_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_UINT);
  signals[REMOVED] = g_signal_new ("removed", ETA_TYPE_CATALOG_ITEM_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SECTION] = g_signal_new ("section", ETA_TYPE_CATALOG_ITEM_ROW, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static GtkLabel *
add_label (GtkWidget *box, const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (css)
    gtk_widget_add_css_class (label, css);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
eta_catalog_item_row_init (EtaCatalogItemRow *self)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *handle = gtk_image_new_from_icon_name ("list-drag-handle-symbolic");

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->section = add_label (GTK_WIDGET (self), "heading");
  gtk_widget_add_css_class (GTK_WIDGET (self->section), "section-name");
  gtk_widget_add_css_class (handle, "dim-label");
  self->photo = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_can_shrink (self->photo, TRUE);
  gtk_picture_set_content_fit (self->photo, GTK_CONTENT_FIT_COVER);
  gtk_widget_set_size_request (GTK_WIDGET (self->photo), PHOTO_WIDTH, PHOTO_HEIGHT);
  gtk_widget_set_valign (GTK_WIDGET (self->photo), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (GTK_WIDGET (self->photo), "thumb");
  self->name = add_label (words, NULL);
  self->sku = add_label (words, "dim-label");
  gtk_widget_add_css_class (GTK_WIDGET (self->sku), "caption");
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (line), handle);
  gtk_box_append (GTK_BOX (line), GTK_WIDGET (self->photo));
  gtk_box_append (GTK_BOX (line), words);
  gtk_box_append (GTK_BOX (line), make_menu (self));
  gtk_box_append (GTK_BOX (self), line);
  add_dragging (self);
}

GtkWidget *
eta_catalog_item_row_new (void)
{
  return g_object_new (ETA_TYPE_CATALOG_ITEM_ROW, NULL);
}

static void
photo_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = eta_thumbnail_finish (result, &error);

  if (texture && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    gtk_picture_set_paintable (GTK_PICTURE (data), GDK_PAINTABLE (texture));
  g_object_unref (data);
}

static void
load_photo (EtaCatalogItemRow *self, EtaSession *session, const char *sha256)
{
  g_autofree char *path =
      sha256 ? eta_album_path (eta_session_get_album (session), sha256, ETA_ALBUM_THUMB) : NULL;
  g_autoptr (GdkTexture) texture = path ? eta_thumbnail_peek (path) : NULL;

  gtk_picture_set_paintable (self->photo, texture ? GDK_PAINTABLE (texture) : NULL);
  if (texture || !path)
    return;
  self->loading = g_cancellable_new ();
  eta_thumbnail_load (path, self->loading, photo_loaded, g_object_ref (self->photo));
}

void
eta_catalog_item_row_bind (EtaCatalogItemRow *self,
                           GtkListItem *item,
                           EtaSession *session,
                           gboolean sections)
{
  EtaCatalogEntry *entry = ETA_CATALOG_ENTRY (gtk_list_item_get_item (item));
  EtaStore *store = eta_session_get_store (session);
  const char *section = eta_catalog_entry_get_section (entry);
  g_autoptr (EtaCard) card = eta_store_get_card (
      store, eta_store_row_of (store, eta_catalog_entry_get_id (entry)), eta_ui_language (), NULL);

  eta_catalog_item_row_unbind (self);
  self->item = item;
  gtk_widget_set_visible (GTK_WIDGET (self->section), eta_catalog_entry_is_headed (entry));
  gtk_label_set_text (self->section, section ? section : "");
  gtk_label_set_text (self->name, card && card->name ? card->name : _ ("No longer there"));
  gtk_label_set_text (self->sku, card && card->sku ? card->sku : "");
  eta_spoken_name_item (GTK_WIDGET (self), gtk_label_get_text (self->name),
                        gtk_label_get_text (self->sku));
  gtk_widget_set_visible (self->naming, sections);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), section ? section : "");
  load_photo (self, session, card ? card->photo : NULL);
}

void
eta_catalog_item_row_unbind (EtaCatalogItemRow *self)
{
  self->item = NULL;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
}
