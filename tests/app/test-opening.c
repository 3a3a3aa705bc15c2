/* Catalogs in every state that a disk and other programs put them into (B41, B44). */
#include "window-fixture.h"

#include "app/daily-backup.h"
#include "app/restore.h"
#include "catalog/backup-daily.h"
#include "catalog/error.h"

#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

static void
activate (Fixture *f, const char *detailed)
{
  g_autoptr (GVariant) target = NULL;
  g_autofree char *name = NULL;

  g_assert_true (g_action_parse_detailed_name (detailed, &name, &target, NULL));
  g_assert_true (gtk_widget_activate_action_variant (GTK_WIDGET (f->window), name, target));
  settle ();
}

static gint64
count (Fixture *f)
{
  return eta_store_count_products (fixture_store (f));
}

static char *
in_folder (Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

/* The dialog that is open, or NULL. */
static AdwMessageDialog *
dialog (void)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *l = windows; l; l = l->next)
    if (ADW_IS_MESSAGE_DIALOG (l->data) && gtk_widget_get_mapped (l->data))
      return l->data;
  return NULL;
}

static gboolean
asked (Fixture *f)
{
  return dialog () != NULL;
}

static void
answer (const char *response)
{
  AdwMessageDialog *message = dialog ();

  g_assert_nonnull (message);
  g_assert_true (adw_message_dialog_has_response (message, response));
  adw_message_dialog_response (message, response);
  settle ();
}

static gboolean
is_named (GtkWidget *widget, gconstpointer name)
{
  return g_strcmp0 (gtk_buildable_get_buildable_id (GTK_BUILDABLE (widget)), name) == 0;
}

/* What the bar at the foot says, or NULL while it is not there. */
static const char *
notice (Fixture *f)
{
  GtkWidget *bar = find_widget (GTK_WIDGET (f->window), is_named, "notice");
  GtkWidget *text = find_widget (GTK_WIDGET (f->window), is_named, "notice_text");

  return gtk_revealer_get_reveal_child (GTK_REVEALER (bar)) ? gtk_label_get_text (GTK_LABEL (text))
                                                            : NULL;
}

static void
assert_says (const char *text, const char *part)
{
  if (!text || !strstr (text, part))
    g_test_message ("“%s” is not in “%s”", part, text ? text : "");
  g_assert_true (text && strstr (text, part));
}

/* --- another program writes (B41) ---------------------------------------------------------------
 */

typedef struct {
  char *path;
  guint milliseconds;
  int holding, released; /* atomic */
} Holder;

static gpointer
hold (gpointer data)
{
  Holder *holder = data;
  g_autoptr (EtaStore) store = eta_store_open (holder->path, 0, NULL);

  g_assert_true (eta_step_begin (store, "Hold", NULL, NULL));
  g_atomic_int_set (&holder->holding, 1);
  for (guint i = 0; i < holder->milliseconds && !g_atomic_int_get (&holder->released); i += 10)
    g_usleep (10000);
  eta_step_abort (store);
  return NULL;
}

static GThread *
hold_for (Fixture *f, Holder *holder, guint milliseconds)
{
  GThread *thread;

  holder->path = f->catalog;
  holder->milliseconds = milliseconds;
  thread = g_thread_new ("holder", hold, holder);
  while (!g_atomic_int_get (&holder->holding))
    g_usleep (1000);
  return thread;
}

static gboolean
tick (gpointer data)
{
  ++*(guint *)data;
  return G_SOURCE_CONTINUE;
}

static char *
stored_sku (Fixture *f)
{
  g_autoptr (GArray) rows = eta_store_query (fixture_store (f), &(EtaQuery){0}, NULL);
  g_autofree char *id = eta_store_id_of (fixture_store (f), g_array_index (rows, gint64, 0));
  g_autoptr (EtaProduct) product = eta_store_get_product (fixture_store (f), id, NULL);

  return g_strdup (product->sku);
}

