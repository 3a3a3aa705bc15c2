#include "app/product-form.h"

#include "app/form-sections.h"
#include "app/lines-editor.h"
#include "app/photo-strip.h"
#include "app/sheet-preview.h"
#include "app/ui-language.h"
#include "app/window.h"
#include "catalog/measure.h"
#include "sheets/loading.h"

#include <glib/gi18n.h>

struct _EtaProductForm {
  AdwBin parent_instance;
  EtaSession *session;
  EtaProduct *product; /* as stored */
  GPtrArray *rows;     /* EtaFieldRow */

  AdwWindowTitle *title;
  GtkWidget *photo_column;
  EtaPhotoStrip *photos;
  GtkScrolledWindow *scroller;
  GtkBox *index;
  GtkBox *sections;
  GtkToggleButton *preview_button;
  GtkRevealer *preview_revealer;
  EtaSheetPreview *preview;
  GtkDropDown *producer;
  GtkStringList *producer_names;
  GPtrArray *producers;
  EtaLinesEditor *prices;
  EtaLinesEditor *certificates;
  GtkLabel *loading;
  gboolean showing;
};

G_DEFINE_FINAL_TYPE (EtaProductForm, eta_product_form, ADW_TYPE_BIN)

enum { GO, N_SIGNALS };
static guint signals[N_SIGNALS];

static const char *
step_detail (const EtaProduct *product)
{
  const char *name = eta_product_name (product, eta_ui_language ());

  return *name ? name : NULL;
}

static gboolean
commit_draft (EtaProductForm *self, const EtaProduct *draft, GError **error)
{
  return eta_session_put_product (self->session, N_ ("Edit product"), step_detail (draft), draft,
                                  error);
}

static gboolean
commit_field (EtaFieldRow *row, const char *text, gpointer data, GError **error)
{
  EtaProductForm *self = ETA_PRODUCT_FORM (data);
  g_autoptr (EtaProduct) draft = NULL;

  if (!self->product)
    return TRUE;
  draft = eta_product_copy (self->product);
  return eta_product_set (draft, eta_field_row_get_address (row), text, error) &&
         commit_draft (self, draft, error);
}

/* The editors and the photo strip hand over a whole draft. */
static gboolean
commit_part (const EtaProduct *draft, gpointer data, GError **error)
{
  return commit_draft (ETA_PRODUCT_FORM (data), draft, error);
}

static void
copy_words (EtaProductForm *self, GtkButton *button)
{
  const char *lang = g_object_get_data (G_OBJECT (button), "eta-lang");
  g_autoptr (EtaProduct) draft = NULL;
  g_autoptr (GError) error = NULL;
  guint n;
  const EtaField *fields = eta_fields (&n);

  if (!self->product || !eta_product_form_flush (self))
    return;
  draft = eta_product_copy (self->product);
  for (guint i = 0; i < n; i++) {
    g_autofree char *from = g_strconcat (fields[i].id, ".id", NULL);
    g_autofree char *to = g_strconcat (fields[i].id, ".", lang, NULL);
    g_autofree char *there = NULL, *text = NULL;
    if (fields[i].owner != ETA_FIELD_OF_WORDS)
      continue;
    there = eta_product_get (draft, to);
    text = eta_product_get (draft, from);
    if (!there && text)
      eta_product_set (draft, to, text, NULL);
  }
  if (!commit_draft (self, draft, &error))
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
}

/* --- showing ---------------------------------------------------------------------------------- */

static void
show_loading (EtaProductForm *self)
{
  static const struct {
    const char *code, *name;
  } containers[] = {{"22G1", "20′"}, {"42G1", "40′"}, {"45G1", "40′ HC"}};
  static const char *const limits[] = {
      [ETA_LIMIT_NONE] = N_ ("does not fit"),
      [ETA_LIMIT_VOLUME] = N_ ("full by volume"),
      [ETA_LIMIT_SPACE] = N_ ("full by size"),
      [ETA_LIMIT_WEIGHT] = N_ ("full by weight"),
  };
  const EtaPack *carton = eta_product_pack (self->product, "carton");
  g_autoptr (GString) text = g_string_new (NULL);
  EtaLoading loading;

  if (carton && eta_loading_pallet (carton, "EUR", &loading)) {
    g_autofree char *count = eta_count_text (loading.count, eta_ui_language ());
    g_string_append_printf (text, _ ("EUR pallet: %s cartons"), count);
  }
  for (guint i = 0; carton && i < G_N_ELEMENTS (containers); i++) {
    g_autofree char *count = NULL;
    if (!eta_loading_container (carton, containers[i].code, &loading))
      continue;
    count = eta_count_text (loading.count, eta_ui_language ());
    if (text->len)
      g_string_append_c (text, '\n');
    g_string_append_printf (text, _ ("%s container: %s cartons, %s"), containers[i].name, count,
                            _ (limits[loading.limit]));
  }
  if (text->len == 0)
    g_string_append (text, _ ("Fill in the carton’s size and weight to see how many fit into a "
                              "container."));
  gtk_label_set_text (self->loading, text->str);
}

