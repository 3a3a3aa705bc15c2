#include "sheets/page.h"

#include <math.h>

#include "sheets/items.h"
#include "sheets/stored-photo.h"

struct _EtaPage {
  double width, height;
  char *lang;
  EtaDirection dir;
  char *label;
  GArray *items; /* EtaItem */
  guint depth;   /* roles begun and not ended */
};

static void
clear_item (gpointer data)
{
  EtaItem *item = data;

  g_free (item->name);
  switch (item->kind) {
  case ETA_ITEM_TEXT:
    eta_text_unref (item->text);
    break;
  case ETA_ITEM_PHOTO:
    g_free ((char *)item->photo.path);
    g_free ((char *)item->photo.alt);
    break;
  case ETA_ITEM_CODE:
    eta_code_unref (item->code);
    break;
  default:
    break;
  }
}

EtaPage *
eta_page_new (double width, double height, const char *lang, EtaDirection dir)
{
  EtaPage *page = g_new0 (EtaPage, 1);

  page->width = width;
  page->height = height;
  page->lang = g_strdup (lang);
  page->dir = dir;
  page->items = g_array_new (FALSE, TRUE, sizeof (EtaItem));
  g_array_set_clear_func (page->items, clear_item);
  return page;
}

void
eta_page_free (EtaPage *page)
{
  if (!page)
    return;
  g_array_unref (page->items);
  g_free (page->lang);
  g_free (page->label);
  g_free (page);
}

double
eta_page_width (const EtaPage *page)
{
  return page->width;
}

double
eta_page_height (const EtaPage *page)
{
  return page->height;
}

const char *
eta_page_lang (const EtaPage *page)
{
  return page->lang;
}

EtaDirection
eta_page_direction (const EtaPage *page)
{
  return page->dir;
}

const char *
eta_page_label (const EtaPage *page)
{
  return page->label;
}

const EtaItem *
eta_page_items (const EtaPage *page, guint *n_items)
{
  *n_items = page->items->len;
  return (const EtaItem *)page->items->data;
}

/* --- Adding ------------------------------------------------------------------------------------
 */

void
eta_page_begin (EtaPage *page, EtaRole role)
{
  EtaItem item = {.kind = ETA_ITEM_BEGIN, .role = role};

  page->depth++;
  g_array_append_val (page->items, item);
}

void
eta_page_end (EtaPage *page)
{
  EtaItem item = {.kind = ETA_ITEM_END};

  g_return_if_fail (page->depth > 0);
  page->depth--;
  g_array_append_val (page->items, item);
}

void
eta_page_add_text (EtaPage *page, EtaText *text, double x, double y, EtaRole role)
{
  EtaItem item = {.kind = ETA_ITEM_TEXT,
                  .role = role,
                  .box = {x, y, eta_text_width (text), eta_text_height (text)},
                  .text = eta_text_ref (text)};

  g_array_append_val (page->items, item);
}

void
eta_page_add_photo (EtaPage *page, const EtaPagePhoto *photo, EtaRect box)
{
  EtaItem item = {.kind = ETA_ITEM_PHOTO, .box = box, .photo = *photo};

  item.photo.path = g_strdup (photo->path);
  item.photo.alt = g_strdup (photo->alt);
  g_array_append_val (page->items, item);
}

void
eta_page_add_fill (EtaPage *page, EtaRect box, double radius, guint32 colour)
{
  EtaItem item = {.kind = ETA_ITEM_FILL, .box = box, .size = radius, .colour = colour};

  g_array_append_val (page->items, item);
}

void
eta_page_add_line (
    EtaPage *page, double x1, double y1, double x2, double y2, double width, guint32 colour)
{
  EtaItem item = {
      .kind = ETA_ITEM_LINE, .box = {x1, y1, x2 - x1, y2 - y1}, .size = width, .colour = colour};

  g_array_append_val (page->items, item);
}

gboolean
eta_page_add_code (EtaPage *page, EtaCode *code, EtaRect box, GError **error)
{
  double module = MIN (box.width / eta_code_width (code), box.height / eta_code_height (code));
  double width = module * eta_code_width (code), height = module * eta_code_height (code);
  EtaItem item = {
      .kind = ETA_ITEM_CODE,
      .box = {box.x + (box.width - width) / 2, box.y + (box.height - height) / 2, width, height},
      .size = module};

  if (!eta_code_check_width (code, width / ETA_MM, error))
    return FALSE;
  item.code = eta_code_ref (code);
  g_array_append_val (page->items, item);
  return TRUE;
}

static void
add_named (EtaPage *page, EtaItemKind kind, EtaRect box, const char *name, guint level)
{
  EtaItem item = {.kind = kind, .box = box, .name = g_strdup (name), .level = level};

  g_array_append_val (page->items, item);
}

void
eta_page_add_link (EtaPage *page, EtaRect box, const char *uri)
{
  add_named (page, ETA_ITEM_LINK, box, uri, 0);
}

void
eta_page_add_jump (EtaPage *page, EtaRect box, const char *name)
{
  add_named (page, ETA_ITEM_JUMP, box, name, 0);
}

void
eta_page_add_anchor (EtaPage *page, const char *name, double x, double y)
{
  add_named (page, ETA_ITEM_ANCHOR, (EtaRect){x, y, 0, 0}, name, 0);
}