static void
test_edit_waits (Fixture *f, gconstpointer data)
{
  Holder holder = {0};
  g_autofree char *sku = NULL;
  GThread *thread;
  guint ticks = 0, timer;

  activate (f, "win.new-product");
  thread = hold_for (f, &holder, 1500);
  timer = g_timeout_add (50, tick, &ticks);
  g_assert_true (type_into (f, "sku", "KOPI-01"));
  g_source_remove (timer);
  g_thread_join (thread);
  /* The window lived on meanwhile. */
  g_assert_cmpuint (ticks, >, 8);
  sku = stored_sku (f);
  g_assert_cmpstr (sku, ==, "KOPI-01");
  g_assert_null (notice (f));
  g_assert_null (dialog ());
}

static void
test_edit_gives_up (Fixture *f, gconstpointer data)
{
  Holder holder = {0};
  g_autofree char *typed = NULL, *sku = NULL, *again = NULL;
  GThread *thread;

  activate (f, "win.new-product");
  g_assert_true (type_into (f, "sku", "LAMA-1"));
  thread = hold_for (f, &holder, 60000);
  g_assert_false (type_into (f, "sku", "KOPI-01"));
  settle ();
  g_assert_true (asked (f));
  answer ("close"); /* keep editing */
  typed = eta_field_row_get_text (find_field (f, "sku"));
  g_assert_cmpstr (typed, ==, "KOPI-01");
  sku = stored_sku (f);
  g_assert_cmpstr (sku, ==, "LAMA-1");
  g_atomic_int_set (&holder.released, 1);
  g_thread_join (thread);
  g_assert_true (eta_window_flush (f->window));
  again = stored_sku (f);
  g_assert_cmpstr (again, ==, "KOPI-01");
}

/* What another start of the program hands over arrives here, in the window that is there; while a
 * field is wrong, that stays to be looked at. */
static void
test_second_start (Fixture *f, gconstpointer data)
{
  g_autofree char *path = in_folder (f, "lain.etalasedb");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EtaStore) other = eta_store_open (path, ETA_STORE_CREATE, NULL);
  g_autofree char *typed = NULL;

  g_clear_pointer (&other, eta_store_close);
  activate (f, "win.new-product");
  g_assert_false (type_into (f, "gtin", "8991234567890"));
  g_application_open (G_APPLICATION (f->app), &file, 1, "");
  settle ();
  g_assert_cmpstr (eta_session_get_path (eta_window_get_session (f->window)), ==, f->catalog);
  typed = eta_field_row_get_text (find_field (f, "gtin"));
  g_assert_cmpstr (typed, ==, "8991234567890");
  g_assert_true (type_into (f, "gtin", "8991234567891"));
  g_application_open (G_APPLICATION (f->app), &file, 1, "");
  settle ();
  g_assert_cmpstr (eta_session_get_path (eta_window_get_session (f->window)), ==, path);
}

/* --- what is typed (B48) ------------------------------------------------------------------------
 */

static gboolean
has_stored (Fixture *f, const char *sku)
{
  g_autofree char *stored = stored_sku (f);

  return g_strcmp0 (stored, sku) == 0;
}

/* As a person types: nothing is stored yet. */
static void
only_type (Fixture *f, const char *address, const char *text)
{
  GtkWidget *control = eta_field_row_get_control (find_field (f, address));

  gtk_widget_grab_focus (control);
  gtk_editable_set_text (GTK_EDITABLE (control), text);
}

static void
press_escape (GtkWidget *widget)
{
  GListModel *controllers = gtk_widget_observe_controllers (widget);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++) {
    g_autoptr (GtkEventController) one = g_list_model_get_item (controllers, i);

    for (guint k = 0;
         GTK_IS_SHORTCUT_CONTROLLER (one) && k < g_list_model_get_n_items (G_LIST_MODEL (one));
         k++) {
      g_autoptr (GtkShortcut) shortcut = g_list_model_get_item (G_LIST_MODEL (one), k);
      GtkShortcutTrigger *trigger = gtk_shortcut_get_trigger (shortcut);

      if (GTK_IS_KEYVAL_TRIGGER (trigger) &&
          gtk_keyval_trigger_get_keyval (GTK_KEYVAL_TRIGGER (trigger)) == GDK_KEY_Escape)
        gtk_shortcut_action_activate (gtk_shortcut_get_action (shortcut), 0, widget, NULL);
    }
  }
  g_object_unref (controllers);
}

