/* Packages that somebody changed, cut off or made by hand: each is refused whole, with a sentence
 * that names the file and says what to do, and nothing is stored. */
#include "package-fixture.h"

#define PRODUCER "11111111-1111-4111-8111-111111111111"
#define PRODUCT "22222222-2222-4222-8222-222222222222"
#define PRODUCERS "[{\"id\":\"" PRODUCER "\",\"name\":\"Ponpes Jauh\"}]"
#define PRODUCTS                                                                                   \
  "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER                                           \
  "\",\"sku\":\"KOPI-9\",\"words\":{\"id\":{\"name\":\"Kopi jauh\"}}}]"

/* What goes into a package; NULL members are as an honest sender writes them. */
typedef struct {
  const char *producers, *products, *manifest;
  gssize products_len;
  const char *extra; /* name of one more entry */
  const char *extra_text;
  gsize extra_len; /* 0: of the text */
  guint type;      /* of that entry; 0: a plain file */
  gboolean twice;  /* products.json */
} Forged;

static void
put (struct archive *archive, const char *name, gconstpointer data, gsize len, guint type)
{
  struct archive_entry *entry = archive_entry_new ();

  archive_entry_set_pathname (entry, name);
  archive_entry_set_size (entry, type == AE_IFLNK ? 0 : (la_int64_t)len);
  archive_entry_set_filetype (entry, type ? type : AE_IFREG);
  archive_entry_set_perm (entry, 0644);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, data);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  if (type != AE_IFLNK && len > 0)
    g_assert_cmpint (archive_write_data (archive, data, len), ==, (gssize)len);
  archive_entry_free (entry);
}

static char *
honest_manifest (const char *producers, const char *products, gssize products_len)
{
  g_autofree char *one = g_compute_checksum_for_string (G_CHECKSUM_SHA256, producers, -1);
  g_autofree char *two = g_compute_checksum_for_string (G_CHECKSUM_SHA256, products, products_len);

  return g_strdup_printf ("{\"format\":\"etalase-package\",\"version\":1,\"program\":\"Etalase 0\","
                          "\"made\":\"2026-11-25T08:00:00Z\",\"catalog\":{\"id\":\"abcd2345\"},"
                          "\"files\":{\"producers.json\":{\"sha256\":\"%s\"},"
                          "\"products.json\":{\"sha256\":\"%s\"}}}",
                          one, two);
}

static GBytes *
forge (const Forged *forged)
{
  const char *producers = forged->producers ? forged->producers : PRODUCERS;
  const char *products = forged->products ? forged->products : PRODUCTS;
  const gssize len = forged->products_len ? forged->products_len : (gssize)strlen (products);
  g_autofree char *manifest =
      forged->manifest ? g_strdup (forged->manifest) : honest_manifest (producers, products, len);
  const gsize room = 1024 * 1024 + forged->extra_len + (gsize)len;
  g_autofree char *buffer = g_malloc (room);
  struct archive *archive = archive_write_new ();
  size_t used = 0;

  archive_write_set_format_zip (archive);
  archive_write_set_bytes_in_last_block (archive, 1);
  g_assert_cmpint (archive_write_open_memory (archive, buffer, room, &used), ==, ARCHIVE_OK);
  put (archive, "producers.json", producers, strlen (producers), 0);
  put (archive, "products.json", products, (gsize)len, 0);
  if (forged->twice)
    put (archive, "products.json", products, (gsize)len, 0);
  if (forged->extra)
    put (archive, forged->extra, forged->extra_text ? forged->extra_text : "",
         forged->extra_len    ? forged->extra_len
         : forged->extra_text ? strlen (forged->extra_text)
                              : 0,
         forged->type);
  if (*manifest)
    put (archive, "manifest.json", manifest, strlen (manifest), 0);
  archive_write_close (archive);
  archive_write_free (archive);
  return g_bytes_new (buffer, used);
}

