#include "app/catalog-editor.h"

#include "app/catalog-export.h"
#include "app/catalog-items.h"
#include "app/catalog-remarks.h"
#include "app/catalog-settings.h"
#include "app/files.h"
#include "app/form-sections.h"
#include "app/page-strip.h"
#include "app/ui-language.h"
#include "app/window.h"
#include "photos/take.h"
#include "sheets/edition.h"

#include <glib/gi18n.h>

struct _EtaCatalogEditor {
  AdwBin parent_instance;
  EtaSession *session;
  EtaCollection *collection; /* as stored, or NULL */
  gboolean storing, showing;
  guint delay_id;

  AdwWindowTitle *title;
  GtkBox *settings_box, *items_box, *remarks_box;
  GtkScrolledWindow *pages;
  GtkDropDown *language;
  GtkLabel *n_pages, *problem;
  EtaCatalogSettings *settings;
  EtaCatalogItems *items;
  EtaCatalogRemarks *remarks;
  EtaPageStrip *strip;
};

G_DEFINE_FINAL_TYPE (EtaCatalogEditor, eta_catalog_editor, ADW_TYPE_BIN)

enum { BACK, N_SIGNALS };
static guint signals[N_SIGNALS];

/* Between two changes that follow each other nothing is laid out. */
#define DELAY_MS 120

/* --- The pages -------------------------------------------------------------------------------- */

/* Of the drop-down; borrowed from the collection's languages by the caller. */
static char *
shown_language (EtaCatalogEditor *self)
{
  g_auto (GStrv) langs =
      g_strsplit (self->collection->languages ? self->collection->languages : "id", " ", -1);
  guint chosen = gtk_drop_down_get_selected (self->language);

  return g_strdup (langs[chosen < g_strv_length (langs) ? chosen : 0]);
}

static gboolean
show_pages (gpointer data)
{
  EtaCatalogEditor *self = ETA_CATALOG_EDITOR (data);
  g_autofree char *lang = NULL;

  self->delay_id = 0;
  if (!self->collection)
    return G_SOURCE_REMOVE;
  lang = shown_language (self);
  eta_page_strip_show (self->strip, self->collection, lang);
  return G_SOURCE_REMOVE;
}

static void
schedule_pages (EtaCatalogEditor *self)
{
  if (self->showing)
    return;
  g_clear_handle_id (&self->delay_id, g_source_remove);
  self->delay_id = g_timeout_add (DELAY_MS, show_pages, self);
}

