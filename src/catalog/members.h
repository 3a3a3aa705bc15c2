/* The owned texts of a plain struct as a table of offsets: copied and freed in one loop, so that a
 * new member is one line in its table and cannot be forgotten in a copy or a free. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ETA_MEMBER_TEXT(object, offset) G_STRUCT_MEMBER (char *, object, offset)

/* OBJECT is a bitwise copy: each text becomes its own. */
void eta_members_dup (gpointer object, const gsize *offsets, gsize n);
void eta_members_clear (gpointer object, const gsize *offsets, gsize n);
/* Two structs of SIZE bytes that hold these texts and, beside them, only numbers. */
gboolean
eta_members_equal (gconstpointer a, gconstpointer b, gsize size, const gsize *offsets, gsize n);

typedef gpointer (*EtaMemberCopy) (gconstpointer element);

/* A new array whose elements are COPY of ALL's, freed with FREE. */
GPtrArray *eta_members_dup_array (const GPtrArray *all, EtaMemberCopy copy, GDestroyNotify free);

typedef gboolean (*EtaMemberEqual) (gconstpointer a, gconstpointer b);
gboolean eta_members_equal_arrays (const GPtrArray *a, const GPtrArray *b, EtaMemberEqual equal);

G_END_DECLS