static void
assert_refused_bytes (GBytes *bytes, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaPackage) package = eta_package_open_bytes (bytes, "kiriman.etalase", &error);

  g_assert_null (package);
  g_test_message ("%s", error->message);
  g_assert_error (error, ETA_CATALOG_ERROR, code);
  g_assert_nonnull (strstr (error->message, "“kiriman.etalase”"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
  g_assert_true (g_str_has_suffix (error->message, "."));
}

static void
assert_refused (Forged forged)
{
  g_autoptr (GBytes) bytes = forge (&forged);

  assert_refused_bytes (bytes, ETA_CATALOG_ERROR_INPUT);
}

/* The forger can make a good one: so the others are refused for what is wrong with them. */
static void
test_honest (void)
{
  g_autoptr (GBytes) bytes = forge (&(Forged){.extra = "readme.txt", .extra_text = "halo"});
  g_autoptr (GError) error = NULL;
  g_autoptr (EtaPackage) package = eta_package_open_bytes (bytes, "baik.etalase", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (eta_package_info (package)->n_products, ==, 1);
}

static void
test_names (void)
{
  static const char *const names[] = {"../jahat.txt",  "photos/../../jahat.txt",
                                      "/etc/passwd",   "..\\jahat.txt",
                                      "C:/jahat.txt",  "a\nb",
                                      "\xff\xfe",      "..",
                                      "producers.json"};

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    assert_refused ((Forged){.extra = names[i], .extra_text = "x"});
  assert_refused ((Forged){.twice = TRUE});
}

static void
test_links (void)
{
  assert_refused ((Forged){.extra = "link", .extra_text = "/etc/passwd", .type = AE_IFLNK});
  assert_refused (
      (Forged){.extra = "photos/aa/"
                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.jpg",
               .extra_text = "../../etc/passwd",
               .type = AE_IFLNK});
}

/* 60 MB of zeros in 60 kB, as a photo and as a list. */
static void
test_bombs (void)
{
  g_autofree char *zeros = g_malloc0 (60 * 1000 * 1000);
  g_autofree char *blanks = g_strnfill (60 * 1000 * 1000, ' ');
  g_autofree char *hash =
      g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)zeros, 60000000);
  g_autofree char *name = g_strdup_printf ("photos/%.2s/%s.jpg", hash, hash);
  g_autofree char *list = g_strconcat ("[", blanks, "]", NULL);

  assert_refused ((Forged){.extra = name, .extra_text = zeros, .extra_len = 60 * 1000 * 1000});
  assert_refused ((Forged){.products = list});
}

static void
test_wrong_hash (void)
{
  assert_refused (
      (Forged){.extra = "photos/aa/"
                        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.jpg",
               .extra_text = "not that"});
  /* The list was changed after the manifest was written. */
  {
    g_autofree char *manifest = honest_manifest (PRODUCERS, "[]", 2);
    assert_refused ((Forged){.manifest = manifest});
  }
}

