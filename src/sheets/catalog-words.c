/* The parts of a catalog whose length only their text knows: about, certificates, how to order. */
#include "catalog/choices.h"
#include "sheets/catalog-pages.h"
#include "sheets/labels.h"
#include "sheets/stack.h"

#include <string.h>

/* --- Producers -------------------------------------------------------------------------------- */

guint
eta_catalog_n_producers (const EtaCatalog *catalog)
{
  if (catalog->source.producers)
    return catalog->source.producers->len;
  return catalog->publisher ? 1 : 0;
}

const EtaProducer *
eta_catalog_producer (const EtaCatalog *catalog, guint index)
{
  return catalog->source.producers ? catalog->source.producers->pdata[index] : catalog->publisher;
}

/* --- About ------------------------------------------------------------------------------------ */

static void
add_paragraphs (
    const EtaComposer *c, EtaColumn *column, const char *text, EtaStyleId style, double before)
{
  g_auto (GStrv) paragraphs = g_strsplit (text ? text : "", "\n", -1);

  for (int i = 0; paragraphs[i]; i++) {
    EtaBlock *block;

    if (g_strstrip (paragraphs[i])[0] == '\0')
      continue;
    block = eta_block_new ();
    eta_block_set_before (block, before);
    eta_block_set_flow (block, eta_composer_set (c, paragraphs[i], style, column->width), 0, 0,
                        ETA_ROLE_PARAGRAPH);
    eta_column_add (column, block);
    before = 5;
  }
}

/* Logo, name and place; kept with the words under it. */
static EtaBlock *
producer_head (const EtaCatalog *catalog, const EtaProducer *producer, double width)
{
  const EtaComposer *c = catalog->composer;
  const EtaSheetInput *first = &catalog->first;
  double side = c->template->logo;
  g_autofree char *path = producer->logo && first->photo_path
                              ? first->photo_path (producer->logo, first->photo_data)
                              : NULL;
  g_autofree char *name = eta_composer_name (c, eta_producer_name (producer, c->lang));
  g_autofree char *place =
      eta_wording_place (c, producer->regency, producer->province, producer->country);
  EtaPagePhoto logo = {.path = path, .focus_x = 0.5, .focus_y = 0.5, .fit = ETA_FIT_CONTAIN};
  EtaBlock *block = eta_block_new ();
  double x = path ? side + c->template->gutter : 0;
  EtaStack stack = {c, block, x, 0, width - x};

  if (path)
    eta_block_add_photo (block, &logo, (EtaRect){0, 0, side, side});
  eta_stack_fit (&stack, name, ETA_STYLE_PRODUCER, 2, ETA_ROLE_H2);
  eta_stack_add (&stack, place, ETA_STYLE_LABEL, ETA_ROLE_PARAGRAPH);
  eta_block_reach (block, path ? side : 0);
  eta_block_reach (block, eta_block_height (block) + 4);
  eta_block_set_before (block, 7 * ETA_MM);
  return block;
}

/* "Certificates: Halal, P-IRT" */
static char *
paper_kinds (const EtaComposer *c, const GPtrArray *certificates)
{
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < certificates->len; i++) {
    const EtaCertificate *certificate = certificates->pdata[i];
    if (certificate->kind)
      g_ptr_array_add (kinds, eta_composer_name (c, eta_choice_label ("certificate-kinds.tsv",
                                                                      certificate->kind, c->lang)));
  }
  list = eta_composer_join (c, (const char *const *)kinds->pdata, kinds->len);
  return list ? g_strdup_printf ("%s: %s", eta_label ("certificates", c->lang), list) : NULL;
}

/* What is written in the sheet's language, else in English: a story is for being read. */
static char *
producer_words (const EtaComposer *c, const EtaProducer *producer)
{
  const char *langs[] = {c->lang, "en"};

  for (guint i = 0; i < G_N_ELEMENTS (langs); i++) {
    const EtaWords *words = eta_words_find (producer->words, langs[i]);
    g_autofree char *text = NULL;

    if (!words || (!words->story && !words->summary))
      continue;
    text = words->story && words->summary ? g_strjoin ("\n", words->summary, words->story, NULL)
                                          : g_strdup (words->story ? words->story : words->summary);
    return eta_composer_text_in (c, text, langs[i]);
  }
  return NULL;
}

