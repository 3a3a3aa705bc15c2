/* The plan, counted and told. */
#include "sync/plan.h"

#include <glib/gi18n-lib.h>

static const struct {
  const char *name;
  const char *label;
} actions[] = {
    [ETA_ACTION_SAME] = {"same", N_ ("Nothing to do")},
    [ETA_ACTION_CREATE] = {"create", N_ ("New in the shop")},
    [ETA_ACTION_UPDATE] = {"update", N_ ("Update")},
    [ETA_ACTION_ADOPT] = {"adopt", N_ ("Already there")},
    [ETA_ACTION_REPAIR] = {"repair", N_ ("Repair")},
    [ETA_ACTION_UNPUBLISH] = {"unpublish", N_ ("Take out of the shop window")},
    [ETA_ACTION_GONE] = {"gone", N_ ("Deleted in the shop")},
    [ETA_ACTION_CONFLICT] = {"conflict", N_ ("Changed in the shop")},
    [ETA_ACTION_BLOCKED] = {"blocked", N_ ("Cannot be listed")},
};

const char *
eta_action_label (EtaAction action)
{
  return _ (actions[action].label);
}

const char *
eta_action_name (EtaAction action)
{
  return actions[action].name;
}

void
eta_plan_count (EtaPlan *plan)
{
  guint i;

  plan->create = plan->update = plan->unpublish = 0;
  plan->conflicts = plan->blocked = plan->photos = 0;
  for (i = 0; i < plan->items->len; i++) {
    const EtaPlanItem *item = g_ptr_array_index (plan->items, i);

    if (item->action == ETA_ACTION_CREATE)
      plan->create++;
    else if (item->action == ETA_ACTION_UNPUBLISH)
      plan->unpublish++;
    else if (item->action == ETA_ACTION_BLOCKED)
      plan->blocked++;
    else if (eta_plan_item_is_sent (item, ETA_TAKE_NONE))
      plan->update++;
    if (eta_plan_item_is_open (item, ETA_TAKE_NONE))
      plan->conflicts++;
    plan->photos += item->photos;
  }
}

guint
eta_plan_waiting (const EtaPlan *plan)
{
  return plan->items->len;
}

static void
add_member (JsonBuilder *builder, const char *name, const char *value)
{
  if (!value)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_number (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_changes (JsonBuilder *builder, const EtaPlanItem *item)
{
  static const char *const by[] = {"mine", "theirs", "both"};
  guint i;

  json_builder_set_member_name (builder, "changes");
  json_builder_begin_array (builder);
  for (i = 0; i < item->changes->len; i++) {
    const EtaChange *change = g_ptr_array_index (item->changes, i);

    json_builder_begin_object (builder);
    add_member (builder, "field", change->path);
    add_member (builder, "label", change->label);
    add_member (builder, "before", change->before);
    add_member (builder, "after", change->after);
    add_member (builder, "by", by[change->by]);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_item (JsonBuilder *builder, const EtaPlanItem *item)
{
  guint i;

  json_builder_begin_object (builder);
  add_member (builder, "id", item->product_id);
  add_member (builder, "sku", item->sku);
  add_member (builder, "name", item->name);
  add_member (builder, "action", eta_action_name (item->action));
  add_member (builder, "message", item->message);
  if (item->photos > 0)
    add_number (builder, "photos", item->photos);
  add_changes (builder, item);
  if (item->remarks->len > 0) {
    json_builder_set_member_name (builder, "remarks");
    json_builder_begin_array (builder);
    for (i = 0; i < item->remarks->len; i++)
      json_builder_add_string_value (builder, g_ptr_array_index (item->remarks, i));
    json_builder_end_array (builder);
  }
  json_builder_end_object (builder);
}

JsonNode *
eta_plan_to_json (const EtaPlan *plan)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint i;

  json_builder_begin_object (builder);
  add_member (builder, "shop", plan->info ? plan->info->name : NULL);
  add_number (builder, "same", plan->same);
  add_number (builder, "create", plan->create);
  add_number (builder, "update", plan->update);
  add_number (builder, "unpublish", plan->unpublish);
  add_number (builder, "conflicts", plan->conflicts);
  add_number (builder, "blocked", plan->blocked);
  add_number (builder, "photos", plan->photos);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (i = 0; i < plan->items->len; i++)
    add_item (builder, g_ptr_array_index (plan->items, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  return json_builder_get_root (builder);
}
