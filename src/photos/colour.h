/* Colours of any picture to sRGB, by its profile (Little CMS) or, without one, by convention.
 * Private to photos. Any thread; one EtaColour belongs to one. */
#pragma once

#include "photos/planes.h"

G_BEGIN_DECLS

typedef struct _EtaColour EtaColour;

/* How to convert a picture of MODEL with the ICC profile PROFILE (NULL: none; one that is damaged
 * or made for another kind of picture counts as none) and INVERTED CMYK values. ADOBE_RGB: without
 * a profile, take RGB values as Adobe RGB (1998). NULL when there is nothing to do: grey or YCC in
 * sRGB, or so close that no value moves by more than 2 of 255. */
EtaColour *eta_colour_new (GBytes *profile, EtaModel model, gboolean inverted, gboolean adobe_rgb);
void eta_colour_free (EtaColour *colour);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaColour, eta_colour_free)

/* Converts PLANES (chroma step 1) into OUT: YCC with a chroma step of 2, ready to be written.
 * FALSE when there is no memory. */
gboolean eta_colour_apply (const EtaColour *colour, const EtaPlanes *planes, EtaPlanes *out);

G_END_DECLS
