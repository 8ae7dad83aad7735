"""Measures `import_rome`: time and memory for whole and halved files: `python -m bench.rome`

Each measure in a process of its own, on a fresh database where the codes were read before. The
official files when they are there (--files), else as many rows written for the occasion. Fails
when memory grows with the file.
"""

import argparse
import json
import os
import secrets
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FILES = ROOT.parent / "shared" / "data" / "rome"
SIZES = {"3.47": 10_990, "4.60": 13_120}
GROWTH = 1.25  # what noise may add from the half to the whole
HEAD = "| ROME | fichier | appellations | 1re fois | 2e fois | pic de l’import | pic du processus |"


def official(version, folder):
    mark = version.replace(".", "")
    return [
        folder / f"unix_referentiel_{kind}_v{mark}_utf8.csv"
        for kind in ("code_rome", "appellation")
    ]


def written(version, folder):
    """Files of the official size, for a machine that does not have the official ones."""
    codes, titles = official(version, folder)
    names = [f"{chr(65 + n % 26)}{1101 + n // 26}" for n in range(500)]
    rows = [f"{name},Métier inventé {name}\n" for name in names]
    codes.write_text("code_rome,libelle_rome\n" + "".join(rows))
    rows = [f"{n},Appellation inventée {n},{names[n % 500]}\n" for n in range(SIZES[version])]
    titles.write_text("code_ogr,libelle_appellation_long,code_rome\n" + "".join(rows))
    return codes, titles


def halved(titles, folder):
    """The first half of the rows, under a name that still says the version."""
    target = folder / f"moitie_{titles.name}"
    with titles.open("rb") as source, target.open("wb") as out:
        rows = sum(1 for _line in source) - 1
        source.seek(0)
        out.writelines(islice(source, 1 + rows // 2))
    return target


def measure(step, codes, titles):
    """Runs one step of bench/rome_step.py on a fresh SQLite database that has the codes."""
    with tempfile.TemporaryDirectory(prefix="bench-rome-") as folder:
        environment = {
            "SECRET_KEY": secrets.token_hex(32),
            **os.environ,
            "VAR_DIR": folder,
            "DATABASE_URL": f"sqlite:///{folder}/bench.sqlite3",
        }
        for command in (
            ["manage.py", "migrate", "-v", "0"],
            ["manage.py", "import_rome", str(codes)],
            ["-m", "bench.rome_step", step, str(titles)],
        ):
            done = subprocess.run(
                [sys.executable, *command],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.PIPE,
                text=True,
            )
    return json.loads(done.stdout)


def line(version, name, codes, titles):
    """Measures and prints one line of the table; gives the peak of the import, in bytes."""
    f = measure("clock", codes, titles) | measure("memory", codes, titles)
    print(
        f"| {version} | {name} | {f['rows']} | {f['first']:.2f} s | {f['again']:.2f} s |"
        f" {f['peak'] / 2**20:.1f} Mo | {f['rss'] / 2**20:.0f} Mo |",
        flush=True,
    )
    return f["peak"]


def report(folder):
    print(HEAD, "|---|---|--:|--:|--:|--:|--:|", sep="\n")
    grows = False
    for version in SIZES:
        with tempfile.TemporaryDirectory(prefix="bench-rome-") as scratch:
            files = official(version, folder)
            if not all(file.is_file() for file in files):
                files = written(version, Path(scratch))
            codes, titles = files
            half = line(version, "moitié", codes, halved(titles, Path(scratch)))
            grows |= line(version, "entier", codes, titles) > half * GROWTH
    if grows:
        raise SystemExit("La mémoire grandit avec le fichier.")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--files", type=Path, default=FILES, help="dossier des fichiers officiels")
    report(parser.parse_args().files)
