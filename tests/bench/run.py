#!/usr/bin/env python3
"""Measures the built program beside the floor programs of the benchmark kit, in turn in one loop.

    tests/bench/run.py KIT [--build _build] [--work FOLDER] [--rounds 5] [--only paper,photos,search,window]

KIT is a writable copy of the kit after its `./setup.sh`: bin/w1-floor, bin/w2-floor, bin/w5-*,
data/products-1000.csv, data/products-14100.csv, data/photos/web, data/photos/full. The tables go to
standard output; the catalogs made from the kit's tables stay in the work folder for the next run.
Runs beside other work are told by the load in each heading: there, trust "cpu x" more than seconds.
"""
import argparse
import os
import shlex
import subprocess
import sys


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("kit")
    parser.add_argument("--build", default="_build")
    parser.add_argument("--work", default="_build/bench")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", default="paper,photos,search,window")
    args = parser.parse_args()
    for name in ("kit", "build", "work"):
        setattr(args, name, os.path.abspath(getattr(args, name)))
    return args


class Bench:
    def __init__(self, args):
        self.args = args
        self.rounds = str(args.rounds)
        self.cli = os.path.join(args.build, "src/cli/etalase-cli")
        self.app = os.path.join(args.build, "src/app/etalase")
        self.environment = dict(os.environ, GSETTINGS_SCHEMA_DIR=os.path.join(args.build, "data"))

    def kit(self, *path):
        return os.path.join(self.args.kit, *path)

    def built(self, name):
        return os.path.join(self.args.build, "tests/bench", name)

    def run(self, *command):
        sys.stdout.flush()
        subprocess.run(command, check=True, env=self.environment)

    def catalog(self, count):
        """A catalog of the kit's products with their photos: taken in once, then kept."""
        path = os.path.join(self.args.work, f"products-{count}.etalasedb")
        if os.path.exists(path):
            return path
        os.makedirs(self.args.work, exist_ok=True)
        part = os.path.join(self.args.work, f"part-{os.getpid()}.etalasedb")
        self.run(self.cli, "-f", part, "init", "--producer", "Satu")
        self.run(self.cli, "-f", part, "import", self.kit("data", f"products-{count}.csv"),
                 "--photos", self.kit("data/photos/web"))
        os.rename(part.replace(".etalasedb", ".photos"), path.replace(".etalasedb", ".photos"))
        os.rename(part, path)
        return path

    def paper(self):
        for count, mode, rounds in ((1000, "one", self.rounds), (1000, "six", self.rounds),
                                    (14100, "one", "1")):
            each = "1" if mode == "one" else "6"
            command = shlex.join([self.cli, "-f", self.catalog(count), "catalog", "--all", "--lang",
                                  "id", "--per-page", each, "--parts",
                                  "products" if count == 1000 else "cover,contents,products,prices,order",
                                  "-o"])
            self.run(sys.executable, self.kit("w1/run.py"), "--n", str(count), "--mode", mode,
                     "--only", "floor-cairo", "--runs", rounds, "--warmup",
                     "0" if rounds == "1" else "1", "--extra", f"etalase={command} {{out}}")

    def photos(self):
        command = f"xargs -P{{procs}} -n10 {shlex.quote(self.built('bench-photos'))} {{out}} < {{list}}"
        for processes in ("1", "2"):
            self.run(sys.executable, self.kit("w2/run.py"), "--procs", processes, "--files", "20",
                     "--only", "floor", "--runs", self.rounds, "--extra", f"etalase={command}")

    def search(self):
        self.run(self.built("bench-store"))
        self.run(self.built("bench-store"), "1410", "cpu")

    def window(self):
        command = shlex.join([self.app, self.catalog(14100)])
        self.run(sys.executable, self.kit("w5/run.py"), "--only", "floor,etalase", "--runs",
                 self.rounds, "--extra", f"etalase={command}")


def main():
    args = arguments()
    bench = Bench(args)
    for name in args.only.split(","):
        if name not in ("paper", "photos", "search", "window"):
            sys.exit(f"There is no part “{name}”. The parts are paper, photos, search and window.")
        getattr(bench, name)()


if __name__ == "__main__":
    main()