void
eta_page_add_outline (EtaPage *page, guint level, const char *title)
{
  add_named (page, ETA_ITEM_OUTLINE, (EtaRect){0, 0, 0, 0}, title, level);
}

void
eta_page_set_label (EtaPage *page, const char *label)
{
  g_free (page->label);
  page->label = g_strdup (label);
}

/* --- Looking -----------------------------------------------------------------------------------
 */

/* A length with one decimal, whatever the locale; 0.0 is never negative. */
static void
append_points (GString *out, double points)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  double tenths = rint (points * 10);

  g_ascii_formatd (number, sizeof number, "%.1f", tenths == 0 ? 0 : tenths / 10);
  g_string_append_printf (out, " %s", number);
}

static void
append_quoted (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text ? text : "", "\n", -1);
  g_autofree char *one = g_strjoinv ("¶", lines);

  g_string_append_printf (out, " “%s”", one);
}

static const char *const role_names[] = {"none",        "section", "h1",        "h2",     "h3",
                                         "paragraph",   "list",    "list-item", "table",  "row",
                                         "header-cell", "cell",    "figure",    "caption"};

static void
dump_text (GString *out, const EtaItem *item)
{
  static const char *const aligns[] = {"start", "end", "center"};
  const EtaText *text = item->text;

  g_string_append_printf (out, " %s", eta_text_style (text)->name);
  if (eta_text_size (text) != eta_text_style (text)->size) {
    g_string_append (out, " at");
    append_points (out, eta_text_size (text));
  }
  g_string_append_printf (out, " %s %s %u",
                          eta_text_direction (text) == ETA_DIRECTION_RTL ? "rtl" : "ltr",
                          aligns[eta_text_align (text)], eta_text_n_lines (text));
  if (item->role != ETA_ROLE_NONE)
    g_string_append_printf (out, " %s", role_names[item->role]);
  if (eta_text_cut (text))
    g_string_append (out, " cut");
  append_quoted (out, eta_text_string (text));
}

static void
dump_photo (GString *out, const EtaItem *item)
{
  g_autofree char *name = g_path_get_basename (item->photo.path);

  g_string_append_printf (
      out, " %s %s %d×%d focus %d%% %d%%", item->photo.fit == ETA_FIT_COVER ? "cover" : "contain",
      name, item->photo.width, item->photo.height, (int)rint (item->photo.focus_x * 100),
      (int)rint (item->photo.focus_y * 100));
  if (item->photo.alt)
    append_quoted (out, item->photo.alt);
}

static void
dump_item (GString *out, const EtaItem *item)
{
  static const char *const kinds[] = {"begin", "end",  "text", "photo",  "fill",   "line",
                                      "code",  "link", "jump", "anchor", "outline"};

  g_string_append (out, kinds[item->kind]);
  if (item->kind == ETA_ITEM_BEGIN)
    g_string_append_printf (out, " %s", role_names[item->role]);
  if (item->kind >= ETA_ITEM_TEXT && item->kind != ETA_ITEM_OUTLINE) {
    append_points (out, item->box.x);
    append_points (out, item->box.y);
    append_points (out, item->box.width);
    append_points (out, item->box.height);
  }
  if (item->kind == ETA_ITEM_TEXT)
    dump_text (out, item);
  else if (item->kind == ETA_ITEM_PHOTO)
    dump_photo (out, item);
  else if (item->kind == ETA_ITEM_FILL || item->kind == ETA_ITEM_LINE)
    g_string_append_printf (out, " #%06X", item->colour);
  else if (item->kind == ETA_ITEM_CODE)
    append_quoted (out, eta_code_text (item->code));
  if (item->kind == ETA_ITEM_OUTLINE)
    g_string_append_printf (out, " %u", item->level);
  if (item->name)
    append_quoted (out, item->name);
  g_string_append_c (out, '\n');
}

char *
eta_page_dump (const EtaPage *page)
{
  GString *out = g_string_new ("page");
  guint depth = 0;

  append_points (out, page->width);
  append_points (out, page->height);
  g_string_append_printf (out, " %s %s%s%s\n", page->lang ? page->lang : "-",
                          page->dir == ETA_DIRECTION_RTL ? "rtl" : "ltr", page->label ? " " : "",
                          page->label ? page->label : "");
  for (guint i = 0; i < page->items->len; i++) {
    const EtaItem *item = &g_array_index (page->items, EtaItem, i);

    if (item->kind == ETA_ITEM_END && depth > 0) {
      depth--;
      continue;
    }
    for (guint d = 0; d <= depth; d++)
      g_string_append (out, "  ");
    dump_item (out, item);
    if (item->kind == ETA_ITEM_BEGIN)
      depth++;
  }
  return g_string_free (out, FALSE);
}

void
eta_page_each_photo (const EtaPage *page, EtaPagePhotoFunc func, gpointer data)
{
  for (guint i = 0; i < page->items->len; i++) {
    const EtaItem *item = &g_array_index (page->items, EtaItem, i);
    EtaPagePhoto photo;
    double ppi = 0;

    if (item->kind != ETA_ITEM_PHOTO)
      continue;
    photo = item->photo;
    if (photo.width <= 0 || photo.height <= 0)
      eta_stored_photo_size (photo.path, &photo.width, &photo.height);
    if (photo.width > 0 && photo.height > 0) {
      EtaRect placed = eta_stored_photo_place (&photo, item->box);

      ppi = 72 * photo.width / placed.width;
    }
    func (&photo, item->box, ppi, data);
  }
}
