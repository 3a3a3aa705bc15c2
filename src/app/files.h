/* The one place that opens file dialogs (GtkFileChooserNative, which later GTK deprecates). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* FILES: GListModel of GFile, one or more; never called when the user cancels. */
typedef void (*EtaFilesDone) (GListModel *files, gpointer data);

typedef struct {
  const char *title;
  const char *accept; /* label of the main button, "_Open" */
  GtkFileChooserAction action;
  gboolean many;
  const char *filter_name;       /* "Pictures", or NULL for no filter */
  const char *const *mime_types; /* NULL-ended, or NULL */
  const char *const *suffixes;   /* NULL-ended, or NULL */
  const char *name;              /* proposed, for SAVE */
  const char *folder;            /* where to begin, or NULL */
} EtaFilesAsk;

/* OWNER (a widget) keeps DATA meaningful: when it is gone, DONE is not called. */
void eta_files_ask (GtkWidget *owner, const EtaFilesAsk *ask, EtaFilesDone done, gpointer data);

/* The files of a drop or a paste as a list model of GFile, transfer full; NULL when VALUE holds no
 * files. */
GListModel *eta_files_of_value (const GValue *value);

/* Documents/Etalase, where people find their files again, or NAME in it (may be NULL). It may not
 * exist yet. Transfer full. */
char *eta_files_folder (const char *name);

/* "win.show-file" (s: URI; opens its folder) and "win.open-file" (s: URI, with the program that the
 * system has for it); from the window's class_init. */
void eta_files_install_actions (GtkWidgetClass *window_class);

G_END_DECLS
