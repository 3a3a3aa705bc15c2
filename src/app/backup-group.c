#include "app/backup-group.h"

#include "app/ask.h"
#include "app/daily-backup.h"
#include "app/files.h"
#include "app/moment.h"
#include "catalog/backup-daily.h"

#include <glib/gi18n.h>

struct _EtaBackupGroup {
  AdwPreferencesGroup parent_instance;
  GSettings *settings;
  AdwActionRow *folder;
  GtkButton *usual;
  GtkSpinButton *keep;
  AdwActionRow *last;
  GtkButton *now;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (EtaBackupGroup, eta_backup_group, ADW_TYPE_PREFERENCES_GROUP)

/* The window that the preferences were opened from. */
static EtaWindow *
main_window (EtaBackupGroup *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWindow *parent = root ? gtk_window_get_transient_for (GTK_WINDOW (root)) : NULL;

  return ETA_IS_WINDOW (parent) ? ETA_WINDOW (parent) : NULL;
}

static EtaSession *
session_of (EtaBackupGroup *self)
{
  EtaWindow *window = main_window (self);

  return window ? eta_window_get_session (window) : NULL;
}

static void
show_folder (EtaBackupGroup *self)
{
  g_autofree char *folder = eta_daily_backup_folder ();
  g_autofree char *chosen = g_settings_get_string (self->settings, "backup-folder");
  g_autofree char *shown = g_filename_display_name (folder);

  adw_action_row_set_subtitle (self->folder, shown);
  gtk_widget_set_visible (GTK_WIDGET (self->usual), *chosen != '\0');
}

static void
show_last (EtaBackupGroup *self)
{
  EtaSession *session = session_of (self);
  g_autofree char *base = eta_daily_backup_folder ();
  g_autoptr (GPtrArray) list =
      session ? eta_backup_list (base, eta_session_get_path (session)) : NULL;
  const EtaBackupAbout *newest = list && list->len > 0 ? list->pdata[0] : NULL;
  g_autofree char *when = newest ? eta_moment_text (newest->written) : NULL;
  g_autofree char *place = newest ? g_filename_display_name (newest->path) : NULL;
  g_autofree char *text = newest ? g_strdup_printf ("%s\n%s", when, place) : NULL;

  if (!session)
    adw_action_row_set_subtitle (self->last, _ ("No catalog is open"));
  else
    adw_action_row_set_subtitle (self->last, text ? text : _ ("None yet"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->now), session && !eta_session_is_read_only (session));
}

static void
refresh (EtaBackupGroup *self)
{
  show_folder (self);
  show_last (self);
}

/* --- the folder ------------------------------------------------------------------------------- */

static void
folder_chosen (GListModel *files, gpointer data)
{
  EtaBackupGroup *self = ETA_BACKUP_GROUP (data);
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);
  EtaSession *session = session_of (self);
  g_autoptr (GError) error = NULL;

  if (!path)
    return;
  if (session && !eta_backup_folder_fits (path, eta_session_get_path (session), &error)) {
    eta_tell (GTK_WIDGET (self), _ ("Not a good place for backups"), error->message);
    return;
  }
  g_settings_set_string (self->settings, "backup-folder", path);
  refresh (self);
}

static void
change_clicked (EtaBackupGroup *self)
{
  g_autofree char *folder = eta_daily_backup_folder ();
  EtaFilesAsk ask = {
      .title = _ ("Folder for backups"),
      .accept = _ ("_Choose"),
      .action = GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER,
      .folder = folder,
  };

  eta_files_ask (GTK_WIDGET (self), &ask, folder_chosen, self);
}

static void
usual_clicked (EtaBackupGroup *self)
{
  g_settings_reset (self->settings, "backup-folder");
  refresh (self);
}

/* --- now -------------------------------------------------------------------------------------- */

static void
set_working (EtaBackupGroup *self, gboolean working)
{
  gtk_spinner_set_spinning (self->spinner, working);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), working);
  gtk_widget_set_sensitive (GTK_WIDGET (self->now), !working);
}

static void
written (const char *path, const GError *error, gpointer data)
{
  EtaBackupGroup *self = ETA_BACKUP_GROUP (data);

  set_working (self, FALSE);
  refresh (self);
  if (error)
    eta_tell (GTK_WIDGET (self), _ ("Today’s backup was not written"), error->message);
}

static void
now_clicked (EtaBackupGroup *self)
{
  EtaWindow *window = main_window (self);

  if (window && eta_window_flush (window) &&
      eta_daily_backup_now (window, G_OBJECT (self), written, self))
    set_working (self, TRUE);
}

static void
eta_backup_group_dispose (GObject *object)
{
  g_clear_object (&ETA_BACKUP_GROUP (object)->settings);
  G_OBJECT_CLASS (eta_backup_group_parent_class)->dispose (object);
}

static void
eta_backup_group_class_init (EtaBackupGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_backup_group_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/backup-group.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaBackupGroup, folder);
  gtk_widget_class_bind_template_child (widget_class, EtaBackupGroup, usual);
  gtk_widget_class_bind_template_child (widget_class, EtaBackupGroup, keep);
  gtk_widget_class_bind_template_child (widget_class, EtaBackupGroup, last);
  gtk_widget_class_bind_template_child (widget_class, EtaBackupGroup, now);
  gtk_widget_class_bind_template_child (widget_class, EtaBackupGroup, spinner);
  gtk_widget_class_bind_template_callback (widget_class, change_clicked);
  gtk_widget_class_bind_template_callback (widget_class, usual_clicked);
  gtk_widget_class_bind_template_callback (widget_class, now_clicked);
}

static void
eta_backup_group_init (EtaBackupGroup *self)
{
  self->settings = g_settings_new (ETA_APP_ID);
  gtk_widget_init_template (GTK_WIDGET (self));
  g_settings_bind (self->settings, "backup-keep", self->keep, "value", G_SETTINGS_BIND_DEFAULT);
  /* Which window it belongs to is known then. */
  g_signal_connect (self, "map", G_CALLBACK (refresh), NULL);
}
