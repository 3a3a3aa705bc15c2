/* How long the catalog takes at the size of a whole province: 1,410 producers with 10 products each
 * in three languages. Run by hand: bench-store [PRODUCERS [cpu]]; prints Markdown tables. With
 * "cpu" the time of the processor alone is taken, which a busy machine does not change much. */
#include "catalog/history.h"
#include "catalog/market-book.h"

#include <glib/gstdio.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#define PER_PRODUCER 10
#define ROUNDS 9

static const char *const kinds[][5] = {
    {"Batik Tulis Madura", "Hand-drawn Madura batik", "باتيك مادورا مرسوم يدويًا", "tekstil",
     "621710"},
    {"Kopi Arabika Ijen", "Ijen Arabica coffee", "قهوة إيجن العربية", "kopi", "090121"},
    {"Keripik Singkong Balado", "Chilli cassava chips", "رقائق الكسافا الحارة", "makanan",
     "200520"},
    {"Madu Hutan Sumbawa", "Wild forest honey", "عسل الغابة البري", "madu", "040900"},
    {"Sarung Tenun Gresik", "Gresik woven sarong", "إزار منسوج من غرسيك", "tekstil", "621149"},
    {"Anyaman Bambu", "Bamboo wicker craft", "مشغولات الخيزران", "kerajinan", "460211"},
    {"Gula Semut Aren", "Palm sugar granules", "سكر النخيل الحبيبي", "makanan", "170290"},
    {"Mukena Rayon Bali", "Rayon prayer dress", "رداء الصلاة من الرايون", "busana", "621143"},
    {"Sabun Herbal Kunyit", "Turmeric herbal soap", "صابون الكركم العشبي", "sabun", "340111"},
    {"Peci Songkok Beludru", "Velvet songkok cap", "قلنسوة مخملية", "busana", "650500"},
};
static const char *const ways[][3] = {
    {"Super", "Super", "الممتاز"},
    {"Organik", "Organic", "العضوي"},
    {"Asli", "Original", "الأصلي"},
    {"Istimewa", "Special", "المميز"},
    {"Ekspor", "Export grade", "بجودة التصدير"},
    {"Pilihan", "Selected", "المختار"},
};
static const char *const schools[] = {"Al-Falah",     "Nurul Jadid",  "Sidogiri", "Tebuireng",
                                      "Lirboyo",      "Darul Ulum",   "Al-Amien", "An-Nuqayah",
                                      "Zainul Hasan", "Miftahul Ulum"};
static const char *const places[] = {"Sumenep", "Probolinggo", "Pasuruan",  "Jombang",
                                     "Kediri",  "Gresik",      "Situbondo", "Bondowoso"};
static const char *const told[][3] = {
    {"Dibuat oleh santri dengan bahan baku lokal pilihan.",
     "Made by students from selected local materials.", "صُنع بأيدي الطلاب من مواد محلية مختارة."},
    {"Diproses secara higienis dan bersertifikat halal.",
     "Processed hygienically and halal certified.", "يُعالج بطريقة صحية وحاصل على شهادة الحلال."},
    {"Kemasan rapat menjaga mutu sampai negara tujuan.",
     "Tight packaging keeps quality up to the destination.",
     "تغليف محكم يحافظ على الجودة حتى بلد الوصول."},
    {"Warna alami tanpa bahan kimia berbahaya.", "Natural colours without harmful chemicals.",
     "ألوان طبيعية دون مواد كيميائية ضارة."},
    {"Sebagian keuntungan dipakai untuk beasiswa santri.",
     "Part of the profit funds student scholarships.", "يُخصص جزء من الأرباح لمنح الطلاب الدراسية."},
    {"Tersedia contoh gratis bagi calon pembeli.", "Free samples are available for buyers.",
     "تتوفر عينات مجانية للمشترين."},
};
static const char *const langs[] = {"id", "en", "ar"};
static const char *const queries[] = {
    "kopi",     "kop",     "ko",          "k",    "batik tul", "ngkong",      "honey",
    "PP-00120", "0901.21", "nurul jadid", "zzqx", "PP-0",      "PP-00",       "قهوة",
    "القهوة",   "قهوه",    "قَهْوَة",        "قه",   "ايجن",      "رداء الصلاه", "coffee arabica ijen",
    "a",
};

