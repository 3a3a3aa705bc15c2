/* What the printing commands share: the options of how it looks, and the products, read one after
 * the other. */
#pragma once

#include "cli/command.h"
#include "sheets/input.h"

G_BEGIN_DECLS

/* As given on the command line; see ETA_PRINT_LOOK_OPTIONS. */
typedef struct {
  gboolean all;
  char *lang, *template, *paper, *quality, *currency, *about, *ready, *out;
} EtaPrintLook;

#define ETA_PRINT_ALL_OPTION(look)                                                                 \
  {                                                                                                \
    "all", 'a', 0, G_OPTION_ARG_NONE, &look.all, N_ ("All products"), NULL                         \
  }
#define ETA_PRINT_LOOK_OPTIONS(look)                                                               \
  {"template", 0, 0, G_OPTION_ARG_STRING, &look.template, N_ ("The template"), N_ ("NAME")},       \
      {"paper",    0, 0, G_OPTION_ARG_STRING, &look.paper, N_ ("a4 (the default) or letter"),      \
       N_ ("SIZE")},                                                                               \
      {"quality",                                                                                  \
       0,                                                                                          \
       0,                                                                                          \
       G_OPTION_ARG_STRING,                                                                        \
       &look.quality,                                                                              \
       N_ ("print (the default: photos as they are) or email (smaller)"),                          \
       N_ ("QUALITY")},                                                                            \
      {"currency", 0, 0, G_OPTION_ARG_STRING, &look.currency, N_ ("Prices in this currency only"), \
       N_ ("CODE")},                                                                               \
  {                                                                                                \
    "about", 0, 0, G_OPTION_ARG_STRING, &look.about,                                               \
        N_ ("Also what a price is about in this currency (rates)"), N_ ("CODE")                    \
  }

/* Template, paper, quality and currency into OPTIONS, whose strings are borrowed from LOOK. */
gboolean eta_print_read_look (const EtaPrintLook *look, EtaSheetOptions *options, GError **error);
/* "id, en,ar" → its languages. NULL when one is no language code. */
GStrv eta_print_read_languages (const char *text, GError **error);

typedef struct {
  EtaCall *call;
  EtaAlbum *album;
  GArray *rows;          /* of the products, in the order of printing */
  GHashTable *producers; /* id → EtaProducer, as they were met */
} EtaPrintSource;

/* The products that CALL names, or ALL, ordered by their names in LANG (NULL: Indonesian). */
gboolean eta_print_source_open (
    EtaPrintSource *source, EtaCall *call, gboolean all, const char *lang, GError **error);
void eta_print_source_clear (EtaPrintSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaPrintSource, eta_print_source_clear)

/* The load function of an EtaCatalogSource; DATA is an EtaPrintSource. */
gboolean eta_print_source_load (guint index, EtaSheetInput *input, gpointer data, GError **error);

G_END_DECLS
