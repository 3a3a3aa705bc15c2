#include "app/catalog-actions-kept.h"

#include "app/catalogs-page.h"
#include "app/ui-language.h"
#include "catalog/collection.h"
#include "sheets/edition.h"

#include <glib/gi18n.h>

static gboolean
put_collection (EtaStore *store, gpointer data, GError **error)
{
  return eta_store_put_collection (store, data, error);
}

/* --- A new one -------------------------------------------------------------------------------- */

/* All products by name; a catalog of a few is by the order in which they were chosen. */
static GPtrArray *
all_ids (EtaStore *store, GError **error)
{
  g_autoptr (GArray) rows =
      eta_store_query (store, &(EtaQuery){.sort_lang = eta_ui_language ()}, error);
  GPtrArray *ids;

  if (!rows)
    return NULL;
  ids = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < rows->len; i++)
    g_ptr_array_add (ids, eta_store_id_of (store, g_array_index (rows, gint64, i)));
  return ids;
}

char *
eta_kept_catalog_new (EtaWindow *window, GPtrArray *ids)
{
  static const char *const titles[][2] = {
      {"id", "Katalog produk"}, {"en", "Product catalogue"}, {"ar", "كتالوج المنتجات"}};
  EtaSession *session = eta_window_get_session (window);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) members =
      ids ? g_ptr_array_ref (ids) : all_ids (eta_session_get_store (session), &error);
  g_autoptr (EtaCollection) collection = eta_collection_new ();
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);

  g_free (collection->paper);
  collection->paper = g_settings_get_string (settings, "paper");
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    g_hash_table_insert (collection->titles, g_strdup (titles[i][0]), g_strdup (titles[i][1]));
  for (guint i = 0; members && i < members->len; i++)
    eta_collection_add (collection, NULL, members->pdata[i]);
  if (members &&
      eta_session_edit (session, N_ ("New catalog"), NULL, put_collection, collection, &error))
    return g_strdup (collection->id);
  eta_window_show_error (window, error);
  return NULL;
}

/* --- Into which ------------------------------------------------------------------------------- */

typedef struct {
  EtaWindow *window; /* transient for it, so it outlives the dialog */
  GtkWindow *dialog;
  GPtrArray *ids, *collections;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_ptr_array_unref (choice->ids);
  g_ptr_array_unref (choice->collections);
  g_free (choice);
}

static void
say_added (EtaWindow *window, const char *id, const char *title, guint n)
{
  g_autofree char *action = g_strdup_printf ("win.open-catalog('%s')", id);
  g_autofree char *text = g_strdup_printf (
      ngettext ("%u product is now in “%s”", "%u products are now in “%s”", n), n, title);

  eta_window_toast (window, text, _ ("_Open"), action);
}

static gboolean
has_product (const EtaCollection *collection, const char *id)
{
  for (guint i = 0; i < collection->items->len; i++)
    if (g_str_equal (((EtaCollectionItem *)collection->items->pdata[i])->product_id, id))
      return TRUE;
  return FALSE;
}

/* What is in it already stays where it is. */
static void
add_to (EtaWindow *window, const EtaCollection *collection, GPtrArray *ids)
{
  g_autoptr (EtaCollection) draft = eta_collection_copy (collection);
  const char *title = eta_edition_title (draft, eta_ui_language ());
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ids->len; i++)
    if (!has_product (draft, ids->pdata[i]))
      eta_collection_add (draft, NULL, ids->pdata[i]);
  if (eta_session_edit (eta_window_get_session (window), N_ ("Add to a catalog"), title,
                        put_collection, draft, &error))
    say_added (window, draft->id, title ? title : _ ("Catalog without a title"), ids->len);
  else
    eta_window_show_error (window, error);
}

static void
show_catalog (EtaWindow *window, const char *id)
{
  eta_window_show_page (window, "catalogs");
  eta_catalogs_page_open (ETA_CATALOGS_PAGE (eta_window_get_page (window, "catalogs")), id);
}

static void
row_activated (GtkListBox *list, GtkListBoxRow *row, gpointer data)
{
  Choice *choice = data;
  int index = gtk_list_box_row_get_index (row);
  g_autofree char *id = NULL;

  if (index > 0)
    add_to (choice->window, choice->collections->pdata[index - 1], choice->ids);
  else if ((id = eta_kept_catalog_new (choice->window, choice->ids)))
    show_catalog (choice->window, id);
  gtk_window_destroy (choice->dialog);
}

static GtkWidget *
make_row (const char *title, const char *subtitle)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *escaped = g_markup_escape_text (title, -1);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
  if (subtitle)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  return row;
}

static GtkWidget *
make_list (Choice *choice)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_list_box_append (GTK_LIST_BOX (list), make_row (_ ("New catalog"), NULL));
  for (guint i = 0; i < choice->collections->len; i++) {
    const EtaCollection *collection = choice->collections->pdata[i];
    const char *title = eta_edition_title (collection, eta_ui_language ());
    guint n = collection->items->len;
    g_autofree char *count = g_strdup_printf (ngettext ("%u product", "%u products", n), n);

    gtk_list_box_append (GTK_LIST_BOX (list),
                         make_row (title ? title : _ ("Catalog without a title"), count));
  }
  g_signal_connect_data (list, "row-activated", G_CALLBACK (row_activated), choice, choice_free, 0);
  return list;
}

static void
close_with_escape (GtkWidget *dialog)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys), gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0),
                                                        gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (dialog, keys);
}

static void
ask_which (EtaWindow *window, GPtrArray *ids, GPtrArray *collections)
{
  Choice *choice = g_new0 (Choice, 1);
  GtkWidget *dialog = adw_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *header = adw_header_bar_new (), *scroller = gtk_scrolled_window_new ();
  GtkWidget *list;

  *choice =
      (Choice){window, GTK_WINDOW (dialog), g_ptr_array_ref (ids), g_ptr_array_ref (collections)};
  list = make_list (choice);
  gtk_widget_set_margin_top (list, 12);
  gtk_widget_set_margin_bottom (list, 18);
  gtk_widget_set_margin_start (list, 18);
  gtk_widget_set_margin_end (list, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), header);
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (dialog), box);
  gtk_window_set_title (GTK_WINDOW (dialog), _ ("Into which catalog?"));
  gtk_window_set_default_size (GTK_WINDOW (dialog), 380, 360);
  gtk_window_set_transient_for (GTK_WINDOW (dialog), GTK_WINDOW (window));
  gtk_window_set_modal (GTK_WINDOW (dialog), TRUE);
  close_with_escape (dialog);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
to_catalog_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  EtaWindow *window = ETA_WINDOW (widget);
  EtaSession *session = eta_window_get_session (window);
  g_autoptr (GPtrArray) ids = NULL, collections = NULL;
  g_autofree char *id = NULL;

  if (!session || !eta_window_flush (window))
    return;
  ids = eta_window_get_selected (window);
  if (ids->len == 0)
    return;
  collections = eta_store_list_collections (eta_session_get_store (session), NULL);
  if (collections && collections->len > 0)
    ask_which (window, ids, collections);
  else if ((id = eta_kept_catalog_new (window, ids)))
    show_catalog (window, id);
}

static void
open_catalog_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  show_catalog (ETA_WINDOW (widget), g_variant_get_string (parameter, NULL));
}

void
eta_kept_catalog_actions_install (GtkWidgetClass *window_class)
{
  gtk_widget_class_install_action (window_class, "win.to-catalog", NULL, to_catalog_action);
  gtk_widget_class_install_action (window_class, "win.open-catalog", "s", open_catalog_action);
}
