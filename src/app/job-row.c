#include "app/job-row.h"

struct _EtaJobRow {
  GtkBox parent_instance;
  EtaJob *job;
  GtkLabel *title;
  GtkLabel *status;
  GtkProgressBar *bar;
  GtkButton *cancel;
  guint pulse_id;
};

G_DEFINE_FINAL_TYPE (EtaJobRow, eta_job_row, GTK_TYPE_BOX)

static void
cancel_clicked (EtaJobRow *self)
{
  g_cancellable_cancel (eta_job_get_cancellable (self->job));
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), FALSE);
}

static void
eta_job_row_dispose (GObject *object)
{
  EtaJobRow *self = ETA_JOB_ROW (object);

  g_clear_handle_id (&self->pulse_id, g_source_remove);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (eta_job_row_parent_class)->dispose (object);
}

static void
eta_job_row_class_init (EtaJobRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_job_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/org/etalase/Etalase/ui/job-row.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaJobRow, title);
  gtk_widget_class_bind_template_child (widget_class, EtaJobRow, status);
  gtk_widget_class_bind_template_child (widget_class, EtaJobRow, bar);
  gtk_widget_class_bind_template_child (widget_class, EtaJobRow, cancel);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
}

static void
eta_job_row_init (EtaJobRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static gboolean
pulse (gpointer data)
{
  gtk_progress_bar_pulse (ETA_JOB_ROW (data)->bar);
  return G_SOURCE_CONTINUE;
}

static void
fraction_changed (EtaJobRow *self)
{
  double fraction;

  g_object_get (self->job, "fraction", &fraction, NULL);
  if (fraction < 0) {
    if (self->pulse_id == 0)
      self->pulse_id = g_timeout_add (200, pulse, self);
    return;
  }
  g_clear_handle_id (&self->pulse_id, g_source_remove);
  gtk_progress_bar_set_fraction (self->bar, fraction);
}

GtkWidget *
eta_job_row_new (EtaJob *job)
{
  EtaJobRow *self = g_object_new (ETA_TYPE_JOB_ROW, NULL);

  self->job = g_object_ref (job);
  gtk_label_set_text (self->title, eta_job_get_title (job));
  g_object_bind_property (job, "status", self->status, "label", G_BINDING_SYNC_CREATE);
  g_signal_connect_object (job, "notify::fraction", G_CALLBACK (fraction_changed), self,
                           G_CONNECT_SWAPPED);
  fraction_changed (self);
  return GTK_WIDGET (self);
}
