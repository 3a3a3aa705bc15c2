#include "app/photo-job.h"

#include "photos/take.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
  GFile *file;   /* either */
  GBytes *bytes; /* or */
  char *name;
  EtaPhoto *photo; /* made by the worker; NULL when refused */
} Picture;

typedef struct {
  EtaWindow *window; /* weak */
  EtaSession *session;
  char *product_id;       /* NULL: a new product each */
  char *replaced;         /* id of the photo that is replaced by what is made of it, or NULL */
  const char *step;       /* its name in the history */
  int quarter_turns;      /* of the replaced one */
  EtaCrop crop;           /* likewise */
  int quality;            /* JPEG, from the preferences */
  gboolean keep_original; /* likewise */
  GPtrArray *pictures;
  GPtrArray *refusals; /* sentences */
} Work;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  g_clear_object (&picture->file);
  g_clear_pointer (&picture->bytes, g_bytes_unref);
  g_clear_pointer (&picture->photo, eta_photo_free);
  g_free (picture->name);
  g_free (picture);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_clear_weak_pointer (&work->window);
  g_object_unref (work->session);
  g_free (work->product_id);
  g_free (work->replaced);
  g_ptr_array_unref (work->pictures);
  g_ptr_array_unref (work->refusals);
  g_free (work);
}

static Work *
work_new (EtaWindow *window, const char *product_id)
{
  Work *work = g_new0 (Work, 1);
  g_autoptr (GSettings) settings = g_settings_new (ETA_APP_ID);

  work->quality = g_settings_get_int (settings, "photo-quality");
  work->keep_original = g_settings_get_boolean (settings, "keep-originals");
  g_set_weak_pointer (&work->window, window);
  work->session = g_object_ref (eta_window_get_session (window));
  work->product_id = g_strdup (product_id);
  work->step = N_ ("Add photos");
  work->pictures = g_ptr_array_new_with_free_func (picture_free);
  work->refusals = g_ptr_array_new_with_free_func (g_free);
  return work;
}

static gboolean
take_picture (Work *work, Picture *picture, GCancellable *cancellable, GError **error)
{
  EtaAlbum *album = eta_session_get_album (work->session);
  EtaIntakeOptions options = {
      .quarter_turns = work->quarter_turns,
      .crop = work->crop,
      .quality = work->quality,
      .keep_original = work->keep_original,
  };
  g_auto (EtaIntakeResult) result = {0};
  gboolean taken =
      picture->file
          ? eta_intake_file (picture->file, &options, &result, cancellable, error)
          : eta_intake_bytes (picture->bytes, picture->name, &options, &result, cancellable, error);

  if (!taken || !eta_album_add (album, &result, error))
    return FALSE;
  picture->photo = eta_photo_new (result.sha256, result.width, result.height);
  return TRUE;
}

static gboolean
take_pictures (EtaJob *job, gpointer data, GError **error)
{
  Work *work = data;
  GCancellable *cancellable = eta_job_get_cancellable (job);

  for (guint i = 0; i < work->pictures->len; i++) {
    Picture *picture = work->pictures->pdata[i];
    g_autoptr (GError) refusal = NULL;
    eta_job_report (job, i, work->pictures->len, picture->name);
    if (take_picture (work, picture, cancellable, &refusal))
      continue;
    if (g_error_matches (refusal, G_IO_ERROR, G_IO_ERROR_CANCELLED)) {
      g_propagate_error (error, g_steal_pointer (&refusal));
      return FALSE;
    }
    g_ptr_array_add (work->refusals, g_strdup (refusal->message));
  }
  return TRUE;
}

/* --- storing, on the main thread
 * ------------------------------------------------------------------ */

/* "IMG_2034.jpg" says nothing, "Kopi Arabika.jpg" does: the name without its ending. */
static char *
name_of_file (const char *name)
{
  g_autofree char *base = g_strdup (name);
  char *dot = strrchr (base, '.');

  if (dot)
    *dot = '\0';
  return g_strdelimit (g_steal_pointer (&base), "_", ' ');
}

