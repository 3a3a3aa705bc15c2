/* Products made by hand for the tests of sheets: a full one, an empty one, an adversarial one. */
#pragma once

#include "sheets/input.h"

#include <string.h>

G_GNUC_UNUSED static void
put_words (GPtrArray *all,
           const char *lang,
           const char *name,
           const char *summary,
           const char *story,
           const char *ingredients,
           const char *storage)
{
  EtaWords *words = eta_words_ensure (all, lang);

  eta_set_text (&words->name, name);
  eta_set_text (&words->summary, summary);
  eta_set_text (&words->story, story);
  eta_set_text (&words->ingredients, ingredients);
  eta_set_text (&words->storage, storage);
}

G_GNUC_UNUSED static void
put_price (EtaProduct *p,
           gint64 quantity,
           const char *currency,
           gint64 minor,
           const char *incoterm,
           const char *place,
           const char *valid_until)
{
  EtaPrice *price = eta_price_new ();

  price->quantity = quantity;
  eta_set_text (&price->currency, currency);
  price->minor = minor;
  eta_set_text (&price->incoterm, incoterm);
  eta_set_text (&price->place, place);
  eta_set_text (&price->valid_until, valid_until);
  g_ptr_array_add (p->prices, price);
}

G_GNUC_UNUSED static EtaPack *
put_pack (EtaProduct *p,
          const char *level,
          gint64 count,
          gint64 length,
          gint64 width,
          gint64 height,
          gint64 gross,
          gint64 net)
{
  EtaPack *pack = eta_pack_new ();

  eta_set_text (&pack->level, level);
  pack->count = count;
  pack->length = length;
  pack->width = width;
  pack->height = height;
  pack->gross = gross;
  pack->net = net;
  g_ptr_array_add (p->packs, pack);
  return pack;
}

G_GNUC_UNUSED static void
put_certificate (GPtrArray *all,
                 const char *kind,
                 const char *number,
                 const char *issuer,
                 const char *issued,
                 const char *expires)
{
  EtaCertificate *certificate = eta_certificate_new ();

  eta_set_text (&certificate->kind, kind);
  eta_set_text (&certificate->number, number);
  eta_set_text (&certificate->issuer, issuer);
  eta_set_text (&certificate->issued, issued);
  eta_set_text (&certificate->expires, expires);
  g_ptr_array_add (all, certificate);
}

G_GNUC_UNUSED static void
put_photos (EtaProduct *p, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *name = g_strnfill (64, (char)('a' + i % 6));
    g_ptr_array_add (p->photos, eta_photo_new (name, 2048, 1536));
  }
}

G_GNUC_UNUSED static EtaProducer *
full_producer (void)
{
  EtaProducer *p = eta_producer_new ();

  eta_set_text (&p->name, "Kopontren Nurul Falah");
  eta_set_text (&p->pesantren, "Pondok Pesantren Nurul Falah");
  eta_set_text (&p->person, "Siti Aminah");
  eta_set_text (&p->address, "Jl. Raya Ijen 12, Sempol, Bondowoso 68288");
  eta_set_text (&p->regency, "Bondowoso");
  eta_set_text (&p->province, "jawa_timur");
  eta_set_text (&p->country, "ID");
  eta_set_text (&p->phone, "+62332421234");
  eta_set_text (&p->whatsapp, "+6281234567890");
  eta_set_text (&p->email, "ekspor@nurulfalah.example");
  eta_set_text (&p->website, "nurulfalah.example");
  eta_set_text (&p->nib, "1112210007923");
  put_words (p->words, "ar", "تعاونية معهد نور الفلاح", NULL, NULL, NULL, NULL);
  return p;
}