static void
pages_opened (EtaCatalogEditor *self, guint n, const char *problem)
{
  g_autofree char *text = g_strdup_printf (ngettext ("%u page", "%u pages", n), n);

  gtk_label_set_text (self->n_pages, problem ? "" : text);
  gtk_label_set_text (self->problem, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

static void
show_languages (EtaCatalogEditor *self)
{
  g_auto (GStrv) langs =
      g_strsplit (self->collection->languages ? self->collection->languages : "id", " ", -1);
  g_autofree char *before = shown_language (self);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  gboolean fresh = !gtk_drop_down_get_model (self->language);
  guint chosen = 0;

  for (guint i = 0; langs[i]; i++) {
    gtk_string_list_append (names, eta_form_language_name (langs[i]));
    if (g_str_equal (langs[i], before))
      chosen = i;
  }
  if (gtk_drop_down_get_model (self->language) &&
      g_list_model_get_n_items (gtk_drop_down_get_model (self->language)) == g_strv_length (langs))
    return;
  for (guint i = 0; fresh && langs[i]; i++)
    if (g_str_equal (langs[i], eta_ui_language ()))
      chosen = i;
  gtk_drop_down_set_model (self->language, G_LIST_MODEL (names));
  gtk_drop_down_set_selected (self->language, chosen);
}

/* --- Storing ---------------------------------------------------------------------------------- */

static gboolean
put_collection (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_put_collection (store, data, error);
}

static void
store (EtaCatalogEditor *self, const char *step, EtaCollection *draft)
{
  const char *title = eta_edition_title (draft, eta_ui_language ());
  g_autoptr (GError) error = NULL;

  if (eta_session_edit (self->session, step, title, put_collection, draft, &error))
    return;
  eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
  eta_catalog_settings_show (self->settings, self->collection);
}

static void
settings_edited (EtaCatalogEditor *self, EtaCollection *draft)
{
  store (self, N_ ("Edit catalog"), draft);
}

static void
items_edited (EtaCatalogEditor *self, const char *step)
{
  g_autoptr (EtaCollection) draft = eta_collection_copy (self->collection);

  eta_catalog_items_apply (self->items, draft);
  store (self, step, draft);
}

/* --- Cover ------------------------------------------------------------------------------------ */

static void
cover_chosen (GListModel *files, gpointer data)
{
  EtaCatalogEditor *self = ETA_CATALOG_EDITOR (data);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (EtaCollection) draft = NULL;
  g_autoptr (GError) error = NULL;
  char sha256[65];
  int width, height;

  if (!self->collection || !path)
    return;
  if (!eta_album_take_file (path, eta_session_get_album (self->session), sha256, &width, &height,
                            &error)) {
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
    return;
  }
  draft = eta_collection_copy (self->collection);
  g_free (draft->cover);
  draft->cover = g_strdup (sha256);
  store (self, N_ ("Choose a cover"), draft);
}

static void
choose_cover (EtaCatalogEditor *self)
{
  static const char *const types[] = {"image/*", NULL};
  EtaFilesAsk ask = {
      .title = _ ("Choose a cover photo"),
      .accept = _ ("_Choose"),
      .action = GTK_FILE_CHOOSER_ACTION_OPEN,
      .filter_name = _ ("Pictures"),
      .mime_types = types,
  };

  eta_files_ask (GTK_WIDGET (self), &ask, cover_chosen, self);
}

/* --- Showing ---------------------------------------------------------------------------------- */

static void
show_collection (EtaCatalogEditor *self)
{
  g_autoptr (EtaCollectionOptions) options =
      eta_collection_options_read (self->collection->options);
  const char *title = eta_edition_title (self->collection, eta_ui_language ());
  guint n = self->collection->items->len;
  g_autofree char *count = g_strdup_printf (ngettext ("%u product", "%u products", n), n);

  adw_window_title_set_title (self->title, title ? title : _ ("Catalog without a title"));
  adw_window_title_set_subtitle (self->title, count);
  self->showing = TRUE;
  eta_catalog_settings_show (self->settings, self->collection);
  eta_catalog_items_show (self->items, self->collection, options->sections == ETA_SECTIONS_OWN);
  show_languages (self);
  self->showing = FALSE;
  eta_catalog_remarks_check (self->remarks, eta_session_get_path (self->session), self->collection);
  schedule_pages (self);
}

static void
set_collection (EtaCatalogEditor *self, EtaCollection *collection)
{
  eta_catalog_settings_show (self->settings, NULL);
  g_clear_pointer (&self->collection, eta_collection_free);
  self->collection = collection;
  if (collection)
    show_collection (self);
  else
    eta_catalog_remarks_check (self->remarks, NULL, NULL);
}

/* Stored here or elsewhere, undone, or gone. */
static void
session_changed (EtaCatalogEditor *self)
{
  EtaCollection *now;

  if (!self->collection)
    return;
  now =
      eta_store_get_collection (eta_session_get_store (self->session), self->collection->id, NULL);
  set_collection (self, now);
  if (!now)
    g_signal_emit (self, signals[BACK], 0);
}

/* --- Actions ---------------------------------------------------------------------------------- */

static void
back_clicked (EtaCatalogEditor *self)
{
  eta_catalog_editor_flush (self);
  g_signal_emit (self, signals[BACK], 0);
}

static void
export_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaCatalogEditor *self = ETA_CATALOG_EDITOR (widget);
  eta_catalog_editor_flush (self);
  if (self->collection)
    eta_catalog_export (eta_window_of (GTK_WIDGET (self)), self->collection);
}

static void
print_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaCatalogEditor *self = ETA_CATALOG_EDITOR (widget);
  g_autofree char *lang = NULL;

  eta_catalog_editor_flush (self);
  if (!self->collection)
    return;
  lang = shown_language (self);
  eta_catalog_print (eta_window_of (GTK_WIDGET (self)), self->collection, lang);
}

static gboolean
delete_collection (EtaStore *store, gpointer id, GError **error)
{
  return eta_store_delete_collection (store, id, error);
}

static void
delete_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaCatalogEditor *self = ETA_CATALOG_EDITOR (widget);
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));
  g_autofree char *id = self->collection ? g_strdup (self->collection->id) : NULL;
  g_autoptr (GError) error = NULL;

  if (!id)
    return;
  if (eta_session_edit (self->session, N_ ("Delete catalog"),
                        adw_window_title_get_title (self->title), delete_collection, id, &error))
    eta_window_toast_undo (window, _ ("Catalog deleted"));
  else
    eta_window_show_error (window, error);
}

