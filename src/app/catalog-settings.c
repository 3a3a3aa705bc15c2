#include "app/catalog-settings.h"

#include "app/form-sections.h"
#include "app/view-only.h"
#include "sheets/template.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const langs[] = {"id", "en", "ar"};
#define N_LANGS G_N_ELEMENTS (langs)

/* --- Choices ---------------------------------------------------------------------------------- */

typedef enum { TEMPLATE, PER_PAGE, SECTIONS, PAPER, CURRENCY, QUALITY, N_CHOICES } Choice;

#define MOST 12

static const struct {
  const char *title; /* msgid */
  const char *values[MOST];
  const char *labels[MOST]; /* msgids; NULL: the value itself */
} choices[N_CHOICES] = {
    [TEMPLATE] = {N_ ("Template"),
                  {"catalog", "catalog-warm", "line-sheet", "line-sheet-warm", "booth-label"},
                  {N_ ("Catalog"), N_ ("Catalog, warm style"), N_ ("Line sheet for orders"),
                   N_ ("Line sheet, warm style"), N_ ("Booth labels")}},
    [PER_PAGE] = {N_ ("Products on a page"), {"1", "2", "4", "6"}, {NULL}},
    [SECTIONS] = {N_ ("Sections"),
                  {"none", "category", "own"},
                  {N_ ("None"), N_ ("By category"), N_ ("My own")}},
    [PAPER] = {N_ ("Paper"), {"a4", "letter"}, {N_ ("A4"), N_ ("Letter (United States)")}},
    [CURRENCY] = {N_ ("Prices"),
                  {"", "USD", "EUR", "GBP", "SAR", "AED", "MYR", "SGD", "JPY", "IDR"},
                  {N_ ("All currencies"), "USD", "EUR", "GBP", "SAR", "AED", "MYR", "SGD", "JPY",
                   "IDR"}},
    [QUALITY] = {N_ ("Photos"),
                 {"print", "email"},
                 {N_ ("Best for print"), N_ ("Smaller for e-mail")}},
};

/* --- Parts ------------------------------------------------------------------------------------ */

static const struct {
  const char *name, *title;
} parts[] = {
    {"cover", N_ ("Cover")},
    {"about", N_ ("About us and the producers")},
    {"contents", N_ ("Contents")},
    {"sections", N_ ("A page for each section")},
    {"prices", N_ ("Price list")},
    {"comparison", N_ ("Comparison")},
    {"logistics", N_ ("Cartons and loading")},
    {"certificates", N_ ("Certificates")},
    {"order", N_ ("How to order")},
    {"back", N_ ("Back cover")},
};
#define N_PARTS G_N_ELEMENTS (parts)

typedef enum { TITLE, ABOUT, TERMS, N_WORDS } Words;

struct _EtaCatalogSettings {
  GtkBox parent_instance;
  const EtaCollection *collection;
  gboolean showing;
  AdwEntryRow *words[N_WORDS][N_LANGS];
  GtkCheckButton *printed[N_LANGS];
  AdwComboRow *rows[N_CHOICES];
  GtkSwitch *switches[N_PARTS];
  GtkWidget *part_group, *cover_group;
  AdwActionRow *cover;
};

G_DEFINE_FINAL_TYPE (EtaCatalogSettings, eta_catalog_settings, GTK_TYPE_BOX)

enum { EDITED, CHOOSE_COVER, N_SIGNALS };
static guint signals[N_SIGNALS];

static void
tell (EtaCatalogSettings *self, EtaCollection *draft)
{
  g_signal_emit (self, signals[EDITED], 0, draft);
}

/* The template's kind, a catalog when it is not known. */
static EtaTemplateKind
kind_of (const EtaCollection *collection)
{
  const EtaTemplate *t =
      eta_template_find (collection->template ? collection->template : "catalog", NULL);

  return t ? (EtaTemplateKind)t->kind : ETA_TEMPLATE_CATALOG;
}

/* --- Titles and languages --------------------------------------------------------------------- */

static GHashTable *
texts_of (const EtaCollection *collection, EtaCollectionOptions *options, Words words)
{
  return words == TITLE ? collection->titles : words == ABOUT ? options->about : options->terms;
}

static void
put_options (EtaCollection *draft, const EtaCollectionOptions *options)
{
  g_free (draft->options);
  draft->options = eta_collection_options_write (options);
}

