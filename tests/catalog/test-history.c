#include "temp-catalog.h"

#include "catalog/store-sql.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

static void
rename_product (EtaStore *store, const char *id, const char *name)
{
  g_autoptr (EtaProduct) product = eta_store_get_product (store, id, NULL);
  g_autoptr (EtaProduct) draft = eta_product_copy (product);

  eta_set_text (&eta_words_ensure (draft->words, "id")->name, name);
  put_now (store, "Edit product", draft);
}

static void
assert_name (EtaStore *store, const char *id, const char *name)
{
  g_autoptr (EtaProduct) product = eta_store_get_product (store, id, NULL);

  g_assert_nonnull (product);
  g_assert_cmpstr (eta_product_name (product, "id"), ==, name);
}

static guint
hits (EtaStore *store, const char *text)
{
  g_autoptr (GArray) rows = eta_store_query (store, &(EtaQuery){.text = text}, NULL);

  return rows ? rows->len : G_MAXUINT;
}

static void
undo (EtaStore *store)
{
  g_autoptr (GError) error = NULL;

  eta_history_undo (store, NULL, &error);
  g_assert_no_error (error);
}

static void
redo (EtaStore *store)
{
  g_autoptr (GError) error = NULL;

  eta_history_redo (store, NULL, &error);
  g_assert_no_error (error);
}

static void
test_undo_edit (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", "Coffee", "قهوة");
  g_autoptr (EtaStep) step_undone = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  put_now (c->store, "Add product", product);
  rename_product (c->store, product->id, "Kopi Ijen");
  g_assert_cmpuint (hits (c->store, "ijen"), ==, 1);
  g_assert_true (eta_history_undo (c->store, &step_undone, NULL));
  g_assert_cmpstr (step_undone->name, ==, "Edit product");
  g_assert_true (step_undone->undone);
  assert_name (c->store, product->id, "Kopi");
  /* The search and the sorted list went back with it. */
  g_assert_cmpuint (hits (c->store, "ijen"), ==, 0);
  g_assert_cmpuint (hits (c->store, "قهوه"), ==, 1);
  again = eta_history_peek_redo (c->store);
  g_assert_cmpint (again->id, ==, step_undone->id);
  redo (c->store);
  assert_name (c->store, product->id, "Kopi Ijen");
  g_assert_cmpuint (hits (c->store, "ijen"), ==, 1);
  g_assert_false (eta_history_redo (c->store, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
  assert_sound (c->store);
}

static void
test_restart (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);

  put_now (c->store, "Add product", product);
  rename_product (c->store, product->id, "Kopi Ijen");
  eta_store_close (c->store);
  c->store = open_store (c->path, 0);
  undo (c->store);
  assert_name (c->store, product->id, "Kopi");
  eta_store_close (c->store);
  c->store = open_store (c->path, 0);
  assert_name (c->store, product->id, "Kopi");
  redo (c->store);
  assert_name (c->store, product->id, "Kopi Ijen");
}

/* A product deleted for good comes back whole, under its old row number. */
static void
test_undo_purge (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaProduct) back = NULL;
  g_autoptr (EtaProduct) other = make_product (c, "B", "Madu", NULL, NULL);
  EtaPhoto *photo =
      eta_photo_new ("cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc", 10, 10);
  g_autoptr (GHashTable) pictures = NULL;
  gint64 row;

  photo->captions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_hash_table_insert (photo->captions, g_strdup ("id"), g_strdup ("Biji"));
  g_ptr_array_add (product->photos, photo);
  put_now (c->store, "Add product", product);
  row = eta_store_row_of (c->store, product->id);
  step (c->store, "Delete for good");
  g_assert_true (eta_store_purge_product (c->store, product->id, NULL));
  commit (c->store);
  g_assert_cmpint (eta_store_row_of (c->store, product->id), ==, 0);
  /* What the history may bring back is kept. */
  pictures = eta_store_photo_set (c->store, NULL);
  g_assert_true (g_hash_table_contains (pictures, photo->sha256));
  undo (c->store);
  g_assert_cmpint (eta_store_row_of (c->store, product->id), ==, row);
  back = eta_store_get_product (c->store, product->id, NULL);
  photo = back->photos->pdata[0];
  g_assert_cmpstr (g_hash_table_lookup (photo->captions, "id"), ==, "Biji");
  g_assert_cmpuint (hits (c->store, "kopi"), ==, 1);
  redo (c->store);
  put_now (c->store, "Add product", other);
  g_assert_cmpint (eta_store_row_of (c->store, other->id), >, row);
  assert_sound (c->store);
}

