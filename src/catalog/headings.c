#include "catalog/headings.h"

#include "catalog/data.h"
#include "catalog/fold.h"
#include "catalog/money.h"

#include <string.h>

/* --- words ----------------------------------------------------------------------------------- */

typedef struct {
  const char *meaning;
  const char *words; /* a space between them and around */
} Lexeme;

/* Columns that are no field of a product. */
static const Lexeme columns[] = {
    {"producer",
     " producer produsen pesantren ponpes pondok_pesantren nama_produsen nama_pesantren "
     "pembuat supplier pemasok ukm umkm ikm unit_usaha kopontren maker manufacturer "},
    {"city", " city kota kab_kota kabupaten_kota kota_kabupaten lokasi location town "},
    {"certificates", " certificates certificate certification sertifikat sertifikasi legalitas "},
    {"photo", " photo photos foto gambar image images picture pictures file_foto nama_foto "},
    {"origin", " origin asal "},
    {"variants", " variants variant varian variasi "},
    {"focus", " photo_focus "},
};

/* Arabic headings as eta_fold leaves them: without ال and vowel marks, ة as ه, أ as ا, ئ as ي. */
static const Lexeme arabic[] = {
    {"sku", " رمز رمز_منتج رقم_صنف كود كود_منتج رمز_صنف رقم_منتج "},
    {"name.ar", " اسم اسم_منتج منتج صنف اسم_صنف "},
    {"summary.ar", " ملخص وصف_مختصر نبذه "},
    {"story.ar", " وصف وصف_منتج تفاصيل شرح ملاحظات "},
    {"ingredients.ar", " مكونات تركيب مواد ماده "},
    {"category", " فيه تصنيف قسم نوع "},
    {"brand", " علامه_تجاريه ماركه علامه "},
    {"gtin", " باركود رمز_شريطي "},
    {"hs", " رمز_نظام_منسق رمز_جمركي بند_جمركي "},
    {"country", " بلد_منشا بلد منشا دوله_منشا "},
    {"unit", " وحده وحده_بيع "},
    {"net", " وزن وزن_صافي وزن_غ وزن_جم وزن_غرام وزن_جرام وزن_صافي_غ "},
    {"net@kg", " وزن_كغ وزن_كجم وزن_كيلو وزن_صافي_كغ "},
    {"gross", " وزن_اجمالي وزن_قايم "},
    {"price.idr", " سعر ثمن سعر_روبيه سعر_بالروبيه "},
    {"price.usd", " سعر_دولار سعر_بالدولار "},
    {"price.sar", " سعر_ريال سعر_بالريال "},
    {"moq", " حد_ادني_طلب حد_ادني كميه_دنيا "},
    {"shelf_life", " صلاحيه مده_صلاحيه "},
    {"photo", " صوره صور ملف_صوره "},
    {"certificates", " شهادات شهاده "},
    {"producer", " منتج_صانع مورد مصنع صانع معهد "},
    {"city", " مدينه "},
};

static const Lexeme languages[] = {
    {"id", " id ind indo indonesia indonesian bahasa "},
    {"en", " en eng english inggris "},
    {"ar", " ar ara arab arabic arabian "},
    {"de", " de "},
    {"fr", " fr "},
    {"es", " es "},
    {"it", " it "},
    {"ms", " ms my "},
    {"nl", " nl "},
    {"tr", " tr "},
    {"ja", " ja jp "},
    {"ko", " ko "},
    {"zh", " zh cn "},
    {"ur", " ur "},
    {"ru", " ru "},
    {"pt", " pt "},
};

static const Lexeme currencies[] = {
    {"idr", " rp rupiah "}, {"usd", " dolar dollar us "}, {"eur", " euro "},
    {"sar", " riyal "},     {"gbp", " pound "},
};

static const Lexeme units[] = {
    {"kg", " kg kilo kilogram "},
    {"g", " g gr gram "},
    {"mm", " mm "},
    {"cm", " cm "},
    {"m", " m meter "},
    {"day", " hari day days "},
    {"week", " minggu week weeks "},
    {"month", " bulan bln month months "},
    {"year", " tahun thn year years "},
};

static const Lexeme levels[] = {
    {"carton", " carton cartons karton ctn dus kardus koli master_carton "},
    {"inner", " inner "},
    {"pallet", " pallet pallets palet "},
};

static const Lexeme sides[] = {
    {"length", " l length panjang "}, {"width", " w width lebar "},
    {"height", " h height tinggi "},  {"gross", " gross gw bruto kotor weight berat "},
    {"net", " net nw netto bersih "}, {"upright", " upright "},
};

/* Panjang, lebar, tinggi: in Indonesian the letter L is the width. */
static const Lexeme indonesian_sides[] = {
    {"length", " p "},
    {"width", " l "},
    {"height", " t "},
};

static const Lexeme price_members[] = {
    {"incoterm", " incoterm "},
    {"place", " place "},
    {"until", " until "},
};

