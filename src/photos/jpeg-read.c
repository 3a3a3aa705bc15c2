#include "photos/jpeg-read.h"
#include "photos/exif.h"
#include "photos/jpeg-fault.h"
#include "photos/jpeg-write.h"
#include "photos/refusal.h"
#include "photos/scale.h"

#include <string.h>

#define APP1 (JPEG_APP0 + 1)
#define APP2 (JPEG_APP0 + 2)
#define EXIF_HEADER "Exif\0"
#define EXIF_HEADER_LEN 6
/* Progressive pictures come in about ten scans; a file that repaints itself thousands of times only
 * means to keep us busy. */
#define MAX_SCANS 200
#define MAX_ROWS (MAX_SAMP_FACTOR * DCTSIZE)

struct _EtaJpeg {
  struct jpeg_decompress_struct in;
  EtaJpegFault fault;
  struct jpeg_progress_mgr progress;
  GBytes *bytes;
  char *name;
  EtaJpegInfo info;
  EtaScaler *scaler[4];
  guint8 *buffer[4];          /* one row of blocks of each component */
  JSAMPROW rows[4][MAX_ROWS]; /* the rows in `buffer` */
  /* What is_plain asks for, since libjpeg forgets it when it has finished. */
  int n_components;
  gboolean is_plainly_coded;
  guint16 steps[4][DCTSIZE2];
};

static void
on_progress (j_common_ptr common)
{
  j_decompress_ptr in = (j_decompress_ptr)common;

  if (in->input_scan_number > MAX_SCANS) {
    in->err->msg_code = 0;
    in->err->error_exit (common);
  }
  eta_jpeg_fault_check ((EtaJpegFault *)in->err);
}

static EtaModel
model_of (j_decompress_ptr in)
{
  switch (in->jpeg_color_space) {
  case JCS_GRAYSCALE:
    return ETA_MODEL_GREY;
  case JCS_YCbCr:
    return ETA_MODEL_YCC;
  case JCS_RGB:
    return ETA_MODEL_RGB;
  case JCS_CMYK:
    return ETA_MODEL_CMYK;
  case JCS_YCCK:
    return ETA_MODEL_YCCK;
  default:
    in->err->msg_code = JERR_CONVERSION_NOTIMPL;
    in->err->error_exit ((j_common_ptr)in);
    return ETA_MODEL_GREY;
  }
}

static void
read_markers (EtaJpeg *jpeg)
{
  JOCTET *profile;
  unsigned int len;

  jpeg->info.orientation = 1;
  for (jpeg_saved_marker_ptr m = jpeg->in.marker_list; m != NULL; m = m->next) {
    EtaExif exif;

    if (m->marker != APP1 || m->data_length <= EXIF_HEADER_LEN ||
        memcmp (m->data, EXIF_HEADER, sizeof EXIF_HEADER) != 0)
      continue;
    eta_exif_parse (m->data + EXIF_HEADER_LEN, m->data_length - EXIF_HEADER_LEN, &exif);
    jpeg->info.orientation = exif.orientation;
    jpeg->info.adobe_rgb = exif.adobe_rgb;
    break;
  }
  if (jpeg_read_icc_profile (&jpeg->in, &profile, &len))
    jpeg->info.profile = g_bytes_new_with_free_func (profile, len, free, profile);
}

static gboolean
read_header (EtaJpeg *jpeg)
{
  gsize len;
  const guint8 *data = g_bytes_get_data (jpeg->bytes, &len);

  if (setjmp (jpeg->fault.back))
    return FALSE;
  jpeg_create_decompress (&jpeg->in);
  jpeg->progress.progress_monitor = on_progress;
  jpeg->in.progress = &jpeg->progress;
  jpeg_save_markers (&jpeg->in, APP1, 0xffff);
  jpeg_save_markers (&jpeg->in, APP2, 0xffff);
  jpeg_mem_src (&jpeg->in, data, len);
  jpeg_read_header (&jpeg->in, TRUE);
  jpeg->info.width = jpeg->in.image_width;
  jpeg->info.height = jpeg->in.image_height;
  jpeg->info.model = model_of (&jpeg->in);
  jpeg->info.inverted = jpeg->in.saw_Adobe_marker;
  read_markers (jpeg);
  return TRUE;
}

EtaJpeg *
eta_jpeg_open (GBytes *bytes, const char *name, GCancellable *cancellable, GError **error)
{
  EtaJpeg *jpeg = g_new0 (EtaJpeg, 1);

  jpeg->bytes = g_bytes_ref (bytes);
  jpeg->name = g_strdup (name);
  eta_jpeg_fault_init (&jpeg->fault, cancellable);
  jpeg->in.err = &jpeg->fault.manager;
  if (read_header (jpeg))
    return jpeg;
  eta_jpeg_fault_set (&jpeg->fault, name, error);
  eta_jpeg_free (jpeg);
  return NULL;
}

const EtaJpegInfo *
eta_jpeg_info (const EtaJpeg *jpeg)
{
  return &jpeg->info;
}

void
eta_jpeg_free (EtaJpeg *jpeg)
{
  jpeg_destroy_decompress (&jpeg->in);
  for (int i = 0; i < 4; i++) {
    g_clear_pointer (&jpeg->scaler[i], eta_scaler_free);
    g_free (jpeg->buffer[i]);
  }
  g_clear_pointer (&jpeg->info.profile, g_bytes_unref);
  g_bytes_unref (jpeg->bytes);
  g_free (jpeg->name);
  g_free (jpeg);
}

/* With four times too many pixels or more, libjpeg's half-size transform saves the work; below
 * that, decoding whole and averaging is faster (its fractional transforms are not vector code). */
