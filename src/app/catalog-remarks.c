#include "app/catalog-remarks.h"

#include "app/form-sections.h"
#include "photos/album.h"
#include "sheets/edition.h"
#include "sheets/preflight.h"

#include <glib/gi18n.h>

struct _EtaCatalogRemarks {
  GtkBox parent_instance;
  GtkMenuButton *button;
  GtkListBox *list;
  GtkPopover *popover;
  GCancellable *running;
  guint delay_id;
  char *path;
  EtaCollection *collection;
  GPtrArray *remarks; /* EtaPreflightRemark; NULL while a check goes on */
};

G_DEFINE_FINAL_TYPE (EtaCatalogRemarks, eta_catalog_remarks, GTK_TYPE_BOX)

enum { JUMP, N_SIGNALS };
static guint signals[N_SIGNALS];

/* After the last change: nobody reads remarks while they type. */
#define DELAY_MS 900
/* Rows that are shown; a list of thousands helps nobody. */
#define MOST 200

/* --- The worker ------------------------------------------------------------------------------- */

typedef struct {
  char *path;
  EtaCollection *collection;
} Check;

static void
check_free (gpointer data)
{
  Check *check = data;

  g_free (check->path);
  eta_collection_free (check->collection);
  g_free (check);
}

static gboolean
check_language (EtaStore *store,
                EtaAlbum *album,
                const Check *check,
                const char *lang,
                GPtrArray *all,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (EtaEdition) edition = eta_edition_new (store, album, check->collection, lang, error);
  const EtaCatalogSource *source = edition ? eta_edition_source (edition) : NULL;

  for (guint i = 0; source && i < source->n_products; i++) {
    g_autoptr (GPtrArray) remarks = NULL;
    EtaSheetInput input;

    if (g_cancellable_set_error_if_cancelled (cancellable, error) ||
        !source->load (i, &input, source->data, error))
      return FALSE;
    remarks = eta_preflight_catalog (&input, eta_edition_options (edition), error);
    eta_sheet_input_clear (&input);
    if (!remarks)
      return FALSE;
    g_ptr_array_set_free_func (remarks, NULL);
    g_ptr_array_extend (all, remarks, NULL, NULL);
  }
  return source != NULL;
}

static void
check_all (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Check *check = data;
  GError *error = NULL;
  g_autoptr (EtaStore) store = eta_store_open (check->path, 0, &error);
  g_autoptr (EtaAlbum) album = store ? eta_album_open (check->path, &error) : NULL;
  g_auto (GStrv) langs =
      g_strsplit (check->collection->languages ? check->collection->languages : "id", " ", -1);
  g_autoptr (GPtrArray) all =
      g_ptr_array_new_with_free_func ((GDestroyNotify)eta_preflight_remark_free);

  for (guint i = 0; album && langs[i] && !error; i++)
    check_language (store, album, check, langs[i], all, cancellable, &error);
  if (error)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, g_steal_pointer (&all), (GDestroyNotify)g_ptr_array_unref);
}

/* --- Showing ---------------------------------------------------------------------------------- */

static GtkWidget *
make_row (const EtaPreflightRemark *remark)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *where = g_strdup_printf ("%s · %s", remark->sku ? remark->sku : "",
                                            eta_form_language_name (remark->lang));
  g_autofree char *what =
      g_strdup_printf ("%s %s", remark->what, remark->remedy ? remark->remedy : "");
  const char *const texts[] = {where, what};

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++) {
    GtkWidget *label = gtk_label_new (texts[i]);
    gtk_label_set_xalign (GTK_LABEL (label), 0);
    gtk_label_set_wrap (GTK_LABEL (label), TRUE);
    gtk_label_set_max_width_chars (GTK_LABEL (label), 48);
    if (i == 0)
      gtk_widget_add_css_class (label, "caption-heading");
    gtk_box_append (GTK_BOX (box), label);
  }
  gtk_widget_add_css_class (box, "remark");
  return box;
}