static gboolean
put_new_products (EtaStore *store, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (GPtrArray) producers = eta_store_list_producers (store, error);

  if (!producers)
    return FALSE;
  for (guint i = 0; i < work->pictures->len; i++) {
    Picture *picture = work->pictures->pdata[i];
    g_autoptr (EtaProduct) product = NULL;
    g_autofree char *name = NULL;
    if (!picture->photo)
      continue;
    product = eta_product_new ();
    name = name_of_file (picture->name);
    if (producers->len > 0)
      product->producer_id = g_strdup (((EtaProducer *)producers->pdata[0])->id);
    g_free (product->sku);
    product->sku = eta_store_free_sku (store, product->producer_id, _ ("NEW"));
    eta_set_text (&eta_words_ensure (product->words, "id")->name, name);
    g_ptr_array_add (product->photos, g_steal_pointer (&picture->photo));
    if (!eta_store_put_product (store, product, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
put_photos (EtaStore *store, gpointer data, GError **error)
{
  Work *work = data;
  g_autoptr (EtaProduct) stored = eta_store_get_product (store, work->product_id, error);
  g_autoptr (EtaProduct) draft = stored ? eta_product_copy (stored) : NULL;

  if (!draft)
    return FALSE;
  for (guint i = 0; i < work->pictures->len; i++) {
    Picture *picture = work->pictures->pdata[i];
    gboolean replaced = FALSE;
    if (!picture->photo)
      continue;
    for (guint k = 0; work->replaced && k < draft->photos->len; k++)
      if (g_str_equal (((EtaPhoto *)draft->photos->pdata[k])->id, work->replaced)) {
        eta_photo_free (draft->photos->pdata[k]);
        draft->photos->pdata[k] = g_steal_pointer (&picture->photo);
        replaced = TRUE;
      }
    if (!replaced && picture->photo)
      g_ptr_array_add (draft->photos, g_steal_pointer (&picture->photo));
  }
  return eta_store_put_product (store, draft, error);
}

static guint
n_taken (const Work *work)
{
  return work->pictures->len - work->refusals->len;
}

static void
taken (EtaJob *job, gpointer data, const GError *failure)
{
  Work *work = data;
  g_autoptr (GError) error = failure ? g_error_copy (failure) : NULL;
  guint n = n_taken (work);

  if (!error && n > 0)
    eta_session_edit (work->session, work->step, NULL,
                      work->product_id ? put_photos : put_new_products, work, &error);
  if (!work->window)
    return;
  if (error) {
    eta_window_show_error (work->window, error);
  } else if (n > 0 && !work->replaced) {
    g_autofree char *text = g_strdup_printf (ngettext ("%u photo added", "%u photos added", n), n);
    eta_window_toast_undo (work->window, text);
  }
  if (work->refusals->len > 0) {
    g_autofree char *text = NULL;
    g_autoptr (GError) refused = NULL;
    g_ptr_array_add (work->refusals, NULL);
    text = g_strjoinv ("\n", (char **)work->refusals->pdata);
    refused = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_INVALID_DATA, text);
    eta_window_show_error (work->window, refused);
  }
}

static void
start (Work *work)
{
  eta_job_start (eta_window_get_jobs (work->window), _ ("Adding photos"), take_pictures, taken,
                 work, work_free);
}

void
eta_photo_job_files (EtaWindow *window, GListModel *files, const char *product_id)
{
  Work *work = work_new (window, product_id);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++) {
    Picture *picture = g_new0 (Picture, 1);
    picture->file = g_list_model_get_item (files, i);
    picture->name = g_file_get_basename (picture->file);
    g_ptr_array_add (work->pictures, picture);
  }
  start (work);
}

void
eta_photo_job_bytes (EtaWindow *window, GBytes *bytes, const char *name, const char *product_id)
{
  Work *work = work_new (window, product_id);
  Picture *picture = g_new0 (Picture, 1);

  picture->bytes = g_bytes_ref (bytes);
  picture->name = g_strdup (name);
  g_ptr_array_add (work->pictures, picture);
  start (work);
}

static const EtaPhoto *
find_photo (const EtaProduct *product, const char *photo_id)
{
  for (guint i = 0; i < product->photos->len; i++)
    if (g_str_equal (((const EtaPhoto *)product->photos->pdata[i])->id, photo_id))
      return product->photos->pdata[i];
  return NULL;
}

/* The stored photo PHOTO_ID as the picture to take in anew; NULL when it is gone. */
static Work *
replace_photo (EtaWindow *window, const char *product_id, const char *photo_id, const char *step)
{
  EtaSession *session = eta_window_get_session (window);
  g_autoptr (EtaProduct) product =
      eta_store_get_product (eta_session_get_store (session), product_id, NULL);
  const EtaPhoto *photo = product ? find_photo (product, photo_id) : NULL;
  g_autofree char *path = NULL;
  Picture *picture;
  Work *work;

  if (!photo)
    return NULL;
  path = eta_album_path (eta_session_get_album (session), photo->sha256, ETA_ALBUM_FULL);
  picture = g_new0 (Picture, 1);
  picture->file = g_file_new_for_path (path);
  picture->name = g_strdup (product->sku ? product->sku : "");
  work = work_new (window, product_id);
  work->replaced = g_strdup (photo_id);
  work->step = step;
  g_ptr_array_add (work->pictures, picture);
  return work;
}

void
eta_photo_job_turn (EtaWindow *window, const char *product_id, const char *photo_id)
{
  Work *work = replace_photo (window, product_id, photo_id, N_ ("Turn a photo"));

  if (!work)
    return;
  work->quarter_turns = 1;
  start (work);
}

void
eta_photo_job_crop (EtaWindow *window,
                    const char *product_id,
                    const char *photo_id,
                    const EtaCrop *crop)
{
  Work *work = replace_photo (window, product_id, photo_id, N_ ("Crop a photo"));

  if (!work)
    return;
  work->crop = *crop;
  start (work);
}
