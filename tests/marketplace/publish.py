#!/usr/bin/python3
"""The main job against the real shop: publish, look as a buyer does, change, lose answers, be killed. The program
talks through a proxy of ours, which counts what is written and can lose an answer after the shop has stored it.
MEDUSA_ENV names the file that start-medusa.sh wrote; without it there is nothing to test."""
import base64
import collections
import hashlib
import http.client
import http.server
import json
import os
import shutil
import signal
import socketserver
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

N_SAMPLE = 14
FIELDS = "id,external_id,handle,title,status,updated_at,*images,*variants,*variants.prices"


class Proxy(http.server.BaseHTTPRequestHandler):
    """Hands every request on; counts; loses the answer to the next request that LOSE names."""
    protocol_version = "HTTP/1.1"
    counts = collections.Counter()
    lose = None
    shop = None

    def forward(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        link = http.client.HTTPConnection(self.shop, timeout=120)
        headers = {k: v for k, v in self.headers.items() if k.lower() not in ("host", "connection", "expect")}
        link.request(self.command, self.path, body or None, headers)
        reply = link.getresponse()
        data = reply.read()
        path = urllib.parse.urlsplit(self.path).path
        kind = "upload" if path == "/admin/uploads" else "read" if self.command == "GET" else "write"
        Proxy.counts[kind] += 1
        if Proxy.lose and kind == "write" and path == Proxy.lose:
            Proxy.lose = None
            self.close_connection = True
            self.connection.close()
            return
        self.send_response(reply.status)
        for name, value in reply.getheaders():
            if name.lower() not in ("transfer-encoding", "content-length", "connection"):
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_DELETE = do_PUT = forward

    def log_message(self, *_):
        pass


class Server(socketserver.ThreadingMixIn, http.server.HTTPServer):
    daemon_threads = True

    def handle_error(self, *_):
        pass  # a client that was killed hangs up


class Desk:
    """A catalog on a temporary disk and the shop it is connected to."""

    def __init__(self, env, folder, url):
        self.env, self.folder, self.url = env, folder, url
        self.key_file = os.path.join(folder, "key")
        with open(self.key_file, "w", encoding="utf-8") as file:
            file.write(env["MEDUSA_SECRET_KEY"] + "\n")
        os.chmod(self.key_file, 0o600)
        self.catalog = None

    def new_catalog(self, name):
        """A fresh catalog and an empty shop: what is there from before would be adopted, not made."""
        for product in self.admin("/admin/products?limit=1000&fields=id")["products"]:
            self.admin("/admin/products/" + product["id"], method="DELETE")
        self.catalog = os.path.join(self.folder, name + ".etalasedb")
        self.cli("sample")
        self.cli("connect", "shop", "--kind", "medusa", "--url", self.url, "--key-file", self.key_file)

    def command(self, *words):
        return [os.environ["ETALASE_CLI"], "--file", self.catalog, *words]

    def cli(self, *words, code=0):
        done = subprocess.run(self.command(*words), capture_output=True, text=True, timeout=300, check=False)
        if done.returncode != code:
            raise AssertionError(f"{words}: exit {done.returncode}, not {code}: {done.stdout} {done.stderr}")
        return done.stdout + done.stderr

    def sync(self, *words, code=0):
        Proxy.counts.clear()
        return self.cli("sync", "shop", *words, code=code)

    def admin(self, path, body=None, method=None):
        token = base64.b64encode((self.env["MEDUSA_SECRET_KEY"] + ":").encode()).decode()
        request = urllib.request.Request(
            self.env["MEDUSA_URL"] + path, None if body is None else json.dumps(body).encode(),
            {"Authorization": "Basic " + token, "Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)

    def remote(self):
        """SKU → product, of this catalog alone; the shop may hold others'. More than one of a key fails."""
        ids = {p["sku"]: p["id"] for p in json.loads(self.cli("--json", "list"))}
        found = self.admin("/admin/products?limit=1000&fields=" + urllib.parse.quote(FIELDS, ",*"))["products"]
        result = {}
        for sku, uuid in ids.items():
            same = [p for p in found if (p["external_id"] or "").endswith(":" + uuid)]
            assert len(same) <= 1, f"{sku} stands {len(same)} times in the shop"
            if same:
                result[sku] = same[0]
        return result

    def buyer(self, handle, locale):
        return self.store(f"handle={handle}&locale={locale}&fields=title,thumbnail,*images")

    def store(self, query):
        request = urllib.request.Request(
            f"{self.env['MEDUSA_URL']}/store/products?{query}",
            headers={"x-publishable-api-key": self.env["MEDUSA_PUBLISHABLE_KEY"]})
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)["products"]


def publishes_everything(desk):
    desk.sync()
    there = desk.remote()
    assert len(there) == N_SAMPLE, sorted(there)
    assert Proxy.counts["upload"] > 0
    assert all(p["images"] for p in there.values()), [s for s, p in there.items() if not p["images"]]


def buyers_see_three_languages_and_the_photos(desk):
    kopi = desk.remote()["KOPI-AR-250"]
    names = {lang: json.loads(desk.cli("--json", "show", "KOPI-AR-250"))["words"][lang]["name"] for lang in ("id", "en", "ar")}
    for lang, locale in (("id", "id-ID"), ("en", "en-US"), ("ar", "ar-SA")):
        shown = desk.buyer(kopi["handle"], locale)
        assert [p["title"] for p in shown] == [names[lang]], (locale, shown)
    for image in shown[0]["images"]:
        with urllib.request.urlopen(image["url"], timeout=60) as reply:
            assert hashlib.sha256(reply.read()).hexdigest() in image["url"], image["url"]


def buyers_see_a_price_in_every_currency_of_it(desk):
    regions = {r["currency_code"]: r["id"] for r in desk.admin("/admin/regions?fields=id,currency_code")["regions"]}
    product = json.loads(desk.cli("--json", "show", "KOPI-AR-250"))
    handle = desk.remote()["KOPI-AR-250"]["handle"]
    for currency in sorted({price["currency"].lower() for price in product["prices"]} & set(regions)):
        first = min((p for p in product["prices"] if p["currency"].lower() == currency), key=lambda p: p["quantity"])
        shown = desk.store(f"handle={handle}&region_id={regions[currency]}&fields=*variants.calculated_price")
        amount = shown[0]["variants"][0]["calculated_price"]["calculated_amount"]
        assert amount == float(first["amount"]), (currency, amount, first)


def a_second_run_writes_nothing(desk):
    desk.sync()
    assert Proxy.counts["write"] == 0 and Proxy.counts["upload"] == 0, Proxy.counts


def a_changed_price_moves_that_product_alone(desk):
    before = desk.remote()
    desk.cli("set", "KOPI-AR-250", "price.usd.500=4.75")
    desk.sync()
    after = desk.remote()
    assert Proxy.counts["upload"] == 0
    amounts = [p["amount"] for v in after["KOPI-AR-250"]["variants"] for p in v["prices"] if p["currency_code"] == "usd"]
    assert 4.75 in amounts, amounts
    prices = lambda p: sorted((q["currency_code"], q["amount"]) for v in p["variants"] for q in v["prices"])
    assert all(prices(before[s]) == prices(after[s]) for s in before if s != "KOPI-AR-250")
    assert all(before[s]["updated_at"] == after[s]["updated_at"] for s in before if s != "KOPI-AR-250")


def reordered_photos_are_not_sent_again(desk):
    urls = lambda: [i["url"] for i in sorted(desk.remote()["KOPI-AR-250"]["images"], key=lambda i: i["rank"])]
    before = urls()
    desk.cli("photo", "move", "KOPI-AR-250", "2", "1")
    desk.sync()
    assert Proxy.counts["upload"] == 0, Proxy.counts
    assert urls() == [before[1], before[0], *before[2:]], (before, urls())


def what_both_changed_is_asked(desk):
    madu = desk.remote()["MADU-500"]
    desk.admin("/admin/products/" + madu["id"], {"title": "Changed in the shop"})
    lang = "en" if madu["title"] == json.loads(desk.cli("--json", "show", "MADU-500"))["words"]["en"]["name"] else "id"
    desk.cli("set", "MADU-500", f"name.{lang}=Changed at the desk")
    desk.sync(code=1)
    assert desk.remote()["MADU-500"]["title"] == "Changed in the shop"
    desk.sync("--take", "mine")
    assert desk.remote()["MADU-500"]["title"] == "Changed at the desk"
    a_second_run_writes_nothing(desk)


def the_trash_hides_and_undo_shows(desk):
    handle = desk.remote()["SABUN-80"]["handle"]
    assert desk.buyer(handle, "en-US")
    desk.cli("delete", "SABUN-80")
    desk.sync()
    assert not desk.buyer(handle, "en-US")
    desk.cli("undo")
    desk.sync()
    assert desk.buyer(handle, "en-US")


def a_lost_answer_makes_no_second_product(desk):
    desk.new_catalog("lost")
    Proxy.lose = "/admin/products/batch"
    subprocess.run(desk.command("sync", "shop"), capture_output=True, timeout=300, check=False)
    assert Proxy.lose is None, "no answer was lost"
    desk.sync()
    assert len(desk.remote()) == N_SAMPLE
    a_second_run_writes_nothing(desk)


def killed_at_any_moment_it_goes_on(desk):
    desk.new_catalog("killed")
    for wait in (0.15, 0.3, 0.5, 0.8, 1.2):
        with subprocess.Popen(desk.command("sync", "shop"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
            time.sleep(wait)
            run.send_signal(signal.SIGKILL)
            run.wait()
    desk.sync()
    assert len(desk.remote()) == N_SAMPLE
    a_second_run_writes_nothing(desk)


def a_refused_key_and_a_dead_address_are_said(desk):
    bad = os.path.join(desk.folder, "bad")
    with open(bad, "w", encoding="utf-8") as file:
        file.write("sk_wrong\n")
    os.chmod(bad, 0o600)
    text = desk.cli("connect", "other", "--kind", "medusa", "--url", desk.url, "--key-file", bad, code=4)
    assert "key" in text and "sk_wrong" not in text, text
    text = desk.cli("connect", "other", "--kind", "medusa", "--url", "http://127.0.0.1:9", "--key-file", bad, code=4)
    assert "127.0.0.1" in text, text


def a_shop_killed_in_the_middle_is_made_whole(desk):
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "start-medusa.sh")
    place = {**os.environ, "MEDUSA_ROOT": desk.env["MEDUSA_ROOT"], "MEDUSA_PORT": desk.env["MEDUSA_PORT"]}
    shop = lambda word: subprocess.run([script, word], env=place, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL, timeout=180, check=True)
    desk.new_catalog("cut")
    with subprocess.Popen(desk.command("sync", "shop"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as run:
        deadline = time.time() + 60
        Proxy.counts.clear()
        while Proxy.counts["upload"] == 0 and time.time() < deadline:
            time.sleep(0.02)
        time.sleep(0.6)
        shop("kill")
        run.send_signal(signal.SIGKILL)
        run.wait()
    shop("restart")
    desk.sync()
    assert len(desk.remote()) == N_SAMPLE
    assert all(v["prices"] for p in desk.remote().values() for v in p["variants"])
    a_second_run_writes_nothing(desk)


CHECKS = [publishes_everything, buyers_see_three_languages_and_the_photos,
          buyers_see_a_price_in_every_currency_of_it, a_second_run_writes_nothing,
          a_changed_price_moves_that_product_alone, reordered_photos_are_not_sent_again, what_both_changed_is_asked,
          the_trash_hides_and_undo_shows, a_refused_key_and_a_dead_address_are_said,
          a_lost_answer_makes_no_second_product, killed_at_any_moment_it_goes_on,
          a_shop_killed_in_the_middle_is_made_whole]


def read_env(path):
    with open(path, encoding="utf-8") as file:
        return dict(line.strip().split("=", 1) for line in file if "=" in line)


def main():
    if not os.environ.get("MEDUSA_ENV"):
        print("1..0 # SKIP MEDUSA_ENV is not set; start a server with tests/marketplace/start-medusa.sh")
        return 0
    env = read_env(os.environ["MEDUSA_ENV"])
    Proxy.shop = urllib.parse.urlsplit(env["MEDUSA_URL"]).netloc
    proxy = Server(("127.0.0.1", 0), Proxy)
    threading.Thread(target=proxy.serve_forever, daemon=True).start()
    folder = tempfile.mkdtemp(prefix="etalase-market-")
    failed = 0
    print(f"1..{len(CHECKS)}", flush=True)
    try:
        desk = Desk(env, folder, f"http://127.0.0.1:{proxy.server_port}")
        desk.new_catalog("first")
        for number, check in enumerate(CHECKS, 1):
            try:
                check(desk)
                good, why = True, ""
            except (AssertionError, OSError, KeyError, ValueError, IndexError, subprocess.SubprocessError) as error:
                good, why = False, "".join(f"# {line}\n" for line in f"{type(error).__name__}: {error}".splitlines())
            failed += not good
            print(f"{why}{'ok' if good else 'not ok'} {number} {check.__name__.replace('_', ' ')}", flush=True)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return failed > 0


sys.exit(main())
