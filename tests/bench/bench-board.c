/* How long the board of a catalog takes in ten markets: bench-board CATALOG.etalasedb. */
#include "ready/board.h"

#include <stdio.h>

int
main (int argc, char **argv)
{
  static const char *const markets[] = {"us", "de", "it", "gb", "sa", "ae",
                                        "kw", "my", "jp", "eu", NULL};
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaStore) store =
      argc > 1 ? eta_store_open (argv[1], ETA_STORE_READ_ONLY, &error) : NULL;
  g_autoptr (EtaBoard) board = NULL;
  gint64 start, edit;
  EtaDay day;

  if (!store) {
    fprintf (stderr, "%s\n", error ? error->message : "bench-board CATALOG.etalasedb");
    return 2;
  }
  eta_day_init (&day, NULL);
  board = eta_board_new (markets, eta_rules_builtin (), &day);
  start = g_get_monotonic_time ();
  if (!eta_board_compute (board, store, "id", NULL, &error))
    g_error ("%s", error->message);
  edit = g_get_monotonic_time ();
  for (guint i = 0; i < 100 && i < eta_board_n_lines (board); i++)
    eta_board_refresh (board, store, eta_board_line (board, i)->row);
  printf ("%u products, %u markets: %.2f s; one product again: %.2f ms\n",
          eta_board_n_lines (board), eta_board_n_markets (board), (double)(edit - start) / 1e6,
          (double)(g_get_monotonic_time () - edit) / 1e5);
  return 0;
}
