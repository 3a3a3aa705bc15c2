/* https with a certificate whose authority is the user's own file, and without it. The server is
 * openssl's. */
#include "sync/error.h"
#include "sync/http.h"

#include <signal.h>
#include <string.h>
#include <sys/prctl.h>

#include "../remove-tree.h"

typedef struct {
  char *folder;
  GSubprocess *server;
  guint16 port;
} Tls;

static gboolean
run_in (const char *folder, const char *line)
{
  g_auto (GStrv) argv = NULL;
  int status = 0;

  g_assert_true (g_shell_parse_argv (line, NULL, &argv, NULL));
  return g_spawn_sync (folder, argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL |
                           G_SPAWN_STDERR_TO_DEV_NULL,
                       NULL, NULL, NULL, NULL, &status, NULL) &&
         status == 0;
}

/* An authority, and a server's certificate for NAME that it signed. */
static gboolean
make_certificates (const char *folder, const char *name)
{
  static const char *const lines[] = {
      "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout ca.key -out ca.pem"
      " -subj \"/CN=Test authority\"",
      "openssl req -newkey rsa:2048 -nodes -keyout srv.key -out srv.csr -subj /CN=shop",
      "openssl x509 -req -in srv.csr -CA ca.pem -CAkey ca.key -CAcreateserial -days 2 -out srv.pem"
      " -extfile ext",
  };
  g_autofree char *ext = g_strdup_printf ("subjectAltName=%s\n", name);
  g_autofree char *path = g_build_filename (folder, "ext", NULL);

  g_assert_true (g_file_set_contents (path, ext, -1, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    if (!run_in (folder, lines[i]))
      return FALSE;
  return TRUE;
}

static guint16
free_port (void)
{
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16 port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);

  g_socket_listener_close (listener);
  return port;
}

static void
end_with_parent (gpointer data)
{
  prctl (PR_SET_PDEATHSIG, SIGKILL);
}

static gboolean
is_listening (guint16 port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection =
      g_socket_client_connect_to_host (client, "127.0.0.1", port, NULL, NULL);

  return connection != NULL;
}

static gboolean
tls_start (Tls *tls, const char *name)
{
  g_autofree char *openssl = g_find_program_in_path ("openssl");
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (
      G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autofree char *port = NULL;

  if (!openssl) {
    g_test_skip ("openssl is not installed");
    return FALSE;
  }
  tls->folder = g_dir_make_tmp ("etalase-tls-XXXXXX", NULL);
  if (!make_certificates (tls->folder, name)) {
    g_test_skip ("openssl makes no certificates here");
    return FALSE;
  }
  tls->port = free_port ();
  port = g_strdup_printf ("%u", tls->port);
  g_subprocess_launcher_set_cwd (launcher, tls->folder);
  g_subprocess_launcher_set_child_setup (launcher, end_with_parent, NULL, NULL);
  tls->server = g_subprocess_launcher_spawn (launcher, NULL, openssl, "s_server", "-accept", port,
                                             "-cert", "srv.pem", "-key", "srv.key", "-www", NULL);
  g_assert_nonnull (tls->server);
  for (guint i = 0; i < 100 && !is_listening (tls->port); i++)
    g_usleep (50000);
  return TRUE;
}

static void
tls_stop (Tls *tls)
{
  if (tls->server) {
    g_subprocess_force_exit (tls->server);
    g_subprocess_wait (tls->server, NULL, NULL);
    g_object_unref (tls->server);
  }
  if (tls->folder)
    remove_tree (tls->folder);
  g_free (tls->folder);
}

/* The error of one request, transfer full; NULL when there was an answer. */
static GError *
ask (Tls *tls, const char *ca_name)
{
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", tls->port);
  g_autofree char *ca = ca_name ? g_build_filename (tls->folder, ca_name, NULL) : NULL;
  EtaHttpOptions options = {.url = url, .ca_file = ca, .authorization = "Basic c2VjcmV0"};
  g_autoptr (EtaHttp) http = eta_http_new (&options, NULL);
  g_autoptr (EtaHttpRequest) request = eta_http_request_new ("GET", "/");
  g_autoptr (EtaHttpAnswer) answer = eta_http_send (http, request, NULL);

  if (!answer->error)
    g_assert_cmpuint (answer->status, ==, 200);
  return g_steal_pointer (&answer->error);
}

static void
test_own_authority (void)
{
  Tls tls = {0};

  if (tls_start (&tls, "IP:127.0.0.1")) {
    g_autoptr (GError) with = ask (&tls, "ca.pem"), without = ask (&tls, NULL);
    g_autoptr (GError) wrong = ask (&tls, "ext");

    g_assert_no_error (with);
    g_assert_error (without, ETA_SYNC_ERROR, ETA_SYNC_ERROR_UNTRUSTED);
    g_assert_nonnull (strstr (without->message, "authority"));
    g_assert_nonnull (wrong); /* not a certificate: never “then without” */
  }
  tls_stop (&tls);
}

/* Signed by the right authority, for another name. */
static void
test_other_name (void)
{
  Tls tls = {0};

  if (tls_start (&tls, "DNS:shop.example")) {
    g_autoptr (GError) error = ask (&tls, "ca.pem");

    g_assert_error (error, ETA_SYNC_ERROR, ETA_SYNC_ERROR_UNTRUSTED);
  }
  tls_stop (&tls);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tls/own-authority", test_own_authority);
  g_test_add_func ("/tls/other-name", test_other_name);
  return g_test_run ();
}
