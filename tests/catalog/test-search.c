#include "temp-catalog.h"

#include "catalog/grams.h"
#include "catalog/search.h"

static char *
add (Catalog *c, const char *sku, const char *id, const char *en, const char *ar)
{
  g_autoptr (EtaProduct) product = make_product (c, sku, id, en, ar);

  put_now (c->store, "Add product", product);
  return g_strdup (product->id);
}

/* SKUs of what is found, in their order, parted by spaces. */
static char *
find (EtaStore *store, const EtaQuery *query)
{
  g_autoptr (GArray) rows = eta_store_query (store, query, NULL);
  g_autoptr (GString) skus = g_string_new (NULL);

  g_assert_nonnull (rows);
  for (guint i = 0; rows && i < rows->len; i++) {
    g_autoptr (EtaCard) card =
        eta_store_get_card (store, g_array_index (rows, gint64, i), "id", NULL);
    g_string_append_printf (skus, "%s%s", i > 0 ? " " : "", card->sku);
  }
  return g_string_free (g_steal_pointer (&skus), FALSE);
}

static void
assert_found (EtaStore *store, const char *text, const char *skus)
{
  g_autofree char *all = find (store, &(EtaQuery){.text = text, .sort = ETA_SORT_SKU});
  g_autofree char *first = find (store, &(EtaQuery){.text = text, .limit = 50});

  g_test_message ("“%.40s”", text);
  g_assert_cmpstr (all, ==, skus);
  g_assert_cmpstr (first, ==, skus);
}

/* In the order of their SKUs, which is that of the index, too. */
static void
fill (Catalog *c)
{
  g_autofree char *batik =
      add (c, "BTK-01", "Batik Tulis “Sekar”", "Café au lait batik", "باتيك مدرسة المؤمنين");
  g_autofree char *kopi =
      add (c, "KOPI-AR-250", "Kopi Arabika Ijen", "Ijen Arabica coffee", "قهوة إيجن العربية");
  g_autoptr (EtaProduct) honey =
      make_product (c, "MADU-500", "Madu Hutan", "Wild honey, 500 g jar", "عسلُ الغابة");

  eta_set_text (&honey->gtin, "2000000000039");
  eta_set_text (&honey->hs, "040900");
  eta_set_text (&honey->brand, "Nusa");
  eta_set_text (&eta_words_ensure (honey->words, "de")->story, "Aus Wäldern Sumbawas");
  put_now (c->store, "Add product", honey);
}

static void
test_languages (Catalog *c, gconstpointer unused)
{
  static const char *const pairs[][2] = {
      {"kopi", "KOPI-AR-250"},
      {"KOPI", "KOPI-AR-250"},
      {"opi", "KOPI-AR-250"}, /* inside a word */
      {"rabik", "KOPI-AR-250"},
      {"ko", "KOPI-AR-250"}, /* the start of a word */
      {"k", "KOPI-AR-250"},
      {"op", ""},                   /* two letters: not inside */
      {"kopi ijen", "KOPI-AR-250"}, /* all words */
      {"ijen kopi", "KOPI-AR-250"},
      {"kopi madu", ""},
      {"coffee", "KOPI-AR-250"},
      {"قهوة", "KOPI-AR-250"},
      {"القهوة", "KOPI-AR-250"},
      {"قهوه", "KOPI-AR-250"},
      {"قَهْوَة", "KOPI-AR-250"},
      {"ايجن", "KOPI-AR-250"},
      {"قه", "KOPI-AR-250"},
      {"عسل", "MADU-500"},
      {"الغابه", "MADU-500"},
      {"مومنين", "BTK-01"},
      {"cafe", "BTK-01"},
      {"waldern", "MADU-500"}, /* a story in a fourth language */
      {"sekar", "BTK-01"},     /* quotes around it */
      {"ponpes al-falah", "BTK-01 KOPI-AR-250 MADU-500"},
      {"bondowoso", "BTK-01 KOPI-AR-250 MADU-500"},
      {"zzqx", ""},
      {"arabikx", ""},
      {"rabika", "KOPI-AR-250"},
  };

  fill (c);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_found (c->store, pairs[i][0], pairs[i][1]);
}