static clockid_t which_clock = CLOCK_MONOTONIC;

static double
now_ms (void)
{
  struct timespec now;

  clock_gettime (which_clock, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
compare (const void *a, const void *b)
{
  const double x = *(const double *)a, y = *(const double *)b;

  return (x > y) - (x < y);
}

static void
must (gboolean done, GError *error)
{
  if (!done)
    g_error ("%s", error ? error->message : "failed");
}

static EtaProducer *
producer_of (guint i)
{
  EtaProducer *producer = eta_producer_new ();
  g_autofree char *name = g_strdup_printf ("PP %s %u", schools[i % G_N_ELEMENTS (schools)], i + 1);

  eta_set_text (&producer->name, name);
  eta_set_text (&producer->regency, places[i % G_N_ELEMENTS (places)]);
  return producer;
}

static void
add_texts (EtaProduct *product, guint i, guint lang)
{
  const guint kind = i % G_N_ELEMENTS (kinds), way = i / 7 % G_N_ELEMENTS (ways);
  EtaWords *words = eta_words_ensure (product->words, langs[lang]);
  g_autofree char *name =
      lang == 1 ? g_strdup_printf ("%s %s %u", ways[way][1], kinds[kind][1], i + 1)
                : g_strdup_printf ("%s %s %u", kinds[kind][lang], ways[way][lang], i + 1);
  g_autofree char *story =
      g_strdup_printf ("%s %s %s %s", told[i % 6][lang], told[i / 2 % 6][lang],
                       told[i / 3 % 6][lang], schools[i / PER_PRODUCER % G_N_ELEMENTS (schools)]);

  eta_set_text (&words->name, name);
  eta_set_text (&words->story, story);
}

static EtaProduct *
product_of (guint i, const char *producer_id)
{
  EtaProduct *product = eta_product_new ();
  g_autofree char *sku = g_strdup_printf ("PP-%06u", i + 1);
  const guint kind = i % G_N_ELEMENTS (kinds);
  static const char *const currencies[] = {"IDR", "USD"};

  eta_set_text (&product->producer_id, producer_id);
  eta_set_text (&product->sku, sku);
  eta_set_text (&product->category, kinds[kind][3]);
  eta_set_text (&product->hs, kinds[kind][4]);
  eta_set_text (&product->unit, "pouch");
  product->net = 100 + 50 * (i % 10);
  product->moq = 100;
  for (guint lang = 0; lang < G_N_ELEMENTS (langs); lang++)
    add_texts (product, i, lang);
  for (guint p = 0; p < G_N_ELEMENTS (currencies); p++) {
    EtaPrice *price = eta_price_new ();
    eta_set_text (&price->currency, currencies[p]);
    price->minor = (gint64)(p == 0 ? 1000000 : 100) + i % 900;
    g_ptr_array_add (product->prices, price);
  }
  {
    g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, sku, -1);
    g_ptr_array_add (product->photos, eta_photo_new (hash, 2048, 1536));
  }
  return product;
}

static void
fill (EtaStore *store, guint n_producers)
{
  g_autoptr (GError) error = NULL;

  must (eta_step_begin (store, "Import", NULL, &error), error);
  for (guint i = 0; i < n_producers; i++) {
    g_autoptr (EtaProducer) producer = producer_of (i);
    must (eta_store_put_producer (store, producer, &error), error);
    for (guint k = 0; k < PER_PRODUCER; k++) {
      g_autoptr (EtaProduct) product = product_of (i * PER_PRODUCER + k, producer->id);
      must (eta_store_put_product (store, product, &error), error);
    }
  }
  must (eta_step_commit (store, &error), error);
}

/* Median and worst of ROUNDS, after one to warm up; *ROWS: how many came back. */
static void
time_query (EtaStore *store, const EtaQuery *query, double *median, double *worst, guint *rows)
{
  double times[ROUNDS];

  for (int i = -1; i < ROUNDS; i++) {
    const double start = now_ms ();
    g_autoptr (GArray) found = eta_store_query (store, query, NULL);
    if (i >= 0)
      times[i] = now_ms () - start;
    *rows = found->len;
  }
  qsort (times, ROUNDS, sizeof *times, compare);
  *median = times[ROUNDS / 2];
  *worst = times[ROUNDS - 1];
}

static void
print_query (EtaStore *store, const char *what, const EtaQuery *query)
{
  double median, worst;
  guint rows;

  time_query (store, query, &median, &worst, &rows);
  printf ("| %s | %u | %.2f / %.2f |\n", what, rows, median, worst);
}

/* Two of three products as they are on a marketplace, with what was sent: borrowed id. */
static const char *
list_some (EtaStore *store)
{
  static EtaMarketplace *market;
  g_autoptr (GArray) rows = eta_store_query (store, &(EtaQuery){0}, NULL);
  g_autoptr (GPtrArray) listings =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_listing_row_free);
  g_autofree char *sent = g_strnfill (1500, 'x');

  if (market)
    return market->id;
  market = eta_marketplace_new ();
  market->name = g_strdup ("Toko");
  market->kind = g_strdup ("medusa");
  market->url = g_strdup ("http://127.0.0.1");
  must (eta_store_put_market (store, market, NULL), NULL);
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (store, g_array_index (rows, gint64, i));
    EtaListingRow *row = eta_listing_row_new (market->id, id);

    g_free (row->state);
    row->state = g_strdup (i % 3 ? "clean" : "error");
    row->sent = g_strdup (sent);
    g_ptr_array_add (listings, row);
  }
  must (eta_store_put_listings (store, listings, NULL), NULL);
  return market->id;
}

