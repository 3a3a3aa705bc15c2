/* Readiness in a real window: what is answered on the product's page is stored where it belongs,
 * and the board follows. */
#include "window-fixture.h"

#include "app/ready-board.h"
#include "app/ready-cells.h"
#include "app/ready-need.h"
#include "app/ready-review.h"
#include "ready/verdict.h"

#include <string.h>

static char *
add_product (Fixture *f, const char *sku, const char *category)
{
  g_autoptr (GPtrArray) producers = eta_store_list_producers (fixture_store (f), NULL);
  g_autoptr (EtaProduct) product = eta_product_new ();
  g_autoptr (GError) error = NULL;

  eta_set_text (&product->sku, sku);
  eta_set_text (&product->category, category);
  eta_set_text (&product->hs, "621410");
  eta_set_text (&product->producer_id, ((EtaProducer *)producers->pdata[0])->id);
  eta_set_text (&eta_words_ensure (product->words, "id")->name, sku);
  eta_session_put_product (eta_window_get_session (f->window), "Add", NULL, product, &error);
  g_assert_no_error (error);
  return g_strdup (product->id);
}

static EtaProduct *
stored (Fixture *f, const char *id)
{
  return eta_store_get_product (fixture_store (f), id, NULL);
}

static gboolean
is_need (GtkWidget *widget, gconstpointer key)
{
  return ETA_IS_READY_NEED (widget) &&
         g_str_equal (eta_evidence_key (eta_ready_need_get_evidence (ETA_READY_NEED (widget))),
                      key);
}

static EtaReadyNeed *
find_need (Fixture *f, const char *key)
{
  GtkWidget *found = find_widget (GTK_WIDGET (f->window), is_need, key);

  g_assert_nonnull (found);
  return ETA_READY_NEED (found);
}

static void
test_answer (Fixture *f, gconstpointer data)
{
  g_autofree char *id = add_product (f, "BATIK-01", "textile");
  g_autoptr (EtaProduct) product = NULL, back = NULL;

  eta_window_show_field (f->window, id, "ready.my", "ready");
  settle ();
  gtk_toggle_button_set_active (
      GTK_TOGGLE_BUTTON (eta_ready_need_get_control (find_need (f, "export_ban_check"))), TRUE);
  settle ();
  product = stored (f, id);
  g_assert_cmpuint (product->evidence->len, ==, 1);
  g_assert_cmpstr (((EtaEvidence *)product->evidence->pdata[0])->key, ==, "export_ban_check");
  g_assert_cmpstr (((EtaEvidence *)product->evidence->pdata[0])->value, ==, "yes");
  /* Answered: the question is gone. */
  g_assert_null (find_widget (GTK_WIDGET (f->window), is_need, "export_ban_check"));
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  settle ();
  back = stored (f, id);
  g_assert_cmpuint (back->evidence->len, ==, 0);
  find_need (f, "export_ban_check");
}

/* What a company proves is typed once, in its producer. */
static void
test_company (Fixture *f, gconstpointer data)
{
  g_autofree char *id = add_product (f, "BATIK-01", "textile");
  g_autoptr (GPtrArray) producers = NULL;
  EtaFieldRow *row;

  eta_window_show_field (f->window, id, "ready.my", "ready");
  settle ();
  row = ETA_FIELD_ROW (gtk_widget_get_ancestor (eta_ready_need_get_control (find_need (f, "nib")),
                                                ETA_TYPE_FIELD_ROW));
  gtk_editable_set_text (GTK_EDITABLE (eta_field_row_get_control (row)), "1112210007923");
  g_assert_true (eta_field_row_flush (row));
  settle ();
  producers = eta_store_list_producers (fixture_store (f), NULL);
  g_assert_cmpstr (((EtaProducer *)producers->pdata[0])->nib, ==, "1112210007923");
  g_assert_null (find_widget (GTK_WIDGET (f->window), is_need, "nib"));
}

/* A button of a need leads to the product's own field. */
static void
test_fix (Fixture *f, gconstpointer data)
{
  g_autofree char *id = add_product (f, "SABUN-01", "snack");
  GtkWidget *button, *focus;

  eta_window_show_field (f->window, id, "ready.my", "ready");
  settle ();
  button = eta_ready_need_get_control (find_need (f, "halal_no"));
  g_assert_true (GTK_IS_BUTTON (button));
  g_signal_emit_by_name (button, "clicked");
  settle ();
  focus = gtk_window_get_focus (GTK_WINDOW (f->window));
  g_assert_nonnull (focus);
  g_assert_false (gtk_widget_is_ancestor (focus, GTK_WIDGET (find_need (f, "halal_no"))));
}

