#include "sample-pictures.h"

#include "sample-resources.h"

GBytes *
eta_sample_picture (const char *name)
{
  g_autofree char *path = g_strdup_printf ("/org/etalase/Etalase/sample/%s.jpg", name);

  /* Through the generated getter, which keeps the linker from dropping the resource. */
  return g_resource_lookup_data (eta_sample_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE,
                                 NULL);
}