static void
print_lists (EtaStore *store)
{
  static const char *const names[] = {"name",     "SKU",   "changed", "producer",
                                      "category", "state", "price"};
  g_autofree char *producer = NULL;
  g_autoptr (GPtrArray) producers = eta_store_list_producers (store, NULL);

  printf ("\n| list | rows | ms median / worst |\n| --- | --- | --- |\n");
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    EtaQuery query = {.sort = (EtaSort)i};
    print_query (store, names[i], &query);
  }
  print_query (store, "name, Arabic, Z to A", &(EtaQuery){.sort_lang = "ar", .descending = TRUE});
  print_query (store, "category kopi", &(EtaQuery){.category = "kopi"});
  print_query (store, "state draft", &(EtaQuery){.state = "draft"});
  print_query (store, "no German name", &(EtaQuery){.missing_lang = "de"});
  print_query (store, "no English name", &(EtaQuery){.missing_lang = "en"});
  print_query (store, "not listed", &(EtaQuery){.market_id = "none"});
  print_query (store, "not listed, two thirds are", &(EtaQuery){.market_id = list_some (store)});
  print_query (store, "certificate ending", &(EtaQuery){.ends_before = "2027-01-01"});
  print_query (store, "no photo", &(EtaQuery){.no_photo = TRUE});
  print_query (store, "no price", &(EtaQuery){.no_price = TRUE});
  print_query (store, "stage olah", &(EtaQuery){.stage = "olah"});
  print_query (store, "by MOQ", &(EtaQuery){.sort = ETA_SORT_FIELD, .sort_field = "moq"});
  print_query (store, "by HS code", &(EtaQuery){.sort = ETA_SORT_FIELD, .sort_field = "hs"});
  print_query (store, "five filters at once",
               &(EtaQuery){.missing_lang = "de",
                           .no_photo = TRUE,
                           .stage = "olah",
                           .market_id = "none",
                           .state = "draft"});
  producer = g_strdup (((EtaProducer *)producers->pdata[7])->id);
  print_query (store, "one producer", &(EtaQuery){.producer_id = producer});
}

static void
print_searches (EtaStore *store)
{
  printf ("\n| search | first 50: ms median / worst | all, by name: rows | ms median / worst "
          "|\n| --- | --- | --- | --- |\n");
  for (guint i = 0; i < G_N_ELEMENTS (queries); i++) {
    EtaQuery query = {.text = queries[i], .limit = 50};
    double median, worst, all_median, all_worst;
    guint rows;

    time_query (store, &query, &median, &worst, &rows);
    query.limit = 0;
    time_query (store, &query, &all_median, &all_worst, &rows);
    printf ("| %s | %.2f / %.2f | %u | %.2f / %.2f |\n", queries[i], median, worst, rows,
            all_median, all_worst);
  }
}

