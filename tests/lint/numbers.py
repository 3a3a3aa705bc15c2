#!/usr/bin/python3
"""Numbers that are data never pass through the locale: no %f, %e or %g in a printf-like call, no strtod or atof.
GTK sets the locale, and id_ID writes a decimal comma. g_ascii_formatd and g_ascii_strtod are the way."""
import re
import sys

import c_text
import tree

FLOAT = re.compile(r"%[-+ #0']*[0-9*]*(\.[0-9*]*)?(l|L)?[aAeEfFgG]")
PRINTING = re.compile(r"print|scanf|error|warning|message|debug|critical|info|format|toast|append")
PARSING = re.compile(r"\b(strtod|strtof|strtold|atof)\s*\(")


def check(root):
    for name in tree.files(root, "src", suffixes=[".c", ".h"]):
        source = tree.text(root, name)
        code = c_text.code_only(source)
        for match in PARSING.finditer(code):
            yield f"{name}:{c_text.line_of(source, match.start())}: {match[1]} follows the locale"
        for offset, text in c_text.strings(source):
            if not FLOAT.search(text.replace("%%", "")):
                continue
            calls = c_text.calls_around(code, offset)
            if "g_ascii_formatd" not in calls and any(PRINTING.search(call) for call in calls):
                yield f'{name}:{c_text.line_of(source, offset)}: "{text}" follows the locale'


sys.exit(tree.run(check))
