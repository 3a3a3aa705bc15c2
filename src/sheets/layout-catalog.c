/* The catalog: which page is what, and the pages of products. Pages are made when they are asked
 * for, in order, so that only one product is in memory at a time; the price list at the end is set
 * from the short lines kept of each. */
#include "sheets/cards.h"
#include "sheets/catalog-pages.h"
#include "sheets/error.h"
#include "sheets/labels.h"
#include "sheets/layout-document.h"

#include <glib/gi18n-lib.h>

#define FOOTER 18.0 /* pt, above the lower margin */

void
eta_catalog_line_clear (EtaCatalogLine *line)
{
  g_free (line->name);
  g_free (line->sku);
  g_free (line->moq);
  g_free (line->price);
}

double
eta_catalog_margin (const EtaCatalog *catalog, guint index)
{
  const EtaTemplate *t = catalog->composer->template;

  /* The first page lies right in a book read from the left, and is bound at its start. */
  return index % 2 == 0 && t->binding > 0 ? t->binding : t->margin;
}

void
eta_catalog_room (const EtaCatalog *catalog, double *top, double *height)
{
  const EtaComposer *c = catalog->composer;

  *top = c->template->margin;
  *height = c->page_height - 2 * c->template->margin - FOOTER;
}

guint
eta_catalog_page_of (const EtaCatalog *catalog, guint index)
{
  return 1 + catalog->n_contents + index / catalog->per_page;
}

char *
eta_catalog_anchor (guint index)
{
  return g_strdup_printf ("product-%u", index);
}

EtaPage *
eta_catalog_page_new (const EtaCatalog *catalog, guint index)
{
  const EtaComposer *c = catalog->composer;
  EtaPage *page = eta_composer_page (c);
  g_autoptr (EtaBlock) footer = eta_block_new ();
  g_autofree char *number = eta_wording_count (c, index + 1);
  gboolean bound_at_start = index % 2 == 0;
  double half = c->width / 2, height;
  EtaText *title = eta_composer_fit (c, catalog->title, ETA_STYLE_FOOTER, half, 0, 1, TRUE);
  EtaText *text = eta_composer_set (c, number, ETA_STYLE_FOOTER, 0);

  height = MAX (eta_text_height (title), eta_text_height (text));
  eta_block_add_rule (footer, 0, 0, c->width, 0.4, c->template->hairline);
  /* The number stands at the outer edge. */
  eta_block_add_text (footer, title, bound_at_start ? 0 : c->width - eta_text_natural_width (title),
                      5, ETA_ROLE_PARAGRAPH);
  eta_block_add_text (footer, text, bound_at_start ? c->width - eta_text_width (text) : 0, 5,
                      ETA_ROLE_PARAGRAPH);
  eta_block_place (footer, page, eta_catalog_margin (catalog, index),
                   c->page_height - c->template->margin - height - 5);
  return page;
}

/* --- Products --------------------------------------------------------------------------------- */

static void
keep_line (EtaCatalog *catalog, const EtaSheetInput *input)
{
  const EtaComposer *c = catalog->composer;
  const EtaPrice *price = eta_wording_price (c, input->product);
  EtaCatalogLine line = {.name = eta_wording_name (c, input->product),
                         .sku = eta_composer_value (c, input->product->sku),
                         .moq = eta_wording_fact (c, input, "moq")};

  if (price)
    line.price = eta_wording_money (c, price->minor, price->currency);
  g_array_append_val (catalog->lines, line);
}

static void
place_product (
    EtaCatalog *catalog, EtaPage *page, guint page_index, guint index, EtaSheetInput *input)
{
  const EtaComposer *c = catalog->composer;
  g_autofree char *anchor = eta_catalog_anchor (index);
  g_autofree char *name = eta_wording_name (c, input->product);
  g_autofree char *title = eta_strip_direction (name);
  double x = eta_catalog_margin (catalog, page_index), top, height;
  g_autoptr (EtaBlock) block = NULL;
  EtaAssembly assembly;
  EtaRect box;

  eta_catalog_room (catalog, &top, &height);
  box =
      eta_card_place (c->template, c->width, height, catalog->per_page, index % catalog->per_page);
  eta_assembly_init (&assembly, c, input);
  block = eta_card_block (&assembly, catalog->per_page, box.width, box.height);
  eta_block_place (block, page, x + box.x, top + box.y);
  eta_page_add_anchor (page, anchor, x + box.x, top + box.y);
  eta_page_add_outline (page, 1, title);
  eta_assembly_clear (&assembly);
}

static EtaPage *
product_page (EtaCatalog *catalog, guint page_index, guint part, GError **error)
{
  g_autoptr (EtaPage) page = eta_catalog_page_new (catalog, page_index);
  guint first = part * catalog->per_page;

  if (part == 0)
    eta_page_add_outline (page, 0, eta_label ("products", catalog->composer->lang));
  for (guint i = first; i < MIN (first + catalog->per_page, catalog->source.n_products); i++) {
    EtaSheetInput input = {NULL};

    if (!catalog->source.load (i, &input, catalog->source.data, error))
      return NULL;
    place_product (catalog, page, page_index, i, &input);
    if (catalog->n_prices)
      keep_line (catalog, &input);
    eta_sheet_input_clear (&input);
  }
  return g_steal_pointer (&page);
}

