/* Packages: products on their way to and from other catalogs. */
#include "cli/command.h"

#include "catalog/package.h"
#include "photos/take.h"

#include <glib/gi18n-lib.h>

static struct {
  gboolean dry_run;
  char *take;
} import;

static const GOptionEntry import_options[] = {
    {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &import.dry_run,
     N_ ("Say what would be done; change nothing"), NULL},
    {"take", 0, 0, G_OPTION_ARG_STRING, &import.take,
     N_ ("Whose value wins where both sides changed it"), N_ ("mine|theirs")},
    {NULL},
};

/* --- export ----------------------------------------------------------------------------------- */

/* The first argument is the file. */
static GArray *
named_rows (EtaCall *call, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 1; i < call->n_args; i++) {
    g_autoptr (EtaProduct) product = NULL;
    gint64 row;

    if (!g_utf8_validate (call->args[i], -1, NULL)) {
      eta_wrong (error, "%s", _ ("An item code has to be text in UTF-8."));
      return NULL;
    }
    product = eta_call_product (call, i, error);
    if (!product)
      return NULL;
    row = eta_store_row_of (call->store, product->id);
    g_array_append_val (rows, row);
  }
  return g_steal_pointer (&rows);
}

static JsonArray *
tell_remarks (EtaCall *call, const GPtrArray *remarks)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < remarks->len; i++) {
    eta_tell ("%s", (const char *)remarks->pdata[i]);
    json_array_add_string_element (array, remarks->pdata[i]);
  }
  call->partly = call->partly || remarks->len > 0;
  return array;
}

static gboolean
run_export (EtaCall *call, GError **error)
{
  const char *path = call->args[0];
  g_autofree char *shown = g_filename_display_name (path);
  g_autoptr (GArray) rows = NULL;
  g_auto (EtaPackageReport) report = {0};
  JsonObject *answer;

  if (call->n_args > 1 && !(rows = named_rows (call, error)))
    return FALSE;
  if (!eta_package_export (call->store, rows, path, eta_show_progress, NULL, call->cancellable,
                           &report, error))
    return FALSE;
  answer = json_object_new ();
  json_object_set_string_member (answer, "file", shown);
  json_object_set_int_member (answer, "products", report.n_products);
  json_object_set_int_member (answer, "producers", report.n_producers);
  json_object_set_int_member (answer, "photos", report.n_photos);
  json_object_set_array_member (answer, "remarks", tell_remarks (call, report.remarks));
  eta_answer (call, answer);
  eta_say (call, _ ("“%s”: %u products, %u producers, %u pictures."), shown, report.n_products,
           report.n_producers, report.n_photos);
  return TRUE;
}

/* --- import ----------------------------------------------------------------------------------- */

static gboolean
read_take (EtaMergeTake *take, GError **error)
{
  if (!import.take)
    *take = ETA_TAKE_NOTHING;
  else if (g_str_equal (import.take, "mine"))
    *take = ETA_TAKE_MINE;
  else if (g_str_equal (import.take, "theirs"))
    *take = ETA_TAKE_THEIRS;
  else
    return eta_wrong (error, _ ("“%s” cannot be taken. Use --take mine or --take theirs."),
                      import.take);
  return TRUE;
}

static JsonObject *
change_to_json (const EtaMergeChange *change)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "field", change->field);
  json_object_set_string_member (object, "label", change->label);
  eta_json_put (object, "mine", change->mine);
  eta_json_put (object, "theirs", change->theirs);
  json_object_set_boolean_member (object, "clash", change->clash);
  return object;
}

static JsonObject *
item_to_json (const EtaMergeItem *item)
{
  static const char *const states[] = {"new", "changed", "same", "clash"};
  JsonObject *object = json_object_new ();
  JsonArray *changes = json_array_new ();

  json_object_set_string_member (object, "kind", item->is_producer ? "producer" : "product");
  json_object_set_string_member (object, "state", states[item->state]);
  json_object_set_string_member (object, "id", item->id);
  eta_json_put (object, "local_id", item->local_id);
  eta_json_put (object, "sku", item->sku);
  json_object_set_string_member (object, "name", item->name);
  eta_json_put (object, "producer", item->producer);
  for (guint i = 0; i < item->changes->len; i++)
    json_array_add_object_element (changes, change_to_json (item->changes->pdata[i]));
  json_object_set_array_member (object, "changes", changes);
  return object;
}

static void
tell_clash (const EtaMergeItem *item)
{
  for (guint i = 0; i < item->changes->len; i++) {
    const EtaMergeChange *change = item->changes->pdata[i];

    if (change->clash)
      eta_tell (_ ("“%s”, %s: mine “%s”, theirs “%s”."), item->name, change->label,
                change->mine ? change->mine : "", change->theirs ? change->theirs : "");
  }
}

