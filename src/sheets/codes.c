#include "sheets/codes.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <math.h>
#include <qrencode.h>
#include <string.h>
#include <zint.h>

#include "catalog/check.h"
#include "sheets/error.h"

#define QUIET_QR 4
/* Nominal heights of an EAN-13 in modules: the bars, and by how much the guards are longer. */
#define EAN_BARS 69
#define EAN_GUARD 5
#define EAN_DIGITS 10 /* line of digits beneath */

struct _EtaCode {
  EtaCodeKind kind;
  char *text;
  int width, height;
  GArray *bars;      /* EtaCodeBar */
  GPtrArray *digits; /* EtaText */
  GArray *places;    /* double: x and y of each text, in modules */
};

static EtaCode *
code_new (EtaCodeKind kind, const char *text)
{
  EtaCode *code = g_atomic_rc_box_new0 (EtaCode);

  code->kind = kind;
  code->text = g_strdup (text);
  code->bars = g_array_new (FALSE, FALSE, sizeof (EtaCodeBar));
  code->digits = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_text_unref);
  code->places = g_array_new (FALSE, FALSE, sizeof (double));
  return code;
}

static void
add_bar (EtaCode *code, int x, int y, int width, int height)
{
  EtaCodeBar bar = {x, y, width, height};

  g_array_append_val (code->bars, bar);
}

/* --- QR ----------------------------------------------------------------------------------------
 */

static gboolean
dark (const QRcode *qr, int x, int y)
{
  return x < qr->width && y < qr->width && (qr->data[y * qr->width + x] & 1);
}

static gboolean
dark_row (const QRcode *qr, int x, int y, int width)
{
  for (int i = 0; i < width; i++)
    if (!dark (qr, x + i, y))
      return FALSE;
  return TRUE;
}

/* Takes the dark rectangle that begins at X, Y out of QR: as wide as it goes, then as high. */
static void
take_bar (EtaCode *code, QRcode *qr, int x, int y)
{
  int width = 1, height = 1;

  while (dark (qr, x + width, y))
    width++;
  while (dark_row (qr, x, y + height, width))
    height++;
  for (int row = y; row < y + height; row++)
    memset (&qr->data[row * qr->width + x], 0, width);
  add_bar (code, x + QUIET_QR, y + QUIET_QR, width, height);
}

EtaCode *
eta_code_new_qr (const char *text, GError **error)
{
  QRcode *qr = text && *text ? QRcode_encodeString8bit (text, 0, QR_ECLEVEL_M) : NULL;
  EtaCode *code;

  if (!qr) {
    if (!text || !*text)
      g_set_error_literal (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_CODE,
                           _ ("There is nothing to put into the QR code. Enter an address."));
    else
      g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_CODE,
                   errno == ERANGE
                       ? _ ("“%.40s…” is too long for a QR code. Use a shorter address.")
                       : _ ("No QR code can be made of “%.40s”. Use another address."),
                   text);
    return NULL;
  }
  code = code_new (ETA_CODE_QR, text);
  code->width = code->height = qr->width + 2 * QUIET_QR;
  for (int y = 0; y < qr->width; y++)
    for (int x = 0; x < qr->width; x++)
      if (dark (qr, x, y))
        take_bar (code, qr, x, y);
  QRcode_free (qr);
  return code;
}

/* --- EAN ---------------------------------------------------------------------------------------
 */

/* How the digits of one kind are spread. Positions are modules from the first bar. */
typedef struct {
  guint n;           /* digits */
  int symbology;     /* of zint */
  int modules;       /* from the first bar to the last */
  int before, after; /* clear space: GS1 General Specifications 5.2.3.4 */
  int guards[3][2];  /* longer bars: from, to (exclusive) */
  struct {
    int from, count, x, width;
  } groups[4]; /* digits under the bars */
} Ean;

static const Ean eans[] = {
    {8, BARCODE_EANX, 67, 7, 7, {{0, 3}, {31, 36}, {64, 67}}, {{0, 4, 3, 28}, {4, 4, 36, 28}}},
    {12,
     BARCODE_UPCA,
     95,
     9,
     9,
     {{0, 10}, {45, 50}, {85, 95}},
     {{0, 1, -9, 8}, {1, 5, 10, 35}, {6, 5, 50, 35}, {11, 1, 96, 8}}},
    {13,
     BARCODE_EANX,
     95,
     11,
     7,
     {{0, 3}, {45, 50}, {92, 95}},
     {{0, 1, -10, 8}, {1, 6, 3, 42}, {7, 6, 50, 42}}},
};

static gboolean
in_guard (const Ean *ean, int x)
{
  for (guint i = 0; i < G_N_ELEMENTS (ean->guards); i++)
    if (x >= ean->guards[i][0] && x < ean->guards[i][1])
      return TRUE;
  return FALSE;
}

static gboolean
module_set (const struct zint_symbol *symbol, int x)
{
  return symbol->encoded_data[0][x / 8] >> (x % 8) & 1;
}

static void
take_ean_bars (EtaCode *code, const Ean *ean, const struct zint_symbol *symbol)
{
  for (int x = 0, next; x < symbol->width; x = next) {
    gboolean is_dark = module_set (symbol, x);

    for (next = x + 1; next < symbol->width && module_set (symbol, next) == is_dark; next++)
      ;
    if (is_dark)
      add_bar (code, ean->before + x, 0, next - x, EAN_BARS + (in_guard (ean, x) ? EAN_GUARD : 0));
  }
}

