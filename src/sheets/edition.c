#include "sheets/edition.h"

#include "catalog/choices.h"
#include "photos/take.h"

#include <string.h>

struct _EtaEdition {
  EtaStore *store;
  EtaAlbum *album;
  EtaCatalogSource source;
  EtaCatalogOptions options;
  EtaCollectionOptions *wanted;
  char *lang, *title, *cover, *template, *currency;
  GHashTable *shelves;       /* id → EtaShelf */
  GPtrArray *ids;            /* char *, of SHELVES */
  GArray *sections;          /* EtaCatalogSection */
  GPtrArray *titles;         /* char *, of the sections */
  GPtrArray *producers;      /* EtaProducer, in order of appearance */
  GHashTable *by_id;         /* id → EtaProducer, borrowed from PRODUCERS */
  GPtrArray *product_papers; /* EtaProductPaper */
  GArray *papers;            /* EtaCatalogPaper */
};

void
eta_edition_free (EtaEdition *edition)
{
  if (!edition)
    return;
  g_clear_pointer (&edition->options.publisher, eta_producer_unref);
  eta_collection_options_free (edition->wanted);
  g_free (edition->lang);
  g_free (edition->title);
  g_free (edition->cover);
  g_free (edition->template);
  g_free (edition->currency);
  g_clear_pointer (&edition->shelves, g_hash_table_unref);
  g_ptr_array_unref (edition->ids);
  g_array_unref (edition->sections);
  g_ptr_array_unref (edition->titles);
  g_hash_table_unref (edition->by_id);
  g_ptr_array_unref (edition->producers);
  g_clear_pointer (&edition->product_papers, g_ptr_array_unref);
  g_array_unref (edition->papers);
  g_free (edition);
}

/* --- Products --------------------------------------------------------------------------------- */

static const EtaShelf *
shelf_of (const EtaEdition *edition, const char *id)
{
  return g_hash_table_lookup (edition->shelves, id);
}

static gboolean
load (guint index, EtaSheetInput *input, gpointer data, GError **error)
{
  EtaEdition *edition = data;
  const char *id = edition->ids->pdata[index];
  EtaProducer *producer;

  memset (input, 0, sizeof *input);
  input->product = eta_store_get_product (edition->store, id, error);
  if (!input->product)
    return FALSE;
  producer = g_hash_table_lookup (edition->by_id, shelf_of (edition, id)->producer_id);
  input->producer = producer ? eta_producer_ref (producer) : NULL;
  input->photo_path = eta_album_photo_path;
  input->photo_data = edition->album;
  return TRUE;
}

static char *
name_of (guint index, gpointer data)
{
  EtaEdition *edition = data;
  g_autoptr (EtaCard) card = eta_store_get_card (
      edition->store, shelf_of (edition, edition->ids->pdata[index])->row, edition->lang, NULL);

  return g_strdup (card && card->name ? card->name : "");
}

/* --- Sections --------------------------------------------------------------------------------- */

/* A section named like a category is named so in every language. */
static char *
own_title (const EtaEdition *edition, const char *section)
{
  const char *key = section ? eta_choice_key ("categories.tsv", section) : NULL;

  if (key)
    return g_strdup (eta_choice_label ("categories.tsv", key, edition->lang));
  return section && *section ? g_strdup (section) : NULL;
}

static void
begin_section (EtaEdition *edition, char *title)
{
  const EtaCatalogSection section = {edition->ids->len, title};

  if (title)
    g_ptr_array_add (edition->titles, title);
  g_array_append_val (edition->sections, section);
}

static void
add_own (EtaEdition *edition, const EtaCollection *collection, gboolean sections)
{
  const char *last = NULL;

  for (guint i = 0; i < collection->items->len; i++) {
    const EtaCollectionItem *item = collection->items->pdata[i];

    if (!shelf_of (edition, item->product_id))
      continue;
    if (sections && (edition->ids->len == 0 || g_strcmp0 (last, item->section) != 0))
      begin_section (edition, own_title (edition, item->section));
    last = item->section;
    g_ptr_array_add (edition->ids, g_strdup (item->product_id));
  }
}

