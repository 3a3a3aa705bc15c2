#include "mutate.h"

#include "repack.h"

#include <string.h>

#define MOST_CHANGES 8
#define LONGEST_COPY 400

void
eta_dice_seed (EtaDice *dice, guint64 seed)
{
  dice->state = seed;
}

/* SplitMix64 (Steele, Lea, Flood 2014): any seed is a good one, neighbours too. */
guint64
eta_dice_throw (EtaDice *dice)
{
  guint64 z = (dice->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15));

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

gsize
eta_dice_below (EtaDice *dice, gsize n)
{
  return n == 0 ? 0 : (gsize)(eta_dice_throw (dice) % n);
}

/* 1 … LONGEST_COPY, and what is left. (MIN would throw the dice twice.) */
static gsize
piece_of (EtaDice *dice, gsize left)
{
  gsize len = 1 + eta_dice_below (dice, LONGEST_COPY);

  return MIN (len, left);
}

/* What one change works with. */
typedef struct {
  EtaDice *dice;
  const GPtrArray *seeds;
  const char *const *tokens;
} Kit;

static void
insert (GByteArray *data, gsize at, const guint8 *bytes, gsize len)
{
  gsize old = data->len;

  g_byte_array_set_size (data, (guint)(old + len));
  memmove (data->data + at + len, data->data + at, old - at);
  memcpy (data->data + at, bytes, len);
}

static void
flip_bit (const Kit *kit, GByteArray *data)
{
  if (data->len > 0)
    data->data[eta_dice_below (kit->dice, data->len)] ^=
        (guint8)(1 << eta_dice_below (kit->dice, 8));
}

static void
set_byte (const Kit *kit, GByteArray *data)
{
  static const guint8 edges[] = {0,   '\n', '\r', '"',  ',',  ';',  '-',  '.',  '0', '9',
                                 '<', '&',  0x7f, 0x80, 0xc3, 0xe2, 0xef, 0xf0, 0xff};

  if (data->len > 0)
    data->data[eta_dice_below (kit->dice, data->len)] =
        edges[eta_dice_below (kit->dice, sizeof edges)];
}

static void
cut (const Kit *kit, GByteArray *data)
{
  gsize at = eta_dice_below (kit->dice, data->len);
  gsize len = piece_of (kit->dice, data->len - at);

  if (data->len > 0)
    g_byte_array_remove_range (data, (guint)at, (guint)len);
}

static void
cut_end (const Kit *kit, GByteArray *data)
{
  g_byte_array_set_size (data, (guint)eta_dice_below (kit->dice, data->len + 1));
}

/* The same piece once more, or many times more. */
static void
repeat (const Kit *kit, GByteArray *data)
{
  gsize from = eta_dice_below (kit->dice, data->len);
  gsize len = piece_of (kit->dice, data->len - from);
  gsize times = eta_dice_below (kit->dice, 16) == 0 ? 200 : 1;
  gsize at = eta_dice_below (kit->dice, data->len + 1);
  g_autofree guint8 *piece = g_memdup2 (data->data + from, len);

  for (gsize i = 0; data->len > 0 && i < times; i++)
    insert (data, at, piece, len);
}

static void
splice (const Kit *kit, GByteArray *data)
{
  gsize len;
  GBytes *other = kit->seeds->pdata[eta_dice_below (kit->dice, kit->seeds->len)];
  const guint8 *bytes = g_bytes_get_data (other, &len);
  gsize from = eta_dice_below (kit->dice, len);
  gsize n = piece_of (kit->dice, len - from);

  if (len > 0)
    insert (data, eta_dice_below (kit->dice, data->len + 1), bytes + from, n);
}

static void
put_token (const Kit *kit, GByteArray *data)
{
  const char *token = kit->tokens[eta_dice_below (kit->dice, g_strv_length ((char **)kit->tokens))];
  gsize len = strlen (token), at = eta_dice_below (kit->dice, data->len + 1);

  if (eta_dice_below (kit->dice, 2) == 0 && at + len <= data->len)
    memcpy (data->data + at, token, len);
  else
    insert (data, at, (const guint8 *)token, len);
}

/* A number of the text becomes one at an edge. */
static void
put_number (const Kit *kit, GByteArray *data)
{
  static const char *const numbers[] = {
      "0",          "-1",   "1e308",  "4294967296", "9223372036854775807", "18446744073709551616",
      "2147483648", "1e-9", "999999", "65536",      "00000000000000000001"};
  const char *number = numbers[eta_dice_below (kit->dice, G_N_ELEMENTS (numbers))];
  gsize at = eta_dice_below (kit->dice, data->len), len = 0;

  while (at < data->len && !g_ascii_isdigit (data->data[at]))
    at++;
  while (at + len < data->len && g_ascii_isdigit (data->data[at + len]))
    len++;
  if (len == 0)
    return;
  g_byte_array_remove_range (data, (guint)at, (guint)len);
  insert (data, at, (const guint8 *)number, strlen (number));
}

typedef void (*Change) (const Kit *kit, GByteArray *data);

static void
change (const Kit *kit, GByteArray *data)
{
  static const Change changes[] = {flip_bit, set_byte,  cut,       cut_end,    repeat,
                                   splice,   put_token, put_token, put_number, put_number};
  gsize n = 1 + eta_dice_below (kit->dice, MOST_CHANGES);

  while (n-- > 0)
    changes[eta_dice_below (kit->dice, G_N_ELEMENTS (changes))](kit, data);
}

static void
change_entry (GByteArray *data, gpointer kit)
{
  change (kit, data);
}

GByteArray *
eta_mutate (EtaDice *dice, const GPtrArray *seeds, const char *const *tokens, gsize max)
{
  Kit kit = {dice, seeds, tokens};
  GBytes *seed = seeds->pdata[eta_dice_below (dice, seeds->len)];
  GByteArray *data = NULL;

  if (eta_is_zip (seed) && eta_dice_below (dice, 8) != 0)
    data = eta_repack (dice, seed, change_entry, &kit);
  if (!data) {
    data = g_byte_array_new ();
    g_byte_array_append (data, g_bytes_get_data (seed, NULL), (guint)g_bytes_get_size (seed));
    change (&kit, data);
  }
  if (data->len > max)
    g_byte_array_set_size (data, (guint)max);
  return data;
}