static void
add_producer (const EtaCatalog *catalog, EtaColumn *column, const EtaProducer *producer)
{
  const EtaComposer *c = catalog->composer;
  g_autofree char *words = producer_words (c, producer);
  g_autofree char *papers = paper_kinds (c, producer->certificates);
  EtaBlock *head = producer_head (catalog, producer, column->width);

  if (words || papers)
    eta_block_set_keep (head);
  eta_column_add (column, head);
  add_paragraphs (c, column, words, ETA_STYLE_BODY, 0);
  if (papers)
    add_paragraphs (c, column, papers, ETA_STYLE_LABEL, 3);
}

/* --- Certificates ----------------------------------------------------------------------------- */

gboolean
eta_catalog_has_papers (const EtaCatalog *catalog)
{
  if (catalog->source.n_papers > 0)
    return TRUE;
  for (guint i = 0; i < eta_catalog_n_producers (catalog); i++)
    if (eta_catalog_producer (catalog, i)->certificates->len > 0)
      return TRUE;
  return FALSE;
}

enum { KIND, NUMBER, ISSUER, VALID, OWNER, N_CELLS };

/* The same paper of another owner is the same row. */
static gboolean
add_owner (GPtrArray *rows, char *const cells[N_CELLS])
{
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];

    if (!cells[NUMBER][0] || strcmp (row[KIND], cells[KIND]) != 0 ||
        strcmp (row[NUMBER], cells[NUMBER]) != 0)
      continue;
    if (!strstr (row[OWNER], cells[OWNER])) {
      g_autofree char *before = row[OWNER];
      row[OWNER] = g_strconcat (before, ", ", cells[OWNER], NULL);
    }
    return TRUE;
  }
  return FALSE;
}

static char *
or_empty (char *text)
{
  return text ? text : g_strdup ("");
}

static void
add_paper (const EtaComposer *c, GPtrArray *rows, const EtaCertificate *paper, const char *owner)
{
  char **cells;

  if (!paper->kind)
    return;
  cells = g_new0 (char *, N_CELLS + 1);
  cells[KIND] =
      eta_composer_name (c, eta_choice_label ("certificate-kinds.tsv", paper->kind, c->lang));
  cells[NUMBER] = or_empty (eta_composer_value (c, paper->number));
  cells[ISSUER] = or_empty (eta_composer_name (c, paper->issuer));
  cells[VALID] = or_empty (eta_wording_validity (c, paper));
  cells[OWNER] = or_empty (eta_composer_name (c, owner));
  if (add_owner (rows, cells))
    g_strfreev (cells);
  else
    g_ptr_array_add (rows, cells);
}

static void
pour_certificates (const EtaCatalog *catalog, EtaAssembly *assembly, EtaColumn *column)
{
  const EtaComposer *c = catalog->composer;
  static const char *const keys[N_CELLS] = {"certificate", "number", "issuer", "valid_until",
                                            "paper_owner"};
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  const char *heads[N_CELLS + 1] = {NULL};
  EtaCellPlace places[N_CELLS];

  for (int i = 0; i < N_CELLS; i++)
    heads[i] = eta_label (keys[i], c->lang);
  for (guint i = 0; i < catalog->source.n_papers; i++)
    add_paper (c, rows, catalog->source.papers[i].certificate, catalog->source.papers[i].owner);
  for (guint i = 0; i < eta_catalog_n_producers (catalog); i++) {
    const EtaProducer *producer = eta_catalog_producer (catalog, i);
    for (guint j = 0; j < producer->certificates->len; j++)
      add_paper (c, rows, producer->certificates->pdata[j], eta_producer_name (producer, c->lang));
  }
  if (rows->len == 0)
    return;
  eta_assembly_fit_places (assembly, places, N_CELLS, heads, rows, column->width, 8);
  eta_assembly_table (assembly, column, NULL, places, N_CELLS, heads, rows);
}

/* --- How to order ----------------------------------------------------------------------------- */

