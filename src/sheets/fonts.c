#include "sheets/fonts.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n-lib.h>
#include <pango/pangofc-fontmap.h>

#include "sheets/cleanup.h"
#include "sheets/error.h"

typedef struct {
  const char *file;
  const char *folder; /* where Debian puts it, under a folder of fonts */
  const char *family; /* as a person would look for it */
  const char *package;
  gboolean needed;
} Font;

/* In the order in which they are asked for a character. */
static const Font fonts[] = {
    {"NotoSans-Regular.ttf", "truetype/noto", "Noto Sans", "fonts-noto-core", TRUE},
    {"NotoSans-Bold.ttf", "truetype/noto", "Noto Sans Bold", "fonts-noto-core", TRUE},
    {"Amiri-Regular.ttf", "opentype/fonts-hosny-amiri", "Amiri", "fonts-hosny-amiri", TRUE},
    {"Amiri-Bold.ttf", "opentype/fonts-hosny-amiri", "Amiri Bold", "fonts-hosny-amiri", TRUE},
    {"NotoSansSymbols-Regular.ttf", "truetype/noto", "Noto Sans Symbols", "fonts-noto-core", FALSE},
    {"NotoSansSymbols2-Regular.ttf", "truetype/noto", "Noto Sans Symbols2", "fonts-noto-core",
     FALSE},
    {"DejaVuSans.ttf", "truetype/dejavu", "DejaVu Sans", "fonts-dejavu-core", FALSE},
};

/* The whole of our fontconfig. Enlarging Amiri where it is chosen, and not by attributes on the
 * text, keeps a mixed line in as few runs as possible. */
static const char rules[] =
    "<?xml version=\"1.0\"?><!DOCTYPE fontconfig SYSTEM \"fonts.dtd\"><fontconfig>"
    "<match target=\"font\"><test name=\"family\"><string>Amiri</string></test>"
    "<edit name=\"pixelsize\" mode=\"assign\"><times><name>pixelsize</name>"
    "<double>" G_STRINGIFY (
        ETA_FONTS_ARABIC_SCALE) "</double></times></edit></match>"
                                "<match target=\"font\"><edit name=\"hinting\" "
                                "mode=\"assign\"><bool>false</bool></edit>"
                                "<edit name=\"antialias\" "
                                "mode=\"assign\"><bool>true</bool></edit></match></fontconfig>";

G_LOCK_DEFINE_STATIC (set);
static FcConfig *set_config;   /* once made, kept for the life of the program */
static FcCharSet *set_charset; /* what its fonts can show, together */

/* Folders of fonts: the system's before the user's, so that an old copy in a home does not win. */
static GPtrArray *
font_roots (void)
{
  const char *only = g_getenv ("ETALASE_FONTS");
  const char *const *dirs = g_get_system_data_dirs ();
  GPtrArray *roots = g_ptr_array_new_with_free_func (g_free);

  if (only && *only) {
    g_ptr_array_add (roots, g_strdup (only));
    return roots;
  }
  g_ptr_array_add (roots, g_strdup ("/usr/share/fonts"));
  for (guint i = 0; dirs[i]; i++)
    g_ptr_array_add (roots, g_build_filename (dirs[i], "fonts", NULL));
  g_ptr_array_add (roots, g_build_filename (g_get_user_data_dir (), "fonts", NULL));
  g_ptr_array_add (roots, g_build_filename (g_get_home_dir (), ".fonts", NULL));
  return roots;
}

/* Looks for FILE in FOLDER and, DEPTH levels deep, below. */
static char *
search (const char *folder, const char *file, int depth)
{
  g_autofree char *here = g_build_filename (folder, file, NULL);
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (here, G_FILE_TEST_IS_REGULAR))
    return g_steal_pointer (&here);
  if (depth == 0 || !(dir = g_dir_open (folder, 0, NULL)))
    return NULL;
  while ((name = g_dir_read_name (dir))) {
    g_autofree char *below = g_build_filename (folder, name, NULL);
    char *found = NULL;

    if (g_file_test (below, G_FILE_TEST_IS_DIR))
      found = search (below, file, depth - 1);
    if (found)
      return found;
  }
  return NULL;
}

