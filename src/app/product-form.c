#include "app/product-form.h"

#include "app/form-sections.h"
#include "app/lines-editor.h"
#include "app/loading-table.h"
#include "app/origin-line.h"
#include "app/photo-strip.h"
#include "app/producer-row.h"
#include "app/ready-section.h"
#include "app/remark-list.h"
#include "app/review-row.h"
#include "app/sheet-preview.h"
#include "app/ui-language.h"
#include "app/window.h"
#include "catalog/suggest.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EtaProductForm {
  AdwBin parent_instance;
  EtaSession *session;
  EtaProduct *product; /* as stored */
  GPtrArray *rows;     /* EtaFieldRow */
  GPtrArray *parts;    /* EtaFormPart, borrowed */

  AdwWindowTitle *title;
  GtkWidget *photo_column;
  EtaPhotoStrip *photos;
  GtkScrolledWindow *scroller;
  GtkBox *index;
  GtkBox *sections;
  GtkToggleButton *preview_button;
  GtkRevealer *preview_revealer;
  EtaSheetPreview *preview;
  EtaProducerRow *producer;
  EtaLinesEditor *prices;
  EtaLinesEditor *certificates;
  EtaReadySection *ready;
  EtaLoadingTable *loading;
  GtkCheckButton *upright;
  gboolean showing;
  GtkWidget *scroll_target; /* weak: where to scroll to, after so many frames */
  guint scroll_tick, frames_to_scroll;
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
  if (!eta_product_set (draft, eta_field_row_get_address (row), text, error))
    return FALSE;
  /* A regency lies in one province: it need not be chosen again. */
  if (g_str_equal (eta_field_row_get_address (row), "regency") && !draft->province)
    draft->province = g_strdup (eta_regency_province (draft->regency));
  return commit_draft (self, draft, error);
}

/* The parts hand over a whole draft. */
static gboolean
commit_part (const EtaProduct *draft, gpointer data, GError **error)
{
  return commit_draft (ETA_PRODUCT_FORM (data), draft, error);
}

static gboolean
commit_review (const EtaProduct *draft, gpointer data, GError **error)
{
  EtaProductForm *self = ETA_PRODUCT_FORM (data);

  return eta_session_put_product (self->session, N_ ("Review"), step_detail (draft), draft, error);
}

static gboolean
commit_lines (gconstpointer draft, gpointer data, GError **error)
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

static EtaFieldRow *
find_row (EtaProductForm *self, const char *address)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_str_equal (eta_field_row_get_address (self->rows->pdata[i]), address))
      return self->rows->pdata[i];
  return NULL;
}

/* The HS code by the name of its goods, with the edition that it comes from. */
static void
show_hs (EtaProductForm *self)
{
  EtaFieldRow *row = find_row (self, "hs");
  g_autofree char *name = eta_hs_name (self->product->hs, eta_ui_language ());
  const char *edition = self->product->hs_edition ? self->product->hs_edition : "HS 2022";
  g_autofree char *gloss = name ? g_strdup_printf ("%s: %s", edition, name) : g_strdup (edition);

  eta_field_row_set_gloss (row, self->product->hs ? gloss : NULL);
}

static void
show_packing (EtaProductForm *self)
{
  const EtaPack *carton = eta_product_pack (self->product, "carton");

  self->showing = TRUE;
  gtk_check_button_set_active (self->upright, carton && carton->this_side_up);
  self->showing = FALSE;
  eta_loading_table_show (self->loading, self->product);
}

/* The loading follows typing: what is typed and can be read stands in a draft that is never stored.
 */
static void
carton_typed (EtaProductForm *self)
{
  g_autoptr (EtaProduct) draft = NULL;

  if (!self->product)
    return;
  draft = eta_product_copy (self->product);
  for (guint i = 0; i < self->rows->len; i++) {
    const char *address = eta_field_row_get_address (self->rows->pdata[i]);
    g_autofree char *text = NULL;
    if (!g_str_has_prefix (address, "carton.") && !g_str_has_prefix (address, "pallet."))
      continue;
    text = eta_field_row_get_text (self->rows->pdata[i]);
    eta_product_set (draft, address, text, NULL);
  }
  eta_loading_table_show (self->loading, draft);
}

