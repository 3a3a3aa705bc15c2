/* Measures text, page and PDF without the layout of the real templates: one product a page with
 * photo, three names, three texts and twelve rows, as other programs' catalogs are measured.
 *
 *   bench-catalog one|six PRODUCTS.jsonl PHOTO-FOLDER OUT.pdf */
#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "sheets/pdf.h"

#define N_ROWS 12

static const EtaStyle styles[] = {
    {"name-id", 16, 21.8, TRUE, 0x000000}, {"plain", 10, 13.6, FALSE, 0x000000},
    {"name-ar", 17, 20.3, TRUE, 0x000000}, {"text-ar", 11, 15, FALSE, 0x000000},
    {"row", 8.5, 11.6, FALSE, 0x000000},   {"foot", 8, 10.9, FALSE, 0x000000},
    {"strong", 9, 12.3, TRUE, 0x000000}};

typedef struct {
  FILE *file;
  char *line;
  size_t room;
  const char *photos;
  gboolean six;
  EtaTypesetter *setter;
} Bench;

static JsonObject *
next_product (Bench *bench, JsonParser *parser)
{
  if (getline (&bench->line, &bench->room, bench->file) <= 0 ||
      !json_parser_load_from_data (parser, bench->line, -1, NULL))
    return NULL;
  return json_node_get_object (json_parser_get_root (parser));
}

static double
put (Bench *bench,
     EtaPage *page,
     guint style,
     const char *lang,
     const char *string,
     EtaRect box,
     EtaAlign align)
{
  EtaTextSpec spec = {.style = &styles[style],
                      .lang = lang,
                      .dir = eta_direction_of (lang),
                      .align = align,
                      .width = box.width};
  g_autoptr (EtaText) text = eta_text_new (bench->setter, string, &spec);

  eta_page_add_text (page, text, box.x, box.y, ETA_ROLE_NONE);
  return box.y + eta_text_height (text);
}

static void
put_photo (Bench *bench, EtaPage *page, JsonObject *product, EtaRect box)
{
  g_autofree char *path =
      g_build_filename (bench->photos, json_object_get_string_member (product, "photo"), NULL);
  EtaPagePhoto photo = {.path = path, .focus_x = 0.5, .focus_y = 0.5, .fit = ETA_FIT_CONTAIN};

  eta_page_add_photo (page, &photo, box);
}

static void
put_foot (Bench *bench, EtaPage *page, guint number)
{
  g_autofree char *foot = g_strdup_printf ("Katalog Pesantren Jawa Timur — %u", number);

  put (bench, page, 5, "id", foot, (EtaRect){20 * ETA_MM, 285 * ETA_MM, 170 * ETA_MM, 0},
       ETA_ALIGN_CENTER);
}

static void
put_rows (Bench *bench, EtaPage *page, JsonArray *rows, double y)
{
  double x = 20 * ETA_MM, width = 170 * ETA_MM;

  for (guint i = 0; i < N_ROWS; i++) {
    JsonArray *row = json_array_get_array_element (rows, i);

    put (bench, page, 4, "id", json_array_get_string_element (row, 0),
         (EtaRect){x + ETA_MM, y, 55 * ETA_MM, 0}, ETA_ALIGN_START);
    put (bench, page, 4, "id", json_array_get_string_element (row, 1),
         (EtaRect){x + 60 * ETA_MM, y, 108 * ETA_MM, 0}, ETA_ALIGN_START);
    y += 4.6 * ETA_MM;
    eta_page_add_line (page, x, y - 0.4 * ETA_MM, x + width, y - 0.4 * ETA_MM, 0.4, 0x000000);
  }
}

static void
put_whole_page (Bench *bench, EtaPage *page, JsonObject *product)
{
  static const struct {
    const char *key, *lang;
    guint style;
  } texts[] = {{"name_id", "id", 0}, {"name_en", "en", 1}, {"name_ar", "ar", 2},
               {"desc_id", "id", 1}, {"desc_en", "en", 1}, {"desc_ar", "ar", 3}};
  EtaRect box = {20 * ETA_MM, 15 * ETA_MM, 170 * ETA_MM, 120 * ETA_MM};

  put_photo (bench, page, product, box);
  box.y += 122 * ETA_MM;
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    box.y = put (bench, page, texts[i].style, texts[i].lang,
                 json_object_get_string_member (product, texts[i].key), box, ETA_ALIGN_START) +
            1.2 * ETA_MM;
  put_rows (bench, page, json_object_get_array_member (product, "specs"), box.y);
}

static void
put_cell (Bench *bench, EtaPage *page, JsonObject *product, int n)
{
  EtaRect box = {(15 + n % 2 * 92) * ETA_MM, (12 + n / 2 * 90) * ETA_MM, 86 * ETA_MM, 54 * ETA_MM};
  g_autofree char *facts =
      g_strdup_printf ("HS %s · USD %.2f · MOQ %d", json_object_get_string_member (product, "hs"),
                       json_object_get_double_member (product, "price_usd"),
                       (int)json_object_get_int_member (product, "moq"));
  const char *const lines[][3] = {{"id", json_object_get_string_member (product, "name_id")},
                                  {"en", json_object_get_string_member (product, "name_en")},
                                  {"ar", json_object_get_string_member (product, "name_ar")},
                                  {"en", facts}};
  static const guint kinds[] = {6, 5, 3, 5};

  put_photo (bench, page, product, box);
  box.y += 55.5 * ETA_MM;
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    box.y = put (bench, page, kinds[i], lines[i][0], lines[i][1], box, ETA_ALIGN_START);
}

static EtaPage *
make_page (guint index, gpointer data, GError **error)
{
  Bench *bench = data;
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *product = next_product (bench, parser);
  EtaPage *page;

  if (!product)
    return NULL;
  page = eta_page_new (210 * ETA_MM, 297 * ETA_MM, "id", ETA_DIRECTION_LTR);
  if (!bench->six)
    put_whole_page (bench, page, product);
  for (int n = 0; bench->six && product; n++) {
    put_cell (bench, page, product, n);
    product = n < 5 ? next_product (bench, parser) : NULL;
  }
  put_foot (bench, page, index + 1);
  return page;
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  Bench bench = {0};

  if (argc != 5 || !(bench.file = fopen (argv[2], "r"))) {
    g_printerr ("bench-catalog one|six PRODUCTS.jsonl PHOTO-FOLDER OUT.pdf\n");
    return 2;
  }
  bench.six = strcmp (argv[1], "six") == 0;
  bench.photos = argv[3];
  bench.setter = eta_typesetter_new (&error);
  if (bench.setter)
    eta_pdf_write (argv[4], &(EtaDocument){.title = "Katalog", .lang = "id"}, make_page, &bench,
                   NULL, NULL, &error);
  if (error)
    g_printerr ("%s\n", error->message);
  eta_typesetter_free (bench.setter);
  free (bench.line);
  fclose (bench.file);
  return error ? 1 : 0;
}
