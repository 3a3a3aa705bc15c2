/* The page of one product: lists, suggestions, offers, loading, scans. */
#include "window-fixture.h"

#include "app/lines-editor.h"
#include "app/loading-table.h"
#include "app/product-form.h"
#include "catalog/measure.h"
#include "catalog/review.h"
#include "sheets/loading.h"

static void
new_product (Fixture *f)
{
  gtk_widget_activate_action (GTK_WIDGET (f->window), "win.new-product", NULL);
  settle ();
}

static EtaProduct *
only_product (Fixture *f)
{
  EtaQuery query = {0};
  g_autoptr (GArray) rows = eta_store_query (fixture_store (f), &query, NULL);
  g_autofree char *id = NULL;

  g_assert_cmpuint (rows->len, ==, 1);
  id = eta_store_id_of (fixture_store (f), g_array_index (rows, gint64, 0));
  return eta_store_get_product (fixture_store (f), id, NULL);
}

static gboolean
is_button (GtkWidget *widget, gconstpointer label)
{
  const char *text = GTK_IS_BUTTON (widget) ? gtk_button_get_label (GTK_BUTTON (widget)) : NULL;
  const char *line = text;
  g_autoptr (GString) plain = g_string_new (NULL);

  for (; line && *line; line++)
    if (*line != '_')
      g_string_append_c (plain, *line);
  return text && g_str_equal (plain->str, label) && gtk_widget_get_visible (widget);
}

static void
click (Fixture *f, const char *label)
{
  GtkWidget *button = find_widget (GTK_WIDGET (f->window), is_button, label);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
  settle ();
}

static gboolean
is_labelled (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LABEL (widget) && g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), data);
}

static EtaFieldRow *
nth_cell (GtkWidget *root, const char *label, guint *n)
{
  EtaFieldRow *found = NULL;

  if (ETA_IS_FIELD_ROW (root) && *eta_field_row_get_address (ETA_FIELD_ROW (root)) == '\0' &&
      find_widget (root, is_labelled, label) && (*n)-- == 0)
    return ETA_FIELD_ROW (root);
  for (GtkWidget *child = gtk_widget_get_first_child (root); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = nth_cell (child, label, n);
  return found;
}

static gboolean
type_cell (Fixture *f, const char *label, guint line, const char *text)
{
  guint n = line;
  EtaFieldRow *row = nth_cell (GTK_WIDGET (f->window), label, &n);
  gboolean stored;

  g_assert_nonnull (row);
  gtk_widget_grab_focus (eta_field_row_get_control (row));
  gtk_editable_set_text (GTK_EDITABLE (eta_field_row_get_control (row)), text);
  stored = eta_field_row_flush (row);
  settle ();
  return stored;
}

/* A number without its check digit is refused with what it would be, and taken by a click alone. */
static void
test_gtin_offer (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) before = NULL, after = NULL;
  EtaFieldRow *row;
  g_autofree char *typed = NULL;

  new_product (f);
  g_assert_false (type_into (f, "gtin", "899123456789"));
  row = find_field (f, "gtin");
  typed = eta_field_row_get_text (row);
  g_assert_cmpstr (typed, ==, "899123456789");
  before = only_product (f);
  g_assert_null (before->gtin);
  click (f, "Take 8991234567891");
  after = only_product (f);
  g_assert_cmpstr (after->gtin, ==, "8991234567891");
  g_assert_null (find_widget (GTK_WIDGET (f->window), is_button, "Take 8991234567891"));
}

static void
test_variants (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;
  const EtaVariant *variant;

  new_product (f);
  type_into (f, "sku", "KOPI");
  click (f, "Add a variant");
  g_assert_true (type_cell (f, "Item code (SKU)", 0, "KOPI-250"));
  g_assert_false (type_cell (f, "How it differs", 0, "250 gram"));
  g_assert_true (type_cell (f, "How it differs", 0, "Size=250 g;Roast=dark"));
  g_assert_true (type_cell (f, "Net weight (g)", 0, "0,25 kg"));
  product = only_product (f);
  g_assert_cmpuint (product->variants->len, ==, 1);
  variant = product->variants->pdata[0];
  g_assert_cmpstr (variant->sku, ==, "KOPI-250");
  g_assert_cmpstr (variant->options, ==, "Size=250 g; Roast=dark");
  g_assert_cmpint (variant->net, ==, 250);
}