static void
test_manifest (void)
{
  g_autofree char *honest = honest_manifest (PRODUCERS, PRODUCTS, -1);
  static const struct {
    const char *from, *to;
    int code;
  } changes[] = {
      {"\"version\":1", "\"version\":2", ETA_CATALOG_ERROR_NEWER},
      {"\"version\":1", "\"version\":0", ETA_CATALOG_ERROR_INPUT},
      {"\"version\":1", "\"version\":\"1\"", ETA_CATALOG_ERROR_INPUT},
      {"etalase-package", "other-package", ETA_CATALOG_ERROR_INPUT},
      {"\"id\":\"abcd2345\"", "\"id\":\"../../x\"", ETA_CATALOG_ERROR_INPUT},
      {"\"id\":\"abcd2345\"", "\"id\":7", ETA_CATALOG_ERROR_INPUT},
      {"\"catalog\":{", "\"shop\":{", ETA_CATALOG_ERROR_INPUT},
      {"\"files\":{", "\"files\":[],\"x\":{", ETA_CATALOG_ERROR_INPUT},
      {"\"made\"", "\"absent\":[\"../x\"],\"made\"", ETA_CATALOG_ERROR_INPUT},
      {"{\"format\"", "[{\"format\"", ETA_CATALOG_ERROR_INPUT},
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++) {
    g_autoptr (GString) text = g_string_new (honest);
    g_autoptr (GBytes) bytes = NULL;

    g_assert_cmpuint (g_string_replace (text, changes[i].from, changes[i].to, 1), ==, 1);
    bytes = forge (&(Forged){.manifest = text->str});
    assert_refused_bytes (bytes, changes[i].code);
  }
  assert_refused ((Forged){.manifest = ""});
  assert_refused ((Forged){.extra = "manifest.json", .manifest = ""});
  assert_refused ((Forged){.manifest = "{}"});
  assert_refused ((Forged){.manifest = "null"});
}

/* One thing after the other is wrong with the one product. */
static void
test_values (void)
{
  static const char *const lists[] = {
      "",
      "{}",
      "[1]",
      "[{}]",
      "[{},]",
      "[\"x\"]",
      "null",
      PRODUCTS "]",
      "[" PRODUCTS "]",
      "[{\"id\":\"" PRODUCT "\"}]",
      /* a comment hides a bracket from whoever counts them */
      "[{\"id\":\"" PRODUCT "\"/* { */}]",
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"33333333-3333-4333-8333-333333333333\"}]",
      "[{\"id\":\"../../x\",\"producer_id\":\"" PRODUCER "\"}]",
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER "\",\"moq\":[1]}]",
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER "\",\"moq\":\"banyak\"}]",
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER "\",\"moq\":-4}]",
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER "\",\"words\":[]}]",
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER "\",\"words\":{\"../x\":{}}}]",
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER "\",\"prices\":{}}]",
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER "\",\"prices\":[{\"minor\":1e999}]}]",
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER
      "\",\"photos\":[{\"sha256\":\"../../../etc/passwd\"}]}]",
      /* names a photo that is not in the package */
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER "\",\"photos\":[{\"sha256\":"
      "\"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb\"}]}]",
      /* the same twice, and two with the same code */
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER "\"},{\"id\":\"" PRODUCT
      "\",\"producer_id\":\"" PRODUCER "\"}]",
      "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER
      "\",\"sku\":\"a-1\"},{\"id\":\"33333333-3333-4333-8333-333333333333\",\"producer_id\":"
      "\"" PRODUCER "\",\"sku\":\"A-1\"}]",
  };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++) {
    g_test_message ("%s", lists[i]);
    assert_refused ((Forged){.products = lists[i]});
  }
  assert_refused ((Forged){.producers = "[{\"name\":\"Tanpa id\"}]"});
  assert_refused ((Forged){.producers = "[]"});
}

static void
test_bytes (void)
{
  static const char broken[] = "[{\"id\":\"\xc3\x28\"}]";
  static const char nul[] = "[{\"id\":\"a\0b\"}]";

  assert_refused ((Forged){.products = broken});
  assert_refused ((Forged){.products = nul, .products_len = sizeof nul - 1});
}

/* A hundred thousand brackets would exhaust the stack of a parser that goes down with them. */
static void
test_depth (void)
{
  g_autofree char *open = g_strnfill (100000, '[');
  g_autofree char *close = g_strnfill (100000, ']');
  g_autofree char *list = g_strconcat (open, close, NULL);
  g_autofree char *inside = g_strconcat ("[{\"id\":", list, "}]", NULL);

  assert_refused ((Forged){.products = list});
  assert_refused ((Forged){.products = inside});
  assert_refused ((Forged){.products = open});
}

