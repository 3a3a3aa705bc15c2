/* What a page is made of, for those who paint it. Private to sheets. */
#pragma once

#include "sheets/page.h"

G_BEGIN_DECLS

typedef enum {
  ETA_ITEM_BEGIN,
  ETA_ITEM_END,
  ETA_ITEM_TEXT,
  ETA_ITEM_PHOTO,
  ETA_ITEM_FILL,
  ETA_ITEM_LINE,
  ETA_ITEM_CODE,
  ETA_ITEM_LINK,
  ETA_ITEM_JUMP,
  ETA_ITEM_ANCHOR,
  ETA_ITEM_OUTLINE,
} EtaItemKind;

typedef struct {
  EtaItemKind kind;
  EtaRole role;   /* begin, text */
  EtaRect box;    /* a line goes from x, y to x + width, y + height */
  double size;    /* fill: radius of the corners; line: thickness; code: of a module */
  guint32 colour; /* fill, line */
  guint level;    /* outline */
  char *name;     /* link: URI; jump, anchor: the place; outline: the title */
  union {
    EtaText *text;
    EtaPagePhoto photo; /* path and alt owned */
    EtaCode *code;
  };
} EtaItem;

/* Borrowed. */
const EtaItem *eta_page_items (const EtaPage *page, guint *n_items);
const char *eta_page_label (const EtaPage *page);

G_END_DECLS
