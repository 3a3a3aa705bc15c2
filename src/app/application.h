/* The program: one instance, its preferences, About, and which catalog to open at start. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ETA_TYPE_APPLICATION (eta_application_get_type ())
G_DECLARE_FINAL_TYPE (EtaApplication, eta_application, ETA, APPLICATION, AdwApplication)

/* A file on the command line is opened; else the catalog that was open last; else the three doors.
 */
EtaApplication *eta_application_new (GApplicationFlags flags);

G_END_DECLS
