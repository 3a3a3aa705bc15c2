#include "app/form-sections.h"

#include <glib/gi18n.h>
#include <string.h>

const char *const eta_form_about[] = {"sku", "category", "stage", "unit", "brand", "gtin", NULL};
const char *const eta_form_customs[] = {"hs", "hs_edition", NULL};
const char *const eta_form_origin[] = {"country", "province", "regency", NULL};
const char *const eta_form_terms[] = {"moq",          "lead_time",     "capacity", "port",
                                      "sample_terms", "payment_terms", NULL};
const char *const eta_form_unit[] = {"net", "gross", "length", "width", "height", NULL};
const char *const eta_form_keeping[] = {"shelf_life", "keep_min", "keep_max", NULL};
const char *const eta_form_inner[] = {"inner.count",  "inner.length", "inner.width",
                                      "inner.height", "inner.gross",  NULL};
const char *const eta_form_carton[] = {"carton.count",  "carton.length", "carton.width",
                                       "carton.height", "carton.gross",  NULL};
const char *const eta_form_pallet[] = {"pallet.count",  "pallet.length", "pallet.width",
                                       "pallet.height", "pallet.gross",  NULL};

/* Packs have no rows in the table of fields: they are addressed by level and member. */
static const struct {
  const char *member;
  EtaField field;
} pack_fields[] = {
    {"count",
     {.kind = ETA_FIELD_COUNT,
      .max = 1000000,
      .label = N_ ("How many inside"),
      .help = N_ ("Units in the inner pack or the carton; on a pallet, cartons.")}},
    {"length",
     {.kind = ETA_FIELD_MM,
      .unit = "mm",
      .label = N_ ("Length outside"),
      .help = N_ ("Measured outside, at the widest place: ships and trucks are filled by it.")}},
    {"width", {.kind = ETA_FIELD_MM, .unit = "mm", .label = N_ ("Width outside")}},
    {"height", {.kind = ETA_FIELD_MM, .unit = "mm", .label = N_ ("Height outside")}},
    {"gross",
     {.kind = ETA_FIELD_GRAMS,
      .unit = "g",
      .label = N_ ("Gross weight"),
      .help = N_ ("The full pack on the scales, with all that is around the goods. Freight is paid "
                  "by it.")}},
};

const EtaField *
eta_form_field (const char *address)
{
  const char *dot = strchr (address, '.');

  if (!dot)
    return eta_field_find (ETA_FIELD_OF_PRODUCT, address);
  for (guint i = 0; i < G_N_ELEMENTS (pack_fields); i++)
    if (g_str_equal (pack_fields[i].member, dot + 1))
      return &pack_fields[i].field;
  return NULL;
}

static GtkWidget *
make_flow (guint columns)
{
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_homogeneous (GTK_FLOW_BOX (flow), columns > 1);
  gtk_flow_box_set_min_children_per_line (GTK_FLOW_BOX (flow), 1);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), columns);
  gtk_flow_box_set_column_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_flow_box_set_row_spacing (GTK_FLOW_BOX (flow), 12);
  gtk_widget_add_css_class (flow, "fields");
  return flow;
}

static void
add_row (GtkWidget *flow, GtkWidget *row, GPtrArray *rows)
{
  gtk_flow_box_insert (GTK_FLOW_BOX (flow), row, -1);
  /* The cell itself is no stop for Tab: the field in it is. */
  gtk_widget_set_focusable (gtk_widget_get_parent (row), FALSE);
  g_ptr_array_add (rows, row);
}

GtkWidget *
eta_form_fields (const char *const *addresses,
                 guint columns,
                 EtaFieldCommit commit,
                 gpointer data,
                 GPtrArray *rows)
{
  GtkWidget *flow = make_flow (columns);

  for (guint i = 0; addresses[i]; i++)
    add_row (
        flow,
        eta_field_row_new (eta_form_field (addresses[i]), addresses[i], NULL, NULL, commit, data),
        rows);
  return flow;
}

GtkWidget *
eta_form_producer_fields (const char *const *ids,
                          const char *lang,
                          guint columns,
                          EtaFieldCommit commit,
                          gpointer data,
                          GPtrArray *rows)
{
  GtkWidget *flow = make_flow (columns);

  for (guint i = 0; ids[i]; i++) {
    const EtaField *field =
        eta_field_find (lang ? ETA_FIELD_OF_WORDS : ETA_FIELD_OF_PRODUCER, ids[i]);
    g_autofree char *address = lang ? g_strconcat (ids[i], ".", lang, NULL) : g_strdup (ids[i]);
    add_row (flow, eta_field_row_new (field, address, NULL, lang, commit, data), rows);
  }
  return flow;
}

const char *
eta_form_language_name (const char *lang)
{
  static const struct {
    const char *lang, *name;
  } names[] = {{"id", N_ ("Indonesian")}, {"en", N_ ("English")}, {"ar", N_ ("Arabic")}};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_str_equal (names[i].lang, lang))
      return _ (names[i].name);
  return lang;
}

static GtkWidget *
words_heading (const char *lang, GCallback copy, gpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (eta_form_language_name (lang));
  GtkWidget *button;

  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_size_request (box, -1,
                               34); /* as high as with the button: names stand in one line */
  gtk_box_append (GTK_BOX (box), label);
  if (g_str_equal (lang, "id"))
    return box;
  button = gtk_button_new_with_label (_ ("Copy from Indonesian"));
  gtk_widget_set_tooltip_text (button, _ ("Fills the empty texts, to be translated in place"));
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "caption");
  g_object_set_data (G_OBJECT (button), "eta-lang", (gpointer)lang);
  g_signal_connect_swapped (button, "clicked", copy, data);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

GtkWidget *
eta_form_words (
    const char *lang, EtaFieldCommit commit, GCallback copy, gpointer data, GPtrArray *rows)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);
  guint n;
  const EtaField *fields = eta_fields (&n);

  gtk_box_append (GTK_BOX (block), words_heading (lang, copy, data));
  for (guint i = 0; i < n; i++) {
    g_autofree char *address = g_strconcat (fields[i].id, ".", lang, NULL);
    GtkWidget *row;
    if (fields[i].owner != ETA_FIELD_OF_WORDS)
      continue;
    row = eta_field_row_new (&fields[i], address, NULL, lang, commit, data);
    gtk_box_append (GTK_BOX (block), row);
    g_ptr_array_add (rows, row);
  }
  return block;
}

GtkBox *
eta_form_section (GtkBox *sections, const char *title, GtkWidget **heading)
{
  GtkWidget *label = gtk_label_new (title);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "title-4");
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "section");
  gtk_box_append (sections, label);
  gtk_box_append (sections, card);
  if (heading)
    *heading = label;
  return GTK_BOX (card);
}