/* Cut off anywhere, as a transfer over the telephone is. */
static void
test_cut_off (void)
{
  g_autoptr (GBytes) whole = forge (&(Forged){0});
  const gsize len = g_bytes_get_size (whole);

  for (gsize i = 4; i < len; i += 7) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (whole, 0, i);
    assert_refused_bytes (part, ETA_CATALOG_ERROR_DAMAGED);
  }
}

static void
test_no_package (void)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("halo", 4);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  g_autoptr (GError) error = NULL;

  assert_refused_bytes (text, ETA_CATALOG_ERROR_INPUT);
  assert_refused_bytes (empty, ETA_CATALOG_ERROR_INPUT);
  g_assert_null (eta_package_open ("/nowhere/x.etalase", NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (eta_package_open (g_get_tmp_dir (), NULL, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_NOT_FOUND);
}

/* Ids that stand twice inside a product do not stop the merge half way. */
static void
test_child_ids (Pair *p, gconstpointer unused)
{
#define PRICE "{\"id\":\"" PRODUCT "\",\"currency\":\"USD\",\"minor\":450,\"quantity\":"
  static const char products[] = "[{\"id\":\"" PRODUCT "\",\"producer_id\":\"" PRODUCER
                                 "\",\"sku\":\"K\",\"prices\":[" PRICE "1}," PRICE "100}]}]";
  g_autoptr (GBytes) bytes = forge (&(Forged){.products = products});
  g_autoptr (EtaProduct) back = NULL;
  g_auto (EtaMergeReport) in = {0};

  g_assert_true (g_file_set_contents (p->package, g_bytes_get_data (bytes, NULL),
                                      (gssize)g_bytes_get_size (bytes), NULL));
  in = receive (p, ETA_TAKE_NOTHING);
  assert_count (&in.products, 1, 0, 0, 0);
  back = find (&p->here, "K");
  g_assert_cmpuint (back->prices->len, ==, 2);
}

static gboolean
refuse_picture (GBytes *bytes,
                const char *name,
                gpointer data,
                char sha256[65],
                int *width,
                int *height,
                GError **error)
{
  g_set_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT, "“%s” is no picture.", name);
  return FALSE;
}

/* A photo that is no picture: known only when it is taken in, still before any row is written. */
static void
test_no_picture (Pair *p, gconstpointer unused)
{
  g_autoptr (EtaProduct) sent = make_full (&p->there, "KOPI-1");
  g_autoptr (EtaPackage) package = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (EtaPackageReport) out = {0};
  g_auto (EtaMergeReport) report = {0};

  put_now (p->there.store, "Add", sent);
  out = send (p);
  package = open_package (p->package);
  g_assert_false (eta_package_merge (
      p->here.store, package, &(EtaMergeOptions){.intake = refuse_picture}, &report, &error));
  g_assert_error (error, ETA_CATALOG_ERROR, ETA_CATALOG_ERROR_INPUT);
  g_assert_cmpint (eta_store_count_products (p->here.store), ==, 0);
  g_assert_cmpint (eta_store_count_producers (p->here.store), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/package-hostile/honest", test_honest);
  g_test_add_func ("/package-hostile/names", test_names);
  g_test_add_func ("/package-hostile/links", test_links);
  g_test_add_func ("/package-hostile/bombs", test_bombs);
  g_test_add_func ("/package-hostile/wrong-hash", test_wrong_hash);
  g_test_add_func ("/package-hostile/manifest", test_manifest);
  g_test_add_func ("/package-hostile/values", test_values);
  g_test_add_func ("/package-hostile/bytes", test_bytes);
  g_test_add_func ("/package-hostile/depth", test_depth);
  g_test_add_func ("/package-hostile/cut-off", test_cut_off);
  g_test_add_func ("/package-hostile/no-package", test_no_package);
  with_pair ("/package-hostile/child-ids", test_child_ids);
  with_pair ("/package-hostile/no-picture", test_no_picture);
  return g_test_run ();
}
