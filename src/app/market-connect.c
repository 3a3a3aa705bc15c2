#include "app/market-connect.h"

#include "app/files.h"
#include "sync/key-file.h"
#include "sync/market.h"

#include <glib/gi18n.h>
#include <string.h>

struct _EtaMarketConnect {
  AdwBin parent_instance;
  EtaMarketplace *market; /* whose key is wanted anew, or NULL */
  char *ca_file;
  char *plain; /* the address to which http:// was confirmed */

  AdwComboRow *kind_row;
  AdwEntryRow *url_row;
  AdwEntryRow *user_row;
  AdwPasswordEntryRow *key_row;
  AdwExpanderRow *ca_row;
  AdwActionRow *ca_file_row;
  GtkButton *ca_clear;
  GtkLabel *problem;
  GtkButton *cancel_button;
  GtkButton *browser_button;
  GtkButton *connect_button;
};

G_DEFINE_FINAL_TYPE (EtaMarketConnect, eta_market_connect, ADW_TYPE_BIN)

enum { CONNECT, CANCEL, N_SIGNALS };
static guint signals[N_SIGNALS];

/* In the order of the drop-down. */
static const char *const kinds[] = {"medusa", "woocommerce"};

static const char *
chosen_kind (EtaMarketConnect *self)
{
  return kinds[MIN (adw_combo_row_get_selected (self->kind_row), G_N_ELEMENTS (kinds) - 1)];
}

static gboolean
is_pair (EtaMarketConnect *self)
{
  return g_str_equal (chosen_kind (self), "woocommerce");
}

static void
kind_changed (EtaMarketConnect *self)
{
  gboolean pair = is_pair (self);

  gtk_widget_set_visible (GTK_WIDGET (self->user_row), pair);
  gtk_widget_set_visible (GTK_WIDGET (self->browser_button), pair);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->key_row),
                                 pair ? _ ("Application password") : _ ("Key"));
  if (pair)
    gtk_widget_remove_css_class (GTK_WIDGET (self->connect_button), "suggested-action");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->connect_button), "suggested-action");
}

/* --- a certificate authority of their own -------------------------------------------------------
 */

static void
show_ca (EtaMarketConnect *self)
{
  g_autofree char *name = self->ca_file ? g_path_get_basename (self->ca_file) : NULL;
  g_autofree char *escaped =
      g_markup_escape_text (name ? name : _ ("Those that this computer trusts"), -1);

  adw_action_row_set_subtitle (self->ca_file_row, escaped);
  gtk_widget_set_visible (GTK_WIDGET (self->ca_clear), self->ca_file != NULL);
}

static void
ca_chosen (GListModel *files, gpointer data)
{
  EtaMarketConnect *self = data;
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);

  g_free (self->ca_file);
  self->ca_file = g_file_get_path (file);
  show_ca (self);
}

static void
ca_clicked (EtaMarketConnect *self)
{
  static const char *const suffixes[] = {"pem", "crt", "cer", NULL};
  const EtaFilesAsk ask = {.title = _ ("Choose a certificate"),
                           .accept = _ ("_Choose"),
                           .action = GTK_FILE_CHOOSER_ACTION_OPEN,
                           .filter_name = _ ("Certificates (PEM)"),
                           .suffixes = suffixes};

  eta_files_ask (GTK_WIDGET (self), &ask, ca_chosen, self);
}

static void
ca_cleared (EtaMarketConnect *self)
{
  g_clear_pointer (&self->ca_file, g_free);
  show_ca (self);
}

/* --- what is typed ------------------------------------------------------------------------------
 */

