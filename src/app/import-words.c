#include "app/import-words.h"

#include <glib/gi18n.h>

const EtaReadingChoice eta_encodings[] = {
    {NULL, N_ ("Automatic")},
    {"UTF-8", N_ ("UTF-8")},
    {"WINDOWS-1252", N_ ("Windows, Latin")},
    {"WINDOWS-1256", N_ ("Windows, Arabic")},
    {"UTF-16LE", N_ ("UTF-16")},
    {"UTF-16BE", N_ ("UTF-16, big end first")},
    {NULL, NULL},
};

const EtaReadingChoice eta_separators[] = {
    {NULL, N_ ("Automatic")}, {",", N_ ("Comma ,")},        {";", N_ ("Semicolon ;")},
    {"\t", N_ ("Tab")},       {"|", N_ ("Vertical bar |")}, {NULL, NULL},
};

const EtaReadingChoice eta_decimals[] = {
    {NULL, N_ ("Automatic")},
    {",", N_ ("Comma 1,5")},
    {".", N_ ("Point 1.5")},
    {NULL, NULL},
};

guint
eta_reading_find (const EtaReadingChoice *choices, const char *value)
{
  for (guint i = 1; value && *value && choices[i].label; i++)
    if (g_ascii_strcasecmp (choices[i].value, value) == 0)
      return i;
  return 0;
}

GtkStringList *
eta_reading_choices (const EtaReadingChoice *choices, const char *found)
{
  GtkStringList *list = gtk_string_list_new (NULL);
  guint position = eta_reading_find (choices, found);

  if (position > 0)
    gtk_string_list_take (list, g_strdup_printf (_ ("Found: %s"), _ (choices[position].label)));
  else
    gtk_string_list_append (list, _ (choices[0].label));
  for (guint i = 1; choices[i].label; i++)
    gtk_string_list_append (list, _ (choices[i].label));
  return list;
}

const char *
eta_import_question (const EtaImportPlan *plan)
{
  EtaTableDoubts doubts = eta_sheet_table_doubts (plan->table);
  gboolean decimal;

  eta_mapping_decimal (plan->mapping, plan->table, &decimal);
  if (doubts & ETA_DOUBT_SEPARATOR)
    return _ ("Are the columns cut in the right places? If not, choose at the side what parts "
              "them.");
  if (!eta_import_plan_is_ready (plan))
    return eta_mapping_has_name (plan->mapping)
               ? _ ("Which column has the item code? Choose “Item code (SKU)” above it, or switch "
                    "on “Make missing codes”.")
               : _ ("Which column has the item code, and which the name? Choose them above the "
                    "columns.");
  if (decimal)
    return _ ("Is “1.234” more than a thousand, or a little more than one? Choose the decimal "
              "mark at the side.");
  if (doubts & ETA_DOUBT_ENCODING)
    return _ ("Are all letters right? If some look like “Ã©”, choose other letters at the side.");
  return NULL;
}

static void
add (GString *text, guint n, const char *form)
{
  if (n == 0)
    return;
  if (text->len > 0)
    g_string_append (text, _ (", "));
  g_string_append_printf (text, form, n);
}

char *
eta_import_summary (const EtaImportReport *report, gboolean done)
{
  GString *text = g_string_new (NULL);
  const guint n_new = report->n_new, n_changed = report->n_changed, n_failed = report->n_failed;

  add (text, n_new, ngettext ("%u new", "%u new", n_new));
  add (text, n_changed, _ ("%u changed"));
  add (text, report->n_photos, ngettext ("%u photo", "%u photos", report->n_photos));
  if (!done) {
    add (text, report->n_same, ngettext ("%u unchanged", "%u unchanged", report->n_same));
    add (text, report->n_left,
         ngettext ("%u left as it is", "%u left as they are", report->n_left));
  }
  add (text, n_failed,
       done ? ngettext ("%u left out", "%u left out", n_failed)
            : ngettext ("%u row with a problem", "%u rows with problems", n_failed));
  if (text->len == 0)
    g_string_append (text, _ ("Nothing to import: there is no row with a product."));
  return g_string_free (text, FALSE);
}
