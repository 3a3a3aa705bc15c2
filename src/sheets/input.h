/* What goes into a sheet: a product with its producer, and how it shall be printed. */
#pragma once

#include "catalog/certificate.h"
#include "catalog/producer.h"
#include "catalog/product.h"
#include "sheets/pdf.h"

G_BEGIN_DECLS

/* File of the photo with that SHA-256, transfer full; NULL when there is none. Called on the thread
 * that lays out. With an album: eta_album_path (album, sha256, ETA_ALBUM_FULL). */
typedef char *(*EtaPhotoPath) (const char *sha256, gpointer data);

typedef struct {
  EtaProduct *product;
  EtaProducer *producer; /* NULL: the sheet has no header name and no contact */
  const char *link;      /* what the QR code leads to, the public listing; NULL: WhatsApp of the
                            producer, and no code when there is none either */
  EtaPhotoPath photo_path;
  gpointer photo_data;
} EtaSheetInput;

/* Drops one reference each of product and producer and zeroes INPUT; for inputs that own them. */
void eta_sheet_input_clear (EtaSheetInput *input);

typedef enum {
  ETA_PAPER_A4, /* the default whatever the locale says */
  ETA_PAPER_LETTER,
} EtaPaper;

typedef enum {
  ETA_DIGITS_WESTERN,
  ETA_DIGITS_ARABIC, /* Arabic-Indic in running text and tables of Arabic sheets, never in codes */
} EtaDigits;

/* All strings are borrowed and may be NULL. A zeroed struct is a good default. */
typedef struct {
  const char *lang;        /* "id", "en", "ar" …; NULL: "en" */
  const char *second_lang; /* the product's name in it stands under the title; NULL: no such line */
  EtaPaper paper;
  EtaPdfQuality quality;
  EtaDigits digits;
  const char *template; /* file name in data/templates without ".ini"; NULL: the kind's own */
  const char *currency; /* print prices in this currency only; NULL: all */
  const char *edition;  /* ISO date printed as edition; NULL: today */
  const char *about; /* beneath the price what it is about in this currency; NULL: no such line */
  GPtrArray *rates;  /* EtaRate (catalog/rates.h) for that; borrowed, or NULL */
  const char *ready; /* markets, named in LANG, for which the product's papers are complete; a line
                      * beneath its certificates, on a product sheet alone; NULL: no such line */
} EtaSheetOptions;

/* A4 or Letter, from "a4"/"letter" in any case; FALSE when it is neither. */
gboolean eta_paper_parse (const char *text, EtaPaper *paper);
/* Points (1/72 inch), portrait. */
void eta_paper_size (EtaPaper paper, double *width, double *height);

/* A part of a catalog: from product FIRST on. */
typedef struct {
  guint first;
  const char *title; /* as printed; NULL: products without a heading */
} EtaCatalogSection;

/* A certificate and whose it is. */
typedef struct {
  const EtaCertificate *certificate;
  const char *owner; /* as printed: the name of a producer, the item code of a product */
} EtaCatalogPaper;

/* The products of a catalog, read one after the other, so that 14,100 of them need no more memory
 * than one. */
typedef struct {
  guint n_products;
  /* Product INDEX into *INPUT, with references that the catalog drops by eta_sheet_input_clear;
   * strings stay valid until the next call. Called in order on the thread that prints; the first
   * product once more before, for the cover. */
  gboolean (*load) (guint index, EtaSheetInput *input, gpointer data, GError **error);
  /* Its name in the catalog's language, transfer full, for the contents. NULL instead of the
   * function: every product is loaded twice. */
  char *(*name) (guint index, gpointer data);
  gpointer data;
  /* What follows may be left out, and has to live as long as the layout. */
  const EtaCatalogSection *sections; /* by FIRST, rising */
  guint n_sections;
  const GPtrArray *producers;    /* EtaProducer, in order; NULL: the first product's alone */
  const EtaCatalogPaper *papers; /* certificates in the order in which they are listed */
  guint n_papers;
} EtaCatalogSource;

typedef struct {
  EtaSheetOptions sheet;
  const char *title;      /* NULL: "Product catalogue" in the catalog's language */
  const char *cover;      /* SHA-256 of the cover photo; NULL: the first product's */
  EtaProducer *publisher; /* whose contact stands at the end; NULL: the first product's producer */
  guint per_page;         /* 1, 2, 4 or 6; 0: as the template says */
  const char *const *parts; /* which parts are printed, by their names in the template; NULL: as the
                             * template says */
  const char
      *about; /* what the catalog is about, in its language, paragraphs parted by "\n"; or NULL */
  const char *terms; /* how orders are taken, the same way; or NULL */
} EtaCatalogOptions;

G_END_DECLS
