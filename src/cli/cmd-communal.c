/* Communal listings: one product of several producers. */
#include "cli/command.h"

#include "catalog/communal.h"
#include "catalog/history.h"

#include <glib/gi18n-lib.h>

static JsonObject *
member_to_json (const EtaCommunalMember *member)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", member->id);
  eta_json_put (object, "sku", member->sku);
  json_object_set_string_member (object, "name", member->name);
  json_object_set_string_member (object, "producer", member->producer);
  if (member->capacity > 0)
    json_object_set_int_member (object, "capacity", member->capacity);
  return object;
}

static JsonObject *
communal_to_json (const EtaCommunal *communal)
{
  JsonObject *object = json_object_new ();
  JsonArray *members = json_array_new ();

  json_object_set_string_member (object, "name", communal->name);
  if (communal->adds_up)
    json_object_set_int_member (object, "capacity", communal->capacity);
  json_object_set_boolean_member (object, "adds_up", communal->adds_up);
  json_object_set_int_member (object, "producers", communal->n_producers);
  json_object_set_int_member (object, "without_capacity", communal->n_unstated);
  for (guint i = 0; i < communal->members->len; i++)
    json_array_add_object_element (members, member_to_json (communal->members->pdata[i]));
  json_object_set_array_member (object, "members", members);
  return object;
}

static void
say_communal (EtaCall *call, const EtaCommunal *communal)
{
  if (communal->adds_up)
    eta_say (call, "%s\t%" G_GINT64_FORMAT, communal->name, communal->capacity);
  else
    eta_say (call, "%s\t%s", communal->name, _ ("units differ"));
  for (guint i = 0; i < communal->members->len; i++) {
    const EtaCommunalMember *member = communal->members->pdata[i];

    eta_say (call, "  %s\t%" G_GINT64_FORMAT "\t%s", member->sku ? member->sku : "",
             member->capacity, member->producer);
  }
}

static gboolean
run_list (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) all = eta_store_list_communal (call->store, eta_user_lang (), error);
  JsonArray *array;

  if (!all)
    return FALSE;
  array = json_array_new ();
  for (guint i = 0; i < all->len; i++) {
    json_array_add_object_element (array, communal_to_json (all->pdata[i]));
    say_communal (call, all->pdata[i]);
  }
  eta_answer_array (call, array);
  return TRUE;
}

/* Arguments from FIRST on are item codes. */
static GPtrArray *
named_products (EtaCall *call, guint first, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = first; i < call->n_args; i++) {
    g_autoptr (EtaProduct) product = eta_call_product (call, i, error);

    if (!product)
      return NULL;
    g_ptr_array_add (ids, g_strdup (product->id));
  }
  return g_steal_pointer (&ids);
}

static gboolean
set_in_step (EtaCall *call, const char *step, const char *name, GPtrArray *ids, GError **error)
{
  if (!eta_step_begin (call->store, step, name, error))
    return FALSE;
  if (eta_store_set_communal (call->store, name, ids, error) &&
      eta_step_commit (call->store, error))
    return TRUE;
  eta_step_abort (call->store);
  return FALSE;
}

static gboolean
run_join (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) ids = named_products (call, 1, error);

  return ids && set_in_step (call, N_ ("List together"), call->args[0], ids, error) &&
         run_list (call, error);
}

static gboolean
run_leave (EtaCall *call, GError **error)
{
  g_autoptr (GPtrArray) ids = named_products (call, 0, error);

  return ids && set_in_step (call, N_ ("List apart"), NULL, ids, error) && run_list (call, error);
}

const EtaCommand eta_communal_commands[] = {
    {"communal list", NULL,
     N_ ("The products that several producers offer as one, with their capacity in sum"),
     ETA_USE_READ, 0, 0, 0, NULL, run_list},
    {"communal join", "NAME SKU…", N_ ("Offer products of several producers as one"), ETA_USE_WRITE,
     2, ETA_ANY_NUMBER, ETA_ANY_NUMBER, NULL, run_join},
    {"communal leave", "SKU…", N_ ("Offer products by themselves again"), ETA_USE_WRITE, 1,
     ETA_ANY_NUMBER, ETA_ANY_NUMBER, NULL, run_leave},
    {NULL},
};
