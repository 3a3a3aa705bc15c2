#include "sheets/template.h"

#include "catalog/data.h"
#include "sheets/error.h"
#include "sheets/page.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef enum { TEXT, CHOICE, MM, NUMBER, COLOUR, TYPE, WORDS, BASE } ValueKind;

typedef struct {
  const char *group, *key;
  ValueKind kind;
  gsize offset;
  double min, max;     /* MM, NUMBER */
  const char *allowed; /* CHOICE, WORDS: parted by spaces */
} Entry;

#define KINDS "sheet catalog card lines booth"
#define BLOCKS "story facts packing prices certificates terms"
#define FACTS                                                                                      \
  "hs gtin brand origin net size variants ingredients allergens shelf_life temperature storage "   \
  "usage port lead_time capacity moq carton certificates sample payment"

#define PARTS                                                                                      \
  "cover about contents sections products prices comparison logistics certificates order notes "   \
  "back"
#define COLUMNS                                                                                    \
  "sku moq lead_time price delivery net shelf_life hs origin certificates carton_units "           \
  "carton_size carton_gross pallet load_20 load_40 load_40hc page"

#define AT(member) G_STRUCT_OFFSET (EtaTemplate, member)
#define STYLE(id) (AT (styles) + (id) * sizeof (EtaStyle))

static const Entry entries[] = {
    {"template", "base", BASE, 0},
    {"template", "kind", CHOICE, AT (kind), .allowed = KINDS},
    {"template", "title", TEXT, AT (title)},
    {"page", "margin", MM, AT (margin), 5, 50},
    {"page", "binding", MM, AT (binding), 0, 50},
    {"page", "gutter", MM, AT (gutter), 0, 20},
    {"page", "row", MM, AT (row), 1, 20},
    {"page", "columns", NUMBER, AT (columns), 4, 24},
    {"photo", "height", MM, AT (photo), 20, 200},
    {"photo", "most", MM, AT (photo_most), 20, 200},
    {"photo", "more", MM, AT (more), 10, 100},
    {"photo", "more_photos", NUMBER, AT (more_photos), 0, 8},
    {"photo", "logo", MM, AT (logo), 5, 40},
    {"footer", "qr", MM, AT (qr), 16, 60},
    {"style", "titles", CHOICE, AT (titles), .allowed = "sans serif"},
    {"style", "cover", CHOICE, AT (cover), .allowed = "band frame"},
    {"style", "headings", CHOICE, AT (headings), .allowed = "rule mark"},
    {"style", "radius", MM, AT (radius), 0, 10},
    {"colour", "ink", COLOUR, AT (ink)},
    {"colour", "muted", COLOUR, AT (muted)},
    {"colour", "accent", COLOUR, AT (accent)},
    {"colour", "hairline", COLOUR, AT (hairline)},
    {"colour", "tint", COLOUR, AT (tint)},
    {"type", "cover", TYPE, STYLE (ETA_STYLE_COVER), 6, 80},
    {"type", "title", TYPE, STYLE (ETA_STYLE_TITLE), 6, 80},
    {"type", "price", TYPE, STYLE (ETA_STYLE_PRICE), 6, 80},
    {"type", "heading", TYPE, STYLE (ETA_STYLE_HEADING), 6, 80},
    {"type", "producer", TYPE, STYLE (ETA_STYLE_PRODUCER), 6, 80},
    {"type", "summary", TYPE, STYLE (ETA_STYLE_SUMMARY), 6, 80},
    {"type", "subtitle", TYPE, STYLE (ETA_STYLE_SUBTITLE), 6, 80},
    {"type", "body", TYPE, STYLE (ETA_STYLE_BODY), 6, 80},
    {"type", "strong", TYPE, STYLE (ETA_STYLE_STRONG), 6, 80},
    {"type", "table", TYPE, STYLE (ETA_STYLE_TABLE), 6, 80},
    {"type", "table_head", TYPE, STYLE (ETA_STYLE_TABLE_HEAD), 6, 80},
    {"type", "label", TYPE, STYLE (ETA_STYLE_LABEL), 6, 80},
    {"type", "footer", TYPE, STYLE (ETA_STYLE_FOOTER), 6, 80},
    {"blocks", "start", WORDS, AT (start), .allowed = BLOCKS},
    {"blocks", "end", WORDS, AT (end), .allowed = BLOCKS},
    {"blocks", "wide", WORDS, AT (wide), .allowed = BLOCKS},
    {"facts", "rows", WORDS, AT (facts), .allowed = FACTS},
    {"terms", "rows", WORDS, AT (terms), .allowed = FACTS},
    {"catalog", "per_page", NUMBER, AT (per_page), 1, 8},
    {"catalog", "parts", WORDS, AT (parts), .allowed = PARTS},
    {"catalog", "prices", WORDS, AT (prices), .allowed = COLUMNS},
    {"catalog", "comparison", WORDS, AT (comparison), .allowed = COLUMNS},
    {"catalog", "logistics", WORDS, AT (logistics), .allowed = COLUMNS},
};

