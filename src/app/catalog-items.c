#include "app/catalog-items.h"

#include "app/catalog-entry.h"
#include "app/catalog-item-row.h"
#include "app/view-only.h"

#include <glib/gi18n.h>

struct _EtaCatalogItems {
  GtkBox parent_instance;
  EtaSession *session;
  GListStore *entries; /* EtaCatalogEntry */
  GtkMultiSelection *selection;
  GtkListView *list;
  gboolean sections;
};

G_DEFINE_FINAL_TYPE (EtaCatalogItems, eta_catalog_items, GTK_TYPE_BOX)

enum { EDITED, OPEN, N_SIGNALS };
static guint signals[N_SIGNALS];

static guint
n_entries (EtaCatalogItems *self)
{
  return g_list_model_get_n_items (G_LIST_MODEL (self->entries));
}

static EtaCatalogEntry *
entry_at (EtaCatalogItems *self, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (self->entries), position);
}

/* --- Changing --------------------------------------------------------------------------------- */

typedef struct {
  char *id, *section;
} Item;

static void
item_free (gpointer data)
{
  Item *item = data;

  g_free (item->id);
  g_free (item->section);
  g_free (item);
}

static GPtrArray *
items_of (EtaCatalogItems *self)
{
  GPtrArray *items = g_ptr_array_new_with_free_func (item_free);

  for (guint i = 0; i < n_entries (self); i++) {
    g_autoptr (EtaCatalogEntry) entry = entry_at (self, i);
    Item *item = g_new0 (Item, 1);

    item->id = g_strdup (eta_catalog_entry_get_id (entry));
    item->section = g_strdup (eta_catalog_entry_get_section (entry));
    g_ptr_array_add (items, item);
  }
  return items;
}

static gboolean
same (EtaCatalogEntry *entry, const Item *item, gboolean headed)
{
  return g_str_equal (eta_catalog_entry_get_id (entry), item->id) &&
         g_strcmp0 (eta_catalog_entry_get_section (entry), item->section) == 0 &&
         eta_catalog_entry_is_headed (entry) == headed;
}

/* Only what differs is replaced, so that the list keeps its place. */
static void
set_items (EtaCatalogItems *self, GPtrArray *items)
{
  g_autoptr (GPtrArray) added = g_ptr_array_new_with_free_func (g_object_unref);
  guint first = 0, n = n_entries (self), tail = 0;

  for (guint i = 0; i < items->len; i++) {
    const Item *item = items->pdata[i], *before = i ? items->pdata[i - 1] : NULL;
    gboolean headed = self->sections && item->section &&
                      (!before || g_strcmp0 (before->section, item->section) != 0);
    g_autoptr (EtaCatalogEntry) old = i < n ? entry_at (self, i) : NULL;

    g_ptr_array_add (added, old && same (old, item, headed)
                                ? g_object_ref (old)
                                : eta_catalog_entry_new (item->id, item->section, headed));
  }
  while (first < MIN (n, added->len)) {
    g_autoptr (EtaCatalogEntry) old = entry_at (self, first);
    if (old != added->pdata[first])
      break;
    first++;
  }
  while (tail < MIN (n, added->len) - first) {
    g_autoptr (EtaCatalogEntry) old = entry_at (self, n - tail - 1);
    if (old != added->pdata[added->len - tail - 1])
      break;
    tail++;
  }
  if (n - first - tail > 0 || added->len - first - tail > 0)
    g_list_store_splice (self->entries, first, n - first - tail, added->pdata + first,
                         added->len - first - tail);
}

/* A product goes into the section that it is dropped in. */
void
eta_catalog_items_move (EtaCatalogItems *self, guint from, guint to)
{
  g_autoptr (GPtrArray) items = items_of (self);
  const Item *neighbour;
  Item *moved;
  guint at = to > from ? to - 1 : to;

  if (from >= items->len || to > items->len || at == from)
    return;
  moved = g_ptr_array_steal_index (items, from);
  neighbour = at > from || at >= items->len ? items->pdata[MIN (at, items->len) - (at > 0)]
                                            : items->pdata[at];
  if (self->sections && neighbour != moved) {
    g_free (moved->section);
    moved->section = g_strdup (neighbour->section);
  }
  g_ptr_array_insert (items, (int)at, moved);
  set_items (self, items);
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), at, TRUE);
  g_signal_emit (self, signals[EDITED], 0, N_ ("Put a catalog in order"));
}

static void
remove_selected (EtaCatalogItems *self)
{
  g_autoptr (GPtrArray) items = items_of (self);
  gboolean any = FALSE;

  for (guint i = items->len; i-- > 0;)
    if (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->selection), i)) {
      g_ptr_array_remove_index (items, i);
      any = TRUE;
    }
  if (!any)
    return;
  set_items (self, items);
  g_signal_emit (self, signals[EDITED], 0, N_ ("Take out of a catalog"));
}

/* The section from POSITION up to the next one is called NAME; "" joins it to the one before. */
static void
name_section (EtaCatalogItems *self, guint position, const char *name)
{
  g_autoptr (GPtrArray) items = items_of (self);
  g_autofree char *old = NULL;
  const char *section = *name ? name : NULL;

  if (position >= items->len)
    return;
  if (!section && position > 0)
    section = ((Item *)items->pdata[position - 1])->section;
  old = g_strdup (((Item *)items->pdata[position])->section);
  for (guint i = position; i < items->len; i++) {
    Item *item = items->pdata[i];
    char *renamed;

    if (g_strcmp0 (item->section, old) != 0)
      break;
    renamed = g_strdup (section);
    g_free (item->section);
    item->section = renamed;
  }
  set_items (self, items);
  g_signal_emit (self, signals[EDITED], 0, N_ ("Part a catalog into sections"));
}

