#include "photos/planes.h"

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
