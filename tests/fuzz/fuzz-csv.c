/* CSV files that anybody may send: any bytes, any encoding. */
#include "read-table.h"
#include "target.h"

const char *const eta_fuzz_tokens[] = {"\"",
                                       "\"\"",
                                       ",",
                                       ";",
                                       "\t",
                                       "|",
                                       "\r\n",
                                       "\r",
                                       "\n",
                                       "=\"",
                                       "sep=;\r\n",
                                       "\xef\xbb\xbf",
                                       "\xff\xfe",
                                       "\xfe\xff",
                                       "sku",
                                       "price_usd",
                                       "name_ar",
                                       "photo",
                                       "producer",
                                       "Rp 45.000",
                                       "8.99123E+12",
                                       "#REF!",
                                       "=1+1",
                                       "harga",
                                       "1.234,5",
                                       "a;b.jpg",
                                       "certificates",
                                       "Halal|1|BPJPH|2025-01-02",
                                       "2025-02-30",
                                       "carton_l_mm",
                                       "\xc3\xa9",
                                       NULL};

static void
try_as (GBytes *bytes, const EtaTableOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheetTable) table = eta_csv_parse ("fuzz.csv", bytes, options, &error);

  if (table)
    eta_fuzz_table (table);
  else
    eta_fuzz_refusal (error);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const EtaTableOptions told[] = {
      {NULL, 0, 0}, {"UTF-16LE", ';', ','}, {"WINDOWS-1252", '\t', '.'}};
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  try_as (bytes, NULL);
  try_as (bytes, &told[size % G_N_ELEMENTS (told)]);
  return 0;
}
