#include "app/ready-board.h"

#include "app/product-item.h"
#include "app/ready-actions.h"
#include "app/ready-cells.h"
#include "app/ready-endings.h"
#include "app/ready-markets.h"
#include "app/ready-model.h"
#include "app/ready-review.h"
#include "app/spoken-names.h"
#include "app/ui-language.h"
#include "app/window.h"
#include "catalog/choices.h"
#include "catalog/measure.h"
#include "ready/endings.h"
#include "ready/reason.h"
#include "ready/rules-shelf.h"

#include <glib/gi18n.h>

struct _EtaReadyBoard {
  AdwBin parent_instance;
  EtaSession *session;
  EtaBoard *board; /* NULL until the worker is done */
  EtaReadyModel *model;
  GtkMultiSelection *selection;
  EtaReadyReview *review;
  guint frames;       /* until the table has its place */
  gboolean away;      /* scrolled away from where a line starts */
  int market;         /* chosen among the counts; -1: none */
  gboolean stale;     /* the board must be made again when it is shown */
  GtkWidget *markets; /* the button */
  GtkWidget *endings; /* the button */
  EtaJob *job;        /* borrowed while it runs */

  GtkBox *body;
  AdwWindowTitle *title;
  GtkBox *counts;
  GtkBox *filters;
  GtkDropDown *state;
  GtkLabel *shown;
  GtkStack *stack;
  GtkColumnView *view;
  GtkScrolledWindow *scroller;
};

G_DEFINE_FINAL_TYPE (EtaReadyBoard, eta_ready_board, ADW_TYPE_BIN)

/* So many edited products are judged at once; for more the worker makes the whole board again. */
#define AT_ONCE 500

static void compute (EtaReadyBoard *self);

/* --- opening -----------------------------------------------------------------------------------
 */

static void
open_row (EtaReadyBoard *self, gint64 row, const char *market)
{
  g_autofree char *id = eta_store_id_of (eta_session_get_store (self->session), row);
  g_autofree char *address = market ? g_strconcat ("ready.", market, NULL) : g_strdup ("ready");

  if (id)
    eta_window_show_field (eta_window_of (GTK_WIDGET (self)), id, address, "ready");
}

static void
ending_opened (const char *product_id, gpointer data)
{
  eta_window_show_field (eta_window_of (GTK_WIDGET (data)), product_id, "certificates", "ready");
}

static void
row_activated (EtaReadyBoard *self, guint position)
{
  int m = self->market;

  if (self->board)
    open_row (self, eta_ready_model_get_row (self->model, position),
              m >= 0 ? eta_board_markets (self->board)[m] : NULL);
}

/* --- columns -----------------------------------------------------------------------------------
 */

static void
setup_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *name = gtk_label_new (NULL), *code = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (name), 0);
  gtk_label_set_xalign (GTK_LABEL (code), 0);
  gtk_label_set_ellipsize (GTK_LABEL (name), PANGO_ELLIPSIZE_END);
  gtk_label_set_ellipsize (GTK_LABEL (code), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (code, "caption");
  gtk_widget_add_css_class (code, "dim-label");
  gtk_box_append (GTK_BOX (box), name);
  gtk_box_append (GTK_BOX (box), code);
  gtk_list_item_set_child (item, box);
}

static void
bind_name (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const EtaCard *card = eta_product_item_get_card (gtk_list_item_get_item (item));
  GtkWidget *box = gtk_list_item_get_child (item);
  GtkWidget *name = gtk_widget_get_first_child (box);

  gtk_label_set_text (GTK_LABEL (name), card && card->name ? card->name : "");
  gtk_label_set_text (GTK_LABEL (gtk_widget_get_next_sibling (name)),
                      card && card->sku ? card->sku : "");
  eta_spoken_name_row (box, card && card->name ? card->name : "");
}

static void
setup_state (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
bind_state (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  const EtaCard *card = eta_product_item_get_card (gtk_list_item_get_item (item));
  const char *state = card && card->state ? card->state : "draft";

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)),
                      eta_choice_label ("states.tsv", state, eta_ui_language ()));
}