/* --- Keyboard --------------------------------------------------------------------------------- */

static int
first_selected (EtaCatalogItems *self)
{
  g_autoptr (GtkBitset) chosen =
      gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));

  return gtk_bitset_is_empty (chosen) ? -1 : (int)gtk_bitset_get_minimum (chosen);
}

static gboolean
is_read_only (EtaCatalogItems *self)
{
  return !self->session || eta_session_is_read_only (self->session);
}

static gboolean
key_pressed (EtaCatalogItems *self, guint key, guint code, GdkModifierType state)
{
  int at = first_selected (self);

  if (at < 0 || is_read_only (self))
    return FALSE;
  if (key == GDK_KEY_Delete) {
    remove_selected (self);
    return TRUE;
  }
  if (!(state & GDK_CONTROL_MASK) || (key != GDK_KEY_Up && key != GDK_KEY_Down))
    return FALSE;
  if (key == GDK_KEY_Up && at > 0)
    eta_catalog_items_move (self, (guint)at, (guint)at - 1);
  else if (key == GDK_KEY_Down && (guint)at + 1 < n_entries (self))
    eta_catalog_items_move (self, (guint)at, (guint)at + 2);
  return TRUE;
}

/* --- Rows ------------------------------------------------------------------------------------- */

static void
row_moved (EtaCatalogItems *self, guint from, guint to)
{
  eta_catalog_items_move (self, from, to);
}

static void
row_removed (EtaCatalogItems *self, guint position)
{
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
  remove_selected (self);
}

static void
row_section (EtaCatalogItems *self, guint position, const char *name)
{
  name_section (self, position, name);
}

static void
setup_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  GtkWidget *row = eta_catalog_item_row_new ();

  g_signal_connect_swapped (row, "moved", G_CALLBACK (row_moved), data);
  g_signal_connect_swapped (row, "removed", G_CALLBACK (row_removed), data);
  g_signal_connect_swapped (row, "section", G_CALLBACK (row_section), data);
  gtk_list_item_set_child (item, row);
}

static void
bind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  EtaCatalogItems *self = ETA_CATALOG_ITEMS (data);

  eta_catalog_item_row_bind (ETA_CATALOG_ITEM_ROW (gtk_list_item_get_child (item)), item,
                             self->session, self->sections);
}

static void
unbind_row (GtkSignalListItemFactory *factory, GtkListItem *item, gpointer data)
{
  eta_catalog_item_row_unbind (ETA_CATALOG_ITEM_ROW (gtk_list_item_get_child (item)));
}

static void
activated (EtaCatalogItems *self, guint position)
{
  g_autoptr (EtaCatalogEntry) entry = entry_at (self, position);

  if (entry)
    g_signal_emit (self, signals[OPEN], 0, eta_catalog_entry_get_id (entry));
}

/* --- The widget ------------------------------------------------------------------------------- */

static void
eta_catalog_items_dispose (GObject *object)
{
  EtaCatalogItems *self = ETA_CATALOG_ITEMS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->selection);
  self->entries = NULL;
  G_OBJECT_CLASS (eta_catalog_items_parent_class)->dispose (object);
}

static void
eta_catalog_items_class_init (EtaCatalogItemsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_catalog_items_dispose;
  signals[EDITED] = g_signal_new ("edited", ETA_TYPE_CATALOG_ITEMS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPEN] = g_signal_new ("open", ETA_TYPE_CATALOG_ITEMS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
add_list (EtaCatalogItems *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_row), self);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_row), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind_row), self);
  self->list = GTK_LIST_VIEW (
      gtk_list_view_new (GTK_SELECTION_MODEL (g_object_ref (self->selection)), factory));
  gtk_widget_add_css_class (GTK_WIDGET (self->list), "catalog-items");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Products of the catalog"), -1);
  g_signal_connect_swapped (self->list, "activate", G_CALLBACK (activated), self);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self->list), keys);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->list));
  gtk_widget_set_hexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (self), scroller);
}

static void
eta_catalog_items_init (EtaCatalogItems *self)
{
  self->entries = g_list_store_new (ETA_TYPE_CATALOG_ENTRY);
  self->selection = gtk_multi_selection_new (G_LIST_MODEL (self->entries));
  add_list (self);
  eta_view_only_follow (GTK_WIDGET (self));
}

void
eta_catalog_items_set_session (EtaCatalogItems *self, EtaSession *session)
{
  g_list_store_remove_all (self->entries);
  g_set_object (&self->session, session);
}

void
eta_catalog_items_show (EtaCatalogItems *self, const EtaCollection *collection, gboolean sections)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (item_free);

  self->sections = sections;
  for (guint i = 0; i < collection->items->len; i++) {
    const EtaCollectionItem *stored = collection->items->pdata[i];
    Item *item = g_new0 (Item, 1);

    item->id = g_strdup (stored->product_id);
    item->section = g_strdup (stored->section);
    g_ptr_array_add (items, item);
  }
  set_items (self, items);
}

void
eta_catalog_items_apply (EtaCatalogItems *self, EtaCollection *collection)
{
  g_autoptr (GPtrArray) items = items_of (self);

  g_ptr_array_set_size (collection->items, 0);
  for (guint i = 0; i < items->len; i++) {
    const Item *item = items->pdata[i];
    eta_collection_add (collection, item->section, item->id);
  }
}
