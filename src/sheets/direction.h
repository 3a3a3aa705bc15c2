/* Direction of writing: of a language, and of values put into a line of the other direction. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum { ETA_DIRECTION_LTR, ETA_DIRECTION_RTL } EtaDirection;

/* RTL for the languages that are written so ("ar", "ar-SA", "fa", "ur", "he"…); LTR else. */
EtaDirection eta_direction_of (const char *lang);

/* Every value put into a sentence or a line (price, code, phone, date, name) goes through one of
 * these when it is printed; the marks are never stored and never sent. */

/* Wraps TEXT so that it keeps DIR inside a line of the other direction (U+2066 or U+2067 … U+2069);
 * direction marks already in it are dropped. NULL or "" gives "". Transfer full. */
char *eta_isolate (const char *text, EtaDirection dir);
/* The same for a text of unknown direction, such as a person's name: its first letter decides
 * (U+2068). Transfer full. */
char *eta_isolate_auto (const char *text);
/* A copy of TEXT without any direction mark (U+061C, 200E, 200F, 202A-202E, 2066-2069). */
char *eta_strip_direction (const char *text);

G_END_DECLS