static void
count_to_json (JsonObject *object, const EtaMergeCount *count)
{
  json_object_set_int_member (object, "new", count->n_new);
  json_object_set_int_member (object, "changed", count->n_changed);
  json_object_set_int_member (object, "same", count->n_same);
  json_object_set_int_member (object, "clashes", count->n_clash);
}

static JsonObject *
answer_counts (EtaCall *call,
               const EtaPackage *package,
               const EtaMergeCount *products,
               const EtaMergeCount *producers)
{
  const EtaPackageInfo *info = eta_package_info (package);
  JsonObject *answer = json_object_new (), *from = json_object_new (), *of = json_object_new ();

  json_object_set_string_member (answer, "file", eta_package_name (package));
  json_object_set_string_member (from, "catalog_id", info->org);
  eta_json_put (from, "catalog", info->catalog);
  eta_json_put (from, "program", info->program);
  eta_json_put (from, "made", info->made);
  eta_json_put (from, "by", info->by);
  json_object_set_object_member (answer, "from", from);
  json_object_set_boolean_member (answer, "dry_run", import.dry_run);
  count_to_json (answer, products);
  count_to_json (of, producers);
  json_object_set_object_member (answer, "producers", of);
  eta_answer (call, answer);
  eta_say (call, _ ("Products: %u new, %u changed, %u unchanged, %u clashing."), products->n_new,
           products->n_changed, products->n_same, products->n_clash);
  eta_say (call, _ ("Producers: %u new, %u changed, %u unchanged, %u clashing."), producers->n_new,
           producers->n_changed, producers->n_same, producers->n_clash);
  return answer;
}

/* Clashes that nobody decides are left. */
static void
finish (EtaCall *call, const EtaMergePlan *plan, EtaMergeTake take)
{
  for (guint i = 0; take == ETA_TAKE_NOTHING && i < plan->items->len; i++) {
    const EtaMergeItem *item = plan->items->pdata[i];

    if (item->state == ETA_MERGE_CLASH) {
      tell_clash (item);
      call->partly = TRUE;
    }
  }
}

static JsonArray *
items_to_json (const EtaMergePlan *plan)
{
  JsonArray *items = json_array_new ();

  for (guint i = 0; i < plan->items->len; i++)
    json_array_add_object_element (items, item_to_json (plan->items->pdata[i]));
  return items;
}

static gboolean
merge (EtaCall *call,
       const EtaPackage *package,
       const EtaMergePlan *plan,
       EtaMergeTake take,
       GError **error)
{
  g_autoptr (EtaAlbum) album = eta_call_album (call, error);
  g_auto (EtaMergeReport) report = {0};
  const EtaMergeOptions options = {.take = take,
                                   .intake = eta_album_take_bytes,
                                   .intake_data = album,
                                   .progress = eta_show_progress,
                                   .cancellable = call->cancellable};
  JsonObject *answer;

  if (!album || !eta_package_merge (call->store, package, &options, &report, error))
    return FALSE;
  answer = answer_counts (call, package, &report.products, &report.producers);
  json_object_set_int_member (answer, "photos", report.n_photos);
  json_object_set_array_member (answer, "items", items_to_json (plan));
  json_object_set_array_member (answer, "remarks", tell_remarks (call, report.remarks));
  finish (call, plan, take);
  return TRUE;
}

static gboolean
run_import (EtaCall *call, GError **error)
{
  EtaMergeTake take = ETA_TAKE_NOTHING;
  g_autoptr (EtaPackage) package = NULL;
  g_autoptr (EtaMergePlan) plan = NULL;
  JsonObject *answer;

  if (!read_take (&take, error))
    return FALSE;
  package = eta_package_open (call->args[0], call->cancellable, error);
  plan = package ? eta_package_plan (call->store, package, eta_show_progress, NULL,
                                     call->cancellable, error)
                 : NULL;
  if (!plan)
    return FALSE;
  if (!import.dry_run)
    return merge (call, package, plan, take, error);
  answer = answer_counts (call, package, &plan->products, &plan->producers);
  json_object_set_array_member (answer, "items", items_to_json (plan));
  finish (call, plan, take);
  return TRUE;
}

const EtaCommand eta_package_commands[] = {
    {"package export", "FILE.etalase [SKU…]",
     N_ ("Write products, all or those named, with their photos to one file to send"), ETA_USE_READ,
     1, ETA_ANY_NUMBER, 0, NULL, run_export},
    {"package import", "FILE.etalase",
     N_ ("Merge what somebody sent, as one step; clashes stay as they are without --take"),
     ETA_USE_WRITE, 1, 1, 0, import_options, run_import},
    {NULL},
};
