#include "catalog/fold.h"

#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

/* Latin, Greek, Cyrillic, Hebrew and Arabic letters come from a table; ICU is asked once for each
 * of them. The rest (presentation forms, CJK …) is rare and asked for as it comes. */
#define N_FAST 0x700
#define MAX_FOLD 80 /* bytes that one character can become: the longest NFKD has 18 letters */

#define ALEF_LAM "\330\247\331\204"

static char fast[N_FAST][12];

/* Letters that people write one for the other, after decomposition. */
static UChar32
same_letter (UChar32 c)
{
  static const UChar32 pairs[][2] = {
      {0x0671, 0x0627},                                  /* ٱ → ا */
      {0x0629, 0x0647},                                  /* ة → ه */
      {0x0649, 0x064a}, {0x06cc, 0x064a},                /* ى ی → ي */
      {0x06a9, 0x0643},                                  /* ک → ك */
      {0x00f8, 'o'},    {0x0142, 'l'},    {0x0131, 'i'}, /* ø ł ı: no decomposition */
      {0x2018, '\''},   {0x2019, '\''},   {0x02bc, '\''}, {0x02bb, '\''},
      {'`', '\''},      {0x201c, '"'},    {0x201d, '"'},
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    if (pairs[i][0] == c)
      return pairs[i][1];
  return u_charType (c) == U_DASH_PUNCTUATION || c == 0x2212 ? '-' : c;
}

static gboolean
is_dropped (UChar32 c)
{
  switch (u_charType (c)) {
  case U_NON_SPACING_MARK:
  case U_ENCLOSING_MARK:
  case U_FORMAT_CHAR:
  case U_CONTROL_CHAR:
    return !u_isUWhiteSpace (c);
  default:
    return c == 0x0640; /* tatweel */
  }
}

static int
decompose (const UNormalizer2 *nfkd, UChar *text, int n, int size)
{
  UChar out[64];
  UErrorCode status = U_ZERO_ERROR;
  int m = unorm2_normalize (nfkd, text, n, out, G_N_ELEMENTS (out), &status);

  if (U_FAILURE (status) || m > size)
    return n;
  memcpy (text, out, m * sizeof *out);
  return m;
}

/* What character C becomes; ended by NUL; "" when it is dropped. */
static void
fold_char (UChar32 c, char out[MAX_FOLD])
{
  UErrorCode status = U_ZERO_ERROR;
  const UNormalizer2 *nfkd = unorm2_getNFKDInstance (&status);
  UChar text[64], folded[64];
  int n = 0, at = 0, end = 0;

  U16_APPEND_UNSAFE (text, n, c);
  n = decompose (nfkd, text, n, G_N_ELEMENTS (text));
  n = u_strFoldCase (folded, G_N_ELEMENTS (folded), text, n, U_FOLD_CASE_DEFAULT, &status);
  n = decompose (nfkd, folded, n, G_N_ELEMENTS (folded));
  while (at < n) {
    U16_NEXT (folded, at, n, c);
    if (is_dropped (c))
      continue;
    if (u_isUWhiteSpace (c))
      c = ' ';
    else if (u_charType (c) == U_DECIMAL_DIGIT_NUMBER)
      c = '0' + u_charDigitValue (c);
    else
      c = same_letter (c);
    if (end + 4 < MAX_FOLD)
      end += g_unichar_to_utf8 (c, out + end);
  }
  out[end] = '\0';
}

static gpointer
make_fast (gpointer unused)
{
  for (UChar32 c = 1; c < N_FAST; c++) {
    char out[MAX_FOLD];
    fold_char (c, out);
    /* The few that become more than a word's worth (ﷺ is beyond the table) would be cut here. */
    g_assert (strlen (out) < sizeof fast[c]);
    memcpy (fast[c], out, strlen (out) + 1);
  }
  return NULL;
}

typedef struct {
  GString *text;
  gsize word;    /* where the current word starts */
  guint in_word; /* characters in it so far */
} Out;

static gboolean
is_word_char (UChar32 c)
{
  return c >= 0x80 ? u_isalnum (c) : g_ascii_isalnum (c);
}

/* ال before at least one more letter is the article: the word counts without it. */
static void
drop_article (Out *out)
{
  if (out->text->len - out->word == strlen (ALEF_LAM) &&
      memcmp (out->text->str + out->word, ALEF_LAM, strlen (ALEF_LAM)) == 0)
    g_string_truncate (out->text, out->word);
}

static void
put (Out *out, const char *folded)
{
  for (const char *p = folded; *p; p = g_utf8_next_char (p)) {
    UChar32 c = (guchar)*p < 0x80 ? (guchar)*p : (UChar32)g_utf8_get_char (p);

    if (c == ' ' && (out->text->len == 0 || out->text->str[out->text->len - 1] == ' '))
      continue;
    if (!is_word_char (c)) {
      out->in_word = 0;
    } else {
      if (out->in_word == 0)
        out->word = out->text->len;
      else if (out->in_word == 2)
        drop_article (out);
      out->in_word++;
    }
    g_string_append_len (out->text, p, g_utf8_next_char (p) - p);
  }
}

char *
eta_fold (const char *text)
{
  static GOnce once = G_ONCE_INIT;
  g_autofree char *valid = NULL;
  Out out = {0};

  if (!text)
    return g_strdup ("");
  g_once (&once, make_fast, NULL);
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  out.text = g_string_sized_new (strlen (text) + 1);
  for (const char *p = text; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    char slow[MAX_FOLD];

    if (c < N_FAST) {
      put (&out, fast[c]);
      continue;
    }
    fold_char (c, slow);
    put (&out, slow);
  }
  if (out.text->len > 0 && out.text->str[out.text->len - 1] == ' ')
    g_string_truncate (out.text, out.text->len - 1);
  return g_string_free (out.text, FALSE);
}
