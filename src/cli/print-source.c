#include "cli/print-source.h"

#include "catalog/communal.h"
#include "photos/take.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
eta_print_read_look (const EtaPrintLook *look, EtaSheetOptions *options, GError **error)
{
  if (look->paper && !eta_paper_parse (look->paper, &options->paper))
    return eta_wrong (error, _ ("“%s” is no paper. Use a4 or letter."), look->paper);
  if (look->quality && g_str_equal (look->quality, "email"))
    options->quality = ETA_PDF_EMAIL;
  else if (look->quality && !g_str_equal (look->quality, "print"))
    return eta_wrong (error, _ ("“%s” is no quality. Use print or email."), look->quality);
  options->template = look->template;
  options->currency = look->currency;
  options->about = look->about;
  return TRUE;
}

GStrv
eta_print_read_languages (const char *text, GError **error)
{
  g_auto (GStrv) langs = g_strsplit (text, ",", -1);

  for (char **lang = langs; *lang; lang++) {
    g_strstrip (*lang);
    if (g_regex_match_simple ("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", *lang, 0, 0))
      continue;
    eta_wrong (error, _ ("“%s” is no language code. Use codes such as id, en or ar."), *lang);
    return NULL;
  }
  return g_steal_pointer (&langs);
}

void
eta_print_source_clear (EtaPrintSource *source)
{
  g_clear_pointer (&source->album, eta_album_unref);
  g_clear_pointer (&source->rows, g_array_unref);
  g_clear_pointer (&source->producers, g_hash_table_unref);
}

gboolean
eta_print_source_open (
    EtaPrintSource *source, EtaCall *call, gboolean all, const char *lang, GError **error)
{
  source->call = call;
  source->rows = eta_call_rows (call, all, lang, error);
  if (source->rows) {
    g_autoptr (GArray) named = source->rows;
    source->rows = eta_communal_collapse (call->store, named);
  }
  source->producers =
      g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)eta_producer_unref);
  source->album = source->rows ? eta_call_album (call, error) : NULL;
  return source->album != NULL;
}

static EtaProducer *
find_producer (EtaPrintSource *source, const char *id)
{
  EtaProducer *producer = id ? g_hash_table_lookup (source->producers, id) : NULL;

  if (!producer && id) {
    producer = eta_store_get_producer (source->call->store, id, NULL);
    if (producer)
      g_hash_table_insert (source->producers, g_strdup (id), producer);
  }
  return producer ? eta_producer_ref (producer) : NULL;
}

gboolean
eta_print_source_load (guint index, EtaSheetInput *input, gpointer data, GError **error)
{
  EtaPrintSource *source = data;
  EtaStore *store = source->call->store;
  g_autofree char *id = eta_store_id_of (store, g_array_index (source->rows, gint64, index));

  memset (input, 0, sizeof *input);
  input->product = eta_store_get_product (store, id, error);
  if (!input->product)
    return FALSE;
  input->producer = find_producer (source, input->product->producer_id);
  eta_communal_present (store, &input->product, &input->producer);
  input->photo_path = eta_album_photo_path;
  input->photo_data = source->album;
  return TRUE;
}
