#include "ready/endings.h"

#include "catalog/choices.h"
#include "ready/facts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
eta_ending_free (EtaEnding *ending)
{
  if (!ending)
    return;
  g_free (ending->date);
  g_free (ending->paper);
  g_free (ending->number);
  g_free (ending->of);
  g_free (ending->product_id);
  g_free (ending->key);
  g_free (ending);
}

typedef struct {
  GPtrArray *found;
  const char *before, *lang;
  const char *of, *owner_id, *product_id;
} Looking;

static void
add (const Looking *l, const char *date, const char *paper, const char *number, const char *what)
{
  EtaEnding *ending;

  if (!date || !*date || (l->before && strcmp (date, l->before) > 0))
    return;
  ending = g_new0 (EtaEnding, 1);
  ending->date = g_strdup (date);
  ending->paper = g_strdup (paper);
  ending->number = g_strdup (number);
  ending->of = g_strdup (l->of);
  ending->product_id = g_strdup (l->product_id);
  ending->key = g_strdup_printf ("%s-%s", l->owner_id, what);
  g_ptr_array_add (l->found, ending);
}

static gboolean
is_replaced (GPtrArray *all, const EtaCertificate *old)
{
  for (guint i = 0; i < all->len; i++) {
    const EtaCertificate *one = all->pdata[i];
    if (one != old && g_strcmp0 (one->kind, old->kind) == 0 &&
        (!one->expires || strcmp (one->expires, old->expires) > 0))
      return TRUE;
  }
  return FALSE;
}

static void
look_at_certificates (const Looking *l, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++) {
    const EtaCertificate *one = all->pdata[i];
    if (one->kind && one->expires && !is_replaced (all, one))
      add (l, one->expires, eta_choice_label ("certificate-kinds.tsv", one->kind, l->lang),
           one->number, one->kind);
  }
}

/* Dates that were typed as evidence; what comes from a certificate has been looked at. */
static void
look_at_evidence (const Looking *l, const EtaFacts *facts, GPtrArray *all)
{
  for (guint i = 0; i < all->len; i++) {
    const EtaEvidence *one = all->pdata[i];
    int row = eta_evidence_row (one->key);
    const EtaFact *fact = row < 0 ? NULL : eta_facts_get (facts, (guint)row);
    if (fact && fact->value == one->value)
      add (l, fact->until, eta_evidence_label ((guint)row, l->lang), NULL, one->key);
  }
}

static void
look_at_product (Looking *l, const EtaProduct *product)
{
  g_autoptr (EtaFacts) facts = NULL;

  if (product->certificates->len == 0 && product->evidence->len == 0)
    return;
  facts = eta_facts_new (product, NULL);
  l->of = eta_product_name (product, l->lang);
  l->owner_id = l->product_id = product->id;
  look_at_certificates (l, product->certificates);
  look_at_evidence (l, facts, product->evidence);
}

static void
look_at_producer (Looking *l, const EtaProducer *producer)
{
  g_autoptr (EtaProduct) none = eta_product_new ();
  g_autoptr (EtaFacts) facts = eta_facts_new (none, producer);

  l->of = eta_producer_name (producer, l->lang);
  l->owner_id = producer->id;
  l->product_id = NULL;
  look_at_certificates (l, producer->certificates);
  look_at_evidence (l, facts, producer->evidence);
}

static int
by_date (gconstpointer a, gconstpointer b)
{
  const EtaEnding *left = *(const EtaEnding *const *)a, *right = *(const EtaEnding *const *)b;
  int order = strcmp (left->date, right->date);

  return order ? order : g_strcmp0 (left->of, right->of);
}

static char *
day_after (const char *iso)
{
  g_autoptr (GDate) date = g_date_new_dmy ((GDateDay)g_ascii_strtoll (iso + 8, NULL, 10),
                                           (GDateMonth)g_ascii_strtoll (iso + 5, NULL, 10),
                                           (GDateYear)g_ascii_strtoll (iso, NULL, 10));

  g_date_add_days (date, 1);
  return g_strdup_printf ("%04d-%02d-%02d", g_date_get_year (date), g_date_get_month (date),
                          g_date_get_day (date));
}