/* Takes over what is typed in ROW; nothing when it is as stored. */
static void
store_words (EtaCatalogSettings *self, Words words, guint lang)
{
  g_autofree char *text =
      g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->words[words][lang]))));
  g_autoptr (EtaCollection) draft = NULL;
  g_autoptr (EtaCollectionOptions) options = NULL;
  GHashTable *texts;
  const char *old;

  if (!self->collection || self->showing)
    return;
  draft = eta_collection_copy (self->collection);
  options = eta_collection_options_read (draft->options);
  texts = texts_of (draft, options, words);
  old = g_hash_table_lookup (texts, langs[lang]);
  if (g_strcmp0 (old ? old : "", text) == 0)
    return;
  if (*text)
    g_hash_table_insert (texts, g_strdup (langs[lang]), g_strdup (text));
  else
    g_hash_table_remove (texts, langs[lang]);
  if (words != TITLE)
    put_options (draft, options);
  tell (self, draft);
}

static void
store_all_words (EtaCatalogSettings *self)
{
  for (guint words = 0; words < N_WORDS; words++)
    for (guint lang = 0; lang < N_LANGS; lang++)
      store_words (self, words, lang);
}

/* At least one language stays. */
static void
languages_changed (EtaCatalogSettings *self)
{
  g_autoptr (GString) chosen = g_string_new (NULL);
  g_autoptr (EtaCollection) draft = NULL;

  if (!self->collection || self->showing)
    return;
  for (guint i = 0; i < N_LANGS; i++)
    if (gtk_check_button_get_active (self->printed[i]))
      g_string_append_printf (chosen, "%s%s", chosen->len ? " " : "", langs[i]);
  if (chosen->len == 0) {
    eta_catalog_settings_show (self, self->collection);
    return;
  }
  draft = eta_collection_copy (self->collection);
  g_free (draft->languages);
  draft->languages = g_strdup (chosen->str);
  tell (self, draft);
}

static AdwEntryRow *
make_entry (EtaCatalogSettings *self, const char *title)
{
  GtkWidget *row = adw_entry_row_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  g_signal_connect_swapped (row, "entry-activated", G_CALLBACK (store_all_words), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (store_all_words), self);
  gtk_widget_add_controller (row, focus);
  return ADW_ENTRY_ROW (row);
}

static GtkWidget *
add_group (EtaCatalogSettings *self, const char *title)
{
  GtkWidget *group = adw_preferences_group_new ();

  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (group), title);
  gtk_box_append (GTK_BOX (self), group);
  return group;
}

static void
add_titles (EtaCatalogSettings *self)
{
  GtkWidget *group = add_group (self, _ ("Title and languages"));

  for (guint i = 0; i < N_LANGS; i++) {
    const char *name = eta_form_language_name (langs[i]);
    g_autofree char *label = g_strdup_printf (_ ("Print in %s"), name);

    self->words[TITLE][i] = make_entry (self, name);
    self->printed[i] = GTK_CHECK_BUTTON (gtk_check_button_new ());
    gtk_widget_set_valign (GTK_WIDGET (self->printed[i]), GTK_ALIGN_CENTER);
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->printed[i]), label);
    gtk_accessible_update_property (GTK_ACCESSIBLE (self->printed[i]),
                                    GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
    g_signal_connect_swapped (self->printed[i], "toggled", G_CALLBACK (languages_changed), self);
    adw_entry_row_add_prefix (self->words[TITLE][i], GTK_WIDGET (self->printed[i]));
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), GTK_WIDGET (self->words[TITLE][i]));
  }
}

static void
add_texts (EtaCatalogSettings *self)
{
  static const char *const titles[N_WORDS] = {NULL, N_ ("About us"), N_ ("Terms of orders")};
  GtkWidget *group = add_group (self, _ ("Words"));

  for (guint words = ABOUT; words < N_WORDS; words++) {
    GtkWidget *row = adw_expander_row_new ();

    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (titles[words]));
    gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    _ (titles[words]), -1);
    for (guint i = 0; i < N_LANGS; i++) {
      self->words[words][i] = make_entry (self, eta_form_language_name (langs[i]));
      adw_expander_row_add_row (ADW_EXPANDER_ROW (row), GTK_WIDGET (self->words[words][i]));
    }
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
}

/* --- The look --------------------------------------------------------------------------------- */

