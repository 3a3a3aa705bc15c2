#include "sheets/pdf-addition.h"

#include <string.h>
#include <unistd.h>

/* An object that is written once more. */
typedef struct {
  guint id;
  gint64 offset;
} Renewed;

typedef struct {
  EtaNewFile *file;
  char *tail; /* the end of the PDF, 0-terminated */
  gsize size;
  guint n_objects, root, info;
  gint64 xref;
  GArray *renewed; /* Renewed */
} Addition;

static gboolean
read_tail (Addition *self, gint64 since)
{
  gsize size = eta_new_file_size (self->file) - since;

  self->tail = g_malloc (size + 1);
  self->size = size;
  for (gsize at = 0; at < size;) {
    gssize n = pread (eta_new_file_fd (self->file), self->tail + at, size - at, since + at);

    if (n <= 0)
      return FALSE;
    at += n;
  }
  self->tail[size] = 0;
  return TRUE;
}

/* The first NEEDLE at or after FROM, or NULL. Streams in the tail may hold any byte. */
static char *
find (const Addition *self, const char *from, const char *needle)
{
  return memmem (from, self->tail + self->size - from, needle, strlen (needle));
}

/* The number behind KEY in the trailer. */
static gboolean
trailer_number (const char *trailer, const char *key, gint64 *value)
{
  const char *at = strstr (trailer, key);

  *value = at ? g_ascii_strtoll (at + strlen (key), NULL, 10) : 0;
  return *value > 0;
}

static gboolean
read_trailer (Addition *self)
{
  const char *trailer = NULL;
  gint64 n, root, info;

  for (const char *at = self->tail; (at = find (self, at, "\ntrailer\n")); at++)
    trailer = at;
  if (!trailer || !trailer_number (trailer, "/Size ", &n) ||
      !trailer_number (trailer, "/Root ", &root) || !trailer_number (trailer, "/Info ", &info) ||
      !trailer_number (trailer, "startxref\n", &self->xref))
    return FALSE;
  self->n_objects = n;
  self->root = root;
  self->info = info;
  return TRUE;
}

static void
write_text (Addition *self, const char *text, gssize len)
{
  eta_new_file_write (self->file, text, len < 0 ? strlen (text) : (gsize)len);
}

/* Writes the dictionary that starts at OBJECT ("12 0 obj\n<< …") once more with MORE at its end. */
static void
renew (Addition *self, const char *object, const char *more)
{
  const char *end = find (self, object, ">>\nendobj\n");
  Renewed renewed = {g_ascii_strtoull (object, NULL, 10), eta_new_file_size (self->file)};

  if (!end)
    return;
  g_array_append_val (self->renewed, renewed);
  write_text (self, object, end - object);
  write_text (self, more, -1);
  write_text (self, ">>\nendobj\n", -1);
}

static void
renew_catalog (Addition *self, const EtaDocument *document)
{
  g_autofree char *start = g_strdup_printf ("\n%u 0 obj\n<< /Type /Catalog\n", self->root);
  const char *catalog = find (self, self->tail, start);
  g_autoptr (GString) more = g_string_new (NULL);

  if (!catalog)
    return;
  if (document->lang && *document->lang) {
    g_autofree char *lang =
        g_strcanon (g_strdup (document->lang), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-", '-');

    g_string_append_printf (more, "   /Lang (%s)\n", lang);
  }
  g_string_append_printf (more, "   /ViewerPreferences << /DisplayDocTitle %s%s >>\n",
                          document->title ? "true" : "false",
                          document->dir == ETA_DIRECTION_RTL ? " /Direction /R2L" : "");
  renew (self, catalog + 1, more->str);
}

/* TEXT as a PDF string in UTF-16. */
static void
append_string (GString *out, const char *text)
{
  glong n;
  g_autofree gunichar2 *units = g_utf8_to_utf16 (text, -1, NULL, &n, NULL);

  g_string_append (out, "<FEFF");
  for (glong i = 0; units && i < n; i++)
    g_string_append_printf (out, "%04X", units[i]);
  g_string_append_c (out, '>');
}

/* The object that the line at AT belongs to. */
static const char *
object_around (const Addition *self, const char *at)
{
  while (at > self->tail && strncmp (at, " 0 obj\n", 7) != 0)
    at--;
  while (at > self->tail && g_ascii_isdigit (at[-1]))
    at--;
  return at;
}

static void
renew_figures (Addition *self, GPtrArray *alts)
{
  static const char figure[] = "\n<< /Type /StructElem\n   /S /Figure\n";
  const char *at = self->tail;

  for (guint i = 0; i < alts->len && (at = find (self, at, figure)); i++, at++) {
    g_autoptr (GString) more = NULL;

    if (!g_ptr_array_index (alts, i))
      continue;
    more = g_string_new ("   /Alt ");
    append_string (more, g_ptr_array_index (alts, i));
    g_string_append_c (more, '\n');
    renew (self, object_around (self, at), more->str);
  }
}

static int
by_id (gconstpointer a, gconstpointer b)
{
  return (int)((const Renewed *)a)->id - (int)((const Renewed *)b)->id;
}

static void
write_xref (Addition *self)
{
  gint64 here = eta_new_file_size (self->file);
  g_autoptr (GString) out = g_string_new ("xref\n");

  g_array_sort (self->renewed, by_id);
  for (guint i = 0; i < self->renewed->len; i++) {
    const Renewed *r = &g_array_index (self->renewed, Renewed, i);

    g_string_append_printf (out, "%u 1\n%010" G_GINT64_FORMAT " 00000 n \n", r->id, r->offset);
  }
  g_string_append_printf (out,
                          "trailer\n<< /Size %u\n   /Root %u 0 R\n   /Info %u 0 R\n   /Prev "
                          "%" G_GINT64_FORMAT "\n>>\nstartxref\n%" G_GINT64_FORMAT "\n%%%%EOF\n",
                          self->n_objects, self->root, self->info, self->xref, here);
  write_text (self, out->str, out->len);
}

void
eta_pdf_addition_write (EtaNewFile *file,
                        gint64 since,
                        const EtaDocument *document,
                        GPtrArray *alts)
{
  Addition self = {.file = file};

  self.renewed = g_array_new (FALSE, FALSE, sizeof (Renewed));
  if (read_tail (&self, since) && read_trailer (&self)) {
    renew_catalog (&self, document);
    renew_figures (&self, alts);
    if (self.renewed->len > 0)
      write_xref (&self);
  }
  g_array_unref (self.renewed);
  g_free (self.tail);
}
