/* Making a catalog, and its producers. */
#include "cli/command.h"

#include "catalog/choices.h"
#include "catalog/error.h"
#include "catalog/fields.h"
#include "catalog/history.h"
#include "catalog/product-json.h"
#include "catalog/sample.h"
#include "photos/take.h"
#include "sample/sample-pictures.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

static struct {
  char *producer;
  char *place;
} make;

static const GOptionEntry init_options[] = {
    {"producer", 'p', 0, G_OPTION_ARG_STRING, &make.producer,
     N_ ("The first producer, as it stands on its papers"), N_ ("NAME")},
    {"place", 0, 0, G_OPTION_ARG_STRING, &make.place,
     N_ ("Where it is: regency, or regency and province parted by a comma"), N_ ("TEXT")},
    {NULL},
};

static const GOptionEntry place_options[] = {
    {"place", 0, 0, G_OPTION_ARG_STRING, &make.place,
     N_ ("Where it is: regency, or regency and province parted by a comma"), N_ ("TEXT")},
    {NULL},
};

/* "Bondowoso, Jawa Timur" → regency and the province's key. */
static void
set_place (EtaProducer *producer, const char *place)
{
  const char *comma = place ? strrchr (place, ',') : NULL;
  g_autofree char *last = comma ? g_strstrip (g_strdup (comma + 1)) : NULL;
  const char *province = last ? eta_choice_key ("provinces.tsv", last) : NULL;
  g_autofree char *first = province ? g_strndup (place, comma - place) : g_strdup (place);

  eta_set_text (&producer->regency, first);
  eta_set_text (&producer->province, province);
}

static gboolean
put_producer (EtaStore *store, const char *step, const EtaProducer *producer, GError **error)
{
  if (!eta_step_begin (store, step, producer->name, error))
    return FALSE;
  if (eta_store_put_producer (store, producer, error) && eta_step_commit (store, error))
    return TRUE;
  eta_step_abort (store);
  return FALSE;
}

static EtaProducer *
new_producer (const char *name, const char *place)
{
  EtaProducer *producer = eta_producer_new ();

  eta_set_text (&producer->name, name);
  set_place (producer, place);
  return producer;
}

static gboolean
run_init (EtaCall *call, GError **error)
{
  const gboolean there = g_file_test (call->file, G_FILE_TEST_EXISTS);
  g_autoptr (EtaProducer) producer = new_producer (make.producer, make.place);
  JsonObject *answer = json_object_new ();

  eta_answer (call, answer);
  if (!producer->name)
    return eta_wrong (error, "%s", _ ("Who makes the products? Say it with --producer NAME."));
  if (!eta_call_open (call, ETA_USE_CREATE, error))
    return FALSE;
  if (there && eta_store_count_producers (call->store) > 0) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS,
                 _ ("“%s” is a catalog already and was left as it is. “producer add” adds a "
                    "producer to it."),
                 call->file);
    return FALSE;
  }
  if (!put_producer (call->store, N_ ("Start the catalog"), producer, error)) {
    g_clear_pointer (&call->store, eta_store_close);
    if (!there)
      g_unlink (call->file);
    return FALSE;
  }
  json_object_set_string_member (answer, "file", call->file);
  json_object_set_string_member (answer, "producer", producer->name);
  eta_say (call, _ ("The catalog “%s” is ready."), call->file);
  return TRUE;
}

static gboolean
run_sample (EtaCall *call, GError **error)
{
  g_autoptr (EtaAlbum) album = eta_call_album (call, error);
  const gint64 before = eta_store_count_products (call->store);
  JsonObject *answer = json_object_new ();
  gint64 added;

  eta_answer (call, answer);
  if (!album ||
      !eta_sample_fill (call->store, eta_sample_picture, eta_album_take_bytes, album, error))
    return FALSE;
  added = eta_store_count_products (call->store) - before;
  json_object_set_int_member (answer, "added", added);
  eta_say (call,
           ngettext ("%1$d sample product was added to “%2$s”.",
                     "%1$d sample products were added to “%2$s”.", (gulong)added),
           (int)added, call->file);
  return TRUE;
}

