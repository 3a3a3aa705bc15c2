#include "catalog/fields.h"

#include "catalog/check.h"
#include "catalog/error.h"
#include "catalog/headings.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a row says of its kind: kind, min, max, unit, choices. */
#define TEXT(max) ETA_FIELD_TEXT, 0, max, NULL, NULL
#define SUGGESTED(max, table) ETA_FIELD_TEXT, 0, max, NULL, table
#define LONG(max) ETA_FIELD_LONG, 0, max, NULL, NULL
#define COUNT ETA_FIELD_COUNT, 0, 1000000000, NULL, NULL
#define GRAMS ETA_FIELD_GRAMS, 0, 100000000, "g", NULL
#define MM ETA_FIELD_MM, 0, 100000, "mm", NULL
#define DAYS ETA_FIELD_DAYS, 0, 36500, "days", NULL
#define CELSIUS ETA_FIELD_CELSIUS, -100, 200, "°C", NULL
#define DATE ETA_FIELD_DATE, 0, 40, NULL, NULL
#define CHOICE(table) ETA_FIELD_CHOICE, 0, 80, NULL, table
#define GTIN ETA_FIELD_GTIN, 0, 14, NULL, NULL
#define HS ETA_FIELD_HS, 0, 10, NULL, NULL
#define PHONE ETA_FIELD_PHONE, 0, 16, NULL, NULL
#define EMAIL ETA_FIELD_EMAIL, 0, 254, NULL, NULL
#define POINT ETA_FIELD_POINT, 0, 40, NULL, NULL
#define URL ETA_FIELD_URL, 0, 500, NULL, NULL