static void
test_typed (Fixture *f, gconstpointer data)
{
  g_autofree char *other = NULL, *first = NULL;

  activate (f, "win.new-product");
  type_into (f, "sku", "A-1");
  only_type (f, "sku", "A-2");
  press_escape (eta_field_row_get_control (find_field (f, "sku")));
  g_assert_true (has_stored (f, "A-2"));
  activate (f, "win.undo");
  g_assert_true (has_stored (f, "A-1"));

  only_type (f, "sku", "A-3");
  activate (f, "win.page('producers')");
  g_assert_true (has_stored (f, "A-3"));
  eta_window_show_page (f->window, "products");
  first = eta_store_id_of (fixture_store (f), 1);
  eta_window_show_product (f->window, first);
  settle ();
  only_type (f, "sku", "A-4");
  activate (f, "win.leave");
  g_assert_null (eta_window_get_session (f->window));
  g_assert_true (eta_window_open (f->window, f->catalog, 0));
  g_assert_true (has_stored (f, "A-4"));
}

/* With something wrong in it, no way leads off the page. */
static void
test_wrong_stays (Fixture *f, gconstpointer data)
{
  static const char *const ways[] = {"win.page('producers')", "win.search", "win.leave"};
  g_autofree char *typed = NULL;
  GtkWidget *control;

  activate (f, "win.new-product");
  only_type (f, "gtin", "8991234567890");
  control = eta_field_row_get_control (find_field (f, "gtin"));
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    activate (f, ways[i]);
    g_assert_true (gtk_widget_get_mapped (control));
    g_assert_true (gtk_widget_has_css_class (control, "error"));
  }
  press_escape (control);
  g_assert_false (eta_window_open (f->window, "/nowhere.etalasedb", 0));
  typed = eta_field_row_get_text (find_field (f, "gtin"));
  g_assert_cmpstr (typed, ==, "8991234567890");
  g_assert_cmpuint (close_dialogs (f, NULL), ==, 0);
}

/* --- view only -------------------------------------------------------------------------------- */

static void
test_view_only (Fixture *f, gconstpointer data)
{
  g_autofree char *id = NULL;
  g_autoptr (GArray) rows = NULL;
  GtkWidget *control;

  activate (f, "win.new-product");
  type_into (f, "sku", "KOPI-01");
  g_assert_true (eta_window_open (f->window, f->catalog, ETA_STORE_READ_ONLY));
  settle ();
  assert_says (notice (f), "View only");
  rows = eta_store_query (fixture_store (f), &(EtaQuery){0}, NULL);
  id = eta_store_id_of (fixture_store (f), g_array_index (rows, gint64, 0));
  eta_window_show_product (f->window, id);
  settle ();
  control = eta_field_row_get_control (find_field (f, "sku"));
  g_assert_false (gtk_widget_is_sensitive (control));
  g_assert_false (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.new-product", NULL) &&
                  count (f) != 1);
  g_assert_cmpint (count (f), ==, 1);
  /* Printing works. */
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.print-sheet", "s", "id"));
  wait_until (no_jobs, f);
  settle ();
  g_assert_cmpuint (close_dialogs (f, NULL), ==, 0);
  /* And back. */
  g_assert_true (eta_window_open (f->window, f->catalog, 0));
  g_assert_null (notice (f));
  eta_window_show_product (f->window, id);
  settle ();
  control = eta_field_row_get_control (find_field (f, "sku"));
  g_assert_true (gtk_widget_is_sensitive (control));
}

/* Without being asked to: a folder that nobody may write to. Permissions do not stop root, so for
 * root it is a disk of its own that is mounted read-only. */
