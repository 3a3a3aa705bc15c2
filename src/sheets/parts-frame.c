/* What stands around a sheet: the producer above, contact, code and page number below. */
#include "sheets/assembly.h"
#include "sheets/labels.h"

#define UNDER_HEADER (2 * ETA_MM)
#define HAIRLINE 0.4

/* --- Header ----------------------------------------------------------------------------------- */

/* The school's name, when it is another than the unit's; where it is; its business number, when
 * that still goes on the line. */
static char *
producer_line (const EtaComposer *c, const EtaProducer *producer, double width)
{
  g_autofree char *place =
      eta_wording_place (c, producer->regency, producer->province, producer->country);
  g_autofree char *school = eta_composer_name (c, producer->pesantren);
  g_autofree char *number = producer->nib ? g_strconcat ("NIB ", producer->nib, NULL) : NULL;
  g_autofree char *isolated = eta_composer_value (c, number);
  g_autofree char *line = NULL, *longer = NULL;

  if (school && g_strcmp0 (producer->pesantren, eta_producer_name (producer, c->lang)) == 0)
    g_clear_pointer (&school, g_free);
  line = g_strconcat (school ? school : "", school && place ? " · " : "", place, NULL);
  longer = number ? g_strconcat (line, line[0] ? " · " : "", isolated, NULL) : NULL;
  if (longer &&
      eta_text_measure (c->setter, longer, &c->template->styles[ETA_STYLE_LABEL], c->lang) <= width)
    return g_steal_pointer (&longer);
  return line[0] ? g_steal_pointer (&line) : NULL;
}

/* Returns how wide the logo and the space after it are. */
static double
add_logo (EtaAssembly *assembly, EtaBlock *block)
{
  const EtaSheetInput *input = assembly->input;
  const char *logo = input->producer->logo;
  double side = assembly->composer->template->logo;
  g_autofree char *path =
      logo && input->photo_path ? input->photo_path (logo, input->photo_data) : NULL;
  EtaPagePhoto photo = {.path = path, .focus_x = 0.5, .focus_y = 0.5, .fit = ETA_FIT_CONTAIN};

  if (!path)
    return 0;
  eta_block_add_photo (block, &photo, (EtaRect){0, 0, side, side});
  return side + assembly->composer->template->gutter;
}

static void
add_producer (EtaAssembly *assembly, EtaBlock *block, double x, double width)
{
  const EtaComposer *c = assembly->composer;
  const EtaProducer *producer = assembly->input->producer;
  g_autofree char *name = eta_composer_name (c, eta_producer_name (producer, c->lang));
  g_autofree char *line = producer_line (c, producer, width);
  EtaText *title = eta_composer_fit (c, name, ETA_STYLE_PRODUCER, width, 0, 2, TRUE);
  EtaText *place = line ? eta_composer_fit (c, line, ETA_STYLE_LABEL, width, 0, 2, TRUE) : NULL;
  double height = eta_text_height (title) + (place ? eta_text_height (place) : 0);
  double y = MAX (0, (c->template->logo - height) / 2);

  eta_block_add_text (block, title, x, y, ETA_ROLE_PARAGRAPH);
  if (place)
    eta_block_add_text (block, place, x, y + eta_text_height (title), ETA_ROLE_PARAGRAPH);
}

/* What the sheet is, and its item code or, when it is about many products, its date, at the end. */
static void
add_kind (EtaAssembly *assembly, EtaBlock *block, double x, double width)
{
  const EtaComposer *c = assembly->composer;
  const EtaProduct *product = assembly->input->product;
  g_autofree char *code =
      product ? eta_composer_value (c, product->sku) : eta_wording_date (c, c->edition);
  EtaText *kind =
      eta_composer_set_end (c, eta_label (c->template->title, c->lang), ETA_STYLE_LABEL, width);
  EtaText *text = code ? eta_composer_set_end (c, code, ETA_STYLE_STRONG, width) : NULL;
  double height = eta_text_height (kind) + (text ? eta_text_height (text) : 0);
  double y = MAX (0, (c->template->logo - height) / 2);

  eta_block_add_text (block, kind, x, y, ETA_ROLE_PARAGRAPH);
  if (text)
    eta_block_add_text (block, text, x, y + eta_text_height (kind), ETA_ROLE_PARAGRAPH);
}

