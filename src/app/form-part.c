#include "app/form-part.h"

G_DEFINE_INTERFACE (EtaFormPart, eta_form_part, GTK_TYPE_WIDGET)

static void
eta_form_part_default_init (EtaFormPartInterface *iface)
{
}

void
eta_form_part_set_product (EtaFormPart *self, EtaProduct *product)
{
  ETA_FORM_PART_GET_IFACE (self)->set_product (self, product);
}

gboolean
eta_form_part_flush (EtaFormPart *self)
{
  EtaFormPartInterface *iface = ETA_FORM_PART_GET_IFACE (self);

  return !iface->flush || iface->flush (self);
}

gboolean
eta_form_part_focus_field (EtaFormPart *self, const char *address)
{
  EtaFormPartInterface *iface = ETA_FORM_PART_GET_IFACE (self);

  return iface->focus_field && iface->focus_field (self, address);
}
