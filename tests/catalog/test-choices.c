#include "catalog/choices.h"
#include "catalog/data.h"

#include <string.h>

static void
test_key (void)
{
  static const struct {
    const char *table, *text, *key;
  } cases[] = {
      {"categories.tsv", "coffee", "coffee"},
      {"categories.tsv", "kopi", "coffee"},
      {"categories.tsv", " KOPI ", "coffee"},
      {"categories.tsv", "قهوة", "coffee"},
      {"categories.tsv", "madu", "honey"},
      {"categories.tsv", "batik", "textile"},
      {"categories.tsv", "sarung", "textile"},
      {"categories.tsv", "songkok", "headgear"},
      {"categories.tsv", "amdk", "beverage"},
      {"categories.tsv", "kerupuk", "snack"},
      {"categories.tsv", "herbal", "herbal"},
      {"categories.tsv", "gula", "sugar"},
      {"categories.tsv", "garam", "food"},
      {"categories.tsv", "sabun", "soap"},
      {"categories.tsv", "brem", "snack"},
      {"categories.tsv", "Makanan", "food"},
      {"categories.tsv", "Minuman", "beverage"},
      {"categories.tsv", "Tekstil", "textile"},
      {"categories.tsv", "Pakaian", "textile"},
      {"categories.tsv", "Kerajinan", "craft"},
      {"categories.tsv", "Minyak", "oil"},
      {"categories.tsv", "Kosmetik", "cosmetic"},
      {"categories.tsv", "Mebel", "furniture"},
      {"categories.tsv", "pesawat", NULL},
      {"sale-units.tsv", "pc", "piece"},
      {"sale-units.tsv", "lembar", "sheet"},
      {"sale-units.tsv", "bungkus", "pack"},
      {"sale-units.tsv", "botol", "bottle"},
      {"sale-units.tsv", "potong", "garment"},
      {"sale-units.tsv", "buah", "piece"},
      {"sale-units.tsv", "Kotak", "box"},
      {"sale-units.tsv", "kg", "kg"},
      {"countries.tsv", "Arab Saudi", "SA"},
      {"countries.tsv", "indonesia", "ID"},
      {"countries.tsv", "id", "ID"},
      {"ports.tsv", "Surabaya", "IDSUB"},
      {"ports.tsv", "Tanjung Perak", "IDSUB"},
      {"ports.tsv", "idsub", "IDSUB"},
      {"stages.tsv", "Olah", "olah"},
      {"states.tsv", "Disetujui", "approved"},
      {"certificate-kinds.tsv", "PIRT", "pirt"},
      {"certificate-kinds.tsv", "BPOM MD", "bpom_md"},
      {"certificate-kinds.tsv", "Merek", "brand"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_assert_cmpstr (eta_choice_key (cases[i].table, cases[i].text), ==, cases[i].key);
  }
}

static void
test_extra (void)
{
  const char *issuer;

  g_assert_cmpstr (eta_choice_key_extra ("certificate-kinds.tsv", "Halal MUI", &issuer), ==,
                   "halal");
  g_assert_cmpstr (issuer, ==, "MUI");
  eta_choice_key_extra ("certificate-kinds.tsv", "Halal", &issuer);
  g_assert_null (issuer);
}

static void
test_label (void)
{
  g_assert_cmpstr (eta_choice_label ("categories.tsv", "honey", "id"), ==, "Madu");
  g_assert_cmpstr (eta_choice_label ("categories.tsv", "honey", "ar"), ==, "عسل");
  g_assert_cmpstr (eta_choice_label ("categories.tsv", "honey", "de"), ==, "Honey");
  g_assert_cmpstr (eta_choice_label ("categories.tsv", "honey", NULL), ==, "Honey");
  g_assert_cmpstr (eta_choice_label ("categories.tsv", "Pupuk", "en"), ==, "Pupuk");
  g_assert_cmpstr (eta_choice_label ("ports.tsv", "IDSRG", "id"), ==, "Semarang (Tanjung Emas)");
}

/* Every key has a name in the three languages, and no word means two things. */
static void
test_tables (void)
{
  static const char *const names[] = {"categories.tsv", "sale-units.tsv", "stages.tsv",
                                      "states.tsv", "certificate-kinds.tsv"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    const EtaTable *table = eta_table_get (names[i]);
    g_assert_cmpuint (eta_table_n_rows (table), >, 2);
    for (guint row = 0; row < eta_table_n_rows (table); row++) {
      const char *key = eta_table_cell (table, row, "key");
      g_auto (GStrv) aliases = g_strsplit (eta_table_cell (table, row, "aliases"), ";", -1);

      g_assert_cmpstr (eta_table_cell (table, row, "id"), !=, "");
      g_assert_cmpstr (eta_table_cell (table, row, "en"), !=, "");
      g_assert_cmpstr (eta_table_cell (table, row, "ar"), !=, "");
      for (char **alias = aliases; *alias; alias++) {
        g_autofree char *word = g_strndup (*alias, strcspn (*alias, "="));
        g_assert_cmpstr (eta_choice_key (names[i], word), ==, key);
      }
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/choices/key", test_key);
  g_test_add_func ("/choices/extra", test_extra);
  g_test_add_func ("/choices/label", test_label);
  g_test_add_func ("/choices/tables", test_tables);
  return g_test_run ();
}