static void
cell_clicked (GtkButton *button, GtkListItem *item)
{
  EtaReadyBoard *self =
      ETA_READY_BOARD (gtk_widget_get_ancestor (GTK_WIDGET (button), ETA_TYPE_READY_BOARD));

  open_row (self, eta_product_item_get_row (gtk_list_item_get_item (item)),
            g_object_get_data (G_OBJECT (button), "eta-market"));
}

static void
setup_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer market)
{
  GtkWidget *cell = eta_ready_cell_new ();

  g_object_set_data (G_OBJECT (cell), "eta-market", market);
  g_signal_connect (cell, "clicked", G_CALLBACK (cell_clicked), item);
  gtk_list_item_set_child (item, cell);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  EtaReadyBoard *self = ETA_READY_BOARD (data);
  GtkWidget *cell = gtk_list_item_get_child (item);
  const char *market = g_object_get_data (G_OBJECT (cell), "eta-market");
  int line = self->board ? eta_board_find (self->board,
                                           eta_product_item_get_row (gtk_list_item_get_item (item)))
                         : -1;
  const EtaCell *found = NULL;

  for (guint m = 0; line >= 0 && m < eta_board_n_markets (self->board); m++)
    if (eta_board_markets (self->board)[m] == market)
      found = &eta_board_line (self->board, (guint)line)->cells[m];
  eta_ready_cell_show (ETA_READY_CELL (cell), found, eta_market_name (market, eta_ui_language ()));
}

static void
add_column (EtaReadyBoard *self,
            const char *title,
            int width,
            GCallback setup,
            GCallback bind,
            const char *market)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  g_autoptr (GtkColumnViewColumn) column = NULL;

  g_signal_connect (factory, "setup", setup, (gpointer)market);
  g_signal_connect (factory, "bind", bind, self);
  column = gtk_column_view_column_new (title, factory);
  gtk_column_view_column_set_resizable (column, TRUE);
  gtk_column_view_column_set_fixed_width (column, width);
  gtk_column_view_append_column (self->view, column);
}

static void
make_columns (EtaReadyBoard *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  while (g_list_model_get_n_items (columns) > 0) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, 0);
    gtk_column_view_remove_column (self->view, column);
  }
  add_column (self, _ ("Product"), 240, G_CALLBACK (setup_name), G_CALLBACK (bind_name), NULL);
  add_column (self, _ ("Review"), 110, G_CALLBACK (setup_state), G_CALLBACK (bind_state), NULL);
  for (guint m = 0; m < eta_board_n_markets (self->board); m++) {
    const char *market = eta_board_markets (self->board)[m];
    const char *name = eta_market_name (market, eta_ui_language ());
    add_column (self, name, MAX (128, 9 * (int)g_utf8_strlen (name, -1)), G_CALLBACK (setup_cell),
                G_CALLBACK (bind_cell), market);
  }
}

/* GTK 4.8 shows the end of a line first where lines run from right to left: back to its start,
 * until somebody has scrolled away from there. */
static void
width_changed (EtaReadyBoard *self, GtkAdjustment *across)
{
  if (gtk_widget_get_direction (GTK_WIDGET (self)) != GTK_TEXT_DIR_RTL || self->away)
    return;
  gtk_adjustment_set_value (across, gtk_adjustment_get_upper (across) -
                                        gtk_adjustment_get_page_size (across));
  self->away = FALSE;
}

static void
scrolled (EtaReadyBoard *self, GtkAdjustment *across)
{
  const double start = gtk_adjustment_get_upper (across) - gtk_adjustment_get_page_size (across);

  self->away = gtk_adjustment_get_value (across) < start - 1;
}

/* --- counts and filters ------------------------------------------------------------------------
 */

/* One market chosen: its column alone. The product and its review come before. */
static void
show_columns (EtaReadyBoard *self)
{
  GListModel *columns = gtk_column_view_get_columns (self->view);

  for (guint i = 2; i < g_list_model_get_n_items (columns); i++) {
    g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (columns, i);
    gtk_column_view_column_set_visible (column, self->market < 0 || (guint)self->market == i - 2);
  }
}

