#include "sheets/template.h"

#include "sheets/error.h"
#include "sheets/labels.h"
#include "sheets/page.h"

#include <string.h>

static void
test_built_in (void)
{
  static const struct {
    const char *name;
    EtaTemplateKind kind;
  } all[] = {
      {"product-sheet", ETA_TEMPLATE_SHEET},  {"catalog", ETA_TEMPLATE_CATALOG},
      {"whatsapp-card", ETA_TEMPLATE_CARD},   {"line-sheet", ETA_TEMPLATE_LINES},
      {"booth-label", ETA_TEMPLATE_BOOTH},    {"product-sheet-warm", ETA_TEMPLATE_SHEET},
      {"catalog-warm", ETA_TEMPLATE_CATALOG}, {"line-sheet-warm", ETA_TEMPLATE_LINES},
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autoptr (GError) error = NULL;
    const EtaTemplate *t = eta_template_get (all[i].name, all[i].kind, &error);

    g_assert_no_error (error);
    g_assert_true (eta_label_known (t->title));
    g_assert_true (t == eta_template_get (all[i].name, all[i].kind, NULL));
  }
}

static void
test_values (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaTemplate) t =
      eta_template_parse ("mine",
                          "# a comment\r\n"
                          "[template]\r\n  kind=catalog\n"
                          "[page]\nmargin = 12.5\n"
                          "[colour]\naccent = #102030\n"
                          "[type]\ntitle = 24/30\n"
                          "[blocks]\nstart = story  facts\n"
                          "[catalog]\nper_page = 6\nparts = cover  prices\n",
                          &error);

  g_assert_no_error (error);
  g_assert_cmpint (t->kind, ==, ETA_TEMPLATE_CATALOG);
  g_assert_cmpfloat_with_epsilon (t->margin, 12.5 * ETA_MM, 0.001);
  g_assert_cmpfloat_with_epsilon (t->gutter, 4 * ETA_MM, 0.001); /* the default style */
  g_assert_cmpint (t->styles[ETA_STYLE_PRICE].colour, ==, 0x102030);
  g_assert_cmpint (t->styles[ETA_STYLE_BODY].colour, ==, ETA_INK);
  g_assert_cmpfloat (t->styles[ETA_STYLE_TITLE].size, ==, 24);
  g_assert_cmpfloat (t->styles[ETA_STYLE_TITLE].leading, ==, 30);
  g_assert_cmpstr (t->start[1], ==, "facts");
  g_assert_null (t->start[2]);
  g_assert_nonnull (t->end);
  g_assert_cmpstr (t->parts[1], ==, "prices");
  g_assert_cmpint (t->per_page, ==, 6);
}

/* A template has what its base has, but for what it says otherwise. */
static void
test_base (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaTemplate) t = eta_template_parse (
      "mine", "[template]\nbase = catalog\n[page]\nmargin = 20\n[style]\ntitles = serif\n", &error);
  const EtaTemplate *base = eta_template_find ("catalog", NULL);

  g_assert_no_error (error);
  g_assert_cmpint (t->kind, ==, ETA_TEMPLATE_CATALOG);
  g_assert_cmpfloat_with_epsilon (t->margin, 20 * ETA_MM, 0.001);
  g_assert_cmpfloat (t->binding, ==, base->binding);
  g_assert_true (g_strv_equal ((const char *const *)t->parts, (const char *const *)base->parts));
  g_assert_true (t->styles[ETA_STYLE_COVER].serif);
  g_assert_false (t->styles[ETA_STYLE_TABLE].serif);
}

/* Every message names the template, the line and what would be right. */
static void
test_mistakes (void)
{
  static const struct {
    const char *text;
    int line;
    const char *says;
  } all[] = {
      {"kind = sheet\n", 1, "kind"},
      {"[template]\nkind = poster\n", 2, "sheet catalog card"},
      {"[template]\nkind = sheet\n[nowhere]\n", 3, "nowhere"},
      {"[template\n", 1, "]"},
      {"[template]\nkind = sheet\n\n[page]\nmargins = 14\n", 5, "margins"},
      {"[page]\nmargin = wide\n", 2, "5"},
      {"[page]\nmargin = 14,5\n", 2, "margin"},
      {"[page]\nmargin = -3\n", 2, "margin"},
      {"[page]\nmargin = 900\n", 2, "50"},
      {"[page]\ncolumns = 7.5\n", 2, "columns"},
      {"[page]\nmargin\n", 2, "key = value"},
      {"[colour]\nink = green\n", 2, "#14614A"},
      {"[colour]\nink = #12345G\n", 2, "ink"},
      {"[type]\ntitle = 22\n", 2, "22/26"},
      {"[type]\ntitle = 22/2\n", 2, "22/26"},
      {"[blocks]\nstart = story fact\n", 2, "fact"},
      {"[catalog]\nparts = cover appendix\n", 2, "appendix"},
      {"[catalog]\nprices = sku weight\n", 2, "weight"},
      {"[template]\nkind = catalog\n[catalog]\nper_page = 8\n", 5, "1, 2, 4"},
      {"[template]\nkind = catalog\n[catalog]\nper_page = 3\n", 5, "1, 2, 4"},
      {"[page]\nmargin = 14", 2, "kind"},
      {"[template]\nbase = brochure\n", 2, "brochure"},
      {"[template]\nkind = card\nbase = catalog\n", 3, "first"},
      {"[template]\nkind = card\n[style]\ntitles = gothic\n", 4, "sans serif"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *line = g_strdup_printf ("line %d:", all[i].line);

    g_assert_null (eta_template_parse ("mine", all[i].text, &error));
    g_assert_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
    g_assert_nonnull (strstr (error->message, "“mine”"));
    g_assert_nonnull (strstr (error->message, line));
    g_assert_nonnull (strstr (error->message, all[i].says));
  }
}

static void
test_wrong_name (void)
{
  g_autoptr (GError) missing = NULL, kind = NULL;

  g_assert_null (eta_template_get ("no-such", ETA_TEMPLATE_SHEET, &missing));
  g_assert_nonnull (strstr (missing->message, "“no-such”"));
  g_assert_null (eta_template_get ("catalog", ETA_TEMPLATE_SHEET, &kind));
  g_assert_error (kind, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT);
}

/* Twelve columns and eleven gutters make the whole width. */
static void
test_grid (void)
{
  const EtaTemplate *t = eta_template_get ("product-sheet", ETA_TEMPLATE_SHEET, NULL);
  double width = 182 * ETA_MM;

  g_assert_cmpfloat_with_epsilon (eta_template_span (t, width, 12), width, 0.001);
  g_assert_cmpfloat_with_epsilon (eta_template_span (t, width, 7), 104.5 * ETA_MM, 0.001);
  g_assert_cmpfloat_with_epsilon (eta_template_column (t, width, 7), 108.5 * ETA_MM, 0.001);
  g_assert_cmpfloat (eta_template_column (t, width, 0), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/template/built-in", test_built_in);
  g_test_add_func ("/sheets/template/values", test_values);
  g_test_add_func ("/sheets/template/mistakes", test_mistakes);
  g_test_add_func ("/sheets/template/wrong-name", test_wrong_name);
  g_test_add_func ("/sheets/template/grid", test_grid);
  g_test_add_func ("/sheets/template/base", test_base);
  return g_test_run ();
}