static const char count_words[] = " count units unit isi qty jumlah pcs pc buah kuantitas ";
static const char size_words[] = " ukuran size dimensi dimension outer luar ";
static const char price_words[] = " price prices harga ";
static const char price_extra[] = " unit satuan jual ekspor export retail ecer eceran grosir mulai "
                                  "from dari per min ";

static gboolean
has (const char *words, const char *word)
{
  g_autofree char *padded = g_strdup_printf (" %s ", word);

  return strstr (words, padded) != NULL;
}

static const char *
meaning (const Lexeme *lexemes, gsize n, const char *word)
{
  for (gsize i = 0; i < n; i++)
    if (has (lexemes[i].words, word))
      return lexemes[i].meaning;
  return NULL;
}

#define MEANING(lexemes, word) meaning (lexemes, G_N_ELEMENTS (lexemes), word)

char *
eta_heading_fold (const char *heading)
{
  g_autofree char *folded = eta_fold (heading);
  GString *out = g_string_sized_new (strlen (folded));
  gboolean gap = FALSE;

  for (const char *p = folded; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!g_unichar_isalnum (c)) {
      gap = out->len > 0;
      continue;
    }
    if (gap)
      g_string_append_c (out, '_');
    gap = FALSE;
    g_string_append_unichar (out, c);
  }
  return g_string_free (out, FALSE);
}

/* --- packs: "units_per_carton", "carton_gw_kg", "Panjang karton (cm)" ---------------------------
 */

typedef struct {
  const char *level, *side, *unit;
  gboolean indonesian, count, wrong;
} PackHeading;

static void
read_pack_word (PackHeading *pack, const char *word)
{
  const char *level = MEANING (levels, word), *side = MEANING (sides, word);
  const char *unit = MEANING (units, word);

  if (level) {
    pack->level = level; /* "cartons per pallet": the last one */
  } else if (pack->indonesian && MEANING (indonesian_sides, word)) {
    pack->side = MEANING (indonesian_sides, word);
  } else if (side) {
    if (!pack->side || g_str_equal (pack->side, "gross"))
      pack->side = side; /* "berat bersih": the second word says which */
  } else if (has (count_words, word) || g_str_equal (word, "per")) {
    pack->count = TRUE;
  } else if (unit) {
    pack->unit = unit;
  } else if (!has (size_words, word)) {
    pack->wrong = TRUE;
  }
}

static char *
pack_address (char **words)
{
  PackHeading pack = {0};

  for (char **word = words; *word; word++)
    pack.indonesian |= has (" karton dus kardus palet ", *word);
  for (char **word = words; *word; word++)
    read_pack_word (&pack, *word);
  if (!pack.level || pack.wrong || (!pack.side && !pack.count))
    return NULL;
  if (!pack.side)
    return g_strconcat (pack.level, ".count", NULL);
  if (!pack.unit || g_str_equal (pack.unit, "mm") || g_str_equal (pack.unit, "g"))
    return g_strconcat (pack.level, ".", pack.side, NULL);
  return g_strconcat (pack.level, ".", pack.side, "@", pack.unit, NULL);
}

/* --- prices: "Harga (USD)", "fob_usd_surabaya", "price_usd_100" ---------------------------------
 */

typedef struct {
  gboolean price, wrong;
  const char *quantity, *member, *incoterm;
  char currency[4];
  GString *place;
} PriceHeading;

static const char *
incoterm_of (const char *word)
{
  const EtaTable *table = eta_table_get ("incoterms.tsv");
  g_autofree char *code = g_ascii_strup (word, -1);
  int row = eta_table_find (table, code);

  return row < 0 ? NULL : eta_table_cell_at (table, row, 0);
}

static void
read_price_word (PriceHeading *price, const char *word)
{
  const char *incoterm = incoterm_of (word), *currency = MEANING (currencies, word);
  const char *member = MEANING (price_members, word);

  if (has (price_words, word))
    price->price = TRUE;
  else if (incoterm && !price->incoterm)
    price->incoterm = incoterm;
  else if (currency || eta_currency_known (word))
    g_strlcpy (price->currency, currency ? currency : word, sizeof price->currency);
  else if (member)
    price->member = member;
  else if (g_ascii_isdigit (*word))
    price->quantity = word;
  else if (has (price_extra, word))
    return;
  else if (price->incoterm && g_ascii_isalpha (*word))
    g_string_append_printf (price->place, " %c%s", g_ascii_toupper (*word), word + 1);
  else
    price->wrong = TRUE;
}

static char *
price_text (const PriceHeading *price)
{
  GString *out = g_string_new ("price.");

  if (*price->currency)
    g_string_append (out, price->currency);
  else
    g_string_append (out, price->incoterm ? "usd" : "idr");
  if (price->quantity && !g_str_equal (price->quantity, "1"))
    g_string_append_printf (out, ".%s", price->quantity);
  if (price->member)
    g_string_append_printf (out, ".%s", price->member);
  else if (price->incoterm)
    g_string_append_printf (out, "@%s%s", price->incoterm, price->place->str);
  return g_string_free (out, FALSE);
}

