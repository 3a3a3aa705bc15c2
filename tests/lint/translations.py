#!/usr/bin/python3
"""Every string that a person can read is translated: po/POTFILES.in names each file that has such strings, and the
catalogs of po/LINGUAS, merged with what xgettext finds now, have nothing untranslated, fuzzy or malformed."""
import os
import re
import subprocess
import sys
import tempfile

import c_text
import tree

CALL = re.compile(r"(?<![\w])(_|N_|C_|NC_|Q_|ngettext|g_dngettext|g_dgettext|g_dpgettext2?)\s*\(")
MARKED = {
    ".ui": re.compile(r'translatable="(yes|true)"'),
    ".desktop.in": re.compile(r"^(Name|Comment|Keywords|GenericName)=", re.MULTILINE),
    ".metainfo.xml.in": re.compile(r"<(summary|p|name)>"),
}
# The words that gettext is told about; meson's preset "glib" passes the same ones.
KEYWORDS = [
    "_", "N_", "C_:1c,2", "NC_:1c,2", "Q_:1g", "ngettext:1,2", "g_dcgettext:2", "g_dngettext:2,3",
    "g_dpgettext2:2c,3", "g_dgettext:2",
]


def has_strings(root, name):
    if name.endswith((".c", ".h")):
        code = re.sub(r"^[ \t]*#[ \t]*define.*$", "", c_text.code_only(tree.text(root, name)), flags=re.MULTILINE)
        return CALL.search(code) is not None
    return any(name.endswith(end) and rule.search(tree.text(root, name)) for end, rule in MARKED.items())


def listed_problems(root, listed):
    for name in tree.files(root, "src", "ui", "data"):
        if has_strings(root, name) and name not in listed:
            yield f"po/POTFILES.in: {name} has strings to translate and is not listed"
    for name in listed:
        if not os.path.exists(os.path.join(root, name)):
            yield f"po/POTFILES.in: {name} does not exist"


def gettext(root, *command):
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": ""}
    return subprocess.run(command, cwd=root, env=environment, capture_output=True, text=True, check=False)


def language_problems(root, language, template, folder):
    catalog = f"po/{language}.po"
    if not os.path.exists(os.path.join(root, catalog)):
        yield f"{catalog}: missing, but po/LINGUAS names it"
        return
    merged = os.path.join(folder, f"{language}.po")
    result = gettext(root, "msgmerge", "-q", "-N", "-o", merged, catalog, template)
    if result.returncode:
        yield f"{catalog}: {result.stderr.strip()}"
        return
    result = gettext(root, "msgfmt", "--check", "-o", os.devnull, merged)
    if result.returncode:
        yield f"{catalog}: {result.stderr.strip()}"
    counts = gettext(root, "msgfmt", "--statistics", "-o", os.devnull, merged).stderr.strip()
    if "untranslated" in counts or "fuzzy" in counts:
        yield f"{catalog}: {counts}"
        for kind in ("--untranslated", "--only-fuzzy"):
            open_ones = gettext(root, "msgattrib", kind, "--no-obsolete", "--no-wrap", merged).stdout
            for text in re.findall(r'^msgid "(.+)"$', open_ones, re.MULTILINE)[:3]:
                yield f'{catalog}: {kind[2:]}: "{text}"'


def check(root):
    listed = [line.strip() for line in tree.text(root, "po/POTFILES.in").split("\n")]
    listed = [line for line in listed if line and not line.startswith("#")]
    yield from listed_problems(root, listed)
    languages = [word for line in tree.text(root, "po/LINGUAS").split("\n") for word in line.split("#")[0].split()]
    with tempfile.TemporaryDirectory() as folder:
        template = os.path.join(folder, "all.pot")
        names = os.path.join(folder, "files")
        with open(names, "w", encoding="utf-8") as file:
            file.writelines(f"{name}\n" for name in listed if os.path.exists(os.path.join(root, name)))
        result = gettext(
            root, "xgettext", "--from-code=UTF-8", "--force-po", "-o", template, f"--files-from={names}",
            *[f"--keyword={word}" for word in KEYWORDS],
        )
        if result.returncode:
            yield f"xgettext: {result.stderr.strip()}"
            return
        for language in languages:
            yield from language_problems(root, language, template, folder)


sys.exit(tree.run(check))
