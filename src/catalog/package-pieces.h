/* A product or producer taken apart into what can be compared and exchanged one by one: fields,
 * texts by language, and each price, pack, variant, certificate and piece of evidence; photos are
 * one, since their order says something. Inside package. */
#pragma once

#include "catalog/fields.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

typedef struct {
  char *address;         /* "moq", "name.ar", "prices USD 100" */
  const char *part;      /* "prices", or NULL */
  const EtaField *field; /* of a field or text, or NULL */
  JsonNode *node;        /* without ids */
  char *id;              /* of an element, or NULL */
} EtaPiece;

typedef struct {
  GPtrArray *all;      /* EtaPiece, in order */
  GHashTable *by_name; /* address → EtaPiece */
  GHashTable *ids;     /* SHA-256 of a photo → its id */
} EtaPieces;

/* OBJECT as catalog/product-json.h writes it. */
EtaPieces *eta_pieces_new (JsonObject *object, gboolean producer);
void eta_pieces_free (EtaPieces *pieces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPieces, eta_pieces_free)
const EtaPiece *eta_pieces_get (const EtaPieces *pieces, const char *address);
/* NULL is a piece that is not there. */
gboolean eta_piece_equal (const EtaPiece *a, const EtaPiece *b);

/* The object of CHOSEN (EtaPiece). Ids of elements are MINE's where it has them; lists that hold
 * all of THEIRS stand in their order. Transfer full. */
JsonObject *eta_pieces_join (GPtrArray *chosen,
                             const EtaPieces *mine,
                             const EtaPieces *theirs,
                             gboolean producer);

/* The language of the program's own words: "id", "en" or "ar". Borrowed. */
const char *eta_package_lang (void);
/* For people, in the language of the program: "Minimum order", "Name (ar)"; "50", "USD 4.50". NULL
 * for a piece that is not there. Transfer full. */
char *eta_piece_label (const EtaPiece *piece);
char *eta_piece_text (const EtaPiece *piece);

G_END_DECLS
