#include "sheets/layout-document.h"

struct _EtaLayout {
  EtaDocument document; /* its strings are the ones below */
  char *title, *author, *subject, *keywords, *lang, *date;
  guint n_pages, next;
  gboolean once; /* pages are all there and are given away */
  EtaLayoutMake make;
  gpointer maker;
  GDestroyNotify free_maker;
};

EtaLayout *
eta_layout_new (const EtaComposer *composer,
                const char *title,
                const EtaProducer *producer,
                guint n_pages,
                EtaLayoutMake make,
                gpointer maker,
                GDestroyNotify free_maker)
{
  EtaLayout *layout = g_new0 (EtaLayout, 1);

  layout->title = title ? eta_strip_direction (title) : NULL;
  layout->author = producer ? g_strdup (eta_producer_name (producer, composer->lang)) : NULL;
  layout->lang = g_strdup (composer->lang);
  layout->date = g_strdup (composer->edition);
  layout->n_pages = n_pages;
  layout->make = make;
  layout->maker = maker;
  layout->free_maker = free_maker;
  layout->document = (EtaDocument){.title = layout->title,
                                   .author = layout->author,
                                   .lang = layout->lang,
                                   .dir = composer->dir,
                                   .date = layout->date,
                                   .n_pages = n_pages};
  return layout;
}

/* Pages that were not asked for are freed with the array. */
static EtaPage *
take_page (gpointer maker, guint index, GError **error)
{
  GPtrArray *pages = maker;

  return g_steal_pointer (&pages->pdata[index]);
}

static void
free_pages (gpointer maker)
{
  GPtrArray *pages = maker;

  for (guint i = 0; i < pages->len; i++)
    eta_page_free (pages->pdata[i]);
  g_ptr_array_set_free_func (pages, NULL);
  g_ptr_array_unref (pages);
}

EtaLayout *
eta_layout_new_ready (const EtaComposer *composer,
                      const char *title,
                      const EtaProducer *producer,
                      GPtrArray *pages)
{
  EtaLayout *layout =
      eta_layout_new (composer, title, producer, pages->len, take_page, pages, free_pages);

  layout->once = TRUE;
  return layout;
}

void
eta_layout_describe (EtaLayout *layout, const char *subject, const char *keywords)
{
  layout->document.subject = layout->subject = g_strdup (subject);
  layout->document.keywords = layout->keywords = g_strdup (keywords);
}

void
eta_layout_free (EtaLayout *layout)
{
  if (!layout)
    return;
  layout->free_maker (layout->maker);
  g_free (layout->title);
  g_free (layout->author);
  g_free (layout->subject);
  g_free (layout->keywords);
  g_free (layout->lang);
  g_free (layout->date);
  g_free (layout);
}

const EtaDocument *
eta_layout_document (const EtaLayout *layout)
{
  return &layout->document;
}

guint
eta_layout_n_pages (const EtaLayout *layout)
{
  return layout->n_pages;
}

EtaPage *
eta_layout_page (guint index, gpointer data, GError **error)
{
  EtaLayout *layout = data;

  if (index >= layout->n_pages)
    return NULL;
  g_return_val_if_fail (!layout->once || index == layout->next, NULL);
  layout->next = index + 1;
  return layout->make (layout->maker, index, error);
}

GPtrArray *
eta_layout_pages (EtaLayout *layout, GError **error)
{
  g_autoptr (GPtrArray) pages = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_page_free);

  while (layout->next < layout->n_pages) {
    EtaPage *page = eta_layout_page (layout->next, layout, error);
    if (!page)
      return NULL;
    g_ptr_array_add (pages, page);
  }
  return g_steal_pointer (&pages);
}
