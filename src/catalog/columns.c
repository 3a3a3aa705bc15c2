#include "catalog/columns.h"

#define TEXT(type, member)                                                                         \
  {                                                                                                \
#member, ETA_COLUMN_TEXT, G_STRUCT_OFFSET(type, member)                                        \
  }
#define NUMBER(type, member)                                                                       \
  {                                                                                                \
#member, ETA_COLUMN_NUMBER, G_STRUCT_OFFSET(type, member)                                      \
  }
#define CELSIUS(type, member)                                                                      \
  {                                                                                                \
#member, ETA_COLUMN_CELSIUS, G_STRUCT_OFFSET(type, member)                                     \
  }

static const EtaColumn of_product[] = {
    TEXT (EtaProduct, sku),          TEXT (EtaProduct, category),
    TEXT (EtaProduct, stage),        TEXT (EtaProduct, brand),
    TEXT (EtaProduct, gtin),         TEXT (EtaProduct, hs),
    TEXT (EtaProduct, hs_edition),   TEXT (EtaProduct, country),
    TEXT (EtaProduct, province),     TEXT (EtaProduct, regency),
    TEXT (EtaProduct, unit),         NUMBER (EtaProduct, net),
    NUMBER (EtaProduct, gross),      NUMBER (EtaProduct, length),
    NUMBER (EtaProduct, width),      NUMBER (EtaProduct, height),
    NUMBER (EtaProduct, shelf_life), CELSIUS (EtaProduct, keep_min),
    CELSIUS (EtaProduct, keep_max),  NUMBER (EtaProduct, moq),
    NUMBER (EtaProduct, lead_time),  NUMBER (EtaProduct, capacity),
    TEXT (EtaProduct, sample_terms), TEXT (EtaProduct, payment_terms),
    TEXT (EtaProduct, port),         TEXT (EtaProduct, state),
    TEXT (EtaProduct, state_by),     TEXT (EtaProduct, state_at),
    TEXT (EtaProduct, state_note),
};

static const EtaColumn of_words[] = {
    TEXT (EtaWords, name),        TEXT (EtaWords, summary),   TEXT (EtaWords, story),
    TEXT (EtaWords, ingredients), TEXT (EtaWords, allergens), TEXT (EtaWords, storage),
    TEXT (EtaWords, usage),
};

static const EtaColumn of_producer[] = {
    TEXT (EtaProducer, name),    TEXT (EtaProducer, pesantren), TEXT (EtaProducer, person),
    TEXT (EtaProducer, address), TEXT (EtaProducer, regency),   TEXT (EtaProducer, province),
    TEXT (EtaProducer, country), TEXT (EtaProducer, phone),     TEXT (EtaProducer, whatsapp),
    TEXT (EtaProducer, email),   TEXT (EtaProducer, website),   TEXT (EtaProducer, map_point),
    TEXT (EtaProducer, nib),     TEXT (EtaProducer, npwp),      TEXT (EtaProducer, opop),
    TEXT (EtaProducer, logo),    TEXT (EtaProducer, package),
};

const EtaColumn *
eta_columns (EtaFieldOwner owner, guint *n)
{
  switch (owner) {
  case ETA_FIELD_OF_WORDS:
    *n = G_N_ELEMENTS (of_words);
    return of_words;
  case ETA_FIELD_OF_PRODUCER:
    *n = G_N_ELEMENTS (of_producer);
    return of_producer;
  default:
    *n = G_N_ELEMENTS (of_product);
    return of_product;
  }
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
