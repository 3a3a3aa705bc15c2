/* A moment as people say it, in the language of the window and the time of this place. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* UNIX time → “Today, 08:41”, “Yesterday, 17:05”, “3 January 2026, 17:05”. Transfer full. */
char *eta_moment_text (gint64 moment);
/* The same from ISO 8601 with its zone; the text itself when it is none. Transfer full. */
char *eta_moment_text_iso (const char *iso);
/* UNIX time → “3 January 2026”. Transfer full. */
char *eta_moment_day (gint64 moment);
/* Bytes → “12.3 MB”. Transfer full. */
char *eta_size_of_file_text (gint64 bytes);

G_END_DECLS
