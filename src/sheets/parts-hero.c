/* The upper half of a sheet: photos at the start; name, summary and price at the end. */
#include "sheets/about-price.h"
#include "sheets/assembly.h"
#include "sheets/labels.h"

#include "catalog/measure.h"

#define TITLE_LINES 4
#define TITLE_SMALLEST 14.0
#define SECOND_GAP 3.0

/* --- The price box ---------------------------------------------------------------------------- */

/* "USD 4.50 / pouch": the figure large, the unit small on the same baseline, or under it. */
static double
add_price (EtaAssembly *assembly, EtaBlock *block, const EtaPrice *price, EtaRect box)
{
  const EtaComposer *c = assembly->composer;
  const char *unit = assembly->input->product->unit;
  g_autofree char *amount = eta_wording_money (c, price->minor, price->currency);
  g_autofree char *per = unit ? g_strconcat ("/ ", eta_unit_name (unit, c->lang), NULL) : NULL;
  EtaText *figure = eta_composer_fit (c, amount, ETA_STYLE_PRICE, 0, 0, 1, FALSE);
  double x = eta_text_width (figure) + 4, y = box.y;
  EtaText *text;

  eta_block_add_text (block, figure, box.x, y, ETA_ROLE_PARAGRAPH);
  if (!per)
    return y + eta_text_height (figure);
  text = eta_composer_set (c, per, ETA_STYLE_SUBTITLE, 0);
  if (x + eta_text_width (text) > box.width) {
    x = 0;
    y += eta_text_height (figure);
  } else {
    y += eta_text_baseline (figure) - eta_text_baseline (text);
  }
  eta_block_add_text (block, text, box.x + x, y, ETA_ROLE_PARAGRAPH);
  return MAX (box.y + eta_text_height (figure), y + eta_text_height (text));
}

/* "FOB Surabaya", then the Incoterm's edition and gloss, the date, and what it is about in another
 * currency where that was asked for. */
static double
add_conditions (EtaAssembly *assembly, EtaBlock *block, const EtaPrice *price, EtaRect box)
{
  const EtaComposer *c = assembly->composer;
  g_autofree char *delivery = eta_wording_delivery (c, price);
  const char *gloss = eta_incoterm_gloss (price->incoterm, c->lang);
  g_autofree char *edition = eta_composer_value (c, "Incoterms® 2020");
  g_autofree char *line = gloss ? g_strconcat (edition, " · ", gloss, NULL) : NULL;
  g_autofree char *date = eta_wording_date (c, price->valid_until);
  g_autofree char *valid =
      date ? g_strconcat (eta_label ("price_validity", c->lang), " ", date, NULL) : NULL;
  g_autofree char *about = eta_about_price (c, price);
  const struct {
    const char *string;
    EtaStyleId style;
  } lines[] = {{delivery, ETA_STYLE_STRONG},
               {line, ETA_STYLE_LABEL},
               {valid, ETA_STYLE_LABEL},
               {about, ETA_STYLE_LABEL}};
  double y = box.y;

  for (guint i = 0; i < G_N_ELEMENTS (lines); i++) {
    EtaText *text;
    if (!lines[i].string)
      continue;
    text = eta_composer_set (c, lines[i].string, lines[i].style, box.width);
    eta_block_add_text (block, text, box.x, y, ETA_ROLE_PARAGRAPH);
    y += eta_text_height (text);
  }
  return y;
}

/* MOQ, lead time, capacity: the label at the start, the value at the end. */
static double
add_pairs (EtaAssembly *assembly, EtaBlock *block, EtaRect box, gboolean rule)
{
  static const char *const keys[] = {"moq", "lead_time", "capacity"};
  const EtaComposer *c = assembly->composer;
  double y = box.y;

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++) {
    g_autofree char *value = eta_wording_fact (c, assembly->input, keys[i]);
    EtaText *label, *text;
    double baseline;

    if (!value)
      continue;
    if (rule) {
      eta_block_add_rule (block, box.x, y + 4, box.width, 0.4, eta_composer_line_colour (c));
      y += 7;
      rule = FALSE;
    }
    label = eta_composer_label (c, eta_wording_fact_label (assembly->input->product, keys[i]),
                                ETA_STYLE_LABEL, box.width * 0.5);
    text = eta_composer_set_end (c, value, ETA_STYLE_TABLE_HEAD, box.width * 0.5);
    baseline = MAX (eta_text_baseline (label), eta_text_baseline (text));
    eta_block_add_text (block, label, box.x, y + baseline - eta_text_baseline (label),
                        ETA_ROLE_PARAGRAPH);
    eta_block_add_text (block, text, box.x + box.width * 0.5,
                        y + baseline - eta_text_baseline (text), ETA_ROLE_PARAGRAPH);
    y += MAX (eta_text_height (label), eta_text_height (text)) + 1.5;
  }
  return y;
}

