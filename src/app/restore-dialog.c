#include "app/restore-dialog.h"

#include "app/daily-backup.h"
#include "app/files.h"
#include "app/moment.h"
#include "app/restore.h"
#include "catalog/backup-daily.h"

#include <glib/gi18n.h>

struct _EtaRestoreDialog {
  AdwWindow parent_instance;
  char *catalog;
  AdwPreferencesGroup *daily;
  AdwActionRow *none;
};

G_DEFINE_FINAL_TYPE (EtaRestoreDialog, eta_restore_dialog, ADW_TYPE_WINDOW)

static const char PATH_KEY[] = "eta-path";

static void
choose (EtaRestoreDialog *self, const char *backup)
{
  EtaWindow *window = ETA_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autofree char *path = g_strdup (backup);
  g_autofree char *catalog = g_strdup (self->catalog);

  gtk_window_destroy (GTK_WINDOW (self));
  if (catalog)
    eta_restore_start (window, path, catalog);
  else
    eta_restore_file (window, path);
}

static void
row_activated (EtaRestoreDialog *self, AdwActionRow *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), PATH_KEY));
}

static GtkWidget *
make_row (EtaRestoreDialog *self, const EtaBackupAbout *about)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *when = eta_moment_text (about->written);
  g_autofree char *title = NULL, *subtitle = eta_restore_describe (about);

  if (!self->catalog && about->catalog)
    title = g_strdup_printf ("%s · %s", about->catalog, when);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title ? title : when);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), PATH_KEY, g_strdup (about->path), g_free);
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated), self, G_CONNECT_SWAPPED);
  return row;
}

static void
fill (EtaRestoreDialog *self)
{
  g_autofree char *base = eta_daily_backup_folder ();
  g_autoptr (GPtrArray) list = eta_backup_list (base, self->catalog);

  gtk_widget_set_visible (GTK_WIDGET (self->none), list->len == 0);
  for (guint i = 0; i < list->len; i++)
    adw_preferences_group_add (self->daily, make_row (self, list->pdata[i]));
}

static void
file_chosen (GListModel *files, gpointer data)
{
  EtaRestoreDialog *self = ETA_RESTORE_DIALOG (data);
  EtaWindow *window = ETA_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (self)));
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);

  if (!path)
    return;
  gtk_window_destroy (GTK_WINDOW (self));
  eta_restore_file (window, path);
}

static void
file_activated (EtaRestoreDialog *self)
{
  static const char *const suffixes[] = {"etalasebackup", NULL};
  EtaFilesAsk ask = {
      .title = _ ("Restore a backup"),
      .accept = _ ("_Restore"),
      .action = GTK_FILE_CHOOSER_ACTION_OPEN,
      .filter_name = _ ("Etalase backups"),
      .suffixes = suffixes,
  };

  eta_files_ask (GTK_WIDGET (self), &ask, file_chosen, self);
}

static void
eta_restore_dialog_finalize (GObject *object)
{
  g_free (ETA_RESTORE_DIALOG (object)->catalog);
  G_OBJECT_CLASS (eta_restore_dialog_parent_class)->finalize (object);
}

static void
eta_restore_dialog_class_init (EtaRestoreDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = eta_restore_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/restore-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaRestoreDialog, daily);
  gtk_widget_class_bind_template_child (widget_class, EtaRestoreDialog, none);
  gtk_widget_class_bind_template_callback (widget_class, file_activated);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eta_restore_dialog_init (EtaRestoreDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
eta_restore_dialog_show (EtaWindow *window, const char *catalog_path)
{
  EtaRestoreDialog *self = g_object_new (ETA_TYPE_RESTORE_DIALOG, "transient-for", window, NULL);

  self->catalog = g_strdup (catalog_path);
  fill (self);
  gtk_window_present (GTK_WINDOW (self));
}