/* --- the board ---------------------------------------------------------------------------------
 */

static gboolean
is_cell (GtkWidget *widget, gconstpointer unused)
{
  return ETA_IS_READY_CELL (widget);
}

static gboolean
has_cells (Fixture *f)
{
  return no_jobs (f) && find_widget (GTK_WIDGET (f->window), is_cell, NULL) != NULL;
}

static guint
count_cells (GtkWidget *root, const char *text)
{
  guint n = 0;

  if (ETA_IS_READY_CELL (root)) {
    const char *tip = gtk_widget_get_tooltip_text (root);
    return tip && strstr (tip, text) != NULL;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child;
       child = gtk_widget_get_next_sibling (child))
    n += count_cells (child, text);
  return n;
}

static gboolean
put_numbers (EtaStore *store, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) producers = eta_store_list_producers (store, error);
  g_autoptr (EtaProducer) draft = eta_producer_copy (producers->pdata[0]);

  eta_set_text (&draft->nib, "1112210007923");
  eta_set_text (&draft->npwp, "0123456789012345");
  return eta_store_put_producer (store, draft, error);
}

static gboolean
idle_board (Fixture *f)
{
  return no_jobs (f) && count_cells (GTK_WIDGET (f->window), "Malaysia: 2 unknown") == 1;
}

static void
test_board (Fixture *f, gconstpointer data)
{
  g_autofree char *id = add_product (f, "BATIK-01", "textile");
  g_autoptr (EtaProduct) product = NULL, draft = NULL;

  eta_window_show_page (f->window, "ready");
  wait_until (has_cells, f);
  settle ();
  g_assert_cmpuint (count_cells (GTK_WIDGET (f->window), "Malaysia: Blocked, 2 missing"), ==, 1);
  /* The producer's papers: everything is judged again. */
  g_assert_true (
      eta_session_edit (eta_window_get_session (f->window), "Edit", NULL, put_numbers, NULL, NULL));
  wait_until (idle_board, f);
  /* The product's: it alone, and at once. */
  product = stored (f, id);
  draft = eta_product_copy (product);
  eta_product_set (draft, "evidence.export_ban_check", "yes", NULL);
  eta_product_set (draft, "evidence.wooden_packing", "no", NULL);
  g_assert_true (
      eta_session_put_product (eta_window_get_session (f->window), "Edit", NULL, draft, NULL));
  g_assert_true (no_jobs (f));
  settle ();
  g_assert_cmpuint (count_cells (GTK_WIDGET (f->window), "Malaysia: Ready"), ==, 1);
}

/* The secretariat's decision about several products is one step. */
static void
test_review (Fixture *f, gconstpointer data)
{
  g_autofree char *a = add_product (f, "A", "textile"), *b = add_product (f, "B", "textile");
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (EtaProduct) one = NULL, other = NULL, back = NULL;
  g_autoptr (GError) error = NULL;
  gint64 row = eta_store_row_of (fixture_store (f), a);

  g_array_append_val (rows, row);
  row = eta_store_row_of (fixture_store (f), b);
  g_array_append_val (rows, row);
  g_assert_true (eta_ready_review_put (eta_window_get_session (f->window), rows, "approved",
                                       "Nur Aini", "Bagus", &error));
  one = stored (f, a);
  other = stored (f, b);
  g_assert_cmpstr (one->state, ==, "approved");
  g_assert_cmpstr (other->state, ==, "approved");
  g_assert_cmpstr (other->state_by, ==, "Nur Aini");
  g_assert_cmpstr (other->state_note, ==, "Bagus");
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.undo", NULL);
  settle ();
  back = stored (f, a);
  g_assert_cmpstr (back->state, ==, "draft");
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/ready/answer", test_answer);
  ADD ("/ready/company", test_company);
  ADD ("/ready/fix", test_fix);
  ADD ("/ready/board", test_board);
  ADD ("/ready/review", test_review);
  return g_test_run ();
}