/* member, what its kind says, aliases, label, help; then .readonly or .open where they are set. */
#define PRODUCT(member, ...)                                                                       \
  FIELD (#member, ETA_FIELD_OF_PRODUCT, G_STRUCT_OFFSET (EtaProduct, member), __VA_ARGS__)
#define WORDS(member, ...)                                                                         \
  FIELD (#member, ETA_FIELD_OF_WORDS, G_STRUCT_OFFSET (EtaWords, member), __VA_ARGS__)
#define PRODUCER(member, ...)                                                                      \
  FIELD (#member, ETA_FIELD_OF_PRODUCER, G_STRUCT_OFFSET (EtaProducer, member), __VA_ARGS__)
#define FIELD(id, owner, offset, ...) FIELD_ROW (id, owner, offset, __VA_ARGS__)
#define FIELD_ROW(id, owner, offset, kind, min, max, unit, choices, aliases, label, help, ...)     \
  {                                                                                                \
    id, aliases, owner, kind, offset, min, max, unit, choices, label, help, __VA_ARGS__            \
  }

#define READONLY .readonly = TRUE
#define OPEN .open = TRUE

/* clang-format off */
static const EtaField fields[] = {
  PRODUCT (sku, TEXT (64), "kode;kode_produk;kode_barang;kode_sku;item_code;item_no;product_code;code;artikel;ref;no_sku",
    N_("Item code (SKU)"), N_("Your own short code for this product. Buyers order by it, so it must not change later.")),
  PRODUCT (category, CHOICE ("categories.tsv"), "kategori;jenis;jenis_produk;kategori_produk;product_category;golongan",
    N_("Category"), N_("What kind of goods it is. It decides which export rules apply."), OPEN),
  PRODUCT (stage, CHOICE ("stages.tsv"), "tahap;tahap_nilai_tambah;value_stage",
    N_("Stage of value added"), N_("How far the school works on it: picked, processed, packed or sold.")),
  PRODUCT (brand, TEXT (120), "merek;merk;brand_name;merek_dagang",
    N_("Brand"), N_("The name under which it is sold. Register it before someone else does, also in the buyer’s country.")),
  PRODUCT (gtin, GTIN, "barcode;ean;upc;gtin13;gtin_13;ean13;ean_13;kode_batang;kode_barcode;barcode_gtin",
    N_("Barcode (GTIN)"), N_("The number under the barcode: 8, 12, 13 or 14 digits from GS1. Leave it empty if you have none.")),
  PRODUCT (hs, HS, "hs_code;hscode;hs6;hs_6;hs8;kode_hs;pos_tarif;hs_number",
    N_("HS code"), N_("The customs number of this kind of goods, the same in every country for the first six digits. Your buyer needs it to know the duty.")),
  PRODUCT (hs_edition, TEXT (20), "edisi_hs",
    N_("HS edition"), N_("Which edition of the customs list the code comes from. It is HS 2022 until the end of 2027.")),
  PRODUCT (country, CHOICE ("countries.tsv"), "negara;negara_asal;country_of_origin;origin_country;made_in",
    N_("Country of origin"), N_("Where it was grown or made.")),
  PRODUCT (province, CHOICE ("provinces.tsv"), "provinsi;propinsi;state_province",
    N_("Province"), N_("The province of origin. A certificate of origin names it."), OPEN),
  PRODUCT (regency, SUGGESTED (80, "regencies.tsv"), "kabupaten;region;daerah;daerah_asal;region_of_origin",
    N_("Regency or city"), N_("Where it was grown or made within the province. Some markets ask for it, and buyers like to know.")),
  PRODUCT (unit, CHOICE ("sale-units.tsv"), "satuan;sale_unit;uom;unit_of_measure;satuan_jual;unit_jual",
    N_("Sale unit"), N_("What one price is for: one pouch, one jar, one piece."), OPEN),
  PRODUCT (net, GRAMS, "net_g;net_weight;net_weight_g;weight;weight_g;berat;berat_g;berat_bersih;berat_bersih_g;netto;isi_bersih",
    N_("Net weight"), N_("The weight of the goods alone, without any packing.")),
  PRODUCT (gross, GRAMS, "gross_g;gross_weight;gross_weight_g;berat_kotor;berat_kotor_g;bruto",
    N_("Gross weight"), N_("The weight of one unit with its own packing.")),
  PRODUCT (length, MM, "length_mm;panjang;panjang_mm",
    N_("Length"), N_("Outside, of one unit with its own packing.")),
  PRODUCT (width, MM, "width_mm;lebar;lebar_mm",
    N_("Width"), NULL),
  PRODUCT (height, MM, "height_mm;tinggi;tinggi_mm",
    N_("Height"), NULL),
  PRODUCT (shelf_life, DAYS, "shelf;shelf_life_days;masa_simpan;masa_simpan_hari;daya_tahan;umur_simpan;kedaluwarsa",
    N_("Shelf life"), N_("How long it stays good from the day it is made. Some countries turn away goods with less than half of it left.")),
  PRODUCT (keep_min, CELSIUS, "suhu_min;suhu_minimum;min_temperature;storage_min_c",
    N_("Keep at or above"), N_("The lowest temperature at which it stays good, on the way and in store.")),
  PRODUCT (keep_max, CELSIUS, "suhu_maks;suhu_max;suhu_maksimum;max_temperature;storage_max_c",
    N_("Keep at or below"), N_("The highest temperature at which it stays good. A container in the sun reaches 60 °C.")),
  PRODUCT (moq, COUNT, "minimum_order;min_order;minimal_order;minimum_pemesanan;minimal_pemesanan;pesanan_minimum;jumlah_pesanan_minimum;minimum_order_quantity;min_qty",
    N_("Minimum order"), N_("MOQ: the smallest number of units that you will make and ship for one order.")),
  PRODUCT (lead_time, DAYS, "lead_time_days;lead;waktu_tunggu;waktu_tunggu_hari;lama_produksi;waktu_produksi;waktu_pengerjaan",
    N_("Lead time"), N_("Days from a confirmed order until the goods are ready to leave you.")),
  PRODUCT (capacity, COUNT, "capacity_per_month;capacity_month;monthly_capacity;production_capacity;kapasitas;kapasitas_produksi;kapasitas_per_bulan;kapasitas_bulan",
    N_("Capacity per month"), N_("How many units you can make in a month when orders come.")),
  PRODUCT (sample_terms, LONG (500), "sampel;contoh;sample;samples;ketersediaan_sampel",
    N_("Samples"), N_("Whether a buyer can have a sample, and who pays for it and its postage.")),
  PRODUCT (payment_terms, LONG (500), "payment;pembayaran;syarat_pembayaran;cara_pembayaran",
    N_("Payment terms"), N_("When and how the buyer pays, for example 30 per cent in advance and the rest before shipping.")),
  PRODUCT (port, CHOICE ("ports.tsv"), "pelabuhan;pelabuhan_muat;port_of_loading;loading_port",
    N_("Port of loading"), N_("The port where the goods go on board. A FOB price ends there."), OPEN),
  PRODUCT (state, CHOICE ("states.tsv"), "status",
    N_("Review"), N_("Whether the secretariat has checked and approved this product."), READONLY),
  PRODUCT (state_by, TEXT (120), NULL, N_("Reviewed by"), NULL, READONLY),
  PRODUCT (state_at, TEXT (40), NULL, N_("Reviewed on"), NULL, READONLY),
  PRODUCT (state_note, LONG (2000), NULL, N_("Note of the review"), NULL, READONLY),
  PRODUCT (created, TEXT (40), NULL, N_("Created"), NULL, READONLY),
  PRODUCT (changed, TEXT (40), NULL, N_("Changed"), NULL, READONLY),
  PRODUCT (trashed, TEXT (40), NULL, N_("In the trash since"), NULL, READONLY),
  PRODUCT (producer_id, TEXT (36), NULL, N_("Producer"), NULL, READONLY),

  WORDS (name, TEXT (300), "nama;nama_produk;nama_barang;produk;product;product_name;item_name;title;judul",
    N_("Name"), NULL),
  WORDS (summary, LONG (600), "ringkasan;deskripsi_singkat;short_description;subtitle;slogan",
    N_("Summary"), N_("One or two sentences that stand beside the photo.")),
  WORDS (story, LONG (20000), "desc;description;deskripsi;deskripsi_produk;keterangan;cerita;uraian",
    N_("Story"), N_("Who makes it, from what and how. Part paragraphs by an empty line.")),
  WORDS (ingredients, LONG (2000), "komposisi;bahan;bahan_baku;composition;material;materials;fibre;komposisi_serat",
    N_("Ingredients or material"), N_("Food: everything in it, the largest share first. Cloth: the fibres and their shares.")),
  WORDS (allergens, LONG (500), "alergen;allergen",
    N_("Allergens"), N_("What can make some people ill: wheat, milk, egg, fish, shrimp, soya, nuts, sesame. Many countries demand this list.")),
  WORDS (storage, LONG (500), "penyimpanan;cara_simpan;cara_penyimpanan;storage_conditions;kondisi_penyimpanan",
    N_("Storage"), N_("How to keep it so that it stays good: dry, cool, in the dark, closed.")),
  WORDS (usage, LONG (2000), "cara_pakai;cara_penyajian;cara_penggunaan;penggunaan;petunjuk;perawatan;care;how_to_use",
    N_("Use and care"), N_("How to use, serve or wash it, in a few sentences.")),

  PRODUCER (name, TEXT (200), "nama;nama_produsen;producer;produsen",
    N_("Name"), N_("The unit that makes and sells, as it stands on its papers.")),
  PRODUCER (pesantren, TEXT (200), "nama_pesantren;ponpes;pondok_pesantren",
    N_("Pesantren"), N_("The school that the unit belongs to.")),
  PRODUCER (person, TEXT (120), "kontak;contact;contact_person;nama_kontak;penanggung_jawab",
    N_("Contact person"), N_("Whom a buyer speaks to.")),
  PRODUCER (address, LONG (500), "alamat",
    N_("Address"), NULL),
  PRODUCER (regency, SUGGESTED (80, "regencies.tsv"), "city;kota;kabupaten;kab_kota;kabupaten_kota",
    N_("Regency or city"), NULL),
  PRODUCER (province, CHOICE ("provinces.tsv"), "provinsi;propinsi",
    N_("Province"), NULL, OPEN),
  PRODUCER (country, CHOICE ("countries.tsv"), "negara",
    N_("Country"), NULL),
  PRODUCER (phone, PHONE, "telepon;telp;no_telp;hp;no_hp",
    N_("Phone"), NULL),
  PRODUCER (whatsapp, PHONE, "wa;no_wa",
    N_("WhatsApp"), N_("With the country code, so that a buyer abroad reaches it: +62 and the number without its first zero.")),
  PRODUCER (email, EMAIL, "surel;e_mail",
    N_("E-mail"), NULL),
  PRODUCER (website, URL, "web;situs;situs_web;url",
    N_("Website"), NULL),
  PRODUCER (map_point, POINT, "koordinat;coordinates",
    N_("Map point"), N_("Latitude and longitude, for example -7.9135, 113.8215. The address of a map page with the place in it will do.")),
  PRODUCER (nib, TEXT (20), "no_nib;nomor_induk_berusaha",
    N_("Business number (NIB)"), N_("The 13 digits that OSS gave to the business. Exporting needs it.")),
  PRODUCER (npwp, TEXT (24), "no_npwp",
    N_("Tax number (NPWP)"), N_("The 16 digits from the tax office. Customs asks for it when goods leave the country.")),
  PRODUCER (opop, TEXT (40), "no_opop",
    N_("OPOP number"), N_("The number under which the programme One Pesantren One Product knows the unit.")),
  PRODUCER (logo, TEXT (64), NULL, N_("Logo"), NULL, READONLY),
  PRODUCER (package, TEXT (200), NULL, N_("Came from the package"), NULL, READONLY),
  PRODUCER (created, TEXT (40), NULL, N_("Created"), NULL, READONLY),
  PRODUCER (changed, TEXT (40), NULL, N_("Changed"), NULL, READONLY),
};
/* clang-format on */

const EtaField *
eta_fields (guint *n)
{
  if (n)
    *n = G_N_ELEMENTS (fields);
  return fields;
}

static void
add_name (GHashTable *names, const EtaField *field, const char *name)
{
  char *key = eta_heading_fold (name);

  if (g_hash_table_contains (names, key))
    g_free (key);
  else
    g_hash_table_insert (names, key, (gpointer)field);
}

/* One table of names for each owner; ids before aliases, so that an alias never hides a field. */
static gpointer
index_names (gpointer unused)
{
  GHashTable **names = g_new0 (GHashTable *, ETA_FIELD_OF_PRODUCER + 1);

  for (guint i = 0; i <= ETA_FIELD_OF_PRODUCER; i++)
    names[i] = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    add_name (names[fields[i].owner], &fields[i], fields[i].id);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++) {
    g_auto (GStrv) aliases = g_strsplit (fields[i].aliases ? fields[i].aliases : "", ";", -1);
    for (char **alias = aliases; *alias; alias++)
      add_name (names[fields[i].owner], &fields[i], *alias);
  }
  return names;
}

const EtaField *
eta_field_find (EtaFieldOwner owner, const char *id)
{
  static GOnce once = G_ONCE_INIT;
  GHashTable **names = g_once (&once, index_names, NULL);
  const EtaField *field = id ? g_hash_table_lookup (names[owner], id) : NULL;
  g_autofree char *key = NULL;

  if (field || !id)
    return field;
  key = eta_heading_fold (id);
  return g_hash_table_lookup (names[owner], key);
}

static gboolean
is_number (const EtaField *field)
{
  return field->kind >= ETA_FIELD_COUNT && field->kind <= ETA_FIELD_CELSIUS;
}

static gint64
not_stated (const EtaField *field)
{
  return field->kind == ETA_FIELD_CELSIUS ? ETA_NO_CELSIUS : 0;
}

char *
eta_field_get (const EtaField *field, gconstpointer object)
{
  gint64 number;

  if (!is_number (field))
    return g_strdup (G_STRUCT_MEMBER (char *, object, field->offset));
  number = G_STRUCT_MEMBER (gint64, object, field->offset);
  if (number == not_stated (field))
    return NULL;
  return g_strdup_printf ("%" G_GINT64_FORMAT, number);
}

gboolean
eta_field_set (const EtaField *field, gpointer object, const char *text, GError **error)
{
  g_autofree char *value = NULL;
  char **member;

  if (!eta_check_value (field, text, &value, error))
    return FALSE;
  if (is_number (field)) {
    G_STRUCT_MEMBER (gint64, object, field->offset) =
        value ? g_ascii_strtoll (value, NULL, 10) : not_stated (field);
    return TRUE;
  }
  member = &G_STRUCT_MEMBER (char *, object, field->offset);
  g_free (*member);
  *member = g_steal_pointer (&value);
  return TRUE;
}
