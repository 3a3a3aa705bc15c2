#include "sheets/pdf.h"

#include <locale.h>
#include <stdio.h>

#include <jpeglib.h>
#include <sys/resource.h>

#include "sheets/error.h"
#include "tools.h"

static EtaTypesetter *setter;

static void
put (EtaPage *page, const char *string, EtaStyleId style, double y, EtaRole role)
{
  EtaTextSpec spec = {.style = eta_style (style),
                      .lang = eta_page_lang (page),
                      .dir = eta_page_direction (page),
                      .width = 500};
  g_autoptr (EtaText) text = eta_text_new (setter, string, &spec);

  eta_page_add_text (page, text, 47, y, role);
}

static EtaPage *
arabic_page (void)
{
  return eta_page_new (595, 842, "ar", ETA_DIRECTION_RTL);
}

/* The text of one Arabic LINE after a way through the PDF, plain; NULL when skipped. */
static char *
through_pdf (const char *line)
{
  EtaPage *page = arabic_page ();
  g_autofree char *path = NULL, *out = NULL;

  put (page, line, ETA_STYLE_SUMMARY, 100, ETA_ROLE_PARAGRAPH);
  path = tools_pdf ("line.pdf", &(EtaDocument){.lang = "ar", .n_pages = 1}, page, ETA_PDF_PRINT);
  out = tools_run ("pdftotext @ -", path);
  return out ? tools_plain (out) : NULL;
}

static void
assert_in (const char *haystack, const char *needle)
{
  if (!strstr (haystack, needle))
    g_error ("“%s” is not in “%s”", needle, haystack);
}

/* B01, B04, and what poppler breaks apart: kerned pairs, narrow letters, vowel marks. */
static void
test_arabic_words (void)
{
  static const char *const lines[] = {
      "قهوة أرابيكا",      "دولار للاستثمار حلال", "شركة نور للاستثمار المالي",
      "بطريقة زيادة عزيز", "قهوة إيجن العربية",    "باتيك مادورا مرسوم يدويًا",
      "شُكْرًا جَزِيلًا",        "مُحَمَّدٌ رَسُولُ اللهِ",       "بِسْمِ اللَّهِ الرَّحْمَنِ الرَّحِيمِ"};

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    g_autofree char *out = through_pdf (lines[i]);
    g_autofree char *want = tools_plain (lines[i]);

    if (!out)
      return;
    g_assert_cmpstr (out, ==, want);
  }
}

/* The box of WORD in the answer of pdftotext -bbox, which spells words as they are seen. */
static gboolean
word_box (const char *bbox, const char *word, double *x_min, double *x_max)
{
  g_autofree char *end = g_strdup_printf (">%s</word>", word);
  const char *at = strstr (bbox, end), *start = at;

  if (!at)
    return FALSE;
  while (start > bbox && *start != '<')
    start--;
  *x_min = g_ascii_strtod (strstr (start, "xMin=\"") + 6, NULL);
  *x_max = g_ascii_strtod (strstr (start, "xMax=\"") + 6, NULL);
  return TRUE;
}

/* B02. */
static void
test_arabic_digits (void)
{
  EtaPage *page = arabic_page ();
  g_autofree char *path = NULL, *bbox = NULL, *text = NULL, *plain = NULL;
  double word[2], digits[2];

  put (page, "سعر 12345", ETA_STYLE_SUMMARY, 100, ETA_ROLE_PARAGRAPH);
  path = tools_pdf ("digits.pdf", &(EtaDocument){.lang = "ar", .n_pages = 1}, page, ETA_PDF_PRINT);
  text = tools_run ("pdftotext @ -", path);
  bbox = tools_run ("pdftotext -bbox @ -", path);
  if (!bbox)
    return;
  plain = tools_plain (text);
  assert_in (plain, "سعر12345");
  g_assert_true (word_box (bbox, "12345", &digits[0], &digits[1]));
  g_assert_true (word_box (bbox, "رعس", &word[0], &word[1]));
  g_assert_cmpfloat (digits[1], <, word[0]);
  g_assert_cmpfloat_with_epsilon (word[1], 547, 1); /* B06: at the right margin */
}

