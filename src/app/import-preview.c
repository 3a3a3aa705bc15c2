#include "app/import-preview.h"

#include "app/ui-language.h"

#include <glib/gi18n.h>

/* What can be seen at once, and a little more. */
#define MAX_ROWS 12
#define MAX_COLUMNS 60
#define CELL_CHARS 18

struct _EtaImportPreview {
  GtkBox parent_instance;
  GtkGrid *grid;
  GPtrArray *labels;    /* of the targets, NULL-ended */
  EtaSheetTable *table; /* that the grid was made for */
  guint n_rows, n_columns;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (EtaImportPreview, eta_import_preview, GTK_TYPE_BOX)

static guint mapped_signal;

/* --- the field of a column -------------------------------------------------------------------- */

/* Position in the list: 0 is “left out”; behind the targets stands one that the list has not. */
static guint
position_of (const char *address)
{
  const char *const *targets = eta_mapping_targets ();

  if (!address)
    return 0;
  for (guint i = 0; targets[i]; i++)
    if (g_str_equal (targets[i], address))
      return i + 1;
  return g_strv_length ((char **)targets) + 1;
}

static void
field_chosen (GtkDropDown *drop, GParamSpec *pspec, EtaImportPreview *self)
{
  guint column = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (drop), "eta-column"));
  guint selected = gtk_drop_down_get_selected (drop);
  const char *const *targets = eta_mapping_targets ();

  if (self->showing || selected > g_strv_length ((char **)targets))
    return;
  g_signal_emit (self, mapped_signal, 0, column, selected == 0 ? NULL : targets[selected - 1]);
}

static GtkWidget *
make_field (EtaImportPreview *self, guint column, const char *heading, const char *address)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new ((const char *const *)self->labels->pdata);
  guint position = position_of (address);
  GtkWidget *drop;
  g_autofree char *name = g_strdup_printf (_ ("What the column “%s” holds"), heading);

  if (address && position > g_strv_length ((char **)eta_mapping_targets ()))
    gtk_string_list_take (list, eta_mapping_label (address));
  drop = gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&list)),
                            gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), TRUE);
  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), position);
  gtk_widget_set_hexpand (drop, TRUE);
  if (!address)
    gtk_widget_add_css_class (drop, "left-out");
  gtk_accessible_update_property (GTK_ACCESSIBLE (drop), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  g_object_set_data (G_OBJECT (drop), "eta-column", GUINT_TO_POINTER (column));
  g_signal_connect (drop, "notify::selected", G_CALLBACK (field_chosen), self);
  return drop;
}

/* --- cells ------------------------------------------------------------------------------------ */

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), CELL_CHARS);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
fill_cell (GtkWidget *label, const EtaImportPlan *plan, guint row, guint column, char decimal)
{
  g_autofree char *problem = NULL;
  g_autofree char *text = eta_mapping_preview (plan->mapping, plan->table, row, column, decimal,
                                               eta_ui_language (), &problem);
  const char *css_class = problem ? "error" : plan->mapping->pdata[column] ? NULL : "dim-label";

  gtk_widget_set_tooltip_text (label, problem ? problem : *text ? text : NULL);
  g_strdelimit (text, "\n\t", ' ');
  gtk_label_set_text (GTK_LABEL (label), text);
  gtk_widget_remove_css_class (label, "error");
  gtk_widget_remove_css_class (label, "dim-label");
  if (css_class)
    gtk_widget_add_css_class (label, css_class);
}

static void
add_column (EtaImportPreview *self, const EtaImportPlan *plan, guint column)
{
  const char *heading = eta_sheet_table_cell (plan->table, 0, column);
  g_autofree char *shown =
      *heading ? g_strdup (heading) : g_strdup_printf (_ ("Column %u"), column + 1);
  GtkWidget *title = make_label (shown, "heading");

  g_strdelimit (shown, "\n\t", ' ');
  gtk_widget_set_tooltip_text (title, shown);
  gtk_grid_attach (self->grid, title, (int)column + 1, 0, 1, 1);
  gtk_grid_attach (self->grid, make_field (self, column, shown, plan->mapping->pdata[column]),
                   (int)column + 1, 1, 1, 1);
  for (guint row = 1; row < self->n_rows; row++)
    gtk_grid_attach (self->grid, make_label ("", NULL), (int)column + 1, (int)row + 1, 1, 1);
}

