#include "app/ready-review.h"

#include "app/window.h"
#include "catalog/review.h"

#include <glib/gi18n.h>

struct _EtaReadyReview {
  GtkBox parent_instance;
  EtaSession *session;
  EtaReadyRows rows;
  gpointer data;
  GtkRevealer *revealer;
  GtkLabel *count;
  GtkEntry *note;
};

G_DEFINE_FINAL_TYPE (EtaReadyReview, eta_ready_review, GTK_TYPE_BOX)

static const struct {
  const char *state, *label;
} choices[] = {
    {"draft", N_ ("_Send back")},
    {"checked", N_ ("_Checked")},
    {"approved", N_ ("_Approve")},
};

typedef struct {
  GArray *rows;
  const char *state, *who, *note;
} Decision;

static gboolean
put_all (EtaStore *store, gpointer data, GError **error)
{
  const Decision *decision = data;

  for (guint i = 0; i < decision->rows->len; i++) {
    g_autofree char *id = eta_store_id_of (store, g_array_index (decision->rows, gint64, i));
    g_autoptr (EtaProduct) product = id ? eta_store_get_product (store, id, error) : NULL;
    g_autoptr (EtaProduct) draft = NULL;

    if (!product)
      return FALSE;
    draft = eta_product_copy (product);
    if (!eta_review_set (draft, decision->state, decision->who, decision->note, error) ||
        !eta_store_put_product (store, draft, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
eta_ready_review_put (EtaSession *session,
                      GArray *rows,
                      const char *state,
                      const char *who,
                      const char *note,
                      GError **error)
{
  Decision decision = {rows, state, who, note};

  return eta_session_edit (session, N_ ("Review"), NULL, put_all, &decision, error);
}

static void
decided (EtaReadyReview *self, GtkButton *button)
{
  const char *state = g_object_get_data (G_OBJECT (button), "eta-state");
  const char *note = gtk_editable_get_text (GTK_EDITABLE (self->note));
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *saved = g_settings_get_string (settings, "reviewer");
  g_autoptr (GArray) rows = self->rows (self->data);
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!self->session || rows->len == 0)
    return;
  if (!eta_ready_review_put (self->session, rows, state, *saved ? saved : g_get_real_name (),
                             *note ? note : NULL, &error)) {
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
    return;
  }
  text = g_strdup_printf (ngettext ("%u product reviewed", "%u products reviewed", rows->len),
                          rows->len);
  gtk_editable_set_text (GTK_EDITABLE (self->note), "");
  eta_window_toast_undo (eta_window_of (GTK_WIDGET (self)), text);
}

static void
eta_ready_review_dispose (GObject *object)
{
  g_clear_object (&ETA_READY_REVIEW (object)->session);
  G_OBJECT_CLASS (eta_ready_review_parent_class)->dispose (object);
}

static void
eta_ready_review_class_init (EtaReadyReviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_ready_review_dispose;
}

static void
eta_ready_review_init (EtaReadyReview *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->revealer = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_transition_type (self->revealer, GTK_REVEALER_TRANSITION_TYPE_SLIDE_UP);
  gtk_widget_set_hexpand (GTK_WIDGET (self->revealer), TRUE);
  gtk_widget_add_css_class (bar, "review-bar");
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "heading");
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->count));
  self->note = GTK_ENTRY (gtk_entry_new ());
  gtk_entry_set_placeholder_text (self->note, _ ("Note for the pesantren"));
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->note), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Note for the pesantren"), -1);
  gtk_box_append (GTK_BOX (bar), GTK_WIDGET (self->note));
  for (guint i = 0; i < G_N_ELEMENTS (choices); i++) {
    GtkWidget *button = gtk_button_new_with_mnemonic (_ (choices[i].label));
    g_object_set_data (G_OBJECT (button), "eta-state", (gpointer)choices[i].state);
    g_signal_connect_swapped (button, "clicked", G_CALLBACK (decided), self);
    gtk_box_append (GTK_BOX (bar), button);
    if (i == G_N_ELEMENTS (choices) - 1)
      gtk_widget_add_css_class (button, "suggested-action");
  }
  gtk_revealer_set_child (self->revealer, bar);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->revealer));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
eta_ready_review_new (EtaReadyRows rows, gpointer data)
{
  EtaReadyReview *self = g_object_new (ETA_TYPE_READY_REVIEW, NULL);

  self->rows = rows;
  self->data = data;
  return GTK_WIDGET (self);
}

void
eta_ready_review_set_session (EtaReadyReview *self, EtaSession *session)
{
  g_set_object (&self->session, session);
}

void
eta_ready_review_show (EtaReadyReview *self, guint n_selected)
{
  gboolean wanted = n_selected > 0 && self->session && !eta_session_is_read_only (self->session);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u selected", "%u selected", n_selected), n_selected);

  if (n_selected > 0)
    gtk_label_set_text (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self), wanted);
  gtk_revealer_set_reveal_child (self->revealer, wanted);
}
