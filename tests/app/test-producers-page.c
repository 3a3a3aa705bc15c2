/* The page of the producers: places, contacts, certificates, removing one. */
#include "window-fixture.h"

#include "app/lines-editor.h"
#include "app/producers-page.h"

#include <string.h>

static void
show (Fixture *f)
{
  eta_window_show_page (f->window, "producers");
  settle ();
}

static EtaProducer *
first_producer (Fixture *f)
{
  g_autoptr (GPtrArray) all = eta_store_list_producers (fixture_store (f), NULL);

  g_assert_cmpuint (all->len, >, 0);
  return eta_producer_ref (all->pdata[0]);
}

static gboolean
is_page (GtkWidget *widget, gconstpointer data)
{
  return ETA_IS_PRODUCERS_PAGE (widget);
}

static EtaFieldRow *
field (Fixture *f, const char *address)
{
  GtkWidget *page = find_widget (GTK_WIDGET (f->window), is_page, NULL);
  GtkWidget *row = find_widget (page, is_field, address);

  g_assert_nonnull (row);
  return ETA_FIELD_ROW (row);
}

static gboolean
type (Fixture *f, const char *address, const char *text)
{
  EtaFieldRow *row = field (f, address);

  gtk_editable_set_text (GTK_EDITABLE (eta_field_row_get_control (row)), text);
  return eta_field_row_flush (row);
}

static void
test_fields (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProducer) producer = NULL;

  show (f);
  g_assert_true (type (f, "whatsapp", "0812 3456 7890"));
  g_assert_true (type (f, "map_point", "7,9135 LS; 113,8215 BT"));
  g_assert_false (type (f, "map_point", "113.8215, -7.9135"));
  producer = first_producer (f);
  g_assert_cmpstr (producer->whatsapp, ==, "+6281234567890");
  g_assert_cmpstr (producer->map_point, ==, "-7.9135,113.8215");
}

static gboolean
is_editor (GtkWidget *widget, gconstpointer data)
{
  return ETA_IS_LINES_EDITOR (widget);
}

static gboolean
says (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text) &&
         gtk_widget_get_mapped (widget);
}

/* A certificate that ended is marked where it stands. */
static void
test_certificate (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProducer) producer = NULL, draft = NULL;
  EtaCertificate *certificate = eta_certificate_new ();
  GtkWidget *page, *editor;

  show (f);
  producer = first_producer (f);
  draft = eta_producer_copy (producer);
  eta_set_text (&certificate->kind, "haccp");
  eta_set_text (&certificate->expires, "2020-03-31");
  g_ptr_array_add (draft->certificates, certificate);
  g_assert_true (eta_session_edit (eta_window_get_session (f->window), "Edit", NULL, put_producer,
                                   draft, NULL));
  settle ();
  page = find_widget (GTK_WIDGET (f->window), is_page, NULL);
  editor = find_widget (page, is_editor, NULL);
  g_assert_nonnull (editor);
  g_assert_nonnull (find_widget (editor, says, "Ended on 31 March 2020"));
  g_assert_true (eta_lines_editor_flush (ETA_LINES_EDITOR (editor)));
}

static gboolean
is_remove (GtkWidget *widget, gconstpointer tooltip)
{
  return GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0;
}

/* One with products stays; one without goes and comes back by undo. */
static void
test_remove (Fixture *f, gconstpointer data)
{
  GtkWidget *button;

  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.new-product", NULL);
  settle ();
  show (f);
  button = find_widget (GTK_WIDGET (f->window), is_remove, "Remove this producer");
  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle ();
  close_dialogs (f, NULL);
  g_assert_cmpint (eta_store_count_producers (fixture_store (f)), ==, 1);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL); /* the product */
  settle ();
  g_signal_emit_by_name (button, "clicked");
  settle ();
  g_assert_cmpint (eta_store_count_producers (fixture_store (f)), ==, 0);
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  settle ();
  g_assert_cmpint (eta_store_count_producers (fixture_store (f)), ==, 1);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/producers-page/fields", test_fields);
  ADD ("/producers-page/certificate", test_certificate);
  ADD ("/producers-page/remove", test_remove);
  return g_test_run ();
}