static void
fill_column (EtaImportPreview *self, const EtaImportPlan *plan, guint column, char decimal)
{
  GtkWidget *drop = gtk_grid_get_child_at (self->grid, (int)column + 1, 1);
  const char *address = plan->mapping->pdata[column];

  gtk_drop_down_set_selected (GTK_DROP_DOWN (drop), position_of (address));
  if (address)
    gtk_widget_remove_css_class (drop, "left-out");
  else
    gtk_widget_add_css_class (drop, "left-out");
  for (guint row = 1; row < self->n_rows; row++)
    fill_cell (gtk_grid_get_child_at (self->grid, (int)column + 1, (int)row + 1), plan, row, column,
               decimal);
}

/* The numbers that a spreadsheet shows at the side. */
static void
add_lines (EtaImportPreview *self, const EtaImportPlan *plan)
{
  for (guint row = 0; row < self->n_rows; row++) {
    g_autofree char *line = g_strdup_printf ("%u", eta_sheet_table_line (plan->table, row));
    GtkWidget *label = gtk_label_new (line);

    gtk_widget_add_css_class (label, "dim-label");
    gtk_widget_add_css_class (label, "numeric");
    gtk_label_set_xalign (GTK_LABEL (label), 1);
    gtk_grid_attach (self->grid, label, 0, row == 0 ? 0 : (int)row + 1, 1, 1);
  }
}

static void
empty (EtaImportPreview *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->grid))))
    gtk_grid_remove (self->grid, child);
}

/* Made anew for another table only: whoever walks through the columns with the keyboard stays where
 * they are. */
static void
build (EtaImportPreview *self, const EtaImportPlan *plan)
{
  g_clear_pointer (&self->table, eta_sheet_table_free);
  self->table = eta_sheet_table_ref (plan->table);
  self->n_rows = MIN (eta_sheet_table_n_rows (plan->table), MAX_ROWS + 1);
  self->n_columns = MIN (eta_sheet_table_n_columns (plan->table), MAX_COLUMNS);
  empty (self);
  add_lines (self, plan);
  for (guint i = 0; i < self->n_columns; i++)
    add_column (self, plan, i);
}

void
eta_import_preview_show (EtaImportPreview *self, const EtaImportPlan *plan)
{
  gboolean doubt;
  char decimal = eta_mapping_decimal (plan->mapping, plan->table, &doubt);

  self->showing = TRUE;
  if (self->table != plan->table)
    build (self, plan);
  for (guint i = 0; i < self->n_columns; i++)
    fill_column (self, plan, i, decimal);
  self->showing = FALSE;
}

/* --- the widget ------------------------------------------------------------------------------- */

static void
eta_import_preview_finalize (GObject *object)
{
  EtaImportPreview *self = ETA_IMPORT_PREVIEW (object);

  g_clear_pointer (&self->table, eta_sheet_table_free);
  g_ptr_array_unref (self->labels);
  G_OBJECT_CLASS (eta_import_preview_parent_class)->finalize (object);
}

static void
eta_import_preview_class_init (EtaImportPreviewClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = eta_import_preview_finalize;
  mapped_signal = g_signal_new ("mapped", ETA_TYPE_IMPORT_PREVIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_UINT, G_TYPE_STRING);
}

static void
eta_import_preview_init (EtaImportPreview *self)
{
  const char *const *targets = eta_mapping_targets ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *grid = gtk_grid_new ();

  self->labels = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->labels, g_strdup (_ ("Leave out")));
  for (guint i = 0; targets[i]; i++)
    g_ptr_array_add (self->labels, eta_mapping_label (targets[i]));
  g_ptr_array_add (self->labels, NULL);
  self->grid = GTK_GRID (grid);
  gtk_grid_set_column_spacing (self->grid, 12);
  gtk_grid_set_row_spacing (self->grid, 6);
  gtk_widget_add_css_class (grid, "import-grid");
  gtk_widget_set_valign (grid, GTK_ALIGN_START);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), grid);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);
}
