/* The pieces of evidence that markets ask for: data/evidence.tsv says who brings each and of what
 * type it is, data/evidence-words.tsv what it is called and where it is to be had, in words for
 * somebody who has never exported. A piece is named by its row in evidence.tsv. Any thread. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Who brings a piece of evidence. */
typedef enum {
  ETA_LEVEL_COMPANY,
  ETA_LEVEL_PRODUCT,
  ETA_LEVEL_SHIPMENT, /* only at shipping: the shipping checklist */
  ETA_LEVEL_BUYER,    /* the importer has it: "ask your buyer" */
} EtaLevel;

/* How it is typed. */
typedef enum {
  ETA_TYPE_OF_TEXT,  /* also numbers, lists, places: one line */
  ETA_TYPE_OF_CHECK, /* yes or no */
  ETA_TYPE_OF_DATE,
  ETA_TYPE_OF_FILE, /* a page that is attached; a text also does */
} EtaEvidenceType;

guint eta_evidence_count (void);
/* -1: no such key. */
int eta_evidence_row (const char *key);
const char *eta_evidence_key (guint row);
EtaLevel eta_evidence_level (guint row);
EtaEvidenceType eta_evidence_type (guint row);

/* "Map point of every plot", in LANG, else in English. Borrowed. */
const char *eta_evidence_label (guint row, const char *lang);
/* How to get it, one or two sentences in LANG, else in English; "" when the label says it all.
 * Borrowed. */
const char *eta_evidence_how (guint row, const char *lang);
/* From whom: "The farmers or collectors you buy from". Borrowed. */
const char *eta_evidence_who (guint row, const char *lang);
/* The key of that in data/evidence-who.tsv, "farmer", to group by. Borrowed. */
const char *eta_evidence_who_key (guint row);

/* Yes or no as people type it, in the three languages. FALSE when TEXT is neither. */
gboolean eta_evidence_answer (const char *text, gboolean *yes);

G_END_DECLS
