#include "app/welcome.h"

struct _EtaWelcome {
  AdwBin parent_instance;
  GtkStack *stack;
  AdwActionRow *package_door;
  AdwActionRow *sample_door;
  AdwEntryRow *name_row;
  AdwEntryRow *place_row;
  GtkButton *start_button;
};

G_DEFINE_FINAL_TYPE (EtaWelcome, eta_welcome, ADW_TYPE_BIN)

enum { START, PACKAGE, SAMPLE, N_SIGNALS };
static guint signals[N_SIGNALS];

static char *
entered (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
door_activated (EtaWelcome *self, GtkListBoxRow *row)
{
  if (row == GTK_LIST_BOX_ROW (self->package_door)) {
    g_signal_emit (self, signals[PACKAGE], 0);
  } else if (row == GTK_LIST_BOX_ROW (self->sample_door)) {
    g_signal_emit (self, signals[SAMPLE], 0);
  } else {
    gtk_stack_set_visible_child_name (self->stack, "start");
    gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
  }
}

static void
name_changed (EtaWelcome *self)
{
  g_autofree char *name = entered (self->name_row);

  gtk_widget_set_sensitive (GTK_WIDGET (self->start_button), *name != '\0');
}

static void
start_clicked (EtaWelcome *self)
{
  g_autofree char *name = entered (self->name_row);
  g_autofree char *place = entered (self->place_row);

  if (*name == '\0') {
    gtk_widget_grab_focus (GTK_WIDGET (self->name_row));
    return;
  }
  g_signal_emit (self, signals[START], 0, name, place);
}

static void
back_clicked (EtaWelcome *self)
{
  gtk_stack_set_visible_child_name (self->stack, "doors");
}

static void
eta_welcome_class_init (EtaWelcomeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[START] = g_signal_new ("start", ETA_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[PACKAGE] = g_signal_new ("package", ETA_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[SAMPLE] = g_signal_new ("sample", ETA_TYPE_WELCOME, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/org/etalase/Etalase/ui/welcome.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, package_door);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, sample_door);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, name_row);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, place_row);
  gtk_widget_class_bind_template_child (widget_class, EtaWelcome, start_button);
  gtk_widget_class_bind_template_callback (widget_class, door_activated);
  gtk_widget_class_bind_template_callback (widget_class, name_changed);
  gtk_widget_class_bind_template_callback (widget_class, start_clicked);
  gtk_widget_class_bind_template_callback (widget_class, back_clicked);
}

static void
eta_welcome_init (EtaWelcome *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
eta_welcome_reset (EtaWelcome *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->name_row), "");
  gtk_editable_set_text (GTK_EDITABLE (self->place_row), "");
  gtk_stack_set_visible_child_name (self->stack, "doors");
}
