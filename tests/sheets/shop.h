/* A shop for documents of many products: every third one is adversarial, every seventh empty. */
#pragma once

#include "sheets/layout.h"

#include "products.h"
#include "tools.h"

typedef struct {
  guint n_loads, fail_at;
  gboolean plain; /* only ordinary products */
} Shop;

G_GNUC_UNUSED static gboolean
shop_load (guint index, EtaSheetInput *input, gpointer data, GError **error)
{
  Shop *shop = data;
  g_autofree char *sku = g_strdup_printf ("SKU-%04u", index);

  shop->n_loads++;
  if (shop->fail_at && index == shop->fail_at) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "gone");
    return FALSE;
  }
  input->product = shop->plain      ? full_product ()
                   : index % 7 == 6 ? empty_product ()
                   : index % 3 == 2 ? adversarial_product ()
                                    : full_product ();
  eta_set_text (&input->product->sku, sku);
  input->producer = full_producer ();
  input->photo_path = paper_photo;
  return TRUE;
}

G_GNUC_UNUSED static EtaLayout *
shop_open (EtaCatalogSource *source, Shop *shop, guint n, const EtaCatalogOptions *options)
{
  g_autoptr (GError) error = NULL;
  EtaLayout *layout;

  *source = (EtaCatalogSource){.n_products = n,
                               .load = shop_load,
                               .data = shop,
                               .sections = source->sections,
                               .n_sections = source->n_sections,
                               .producers = source->producers,
                               .papers = source->papers,
                               .n_papers = source->n_papers};
  layout = eta_layout_catalog (source, options, &error);
  g_assert_no_error (error);
  return layout;
}

/* Each page's dump, char *. */
G_GNUC_UNUSED static GPtrArray *
shop_dumps (EtaLayout *layout)
{
  g_autoptr (GPtrArray) pages = eta_layout_pages (layout, NULL);
  GPtrArray *dumps = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < pages->len; i++)
    g_ptr_array_add (dumps, eta_page_dump (pages->pdata[i]));
  return dumps;
}

/* The box that a line of a dump begins with after its kind; FALSE when it has none. */
G_GNUC_UNUSED static gboolean
shop_box (const char *line, EtaRect *box)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 6);

  if (g_strv_length (words) < 5 || !g_ascii_isdigit (words[1][words[1][0] == '-']))
    return FALSE;
  *box = (EtaRect){g_ascii_strtod (words[1], NULL), g_ascii_strtod (words[2], NULL),
                   g_ascii_strtod (words[3], NULL), g_ascii_strtod (words[4], NULL)};
  return TRUE;
}

/* Nothing of any page lies outside MARGIN pt of an A4 page. */
G_GNUC_UNUSED static void
shop_assert_inside (GPtrArray *dumps, double margin)
{
  for (guint i = 0; i < dumps->len; i++) {
    g_auto (GStrv) lines = g_strsplit (dumps->pdata[i], "\n", -1);

    for (guint j = 0; lines[j]; j++) {
      EtaRect box;
      const char *line = g_strchug (lines[j]);

      if (!g_str_has_prefix (line, "text ") || !shop_box (line, &box))
        continue;
      if (box.x < margin - 0.6 || box.x + box.width > 595.28 - margin + 0.6 ||
          box.y < margin - 0.6 || box.y + box.height > 841.89 - margin + 0.6)
        g_error ("page %u is left by: %s", i + 1, line);
    }
  }
}