EtaBlock *
eta_assembly_header (EtaAssembly *assembly)
{
  const EtaComposer *c = assembly->composer;
  EtaBlock *block = eta_block_new ();
  double wide = eta_template_span (c->template, c->width, 8);
  double x = eta_template_column (c->template, c->width, 8), start;

  if (assembly->input->producer) {
    start = add_logo (assembly, block);
    add_producer (assembly, block, start, wide - start);
  }
  add_kind (assembly, block, x, eta_template_span (c->template, c->width, 4));
  eta_block_reach (block, c->template->logo);
  eta_block_add_rule (block, 0, eta_block_height (block) + UNDER_HEADER, c->width, HAIRLINE,
                      c->template->hairline);
  return block;
}

EtaBlock *
eta_assembly_again (EtaAssembly *assembly)
{
  const EtaComposer *c = assembly->composer;
  g_autofree char *name = eta_wording_name (c, assembly->input->product);
  g_autofree char *line = g_strdup_printf ("%s (%s)", name, eta_label ("continued", c->lang));
  EtaBlock *block = eta_block_new ();

  eta_block_add_text (block, eta_composer_set (c, line, ETA_STYLE_STRONG, c->width), 0, 0,
                      ETA_ROLE_PARAGRAPH);
  return block;
}

/* --- Footer ----------------------------------------------------------------------------------- */

/* BOX is as wide as both; its height is the width of the labels' column. Returns where the line
 * ends. */
static double
add_contact_line (EtaAssembly *assembly,
                  EtaBlock *block,
                  const char *key,
                  const char *value,
                  const char *uri,
                  EtaRect box)
{
  const EtaComposer *c = assembly->composer;
  double labels = box.height, baseline;
  EtaText *label, *text;
  EtaRect area;

  if (!value)
    return box.y;
  label = eta_composer_label (c, key, ETA_STYLE_FOOTER, labels);
  text = eta_composer_fit (c, value, ETA_STYLE_FOOTER, box.width - labels, 0, 2, FALSE);
  baseline = MAX (eta_text_baseline (label), eta_text_baseline (text));
  area = (EtaRect){box.x + labels, box.y + baseline - eta_text_baseline (text), box.width - labels,
                   eta_text_height (text)};
  eta_block_add_text (block, label, box.x, box.y + baseline - eta_text_baseline (label),
                      ETA_ROLE_PARAGRAPH);
  eta_block_add_text (block, text, area.x, area.y, ETA_ROLE_PARAGRAPH);
  if (uri)
    eta_block_add_link (block, area, uri);
  return area.y + area.height;
}

static char *
prefixed (const char *prefix, const char *value)
{
  return value ? g_strconcat (prefix, value, NULL) : NULL;
}

static char *
web_address (const char *website)
{
  if (!website || g_str_has_prefix (website, "http"))
    return g_strdup (website);
  return g_strconcat ("https://", website, NULL);
}