G_GNUC_UNUSED static void
put_coffee_words (EtaProduct *p)
{
  put_words (p->words, "en", "Roasted Arabica coffee, Ijen, 250 g",
             "Single-origin Arabica from the slopes of Ijen, washed, medium roast: brown sugar, "
             "orange peel and a long cocoa finish.",
             "The cherries grow between 1,100 and 1,400 metres on volcanic soil, in the shade of "
             "silver oak and dadap trees. Santri and their families pick only what is ripe, by "
             "hand, from May to August, and bring it down to the pesantren the same day.\n\n"
             "We wash and ferment for thirty-six hours, dry on raised beds for two weeks and roast "
             "to order in batches of twelve kilograms, so that every carton leaves with coffee "
             "that is less than seven days old. A third of what remains goes to scholarships.",
             "100 % Arabica coffee beans", "Store in a cool, dry place, away from light.");
  put_words (p->words, "id", "Kopi Arabika Ijen sangrai 250 g",
             "Arabika asal tunggal dari lereng Ijen, proses basah, sangrai sedang: gula merah, "
             "kulit jeruk, dan akhir rasa kakao yang panjang.",
             "Buah kopi tumbuh pada ketinggian 1.100 sampai 1.400 meter di tanah vulkanik, di "
             "bawah naungan silver oak dan dadap. Santri dan keluarganya memetik dengan tangan "
             "hanya yang merah, dari Mei sampai Agustus, dan membawanya turun ke pesantren pada "
             "hari yang sama.\n\n"
             "Kami mencuci dan memfermentasi selama tiga puluh enam jam, menjemur di para-para "
             "selama dua pekan, dan menyangrai sesuai pesanan dalam wadah dua belas kilogram, "
             "sehingga setiap karton berangkat dengan kopi yang umurnya kurang dari tujuh hari. "
             "Sepertiga sisa hasil usaha dipakai untuk beasiswa.",
             "100% biji kopi Arabika", "Simpan di tempat sejuk dan kering, jauh dari cahaya.");
  put_words (
      p->words, "ar", "قهوة أرابيكا محمصة من إيجين، 250 غرام",
      "قهوة أرابيكا من منشأ واحد على سفوح جبل إيجين، مغسولة، تحميص متوسط: سكر بني وقشر "
      "برتقال ونهاية طويلة من الكاكاو.",
      "تنمو ثمار القهوة على ارتفاع 1100 إلى 1400 متر في تربة بركانية وتحت ظلال أشجار السنديان "
      "الفضي والدادب. يقطف الطلاب وأسرهم الثمار الناضجة وحدها باليد من مايو إلى أغسطس، "
      "وينقلونها إلى المعهد في اليوم نفسه.\n\n"
      "نغسل الثمار ونخمرها ستًا وثلاثين ساعة، ونجففها على أسرّة مرتفعة مدة أسبوعين، ثم نحمصها "
      "حسب الطلب على دفعات من اثني عشر كيلوغرامًا، فيغادر كل كرتون وعمر القهوة فيه أقل من سبعة "
      "أيام. ويذهب ثلث الفائض إلى المنح الدراسية.",
      "حبوب قهوة أرابيكا 100%", "يحفظ في مكان بارد وجاف بعيدًا عن الضوء.");
}

G_GNUC_UNUSED static EtaProduct *
full_product (void)
{
  EtaProduct *p = eta_product_new ();

  eta_set_text (&p->id, "7b0f7c4e-6a55-4f0e-9a52-0c1d2e3f4a5b");
  eta_set_text (&p->sku, "KOPI-AR-250");
  eta_set_text (&p->category, "coffee");
  eta_set_text (&p->brand, "Ijen Falah");
  eta_set_text (&p->gtin, "2000000000015");
  eta_set_text (&p->hs, "090121");
  eta_set_text (&p->regency, "Bondowoso");
  eta_set_text (&p->province, "jawa_timur");
  eta_set_text (&p->unit, "pouch");
  eta_set_text (&p->port, "IDSUB");
  eta_set_text (&p->payment_terms, "T/T 30 % / 70 %");
  p->net = 250;
  p->gross = 272;
  p->shelf_life = 365;
  p->keep_min = 15;
  p->keep_max = 25;
  p->moq = 500;
  p->lead_time = 21;
  p->capacity = 2000;
  put_coffee_words (p);
  put_price (p, 500, "USD", 450, "FOB", "Surabaya", "2027-03-31");
  put_price (p, 2000, "USD", 430, "FOB", "Surabaya", "2027-03-31");
  put_price (p, 5000, "USD", 405, "FOB", "Surabaya", "2027-03-31");
  put_price (p, 1, "IDR", 6500000, NULL, NULL, NULL);
  put_price (p, 500, "IDR", 6100000, NULL, NULL, NULL);
  put_pack (p, "inner", 6, 0, 0, 0, 0, 0);
  put_pack (p, "carton", 24, 400, 300, 250, 6800, 6000);
  put_certificate (p->certificates, "halal", "ID35110000145391021", "BPJPH", "2024-10-02", NULL);
  put_certificate (p->certificates, "pirt", "2063579010214-26", "Dinas Kesehatan Bondowoso",
                   "2021-06-01", "2026-06-01");
  put_photos (p, 3);
  return p;
}

