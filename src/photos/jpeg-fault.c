#include "photos/jpeg-fault.h"
#include "photos/error.h"
#include "photos/refusal.h"

#include <glib/gi18n-lib.h>

static void
leave (j_common_ptr jpeg)
{
  EtaJpegFault *fault = (EtaJpegFault *)jpeg->err;

  fault->code = jpeg->err->msg_code;
  longjmp (fault->back, 1);
}

/* LEVEL -1 is a warning. Phones of several makers leave stray bytes before the end marker, and odd
 * version numbers hurt nobody; every other warning means pixels that were never in the file. */
static void
note (j_common_ptr jpeg, int level)
{
  EtaJpegFault *fault = (EtaJpegFault *)jpeg->err;
  int code = jpeg->err->msg_code;

  if (level >= 0)
    return;
  jpeg->err->num_warnings++;
  if (code == JWRN_JFIF_MAJOR || code == JWRN_ADOBE_XFORM)
    return;
  if (code == JWRN_EXTRANEOUS_DATA && jpeg->err->msg_parm.i[1] == JPEG_EOI)
    return;
  fault->damaged = TRUE;
}

static void
silence (j_common_ptr jpeg)
{
}

void
eta_jpeg_fault_init (EtaJpegFault *fault, GCancellable *cancellable)
{
  *fault = (EtaJpegFault){.cancellable = cancellable};
  jpeg_std_error (&fault->manager);
  fault->manager.error_exit = leave;
  fault->manager.emit_message = note;
  fault->manager.output_message = silence;
}

void
eta_jpeg_fault_check (EtaJpegFault *fault)
{
  if (!g_cancellable_is_cancelled (fault->cancellable))
    return;
  fault->code = 0;
  longjmp (fault->back, 1);
}

void
eta_jpeg_fault_set (const EtaJpegFault *fault, const char *name, GError **error)
{
  if (g_cancellable_set_error_if_cancelled (fault->cancellable, error))
    return;
  switch (fault->code) {
  case JERR_OUT_OF_MEMORY:
    eta_refuse_no_memory (name, error);
    break;
  case JERR_SOF_UNSUPPORTED:
  case JERR_BAD_PRECISION:
  case JERR_CONVERSION_NOTIMPL:
    g_set_error (error, ETA_PHOTOS_ERROR, ETA_PHOTOS_ERROR_NOT_PICTURE,
                 _ ("“%s” is a JPEG of a kind that Etalase cannot read. Open it in a picture "
                    "program and save it as an ordinary JPEG."),
                 name);
    break;
  default:
    eta_refuse_incomplete (name, error);
    break;
  }
}