/* B03. */
static void
test_fonts (void)
{
  EtaPage *page = eta_page_new (595, 842, "id", ETA_DIRECTION_LTR);
  g_autofree char *path = NULL, *fonts = NULL, *text = NULL, *plain = NULL;

  put (page, "Kopi حلال دولار", ETA_STYLE_BODY, 100, ETA_ROLE_PARAGRAPH);
  put (page, "Kopi arabika عربي", ETA_STYLE_TITLE, 150, ETA_ROLE_H1);
  path = tools_pdf ("fonts.pdf", &(EtaDocument){.lang = "id", .n_pages = 1}, page, ETA_PDF_PRINT);
  fonts = tools_run ("pdffonts @", path);
  text = tools_run ("pdftotext @ -", path);
  if (!fonts || !text)
    return;
  assert_in (fonts, "NotoSans-Regular");
  assert_in (fonts, "NotoSans-Bold");
  assert_in (fonts, "Amiri-Regular");
  assert_in (fonts, "Amiri-Bold");
  g_assert_null (strstr (fonts, "DejaVu"));
  plain = tools_plain (text);
  assert_in (plain, "حلال");
  assert_in (plain, "دولار");
}

/* --- Photos ------------------------------------------------------------------------------------
 */

static EtaPage *
photo_page (const char *path, EtaRect box)
{
  EtaPage *page = eta_page_new (595, 842, "en", ETA_DIRECTION_LTR);
  EtaPagePhoto photo = {.path = path, .focus_x = 0.5, .focus_y = 0.5, .alt = "a photo"};

  eta_page_add_photo (page, &photo, box);
  return page;
}

static goffset
size_of (const char *path)
{
  GStatBuf info;

  g_assert_cmpint (g_stat (path, &info), ==, 0);
  return info.st_size;
}

/* B10, B11: all eight ways to hold a camera. */
static void
test_orientations (void)
{
  static const char *const shown[] = {"RGBY", "GRYB", "YBGR", "BYRG",
                                      "RBGY", "BRYG", "YGBR", "GYRB"};
  g_autoptr (GBytes) stored = tools_quarters (600, 400, FALSE);

  for (int i = 0; i < 8; i++) {
    g_autoptr (GBytes) turned = tools_oriented (stored, i + 1);
    g_autofree char *jpeg = tools_save ("ori.jpg", turned);
    double width = i < 4 ? 300 : 200, height = i < 4 ? 200 : 300;
    EtaPage *page = photo_page (jpeg, (EtaRect){100, 100, width, height});
    g_autofree char *pdf = tools_pdf ("ori.pdf", &(EtaDocument){0}, page, ETA_PDF_PRINT);
    g_autofree char *list = tools_run ("pdfimages -list @", pdf);
    g_autoptr (GdkPixbuf) picture = tools_render (pdf);

    if (!list || !picture)
      return;
    tools_assert_quarters (picture, 100, 100, width, height, shown[i]);
    assert_in (list, i < 4 ? " 600   400 " : " 400   600 ");
    assert_in (list, "   144   144 ");
  }
}

/* A CMYK JPEG with one red pixel value, as a printer's program writes it (inverted). */
static GBytes *
cmyk_red (void)
{
  struct jpeg_compress_struct info;
  struct jpeg_error_mgr manager;
  guchar row[64 * 4], *rows[] = {row};
  guchar *data = NULL;
  unsigned long size = 0;
  GBytes *bytes;

  info.err = jpeg_std_error (&manager);
  jpeg_create_compress (&info);
  jpeg_mem_dest (&info, &data, &size);
  info.image_width = info.image_height = 64;
  info.input_components = 4;
  info.in_color_space = JCS_CMYK;
  jpeg_set_defaults (&info);
  jpeg_set_colorspace (&info, JCS_YCCK);
  jpeg_set_quality (&info, 95, TRUE);
  jpeg_start_compress (&info, TRUE);
  for (int x = 0; x < 64; x++) {
    const guchar red[] = {255, 0, 0, 255};

    memcpy (row + 4 * x, red, 4);
  }
  while (info.next_scanline < info.image_height)
    jpeg_write_scanlines (&info, rows, 1);
  jpeg_finish_compress (&info);
  jpeg_destroy_compress (&info);
  bytes = g_bytes_new (data, size);
  free (data);
  return bytes;
}

