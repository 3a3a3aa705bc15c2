#include "ready/rules-shelf.h"

#include "ready/error.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <errno.h>

static GMutex lock;
static const EtaRuleSet *current;
static GSList *earlier; /* sets before it are kept: somebody may still read them */

static char *
shelf_path (void)
{
  return g_build_filename (g_get_user_data_dir (), "etalase", "markets", NULL);
}

/* One file after the other: the same rule may stand in several updates. */
static const EtaRuleSet *
read_shelf (GError **error)
{
  g_autofree char *folder = shelf_path ();
  g_autoptr (GPtrArray) files = NULL;
  EtaRuleSet *set = NULL;
  EtaRulesChange change;

  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return eta_rules_builtin ();
  files = eta_rules_list_files (folder, error);
  for (guint i = 0; files && i < files->len; i++) {
    g_autoptr (EtaRuleSet) own = eta_rules_load (files->pdata[i], error);
    EtaRuleSet *merged;

    if (!own) {
      eta_rules_free (set);
      return eta_rules_builtin ();
    }
    merged = eta_rules_merge (set ? set : eta_rules_builtin (), own, &change);
    eta_rules_free (set);
    set = merged;
  }
  return set ? set : eta_rules_builtin ();
}

const EtaRuleSet *
eta_rules_current (GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autoptr (GError) failed = NULL;

  if (current)
    return current;
  current = read_shelf (&failed);
  if (failed)
    g_propagate_error (error, g_steal_pointer (&failed));
  return current;
}

/* A name of its own for each, so that an update never overwrites the one before it. */
static gboolean
copy_file (const char *from, const char *folder, guint number, GError **error)
{
  g_autofree char *name =
      g_strdup_printf ("rules_%" G_GINT64_FORMAT "-%u.tsv", g_get_real_time (), number);
  g_autofree char *to = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;
  gsize len;

  return g_file_get_contents (from, &text, &len, error) &&
         g_file_set_contents (to, text, (gssize)len, error);
}

static gboolean
copy_all (const char *path, const char *folder, GError **error)
{
  g_autoptr (GPtrArray) files = eta_rules_list_files (path, error);

  for (guint i = 0; files && i < files->len; i++)
    if (!copy_file (files->pdata[i], folder, i, error))
      return FALSE;
  return files != NULL;
}

gboolean
eta_rules_add (const char *path, EtaRulesChange *change, GError **error)
{
  g_autofree char *folder = shelf_path ();
  g_autoptr (EtaRuleSet) added = eta_rules_load (path, error);
  const EtaRuleSet *before = eta_rules_current (NULL);

  if (!added)
    return FALSE;
  if (g_mkdir_with_parents (folder, 0700) != 0) {
    g_set_error (error, ETA_READY_ERROR, ETA_READY_ERROR_RULES,
                 _ ("The folder “%s” cannot be made: %s."), folder, g_strerror (errno));
    return FALSE;
  }
  if (!copy_all (path, folder, error))
    return FALSE;
  g_mutex_lock (&lock);
  earlier = g_slist_prepend (earlier, (gpointer)before);
  current = eta_rules_merge (before, added, change);
  g_mutex_unlock (&lock);
  return TRUE;
}
