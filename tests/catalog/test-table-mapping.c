#include "catalog/table-mapping.h"

#include "../remove-tree.h"
#include "catalog/error.h"
#include "catalog/history.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct {
  char *folder;
  EtaStore *store;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (EtaProducer) producer = eta_producer_new ();

  f->folder = g_dir_make_tmp ("eta-mapping-XXXXXX", NULL);
  path = g_build_filename (f->folder, "test.etalasedb", NULL);
  f->store = eta_store_open (path, ETA_STORE_CREATE, NULL);
  eta_set_text (&producer->name, "Kopontren A");
  g_assert_true (eta_step_begin (f->store, N_ ("Producer"), NULL, NULL));
  g_assert_true (eta_store_put_producer (f->store, producer, NULL));
  g_assert_true (eta_step_commit (f->store, NULL));
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  eta_store_close (f->store);
  remove_tree (f->folder);
  g_free (f->folder);
}

static EtaSheetTable *
read_text (const Fixture *f, const char *text, const EtaTableOptions *options)
{
  g_autofree char *path = g_build_filename (f->folder, "table.csv", NULL);
  g_autoptr (GError) error = NULL;
  EtaSheetTable *table;

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  table = eta_table_file_read (path, options, &error);
  g_assert_no_error (error);
  return table;
}

static void
assert_mapping (const GPtrArray *mapping, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < mapping->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? " " : "",
                            mapping->pdata[i] ? (char *)mapping->pdata[i] : "-");
  g_assert_cmpstr (text->str, ==, expected);
}

/* Headings in three languages, and some that nobody knows. */
static void
test_guess (Fixture *f, gconstpointer data)
{
  static const char *const cases[][2] = {
      {"Kode,Nama Barang,Harga,Berat (gr),Isi per Dus,Keterangan,Foto",
       "sku name.id price.idr net carton.count story.id photo"},
      {"Item code,Product name,Price (USD),Net weight (kg),HS code,Zzz",
       "sku name.id price.usd net@kg hs -"},
      {"sku,name_ar,price_sar,Kolom saya", "sku name.ar price.sar -"},
      {"الرمز,الاسم,السعر,الوزن,الصورة", "sku name.ar price.idr net photo"},
      {"رمز المنتج,اسم المنتج,السعر بالدولار,الوصف,الفئة,الباركود,بلد المنشأ",
       "sku name.ar price.usd story.ar category gtin country"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat (cases[i][0], "\nA\n", NULL);
    g_autoptr (EtaSheetTable) table = read_text (f, text, NULL);
    g_autoptr (GPtrArray) mapping = eta_mapping_new (f->store, table);

    assert_mapping (mapping, cases[i][1]);
  }
}

static void
test_set (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaSheetTable) table = read_text (f, "Kode,Sandi,Foto,Gambar\nA,b,c,d\n", NULL);
  g_autoptr (GPtrArray) mapping = eta_mapping_new (NULL, table);
  g_autoptr (GError) error = NULL;

  assert_mapping (mapping, "sku - photo photo");
  g_assert_true (eta_mapping_set_text (mapping, table, "sandi=sku", &error));
  assert_mapping (mapping, "- sku photo photo");
  g_assert_true (eta_mapping_set_text (mapping, table, "KODE=Harga (USD)", &error));
  g_assert_true (eta_mapping_set_text (mapping, table, "Foto=", &error));
  assert_mapping (mapping, "price.usd sku - photo");
  g_assert_false (eta_mapping_has_name (mapping));
  g_assert_true (eta_mapping_has (mapping, "sku"));
  for (guint i = 0; i < 3; i++) {
    static const char *const wrong[][2] = {
        {"sandi", "Heading=field"}, {"Warna=sku", "Warna"}, {"sandi=zzz", "zzz"}};
    g_assert_false (eta_mapping_set_text (mapping, table, wrong[i][0], &error));
    g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, wrong[i][1]));
    g_clear_error (&error);
  }
}

/* The next table with the same headings, however written, is read the same way; others are not. */
static void
test_remembered (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaSheetTable) first = read_text (f, "Kode,Sandi,Nama\nA,b,c\n", NULL);
  g_autoptr (EtaSheetTable) again = read_text (f, "KODE;sandi;nama\nC;d;e\n", NULL);
  g_autoptr (EtaSheetTable) other = read_text (f, "Kode,Nama,Sandi\nA,b,c\n", NULL);
  g_autoptr (GPtrArray) mapping = eta_mapping_new (f->store, first);
  g_autoptr (GPtrArray) recalled = NULL, unlike = NULL;

  eta_mapping_set (mapping, 1, "sku");
  g_assert_true (eta_mapping_remember (f->store, first, mapping, NULL));
  recalled = eta_mapping_new (f->store, again);
  assert_mapping (recalled, "- sku name.id");
  unlike = eta_mapping_new (f->store, other);
  assert_mapping (unlike, "sku name.id -");
}

