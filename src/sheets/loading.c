#include "sheets/loading.h"

#include "catalog/data.h"

/* Litres (1000 cm³) of "33.2" m³; the tables hold at most three decimals. */
static gint64
litres (const char *cubic_metres)
{
  char *end;
  gint64 whole = g_ascii_strtoll (cubic_metres, &end, 10) * 1000;
  gint64 step = 100;

  if (*end++ != '.')
    return whole;
  for (; g_ascii_isdigit (*end) && step > 0; end++, step /= 10)
    whole += g_ascii_digit_value (*end) * step;
  return whole;
}

static gint64
number (const EtaTable *table, int row, const char *column)
{
  return g_ascii_strtoll (eta_table_cell (table, row, column), NULL, 10);
}

/* Whole boxes of SIDES in ROOM when side TURN[i] lies along room[i]. */
static gint64
stack (const gint64 room[3], const gint64 sides[3], const int turn[3])
{
  gint64 count = 1;

  for (int i = 0; i < 3; i++)
    count *= room[i] / sides[turn[i]];
  return count;
}

/* The first two turns leave the height upright. */
static const int turns[6][3] = {{0, 1, 2}, {1, 0, 2}, {0, 2, 1}, {2, 0, 1}, {1, 2, 0}, {2, 1, 0}};

static gint64
best_stack (const gint64 room[3], const EtaPack *carton, gboolean upright)
{
  const gint64 sides[3] = {carton->length, carton->width, carton->height};
  gint64 best = 0;

  for (int i = 0; i < (upright ? 2 : 6); i++)
    best = MAX (best, stack (room, sides, turns[i]));
  return best;
}

static void
decide (EtaLoading *out)
{
  out->count = MIN (MIN (out->by_volume, out->by_space), out->by_weight);
  if (out->count <= 0)
    out->limit = ETA_LIMIT_NONE;
  else if (out->by_weight < MIN (out->by_volume, out->by_space))
    out->limit = ETA_LIMIT_WEIGHT;
  else if (out->by_volume <= out->by_space)
    out->limit = ETA_LIMIT_VOLUME;
  else
    out->limit = ETA_LIMIT_SPACE;
}

static gboolean
has_size (const EtaPack *carton)
{
  return carton && carton->length > 0 && carton->width > 0 && carton->height > 0;
}

static void
load (const EtaPack *carton,
      const gint64 room[3],
      gint64 volume,  /* litres */
      gint64 payload, /* g */
      gboolean upright,
      EtaLoading *out)
{
  gint64 carton_mm3 = carton->length * carton->width * carton->height;

  out->by_volume = volume * 1000000 / carton_mm3;
  out->by_space = best_stack (room, carton, upright);
  out->by_weight = carton->gross > 0 ? payload / carton->gross : G_MAXINT64;
  decide (out);
}

gboolean
eta_loading_container (const EtaPack *carton, const char *code, EtaLoading *out)
{
  const EtaTable *table = eta_table_get ("containers.tsv");
  int row = eta_table_find (table, code);
  gint64 room[3];

  if (row < 0 || !has_size (carton))
    return FALSE;
  room[0] = number (table, row, "in_l_mm");
  room[1] = number (table, row, "in_w_mm");
  room[2] = number (table, row, "in_h_mm");
  load (carton, room, litres (eta_table_cell (table, row, "cbm")),
        number (table, row, "payload_kg_nominal") * 1000, carton->this_side_up, out);
  return TRUE;
}

static gboolean
pallet_floor (const char *code, gint64 room[3])
{
  const EtaTable *table = eta_table_get ("pallets.tsv");
  int row = eta_table_find (table, code);

  if (row < 0)
    return FALSE;
  room[0] = number (table, row, "l_mm");
  room[1] = number (table, row, "w_mm");
  room[2] = ETA_PALLET_GOODS_MM;
  return TRUE;
}

gboolean
eta_loading_pallet (const EtaPack *carton, const char *code, EtaLoading *out)
{
  gint64 room[3];

  if (!has_size (carton) || !pallet_floor (code, room))
    return FALSE;
  load (carton, room, room[0] * room[1] * room[2] / 1000000, ETA_PALLET_GOODS_G, TRUE, out);
  return TRUE;
}

gint64
eta_loading_layer (const EtaPack *carton, const char *code)
{
  gint64 room[3];

  if (!has_size (carton) || !pallet_floor (code, room))
    return 0;
  room[2] = carton->height;
  return best_stack (room, carton, TRUE);
}
