/* Variants, and what belongs to the photos, in one cell of a table (catalog/table-columns.h): a
 * line for each, its parts between "|". What would be read as such a mark has a "\" before it. */
#include "catalog/check.h"
#include "catalog/clean.h"
#include "catalog/error.h"
#include "catalog/fields.h"
#include "catalog/table-columns.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_VARIANTS 500

static void
append_part (GString *out, const char *text)
{
  for (const char *p = text ? text : ""; *p; p++) {
    if (*p == '\n') {
      g_string_append (out, "\\n");
      continue;
    }
    if (*p == '\\' || *p == '|')
      g_string_append_c (out, '\\');
    g_string_append_c (out, *p);
  }
}

/* Cuts LINE at the marks. Transfer full. */
static char **
read_parts (const char *line)
{
  GPtrArray *parts = g_ptr_array_new ();
  GString *part = g_string_new (NULL);

  for (const char *p = line; *p; p++) {
    if (*p == '\\' && p[1] != '\0') {
      p++;
      g_string_append_c (part, *p == 'n' ? '\n' : *p);
    } else if (*p == '|') {
      g_ptr_array_add (parts, g_strdup (part->str));
      g_string_truncate (part, 0);
    } else {
      g_string_append_c (part, *p);
    }
  }
  g_ptr_array_add (parts, g_string_free (part, FALSE));
  g_ptr_array_add (parts, NULL);
  return (char **)g_ptr_array_free (parts, FALSE);
}

/* Empty lines at the end say nothing. */
static char *
finish (GString *out)
{
  while (out->len > 0 && out->str[out->len - 1] == '\n')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

/* --- variants: "KOPI-XL|Ukuran=XL; Warna=merah|500|036000291452" -------------------------------
 */

static const EtaField variant_fields[] = {
    {"sku", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_TEXT, G_STRUCT_OFFSET (EtaVariant, sku), 0, 64},
    {"options", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_TEXT, G_STRUCT_OFFSET (EtaVariant, options),
     0, 500},
    {"net", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_GRAMS, G_STRUCT_OFFSET (EtaVariant, net), 0,
     100000000, "g"},
    {"gtin", NULL, ETA_FIELD_OF_PRODUCT, ETA_FIELD_GTIN, G_STRUCT_OFFSET (EtaVariant, gtin), 0, 14},
};

char *
eta_variants_to_cell (const GPtrArray *variants)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < variants->len; i++) {
    guint bars = 0;

    for (guint j = 0; j < G_N_ELEMENTS (variant_fields); j++) {
      g_autofree char *text = eta_field_get (&variant_fields[j], variants->pdata[i]);

      for (; text && bars > 0; bars--)
        g_string_append_c (out, '|');
      append_part (out, text);
      bars++;
    }
    g_string_append_c (out, '\n');
  }
  return finish (out);
}

static gboolean
is_text_same (const char *a, const char *b)
{
  g_autofree char *x = eta_sku_fold (a ? a : ""), *y = eta_sku_fold (b ? b : "");

  return *x != '\0' && g_str_equal (x, y);
}

/* The one of that code, else, without a code, of those options. */
static EtaVariant *
find_variant (GPtrArray *variants, const EtaVariant *like)
{
  for (guint i = 0; i < variants->len; i++) {
    EtaVariant *variant = variants->pdata[i];
    if (like->sku ? is_text_same (variant->sku, like->sku)
                  : is_text_same (variant->options, like->options))
      return variant;
  }
  return NULL;
}

static gboolean
read_variant (GPtrArray *variants, const char *line, GError **error)
{
  g_auto (GStrv) parts = read_parts (line);
  EtaVariant *read = eta_variant_new (), *known;
  guint n = MIN (g_strv_length (parts), G_N_ELEMENTS (variant_fields));

  for (guint i = 0; i < n; i++)
    if (!eta_field_set (&variant_fields[i], read, parts[i], error)) {
      eta_variant_free (read);
      return FALSE;
    }
  known = find_variant (variants, read);
  if (!known) {
    if (read->sku || read->options)
      g_ptr_array_add (variants, read);
    else
      eta_variant_free (read);
    return TRUE;
  }
  for (guint i = 0; i < n; i++)
    if (*parts[i] != '\0')
      eta_field_set (&variant_fields[i], known, parts[i], NULL);
  eta_variant_free (read);
  return TRUE;
}

gboolean
eta_variants_from_cell (GPtrArray *variants, const char *cell, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (cell, "\n", -1);

  for (char **line = lines; *line; line++) {
    g_autofree char *clean = eta_clean_line (*line);

    if (variants->len >= MOST_VARIANTS) {
      g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT,
                           _ ("These are too many variants for one product. Make several products "
                              "of it."));
      return FALSE;
    }
    if (*clean != '\0' && !read_variant (variants, *line, error))
      return FALSE;
  }
  return TRUE;
}

/* --- photos: captions in a language, and what must stay when they are cropped -------------------
 */

char *
eta_captions_to_cell (const GPtrArray *photos, const char *lang)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < photos->len; i++) {
    const EtaPhoto *photo = photos->pdata[i];
    append_part (out, photo->captions ? g_hash_table_lookup (photo->captions, lang) : NULL);
    g_string_append_c (out, '\n');
  }
  return finish (out);
}

void
eta_captions_from_cell (GPtrArray *photos, const char *lang, const char *cell)
{
  g_auto (GStrv) lines = g_strsplit (cell, "\n", -1);

  for (guint i = 0; i < photos->len && lines[i]; i++) {
    EtaPhoto *photo = photos->pdata[i];
    g_auto (GStrv) parts = read_parts (lines[i]);
    char *text = NULL;

    if (!eta_set_text (&text, parts[0]))
      continue;
    if (!photo->captions)
      photo->captions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
    g_hash_table_replace (photo->captions, g_strdup (lang), text);
  }
}

char *
eta_focus_to_cell (const GPtrArray *photos)
{
  GString *out = g_string_new (NULL);
  gboolean any = FALSE;

  for (guint i = 0; i < photos->len; i++) {
    const EtaPhoto *photo = photos->pdata[i];
    any |= photo->focus_x != 500 || photo->focus_y != 500;
    g_string_append_printf (out, "%" G_GINT64_FORMAT "|%" G_GINT64_FORMAT "\n", photo->focus_x,
                            photo->focus_y);
  }
  if (!any)
    g_string_truncate (out, 0);
  return finish (out);
}

void
eta_focus_from_cell (GPtrArray *photos, const char *cell)
{
  g_auto (GStrv) lines = g_strsplit (cell, "\n", -1);

  for (guint i = 0; i < photos->len && lines[i]; i++) {
    EtaPhoto *photo = photos->pdata[i];
    const char *bar = strchr (lines[i], '|');
    gint64 x = g_ascii_strtoll (lines[i], NULL, 10);
    gint64 y = bar ? g_ascii_strtoll (bar + 1, NULL, 10) : -1;

    if (x < 0 || x > 1000 || y < 0 || y > 1000)
      continue;
    photo->focus_x = x;
    photo->focus_y = y;
  }
}