EtaBlock *
eta_assembly_price_box (EtaAssembly *assembly, double width)
{
  const EtaComposer *c = assembly->composer;
  const EtaPrice *price = eta_wording_price (c, assembly->input->product);
  g_autoptr (EtaBlock) inside = eta_block_new ();
  EtaBlock *block;
  const double pad = (assembly->dense ? 2.2 : 3) * ETA_MM;
  EtaRect box = {pad, pad, width - 2 * pad, 0};
  double end;

  if (price) {
    box.y = add_price (assembly, inside, price, box);
    box.y = add_conditions (assembly, inside, price, box);
  }
  end = add_pairs (assembly, inside, box, price != NULL);
  if (end <= pad)
    return NULL;
  /* The tint is painted first but its height is known last. */
  block = eta_block_new ();
  eta_block_add_fill (block, (EtaRect){0, 0, width, end + pad}, c->template->radius,
                      c->template->tint);
  eta_block_append (block, inside, 0, 0);
  return block;
}

/* --- The words beside the photo --------------------------------------------------------------- */

typedef struct {
  EtaText *title, *second, *summary; /* owned; NULL when there is none */
  EtaBlock *box;
  gboolean title_above; /* too long for the column: across the whole page */
  double title_gap, height;
} Words;

static void
words_clear (Words *words)
{
  g_clear_pointer (&words->title, eta_text_unref);
  g_clear_pointer (&words->second, eta_text_unref);
  g_clear_pointer (&words->summary, eta_text_unref);
  g_clear_pointer (&words->box, eta_block_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Words, words_clear)

static EtaText *
set_in (const EtaComposer *c, const char *name, double width, int max_lines)
{
  EtaTextSpec spec = {.style = &c->template->styles[ETA_STYLE_TITLE],
                      .lang = c->lang,
                      .dir = c->dir,
                      .width = width,
                      .max_lines = max_lines,
                      .min_size = TITLE_SMALLEST};

  return eta_text_new (c->setter, name, &spec);
}

static gboolean
ends_in_a_crumb (const EtaText *text, double width)
{
  guint n = eta_text_n_lines (text);
  g_autoptr (EtaText) last = n > 1 ? eta_text_lines (text, n - 1, n) : NULL;

  return last && eta_text_natural_width (last) < width * 0.25;
}

/* The name; where a "g" alone would hang in the last line, its lines are made evener. */
static EtaText *
set_title (const EtaComposer *c, const char *name, double width, int max_lines)
{
  EtaText *text = set_in (c, name, width, max_lines);

  if (!eta_text_fits (text) || !ends_in_a_crumb (text, width))
    return text;
  for (double narrower = width * 0.95; narrower > width * 0.6; narrower -= width * 0.05) {
    g_autoptr (EtaText) other = set_in (c, name, narrower, max_lines);

    if (!eta_text_fits (other) || eta_text_n_lines (other) > eta_text_n_lines (text) ||
        eta_text_size (other) < eta_text_size (text))
      break;
    if (ends_in_a_crumb (other, width))
      continue;
    eta_text_unref (text);
    return g_steal_pointer (&other);
  }
  return text;
}

static double
height_of (EtaText *text, double gap)
{
  return text ? eta_text_height (text) + gap : 0;
}

static void
words_set (Words *words, EtaAssembly *assembly, double width, double summary_width, gboolean photo)
{
  const EtaComposer *c = assembly->composer;
  g_autofree char *name = eta_wording_name (c, assembly->input->product);
  g_autofree char *second = eta_wording_second_name (c, assembly->input->product);
  g_autofree char *summary = eta_wording_summary (c, assembly->input->product);

  *words = (Words){.title_above = !photo};
  words->title = photo ? set_title (c, name, width, TITLE_LINES) : NULL;
  if (!photo || !eta_text_fits (words->title)) {
    g_clear_pointer (&words->title, eta_text_unref);
    words->title = set_title (c, name, c->width, TITLE_LINES);
    words->title_above = TRUE;
  }
  if (second)
    words->second =
        eta_composer_set (c, second, ETA_STYLE_SUBTITLE, words->title_above ? c->width : width);
  if (summary)
    words->summary = eta_composer_set (
        c, summary, assembly->dense ? ETA_STYLE_BODY : ETA_STYLE_SUMMARY, summary_width);
  words->box = eta_assembly_price_box (assembly, width);
}

/* How high the column of words is, with or without the summary; without a photo the summary stands
 * beside the box, not over it. */
static double
words_height (const Words *words, gboolean photo, gboolean summary)
{
  double box = words->box ? eta_block_height (words->box) : 0;
  double height = 0;

  if (!photo)
    return MAX (box, height_of (words->summary, 0));
  if (!words->title_above)
    height += height_of (words->title, 0) + height_of (words->second, SECOND_GAP);
  if (summary)
    height += height_of (words->summary, 6);
  return height + (box > 0 ? box + 8 : 0);
}

/* Title and second name; returns where they end. */
static double
add_names (EtaBlock *block, Words *words, double x, double y)
{
  eta_block_add_text (block, eta_text_ref (words->title), x, y, ETA_ROLE_H1);
  y += eta_text_height (words->title);
  if (words->second) {
    eta_block_add_text (block, eta_text_ref (words->second), x, y + SECOND_GAP, ETA_ROLE_PARAGRAPH);
    y += SECOND_GAP + eta_text_height (words->second);
  }
  return y;
}

/* The price box stands on the lower edge of the photo. */
static void
add_words (EtaBlock *block, Words *words, EtaRect room, double summary_x, gboolean summary)
{
  double top = room.y;

  if (!words->title_above)
    top = add_names (block, words, room.x, room.y) + 6;
  if (summary && words->summary)
    eta_block_add_text (block, eta_text_ref (words->summary), summary_x, top, ETA_ROLE_PARAGRAPH);
  if (words->box)
    eta_block_append (block, words->box, room.x,
                      room.y + room.height - eta_block_height (words->box));
}

/* --- Photos ----------------------------------------------------------------------------------- */

#define PHOTO_GAP (2 * ETA_MM)
/* A main photo lower than this part of its width cuts the top off what stands in it. */
#define MAIN_LEAST 0.6

/* Where the further photos stand: in a row under the main one, or, when that would leave it too low
 * or a single one too long, in a strip at its end. N is not 0. */
typedef struct {
  EtaRect main, first;
  double step_x, step_y;
} Mosaic;

static Mosaic
row_mosaic (EtaRect box, guint n, double row)
{
  double width = (box.width - (n - 1) * PHOTO_GAP) / n;

  return (Mosaic){{box.x, box.y, box.width, box.height - row - PHOTO_GAP},
                  {box.x, box.y + box.height - row, width, row},
                  width + PHOTO_GAP,
                  0};
}

static Mosaic
strip_mosaic (EtaRect box, guint n)
{
  double height = (box.height - (n - 1) * PHOTO_GAP) / n;
  double width = CLAMP (height * 4 / 3, box.width * 0.2, box.width * (n == 1 ? 0.39 : 0.33));

  return (Mosaic){{box.x, box.y, box.width - width - PHOTO_GAP, box.height},
                  {box.x + box.width - width, box.y, width, height},
                  0,
                  height + PHOTO_GAP};
}

static void
add_photos (EtaAssembly *assembly, EtaBlock *block, EtaRect box)
{
  const EtaTemplate *t = assembly->composer->template;
  const GPtrArray *photos = assembly->input->product->photos;
  guint more = MIN (photos->len - 1, (guint)t->more_photos);
  gboolean row = more > 1 && box.height - t->more - PHOTO_GAP >= box.width * MAIN_LEAST;
  Mosaic m = {.main = box};

  if (more > 0)
    m = row ? row_mosaic (box, more, t->more) : strip_mosaic (box, more);
  eta_assembly_photo (assembly, block, photos->pdata[0], m.main);
  for (guint i = 0; i < more; i++)
    eta_assembly_photo (assembly, block, photos->pdata[i + 1],
                        (EtaRect){m.first.x + i * m.step_x, m.first.y + i * m.step_y, m.first.width,
                                  m.first.height});
}

EtaBlock *
eta_assembly_hero (EtaAssembly *assembly, double photo)
{
  const EtaComposer *c = assembly->composer;
  const EtaTemplate *t = c->template;
  guint n_photos = assembly->input->product->photos->len;
  double wide = eta_template_span (t, c->width, 7), narrow = eta_template_span (t, c->width, 5);
  double x = eta_template_column (t, c->width, 7), y = 0, height;
  EtaBlock *block = eta_block_new ();
  g_auto (Words) words = {NULL};
  gboolean summary = TRUE;

  words_set (&words, assembly, narrow, n_photos ? narrow : wide, n_photos > 0);
  if (words.title_above)
    y = add_names (block, &words, 0, 0) + 8;
  height = words_height (&words, n_photos > 0, TRUE);
  if (n_photos && height > t->photo_most) {
    summary = FALSE;
    height = words_height (&words, TRUE, FALSE);
  }
  assembly->summary_due = !summary && words.summary;
  if (n_photos) {
    height = MAX (height, photo + (n_photos > 1 ? photo * 0.15 : 0));
    add_photos (assembly, block, (EtaRect){0, y, wide, height});
  }
  add_words (block, &words, (EtaRect){x, y, narrow, height}, n_photos ? x : 0, summary);
  return block;
}
