#!/usr/bin/python3
"""The closing line of .ci/test is what a machine believes: feeds .ci/tally records as meson writes them."""
import json
import os
import subprocess
import sys
import tempfile

TALLY = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../.ci/tally")
GOOD = {"name": "etalase:catalog / catalog/money", "result": "OK", "stdout": "1..1\nok 1 /money\n"}
PART = {"name": "etalase:sheets / sheets/pdf", "result": "OK", "stdout": "1..2\nok 1 /pdf/a\nok 2 /pdf/b # SKIP no qpdf\n"}
WHOLE = {"name": "etalase:app / app/window", "result": "SKIP", "stdout": "1..0 # SKIP Xvfb is not installed\n"}
EMPTY = {"name": "etalase:catalog / catalog/x", "result": "SKIP", "stdout": ""}
ROOT = {"name": "etalase:catalog / catalog/y", "result": "OK", "stdout": "1..1\nok 1 /y # SKIP as root\n"}

# (records, arguments, CI, closing line, status)
CASES = [
    ([GOOD, GOOD], [], "true", "2 passed, 0 failed, 0 skipped", 0),
    ([GOOD, {**GOOD, "result": "FAIL"}], [], "", "1 passed, 1 failed, 0 skipped", 1),
    ([{**GOOD, "result": "ERROR"}, {**GOOD, "result": "TIMEOUT"}], [], "", "0 passed, 2 failed, 0 skipped", 1),
    ([GOOD, PART, WHOLE], [], "", "2 passed, 0 failed, 1 skipped", 0),
    ([GOOD, PART, WHOLE], [], "true", "1 passed, 2 failed, 0 skipped", 1),
    ([GOOD, EMPTY, ROOT], [], "true", "2 passed, 0 failed, 1 skipped", 0),
    ([GOOD], ["--failure=_build-asan: build"], "", "1 passed, 1 failed, 0 skipped", 1),
    ([], [], "", "0 passed, 0 failed, 0 skipped", 1),
]


def run(records, arguments, in_ci):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "testlog.json")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(record) + "\n" for record in records)
        command = [sys.executable, TALLY, f"--log={path}", *arguments]
        result = subprocess.run(command, env={**os.environ, "CI": in_ci}, capture_output=True, text=True, check=False)
    return (result.stdout.splitlines() or [result.stderr])[-1], result.returncode


def main():
    wrong = 0
    for records, arguments, in_ci, line, status in CASES:
        got = run(records, arguments, in_ci)
        if got != (line, status):
            wrong += 1
            print(f"expected {(line, status)}, got {got}")
    return 1 if wrong else 0


sys.exit(main())
