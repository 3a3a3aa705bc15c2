/* The texts of one product (or producer) in one language. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
  char *lang;        /* BCP 47: "id", "en", "ar", "de" … */
  char *name;        /* any text may be NULL: not written yet. Stored without bidi controls. */
  char *summary;     /* one or two sentences */
  char *story;       /* paragraphs, parted by an empty line */
  char *ingredients; /* food: composition; cloth: fibres */
  char *allergens;
  char *storage;
  char *usage; /* how to use, serve or care for it */
} EtaWords;

EtaWords *eta_words_new (const char *lang);
EtaWords *eta_words_copy (const EtaWords *words);
gboolean eta_words_equal (const EtaWords *a, const EtaWords *b);
void eta_words_free (EtaWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaWords, eta_words_free)

/* The entry of LANG in an array of EtaWords, or NULL. Borrowed. */
EtaWords *eta_words_find (GPtrArray *all, const char *lang);
/* The same, added at the end if missing. */
EtaWords *eta_words_ensure (GPtrArray *all, const char *lang);

G_END_DECLS
