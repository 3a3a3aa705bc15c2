#include "catalog/grams.h"

#include "catalog/fold.h"

#include <string.h>

#define MAX_WORDS 32
#define MAX_COVER 48 /* letters of a word that grams cover; the rest is only compared */

/* --- grams ------------------------------------------------------------------------------------ */

/* Up to three code points of 21 bits; never 0. */
typedef guint64 Gram;

typedef struct {
  Gram *slots;
  gsize mask;
  GString *out;
} GramSet;

static void
append_gram (GString *out, Gram gram)
{
  for (int shift = 42; shift >= 0; shift -= 21) {
    const gunichar c = (gunichar)(gram >> shift & 0x1fffff);
    if (c)
      g_string_append_unichar (out, c);
  }
}

static void
add_gram (GramSet *set, Gram gram)
{
  gsize at = (gsize)((gram * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> 32) & set->mask;

  while (set->slots[at] && set->slots[at] != gram)
    at = (at + 1) & set->mask;
  if (set->slots[at])
    return;
  set->slots[at] = gram;
  if (set->out->len > 0)
    g_string_append_c (set->out, ' ');
  append_gram (set->out, gram);
}

static gboolean
is_word_char (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char)c) : g_unichar_isalnum (c);
}

char *
eta_grams (const char *folded)
{
  const gsize len = strlen (folded);
  GramSet set = {NULL, 63, g_string_sized_new (2 * len)};
  gunichar before = ' ', last = ' ', c;

  while (set.mask < 6 * len) /* at most three grams a character */
    set.mask = set.mask << 1 | 1;
  set.slots = g_new0 (Gram, set.mask + 1);
  for (const char *p = folded; *p; p = g_utf8_next_char (p), before = last, last = c) {
    c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char (p);
    if (c == ' ')
      continue;
    if (!is_word_char (last) && is_word_char (c))
      add_gram (&set, c);
    if (!is_word_char (before) && is_word_char (last) && is_word_char (c))
      add_gram (&set, (Gram)last << 21 | c);
    if (last != ' ' && before != ' ')
      add_gram (&set, (Gram)before << 42 | (Gram)last << 21 | c);
  }
  g_free (set.slots);
  return g_string_free (set.out, FALSE);
}

/* --- needles ---------------------------------------------------------------------------------- */

static void
append_term (GString *match, const char *from, const char *to)
{
  g_string_append (match, match->len > 0 ? " AND \"" : "\"");
  for (const char *p = from; p < to; p++) {
    if (*p == '"')
      g_string_append_c (match, '"');
    g_string_append_c (match, *p);
  }
  g_string_append_c (match, '"');
}

/* Punctuation around a word is not looked for. */
static char *
strip_word (char *word)
{
  char *end = word + strlen (word);

  while (*word && !is_word_char (g_utf8_get_char (word)))
    word = g_utf8_next_char (word);
  while (end > word) {
    char *previous = g_utf8_prev_char (end);
    if (is_word_char (g_utf8_get_char (previous)))
      break;
    end = previous;
  }
  *end = '\0';
  return word;
}

/* Every third gram and the last cover the word; the comparison with the text does the rest. */
static void
append_word (EtaNeedle *needle, GString *match, const char *word)
{
  const glong n = g_utf8_strlen (word, -1);

  if (n <= 3) {
    append_term (match, word, word + strlen (word));
    return;
  }
  for (glong i = 0; i < MIN (n, MAX_COVER); i += 3) {
    const char *from = g_utf8_offset_to_pointer (word, MIN (i, n - 3));
    append_term (match, from, g_utf8_offset_to_pointer (from, 3));
  }
  g_ptr_array_add (needle->words, g_strdup (word));
}

void
eta_needle_init (EtaNeedle *needle, const char *typed)
{
  g_autofree char *folded = typed ? eta_fold (typed) : g_strdup ("");
  g_auto (GStrv) words = g_strsplit (folded, " ", MAX_WORDS + 1);
  GString *match = g_string_new (NULL);

  needle->words = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; words[i] && i < MAX_WORDS; i++) {
    const char *word = strip_word (words[i]);
    if (*word)
      append_word (needle, match, word);
  }
  needle->match = g_string_free (match, match->len == 0);
}

void
eta_needle_clear (EtaNeedle *needle)
{
  g_clear_pointer (&needle->match, g_free);
  g_clear_pointer (&needle->words, g_ptr_array_unref);
}

gboolean
eta_needle_is_in (const EtaNeedle *needle, const char *text, gsize len)
{
  for (guint i = 0; i < needle->words->len; i++) {
    const char *word = needle->words->pdata[i];
    if (!memmem (text, len, word, strlen (word)))
      return FALSE;
  }
  return TRUE;
}
