/* What commands share: the products they name, the album, one write in a step. */
#include "cli/command.h"

#include "catalog/error.h"
#include "catalog/history.h"

#include "ready/rules.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
eta_wrong (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error)
    *error = g_error_new_valist (ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, format, args);
  va_end (args);
  return FALSE;
}

/* Looking works in a folder that cannot be written to. */
static EtaStore *
open_for_reading (const char *path, GError **error)
{
  g_autoptr (GError) failed = NULL;
  EtaStore *store = eta_store_open (path, 0, &failed);

  if (!store && g_error_matches (failed, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_READ_ONLY))
    return eta_store_open (path, ETA_STORE_READ_ONLY, error);
  if (!store)
    g_propagate_error (error, g_steal_pointer (&failed));
  return store;
}

gboolean
eta_call_open (EtaCall *call, EtaUse use, GError **error)
{
  if (use == ETA_USE_NOTHING)
    return TRUE;
  if (use == ETA_USE_READ)
    call->store = open_for_reading (call->file, error);
  else
    call->store = eta_store_open (call->file, use == ETA_USE_CREATE ? ETA_STORE_CREATE : 0, error);
  if (call->store && eta_store_warning (call->store))
    eta_tell ("%s", eta_store_warning (call->store));
  call->unusable = !call->store;
  return call->store != NULL;
}

EtaAlbum *
eta_call_album (EtaCall *call, GError **error)
{
  return eta_album_open (call->file, error);
}

EtaProduct *
eta_call_product (EtaCall *call, guint i, GError **error)
{
  return eta_store_find_sku (call->store, NULL, call->args[i], error);
}

GArray *
eta_call_rows (EtaCall *call, gboolean all, const char *lang, GError **error)
{
  g_autoptr (GArray) rows = NULL;

  if (all && call->n_args > 0) {
    eta_wrong (error, "%s", _ ("Name products by their SKUs, or use --all, not both."));
    return NULL;
  }
  if (all)
    return eta_store_query (call->store, &(EtaQuery){.sort_lang = lang}, error);
  if (call->n_args == 0) {
    eta_wrong (error, "%s", _ ("Which products? Name them by their SKUs, or use --all."));
    return NULL;
  }
  rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < call->n_args; i++) {
    g_autoptr (EtaProduct) product = eta_call_product (call, i, error);
    gint64 row;
    if (!product)
      return NULL;
    row = eta_store_row_of (call->store, product->id);
    g_array_append_val (rows, row);
  }
  return g_steal_pointer (&rows);
}

const char *
eta_user_lang (void)
{
  static char *lang;

  if (g_once_init_enter (&lang)) {
    const char *const *names = g_get_language_names ();
    char *first = g_strndup (names[0], strcspn (names[0], "_.@"));
    if (g_str_equal (first, "C") || g_str_equal (first, "POSIX")) {
      g_free (first);
      first = g_strdup ("en");
    }
    g_once_init_leave (&lang, first);
  }
  return lang;
}

gboolean
eta_put_in_step (EtaStore *store, const char *step, const EtaProduct *product, GError **error)
{
  if (!eta_step_begin (store, step, product->sku, error))
    return FALSE;
  if (eta_store_put_product (store, product, error) && eta_step_commit (store, error))
    return TRUE;
  eta_step_abort (store);
  return FALSE;
}

GStrv
eta_call_markets (const char *text, GError **error)
{
  g_auto (GStrv) markets = g_strsplit (text, ",", -1);

  for (char **market = markets; *market; market++) {
    g_autofree char *known = NULL;

    g_strstrip (*market);
    if (g_strv_contains (eta_markets (), *market))
      continue;
    known = g_strjoinv (", ", (char **)eta_markets ());
    eta_wrong (error, _ ("“%s” is not a market that Etalase knows. It knows: %s."), *market, known);
    return NULL;
  }
  return g_steal_pointer (&markets);
}
