#include "catalog/words.h"

#include "catalog/members.h"

static const gsize texts[] = {
    G_STRUCT_OFFSET (EtaWords, lang),        G_STRUCT_OFFSET (EtaWords, name),
    G_STRUCT_OFFSET (EtaWords, summary),     G_STRUCT_OFFSET (EtaWords, story),
    G_STRUCT_OFFSET (EtaWords, ingredients), G_STRUCT_OFFSET (EtaWords, allergens),
    G_STRUCT_OFFSET (EtaWords, storage),     G_STRUCT_OFFSET (EtaWords, usage),
};

EtaWords *
eta_words_new (const char *lang)
{
  EtaWords *words = g_new0 (EtaWords, 1);

  words->lang = g_strdup (lang);
  return words;
}

EtaWords *
eta_words_copy (const EtaWords *words)
{
  EtaWords *copy = g_memdup2 (words, sizeof *words);

  eta_members_dup (copy, texts, G_N_ELEMENTS (texts));
  return copy;
}

gboolean
eta_words_equal (const EtaWords *a, const EtaWords *b)
{
  return eta_members_equal (a, b, sizeof *a, texts, G_N_ELEMENTS (texts));
}

void
eta_words_free (EtaWords *words)
{
  if (!words)
    return;
  eta_members_clear (words, texts, G_N_ELEMENTS (texts));
  g_free (words);
}

EtaWords *
eta_words_find (GPtrArray *all, const char *lang)
{
  for (guint i = 0; i < all->len; i++) {
    EtaWords *words = all->pdata[i];
    if (g_strcmp0 (words->lang, lang) == 0)
      return words;
  }
  return NULL;
}

EtaWords *
eta_words_ensure (GPtrArray *all, const char *lang)
{
  EtaWords *words = eta_words_find (all, lang);

  if (words)
    return words;
  words = eta_words_new (lang);
  g_ptr_array_add (all, words);
  return words;
}
