#!/usr/bin/python3
"""What the project's files are called and where they stand: the top level holds only the named entries, no file
is called after nothing in particular, and a file name in src stands for one thing."""
import os
import re
import sys

import tree

TOP = {"src", "ui", "po", "icons", "data", "tests", "meson.build", "README.md", "COPYING"}
DOT = {".ci", ".gitignore", ".editorconfig", ".clang-format"}
# Each folder has errors of its own, and they are always included with the folder's name.
SHARED = {"error"}
VAGUE = {"util", "utils", "helper", "helpers", "manager", "common", "misc", "stuff"}


def check(root):
    names = tree.files(root)
    for top in sorted({name.split("/")[0] for name in names}):
        if top not in TOP | DOT and top != ".git":
            yield f"{top}: the top level holds only {' '.join(sorted(TOP))}"
    seen = {}
    for name in names:
        stem, suffix = os.path.splitext(os.path.basename(name))
        if VAGUE & set(re.split(r"[-_.]", stem.lower())):
            yield f"{name}: name it after what it does"
        if name.startswith("src/") and suffix in (".c", ".h") and stem not in SHARED:
            other = seen.setdefault(stem + suffix, name)
            if other != name:
                yield f"{name}: {other} has the same name"


sys.exit(tree.run(check))
