#include "app/files.h"

typedef struct {
  GtkWidget *owner; /* weak */
  EtaFilesDone done;
  gpointer data;
} Asked;

static void
responded (GtkNativeDialog *dialog, int response, gpointer data)
{
  Asked *asked = data;

  if (response == GTK_RESPONSE_ACCEPT && asked->owner) {
    g_autoptr (GListModel) files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (dialog));
    if (g_list_model_get_n_items (files) > 0)
      asked->done (files, asked->data);
  }
  g_clear_weak_pointer (&asked->owner);
  g_free (asked);
  g_object_unref (dialog);
}

static GtkFileFilter *
make_filter (const EtaFilesAsk *ask)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, ask->filter_name);
  for (guint i = 0; ask->mime_types && ask->mime_types[i]; i++)
    gtk_file_filter_add_mime_type (filter, ask->mime_types[i]);
  for (guint i = 0; ask->suffixes && ask->suffixes[i]; i++)
    gtk_file_filter_add_suffix (filter, ask->suffixes[i]);
  return filter;
}

void
eta_files_ask (GtkWidget *owner, const EtaFilesAsk *ask, EtaFilesDone done, gpointer data)
{
  GtkWindow *parent = GTK_WINDOW (gtk_widget_get_root (owner));
  GtkFileChooserNative *dialog =
      gtk_file_chooser_native_new (ask->title, parent, ask->action, ask->accept, NULL);
  GtkFileChooser *chooser = GTK_FILE_CHOOSER (dialog);
  Asked *asked = g_new0 (Asked, 1);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_file_chooser_set_select_multiple (chooser, ask->many);
  if (ask->filter_name) {
    g_autoptr (GtkFileFilter) filter = make_filter (ask);
    gtk_file_chooser_add_filter (chooser, filter);
  }
  if (ask->name)
    gtk_file_chooser_set_current_name (chooser, ask->name);
  if (ask->folder) {
    g_autoptr (GFile) folder = g_file_new_for_path (ask->folder);
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  }
  g_set_weak_pointer (&asked->owner, owner);
  asked->done = done;
  asked->data = data;
  g_signal_connect (dialog, "response", G_CALLBACK (responded), asked);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

GListModel *
eta_files_of_value (const GValue *value)
{
  g_autoptr (GSList) list = NULL;
  GListStore *files;

  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return NULL;
  files = g_list_store_new (G_TYPE_FILE);
  list = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *l = list; l; l = l->next)
    g_list_store_append (files, l->data);
  return G_LIST_MODEL (files);
}

char *
eta_files_folder (const char *name)
{
  const char *documents = g_get_user_special_dir (G_USER_DIRECTORY_DOCUMENTS);

  return g_build_filename (documents ? documents : g_get_home_dir (), "Etalase", name, NULL);
}

/* The folder that FILE lies in, since not every file manager can point at one file. */
static void
show_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_autoptr (GFile) file = g_file_new_for_uri (g_variant_get_string (parameter, NULL));
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *uri = folder ? g_file_get_uri (folder) : NULL;

  if (uri)
    g_app_info_launch_default_for_uri_async (uri, NULL, NULL, NULL, NULL);
}

static void
open_file_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  g_app_info_launch_default_for_uri_async (g_variant_get_string (parameter, NULL), NULL, NULL, NULL,
                                           NULL);
}

void
eta_files_install_actions (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.show-file", "s", show_file_action);
  gtk_widget_class_install_action (window_class, "win.open-file", "s", open_file_action);
}