/* The steps of a ladder stand by rising quantity, in whatever order they were typed. */
static void
test_ladder (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;
  const EtaPrice *first, *second;

  new_product (f);
  click (f, "Add a price");
  g_assert_true (type_cell (f, "Price of one unit", 0, "60000"));
  g_assert_true (type_cell (f, "From quantity", 0, "100"));
  product = only_product (f);
  g_assert_cmpuint (product->prices->len, ==, 1);
  {
    /* A second one in the same currency: the menu would do it; here through the session. */
    g_autoptr (EtaProduct) draft = eta_product_copy (product);
    EtaPrice *price = eta_price_new ();
    price->currency = g_strdup ("IDR");
    price->minor = 6500000;
    price->quantity = 200;
    g_ptr_array_add (draft->prices, price);
    g_assert_true (
        eta_session_put_product (eta_window_get_session (f->window), "Edit", NULL, draft, NULL));
    settle ();
  }
  g_assert_nonnull (find_widget (GTK_WIDGET (f->window), is_labelled,
                                 "In IDR the price from 200 on is higher than from 100 on."));
  g_assert_true (type_cell (f, "From quantity", 1, "1"));
  g_clear_pointer (&product, eta_product_unref);
  product = only_product (f);
  first = product->prices->pdata[0];
  second = product->prices->pdata[1];
  g_assert_cmpint (first->quantity, ==, 1);
  g_assert_cmpint (first->minor, ==, 6500000);
  g_assert_cmpint (second->quantity, ==, 100);
  g_assert_null (find_widget (GTK_WIDGET (f->window), is_labelled,
                              "In IDR the price from 200 on is higher than from 100 on."));
}

static gboolean
is_loading (GtkWidget *widget, gconstpointer data)
{
  return ETA_IS_LOADING_TABLE (widget);
}

/* The loading follows what is typed before it is stored. */
static void
test_loading_typed (Fixture *f, gconstpointer data)
{
  GtkWidget *table;
  GtkWidget *height;
  g_autoptr (EtaProduct) product = NULL;
  g_autofree char *wanted = NULL;
  EtaLoading loading;
  EtaPack carton = {.length = 400, .width = 300, .height = 250, .gross = 6800};

  g_assert_true (eta_loading_container (&carton, "22G1", &loading));
  wanted = eta_count_text (loading.count, "en");
  new_product (f);
  table = find_widget (GTK_WIDGET (f->window), is_loading, NULL);
  type_into (f, "carton.length", "400");
  type_into (f, "carton.width", "300");
  type_into (f, "carton.gross", "6800");
  type_into (f, "carton.count", "24");
  settle ();
  g_assert_null (find_widget (table, is_labelled, wanted));
  height = eta_field_row_get_control (find_field (f, "carton.height"));
  gtk_editable_set_text (GTK_EDITABLE (height), "250");
  settle ();
  g_assert_nonnull (find_widget (table, is_labelled, wanted));
  product = only_product (f);
  g_assert_cmpint (eta_product_pack (product, "carton")->height, ==, 0);
}

static gboolean
is_popover_row (GtkWidget *widget, gconstpointer data)
{
  return GTK_IS_LIST_BOX_ROW (widget) && gtk_widget_get_ancestor (widget, GTK_TYPE_POPOVER) &&
         gtk_widget_get_mapped (widget);
}

static gboolean
can_be_seen (Fixture *f)
{
  GtkWidget *entry = eta_field_row_get_control (find_field (f, "hs"));
  graphene_rect_t bounds;

  static float last;
  static guint still;

  if (!gtk_widget_compute_bounds (entry, GTK_WIDGET (f->window), &bounds))
    return FALSE;
  still = bounds.origin.y == last ? still + 1 : 0;
  last = bounds.origin.y;
  return still > 50 && last > 60 && last + bounds.size.height < 700;
}

static gboolean
is_form (GtkWidget *widget, gconstpointer data)
{
  return ETA_IS_PRODUCT_FORM (widget);
}