static void
print_cards (EtaStore *store)
{
  g_autoptr (GArray) rows = eta_store_query (store, &(EtaQuery){0}, NULL);
  double start = now_ms ();

  for (guint i = 0; i < rows->len; i++) {
    g_autoptr (EtaCard) card =
        eta_store_get_card (store, g_array_index (rows, gint64, i), "ar", NULL);
    g_assert_nonnull (card);
  }
  printf ("| a card (mean of %u) | %.1f µs |\n", rows->len, (now_ms () - start) * 1000 / rows->len);
  start = now_ms ();
  for (guint i = 0; i < 1000 && i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (store, g_array_index (rows, gint64, i * 7 % rows->len));
    g_autoptr (EtaProduct) product = eta_store_get_product (store, id, NULL);
    g_assert_nonnull (product);
  }
  printf ("| a whole product (mean of 1000) | %.1f µs |\n", now_ms () - start);
}

static void
print_edit (EtaStore *store)
{
  g_autoptr (GArray) rows = eta_store_query (store, &(EtaQuery){0}, NULL);
  double times[51];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autofree char *id = eta_store_id_of (store, g_array_index (rows, gint64, i * 97 % rows->len));
    g_autoptr (EtaProduct) product = eta_store_get_product (store, id, NULL);
    g_autoptr (EtaProduct) draft = eta_product_copy (product);
    g_autofree char *name = g_strdup_printf ("Nama baru %u", i);
    double start;

    eta_set_text (&eta_words_ensure (draft->words, "id")->name, name);
    start = now_ms ();
    must (eta_step_begin (store, "Edit product", NULL, NULL), NULL);
    must (eta_store_put_product (store, draft, NULL), NULL);
    must (eta_step_commit (store, NULL), NULL);
    times[i] = now_ms () - start;
  }
  qsort (times, G_N_ELEMENTS (times), sizeof *times, compare);
  printf ("| one name edited, stored (median / worst of 51) | %.2f / %.2f ms |\n", times[25],
          times[50]);
}

static double
travel (EtaStore *store, gboolean undo)
{
  g_autoptr (GError) error = NULL;
  const double start = now_ms ();

  must (undo ? eta_history_undo (store, NULL, &error) : eta_history_redo (store, NULL, &error),
        error);
  return now_ms () - start;
}

static void
print_history (EtaStore *store)
{
  g_autoptr (EtaStep) step = eta_history_peek_undo (store);

  printf ("| its changeset | %.2f MB |\n", (double)step->size / 1e6);
  printf ("| undo of it | %.0f ms |\n", travel (store, TRUE));
  printf ("| redo of it | %.0f ms |\n", travel (store, FALSE));
}

static EtaStore *
reopen (EtaStore *store, const char *path)
{
  double start;

  eta_store_close (store);
  start = now_ms ();
  store = eta_store_open (path, 0, NULL);
  printf ("| open | %.1f ms |\n", now_ms () - start);
  return store;
}

int
main (int argc, char **argv)
{
  const guint n = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 1410;
  g_autofree char *folder = g_dir_make_tmp ("bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.etalasedb", NULL);
  EtaStore *store = eta_store_open (path, ETA_STORE_CREATE, NULL);
  double start;
  GStatBuf info;

  setlocale (LC_ALL, "");
  if (argc > 2 && strcmp (argv[2], "cpu") == 0)
    which_clock = CLOCK_PROCESS_CPUTIME_ID;
  start = now_ms ();
  fill (store, n);
  printf ("| %u producers, %u products | |\n| --- | --- |\n", n, n * PER_PRODUCER);
  printf ("| insert all, one step | %.0f ms |\n", now_ms () - start);
  print_history (store);
  store = reopen (store, path);
  g_stat (path, &info);
  printf ("| the file | %.1f MB |\n", (double)info.st_size / 1e6);
  print_cards (store);
  print_edit (store);
  print_lists (store);
  print_searches (store);
  eta_store_close (store);
  g_remove (path);
  g_rmdir (folder);
  return 0;
}