static void
show_shown (EtaReadyBoard *self)
{
  guint n = self->model ? g_list_model_get_n_items (G_LIST_MODEL (self->model)) : 0;
  g_autofree char *count = eta_count_text (n, eta_ui_language ());
  g_autofree char *text = g_strdup_printf (ngettext ("%s product", "%s products", n), count);

  gtk_label_set_text (self->shown, text);
  gtk_stack_set_visible_child_name (self->stack, !self->board ? "working"
                                                 : n > 0      ? "table"
                                                              : "empty");
}

static void
filter_changed (EtaReadyBoard *self)
{
  static const int states[] = {-1, ETA_CELL_READY, ETA_CELL_UNKNOWN, ETA_CELL_MISSING,
                               ETA_CELL_BLOCKED};
  guint chosen = gtk_drop_down_get_selected (self->state);

  if (!self->model)
    return;
  eta_ready_model_set_filter (self->model, self->market,
                              chosen < G_N_ELEMENTS (states) ? states[chosen] : -1);
  show_columns (self);
  show_shown (self);
}

static void
market_toggled (EtaReadyBoard *self, GtkToggleButton *button)
{
  int m = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "eta-index"));

  if (gtk_toggle_button_get_active (button)) {
    self->market = m;
    for (GtkWidget *other = gtk_widget_get_first_child (GTK_WIDGET (self->counts)); other;
         other = gtk_widget_get_next_sibling (other))
      if (other != GTK_WIDGET (button))
        gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (other), FALSE);
  } else if (self->market == m) {
    self->market = -1;
  }
  filter_changed (self);
}

static void
show_counts (EtaReadyBoard *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->counts))))
    gtk_box_remove (self->counts, child);
  for (guint m = 0; m < eta_board_n_markets (self->board); m++) {
    guint counts[4];
    GtkWidget *button;

    eta_board_count (self->board, m, counts);
    button = eta_ready_counts_new (
        eta_market_name (eta_board_markets (self->board)[m], eta_ui_language ()), counts,
        eta_board_n_lines (self->board));
    g_object_set_data (G_OBJECT (button), "eta-index", GINT_TO_POINTER ((int)m));
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), (int)m == self->market);
    g_signal_connect_swapped (button, "toggled", G_CALLBACK (market_toggled), self);
    gtk_box_append (self->counts, button);
  }
}

/* --- making the board --------------------------------------------------------------------------
 */

typedef struct {
  EtaReadyBoard *page; /* weak */
  char *path;
  EtaBoard *board;
  GPtrArray *endings;
  char *soon;
  const char *lang;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->page);
  g_clear_pointer (&work->board, eta_board_free);
  g_clear_pointer (&work->endings, g_ptr_array_unref);
  g_free (work->soon);
  g_free (work->path);
  g_free (work);
}

static gboolean
make_board (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaStore) store = eta_store_open (work->path, ETA_STORE_READ_ONLY, error);

  if (!store ||
      !eta_board_compute (work->board, store, work->lang, eta_job_get_cancellable (job), error))
    return FALSE;
  work->endings =
      eta_endings_list (store, work->soon, work->lang, eta_job_get_cancellable (job), error);
  return work->endings != NULL;
}

