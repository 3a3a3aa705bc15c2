#include "app/product-model.h"

struct _EtaProductModel {
  GObject parent_instance;
  EtaSession *session;
  const char *lang;
  EtaQuery query; /* its texts but the typed one are interned: ids and keys, a handful */
  char *text;     /* the typed one */
  GArray *rows;   /* gint64 */
};

static GType
get_item_type (GListModel *model)
{
  return ETA_TYPE_PRODUCT_ITEM;
}

static guint
get_n_items (GListModel *model)
{
  return ETA_PRODUCT_MODEL (model)->rows->len;
}

static gpointer
get_item (GListModel *model, guint position)
{
  EtaProductModel *self = ETA_PRODUCT_MODEL (model);

  if (position >= self->rows->len)
    return NULL;
  return eta_product_item_new (eta_session_get_store (self->session),
                               g_array_index (self->rows, gint64, position), self->lang);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (EtaProductModel,
                               eta_product_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
eta_product_model_dispose (GObject *object)
{
  g_clear_object (&ETA_PRODUCT_MODEL (object)->session);
  G_OBJECT_CLASS (eta_product_model_parent_class)->dispose (object);
}

static void
eta_product_model_finalize (GObject *object)
{
  g_array_unref (ETA_PRODUCT_MODEL (object)->rows);
  g_free (ETA_PRODUCT_MODEL (object)->text);
  G_OBJECT_CLASS (eta_product_model_parent_class)->finalize (object);
}

static void
eta_product_model_class_init (EtaProductModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = eta_product_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = eta_product_model_finalize;
}

static void
eta_product_model_init (EtaProductModel *self)
{
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/* Takes ROWS; tells only of the middle part that differs. */
static void
replace_rows (EtaProductModel *self, GArray *rows)
{
  g_autoptr (GArray) old = self->rows;
  const gint64 *a = (const gint64 *)(gpointer)old->data;
  const gint64 *b = (const gint64 *)(gpointer)rows->data;
  guint shorter = MIN (old->len, rows->len), head = 0, tail = 0;

  while (head < shorter && a[head] == b[head])
    head++;
  while (tail < shorter - head && a[old->len - 1 - tail] == b[rows->len - 1 - tail])
    tail++;
  self->rows = rows;
  if (old->len - head - tail > 0 || rows->len - head - tail > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), head, old->len - head - tail,
                                rows->len - head - tail);
}

static gboolean
run_query (EtaProductModel *self, GError **error)
{
  GArray *rows = eta_store_query (eta_session_get_store (self->session), &self->query, error);

  if (!rows)
    return FALSE;
  replace_rows (self, rows);
  return TRUE;
}

static void
touch_products (EtaProductModel *self, GHashTable *product_ids)
{
  EtaStore *store = eta_session_get_store (self->session);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, product_ids);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    guint position = eta_product_model_find (self, eta_store_row_of (store, id));
    if (position != G_MAXUINT)
      g_list_model_items_changed (G_LIST_MODEL (self), position, 1, 1);
  }
}

/* More than this many changed products: cheaper to say that all rows are new. */
#define MANY 64

static void
session_changed (EtaProductModel *self, GHashTable *product_ids)
{
  g_autoptr (GError) error = NULL;

  if (!run_query (self, &error))
    g_warning ("%s", error->message);
  if (product_ids && g_hash_table_size (product_ids) <= MANY)
    touch_products (self, product_ids);
  else
    g_list_model_items_changed (G_LIST_MODEL (self), 0, self->rows->len, self->rows->len);
}

EtaProductModel *
eta_product_model_new (EtaSession *session, const char *lang)
{
  EtaProductModel *self = g_object_new (ETA_TYPE_PRODUCT_MODEL, NULL);

  self->session = g_object_ref (session);
  self->lang = g_intern_string (lang);
  g_signal_connect_object (session, "changed", G_CALLBACK (session_changed), self,
                           G_CONNECT_SWAPPED);
  return self;
}

gboolean
eta_product_model_set_query (EtaProductModel *self, const EtaQuery *query, GError **error)
{
  self->query = *query;
  g_free (self->text);
  self->text = g_strdup (query->text);
  self->query.text = self->text;
  self->query.producer_id = g_intern_string (query->producer_id);
  self->query.category = g_intern_string (query->category);
  self->query.state = g_intern_string (query->state);
  self->query.missing_lang = g_intern_string (query->missing_lang);
  self->query.market_id = g_intern_string (query->market_id);
  self->query.ends_before = g_intern_string (query->ends_before);
  self->query.stage = g_intern_string (query->stage);
  self->query.sort_field = g_intern_string (query->sort_field);
  self->query.sort_lang = g_intern_string (query->sort_lang);
  return run_query (self, error);
}

guint
eta_product_model_find (EtaProductModel *self, gint64 row)
{
  for (guint i = 0; row != 0 && i < self->rows->len; i++)
    if (g_array_index (self->rows, gint64, i) == row)
      return i;
  return G_MAXUINT;
}

gint64
eta_product_model_get_row (EtaProductModel *self, guint position)
{
  return position < self->rows->len ? g_array_index (self->rows, gint64, position) : 0;
}
