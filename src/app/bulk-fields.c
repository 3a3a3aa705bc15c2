#include "app/bulk-fields.h"

#include "app/form-sections.h"

#include <glib/gi18n.h>

static void
add (GArray *fields, EtaBulkKind kind, const EtaField *field, const char *address)
{
  const EtaBulkField one = {kind, field, address};

  g_array_append_val (fields, one);
}

/* Code and barcode are each product's own. */
static gboolean
is_own (const char *address)
{
  return g_str_equal (address, "sku") || g_str_equal (address, "gtin");
}

static GArray *
fields_at (const char *const *addresses)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (EtaBulkField));

  for (guint i = 0; addresses && addresses[i]; i++)
    if (!is_own (addresses[i]))
      add (fields, ETA_BULK_SET, eta_form_field (addresses[i]), addresses[i]);
  return fields;
}

static GArray *
texts (void)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (EtaBulkField));
  guint n;
  const EtaField *all = eta_fields (&n);

  for (guint i = 0; i < n; i++)
    if (all[i].owner == ETA_FIELD_OF_WORDS)
      add (fields, ETA_BULK_SET, &all[i], all[i].id);
  return fields;
}

static GArray *
one_kind (EtaBulkKind kind)
{
  GArray *fields = g_array_new (FALSE, FALSE, sizeof (EtaBulkField));

  add (fields, kind, NULL, NULL);
  return fields;
}

static gpointer
make_sections (gpointer unused)
{
  const struct {
    const char *title;
    const char *const *addresses;
  } of_form[] = {
      {N_ ("Customs"), eta_form_customs}, {N_ ("Origin"), eta_form_origin},
      {N_ ("Terms"), eta_form_terms},     {N_ ("One unit"), eta_form_unit},
      {N_ ("Keeping"), eta_form_keeping}, {N_ ("Inner pack"), eta_form_inner},
      {N_ ("Carton"), eta_form_carton},   {N_ ("Pallet"), eta_form_pallet},
  };
  GArray *sections = g_array_new (FALSE, FALSE, sizeof (EtaBulkSection));
  EtaBulkSection about = {N_ ("About"), fields_at (eta_form_about)};
  const EtaBulkSection prices = {N_ ("Prices"), one_kind (ETA_BULK_PERCENT)};
  const EtaBulkSection review = {N_ ("Review"), one_kind (ETA_BULK_REVIEW)};
  const EtaBulkSection words = {N_ ("Texts"), texts ()};

  add (about.fields, ETA_BULK_PRODUCER, NULL, NULL);
  g_array_append_val (sections, about);
  g_array_append_val (sections, prices);
  g_array_append_val (sections, words);
  for (guint i = 0; i < G_N_ELEMENTS (of_form); i++) {
    const EtaBulkSection section = {of_form[i].title, fields_at (of_form[i].addresses)};
    g_array_append_val (sections, section);
  }
  g_array_append_val (sections, review);
  return sections;
}

const EtaBulkSection *
eta_bulk_sections (guint *n)
{
  static GOnce once = G_ONCE_INIT;
  GArray *sections = g_once (&once, make_sections, NULL);

  *n = sections->len;
  return (const EtaBulkSection *)(gpointer)sections->data;
}

const char *
eta_bulk_field_title (const EtaBulkField *field)
{
  static const char *const titles[] = {
      [ETA_BULK_PERCENT] = N_ ("Up or down by per cent"),
      [ETA_BULK_REVIEW] = N_ ("State of the review"),
      [ETA_BULK_PRODUCER] = N_ ("Producer"),
  };

  return _ (field->field ? field->field->label : titles[field->kind]);
}
