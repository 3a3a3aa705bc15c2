/* Linked into sanitizer builds alone: libraries that are loaded stay loaded. A leak report needs
 * the names of the functions it leaked in, and those are gone once their library has been closed.
 */
int dlclose (void *handle);

int
dlclose (void *handle)
{
  return 0;
}
