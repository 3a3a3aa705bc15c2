/* A picture with a frame around the part that is to stay: moved and sized with the pointer (inside:
 * move; edges and corners: size; elsewhere: a new frame) and with the keyboard (arrows: move; with
 * Shift: size; Home: all of it). */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ETA_TYPE_CROP_AREA (eta_crop_area_get_type ())
G_DECLARE_FINAL_TYPE (EtaCropArea, eta_crop_area, ETA, CROP_AREA, GtkWidget)

/* The frame around all of PICTURE. */
void eta_crop_area_set_texture (EtaCropArea *self, GdkTexture *picture);
/* Width divided by height, in px of the picture; 0: any. The frame is fitted to it. */
void eta_crop_area_set_shape (EtaCropArea *self, double shape);
/* The frame as parts (0 to 1) of the picture's width and height. */
graphene_rect_t eta_crop_area_get_frame (EtaCropArea *self);

G_END_DECLS
