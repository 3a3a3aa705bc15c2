#!/usr/bin/python3
"""All C in src and tests is as clang-format leaves it with the .clang-format at the top."""
import re
import shutil
import subprocess
import sys

import tree


def check(root):
    names = tree.files(root, "src", "tests", suffixes=[".c", ".h"])
    if not names:
        return
    command = ["clang-format", "--dry-run", "--style=file", "--ferror-limit=1", "-Werror", *names]
    result = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
    found = sorted(set(re.findall(r"^([^:\n]+\.[ch]):\d+:\d+: error", result.stderr, re.MULTILINE)))
    for name in found:
        yield f"{name}: run clang-format -i"
    if result.returncode and not found:
        yield f"clang-format: {result.stderr.strip()}"


if not shutil.which("clang-format"):
    print("clang-format is not installed")
    sys.exit(77)
sys.exit(tree.run(check))
