/* A package: products on their way from one catalog to another, by WhatsApp or on a USB stick.
 *
 * "X.etalase" is a ZIP with manifest.json (format, version, program, when, who, from which catalog,
 * counts, the SHA-256 of the two lists), producers.json and products.json (arrays, as
 * catalog/product-json.h writes them, in the order of their ids) and photos/ab/abcdef….jpg, named
 * by their content: photos of products, logos, scans of certificates and evidence. Curation state
 * and notes travel with the product; marketplaces, settings and history stay at home.
 *
 * A package may come from anybody. It is read and checked as a whole before anything is stored;
 * nothing is written under a name that stands in it. */
#pragma once

#include "catalog/sample.h"
#include "catalog/store.h"

G_BEGIN_DECLS

#define ETA_PACKAGE_SUFFIX ".etalase"

/* --- sending ---------------------------------------------------------------------------------- */

typedef struct {
  guint n_products, n_producers, n_photos;
  GPtrArray *remarks; /* char *: sentences on what could not go along */
} EtaPackageReport;
void eta_package_report_clear (EtaPackageReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaPackageReport, eta_package_report_clear)

/* Writes the products (row numbers; NULL: all that are not in the trash, and producers without any
 * product too) with their producers and pictures. Whole or not at all. A picture that the album has
 * lost, and a product that holds a value which no Etalase would read, are left out and told in
 * REPORT. For a worker. Errors: INPUT, FULL, FAILED, G_IO_ERROR_CANCELLED. */
gboolean eta_package_export (EtaStore *store,
                             GArray *rows,
                             const char *path,
                             EtaProgress progress,
                             gpointer progress_data,
                             GCancellable *cancellable,
                             EtaPackageReport *report,
                             GError **error);

/* --- receiving -------------------------------------------------------------------------------- */

typedef struct _EtaPackage EtaPackage;

typedef struct {
  char *org;     /* eta_store_org of the catalog that it came from */
  char *catalog; /* its name, or that of its first producer; NULL when it has none */
  char *program; /* "Etalase 0.1" */
  char *made;    /* ISO 8601 UTC */
  char *by;      /* login name, or NULL */
  guint n_products, n_producers, n_photos;
} EtaPackageInfo;

/* Reads and checks all of it, the content of every photo too. Errors: INPUT (no package, or one
 * that was tampered with), NOT_FOUND, NEWER, DAMAGED (cut off on the way), G_IO_ERROR_CANCELLED;
 * each sentence names the file and what to do. */
EtaPackage *eta_package_open (const char *path, GCancellable *cancellable, GError **error);
/* The same from memory. NAME stands in the messages. */
EtaPackage *eta_package_open_bytes (GBytes *bytes, const char *name, GError **error);
EtaPackage *eta_package_ref (EtaPackage *package);
void eta_package_unref (EtaPackage *package);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPackage, eta_package_unref)
/* The file's name without its folder. Borrowed. */
const char *eta_package_name (const EtaPackage *package);
const EtaPackageInfo *eta_package_info (const EtaPackage *package);
/* The name of its producer when there is only one; else NULL. Transfer full. */
char *eta_package_only_producer (const EtaPackage *package);

/* --- merging ---------------------------------------------------------------------------------- */

/* Field by field, three-way: mine, theirs, and what was last received of that product from that
 * catalog. What only they changed is taken, what only I changed stays, what both changed clashes.
 * Without an earlier package the empty field gives way to the other, and two that differ clash. */
typedef enum {
  ETA_MERGE_NEW,
  ETA_MERGE_CHANGED, /* there is something to take, and nothing clashes */
  ETA_MERGE_SAME,    /* nothing to take */
  ETA_MERGE_CLASH,
} EtaMergeState;

typedef enum {
  ETA_TAKE_NOTHING, /* a clashing product is left as it is and clashes again next time */
  ETA_TAKE_MINE,    /* where both changed, mine; what only they changed is taken */
  ETA_TAKE_THEIRS,  /* where both changed, theirs; what only I changed stays */
} EtaMergeTake;

typedef struct {
  char *field;  /* "moq", "name.ar", "prices USD 100": stable, for scripts */
  char *label;  /* for people, translated */
  char *mine;   /* as text, NULL: nothing */
  char *theirs; /* likewise */
  gboolean clash;
} EtaMergeChange;

typedef struct {
  gboolean is_producer;
  EtaMergeState state;
  char *id;           /* UUID in the package */
  char *local_id;     /* UUID in this catalog, NULL when it is not there */
  char *sku;          /* of a product */
  char *name;         /* never NULL */
  char *producer;     /* name of the product's producer */
  gboolean in_trash;  /* mine is */
  GPtrArray *changes; /* EtaMergeChange; empty when new or same */
} EtaMergeItem;

typedef struct {
  guint n_new, n_changed, n_same, n_clash;
} EtaMergeCount;

typedef struct {
  GPtrArray *items; /* EtaMergeItem: producers, then products, without those that are the same */
  EtaMergeCount products, producers;
} EtaMergePlan;
void eta_merge_plan_free (EtaMergePlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaMergePlan, eta_merge_plan_free)

/* What merging would do now. Changes nothing. PROGRESS may be NULL. */
EtaMergePlan *eta_package_plan (EtaStore *store,
                                const EtaPackage *package,
                                EtaProgress progress,
                                gpointer progress_data,
                                GCancellable *cancellable,
                                GError **error);

typedef struct {
  EtaMergeTake take;       /* of clashing ones that CHOICES does not name */
  GHashTable *choices;     /* EtaMergeItem.id → GINT_TO_POINTER (EtaMergeTake); may be NULL */
  EtaPictureIntake intake; /* photos/take.h's eta_album_take_bytes fits */
  gpointer intake_data;    /* the album */
  EtaProgress progress;    /* may be NULL */
  gpointer progress_data;
  GCancellable *cancellable;
} EtaMergeOptions;

typedef struct {
  EtaMergeCount products, producers; /* as they were; n_clash: those that are left */
  guint n_photos;                    /* that came into the album */
  GPtrArray *remarks;                /* char *: sentences on what could not be taken */
} EtaMergeReport;
void eta_merge_report_clear (EtaMergeReport *report);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EtaMergeReport, eta_merge_report_clear)

/* Merges: photos into the album first, then one step "Merge package" for all rows, so that one undo
 * takes it back. The plan is made anew inside the step, so that what was edited since it was shown
 * is not lost. On an error, and when cancelled, nothing was stored. For a worker. */
gboolean eta_package_merge (EtaStore *store,
                            const EtaPackage *package,
                            const EtaMergeOptions *options,
                            EtaMergeReport *report,
                            GError **error);

/* --- where it came from ----------------------------------------------------------------------- */

typedef struct {
  char *catalog; /* name of the catalog that sent it, or NULL */
  char *file;    /* of the package */
  char *at;      /* ISO 8601 UTC, when it was merged */
} EtaReceived;
void eta_received_free (EtaReceived *received);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaReceived, eta_received_free)

/* The package that last brought something of this product or producer (UUID in this catalog); NULL
 * when none did. */
EtaReceived *eta_store_get_received (EtaStore *store, const char *id);

G_END_DECLS
