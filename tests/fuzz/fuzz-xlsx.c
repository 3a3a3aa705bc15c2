/* Workbooks that anybody may send: a ZIP of XML, damaged or hostile. */
#include "read-table.h"
#include "target.h"

const char *const eta_fuzz_tokens[] = {
    "<c r=\"ZZZ1\"><v>1</v></c>",
    "<row r=\"1048577\"/>",
    "<row r=\"99\"><c r=\"A99\" t=\"inlineStr\"><is><t>x</t></is></c></row>",
    "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;\">]>",
    "&b;",
    "&#0;",
    "&#xFFFF;",
    "_x0000_",
    "_xD800_",
    " t=\"s\"",
    " t=\"b\"",
    " s=\"4294967295\"",
    "<v>1e308</v>",
    "<v>-1</v>",
    "</sheetData>",
    "<si><t>",
    "</t></si>",
    "<rPh>",
    "numFmtId=\"14\"",
    "formatCode=\"0000000000000\"",
    "date1904=\"1\"",
    "Target=\"/xl/worksheets/sheet1.xml\"",
    "Target=\"../../x\"",
    "state=\"hidden\"",
    NULL};

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheetTable) table = eta_xlsx_parse ("fuzz.xlsx", bytes, NULL, &error);

  if (table)
    eta_fuzz_table (table);
  else
    eta_fuzz_refusal (error);
  return 0;
}
