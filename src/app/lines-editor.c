#include "app/lines-editor.h"

#include <glib/gi18n.h>

struct _EtaLinesEditor {
  GtkBox parent_instance;
  GtkWidget *lines; /* box of one widget a line */
  const EtaLinesKind *kind;
  EtaProduct *product;
  gpointer pending; /* a new line that says too little to be kept; stands last */
  GPtrArray *cells; /* EtaFieldRow, line after line */
  GPtrArray *notes; /* GtkBox of a label and a button, one a line, where the kind has notes */
  EtaPartCommit commit;
  gpointer data;
};

G_DEFINE_FINAL_TYPE (EtaLinesEditor, eta_lines_editor, GTK_TYPE_BOX)

static GPtrArray *
array_of (const EtaLinesEditor *self, const EtaProduct *product)
{
  return G_STRUCT_MEMBER (GPtrArray *, product, self->kind->array);
}

static guint
n_stored (const EtaLinesEditor *self)
{
  return self->product ? array_of (self, self->product)->len : 0;
}

static void
drop_pending (EtaLinesEditor *self)
{
  if (self->pending)
    self->kind->free (self->pending);
  self->pending = NULL;
}

static gboolean
set_pending (EtaLinesEditor *self, guint column, const char *text, GError **error)
{
  g_autoptr (EtaProduct) draft = NULL;

  if (!self->kind->columns[column].set (self->pending, text, error))
    return FALSE;
  if (!self->kind->complete (self->pending))
    return TRUE;
  draft = eta_product_copy (self->product);
  g_ptr_array_add (array_of (self, draft), g_steal_pointer (&self->pending));
  return self->commit (draft, self->data, error);
}

static gboolean
commit_cell (EtaFieldRow *row, const char *text, gpointer data, GError **error)
{
  EtaLinesEditor *self = ETA_LINES_EDITOR (data);
  guint index, line, column;
  g_autoptr (EtaProduct) draft = NULL;

  if (!g_ptr_array_find (self->cells, row, &index))
    return TRUE;
  line = index / self->kind->n_columns;
  column = index % self->kind->n_columns;
  if (line >= n_stored (self))
    return self->pending == NULL || set_pending (self, column, text, error);
  draft = eta_product_copy (self->product);
  return self->kind->columns[column].set (array_of (self, draft)->pdata[line], text, error) &&
         self->commit (draft, self->data, error);
}

static void rebuild (EtaLinesEditor *self);

static void
remove_clicked (EtaLinesEditor *self, GtkButton *button)
{
  guint line = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "eta-line"));
  g_autoptr (EtaProduct) draft = NULL;

  if (line >= n_stored (self)) {
    drop_pending (self);
    rebuild (self);
    return;
  }
  draft = eta_product_copy (self->product);
  g_ptr_array_remove_index (array_of (self, draft), line);
  self->commit (draft, self->data, NULL);
}

static void
add_clicked (EtaLinesEditor *self)
{
  if (!self->product || !eta_lines_editor_flush (self))
    return;
  if (!self->pending) {
    self->pending = self->kind->make (self->product);
    rebuild (self);
  }
  gtk_widget_grab_focus (
      eta_field_row_get_control (self->cells->pdata[n_stored (self) * self->kind->n_columns]));
}

static void
settle_clicked (EtaLinesEditor *self, GtkButton *button)
{
  guint line = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "eta-line"));
  g_autoptr (EtaProduct) draft = NULL;

  /* What is being typed is stored first, so that the draft holds it. */
  if (!eta_lines_editor_flush (self) || line >= n_stored (self))
    return;
  draft = eta_product_copy (self->product);
  self->kind->settle (array_of (self, draft)->pdata[line]);
  self->commit (draft, self->data, NULL);
}

static GtkWidget *
make_note (EtaLinesEditor *self, guint line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (NULL);
  GtkWidget *button = gtk_button_new_with_label (_ (self->kind->settle_label));

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "note");
  gtk_widget_set_visible (box, FALSE);
  g_object_set_data (G_OBJECT (button), "eta-line", GUINT_TO_POINTER (line));
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (settle_clicked), self);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), button);
  g_ptr_array_add (self->notes, box);
  return box;
}

static void
show_note (EtaLinesEditor *self, guint line, gconstpointer item)
{
  g_autofree char *text = self->kind->note ? self->kind->note (item) : NULL;
  GtkWidget *box = self->kind->note ? self->notes->pdata[line] : NULL;

  if (!box)
    return;
  gtk_widget_set_visible (box, text != NULL);
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_first_child (box)), text ? text : "");
}

