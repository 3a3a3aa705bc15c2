#include "app/import-problems.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/* More than anybody reads in a window; the file has them all. */
#define MOST 200

struct _EtaImportProblems {
  GtkBox parent_instance;
  GtkListBox *list;
  GtkWidget *save;
};

G_DEFINE_FINAL_TYPE (EtaImportProblems, eta_import_problems, GTK_TYPE_BOX)

static guint save_signal;

static void
add (EtaImportProblems *self, const char *title, const char *subtitle, const char *icon)
{
  GtkWidget *row = adw_action_row_new ();
  /* A sentence that begins with a Latin word would otherwise run from left to right. */
  const char *mark = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL ? "\u200f" : "";
  g_autofree char *marked = g_strconcat (mark, title, NULL);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), marked);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  adw_action_row_set_icon_name (ADW_ACTION_ROW (row), icon);
  gtk_list_box_append (self->list, row);
}

static void
add_remark (EtaImportProblems *self, const EtaTableRemark *remark)
{
  g_autofree char *where =
      remark->column ? g_strdup_printf (_ ("Row %u, column “%s”"), remark->row, remark->column)
                     : g_strdup_printf (_ ("Row %u"), remark->row);

  add (self, remark->text, where, "dialog-warning-symbolic");
}

static void
add_rest (EtaImportProblems *self, guint n)
{
  g_autofree char *text = NULL;

  if (n <= MOST)
    return;
  text = g_strdup_printf (_ ("… and %u more."), n - MOST);
  add (self, text, _ ("Save the list to see them all."), NULL);
}

static void
add_unused (EtaImportProblems *self, const EtaImportReport *report)
{
  for (guint i = 0; i < MIN (report->unused->len, MOST); i++)
    add (self, report->unused->pdata[i], _ ("No product has this photo; it is left where it is."),
         "image-x-generic-symbolic");
  add_rest (self, report->unused->len);
}

void
eta_import_problems_show (EtaImportProblems *self, const EtaImportReport *report)
{
  GtkWidget *row;
  guint n = report->remarks ? report->remarks->len : 0;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, row);
  for (guint i = 0; i < MIN (n, MOST); i++)
    add_remark (self, report->remarks->pdata[i]);
  add_rest (self, n);
  if (report->unused)
    add_unused (self, report);
  gtk_widget_set_visible (self->save, n > 0);
}

static void
save_clicked (EtaImportProblems *self)
{
  g_signal_emit (self, save_signal, 0);
}

static void
eta_import_problems_class_init (EtaImportProblemsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  save_signal = g_signal_new ("save", ETA_TYPE_IMPORT_PROBLEMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/import-problems.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaImportProblems, list);
  gtk_widget_class_bind_template_child (widget_class, EtaImportProblems, save);
  gtk_widget_class_bind_template_callback (widget_class, save_clicked);
}

static void
eta_import_problems_init (EtaImportProblems *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