/* Digits about as high as the guards are longer, spread over their half, one by one. */
static void
set_digits (EtaCode *code, const Ean *ean, EtaTypesetter *setter)
{
  const EtaStyle style = {"ean", 9, EAN_DIGITS, FALSE, 0x000000};

  for (guint g = 0; g < G_N_ELEMENTS (ean->groups) && ean->groups[g].count; g++) {
    int count = ean->groups[g].count, width = ean->groups[g].width;

    for (int i = 0; i < count; i++) {
      char digit[2] = {code->text[ean->groups[g].from + i], 0};
      EtaTextSpec spec = {
          .style = &style, .lang = "en", .align = ETA_ALIGN_CENTER, .width = (double)width / count};
      double place[2] = {ean->before + ean->groups[g].x + i * spec.width, EAN_BARS + 1};

      g_ptr_array_add (code->digits, eta_text_new (setter, digit, &spec));
      g_array_append_vals (code->places, place, 2);
    }
  }
}

static const Ean *
check_digits (const char *digits, GError **error)
{
  int right = 0;
  EtaGtinVerdict verdict = eta_check_gtin (digits, &right);
  gsize n = strlen (digits);

  if (verdict == ETA_GTIN_OK || verdict == ETA_GTIN_BOOK)
    for (guint i = 0; i < G_N_ELEMENTS (eans); i++)
      if (eans[i].n == n)
        return &eans[i];
  if (verdict == ETA_GTIN_DIGIT)
    g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_CODE,
                 _ ("“%s” is no valid barcode number: its last digit should be %d."), digits,
                 right);
  else
    g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_CODE,
                 _ ("“%s” is no number for a retail barcode. It takes 8, 12 or 13 digits."),
                 digits);
  return NULL;
}

EtaCode *
eta_code_new_ean (EtaTypesetter *setter, const char *digits, GError **error)
{
  const Ean *ean = check_digits (digits ? digits : "", error);
  /* Without the check digit, which zint works out again: it takes 8 digits for something else. */
  g_autofree char *body = ean ? g_strndup (digits, ean->n - 1) : NULL;
  struct zint_symbol *symbol;
  EtaCode *code = NULL;

  if (!ean)
    return NULL;
  symbol = ZBarcode_Create ();
  symbol->symbology = ean->symbology;
  if (ZBarcode_Encode (symbol, (const guchar *)body, 0) < ZINT_ERROR &&
      symbol->width == ean->modules) {
    code = code_new (ETA_CODE_EAN, digits);
    code->width = ean->before + ean->modules + ean->after;
    code->height = EAN_BARS + 1 + EAN_DIGITS;
    take_ean_bars (code, ean, symbol);
    set_digits (code, ean, setter);
  } else {
    g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_CODE,
                 _ ("No barcode can be made of “%s”: %s"), digits, symbol->errtxt);
  }
  ZBarcode_Delete (symbol);
  return code;
}

/* --- What it is --------------------------------------------------------------------------------
 */

EtaCode *
eta_code_ref (EtaCode *code)
{
  return g_atomic_rc_box_acquire (code);
}

static void
code_clear (gpointer data)
{
  EtaCode *code = data;

  g_free (code->text);
  g_array_unref (code->bars);
  g_ptr_array_unref (code->digits);
  g_array_unref (code->places);
}

void
eta_code_unref (EtaCode *code)
{
  g_atomic_rc_box_release_full (code, code_clear);
}

EtaCodeKind
eta_code_kind (const EtaCode *code)
{
  return code->kind;
}

const char *
eta_code_text (const EtaCode *code)
{
  return code->text;
}

int
eta_code_width (const EtaCode *code)
{
  return code->width;
}

int
eta_code_height (const EtaCode *code)
{
  return code->height;
}

const EtaCodeBar *
eta_code_bars (const EtaCode *code, guint *n_bars)
{
  *n_bars = code->bars->len;
  return (const EtaCodeBar *)code->bars->data;
}

EtaText *
eta_code_digits (const EtaCode *code, guint n, double *x, double *y)
{
  if (n >= code->digits->len)
    return NULL;
  *x = g_array_index (code->places, double, 2 * n);
  *y = g_array_index (code->places, double, 2 * n + 1);
  return g_ptr_array_index (code->digits, n);
}

double
eta_code_smallest (const EtaCode *code)
{
  return code->width * (code->kind == ETA_CODE_QR ? ETA_QR_MODULE_MIN : ETA_EAN_MODULE_MIN);
}

gboolean
eta_code_check_width (const EtaCode *code, double mm, GError **error)
{
  double least = eta_code_smallest (code);
  int tenths = (int)ceil (least * 10 - 1e-6); /* of a millimetre, rounded up */

  if (mm >= least - 1e-6)
    return TRUE;
  g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_CODE,
               code->kind == ETA_CODE_QR
                   ? _ ("The QR code for “%s” would be too small to scan. Make it at least "
                        "%d.%d mm wide, or use a shorter address.")
                   : _ ("The barcode “%s” would be too small to scan. Make it at least %d.%d mm "
                        "wide."),
               code->text, tenths / 10, tenths % 10);
  return FALSE;
}