static void
show_producer (EtaProductForm *self)
{
  self->showing = TRUE;
  for (guint i = 0; i < self->producers->len; i++) {
    const EtaProducer *producer = self->producers->pdata[i];
    if (g_strcmp0 (producer->id, self->product->producer_id) == 0)
      gtk_drop_down_set_selected (self->producer, i);
  }
  self->showing = FALSE;
}

static void
load_producers (EtaProductForm *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->producers, g_ptr_array_unref);
  self->producers = eta_store_list_producers (eta_session_get_store (self->session), &error);
  if (!self->producers)
    self->producers = g_ptr_array_new ();
  self->showing = TRUE;
  gtk_string_list_splice (self->producer_names, 0,
                          g_list_model_get_n_items (G_LIST_MODEL (self->producer_names)), NULL);
  for (guint i = 0; i < self->producers->len; i++)
    gtk_string_list_append (self->producer_names,
                            eta_producer_name (self->producers->pdata[i], eta_ui_language ()));
  self->showing = FALSE;
}

static void
producer_chosen (EtaProductForm *self)
{
  guint i = gtk_drop_down_get_selected (self->producer);
  g_autoptr (EtaProduct) draft = NULL;
  g_autoptr (GError) error = NULL;

  if (self->showing || !self->product || i >= self->producers->len)
    return;
  draft = eta_product_copy (self->product);
  g_free (draft->producer_id);
  draft->producer_id = g_strdup (((EtaProducer *)self->producers->pdata[i])->id);
  if (!commit_draft (self, draft, &error)) {
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
    show_producer (self);
  }
}

static void
show_product (EtaProductForm *self)
{
  const char *name = eta_product_name (self->product, eta_ui_language ());

  /* Without any name its code stands for it: once, beneath. */
  adw_window_title_set_title (
      self->title, *name && g_strcmp0 (name, self->product->sku) != 0 ? name : _ ("New product"));
  adw_window_title_set_subtitle (self->title, self->product->sku ? self->product->sku : "");
  for (guint i = 0; i < self->rows->len; i++) {
    EtaFieldRow *row = self->rows->pdata[i];
    g_autofree char *text = eta_product_get (self->product, eta_field_row_get_address (row));
    eta_field_row_set_text (row, text);
  }
  eta_photo_strip_set_product (self->photos, self->product);
  eta_lines_editor_set_product (self->prices, self->product);
  eta_lines_editor_set_product (self->certificates, self->product);
  show_producer (self);
  show_loading (self);
  if (gtk_toggle_button_get_active (self->preview_button))
    eta_sheet_preview_set_product (self->preview, self->product);
}

static gboolean
reload (EtaProductForm *self, const char *id)
{
  g_autoptr (GError) error = NULL;
  EtaProduct *product = eta_store_get_product (eta_session_get_store (self->session), id, &error);

  if (!product)
    return FALSE;
  g_clear_pointer (&self->product, eta_product_unref);
  self->product = product;
  show_product (self);
  return TRUE;
}

static void
session_changed (EtaProductForm *self, GHashTable *product_ids)
{
  g_autofree char *id = self->product ? g_strdup (self->product->id) : NULL;

  if (!id)
    return;
  if (!product_ids)
    load_producers (self);
  if (product_ids && !g_hash_table_contains (product_ids, id))
    return;
  if (!reload (self, id)) {
    g_clear_pointer (&self->product, eta_product_unref);
    g_signal_emit (self, signals[GO], 0, 0); /* undone away, or deleted by another program */
  }
}

static void
preview_toggled (EtaProductForm *self)
{
  gboolean on = gtk_toggle_button_get_active (self->preview_button);

  gtk_revealer_set_reveal_child (self->preview_revealer, on);
  gtk_widget_set_visible (GTK_WIDGET (self->preview_revealer), on);
  /* The sheet shows the photos: their column makes room for it, also at 1024 px. */
  gtk_widget_set_visible (self->photo_column, !on);
  if (on && self->product)
    eta_sheet_preview_set_product (self->preview, self->product);
}