/* “madu” typed into the HS field lists its code; the name stands beneath once it is stored. */
static void
test_hs_suggested (Fixture *f, gconstpointer data)
{
  GtkWidget *form, *entry;

  new_product (f);
  form = find_widget (GTK_WIDGET (f->window), is_form, NULL);
  entry = eta_field_row_get_control (find_field (f, "hs"));
  eta_product_form_focus_field (ETA_PRODUCT_FORM (form), "hs");
  wait_until (can_be_seen, f); /* the page scrolls to it */
  gtk_editable_set_text (GTK_EDITABLE (entry), "madu");
  settle ();
  g_assert_nonnull (find_widget (GTK_WIDGET (f->window), is_popover_row, NULL));
  g_assert_true (type_into (f, "hs", "0409.00"));
  settle ();
  g_assert_nonnull (find_widget (GTK_WIDGET (f->window), is_labelled, "HS 2022: Honey"));
}

/* A regency brings its province along, but never over one that was chosen. */
static void
test_regency_province (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;

  new_product (f);
  g_assert_true (type_into (f, "regency", "Bondowoso"));
  product = only_product (f);
  g_assert_cmpstr (product->province, ==, "jawa_timur");
  g_assert_true (type_into (f, "regency", "Bantul"));
  g_clear_pointer (&product, eta_product_unref);
  product = only_product (f);
  g_assert_cmpstr (product->regency, ==, "Bantul");
  g_assert_cmpstr (product->province, ==, "jawa_timur");
}

/* An approved product that is changed says so, and what. */
static void
test_review (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;

  new_product (f);
  product = only_product (f);
  g_assert_true (eta_review_set (product, "approved", "Nur Aini", NULL, NULL));
  g_assert_true (
      eta_session_put_product (eta_window_get_session (f->window), "Review", NULL, product, NULL));
  settle ();
  g_assert_nonnull (find_widget (GTK_WIDGET (f->window), is_labelled, "Approved"));
  g_assert_true (type_into (f, "moq", "500"));
  settle ();
  g_assert_nonnull (find_widget (GTK_WIDGET (f->window), is_labelled, "To be checked again"));
  g_assert_nonnull (find_widget (GTK_WIDGET (f->window), is_labelled,
                                 "Changed after the approval: Minimum order"));
  click (f, "Set");
  g_clear_pointer (&product, eta_product_unref);
  product = only_product (f);
  g_assert_cmpstr (product->state, ==, "draft");
}

/* Names the widgets that are wider than the room there is, when the page does not fit. */
static void
say_wide (GtkWidget *widget, int room)
{
  int min;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL, NULL);
  if (min <= room)
    return;
  g_test_message ("%s %d", G_OBJECT_TYPE_NAME (widget), min);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    say_wide (child, room);
}

/* A page with everything on it is no wider than the small screen. */
static void
test_fits (Fixture *f, gconstpointer data)
{
  g_autoptr (EtaProduct) product = NULL;
  int min;

  new_product (f);
  product = only_product (f);
  g_ptr_array_add (product->prices, eta_price_new ());
  ((EtaPrice *)product->prices->pdata[0])->currency = g_strdup ("IDR");
  ((EtaPrice *)product->prices->pdata[0])->minor = 6500000;
  g_ptr_array_add (product->variants, eta_variant_new ());
  g_ptr_array_add (product->certificates, eta_certificate_new ());
  eta_product_set (product, "unit", "pouch", NULL);
  eta_product_set (product, "carton.count", "240", NULL);
  eta_product_set (product, "carton.length", "100", NULL);
  eta_product_set (product, "carton.width", "100", NULL);
  eta_product_set (product, "carton.height", "100", NULL);
  eta_product_set (product, "carton.gross", "6800", NULL);
  g_assert_true (
      eta_session_put_product (eta_window_get_session (f->window), "Edit", NULL, product, NULL));
  settle ();
  say_wide (GTK_WIDGET (f->window), 470);
  gtk_widget_measure (GTK_WIDGET (f->window), GTK_ORIENTATION_HORIZONTAL, -1, &min, NULL, NULL,
                      NULL);
  g_assert_cmpint (min, <=, 1024);
}

int
main (int argc, char **argv)
{
  window_test_init (&argc, &argv, "en");
  ADD ("/product-form/gtin-offer", test_gtin_offer);
  ADD ("/product-form/variants", test_variants);
  ADD ("/product-form/ladder", test_ladder);
  ADD ("/product-form/loading-typed", test_loading_typed);
  ADD ("/product-form/hs-suggested", test_hs_suggested);
  ADD ("/product-form/regency-province", test_regency_province);
  ADD ("/product-form/review", test_review);
  ADD ("/product-form/fits", test_fits);
  return g_test_run ();
}