/* B13: never as it is, since cairo writes it inverted. */
static void
test_cmyk (void)
{
  g_autoptr (GBytes) bytes = cmyk_red ();
  g_autofree char *jpeg = tools_save ("cmyk.jpg", bytes);
  EtaPage *page = photo_page (jpeg, (EtaRect){100, 100, 200, 200});
  g_autofree char *pdf = tools_pdf ("cmyk.pdf", &(EtaDocument){0}, page, ETA_PDF_PRINT);
  g_autofree char *list = tools_run ("pdfimages -list @", pdf);
  g_autoptr (GdkPixbuf) picture = tools_render (pdf);

  if (!list || !picture)
    return;
  assert_in (list, " rgb ");
  g_assert_true (tools_near (tools_pixel (picture, 200, 200), RED, 12));
}

static guint
count (const char *haystack, const char *needle)
{
  guint n = 0;

  for (const char *p = haystack; (p = strstr (p, needle)); p += strlen (needle))
    n++;
  return n;
}

/* B14: one photo is as large as its file; three times the same is stored once, over pages too. */
static void
test_photo_bytes (void)
{
  g_autoptr (GBytes) bytes = tools_quarters (1500, 1000, TRUE);
  g_autofree char *jpeg = tools_save ("photo.jpg", bytes);
  g_autofree char *one = NULL, *three = tools_path ("three.pdf"), *list = NULL, *check = NULL;
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  EtaPagePhoto again = {.path = jpeg, .focus_x = 0, .focus_y = 1};
  gsize size = g_bytes_get_size (bytes);

  one = tools_pdf ("one.pdf", &(EtaDocument){0}, photo_page (jpeg, (EtaRect){50, 50, 300, 200}),
                   ETA_PDF_PRINT);
  g_assert_cmpint (size_of (one), <, size + size / 10);

  for (int i = 0; i < 3; i++) {
    EtaPage *page = photo_page (jpeg, (EtaRect){50, 50, 300, 200});

    eta_page_add_photo (page, &again, (EtaRect){50, 400, 100, 200});
    g_ptr_array_add (pages, page);
  }
  eta_pdf_write (three, &(EtaDocument){0}, tools_next, pages, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (size_of (three), <, size + size / 10);
  list = tools_run ("pdfimages -list @", three);
  check = tools_run ("qpdf --check @", three);
  if (list)
    g_assert_cmpuint (count (list, " image "), ==, 6);
}

/* B14: forty photos for the mail. */
static void
test_email (void)
{
  g_autoptr (GBytes) bytes = tools_quarters (2048, 1536, TRUE);
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *pdf = tools_path ("email.pdf"), *list = NULL;
  EtaPdfOptions options = {.quality = ETA_PDF_EMAIL};

  for (int i = 0; i < 8; i++) {
    g_autofree char *name = g_strdup_printf ("p%d.jpg", i);
    g_autofree char *path = tools_save (name, bytes);

    g_ptr_array_add (pages, photo_page (path, (EtaRect){50, 50, 317.5, 238}));
  }
  eta_pdf_write (pdf, &(EtaDocument){0}, tools_next, pages, &options, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (size_of (pdf), <, 8 * 10 * 1000 * 1000 / 40);
  list = tools_run ("pdfimages -list @", pdf);
  if (list)
    g_assert_cmpuint (count (list, "   200   200 "), ==, 8);
}

/* A photo that is gone or cut off leaves a box and a sentence, and the rest is printed. */
static void
test_bad_photos (void)
{
  g_autoptr (GBytes) bytes = tools_quarters (600, 400, TRUE);
  g_autoptr (GBytes) half = g_bytes_new_from_bytes (bytes, 0, g_bytes_get_size (bytes) / 2);
  g_autofree char *cut = tools_save ("cut.jpg", half), *gone = tools_path ("gone.jpg");
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  g_autoptr (GPtrArray) remarks = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *pdf = tools_path ("bad.pdf");
  EtaPdfOptions options = {.remarks = remarks};

  g_ptr_array_add (pages, photo_page (gone, (EtaRect){50, 50, 300, 200}));
  g_ptr_array_add (pages, photo_page (cut, (EtaRect){50, 50, 300, 200}));
  g_ptr_array_add (pages, photo_page (cut, (EtaRect){50, 50, 300, 200}));
  g_assert_true (eta_pdf_write (pdf, &(EtaDocument){0}, tools_next, pages, &options, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (remarks->len, ==, 2);
  assert_in (g_ptr_array_index (remarks, 0), "gone.jpg");
  assert_in (g_ptr_array_index (remarks, 1), "cut.jpg");
}

/* --- The document ------------------------------------------------------------------------------
 */

static EtaPage *
rich_page (guint n)
{
  EtaPage *page = eta_page_new (595, 842, "en", ETA_DIRECTION_LTR);
  g_autofree char *name = g_strdup_printf ("product'(%u)", n);
  g_autofree char *other = g_strdup_printf ("product'(%u)", n % 3);

  eta_page_begin (page, ETA_ROLE_SECTION);
  put (page, "Ijen Arabica coffee", ETA_STYLE_TITLE, 50, ETA_ROLE_H1);
  eta_page_begin (page, ETA_ROLE_TABLE);
  for (int i = 0; i < 3; i++) {
    eta_page_begin (page, ETA_ROLE_ROW);
    put (page, "HS code", ETA_STYLE_LABEL, 100 + 20 * i, ETA_ROLE_HEADER_CELL);
    put (page, "0901.21", ETA_STYLE_TABLE, 110 + 20 * i, ETA_ROLE_CELL);
    eta_page_end (page);
  }
  eta_page_end (page);
  eta_page_add_link (page, (EtaRect){47, 50, 100, 20}, "https://example.org/p?(a)='b'&c=é\\");
  eta_page_end (page);
  eta_page_add_jump (page, (EtaRect){47, 300, 100, 20}, other);
  eta_page_add_anchor (page, name, 47, 50);
  eta_page_add_outline (page, 0, "Coffee");
  eta_page_add_outline (page, 1, "Kopi “Ijen” قهوة");
  eta_page_set_label (page, n == 0 ? "cover" : NULL);
  return page;
}

static char *
rich_pdf_of (const char *name, guint n_pages)
{
  const EtaDocument document = {.title = "Katalog 2026 قهوة",
                                .author = "Pesantren Nurul Jadid",
                                .subject = "Product sheet",
                                .lang = "ar",
                                .dir = ETA_DIRECTION_RTL,
                                .date = "2026-11-25",
                                .n_pages = n_pages};
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  char *path = tools_path (name);

  for (guint i = 0; i < 3; i++)
    g_ptr_array_add (pages, rich_page (i));
  eta_pdf_write (path, &document, tools_next, pages, NULL, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static char *
rich_pdf (const char *name)
{
  return rich_pdf_of (name, 3);
}

static void
test_document (void)
{
  g_autofree char *path = rich_pdf ("rich.pdf");
  g_autofree char *check = tools_run ("qpdf --check @", path);
  g_autofree char *info = tools_run ("pdfinfo @", path);
  g_autofree char *tree = tools_run ("pdfinfo -struct-text @", path);
  g_autofree char *dests = tools_run ("pdfinfo -dests @", path);
  g_autofree char *objects = tools_run ("qpdf --qdf --object-streams=disable @ -", path);

  if (!check || !info || !objects)
    return;
  assert_in (check, "No syntax or stream encoding errors");
  assert_in (info, "Katalog 2026 قهوة");
  assert_in (info, "Pesantren Nurul Jadid");
  assert_in (info, "Tagged:          yes");
  assert_in (info, "Pages:           3\n");
  assert_in (info, "2026");
  assert_in (tree, "Document");
  assert_in (tree, "\"0901.21\"");
  assert_in (objects, "/PageLabels");
  assert_in (objects, "/P (cover)");
  g_assert_cmpuint (count (objects, "/Title"), ==, 7); /* six lines of contents, the document */
  g_assert_cmpuint (count (objects, "/URI (https://example.org/p?%28a%29=%27b%27&c=%C3%A9%5C)"), ==,
                    3);
  assert_in (objects, "/Lang (ar)");
  assert_in (objects, "/Direction /R2L");
  assert_in (objects, "/DisplayDocTitle true");
  g_assert_cmpuint (count (tree, "TR"), ==, 9);
  g_assert_cmpuint (count (dests, "XYZ"), ==, 3);
}

/* A catalog of unknown or endless length is read page by page, and its links lead somewhere. */
static void
test_large_document (void)
{
  g_autofree char *path = rich_pdf_of ("large.pdf", 0);
  g_autofree char *check = tools_run ("qpdf --check @", path);
  g_autofree char *tree = tools_run ("pdfinfo -struct-text @", path);

  if (!check || !tree)
    return;
  assert_in (check, "No syntax or stream encoding errors");
  g_assert_cmpuint (count (tree, "Document"), ==, 1);
  g_assert_cmpuint (count (tree, "Sect"), ==, 3);
  g_assert_cmpuint (count (tree, "Link"), ==, 6);
  assert_in (tree, "0901.21");
}

/* What a photo and a code show reaches the screen reader; decoration does not. */
static void
test_alts (void)
{
  g_autoptr (GBytes) bytes = tools_quarters (60, 40, FALSE);
  g_autofree char *jpeg = tools_save ("alt.jpg", bytes);
  EtaPagePhoto photo = {.path = jpeg, .focus_x = 0.5, .focus_y = 0.5};
  EtaPage *page = eta_page_new (595, 842, "ar", ETA_DIRECTION_RTL);
  g_autoptr (EtaCode) code = eta_code_new_qr ("https://example.org", NULL);
  g_autofree char *path = NULL, *check = NULL, *tree = NULL, *objects = NULL;

  eta_page_add_photo (page, &photo, (EtaRect){50, 50, 90, 60});
  photo.alt = "كيس قهوة";
  eta_page_add_photo (page, &photo, (EtaRect){150, 50, 90, 60});
  eta_page_begin (page, ETA_ROLE_FIGURE);
  g_assert_true (eta_page_add_code (page, code, (EtaRect){250, 50, 90, 90}, NULL));
  eta_page_end (page);
  path = tools_pdf ("alts.pdf", &(EtaDocument){.n_pages = 1}, page, ETA_PDF_PRINT);
  check = tools_run ("qpdf --check @", path);
  tree = tools_run ("pdfinfo -struct-text @", path);
  objects = tools_run ("qpdf --qdf --object-streams=disable @ -", path);
  if (!check || !tree || !objects)
    return;
  g_assert_cmpuint (count (tree, "Figure"), ==, 2);
  g_assert_cmpuint (count (objects, "/Alt "), ==, 2);
  assert_in (objects, "/Alt <feff0643064a0633"); /* كيس */
}

static void
test_same_bytes (void)
{
  g_autofree char *a = rich_pdf ("a.pdf"), *b = rich_pdf ("b.pdf");
  g_autofree char *first = NULL, *second = NULL;
  gsize n, m;

  g_assert_true (g_file_get_contents (a, &first, &n, NULL));
  g_assert_true (g_file_get_contents (b, &second, &m, NULL));
  g_assert_cmpmem (first, n, second, m);
}

/* cairo reads and writes numbers with the locale's own decimal mark, so none may reach it as text:
 * a comma made it run off the end of its buffer. */
static void
test_decimal_comma (void)
{
  g_autofree char *plain = rich_pdf ("plain.pdf"), *comma = NULL, *first = NULL, *second = NULL;
  gsize n, m;

  if (!setlocale (LC_ALL, "id_ID.UTF-8")) {
    g_test_skip ("the locale id_ID.UTF-8 is not there");
    return;
  }
  g_assert_cmpstr (localeconv ()->decimal_point, ==, ",");
  comma = rich_pdf ("comma.pdf");
  setlocale (LC_ALL, "C.UTF-8");
  g_assert_true (g_file_get_contents (plain, &first, &n, NULL));
  g_assert_true (g_file_get_contents (comma, &second, &m, NULL));
  g_assert_cmpmem (first, n, second, m);
}

/* --- What can go wrong -------------------------------------------------------------------------
 */

static EtaPage *
endless (guint index, gpointer data, GError **error)
{
  if (index == 20 && G_IS_CANCELLABLE (data))
    g_cancellable_cancel (data);
  if (index == 20 && !data) {
    g_set_error_literal (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT, "page 20 is bad");
    return NULL;
  }
  return rich_page (index);
}

/* A failure leaves the older file as it was, and nothing beside it. */
static void
assert_untouched (const char *path)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, "older");
  g_assert_cmpuint (tools_count (".kept.pdf"), ==, 0);
}

static void
test_failures (void)
{
  g_autofree char *path = tools_path ("kept.pdf");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GPtrArray) none = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  const EtaDocument document = {0};

  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  g_assert_false (eta_pdf_write (path, &document, endless, NULL, NULL, NULL, &error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
  assert_untouched (path);
  g_clear_error (&error);

  g_assert_false (eta_pdf_write (path, &document, endless, cancellable, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  assert_untouched (path);
  g_clear_error (&error);

  g_assert_false (eta_pdf_write (path, &document, tools_next, none, NULL, NULL, &error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
  assert_untouched (path);
  g_clear_error (&error);

  g_assert_false (eta_pdf_write ("/nowhere/x.pdf", &document, endless, NULL, NULL, NULL, &error));
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FILE);
  assert_in (error->message, "/nowhere/x.pdf");
}

/* A limit on the size of files stands for a full disk. */
static void
test_full_disk (void)
{
  g_autoptr (GBytes) bytes = tools_quarters (1500, 1000, TRUE);
  g_autofree char *jpeg = tools_save ("large.jpg", bytes), *path = tools_path ("kept.pdf");
  g_autoptr (GPtrArray) pages = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  struct rlimit before, limit;

  g_assert_true (g_file_set_contents (path, "older", -1, NULL));
  g_ptr_array_add (pages, photo_page (jpeg, (EtaRect){50, 50, 300, 200}));
  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &before), ==, 0);
  limit = before;
  limit.rlim_cur = 100 * 1000;
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  eta_pdf_write (path, &(EtaDocument){0}, tools_next, pages, NULL, NULL, &error);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &before), ==, 0);
  g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FULL);
  assert_in (error->message, "kept.pdf");
  assert_untouched (path);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  setter = eta_typesetter_new (NULL);
  g_assert_nonnull (setter);
  g_test_add_func ("/pdf/arabic-words", test_arabic_words);
  g_test_add_func ("/pdf/arabic-digits", test_arabic_digits);
  g_test_add_func ("/pdf/fonts", test_fonts);
  g_test_add_func ("/pdf/orientations", test_orientations);
  g_test_add_func ("/pdf/cmyk", test_cmyk);
  g_test_add_func ("/pdf/photo-bytes", test_photo_bytes);
  g_test_add_func ("/pdf/email", test_email);
  g_test_add_func ("/pdf/bad-photos", test_bad_photos);
  g_test_add_func ("/pdf/document", test_document);
  g_test_add_func ("/pdf/large-document", test_large_document);
  g_test_add_func ("/pdf/alts", test_alts);
  g_test_add_func ("/pdf/same-bytes", test_same_bytes);
  g_test_add_func ("/pdf/decimal-comma", test_decimal_comma);
  g_test_add_func ("/pdf/failures", test_failures);
  g_test_add_func ("/pdf/full-disk", test_full_disk);
  result = g_test_run ();
  eta_typesetter_free (setter);
  tools_clean ();
  return result;
}