static void
test_codes (Catalog *c, gconstpointer unused)
{
  static const char *const pairs[][2] = {
      {"KOPI-AR", "KOPI-AR-250"},
      {"ar-250", "KOPI-AR-250"},
      {"250", "KOPI-AR-250"},
      {"0409.00", "MADU-500"},
      {"040900", "MADU-500"},
      {"2000000000039", "MADU-500"},
      {"000039", "MADU-500"},
      {"nusa", "MADU-500"},
      {"btk-01", "BTK-01"},
      {"01", "BTK-01"},
      {"btk-02", ""},
      {"٢٥٠", "KOPI-AR-250"},
  };

  fill (c);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_found (c->store, pairs[i][0], pairs[i][1]);
}

/* What people type that is no word, or looks like the syntax of the index. */
static void
test_odd_texts (Catalog *c, gconstpointer unused)
{
  static const char *const pairs[][2] = {
      {"", "BTK-01 KOPI-AR-250 MADU-500"},
      {"   ", "BTK-01 KOPI-AR-250 MADU-500"},
      {"…", "BTK-01 KOPI-AR-250 MADU-500"},
      {"kopi,", "KOPI-AR-250"},
      {"(kopi", "KOPI-AR-250"},
      {"\"kopi", "KOPI-AR-250"},
      {"kopi*", "KOPI-AR-250"},
      {"kopi OR madu", ""},
      {"ko'pi", ""},
      {"ko\"pi", ""},
      {"%opi", "KOPI-AR-250"},
      {"NEAR(kopi", ""},
      {"\xf0\x9f\x98\x80", "BTK-01 KOPI-AR-250 MADU-500"},
  };
  g_autofree char *huge = g_strnfill (100000, 'k');

  fill (c);
  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    assert_found (c->store, pairs[i][0], pairs[i][1]);
  assert_found (c->store, huge, "");
}

static void
test_filters (Catalog *c, gconstpointer unused)
{
  g_autofree char *a = add (c, "A", "Kopi satu", NULL, "قهوة");
  g_autofree char *b = add (c, "B", "Kopi dua", "Coffee", NULL);
  g_autofree char *d = add (c, "D", "Madu", NULL, NULL);
  g_autoptr (EtaProduct) product = eta_store_get_product (c->store, b, NULL);
  EtaCertificate *certificate = eta_certificate_new ();
  EtaPrice *price = eta_price_new ();
  g_autofree char *sha = g_strnfill (64, 'a');
  struct {
    EtaQuery query;
    const char *skus;
  } cases[] = {
      {{.sort = ETA_SORT_SKU}, "A B"},
      {{.trashed = TRUE}, "D"},
      {{.trashed = TRUE, .text = "madu"}, "D"},
      {{.text = "madu"}, ""},
      {{.missing_lang = "ar"}, "B"},
      {{.missing_lang = "en", .text = "kopi"}, "A"},
      {{.category = "coffee"}, "B"},
      {{.state = "approved"}, "B"},
      {{.state = "draft"}, "A"},
      {{.producer_id = c->producer, .sort = ETA_SORT_SKU, .descending = TRUE}, "B A"},
      {{.producer_id = "nobody"}, ""},
      {{.ends_before = "2027-01-01"}, "B"},
      {{.ends_before = "2026-01-01"}, ""},
      {{.stage = "olah"}, "B"},
      {{.no_photo = TRUE}, "A"},
      {{.no_photo = TRUE, .trashed = TRUE}, "D"},
      {{.no_price = TRUE}, "A"},
      {{.no_price = TRUE, .no_photo = TRUE, .missing_lang = "en", .text = "kopi"}, "A"},
      {{.sort = ETA_SORT_FIELD, .sort_field = "moq"}, "B A"},
      {{.sort = ETA_SORT_FIELD, .sort_field = "moq", .descending = TRUE}, "B A"},
      {{.sort = ETA_SORT_FIELD, .sort_field = "moq", .text = "kopi"}, "B A"},
      {{.sort = ETA_SORT_FIELD, .sort_field = "moq; DROP TABLE product"}, "B A"},
      {{.limit = 1, .sort = ETA_SORT_SKU}, "A"},
      {{.limit = 1, .sort = ETA_SORT_SKU, .missing_lang = "ar"}, "B"},
      {{.limit = 1, .text = "kopi"}, "A"},
  };

  eta_set_text (&product->category, "coffee");
  eta_set_text (&product->state, "approved");
  eta_set_text (&product->stage, "olah");
  product->moq = 500;
  eta_set_text (&price->currency, "USD");
  price->minor = 450;
  g_ptr_array_add (product->prices, price);
  g_ptr_array_add (product->photos, eta_photo_new (sha, 600, 400));
  eta_set_text (&certificate->expires, "2026-06-30");
  g_ptr_array_add (product->certificates, certificate);
  put_now (c->store, "Edit", product);
  step (c->store, "Delete");
  g_assert_true (eta_store_trash_product (c->store, d, TRUE, NULL));
  commit (c->store);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *skus = find (c->store, &cases[i].query);
    g_test_message ("case %u", i);
    g_assert_cmpstr (skus, ==, cases[i].skus);
  }
}

