#include "catalog/decimal.h"

#include <string.h>

#define MAX_DIGITS 17 /* so that no sum nears the end of gint64 */

/* The number with plain marks: digits, '.', ',' and ' ' for any other thousands mark. */
typedef struct {
  GString *text;
  gboolean certain; /* ٫ was there: its '.' is a decimal mark */
} Plain;

const char *
eta_decimal_start (const char *text)
{
  while (*text && !g_unichar_isdigit (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

const char *
eta_decimal_end (const char *text)
{
  const char *end = eta_decimal_start (text);

  for (text = end; *text; text = g_utf8_next_char (text))
    if (g_unichar_isdigit (g_utf8_get_char (text)))
      end = g_utf8_next_char (text);
  return end;
}

/* 0 when the character has no place inside a number. */
static char
plain_char (gunichar c)
{
  static const struct {
    gunichar c;
    char plain;
  } marks[] = {{'.', '.'},  {',', ','},    {0x066b, '.'}, {0x066c, ' '}, {0x060c, ','},
               {'\'', ' '}, {0x2019, ' '}, {0xff0c, ','}, {0xff0e, '.'}};

  if (g_unichar_isdigit (c))
    return (char)('0' + g_unichar_digit_value (c));
  if (g_unichar_isspace (c) && c != '\n' && c != '\t')
    return ' ';
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (marks[i].c == c)
      return marks[i].plain;
  return 0;
}

static gboolean
make_plain (const char *start, const char *end, Plain *plain)
{
  for (const char *p = start; p < end; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);
    char mark = plain_char (c);

    if (mark == 0)
      return FALSE;
    plain->certain = plain->certain || c == 0x066b;
    g_string_append_c (plain->text, mark);
  }
  return plain->text->len > 0 && g_ascii_isdigit (plain->text->str[0]);
}

static guint
count (const GString *text, char c)
{
  guint n = 0;

  for (gsize i = 0; i < text->len; i++)
    n += text->str[i] == c;
  return n;
}

/* Where the decimal mark is; -1: there is none; -2: nobody can know. */
static gssize
find_mark (const Plain *plain, const EtaDecimalRules *rules)
{
  const GString *text = plain->text;
  gssize last = (gssize)text->len - 1;
  char mark, other;
  EtaLone lone;

  while (last >= 0 && text->str[last] != '.' && text->str[last] != ',')
    last--;
  if (last < 0)
    return -1;
  mark = text->str[last];
  if (plain->certain)
    return mark == '.' ? last : -1;
  if (rules->decimal != 0)
    return mark == rules->decimal ? last : -1;
  other = mark == '.' ? ',' : '.';
  if (count (text, mark) > 1)
    return -1;
  if (count (text, other) > 0 || count (text, ' ') > 0 || text->len - last - 1 != 3)
    return last;
  if (text->str[0] == '0' || last > 3)
    return last; /* "0.500", "1234.567": no thousands are written so */
  lone = mark == '.' ? rules->point : rules->comma;
  return lone == ETA_LONE_DECIMAL ? last : lone == ETA_LONE_THOUSANDS ? -1 : -2;
}

/* One kind of mark; groups of three after a first one of one to three digits. */
static gboolean
well_grouped (const char *text, gsize len, char mark)
{
  gsize group = 0;
  gboolean first = TRUE;

  if (text[0] == '0' && memchr (text, mark, len))
    return FALSE;
  for (gsize i = 0; i < len; i++) {
    if (g_ascii_isdigit (text[i])) {
      group++;
      continue;
    }
    if (text[i] != mark || (first ? group < 1 || group > 3 : group != 3))
      return FALSE;
    first = FALSE;
    group = 0;
  }
  return first || group == 3;
}

static char
thousands_mark (const char *text, gsize len)
{
  static const char marks[] = {'.', ','};

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (memchr (text, marks[i], len))
      return marks[i];
  return ' ';
}

static gboolean
add_digits (const char *text, gsize len, EtaDecimal *decimal, int *n)
{
  for (gsize i = 0; i < len; i++) {
    if (!g_ascii_isdigit (text[i]) || (*n == 0 && text[i] == '0'))
      continue;
    if (++*n > MAX_DIGITS)
      return FALSE;
    decimal->digits = decimal->digits * 10 + (guint64)(text[i] - '0');
  }
  return TRUE;
}

static EtaDecimalVerdict
read_plain (const Plain *plain, const EtaDecimalRules *rules, EtaDecimal *decimal)
{
  const GString *text = plain->text;
  gssize at = find_mark (plain, rules);
  gsize whole = at < 0 ? text->len : (gsize)at, end = text->len;
  char mark = thousands_mark (text->str, whole);
  int n = 0;

  if (at == -2)
    return ETA_DECIMAL_UNCLEAR;
  if (mark == (at >= 0 ? text->str[at] : rules->decimal) || !well_grouped (text->str, whole, mark))
    return ETA_DECIMAL_BAD;
  while (at >= 0 && text->str[end - 1] == '0')
    end--;
  for (gsize i = whole + 1; i < end; i++, decimal->decimals++)
    if (!g_ascii_isdigit (text->str[i]))
      return ETA_DECIMAL_BAD;
  if (!add_digits (text->str, whole, decimal, &n) ||
      (end > whole && !add_digits (text->str + whole, end - whole, decimal, &n)))
    return ETA_DECIMAL_BAD;
  return ETA_DECIMAL_OK;
}

EtaDecimalVerdict
eta_decimal_read (const char *start,
                  const char *end,
                  const EtaDecimalRules *rules,
                  EtaDecimal *decimal)
{
  Plain plain = {.text = g_string_new (NULL)};
  EtaDecimalVerdict verdict = ETA_DECIMAL_BAD;

  decimal->digits = 0;
  decimal->decimals = 0;
  if (make_plain (start, end, &plain))
    verdict = read_plain (&plain, rules, decimal);
  g_string_free (plain.text, TRUE);
  return verdict;
}

gboolean
eta_decimal_scale (const EtaDecimal *decimal, guint64 factor, gint64 *value)
{
  guint64 digits = decimal->digits;

  for (int i = 0; i < decimal->decimals; i++) {
    if (factor % 10 == 0)
      factor /= 10;
    else if (digits % 10 == 0)
      digits /= 10;
    else
      return FALSE;
  }
  if (factor != 0 && digits > G_MAXINT64 / 8 / factor)
    return FALSE;
  *value = (gint64)(digits * factor);
  return TRUE;
}
