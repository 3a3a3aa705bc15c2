/* A real window on a catalog of its own, for the tests of src/app. */
#pragma once

#include "app/application.h"
#include "app/field-row.h"
#include "app/ui-language.h"
#include "app/window.h"

#include <glib/gstdio.h>

#include "../remove-tree.h"

typedef struct {
  char *folder;
  char *catalog;
  EtaApplication *app;
  EtaWindow *window;
} Fixture;

#define SECONDS (G_USEC_PER_SEC)

/* Runs the main loop until DONE says so; the test fails after 30 s. */
static inline void
wait_until (gboolean (*done) (Fixture *), Fixture *f)
{
  gint64 end = g_get_monotonic_time () + 30 * SECONDS;

  while (!done (f)) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (2000);
    g_assert_cmpint (g_get_monotonic_time (), <, end);
  }
}

static inline gboolean
no_jobs (Fixture *f)
{
  return g_list_model_get_n_items (G_LIST_MODEL (eta_window_get_jobs (f->window))) == 0;
}

static inline void
settle (void)
{
  for (guint i = 0; i < 50; i++)
    while (g_main_context_iteration (NULL, FALSE))
      ;
}

/* The first widget below ROOT (itself included) for which MATCH holds. */
static inline GtkWidget *
find_widget (GtkWidget *root, gboolean (*match) (GtkWidget *, gconstpointer), gconstpointer what)
{
  GtkWidget *found;

  if (match (root, what))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    if ((found = find_widget (child, match, what)))
      return found;
  return NULL;
}

static inline gboolean
is_field (GtkWidget *widget, gconstpointer address)
{
  return ETA_IS_FIELD_ROW (widget) &&
         g_str_equal (eta_field_row_get_address (ETA_FIELD_ROW (widget)), address);
}

static inline EtaFieldRow *
find_field (Fixture *f, const char *address)
{
  GtkWidget *row = find_widget (GTK_WIDGET (f->window), is_field, address);

  g_assert_nonnull (row);
  return ETA_FIELD_ROW (row);
}

/* Types TEXT into the field as a person would and leaves it. */
static inline gboolean
type_into (Fixture *f, const char *address, const char *text)
{
  EtaFieldRow *row = find_field (f, address);
  GtkWidget *control = eta_field_row_get_control (row);

  gtk_widget_grab_focus (control);
  if (GTK_IS_TEXT_VIEW (control))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (control)), text, -1);
  else
    gtk_editable_set_text (GTK_EDITABLE (control), text);
  return eta_field_row_flush (row);
}

static inline EtaStore *
fixture_store (Fixture *f)
{
  return eta_session_get_store (eta_window_get_session (f->window));
}

/* Message dialogs that are open now; *TEXT (may be NULL) gets the body of the last. They are
 * closed. */
static inline guint
close_dialogs (Fixture *f, char **text)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();
  guint n = 0;

  for (GList *l = windows; l; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data)) {
      if (text) {
        g_free (*text);
        *text = g_strdup (adw_message_dialog_get_body (l->data));
      }
      gtk_window_destroy (l->data);
      n++;
    }
  return n;
}

static inline void
activated (GApplication *app, gpointer data)
{
}

static inline void
open_window (Fixture *f)
{
  f->window = eta_window_new (ADW_APPLICATION (f->app));
  g_object_ref (f->window);
  gtk_window_present (GTK_WINDOW (f->window));
  settle ();
}

static inline void
close_window (Fixture *f)
{
  gtk_window_destroy (GTK_WINDOW (f->window));
  settle ();
  g_clear_object (&f->window);
}

static inline gboolean
put_producer (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_put_producer (store, data, error);
}

static inline void
add_producer (Fixture *f)
{
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  g_autoptr (GError) error = NULL;

  eta_set_text (&producer->name, "Kopontren Uji");
  eta_session_edit (eta_window_get_session (f->window), "Start", NULL, put_producer, producer,
                    &error);
  g_assert_no_error (error);
}

/* One for all tests of a program: its name on the bus can be had once. */
static inline EtaApplication *
the_application (void)
{
  static EtaApplication *app;
  g_autoptr (GError) error = NULL;

  if (app)
    return app;
  app = eta_application_new (G_APPLICATION_NON_UNIQUE);
  g_signal_connect (app, "activate", G_CALLBACK (activated), NULL);
  g_application_register (G_APPLICATION (app), NULL, &error);
  g_assert_no_error (error);
  return app;
}

static inline void
fixture_set_up (Fixture *f, gconstpointer data)
{
  f->folder = g_dir_make_tmp ("etalase-window-XXXXXX", NULL);
  f->catalog = g_build_filename (f->folder, "a.etalasedb", NULL);
  f->app = the_application ();
  open_window (f);
  g_assert_true (eta_window_open (f->window, f->catalog, ETA_STORE_CREATE));
  add_producer (f);
  settle ();
}

static inline void
fixture_tear_down (Fixture *f, gconstpointer data)
{
  close_window (f);
  remove_tree (f->folder);
  g_free (f->folder);
  g_free (f->catalog);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

static inline void
window_test_init (int *argc, char ***argv, const char *lang)
{
  g_autofree char *home = g_dir_make_tmp ("etalase-home-XXXXXX", NULL);

  /* Before GLib asks for it: no test writes into the home of the person at the keyboard. */
  g_setenv ("HOME", home, TRUE);
  g_test_init (argc, argv, NULL);
  eta_ui_language_init (lang);
  adw_init ();
}
