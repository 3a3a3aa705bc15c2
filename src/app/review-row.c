#include "app/review-row.h"

#include "app/ui-language.h"
#include "app/window.h"
#include "catalog/choices.h"
#include "catalog/measure.h"
#include "catalog/review.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EtaReviewRow {
  GtkBox parent_instance;
  GtkImage *icon;
  GtkLabel *state;
  GtkLabel *when;
  GtkLabel *note;
  GtkPopover *popover;
  GtkCheckButton *draft;
  GtkCheckButton *checked;
  GtkCheckButton *approved;
  GtkEntry *who;
  GtkEntry *words;
  EtaProduct *product;
  EtaPartCommit commit;
  gpointer data;
};

static void part_init (EtaFormPartInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaReviewRow,
                               eta_review_row,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (ETA_TYPE_FORM_PART, part_init))

static const struct {
  const char *key, *icon, *css;
} looks[] = {
    {"draft", "document-edit-symbolic", NULL},
    {"checked", "emblem-ok-symbolic", NULL},
    {"approved", "emblem-default-symbolic", "success"},
    {"recheck", "dialog-warning-symbolic", "warning"},
};

static void
show_look (EtaReviewRow *self, const char *state)
{
  for (guint i = 0; i < G_N_ELEMENTS (looks); i++) {
    gboolean now = g_strcmp0 (looks[i].key, state) == 0;
    if (now)
      gtk_image_set_from_icon_name (self->icon, looks[i].icon);
    if (looks[i].css && now)
      gtk_widget_add_css_class (GTK_WIDGET (self->icon), looks[i].css);
    else if (looks[i].css)
      gtk_widget_remove_css_class (GTK_WIDGET (self->icon), looks[i].css);
  }
}

/* “Nur Aini, 25 November 2026”: who and when, as far as it is known. */
static char *
who_and_when (const EtaProduct *product)
{
  g_autofree char *iso = product->state_at ? g_strndup (product->state_at, 10) : NULL;
  g_autofree char *date = iso ? eta_date_text (iso, eta_ui_language ()) : NULL;
  /* Isolated: a Latin name in an Arabic line takes no digits of the date with it. */
  g_autofree char *who =
      product->state_by ? g_strdup_printf ("\342\201\250%s\342\201\251", product->state_by) : NULL;

  if (who && date)
    return g_strdup_printf (_ ("%s, %s"), who, date);
  return g_strdup (product->state_by ? product->state_by : date);
}

static void
set_label (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text && *text);
}

static void
set_product (EtaFormPart *part, EtaProduct *product)
{
  EtaReviewRow *self = ETA_REVIEW_ROW (part);
  const char *state = product && product->state ? product->state : "draft";
  g_autofree char *when = product ? who_and_when (product) : NULL;
  g_autofree char *note = product ? eta_review_note (product) : NULL;

  g_clear_pointer (&self->product, eta_product_unref);
  self->product = product ? eta_product_ref (product) : NULL;
  gtk_label_set_text (self->state, eta_choice_label ("states.tsv", state, eta_ui_language ()));
  show_look (self, state);
  set_label (self->when, when);
  set_label (self->note, note);
}

/* --- the menu ------------------------------------------------------------------------------------
 */

static void
popover_shown (EtaReviewRow *self)
{
  const char *state = self->product ? self->product->state : NULL;
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *who = g_settings_get_string (settings, "reviewer");
  GtkCheckButton *next = g_strcmp0 (state, "draft") == 0 ? self->checked : self->approved;

  gtk_check_button_set_active (next, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (self->who), *who ? who : g_get_real_name ());
  gtk_editable_set_text (GTK_EDITABLE (self->words), "");
}

static const char *
chosen (EtaReviewRow *self)
{
  return gtk_check_button_get_active (self->approved)  ? "approved"
         : gtk_check_button_get_active (self->checked) ? "checked"
                                                       : "draft";
}

static void
set_clicked (EtaReviewRow *self)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  const char *who = gtk_editable_get_text (GTK_EDITABLE (self->who));
  g_autoptr (EtaProduct) draft = NULL;
  g_autoptr (GError) error = NULL;

  if (!self->product || !eta_window_flush (eta_window_of (GTK_WIDGET (self))))
    return;
  g_settings_set_string (settings, "reviewer", who);
  draft = eta_product_copy (self->product);
  if (!eta_review_set (draft, chosen (self), who,
                       gtk_editable_get_text (GTK_EDITABLE (self->words)), &error) ||
      !self->commit (draft, self->data, &error))
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
  gtk_popover_popdown (self->popover);
}

static void
eta_review_row_dispose (GObject *object)
{
  g_clear_pointer (&ETA_REVIEW_ROW (object)->product, eta_product_unref);
  G_OBJECT_CLASS (eta_review_row_parent_class)->dispose (object);
}

static void
eta_review_row_class_init (EtaReviewRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_review_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/review-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaReviewRow, icon);
  gtk_widget_class_bind_template_child (widget_class, EtaReviewRow, state);
  gtk_widget_class_bind_template_child (widget_class, EtaReviewRow, when);
  gtk_widget_class_bind_template_child (widget_class, EtaReviewRow, note);
  gtk_widget_class_bind_template_child (widget_class, EtaReviewRow, popover);
  gtk_widget_class_bind_template_child (widget_class, EtaReviewRow, draft);
  gtk_widget_class_bind_template_child (widget_class, EtaReviewRow, checked);
  gtk_widget_class_bind_template_child (widget_class, EtaReviewRow, approved);
  gtk_widget_class_bind_template_child (widget_class, EtaReviewRow, who);
  gtk_widget_class_bind_template_child (widget_class, EtaReviewRow, words);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown);
  gtk_widget_class_bind_template_callback (widget_class, set_clicked);
}

static void
part_init (EtaFormPartInterface *iface)
{
  iface->set_product = set_product;
}

static void
eta_review_row_init (EtaReviewRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
eta_review_row_new (EtaPartCommit commit, gpointer data)
{
  EtaReviewRow *self = g_object_new (ETA_TYPE_REVIEW_ROW, NULL);

  self->commit = commit;
  self->data = data;
  return GTK_WIDGET (self);
}