static void
test_decimal (Fixture *f, gconstpointer data)
{
  static const struct {
    const char *cells;
    char mark;
    gboolean doubt;
  } cases[] = {
      {"4.50\n1.234", '.', FALSE}, {"\"4,50\"\n\"1,234\"", ',', FALSE},
      {"1.234\n2.500", 0, TRUE},   {"12\n7", 0, FALSE},
      {"\"1,234\"", 0, TRUE},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *text = g_strconcat ("price_usd\n", cases[i].cells, "\n", NULL);
    const EtaTableOptions comma = {.separator = ';'};
    g_autoptr (EtaSheetTable) table = read_text (f, text, &comma);
    g_autoptr (GPtrArray) mapping = eta_mapping_new (NULL, table);
    gboolean doubt;

    g_assert_cmpint (eta_mapping_decimal (mapping, table, &doubt), ==, cases[i].mark);
    g_assert_cmpint (doubt, ==, cases[i].doubt);
  }
}

static void
test_preview (Fixture *f, gconstpointer data)
{
  static const char *const expected[] = {
      "K-1", "\u2066Rp 45.000\u2069", "500 g", "Kopi", "12 bulan", "x"};
  g_autoptr (EtaSheetTable) table = read_text (f,
                                               "kode,harga,berat,kategori,masa simpan,lain\n"
                                               "K-1,\"Rp. 45.000,-\",500 gr,kopi,365,x\n"
                                               "K-2,gratis,,,,\n",
                                               NULL);
  g_autoptr (GPtrArray) mapping = eta_mapping_new (NULL, table);
  g_autofree char *problem = NULL, *refused = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++) {
    g_autofree char *text = eta_mapping_preview (mapping, table, 1, i, 0, "id", &problem);
    if (problem)
      g_error ("%s", problem);
    g_assert_cmpstr (text, ==, expected[i]);
  }
  refused = eta_mapping_preview (mapping, table, 2, 1, 0, "id", &problem);
  g_assert_cmpstr (refused, ==, "gratis");
  g_assert_nonnull (problem);
}

/* Every target is a field, and has a name of its own. */
static void
test_targets (Fixture *f, gconstpointer data)
{
  g_autoptr (GHashTable) labels = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *const *targets = eta_mapping_targets ();

  for (guint i = 0; targets[i]; i++) {
    char *label = eta_mapping_label (targets[i]);
    g_autofree char *text = g_strdup_printf ("x=%s", targets[i]);
    g_autoptr (EtaSheetTable) table = read_text (f, "x\n1\n", NULL);
    g_autoptr (GPtrArray) mapping = eta_mapping_new (NULL, table);

    if (g_hash_table_contains (labels, label))
      g_error ("“%s” twice", label);
    g_hash_table_add (labels, label);
    if (!strchr (targets[i], '@')) {
      g_assert_true (eta_mapping_set_text (mapping, table, text, NULL));
      g_assert_cmpstr (mapping->pdata[0], ==, targets[i]);
    }
  }
}

static void
test_doubts (Fixture *f, gconstpointer data)
{
  static const EtaTableOptions told = {.encoding = "WINDOWS-1252", .separator = ',', .heading = 2};
  g_autoptr (EtaSheetTable) clear = read_text (f, "sku,nama\nA,b\nC,d\n", NULL);
  g_autoptr (EtaSheetTable) even = read_text (f, "sku,nama;x,y\nA,b;c,d\n", NULL);
  g_autoptr (EtaSheetTable) old = read_text (f, "sku,nama\nA,caf\xe9\n", NULL);
  g_autoptr (EtaSheetTable) settled = read_text (f, "x\nsku,nama\nA,caf\xe9\n", &told);

  g_assert_cmpuint (eta_sheet_table_doubts (clear), ==, 0);
  g_assert_cmpuint (eta_sheet_table_doubts (even), ==, ETA_DOUBT_SEPARATOR);
  g_assert_cmpuint (eta_sheet_table_doubts (old), ==, ETA_DOUBT_ENCODING);
  g_assert_cmpuint (eta_sheet_table_doubts (settled), ==, 0);
  g_assert_cmpuint (eta_sheet_table_line (settled, 0), ==, 2);
  g_assert_cmpstr (eta_sheet_table_cell (settled, 0, 1), ==, "nama");
}

/* The sheet with the list is found behind a cover; hidden ones do not count; any can be told. */
static void
test_sheets (Fixture *f, gconstpointer data)
{
  g_autofree char *path =
      g_test_build_filename (G_TEST_DIST, "fixtures", "tables", "daftar-produk.xlsx", NULL);
  const EtaTableOptions cover = {.sheet = 1};
  g_autoptr (EtaSheetTable) found = eta_table_file_read (path, NULL, NULL);
  g_autoptr (EtaSheetTable) told = eta_table_file_read (path, &cover, NULL);
  guint i;
  const char *const *names = eta_sheet_table_sheets (found, &i);

  g_assert_cmpuint (g_strv_length ((char **)names), ==, 2);
  g_assert_cmpstr (names[i], ==, "Daftar");
  g_assert_cmpstr (eta_sheet_table_cell (found, 0, 1), ==, "Kode");
  eta_sheet_table_sheets (told, &i);
  g_assert_cmpuint (i, ==, 0);
}

#define ADD(path, func) g_test_add ("/mapping/" path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("guess", test_guess);
  ADD ("set", test_set);
  ADD ("remembered", test_remembered);
  ADD ("decimal", test_decimal);
  ADD ("preview", test_preview);
  ADD ("targets", test_targets);
  ADD ("doubts", test_doubts);
  ADD ("sheets", test_sheets);
  return g_test_run ();
}