static void
add_steps (const EtaComposer *c, EtaColumn *column)
{
  static const char *const steps[] = {"order_step_1", "order_step_2", "order_step_3"};

  for (guint i = 0; i < G_N_ELEMENTS (steps); i++) {
    g_autofree char *number = eta_wording_count (c, i + 1);
    EtaText *figure = eta_composer_set (c, number, ETA_STYLE_PRICE, 0);
    EtaText *text = eta_composer_label (c, steps[i], ETA_STYLE_SUMMARY, column->width * 0.75 - 24);
    EtaBlock *block = eta_block_new ();

    eta_block_add_text (block, figure, 0, 0, ETA_ROLE_NONE);
    eta_block_add_text (block, text, 24, eta_text_baseline (figure) - eta_text_baseline (text),
                        ETA_ROLE_PARAGRAPH);
    eta_block_set_before (block, 8);
    eta_column_add (column, block);
  }
}

static void
add_heading (const EtaCatalog *catalog, EtaColumn *column, const char *key)
{
  EtaBlock *heading = eta_composer_heading (catalog->composer, key, column->width, FALSE);

  eta_block_set_before (heading, 8 * ETA_MM);
  eta_column_add (column, heading);
}

/* One line a term, the label at the start; the value is a link where there is one. */
static void
add_row (EtaStack *stack, const char *key, const char *value, char *link)
{
  const EtaComposer *c = stack->composer;
  g_autofree char *uri = link;
  const double labels = 76;
  EtaText *label, *text;

  if (!value)
    return;
  label = eta_composer_label (c, key, ETA_STYLE_LABEL, labels - 6);
  text = eta_composer_set (c, value, ETA_STYLE_BODY, stack->width - labels);
  eta_block_add_text (stack->block, label, stack->x,
                      stack->y + eta_text_baseline (text) - eta_text_baseline (label),
                      ETA_ROLE_PARAGRAPH);
  eta_block_add_text (stack->block, text, stack->x + labels, stack->y, ETA_ROLE_PARAGRAPH);
  if (uri)
    eta_block_add_link (
        stack->block,
        (EtaRect){stack->x + labels, stack->y, stack->width - labels, eta_text_height (text)}, uri);
  stack->y += eta_text_height (text) + 1.5;
}

static char *
prefixed (const char *prefix, const char *value)
{
  return value ? g_strconcat (prefix, value, NULL) : NULL;
}

static void
add_contact_rows (EtaStack *stack, const EtaProducer *p)
{
  const EtaComposer *c = stack->composer;
  g_autofree char *name = eta_composer_name (c, eta_producer_name (p, c->lang));
  g_autofree char *person = eta_composer_name (c, p->person);
  g_autofree char *whatsapp = eta_wording_phone (c, p->whatsapp);
  g_autofree char *phone = eta_wording_phone (c, p->phone);
  g_autofree char *email = eta_composer_value (c, p->email);
  g_autofree char *website = eta_composer_value (c, p->website);
  g_autofree char *address = eta_composer_name (c, p->address);

  eta_stack_add (stack, name, ETA_STYLE_STRONG, ETA_ROLE_PARAGRAPH);
  stack->y += 2;
  add_row (stack, "contact", person, NULL);
  add_row (stack, "whatsapp", whatsapp,
           prefixed ("https://wa.me/", p->whatsapp ? p->whatsapp + (p->whatsapp[0] == '+') : NULL));
  if (g_strcmp0 (p->phone, p->whatsapp) != 0)
    add_row (stack, "phone", phone, prefixed ("tel:", p->phone));
  add_row (stack, "email", email, prefixed ("mailto:", p->email));
  add_row (stack, "website", website, NULL);
  add_row (stack, "address", address, NULL);
}

/* The publisher with a code to scan, or two producers beside each other. */
static void
add_contacts (const EtaCatalog *catalog, EtaColumn *column)
{
  const EtaComposer *c = catalog->composer;
  const guint n = catalog->publisher ? 1 : eta_catalog_n_producers (catalog);
  const double half = eta_template_span (c->template, column->width, c->template->columns / 2);
  const double second = eta_template_column (c->template, column->width, c->template->columns / 2);

  for (guint i = 0; i < n; i += 2) {
    EtaBlock *block = eta_block_new ();

    for (guint j = i; j < MIN (i + 2, n); j++) {
      EtaStack stack = {c, block, j == i ? 0 : second, 0, half};
      add_contact_rows (&stack, catalog->publisher ? catalog->publisher
                                                   : eta_catalog_producer (catalog, j));
    }
    if (catalog->publisher)
      eta_block_reach (block,
                       eta_catalog_add_code (catalog, block, column->width - 10, 0, 34 * ETA_MM));
    eta_block_set_before (block, 5 * ETA_MM);
    eta_column_add (column, block);
  }
}