/* --- The whole -------------------------------------------------------------------------------- */

static EtaPage *
make_page (gpointer maker, guint index, GError **error)
{
  EtaCatalog *catalog = maker;
  guint part = index;

  if (part-- == 0)
    return eta_catalog_cover (catalog);
  if (part < catalog->n_contents)
    return eta_catalog_contents (catalog, index, part, error);
  part -= catalog->n_contents;
  if (part < catalog->n_products)
    return product_page (catalog, index, part, error);
  part -= catalog->n_products;
  if (part < catalog->n_prices)
    return eta_catalog_prices (catalog, index, part);
  return eta_catalog_contact (catalog, index);
}

static void
catalog_free (gpointer data)
{
  EtaCatalog *catalog = data;

  eta_composer_free ((EtaComposer *)catalog->composer);
  eta_sheet_input_clear (&catalog->first);
  g_clear_pointer (&catalog->publisher, eta_producer_unref);
  g_array_unref (catalog->lines);
  g_free (catalog->title);
  g_free (catalog);
}

static guint
pages_for (guint n, guint on_one)
{
  return (n + on_one - 1) / on_one;
}

static void
count_pages (EtaCatalog *catalog)
{
  const EtaTemplate *t = catalog->composer->template;
  guint n = catalog->source.n_products;

  eta_catalog_count_lines (catalog);
  catalog->n_contents = t->contents && n > 1 ? pages_for (n, catalog->contents_lines) : 0;
  catalog->n_products = pages_for (n, catalog->per_page);
  catalog->n_prices = t->price_list && n > 1 ? pages_for (n, catalog->price_lines) : 0;
  catalog->n_contact = t->contact && catalog->publisher ? 1 : 0;
}

static gboolean
valid_per_page (guint per_page, GError **error)
{
  if (per_page == 1 || per_page == 2 || per_page == 4 || per_page == 6)
    return TRUE;
  g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT,
               _ ("A catalog has 1, 2, 4 or 6 products on a page, not %u."), per_page);
  return FALSE;
}

gboolean
eta_layout_read_first (const EtaCatalogSource *source,
                       const EtaCatalogOptions *options,
                       EtaSheetInput *first,
                       EtaProducer **publisher,
                       GError **error)
{
  EtaProducer *chosen = options->publisher;

  *first = (EtaSheetInput){NULL};
  if (source->n_products == 0) {
    g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT,
                 _ ("There is no product to print. Choose at least one."));
    return FALSE;
  }
  if (!source->load (0, first, source->data, error))
    return FALSE;
  chosen = chosen ? chosen : first->producer;
  *publisher = chosen ? eta_producer_ref (chosen) : NULL;
  return TRUE;
}

static EtaLayout *
layout_catalog (const EtaCatalogSource *source, const EtaCatalogOptions *options, GError **error)
{
  EtaComposer *c = eta_composer_new (&options->sheet, ETA_TEMPLATE_CATALOG, "catalog", error);
  EtaCatalog *catalog;
  EtaLayout *layout;

  if (!c)
    return NULL;
  catalog = g_new0 (EtaCatalog, 1);
  *catalog = (EtaCatalog){.composer = c,
                          .source = *source,
                          .options = *options,
                          .per_page =
                              options->per_page ? options->per_page : (guint)c->template->per_page};
  catalog->title = options->title ? eta_composer_name (c, options->title)
                                  : g_strdup (eta_label (c->template->title, c->lang));
  catalog->lines = g_array_new (FALSE, FALSE, sizeof (EtaCatalogLine));
  g_array_set_clear_func (catalog->lines, (GDestroyNotify)eta_catalog_line_clear);
  if (!valid_per_page (catalog->per_page, error) ||
      !eta_layout_read_first (source, options, &catalog->first, &catalog->publisher, error)) {
    catalog_free (catalog);
    return NULL;
  }
  count_pages (catalog);
  layout = eta_layout_new (c, catalog->title, catalog->publisher,
                           1 + catalog->n_contents + catalog->n_products + catalog->n_prices +
                               catalog->n_contact,
                           make_page, catalog, catalog_free);
  eta_layout_describe (layout, eta_label (c->template->title, c->lang), NULL);
  return layout;
}

EtaLayout *
eta_layout_catalog (const EtaCatalogSource *source,
                    const EtaCatalogOptions *options,
                    GError **error)
{
  const EtaTemplate *t =
      eta_template_find (options->sheet.template ? options->sheet.template : "catalog", error);

  if (!t)
    return NULL;
  if (t->kind == ETA_TEMPLATE_LINES)
    return eta_layout_lines (source, options, error);
  if (t->kind == ETA_TEMPLATE_BOOTH)
    return eta_layout_booth (source, options, error);
  return layout_catalog (source, options, error);
}
