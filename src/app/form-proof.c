/* The certificates of a product and of a producer as lines to edit (lines-editor.h). */
#include "app/lines-editor.h"
#include "app/ui-language.h"

#include "catalog/measure.h"
#include "catalog/producer.h"

#include <glib/gi18n.h>
#include <string.h>

enum { KIND, NUMBER, ISSUER, ISSUED, EXPIRES, N_COLUMNS };
static const EtaLinesColumn columns[N_COLUMNS];

#define CELL(name, NAME)                                                                           \
  static char *get_##name (gconstpointer line)                                                     \
  {                                                                                                \
    return g_strdup (((const EtaCertificate *)line)->name);                                        \
  }                                                                                                \
  static gboolean set_##name (gpointer line, const char *text, GError **error)                     \
  {                                                                                                \
    return eta_lines_check_into (&columns[NAME].field, &((EtaCertificate *)line)->name, text,      \
                                 error);                                                           \
  }
CELL (kind, KIND)
CELL (number, NUMBER)
CELL (issuer, ISSUER)
CELL (issued, ISSUED)
CELL (expires, EXPIRES)

static const EtaLinesColumn columns[N_COLUMNS] = {
    [KIND] = {{.id = "kind",
               .kind = ETA_FIELD_CHOICE,
               .choices = "certificate-kinds.tsv",
               .open = TRUE,
               .label = N_ ("Certificate"),
               .help = N_ ("A paper from an office that proves something of this product: halal, "
                           "P-IRT, BPOM, SNI, organic.")},
              130,
              get_kind,
              set_kind},
    [NUMBER] = {{.id = "number",
                 .kind = ETA_FIELD_TEXT,
                 .max = 80,
                 .label = N_ ("Number"),
                 .help =
                     N_ ("As it is printed on the paper. The authorities of the buyer’s country "
                         "look it up.")},
                150,
                get_number,
                set_number},
    [ISSUER] = {{.id = "issuer",
                 .kind = ETA_FIELD_TEXT,
                 .max = 80,
                 .label = N_ ("Issued by"),
                 .help =
                     N_ ("The office or laboratory that gave it: BPJPH, BPOM, Dinas Kesehatan.")},
                120,
                get_issuer,
                set_issuer},
    [ISSUED] = {{.id = "issued",
                 .kind = ETA_FIELD_DATE,
                 .label = N_ ("Date of issue"),
                 .help =
                     N_ ("The day on the paper. A change of the ingredients after it is watched.")},
                110,
                get_issued,
                set_issued},
    [EXPIRES] = {{.id = "expires",
                  .kind = ETA_FIELD_DATE,
                  .label = N_ ("Ends on"),
                  .help = N_ ("Leave it empty when the certificate has no end. Indonesian halal "
                              "certificates have none while the composition stays the same.")},
                 110,
                 get_expires,
                 set_expires},
};

static gpointer
make_certificate (gconstpointer owner)
{
  return eta_certificate_new ();
}

static void
free_certificate (gpointer line)
{
  eta_certificate_free (line);
}

static gboolean
certificate_complete (gconstpointer line)
{
  return ((const EtaCertificate *)line)->kind != NULL;
}

/* --- what must be looked at ----------------------------------------------------------------------
 */

/* The halal rule: no end, but it holds for one composition alone. The store sets the flag. */
static char *
flag_note (const EtaCertificate *certificate)
{
  const char *lang = eta_ui_language ();
  g_autofree char *changed = eta_date_text (eta_certificate_flag_day (certificate), lang);
  g_autofree char *issued = eta_date_text (certificate->issued, lang);

  if (!changed)
    return g_strdup (certificate->flag);
  if (!issued)
    return g_strdup_printf (
        _ ("Ingredients changed on %s, after this certificate was issued. It holds only while "
           "they stay the same: ask LPPOM or BPJPH, then confirm here."),
        changed);
  return g_strdup_printf (
      _ ("Ingredients changed on %s, after this certificate was issued on %s. It holds only while "
         "they stay the same: ask LPPOM or BPJPH, then confirm here."),
      changed, issued);
}

static char *
term_note (const EtaCertificate *certificate)
{
  g_autofree char *today = eta_date_today ();
  g_autofree char *end = eta_date_text (certificate->expires, eta_ui_language ());

  if (certificate->issued && end && strcmp (certificate->issued, certificate->expires) > 0)
    return g_strdup (_ ("It ends before it was issued. Compare the two dates with the paper."));
  switch (eta_certificate_term (certificate, today)) {
  case ETA_CERTIFICATE_ENDED:
    return g_strdup_printf (_ ("Ended on %s. Enter the new one, or remove it."), end);
  case ETA_CERTIFICATE_ENDS_SOON:
    return g_strdup_printf (_ ("Ends soon, on %s. Begin to renew it now."), end);
  default:
    return NULL;
  }
}

static char *
certificate_note (gconstpointer line, gboolean *settles)
{
  const EtaCertificate *certificate = line;

  *settles = certificate->flag != NULL;
  return certificate->flag ? flag_note (certificate) : term_note (certificate);
}

static void
confirm_certificate (gpointer line)
{
  g_clear_pointer (&((EtaCertificate *)line)->flag, g_free);
}

#define CERTIFICATES(of, in)                                                                       \
  {                                                                                                \
    .owner = &of, .columns = columns, .n_columns = N_COLUMNS,                                      \
    .array = G_STRUCT_OFFSET (in, certificates), .make = make_certificate,                         \
    .free = free_certificate, .complete = certificate_complete, .note = certificate_note,          \
    .settle = confirm_certificate, .settle_label = N_ ("Still valid"),                             \
    .file = G_STRUCT_OFFSET (EtaCertificate, scan), .add_label = N_ ("_Add a certificate"),        \
    .remove_label = N_ ("Remove this certificate"),                                                \
  }

const EtaLinesKind eta_lines_certificates = CERTIFICATES (eta_lines_of_product, EtaProduct);
const EtaLinesKind eta_lines_producer_certificates =
    CERTIFICATES (eta_lines_of_producer, EtaProducer);