static void
test_new_step_drops_redo (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Satu", NULL, NULL);

  put_now (c->store, "Add product", product);
  rename_product (c->store, product->id, "Dua");
  undo (c->store);
  rename_product (c->store, product->id, "Tiga");
  g_assert_null (eta_history_peek_redo (c->store));
  undo (c->store);
  assert_name (c->store, product->id, "Satu");
  undo (c->store);
  g_assert_null (eta_store_get_product (c->store, product->id, NULL));
}

static void
test_empty_step (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaStep) before = eta_history_peek_undo (c->store), after = NULL;

  step (c->store, "Nothing");
  commit (c->store);
  after = eta_history_peek_undo (c->store);
  g_assert_cmpint (before->id, ==, after->id);
}

static void
test_abort (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);

  eta_step_abort (c->store);
  step (c->store, "Add product");
  g_assert_true (eta_store_put_product (c->store, product, NULL));
  g_assert_true (eta_step_open (c->store));
  eta_step_abort (c->store);
  g_assert_false (eta_step_open (c->store));
  g_assert_cmpint (eta_store_row_of (c->store, product->id), ==, 0);
  g_assert_cmpuint (hits (c->store, "kopi"), ==, 0);
}

static void
test_merge (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (GPtrArray) steps = NULL;

  put_now (c->store, "Add product", product);
  eta_step_merge_within (c->store, 60);
  rename_product (c->store, product->id, "Kopi I");
  rename_product (c->store, product->id, "Kopi Ij");
  rename_product (c->store, product->id, "Kopi Ijen");
  steps = eta_history_list (c->store, NULL, 0, NULL);
  g_assert_cmpuint (steps->len, ==, 3);
  undo (c->store);
  assert_name (c->store, product->id, "Kopi");
  redo (c->store);
  assert_name (c->store, product->id, "Kopi Ijen");
  /* After an undo nothing is joined. */
  undo (c->store);
  rename_product (c->store, product->id, "Kopi Lain");
  undo (c->store);
  assert_name (c->store, product->id, "Kopi");
  /* Back to where it was: the joined step is gone. */
  rename_product (c->store, product->id, "X");
  rename_product (c->store, product->id, "Kopi");
  undo (c->store);
  assert_sound (c->store);
}

static void
test_two_connections (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaStore) other = eta_store_reopen (c->store, 0, NULL);

  put_now (c->store, "Add product", product);
  g_assert_true (eta_store_poll (other));
  g_assert_false (eta_store_poll (other));
  rename_product (other, product->id, "Kopi Ijen");
  g_assert_true (eta_store_poll (c->store));
  undo (c->store);
  assert_name (other, product->id, "Kopi");
  redo (other);
  assert_name (c->store, product->id, "Kopi Ijen");
  g_assert_cmpuint (hits (c->store, "ijen"), ==, 1);
}

/* Another tool wrote to a row that the step would take back. */
static void
test_conflict (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaProduct) other = make_product (c, "B", "Madu", NULL, NULL);
  g_autoptr (EtaProduct) draft = NULL, second = NULL;
  g_autoptr (GError) error = NULL;

  put_now (c->store, "Add product", product);
  put_now (c->store, "Add product", other);
  draft = eta_store_get_product (c->store, product->id, NULL);
  second = eta_store_get_product (c->store, other->id, NULL);
  draft->moq = second->moq = 100;
  step (c->store, "Change many");
  g_assert_true (eta_store_put_product (c->store, draft, NULL));
  g_assert_true (eta_store_put_product (c->store, second, NULL));
  commit (c->store);
  g_assert_true (eta_sql_exec (c->store, "UPDATE product SET moq = 7 WHERE sku = 'B'", NULL));
  g_assert_false (eta_history_undo (c->store, NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_nonnull (strstr (error->message, "Madu"));
  g_assert_nonnull (strstr (error->message, "Change many"));
  /* Nothing was applied, and the step can still be undone later. */
  eta_product_unref (draft);
  draft = eta_store_get_product (c->store, product->id, NULL);
  g_assert_cmpint (draft->moq, ==, 100);
  g_assert_true (eta_sql_exec (c->store, "UPDATE product SET moq = 100 WHERE sku = 'B'", NULL));
  undo (c->store);
}

static void
test_per_product (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) one = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaProduct) two = make_product (c, "B", "Madu", NULL, NULL);
  g_autoptr (GPtrArray) of_one = NULL, all = NULL;
  EtaStep *newest;

  put_now (c->store, "Add product", one);
  put_now (c->store, "Add product", two);
  rename_product (c->store, one->id, "Kopi Ijen");
  of_one = eta_history_list (c->store, one->id, 0, NULL);
  g_assert_cmpuint (of_one->len, ==, 2);
  newest = of_one->pdata[0];
  g_assert_cmpstr (newest->name, ==, "Edit product");
  g_assert_cmpstr (newest->who, ==, g_get_user_name ());
  g_assert_cmpint (newest->size, >, 0);
  all = eta_history_list (c->store, NULL, 2, NULL);
  g_assert_cmpuint (all->len, ==, 2);
}

