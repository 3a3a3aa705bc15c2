/* At the foot of the list while products are selected: how many, and what can be done to them. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef struct {
  const char *label; /* N_() with a mnemonic; or */
  const char *icon;  /* with a tooltip */
  const char *tooltip;
  const char *action; /* detailed action name */
  gboolean suggested;
  gboolean end;
} EtaSelectionButton;

#define ETA_TYPE_SELECTION_BAR (eta_selection_bar_get_type ())
G_DECLARE_FINAL_TYPE (EtaSelectionBar, eta_selection_bar, ETA, SELECTION_BAR, GtkBox)

/* CLEAR: the action that selects nothing. */
GtkWidget *eta_selection_bar_new (const EtaSelectionButton *buttons, guint n, const char *clear);
/* 0: the bar slides away. */
void eta_selection_bar_show (EtaSelectionBar *self, guint n_selected);

G_END_DECLS
