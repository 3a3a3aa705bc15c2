#include "app/producers-page.h"

#include "app/files.h"
#include "app/form-sections.h"
#include "app/origin-line.h"
#include "app/spoken-names.h"
#include "app/lines-editor.h"
#include "app/thumbnails.h"
#include "app/ui-language.h"
#include "app/window.h"
#include "photos/take.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EtaProducersPage {
  AdwBin parent_instance;
  EtaSession *session;
  GPtrArray *producers;  /* as listed */
  EtaProducer *producer; /* as shown, or NULL */
  GPtrArray *rows;       /* EtaFieldRow */
  GtkStringList *names;
  GtkSingleSelection *selection;
  EtaLinesEditor *certificates;
  GtkPicture *logo;
  GtkButton *choose_logo, *remove_logo;
  gboolean showing;
  GtkLabel *received; /* which package it came from */

  GtkListView *list;
  GtkStack *stack;
  GtkBox *sections;
};

G_DEFINE_FINAL_TYPE (EtaProducersPage, eta_producers_page, ADW_TYPE_BIN)

static const char *const contact_fields[] = {"name",     "pesantren", "person",  "phone",
                                             "whatsapp", "email",     "website", NULL};
static const char *const place_fields[] = {"address", "regency",   "province",
                                           "country", "map_point", NULL};
static const char *const number_fields[] = {"nib", "npwp", "opop", NULL};
static const char *const word_fields[] = {"name", "summary", "story", NULL};
static const char *const langs[] = {"id", "en", "ar"};

/* --- storing ------------------------------------------------------------------------------------
 */

static gboolean
put_producer (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_put_producer (store, data, error);
}

/* "name.ar" is a text in a language, "name" the producer's own field. */
static gboolean
set_at (EtaProducer *draft, const char *address, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (address, ".", 2);

  if (!parts[1])
    return eta_field_set (eta_field_find (ETA_FIELD_OF_PRODUCER, address), draft, text, error);
  return eta_field_set (eta_field_find (ETA_FIELD_OF_WORDS, parts[0]),
                        eta_words_ensure (draft->words, parts[1]), text, error);
}

static char *
get_at (const EtaProducer *producer, const char *address)
{
  g_auto (GStrv) parts = g_strsplit (address, ".", 2);
  const EtaWords *words;

  if (!parts[1])
    return eta_field_get (eta_field_find (ETA_FIELD_OF_PRODUCER, address), producer);
  words = eta_words_find (producer->words, parts[1]);
  return words ? eta_field_get (eta_field_find (ETA_FIELD_OF_WORDS, parts[0]), words) : NULL;
}

static gboolean
commit_field (EtaFieldRow *row, const char *text, gpointer data, GError **error)
{
  EtaProducersPage *self = ETA_PRODUCERS_PAGE (data);
  g_autoptr (EtaProducer) draft = NULL;

  if (!self->producer)
    return TRUE;
  draft = eta_producer_copy (self->producer);
  return set_at (draft, eta_field_row_get_address (row), text, error) &&
         eta_session_edit (self->session, N_ ("Edit producer"), draft->name, put_producer, draft,
                           error);
}

static gboolean
commit_certificates (gconstpointer draft, gpointer data, GError **error)
{
  EtaProducersPage *self = ETA_PRODUCERS_PAGE (data);

  return eta_session_edit (self->session, N_ ("Edit producer"), ((const EtaProducer *)draft)->name,
                           put_producer, (gpointer)draft, error);
}

/* --- showing ------------------------------------------------------------------------------------
 */

static void
show_received (EtaProducersPage *self)
{
  g_autofree char *text =
      eta_origin_text (eta_session_get_store (self->session), self->producer->id);

  gtk_label_set_text (self->received, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->received), text != NULL);
}

static void
logo_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EtaProducersPage) self = ETA_PRODUCERS_PAGE (data);
  g_autoptr (GdkTexture) texture = eta_thumbnail_finish (result, NULL);

  if (texture && self->producer && self->producer->logo)
    gtk_picture_set_paintable (self->logo, GDK_PAINTABLE (texture));
}

