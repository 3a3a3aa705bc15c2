#include "ready/formats.h"

#include "catalog/data.h"

#include <string.h>

/* Which shapes of formats.tsv fit a piece of evidence. */
static const struct {
  const char *evidence;
  const char *formats[3];
} shapes[] = {
    {"nib", {"nib"}},
    {"npwp", {"npwp"}},
    {"halal_no", {"halal"}},
    {"pirt_no", {"pirt"}},
    {"bpom_no", {"bpom_md", "bpom_na", "bpom_tr"}},
    {"duns", {"duns"}},
    {"fsvp_importer_duns", {"duns"}},
    {"fda_ffr_no", {"fda_ffr"}},
    {"rex_no", {"rex"}},
    {"lucid_no", {"lucid"}},
    {"us_agent_phone", {"e164"}},
};

static const char *const *
shapes_of (const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    if (g_str_equal (shapes[i].evidence, key))
      return shapes[i].formats;
  return NULL;
}

/* What a person adds to read a number is dropped; the hyphen of a P-IRT number belongs to it. */
static char *
tidy (const char *key, const char *value)
{
  const char *dropped = g_str_equal (key, "pirt_no") ? " ." : " .-()";
  GString *out = g_string_new (NULL);

  for (const char *p = value; *p; p++)
    if (!strchr (dropped, *p))
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/* Expressions that were compiled once; they are checked from several threads. */
static GRegex *
compiled (const char *pattern)
{
  static GMutex lock;
  static GHashTable *known;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  GRegex *regex;

  if (!known)
    known = g_hash_table_new (g_str_hash, g_str_equal);
  regex = g_hash_table_lookup (known, pattern);
  if (!regex) {
    regex = g_regex_new (pattern, G_REGEX_DOLLAR_ENDONLY, 0, NULL);
    g_hash_table_insert (known, (gpointer)pattern, regex);
  }
  return regex;
}

EtaFormat
eta_format_check (const char *key, const char *value)
{
  const EtaTable *table = eta_table_get ("formats.tsv");
  const char *const *formats = shapes_of (key);
  g_autofree char *text = tidy (key, value);
  gboolean certain = FALSE;

  for (guint i = 0; formats && i < G_N_ELEMENTS (shapes[0].formats) && formats[i]; i++) {
    int row = eta_table_find (table, formats[i]);
    GRegex *regex = row < 0 ? NULL : compiled (eta_table_cell (table, (guint)row, "regex"));
    if (!regex || g_regex_match (regex, text, 0, NULL))
      return ETA_FORMAT_OK;
    certain |= g_str_equal (eta_table_cell (table, (guint)row, "confidence"), "A");
  }
  if (!formats)
    return ETA_FORMAT_OK;
  return certain ? ETA_FORMAT_WRONG : ETA_FORMAT_DOUBT;
}

const char *
eta_format_example (const char *key)
{
  const EtaTable *table = eta_table_get ("formats.tsv");
  const char *const *formats = shapes_of (key);
  int row = formats ? eta_table_find (table, formats[0]) : -1;

  return row < 0 ? NULL : eta_table_cell (table, (guint)row, "good");
}
