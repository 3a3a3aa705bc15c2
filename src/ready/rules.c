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
rule_clear (gpointer data)
{
  EtaRule *rule = data;

  g_strfreev (rule->categories);
  g_strfreev (rule->hs);
  g_strfreev (rule->small_not);
  g_free (rule->evidence);
  char *texts[] = {rule->id,         rule->market,   rule->title_en,  rule->title_id,
                   rule->title_ar,   rule->source,   rule->as_of,     rule->review_by,
                   rule->valid_from, rule->valid_to, rule->small_from};
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
}

/* A rule that an update leaves alone stands in the old set and in the new one. */
static void
rule_unref (gpointer rule)
{
  g_atomic_rc_box_release_full (rule, rule_clear);
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
read_prefixes (const Reading *r, const char *column, char ***out)
{
  const char *text = cell (r, column);

  if (*text)
    *out = g_strsplit (text, ";", -1);
  for (char **one = *out; one && *one; one++)
    if (!g_regex_match_simple ("^[0-9]{2,10}$", *one, G_REGEX_DOLLAR_ENDONLY, 0))
      return refuse (r, column);
  return TRUE;
}

static gboolean
read_lists (const Reading *r, EtaRule *rule)
{
  const EtaTable *known = eta_table_get ("categories.tsv");
  const char *categories = cell (r, "categories");

  if (!g_str_equal (categories, "all"))
    rule->categories = g_strsplit (categories, ";", -1);
  if (rule->categories && !rule->categories[0])
    return refuse (r, "categories");
  for (char **one = rule->categories; one && *one; one++)
    if (eta_table_find (known, *one) < 0)
      return refuse (r, "categories");
  return read_prefixes (r, "hs", &rule->hs) && read_prefixes (r, "small_not_hs", &rule->small_not);
}

static gboolean
read_evidence (const Reading *r, EtaRule *rule)
{
  g_auto (GStrv) keys = g_strsplit (cell (r, "evidence"), ";", -1);

  rule->n_evidence = g_strv_length (keys);
  if (rule->n_evidence > ETA_RULE_EVIDENCE)
    return refuse (r, "evidence");
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
  EtaRule *rule = g_atomic_rc_box_new0 (EtaRule);

  g_ptr_array_add (set->rules, rule);
  rule->id = g_strdup (cell (r, "id"));
  rule->market = g_strdup (cell (r, "market"));
  rule->title_en = g_strdup (cell (r, "title_en"));
  rule->title_id = g_strdup (cell (r, "title_id"));
  rule->title_ar = *cell (r, "title_ar") ? g_strdup (cell (r, "title_ar")) : NULL;
  rule->source = g_strdup (cell (r, "source"));
  if (!*rule->id || g_hash_table_contains (set->ids, rule->id))
    return refuse (r, "id");
  g_hash_table_insert (set->ids, rule->id, rule);
  if (!*rule->title_en)
    return refuse (r, "title_en");
  if (!read_choices (r, rule) || !read_lists (r, rule) || !read_evidence (r, rule) ||
      !read_date (r, "valid_from", FALSE, &rule->valid_from) ||
      !read_date (r, "valid_to", FALSE, &rule->valid_to) ||
      !read_date (r, "small_from", FALSE, &rule->small_from) ||
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

  set->rules = g_ptr_array_new_with_free_func (rule_unref);
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

static gboolean
add_path (EtaRuleSet *set, const char *path, GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *text = NULL;
  gsize len;

  return g_file_get_contents (path, &text, &len, error) && add_file (set, name, text, len, error);
}

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

GPtrArray *
eta_rules_list_files (const char *path, GError **error)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (!g_file_test (path, G_FILE_TEST_IS_DIR)) {
    g_ptr_array_add (files, g_strdup (path));
    return g_steal_pointer (&files);
  }
  dir = g_dir_open (path, 0, error);
  if (!dir)
    return NULL;
  while ((name = g_dir_read_name (dir)))
    if (g_str_has_prefix (name, "rules_") && g_str_has_suffix (name, ".tsv"))
      g_ptr_array_add (files, g_build_filename (path, name, NULL));
  g_ptr_array_sort (files, by_name);
  return g_steal_pointer (&files);
}

EtaRuleSet *
eta_rules_load (const char *path, GError **error)
{
  g_autoptr (EtaRuleSet) set = rules_new ();
  g_autoptr (GPtrArray) files = eta_rules_list_files (path, error);

  for (guint i = 0; files && i < files->len; i++)
    if (!add_path (set, files->pdata[i], error))
      return NULL;
  if (!files)
    return NULL;
  if (set->rules->len > 0)
    return g_steal_pointer (&set);
  g_set_error (error, ETA_READY_ERROR, ETA_READY_ERROR_RULES,
               _ ("There are no rules in “%s”. Choose the folder with the files rules_….tsv."),
               path);
  return NULL;
}

/* --- updates ---------------------------------------------------------------------------------- */

static void
keep (EtaRuleSet *set, EtaRule *rule)
{
  g_ptr_array_add (set->rules, g_atomic_rc_box_acquire (rule));
  g_hash_table_insert (set->ids, rule->id, rule);
  if (!set->date || strcmp (set->date, rule->as_of) < 0)
    set->date = rule->as_of;
}

EtaRuleSet *
eta_rules_merge (const EtaRuleSet *base, const EtaRuleSet *newer, EtaRulesChange *change)
{
  EtaRuleSet *set = rules_new ();

  memset (change, 0, sizeof *change);
  for (guint i = 0; i < base->rules->len; i++) {
    EtaRule *rule = base->rules->pdata[i];
    EtaRule *other = g_hash_table_lookup (newer->ids, rule->id);
    gboolean better = other && strcmp (other->as_of, rule->as_of) >= 0;

    keep (set, better ? other : rule);
    change->replaced += better;
    change->older += other && !better;
  }
  change->kept = base->rules->len - change->replaced;
  for (guint i = 0; i < newer->rules->len; i++) {
    EtaRule *rule = newer->rules->pdata[i];

    if (g_hash_table_contains (set->ids, rule->id))
      continue;
    keep (set, rule);
    change->added++;
  }
  return set;
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

const EtaRule *
eta_rules_find (const EtaRuleSet *rules, const char *id)
{
  return g_hash_table_lookup (rules->ids, id);
}

/* What data/rule-words.tsv says about RULE, else FALLBACK. */
static const char *
in_words (const EtaRule *rule, const char *column, const char *fallback)
{
  const EtaTable *words = eta_table_get ("rule-words.tsv");
  int row = eta_table_find (words, rule->id);
  const char *text = row < 0 ? "" : eta_table_cell (words, (guint)row, column);

  return *text ? text : fallback;
}

const char *
eta_rule_plain (const EtaRule *rule, const char *lang)
{
  g_autofree char *column = g_strconcat ("plain_", lang, NULL);

  return in_words (rule, column, in_words (rule, "plain_en", ""));
}

char **
eta_rule_links (const EtaRule *rule)
{
  g_autoptr (GStrvBuilder) links = g_strv_builder_new ();
  g_auto (GStrv) words = g_strsplit (rule->source, " ", -1);

  for (char **word = words; *word; word++) {
    g_strstrip (*word);
    g_strdelimit (*word, "();", ' ');
    g_strstrip (*word);
    if (g_str_has_prefix (*word, "https://") || g_str_has_prefix (*word, "http://"))
      g_strv_builder_add (links, *word);
  }
  return g_strv_builder_end (links);
}

const char *
eta_rule_title (const EtaRule *rule, const char *lang)
{
  if (g_str_equal (lang, "id") && *rule->title_id)
    return rule->title_id;
  if (g_str_equal (lang, "ar"))
    return rule->title_ar ? rule->title_ar : in_words (rule, "title_ar", rule->title_en);
  return rule->title_en;
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