static void
go_back (EtaProductForm *self)
{
  if (eta_product_form_flush (self))
    g_signal_emit (self, signals[GO], 0, 0);
}

static void
go_previous (EtaProductForm *self)
{
  if (eta_product_form_flush (self))
    g_signal_emit (self, signals[GO], 0, -1);
}

static void
go_next (EtaProductForm *self)
{
  if (eta_product_form_flush (self))
    g_signal_emit (self, signals[GO], 0, 1);
}

/* --- building -----------------------------------------------------------------------------------
 */

static void
scroll_to (EtaProductForm *self, GtkWidget *widget)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double y;

  if (gtk_widget_translate_coordinates (widget, GTK_WIDGET (self->sections), 0, 0, NULL, &y))
    gtk_adjustment_set_value (adjustment, MAX (0, y - 12));
}

static void
index_clicked (EtaProductForm *self, GtkButton *button)
{
  scroll_to (self, g_object_get_data (G_OBJECT (button), "eta-section"));
}

/* A titled section; its contents go into the box that is returned. */
static GtkBox *
add_section (EtaProductForm *self, const char *title)
{
  GtkWidget *heading;
  GtkBox *card = eta_form_section (self->sections, title, &heading);
  GtkWidget *button = gtk_button_new_with_label (title);

  gtk_widget_add_css_class (button, "flat");
  g_object_set_data (G_OBJECT (button), "eta-section", heading);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (index_clicked), self);
  gtk_box_append (self->index, button);
  return card;
}

static void
add_heading (GtkBox *box, const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_box_append (box, label);
}

static void
add_fields (EtaProductForm *self, GtkBox *box, const char *const *addresses, guint columns)
{
  gtk_box_append (box, eta_form_fields (addresses, columns, commit_field, self, self->rows));
}

static void
build_about (EtaProductForm *self)
{
  GtkBox *box = add_section (self, _ ("About"));
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *label = gtk_label_new (_ ("Producer"));

  self->producer_names = gtk_string_list_new (NULL);
  self->producer = GTK_DROP_DOWN (
      gtk_drop_down_new (G_LIST_MODEL (self->producer_names),
                         gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string")));
  gtk_drop_down_set_enable_search (self->producer, TRUE);
  g_signal_connect_swapped (self->producer, "notify::selected", G_CALLBACK (producer_chosen), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->producer), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Producer"), -1);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (row), label);
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->producer));
  gtk_box_append (box, row);
  add_fields (self, box, eta_form_about, 3);
}

static void
build_story (EtaProductForm *self)
{
  static const char *const langs[] = {"id", "en", "ar"};
  GtkBox *box = add_section (self, _ ("Story"));
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), TRUE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 3);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 24);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 24);
  gtk_widget_add_css_class (flow, "fields");
  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    GtkWidget *block =
        eta_form_words (langs[i], commit_field, G_CALLBACK (copy_words), self, self->rows);
    gtk_widget_set_size_request (block, 260, -1);
    gtk_widget_set_valign (block, GTK_ALIGN_START);
    gtk_flow_box_insert (GTK_FLOW_BOX (flow), block, -1);
    gtk_widget_set_focusable (gtk_widget_get_parent (block), FALSE);
  }
  gtk_box_append (box, flow);
}

static void
build_trade (EtaProductForm *self)
{
  GtkBox *box = add_section (self, _ ("Trade"));

  add_fields (self, box, eta_form_trade, 4);
  add_heading (box, _ ("Prices"));
  self->prices = ETA_LINES_EDITOR (eta_lines_editor_new (&eta_lines_prices, commit_part, self));
  gtk_box_append (box, GTK_WIDGET (self->prices));
  add_heading (box, _ ("Terms"));
  add_fields (self, box, eta_form_terms, 3);
}

static void
build_packing (EtaProductForm *self)
{
  GtkBox *box = add_section (self, _ ("Packing"));

  add_heading (box, _ ("One unit"));
  add_fields (self, box, eta_form_unit, 5);
  add_fields (self, box, eta_form_keeping, 3);
  add_heading (box, _ ("Inner pack"));
  add_fields (self, box, eta_form_inner, 5);
  add_heading (box, _ ("Carton"));
  add_fields (self, box, eta_form_carton, 5);
  add_heading (box, _ ("Pallet"));
  add_fields (self, box, eta_form_pallet, 5);
  self->loading = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->loading, 0);
  gtk_label_set_wrap (self->loading, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->loading), "loading");
  gtk_widget_add_css_class (GTK_WIDGET (self->loading), "numeric");
  gtk_box_append (box, GTK_WIDGET (self->loading));
}

