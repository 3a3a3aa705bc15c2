/* A catalog to import tables into, and what is asked of the report. */
#pragma once

#include "catalog/error.h"
#include "catalog/fields.h"
#include "catalog/history.h"
#include "catalog/table-file.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

typedef struct {
  char *folder;
  EtaStore *store;
  EtaImportReport report;
} Fixture;

static inline char *
path_in (const Fixture *f, const char *name)
{
  return g_build_filename (f->folder, name, NULL);
}

static inline void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  f->folder = g_dir_make_tmp ("eta-import-XXXXXX", NULL);
  path = path_in (f, "test.etalasedb");
  f->store = eta_store_open (path, ETA_STORE_CREATE, &error);
  g_assert_no_error (error);
}

static inline void
tear_down (Fixture *f, gconstpointer data)
{
  const char *const argv[] = {"rm", "-r", f->folder, NULL};

  eta_store_close (f->store);
  eta_import_report_clear (&f->report);
  g_spawn_sync (NULL, (char **)argv, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
  g_free (f->folder);
}

static inline void
make_producer (Fixture *f, const char *name)
{
  g_autoptr (EtaProducer) producer = eta_producer_new ();
  g_autoptr (GError) error = NULL;

  eta_set_text (&producer->name, name);
  g_assert_true (eta_step_begin (f->store, N_ ("Producer"), NULL, &error));
  eta_store_put_producer (f->store, producer, &error);
  g_assert_no_error (error);
  g_assert_true (eta_step_commit (f->store, &error));
}

static inline void
import_file (Fixture *f, const char *path, EtaImportOptions *options)
{
  static EtaImportOptions none;
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaSheetTable) table = eta_table_file_read (path, NULL, &error);

  g_assert_no_error (error);
  eta_import_report_clear (&f->report);
  eta_table_import (f->store, table, path, options ? options : &none, &f->report, &error);
  g_assert_no_error (error);
}

static inline void
import_text (Fixture *f, const char *text, EtaImportOptions *options)
{
  g_autofree char *path = path_in (f, "table.csv");

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  import_file (f, path, options);
}

static inline void
import_fixture (Fixture *f, const char *name)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "fixtures", "tables", name, NULL);

  import_file (f, path, NULL);
}

static inline void
assert_counts (Fixture *f, guint n_new, guint n_changed, guint n_same, guint n_failed)
{
  for (guint i = 0; i < f->report.remarks->len; i++) {
    EtaTableRemark *remark = f->report.remarks->pdata[i];
    g_test_message ("row %u, %s: %s", remark->row, remark->column, remark->text);
  }
  g_assert_cmpuint (f->report.n_new, ==, n_new);
  g_assert_cmpuint (f->report.n_changed, ==, n_changed);
  g_assert_cmpuint (f->report.n_same, ==, n_same);
  g_assert_cmpuint (f->report.n_failed, ==, n_failed);
}

/* The I-th remark is about ROW and COLUMN and says WORD. */
static inline void
assert_remark (Fixture *f, guint i, guint row, const char *column, const char *word)
{
  EtaTableRemark *remark;

  g_assert_cmpuint (f->report.remarks->len, >, i);
  remark = f->report.remarks->pdata[i];
  g_assert_cmpuint (remark->row, ==, row);
  g_assert_cmpstr (remark->column, ==, column);
  if (!strstr (remark->text, word))
    g_error ("%s", remark->text);
}

static inline EtaProduct *
find (Fixture *f, const char *sku)
{
  g_autoptr (GError) error = NULL;
  EtaProduct *product = eta_store_find_sku (f->store, NULL, sku, &error);

  g_assert_no_error (error);
  return product;
}

/* Stands in for the album: the hash is of the path's last letter. */
static inline gboolean
fake_intake (
    const char *path, gpointer data, char sha256[65], int *width, int *height, GError **error)
{
  ++*(guint *)data;
  if (strstr (path, "rusak")) {
    g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, "The photo is broken.");
    return FALSE;
  }
  memset (sha256, g_str_has_suffix (path, "a.jpg") ? 'a' : 'b', 64);
  sha256[64] = '\0';
  *width = 600;
  *height = 400;
  return TRUE;
}

static inline void
touch (const Fixture *f, const char *name)
{
  g_autofree char *path = path_in (f, name);

  g_assert_true (g_file_set_contents (path, "x", 1, NULL));
}
