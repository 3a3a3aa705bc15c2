#include "catalog/language.h"

#include <stdio.h>
#include <string.h>
#include <unicode/udat.h>
#include <unicode/udatpg.h>
#include <unicode/uloc.h>
#include <unicode/unum.h>
#include <unicode/upluralrules.h>
#include <unicode/ustring.h>

typedef struct {
  EtaLanguage language;
  UPluralRules *plurals;
} Entry;

/* Where our pages differ from CLDR, or where CLDR has changed its mind between versions. */
static const struct {
  const char *lang, *date;
  gboolean number_first;
} ours[] = {
    {"en", "d MMMM y", FALSE},
    {"id", "d MMMM y", FALSE},
    {"ar", "d MMMM y", TRUE},
};

static char *
to_utf8 (const UChar *text, int len)
{
  return g_utf16_to_utf8 ((const gunichar2 *)text, len, NULL, NULL, NULL);
}

static void
read_symbol (const UNumberFormat *format, UNumberFormatSymbol which, char out[8])
{
  UErrorCode status = U_ZERO_ERROR;
  UChar symbol[8];
  int len = unum_getSymbol (format, which, symbol, G_N_ELEMENTS (symbol), &status);
  g_autofree char *text = U_SUCCESS (status) ? to_utf8 (symbol, len) : NULL;

  if (text)
    g_strlcpy (out, text, 8);
}

static void
read_numbers (EtaLanguage *language, const char *locale)
{
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_DECIMAL, NULL, 0, locale, NULL, &status);

  strcpy (language->decimal, ".");
  strcpy (language->group, ",");
  language->group_size = language->group_size_rest = 3;
  language->group_least = 1;
  if (U_FAILURE (status))
    return;
  read_symbol (format, UNUM_DECIMAL_SEPARATOR_SYMBOL, language->decimal);
  read_symbol (format, UNUM_GROUPING_SEPARATOR_SYMBOL, language->group);
  language->group_size = MAX (unum_getAttribute (format, UNUM_GROUPING_SIZE), 0);
  language->group_size_rest = unum_getAttribute (format, UNUM_SECONDARY_GROUPING_SIZE);
  if (language->group_size_rest <= 0)
    language->group_size_rest = language->group_size;
  /* ICU does not tell the attribute: let it follow the language, and see what it writes. */
  unum_setAttribute (format, UNUM_MINIMUM_GROUPING_DIGITS, UNUM_MINIMUM_GROUPING_DIGITS_AUTO);
  language->group_least = unum_formatInt64 (format, 1234, NULL, 0, NULL, &status) > 4 ? 1 : 2;
  unum_close (format);
}

/* Is the currency written after the number in this language? */
static gboolean
currency_follows (const char *locale)
{
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_CURRENCY, NULL, 0, locale, NULL, &status);
  UChar pattern[64];
  int len = U_SUCCESS (status)
                ? unum_toPattern (format, FALSE, pattern, G_N_ELEMENTS (pattern), &status)
                : 0;
  const UChar *sign = U_SUCCESS (status) ? u_memchr (pattern, 0xa4, len) : NULL;
  const UChar *digit = U_SUCCESS (status) ? u_memchr (pattern, '0', len) : NULL;
  gboolean follows = sign && digit && sign > digit;

  if (format)
    unum_close (format);
  return follows;
}

static char *
best_date_pattern (const char *locale)
{
  static const UChar skeleton[] = {'y', 'M', 'M', 'M', 'M', 'd', 0};
  UErrorCode status = U_ZERO_ERROR;
  UDateTimePatternGenerator *generator = udatpg_open (locale, &status);
  UChar pattern[64];
  int len = U_SUCCESS (status) ? udatpg_getBestPattern (generator, skeleton, -1, pattern,
                                                        G_N_ELEMENTS (pattern), &status)
                               : 0;

  if (generator)
    udatpg_close (generator);
  return U_SUCCESS (status) ? to_utf8 (pattern, len) : g_strdup ("d MMMM y");
}

static void
read_months (EtaLanguage *language, const char *locale)
{
  UErrorCode status = U_ZERO_ERROR;
  UDateFormat *format = udat_open (UDAT_LONG, UDAT_NONE, locale, NULL, 0, NULL, 0, &status);

  for (int i = 0; i < 12; i++) {
    UChar name[64];
    UErrorCode month_status = status;
    int len = U_SUCCESS (status) ? udat_getSymbols (format, UDAT_MONTHS, i, name,
                                                    G_N_ELEMENTS (name), &month_status)
                                 : 0;
    language->months[i] =
        U_SUCCESS (month_status) ? to_utf8 (name, len) : g_strdup_printf ("%02d", i + 1);
  }
  if (U_SUCCESS (status))
    udat_close (format);
}

