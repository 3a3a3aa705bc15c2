#!/usr/bin/python3
"""Who may see whom: catalog and photos see nobody; sheets, ready and sync see those two and never each other;
nobody includes app or cli; the core and the command line know no GTK; every include names its folder."""
import re
import sys

import c_text
import tree

CORE = {"catalog", "photos", "sheets", "ready", "sync"}
MAY_SEE = {
    "catalog": set(),
    "photos": set(),
    "sheets": {"catalog", "photos"},
    "ready": {"catalog", "photos"},
    "sync": {"catalog", "photos"},
    "app": CORE | {"sample"},  # data/sample: the pictures of the sample catalog
    "cli": CORE | {"sample"},
    "sample": set(),
}
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<])([^">]+)[">]', re.MULTILINE)
GENERATED = re.compile(r"^[\w-]+-resources\.h$")
WINDOW = re.compile(r"^(gtk|gdk|gsk|adwaita|libadwaita)(/|\.h|-)|^adwaita|^gtk4")


def problems_of(root, name):
    folder = name.split("/")[1]
    source = c_text.without_comments(tree.text(root, name))
    for match in INCLUDE.finditer(source):
        where = f"{name}:{c_text.line_of(source, match.start())}"
        kind, target = match.groups()
        if kind == "<":
            # gdk-pixbuf is a picture library; it has no display.
            if folder != "app" and WINDOW.match(target) and not target.startswith("gdk-pixbuf"):
                yield f"{where}: {folder} must not know the window library, but includes <{target}>"
            continue
        if GENERATED.search(target):
            continue
        parts = target.split("/")
        if len(parts) != 2:
            yield f'{where}: "{target}" must name its folder, as in "catalog/product.h"'
        elif parts[0] not in MAY_SEE:
            yield f'{where}: "{target}" is in no folder of src'
        elif parts[0] != folder and parts[0] not in MAY_SEE[folder]:
            yield f'{where}: {folder} must not include {parts[0]} ("{target}")'


def check(root):
    for name in tree.files(root, "src", suffixes=[".c", ".h"]):
        folder = name.split("/")[1]
        if folder not in MAY_SEE or folder == "sample":
            yield f"{name}: src/{folder} is not a folder of the design"
        else:
            yield from problems_of(root, name)


sys.exit(tree.run(check))
