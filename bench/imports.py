"""Measures an import of 5,000 persons beside a bare insert of them: `python -m bench.imports`

On a fresh SQLite database, or on an empty one (--database). Fails when importing costs more than
MOST times the floor.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
MOST = 12


def measured(folder, database):
    """{step: seconds of each round}, from bench/imports_step.py."""
    environment = {
        "SECRET_KEY": secrets.token_hex(32),
        **os.environ,
        "VAR_DIR": folder,
        "DATABASE_URL": database or f"sqlite:///{folder}/bench.sqlite3",
    }
    for command in (["manage.py", "migrate", "-v", "0"], ["-m", "bench.imports_step"]):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=ROOT,
            env=environment,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
    return json.loads(done.stdout)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database")
    with tempfile.TemporaryDirectory(prefix="bench-imports-") as folder:
        found = measured(folder, parser.parse_args().database)
    bare = median(found["plancher"])
    print("| 5 000 personnes, 500 organisations | p50 | rapport au plancher |\n|---|--:|--:|")
    for step, seconds in found.items():
        print(f"| {step} | {median(seconds):.2f} s | {median(seconds) / bare:.1f} |")
    sys.exit(median(found["importer"]) > MOST * bare)


if __name__ == "__main__":
    main()