/* A field of the producer is on the producers' page. */
static void
jump (EtaCatalogEditor *self, const char *product_id, const char *field)
{
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));

  if (g_str_has_prefix (field, "producer."))
    eta_window_show_page (window, "producers");
  else
    eta_window_show_field (window, product_id, field, "catalogs");
}

static void
product_opened (EtaCatalogEditor *self, const char *id)
{
  eta_window_show_product (eta_window_of (GTK_WIDGET (self)), id);
}

/* --- The widget ------------------------------------------------------------------------------- */

static void
eta_catalog_editor_dispose (GObject *object)
{
  EtaCatalogEditor *self = ETA_CATALOG_EDITOR (object);

  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_clear_object (&self->session);
  g_clear_pointer (&self->collection, eta_collection_free);
  G_OBJECT_CLASS (eta_catalog_editor_parent_class)->dispose (object);
}

static void
eta_catalog_editor_class_init (EtaCatalogEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_catalog_editor_dispose;
  signals[BACK] = g_signal_new ("back", ETA_TYPE_CATALOG_EDITOR, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/catalog-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogEditor, title);
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogEditor, settings_box);
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogEditor, items_box);
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogEditor, remarks_box);
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogEditor, pages);
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogEditor, language);
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogEditor, n_pages);
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogEditor, problem);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
  gtk_widget_class_install_action (widget_class, "catalog.export", NULL, export_action);
  gtk_widget_class_install_action (widget_class, "catalog.print", NULL, print_action);
  gtk_widget_class_install_action (widget_class, "catalog.delete", NULL, delete_action);
  gtk_widget_class_bind_template_callback (widget_class, schedule_pages);
}

static void
eta_catalog_editor_init (EtaCatalogEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->settings = ETA_CATALOG_SETTINGS (eta_catalog_settings_new ());
  gtk_box_append (self->settings_box, GTK_WIDGET (self->settings));
  g_signal_connect_swapped (self->settings, "edited", G_CALLBACK (settings_edited), self);
  g_signal_connect_swapped (self->settings, "choose-cover", G_CALLBACK (choose_cover), self);
  self->items = g_object_new (ETA_TYPE_CATALOG_ITEMS, NULL);
  gtk_widget_set_vexpand (GTK_WIDGET (self->items), TRUE);
  gtk_box_append (self->items_box, GTK_WIDGET (self->items));
  g_signal_connect_swapped (self->items, "edited", G_CALLBACK (items_edited), self);
  g_signal_connect_swapped (self->items, "open", G_CALLBACK (product_opened), self);
  self->remarks = ETA_CATALOG_REMARKS (eta_catalog_remarks_new ());
  gtk_box_append (self->remarks_box, GTK_WIDGET (self->remarks));
  g_signal_connect_swapped (self->remarks, "jump", G_CALLBACK (jump), self);
  self->strip = ETA_PAGE_STRIP (eta_page_strip_new ());
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->strip), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("The pages as they will print"), -1);
  g_signal_connect_swapped (self->strip, "opened", G_CALLBACK (pages_opened), self);
  gtk_scrolled_window_set_child (self->pages, GTK_WIDGET (self->strip));
  eta_page_strip_follow (self->strip, gtk_scrolled_window_get_vadjustment (self->pages));
}

void
eta_catalog_editor_set_session (EtaCatalogEditor *self, EtaSession *session)
{
  if (self->session)
    g_signal_handlers_disconnect_by_func (self->session, session_changed, self);
  set_collection (self, NULL);
  eta_catalog_items_set_session (self->items, session);
  g_set_object (&self->session, session);
  eta_page_strip_set_path (self->strip, NULL);
  if (session)
    g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self,
                             G_CONNECT_SWAPPED);
}

gboolean
eta_catalog_editor_show (EtaCatalogEditor *self, const char *collection_id)
{
  g_autoptr (GError) error = NULL;
  EtaCollection *collection =
      collection_id
          ? eta_store_get_collection (eta_session_get_store (self->session), collection_id, &error)
          : NULL;

  if (error)
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
  gtk_drop_down_set_model (self->language, NULL); /* begins with the language of the window */
  eta_page_strip_set_path (self->strip, collection ? eta_session_get_path (self->session) : NULL);
  set_collection (self, collection);
  return collection != NULL;
}

const char *
eta_catalog_editor_get_id (EtaCatalogEditor *self)
{
  return self->collection ? self->collection->id : NULL;
}

void
eta_catalog_editor_flush (EtaCatalogEditor *self)
{
  if (self->collection)
    eta_catalog_settings_flush (self->settings);
}