/* Does ICU know anything of this language, or only what holds for all of them? */
static gboolean
is_known (const char *tag)
{
  UErrorCode status = U_ZERO_ERROR;
  UNumberFormat *format = unum_open (UNUM_DECIMAL, NULL, 0, tag, NULL, &status);
  UErrorCode ask = U_ZERO_ERROR;
  const char *found =
      U_SUCCESS (status) ? unum_getLocaleByType (format, ULOC_VALID_LOCALE, &ask) : NULL;
  /* Not so when it fell back to "root" or to the language of this machine. */
  gsize len = strcspn (tag, "_@");
  gboolean known = found && strcspn (found, "_@") == len && strncmp (tag, found, len) == 0;

  if (format)
    unum_close (format);
  return known;
}

static Entry *
load (const char *lang)
{
  Entry *entry = g_new0 (Entry, 1);
  EtaLanguage *language = &entry->language;
  UErrorCode status = U_ZERO_ERROR;
  char tag[ULOC_FULLNAME_CAPACITY] = "", locale[ULOC_FULLNAME_CAPACITY + 40];

  uloc_forLanguageTag (lang, tag, sizeof tag, NULL, &status);
  snprintf (locale, sizeof locale, "%s@calendar=gregorian;numbers=latn",
            U_SUCCESS (status) && *tag && is_known (tag) ? tag : "en");
  language->lang = g_intern_string (lang);
  read_numbers (language, locale);
  read_months (language, locale);
  language->date = best_date_pattern (locale);
  language->number_first = currency_follows (locale);
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    if (g_str_equal (ours[i].lang, lang)) {
      g_free (language->date);
      language->date = g_strdup (ours[i].date);
      language->number_first = ours[i].number_first;
    }
  status = U_ZERO_ERROR;
  entry->plurals = uplrules_openForType (locale, UPLURAL_TYPE_CARDINAL, &status);
  return entry;
}

static const Entry *
get_entry (const char *lang)
{
  static GRWLock lock;
  static GHashTable *entries;
  Entry *entry;

  if (!lang || *lang == '\0')
    lang = "en";
  g_rw_lock_reader_lock (&lock);
  entry = entries ? g_hash_table_lookup (entries, lang) : NULL;
  g_rw_lock_reader_unlock (&lock);
  if (entry)
    return entry;
  g_rw_lock_writer_lock (&lock);
  if (!entries)
    entries = g_hash_table_new (g_str_hash, g_str_equal);
  entry = g_hash_table_lookup (entries, lang);
  if (!entry) {
    entry = load (lang);
    g_hash_table_insert (entries, (gpointer)entry->language.lang, entry);
  }
  g_rw_lock_writer_unlock (&lock);
  return entry;
}

const EtaLanguage *
eta_language_get (const char *lang)
{
  return &get_entry (lang)->language;
}

const char *
eta_language_plural (const char *lang, gint64 count)
{
  static const char *const names[] = {"zero", "one", "two", "few", "many", "other"};
  const Entry *entry = get_entry (lang);
  UErrorCode status = U_ZERO_ERROR;
  UChar word[16];
  char ascii[16];

  if (!entry->plurals)
    return "other";
  uplrules_select (entry->plurals, (double)count, word, G_N_ELEMENTS (word), &status);
  if (U_FAILURE (status))
    return "other";
  u_austrncpy (ascii, word, sizeof ascii);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i], ascii))
      return names[i];
  return "other";
}

static gboolean
mark_before (const EtaLanguage *language, int digits_left, int digits)
{
  if (language->group_size <= 0 || digits < language->group_size + language->group_least)
    return FALSE;
  if (digits_left == language->group_size)
    return TRUE;
  return digits_left > language->group_size &&
         (digits_left - language->group_size) % language->group_size_rest == 0;
}

char *
eta_language_number (const EtaLanguage *language, gint64 value, int decimals)
{
  char digits[40];
  guint64 size = value < 0 ? 0 - (guint64)value : (guint64)value;
  int n = snprintf (digits, sizeof digits, "%0*" G_GUINT64_FORMAT, decimals + 1, size);
  int whole = n - decimals;
  GString *out = g_string_sized_new (n + 16);

  if (value < 0)
    g_string_append (out, "-");
  for (int i = 0; i < whole; i++) {
    if (i > 0 && mark_before (language, whole - i, whole))
      g_string_append (out, language->group);
    g_string_append_c (out, digits[i]);
  }
  if (decimals > 0)
    g_string_append (out, language->decimal);
  g_string_append_len (out, digits + whole, decimals);
  return g_string_free (out, FALSE);
}

char *
eta_language_name (const char *code, const char *lang)
{
  UErrorCode status = U_ZERO_ERROR;
  UChar name[80];
  char utf8[240];
  int32_t len;

  len = uloc_getDisplayName (code, lang, name, G_N_ELEMENTS (name), &status);
  if (U_FAILURE (status) || len <= 0)
    return g_strdup (code);
  u_strToUTF8 (utf8, sizeof utf8, NULL, name, len, &status);
  return g_strdup (U_SUCCESS (status) ? utf8 : code);
}
