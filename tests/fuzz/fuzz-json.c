/* JSON that anybody may send as a table: our own export or an array of objects. */
#include "read-table.h"
#include "target.h"

const char *const eta_fuzz_tokens[] = {
    "[",     "]",       "{",         "}",         "\"",           ":",
    ",",     "null",    "true",      "1e9",       "-0",           "\\u",
    "\\ud8", "\\u0000", "[[[[[[[[[", "{\"a\":",   "\"products\"", "[]",
    "{}",    "\"sku\"", "\"\"",      "\"words\"", "\"prices\"",   "\"photos\"",
    NULL};

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheetTable) table = eta_json_table_parse ("fuzz.json", bytes, &error);

  if (table)
    eta_fuzz_table (table);
  else
    eta_fuzz_refusal (error);
  return 0;
}