static void
pour_order (const EtaCatalog *catalog, EtaAssembly *assembly, EtaColumn *column)
{
  const EtaComposer *c = catalog->composer;

  add_steps (c, column);
  if (catalog->options.terms) {
    g_autofree char *terms = eta_composer_name (c, catalog->options.terms);
    add_heading (catalog, column, "terms");
    add_paragraphs (c, column, terms, ETA_STYLE_BODY, 0);
  }
  if (eta_catalog_n_producers (catalog) > 0) {
    add_heading (catalog, column, "contact");
    add_contacts (catalog, column);
  }
  eta_assembly_note (assembly, column, eta_label ("indicative", c->lang));
}

/* --- Pouring ---------------------------------------------------------------------------------- */

/* The words of the whole over the width, then the producers in two columns. */
static void
pour_about (const EtaCatalog *catalog, EtaColumn *wide, EtaColumn *narrow)
{
  const EtaComposer *c = catalog->composer;
  g_autofree char *about =
      catalog->options.about ? eta_composer_name (c, catalog->options.about) : NULL;

  add_paragraphs (c, wide, about, ETA_STYLE_SUMMARY, 0);
  for (guint i = 0; i < eta_catalog_n_producers (catalog); i++)
    add_producer (catalog, narrow, eta_catalog_producer (catalog, i));
}

/* NARROW goes down the first column of the page, then the second. Returns where the lower ends. */
static double
pour_two (const EtaCatalog *catalog,
          EtaColumn *narrow,
          EtaPage *page,
          double x,
          double y,
          double bottom,
          gboolean fresh)
{
  const EtaComposer *c = catalog->composer;
  double end = y, low;

  for (int i = 0; i < 2 && !eta_column_done (narrow); i++) {
    narrow->x = x + (i ? eta_template_column (c->template, c->width, c->template->columns / 2) : 0);
    low = eta_column_pour (narrow, page, y, bottom, fresh || i > 0);
    end = MAX (end, low);
  }
  return end;
}

GPtrArray *
eta_catalog_pour (const EtaCatalog *catalog, EtaPieceKind kind, guint index)
{
  const EtaComposer *c = catalog->composer;
  GPtrArray *pages = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_page_free);
  EtaAssembly assembly;
  EtaColumn wide, narrow;
  double top, height;

  eta_catalog_room (catalog, &top, &height);
  eta_assembly_init (&assembly, c, &catalog->first);
  eta_column_init (&wide, 0, c->width);
  eta_column_init (&narrow, 0, eta_template_span (c->template, c->width, c->template->columns / 2));
  if (kind == ETA_PIECE_ABOUT)
    pour_about (catalog, &wide, &narrow);
  else if (kind == ETA_PIECE_CERTIFICATES)
    pour_certificates (catalog, &assembly, &wide);
  else
    pour_order (catalog, &assembly, &wide);
  while (!eta_column_done (&wide) || !eta_column_done (&narrow)) {
    guint number = index + pages->len;
    EtaPage *page = eta_catalog_page_new (catalog, number, NULL);
    double x = eta_catalog_margin (catalog, number), y = top;
    gboolean fresh = TRUE;

    y += eta_catalog_add_heading (catalog, page, number, kind, pages->len) + 4;
    wide.x = x;
    if (!eta_column_done (&wide)) {
      y = eta_column_pour (&wide, page, y, top + height, TRUE) + 5 * ETA_MM;
      fresh = FALSE;
    }
    if (eta_column_done (&wide))
      pour_two (catalog, &narrow, page, x, y, top + height, fresh);
    g_ptr_array_add (pages, page);
  }
  eta_column_clear (&wide);
  eta_column_clear (&narrow);
  eta_assembly_clear (&assembly);
  return pages;
}
