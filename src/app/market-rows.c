#include "app/market-rows.h"

#include <glib/gi18n.h>

/* Rows beyond this are counted, not shown: nobody reads on, and a list box is not lazy. */
#define MOST_ROWS 200

void
eta_market_rows_clear (GtkListBox *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))))
    gtk_list_box_remove (box, child);
  gtk_widget_set_visible (GTK_WIDGET (box), FALSE); /* an empty one is a line across the page */
}

static GtkWidget *
plain_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *a = g_markup_escape_text (title ? title : "", -1);
  g_autofree char *b = g_markup_escape_text (subtitle ? subtitle : "", -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), a);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), b);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  return row;
}

static void
add_more_row (GtkListBox *box, guint more)
{
  g_autofree char *text = g_strdup_printf (ngettext ("… and %u more", "… and %u more", more), more);

  if (more > 0)
    gtk_list_box_append (box, plain_row (text, NULL));
}

/* --- the plan -----------------------------------------------------------------------------------
 */

static const char TAKE_KEY[] = "eta-take";

/* Which member a pair of buttons writes: of a change or of the whole item. */
static void
take_toggled (GtkToggleButton *button, gpointer data)
{
  EtaTake *take = data;
  EtaTake wanted = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), TAKE_KEY));

  if (gtk_toggle_button_get_active (button))
    *take = wanted;
  else if (*take == wanted)
    *take = ETA_TAKE_NONE;
}

static GtkWidget *
take_button (const char *label, EtaTake wanted, EtaTake *take)
{
  GtkWidget *button = gtk_toggle_button_new_with_label (label);

  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), *take == wanted);
  g_object_set_data (G_OBJECT (button), TAKE_KEY, GINT_TO_POINTER (wanted));
  g_signal_connect (button, "toggled", G_CALLBACK (take_toggled), take);
  return button;
}

static GtkWidget *
take_buttons (EtaTake *take)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *mine = take_button (_ ("Mine"), ETA_TAKE_MINE, take);
  GtkWidget *theirs = take_button (_ ("Theirs"), ETA_TAKE_THEIRS, take);

  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (theirs), GTK_TOGGLE_BUTTON (mine));
  gtk_widget_add_css_class (box, "linked");
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), mine);
  gtk_box_append (GTK_BOX (box), theirs);
  return box;
}

static GtkWidget *
change_row (EtaChange *change)
{
  g_autofree char *text =
      g_strdup_printf ("\u2068%s\u2069 → \u2068%s\u2069", change->before ? change->before : "–",
                       change->after ? change->after : "–");
  g_autofree char *both =
      g_strdup_printf (_ ("Here: %s\nOn the marketplace: %s"), change->after ? change->after : "–",
                       change->before ? change->before : "–");
  gboolean asks = change->by != ETA_CHANGE_MINE;
  GtkWidget *row = plain_row (change->label, asks ? both : text);

  if (asks)
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), take_buttons (&change->take));
  return row;
}

static const char *
item_words (const EtaPlanItem *item)
{
  return item->message ? item->message : eta_action_label (item->action);
}

static GtkWidget *
item_row (EtaPlanItem *item)
{
  g_autofree char *title = g_markup_escape_text (item->name ? item->name : item->sku, -1);
  g_autofree char *subtitle = g_markup_escape_text (item_words (item), -1);
  gboolean asks = item->action == ETA_ACTION_GONE || item->doubtful;
  GtkWidget *row;

  if (item->changes->len == 0) {
    row = plain_row (item->name ? item->name : item->sku, item_words (item));
    if (asks)
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), take_buttons (&item->take));
    return row;
  }
  row = adw_expander_row_new ();
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_expander_row_set_subtitle (ADW_EXPANDER_ROW (row), subtitle);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), item->action == ETA_ACTION_CONFLICT);
  if (asks)
    adw_expander_row_add_action (ADW_EXPANDER_ROW (row), take_buttons (&item->take));
  for (guint i = 0; i < item->changes->len; i++)
    adw_expander_row_add_row (ADW_EXPANDER_ROW (row), change_row (item->changes->pdata[i]));
  return row;
}

void
eta_market_rows_plan (GtkListBox *box, EtaPlan *plan)
{
  eta_market_rows_clear (box);
  gtk_widget_set_visible (GTK_WIDGET (box), plan->items->len > 0);
  for (guint i = 0; i < plan->items->len && i < MOST_ROWS; i++)
    gtk_list_box_append (box, item_row (plan->items->pdata[i]));
  add_more_row (box, plan->items->len > MOST_ROWS ? plan->items->len - MOST_ROWS : 0);
}

static void
add_count (GString *text, guint n, const char *one, const char *many)
{
  if (n == 0)
    return;
  if (text->len)
    g_string_append (text, _ (", "));
  g_string_append_printf (text, ngettext (one, many, n), n);
}

char *
eta_market_plan_text (const EtaPlan *plan)
{
  GString *text = g_string_new (NULL);

  add_count (text, plan->create, N_ ("%u new"), N_ ("%u new"));
  add_count (text, plan->update, N_ ("%u changed"), N_ ("%u changed"));
  add_count (text, plan->unpublish, N_ ("%u to take out"), N_ ("%u to take out"));
  add_count (text, plan->conflicts, N_ ("%u conflict"), N_ ("%u conflicts"));
  add_count (text, plan->blocked, N_ ("%u cannot be listed"), N_ ("%u cannot be listed"));
  add_count (text, plan->photos, N_ ("%u photo to upload"), N_ ("%u photos to upload"));
  if (text->len == 0)
    g_string_append (text, _ ("Everything on the marketplace is up to date."));
  return g_string_free (text, FALSE);
}

/* --- what came of it ---------------------------------------------------------------------------
 */

void
eta_market_rows_report (GtkListBox *box, const EtaSyncReport *report)
{
  static const struct {
    const char *icon, *text;
  } outcomes[] = {
      [ETA_OUTCOME_SAME] = {"emblem-ok-symbolic", N_ ("Up to date")},
      [ETA_OUTCOME_DONE] = {"emblem-ok-symbolic", N_ ("Sent, and found right there")},
      [ETA_OUTCOME_CONFLICT] = {"dialog-question-symbolic", N_ ("Waits for your choice")},
      [ETA_OUTCOME_FAILED] = {"dialog-warning-symbolic", N_ ("Not sent")},
      [ETA_OUTCOME_WAITING] = {"content-loading-symbolic", N_ ("Not tried yet")},
  };
  guint shown = 0, more = 0;

  eta_market_rows_clear (box);
  gtk_widget_set_visible (GTK_WIDGET (box), report->items->len > 0);
  for (guint i = 0; i < report->items->len; i++) {
    const EtaReportItem *item = report->items->pdata[i];
    GtkWidget *row;
    if (shown == MOST_ROWS) {
      more++;
      continue;
    }
    row = plain_row (item->name ? item->name : item->sku,
                     item->message ? item->message : _ (outcomes[item->outcome].text));
    adw_action_row_add_prefix (ADW_ACTION_ROW (row),
                               gtk_image_new_from_icon_name (outcomes[item->outcome].icon));
    gtk_list_box_append (box, row);
    shown++;
  }
  add_more_row (box, more);
}
