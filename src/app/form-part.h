/* A piece of the product page that shows one side of the product: prices, certificates, loading,
 * review … The page hands it each product as it is stored, asks it to store what is being typed
 * before it goes on to another one, and to take the focus for a field that is its own. */
#pragma once

#include "catalog/product.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Stores a changed draft of the product; on an error nothing has happened. */
typedef gboolean (*EtaPartCommit) (const EtaProduct *draft, gpointer data, GError **error);

#define ETA_TYPE_FORM_PART (eta_form_part_get_type ())
G_DECLARE_INTERFACE (EtaFormPart, eta_form_part, ETA, FORM_PART, GtkWidget)

struct _EtaFormPartInterface {
  GTypeInterface parent;
  void (*set_product) (EtaFormPart *self, EtaProduct *product);
  gboolean (*flush) (EtaFormPart *self);                            /* NULL: nothing is typed */
  gboolean (*focus_field) (EtaFormPart *self, const char *address); /* NULL: has no fields */
};

/* PRODUCT as stored; the part keeps a reference if it needs one. NULL: none is shown. */
void eta_form_part_set_product (EtaFormPart *self, EtaProduct *product);
/* Stores what is typed; FALSE when a value is invalid: it then has the focus. */
gboolean eta_form_part_flush (EtaFormPart *self);
/* Puts the focus on the field at ADDRESS ("certificates", "evidence.nib"); FALSE: not its own. */
gboolean eta_form_part_focus_field (EtaFormPart *self, const char *address);

G_END_DECLS
