/* The catalog as a whole: which page is what, numbers and links, cards, binding, errors. */
#include "sheets/catalog-pages.h"

#include "sheets/error.h"
#include "sheets/layout.h"
#include "sheets/print.h"

#include <math.h>

#include "products.h"
#include "tools.h"

typedef struct {
  guint n_loads, fail_at;
} Shop;

static gboolean
load (guint index, EtaSheetInput *input, gpointer data, GError **error)
{
  Shop *shop = data;
  g_autofree char *sku = g_strdup_printf ("SKU-%04u", index);

  shop->n_loads++;
  if (shop->fail_at && index == shop->fail_at) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "gone");
    return FALSE;
  }
  input->product = index % 3 == 2 ? adversarial_product () : full_product ();
  eta_set_text (&input->product->sku, sku);
  input->producer = full_producer ();
  input->photo_path = paper_photo;
  return TRUE;
}

static char *
name_of (guint index, gpointer data)
{
  return g_strdup_printf ("Product %u", index);
}

static EtaLayout *
open_catalog (EtaCatalogSource *source, Shop *shop, guint n, guint per_page, const char *lang)
{
  EtaCatalogOptions options = {.sheet = {.lang = lang, .edition = "2026-11-25"},
                               .per_page = per_page};
  g_autoptr (GError) error = NULL;
  EtaLayout *layout;

  *source = (EtaCatalogSource){n, load, name_of, shop};
  layout = eta_layout_catalog (source, &options, &error);
  g_assert_no_error (error);
  return layout;
}

static GPtrArray *
dumps_of (EtaLayout *layout)
{
  g_autoptr (GPtrArray) pages = eta_layout_pages (layout, NULL);
  GPtrArray *dumps = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (dumps, eta_page_dump (pages->pdata[i]));
  return dumps;
}

static guint
count (const char *haystack, const char *needle)
{
  guint n = 0;

  for (const char *p = haystack; (p = strstr (p, needle)); p += strlen (needle))
    n++;
  return n;
}

/* 25 products: cover, one page of contents, ⌈25 / n⌉ of products, one of prices, contact. */
static void
test_pages (void)
{
  static const guint per_page[] = {1, 2, 4, 6};

  for (guint i = 0; i < G_N_ELEMENTS (per_page); i++) {
    EtaCatalogSource source;
    Shop shop = {0};
    g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 25, per_page[i], "en");
    guint want = 1 + 1 + (25 + per_page[i] - 1) / per_page[i] + 1 + 1;
    g_autoptr (GPtrArray) dumps = NULL;

    g_assert_cmpuint (eta_layout_n_pages (layout), ==, want);
    dumps = dumps_of (layout);
    g_assert_cmpuint (dumps->len, ==, want);
    g_assert_cmpuint (shop.n_loads, ==, 25 + 1); /* and once for the cover */
    g_assert_nonnull (strstr (dumps->pdata[1], "“Contents”"));
    g_assert_nonnull (strstr (dumps->pdata[want - 2], "“Price list”"));
    g_assert_nonnull (strstr (dumps->pdata[want - 1], "“How to order”"));
  }
}

/* What the contents say is where the product stands, and every line leads there. */
static void
test_contents (void)
{
  EtaCatalogSource source;
  Shop shop = {0};
  g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 25, 4, "en");
  g_autoptr (GPtrArray) dumps = dumps_of (layout);

  for (guint i = 0; i < 25; i++) {
    g_autofree char *anchor = g_strdup_printf ("product-%u”", i);
    g_autofree char *sku = g_strdup_printf ("SKU-%04u", i);
    const char *contents = dumps->pdata[1], *page = dumps->pdata[2 + i / 4];

    g_assert_cmpuint (count (contents, anchor), ==, 1);
    g_assert_cmpuint (count (page, anchor), ==, 1);
    g_assert_nonnull (strstr (page, sku));
    g_assert_nonnull (strstr (dumps->pdata[dumps->len - 2], sku));
  }
}

/* The bound edge is wider and changes sides: left, right, left … and in Arabic right, left, right.
 */
static void
test_binding (void)
{
  static const char *const languages[] = {"en", "ar"};

  for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
    EtaCatalogSource source;
    Shop shop = {0};
    g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 8, 1, languages[j]);
    g_autoptr (GPtrArray) dumps = dumps_of (layout);

    for (guint i = 1; i < dumps->len; i++) {
      /* The hairline over the page number runs from margin to margin. */
      g_auto (GStrv) words = g_strsplit (strstr (dumps->pdata[i], "  line ") + 2, " ", 5);
      double left = g_ascii_strtod (words[1], NULL);
      gboolean bound_left = (i % 2 == 0) == (j == 0);

      g_assert_cmpfloat_with_epsilon (left, (bound_left ? 18 : 14) * ETA_MM, 0.1);
    }
  }
}

/* Cards of a row are equally high, their lines level: the same numbers for the same kind of line.
 */
