#include "app/lines-editor.h"

#include "app/attached-page.h"
#include "app/view-only.h"
#include "app/window.h"
#include "catalog/producer.h"

#include <glib/gi18n.h>

struct _EtaLinesEditor {
  GtkBox parent_instance;
  GtkWidget *lines; /* box of one widget a line */
  const EtaLinesKind *kind;
  char *where;
  EtaSession *session;
  gpointer owner;
  gpointer pending; /* a new line that says too little to be kept; stands last */
  GPtrArray *cells; /* EtaFieldRow, line after line */
  GPtrArray *feet;  /* Foot, one a line */
  EtaLinesCommit commit;
  gpointer data;
  guint follow; /* source that moves the focus with a line that was put in order */
  guint moved_from, moved_to;
};

/* What stands beneath the cells of a line. */
typedef struct {
  GtkWidget *note; /* a box of a label and a button */
  GtkWidget *note_text, *settle;
  GtkWidget *gloss;
  EtaAttachedPage *page; /* or NULL */
} Foot;

static void part_init (EtaFormPartInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaLinesEditor,
                               eta_lines_editor,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (ETA_TYPE_FORM_PART, part_init))

const EtaLinesOwner eta_lines_of_product = {
    (gpointer (*) (gconstpointer))eta_product_copy,
    (gpointer (*) (gconstpointer))eta_product_ref,
    (void (*) (gpointer))eta_product_unref,
};

const EtaLinesOwner eta_lines_of_producer = {
    (gpointer (*) (gconstpointer))eta_producer_copy,
    (gpointer (*) (gconstpointer))eta_producer_ref,
    (void (*) (gpointer))eta_producer_unref,
};

static const char *
id_of (gconstpointer object)
{
  return *(char *const *)object;
}

static GPtrArray *
array_of (const EtaLinesEditor *self, gconstpointer owner)
{
  return G_STRUCT_MEMBER (GPtrArray *, owner, self->kind->array);
}

static guint
n_stored (const EtaLinesEditor *self)
{
  return self->owner ? array_of (self, self->owner)->len : 0;
}

static void
drop_pending (EtaLinesEditor *self)
{
  if (self->pending)
    self->kind->free (self->pending);
  self->pending = NULL;
}

/* --- storing -------------------------------------------------------------------------------------
 */

/* The line that has the focus was put elsewhere: the focus goes with it. */
static gboolean
follow (gpointer data)
{
  EtaLinesEditor *self = ETA_LINES_EDITOR (data);
  guint n = self->kind->n_columns;

  self->follow = 0;
  for (guint c = 0; c < n; c++) {
    guint from = self->moved_from * n + c, to = self->moved_to * n + c;
    GtkWidget *control;
    if (from >= self->cells->len || to >= self->cells->len)
      break;
    control = eta_field_row_get_control (self->cells->pdata[from]);
    if (!(gtk_widget_get_state_flags (control) & GTK_STATE_FLAG_FOCUS_WITHIN))
      continue;
    gtk_widget_grab_focus (eta_field_row_get_control (self->cells->pdata[to]));
    break;
  }
  return G_SOURCE_REMOVE;
}

static void
put_in_order (EtaLinesEditor *self, GPtrArray *lines, guint line)
{
  g_autofree char *id = g_strdup (id_of (lines->pdata[line]));

  if (!self->kind->tidy)
    return;
  self->kind->tidy (lines);
  for (guint i = 0; i < lines->len; i++)
    if (i != line && g_str_equal (id_of (lines->pdata[i]), id)) {
      self->moved_from = line;
      self->moved_to = i;
      if (!self->follow)
        self->follow = g_idle_add (follow, self);
    }
}

/* Takes DRAFT; LINE is the one that was changed. */
static gboolean
store_draft (EtaLinesEditor *self, gpointer draft, guint line, GError **error)
{
  gboolean done;

  if (line < array_of (self, draft)->len)
    put_in_order (self, array_of (self, draft), line);
  done = self->commit (draft, self->data, error);
  self->kind->owner->unref (draft);
  return done;
}

