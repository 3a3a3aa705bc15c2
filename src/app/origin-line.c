#include "app/origin-line.h"

#include "app/moment.h"
#include "app/ui-language.h"
#include "app/window.h"
#include "catalog/communal.h"
#include "catalog/language.h"
#include "catalog/package.h"

#include <glib/gi18n.h>

struct _EtaOriginLine {
  GtkBox parent_instance;
  GtkLabel *received;
  GtkLabel *together;
};

static void part_init (EtaFormPartInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaOriginLine,
                               eta_origin_line,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (ETA_TYPE_FORM_PART, part_init))

/* Keeps its own direction in a sentence of another. */
static char *
isolate (const char *text)
{
  return g_strdup_printf ("\u2068%s\u2069", text);
}

static char *
day_of (const char *iso)
{
  g_autoptr (GDateTime) at = g_date_time_new_from_iso8601 (iso, NULL);

  return at ? eta_moment_day (g_date_time_to_unix (at)) : g_strdup (iso);
}

char *
eta_origin_text (EtaStore *store, const char *id)
{
  g_autoptr (EtaReceived) received = eta_store_get_received (store, id);
  g_autofree char *when = NULL, *file = NULL, *catalog = NULL;

  if (!received)
    return NULL;
  when = day_of (received->at);
  file = isolate (received->file);
  catalog = received->catalog ? isolate (received->catalog) : NULL;
  if (catalog)
    return g_strdup_printf (_ ("Received from “%1$s” on %2$s, in the package “%3$s”"), catalog,
                            when, file);
  return g_strdup_printf (_ ("Received on %1$s, in the package “%2$s”"), when, file);
}

/* “Offered as “Kopi Bersama”: 2,500 a month with Kopontren Satu, Kopontren Dua” */
static char *
together_text (EtaStore *store, const char *id)
{
  const char *lang = eta_ui_language ();
  g_autoptr (EtaCommunal) communal = eta_store_find_communal (store, id, lang);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *who = NULL, *number = NULL, *name = NULL;

  if (!communal)
    return NULL;
  for (guint i = 0; i < communal->members->len; i++) {
    char *producer = isolate (((EtaCommunalMember *)communal->members->pdata[i])->producer);

    if (g_ptr_array_find_with_equal_func (names, producer, g_str_equal, NULL))
      g_free (producer);
    else
      g_ptr_array_add (names, producer);
  }
  g_ptr_array_add (names, NULL);
  name = isolate (communal->name);
  who = g_strjoinv (_ (", "), (char **)names->pdata);
  if (!communal->adds_up)
    return g_strdup_printf (_ ("Offered together as “%1$s”: %2$s"), name, who);
  number = eta_language_number (eta_language_get (lang), communal->capacity, 0);
  return g_strdup_printf (_ ("Offered together as “%1$s”: %2$s, %3$s a month in sum"), name, who,
                          number);
}

static void
show (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL);
}

static void
set_product (EtaFormPart *part, EtaProduct *product)
{
  EtaOriginLine *self = ETA_ORIGIN_LINE (part);
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));
  EtaSession *session = window ? eta_window_get_session (window) : NULL;
  EtaStore *store = session && product ? eta_session_get_store (session) : NULL;
  g_autofree char *received = store ? eta_origin_text (store, product->id) : NULL;
  g_autofree char *together = store ? together_text (store, product->id) : NULL;

  show (self->received, received);
  show (self->together, together);
  gtk_widget_set_visible (GTK_WIDGET (self), received || together);
}

static void
part_init (EtaFormPartInterface *iface)
{
  iface->set_product = set_product;
}

static void
eta_origin_line_class_init (EtaOriginLineClass *klass)
{
}

static GtkLabel *
add_label (EtaOriginLine *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "dim-label");
  gtk_box_append (GTK_BOX (self), label);
  return GTK_LABEL (label);
}

static void
eta_origin_line_init (EtaOriginLine *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  self->received = add_label (self);
  self->together = add_label (self);
}

GtkWidget *
eta_origin_line_new (void)
{
  return g_object_new (ETA_TYPE_ORIGIN_LINE, "visible", FALSE, NULL);
}