static GtkWidget *
make_line (EtaLinesEditor *self, guint line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *flow = gtk_flow_box_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE); /* columns line up from line to line */
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), self->kind->n_columns);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 8);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 8);
  gtk_widget_set_hexpand (flow, TRUE);
  gtk_widget_add_css_class (flow, "fields");
  for (guint c = 0; c < self->kind->n_columns; c++) {
    const EtaLinesColumn *column = &self->kind->columns[c];
    GtkWidget *cell = eta_field_row_new (&column->field, "", NULL, NULL, commit_cell, self);
    gtk_widget_set_size_request (cell, column->width, -1);
    gtk_flow_box_insert (GTK_FLOW_BOX (flow), cell, -1);
    gtk_widget_set_focusable (gtk_widget_get_parent (cell), FALSE);
    g_ptr_array_add (self->cells, cell);
  }
  gtk_box_append (GTK_BOX (box), flow);
  gtk_widget_set_valign (remove, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (remove, _ (self->kind->remove_label));
  gtk_widget_add_css_class (remove, "flat");
  g_object_set_data (G_OBJECT (remove), "eta-line", GUINT_TO_POINTER (line));
  g_signal_connect_swapped (remove, "clicked", G_CALLBACK (remove_clicked), self);
  gtk_box_append (GTK_BOX (box), remove);
  return box;
}

static void
fill_line (EtaLinesEditor *self, guint line, gconstpointer item)
{
  for (guint c = 0; c < self->kind->n_columns; c++) {
    g_autofree char *text = self->kind->columns[c].get (item);
    eta_field_row_set_text (self->cells->pdata[line * self->kind->n_columns + c], text);
  }
  show_note (self, line, item);
}

/* Widgets are made anew only when the number of lines changed, so that the focus stays. */
static void
rebuild (EtaLinesEditor *self)
{
  guint n = n_stored (self) + (self->pending ? 1 : 0);
  GtkWidget *child;

  if (self->cells->len != n * self->kind->n_columns) {
    g_ptr_array_set_size (self->cells, 0);
    g_ptr_array_set_size (self->notes, 0);
    while ((child = gtk_widget_get_first_child (self->lines)))
      gtk_box_remove (GTK_BOX (self->lines), child);
    for (guint i = 0; i < n; i++) {
      gtk_box_append (GTK_BOX (self->lines), make_line (self, i));
      if (self->kind->note)
        gtk_box_append (GTK_BOX (self->lines), make_note (self, i));
    }
  }
  for (guint i = 0; i < n_stored (self); i++)
    fill_line (self, i, array_of (self, self->product)->pdata[i]);
  if (self->pending)
    fill_line (self, n - 1, self->pending);
}

void
eta_lines_editor_set_product (EtaLinesEditor *self, EtaProduct *product)
{
  if (self->product && product && !g_str_equal (self->product->id, product->id))
    drop_pending (self);
  g_clear_pointer (&self->product, eta_product_unref);
  self->product = product ? eta_product_ref (product) : NULL;
  rebuild (self);
}

gboolean
eta_lines_editor_flush (EtaLinesEditor *self)
{
  /* Storing a cell can rebuild the cells: the array is looked at anew each time. */
  for (guint i = 0; i < self->cells->len; i++)
    if (!eta_field_row_flush (self->cells->pdata[i]))
      return FALSE;
  return TRUE;
}

static void
eta_lines_editor_dispose (GObject *object)
{
  EtaLinesEditor *self = ETA_LINES_EDITOR (object);

  drop_pending (self);
  g_clear_pointer (&self->product, eta_product_unref);
  if (self->cells)
    g_ptr_array_set_size (self->cells, 0);
  if (self->notes)
    g_ptr_array_set_size (self->notes, 0);
  G_OBJECT_CLASS (eta_lines_editor_parent_class)->dispose (object);
}

static void
eta_lines_editor_finalize (GObject *object)
{
  g_ptr_array_unref (ETA_LINES_EDITOR (object)->cells);
  g_ptr_array_unref (ETA_LINES_EDITOR (object)->notes);
  G_OBJECT_CLASS (eta_lines_editor_parent_class)->finalize (object);
}

static void
eta_lines_editor_class_init (EtaLinesEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_lines_editor_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_lines_editor_finalize;
}

static void
eta_lines_editor_init (EtaLinesEditor *self)
{
  self->cells = g_ptr_array_new ();
  self->notes = g_ptr_array_new ();
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_box_append (GTK_BOX (self), self->lines);
}

GtkWidget *
eta_lines_editor_new (const EtaLinesKind *kind, EtaPartCommit commit, gpointer data)
{
  EtaLinesEditor *self = g_object_new (ETA_TYPE_LINES_EDITOR, NULL);
  GtkWidget *add = gtk_button_new_with_mnemonic (_ (kind->add_label));

  self->kind = kind;
  self->commit = commit;
  self->data = data;
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_clicked), self);
  gtk_box_append (GTK_BOX (self), add);
  return GTK_WIDGET (self);
}
