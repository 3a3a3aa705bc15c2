#include "app/product-table.h"

#include "app/list-columns.h"
#include "app/spoken-names.h"
#include "app/ui-language.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define SETTING "table-columns"
#define NARROWEST 48
#define SAVE_MS 400 /* after the last pixel of a drag */

struct _EtaProductTable {
  GtkBox parent_instance;
  GSettings *settings;
  GtkColumnView *view;
  const EtaListColumn *asked; /* by the sorter, see read_sort */
  gboolean showing;
  gboolean away; /* scrolled away from where a line starts */
  guint save_id;
};

G_DEFINE_FINAL_TYPE (EtaProductTable, eta_product_table, GTK_TYPE_BOX)

enum { OPEN, SORTED, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char COLUMN_KEY[] = "eta-column";

static const EtaListColumn *
column_of (GtkColumnViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), COLUMN_KEY);
}

/* --- remembering ------------------------------------------------------------------------------ */

static gboolean
save (gpointer data)
{
  EtaProductTable *self = ETA_PRODUCT_TABLE (data);
  GListModel *columns = gtk_column_view_get_columns (self->view);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;

  self->save_id = 0;
  for (guint i = 0; i < g_list_model_get_n_items (columns); i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
    g_autofree char *text = g_strdup_printf ("%s:%d", column_of (column)->id,
                                             gtk_column_view_column_get_fixed_width (column));
    g_strv_builder_add (builder, text);
  }
  texts = g_strv_builder_end (builder);
  g_settings_set_strv (self->settings, SETTING, (const char *const *)texts);
  return G_SOURCE_REMOVE;
}

static void
save_soon (EtaProductTable *self)
{
  if (self->showing)
    return;
  g_clear_handle_id (&self->save_id, g_source_remove);
  self->save_id = g_timeout_add (SAVE_MS, save, self);
}

/* --- cells ------------------------------------------------------------------------------------ */

static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  const EtaListColumn *column = data;
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 2);
  gtk_inscription_set_nat_chars (GTK_INSCRIPTION (cell), 4);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), column->number ? 1 : 0);
  if (column->number)
    gtk_widget_add_css_class (cell, "numeric");
  gtk_list_item_set_child (item, cell);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  g_autofree char *text =
      eta_list_column_text (data, gtk_list_item_get_item (item), eta_ui_language ());

  const EtaCard *card = eta_product_item_get_card (gtk_list_item_get_item (item));

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  eta_spoken_name_row (cell, card && card->name ? card->name : "");
}

/* --- sorting: by the database, the headings only say by what -----------------------------------
 */

/* GTK 4.8 does not tell by which column its view is sorted. But it asks that column's sorter, and
 * turns the answer round when the order is descending. */
static int
answer (gconstpointer a, gconstpointer b, gpointer data)
{
  GtkColumnViewColumn *column = data;
  GtkWidget *view = GTK_WIDGET (gtk_column_view_column_get_column_view (column));
  EtaProductTable *self =
      view ? ETA_PRODUCT_TABLE (gtk_widget_get_ancestor (view, ETA_TYPE_PRODUCT_TABLE)) : NULL;

  if (self && !self->asked)
    self->asked = column_of (column);
  return -1;
}

void
eta_product_table_get_sort (EtaProductTable *self,
                            EtaSort *sort,
                            const char **field,
                            gboolean *descending)
{
  GtkSorter *sorter = gtk_column_view_get_sorter (self->view);
  GtkOrdering ordering;

  self->asked = NULL;
  ordering = gtk_sorter_compare (sorter, self, self->view); /* any two objects */
  *descending = self->asked && ordering == GTK_ORDERING_LARGER;
  *sort = self->asked ? self->asked->sort : ETA_SORT_NAME;
  *field = *sort == ETA_SORT_FIELD ? self->asked->id : NULL;
}

static void
sort_changed (EtaProductTable *self)
{
  if (!self->showing)
    g_signal_emit (self, signals[SORTED], 0);
}

static GtkColumnViewColumn *
find_column (EtaProductTable *self, const char *id)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (columns); i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
    if (g_str_equal (column_of (column)->id, id))
      return column; /* the view holds it */
  }
  return NULL;
}

static const char *
id_of_sort (EtaSort sort, const char *field)
{
  guint n;
  const EtaListColumn *columns = eta_list_columns (&n);

  for (guint i = 0; i < n && sort != ETA_SORT_FIELD; i++)
    if (columns[i].sortable && columns[i].sort == sort)
      return columns[i].id;
  return field ? field : "name";
}

void
eta_product_table_show_sort (EtaProductTable *self,
                             EtaSort sort,
                             const char *field,
                             gboolean descending)
{
  self->showing = TRUE;
  gtk_column_view_sort_by_column (self->view, find_column (self, id_of_sort (sort, field)),
                                  descending ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
  self->showing = FALSE;
}

/* --- columns ---------------------------------------------------------------------------------- */

static void
add_column (EtaProductTable *self, const EtaListColumn *what, int width)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", G_CALLBACK (setup_cell), (gpointer)what);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), (gpointer)what);
  column = gtk_column_view_column_new (_ (what->title), factory);
  g_object_set_data (G_OBJECT (column), COLUMN_KEY, (gpointer)what);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, MAX (width, NARROWEST));
  if (what->sortable) {
    g_autoptr (GtkSorter) sorter = GTK_SORTER (gtk_custom_sorter_new (answer, column, NULL));
    gtk_column_view_column_set_sorter (column, sorter);
  }
  g_signal_connect_object (column, "notify::fixed-width", G_CALLBACK (save_soon), self,
                           G_CONNECT_SWAPPED);
  gtk_column_view_append_column (self->view, column);
}