/* After the frame in which new columns got their places. */
static gboolean
back_to_start (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EtaReadyBoard *self = ETA_READY_BOARD (widget);

  self->away = FALSE;
  width_changed (self, gtk_scrolled_window_get_hadjustment (self->scroller));
  gtk_widget_queue_allocate (
      GTK_WIDGET (self->view)); /* what came while it was allocated is lost */
  return --self->frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
take_board (EtaReadyBoard *self, EtaBoard *board)
{
  if (!self->board)
    self->frames = 3;
  eta_ready_model_set_board (self->model, NULL);
  g_clear_pointer (&self->board, eta_board_free);
  self->board = board;
  if (self->market >= (int)eta_board_n_markets (board))
    self->market = -1;
  make_columns (self);
  show_counts (self);
  eta_ready_model_set_board (self->model, board);
  filter_changed (self);
  show_shown (self);
  if (self->frames > 0)
    gtk_widget_add_tick_callback (GTK_WIDGET (self), back_to_start, NULL, NULL);
}

static void
board_made (EtaJob *job, gpointer data, const GError *error)
{
  Work *work = data;
  EtaReadyBoard *self = work->page;

  if (!self || self->job != job)
    return; /* the catalog was left, or a newer one is on its way */
  self->job = NULL;
  if (error) {
    eta_window_show_error (eta_window_of (GTK_WIDGET (self)), error);
    return;
  }
  take_board (self, g_steal_pointer (&work->board));
  eta_ready_endings_show (self->endings, work->endings);
  if (self->stale) {
    self->stale = FALSE;
    compute (self);
  }
}

static void
compute (EtaReadyBoard *self)
{
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));
  g_auto (GStrv) markets = NULL;
  g_autoptr (GError) error = NULL;
  EtaDay day;
  Work *work;

  if (!self->session || !window || !gtk_widget_get_mapped (GTK_WIDGET (self)) || self->job) {
    self->stale = TRUE; /* later: when it is shown, or when the one that runs is done */
    return;
  }
  self->stale = FALSE;
  markets = eta_ready_markets (eta_session_get_store (self->session));
  eta_day_init (&day, NULL);
  work = g_new0 (Work, 1);
  g_set_weak_pointer (&work->page, self);
  work->path = g_strdup (eta_session_get_path (self->session));
  work->lang = eta_ui_language ();
  work->soon = g_strdup (day.soon);
  work->board = eta_board_new ((const char *const *)markets, eta_rules_current (&error), &day);
  if (error)
    eta_window_show_error (window, error);
  self->job = eta_job_start (eta_window_get_jobs (window), _ ("Checking readiness"), make_board,
                             board_made, work, work_free);
}

static void
mapped (EtaReadyBoard *self)
{
  if (self->stale)
    compute (self);
}

/* --- edits -------------------------------------------------------------------------------------
 */

/* FALSE: a product has no line yet. */
static gboolean
refresh_some (EtaReadyBoard *self, GHashTable *product_ids)
{
  EtaStore *store = eta_session_get_store (self->session);
  GHashTableIter iter;
  gpointer id;
  gboolean known = TRUE;

  g_hash_table_iter_init (&iter, product_ids);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    gint64 row = eta_store_row_of (store, id);
    known &= eta_board_find (self->board, row) >= 0;
    eta_board_refresh (self->board, store, row);
    eta_ready_model_touch (self->model, row);
  }
  return known;
}

/* PRODUCT_IDS NULL: anything; empty: a producer, whose papers count for all its products. */
static void
session_changed (EtaReadyBoard *self, GHashTable *product_ids)
{
  guint n = product_ids ? g_hash_table_size (product_ids) : 0;

  if (self->job || !self->board || n == 0 || n > AT_ONCE || !refresh_some (self, product_ids)) {
    compute (self);
    return;
  }
  show_counts (self);
  show_shown (self);
}

/* --- the page ----------------------------------------------------------------------------------
 */

static GArray *
selected_rows (gpointer data)
{
  EtaReadyBoard *self = ETA_READY_BOARD (data);
  GArray *rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GtkBitset) chosen =
      self->selection ? gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection))
                      : gtk_bitset_new_empty ();

  for (guint64 i = 0; i < gtk_bitset_get_size (chosen); i++) {
    gint64 row = eta_ready_model_get_row (self->model, gtk_bitset_get_nth (chosen, (guint)i));
    g_array_append_val (rows, row);
  }
  return rows;
}

static void
selection_changed (EtaReadyBoard *self)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  eta_ready_review_show (self->review, (guint)gtk_bitset_get_size (chosen));
}

