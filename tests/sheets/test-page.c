#include "sheets/page.h"

#include "sheets/error.h"
#include "tools.h"

static EtaTypesetter *setter;

/* One of everything. What is measured by fonts is not in it, so that it stays the same. */
static EtaPage *
full_page (const char *photo_path)
{
  EtaPage *page = eta_page_new (595.276, 841.89, "ar", ETA_DIRECTION_RTL);
  EtaPagePhoto photo = {.path = photo_path,
                        .width = 600,
                        .height = 400,
                        .focus_x = 0.25,
                        .focus_y = 0.5,
                        .alt = "كيس"};
  EtaTextSpec spec = {.style = eta_style (ETA_STYLE_LABEL),
                      .lang = "ar",
                      .dir = ETA_DIRECTION_RTL,
                      .align = ETA_ALIGN_END,
                      .width = 100};
  g_autoptr (EtaText) text = eta_text_new (setter, "HS\n0901", &spec);
  g_autoptr (EtaCode) code = eta_code_new_qr ("A", NULL);

  eta_page_set_label (page, "iv");
  eta_page_begin (page, ETA_ROLE_TABLE);
  eta_page_begin (page, ETA_ROLE_ROW);
  eta_page_add_text (page, text, 39.7, 50.04, ETA_ROLE_CELL);
  eta_page_end (page);
  eta_page_end (page);
  eta_page_add_photo (page, &photo, (EtaRect){-0.01, 100, 300, 200});
  eta_page_add_fill (page, (EtaRect){1, 2, 3, 4}, 2, ETA_TINT);
  eta_page_add_line (page, 10, 20, 110, 20, 0.4, ETA_GOLD);
  g_assert_true (eta_page_add_code (page, code, (EtaRect){10, 10, 58, 100}, NULL));
  eta_page_add_link (page, (EtaRect){1, 2, 3, 4}, "tel:+62");
  eta_page_add_jump (page, (EtaRect){1, 2, 3, 4}, "toc");
  eta_page_add_anchor (page, "toc", 5, 6);
  eta_page_add_outline (page, 1, "قهوة");
  return page;
}

static void
test_dump (void)
{
  static const char want[] =
      "page 595.3 841.9 ar rtl iv\n"
      "  begin table\n"
      "    begin row\n"
      "      text 39.7 50.0 100.0 20.0 label rtl end 2 cell “HS¶0901”\n"
      "  photo 0.0 100.0 300.0 200.0 cover a.jpg 600×400 focus 25% 50% “كيس”\n"
      "  fill 1.0 2.0 3.0 4.0 #F3F6F4\n"
      "  line 10.0 20.0 100.0 0.0 #B88A3B\n"
      "  code 10.0 31.0 58.0 58.0 “A”\n"
      "  link 1.0 2.0 3.0 4.0 “tel:+62”\n"
      "  jump 1.0 2.0 3.0 4.0 “toc”\n"
      "  anchor 5.0 6.0 0.0 0.0 “toc”\n"
      "  outline 1 “قهوة”\n";
  g_autoptr (EtaPage) page = full_page ("/somewhere/a.jpg");
  g_autofree char *dump = eta_page_dump (page);

  g_assert_cmpstr (dump, ==, want);
}

static void
note_ppi (const EtaPagePhoto *photo, EtaRect box, double ppi, gpointer data)
{
  g_array_append_val ((GArray *)data, ppi);
}

/* Resolution as printed: that of the side that decides; a missing file has none. */
static void
test_resolution (void)
{
  g_autoptr (GBytes) bytes = tools_quarters (600, 400, FALSE);
  g_autoptr (GBytes) turned = tools_oriented (bytes, 6);
  g_autofree char *path = tools_save ("a.jpg", bytes), *up = tools_save ("b.jpg", turned);
  g_autoptr (EtaPage) page = eta_page_new (595, 842, "en", ETA_DIRECTION_LTR);
  g_autoptr (GArray) ppi = g_array_new (FALSE, FALSE, sizeof (double));
  EtaPagePhoto photo = {.path = path, .focus_x = 0.5, .focus_y = 0.5};
  static const double want[] = {144, 72, 216, 144, 0};

  eta_page_add_photo (page, &photo, (EtaRect){0, 0, 300, 200});
  eta_page_add_photo (page, &photo, (EtaRect){0, 0, 300, 400});
  photo.fit = ETA_FIT_CONTAIN;
  eta_page_add_photo (page, &photo, (EtaRect){0, 0, 200, 200});
  photo.path = up;
  eta_page_add_photo (page, &photo, (EtaRect){0, 0, 200, 300});
  photo.path = "/nowhere.jpg";
  eta_page_add_photo (page, &photo, (EtaRect){0, 0, 200, 300});
  eta_page_each_photo (page, note_ppi, ppi);
  g_assert_cmpuint (ppi->len, ==, G_N_ELEMENTS (want));
  for (guint i = 0; i < ppi->len; i++)
    g_assert_cmpfloat_with_epsilon (g_array_index (ppi, double, i), want[i], 0.01);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  setter = eta_typesetter_new (NULL);
  g_assert_nonnull (setter);
  g_test_add_func ("/page/dump", test_dump);
  g_test_add_func ("/page/resolution", test_resolution);
  result = g_test_run ();
  eta_typesetter_free (setter);
  tools_clean ();
  return result;
}
