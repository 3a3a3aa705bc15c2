#include "catalog/headings.h"

static void
test_fold (void)
{
  static const char *const cases[][2] = {
      {"Harga (USD)", "harga_usd"},
      {"  Isi per  karton ", "isi_per_karton"},
      {"name.ar", "name_ar"},
      {"HS-Code", "hs_code"},
      {"", ""},
      {"***", ""},
      {"اسم المنتج", "اسم_منتج"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *key = eta_heading_fold (cases[i][0]);
    g_assert_cmpstr (key, ==, cases[i][1]);
  }
}

/* heading, address */
static const char *const known[][2] = {
    /* the columns that the command line promises */
    {"sku", "sku"},
    {"name_id", "name.id"},
    {"name_en", "name.en"},
    {"name_ar", "name.ar"},
    {"desc_id", "story.id"},
    {"desc_en", "story.en"},
    {"desc_ar", "story.ar"},
    {"category", "category"},
    {"hs", "hs"},
    {"gtin", "gtin"},
    {"brand", "brand"},
    {"origin", "origin"},
    {"unit", "unit"},
    {"price_idr", "price.idr"},
    {"price_usd", "price.usd"},
    {"price_eur", "price.eur"},
    {"price_gbp", "price.gbp"},
    {"price_sar", "price.sar"},
    {"moq", "moq"},
    {"capacity", "capacity"},
    {"lead_time_days", "lead_time"},
    {"shelf_life_days", "shelf_life"},
    {"net_g", "net"},
    {"units_per_carton", "carton.count"},
    {"carton_l_mm", "carton.length"},
    {"carton_w_mm", "carton.width"},
    {"carton_h_mm", "carton.height"},
    {"carton_gross_g", "carton.gross"},
    {"producer", "producer"},
    {"city", "city"},
    {"certificates", "certificates"},
    {"photo", "photo"},
    /* the sample products and the benchmark kit */
    {"fob_usd_surabaya", "price.usd@FOB Surabaya"},
    {"hs6", "hs"},
    {"carton_gw_kg", "carton.gross@kg"},
    {"capacity_per_month", "capacity"},
    {"gtin13", "gtin"},
    {"weight_g", "net"},
    {"shelf", "shelf_life"},
    /* as people type them */
    {"Nama", "name.id"},
    {"Nama Produk", "name.id"},
    {"Nama (EN)", "name.en"},
    {"Nama Inggris", "name.en"},
    {"Product name", "name.id"},
    {"name_de", "name.de"},
    {"Deskripsi", "story.id"},
    {"Deskripsi singkat", "summary.id"},
    {"description", "story.id"},
    {"Komposisi", "ingredients.id"},
    {"Kode", "sku"},
    {"Kode Barang", "sku"},
    {"Barcode", "gtin"},
    {"barcode", "gtin"},
    {"Kode HS", "hs"},
    {"HS Code", "hs"},
    {"Harga", "price.idr"},
    {"Harga Jual", "price.idr"},
    {"Harga (Rp)", "price.idr"},
    {"harga_usd", "price.usd"},
    {"Harga USD", "price.usd"},
    {"Harga Dolar", "price.usd"},
    {"Price (EUR)", "price.eur"},
    {"FOB price", "price.usd@FOB"},
    {"Harga FOB Tanjung Perak (USD)", "price.usd@FOB Tanjung Perak"},
    {"price_usd_100", "price.usd.100"},
    {"Harga mulai 100 USD", "price.usd.100"},
    {"price_usd_incoterm", "price.usd.incoterm"},
    {"Berat", "net"},
    {"Berat bersih (kg)", "net@kg"},
    {"Berat kotor", "gross"},
    {"Panjang (cm)", "length@cm"},
    {"Masa simpan (bulan)", "shelf_life@month"},
    {"Satuan", "unit"},
    {"Isi per karton", "carton.count"},
    {"Isi karton", "carton.count"},
    {"pcs per carton", "carton.count"},
    {"Karton per palet", "pallet.count"},
    {"Panjang karton (cm)", "carton.length@cm"},
    {"karton_p_cm", "carton.length@cm"},
    {"karton_l_cm", "carton.width@cm"},
    {"karton_t_cm", "carton.height@cm"},
    {"Berat kotor karton (kg)", "carton.gross@kg"},
    {"Berat karton", "carton.gross"},
    {"Minimal order", "moq"},
    {"Kategori", "category"},
    {"Foto", "photo"},
    {"Produsen", "producer"},
    {"Kota", "city"},
    {"Kabupaten", "regency"},
    {"Sertifikat", "certificates"},
    {"evidence_halal_no", "evidence.halal_no"},
};

static void
test_known (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (known); i++) {
    g_autofree char *address = eta_heading_address (known[i][0]);
    if (g_strcmp0 (address, known[i][1]) != 0)
      g_error ("%s: %s, should be %s", known[i][0], address, known[i][1]);
  }
}

static void
test_unknown (void)
{
  static const char *const headings[] = {
      "",        "id",          "basis", "No",         "catatan",          "state",
      "changed", "producer_id", "stok",  "harga_kg_x", "evidence_nonsense"};

  for (guint i = 0; i < G_N_ELEMENTS (headings); i++) {
    g_autofree char *address = eta_heading_address (headings[i]);
    g_assert_cmpstr (address, ==, NULL);
  }
}

/* What is exported is understood again. */
static void
test_back (void)
{
  static const char *const addresses[] = {"sku",
                                          "name.id",
                                          "name.zh",
                                          "story.ar",
                                          "summary.en",
                                          "ingredients.id",
                                          "allergens.en",
                                          "storage.ar",
                                          "usage.id",
                                          "net",
                                          "gross",
                                          "length",
                                          "shelf_life",
                                          "keep_min",
                                          "lead_time",
                                          "sample_terms",
                                          "payment_terms",
                                          "port",
                                          "stage",
                                          "hs_edition",
                                          "country",
                                          "province",
                                          "regency",
                                          "price.usd",
                                          "price.idr",
                                          "price.usd.100",
                                          "price.usd.incoterm",
                                          "price.usd.100.place",
                                          "price.kwd.until",
                                          "carton.count",
                                          "carton.length",
                                          "carton.gross",
                                          "carton.net",
                                          "carton.upright",
                                          "inner.count",
                                          "inner.width",
                                          "pallet.count",
                                          "pallet.height",
                                          "evidence.sni_no"};

  for (guint i = 0; i < G_N_ELEMENTS (addresses); i++) {
    g_autofree char *heading = eta_heading_of (addresses[i]);
    g_autofree char *address = eta_heading_address (heading);
    g_assert_cmpstr (address, ==, addresses[i]);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/headings/fold", test_fold);
  g_test_add_func ("/headings/known", test_known);
  g_test_add_func ("/headings/unknown", test_unknown);
  g_test_add_func ("/headings/back", test_back);
  return g_test_run ();
}