/* The categories in the order in which they first appear; products without one come last. */
static GPtrArray *
categories_of (const EtaEdition *edition, const EtaCollection *collection)
{
  GPtrArray *categories = g_ptr_array_new ();
  gboolean without = FALSE;

  for (guint i = 0; i < collection->items->len; i++) {
    const EtaCollectionItem *item = collection->items->pdata[i];
    const EtaShelf *shelf = shelf_of (edition, item->product_id);

    if (!shelf)
      continue;
    without = without || !shelf->category;
    if (shelf->category &&
        !g_ptr_array_find_with_equal_func (categories, shelf->category, g_str_equal, NULL))
      g_ptr_array_add (categories, shelf->category);
  }
  if (without)
    g_ptr_array_add (categories, NULL);
  return categories;
}

static void
add_by_category (EtaEdition *edition, const EtaCollection *collection)
{
  g_autoptr (GPtrArray) categories = categories_of (edition, collection);

  for (guint c = 0; c < categories->len; c++) {
    const char *category = categories->pdata[c];

    begin_section (
        edition,
        category ? g_strdup (eta_choice_label ("categories.tsv", category, edition->lang)) : NULL);
    for (guint i = 0; i < collection->items->len; i++) {
      const EtaCollectionItem *item = collection->items->pdata[i];
      const EtaShelf *shelf = shelf_of (edition, item->product_id);
      if (shelf && g_strcmp0 (shelf->category, category) == 0)
        g_ptr_array_add (edition->ids, g_strdup (item->product_id));
    }
  }
}

/* --- Producers and their papers --------------------------------------------------------------- */

static gboolean
read_producers (EtaEdition *edition, GError **error)
{
  for (guint i = 0; i < edition->ids->len; i++) {
    const char *id = shelf_of (edition, edition->ids->pdata[i])->producer_id;
    EtaProducer *producer;

    if (g_hash_table_contains (edition->by_id, id))
      continue;
    producer = eta_store_get_producer (edition->store, id, error);
    if (!producer)
      return FALSE;
    g_ptr_array_add (edition->producers, producer);
    g_hash_table_insert (edition->by_id, producer->id, producer);
  }
  if (edition->wanted->publisher)
    edition->options.publisher =
        eta_store_get_producer (edition->store, edition->wanted->publisher, NULL);
  return TRUE;
}

static gboolean
read_papers (EtaEdition *edition, GError **error)
{
  g_autoptr (GHashTable) there = g_hash_table_new (g_str_hash, g_str_equal);

  edition->product_papers = eta_store_product_papers (edition->store, error);
  if (!edition->product_papers)
    return FALSE;
  for (guint i = 0; i < edition->ids->len; i++)
    g_hash_table_add (there, edition->ids->pdata[i]);
  for (guint i = 0; i < edition->product_papers->len; i++) {
    const EtaProductPaper *paper = edition->product_papers->pdata[i];
    const EtaCatalogPaper entry = {paper->certificate, paper->sku};

    if (g_hash_table_contains (there, paper->product_id))
      g_array_append_val (edition->papers, entry);
  }
  return TRUE;
}

/* --- The whole -------------------------------------------------------------------------------- */

const char *
eta_edition_title (const EtaCollection *collection, const char *lang)
{
  const char *usual[] = {lang, "id", "en", "ar"};
  GHashTableIter iter;
  gpointer text;

  for (guint i = 0; i < G_N_ELEMENTS (usual); i++)
    if ((text = g_hash_table_lookup (collection->titles, usual[i])) && *(const char *)text)
      return text;
  g_hash_table_iter_init (&iter, collection->titles);
  while (g_hash_table_iter_next (&iter, NULL, &text))
    if (*(const char *)text)
      return text;
  return NULL;
}