static void
add_columns (EtaProductTable *self)
{
  g_auto (GStrv) wanted = g_settings_get_strv (self->settings, SETTING);

  for (char **one = wanted; *one; one++) {
    char *colon = strchr (*one, ':');
    const EtaListColumn *column;
    if (colon)
      *colon = '\0';
    column = eta_list_column_find (*one);
    if (column && !find_column (self, column->id))
      add_column (self, column, colon ? atoi (colon + 1) : column->width);
  }
  /* A table without its names could not be read. */
  if (!find_column (self, "name"))
    add_column (self, eta_list_column_find ("name"), 260);
}

static void
column_toggled (EtaProductTable *self, GtkCheckButton *check)
{
  const EtaListColumn *what = g_object_get_data (G_OBJECT (check), COLUMN_KEY);
  GtkColumnViewColumn *there = find_column (self, what->id);

  if (gtk_check_button_get_active (check) && !there)
    add_column (self, what, what->width);
  else if (!gtk_check_button_get_active (check) && there)
    gtk_column_view_remove_column (self->view, there);
}

GtkWidget *
eta_product_table_make_chooser (EtaProductTable *self)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint n;
  const EtaListColumn *columns = eta_list_columns (&n);

  for (guint i = 1; i < n; i++) { /* the first is the name, which stays */
    GtkWidget *check = gtk_check_button_new_with_label (_ (columns[i].title));
    g_object_set_data (G_OBJECT (check), COLUMN_KEY, (gpointer)&columns[i]);
    gtk_check_button_set_active (GTK_CHECK_BUTTON (check),
                                 find_column (self, columns[i].id) != NULL);
    g_signal_connect_object (check, "toggled", G_CALLBACK (column_toggled), self,
                             G_CONNECT_SWAPPED);
    gtk_box_append (GTK_BOX (box), check);
  }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_popover_set_child (GTK_POPOVER (popover), scroller);
  return popover;
}

/* --- the widget ------------------------------------------------------------------------------- */

/* The heading of a number stands above it. */
static void
align_headings (EtaProductTable *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);
  GtkWidget *header = gtk_widget_get_first_child (GTK_WIDGET (self->view));
  GtkWidget *title = header ? gtk_widget_get_first_child (header) : NULL;

  for (guint i = 0; title && i < g_list_model_get_n_items (columns); i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
    GtkWidget *box = gtk_widget_get_first_child (title);
    if (box)
      gtk_widget_set_halign (box, column_of (column)->number ? GTK_ALIGN_END : GTK_ALIGN_FILL);
    title = gtk_widget_get_next_sibling (title);
  }
}

/* GTK leaves a table that runs from right to left at its left end, where its lines end. */
static void
width_changed (EtaProductTable *self, GtkAdjustment *across)
{
  const double start = gtk_adjustment_get_upper (across) - gtk_adjustment_get_page_size (across);

  if (gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL || self->away)
    return;
  gtk_adjustment_set_value (across, start);
  self->away = FALSE;
}

static void
scrolled (EtaProductTable *self, GtkAdjustment *across)
{
  const double start = gtk_adjustment_get_upper (across) - gtk_adjustment_get_page_size (across);

  self->away = gtk_adjustment_get_value (across) < start - 1;
}

static void
columns_changed (EtaProductTable *self)
{
  align_headings (self);
  save_soon (self);
}

static void
activated (EtaProductTable *self, guint position)
{
  g_signal_emit (self, signals[OPEN], 0, position);
}

static void
eta_product_table_dispose (GObject *object)
{
  EtaProductTable *self = ETA_PRODUCT_TABLE (object);

  if (self->save_id) {
    g_clear_handle_id (&self->save_id, g_source_remove);
    save (self);
  }
  self->showing = TRUE; /* the view takes its columns down one by one */
  g_clear_object (&self->settings);
  G_OBJECT_CLASS (eta_product_table_parent_class)->dispose (object);
}

static void
eta_product_table_class_init (EtaProductTableClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_product_table_dispose;
  signals[OPEN] = g_signal_new ("open", ETA_TYPE_PRODUCT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SORTED] = g_signal_new ("sorted", ETA_TYPE_PRODUCT_TABLE, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
eta_product_table_init (EtaProductTable *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkAdjustment *across;

  self->settings = g_settings_new (ETA_APP_ID);
  self->view = GTK_COLUMN_VIEW (gtk_column_view_new (NULL));
  self->showing = TRUE;
  add_columns (self);
  align_headings (self);
  self->showing = FALSE;
  gtk_column_view_set_reorderable (self->view, TRUE);
  gtk_column_view_set_enable_rubberband (self->view, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->view), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Products"), -1);
  gtk_widget_add_css_class (GTK_WIDGET (self->view), "product-table");
  g_signal_connect_object (self->view, "activate", G_CALLBACK (activated), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_sorter (self->view), "changed",
                           G_CALLBACK (sort_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_column_view_get_columns (self->view), "items-changed",
                           G_CALLBACK (columns_changed), self, G_CONNECT_SWAPPED);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  across = gtk_scrolled_window_get_hadjustment (GTK_SCROLLED_WINDOW (scroller));
  g_signal_connect_object (across, "changed", G_CALLBACK (width_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (across, "value-changed", G_CALLBACK (scrolled), self, G_CONNECT_SWAPPED);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);
}

GtkWidget *
eta_product_table_new (void)
{
  return g_object_new (ETA_TYPE_PRODUCT_TABLE, NULL);
}

void
eta_product_table_set_selection (EtaProductTable *self, EtaProductSelection *selection)
{
  gtk_column_view_set_model (self->view, selection ? GTK_SELECTION_MODEL (selection) : NULL);
}

GtkColumnView *
eta_product_table_get_view (EtaProductTable *self)
{
  return self->view;
}