/* An edit of one field records little: the row's key, the field and the time. */
static void
test_small_changeset (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaProduct) draft = NULL;
  g_autoptr (EtaStep) last = NULL;
  g_autofree char *story = g_strnfill (5000, 'x');

  eta_set_text (&eta_words_ensure (product->words, "id")->story, story);
  put_now (c->store, "Add product", product);
  draft = eta_store_get_product (c->store, product->id, NULL);
  draft->moq = 500;
  put_now (c->store, "Edit product", draft);
  last = eta_history_peek_undo (c->store);
  g_assert_cmpint (last->size, <, 250);
}

static void
test_trim (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (GPtrArray) steps = NULL;

  put_now (c->store, "Add product", product);
  for (guint i = 0; i < 10; i++) {
    g_autofree char *name = g_strdup_printf ("Kopi %u", i);
    rename_product (c->store, product->id, name);
  }
  g_assert_true (eta_history_trim (c->store, 4, NULL));
  steps = eta_history_list (c->store, NULL, 0, NULL);
  g_assert_cmpuint (steps->len, ==, 4);
  for (guint i = 0; i < 4; i++)
    undo (c->store);
  g_assert_null (eta_history_peek_undo (c->store));
  assert_name (c->store, product->id, "Kopi 5");
  assert_sound (c->store);
}

/* --- told of changes -------------------------------------------------------------------------- */

static void
keep_ids (EtaStore *store, GHashTable *ids, gpointer data)
{
  GHashTable **kept = data;

  g_clear_pointer (kept, g_hash_table_unref);
  *kept = g_hash_table_ref (ids);
}

static void
test_changed_func (Catalog *c, gconstpointer unused)
{
  g_autoptr (EtaProduct) product = make_product (c, "A", "Kopi", NULL, NULL);
  g_autoptr (EtaProducer) producer = NULL;
  g_autoptr (GHashTable) ids = NULL;

  eta_store_set_changed_func (c->store, keep_ids, &ids);
  put_now (c->store, "Add product", product);
  g_assert_true (g_hash_table_contains (ids, product->id));
  /* A child alone. */
  g_ptr_array_add (product->evidence, eta_evidence_new ("allergens"));
  g_clear_pointer (&ids, g_hash_table_unref);
  put_now (c->store, "Edit product", product);
  g_assert_true (g_hash_table_contains (ids, product->id));
  g_clear_pointer (&ids, g_hash_table_unref);
  undo (c->store);
  g_assert_true (g_hash_table_contains (ids, product->id));
  /* The cards of a renamed producer's products show another name. */
  producer = eta_store_get_producer (c->store, c->producer, NULL);
  eta_set_text (&producer->name, "Ponpes Baru");
  g_clear_pointer (&ids, g_hash_table_unref);
  step (c->store, "Edit producer");
  g_assert_true (eta_store_put_producer (c->store, producer, NULL));
  commit (c->store);
  g_assert_true (g_hash_table_contains (ids, product->id));
  g_assert_cmpuint (hits (c->store, "baru"), ==, 1);
  /* A product that goes is named, too. */
  undo (c->store);
  undo (c->store);
  g_assert_true (g_hash_table_contains (ids, product->id));
  g_assert_cmpint (eta_store_count_products (c->store), ==, 0);
  eta_store_set_changed_func (c->store, NULL, NULL);
}