static void
show_logo (EtaProducersPage *self)
{
  gboolean there = self->producer->logo != NULL;
  g_autofree char *path = there ? eta_album_path (eta_session_get_album (self->session),
                                                  self->producer->logo, ETA_ALBUM_THUMB)
                                : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->logo), there);
  gtk_widget_set_visible (GTK_WIDGET (self->remove_logo), there);
  gtk_button_set_label (self->choose_logo,
                        there ? _ ("Choose another _logo…") : _ ("Choose a _logo…"));
  gtk_picture_set_paintable (self->logo, NULL);
  if (path)
    eta_thumbnail_load (path, NULL, logo_loaded, g_object_ref (self));
}

/* The form of a NIB is known from examples alone: so it is remarked on, never refused. */
static void
show_nib (EtaProducersPage *self)
{
  const char *nib = self->producer->nib;
  gboolean odd = nib && (strlen (nib) != 13 || strspn (nib, "0123456789") != 13);

  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (eta_field_row_get_address (self->rows->pdata[i]), "nib"))
      eta_field_row_set_gloss (self->rows->pdata[i],
                               odd ? _ ("A NIB has 13 digits. Compare it with the paper.") : NULL);
}

static void
show_producer (EtaProducersPage *self)
{
  gtk_stack_set_visible_child_name (self->stack, self->producer ? "form" : "empty");
  if (!self->producer)
    return;
  for (guint i = 0; i < self->rows->len; i++) {
    g_autofree char *text =
        get_at (self->producer, eta_field_row_get_address (self->rows->pdata[i]));
    eta_field_row_set_text (self->rows->pdata[i], text);
  }
  show_received (self);
  eta_lines_editor_set_owner (self->certificates, self->producer);
  show_logo (self);
  show_nib (self);
}

static void
set_producer (EtaProducersPage *self, EtaProducer *producer)
{
  if (producer)
    eta_producer_ref (producer);
  g_clear_pointer (&self->producer, eta_producer_unref);
  self->producer = producer;
  show_producer (self);
}

static void
selected_changed (EtaProducersPage *self)
{
  guint i = gtk_single_selection_get_selected (self->selection);

  if (self->showing || !self->producers)
    return;
  if (eta_producers_page_flush (self) && i < self->producers->len)
    set_producer (self, self->producers->pdata[i]);
}

static guint
position_of (EtaProducersPage *self, const char *id)
{
  for (guint i = 0; id && i < self->producers->len; i++)
    if (g_str_equal (((EtaProducer *)self->producers->pdata[i])->id, id))
      return i;
  return self->producers->len > 0 ? 0 : GTK_INVALID_LIST_POSITION;
}

static void
reload (EtaProducersPage *self)
{
  g_autofree char *id = self->producer ? g_strdup (self->producer->id) : NULL;
  g_autoptr (GPtrArray) texts = g_ptr_array_new ();
  guint i;

  g_clear_pointer (&self->producers, g_ptr_array_unref);
  self->producers = eta_store_list_producers (eta_session_get_store (self->session), NULL);
  if (!self->producers)
    self->producers = g_ptr_array_new ();
  for (i = 0; i < self->producers->len; i++)
    g_ptr_array_add (texts,
                     (char *)eta_producer_name (self->producers->pdata[i], eta_ui_language ()));
  g_ptr_array_add (texts, NULL);
  self->showing = TRUE;
  gtk_string_list_splice (self->names, 0, g_list_model_get_n_items (G_LIST_MODEL (self->names)),
                          (const char *const *)texts->pdata);
  i = position_of (self, id);
  gtk_single_selection_set_selected (self->selection, i);
  self->showing = FALSE;
  set_producer (self, i < self->producers->len ? self->producers->pdata[i] : NULL);
}