static void
upright_toggled (EtaProductForm *self)
{
  g_autoptr (EtaProduct) draft = NULL;
  g_autoptr (GError) error = NULL;

  if (self->showing || !self->product)
    return;
  draft = eta_product_copy (self->product);
  if (!eta_product_set (draft, "carton.upright",
                        gtk_check_button_get_active (self->upright) ? "yes" : "", &error) ||
      !commit_draft (self, draft, &error))
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
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
  for (guint i = 0; i < self->parts->len; i++)
    eta_form_part_set_product (self->parts->pdata[i], self->product);
  show_hs (self);
  show_packing (self);
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
  if (!product_ids || g_hash_table_size (product_ids) == 0)
    eta_producer_row_load (self->producer, self->session);
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

/* A page that was only just shown has its places after the next frame: so it scrolls then. */
static gboolean
scroll_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EtaProductForm *self = ETA_PRODUCT_FORM (widget);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scroller);
  double y;

  if (self->frames_to_scroll-- > 0)
    return G_SOURCE_CONTINUE;
  if (self->scroll_target && gtk_widget_translate_coordinates (
                                 self->scroll_target, GTK_WIDGET (self->sections), 0, 0, NULL, &y))
    gtk_adjustment_set_value (adjustment, MAX (0, y - 12));
  g_clear_weak_pointer (&self->scroll_target);
  self->scroll_tick = 0;
  return G_SOURCE_REMOVE;
}

static void
scroll_to (EtaProductForm *self, GtkWidget *widget)
{
  g_set_weak_pointer (&self->scroll_target, widget);
  self->frames_to_scroll = 1;
  if (!self->scroll_tick)
    self->scroll_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_tick, NULL, NULL);
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

/* WIDGET is an EtaFormPart. */
static void
add_part (EtaProductForm *self, GtkBox *box, GtkWidget *widget)
{
  gtk_box_append (box, widget);
  g_ptr_array_add (self->parts, widget);
}

static GtkWidget *
make_lines (EtaProductForm *self, const EtaLinesKind *kind, const char *where)
{
  return eta_lines_editor_new (kind, where, commit_lines, self);
}

static void
build_about (EtaProductForm *self)
{
  static const char *const about[] = {"sku", "name.", "gtin", "variants", NULL};
  GtkBox *box = add_section (self, _ ("About"));

  add_part (self, box, eta_review_row_new (commit_review, self));
  self->producer = ETA_PRODUCER_ROW (eta_producer_row_new (commit_part, self));
  add_part (self, box, GTK_WIDGET (self->producer));
  add_part (self, box, eta_origin_line_new ());
  add_fields (self, box, eta_form_about, 3);
  add_heading (box, _ ("Variants"));
  add_part (self, box, make_lines (self, &eta_lines_variants, "variants"));
  add_part (self, box, eta_remark_list_new (about));
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

static GtkWidget *
make_rates_button (void)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("E_xchange rates…"));

  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_widget_add_css_class (button, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.rates");
  return button;
}

static void
build_trade (EtaProductForm *self)
{
  static const char *const prices[] = {"price.", NULL};
  GtkBox *box = add_section (self, _ ("Trade"));

  add_fields (self, box, eta_form_customs, 2);
  add_fields (self, box, eta_form_origin, 3);
  add_heading (box, _ ("Prices"));
  self->prices = ETA_LINES_EDITOR (make_lines (self, &eta_lines_prices, "prices"));
  add_part (self, box, GTK_WIDGET (self->prices));
  gtk_box_append (box, make_rates_button ());
  add_part (self, box, eta_remark_list_new (prices));
  add_heading (box, _ ("Terms"));
  add_fields (self, box, eta_form_terms, 3);
}

