/* A place on the map as people copy it: "-7.9135, 113.8215", "7.9135° S, 113.8215° E", "-7,9135;
 * 113,8215", or the address of a map page that holds it. Kept as "-7.9135,113.8215": degrees north
 * and east, at most six decimals (a hand's breadth). */
#include "catalog/check-kinds.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MICRO 1000000

/* Where map pages write the point: "…/@-7.9135,113.8215,15z", "…?q=-7.9135,113.8215". */
static const char *const marks[] = {"@", "q=", "query=", "ll=", "center=", "#map="};

typedef struct {
  gint64 micro; /* millionths of a degree */
  char side;    /* 'N', 'S', 'E', 'W', or 0 when only a sign says it */
} Degrees;

/* Reads a number at *AT with "." or COMMA as decimal mark; no exponent, no floating point. */
static gboolean
read_number (const char **at, gboolean comma, gint64 *micro)
{
  const char *p = *at;
  gboolean minus = *p == '-' || g_str_has_prefix (p, "−");
  gint64 whole = 0, part = 0, step = MICRO / 10;

  p += minus ? (*p == '-' ? 1 : (int)strlen ("−")) : *p == '+';
  if (!g_ascii_isdigit (*p))
    return FALSE;
  for (; g_ascii_isdigit (*p); p++)
    if ((whole = whole * 10 + g_ascii_digit_value (*p)) > 1000)
      return FALSE;
  if ((*p == '.' || (comma && *p == ',')) && g_ascii_isdigit (p[1]))
    for (p++; g_ascii_isdigit (*p); p++, step /= 10)
      part += g_ascii_digit_value (*p) * step;
  *micro = (whole * MICRO + part) * (minus ? -1 : 1);
  *at = p;
  return TRUE;
}

/* The letter of a direction in Indonesian or English: N/U, S, E/T, W/B (utara, selatan, timur,
 * barat); "LS", "BT" as on Indonesian maps. */
static char
read_side (const char **at)
{
  static const struct {
    const char *text;
    char side;
  } sides[] = {{"LU", 'N'}, {"LS", 'S'}, {"BT", 'E'}, {"BB", 'W'}, {"N", 'N'}, {"S", 'S'},
               {"E", 'E'},  {"W", 'W'},  {"U", 'N'},  {"T", 'E'},  {"B", 'W'}};

  for (guint i = 0; i < G_N_ELEMENTS (sides); i++)
    if (g_ascii_strncasecmp (*at, sides[i].text, strlen (sides[i].text)) == 0) {
      *at += strlen (sides[i].text);
      return sides[i].side;
    }
  return 0;
}

static void
skip (const char **at, const char *what)
{
  for (;;) {
    if (**at && strchr (what, **at))
      (*at)++;
    else if (g_str_has_prefix (*at, "°"))
      *at += strlen ("°");
    else
      return;
  }
}

static gboolean
read_degrees (const char **at, gboolean comma, Degrees *out)
{
  skip (at, " ");
  out->side = read_side (at);
  skip (at, " ");
  if (!read_number (at, comma, &out->micro))
    return FALSE;
  skip (at, " ");
  if (!out->side)
    out->side = read_side (at);
  if (out->side == 'S' || out->side == 'W')
    out->micro = -ABS (out->micro);
  return TRUE;
}

/* TEXT begins with the two numbers; REST: something else may follow. */
static gboolean
read_pair (const char *text, gboolean rest, Degrees *north, Degrees *east)
{
  /* With a semicolon or a blank between them, a comma is a decimal mark. */
  const char *comma = strchr (text, ',');
  gboolean marks_decimals = comma && (strchr (text, ';') || strchr (comma + 1, ','));
  const char *at = text;

  if (!read_degrees (&at, marks_decimals && !rest, north))
    return FALSE;
  skip (&at, " ,;/");
  if (!read_degrees (&at, marks_decimals && !rest, east))
    return FALSE;
  skip (&at, " ");
  return rest || *at == '\0';
}

static gboolean
read_point (const char *text, Degrees *north, Degrees *east)
{
  if (!strstr (text, "://"))
    return read_pair (text, FALSE, north, east);
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++) {
    const char *at = strstr (text, marks[i]);
    if (at && read_pair (at + strlen (marks[i]), TRUE, north, east))
      return TRUE;
  }
  return FALSE;
}

static void
append (GString *text, gint64 micro)
{
  g_autofree char *part = g_strdup_printf ("%06" G_GINT64_FORMAT, ABS (micro) % MICRO);
  gsize len = strlen (part);

  while (len > 1 && part[len - 1] == '0')
    part[--len] = '\0';
  g_string_append_printf (text, "%s%" G_GINT64_FORMAT ".%s", micro < 0 ? "-" : "",
                          ABS (micro) / MICRO, part);
}

gboolean
eta_check_point (const EtaField *field, const char *text, char **out, GError **error)
{
  Degrees north, east;
  g_autoptr (GString) point = g_string_new (NULL);

  if (!read_point (text, &north, &east) || north.side == 'E' || north.side == 'W' ||
      east.side == 'N' || east.side == 'S')
    return eta_check_refuse (error,
                             _ ("“%s” is no point on the map. Type latitude and longitude so: "
                                "-7.9135, 113.8215."),
                             text);
  if (ABS (north.micro) > 90 * (gint64)MICRO && ABS (east.micro) <= 90 * (gint64)MICRO)
    return eta_check_refuse (
        error, _ ("“%s”: the latitude comes first and is at most 90. Exchange the two numbers."),
        text);
  if (ABS (north.micro) > 90 * (gint64)MICRO || ABS (east.micro) > 180 * (gint64)MICRO)
    return eta_check_refuse (
        error, _ ("“%s” is not on the earth: the latitude is at most 90, the longitude 180."),
        text);
  append (point, north.micro);
  g_string_append_c (point, ',');
  append (point, east.micro);
  *out = g_string_free (g_steal_pointer (&point), FALSE);
  return TRUE;
}
