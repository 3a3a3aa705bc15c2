/* How a language writes numbers, dates and plurals: taken from ICU once for each language and kept,
 * since opening ICU's formatters costs more than a thousand numbers. Any thread.
 *
 * Digits are Western in every language (Arabic sheets for trade carry codes and prices that a
 * machine must read too). The calendar is Gregorian. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  const char *lang;      /* "id" */
  char decimal[8];       /* "," */
  char group[8];         /* "." */
  int group_size;        /* digits in the last group; 0: no groups */
  int group_size_rest;   /* digits in the groups before it (Hindi 2) */
  int group_least;       /* digits that must stand before the first mark (Spanish 2: "1234") */
  gboolean number_first; /* "45,000 IDR" rather than "IDR 45,000" */
  char *months[12];      /* as written after a day */
  char *date;            /* pattern of a long date: "d MMMM y" */
} EtaLanguage;

/* LANG is BCP 47 ("ar", "de-AT"); NULL or unknown: English. Never NULL. Borrowed, kept for ever. */
const EtaLanguage *eta_language_get (const char *lang);

/* The plural form of a whole number: "one", "two", "few", "many", "other", "zero". Borrowed. */
const char *eta_language_plural (const char *lang, gint64 count);

/* What the language CODE is called in LANG: "de" → “German”, “Jerman”; CODE itself when nobody
 * knows. Transfer full. */
char *eta_language_name (const char *code, const char *lang);
/* NUMBER with the language's marks: value / 10^decimals, all decimals shown ("1.234,50").
 * Transfer full. */
char *eta_language_number (const EtaLanguage *language, gint64 value, int decimals);

G_END_DECLS
