/* The good and the bad number of every shape, as formats.tsv gives them. */
#include "ready/formats.h"

#include "catalog/data.h"

static void
test_shapes (void)
{
  static const struct {
    const char *evidence, *value;
    EtaFormat format;
  } numbers[] = {
      {"nib", "1112210007923", ETA_FORMAT_OK},
      {"nib", "111221000792", ETA_FORMAT_DOUBT},
      {"halal_no", "ID35110000145391021", ETA_FORMAT_OK},
      {"halal_no", "ID3511000182741", ETA_FORMAT_DOUBT},
      {"pirt_no", "2063579010214-26", ETA_FORMAT_OK},
      {"pirt_no", "9063579010214-26", ETA_FORMAT_DOUBT},
      {"bpom_no", "MD 867031001234", ETA_FORMAT_OK},
      {"bpom_no", "NA18171234567", ETA_FORMAT_OK},
      {"bpom_no", "TR 072224589", ETA_FORMAT_OK},
      {"bpom_no", "TR 07222458", ETA_FORMAT_DOUBT},
      {"npwp", "0123456789012345", ETA_FORMAT_OK},
      {"npwp", "01.234.567.8-901.000", ETA_FORMAT_OK},
      {"npwp", "12345", ETA_FORMAT_DOUBT},
      {"duns", "123456789", ETA_FORMAT_OK},
      {"duns", "12 345 6789", ETA_FORMAT_OK},
      {"duns", "12345678", ETA_FORMAT_WRONG}, /* the one that is certain */
      {"fsvp_importer_duns", "1234567890", ETA_FORMAT_WRONG},
      {"fda_ffr_no", "1234567890", ETA_FORMAT_DOUBT},
      {"rex_no", "IDREX03A1230000001", ETA_FORMAT_OK},
      {"lucid_no", "DE123456", ETA_FORMAT_DOUBT},
      {"us_agent_phone", "+1 202 555 0100", ETA_FORMAT_OK},
      {"us_agent_phone", "2025550100", ETA_FORMAT_DOUBT},
      {"label_en", "anything at all", ETA_FORMAT_OK},
  };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++) {
    g_test_message ("%s %s", numbers[i].evidence, numbers[i].value);
    g_assert_cmpint (eta_format_check (numbers[i].evidence, numbers[i].value), ==,
                     numbers[i].format);
  }
}

static void
test_examples (void)
{
  g_assert_cmpstr (eta_format_example ("halal_no"), ==, "ID35110000145391021");
  g_assert_null (eta_format_example ("label_en"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/formats/shapes", test_shapes);
  g_test_add_func ("/formats/examples", test_examples);
  return g_test_run ();
}
