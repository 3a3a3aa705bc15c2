#include "catalog/suggest.h"

#include "catalog/check.h"
#include "catalog/choices.h"
#include "catalog/data.h"
#include "catalog/fold.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* How a table is looked through. */
typedef struct {
  const char *table;
  const char *value;       /* column of what is stored; a name that is printed as it is */
  const char *also;        /* column of a second value of the same row, or NULL */
  const char *names[4];    /* columns that are the name in some language */
  const char *description; /* column that is looked through after the names, or NULL */
  char *(*detail) (const EtaTable *table, guint row, const char *value, const char *lang);
} Source;

static char *
hs_detail (const EtaTable *table, guint row, const char *value, const char *lang)
{
  g_autofree char *code = eta_hs_format (value);

  /* C: found in no ruling; the user is told before taking it. */
  if (strcmp (eta_table_cell (table, row, "confidence"), "C") == 0)
    return g_strdup_printf (_ ("%s · HS 2022 · to be verified"), code);
  return g_strdup_printf (_ ("%s · HS 2022"), code);
}

static char *
regency_detail (const EtaTable *table, guint row, const char *value, const char *lang)
{
  return g_strdup (
      eta_choice_label ("provinces.tsv", eta_table_cell (table, row, "province"), lang));
}

static char *
port_detail (const EtaTable *table, guint row, const char *value, const char *lang)
{
  return g_strdup (
      eta_choice_label ("countries.tsv", eta_table_cell (table, row, "country"), lang));
}

static const Source sources[] = {
    {"hs.tsv", "hs6", "alt_hs6", {"name_id", "name_en", "name_ar"}, "head_text_hs2022", hs_detail},
    {"regencies.tsv", "key", NULL, {"key"}, NULL, regency_detail},
    {"ports.tsv", "name", NULL, {"name"}, NULL, port_detail},
};

static const Source *
source_of (const EtaField *field)
{
  const char *table = field->kind == ETA_FIELD_HS     ? "hs.tsv"
                      : field->kind == ETA_FIELD_TEXT ? field->choices
                                                      : NULL;

  for (guint i = 0; table && i < G_N_ELEMENTS (sources); i++)
    if (g_str_equal (sources[i].table, table))
      return &sources[i];
  return NULL;
}

gboolean
eta_suggest_has (const EtaField *field)
{
  return source_of (field) != NULL;
}

void
eta_suggestion_free (EtaSuggestion *suggestion)
{
  if (!suggestion)
    return;
  g_free (suggestion->value);
  g_free (suggestion->title);
  g_free (suggestion->detail);
  g_free (suggestion);
}

/* --- matching ------------------------------------------------------------------------------------
 */

/* Whether WORD is the beginning of a word of TEXT (both folded). */
static gboolean
begins_word (const char *text, const char *word)
{
  for (const char *at = text; (at = strstr (at, word)); at++)
    if (at == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (at))))
      return TRUE;
  return FALSE;
}

static gboolean
holds_all (const char *text, char **words)
{
  g_autofree char *folded = eta_fold (text);

  for (char **word = words; *word; word++)
    if (!begins_word (folded, *word))
      return FALSE;
  return TRUE;
}

enum { BEST, GOOD, FAINT, NOT };

/* BEST: the name begins so; GOOD: it is in a name; FAINT: in the description alone. */
static int
rank_words (const Source *source, const EtaTable *table, guint row, char **words)
{
  int rank = NOT;

  for (guint i = 0; source->names[i]; i++) {
    const char *name = eta_table_cell (table, row, source->names[i]);
    g_autofree char *folded = eta_fold (name);
    if (holds_all (name, words))
      rank = MIN (rank, g_str_has_prefix (folded, words[0]) ? BEST : GOOD);
  }
  if (rank == NOT && source->description &&
      holds_all (eta_table_cell (table, row, source->description), words))
    return FAINT;
  return rank;
}

/* The digits of "0901.2"; NULL when it is no beginning of a code. */
static char *
code_digits (const char *folded)
{
  GString *digits = g_string_new (NULL);

  for (const char *p = folded; *p; p++) {
    if (g_ascii_isdigit (*p)) {
      g_string_append_c (digits, *p);
    } else if (*p != '.' && *p != ' ') {
      g_string_free (digits, TRUE);
      return NULL;
    }
  }
  return g_string_free (digits, digits->len < 2);
}

