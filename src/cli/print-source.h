/* The products that a command prints, read one after the other. */
#pragma once

#include "cli/command.h"
#include "sheets/input.h"

G_BEGIN_DECLS

typedef struct {
  EtaCall *call;
  EtaAlbum *album;
  GArray *rows;          /* of the products, in the order of printing */
  GHashTable *producers; /* id → EtaProducer, as they were met */
  const char *lang;      /* of the names in the contents; borrowed */
} EtaPrintSource;

/* The products that CALL names, or ALL, ordered by their names in LANG (NULL: Indonesian). */
gboolean eta_print_source_open (
    EtaPrintSource *source, EtaCall *call, gboolean all, const char *lang, GError **error);
void eta_print_source_clear (EtaPrintSource *source);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaPrintSource, eta_print_source_clear)

/* The functions of an EtaCatalogSource; DATA is an EtaPrintSource. */
gboolean eta_print_source_load (guint index, EtaSheetInput *input, gpointer data, GError **error);
char *eta_print_source_name (guint index, gpointer data);

G_END_DECLS
