#include "sheets/print.h"

#include "sheets/layout.h"
#include "sheets/picture.h"

#include <string.h>

#define CARD_WIDTH 1080 /* px */

static gboolean
write_layout (EtaLayout *layout,
              const EtaPdfOptions *options,
              const char *path,
              GCancellable *cancellable,
              GError **error)
{
  return eta_pdf_write (path, eta_layout_document (layout), eta_layout_page, layout, options,
                        cancellable, error);
}

gboolean
eta_sheet_write_pdf (const EtaSheetInput *input,
                     const EtaSheetOptions *options,
                     const char *path,
                     GPtrArray *remarks,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (EtaLayout) layout = eta_layout_sheet (input, options, error);
  EtaPdfOptions pdf = {.quality = options->quality, .remarks = remarks};

  return layout && write_layout (layout, &pdf, path, cancellable, error);
}

gboolean
eta_catalog_write_pdf (const EtaCatalogSource *source,
                       const EtaCatalogOptions *options,
                       const char *path,
                       GPtrArray *remarks,
                       GCancellable *cancellable,
                       EtaSheetProgress progress,
                       gpointer progress_data,
                       GError **error)
{
  g_autoptr (EtaLayout) layout = eta_layout_catalog (source, options, error);
  EtaPdfOptions pdf = {.quality = options->sheet.quality,
                       .progress = progress,
                       .progress_data = progress_data,
                       .remarks = remarks};

  return layout && write_layout (layout, &pdf, path, cancellable, error);
}

gboolean
eta_card_write_jpeg (const EtaSheetInput *input,
                     const EtaSheetOptions *options,
                     const char *path,
                     GPtrArray *remarks,
                     GCancellable *cancellable,
                     GError **error)
{
  g_autoptr (EtaLayout) layout = NULL;
  g_autoptr (EtaPage) page = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  layout = eta_layout_card (input, options, error);
  page = layout ? eta_layout_page (0, layout, error) : NULL;
  return page && eta_picture_write (path, page, ETA_PICTURE_JPEG, CARD_WIDTH, remarks, error);
}

/* Letters and digits of any script stay, and what every file system takes as it is. */
static gboolean
is_safe (gunichar ch)
{
  return g_unichar_isalnum (ch) || ch == '-' || ch == '_' || ch == '.' || ch == '+';
}

char *
eta_sheet_file_name (const EtaProduct *product, const char *lang, const char *suffix)
{
  const char *key = product->sku ? product->sku : product->id;
  g_autofree char *valid = g_utf8_make_valid (key, product->sku ? -1 : 8);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = valid; *p && name->len < 120; p = g_utf8_next_char (p)) {
    gunichar ch = g_utf8_get_char (p);
    /* A leading dot would hide the file. */
    g_string_append_unichar (name, is_safe (ch) && !(ch == '.' && name->len == 0) ? ch : '-');
  }
  return g_strdup_printf ("%s-%s.%s", name->str, lang, suffix);
}
