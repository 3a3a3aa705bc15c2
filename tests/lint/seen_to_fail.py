#!/usr/bin/python3
"""Feeds every lint a small tree that keeps all rules, which it has to pass, and trees that break one rule, which it
has to refuse by name. Also trees that look like a breach and are none."""
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
LINTS = ["formatting", "includes", "leftovers", "names", "numbers", "sizes", "sql", "translations", "ui_files"]

PO = """msgid ""
msgstr ""
"Project-Id-Version: etalase\\n"
"PO-Revision-Date: 2026-01-01 00:00+0000\\n"
"Last-Translator: Somebody <somebody@example.test>\\n"
"Language-Team: none\\n"
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"
"""
PRICE = """
msgid "Price of %s"
msgstr "Harga %s"
"""
PAGE = """
msgid "Page"
msgstr "Halaman"
"""
SOURCE = """#include "catalog/price.h"

#include <glib/gi18n-lib.h>
#include <sqlite3.h>

/* A comment may say SELECT * FROM price, "%f" and _("nothing"). */
char *
eta_price_label (const char *name)
{
  return g_strdup_printf (_ ("Price of %s"), name);
}
"""
PAGE_C = """#include "app/price-page.h"

#include "catalog/store.h"
#include <gtk/gtk.h>

static const char *const template = "/org/etalase/Etalase/ui/price-page.ui";
"""
PAGE_UI = """<interface>
  <template class="EtaPricePage" parent="GtkBox">
    <child><object class="GtkLabel"><property name="label" translatable="yes">Page</property></object></child>
  </template>
</interface>
"""
RESOURCES = """<gresources><gresource prefix="/org/etalase/Etalase/ui">
  <file>{0}</file>
</gresource></gresources>
"""
GOOD = {
    "meson.build": "project('etalase', 'c')\n",
    ".clang-format": open(os.path.join(HERE, "../../.clang-format"), encoding="utf-8").read(),
    "src/catalog/store.h": "char *eta_price_label (const char *name);\n",
    "src/catalog/store.c": SOURCE.replace("price.h", "store.h"),
    "src/app/price-page.c": PAGE_C,
    "src/app/price-page.h": "#define ETA_PRICE_PAGE 1\n",
    "ui/price-page.ui": PAGE_UI,
    "ui/ui.gresource.xml": RESOURCES.format("price-page.ui"),
    "po/LINGUAS": "id\n",
    "po/POTFILES.in": "# one a line\nsrc/catalog/store.c\nui/price-page.ui\n",
    "po/id.po": PO.format(language="id") + PRICE + PAGE,
}


def function_of(lines):
    return "void\neta_long (void)\n{\n" + "  eta_step ();\n" * (lines - 3) + "}\n"


# (lint, what is changed in the good tree, words that the refusal has to hold)
BAD = [
    ("includes", {"src/sheets/pdf.c": '#include "sync/plan.h"\n'}, "sheets must not include sync"),
    ("includes", {"src/catalog/money.c": '#include "photos/album.h"\n'}, "catalog must not include photos"),
    ("includes", {"src/photos/album.c": '#include "catalog/product.h"\n'}, "photos must not include catalog"),
    ("includes", {"src/ready/rules.c": '#include "app/window.h"\n'}, "ready must not include app"),
    ("includes", {"src/app/window.c": '#include "cli/main.h"\n'}, '"cli/main.h"'),
    ("includes", {"src/app/window.c": '#include "product.h"\n'}, "must name its folder"),
    ("includes", {"src/sync/http.c": "# include <gtk/gtk.h>\n"}, "must not know the window library"),
    ("includes", {"src/cli/main.c": "#include <adwaita.h>\n"}, "must not know the window library"),
    ("includes", {"src/catalog/money.c": '#include "gtk/gtk.h"\n'}, "in no folder of src"),
    ("includes", {"src/tools/x.c": ""}, "not a folder of the design"),
    ("ui_files", {"ui/lost-page.ui": PAGE_UI}, "ui/lost-page.ui: in no *.gresource.xml"),
    ("ui_files", {"src/app/price-page.c": None}, "there is no src/app/price-page.c"),
    ("ui_files", {"src/app/price-page.c": "int x;\n"}, "does not load its template"),
    ("ui_files", {"ui/price-page.ui": PAGE_UI.replace("EtaPricePage", "EtaPrice")}, "the file's name says EtaPricePage"),
    ("ui_files", {"ui/price-page.ui": "<interface/>"}, "holds no <template>"),
    ("ui_files", {"ui/price-page.ui": "<interface>"}, "not XML"),
    ("ui_files", {"ui/price-page.ui": None}, "names price-page.ui, which does not exist"),
    ("ui_files", {"src/app/b.c": 'char *s = "/org/b.ui";\n'}, "loads b.ui, which does not exist"),
    ("sql", {"src/sync/run.c": "#include <sqlite3.h>\n"}, "includes SQLite's header"),
    ("sql", {"src/catalog/product.c": "int x = sqlite3_step (s);\n"}, "uses SQLite (sqlite3_step)"),
    ("sql", {"src/catalog/product.h": "sqlite3 *db;\n"}, "uses SQLite (sqlite3)"),
    ("sql", {"src/app/window.c": 'char *q = "SELECT id FROM product";\n'}, "holds SQL"),
    ("sql", {"src/app/window.c": 'char *q = "INSERT OR REPLACE INTO x";\n'}, "holds SQL"),
    ("sql", {"src/sync/store-x.c": 'char *q = "DELETE FROM x";\n'}, "holds SQL"),
    ("sizes", {"src/catalog/long.c": "int x;\n" * 701}, "701 lines, the limit is 700"),
    ("sizes", {"src/catalog/long.c": function_of(61)}, "eta_long has 61 lines"),
    ("sizes", {"tests/catalog/test-long.c": function_of(80)}, "eta_long has 80 lines"),
    ("numbers", {"src/sheets/text.c": 'char *s = g_strdup_printf ("%.2f", x);\n'}, '"%.2f" follows the locale'),
    ("numbers", {"src/sheets/text.c": 'void f (void) { g_set_error (e, d, 0, _ ("is %g"), x); }\n'}, '"is %g"'),
    ("numbers", {"src/sheets/text.c": "double d = strtod (s, NULL);\n"}, "strtod follows the locale"),
    ("names", {"docs/plan.txt": ""}, "docs: the top level holds only"),
    ("names", {"package-lock.json": "{}"}, "package-lock.json: the top level"),
    ("names", {"src/catalog/json-utils.c": ""}, "name it after what it does"),
    ("names", {"tests/lint/helper.py": ""}, "name it after what it does"),
    ("names", {"src/sync/store.c": ""}, "has the same name"),
    ("leftovers", {"src/catalog/x.c": "/* TO" + "DO: later */\n"}, "src/catalog/x.c:1: something left open"),
    ("leftovers", {"tests/run.sh": "a\ncd /wo" + "rk/main\n"}, "tests/run.sh:2: a path of one machine"),
    ("leftovers", {"tests/run.sh": "cd /ro" + "ot/x\n"}, "a path of one machine"),
    ("leftovers", {"tests/lock.json": '"https://registry.np' + 'mjs.org/x"\n'}, "the host of a package registry"),
    ("formatting", {"src/catalog/x.c": "int  x ;\n"}, "src/catalog/x.c: run clang-format"),
    ("translations", {"src/app/b.c": 'char *s = _("Price of %s");\n'}, "src/app/b.c has strings to translate"),
    ("translations", {"po/POTFILES.in": "src/catalog/store.c\n"}, "ui/price-page.ui has strings to translate"),
    ("translations", {"po/POTFILES.in": GOOD["po/POTFILES.in"] + "src/gone.c\n"}, "src/gone.c does not exist"),
    ("translations", {"po/id.po": PO.format(language="id") + PRICE}, "1 untranslated"),
    ("translations", {"po/id.po": GOOD["po/id.po"].replace('\nmsgid "Page"', '\n#, fuzzy\nmsgid "Page"')}, "1 fuzzy"),
    ("translations", {"po/id.po": GOOD["po/id.po"].replace("Harga %s", "Harga %d").replace(
        '\nmsgid "Price', '\n#, c-format\nmsgid "Price')}, "format specifications"),
    ("translations", {"po/LINGUAS": "id ar\n"}, "po/ar.po: missing"),
]

