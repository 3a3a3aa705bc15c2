/* Certificates in one cell of a table (catalog/table-columns.h). */
#include "catalog/check.h"
#include "catalog/choices.h"
#include "catalog/clean.h"
#include "catalog/table-columns.h"

#include <string.h>

#define KINDS "certificate-kinds.tsv"

/* Behind the kind, in this order. */
static const EtaField members[] = {
    {"number", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_TEXT, G_STRUCT_OFFSET (EtaCertificate, number),
     0, 120},
    {"issuer", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_TEXT, G_STRUCT_OFFSET (EtaCertificate, issuer),
     0, 200},
    {"issued", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_DATE, G_STRUCT_OFFSET (EtaCertificate, issued),
     0, 40},
    {"expires", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_DATE,
     G_STRUCT_OFFSET (EtaCertificate, expires), 0, 40},
    {"flag", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_TEXT, G_STRUCT_OFFSET (EtaCertificate, flag), 0,
     500},
    {"scan", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_TEXT, G_STRUCT_OFFSET (EtaCertificate, scan), 0,
     64},
};

static void
append_part (GString *out, const char *text)
{
  for (const char *p = text; *p; p++)
    g_string_append_c (out, *p == ';' ? ',' : *p == '|' ? '/' : *p);
}

char *
eta_certificates_to_cell (const GPtrArray *certificates)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < certificates->len; i++) {
    const EtaCertificate *certificate = certificates->pdata[i];
    guint bars = 0;

    if (i > 0)
      g_string_append_c (out, ';');
    append_part (out, eta_choice_label (KINDS, certificate->kind, "id"));
    for (guint j = 0; j < G_N_ELEMENTS (members); j++) {
      const char *text = G_STRUCT_MEMBER (char *, certificate, members[j].offset);

      bars++;
      if (!text)
        continue;
      for (; bars > 0; bars--)
        g_string_append_c (out, '|');
      append_part (out, text);
    }
  }
  return g_string_free (out, FALSE);
}

/* The one of that number, else the first that has none; without NUMBER the first of the kind. */
static EtaCertificate *
find (GPtrArray *certificates, const char *kind, const char *number)
{
  EtaCertificate *unnumbered = NULL;

  for (guint i = 0; i < certificates->len; i++) {
    EtaCertificate *certificate = certificates->pdata[i];

    if (g_strcmp0 (certificate->kind, kind) != 0)
      continue;
    if (!number || g_strcmp0 (certificate->number, number) == 0)
      return certificate;
    if (!certificate->number && !unnumbered)
      unnumbered = certificate;
  }
  return unnumbered;
}

/* "Halal (check alcohol test)" is a remark of somebody's on the kind "halal". */
static const char *
kind_of (const char *text, const char **issuer)
{
  const char *kind = eta_choice_key_extra (KINDS, text, issuer);
  g_autofree char *bare = g_strndup (text, strcspn (text, "("));

  return kind ? kind : *bare ? eta_choice_key_extra (KINDS, bare, issuer) : NULL;
}

static gboolean
has_letters (const char *text)
{
  for (; *text; text = g_utf8_next_char (text))
    if (g_unichar_isalnum (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

static gboolean
add_one (GPtrArray *certificates, const char *text, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (text, "|", G_N_ELEMENTS (members) + 1);
  g_autofree char *own = eta_clean_line (parts[0]);
  g_autofree char *number = NULL;
  const char *issuer = NULL, *kind = kind_of (own, &issuer);
  EtaCertificate *certificate;
  guint n = g_strv_length (parts);

  if (!has_letters (own))
    return TRUE;
  if (!kind)
    kind = own;
  if (n > 1 && !eta_check_value (&members[0], parts[1], &number, error))
    return FALSE;
  certificate = find (certificates, kind, number);
  if (!certificate) {
    certificate = eta_certificate_new ();
    certificate->kind = g_strdup (kind);
    g_ptr_array_add (certificates, certificate);
  }
  if (!certificate->issuer && issuer)
    certificate->issuer = g_strdup (issuer);
  for (guint i = 0; i + 1 < n; i++)
    if (G_STRUCT_MEMBER (char *, certificate, members[i].offset) == NULL &&
        !eta_field_set (&members[i], certificate, parts[i + 1], error))
      return FALSE;
  return TRUE;
}

gboolean
eta_certificates_from_cell (GPtrArray *certificates, const char *cell, GError **error)
{
  /* An issuer may have a comma in it, but only our own cells have issuers. */
  const char *separators = strpbrk (cell, ";|") ? ";\n" : ",;\n";
  g_auto (GStrv) list = g_strsplit_set (cell, separators, -1);

  for (char **one = list; *one; one++)
    if (!add_one (certificates, *one, error))
      return FALSE;
  return TRUE;
}