/* --- kill -9 ---------------------------------------------------------------------------------- */

#define ROUNDS 10

typedef struct {
  guint per_step; /* products */
  guint most;     /* µs until the child is killed */
} Load;

static gboolean
put_many (const Catalog *c, EtaStore *store, guint32 step_number, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *sku = g_strdup_printf ("N-%u-%u", step_number, i);
    g_autoptr (EtaProduct) product = make_product (c, sku, "Kopi Arabika", "Coffee", "قهوة");

    if (!eta_store_put_product (store, product, NULL))
      return FALSE;
  }
  return TRUE;
}

/* Writes steps for ever, each confirmed on FD after its commit. */
static void
write_steps (const Catalog *c, guint32 first, guint per_step, int fd)
{
  EtaStore *store = eta_store_open (c->path, 0, NULL);

  /* Every child inherits the same random state, and would make the same UUIDs. */
  g_random_set_seed (first + (guint32)g_get_monotonic_time ());
  for (guint32 i = first; store; i++) {
    if (!eta_step_begin (store, "Add products", NULL, NULL) || !put_many (c, store, i, per_step) ||
        !eta_step_commit (store, NULL) || write (fd, &i, sizeof i) != sizeof i)
      _exit (1);
  }
  _exit (2);
}

/* The number after the last step that the child confirmed. The very first step is waited for, so
 * that there is something to lose, however slow the machine. */
static guint32
kill_while_writing (const Catalog *c, const Load *load, guint32 first)
{
  guint32 confirmed, next = first;
  int fds[2], status;
  pid_t child;

  g_assert_cmpint (pipe (fds), ==, 0);
  child = fork ();
  if (child == 0)
    write_steps (c, first, load->per_step, fds[1]);
  close (fds[1]);
  if (first == 0 && read (fds[0], &confirmed, sizeof confirmed) == sizeof confirmed)
    next = confirmed + 1;
  g_usleep ((gulong)g_test_rand_int_range (2000, (gint32)load->most));
  kill (child, SIGKILL);
  waitpid (child, &status, 0);
  g_assert_true (WIFSIGNALED (status));
  while (read (fds[0], &confirmed, sizeof confirmed) == sizeof confirmed)
    next = confirmed + 1;
  close (fds[0]);
  return next;
}

static void
kill_and_look (Catalog *c, const Load *load)
{
  guint32 next = 0;

  g_clear_pointer (&c->store, eta_store_close);
  for (guint i = 0; i < ROUNDS; i++) {
    const guint32 end = kill_while_writing (c, load, next);
    g_autoptr (EtaStore) store = open_store (c->path, 0);
    const gint64 rows = eta_store_count_products (store);

    assert_sound (store);
    /* Whole steps only; the one after the last confirmed may have been stored, too. */
    g_assert_cmpint (rows % load->per_step, ==, 0);
    next = (guint32)(rows / load->per_step);
    g_assert_cmpuint (next, >=, end);
    g_assert_cmpuint (next, <=, end + 1);
    g_assert_cmpuint (hits (store, "arabika"), ==, rows);
  }
  g_assert_cmpuint (next, >, 0);
}

static void
test_kill (Catalog *c, gconstpointer unused)
{
  kill_and_look (c, &(Load){1, 60000});
}

/* Of an import that is cut off nothing stays. */
static void
test_kill_import (Catalog *c, gconstpointer unused)
{
  kill_and_look (c, &(Load){100, 150000});
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  with_catalog ("/history/undo-edit", test_undo_edit);
  with_catalog ("/history/restart", test_restart);
  with_catalog ("/history/undo-purge", test_undo_purge);
  with_catalog ("/history/new-step-drops-redo", test_new_step_drops_redo);
  with_catalog ("/history/empty-step", test_empty_step);
  with_catalog ("/history/abort", test_abort);
  with_catalog ("/history/merge", test_merge);
  with_catalog ("/history/two-connections", test_two_connections);
  with_catalog ("/history/conflict", test_conflict);
  with_catalog ("/history/per-product", test_per_product);
  with_catalog ("/history/small-changeset", test_small_changeset);
  with_catalog ("/history/trim", test_trim);
  with_catalog ("/history/changed-func", test_changed_func);
  with_catalog ("/history/kill", test_kill);
  with_catalog ("/history/kill-import", test_kill_import);
  return g_test_run ();
}
