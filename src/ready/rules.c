#include "ready/rules.h"

#include "catalog/data.h"
#include "ready/error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _EtaRuleSet {
  GPtrArray *rules;
  GHashTable *ids; /* id → EtaRule */
  const char *date;
};

/* Saudi Arabia and the Emirates have label rules of their own; gcc speaks of the other four. */
static const struct {
  const char *market;
  const char *sets[4];
} inherits[] = {
    {"us", {"id", "us"}},       {"eu", {"id", "eu"}},   {"de", {"id", "eu", "de"}},
    {"it", {"id", "eu", "it"}}, {"gb", {"id", "gb"}},   {"sa", {"id", "sa"}},
    {"ae", {"id", "ae"}},       {"gcc", {"id", "gcc"}}, {"kw", {"id", "gcc"}},
    {"qa", {"id", "gcc"}},      {"om", {"id", "gcc"}},  {"bh", {"id", "gcc"}},
    {"my", {"id", "my"}},       {"jp", {"id", "jp"}},   {"id", {"id"}},
};

static const char *const set_names[] = {"id", "us",  "eu", "de", "it", "gb",
                                        "sa", "gcc", "ae", "my", "jp", NULL};
static const char *const severities[] = {"blocker", "before_shipment", "recommended", NULL};
static const char *const levels[] = {"company", "product", "shipment", "buyer", NULL};
/* In the order of EtaCondition. */
static const char *const conditions[] = {
    "",
    "contains fish, shrimp, egg, milk or honey",
    "organic claim",
    "halal word/logo on pack",
    "animal ingredient OR halal word/logo on pack",
    "wooden pallet, crate or dunnage used",
    "origin region in Java or Lampung",
    "sealed airtight and shelf-stable, water activity > 0.85, and pH > 4.6 or acidified to pH 4.6 "
    "or "
    "less",
    "designed for children 12 or younger",
    NULL,
};
static const char *const columns[] = {
    "id",       "market",   "categories", "hs",         "condition",  "severity",
    "evidence", "title_en", "title_id",   "valid_from", "valid_to",   "source",
    "as_of",    "detail",   "confidence", "review_by",  "source_date"};

static int
place_in (const char *const *list, const char *text)
{
  for (int i = 0; list[i]; i++)
    if (g_str_equal (list[i], text))
      return i;
  return -1;
}

static void
rule_free (gpointer data)
{
  EtaRule *rule = data;

  g_strfreev (rule->categories);
  g_strfreev (rule->hs);
  g_free (rule->evidence);
  char *texts[] = {rule->id,       rule->market, rule->title_en, rule->title_id, rule->valid_from,
                   rule->valid_to, rule->source, rule->as_of,    rule->review_by};
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_free (rule);
}

/* --- one row ---------------------------------------------------------------------------------- */

typedef struct {
  const EtaTable *table;
  const char *file;
  guint row;
  GError **error;
} Reading;

static const char *
cell (const Reading *r, const char *column)
{
  return eta_table_cell (r->table, r->row, column);
}

static gboolean
refuse (const Reading *r, const char *column)
{
  g_set_error (r->error, ETA_READY_ERROR, ETA_READY_ERROR_RULES,
               _ ("“%s”, line %u: “%s” does not fit the column “%s”. Correct the line or get the "
                  "rules again."),
               r->file, eta_table_line (r->table, r->row), cell (r, column), column);
  return FALSE;
}

static gboolean
read_date (const Reading *r, const char *column, gboolean needed, char **out)
{
  const char *text = cell (r, column);
  int y, m, d;

  if (!*text)
    return needed ? refuse (r, column) : TRUE;
  if (!g_regex_match_simple ("^[0-9]{4}-[0-9]{2}-[0-9]{2}$", text, G_REGEX_DOLLAR_ENDONLY, 0))
    return refuse (r, column);
  y = (int)g_ascii_strtoll (text, NULL, 10);
  m = (int)g_ascii_strtoll (text + 5, NULL, 10);
  d = (int)g_ascii_strtoll (text + 8, NULL, 10);
  if (!g_date_valid_dmy ((GDateDay)d, (GDateMonth)m, (GDateYear)y))
    return refuse (r, column);
  *out = g_strdup (text);
  return TRUE;
}

