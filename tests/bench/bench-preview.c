/* How long until the first page of a catalog of all products is seen, and until any other one:
 * bench-preview CATALOG.etalasedb. Processor and wall milliseconds, a line each. */
#include "app/page-texture.h"
#include "photos/album.h"
#include "sheets/edition.h"
#include "sheets/layout.h"

#include <time.h>

static double
cpu_ms (void)
{
  return clock () * 1000.0 / CLOCKS_PER_SEC;
}

static void
say (const char *what, double cpu, gint64 wall)
{
  g_print ("%-28s %7.1f ms processor, %7.1f ms\n", what, cpu_ms () - cpu,
           (g_get_monotonic_time () - wall) / 1000.0);
}

static EtaCollection *
all_products (EtaStore *store)
{
  g_autoptr (GArray) rows = eta_store_query (store, &(EtaQuery){.sort_lang = "id"}, NULL);
  EtaCollection *collection = eta_collection_new ();

  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (store, g_array_index (rows, gint64, i));
    eta_collection_add (collection, NULL, id);
  }
  return collection;
}

int
main (int argc, char **argv)
{
  g_autoptr (EtaStore) store = argc > 1 ? eta_store_open (argv[1], 0, NULL) : NULL;
  g_autoptr (EtaAlbum) album = store ? eta_album_open (argv[1], NULL) : NULL;
  g_autoptr (EtaCollection) collection = NULL;
  g_autoptr (EtaPainter) painter = NULL;

  if (!album) {
    g_printerr ("bench-preview CATALOG.etalasedb\n");
    return 2;
  }
  collection = all_products (store);
  painter = eta_painter_new (NULL);
  for (int round = 0; round < 3; round++) {
    double cpu = cpu_ms ();
    gint64 wall = g_get_monotonic_time ();
    g_autoptr (EtaEdition) edition = eta_edition_new (store, album, collection, "id", NULL);
    g_autoptr (EtaLayout) layout =
        eta_layout_catalog (eta_edition_source (edition), eta_edition_options (edition), NULL);
    const guint pages[] = {0, eta_layout_n_pages (layout) / 2, eta_layout_n_pages (layout) - 2};

    for (guint i = 0; i < G_N_ELEMENTS (pages); i++) {
      g_autoptr (EtaPage) page = eta_layout_page (pages[i], layout, NULL);
      g_autoptr (GdkTexture) texture = eta_page_texture_new (painter, page, 760);
      g_autofree char *what =
          i == 0 ? g_strdup_printf ("page 1 of %u, with the plan", eta_layout_n_pages (layout))
                 : g_strdup_printf ("page %u", pages[i] + 1);
      say (what, cpu, wall);
      cpu = cpu_ms ();
      wall = g_get_monotonic_time ();
    }
  }
  return 0;
}