/* What a new product is: a name here, nothing else. */
G_GNUC_UNUSED static EtaProduct *
empty_product (void)
{
  EtaProduct *p = eta_product_new ();

  eta_set_text (&p->id, "00000000-0000-4000-8000-000000000000");
  return p;
}

G_GNUC_UNUSED static void
put_long_words (EtaProduct *p)
{
  const char *word = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunter";

  put_words (p->words, "en",
             "Hand-drawn batik cloth from Pamekasan in the colours of the sea, dyed seven times "
             "with indigo, mahogany bark and mango leaves, washed in rain water, limited to forty "
             "pieces a year, numbered",
             word, NULL, "70 % cotton, 30 % silk; dye: Indigofera tinctoria, Swietenia mahagoni",
             NULL);
  put_words (p->words, "id",
             "Kain batik tulis Pamekasan warna laut, dicelup tujuh kali dengan nila, kulit mahoni "
             "dan daun mangga, dibilas air hujan, hanya empat puluh lembar setahun, bernomor dan "
             "bertanda tangan pembatik",
             word, NULL, "70% katun, 30% sutra; pewarna: Indigofera tinctoria", NULL);
  put_words (
      p->words, "ar",
      "قماش باتيك (Batik Tulis) مرسوم يدويًا من باميكاسان بألوان البحر، مصبوغ سبع مرات بالنيلة "
      "ولحاء الماهوغني وأوراق المانجو، مغسول بماء المطر، أربعون قطعة فقط في السنة، مرقمة وموقعة "
      "من يد الرسامة",
      word, NULL, "قطن 70%، حرير 30%؛ الصبغة: Indigofera tinctoria، Swietenia mahagoni", NULL);
}

/* Names of 180 characters, a word of 60 letters, no story, eight photos, ten price steps in four
 * currencies, long numbers, scripts mixed. */
G_GNUC_UNUSED static EtaProduct *
adversarial_product (void)
{
  EtaProduct *p = eta_product_new ();

  eta_set_text (&p->id, "ffffffff-0000-4000-8000-000000000000");
  eta_set_text (&p->sku, "BATIK-TULIS-PAMEKASAN-LAUT-0000000000000001/2026");
  eta_set_text (&p->hs, "52085290");
  eta_set_text (&p->unit, "piece");
  eta_set_text (&p->brand, "Sumber Rejeki سُمبر 資源 Ресурс");
  eta_set_text (&p->regency, "Pamekasan");
  eta_set_text (&p->province, "Jawa Timur");
  eta_set_text (&p->sample_terms, "One piece free of charge; freight by courier at cost, paid back "
                                  "with the first order of fifty pieces or more");
  eta_set_text (&p->payment_terms, "30% T/T عند التأكيد, 70% against copy of B/L");
  p->net = 300;
  p->moq = 1;
  p->lead_time = 45;
  p->capacity = 1234567;
  p->keep_min = -18;
  p->keep_max = ETA_NO_CELSIUS;
  put_long_words (p);
  for (guint i = 0; i < 10; i++) {
    put_price (p, 1 << i, "USD", 26000 - 1500 * i, "CIF", "Jeddah Islamic Port", "2027-01-15");
    put_price (p, 1 << i, "EUR", 24000 - 1400 * i, "CIF", "Hamburg", "2027-02-15");
    put_price (p, 1 << i, "KWD", 80123 - 4000 * i, "DAP", "Shuwaikh", NULL);
    put_price (p, 1 << i, "IDR", G_GINT64_CONSTANT (350000000) - 20000000 * i, NULL, NULL, NULL);
  }
  put_pack (p, "pallet", 24, 1200, 800, 1800, 412500, 0);
  put_pack (p, "carton", 50, 500, 400, 300, 16500, 15000)->this_side_up = TRUE;
  put_certificate (p->certificates, "batikmark", "01.B.2021.0000123456789012345678901234567890",
                   "Balai Besar Standardisasi dan Pelayanan Jasa Industri Kerajinan dan Batik",
                   "2021-01-01", "2026-12-31");
  put_certificate (p->certificates, "Oeko-Tex® Standard 100, class II, annex 6",
                   "IDN-OTX-2026-11-0000000000000000000001", "Hohenstein", NULL, "2027-11-30");
  put_certificate (p->certificates, "halal", "ID35110000145391021", "BPJPH الهيئة", NULL, NULL);
  put_photos (p, 8);
  return p;
}

/* Paths that need not exist: pages are laid out without opening a photo. */
G_GNUC_UNUSED static char *
paper_photo (const char *sha256, gpointer data)
{
  return g_strdup_printf ("album/%.8s.jpg", sha256);
}
