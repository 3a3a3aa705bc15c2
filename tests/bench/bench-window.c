/* How smoothly the list of a catalog runs, in the real window: bench-window CATALOG.etalasedb,
 * under tests/app/with-display. Scrolls by three rows of cards, 300 times, and types in the search;
 * says how long the main loop was busy with each. */
#include "app/application.h"
#include "app/ui-language.h"
#include "app/window.h"

#include <stdio.h>
#include <stdlib.h>

#define SCROLLS 300
#define ROWS 3 /* of cards, each scroll */
#define CARD 283

static GtkWidget *
find (GtkWidget *root, GType type)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (root), type))
    return root;
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

/* One frame: everything that is due now, and the drawing. Milliseconds. */
static double
frame (GtkWidget *window)
{
  gint64 begin = g_get_monotonic_time ();
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  gint64 last = gdk_frame_clock_get_frame_counter (clock);

  gtk_widget_queue_draw (window);
  while (gdk_frame_clock_get_frame_counter (clock) == last)
    g_main_context_iteration (NULL, TRUE);
  return (double)(g_get_monotonic_time () - begin) / 1e3;
}

static int
by_size (const void *a, const void *b)
{
  return (*(const double *)a > *(const double *)b) - (*(const double *)a < *(const double *)b);
}

static void
say (const char *what, double *ms, guint n)
{
  qsort (ms, n, sizeof *ms, by_size);
  printf ("%-10s median %5.1f ms, 95 %% %5.1f ms, slowest %5.1f ms\n", what, ms[n / 2],
          ms[n * 95 / 100], ms[n - 1]);
}

static void
scroll (GtkWidget *window)
{
  GtkWidget *grid = find (window, GTK_TYPE_GRID_VIEW);
  GtkAdjustment *down = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (grid));
  double ms[SCROLLS];

  for (guint i = 0; i < SCROLLS; i++) {
    gtk_adjustment_set_value (down, gtk_adjustment_get_value (down) + ROWS * CARD);
    ms[i] = frame (window);
  }
  say ("scroll", ms, SCROLLS);
}

static void
type (GtkWidget *window)
{
  static const char *const texts[] = {"k",  "ko",  "kop",  "kopi", "kopi a", "m",
                                      "ma", "mad", "madu", "b",    "batik",  "قهوة"};
  GtkEditable *search = GTK_EDITABLE (find (window, GTK_TYPE_SEARCH_ENTRY));
  double ms[G_N_ELEMENTS (texts)];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    gint64 begin = g_get_monotonic_time ();

    gtk_editable_set_text (search, texts[i]);
    g_signal_emit_by_name (search, "search-changed");
    frame (window);
    ms[i] = (double)(g_get_monotonic_time () - begin) / 1e3;
  }
  say ("search", ms, G_N_ELEMENTS (texts));
}

int
main (int argc, char **argv)
{
  g_autoptr (EtaApplication) app = NULL;
  EtaWindow *window;

  if (argc < 2) {
    fprintf (stderr, "with-display bench-window CATALOG.etalasedb\n");
    return 2;
  }
  eta_ui_language_init ("id");
  adw_init ();
  app = eta_application_new (G_APPLICATION_NON_UNIQUE);
  g_application_register (G_APPLICATION (app), NULL, NULL);
  window = eta_window_new (ADW_APPLICATION (app));
  if (!eta_window_open (window, argv[1], 0))
    return 1;
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < 20; i++)
    frame (GTK_WIDGET (window));
  scroll (GTK_WIDGET (window));
  type (GTK_WIDGET (window));
  return 0;
}
