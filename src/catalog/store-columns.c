#include "catalog/store-columns.h"

typedef struct {
  EtaColumn *columns;
  guint n;
} Columns;

/* Keys, and what the store sets and writes itself. */
static gboolean
is_kept_apart (const char *id)
{
  static const char *const apart[] = {"id",      "producer_id", "lang", "created",
                                      "changed", "trashed",     NULL};

  return g_strv_contains (apart, id);
}

static EtaColumnKind
kind_of (EtaFieldKind kind)
{
  switch (kind) {
  case ETA_FIELD_COUNT:
  case ETA_FIELD_GRAMS:
  case ETA_FIELD_MM:
  case ETA_FIELD_DAYS:
    return ETA_COLUMN_NUMBER;
  case ETA_FIELD_CELSIUS:
    return ETA_COLUMN_CELSIUS;
  default:
    return ETA_COLUMN_TEXT;
  }
}

static gpointer
make_columns (gpointer unused)
{
  Columns *all = g_new0 (Columns, ETA_FIELD_OF_PRODUCER + 1);
  guint n;
  const EtaField *fields = eta_fields (&n);

  for (guint i = 0; i <= ETA_FIELD_OF_PRODUCER; i++)
    all[i].columns = g_new0 (EtaColumn, n);
  for (guint i = 0; i < n; i++) {
    Columns *of = &all[fields[i].owner];

    if (!is_kept_apart (fields[i].id))
      of->columns[of->n++] = (EtaColumn){fields[i].id, kind_of (fields[i].kind), fields[i].offset};
  }
  return all;
}

const EtaColumn *
eta_columns (EtaFieldOwner owner, guint *n)
{
  static GOnce once = G_ONCE_INIT;
  const Columns *all = g_once (&once, make_columns, NULL);

  *n = all[owner].n;
  return all[owner].columns;
}

void
eta_columns_append (GString *sql, const EtaColumn *columns, guint n, const char *format)
{
  for (guint i = 0; i < n; i++) {
    if (i > 0)
      g_string_append (sql, ", ");
    g_string_append_printf (sql, format, columns[i].name);
  }
}

static const char *
text_of (const EtaColumn *column, gconstpointer object)
{
  const char *text = G_STRUCT_MEMBER (char *, object, column->offset);

  return text && *text ? text : NULL;
}

/* FALSE: not stated. */
static gboolean
number_of (const EtaColumn *column, gconstpointer object, gint64 *value)
{
  if (column->kind == ETA_COLUMN_FLAG)
    *value = G_STRUCT_MEMBER (gboolean, object, column->offset) ? 1 : 0;
  else
    *value = G_STRUCT_MEMBER (gint64, object, column->offset);
  if (column->kind == ETA_COLUMN_CELSIUS)
    return *value != ETA_NO_CELSIUS;
  return column->kind == ETA_COLUMN_VALUE || *value != 0;
}

void
eta_columns_bind (
    sqlite3_stmt *stmt, int first, const EtaColumn *columns, guint n, gconstpointer object)
{
  for (guint i = 0; i < n; i++) {
    const int at = first + (int)i;
    gint64 value;

    if (columns[i].kind == ETA_COLUMN_TEXT)
      sqlite3_bind_text (stmt, at, text_of (&columns[i], object), -1, SQLITE_STATIC);
    else if (number_of (&columns[i], object, &value))
      sqlite3_bind_int64 (stmt, at, value);
    else
      sqlite3_bind_null (stmt, at);
  }
}

static void
read_one (sqlite3_stmt *stmt, int at, const EtaColumn *column, gpointer object)
{
  const gboolean null = sqlite3_column_type (stmt, at) == SQLITE_NULL;
  char **text;

  switch (column->kind) {
  case ETA_COLUMN_TEXT:
    text = &G_STRUCT_MEMBER (char *, object, column->offset);
    g_free (*text);
    *text = g_strdup ((const char *)sqlite3_column_text (stmt, at));
    break;
  case ETA_COLUMN_FLAG:
    G_STRUCT_MEMBER (gboolean, object, column->offset) = sqlite3_column_int (stmt, at) != 0;
    break;
  default:
    G_STRUCT_MEMBER (gint64, object, column->offset) = null && column->kind == ETA_COLUMN_CELSIUS
                                                           ? ETA_NO_CELSIUS
                                                           : sqlite3_column_int64 (stmt, at);
  }
}

void
eta_columns_read (sqlite3_stmt *stmt, int first, const EtaColumn *columns, guint n, gpointer object)
{
  for (guint i = 0; i < n; i++)
    read_one (stmt, first + (int)i, &columns[i], object);
}

gboolean
eta_columns_equal (const EtaColumn *columns, guint n, gconstpointer a, gconstpointer b)
{
  for (guint i = 0; i < n; i++) {
    gint64 x, y;

    if (columns[i].kind == ETA_COLUMN_TEXT) {
      if (g_strcmp0 (text_of (&columns[i], a), text_of (&columns[i], b)) != 0)
        return FALSE;
      continue;
    }
    if (number_of (&columns[i], a, &x) != number_of (&columns[i], b, &y) || x != y)
      return FALSE;
  }
  return TRUE;
}

gboolean
eta_columns_empty (const EtaColumn *columns, guint n, gconstpointer object)
{
  for (guint i = 0; i < n; i++) {
    gint64 value;

    if (columns[i].kind == ETA_COLUMN_TEXT ? text_of (&columns[i], object) != NULL
                                           : number_of (&columns[i], object, &value))
      return FALSE;
  }
  return TRUE;
}