static gboolean
read_lists (const Reading *r, EtaRule *rule)
{
  const EtaTable *known = eta_table_get ("categories.tsv");
  const char *categories = cell (r, "categories"), *hs = cell (r, "hs");

  if (!g_str_equal (categories, "all"))
    rule->categories = g_strsplit (categories, ";", -1);
  if (rule->categories && !rule->categories[0])
    return refuse (r, "categories");
  for (char **one = rule->categories; one && *one; one++)
    if (eta_table_find (known, *one) < 0)
      return refuse (r, "categories");
  if (*hs)
    rule->hs = g_strsplit (hs, ";", -1);
  for (char **one = rule->hs; one && *one; one++)
    if (!g_regex_match_simple ("^[0-9]{2,10}$", *one, G_REGEX_DOLLAR_ENDONLY, 0))
      return refuse (r, "hs");
  return TRUE;
}

static gboolean
read_evidence (const Reading *r, EtaRule *rule)
{
  g_auto (GStrv) keys = g_strsplit (cell (r, "evidence"), ";", -1);

  rule->n_evidence = g_strv_length (keys);
  rule->evidence = g_new0 (guint, rule->n_evidence + 1);
  for (guint i = 0; i < rule->n_evidence; i++) {
    int row = eta_evidence_row (keys[i]);
    if (row < 0)
      return refuse (r, "evidence");
    rule->evidence[i] = (guint)row;
  }
  return TRUE;
}

static gboolean
read_choices (const Reading *r, EtaRule *rule)
{
  const char *confidence = cell (r, "confidence");
  int severity = place_in (severities, cell (r, "severity"));
  int condition = place_in (conditions, cell (r, "condition"));

  if (place_in (set_names, cell (r, "market")) < 0)
    return refuse (r, "market");
  if (severity < 0)
    return refuse (r, "severity");
  if (condition < 0)
    return refuse (r, "condition");
  if (strlen (confidence) != 1 || !strchr ("ABC", *confidence))
    return refuse (r, "confidence");
  rule->severity = (EtaSeverity)severity;
  rule->condition = (EtaCondition)condition;
  rule->confidence = *confidence;
  return TRUE;
}

static gboolean
read_rule (const Reading *r, EtaRuleSet *set)
{
  EtaRule *rule = g_new0 (EtaRule, 1);

  g_ptr_array_add (set->rules, rule);
  rule->id = g_strdup (cell (r, "id"));
  rule->market = g_strdup (cell (r, "market"));
  rule->title_en = g_strdup (cell (r, "title_en"));
  rule->title_id = g_strdup (cell (r, "title_id"));
  rule->source = g_strdup (cell (r, "source"));
  if (!*rule->id || g_hash_table_contains (set->ids, rule->id))
    return refuse (r, "id");
  g_hash_table_insert (set->ids, rule->id, rule);
  if (!*rule->title_en)
    return refuse (r, "title_en");
  if (!read_choices (r, rule) || !read_lists (r, rule) || !read_evidence (r, rule) ||
      !read_date (r, "valid_from", FALSE, &rule->valid_from) ||
      !read_date (r, "valid_to", FALSE, &rule->valid_to) ||
      !read_date (r, "as_of", TRUE, &rule->as_of) ||
      !read_date (r, "review_by", TRUE, &rule->review_by))
    return FALSE;
  if (rule->valid_from && rule->valid_to && strcmp (rule->valid_from, rule->valid_to) > 0)
    return refuse (r, "valid_to");
  if (!set->date || strcmp (set->date, rule->as_of) < 0)
    set->date = rule->as_of;
  return TRUE;
}

/* --- files ------------------------------------------------------------------------------------ */

static EtaRuleSet *
rules_new (void)
{
  EtaRuleSet *set = g_new0 (EtaRuleSet, 1);

  set->rules = g_ptr_array_new_with_free_func (rule_free);
  set->ids = g_hash_table_new (g_str_hash, g_str_equal);
  return set;
}