/* The value of CHOICE in COLLECTION. Transfer full. */
static char *
value_of (const EtaCollection *collection, const EtaCollectionOptions *options, Choice choice)
{
  switch (choice) {
  case TEMPLATE:
    return g_strdup (collection->template ? collection->template : "catalog");
  case PER_PAGE:
    return g_strdup_printf ("%d", (int)collection->per_page);
  case SECTIONS:
    return g_strdup (choices[SECTIONS].values[options->sections]);
  case PAPER:
    return g_strdup (collection->paper ? collection->paper : "a4");
  case CURRENCY:
    return g_strdup (collection->currency ? collection->currency : "");
  case QUALITY:
    return g_strdup (options->for_email ? "email" : "print");
  case N_CHOICES:
    break;
  }
  g_assert_not_reached ();
}

static void
set_value (EtaCollection *draft, EtaCollectionOptions *options, Choice choice, guint index)
{
  const char *value = choices[choice].values[index];

  if (choice == TEMPLATE)
    eta_set_text (&draft->template, value);
  else if (choice == PER_PAGE)
    draft->per_page = g_ascii_strtoll (value, NULL, 10);
  else if (choice == SECTIONS)
    options->sections = (EtaSectioning)index;
  else if (choice == PAPER)
    eta_set_text (&draft->paper, value);
  else if (choice == CURRENCY)
    eta_set_text (&draft->currency, value);
  else
    options->for_email = index == 1;
}

static void
choice_changed (EtaCatalogSettings *self, GParamSpec *pspec, AdwComboRow *row)
{
  g_autoptr (EtaCollection) draft = NULL;
  g_autoptr (EtaCollectionOptions) options = NULL;
  guint choice = 0, index = adw_combo_row_get_selected (row);

  if (!self->collection || self->showing || index == GTK_INVALID_LIST_POSITION)
    return;
  while (self->rows[choice] != row)
    choice++;
  draft = eta_collection_copy (self->collection);
  options = eta_collection_options_read (draft->options);
  set_value (draft, options, choice, index);
  put_options (draft, options);
  tell (self, draft);
}

static void
add_choices (EtaCatalogSettings *self)
{
  GtkWidget *group = add_group (self, _ ("Look"));

  for (guint i = 0; i < N_CHOICES; i++) {
    GtkWidget *row = adw_combo_row_new ();
    g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);

    for (guint j = 0; choices[i].values[j]; j++)
      gtk_string_list_append (labels, choices[i].labels[j] ? _ (choices[i].labels[j])
                                                           : choices[i].values[j]);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (choices[i].title));
    adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (labels));
    g_signal_connect_swapped (row, "notify::selected", G_CALLBACK (choice_changed), self);
    self->rows[i] = ADW_COMBO_ROW (row);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), row);
  }
}

/* --- Cover ------------------------------------------------------------------------------------ */

static void
choose_cover (EtaCatalogSettings *self)
{
  g_signal_emit (self, signals[CHOOSE_COVER], 0);
}

static void
reset_cover (EtaCatalogSettings *self)
{
  g_autoptr (EtaCollection) draft = NULL;

  if (!self->collection || !self->collection->cover)
    return;
  draft = eta_collection_copy (self->collection);
  g_clear_pointer (&draft->cover, g_free);
  tell (self, draft);
}

static GtkWidget *
cover_button (EtaCatalogSettings *self, const char *icon, const char *tooltip, GCallback clicked)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", clicked, self);
  return button;
}

static void
add_cover (EtaCatalogSettings *self)
{
  self->cover_group = add_group (self, NULL);
  self->cover = ADW_ACTION_ROW (adw_action_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->cover), _ ("Cover photo"));
  adw_action_row_add_suffix (self->cover,
                             cover_button (self, "document-open-symbolic", _ ("Choose a photo…"),
                                           G_CALLBACK (choose_cover)));
  adw_action_row_add_suffix (self->cover, cover_button (self, "edit-clear-symbolic",
                                                        _ ("Use the first product’s photo"),
                                                        G_CALLBACK (reset_cover)));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->cover_group), GTK_WIDGET (self->cover));
}

/* --- What to show ----------------------------------------------------------------------------- */

/* The products are always there, and a page for notes where it is needed. */
static void
parts_changed (EtaCatalogSettings *self)
{
  g_autoptr (EtaCollection) draft = NULL;
  g_autoptr (EtaCollectionOptions) options = NULL;
  GStrvBuilder *chosen;

  if (!self->collection || self->showing)
    return;
  draft = eta_collection_copy (self->collection);
  options = eta_collection_options_read (draft->options);
  chosen = g_strv_builder_new ();
  g_strv_builder_add (chosen, "products");
  g_strv_builder_add (chosen, "notes");
  for (guint i = 0; i < N_PARTS; i++)
    if (gtk_switch_get_active (self->switches[i]))
      g_strv_builder_add (chosen, parts[i].name);
  g_strfreev (options->parts);
  options->parts = g_strv_builder_end (chosen);
  g_strv_builder_unref (chosen);
  put_options (draft, options);
  tell (self, draft);
}

