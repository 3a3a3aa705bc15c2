#include "app/export-dialog.h"

#include "app/export-job.h"
#include "app/files.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EtaExportDialog {
  AdwWindow parent_instance;
  EtaWindow *window;  /* weak */
  GArray *choices[3]; /* rows of all, of those shown, of those selected; NULL: not on offer */
  guint offered[3];   /* which of them stands at which place of the list */

  GtkButton *export;
  AdwComboRow *kind_row, *products_row, *languages_row, *photos_row;
  GtkSwitch *texts, *prices, *packing, *proof;
};

G_DEFINE_FINAL_TYPE (EtaExportDialog, eta_export_dialog, ADW_TYPE_WINDOW)

/* In the order of the lists in export-dialog.ui. */
static const char *const suffixes[] = {".xlsx", ".csv", ".json"};
static const char *const languages[] = {NULL, "id", "en", "ar"};

enum { PHOTOS_NONE, PHOTOS_FOLDER, PHOTOS_ZIP };

/* --- which products --------------------------------------------------------------------------- */

static GArray *
rows_of (EtaStore *store, GPtrArray *ids)
{
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < ids->len; i++) {
    gint64 row = eta_store_row_of (store, ids->pdata[i]);
    g_array_append_val (rows, row);
  }
  return rows;
}

static char *
choice_label (guint choice, guint n)
{
  const char *forms[] = {
      ngettext ("All, %u product", "All, %u products", n),
      ngettext ("As the list shows, %u product", "As the list shows, %u products", n),
      ngettext ("Selected, %u product", "Selected, %u products", n),
  };

  return g_strdup_printf (forms[choice], n);
}

/* What is selected is most likely meant; then what a search or a filter has left. */
static void
offer_products (EtaExportDialog *self)
{
  EtaStore *store = eta_session_get_store (eta_window_get_session (self->window));
  const EtaQuery all = {.sort = ETA_SORT_SKU};
  g_autoptr (GPtrArray) selected = eta_window_get_selected (self->window);
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint n = 0;

  self->choices[0] = eta_store_query (store, &all, NULL);
  self->choices[1] = eta_window_get_shown (self->window);
  self->choices[2] = rows_of (store, selected);
  for (guint i = 0; i < 3; i++) {
    if (!self->choices[i])
      self->choices[i] = g_array_new (FALSE, FALSE, sizeof (gint64));
    if (i > 0 && (self->choices[i]->len == 0 || self->choices[i]->len == self->choices[0]->len))
      continue;
    gtk_string_list_take (labels, choice_label (i, self->choices[i]->len));
    self->offered[n++] = i;
  }
  adw_combo_row_set_model (self->products_row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->products_row, n - 1);
  gtk_widget_set_sensitive (GTK_WIDGET (self->export), self->choices[0]->len > 0);
}

/* --- writing ---------------------------------------------------------------------------------- */

/* Beside the table, under a name that an import finds again. Transfer full. */
static char *
photo_path (EtaExportDialog *self, const char *path)
{
  guint choice = adw_combo_row_get_selected (self->photos_row);
  const char *dot = strrchr (path, '.');
  g_autofree char *stem = g_strndup (path, dot - path);
  /* Translators: the name of a folder or ZIP file with photos; an import looks for this word. */
  const char *word = _ ("photos");

  if (choice == PHOTOS_NONE)
    return NULL;
  return g_strdup_printf ("%s %s%s", stem, word, choice == PHOTOS_ZIP ? ".zip" : "");
}

static EtaExportParts
read_parts (EtaExportDialog *self)
{
  EtaExportParts parts = ETA_EXPORT_PHOTOS;

  if (gtk_switch_get_active (self->texts))
    parts |= ETA_EXPORT_TEXTS;
  if (gtk_switch_get_active (self->prices))
    parts |= ETA_EXPORT_PRICES;
  if (gtk_switch_get_active (self->packing))
    parts |= ETA_EXPORT_PACKING;
  if (gtk_switch_get_active (self->proof))
    parts |= ETA_EXPORT_PROOF;
  return parts;
}

static char *
with_suffix (EtaExportDialog *self, const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_has_suffix (lower, suffixes[i]))
      return g_strdup (path);
  return g_strconcat (path, suffixes[adw_combo_row_get_selected (self->kind_row)], NULL);
}

void
eta_export_dialog_write (EtaExportDialog *self, const char *path)
{
  g_autofree char *table = with_suffix (self, path);
  g_autofree char *photos = photo_path (self, table);
  guint language = adw_combo_row_get_selected (self->languages_row);
  const char *const langs[] = {languages[language], NULL};
  guint choice = self->offered[adw_combo_row_get_selected (self->products_row)];
  const EtaExportOptions options = {
      .rows = self->choices[choice],
      .parts = read_parts (self),
      .langs = languages[language] ? langs : NULL,
  };

  if (self->window && eta_window_get_session (self->window))
    eta_export_job_start (self->window, table, photos, &options);
  gtk_window_close (GTK_WINDOW (self));
}

static void
chosen (GListModel *files, gpointer data)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autofree char *path = g_file_get_path (file);

  if (path)
    eta_export_dialog_write (ETA_EXPORT_DIALOG (data), path);
}

static void
export_clicked (EtaExportDialog *self)
{
  g_autofree char *name =
      g_strconcat (_ ("Products"), suffixes[adw_combo_row_get_selected (self->kind_row)], NULL);
  const EtaFilesAsk ask = {
      .title = _ ("Export a table"),
      .accept = _ ("_Export"),
      .action = GTK_FILE_CHOOSER_ACTION_SAVE,
      .name = name,
  };

  eta_files_ask (GTK_WIDGET (self), &ask, chosen, self);
}

/* --- the window ------------------------------------------------------------------------------- */

EtaExportDialog *
eta_export_dialog_new (EtaWindow *window)
{
  EtaExportDialog *self = g_object_new (ETA_TYPE_EXPORT_DIALOG, "transient-for", window, NULL);

  g_set_weak_pointer (&self->window, window);
  offer_products (self);
  return self;
}

static void
eta_export_dialog_dispose (GObject *object)
{
  EtaExportDialog *self = ETA_EXPORT_DIALOG (object);

  g_clear_weak_pointer (&self->window);
  for (guint i = 0; i < G_N_ELEMENTS (self->choices); i++)
    g_clear_pointer (&self->choices[i], g_array_unref);
  G_OBJECT_CLASS (eta_export_dialog_parent_class)->dispose (object);
}

static void
eta_export_dialog_class_init (EtaExportDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_export_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/export-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaExportDialog, export);
  gtk_widget_class_bind_template_child (widget_class, EtaExportDialog, kind_row);
  gtk_widget_class_bind_template_child (widget_class, EtaExportDialog, products_row);
  gtk_widget_class_bind_template_child (widget_class, EtaExportDialog, languages_row);
  gtk_widget_class_bind_template_child (widget_class, EtaExportDialog, photos_row);
  gtk_widget_class_bind_template_child (widget_class, EtaExportDialog, texts);
  gtk_widget_class_bind_template_child (widget_class, EtaExportDialog, prices);
  gtk_widget_class_bind_template_child (widget_class, EtaExportDialog, packing);
  gtk_widget_class_bind_template_child (widget_class, EtaExportDialog, proof);
  gtk_widget_class_bind_template_callback (widget_class, export_clicked);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
eta_export_dialog_init (EtaExportDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_window_set_default_widget (GTK_WINDOW (self), GTK_WIDGET (self->export));
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->kind_row));
}
