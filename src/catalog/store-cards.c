#include "catalog/error.h"
#include "catalog/history-changes.h"
#include "catalog/store-sql.h"

#include <glib/gi18n-lib.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaChangeset, eta_changeset_free)

/* --- cards ------------------------------------------------------------------------------------ */

/* Worst last; "dirty": sent, and changed here since. */
static const char *const listing_states[] = {"retired", "clean",   "dirty", "new",     "in_flight",
                                             "gone",    "unknown", "error", "conflict"};

/* 1 is "clean", 2 "dirty"; the rest as they stand above, from 0. */
#define LISTED                                                                                     \
  "(SELECT max (CASE state WHEN 'retired' THEN 0 WHEN 'clean' THEN 1 + (at < p.changed)"           \
  " WHEN 'new' THEN 3 WHEN 'in_flight' THEN 4 WHEN 'gone' THEN 5 WHEN 'unknown' THEN 6"            \
  " WHEN 'error' THEN 7 ELSE 8 END) FROM listing WHERE product = p.id)"

#define CARD                                                                                       \
  "SELECT p.id, p.sku, coalesce ((SELECT name FROM producer_words WHERE producer = p.producer"     \
  " AND lang = ?2), m.name), p.category, p.unit,"                                                  \
  " (SELECT sha256 FROM photo WHERE product = p.row ORDER BY position LIMIT 1),"                   \
  " p.state, p.changed, i.currency, i.price, " LISTED " FROM product p"                            \
  " JOIN producer m ON m.row = p.producer LEFT JOIN product_index i ON i.row = p.row"              \
  " WHERE p.row = ?1"

#define NAMES                                                                                      \
  "SELECT lang, name FROM product_words WHERE product = ? AND name IS NOT NULL"                    \
  " ORDER BY lang <> 'id', lang <> 'en', lang <> 'ar', lang"

/* The name in LANG, else the first of id, en and the others (ar is one of them). */
static gboolean
read_names (EtaStore *store, EtaCard *card, const char *lang, GError **error)
{
  g_autoptr (GString) langs = g_string_new (NULL);
  g_autoptr (GError) failed = NULL;
  EtaStatement stmt = eta_sql_bind (store, error, NAMES, "i", card->row);

  if (!stmt)
    return FALSE;
  while (eta_sql_next (store, stmt, &failed)) {
    const char *of = (const char *)sqlite3_column_text (stmt, 0);
    const gboolean wanted = g_strcmp0 (of, lang) == 0;

    g_string_append_printf (langs, "%s%s", langs->len > 0 ? " " : "", of);
    if (card->name && !wanted)
      continue;
    g_free (card->name);
    card->name = eta_sql_dup (stmt, 1);
  }
  card->langs = g_string_free (g_steal_pointer (&langs), FALSE);
  if (!card->name)
    card->name = g_strdup (card->sku ? card->sku : "");
  return eta_take_error (error, &failed);
}

static void
read_card (EtaStatement stmt, EtaCard *card)
{
  const char *currency = (const char *)sqlite3_column_text (stmt, 8);

  card->id = eta_sql_dup (stmt, 0);
  card->sku = eta_sql_dup (stmt, 1);
  card->producer = eta_sql_dup (stmt, 2);
  card->category = eta_sql_dup (stmt, 3);
  card->unit = eta_sql_dup (stmt, 4);
  card->photo = eta_sql_dup (stmt, 5);
  card->state = eta_sql_dup (stmt, 6);
  card->changed = eta_sql_dup (stmt, 7);
  card->currency = currency && *currency ? g_strdup (currency) : NULL;
  card->minor = sqlite3_column_int64 (stmt, 9);
  if (sqlite3_column_type (stmt, 10) != SQLITE_NULL)
    card->listed = g_strdup (listing_states[CLAMP (sqlite3_column_int (stmt, 10), 0,
                                                   (int)G_N_ELEMENTS (listing_states) - 1)]);
}

EtaCard *
eta_store_get_card (EtaStore *store, gint64 row, const char *lang, GError **error)
{
  g_autoptr (EtaCard) card = g_new0 (EtaCard, 1);
  g_autoptr (GError) failed = NULL;
  EtaStatement stmt = eta_sql_bind (store, error, CARD, "it", row, lang);

  if (!stmt)
    return NULL;
  if (!eta_sql_next (store, stmt, &failed)) {
    if (eta_take_error (error, &failed))
      g_set_error_literal (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND,
                           _ ("This product is no longer in the catalog."));
    return NULL;
  }
  card->row = row;
  read_card (stmt, card);
  sqlite3_reset (stmt);
  return read_names (store, card, lang, error) ? g_steal_pointer (&card) : NULL;
}

void
eta_card_free (EtaCard *card)
{
  if (!card)
    return;
  g_free (card->id);
  g_free (card->sku);
  g_free (card->name);
  g_free (card->producer);
  g_free (card->category);
  g_free (card->unit);
  g_free (card->photo);
  g_free (card->langs);
  g_free (card->state);
  g_free (card->changed);
  g_free (card->currency);
  g_free (card->listed);
  g_free (card);
}

/* --- pictures --------------------------------------------------------------------------------- */

#define PICTURES                                                                                   \
  "SELECT sha256 FROM photo"                                                                       \
  " UNION SELECT scan FROM product_certificate UNION SELECT scan FROM producer_certificate"        \
  " UNION SELECT file FROM product_evidence UNION SELECT file FROM producer_evidence"              \
  " UNION SELECT logo FROM producer UNION SELECT cover FROM collection"

/* The numbers first: a statement is not to be used twice at a time. */
static GArray *
step_numbers (EtaStore *store, GError **error)
{
  EtaStatement stmt = eta_sql (store, "SELECT id FROM history", error);
  g_autoptr (GArray) steps = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed)) {
    const gint64 id = sqlite3_column_int64 (stmt, 0);
    g_array_append_val (steps, id);
  }
  return stmt && eta_take_error (error, &failed) ? g_steal_pointer (&steps) : NULL;
}

static gboolean
add_steps (EtaStore *store, GHashTable *set, GError **error)
{
  g_autoptr (GArray) steps = step_numbers (store, error);

  for (guint i = 0; steps && i < steps->len; i++) {
    g_autoptr (EtaChangeset) changes =
        eta_changeset_load (store, g_array_index (steps, gint64, i), error);

    if (!changes || !eta_changeset_pictures (store, changes, set, error))
      return FALSE;
  }
  return steps != NULL;
}

GHashTable *
eta_store_photo_set (EtaStore *store, GError **error)
{
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  EtaStatement stmt = eta_sql (store, PICTURES, error);
  g_autoptr (GError) failed = NULL;

  while (stmt && eta_sql_next (store, stmt, &failed)) {
    if (sqlite3_column_type (stmt, 0) != SQLITE_NULL)
      g_hash_table_add (set, eta_sql_dup (stmt, 0));
  }
  if (!stmt || !eta_take_error (error, &failed) || !add_steps (store, set, error))
    return NULL;
  return g_steal_pointer (&set);
}
