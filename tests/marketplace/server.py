#!/usr/bin/python3
"""Is the shop that the marketplace tests count on really there? Named apart, so that a missing server is not taken
for a broken connector. MEDUSA_ENV names the file that start-medusa.sh wrote; without it there is nothing to test."""
import base64
import json
import os
import sys
import urllib.error
import urllib.request


def read_env(path):
    with open(path, encoding="utf-8") as file:
        return dict(line.strip().split("=", 1) for line in file if "=" in line)


def get(env, path, key, **headers):
    if key:
        headers["Authorization"] = "Basic " + base64.b64encode(f"{key}:".encode()).decode()
    request = urllib.request.Request(env["MEDUSA_URL"] + path, headers=headers)
    with urllib.request.urlopen(request, timeout=20) as reply:
        return json.load(reply)


def key_is_accepted(env):
    return len(get(env, "/admin/stores", env["MEDUSA_SECRET_KEY"])["stores"]) == 1


def wrong_key_is_refused(env):
    try:
        get(env, "/admin/stores", "sk_wrong")
    except urllib.error.HTTPError as error:
        return error.code == 401
    return False


def prices_and_texts_can_be_shown(env):
    fields = "fields=supported_currencies.currency_code,supported_locales.locale_code"
    store = get(env, "/admin/stores?" + fields, env["MEDUSA_SECRET_KEY"])["stores"][0]
    currencies = {row["currency_code"] for row in store["supported_currencies"]}
    locales = {row["locale_code"] for row in store["supported_locales"]}
    regions = get(env, "/admin/regions", env["MEDUSA_SECRET_KEY"])["regions"]
    return (currencies, locales, len(regions)) == (
        {"idr", "usd", "eur", "gbp", "sar"}, {"id-ID", "en-US", "ar-SA"}, 5)


def a_second_channel_hides_what_is_not_listed(env):
    return get(env, "/admin/sales-channels", env["MEDUSA_SECRET_KEY"])["count"] >= 2


def buyers_can_look(env):
    headers = {"x-publishable-api-key": env["MEDUSA_PUBLISHABLE_KEY"]}
    return "products" in get(env, "/store/products?limit=1", None, **headers)


CHECKS = [key_is_accepted, wrong_key_is_refused, prices_and_texts_can_be_shown,
          a_second_channel_hides_what_is_not_listed, buyers_can_look]


def main():
    if not os.environ.get("MEDUSA_ENV"):
        print("1..0 # SKIP MEDUSA_ENV is not set; start a server with tests/marketplace/start-medusa.sh")
        return 0
    env = read_env(os.environ["MEDUSA_ENV"])
    print(f"1..{len(CHECKS)}")
    for number, check in enumerate(CHECKS, 1):
        try:
            good, why = check(env), ""
        except (OSError, KeyError, ValueError) as error:
            good, why = False, f"# {error}\n"
        print(f"{'ok' if good else 'not ok'} {number} {check.__name__.replace('_', ' ')}\n{why}", end="")
    return 0


sys.exit(main())