static void
test_read_only_folder (Fixture *f, gconstpointer data)
{
  g_autofree char *folder = in_folder (f, "usb"),
                  *path = g_build_filename (folder, "b.etalasedb", NULL);
  g_autoptr (EtaStore) store = NULL;
  gboolean mounted;

  g_mkdir (folder, 0755);
  mounted = geteuid () == 0 && mount ("tmpfs", folder, "tmpfs", 0, "size=8m") == 0;
  store = eta_store_open (path, ETA_STORE_CREATE, NULL);
  g_clear_pointer (&store, eta_store_close);
  g_chmod (path, 0444);
  g_chmod (folder, 0555);
  if (mounted)
    g_assert_cmpint (mount (NULL, folder, NULL, MS_REMOUNT | MS_RDONLY, NULL), ==, 0);
  if (g_access (folder, W_OK) == 0) {
    g_test_skip ("this user may write everywhere");
    return;
  }
  g_assert_true (eta_window_open (f->window, path, 0));
  g_assert_true (eta_session_is_read_only (eta_window_get_session (f->window)));
  assert_says (notice (f), "b");
  eta_window_show_session (f->window, NULL);
  settle ();
  g_chmod (folder, 0755);
  if (mounted)
    umount2 (folder, MNT_DETACH);
}

/* --- a network drive (B44) ----------------------------------------------------------------------
 */

extern char *(*eta_store_fs_type) (const char *path);

static char *
all_nfs (const char *path)
{
  return g_strdup ("nfs4");
}

static void
test_network (Fixture *f, gconstpointer data)
{
  char *(*real) (const char *) = eta_store_fs_type;

  eta_window_show_session (f->window, NULL);
  settle ();
  eta_store_fs_type = all_nfs;
  g_assert_true (eta_window_open (f->window, f->catalog, 0));
  assert_says (notice (f), "network");
  activate (f, "win.network-warned");
  g_assert_null (notice (f));
  eta_window_show_session (f->window, NULL);
  /* Once. */
  g_assert_true (eta_window_open (f->window, f->catalog, 0));
  g_assert_null (notice (f));
  eta_store_fs_type = real;
}

/* --- damaged, newer, restored -------------------------------------------------------------------
 */

static void
written (const char *path, const GError *error, gpointer data)
{
  g_assert_no_error (error);
  g_assert_nonnull (path);
  *(char **)data = g_strdup (path);
}

static char *daily_path;

static gboolean
is_backed_up (Fixture *f)
{
  return daily_path != NULL;
}

static void
back_up (Fixture *f)
{
  g_clear_pointer (&daily_path, g_free);
  g_assert_true (eta_daily_backup_now (f->window, G_OBJECT (f->window), written, &daily_path));
  wait_until (is_backed_up, f);
}

static gboolean
has_today (Fixture *f)
{
  g_autofree char *base = eta_daily_backup_folder ();

  return eta_backup_has_today (base, f->catalog);
}

static gboolean
is_label (GtkWidget *widget, gconstpointer text)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
}

/* Pressed again: the worker of the first one is still sweeping the album. */
static gboolean
is_told (Fixture *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.backup-now", NULL);
  return find_widget (GTK_WIDGET (f->window), is_label, "Today’s backup was not written") != NULL;
}

/* By itself, some seconds after the catalog was opened; a failure is told, with its reason. */
static void
test_daily (Fixture *f, gconstpointer data)
{
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);
  g_autofree char *none = g_build_filename (f->catalog, "a file is no folder", NULL);
  const char *body;

  g_assert_false (has_today (f));
  wait_until (has_today, f);
  g_settings_set_string (settings, "backup-folder", none);
  wait_until (is_told, f);
  activate (f, "win.backup-problem");
  g_assert_true (asked (f));
  body = adw_message_dialog_get_body (dialog ());
  assert_says (body, "could not be written");
  answer ("close");
  g_settings_reset (settings, "backup-folder");
}

static gboolean
is_restored (Fixture *f)
{
  return no_jobs (f) && eta_window_get_session (f->window) != NULL;
}

static char *
find_kept (Fixture *f, const char *word)
{
  g_autoptr (GDir) dir = g_dir_open (f->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)))
    if (strstr (name, word) && g_str_has_suffix (name, ".etalasedb"))
      return in_folder (f, name);
  return NULL;
}

