#include "ready/evidence.h"

#include "catalog/data.h"
#include "catalog/fold.h"

static const char *const levels[] = {"company", "product", "shipment", "buyer"};

/* The table as it is asked for a million times for one board. */
typedef struct {
  const char *key;
  EtaLevel level;
  EtaEvidenceType type;
} Piece;

static EtaLevel
read_level (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (levels); i++)
    if (g_str_equal (levels[i], text))
      return (EtaLevel)i;
  return ETA_LEVEL_PRODUCT;
}

static EtaEvidenceType
read_type (const char *text)
{
  static const struct {
    const char *text;
    EtaEvidenceType type;
  } types[] = {
      {"check", ETA_TYPE_OF_CHECK}, {"date", ETA_TYPE_OF_DATE}, {"file", ETA_TYPE_OF_FILE}};

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].text, text))
      return types[i].type;
  return ETA_TYPE_OF_TEXT;
}

static const Piece *
pieces (void)
{
  static Piece *all;

  if (g_once_init_enter (&all)) {
    const EtaTable *table = eta_table_get ("evidence.tsv");
    Piece *made = g_new0 (Piece, eta_table_n_rows (table));

    for (guint i = 0; i < eta_table_n_rows (table); i++)
      made[i] =
          (Piece){eta_table_cell_at (table, i, 0), read_level (eta_table_cell (table, i, "level")),
                  read_type (eta_table_cell (table, i, "type"))};
    g_once_init_leave (&all, made);
  }
  return all;
}

guint
eta_evidence_count (void)
{
  return eta_table_n_rows (eta_table_get ("evidence.tsv"));
}

int
eta_evidence_row (const char *key)
{
  return eta_table_find (eta_table_get ("evidence.tsv"), key);
}

const char *
eta_evidence_key (guint row)
{
  return pieces ()[row].key;
}

EtaLevel
eta_evidence_level (guint row)
{
  return pieces ()[row].level;
}

EtaEvidenceType
eta_evidence_type (guint row)
{
  return pieces ()[row].type;
}

/* The cell of COLUMN in LANG, else in English. */
static const char *
in_language (const EtaTable *words, guint row, const char *prefix, const char *lang)
{
  g_autofree char *column = g_strconcat (prefix, lang, NULL);
  g_autofree char *english = g_strconcat (prefix, "en", NULL);
  const char *text = eta_table_cell (words, row, column);

  return *text ? text : eta_table_cell (words, row, english);
}

const char *
eta_evidence_label (guint row, const char *lang)
{
  const EtaTable *words = eta_table_get ("evidence-words.tsv");
  int at = eta_table_find (words, eta_evidence_key (row));

  return at < 0 ? eta_evidence_key (row) : in_language (words, (guint)at, "", lang);
}

const char *
eta_evidence_how (guint row, const char *lang)
{
  const EtaTable *words = eta_table_get ("evidence-words.tsv");
  int at = eta_table_find (words, eta_evidence_key (row));

  return at < 0 ? "" : in_language (words, (guint)at, "how_", lang);
}

const char *
eta_evidence_who_key (guint row)
{
  const EtaTable *words = eta_table_get ("evidence-words.tsv");
  int at = eta_table_find (words, eta_evidence_key (row));

  return at < 0 ? "" : eta_table_cell (words, (guint)at, "who");
}

const char *
eta_evidence_who (guint row, const char *lang)
{
  const EtaTable *people = eta_table_get ("evidence-who.tsv");
  int at = eta_table_find (people, eta_evidence_who_key (row));

  return at < 0 ? "" : in_language (people, (guint)at, "", lang);
}

gboolean
eta_evidence_answer (const char *text, gboolean *yes)
{
  /* Folded: نعم and لا keep their letters. */
  static const char *const yeses[] = {"yes", "y", "ya", "iya", "true", "1", "ada", "نعم"};
  static const char *const nos[] = {"no",    "n", "tidak", "tdk", "tidak ada", "none",
                                    "false", "0", "-",     "لا",  "لا يوجد"};
  g_autofree char *folded = eta_fold (text ? text : "");

  for (guint i = 0; i < G_N_ELEMENTS (yeses); i++)
    if (g_str_equal (folded, yeses[i]))
      return *yes = TRUE;
  *yes = FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (nos); i++)
    if (g_str_equal (folded, nos[i]))
      return TRUE;
  return FALSE;
}
