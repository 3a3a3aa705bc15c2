/* Which column of a table holds which member of a struct, so that SQL, reading, writing and
 * comparing are each one loop. Inside the store. */
#pragma once

#include "catalog/fields.h"

#include <sqlite3.h>

G_BEGIN_DECLS

typedef enum {
  ETA_COLUMN_TEXT,    /* char *; "" is kept as NULL */
  ETA_COLUMN_NUMBER,  /* gint64; 0 is kept as NULL */
  ETA_COLUMN_VALUE,   /* gint64; kept as it is */
  ETA_COLUMN_CELSIUS, /* gint64; ETA_NO_CELSIUS is kept as NULL */
  ETA_COLUMN_FLAG,    /* gboolean; FALSE is kept as NULL */
} EtaColumnKind;

typedef struct {
  const char *name;
  EtaColumnKind kind;
  gsize offset;
} EtaColumn;

/* The columns of product, producer and their words: the fields of fields.h, without keys (row, id,
 * owner, lang) and without what the store makes itself (sku_fold, created, changed …). */
const EtaColumn *eta_columns (EtaFieldOwner owner, guint *n);

/* Appends NAME, NAME … with FORMAT around each: "%s" or "%s = ?" or "p.%s". */
void eta_columns_append (GString *sql, const EtaColumn *columns, guint n, const char *format);
/* Binds from parameter FIRST on; texts are not copied. Reads from result column FIRST on. */
void eta_columns_bind (
    sqlite3_stmt *stmt, int first, const EtaColumn *columns, guint n, gconstpointer object);
void eta_columns_read (
    sqlite3_stmt *stmt, int first, const EtaColumn *columns, guint n, gpointer object);
gboolean eta_columns_equal (const EtaColumn *columns, guint n, gconstpointer a, gconstpointer b);
/* Whether no column states anything. */
gboolean eta_columns_empty (const EtaColumn *columns, guint n, gconstpointer object);

G_END_DECLS
