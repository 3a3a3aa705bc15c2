#include "app/catalogs-page.h"

#include "app/catalog-actions-kept.h"
#include "app/cover-card.h"
#include "app/catalog-editor.h"
#include "app/window.h"
#include "catalog/collection.h"

#include <glib/gi18n.h>

struct _EtaCatalogsPage {
  AdwBin parent_instance;
  EtaSession *session;
  GPtrArray *collections; /* EtaCollection, as shown */

  GtkStack *stack, *list_stack;
  GtkFlowBox *cards;
  EtaCatalogEditor *editor; /* made when a catalog is first opened, or NULL */
};

G_DEFINE_FINAL_TYPE (EtaCatalogsPage, eta_catalogs_page, ADW_TYPE_BIN)

/* --- The list --------------------------------------------------------------------------------- */

static void
reload (EtaCatalogsPage *self)
{
  GtkWidget *child;

  g_clear_pointer (&self->collections, g_ptr_array_unref);
  if (self->session)
    self->collections = eta_store_list_collections (eta_session_get_store (self->session), NULL);
  if (!self->collections)
    self->collections = g_ptr_array_new ();
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->cards))))
    gtk_flow_box_remove (self->cards, child);
  for (guint i = 0; i < self->collections->len; i++)
    gtk_flow_box_append (self->cards,
                         eta_cover_card_new (self->session, self->collections->pdata[i]));
  gtk_stack_set_visible_child_name (self->list_stack, self->collections->len ? "cards" : "empty");
}

/* While a catalog is edited the cards wait. */
static void
session_changed (EtaCatalogsPage *self)
{
  if (g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), "list") == 0)
    reload (self);
}

static void
card_activated (EtaCatalogsPage *self, GtkFlowBoxChild *child)
{
  int index = gtk_flow_box_child_get_index (child);

  if (index >= 0 && (guint)index < self->collections->len)
    eta_catalogs_page_open (self, ((EtaCollection *)self->collections->pdata[index])->id);
}

static void
new_clicked (EtaCatalogsPage *self)
{
  EtaWindow *window = eta_window_of (GTK_WIDGET (self));
  g_autofree char *id = self->session ? eta_kept_catalog_new (window, NULL) : NULL;

  if (id)
    eta_catalogs_page_open (self, id);
}

static void
editor_left (EtaCatalogsPage *self)
{
  eta_catalog_editor_show (self->editor, NULL);
  reload (self);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

/* --- The widget ------------------------------------------------------------------------------- */

static void
eta_catalogs_page_dispose (GObject *object)
{
  EtaCatalogsPage *self = ETA_CATALOGS_PAGE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->collections, g_ptr_array_unref);
  G_OBJECT_CLASS (eta_catalogs_page_parent_class)->dispose (object);
}

static void
eta_catalogs_page_class_init (EtaCatalogsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_catalogs_page_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/catalogs-page.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogsPage, list_stack);
  gtk_widget_class_bind_template_child (widget_class, EtaCatalogsPage, cards);
  gtk_widget_class_bind_template_callback (widget_class, card_activated);
  gtk_widget_class_bind_template_callback (widget_class, new_clicked);
}

static void
eta_catalogs_page_init (EtaCatalogsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
eta_catalogs_page_set_session (EtaCatalogsPage *self, EtaSession *session)
{
  if (self->session)
    g_signal_handlers_disconnect_by_func (self->session, session_changed, self);
  g_set_object (&self->session, session);
  if (self->editor)
    eta_catalog_editor_set_session (self->editor, session);
  gtk_stack_set_visible_child_name (self->stack, "list");
  reload (self);
  if (session)
    g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self,
                             G_CONNECT_SWAPPED);
}

void
eta_catalogs_page_open (EtaCatalogsPage *self, const char *collection_id)
{
  if (!self->editor) {
    self->editor = g_object_new (ETA_TYPE_CATALOG_EDITOR, NULL);
    g_signal_connect_swapped (self->editor, "back", G_CALLBACK (editor_left), self);
    gtk_stack_add_named (self->stack, GTK_WIDGET (self->editor), "editor");
    eta_catalog_editor_set_session (self->editor, self->session);
  }
  if (eta_catalog_editor_show (self->editor, collection_id))
    gtk_stack_set_visible_child_name (self->stack, "editor");
}

gboolean
eta_catalogs_page_flush (EtaCatalogsPage *self)
{
  if (self->editor)
    eta_catalog_editor_flush (self->editor);
  return TRUE;
}