static void
add_priced (Catalog *c, const char *sku, const char *id, const char *ar, gint64 minor)
{
  g_autoptr (EtaProduct) product = make_product (c, sku, id, NULL, ar);
  EtaPrice *price = eta_price_new ();

  eta_set_text (&price->currency, "USD");
  price->minor = minor;
  g_ptr_array_add (product->prices, price);
  put_now (c->store, "Add product", product);
}

static void
test_sorting (Catalog *c, gconstpointer unused)
{
  static const struct {
    EtaQuery query;
    const char *skus;
  } cases[] = {
      {{.sort = ETA_SORT_NAME}, "C A B"}, /* Éter, kopi, Madu: folded */
      {{.sort = ETA_SORT_NAME, .descending = TRUE}, "B A C"},
      {{.sort = ETA_SORT_NAME, .sort_lang = "ar"}, "A B C"},
      {{.sort = ETA_SORT_SKU}, "A B C"},
      {{.sort = ETA_SORT_PRICE}, "B C A"},
      {{.sort = ETA_SORT_CHANGED}, "C A B"},
      {{.sort = ETA_SORT_CATEGORY}, "C A B"}, /* all the same: by name */
      {{.sort = ETA_SORT_NAME, .text = "usd-none"}, ""},
      {{.sort = ETA_SORT_PRICE, .text = "ponpes"}, "B C A"},
  };

  add_priced (c, "C", "Éter", "ج", 450);
  g_usleep (2000);
  add_priced (c, "A", "kopi", "ا", 9000);
  g_usleep (2000);
  add_priced (c, "B", "Madu", "ب", 100);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *skus = find (c->store, &cases[i].query);
    g_test_message ("case %u", i);
    g_assert_cmpstr (skus, ==, cases[i].skus);
  }
}

/* No list sorts by itself: each walks an index. */
static void
test_no_sorter (Catalog *c, gconstpointer unused)
{
  static const EtaQuery filters[] = {{.limit = 0},
                                     {.trashed = TRUE},
                                     {.category = "coffee"},
                                     {.state = "draft"},
                                     {.producer_id = "nobody"}};
  static const char *const langs[] = {"id", "en", "ar"};
  guint n = 0;

  fill (c);
  for (guint i = 0; i < (ETA_SORT_PRICE + 1) * G_N_ELEMENTS (langs) * 2; i++) {
    g_autofree char *skus = find (c->store, &(EtaQuery){.sort = i % (ETA_SORT_PRICE + 1),
                                                        .sort_lang = langs[i / 2 % 3],
                                                        .descending = i % 2});
    g_assert_cmpuint (strlen (skus), >, 0);
  }
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    g_free (find (c->store, &filters[i]));
  for (sqlite3_stmt *stmt = sqlite3_next_stmt (c->store->db, NULL); stmt;
       stmt = sqlite3_next_stmt (c->store->db, stmt)) {
    if (!strstr (sqlite3_sql (stmt), "FROM product_index i WHERE"))
      continue;
    g_test_message ("%s", sqlite3_sql (stmt));
    g_assert_cmpint (sqlite3_stmt_status (stmt, SQLITE_STMTSTATUS_SORT, FALSE), ==, 0);
    n++;
  }
  g_assert_cmpuint (n, >=, 20);
}

/* Many hits are sorted another way than few: both must agree with the list itself. */
static void
test_many (Catalog *c, gconstpointer unused)
{
  g_autoptr (GArray) all = NULL, found = NULL, few = NULL;
  g_autoptr (GError) error = NULL;

  step (c->store, "Import");
  for (guint i = 0; i < 1500; i++) {
    g_autofree char *sku = g_strdup_printf ("S-%u", i);
    g_autofree char *name = g_strdup_printf ("Kopi %u", i * 7919 % 1500);
    g_autoptr (EtaProduct) product = make_product (c, sku, name, NULL, NULL);
    g_assert_true (eta_store_put_product (c->store, product, &error));
  }
  commit (c->store);
  all = eta_store_query (c->store, &(EtaQuery){0}, NULL);
  found = eta_store_query (c->store, &(EtaQuery){.text = "kopi"}, NULL);
  g_assert_cmpmem (all->data, all->len * sizeof (gint64), found->data,
                   found->len * sizeof (gint64));
  few = eta_store_query (c->store, &(EtaQuery){.text = "kopi 77"}, NULL);
  g_assert_cmpuint (few->len, <, 100);
  g_assert_cmpuint (few->len, >, 10);
  for (guint i = 0, at = 0; i < few->len; i++, at++) {
    while (at < all->len && g_array_index (all, gint64, at) != g_array_index (few, gint64, i))
      at++;
    g_assert_cmpuint (at, <, all->len);
  }
  assert_sound (c->store);
}

