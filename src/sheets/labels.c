#include "sheets/labels.h"

#include "catalog/data.h"

#include <string.h>

/* The cell of LANG in ROW, else of the plain language ("ar-SA" → "ar"), else English. */
static const char *
in_language (const EtaTable *table, guint row, const char *lang, const char *english)
{
  g_autofree char *plain = NULL;
  const char *text = eta_table_cell (table, row, lang ? lang : english);

  if (text[0] == '\0' && lang && strpbrk (lang, "-_")) {
    plain = g_strndup (lang, strcspn (lang, "-_"));
    text = eta_table_cell (table, row, plain);
  }
  return text[0] != '\0' ? text : eta_table_cell (table, row, english);
}

gboolean
eta_label_known (const char *key)
{
  return eta_table_find (eta_table_get ("terms.tsv"), key) >= 0;
}

const char *
eta_label (const char *key, const char *lang)
{
  const EtaTable *terms = eta_table_get ("terms.tsv");
  int row = eta_table_find (terms, key);

  if (row < 0) {
    g_warning ("terms.tsv has no “%s”", key);
    return key;
  }
  return in_language (terms, row, lang, "en");
}

gboolean
eta_label_unconfirmed (const char *key)
{
  const EtaTable *terms = eta_table_get ("terms.tsv");
  int row = eta_table_find (terms, key);

  return row >= 0 && g_str_equal (eta_table_cell (terms, row, "seen"), "M");
}

static void
fill (GString *out, const char *pattern, GPtrArray *values)
{
  for (const char *p = pattern; *p; p++) {
    gboolean hole = p[0] == '{' && g_ascii_isdigit (p[1]) && p[2] == '}';
    guint index = hole ? g_ascii_digit_value (p[1]) : 0;

    if (!hole || index >= values->len) {
      g_string_append_c (out, *p);
      continue;
    }
    g_string_append (out, "\u2068");
    g_string_append (out, values->pdata[index]);
    g_string_append (out, "\u2069");
    p += 2;
  }
}

char *
eta_label_fill (const char *key, const char *lang, ...)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  GString *out = g_string_new (NULL);
  const char *value;
  va_list args;

  va_start (args, lang);
  while ((value = va_arg (args, const char *)))
    g_ptr_array_add (values, (gpointer)value);
  va_end (args);
  fill (out, eta_label (key, lang), values);
  return g_string_free (out, FALSE);
}

const char *
eta_incoterm_gloss (const char *code, const char *lang)
{
  const EtaTable *table = eta_table_get ("incoterms.tsv");
  int row = code ? eta_table_find (table, code) : -1;

  return row < 0 ? NULL : in_language (table, row, lang, "name_en");
}

const char *
eta_province_label (const char *text, const char *lang)
{
  static const char *const columns[] = {"key", "en", "id"};
  const EtaTable *table = eta_table_get ("provinces.tsv");

  for (guint row = 0; text && row < eta_table_n_rows (table); row++)
    for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
      if (g_ascii_strcasecmp (text, eta_table_cell (table, row, columns[i])) == 0)
        return in_language (table, row, lang, "en");
  return text;
}

const char *
eta_port_label (const char *code)
{
  const EtaTable *table = eta_table_get ("ports.tsv");
  int row = code ? eta_table_find (table, code) : -1;

  return row < 0 ? code : eta_table_cell (table, row, "name");
}