static EtaTemplate *
template_new (const char *name)
{
  EtaTemplate *t = g_new0 (EtaTemplate, 1);

  *t = (EtaTemplate){
      .name = g_strdup (name),
      .kind = -1,
      .margin = 14 * ETA_MM,
      .gutter = 4 * ETA_MM,
      .row = 4 * ETA_MM,
      .columns = 12,
      .photo = 80 * ETA_MM,
      .photo_most = 112 * ETA_MM,
      .more = 26 * ETA_MM,
      .more_photos = 4,
      .logo = 14 * ETA_MM,
      .qr = 22 * ETA_MM,
      .ink = ETA_INK,
      .muted = ETA_MUTED,
      .accent = ETA_ACCENT,
      .hairline = ETA_GOLD,
      .tint = ETA_TINT,
      .radius = 2,
      .per_page = 1,
  };
  for (int i = 0; i <= ETA_STYLE_FOOTER; i++)
    t->styles[i] = *eta_style (i);
  return t;
}

void
eta_template_free (EtaTemplate *template)
{
  if (!template)
    return;
  g_free (template->name);
  g_free (template->title);
  g_strfreev (template->start);
  g_strfreev (template->end);
  g_strfreev (template->wide);
  g_strfreev (template->facts);
  g_strfreev (template->terms);
  g_strfreev (template->parts);
  g_strfreev (template->prices);
  g_strfreev (template->comparison);
  g_strfreev (template->logistics);
  g_free (template);
}

/* --- Values ------------------------------------------------------------------------------------
 * Each reads VALUE into the template and returns NULL, or what is wrong with it (transfer full). */

static char *
not_between (const Entry *entry)
{
  /* Translators: a number in a template is out of range. */
  return g_strdup_printf (_ ("has to be a number from %d to %d"), (int)entry->min, (int)entry->max);
}

static gboolean
read_number (const char **p, double *number)
{
  char *end;

  *number = g_ascii_strtod (*p, &end);
  if (end == *p || !g_ascii_isdigit ((*p)[0]))
    return FALSE;
  *p = end;
  return TRUE;
}

static char *
read_measure (const Entry *entry, gpointer member, const char *value)
{
  double number;

  if (!read_number (&value, &number) || *value != '\0' || number < entry->min ||
      number > entry->max)
    return not_between (entry);
  if (entry->kind == MM)
    *(double *)member = number * ETA_MM;
  else if (number != (int)number)
    return not_between (entry);
  else
    *(int *)member = (int)number;
  return NULL;
}

static char *
read_colour (gpointer member, const char *value)
{
  char *end;
  guint64 colour = value[0] == '#' ? g_ascii_strtoull (value + 1, &end, 16) : 0;

  if (value[0] != '#' || strlen (value) != 7 || *end != '\0')
    return g_strdup (_ ("has to be a colour like #14614A"));
  *(guint32 *)member = (guint32)colour;
  return NULL;
}

/* "22/26": size and leading. */
static char *
read_type (const Entry *entry, EtaStyle *style, const char *value)
{
  double size, leading;

  if (!read_number (&value, &size) || *value++ != '/' || !read_number (&value, &leading) ||
      *value != '\0' || size < entry->min || leading > entry->max || leading < size)
    return g_strdup (_ ("has to be a size and a line height like 22/26"));
  style->size = size;
  style->leading = leading;
  return NULL;
}

static int
word_index (const char *const *words, const char *word)
{
  for (int i = 0; words[i]; i++)
    if (g_str_equal (words[i], word))
      return i;
  return -1;
}