static void
add_contact (EtaAssembly *assembly, EtaBlock *block, double y, double width)
{
  const EtaComposer *c = assembly->composer;
  const EtaProducer *p = assembly->input->producer;
  g_autofree char *person = eta_composer_name (c, p->person ? p->person : p->name);
  g_autofree char *phone = eta_wording_phone (c, p->phone);
  g_autofree char *whatsapp = eta_wording_phone (c, p->whatsapp);
  g_autofree char *email = eta_composer_value (c, p->email);
  g_autofree char *website = eta_composer_value (c, p->website);
  g_autofree char *address = eta_composer_name (c, p->address);
  g_autofree char *tel = prefixed ("tel:", p->phone), *mail = prefixed ("mailto:", p->email);
  g_autofree char *chat =
      p->whatsapp ? prefixed ("https://wa.me/", p->whatsapp + (p->whatsapp[0] == '+')) : NULL;
  g_autofree char *web = web_address (p->website);
  EtaRect box = {0, y, width, 62};

  box.y = add_contact_line (assembly, block, "contact", person, NULL, box);
  if (g_strcmp0 (p->phone, p->whatsapp) != 0)
    box.y = add_contact_line (assembly, block, "phone", phone, tel, box);
  box.y = add_contact_line (assembly, block, "whatsapp", whatsapp, chat, box);
  box.y = add_contact_line (assembly, block, "email", email, mail, box);
  box.y = add_contact_line (assembly, block, "website", website, web, box);
  add_contact_line (assembly, block, "address", address, NULL, box);
}

/* The code at the end edge, its purpose under it. Returns the width it takes, 0 without one. */
static double
add_code (EtaAssembly *assembly, EtaBlock *block, double y)
{
  const EtaComposer *c = assembly->composer;
  double side = c->template->qr, width;
  const char *purpose;
  g_autofree char *link = eta_wording_link (assembly->input, &purpose);
  g_autoptr (EtaCode) code = link ? eta_code_new_qr (link, NULL) : NULL;
  EtaTextSpec spec = {.style = &c->template->styles[ETA_STYLE_FOOTER],
                      .lang = c->lang,
                      .dir = c->dir,
                      .align = ETA_ALIGN_CENTER};
  EtaText *text;
  EtaRect box;

  if (!code)
    return 0;
  side = MAX (side, eta_code_smallest (code) * ETA_MM);
  width = eta_text_measure (c->setter, eta_label (purpose, c->lang), spec.style, c->lang);
  width = spec.width = CLAMP (width + 1, side, side * 1.6);
  box = (EtaRect){c->width - (width + side) / 2, y, side, side};
  text = eta_text_new (c->setter, eta_label (purpose, c->lang), &spec);
  eta_block_add_code (block, g_steal_pointer (&code), box);
  eta_block_add_link (block, box, link);
  eta_block_add_text (block, text, c->width - width, y + side, ETA_ROLE_PARAGRAPH);
  return width + c->template->gutter;
}

static void
add_page_number (
    EtaAssembly *assembly, EtaBlock *block, guint page, guint n_pages, double x, double width)
{
  const EtaComposer *c = assembly->composer;
  g_autofree char *date = eta_wording_date (c, c->edition);
  g_autofree char *edition = date ? eta_label_fill ("edition", c->lang, date, NULL) : NULL;
  g_autofree char *this_page = eta_wording_count (c, page);
  g_autofree char *all_pages = eta_wording_count (c, n_pages);
  g_autofree char *number = eta_label_fill ("page_of", c->lang, this_page, all_pages, NULL);
  g_autofree char *lines =
      g_strjoin ("\n", edition ? edition : number, edition ? number : NULL, NULL);
  EtaText *text = eta_composer_set_end (c, lines, ETA_STYLE_FOOTER, width);

  eta_block_add_text (block, text, x, eta_block_height (block) - eta_text_height (text),
                      ETA_ROLE_PARAGRAPH);
}

EtaBlock *
eta_assembly_footer (EtaAssembly *assembly, guint page, guint n_pages)
{
  const EtaComposer *c = assembly->composer;
  EtaBlock *block = eta_block_new ();
  double contact = eta_template_span (c->template, c->width, 7);
  double x = eta_template_column (c->template, c->width, 7), code;

  eta_block_add_rule (block, 0, 0, c->width, HAIRLINE, c->template->hairline);
  if (assembly->input->producer)
    add_contact (assembly, block, 6, contact);
  code = add_code (assembly, block, 6);
  eta_block_reach (block, 6 + c->template->styles[ETA_STYLE_FOOTER].leading * 2);
  add_page_number (assembly, block, page, n_pages, x, c->width - x - code);
  return block;
}
