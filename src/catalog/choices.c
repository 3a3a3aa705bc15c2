#include "catalog/choices.h"

#include "catalog/data.h"
#include "catalog/fold.h"

#include <string.h>

typedef struct {
  const char *key;   /* borrowed from the table */
  const char *extra; /* interned, or NULL */
} Meaning;

/* Columns that hold names or other words for the key. Ports have an English "name" only. */
static const char *const name_columns[] = {"id", "en", "ar", "name"};

static void
add (GHashTable *words, const char *text, const char *key, const char *extra)
{
  g_autofree char *folded = eta_fold (text);
  Meaning *meaning;

  if (*folded == '\0' || g_hash_table_contains (words, folded))
    return; /* the first row that claims a word has it */
  meaning = g_new (Meaning, 1);
  meaning->key = key;
  meaning->extra = extra ? g_intern_string (extra) : NULL;
  g_hash_table_insert (words, g_steal_pointer (&folded), meaning);
}

static void
add_aliases (GHashTable *words, const char *aliases, const char *key)
{
  g_auto (GStrv) list = g_strsplit (aliases, ";", -1);

  for (char **alias = list; *alias; alias++) {
    char *extra = strchr (*alias, '=');
    if (extra)
      *extra++ = '\0';
    add (words, *alias, key, extra);
  }
}

/* "Surabaya (Tanjung Perak)" is also known by either of its two names. */
static void
add_parts (GHashTable *words, const char *name, const char *key)
{
  g_auto (GStrv) parts = strchr (name, '(') ? g_strsplit_set (name, "()", -1) : NULL;

  for (char **part = parts; part && *part; part++)
    add (words, *part, key, NULL);
}

static GHashTable *
index_table (const EtaTable *table)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n = eta_table_n_rows (table);

  /* Keys first, names next: an alias never takes a word away from the row that is named so. */
  for (guint row = 0; row < n; row++)
    add (words, eta_table_cell_at (table, row, 0), eta_table_cell_at (table, row, 0), NULL);
  for (guint column = 0; column < G_N_ELEMENTS (name_columns); column++)
    for (guint row = 0; row < n; row++)
      add (words, eta_table_cell (table, row, name_columns[column]),
           eta_table_cell_at (table, row, 0), NULL);
  for (guint row = 0; row < n; row++) {
    const char *key = eta_table_cell_at (table, row, 0);
    add_parts (words, eta_table_cell (table, row, "name"), key);
    add_aliases (words, eta_table_cell (table, row, "aliases"), key);
  }
  return words;
}

static const Meaning *
find (const char *table, const char *text)
{
  static GMutex lock;
  static GHashTable *indexes; /* kept for the life of the program, like the tables */
  g_autofree char *folded = eta_fold (text);
  GHashTable *words;

  g_mutex_lock (&lock);
  if (!indexes)
    indexes = g_hash_table_new (g_str_hash, g_str_equal);
  words = g_hash_table_lookup (indexes, table);
  if (!words) {
    words = index_table (eta_table_get (table));
    g_hash_table_insert (indexes, (gpointer)g_intern_string (table), words);
  }
  g_mutex_unlock (&lock);
  return g_hash_table_lookup (words, folded);
}

const char *
eta_choice_key_extra (const char *table, const char *text, const char **extra)
{
  const Meaning *meaning = find (table, text);

  if (extra)
    *extra = meaning ? meaning->extra : NULL;
  return meaning ? meaning->key : NULL;
}

const char *
eta_choice_key (const char *table, const char *text)
{
  return eta_choice_key_extra (table, text, NULL);
}

const char *
eta_choice_label (const char *table, const char *key, const char *lang)
{
  const EtaTable *data = eta_table_get (table);
  char own[16];
  const char *const order[] = {lang, own, "en", "name_en", "name"};
  int row = eta_table_find (data, key);

  g_snprintf (own, sizeof own, "name_%s", lang ? lang : "en");
  for (guint i = 0; row >= 0 && i < G_N_ELEMENTS (order); i++) {
    const char *label = order[i] ? eta_table_cell (data, row, order[i]) : "";
    if (*label != '\0')
      return label;
  }
  return key;
}

gboolean
eta_choice_is_coded (const char *table)
{
  return g_str_equal (table, "incoterms.tsv") || g_str_equal (table, "currency.tsv");
}

char *
eta_choice_text (const char *table, const char *key, const char *lang)
{
  const char *label = eta_choice_label (table, key, lang);

  if (!eta_choice_is_coded (table) || g_str_equal (label, key))
    return g_strdup (label);
  return g_strdup_printf ("%s – %s", key, label);
}