static void
set_scale (j_decompress_ptr in, const EtaPlacing *placing)
{
  int times = MIN (placing->in_width / placing->along_x, placing->in_height / placing->along_y);

  in->scale_num = 1;
  in->scale_denom = times >= 16 ? 8 : times >= 8 ? 4 : times >= 4 ? 2 : 1;
}

/* Scaler and buffer of each component. Sampling factors may be any that the standard allows. */
static gboolean
prepare (EtaJpeg *jpeg, const EtaPlacing *placing, EtaPlanes *out)
{
  for (int i = 0; i < jpeg->in.num_components; i++) {
    jpeg_component_info *c = &jpeg->in.comp_info[i];
    EtaPitch x = {c->downsampled_width, c->h_samp_factor * c->DCT_scaled_size,
                  jpeg->in.max_h_samp_factor * DCTSIZE};
    EtaPitch y = {c->downsampled_height, c->v_samp_factor * c->DCT_scaled_size,
                  jpeg->in.max_v_samp_factor * DCTSIZE};
    int n_rows = c->v_samp_factor * c->DCT_scaled_size;
    /* libjpeg writes whole MCUs */
    gsize stride = ((gsize)c->width_in_blocks + c->h_samp_factor) * c->DCT_scaled_size;

    jpeg->scaler[i] = eta_scaler_new (placing, x, y, &out->plane[i], i == 0 ? 1 : out->chroma_step);
    jpeg->buffer[i] = g_try_malloc_n (n_rows, stride);
    if (jpeg->scaler[i] == NULL || jpeg->buffer[i] == NULL || n_rows > MAX_ROWS)
      return FALSE;
    for (int row = 0; row < n_rows; row++)
      jpeg->rows[i][row] = jpeg->buffer[i] + row * stride;
  }
  return TRUE;
}

/* One row of MCUs after the other, so that the whole picture is never in memory. */
static void
stream (EtaJpeg *jpeg)
{
  j_decompress_ptr in = &jpeg->in;
  JSAMPARRAY planes[4] = {jpeg->rows[0], jpeg->rows[1], jpeg->rows[2], jpeg->rows[3]};
  int lines = in->max_v_samp_factor * in->min_DCT_scaled_size;

  for (int row = 0; in->output_scanline < in->output_height; row++) {
    jpeg_read_raw_data (in, planes, lines);
    for (int i = 0; i < in->num_components; i++) {
      jpeg_component_info *c = &in->comp_info[i];
      int n = c->v_samp_factor * c->DCT_scaled_size;

      n = MIN (n, (int)c->downsampled_height - row * n);
      for (int y = 0; y < n; y++)
        eta_scaler_push (jpeg->scaler[i], jpeg->rows[i][y]);
    }
    eta_jpeg_fault_check (&jpeg->fault);
  }
}

/* Notes how the picture was coded. FALSE when a component has no data at all: libjpeg takes a file
 * that ends between two scans for whole. */
static gboolean
note_coding (EtaJpeg *jpeg)
{
  j_decompress_ptr in = &jpeg->in;

  jpeg->n_components = in->num_components;
  jpeg->is_plainly_coded =
      (jpeg->info.model == ETA_MODEL_GREY || jpeg->info.model == ETA_MODEL_YCC) &&
      !in->progressive_mode && !in->arith_code && in->data_precision == 8;
  for (int i = 0; i < in->num_components; i++) {
    const jpeg_component_info *c = &in->comp_info[i];
    int most = i == 0 && in->num_components > 1 ? 2 : 1;

    if (c->quant_table == NULL)
      return FALSE;
    memcpy (jpeg->steps[i], c->quant_table->quantval, sizeof jpeg->steps[i]);
    if (c->h_samp_factor > most || c->v_samp_factor > most)
      jpeg->is_plainly_coded = FALSE;
  }
  return TRUE;
}

static gboolean
decode (EtaJpeg *jpeg, const EtaPlacing *placing, EtaPlanes *out)
{
  if (setjmp (jpeg->fault.back))
    return FALSE;
  set_scale (&jpeg->in, placing);
  jpeg->in.raw_data_out = TRUE;
  jpeg->in.out_color_space = jpeg->in.jpeg_color_space;
  jpeg_start_decompress (&jpeg->in);
  if (!prepare (jpeg, placing, out)) {
    jpeg->fault.code = JERR_OUT_OF_MEMORY;
    return FALSE;
  }
  if (!note_coding (jpeg))
    return FALSE;
  stream (jpeg);
  /* Reads on to the end marker, so a file that was cut off after its last pixel is found out. */
  jpeg_finish_decompress (&jpeg->in);
  return !jpeg->fault.damaged;
}

gboolean
eta_jpeg_decode (
    EtaJpeg *jpeg, const EtaPlacing *placing, int chroma_step, EtaPlanes *out, GError **error)
{
  if (!eta_planes_init (out, jpeg->info.model, placing->out_width, placing->out_height,
                        chroma_step)) {
    eta_refuse_no_memory (jpeg->name, error);
    return FALSE;
  }
  out->inverted = jpeg->info.inverted;
  if (decode (jpeg, placing, out))
    return TRUE;
  eta_planes_clear (out);
  eta_jpeg_fault_set (&jpeg->fault, jpeg->name, error);
  return FALSE;
}

gboolean
eta_jpeg_is_plain (const EtaJpeg *jpeg, int quality)
{
  g_return_val_if_fail (jpeg->n_components > 0, FALSE);

  if (!jpeg->is_plainly_coded)
    return FALSE;
  for (int i = 0; i < jpeg->n_components; i++)
    if (!eta_jpeg_quant_is_no_finer (jpeg->steps[i], i > 0, quality))
      return FALSE;
  return TRUE;
}