static void
test_restore (Fixture *f, gconstpointer data)
{
  g_autofree char *kept = NULL;

  activate (f, "win.new-product");
  back_up (f);
  activate (f, "win.new-product");
  g_assert_cmpint (count (f), ==, 2);
  eta_restore_start (f->window, daily_path, f->catalog);
  settle ();
  wait_until (is_restored, f);
  settle ();
  g_assert_cmpuint (close_dialogs (f, NULL), ==, 0);
  g_assert_cmpint (count (f), ==, 1);
  /* “Show the old one”. */
  kept = find_kept (f, "before restore");
  g_assert_nonnull (kept);
  g_assert_true (gtk_widget_activate_action (GTK_WIDGET (f->window), "win.open-path", "s", kept));
  settle ();
  g_assert_cmpint (count (f), ==, 2);
}

/* What is no backup changes nothing, and the catalog is open again. */
static void
test_restore_nonsense (Fixture *f, gconstpointer data)
{
  g_autofree char *bad = in_folder (f, "x.etalasebackup"), *text = NULL;

  activate (f, "win.new-product");
  g_assert_true (g_file_set_contents (bad, "no backup", -1, NULL));
  eta_restore_start (f->window, bad, f->catalog);
  wait_until (is_restored, f);
  settle ();
  g_assert_cmpint (count (f), ==, 1);
  g_assert_null (find_kept (f, "before restore"));
}

static void
damage (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize n;

  g_assert_true (g_file_get_contents (path, &bytes, &n, NULL));
  memset (bytes + 100, 0x5a, MIN (n - 100, 20000));
  g_assert_true (g_file_set_contents (path, bytes, (gssize)n, NULL));
}

static void
test_damaged (Fixture *f, gconstpointer data)
{
  g_autofree char *bad = NULL, *text = NULL;

  activate (f, "win.new-product");
  back_up (f);
  eta_window_leave (f->window);
  settle ();
  damage (f->catalog);
  g_assert_false (eta_window_open (f->window, f->catalog, 0));
  wait_until (asked, f);
  text = g_strdup (adw_message_dialog_get_body (dialog ()));
  assert_says (text, "1 product");
  assert_says (text, "is lost");
  answer ("restore");
  wait_until (is_restored, f);
  settle ();
  g_assert_cmpint (count (f), ==, 1);
  bad = find_kept (f, "damaged");
  g_assert_nonnull (bad);
}

/* A power cut left nothing of it (B40): the backup is offered as well. */
static void
test_emptied (Fixture *f, gconstpointer data)
{
  activate (f, "win.new-product");
  back_up (f);
  eta_window_leave (f->window);
  settle ();
  g_assert_true (g_file_set_contents (f->catalog, "", 0, NULL));
  g_assert_false (eta_window_open (f->window, f->catalog, 0));
  wait_until (asked, f);
  answer ("restore");
  wait_until (is_restored, f);
  settle ();
  g_assert_cmpint (count (f), ==, 1);
}

static void
test_newer (Fixture *f, gconstpointer data)
{
  g_autofree char *text = NULL, *bytes = NULL;
  gsize n;

  eta_window_leave (f->window);
  settle ();
  g_assert_true (g_file_get_contents (f->catalog, &bytes, &n, NULL));
  bytes[60] = 1; /* user_version, big endian */
  g_assert_true (g_file_set_contents (f->catalog, bytes, (gssize)n, NULL));
  g_assert_false (eta_window_open (f->window, f->catalog, 0));
  settle ();
  g_assert_cmpuint (close_dialogs (f, &text), ==, 1);
  assert_says (text, "newer Etalase");
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/opening/edit-waits", test_edit_waits);
  ADD ("/opening/edit-gives-up", test_edit_gives_up);
  ADD ("/opening/second-start", test_second_start);
  ADD ("/opening/typed", test_typed);
  ADD ("/opening/wrong-stays", test_wrong_stays);
  ADD ("/opening/view-only", test_view_only);
  ADD ("/opening/read-only-folder", test_read_only_folder);
  ADD ("/opening/network", test_network);
  ADD ("/opening/daily", test_daily);
  ADD ("/opening/restore", test_restore);
  ADD ("/opening/restore-nonsense", test_restore_nonsense);
  ADD ("/opening/damaged", test_damaged);
  ADD ("/opening/emptied", test_emptied);
  ADD ("/opening/newer", test_newer);
  return g_test_run ();
}