# What looks like a breach and is none.
FINE = [
    ("includes", {"src/sheets/pdf.c": '#include "catalog/store.h"\n#include "photos/album.h"\n'}),
    ("includes", {"src/photos/intake.c": "#include <gdk-pixbuf/gdk-pixbuf.h>\n#include <glib.h>\n"}),
    ("includes", {"src/catalog/data.c": '#include "data-resources.h"\n/* #include "app/window.h" */\n'}),
    ("ui_files", {"ui/help-overlay.ui": "<interface/>", "ui/ui.gresource.xml": RESOURCES.format(
        '<!-- -->gtk/help-overlay.ui</file><file alias="x.ui">price-page.ui')}),
    ("sql", {"src/app/window.c": 'char *s = _("Select the photos");\n/* sqlite3_step () */\n'}),
    ("sql", {"src/catalog/history-undo.c": 'char *q = "BEGIN IMMEDIATE";\nsqlite3 *db;\n'}),
    ("sizes", {"src/catalog/long.c": function_of(60) + "int x;\n" * 639}),
    ("numbers", {"src/sheets/text.c": 'void f (void) { g_ascii_formatd (b, 8, "%.2f", x); g_print ("100%% of"); }\n'}),
    ("names", {"src/photos/error.c": "", "src/catalog/error.c": "", "src/app/utility-bill.c": ""}),
    ("leftovers", {"tests/run.sh": "cd $ROOT/ro" + "ot/x; cat network/x\n"}),
]


def run_lint(lint, changes):
    with tempfile.TemporaryDirectory() as root:
        for name, content in {**GOOD, **changes}.items():
            if content is None:
                continue
            path = os.path.join(root, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as file:
                file.write(content)
        command = [sys.executable, os.path.join(HERE, lint + ".py"), root]
        return subprocess.run(command, capture_output=True, text=True, check=False)


def main():
    wrong, absent = [], set()
    expected = [(lint, {}, None) for lint in LINTS] + [(*case, None) for case in FINE] + BAD
    for lint, changes, words in expected:
        result = run_lint(lint, changes)
        if result.returncode == 77:
            absent.add(f"{lint}: {result.stdout.strip()}")
            continue
        said = result.stdout + result.stderr
        good = result.returncode == 0 if words is None else result.returncode == 1 and words in said
        if not good:
            wrong.append(f"{lint} on {list(changes)}: expected {words or 'clean'}, status {result.returncode}:\n{said}")
    never = set(LINTS) - {lint for lint, _, _ in BAD}
    wrong += [f"{lint} has never been seen to fail" for lint in sorted(never)]
    print("\n".join([*absent, *wrong, f"{len(expected)} trees, {len(wrong)} wrong"]))
    return 1 if wrong else 77 if absent else 0


sys.exit(main())