static void
build_carton (EtaProductForm *self, GtkBox *box)
{
  add_heading (box, _ ("Carton"));
  add_fields (self, box, eta_form_carton, 5);
  self->upright = GTK_CHECK_BUTTON (
      gtk_check_button_new_with_mnemonic (_ ("_This side up: the carton must not be tipped")));
  g_signal_connect_swapped (self->upright, "toggled", G_CALLBACK (upright_toggled), self);
  gtk_box_append (box, GTK_WIDGET (self->upright));
}

static void
build_packing (EtaProductForm *self)
{
  static const char *const packing[] = {"net", "carton.", "keep_", NULL};
  GtkBox *box = add_section (self, _ ("Packing"));

  add_heading (box, _ ("One unit"));
  add_fields (self, box, eta_form_unit, 5);
  add_fields (self, box, eta_form_keeping, 3);
  add_heading (box, _ ("Inner pack"));
  add_fields (self, box, eta_form_inner, 5);
  build_carton (self, box);
  add_heading (box, _ ("Pallet"));
  add_fields (self, box, eta_form_pallet, 5);
  add_part (self, box, eta_remark_list_new (packing));
  self->loading = ETA_LOADING_TABLE (eta_loading_table_new ());
  gtk_box_append (box, GTK_WIDGET (self->loading));
  for (guint i = 0; i < self->rows->len; i++) {
    const char *address = eta_field_row_get_address (self->rows->pdata[i]);
    if (g_str_has_prefix (address, "carton.") || g_str_has_prefix (address, "pallet."))
      g_signal_connect_swapped (self->rows->pdata[i], "typed", G_CALLBACK (carton_typed), self);
  }
}

static void
build_proof (EtaProductForm *self)
{
  GtkBox *box = add_section (self, _ ("Proof"));

  self->certificates =
      ETA_LINES_EDITOR (make_lines (self, &eta_lines_certificates, "certificates"));
  add_part (self, box, GTK_WIDGET (self->certificates));
}

static void
build_ready (EtaProductForm *self)
{
  GtkBox *box = add_section (self, _ ("Ready?"));

  self->ready = ETA_READY_SECTION (eta_ready_section_new (commit_part, self));
  g_signal_connect_swapped (self->ready, "fix", G_CALLBACK (eta_product_form_focus_field), self);
  add_part (self, box, GTK_WIDGET (self->ready));
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

  g_clear_weak_pointer (&self->scroll_target);
  g_clear_object (&self->session);
  g_clear_pointer (&self->product, eta_product_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
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
  self->parts = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  eta_photo_strip_set_commit (self->photos, commit_part, self);
  build_about (self);
  build_story (self);
  build_trade (self);
  build_packing (self);
  build_proof (self);
  build_ready (self);
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
  eta_lines_editor_set_session (self->prices, session);
  eta_lines_editor_set_session (self->certificates, session);
  eta_ready_section_set_session (self->ready, session);
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
  eta_producer_row_load (self->producer, self->session);
  if (!reload (self, id))
    return FALSE;
  g_clear_weak_pointer (&self->scroll_target);
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
  for (guint i = 0; i < self->parts->len; i++)
    if (!eta_form_part_flush (self->parts->pdata[i]))
      return FALSE;
  return TRUE;
}

void
eta_product_form_focus_field (EtaProductForm *self, const char *address)
{
  EtaFieldRow *row = find_row (self, address);

  if (row) {
    scroll_to (self, GTK_WIDGET (row));
    gtk_widget_grab_focus (eta_field_row_get_control (row));
    return;
  }
  for (guint i = 0; i < self->parts->len; i++)
    if (eta_form_part_focus_field (self->parts->pdata[i], address)) {
      scroll_to (self, self->parts->pdata[i]);
      return;
    }
}

void
eta_product_form_focus_name (EtaProductForm *self)
{
  g_autofree char *address = g_strconcat ("name.", eta_ui_language (), NULL);

  eta_product_form_focus_field (self, address);
}
