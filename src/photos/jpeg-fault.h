/* libjpeg's errors for us: back to the caller with a GError instead of exit(), and warnings told
 * apart into "the picture is whole all the same" and "part of the picture is made up".
 * Private to photos. */
#pragma once

#include <gio/gio.h>
#include <setjmp.h>
#include <stdio.h>
#include <jpeglib.h>
#include <jerror.h>

G_BEGIN_DECLS

typedef struct {
  struct jpeg_error_mgr manager; /* first, so libjpeg's pointer to it is one to us */
  jmp_buf back;                  /* set before each call into libjpeg that may fail */
  GCancellable *cancellable;     /* borrowed, may be NULL */
  int code;                      /* libjpeg's message that ended the work, or 0 */
  gboolean damaged;              /* a warning said that data is missing or wrong */
} EtaJpegFault;

/* Fills FAULT; give `&fault->manager` to libjpeg as `err`. */
void eta_jpeg_fault_init (EtaJpegFault *fault, GCancellable *cancellable);
/* Jumps back when the job was cancelled. */
void eta_jpeg_fault_check (EtaJpegFault *fault);
/* Says what went wrong with the picture called NAME. */
void eta_jpeg_fault_set (const EtaJpegFault *fault, const char *name, GError **error);

G_END_DECLS
