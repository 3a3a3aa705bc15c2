#include "photos/jpeg-write.h"
#include "photos/jpeg-fault.h"

#include <string.h>

#define MCU 16 /* px a side of a 4:2:0 unit */

typedef struct {
  struct jpeg_destination_mgr manager; /* first, so libjpeg's pointer to it is one to us */
  GByteArray *out;
  gsize used;
} Target;

typedef struct {
  struct jpeg_compress_struct out;
  struct jpeg_decompress_struct in; /* of eta_jpeg_strip */
  EtaJpegFault fault;
  Target target;
} Writer;

static void
offer_room (Target *t)
{
  t->manager.next_output_byte = t->out->data + t->used;
  t->manager.free_in_buffer = t->out->len - t->used;
}

static void
begin (j_compress_ptr out)
{
  offer_room ((Target *)out->dest);
}

static boolean
more_room (j_compress_ptr out)
{
  Target *t = (Target *)out->dest;

  /* libjpeg means: the buffer is full, whatever free_in_buffer says */
  t->used = t->out->len;
  g_byte_array_set_size (t->out, t->out->len * 2);
  offer_room (t);
  return TRUE;
}

static void
finish (j_compress_ptr out)
{
  Target *t = (Target *)out->dest;

  g_byte_array_set_size (t->out, t->out->len - t->manager.free_in_buffer);
}

static void
writer_init (Writer *w, gsize expected, GCancellable *cancellable)
{
  memset (w, 0, sizeof *w);
  eta_jpeg_fault_init (&w->fault, cancellable);
  w->out.err = w->in.err = &w->fault.manager;
  w->target.out = g_byte_array_new ();
  g_byte_array_set_size (w->target.out, expected);
  w->target.manager = (struct jpeg_destination_mgr){
      .init_destination = begin, .empty_output_buffer = more_room, .term_destination = finish};
}

static void
writer_clear (Writer *w)
{
  jpeg_destroy_compress (&w->out);
  jpeg_destroy_decompress (&w->in);
  g_clear_pointer (&w->target.out, g_byte_array_unref);
}

static GBytes *
writer_take (Writer *w)
{
  GBytes *bytes = g_byte_array_free_to_bytes (g_steal_pointer (&w->target.out));

  writer_clear (w);
  return bytes;
}

/* libjpeg reads whole units: the last sample of each row is repeated. */
static void
pad (EtaPlane *p)
{
  for (int y = 0; y < p->height; y++) {
    guint8 *row = p->data + (gsize)y * p->stride;

    memset (row + p->width, row[p->width - 1], p->stride - p->width);
  }
}

static void
set_up (j_compress_ptr out, const EtaPlanes *planes, int quality)
{
  out->image_width = planes->width;
  out->image_height = planes->height;
  out->input_components = planes->n_planes;
  out->in_color_space = planes->n_planes == 1 ? JCS_GRAYSCALE : JCS_YCbCr;
  jpeg_set_defaults (out);
  jpeg_set_quality (out, quality, TRUE);
  out->raw_data_in = TRUE;
}

static void
write_planes (Writer *w, EtaPlanes *planes)
{
  j_compress_ptr out = &w->out;
  JSAMPROW rows[3][MCU];
  JSAMPARRAY arrays[3] = {rows[0], rows[1], rows[2]};
  int lines = planes->n_planes == 1 ? DCTSIZE : MCU;

  while (out->next_scanline < out->image_height) {
    for (int i = 0; i < planes->n_planes; i++) {
      EtaPlane *p = &planes->plane[i];
      int first = (int)out->next_scanline / (i == 0 ? 1 : planes->chroma_step);

      for (int y = 0; y < lines; y++)
        rows[i][y] = p->data + (gsize)MIN (first + y, p->height - 1) * p->stride;
    }
    jpeg_write_raw_data (out, arrays, lines);
    eta_jpeg_fault_check (&w->fault);
  }
}

static gboolean
encode (Writer *w, EtaPlanes *planes, int quality)
{
  if (setjmp (w->fault.back))
    return FALSE;
  jpeg_create_compress (&w->out);
  w->out.dest = &w->target.manager;
  set_up (&w->out, planes, quality);
  jpeg_start_compress (&w->out, TRUE);
  write_planes (w, planes);
  jpeg_finish_compress (&w->out);
  return TRUE;
}

GBytes *
eta_jpeg_write (
    EtaPlanes *planes, int quality, const char *name, GCancellable *cancellable, GError **error)
{
  Writer w;

  g_return_val_if_fail (planes->n_planes == 1 || planes->chroma_step == 2, NULL);

  for (int i = 0; i < planes->n_planes; i++)
    pad (&planes->plane[i]);
  writer_init (&w, (gsize)planes->width * planes->height / 4 + 4096, cancellable);
  if (encode (&w, planes, quality))
    return writer_take (&w);
  eta_jpeg_fault_set (&w.fault, name, error);
  writer_clear (&w);
  return NULL;
}

static gboolean
transcode (Writer *w, GBytes *jpeg)
{
  gsize len;
  const guint8 *data = g_bytes_get_data (jpeg, &len);
  jvirt_barray_ptr *coefficients;

  if (setjmp (w->fault.back))
    return FALSE;
  jpeg_create_decompress (&w->in);
  jpeg_mem_src (&w->in, data, len);
  jpeg_read_header (&w->in, TRUE);
  coefficients = jpeg_read_coefficients (&w->in);
  eta_jpeg_fault_check (&w->fault);
  jpeg_create_compress (&w->out);
  w->out.dest = &w->target.manager;
  jpeg_copy_critical_parameters (&w->in, &w->out);
  w->out.write_JFIF_header = TRUE;
  w->out.write_Adobe_marker = FALSE;
  w->out.JFIF_major_version = w->out.JFIF_minor_version = 1;
  w->out.density_unit = 0;
  w->out.X_density = w->out.Y_density = 1;
  jpeg_write_coefficients (&w->out, coefficients);
  jpeg_finish_compress (&w->out);
  jpeg_finish_decompress (&w->in);
  return !w->fault.damaged;
}

GBytes *
eta_jpeg_strip (GBytes *jpeg, GCancellable *cancellable)
{
  Writer w;

  writer_init (&w, g_bytes_get_size (jpeg) + 4096, cancellable);
  if (transcode (&w, jpeg))
    return writer_take (&w);
  writer_clear (&w);
  return NULL;
}

gboolean
eta_jpeg_quant_is_no_finer (const guint16 steps[64], gboolean is_chroma, int quality)
{
  Writer w;
  const JQUANT_TBL *ours;
  gboolean coarse = TRUE;

  writer_init (&w, 64, NULL);
  if (setjmp (w.fault.back)) {
    writer_clear (&w);
    return FALSE;
  }
  jpeg_create_compress (&w.out);
  jpeg_set_quality (&w.out, quality, TRUE);
  ours = w.out.quant_tbl_ptrs[is_chroma ? 1 : 0];
  for (int i = 0; i < 64 && coarse; i++)
    coarse = steps[i] >= ours->quantval[i] && steps[i] <= 255;
  writer_clear (&w);
  return coarse;
}
