#include "catalog/grams.h"

#include "catalog/fold.h"

#include <string.h>

#define MAX_WORDS 32
#define MAX_COVER 48 /* letters of a word that grams cover; the rest is only compared */

/* --- grams ------------------------------------------------------------------------------------ */

/* A gram is a stretch of the text itself. */
typedef struct {
  const char *at;
  gsize len; /* bytes; 0: an empty slot */
} Gram;

typedef struct {
  Gram *slots;
  gsize mask;
  GString *out;
} GramSet;

static gsize
hash_of (const char *at, gsize len)
{
  guint64 hash = G_GUINT64_CONSTANT (0xcbf29ce484222325);

  for (gsize i = 0; i < len; i++)
    hash = (hash ^ (guchar)at[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return (gsize)(hash >> 20);
}

static void
add_gram (GramSet *set, const char *at, const char *end)
{
  const gsize len = (gsize)(end - at);
  gsize slot = hash_of (at, len) & set->mask;

  for (; set->slots[slot].len > 0; slot = (slot + 1) & set->mask) {
    if (set->slots[slot].len == len && memcmp (set->slots[slot].at, at, len) == 0)
      return;
  }
  set->slots[slot] = (Gram){at, len};
  if (set->out->len > 0)
    g_string_append_c (set->out, ' ');
  g_string_append_len (set->out, at, (gssize)len);
}

static gboolean
is_word_char (gunichar c)
{
  return c < 0x80 ? g_ascii_isalnum ((char)c) : g_unichar_isalnum (c);
}

/* The grams that end with the character at AT[0]; AT[1] … are those before it, N in all since the
 * last space. */
static void
add_grams (GramSet *set, const char *const at[4], guint n, const gboolean letter[3])
{
  const char *end = g_utf8_next_char (at[0]);

  if (letter[0] && !letter[1])
    add_gram (set, at[0], end);
  if (letter[0] && letter[1] && !letter[2])
    add_gram (set, at[1], end);
  if (n >= 3)
    add_gram (set, at[2], end);
  if (n >= 4)
    add_gram (set, at[3], end);
}

char *
eta_grams (const char *folded)
{
  const gsize len = strlen (folded);
  GramSet set = {NULL, 63, g_string_sized_new (4 * len)};
  const char *at[4] = {NULL};
  gboolean letter[3] = {FALSE};
  guint n = 0;

  while (set.mask < 6 * len) /* at most four grams a character */
    set.mask = set.mask << 1 | 1;
  set.slots = g_new0 (Gram, set.mask + 1);
  for (const char *p = folded; *p; p = g_utf8_next_char (p)) {
    const gunichar c = (guchar)*p < 0x80 ? (guchar)*p : g_utf8_get_char (p);

    memmove (at + 1, at, 3 * sizeof *at);
    memmove (letter + 1, letter, 2 * sizeof *letter);
    at[0] = p;
    letter[0] = is_word_char (c);
    n = c == ' ' ? 0 : n + 1;
    if (n > 0)
      add_grams (&set, at, n, letter);
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

/* Up to four letters are a gram. Of a longer word every other gram and the last are looked for:
 * they overlap by half, so that a text with all of them hardly lacks the word. */
static void
append_word (EtaNeedle *needle, GString *match, const char *word)
{
  const glong n = g_utf8_strlen (word, -1);

  if (n <= 4) {
    append_term (match, word, word + strlen (word));
    return;
  }
  for (glong i = 0; i < MIN (n - 3, MAX_COVER); i += 2) {
    const char *from = g_utf8_offset_to_pointer (word, i);
    append_term (match, from, g_utf8_offset_to_pointer (from, 4));
  }
  if (n % 2 == 1) {
    const char *from = g_utf8_offset_to_pointer (word, n - 4);
    append_term (match, from, g_utf8_offset_to_pointer (from, 4));
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