static char *
read_words (const Entry *entry, gpointer member, const char *value)
{
  g_auto (GStrv) allowed = g_strsplit (entry->allowed, " ", -1);
  g_auto (GStrv) words = g_strsplit_set (value, " \t", -1);
  GStrvBuilder *kept = g_strv_builder_new ();
  char *problem = NULL;

  for (int i = 0; words[i] && !problem; i++)
    if (words[i][0] == '\0')
      continue;
    else if (word_index ((const char *const *)allowed, words[i]) < 0)
      problem = g_strdup_printf (_ ("does not know “%s”, only: %s"), words[i], entry->allowed);
    else
      g_strv_builder_add (kept, words[i]);
  g_strfreev (*(GStrv *)member);
  *(GStrv *)member = g_strv_builder_end (kept);
  g_strv_builder_unref (kept);
  return problem;
}

static char *
read_choice (const Entry *entry, gpointer member, const char *value)
{
  g_auto (GStrv) allowed = g_strsplit (entry->allowed, " ", -1);
  int index = word_index ((const char *const *)allowed, value);

  if (index < 0)
    return g_strdup_printf (_ ("has to be one of: %s"), entry->allowed);
  *(int *)member = index;
  return NULL;
}

static gboolean read_lines (EtaTemplate *t, const char *name, const char *text, GError **error);
static char *built_in_text (const char *name);

/* A template that is based on another one begins with all of its values. It has to be the first
 * that is said, else it would undo what was said before. */
static char *
read_base (EtaTemplate *t, const char *value)
{
  g_autofree char *text = built_in_text (value);
  g_autoptr (GError) error = NULL;

  if (!text)
    return g_strdup_printf (_ ("names no template: “%s”"), value);
  if (t->kind >= 0 || t->title)
    return g_strdup (_ ("has to be the first line of its group"));
  return read_lines (t, value, text, &error) ? NULL : g_strdup (error->message);
}

static char *
read_value (const Entry *entry, gpointer member, const char *value)
{
  switch (entry->kind) {
  case TEXT:
    g_free (*(char **)member);
    *(char **)member = g_strdup (value);
    return NULL;
  case CHOICE:
    return read_choice (entry, member, value);
  case MM:
  case NUMBER:
    return read_measure (entry, member, value);
  case COLOUR:
    return read_colour (member, value);
  case TYPE:
    return read_type (entry, member, value);
  case WORDS:
    return read_words (entry, member, value);
  case BASE:
    return read_base (member, value);
  }
  g_assert_not_reached ();
}

/* --- Lines ------------------------------------------------------------------------------------ */

static gboolean
known_group (const char *group)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_str_equal (entries[i].group, group))
      return TRUE;
  return FALSE;
}

static const Entry *
find_entry (const char *group, const char *key)
{
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    if (g_str_equal (entries[i].group, group) && g_str_equal (entries[i].key, key))
      return &entries[i];
  return NULL;
}

/* LINE is "[group]"; returns what is wrong. */
static char *
read_group (char *line, char **group)
{
  gsize len = strlen (line);

  if (line[len - 1] != ']')
    return g_strdup (_ ("a group has to end with “]”"));
  line[len - 1] = '\0';
  if (!known_group (line + 1))
    return g_strdup_printf (_ ("there is no group “%s”"), line + 1);
  g_free (*group);
  *group = g_strdup (line + 1);
  return NULL;
}

static char *
read_pair (EtaTemplate *t, const char *group, char *line)
{
  char *equals = strchr (line, '=');
  g_autofree char *problem = NULL;
  const Entry *entry;

  if (!equals)
    return g_strdup (_ ("expected “key = value”"));
  *equals = '\0';
  g_strstrip (line);
  entry = group ? find_entry (group, line) : NULL;
  if (!entry)
    return g_strdup_printf (_ ("there is no “%s” in the group “%s”"), line, group ? group : "");
  problem = read_value (entry, (char *)t + entry->offset, g_strstrip (equals + 1));
  /* Translators: the key of a template, then what is wrong with its value. */
  return problem ? g_strdup_printf (_ ("“%s” %s"), line, problem) : NULL;
}

static gboolean
fail (GError **error, const char *name, int line, const char *problem)
{
  g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT, _ ("Template “%s”, line %d: %s."),
               name, line, problem);
  return FALSE;
}

