#include "app/loading-table.h"

#include "app/ui-language.h"
#include "catalog/measure.h"
#include "sheets/loading.h"

#include <glib/gi18n.h>

static const struct {
  gboolean pallet;
  const char *code, *name;
} places[] = {
    {TRUE, "EUR", N_ ("EUR pallet, 1200 × 800")}, {TRUE, "ISO1210", N_ ("Pallet, 1200 × 1000")},
    {FALSE, "22G1", N_ ("20′ container")},        {FALSE, "42G1", N_ ("40′ container")},
    {FALSE, "45G1", N_ ("40′ HC container")},
};

enum { CARTONS, UNITS, WEIGHT, LIMIT, N_CELLS };

struct _EtaLoadingTable {
  GtkBox parent_instance;
  GtkWidget *hint; /* instead of the table while the carton has no size */
  GtkWidget *grid;
  GtkLabel *cells[G_N_ELEMENTS (places)][N_CELLS];
  GtkLabel *note;
};

G_DEFINE_FINAL_TYPE (EtaLoadingTable, eta_loading_table, GTK_TYPE_BOX)

static const char *const limits[] = {
    [ETA_LIMIT_NONE] = N_ ("does not fit"),
    [ETA_LIMIT_VOLUME] = N_ ("full by volume"),
    [ETA_LIMIT_SPACE] = N_ ("full by size"),
    [ETA_LIMIT_WEIGHT] = N_ ("full by weight"),
};

static gboolean
compute (guint place, const EtaPack *carton, EtaLoading *loading)
{
  return places[place].pallet ? eta_loading_pallet (carton, places[place].code, loading)
                              : eta_loading_container (carton, places[place].code, loading);
}

static void
show_row (EtaLoadingTable *self, guint place, const EtaPack *carton, const EtaProduct *product)
{
  const char *lang = eta_ui_language ();
  EtaLoading loading = {0};
  g_autofree char *cartons = NULL, *units = NULL, *weight = NULL;

  compute (place, carton, &loading);
  cartons = eta_count_text (loading.count, lang);
  if (carton->count > 0)
    units = product->unit ? eta_units_text (loading.count * carton->count, product->unit, lang)
                          : eta_count_text (loading.count * carton->count, lang);
  if (carton->gross > 0)
    weight = eta_grams_text (loading.count * carton->gross, lang);
  gtk_label_set_text (self->cells[place][CARTONS], cartons);
  gtk_label_set_text (self->cells[place][UNITS], units ? units : "–");
  gtk_label_set_text (self->cells[place][WEIGHT], weight ? weight : "–");
  gtk_label_set_text (self->cells[place][LIMIT], _ (limits[loading.limit]));
}

/* What the table leaves open, and a figure of one's own that does not agree with it. */
static char *
make_note (const EtaPack *carton, const EtaPack *pallet)
{
  g_autoptr (GString) note = g_string_new (NULL);
  EtaLoading loading;

  if (carton->gross == 0)
    g_string_append (note, _ ("Without the carton’s gross weight the payload is not considered."));
  if (pallet && pallet->count > 0 && eta_loading_pallet (carton, "ISO1210", &loading) &&
      pallet->count > loading.count) {
    g_autofree char *said = eta_count_text (pallet->count, eta_ui_language ());
    g_string_append_printf (note,
                            _ ("%sThe pallet is said to hold %s cartons: more than fit on it up to "
                               "1.80 m. Check the sizes."),
                            note->len > 0 ? "\n" : "", said);
  }
  return g_string_free (g_steal_pointer (&note), FALSE);
}

void
eta_loading_table_show (EtaLoadingTable *self, const EtaProduct *product)
{
  const EtaPack *carton = product ? eta_product_pack (product, "carton") : NULL;
  gboolean known = carton && carton->length > 0 && carton->width > 0 && carton->height > 0;
  g_autofree char *note = known ? make_note (carton, eta_product_pack (product, "pallet")) : NULL;

  gtk_widget_set_visible (self->hint, !known);
  gtk_widget_set_visible (self->grid, known);
  gtk_widget_set_visible (GTK_WIDGET (self->note), note && *note);
  gtk_label_set_text (self->note, note ? note : "");
  for (guint i = 0; known && i < G_N_ELEMENTS (places); i++)
    show_row (self, i, carton, product);
}

static GtkLabel *
attach (EtaLoadingTable *self, int column, int row, const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), column >= 1 && column <= 3 ? 1 : 0);
  gtk_label_set_wrap (GTK_LABEL (label), column == 0 || column == 4);
  gtk_widget_set_hexpand (label, column == 4);
  if (css)
    gtk_widget_add_css_class (label, css);
  gtk_grid_attach (GTK_GRID (self->grid), label, column, row, 1, 1);
  return GTK_LABEL (label);
}

static void
eta_loading_table_class_init (EtaLoadingTableClass *klass)
{
}

static void
eta_loading_table_init (EtaLoadingTable *self)
{
  const char *const titles[] = {N_ ("What fits"), N_ ("Cartons"), N_ ("Units"), N_ ("Weight"),
                                N_ ("Because it is")};

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 8);
  gtk_widget_add_css_class (GTK_WIDGET (self), "loading");
  self->hint = gtk_label_new (_ ("Fill in the carton’s size and weight to see how many fit into a "
                                 "container."));
  self->grid = gtk_grid_new ();
  gtk_grid_set_column_spacing (GTK_GRID (self->grid), 18);
  gtk_grid_set_row_spacing (GTK_GRID (self->grid), 6);
  gtk_widget_add_css_class (self->grid, "numeric");
  for (guint c = 0; c < G_N_ELEMENTS (titles); c++)
    gtk_widget_add_css_class (GTK_WIDGET (attach (self, (int)c, 0, _ (titles[c]), "caption")),
                              "dim-label");
  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    attach (self, 0, (int)i + 1, _ (places[i].name), NULL);
    for (int c = 0; c < N_CELLS; c++)
      self->cells[i][c] = attach (self, c + 1, (int)i + 1, NULL, c == CARTONS ? "figure" : NULL);
  }
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (GTK_LABEL (self->hint), 0);
  gtk_label_set_wrap (GTK_LABEL (self->hint), TRUE);
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self->note), "caption");
  gtk_box_append (GTK_BOX (self), self->hint);
  gtk_box_append (GTK_BOX (self), self->grid);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->note));
}

GtkWidget *
eta_loading_table_new (void)
{
  return g_object_new (ETA_TYPE_LOADING_TABLE, NULL);
}
