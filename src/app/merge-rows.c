#include "app/merge-rows.h"

#include <glib/gi18n.h>

#define NOTHING "–"

typedef struct {
  const EtaMergeItem *item;
  EtaMergeChosen chosen;
  gpointer data;
  GtkToggleButton *mine, *theirs; /* of the row */
} Clash;

static const char CLASH_KEY[] = "eta-clash";

/* "KOPI-1 · Kopontren Nurul Falah" */
static char *
subtitle_of (const EtaMergeItem *item)
{
  g_autoptr (GString) text = g_string_new (item->is_producer ? _ ("Producer") : item->sku);

  if (item->producer)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", item->producer);
  if (item->in_trash)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", _ ("in the trash here"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
set_texts (GtkWidget *row, const EtaMergeItem *item)
{
  g_autofree char *name = g_markup_escape_text (item->name, -1);
  g_autofree char *plain = subtitle_of (item);
  g_autofree char *subtitle = g_markup_escape_text (plain, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), name);
  if (ADW_IS_EXPANDER_ROW (row))
    adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
}

static GtkWidget *
make_label (const char *text, const char *style)
{
  GtkWidget *label = gtk_label_new (text && *text ? text : NOTHING);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_yalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_lines (GTK_LABEL (label), 6);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  if (style)
    gtk_widget_add_css_class (label, style);
  return label;
}

/* A row of its own inside an expander, that is read and not pressed. */
static GtkWidget *
wrap (GtkWidget *child)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_widget_set_margin_start (child, 12);
  gtk_widget_set_margin_end (child, 12);
  gtk_widget_set_margin_top (child, 8);
  gtk_widget_set_margin_bottom (child, 10);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  return row;
}

static GtkWidget *
column_new (const char *heading, const char *value)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *top = make_label (heading, "caption");

  gtk_widget_add_css_class (top, "dim-label");
  gtk_box_append (GTK_BOX (box), top);
  gtk_box_append (GTK_BOX (box), make_label (value, NULL));
  return box;
}

/* The field, and under it the two values side by side. */
static GtkWidget *
change_row (const EtaMergeChange *change)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 18);
  GtkWidget *label = make_label (change->label, "heading");

  gtk_box_set_homogeneous (GTK_BOX (pair), TRUE);
  gtk_box_append (GTK_BOX (pair),
                  column_new (change->clash ? _ ("Mine") : _ ("Before"), change->mine));
  gtk_box_append (GTK_BOX (pair),
                  column_new (change->clash ? _ ("Theirs") : _ ("After"), change->theirs));
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), pair);
  return wrap (box);
}

GtkWidget *
eta_merge_row_new (const EtaMergeItem *item)
{
  GtkWidget *row = item->changes->len > 0 ? adw_expander_row_new () : adw_action_row_new ();

  set_texts (row, item);
  for (guint i = 0; i < item->changes->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), change_row (item->changes->pdata[i]));
  return row;
}

GtkWidget *
eta_merge_row_more (guint n)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *text = g_strdup_printf (ngettext ("… and %u more", "… and %u more", n), n);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), text);
  return row;
}

/* --- clashes ---------------------------------------------------------------------------------- */

static void
toggled (Clash *clash)
{
  EtaMergeTake take = ETA_TAKE_NOTHING;

  if (gtk_toggle_button_get_active (clash->mine))
    take = ETA_TAKE_MINE;
  else if (gtk_toggle_button_get_active (clash->theirs))
    take = ETA_TAKE_THEIRS;
  clash->chosen (clash->item, take, clash->data);
}

static GtkToggleButton *
add_button (GtkWidget *box, const char *label, Clash *clash)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_box_append (GTK_BOX (box), button);
  g_signal_connect_swapped (button, "toggled", G_CALLBACK (toggled), clash);
  return GTK_TOGGLE_BUTTON (button);
}

GtkWidget *
eta_merge_row_clash (const EtaMergeItem *item, EtaMergeChosen chosen, gpointer data)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  Clash *clash = g_new0 (Clash, 1);

  clash->item = item;
  clash->chosen = chosen;
  clash->data = data;
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  clash->mine = add_button (box, _ ("Mine"), clash);
  clash->theirs = add_button (box, _ ("Theirs"), clash);
  gtk_toggle_button_set_group (clash->theirs, clash->mine);
  set_texts (row, item);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), box);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  for (guint i = 0; i < item->changes->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), change_row (item->changes->pdata[i]));
  g_object_set_data_full (G_OBJECT (row), CLASH_KEY, clash, g_free);
  return row;
}

void
eta_merge_row_take (GtkWidget *row, EtaMergeTake take)
{
  Clash *clash = g_object_get_data (G_OBJECT (row), CLASH_KEY);

  if (!clash)
    return;
  gtk_toggle_button_set_active (clash->mine, take == ETA_TAKE_MINE);
  gtk_toggle_button_set_active (clash->theirs, take == ETA_TAKE_THEIRS);
}
