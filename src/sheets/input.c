#include "sheets/input.h"

#define MM (72.0 / 25.4)

void
eta_sheet_input_clear (EtaSheetInput *input)
{
  g_clear_pointer (&input->product, eta_product_unref);
  g_clear_pointer (&input->producer, eta_producer_unref);
  *input = (EtaSheetInput){0};
}

gboolean
eta_paper_parse (const char *text, EtaPaper *paper)
{
  gboolean a4 = g_ascii_strcasecmp (text, "a4") == 0;

  if (!a4 && g_ascii_strcasecmp (text, "letter") != 0)
    return FALSE;
  *paper = a4 ? ETA_PAPER_A4 : ETA_PAPER_LETTER;
  return TRUE;
}

void
eta_paper_size (EtaPaper paper, double *width, double *height)
{
  static const double sizes[][2] = {
      [ETA_PAPER_A4] = {210 * MM, 297 * MM},
      [ETA_PAPER_LETTER] = {612, 792},
  };

  *width = sizes[paper][0];
  *height = sizes[paper][1];
}