static void
test_card (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", "Coffee", NULL);
  g_autoptr (EtaCard) arabic = NULL, english = NULL, none = NULL;
  g_autoptr (GError) error = NULL;
  EtaPrice *price = eta_price_new ();
  gint64 row;

  eta_set_text (&price->currency, "USD");
  price->minor = 450;
  g_ptr_array_add (product->prices, price);
  put_now (c->store, "Add product", product);
  row = eta_store_row_of (c->store, product->id);
  arabic = eta_store_get_card (c->store, row, "ar", NULL);
  g_assert_cmpstr (arabic->name, ==, "Kopi");
  g_assert_cmpstr (arabic->langs, ==, "id en");
  g_assert_cmpstr (arabic->producer, ==, "Ponpes Al-Falah");
  g_assert_cmpstr (arabic->currency, ==, "USD");
  g_assert_cmpint (arabic->minor, ==, 450);
  g_assert_cmpstr (arabic->state, ==, "draft");
  g_assert_null (arabic->photo);
  g_assert_null (arabic->listed);
  english = eta_store_get_card (c->store, row, "en", NULL);
  g_assert_cmpstr (english->name, ==, "Coffee");
  none = eta_store_get_card (c->store, 999, "en", &error);
  g_assert_null (none);
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
}

/* A tool that knows nothing of the index writes to the file: it is right again when opened. */
static void
test_foreign_tool (Catalog *c, gconstpointer unused)
{
  g_autofree char *id = add (c, "A", "Kopi", NULL, NULL);
  g_autofree char *other = add (c, "B", "Madu", NULL, NULL);
  sqlite3 *db;

  g_clear_pointer (&c->store, eta_store_close);
  g_assert_cmpint (sqlite3_open (c->path, &db), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (db,
                                 "UPDATE product_words SET name = 'Sarung' WHERE name = 'Kopi';"
                                 "DELETE FROM product_words WHERE name = 'Madu';"
                                 "DELETE FROM product WHERE sku = 'B';",
                                 NULL, NULL, NULL),
                   ==, SQLITE_OK);
  sqlite3_close (db);
  c->store = open_store (c->path, 0);
  assert_found (c->store, "sarung", "A");
  assert_found (c->store, "kopi", "");
  assert_found (c->store, "madu", "");
  assert_found (c->store, "", "A");
}

/* An index made by another version of the folding is made anew. */
static void
test_other_version (Catalog *c, gconstpointer unused)
{
  fill (c);
  g_assert_true (eta_store_set_setting (c->store, "index", "0", NULL));
  g_assert_true (eta_sql_exec (c->store, "UPDATE product_text SET text = 'old'", NULL));
  eta_store_close (c->store);
  c->store = open_store (c->path, 0);
  assert_found (c->store, "kopi", "KOPI-AR-250");
  assert_found (c->store, "old", "");
}

static void
test_grams (void)
{
  g_autofree char *grams = eta_grams ("kopi (ar-2");
  g_autofree char *none = eta_grams ("");
  g_autofree char *wide = eta_grams ("قهوه");

  g_assert_cmpstr (grams, ==, "k ko kop opi kopi a ar (ar ar- (ar- 2 r-2 ar-2");
  g_assert_cmpstr (none, ==, "");
  g_assert_cmpstr (wide, ==, "ق قه قهو هوه قهوه");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/search/languages", test_languages);
  with_catalog ("/search/codes", test_codes);
  with_catalog ("/search/odd-texts", test_odd_texts);
  with_catalog ("/search/filters", test_filters);
  with_catalog ("/search/sorting", test_sorting);
  with_catalog ("/search/no-sorter", test_no_sorter);
  with_catalog ("/search/many", test_many);
  with_catalog ("/search/card", test_card);
  with_catalog ("/search/foreign-tool", test_foreign_tool);
  with_catalog ("/search/other-version", test_other_version);
  g_test_add_func ("/search/grams", test_grams);
  return g_test_run ();
}
