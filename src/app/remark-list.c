#include "app/remark-list.h"

#include "catalog/check.h"

struct _EtaRemarkList {
  GtkBox parent_instance;
  const char *const *addresses;
};

static void part_init (EtaFormPartInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaRemarkList,
                               eta_remark_list,
                               GTK_TYPE_BOX,
                               G_IMPLEMENT_INTERFACE (ETA_TYPE_FORM_PART, part_init))

static gboolean
speaks_for (EtaRemarkList *self, const char *field)
{
  for (guint i = 0; self->addresses[i]; i++)
    if (g_str_has_prefix (field, self->addresses[i]))
      return TRUE;
  return FALSE;
}

static void
add (EtaRemarkList *self, const EtaRemark *remark)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *label = gtk_label_new (remark->text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_widget_add_css_class (box, "note");
  gtk_box_append (GTK_BOX (box), icon);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (self), box);
}

static void
set_product (EtaFormPart *part, EtaProduct *product)
{
  EtaRemarkList *self = ETA_REMARK_LIST (part);
  g_autoptr (GPtrArray) remarks = product ? eta_check_product (product) : NULL;
  GtkWidget *child;
  guint n = 0;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))))
    gtk_box_remove (GTK_BOX (self), child);
  for (guint i = 0; remarks && i < remarks->len; i++) {
    const EtaRemark *remark = remarks->pdata[i];
    if (!speaks_for (self, remark->field))
      continue;
    add (self, remark);
    n++;
  }
  gtk_widget_set_visible (GTK_WIDGET (self), n > 0);
}

static void
part_init (EtaFormPartInterface *iface)
{
  iface->set_product = set_product;
}

static void
eta_remark_list_class_init (EtaRemarkListClass *klass)
{
}

static void
eta_remark_list_init (EtaRemarkList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 6);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

GtkWidget *
eta_remark_list_new (const char *const *addresses)
{
  EtaRemarkList *self = g_object_new (ETA_TYPE_REMARK_LIST, NULL);

  self->addresses = addresses;
  return GTK_WIDGET (self);
}
