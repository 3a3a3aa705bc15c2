/* Requests to one server, over libcurl.
 *
 * Certificates are always verified. Plain http:// goes to this machine only, unless the user has
 * confirmed it. The key goes to the server's own scheme, host and port and nowhere else: redirects
 * are followed there alone (three at most), any other is an error that names the new address.
 * Answers are bounded; every wait ends within 300 ms of a cancel. Connections are kept for 4 s (the
 * usual server drops them after 5).
 *
 * An EtaHttp belongs to one thread at a time. */
#pragma once

#include "sync/error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EtaHttp EtaHttp;

typedef struct {
  const char *url;           /* of the server: eta_http_address */
  const char *authorization; /* value of the header: "Basic …" */
  const char *secret;        /* blotted out of everything that is shown; or NULL */
  const char *ca_file; /* PEM of the authority that signed the server's certificate, or NULL */
  gboolean plain;      /* the user has confirmed http:// to another machine */
  guint timeout;       /* s for one request as a whole; 0: 120 */
  gsize max_answer;    /* bytes; 0: 32 MiB */
} EtaHttpOptions;

/* What was typed → "https://shop.example": scheme added, path of an admin page, "/" and query
 * dropped. ETA_SYNC_ERROR_INPUT when it is no address. Transfer full. */
char *eta_http_address (const char *typed, GError **error);

/* ETA_SYNC_ERROR_UNTRUSTED for plain http to another machine. */
EtaHttp *eta_http_new (const EtaHttpOptions *options, GError **error);
void eta_http_free (EtaHttp *http);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaHttp, eta_http_free)

typedef struct {
  const char *method;       /* "GET", "POST", "HEAD" … */
  char *path;               /* "/admin/products?limit=1", or a whole address */
  gboolean foreign;         /* to another server: without the key */
  GBytes *body;             /* or NULL */
  const char *content_type; /* of BODY; NULL: application/json */
  gboolean gzip;            /* the server takes compressed bodies */
  char *file;               /* multipart upload: path of a file to read … */
  char *file_name;          /* … the name the server sees … */
  const char *file_field;   /* … and the form field */
  gboolean photo;           /* BODY is a photo: it may take as long as it moves, and is counted */
  char **headers;           /* further headers, "Name: value", or NULL */
  const char *wanted;       /* a header of the answer that the caller reads, or NULL */
  gpointer data;            /* of the caller */
} EtaHttpRequest;

typedef struct {
  guint status;   /* 0: there was no answer, see ERROR */
  gboolean wrote; /* the request was more than GET or HEAD: it may have changed something */
  GBytes *body;   /* never NULL when there was an answer */
  char *content_type;
  char *location;     /* of a redirect, absolute, or NULL */
  char *header;       /* value of the header that was WANTED, or NULL */
  gint64 retry_after; /* ms, -1 when not stated */
  GError *error;      /* no answer: UNREACHABLE, UNTRUSTED, TOO_LARGE, CANCELLED, UNKNOWN */
} EtaHttpAnswer;

EtaHttpRequest *eta_http_request_new (const char *method, const char *path);
void eta_http_request_free (EtaHttpRequest *request);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaHttpRequest, eta_http_request_free)
void eta_http_answer_free (EtaHttpAnswer *answer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EtaHttpAnswer, eta_http_answer_free)

/* One request, once; never repeated here. Any status is an answer. Transfer full, never NULL. */
EtaHttpAnswer *
eta_http_send (EtaHttp *http, const EtaHttpRequest *request, GCancellable *cancellable);

/* Many at once, at most PARALLEL; photos adapt it to the line, up to four times as many. FUNC gets
 * each answer as it comes (borrowed), in this thread; FALSE from it stops the rest: those under way
 * end as CANCELLED, the others are not begun. */
typedef gboolean (*EtaHttpDone) (const EtaHttpRequest *request,
                                 const EtaHttpAnswer *answer,
                                 gpointer data);
void eta_http_send_many (EtaHttp *http,
                         GPtrArray *requests,
                         guint parallel,
                         EtaHttpDone func,
                         gpointer data,
                         GCancellable *cancellable);

/* TEXT without the key, as it or its Base64 may stand in a server's words. Transfer full. */
char *eta_http_blot (const EtaHttp *http, const char *text);
/* "shop.example", for messages. Borrowed. */
const char *eta_http_host (const EtaHttp *http);
const char *eta_http_url (const EtaHttp *http);

/* What has gone over the wire since eta_http_new. */
typedef struct {
  guint requests;
  guint writes;  /* all but GET and HEAD */
  guint uploads; /* files */
  gint64 bytes;  /* sent, headers included */
} EtaHttpCount;
EtaHttpCount eta_http_count (const EtaHttp *http);

G_END_DECLS