static EtaEdition *
edition_alloc (EtaStore *store, EtaAlbum *album, const EtaCollection *collection, const char *lang)
{
  EtaEdition *edition = g_new0 (EtaEdition, 1);

  edition->store = store;
  edition->album = album;
  edition->lang = g_strdup (lang);
  edition->title = g_strdup (g_hash_table_lookup (collection->titles, lang));
  edition->cover = g_strdup (collection->cover);
  edition->template = g_strdup (collection->template);
  edition->currency = g_strdup (collection->currency);
  edition->wanted = eta_collection_options_read (collection->options);
  edition->ids = g_ptr_array_new_with_free_func (g_free);
  edition->sections = g_array_new (FALSE, FALSE, sizeof (EtaCatalogSection));
  edition->titles = g_ptr_array_new_with_free_func (g_free);
  edition->producers = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_producer_unref);
  edition->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  edition->papers = g_array_new (FALSE, FALSE, sizeof (EtaCatalogPaper));
  return edition;
}

static void
fill_options (EtaEdition *edition, const EtaCollection *collection)
{
  EtaCatalogOptions *options = &edition->options;

  options->sheet.lang = edition->lang;
  options->sheet.template = edition->template;
  options->sheet.currency = edition->currency;
  options->sheet.quality = edition->wanted->for_email ? ETA_PDF_EMAIL : ETA_PDF_PRINT;
  if (collection->paper)
    eta_paper_parse (collection->paper, &options->sheet.paper);
  options->title = edition->title && *edition->title ? edition->title : NULL;
  options->cover = edition->cover;
  options->per_page = (guint)MAX (collection->per_page, 0);
  options->parts = (const char *const *)edition->wanted->parts;
  options->about = g_hash_table_lookup (edition->wanted->about, edition->lang);
  options->terms = g_hash_table_lookup (edition->wanted->terms, edition->lang);
}

EtaEdition *
eta_edition_new (EtaStore *store,
                 EtaAlbum *album,
                 const EtaCollection *collection,
                 const char *lang,
                 GError **error)
{
  g_autoptr (EtaEdition) edition = edition_alloc (store, album, collection, lang);

  edition->shelves = eta_store_shelves (store, error);
  if (!edition->shelves)
    return NULL;
  if (edition->wanted->sections == ETA_SECTIONS_CATEGORY)
    add_by_category (edition, collection);
  else
    add_own (edition, collection, edition->wanted->sections == ETA_SECTIONS_OWN);
  if (!read_producers (edition, error) || !read_papers (edition, error))
    return NULL;
  fill_options (edition, collection);
  edition->source = (EtaCatalogSource){
      .n_products = edition->ids->len,
      .load = load,
      .name = name_of,
      .data = edition,
      .sections = (const EtaCatalogSection *)(gpointer)edition->sections->data,
      .n_sections = edition->sections->len,
      .producers = edition->producers,
      .papers = (const EtaCatalogPaper *)(gpointer)edition->papers->data,
      .n_papers = edition->papers->len,
  };
  return g_steal_pointer (&edition);
}

const EtaCatalogSource *
eta_edition_source (const EtaEdition *edition)
{
  return &edition->source;
}

EtaCatalogOptions *
eta_edition_options (EtaEdition *edition)
{
  return &edition->options;
}

const char *
eta_edition_product_id (const EtaEdition *edition, guint index)
{
  return edition->ids->pdata[index];
}

char *
eta_edition_file_name (const EtaCollection *collection, const char *lang)
{
  const char *title = eta_edition_title (collection, lang);
  g_autofree char *valid = g_utf8_make_valid (title ? title : "catalog", -1);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = valid; *p && name->len < 80; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    if (g_unichar_isalnum (ch) || g_unichar_ismark (ch))
      g_string_append_unichar (name, ch);
    else if (name->len > 0 && name->str[name->len - 1] != '-')
      g_string_append_c (name, '-');
  }
  if (name->len > 0 && name->str[name->len - 1] == '-')
    g_string_truncate (name, name->len - 1);
  return g_strdup_printf ("%s-%s.pdf", name->len ? name->str : "catalog", lang);
}