static char *
price_address (char **words)
{
  PriceHeading price = {.place = g_string_new (NULL)};
  char *address = NULL;

  for (char **word = words; *word; word++)
    read_price_word (&price, *word);
  if (!price.wrong && (price.price || price.incoterm || *price.currency))
    address = price_text (&price);
  g_string_free (price.place, TRUE);
  return address;
}

/* --- fields ---------------------------------------------------------------------------------- */

/* "name_ar" → "name.ar", "nama" → "name.id". */
static char *
words_address (const char *key)
{
  const EtaField *field = eta_field_find (ETA_FIELD_OF_WORDS, key);
  const char *cut = strrchr (key, '_');
  g_autofree char *stem = NULL;
  const char *lang;

  if (field)
    return g_strconcat (field->id, ".id", NULL);
  lang = cut ? MEANING (languages, cut + 1) : NULL;
  if (!lang)
    return NULL;
  stem = g_strndup (key, cut - key);
  field = eta_field_find (ETA_FIELD_OF_WORDS, stem);
  return field ? g_strconcat (field->id, ".", lang, NULL) : NULL;
}

static gboolean
unit_fits (const EtaField *field, const char *unit)
{
  switch (field->kind) {
  case ETA_FIELD_GRAMS:
    return has (" g kg ", unit);
  case ETA_FIELD_MM:
    return has (" mm cm m ", unit);
  case ETA_FIELD_DAYS:
    return has (" day week month year ", unit);
  default:
    return FALSE;
  }
}

/* "net_g" → "net", "masa_simpan_bulan" → "shelf_life@month". */
static char *
product_address (const char *key)
{
  const EtaField *field = eta_field_find (ETA_FIELD_OF_PRODUCT, key);
  const char *cut = strrchr (key, '_');
  const char *unit = cut ? MEANING (units, cut + 1) : NULL;
  g_autofree char *stem = NULL;

  if (field)
    return field->readonly ? NULL : g_strdup (field->id);
  if (!unit)
    return NULL;
  stem = g_strndup (key, cut - key);
  field = eta_field_find (ETA_FIELD_OF_PRODUCT, stem);
  if (!field || !unit_fits (field, unit))
    return NULL;
  return has (" g mm day ", unit) ? g_strdup (field->id) : g_strconcat (field->id, "@", unit, NULL);
}

/* "captions_ar": the captions of the photos in a language. */
static char *
captions_address (const char *key)
{
  const char *lang =
      g_str_has_prefix (key, "captions_") ? MEANING (languages, key + strlen ("captions_")) : NULL;

  return lang ? g_strconcat ("captions.", lang, NULL) : NULL;
}

static char *
evidence_address (const char *key)
{
  const char *rest = key + strlen ("evidence_");

  if (!g_str_has_prefix (key, "evidence_") ||
      eta_table_find (eta_table_get ("evidence.tsv"), rest) < 0)
    return NULL;
  return g_strconcat ("evidence.", rest, NULL);
}

char *
eta_heading_address (const char *heading)
{
  g_autofree char *key = eta_heading_fold (heading);
  g_auto (GStrv) words = g_strsplit (key, "_", -1);
  char *address = NULL;

  if (*key == '\0')
    return NULL;
  if (MEANING (columns, key))
    return g_strdup (MEANING (columns, key));
  if (MEANING (arabic, key))
    return g_strdup (MEANING (arabic, key));
  if (!(address = product_address (key)) && !(address = words_address (key)) &&
      !(address = evidence_address (key)) && !(address = captions_address (key)) &&
      !(address = pack_address (words)))
    address = price_address (words);
  return address;
}

/* Headings that scripts have long known, where they differ from the address. */
static const struct {
  const char *address, *heading;
} exported[] = {
    {"net", "net_g"},
    {"gross", "gross_g"},
    {"length", "length_mm"},
    {"width", "width_mm"},
    {"height", "height_mm"},
    {"shelf_life", "shelf_life_days"},
    {"lead_time", "lead_time_days"},
    {"carton.count", "units_per_carton"},
    {"inner.count", "units_per_inner"},
    {"pallet.count", "cartons_per_pallet"},
    {"focus", "photo_focus"},
};

char *
eta_heading_of (const char *address)
{
  static const char *const suffixes[][2] = {
      {".length", "_l_mm"},   {".width", "_w_mm"}, {".height", "_h_mm"},
      {".gross", "_gross_g"}, {".net", "_net_g"},
  };
  const char *dot = strchr (address, '.');

  for (guint i = 0; i < G_N_ELEMENTS (exported); i++)
    if (g_str_equal (exported[i].address, address))
      return g_strdup (exported[i].heading);
  for (guint i = 0; dot && i < G_N_ELEMENTS (suffixes); i++)
    if (g_str_equal (suffixes[i][0], dot))
      return g_strdup_printf ("%.*s%s", (int)(dot - address), address, suffixes[i][1]);
  return g_strdelimit (g_strdup (address), ".", '_');
}
