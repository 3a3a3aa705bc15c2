#!/usr/bin/python3
"""No C file over 700 lines, no function over 60, counted from its name to its closing brace."""
import re
import sys

import c_text
import tree

FILE_LIMIT = 700
FUNCTION_LIMIT = 60
NAME = re.compile(r"^([A-Za-z_]\w*) \(")


def functions(source):
    """(name, first line, number of lines), for code in the house style: braces of functions in column 0."""
    name, first = "", 0
    opened = False
    for number, line in enumerate(c_text.code_only(source).split("\n"), 1):
        if opened:
            if line.startswith("}"):
                yield name, first, number - first + 1
                opened = False
        elif NAME.match(line):
            name, first = NAME.match(line)[1], number
        elif line.rstrip() == "{" and name:
            opened = True
        elif line.startswith(("}", "#")) or line.rstrip().endswith(";"):
            name = ""


def check(root):
    for name in tree.files(root, "src", "tests", suffixes=[".c", ".h"]):
        source = tree.text(root, name)
        lines = source.count("\n")
        if lines > FILE_LIMIT:
            yield f"{name}: {lines} lines, the limit is {FILE_LIMIT}"
        for function, first, length in functions(source):
            if length > FUNCTION_LIMIT:
                yield f"{name}:{first}: {function} has {length} lines, the limit is {FUNCTION_LIMIT}"


sys.exit(tree.run(check))