static void
checklist_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaReadyBoard *self = ETA_READY_BOARD (widget);
  g_autoptr (GArray) rows = selected_rows (self);
  const char *market =
      self->board && self->market >= 0 ? eta_board_markets (self->board)[self->market] : NULL;

  if (self->session)
    eta_ready_print_checklist (eta_window_of (widget), g_variant_get_string (parameter, NULL), rows,
                               market);
}

static void
calendar_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  eta_ready_export_calendar (eta_window_of (widget));
}

static void
rules_added (gpointer data)
{
  compute (ETA_READY_BOARD (data));
}

static void
update_rules_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  eta_ready_update_rules (widget, rules_added, widget);
}

static void
markets_changed (gpointer data)
{
  ETA_READY_BOARD (data)->market = -1;
  compute (ETA_READY_BOARD (data));
}

static void
eta_ready_board_dispose (GObject *object)
{
  EtaReadyBoard *self = ETA_READY_BOARD (object);

  if (self->view)
    gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_object (&self->session);
  g_clear_pointer (&self->board, eta_board_free);
  G_OBJECT_CLASS (eta_ready_board_parent_class)->dispose (object);
}

static void
eta_ready_board_class_init (EtaReadyBoardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_ready_board_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/ready-board.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaReadyBoard, body);
  gtk_widget_class_bind_template_child (widget_class, EtaReadyBoard, title);
  gtk_widget_class_bind_template_child (widget_class, EtaReadyBoard, counts);
  gtk_widget_class_bind_template_child (widget_class, EtaReadyBoard, filters);
  gtk_widget_class_bind_template_child (widget_class, EtaReadyBoard, state);
  gtk_widget_class_bind_template_child (widget_class, EtaReadyBoard, shown);
  gtk_widget_class_bind_template_child (widget_class, EtaReadyBoard, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaReadyBoard, view);
  gtk_widget_class_bind_template_child (widget_class, EtaReadyBoard, scroller);
  gtk_widget_class_bind_template_callback (widget_class, filter_changed);
  gtk_widget_class_bind_template_callback (widget_class, row_activated);
  gtk_widget_class_install_action (widget_class, "ready.checklist", "s", checklist_action);
  gtk_widget_class_install_action (widget_class, "ready.calendar", NULL, calendar_action);
  gtk_widget_class_install_action (widget_class, "ready.update-rules", NULL, update_rules_action);
}

static void
eta_ready_board_init (EtaReadyBoard *self)
{
  GtkAdjustment *across;

  self->market = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
  across = gtk_scrolled_window_get_hadjustment (self->scroller);
  g_signal_connect_object (across, "changed", G_CALLBACK (width_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (across, "value-changed", G_CALLBACK (scrolled), self, G_CONNECT_SWAPPED);
  self->markets = eta_ready_markets_button_new (markets_changed, self);
  self->endings = eta_ready_endings_new (ending_opened, self);
  gtk_box_append (self->filters, self->endings);
  gtk_box_append (self->filters, self->markets);
  self->review = ETA_READY_REVIEW (eta_ready_review_new (selected_rows, self));
  gtk_box_append (self->body, GTK_WIDGET (self->review));
  g_signal_connect (self, "map", G_CALLBACK (mapped), NULL);
}

void
eta_ready_board_set_session (EtaReadyBoard *self, EtaSession *session)
{
  if (self->session)
    g_signal_handlers_disconnect_by_func (self->session, session_changed, self);
  gtk_column_view_set_model (self->view, NULL);
  g_clear_object (&self->selection);
  g_clear_object (&self->model);
  g_clear_pointer (&self->board, eta_board_free);
  self->job = NULL;
  g_set_object (&self->session, session);
  eta_ready_markets_button_set_session (self->markets, session);
  eta_ready_review_set_session (self->review, session);
  if (!session)
    return;
  self->model = eta_ready_model_new (session);
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->model)));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (selection_changed),
                           self, G_CONNECT_SWAPPED);
  gtk_column_view_set_model (self->view, GTK_SELECTION_MODEL (self->selection));
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self,
                           G_CONNECT_SWAPPED);
  compute (self);
}