static int
rank_digits (const char *value, const char *digits)
{
  return *value && (g_str_has_prefix (value, digits) || g_str_has_prefix (digits, value)) ? BEST
                                                                                          : NOT;
}

/* --- making --------------------------------------------------------------------------------------
 */

static const char *
name_in (const Source *source, const EtaTable *table, guint row, const char *lang)
{
  g_autofree char *column = g_strconcat ("name_", lang, NULL);
  const char *name = eta_table_cell (table, row, column);

  return *name ? name : eta_table_cell (table, row, source->names[0]);
}

typedef struct {
  const Source *source;
  const EtaTable *table;
  const char *lang;
  GPtrArray *found[NOT]; /* by rank */
} Finding;

static void
add (Finding *f, guint row, const char *value, int rank)
{
  EtaSuggestion *suggestion;

  if (rank == NOT || !*value)
    return;
  suggestion = g_new0 (EtaSuggestion, 1);
  suggestion->value = f->source->also ? eta_hs_format (value) : g_strdup (value);
  suggestion->title = g_strdup (name_in (f->source, f->table, row, f->lang));
  suggestion->detail = f->source->detail (f->table, row, value, f->lang);
  g_ptr_array_add (f->found[rank], suggestion);
}

static void
look_at (Finding *f, guint row, char **words, const char *digits)
{
  const char *value = eta_table_cell (f->table, row, f->source->value);
  const char *also = f->source->also ? eta_table_cell (f->table, row, f->source->also) : "";
  int rank;

  if (digits) {
    add (f, row, value, rank_digits (value, digits));
    add (f, row, also, rank_digits (also, digits));
    return;
  }
  rank = rank_words (f->source, f->table, row, words);
  add (f, row, value, rank);
  /* The second code comes behind all that are more likely. */
  add (f, row, also, rank == NOT ? NOT : FAINT);
}

static GPtrArray *
collect (Finding *f, guint max)
{
  GPtrArray *all = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_suggestion_free);

  for (int rank = BEST; rank < NOT; rank++) {
    while (f->found[rank]->len > 0 && all->len < max)
      g_ptr_array_add (all, g_ptr_array_steal_index (f->found[rank], 0));
    g_ptr_array_unref (f->found[rank]);
  }
  return all;
}

GPtrArray *
eta_suggest (const EtaField *field, const char *typed, const char *lang, guint max)
{
  Finding f = {.source = source_of (field), .lang = lang};
  g_autofree char *folded = eta_fold (typed ? typed : "");
  g_auto (GStrv) words = g_strsplit (g_strstrip (folded), " ", -1);
  g_autofree char *digits = f.source && f.source->also ? code_digits (folded) : NULL;

  for (int rank = BEST; rank < NOT; rank++)
    f.found[rank] = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_suggestion_free);
  if (f.source && *folded) {
    f.table = eta_table_get (f.source->table);
    for (guint row = 0; row < eta_table_n_rows (f.table); row++)
      look_at (&f, row, words, digits);
  }
  return collect (&f, max);
}

/* --- the other way round -------------------------------------------------------------------------
 */

char *
eta_hs_name (const char *digits, const char *lang)
{
  const EtaTable *table = eta_table_get ("hs.tsv");
  GString *names = g_string_new (NULL);

  for (guint row = 0; digits && row < eta_table_n_rows (table); row++)
    if (strncmp (eta_table_cell (table, row, "hs6"), digits, 6) == 0)
      g_string_append_printf (names, "%s%s", names->len > 0 ? " / " : "",
                              name_in (&sources[0], table, row, lang));
  return g_string_free (names, names->len == 0);
}

const char *
eta_regency_province (const char *regency)
{
  const EtaTable *table = eta_table_get ("regencies.tsv");
  int row = regency ? eta_table_find (table, regency) : -1;

  return row < 0 ? NULL : eta_table_cell (table, (guint)row, "province");
}