static char *
typed (gpointer row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

static char *
options_text (EtaMarketConnect *self, const char *url)
{
  const char *before = self->market && self->market->options ? self->market->options : "{}";
  g_autoptr (JsonNode) node = json_from_string (before, NULL);
  JsonObject *object;

  if (!node || !JSON_NODE_HOLDS_OBJECT (node)) {
    g_clear_pointer (&node, json_node_unref);
    node = json_from_string ("{}", NULL);
  }
  object = json_node_get_object (node);
  json_object_remove_member (object, "ca_file");
  json_object_remove_member (object, "plain");
  if (self->ca_file)
    json_object_set_string_member (object, "ca_file", self->ca_file);
  if (g_strcmp0 (self->plain, url) == 0) /* for that one address, and no other */
    json_object_set_boolean_member (object, "plain", TRUE);
  return json_object_get_size (object) > 0 ? json_to_string (node, FALSE) : NULL;
}

EtaMarketplace *
eta_market_connect_read (EtaMarketConnect *self, char **key)
{
  g_autofree char *url = typed (self->url_row), *user = typed (self->user_row);
  g_autofree char *options = options_text (self, url);
  char *secret = typed (self->key_row);
  EtaMarketplace *market =
      self->market ? eta_marketplace_copy (self->market) : eta_marketplace_new ();

  eta_set_text (&market->kind, chosen_kind (self));
  eta_set_text (&market->url, url);
  eta_set_text (&market->key_file, NULL);
  eta_set_text (&market->options, options);
  if (!market->name)
    eta_set_text (&market->name, url);
  *key = NULL;
  if (*secret)
    *key = is_pair (self) && *user ? g_strdup_printf ("%s:%s", user, secret) : g_strdup (secret);
  eta_key_free (secret);
  return market;
}

static void
press (EtaMarketConnect *self, gboolean browser)
{
  g_autofree char *url = typed (self->url_row), *user = typed (self->user_row);
  char *key = typed (self->key_row);
  gpointer missing = NULL;

  if (!*url)
    missing = self->url_row;
  else if (!browser && is_pair (self) && !*user)
    missing = self->user_row;
  else if (!browser && !*key)
    missing = self->key_row;
  eta_key_free (key);
  if (missing)
    gtk_widget_grab_focus (missing);
  else
    g_signal_emit (self, signals[CONNECT], 0, browser);
}

static void
connect_clicked (EtaMarketConnect *self)
{
  press (self, FALSE);
}

static void
browser_clicked (EtaMarketConnect *self)
{
  press (self, TRUE);
}

static void
cancel_clicked (EtaMarketConnect *self)
{
  g_signal_emit (self, signals[CANCEL], 0);
}

/* --- showing ------------------------------------------------------------------------------------
 */

static void
show_options (EtaMarketConnect *self)
{
  const char *text = self->market && self->market->options ? self->market->options : "{}";
  g_autoptr (JsonNode) node = json_from_string (text, NULL);
  JsonObject *object = node && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  g_free (self->ca_file);
  self->ca_file = g_strdup (eta_wire_string (object, "ca_file"));
  g_free (self->plain);
  self->plain = eta_wire_is_true (object, "plain") ? g_strdup (self->market->url) : NULL;
  adw_expander_row_set_expanded (self->ca_row, self->ca_file != NULL);
  show_ca (self);
}

void
eta_market_connect_show (EtaMarketConnect *self, const EtaMarketplace *market, gboolean can_cancel)
{
  guint kind = 0;

  g_clear_pointer (&self->market, eta_marketplace_free);
  self->market = market ? eta_marketplace_copy (market) : NULL;
  while (market && kind + 1 < G_N_ELEMENTS (kinds) && g_strcmp0 (kinds[kind], market->kind) != 0)
    kind++;
  adw_combo_row_set_selected (self->kind_row, kind);
  gtk_editable_set_text (GTK_EDITABLE (self->url_row), market ? market->url : "");
  gtk_editable_set_text (GTK_EDITABLE (self->user_row), "");
  eta_market_connect_forget_key (self);
  eta_market_connect_tell (self, NULL);
  show_options (self);
  gtk_widget_set_visible (GTK_WIDGET (self->cancel_button), can_cancel);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    gtk_widget_grab_focus (market ? GTK_WIDGET (self->key_row) : GTK_WIDGET (self->url_row));
}

void
eta_market_connect_tell (EtaMarketConnect *self, const char *problem)
{
  gtk_label_set_text (self->problem, problem ? problem : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
}

void
eta_market_connect_allow_plain (EtaMarketConnect *self)
{
  g_free (self->plain);
  self->plain = typed (self->url_row);
}

void
eta_market_connect_set_busy (EtaMarketConnect *self, gboolean busy)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->connect_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->browser_button), !busy);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel_button), !busy);
}

void
eta_market_connect_forget_key (EtaMarketConnect *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->key_row), "");
}

static void
eta_market_connect_dispose (GObject *object)
{
  EtaMarketConnect *self = ETA_MARKET_CONNECT (object);

  g_clear_pointer (&self->market, eta_marketplace_free);
  g_clear_pointer (&self->ca_file, g_free);
  g_clear_pointer (&self->plain, g_free);
  G_OBJECT_CLASS (eta_market_connect_parent_class)->dispose (object);
}

static void
eta_market_connect_class_init (EtaMarketConnectClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = eta_market_connect_dispose;
  signals[CONNECT] = g_signal_new ("connect", ETA_TYPE_MARKET_CONNECT, G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  signals[CANCEL] = g_signal_new ("cancel", ETA_TYPE_MARKET_CONNECT, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/etalase/Etalase/ui/market-connect.ui");
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, kind_row);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, url_row);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, user_row);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, key_row);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, ca_row);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, ca_file_row);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, ca_clear);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, problem);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, browser_button);
  gtk_widget_class_bind_template_child (widget_class, EtaMarketConnect, connect_button);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed);
  gtk_widget_class_bind_template_callback (widget_class, ca_clicked);
  gtk_widget_class_bind_template_callback (widget_class, ca_cleared);
  gtk_widget_class_bind_template_callback (widget_class, connect_clicked);
  gtk_widget_class_bind_template_callback (widget_class, browser_clicked);
  gtk_widget_class_bind_template_callback (widget_class, cancel_clicked);
}

static void
eta_market_connect_init (EtaMarketConnect *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  show_ca (self);
  kind_changed (self);
}