static gboolean
set_pending (EtaLinesEditor *self, guint column, const char *text, GError **error)
{
  gpointer draft;

  if (!self->kind->columns[column].set (self->pending, text, error))
    return FALSE;
  if (!self->kind->complete (self->pending))
    return TRUE;
  draft = self->kind->owner->copy (self->owner);
  g_ptr_array_add (array_of (self, draft), g_steal_pointer (&self->pending));
  return store_draft (self, draft, n_stored (self), error);
}

static gboolean
commit_cell (EtaFieldRow *row, const char *text, gpointer data, GError **error)
{
  EtaLinesEditor *self = ETA_LINES_EDITOR (data);
  guint index, line, column;
  gpointer draft;

  if (!g_ptr_array_find (self->cells, row, &index))
    return TRUE;
  line = index / self->kind->n_columns;
  column = index % self->kind->n_columns;
  if (line >= n_stored (self))
    return self->pending == NULL || set_pending (self, column, text, error);
  draft = self->kind->owner->copy (self->owner);
  if (!self->kind->columns[column].set (array_of (self, draft)->pdata[line], text, error)) {
    self->kind->owner->unref (draft);
    return FALSE;
  }
  return store_draft (self, draft, line, error);
}

static void rebuild (EtaLinesEditor *self);

/* A change by a button: what goes wrong is told. */
static void
store_or_tell (EtaLinesEditor *self, gpointer draft)
{
  g_autoptr (GError) error = NULL;

  if (!store_draft (self, draft, G_MAXUINT, &error))
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
}

static guint
line_of (GtkButton *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "eta-line"));
}

static void
remove_clicked (EtaLinesEditor *self, GtkButton *button)
{
  guint line = line_of (button);
  gpointer draft;

  if (line >= n_stored (self)) {
    drop_pending (self);
    rebuild (self);
    return;
  }
  draft = self->kind->owner->copy (self->owner);
  g_ptr_array_remove_index (array_of (self, draft), line);
  store_or_tell (self, draft);
}

static void
settle_clicked (EtaLinesEditor *self, GtkButton *button)
{
  guint line = line_of (button);
  gpointer draft;

  if (line >= n_stored (self))
    return;
  draft = self->kind->owner->copy (self->owner);
  self->kind->settle (array_of (self, draft)->pdata[line]);
  store_or_tell (self, draft);
}

static void
page_changed (EtaAttachedPage *page, const char *hash, gpointer data)
{
  EtaLinesEditor *self = ETA_LINES_EDITOR (data);
  gpointer draft, line = NULL;

  for (guint i = 0; i < self->feet->len && !line; i++) {
    if (((Foot *)self->feet->pdata[i])->page != page)
      continue;
    if (i >= n_stored (self)) {
      line = self->pending;
      g_free (G_STRUCT_MEMBER (char *, line, self->kind->file));
      G_STRUCT_MEMBER (char *, line, self->kind->file) = g_strdup (hash);
      rebuild (self);
      return;
    }
    draft = self->kind->owner->copy (self->owner);
    line = array_of (self, draft)->pdata[i];
    g_free (G_STRUCT_MEMBER (char *, line, self->kind->file));
    G_STRUCT_MEMBER (char *, line, self->kind->file) = g_strdup (hash);
    store_or_tell (self, draft);
  }
}

static void
add_clicked (EtaLinesEditor *self)
{
  if (!self->owner || !eta_lines_editor_flush (self))
    return;
  if (!self->pending) {
    self->pending = self->kind->make (self->owner);
    rebuild (self);
  }
  gtk_widget_grab_focus (
      eta_field_row_get_control (self->cells->pdata[n_stored (self) * self->kind->n_columns]));
}

/* --- widgets -------------------------------------------------------------------------------------
 */

