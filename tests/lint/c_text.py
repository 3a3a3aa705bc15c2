"""Reads C source just well enough for the lints: comments away, string literals apart from code."""
import re

_TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*.*?\*/)"""
    r"""|(?P<string>"(?:\\.|[^"\\\n])*")"""
    r"""|(?P<char>'(?:\\.|[^'\\\n])*')""",
    re.DOTALL,
)


def _blank(text):
    return re.sub(r"[^\n]", " ", text)


def without_comments(source):
    """The same text with each comment turned into blanks: places and line numbers stay."""
    return _TOKEN.sub(lambda m: _blank(m[0]) if m["comment"] else m[0], source)


def code_only(source):
    """Comments and the insides of literals turned into blanks."""

    def replace(match):
        if match["comment"]:
            return _blank(match[0])
        return match[0][0] + _blank(match[0][1:-1]) + match[0][-1]

    return _TOKEN.sub(replace, source)


def strings(source):
    """(offset, text) of every string literal outside comments."""
    return [(m.start(), m["string"][1:-1]) for m in _TOKEN.finditer(source) if m["string"]]


def line_of(source, offset):
    return source.count("\n", 0, offset) + 1


def calls_around(code, offset):
    """The names of the calls that enclose offset, outermost first; code is what code_only() gave."""
    names = []
    depth = 0
    for i in range(offset - 1, -1, -1):
        char = code[i]
        if char == ")":
            depth += 1
        elif char == "(":
            if depth:
                depth -= 1
            else:
                name = re.search(r"(\w+)\s*$", code[max(0, i - 80) : i])
                names.append(name[1] if name else "")
        elif char in ";{}" and not depth:
            break
    return names[::-1]