static void
show_remarks (EtaCatalogRemarks *self)
{
  guint n = self->remarks ? self->remarks->len : 0;
  g_autofree char *text = g_strdup_printf (ngettext ("%u remark", "%u remarks", n), n);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < MIN (n, MOST); i++)
    gtk_list_box_append (self->list, make_row (self->remarks->pdata[i]));
  gtk_menu_button_set_label (self->button, text);
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
checked (GObject *object, GAsyncResult *result, gpointer data)
{
  EtaCatalogRemarks *self = ETA_CATALOG_REMARKS (object);
  g_autoptr (GError) error = NULL;
  GPtrArray *remarks = g_task_propagate_pointer (G_TASK (result), &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  self->remarks = remarks ? remarks : g_ptr_array_new ();
  if (self->button)
    show_remarks (self);
}

static gboolean
start (gpointer data)
{
  EtaCatalogRemarks *self = ETA_CATALOG_REMARKS (data);
  g_autoptr (GTask) task = NULL;
  Check *check;

  self->delay_id = 0;
  self->running = g_cancellable_new ();
  check = g_new0 (Check, 1);
  check->path = g_strdup (self->path);
  check->collection = eta_collection_copy (self->collection);
  task = g_task_new (self, self->running, checked, NULL);
  g_task_set_priority (task, G_PRIORITY_LOW);
  g_task_set_task_data (task, check, check_free);
  g_task_run_in_thread (task, check_all);
  return G_SOURCE_REMOVE;
}

static void
stop (EtaCatalogRemarks *self)
{
  g_clear_handle_id (&self->delay_id, g_source_remove);
  g_cancellable_cancel (self->running);
  g_clear_object (&self->running);
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->collection, eta_collection_free);
}

static void
activated (EtaCatalogRemarks *self, GtkListBoxRow *row)
{
  int index = gtk_list_box_row_get_index (row);
  const EtaPreflightRemark *remark;

  if (!self->remarks || index < 0 || (guint)index >= self->remarks->len)
    return;
  remark = self->remarks->pdata[index];
  gtk_popover_popdown (self->popover);
  g_signal_emit (self, signals[JUMP], 0, remark->product_id, remark->field);
}

/* --- The widget ------------------------------------------------------------------------------- */

static void
eta_catalog_remarks_dispose (GObject *object)
{
  EtaCatalogRemarks *self = ETA_CATALOG_REMARKS (object);

  stop (self);
  self->button = NULL;
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  G_OBJECT_CLASS (eta_catalog_remarks_parent_class)->dispose (object);
}

static void
eta_catalog_remarks_class_init (EtaCatalogRemarksClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_catalog_remarks_dispose;
  signals[JUMP] = g_signal_new ("jump", ETA_TYPE_CATALOG_REMARKS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
}

static void
eta_catalog_remarks_init (EtaCatalogRemarks *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  self->list = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->list, GTK_SELECTION_NONE);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (activated), self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 420);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  self->popover = GTK_POPOVER (gtk_popover_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->popover), 360, -1);
  gtk_popover_set_child (self->popover, scroller);
  gtk_widget_add_css_class (GTK_WIDGET (self->popover), "menu");
  self->button = GTK_MENU_BUTTON (gtk_menu_button_new ());
  gtk_menu_button_set_popover (self->button, GTK_WIDGET (self->popover));
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), _ ("What would look wrong on paper"));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->button));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
eta_catalog_remarks_new (void)
{
  return g_object_new (ETA_TYPE_CATALOG_REMARKS, NULL);
}

void
eta_catalog_remarks_check (EtaCatalogRemarks *self,
                           const char *path,
                           const EtaCollection *collection)
{
  stop (self);
  g_clear_pointer (&self->remarks, g_ptr_array_unref);
  if (!path || !collection) {
    gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
    return;
  }
  self->path = g_strdup (path);
  self->collection = eta_collection_copy (collection);
  self->delay_id = g_timeout_add (DELAY_MS, start, self);
}

guint
eta_catalog_remarks_get_n (EtaCatalogRemarks *self)
{
  return self->remarks ? self->remarks->len : G_MAXUINT;
}