/* The styles follow the template's palette. */
static void
paint_styles (EtaTemplate *t)
{
  static const EtaStyleId titles[] = {ETA_STYLE_COVER,    ETA_STYLE_TITLE,   ETA_STYLE_HEADING,
                                      ETA_STYLE_PRODUCER, ETA_STYLE_SUMMARY, ETA_STYLE_SUBTITLE};
  const guint32 palette[][2] = {{ETA_INK, t->ink}, {ETA_MUTED, t->muted}, {ETA_ACCENT, t->accent}};

  for (int i = 0; i <= ETA_STYLE_FOOTER; i++)
    for (guint j = 0; j < G_N_ELEMENTS (palette); j++)
      if (eta_style (i)->colour == palette[j][0])
        t->styles[i].colour = palette[j][1];
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    t->styles[titles[i]].serif = t->titles == ETA_TITLES_SERIF;
}

static gboolean
check_whole (EtaTemplate *t, int last_line, GError **error)
{
  GStrv *lists[] = {&t->start, &t->end,    &t->wide,       &t->facts,    &t->terms,
                    &t->parts, &t->prices, &t->comparison, &t->logistics};

  if (t->kind < 0)
    return fail (error, t->name, last_line, _ ("“kind” is missing in the group “template”"));
  if (t->per_page != 1 && t->per_page != 2 && t->per_page != 4 && t->per_page != 6 &&
      (t->per_page != 8 || t->kind != ETA_TEMPLATE_BOOTH))
    return fail (error, t->name, last_line, _ ("“per_page” has to be 1, 2, 4 or 6"));
  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    if (!*lists[i])
      *lists[i] = g_new0 (char *, 1);
  paint_styles (t);
  return TRUE;
}

static gboolean
read_lines (EtaTemplate *t, const char *name, const char *text, GError **error)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autofree char *group = NULL;
  int i;

  for (i = 0; lines[i]; i++) {
    char *line = g_strstrip (lines[i]);
    g_autofree char *problem = NULL;

    if (line[0] == '\0' || line[0] == '#')
      continue;
    problem = line[0] == '[' ? read_group (line, &group) : read_pair (t, group, line);
    if (problem)
      return fail (error, name, i + 1, problem);
  }
  return check_whole (t, i, error);
}

EtaTemplate *
eta_template_parse (const char *name, const char *text, GError **error)
{
  g_autoptr (EtaTemplate) t = template_new (name);

  return read_lines (t, name, text, error) ? g_steal_pointer (&t) : NULL;
}

/* NULL: there is none of that name. Transfer full. */
static char *
built_in_text (const char *name)
{
  g_autofree char *path = g_strdup_printf ("templates/%s.ini", name);
  g_autoptr (GBytes) bytes = eta_data_lookup (path);

  return bytes ? g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes)) : NULL;
}

static EtaTemplate *
load_built_in (const char *name, GError **error)
{
  g_autofree char *text = built_in_text (name);

  if (text)
    return eta_template_parse (name, text, error);
  g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT,
               _ ("There is no template “%s”. Choose another one."), name);
  return NULL;
}

const EtaTemplate *
eta_template_find (const char *name, GError **error)
{
  static GMutex lock;
  static GHashTable *templates;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  EtaTemplate *t;

  if (!templates)
    templates = g_hash_table_new (g_str_hash, g_str_equal);
  t = g_hash_table_lookup (templates, name);
  if (t)
    return t;
  t = load_built_in (name, error);
  if (t)
    g_hash_table_insert (templates, t->name, t);
  return t;
}

const EtaTemplate *
eta_template_get (const char *name, EtaTemplateKind kind, GError **error)
{
  const EtaTemplate *t = eta_template_find (name, error);

  if (!t || t->kind == (int)kind)
    return t;
  g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_INPUT,
               _ ("The template “%s” is not for this kind of sheet. Choose another one."), name);
  return NULL;
}

double
eta_template_span (const EtaTemplate *template, double width, int span)
{
  double column = (width - (template->columns - 1) * template->gutter) / template->columns;

  return span * column + (span - 1) * template->gutter;
}

double
eta_template_column (const EtaTemplate *template, double width, int index)
{
  return index == 0 ? 0 : eta_template_span (template, width, index) + template->gutter;
}
