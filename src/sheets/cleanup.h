/* g_autoptr for the types of cairo, pango and fontconfig that Debian 12's headers leave out. By
 * names of our own where newer headers may bring them. */
#pragma once

#include <cairo.h>
#include <fontconfig/fontconfig.h>
#include <glib.h>
#include <pango/pango.h>

typedef cairo_t EtaCairo;
typedef cairo_surface_t EtaSurface;
typedef PangoContext EtaPangoContext;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaCairo, cairo_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaSurface, cairo_surface_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaPangoContext, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FcConfig, FcConfigDestroy)
