#!/usr/bin/python3
"""Every ui/*.ui is the template of the class that its name says, that class loads it, and it is listed in a
*.gresource.xml; every .ui that a resource list or a source file names exists."""
import os
import re
import sys
import xml.etree.ElementTree as ElementTree

import tree

# Interfaces without a class of their own, which GTK itself finds by their name.
NO_CLASS = {"help-overlay.ui", "menus.ui"}


def class_name(stem):
    return "Eta" + "".join(part.capitalize() for part in stem.split("-"))


def listed(root):
    """Base name -> resource list, for every .ui in a *.gresource.xml."""
    found = {}
    for name in tree.files(root, suffixes=[".gresource.xml"]):
        for element in ElementTree.fromstring(tree.text(root, name)).iter("file"):
            entry = (element.text or "").strip()
            if entry.endswith(".ui"):
                found[os.path.basename(entry)] = name
    return found


def problems_of(root, name, sources):
    base = os.path.basename(name)
    stem = base[: -len(".ui")]
    try:
        template = ElementTree.fromstring(tree.text(root, name)).find("template")
    except ElementTree.ParseError as error:
        yield f"{name}: not XML: {error}"
        return
    if template is None:
        if base not in NO_CLASS:
            yield f"{name}: holds no <template>, and its name is not one that GTK looks for"
        return
    wanted, source = class_name(stem), f"src/app/{stem}.c"
    if template.get("class") != wanted:
        yield f"{name}: the template is of class {template.get('class')}; the file's name says {wanted}"
    if source not in sources:
        yield f"{name}: there is no {source}"
    elif f"/{base}" not in sources[source]:
        yield f"{source}: does not load its template {base}"


def check(root):
    entries = listed(root)
    sources = {name: tree.text(root, name) for name in tree.files(root, "src", suffixes=[".c"])}
    present = set()
    for name in tree.files(root, suffixes=[".ui"]):
        base = os.path.basename(name)
        present.add(base)
        if not name.startswith("ui/"):
            yield f"{name}: .ui files live in ui/"
        if base not in entries:
            yield f"{name}: in no *.gresource.xml"
        yield from problems_of(root, name, sources)
    for base, where in entries.items():
        if base not in present:
            yield f"{where}: names {base}, which does not exist"
    for name, source in sources.items():
        for base in re.findall(r'"[^"\n]*/([\w-]+\.ui)"', source):
            if base not in present:
                yield f"{name}: loads {base}, which does not exist"


sys.exit(tree.run(check))
