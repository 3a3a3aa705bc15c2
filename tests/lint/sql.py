#!/usr/bin/python3
"""SQL has one home: SQLite's functions, its header and SQL texts stand only in src/catalog/ in the files named
store*, schema*, history*, search* and backup*."""
import re
import sys

import c_text
import tree

HOME = re.compile(r"^src/catalog/(store|schema|history|search|backup)[^/]*\.[ch]$")
CALL = re.compile(r"\bsqlite3(_\w+|changeset_\w+|session_\w+)?\b")
INCLUDE = re.compile(r'#\s*include\s*[<"]sqlite3\w*\.h[>"]')
TEXT = re.compile(
    r"^\s*(SELECT\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|REPLACE\s+INTO\s|UPDATE\s+\w+\s+SET\b|DELETE\s+FROM\s"
    r"|WITH\s+(RECURSIVE\s+)?\w+\s*(\(|AS)|CREATE\s+(TEMP\s+)?(TABLE|INDEX|VIEW|TRIGGER|VIRTUAL|UNIQUE)\b"
    r"|ALTER\s+TABLE\s|DROP\s+(TABLE|INDEX|VIEW|TRIGGER)\b|PRAGMA\s|BEGIN(\s+IMMEDIATE)?;?$|COMMIT;?$"
    r"|ROLLBACK\b|SAVEPOINT\s|VACUUM\b|ATTACH\s)"
)


def check(root):
    for name in tree.files(root, "src", suffixes=[".c", ".h"]):
        if HOME.match(name):
            continue
        source = tree.text(root, name)
        code = c_text.code_only(source)
        for match in INCLUDE.finditer(c_text.without_comments(source)):
            yield f"{name}:{c_text.line_of(source, match.start())}: includes SQLite's header"
        for match in CALL.finditer(code):
            yield f"{name}:{c_text.line_of(source, match.start())}: uses SQLite ({match[0]})"
        for offset, text in c_text.strings(source):
            if TEXT.match(text):
                yield f'{name}:{c_text.line_of(source, offset)}: holds SQL "{text[:40]}"'


sys.exit(tree.run(check))