static void
new_clicked (EtaProducersPage *self)
{
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  g_autoptr (GError) error = NULL;

  if (!self->session || !eta_producers_page_flush (self))
    return;
  eta_set_text (&producer->name, _ ("New producer"));
  if (!eta_session_edit (self->session, N_ ("New producer"), NULL, put_producer, producer,
                         &error)) {
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
    return;
  }
  set_producer (self, producer);
  reload (self);
  gtk_widget_grab_focus (eta_field_row_get_control (self->rows->pdata[0]));
}

/* --- logo ----------------------------------------------------------------------------------------
 */

static void
logo_chosen (GListModel *files, gpointer data)
{
  EtaProducersPage *self = ETA_PRODUCERS_PAGE (data);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  g_autoptr (EtaProducer) draft = NULL;
  g_autoptr (GError) error = NULL;
  char sha256[65];
  int width, height;

  if (!self->producer || !path)
    return;
  draft = eta_producer_copy (self->producer);
  if (eta_album_take_file (path, eta_session_get_album (self->session), sha256, &width, &height,
                           &error)) {
    g_free (draft->logo);
    draft->logo = g_strdup (sha256);
    eta_session_edit (self->session, N_ ("Set the logo"), draft->name, put_producer, draft, &error);
  }
  if (error)
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
  else
    eta_window_toast_undo (eta_window_of (GTK_WIDGET (self)), _ ("Logo set"));
}

static void
remove_logo_clicked (EtaProducersPage *self)
{
  g_autoptr (EtaProducer) draft = NULL;
  g_autoptr (GError) error = NULL;

  if (!self->producer)
    return;
  draft = eta_producer_copy (self->producer);
  g_clear_pointer (&draft->logo, g_free);
  if (!eta_session_edit (self->session, N_ ("Remove the logo"), draft->name, put_producer, draft,
                         &error))
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
  else
    eta_window_toast_undo (eta_window_of (GTK_WIDGET (self)), _ ("Logo removed"));
}

static void
logo_clicked (EtaProducersPage *self)
{
  static const char *const types[] = {"image/*", NULL};
  EtaFilesAsk ask = {
      .title = _ ("Choose a logo"),
      .accept = _ ("_Choose"),
      .action = GTK_FILE_CHOOSER_ACTION_OPEN,
      .filter_name = _ ("Pictures"),
      .mime_types = types,
  };

  eta_files_ask (GTK_WIDGET (self), &ask, logo_chosen, self);
}

/* --- removing -----------------------------------------------------------------------------------
 */

static gboolean
delete_producer (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_delete_producer (store, ((const EtaProducer *)data)->id, error);
}

static void
remove_clicked (EtaProducersPage *self)
{
  g_autoptr (EtaProducer) producer = self->producer ? eta_producer_ref (self->producer) : NULL;
  g_autoptr (GError) error = NULL;

  if (!producer)
    return;
  if (!eta_session_edit (self->session, N_ ("Remove producer"), producer->name, delete_producer,
                         producer, &error))
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
  else
    eta_window_toast_undo (eta_window_of (GTK_WIDGET (self)), _ ("Producer removed"));
}

/* --- building -----------------------------------------------------------------------------------
 */

static GtkWidget *
make_received (EtaProducersPage *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  self->received = GTK_LABEL (label);
  gtk_label_set_xalign (self->received, 0);
  gtk_label_set_wrap (self->received, TRUE);
  gtk_label_set_wrap_mode (self->received, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_visible (label, FALSE);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
make_logo (EtaProducersPage *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->logo = GTK_PICTURE (gtk_picture_new ());
  gtk_picture_set_alternative_text (self->logo, _ ("Logo"));
  gtk_widget_set_size_request (GTK_WIDGET (self->logo), 72, 72);
  gtk_widget_add_css_class (GTK_WIDGET (self->logo), "thumb");
  self->choose_logo = GTK_BUTTON (gtk_button_new_with_mnemonic (_ ("Choose a _logo…")));
  self->remove_logo = GTK_BUTTON (gtk_button_new_with_label (_ ("Remove")));
  gtk_widget_add_css_class (GTK_WIDGET (self->remove_logo), "flat");
  gtk_widget_set_valign (GTK_WIDGET (self->choose_logo), GTK_ALIGN_CENTER);
  gtk_widget_set_valign (GTK_WIDGET (self->remove_logo), GTK_ALIGN_CENTER);
  g_signal_connect_swapped (self->choose_logo, "clicked", G_CALLBACK (logo_clicked), self);
  g_signal_connect_swapped (self->remove_logo, "clicked", G_CALLBACK (remove_logo_clicked), self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->logo));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->choose_logo));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->remove_logo));
  return box;
}

