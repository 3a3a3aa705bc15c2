"""The files of the project, for the lints beside this one."""
import os
import subprocess
import sys


def _listed(root):
    """What git knows or would add; a plain walk where there is no repository."""
    if os.path.exists(os.path.join(root, ".git")):
        command = ["git", "-C", root, "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
        found = subprocess.run(command, capture_output=True, text=True, check=False)
        if found.returncode == 0:
            return [name for name in found.stdout.split("\0") if name]
    names = []
    for folder, _, files in os.walk(root):
        names += [os.path.relpath(os.path.join(folder, name), root) for name in files]
    return names


def files(root, *folders, suffixes=None):
    """Paths relative to root, sorted; all of the tree, or only what lies in folders and ends in suffixes."""
    chosen = []
    for name in sorted(_listed(root)):
        if folders and name.split("/")[0] not in folders:
            continue
        if suffixes and not name.endswith(tuple(suffixes)):
            continue
        if os.path.isfile(os.path.join(root, name)):
            chosen.append(name)
    return chosen


def text(root, name):
    """The text of a file; an empty text for what is not UTF-8, such as a picture."""
    try:
        with open(os.path.join(root, name), encoding="utf-8") as file:
            return file.read()
    except UnicodeDecodeError:
        return ""


def run(check):
    """Runs check(root) on the tree named on the command line; prints each problem; the status tells whether any."""
    problems = list(check(sys.argv[1]))
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems" if problems else "clean")
    return 1 if problems else 0
