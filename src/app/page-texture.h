/* A page as it prints, as a picture for the screen. */
#pragma once

#include "sheets/paint.h"

#include <gdk/gdk.h>

G_BEGIN_DECLS

/* PAGE on white, WIDTH px wide. Any thread. Transfer full. */
GdkTexture *eta_page_texture_new (EtaPainter *painter, const EtaPage *page, int width);

G_END_DECLS