static void
build (EtaProducersPage *self)
{
  GtkWidget *received = make_received (self);
  GtkBox *contact = eta_form_section (self->sections, _ ("Contact"), NULL);
  GtkBox *words, *proof;

  gtk_box_prepend (self->sections, received);
  gtk_box_append (
      contact, eta_form_producer_fields (contact_fields, NULL, 3, commit_field, self, self->rows));
  gtk_box_append (contact, make_logo (self));
  gtk_box_append (eta_form_section (self->sections, _ ("Place"), NULL),
                  eta_form_producer_fields (place_fields, NULL, 3, commit_field, self, self->rows));
  gtk_box_append (
      eta_form_section (self->sections, _ ("Numbers"), NULL),
      eta_form_producer_fields (number_fields, NULL, 3, commit_field, self, self->rows));
  words = eta_form_section (self->sections, _ ("Story"), NULL);
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    GtkWidget *label = gtk_label_new (eta_form_language_name (langs[i]));
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_widget_add_css_class (label, "heading");
    gtk_box_append (words, label);
    gtk_box_append (
        words, eta_form_producer_fields (word_fields, langs[i], 1, commit_field, self, self->rows));
  }
  proof = eta_form_section (self->sections, _ ("Proof"), NULL);
  self->certificates = ETA_LINES_EDITOR (eta_lines_editor_new (
      &eta_lines_producer_certificates, "certificates", commit_certificates, self));
  gtk_box_append (proof, GTK_WIDGET (self->certificates));
}

static void
eta_producers_page_dispose (GObject *object)
{
  EtaProducersPage *self = ETA_PRODUCERS_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->producers, g_ptr_array_unref);
  g_clear_pointer (&self->producer, eta_producer_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  G_OBJECT_CLASS (eta_producers_page_parent_class)->dispose (object);
}

static void
eta_producers_page_class_init (EtaProducersPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_producers_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/producers-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaProducersPage, list);
  gtk_widget_class_bind_template_child (widget_class, EtaProducersPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaProducersPage, sections);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked);
  gtk_widget_class_bind_template_callback (widget_class, remove_clicked);
}

static void
setup_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE); /* many names begin alike */
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  const char *name = gtk_string_object_get_string (gtk_list_item_get_item (item));

  gtk_label_set_text (GTK_LABEL (label), name);
  eta_spoken_name_item (label, name, NULL);
}

static void
eta_producers_page_init (EtaProducersPage *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  build (self);
  g_signal_connect (factory, "setup", G_CALLBACK (setup_name), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_name), NULL);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  self->names = gtk_string_list_new (NULL);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->names));
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  g_signal_connect_swapped (self->selection, "notify::selected", G_CALLBACK (selected_changed),
                            self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
}

void
eta_producers_page_set_session (EtaProducersPage *self, EtaSession *session)
{
  if (self->session)
    g_signal_handlers_disconnect_by_func (self->session, reload, self);
  g_clear_pointer (&self->producer, eta_producer_unref);
  g_set_object (&self->session, session);
  eta_lines_editor_set_session (self->certificates, session);
  if (!session)
    return;
  g_signal_connect_object (session, "changed", G_CALLBACK (reload), self, G_CONNECT_SWAPPED);
  reload (self);
}

gboolean
eta_producers_page_flush (EtaProducersPage *self)
{
  for (guint i = 0; self->producer && i < self->rows->len; i++)
    if (!eta_field_row_flush (self->rows->pdata[i]))
      return FALSE;
  return !self->producer || eta_lines_editor_flush (self->certificates);
}
