/* Backups, and whether the catalog is sound. */
#include "cli/command.h"

#include "catalog/backup.h"
#include "catalog/error.h"

#include <glib/gi18n-lib.h>

static void
answer_file (EtaCall *call, const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);
  JsonObject *answer = json_object_new ();

  json_object_set_string_member (answer, "file", shown);
  eta_answer (call, answer);
}

static gboolean
run_backup (EtaCall *call, GError **error)
{
  g_autofree char *shown = g_filename_display_name (call->args[0]);

  if (!eta_backup_write (call->store, call->args[0], call->cancellable, error))
    return FALSE;
  answer_file (call, call->args[0]);
  eta_say (call, _ ("The catalog with its photos is in “%s”."), shown);
  return TRUE;
}

static gboolean
run_restore (EtaCall *call, GError **error)
{
  g_autofree char *shown = g_filename_display_name (call->file);

  if (!eta_backup_restore (call->args[0], call->file, NULL, call->cancellable, error))
    return FALSE;
  answer_file (call, call->file);
  eta_say (call, _ ("“%s” is as it was in the backup."), shown);
  return TRUE;
}

/* --- check ------------------------------------------------------------------------------------ */

static void
add_problem (EtaCall *call, JsonArray *problems, const char *text)
{
  json_array_add_string_element (problems, text);
  eta_tell ("%s", text);
}

static char *
fault_text (const EtaAlbumRemark *remark)
{
  static const char *const texts[] = {
      [ETA_ALBUM_MISSING] = N_ ("The photo %s is not there. Restore a backup, or add it again."),
      [ETA_ALBUM_DAMAGED] = N_ ("The photo %s is damaged. Restore a backup, or add it again."),
      [ETA_ALBUM_THUMB_ABSENT] = N_ ("The small picture of the photo %s is missing."),
  };

  return g_strdup_printf (_ (texts[remark->fault]), remark->sha256);
}

/* The store's set holds every text of a step that might be a photo's name. */
static gboolean
is_no_name (gpointer key, gpointer value, gpointer data)
{
  g_autofree char *path = eta_album_path (data, key, ETA_ALBUM_FULL);

  return path == NULL;
}

static gboolean
check_photos (EtaCall *call, JsonArray *problems, GError **error)
{
  g_autoptr (EtaAlbum) album = eta_call_album (call, error);
  g_autoptr (GHashTable) wanted = album ? eta_store_photo_set (call->store, error) : NULL;
  g_autoptr (GPtrArray) remarks = NULL;

  if (!wanted)
    return FALSE;
  g_hash_table_foreach_remove (wanted, is_no_name, album);
  remarks = eta_album_check (album, wanted, call->cancellable, error);
  for (guint i = 0; remarks && i < remarks->len; i++) {
    g_autofree char *text = fault_text (remarks->pdata[i]);
    add_problem (call, problems, text);
    call->partly = TRUE;
  }
  return remarks != NULL;
}

static gboolean
run_check (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) found = eta_store_check (call->store);
  JsonObject *answer = json_object_new ();
  JsonArray *problems = json_array_new ();

  json_object_set_array_member (answer, "problems", problems);
  eta_answer (call, answer);
  for (guint i = 0; i < found->len; i++)
    add_problem (call, problems, found->pdata[i]);
  if (found->len > 0) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_DAMAGED,
                 _ ("“%s” is damaged. Restore the newest backup, and keep this file."), call->file);
    return FALSE;
  }
  if (!check_photos (call, problems, error))
    return FALSE;
  json_object_set_int_member (answer, "products", eta_store_count_products (call->store));
  json_object_set_int_member (answer, "producers", eta_store_count_producers (call->store));
  if (!call->partly)
    eta_say (call, "%s", _ ("The catalog and its photos are sound."));
  return TRUE;
}

const EtaCommand eta_safety_commands[] = {
    {"backup", "FILE", N_ ("Write the catalog and its photos to one file"), ETA_USE_READ, 1, 1, 0,
     NULL, run_backup},
    {"restore", "FILE",
     N_ ("Bring the catalog back from a backup; what is there now is kept beside it"),
     ETA_USE_NOTHING, 1, 1, 0, NULL, run_restore},
    {"check", NULL, N_ ("Look whether the database and all photos are sound"), ETA_USE_READ, 0, 0,
     0, NULL, run_check},
    {NULL},
};