void
eta_rules_free (EtaRuleSet *rules)
{
  if (!rules)
    return;
  g_hash_table_unref (rules->ids);
  g_ptr_array_unref (rules->rules);
  g_free (rules);
}

static gboolean
add_file (EtaRuleSet *set, const char *name, const char *text, gsize len, GError **error)
{
  g_autoptr (EtaTable) table = eta_table_parse (name, text, len, error);

  if (!table)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (eta_table_column (table, columns[i]) < 0) {
      g_set_error (error, ETA_READY_ERROR, ETA_READY_ERROR_RULES,
                   _ ("“%s”, line 1: the column “%s” is missing. Get the rules again."), name,
                   columns[i]);
      return FALSE;
    }
  for (guint row = 0; row < eta_table_n_rows (table); row++)
    if (!read_rule (&(Reading){table, name, row, error}, set))
      return FALSE;
  return TRUE;
}

static gpointer
load_builtin (gpointer unused)
{
  EtaRuleSet *set = rules_new ();

  for (guint i = 0; set_names[i]; i++) {
    g_autofree char *name = g_strdup_printf ("markets/rules_%s.tsv", set_names[i]);
    g_autoptr (GBytes) bytes = eta_data_lookup (name);
    g_autoptr (GError) error = NULL;
    gsize len;
    const char *text = g_bytes_get_data (bytes, &len);

    if (!add_file (set, name, text, len, &error))
      g_error ("%s", error->message);
  }
  return set;
}

const EtaRuleSet *
eta_rules_builtin (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_builtin, NULL);
}

EtaRuleSet *
eta_rules_load (const char *folder, GError **error)
{
  g_autoptr (EtaRuleSet) set = rules_new ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, error);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *text = NULL;
    gsize len;

    if (!g_str_has_prefix (name, "rules_") || !g_str_has_suffix (name, ".tsv"))
      continue;
    if (!g_file_get_contents (path, &text, &len, error) || !add_file (set, name, text, len, error))
      return NULL;
  }
  if (!dir)
    return NULL;
  if (set->rules->len > 0)
    return g_steal_pointer (&set);
  g_set_error (error, ETA_READY_ERROR, ETA_READY_ERROR_RULES,
               _ ("There are no rules in “%s”. Choose the folder with the files rules_….tsv."),
               folder);
  return NULL;
}

/* --- looking up ------------------------------------------------------------------------------- */

const char *
eta_rules_date (const EtaRuleSet *rules)
{
  return rules->date;
}

guint
eta_rules_count (const EtaRuleSet *rules)
{
  return rules->rules->len;
}

const EtaRule *
eta_rules_at (const EtaRuleSet *rules, guint i)
{
  return rules->rules->pdata[i];
}

const char *
eta_rule_title (const EtaRule *rule, const char *lang)
{
  return g_str_equal (lang, "id") && *rule->title_id ? rule->title_id : rule->title_en;
}

GPtrArray *
eta_rules_of_market (const EtaRuleSet *rules, const char *market)
{
  guint m = 0;
  GPtrArray *found;

  while (m < G_N_ELEMENTS (inherits) && !g_str_equal (inherits[m].market, market))
    m++;
  if (m == G_N_ELEMENTS (inherits))
    return NULL;
  found = g_ptr_array_new ();
  for (guint s = 0; s < G_N_ELEMENTS (inherits[m].sets) && inherits[m].sets[s]; s++)
    for (guint i = 0; i < rules->rules->len; i++)
      if (g_str_equal (eta_rules_at (rules, i)->market, inherits[m].sets[s]))
        g_ptr_array_add (found, rules->rules->pdata[i]);
  return found;
}

const char *const *
eta_markets (void)
{
  static const char *names[G_N_ELEMENTS (inherits) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (inherits); i++)
    names[i] = inherits[i].market;
  return names;
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
  return eta_table_cell (eta_table_get ("evidence.tsv"), row, "key");
}

EtaLevel
eta_evidence_level (guint row)
{
  int level = place_in (levels, eta_table_cell (eta_table_get ("evidence.tsv"), row, "level"));

  return level < 0 ? ETA_LEVEL_PRODUCT : (EtaLevel)level;
}
