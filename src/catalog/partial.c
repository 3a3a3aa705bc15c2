#include "catalog/partial.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define PREFIX ".etalase-"
#define DIGITS 8
#define SUFFIX ".partial"

/* A descriptor, or -1 with errno. */
typedef int (*Make) (const char *temporary);

static int
make_file (const char *temporary)
{
  return open (temporary, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
}

static int
make_folder (const char *temporary)
{
  return g_mkdir (temporary, 0777) == 0 ? open (temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;
}

/* FALSE when a sweep took it away in the moment before it was locked. Where the file system has no
 * locks, a sweep cannot lock it either, and leaves it. */
static gboolean
lock (int fd, const char *temporary)
{
  GStatBuf here, there;

  if (flock (fd, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    return FALSE;
  return fstat (fd, &here) == 0 && g_stat (temporary, &there) == 0 && here.st_ino == there.st_ino;
}

static int
open_new (const char *path, Make make, char **temporary)
{
  g_autofree char *folder = g_path_get_dirname (path);

  eta_partial_sweep (folder);
  for (guint tries = 0; tries < 100; tries++) {
    g_autofree char *name =
        g_strdup_printf ("%s/" PREFIX "%0*x" SUFFIX, folder, DIGITS, g_random_int ());
    int fd = make (name);

    if (fd >= 0 && lock (fd, name)) {
      *temporary = g_steal_pointer (&name);
      return fd;
    }
    if (fd < 0 && errno != EEXIST)
      return -1;
    if (fd >= 0)
      close (fd);
  }
  errno = EEXIST;
  return -1;
}

int
eta_partial_open (const char *path, char **temporary)
{
  return open_new (path, make_file, temporary);
}

int
eta_partial_make_folder (const char *path, char **temporary)
{
  return open_new (path, make_folder, temporary);
}

static gboolean
is_partial (const char *name)
{
  const char *digits = name + strlen (PREFIX);

  return g_str_has_prefix (name, PREFIX) && strspn (digits, "0123456789abcdef") == DIGITS &&
         g_str_equal (digits + DIGITS, SUFFIX);
}

static void
sweep_one (const char *path)
{
  int fd = open (path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK);

  if (fd < 0)
    return;
  if (flock (fd, LOCK_EX | LOCK_NB) == 0)
    eta_partial_remove (path);
  close (fd);
}

void
eta_partial_sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (is_partial (name))
      sweep_one (path);
  }
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *inner = g_build_filename (path, name, NULL);

    if (g_unlink (inner) != 0)
      remove_folder (inner);
  }
  g_rmdir (path);
}

void
eta_partial_remove (const char *temporary)
{
  static const char *const journals[] = {"-journal", "-wal", "-shm"};

  for (guint i = 0; i < G_N_ELEMENTS (journals); i++) {
    g_autofree char *journal = g_strconcat (temporary, journals[i], NULL);
    g_unlink (journal);
  }
  /* A link to a folder is unlinked, never followed. */
  if (g_unlink (temporary) != 0 && errno != ENOENT)
    remove_folder (temporary);
}
