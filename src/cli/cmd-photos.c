/* Photos of a product. Their places are counted from 1; the first is the main one. */
#include "cli/command.h"

#include "catalog/error.h"
#include "photos/error.h"
#include "photos/take.h"

#include <errno.h>
#include <glib/gi18n-lib.h>

static gboolean
read_place (const char *text, const EtaProduct *product, guint *index, GError **error)
{
  guint64 place;

  if (product->photos->len == 0)
    return eta_wrong (error, _ ("“%s” has no photos."), product->sku);
  if (!g_ascii_string_to_unsigned (text, 10, 1, product->photos->len, &place, NULL))
    return eta_wrong (error, _ ("“%s” is no photo of “%s”: it has 1 to %u."), text, product->sku,
                      product->photos->len);
  *index = (guint)place - 1;
  return TRUE;
}

static JsonObject *
photo_to_json (const EtaAlbum *album, const EtaPhoto *photo, guint place)
{
  JsonObject *object = json_object_new ();
  g_autofree char *path = eta_album_path (album, photo->sha256, ETA_ALBUM_FULL);

  json_object_set_int_member (object, "place", place);
  eta_json_put (object, "sha256", photo->sha256);
  json_object_set_int_member (object, "width", photo->width);
  json_object_set_int_member (object, "height", photo->height);
  eta_json_put (object, "path", path);
  json_object_set_boolean_member (object, "there",
                                  eta_album_has (album, photo->sha256, ETA_ALBUM_FULL));
  return object;
}

/* The photos as they are now: what every command here answers. */
static void
answer_photos (EtaCall *call, const EtaAlbum *album, const EtaProduct *product)
{
  JsonObject *answer = json_object_new ();
  JsonArray *photos = json_array_new ();

  for (guint i = 0; i < product->photos->len; i++) {
    const EtaPhoto *photo = product->photos->pdata[i];
    json_array_add_object_element (photos, photo_to_json (album, photo, i + 1));
    eta_say (call, "%u\t%" G_GINT64_FORMAT " × %" G_GINT64_FORMAT "\t%s", i + 1, photo->width,
             photo->height, photo->sha256);
  }
  eta_json_put (answer, "sku", product->sku);
  json_object_set_array_member (answer, "photos", photos);
  eta_answer (call, answer);
}

static gboolean
run_list (EtaCall *call, GError **error)
{
  g_autoptr (EtaProduct) product = eta_call_product (call, 0, error);
  g_autoptr (EtaAlbum) album = product ? eta_call_album (call, error) : NULL;

  if (!album)
    return FALSE;
  answer_photos (call, album, product);
  return TRUE;
}

/* A file that is no photo is told and passed over; a full disk ends it. */
static gboolean
take (EtaCall *call, EtaAlbum *album, EtaProduct *draft, GError **error)
{
  for (guint i = 1; i < call->n_args; i++) {
    g_autoptr (GError) failed = NULL;
    char sha256[65];
    int width, height;

    eta_show_progress (i - 1, call->n_args - 1, NULL);
    if (g_cancellable_set_error_if_cancelled (call->cancellable, error))
      return FALSE;
    if (eta_album_take_file (call->args[i], album, sha256, &width, &height, &failed)) {
      g_ptr_array_add (draft->photos, eta_photo_new (sha256, width, height));
      continue;
    }
    if (eta_exit_code (failed) != ETA_EXIT_USAGE || call->n_args == 2) {
      g_propagate_error (error, g_steal_pointer (&failed));
      return FALSE;
    }
    eta_tell ("%s", failed->message);
    call->partly = TRUE;
  }
  return TRUE;
}

static gboolean
run_add (EtaCall *call, GError **error)
{
  g_autoptr (EtaProduct) product = eta_call_product (call, 0, error);
  g_autoptr (EtaAlbum) album = product ? eta_call_album (call, error) : NULL;
  g_autoptr (EtaProduct) draft = album ? eta_product_copy (product) : NULL;

  if (!draft || !take (call, album, draft, error))
    return FALSE;
  if (draft->photos->len == product->photos->len)
    return eta_wrong (error, "%s", _ ("None of the files is a photo that can be used."));
  if (!eta_put_in_step (call->store, N_ ("Add photos"), draft, error))
    return FALSE;
  answer_photos (call, album, draft);
  return TRUE;
}

static gboolean
run_move (EtaCall *call, GError **error)
{
  g_autoptr (EtaProduct) product = eta_call_product (call, 0, error);
  g_autoptr (EtaAlbum) album = product ? eta_call_album (call, error) : NULL;
  g_autoptr (EtaProduct) draft = album ? eta_product_copy (product) : NULL;
  guint from, to;

  if (!draft || !read_place (call->args[1], draft, &from, error) ||
      !read_place (call->args[2], draft, &to, error))
    return FALSE;
  g_ptr_array_insert (draft->photos, (int)to, g_ptr_array_steal_index (draft->photos, from));
  if (!eta_put_in_step (call->store, N_ ("Move a photo"), draft, error))
    return FALSE;
  answer_photos (call, album, draft);
  return TRUE;
}

static gboolean
run_remove (EtaCall *call, GError **error)
{
  g_autoptr (EtaProduct) product = eta_call_product (call, 0, error);
  g_autoptr (EtaAlbum) album = product ? eta_call_album (call, error) : NULL;
  g_autoptr (EtaProduct) draft = album ? eta_product_copy (product) : NULL;
  guint index;

  if (!draft || !read_place (call->args[1], draft, &index, error))
    return FALSE;
  g_ptr_array_remove_index (draft->photos, index);
  if (!eta_put_in_step (call->store, N_ ("Remove a photo"), draft, error))
    return FALSE;
  answer_photos (call, album, draft);
  return TRUE;
}

const EtaCommand eta_photo_commands[] = {
    {"photo add", "SKU FILE…", N_ ("Add picture files to a product, upright and in sRGB"),
     ETA_USE_WRITE, 2, ETA_ANY_NUMBER, 1, NULL, run_add},
    {"photo list", "SKU", N_ ("List the photos of a product"), ETA_USE_READ, 1, 1, 1, NULL,
     run_list},
    {"photo move", "SKU FROM TO", N_ ("Move a photo to another place; 1 is the main photo"),
     ETA_USE_WRITE, 3, 3, 3, NULL, run_move},
    {"photo remove", "SKU N", N_ ("Take a photo off a product"), ETA_USE_WRITE, 2, 2, 2, NULL,
     run_remove},
    {NULL},
};