static void
add_parts (EtaCatalogSettings *self)
{
  self->part_group = add_group (self, _ ("What to show"));
  for (guint i = 0; i < N_PARTS; i++) {
    GtkWidget *row = adw_action_row_new ();

    self->switches[i] = GTK_SWITCH (gtk_switch_new ());
    gtk_widget_set_valign (GTK_WIDGET (self->switches[i]), GTK_ALIGN_CENTER);
    adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ (parts[i].title));
    adw_action_row_add_suffix (ADW_ACTION_ROW (row), GTK_WIDGET (self->switches[i]));
    adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), GTK_WIDGET (self->switches[i]));
    g_signal_connect_swapped (self->switches[i], "notify::active", G_CALLBACK (parts_changed),
                              self);
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (self->part_group), row);
  }
}

/* --- The widget ------------------------------------------------------------------------------- */

static void
eta_catalog_settings_class_init (EtaCatalogSettingsClass *klass)
{
  signals[EDITED] = g_signal_new ("edited", ETA_TYPE_CATALOG_SETTINGS, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[CHOOSE_COVER] = g_signal_new ("choose-cover", ETA_TYPE_CATALOG_SETTINGS,
                                        G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
eta_catalog_settings_init (EtaCatalogSettings *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  add_titles (self);
  add_choices (self);
  add_cover (self);
  add_parts (self);
  add_texts (self);
  eta_view_only_follow (GTK_WIDGET (self));
}

GtkWidget *
eta_catalog_settings_new (void)
{
  return g_object_new (ETA_TYPE_CATALOG_SETTINGS, NULL);
}

static void
show_choices (EtaCatalogSettings *self, const EtaCollectionOptions *options)
{
  for (guint i = 0; i < N_CHOICES; i++) {
    g_autofree char *value = value_of (self->collection, options, i);
    guint index = GTK_INVALID_LIST_POSITION;

    for (guint j = 0; choices[i].values[j]; j++)
      if (g_str_equal (choices[i].values[j], value))
        index = j;
    adw_combo_row_set_selected (self->rows[i], index);
  }
}

static void
show_words (EtaCatalogSettings *self, EtaCollectionOptions *options)
{
  g_auto (GStrv) printed =
      g_strsplit (self->collection->languages ? self->collection->languages : "", " ", -1);

  for (guint i = 0; i < N_LANGS; i++) {
    gtk_check_button_set_active (self->printed[i],
                                 g_strv_contains ((const char *const *)printed, langs[i]));
    for (guint words = 0; words < N_WORDS; words++) {
      const char *text =
          g_hash_table_lookup (texts_of (self->collection, options, words), langs[i]);
      GtkEditable *editable = GTK_EDITABLE (self->words[words][i]);

      if (g_strcmp0 (gtk_editable_get_text (editable), text ? text : "") != 0)
        gtk_editable_set_text (editable, text ? text : "");
    }
  }
}

void
eta_catalog_settings_show (EtaCatalogSettings *self, const EtaCollection *collection)
{
  g_autoptr (EtaCollectionOptions) options = NULL;
  const EtaTemplate *t;
  const char *const *shown;
  EtaTemplateKind kind;

  self->collection = collection;
  if (!collection)
    return;
  options = eta_collection_options_read (collection->options);
  kind = kind_of (collection);
  t = eta_template_find ("catalog", NULL);
  shown = (const char *const *)(options->parts ? options->parts : t->parts);
  self->showing = TRUE;
  show_words (self, options);
  show_choices (self, options);
  for (guint i = 0; i < N_PARTS; i++)
    gtk_switch_set_active (self->switches[i], g_strv_contains (shown, parts[i].name));
  adw_action_row_set_subtitle (self->cover, collection->cover ? _ ("A photo of your own")
                                                              : _ ("The first product’s photo"));
  gtk_widget_set_visible (self->part_group, kind == ETA_TEMPLATE_CATALOG);
  gtk_widget_set_visible (self->cover_group, kind == ETA_TEMPLATE_CATALOG);
  gtk_widget_set_visible (GTK_WIDGET (self->rows[PER_PAGE]), kind != ETA_TEMPLATE_LINES);
  self->showing = FALSE;
}

void
eta_catalog_settings_flush (EtaCatalogSettings *self)
{
  store_all_words (self);
}