static void
build_proof (EtaProductForm *self)
{
  GtkBox *box = add_section (self, _ ("Proof"));

  self->certificates =
      ETA_LINES_EDITOR (eta_lines_editor_new (&eta_lines_certificates, commit_part, self));
  gtk_box_append (box, GTK_WIDGET (self->certificates));
}

static void
paste (GtkWidget *widget, const char *name, GVariant *parameter)
{
  gtk_widget_activate_action (GTK_WIDGET (ETA_PRODUCT_FORM (widget)->photos), "photos.paste", NULL);
}

static void
eta_product_form_dispose (GObject *object)
{
  EtaProductForm *self = ETA_PRODUCT_FORM (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->product, eta_product_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->producers, g_ptr_array_unref);
  G_OBJECT_CLASS (eta_product_form_parent_class)->dispose (object);
}

static void
eta_product_form_class_init (EtaProductFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (ETA_TYPE_PHOTO_STRIP);
  g_type_ensure (ETA_TYPE_SHEET_PREVIEW);
  G_OBJECT_CLASS (klass)->dispose = eta_product_form_dispose;
  signals[GO] = g_signal_new ("go", ETA_TYPE_PRODUCT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                              G_TYPE_NONE, 1, G_TYPE_INT);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/product-form.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaProductForm, title);
  gtk_widget_class_bind_template_child (widget_class, EtaProductForm, photo_column);
  gtk_widget_class_bind_template_child (widget_class, EtaProductForm, photos);
  gtk_widget_class_bind_template_child (widget_class, EtaProductForm, scroller);
  gtk_widget_class_bind_template_child (widget_class, EtaProductForm, index);
  gtk_widget_class_bind_template_child (widget_class, EtaProductForm, sections);
  gtk_widget_class_bind_template_child (widget_class, EtaProductForm, preview_button);
  gtk_widget_class_bind_template_child (widget_class, EtaProductForm, preview_revealer);
  gtk_widget_class_bind_template_child (widget_class, EtaProductForm, preview);
  gtk_widget_class_bind_template_callback (widget_class, go_back);
  gtk_widget_class_bind_template_callback (widget_class, go_previous);
  gtk_widget_class_bind_template_callback (widget_class, go_next);
  gtk_widget_class_bind_template_callback (widget_class, preview_toggled);
  /* A text field with the focus pastes first. */
  gtk_widget_class_install_action (widget_class, "form.paste", NULL, paste);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "form.paste",
                                       NULL);
}

static void
eta_product_form_init (EtaProductForm *self)
{
  self->rows = g_ptr_array_new ();
  self->producers = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  eta_photo_strip_set_commit (self->photos, commit_part, self);
  build_about (self);
  build_story (self);
  build_trade (self);
  build_packing (self);
  build_proof (self);
}

void
eta_product_form_set_session (EtaProductForm *self, EtaSession *session)
{
  if (self->session)
    g_signal_handlers_disconnect_by_func (self->session, session_changed, self);
  g_clear_pointer (&self->product, eta_product_unref);
  g_set_object (&self->session, session);
  eta_photo_strip_set_session (self->photos, session);
  eta_sheet_preview_set_session (self->preview, session);
  if (session)
    g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self,
                             G_CONNECT_SWAPPED);
}

gboolean
eta_product_form_show (EtaProductForm *self, const char *product_id)
{
  g_autofree char *id = g_strdup (product_id);

  if (!self->session || (self->product && !eta_product_form_flush (self)))
    return FALSE;
  load_producers (self);
  if (!reload (self, id))
    return FALSE;
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  return TRUE;
}

const char *
eta_product_form_get_id (EtaProductForm *self)
{
  return self->product ? self->product->id : NULL;
}

gboolean
eta_product_form_flush (EtaProductForm *self)
{
  if (!self->product)
    return TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    if (!eta_field_row_flush (self->rows->pdata[i]))
      return FALSE;
  return eta_lines_editor_flush (self->prices) && eta_lines_editor_flush (self->certificates);
}

void
eta_product_form_focus_field (EtaProductForm *self, const char *address)
{
  for (guint i = 0; i < self->rows->len; i++) {
    EtaFieldRow *row = self->rows->pdata[i];
    if (g_str_equal (eta_field_row_get_address (row), address)) {
      scroll_to (self, GTK_WIDGET (row));
      gtk_widget_grab_focus (eta_field_row_get_control (row));
    }
  }
}

void
eta_product_form_focus_name (EtaProductForm *self)
{
  g_autofree char *address = g_strconcat ("name.", eta_ui_language (), NULL);

  eta_product_form_focus_field (self, address);
}
