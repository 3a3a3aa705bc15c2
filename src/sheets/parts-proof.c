/* Certificates: of the product first, then of its producer. */
#include "sheets/assembly.h"
#include "sheets/labels.h"

#include "catalog/choices.h"

/* The same paper is often kept with both. */
static gboolean
already_there (const GPtrArray *rows, const char *const *cells)
{
  for (guint i = 0; i < rows->len; i++) {
    char **row = rows->pdata[i];
    if (g_str_equal (row[0], cells[0]) && g_str_equal (row[1], cells[1]))
      return TRUE;
  }
  return FALSE;
}

static char *
or_empty (char *text)
{
  return text ? text : g_strdup ("");
}

static void
add_row (const EtaComposer *c,
         GPtrArray *rows,
         const char *kind,
         const char *number,
         const char *issuer,
         char *validity)
{
  char *cells[] = {eta_composer_name (c, kind), or_empty (eta_composer_value (c, number)),
                   or_empty (eta_composer_name (c, issuer)), or_empty (validity), NULL};

  if (already_there (rows, (const char *const *)cells))
    for (int i = 0; i < 4; i++)
      g_free (cells[i]);
  else
    g_ptr_array_add (rows, g_memdup2 (cells, sizeof cells));
}

static void
add_certificates (const EtaComposer *c, GPtrArray *rows, const GPtrArray *certificates)
{
  for (guint i = 0; i < certificates->len; i++) {
    const EtaCertificate *certificate = certificates->pdata[i];

    if (certificate->kind)
      add_row (c, rows, eta_choice_label ("certificate-kinds.tsv", certificate->kind, c->lang),
               certificate->number, certificate->issuer, eta_wording_validity (c, certificate));
  }
}

/* Columns that no paper fills are left out; the first two always stay. */
static guint
drop_empty (GPtrArray *rows, const char **heads)
{
  guint n = 2;

  for (guint cell = 2; cell < 4; cell++) {
    gboolean any = FALSE;
    for (guint i = 0; i < rows->len; i++)
      any = any || ((char **)rows->pdata[i])[cell][0] != '\0';
    for (guint i = 0; i < rows->len; i++) {
      char **row = rows->pdata[i];
      char *moved = row[cell];
      row[cell] = NULL;
      if (any)
        row[n] = moved;
      else
        g_free (moved);
    }
    if (!any)
      continue;
    heads[n++] = heads[cell];
  }
  return n;
}

/* "Papers complete for Germany, United Kingdom (25 November 2026)". A buyer must see of when it is.
 */
static void
add_ready (EtaAssembly *assembly, EtaColumn *column)
{
  const EtaComposer *c = assembly->composer;
  g_autofree char *day = c->ready ? eta_wording_date (c, c->edition) : NULL;
  g_autofree char *text = NULL;

  if (!c->ready)
    return;
  text = g_strdup_printf ("%s %s (%s)", eta_label ("papers_complete", c->lang), c->ready, day);
  eta_assembly_note (assembly, column, text);
}

void
eta_assembly_certificates (EtaAssembly *assembly, EtaColumn *column)
{
  const EtaComposer *c = assembly->composer;
  const EtaProducer *producer = assembly->input->producer;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
  const char *heads[] = {eta_label ("certificate", c->lang), eta_label ("number", c->lang),
                         eta_label ("issuer", c->lang), eta_label ("valid_until", c->lang), NULL};
  EtaCellPlace places[4];
  guint n;

  add_certificates (c, rows, assembly->input->product->certificates);
  if (producer)
    add_certificates (c, rows, producer->certificates);
  if (rows->len == 0) {
    add_ready (assembly, column);
    return;
  }
  n = drop_empty (rows, heads);
  eta_assembly_fit_places (assembly, places, n, heads, rows, column->width, 7);
  eta_assembly_table (assembly, column, "certificates", places, n, heads, rows);
  add_ready (assembly, column);
}