/* --- producers -------------------------------------------------------------------------------- */

static gboolean
run_producer_add (EtaCall *call, GError **error)
{
  g_autoptr (EtaProducer) producer = new_producer (call->args[0], make.place);
  g_autoptr (EtaProducer) same = eta_store_find_producer (call->store, call->args[0], NULL);

  if (!producer->name)
    return eta_wrong (error, "%s", _ ("A producer needs a name."));
  if (same) {
    g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_EXISTS,
                 _ ("There is a producer “%s” already."), same->name);
    return FALSE;
  }
  if (!put_producer (call->store, N_ ("Add a producer"), producer, error))
    return FALSE;
  g_clear_pointer (&call->result, json_node_unref);
  call->result = eta_producer_to_json (producer);
  eta_say (call, _ ("“%s” was added."), producer->name);
  return TRUE;
}

static gboolean
run_producer_list (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) all = eta_store_list_producers (call->store, error);
  JsonArray *answer = json_array_new ();

  eta_answer_array (call, answer);
  for (guint i = 0; all && i < all->len; i++) {
    const EtaProducer *producer = all->pdata[i];
    json_array_add_element (answer, eta_producer_to_json (producer));
    eta_say (call, "%s\t%s", producer->name, producer->regency ? producer->regency : "");
  }
  return all != NULL;
}

/* "whatsapp=+62…", and "story.ar=…" for its texts. */
static gboolean
set_producer_field (EtaProducer *draft, const char *assignment, GError **error)
{
  const char *equals = strchr (assignment, '=');
  g_autofree char *name = equals ? g_strndup (assignment, equals - assignment) : NULL;
  char *dot = name ? strchr (name, '.') : NULL;
  const EtaField *field;

  if (!equals)
    return eta_wrong (error, _ ("“%s” is not FIELD=VALUE."), assignment);
  if (dot)
    *dot = '\0';
  field = eta_field_find (dot ? ETA_FIELD_OF_WORDS : ETA_FIELD_OF_PRODUCER, name);
  if (!field || field->readonly)
    return eta_wrong (error, _ ("A producer has no field “%s” that can be set."), name);
  return eta_field_set (field,
                        dot ? (gpointer)eta_words_ensure (draft->words, dot + 1) : (gpointer)draft,
                        equals + 1, error);
}

static gboolean
run_producer_set (EtaCall *call, GError **error)
{
  g_autoptr (EtaProducer) producer = eta_store_find_producer (call->store, call->args[0], error);
  g_autoptr (EtaProducer) draft = NULL;

  if (!producer)
    return FALSE;
  draft = eta_producer_copy (producer);
  for (guint i = 1; i < call->n_args; i++)
    if (!set_producer_field (draft, call->args[i], error))
      return FALSE;
  if (!put_producer (call->store, N_ ("Edit a producer"), draft, error))
    return FALSE;
  call->result = eta_producer_to_json (draft);
  return TRUE;
}

const EtaCommand eta_catalog_commands[] = {
    {"init", NULL, N_ ("Make a catalog with its first producer"), ETA_USE_NOTHING, 0, 0, 0,
     init_options, run_init},
    {"sample", NULL,
     N_ ("Fill in the sample catalog: products, photos, certificates; made if it is not there"),
     ETA_USE_CREATE, 0, 0, 0, NULL, run_sample},
    {"producer add", "NAME", N_ ("Add a producer"), ETA_USE_WRITE, 1, 1, 1, place_options,
     run_producer_add},
    {"producer list", NULL, N_ ("List the producers"), ETA_USE_READ, 0, 0, 0, NULL,
     run_producer_list},
    {"producer set", "NAME FIELD=VALUE…",
     N_ ("Change a producer: whatsapp=+62…, email=…, story.en=…"), ETA_USE_WRITE, 2, ETA_ANY_NUMBER,
     ETA_ANY_NUMBER, NULL, run_producer_set},
    {NULL},
};