static void
test_cards (void)
{
  static const guint per_page[] = {4, 6};

  for (guint i = 0; i < G_N_ELEMENTS (per_page); i++) {
    EtaCatalogSource source;
    Shop shop = {0};
    g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 6, per_page[i], "ar");
    g_autoptr (GPtrArray) dumps = dumps_of (layout);
    g_auto (GStrv) lines = g_strsplit (dumps->pdata[2], "\n", -1);
    double first_photo = -1, first_name = -1;

    for (guint l = 0; lines[l]; l++) {
      g_auto (GStrv) words = g_strsplit (g_strchug (lines[l]), " ", 6);
      double y = g_strv_length (words) > 4 ? g_ascii_strtod (words[2], NULL) : 0;

      if (y > 280 || g_strv_length (words) < 5)
        continue; /* the first row is enough */
      if (strcmp (words[0], "photo") == 0) {
        g_assert_true (first_photo < 0 || fabs (first_photo - y) < 0.05);
        first_photo = y;
      } else if (g_str_has_prefix (words[5], "producer ")) {
        g_assert_true (first_name < 0 || fabs (first_name - y) < 0.05);
        first_name = y;
      }
    }
    g_assert_cmpfloat (first_photo, >, 0);
    g_assert_cmpfloat (first_name, >, 0);
  }
}

/* No card reaches into its neighbour or over the page number. */
static void
test_room (void)
{
  static const guint per_page[] = {1, 2, 4, 6};
  static const char *const languages[] = {"en", "id", "ar"};

  for (guint i = 0; i < G_N_ELEMENTS (per_page); i++)
    for (guint j = 0; j < G_N_ELEMENTS (languages); j++) {
      EtaCatalogSource source;
      Shop shop = {0};
      g_autoptr (EtaLayout) layout = open_catalog (&source, &shop, 6, per_page[i], languages[j]);
      g_autoptr (GPtrArray) dumps = dumps_of (layout);

      for (guint p = 2; p < dumps->len; p++) {
        g_auto (GStrv) lines = g_strsplit (dumps->pdata[p], "\n", -1);
        for (guint l = 0; lines[l]; l++) {
          g_auto (GStrv) words = g_strsplit (g_strchug (lines[l]), " ", 6);
          if (g_strv_length (words) < 6 || strcmp (words[0], "text") != 0 ||
              strstr (lines[l], " footer "))
            continue;
          g_assert_cmpfloat (g_ascii_strtod (words[2], NULL) + g_ascii_strtod (words[4], NULL), <=,
                             841.9 - 14 * ETA_MM - 10);
        }
      }
    }
}

static void
test_errors (void)
{
  Shop shop = {.fail_at = 3};
  EtaCatalogSource none = {0, load, name_of, &shop}, some = {6, load, name_of, &shop};
  EtaCatalogOptions three = {.per_page = 3}, good = {.per_page = 2};
  g_autoptr (GError) empty = NULL, wrong = NULL, gone = NULL;
  g_autofree char *path = tools_path ("broken.pdf");

  g_assert_null (eta_layout_catalog (&none, &good, &empty));
  g_assert_error (empty, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
  g_assert_null (eta_layout_catalog (&some, &three, &wrong));
  g_assert_error (wrong, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
  g_assert_false (eta_catalog_write_pdf (&some, &good, path, NULL, NULL, NULL, NULL, &gone));
  g_assert_error (gone, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (tools_count ("broken"), ==, 0);
}

static void
count_progress (guint done, guint total, gpointer data)
{
  guint *last = data;

  g_assert_cmpuint (done, >=, *last);
  g_assert_cmpuint (done, <=, total);
  *last = done;
}

/* Without the light-weight names every product is loaded twice, with the same result. */
static void
test_file (void)
{
  Shop shop = {0};
  EtaCatalogSource source = {10, load, NULL, &shop};
  EtaCatalogOptions options = {.sheet = {.lang = "id", .edition = "2026-11-25"}, .per_page = 6};
  g_autofree char *path = tools_path ("catalog.pdf"), *info = NULL;
  g_autoptr (GError) error = NULL;
  guint done = 0;

  eta_catalog_write_pdf (&source, &options, path, NULL, NULL, count_progress, &done, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (done, ==, 6);
  g_assert_cmpuint (shop.n_loads, ==, 21);
  info = tools_run ("pdfinfo @", path);
  if (info)
    g_assert_nonnull (strstr (info, "Katalog produk"));
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/catalog-pages/pages", test_pages);
  g_test_add_func ("/sheets/catalog-pages/contents", test_contents);
  g_test_add_func ("/sheets/catalog-pages/binding", test_binding);
  g_test_add_func ("/sheets/catalog-pages/cards", test_cards);
  g_test_add_func ("/sheets/catalog-pages/room", test_room);
  g_test_add_func ("/sheets/catalog-pages/errors", test_errors);
  g_test_add_func ("/sheets/catalog-pages/file", test_file);
  result = g_test_run ();
  tools_clean ();
  return result;
}