static GtkWidget *
line_button (EtaLinesEditor *self, GtkWidget *button, guint line, GCallback clicked)
{
  g_object_set_data (G_OBJECT (button), "eta-line", GUINT_TO_POINTER (line));
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static GtkWidget *
quiet_label (void)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

static GtkWidget *
make_foot (EtaLinesEditor *self, guint line)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  Foot *foot = g_new0 (Foot, 1);

  foot->note = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  foot->note_text = quiet_label ();
  foot->settle = line_button (
      self,
      gtk_button_new_with_label (self->kind->settle_label ? _ (self->kind->settle_label) : ""),
      line, G_CALLBACK (settle_clicked));
  foot->gloss = quiet_label ();
  gtk_widget_set_hexpand (foot->note_text, TRUE);
  gtk_widget_set_valign (foot->settle, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (foot->note, "note");
  gtk_widget_add_css_class (foot->gloss, "caption");
  gtk_widget_add_css_class (foot->gloss, "dim-label");
  gtk_box_append (GTK_BOX (foot->note), foot->note_text);
  gtk_box_append (GTK_BOX (foot->note), foot->settle);
  gtk_box_append (GTK_BOX (box), foot->gloss);
  if (self->kind->file) {
    foot->page = ETA_ATTACHED_PAGE (eta_attached_page_new (page_changed, self));
    gtk_box_append (GTK_BOX (box), GTK_WIDGET (foot->page));
  }
  gtk_box_append (GTK_BOX (box), foot->note);
  g_ptr_array_add (self->feet, foot);
  return box;
}

static GtkWidget *
make_cells (EtaLinesEditor *self)
{
  GtkWidget *flow = gtk_flow_box_new ();

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
  return flow;
}

static GtkWidget *
make_line (EtaLinesEditor *self, guint line)
{
  GtkWidget *outer = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *remove = line_button (self, gtk_button_new_from_icon_name ("user-trash-symbolic"),
                                   line, G_CALLBACK (remove_clicked));

  gtk_box_append (GTK_BOX (box), make_cells (self));
  gtk_widget_set_valign (remove, GTK_ALIGN_START);
  gtk_widget_set_margin_top (remove, 26); /* beside the entries, beneath the labels */
  gtk_widget_set_tooltip_text (remove, _ (self->kind->remove_label));
  gtk_widget_add_css_class (remove, "flat");
  gtk_box_append (GTK_BOX (box), remove);
  gtk_box_append (GTK_BOX (outer), box);
  gtk_box_append (GTK_BOX (outer), make_foot (self, line));
  return outer;
}

static void
show_foot (EtaLinesEditor *self, guint line, gconstpointer item)
{
  Foot *foot = self->feet->pdata[line];
  gboolean settles = FALSE;
  g_autofree char *note = self->kind->note ? self->kind->note (item, &settles) : NULL;
  g_autofree char *gloss = self->kind->gloss ? self->kind->gloss (item, self->session) : NULL;

  gtk_widget_set_visible (foot->note, note != NULL);
  gtk_label_set_text (GTK_LABEL (foot->note_text), note ? note : "");
  gtk_widget_set_visible (foot->settle, settles);
  gtk_widget_set_visible (foot->gloss, gloss != NULL);
  gtk_label_set_text (GTK_LABEL (foot->gloss), gloss ? gloss : "");
  if (foot->page)
    eta_attached_page_show (foot->page, self->session,
                            G_STRUCT_MEMBER (char *, item, self->kind->file));
}

static void
fill_line (EtaLinesEditor *self, guint line, gconstpointer item)
{
  for (guint c = 0; c < self->kind->n_columns; c++) {
    g_autofree char *text = self->kind->columns[c].get (item);
    eta_field_row_set_text (self->cells->pdata[line * self->kind->n_columns + c], text);
  }
  show_foot (self, line, item);
}

/* Widgets are made anew only when the number of lines changed, so that the focus stays. */
static void
rebuild (EtaLinesEditor *self)
{
  guint n = n_stored (self) + (self->pending ? 1 : 0);
  GtkWidget *child;

  if (self->feet->len != n) {
    g_ptr_array_set_size (self->cells, 0);
    g_ptr_array_set_size (self->feet, 0);
    while ((child = gtk_widget_get_first_child (self->lines)))
      gtk_box_remove (GTK_BOX (self->lines), child);
    for (guint i = 0; i < n; i++)
      gtk_box_append (GTK_BOX (self->lines), make_line (self, i));
  }
  gtk_widget_set_visible (self->lines, n > 0);
  for (guint i = 0; i < n_stored (self); i++)
    fill_line (self, i, array_of (self, self->owner)->pdata[i]);
  if (self->pending)
    fill_line (self, n - 1, self->pending);
}

void
eta_lines_editor_set_owner (EtaLinesEditor *self, gpointer owner)
{
  if (self->owner && (!owner || !g_str_equal (id_of (self->owner), id_of (owner))))
    drop_pending (self);
  if (self->owner)
    self->kind->owner->unref (self->owner);
  self->owner = owner ? self->kind->owner->ref (owner) : NULL;
  rebuild (self);
}

void
eta_lines_editor_set_session (EtaLinesEditor *self, EtaSession *session)
{
  g_set_object (&self->session, session);
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

/* --- as a part of the product page ---------------------------------------------------------------
 */

static void
set_product (EtaFormPart *part, EtaProduct *product)
{
  eta_lines_editor_set_owner (ETA_LINES_EDITOR (part), product);
}

static gboolean
flush (EtaFormPart *part)
{
  return eta_lines_editor_flush (ETA_LINES_EDITOR (part));
}

/* "prices", and "price.usd" in it, too. */
static gboolean
focus_field (EtaFormPart *part, const char *address)
{
  EtaLinesEditor *self = ETA_LINES_EDITOR (part);

  if (!g_str_equal (address, self->where) &&
      !(g_str_equal (self->where, "prices") && g_str_has_prefix (address, "price.")))
    return FALSE;
  if (self->cells->len > 0)
    gtk_widget_grab_focus (eta_field_row_get_control (self->cells->pdata[0]));
  else
    gtk_widget_grab_focus (gtk_widget_get_last_child (GTK_WIDGET (self)));
  return TRUE;
}

static void
part_init (EtaFormPartInterface *iface)
{
  iface->set_product = set_product;
  iface->flush = flush;
  iface->focus_field = focus_field;
}

static void
eta_lines_editor_dispose (GObject *object)
{
  EtaLinesEditor *self = ETA_LINES_EDITOR (object);

  g_clear_handle_id (&self->follow, g_source_remove);
  drop_pending (self);
  if (self->owner)
    self->kind->owner->unref (g_steal_pointer (&self->owner));
  g_clear_object (&self->session);
  g_ptr_array_set_size (self->cells, 0);
  g_ptr_array_set_size (self->feet, 0);
  G_OBJECT_CLASS (eta_lines_editor_parent_class)->dispose (object);
}

static void
eta_lines_editor_finalize (GObject *object)
{
  EtaLinesEditor *self = ETA_LINES_EDITOR (object);

  g_ptr_array_unref (self->cells);
  g_ptr_array_unref (self->feet);
  g_free (self->where);
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
  self->feet = g_ptr_array_new_with_free_func (g_free);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 12);
  self->lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  gtk_box_append (GTK_BOX (self), self->lines);
  eta_view_only_follow (GTK_WIDGET (self));
}

GtkWidget *
eta_lines_editor_new (const EtaLinesKind *kind,
                      const char *where,
                      EtaLinesCommit commit,
                      gpointer data)
{
  EtaLinesEditor *self = g_object_new (ETA_TYPE_LINES_EDITOR, NULL);
  GtkWidget *add = gtk_button_new_with_mnemonic (_ (kind->add_label));

  self->kind = kind;
  self->where = g_strdup (where);
  self->commit = commit;
  self->data = data;
  gtk_widget_set_halign (add, GTK_ALIGN_START);
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (add_clicked), self);
  gtk_box_append (GTK_BOX (self), add);
  rebuild (self);
  return GTK_WIDGET (self);
}
