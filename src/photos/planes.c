#include "photos/planes.h"

#include <string.h>

int
eta_model_n_planes (EtaModel model)
{
  static const int n[] = {1, 3, 3, 4, 4};

  return n[model];
}

gboolean
eta_planes_init (EtaPlanes *planes, EtaModel model, int width, int height, int chroma_step)
{
  *planes = (EtaPlanes){.model = model,
                        .width = width,
                        .height = height,
                        .chroma_step = chroma_step,
                        .n_planes = eta_model_n_planes (model)};
  for (int i = 0; i < planes->n_planes; i++) {
    EtaPlane *p = &planes->plane[i];
    int step = i == 0 ? 1 : chroma_step;

    p->width = (width + step - 1) / step;
    p->height = (height + step - 1) / step;
    p->stride = (p->width + 15) & ~15;
    p->data = g_try_malloc_n (p->height, p->stride);
    if (p->data == NULL) {
      eta_planes_clear (planes);
      return FALSE;
    }
  }
  return TRUE;
}

void
eta_planes_clear (EtaPlanes *planes)
{
  for (int i = 0; i < planes->n_planes; i++)
    g_free (planes->plane[i].data);
  *planes = (EtaPlanes){0};
}

static void
copy_part (const EtaPlane *from, int x, int y, EtaPlane *to)
{
  for (int row = 0; row < to->height; row++)
    memcpy (to->data + (gsize)row * to->stride, from->data + (gsize)(y + row) * from->stride + x,
            MIN (to->width, from->width - x));
}

gboolean
eta_planes_crop (EtaPlanes *planes, int x, int y, int width, int height)
{
  EtaPlanes part;

  x = CLAMP (x, 0, planes->width - 1) / planes->chroma_step * planes->chroma_step;
  y = CLAMP (y, 0, planes->height - 1) / planes->chroma_step * planes->chroma_step;
  width = CLAMP (width, 1, planes->width - x);
  height = CLAMP (height, 1, planes->height - y);
  if (!eta_planes_init (&part, planes->model, width, height, planes->chroma_step))
    return FALSE;
  part.inverted = planes->inverted;
  for (int i = 0; i < planes->n_planes; i++) {
    int step = i == 0 ? 1 : planes->chroma_step;

    copy_part (&planes->plane[i], x / step, y / step, &part.plane[i]);
  }
  eta_planes_clear (planes);
  *planes = part;
  return TRUE;
}

static gboolean
is_neutral (const EtaPlane *plane)
{
  for (int y = 0; y < plane->height; y++) {
    const guint8 *row = plane->data + (gsize)y * plane->stride;

    for (int x = 0; x < plane->width; x++)
      if (row[x] != 128)
        return FALSE;
  }
  return TRUE;
}

void
eta_planes_drop_empty_chroma (EtaPlanes *planes)
{
  if (planes->model != ETA_MODEL_YCC || !is_neutral (&planes->plane[1]) ||
      !is_neutral (&planes->plane[2]))
    return;
  for (int i = 1; i < 3; i++) {
    g_free (planes->plane[i].data);
    planes->plane[i] = (EtaPlane){0};
  }
  planes->model = ETA_MODEL_GREY;
  planes->n_planes = 1;
}