GPtrArray *
eta_endings_list (EtaStore *store,
                  const char *before,
                  const char *lang,
                  GCancellable *cancellable,
                  GError **error)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func ((GDestroyNotify)eta_ending_free);
  g_autoptr (GPtrArray) producers = eta_store_list_producers (store, error);
  g_autofree char *after = before ? day_after (before) : NULL;
  EtaQuery query = {.ends_before = after};
  g_autoptr (GArray) rows = producers ? eta_store_query (store, &query, error) : NULL;
  Looking looking = {found, before, lang, NULL, NULL, NULL};

  if (!rows)
    return NULL;
  for (guint i = 0; i < producers->len; i++)
    look_at_producer (&looking, producers->pdata[i]);
  for (guint i = 0; i < rows->len; i++) {
    g_autofree char *id = eta_store_id_of (store, g_array_index (rows, gint64, i));
    g_autoptr (EtaProduct) product = id ? eta_store_get_product (store, id, NULL) : NULL;

    if (g_cancellable_set_error_if_cancelled (cancellable, error))
      return NULL;
    if (product)
      look_at_product (&looking, product);
  }
  g_ptr_array_sort (found, by_date);
  return g_steal_pointer (&found);
}

/* --- iCalendar ---------------------------------------------------------------------------------
 */

/* A content line: escaped by the caller, folded after 75 octets without cutting a character. */
static void
put_line (GString *out, const char *line)
{
  gsize used = 0;

  for (const char *p = line; *p;) {
    const char *next = g_utf8_next_char (p);
    gsize size = (gsize)(next - p);

    if (used + size > 75) {
      g_string_append (out, "\r\n ");
      used = 1;
    }
    g_string_append_len (out, p, (gssize)size);
    used += size;
    p = next;
  }
  g_string_append (out, "\r\n");
}

static void
put_text (GString *out, const char *name, const char *text)
{
  g_autoptr (GString) line = g_string_new (name);

  g_string_append_c (line, ':');
  for (const char *p = text; *p; p++) {
    if (*p == '\n') {
      g_string_append (line, "\\n");
      continue;
    }
    if (strchr ("\\;,", *p))
      g_string_append_c (line, '\\');
    g_string_append_c (line, *p);
  }
  put_line (out, line->str);
}

static char *
compact (const char *iso)
{
  return g_strdup_printf ("%.4s%.2s%.2s", iso, iso + 5, iso + 8);
}

static void
put_alarm (GString *out, const char *before, const char *text)
{
  put_line (out, "BEGIN:VALARM");
  put_line (out, "ACTION:DISPLAY");
  put_text (out, "DESCRIPTION", text);
  put_text (out, "TRIGGER", before);
  put_line (out, "END:VALARM");
}

static void
put_event (GString *out, const EtaEnding *ending, const char *stamp)
{
  g_autofree char *uid = g_compute_checksum_for_string (G_CHECKSUM_SHA1, ending->key, -1);
  g_autofree char *address = g_strconcat (uid, "@etalase", NULL);
  g_autofree char *next = day_after (ending->date);
  g_autofree char *start = compact (ending->date), *end = compact (next);
  g_autofree char *summary = g_strdup_printf (_ ("%s ends: %s"), ending->paper, ending->of);

  put_line (out, "BEGIN:VEVENT");
  put_text (out, "UID", address);
  put_text (out, "DTSTAMP", stamp);
  put_text (out, "DTSTART;VALUE=DATE", start);
  put_text (out, "DTEND;VALUE=DATE", end);
  put_text (out, "SUMMARY", summary);
  if (ending->number)
    put_text (out, "DESCRIPTION", ending->number);
  put_line (out, "TRANSP:TRANSPARENT");
  put_alarm (out, "-P90D", summary);
  put_alarm (out, "-P30D", summary);
  put_line (out, "END:VEVENT");
}

char *
eta_endings_calendar (GPtrArray *endings, const char *stamp)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *made = stamp ? g_strdup (stamp) : g_date_time_format (now, "%Y%m%dT%H%M%SZ");
  GString *out = g_string_new (NULL);

  put_line (out, "BEGIN:VCALENDAR");
  put_line (out, "VERSION:2.0");
  put_line (out, "PRODID:-//Etalase//Etalase//EN");
  for (guint i = 0; i < endings->len; i++)
    put_event (out, endings->pdata[i], made);
  put_line (out, "END:VCALENDAR");
  return g_string_free (out, FALSE);
}