static char *
find_font (GPtrArray *roots, const Font *font)
{
  for (guint i = 0; i < roots->len; i++) {
    const char *root = g_ptr_array_index (roots, i);
    g_autofree char *usual = g_build_filename (root, font->folder, font->file, NULL);

    if (g_file_test (usual, G_FILE_TEST_IS_REGULAR))
      return g_steal_pointer (&usual);
  }
  for (guint i = 0; i < roots->len; i++) {
    char *found = search (g_ptr_array_index (roots, i), font->file, 3);

    if (found)
      return found;
  }
  return NULL;
}

static FcConfig *
make_config (GError **error)
{
  g_autoptr (GPtrArray) roots = font_roots ();
  g_autoptr (FcConfig) config = FcConfigCreate ();

  if (!FcConfigParseAndLoadFromMemory (config, (const FcChar8 *)rules, FcTrue)) {
    g_set_error_literal (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FAILED,
                         _ ("The font library of this computer is too old to print sheets."));
    return NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (fonts); i++) {
    g_autofree char *path = find_font (roots, &fonts[i]);

    if (path && FcConfigAppFontAddFile (config, (const FcChar8 *)path))
      continue;
    if (!fonts[i].needed)
      continue;
    g_set_error (error, ETA_SHEETS_ERROR, ETA_SHEETS_ERROR_FONT,
                 _ ("The font “%s” is not installed. Install the package “%s” and try again."),
                 fonts[i].family, fonts[i].package);
    return NULL;
  }
  return g_steal_pointer (&config);
}

static FcCharSet *
charset_of (FcConfig *config)
{
  FcFontSet *all = FcConfigGetFonts (config, FcSetApplication);
  FcCharSet *sum = FcCharSetCreate ();

  for (int i = 0; i < all->nfont; i++) {
    FcCharSet *one;

    if (FcPatternGetCharSet (all->fonts[i], FC_CHARSET, 0, &one) == FcResultMatch)
      FcCharSetMerge (sum, one, NULL);
  }
  return sum;
}

/* Borrowed. A failure is not remembered: the user may install the font and try again. */
static FcConfig *
private_set (GError **error)
{
  FcConfig *config;

  G_LOCK (set);
  if (!set_config) {
    set_config = make_config (error);
    if (set_config)
      set_charset = charset_of (set_config);
  }
  config = set_config;
  G_UNLOCK (set);
  return config;
}

PangoFontMap *
eta_fonts_map_new (GError **error)
{
  FcConfig *config = private_set (error);
  PangoFontMap *map;

  if (!config)
    return NULL;
  map = pango_cairo_font_map_new_for_font_type (CAIRO_FONT_TYPE_FT);
  pango_fc_font_map_set_config (PANGO_FC_FONT_MAP (map), config);
  pango_cairo_font_map_set_resolution (PANGO_CAIRO_FONT_MAP (map), 72);
  return map;
}

static gboolean
has_no_picture (gunichar ch)
{
  switch (g_unichar_type (ch)) {
  case G_UNICODE_CONTROL:
  case G_UNICODE_FORMAT:
  case G_UNICODE_LINE_SEPARATOR:
  case G_UNICODE_PARAGRAPH_SEPARATOR:
    return TRUE;
  default:
    return ch == 0x034F || (ch >= 0xFE00 && ch <= 0xFE0F) || (ch >= 0xE0100 && ch <= 0xE01EF);
  }
}

gboolean
eta_fonts_have (gunichar ch)
{
  return has_no_picture (ch) || (private_set (NULL) && FcCharSetHasChar (set_charset, ch));
}
