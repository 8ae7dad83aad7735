"""Measures our pages beside the floor, in one run, interleaved: `python -m bench.run /poles/`

Two databases (40 and 10,000 pôles), two servers (the floor, the house) with one worker each; every
round asks the floor then each page. Absolute times vary from machine to machine; ratios less.
Writes bench/report.md.
"""

import argparse
import contextlib
import http.client
import json
import os
import platform
import secrets
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import psycopg2

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "bench" / "report.md"
RATIO = 3  # list and detail at most three times the floor (quality, § 4)
WARM_UP = 20


@dataclass
class Target:
    """One page of one server, and what each of its answers took (milliseconds) and weighed."""

    name: str
    port: int
    path: str
    session: str
    times: list[float] = field(default_factory=list)
    weight: int = 0

    def ask(self):
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("GET", self.path, headers={"Cookie": f"sessionid={self.session}"})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        if response.status != 200:
            where = response.headers.get("Location", "")
            raise SystemExit(f"{self.name} répond {response.status} {where} au lieu de 200.")
        self.times.append((time.perf_counter() - start) * 1000)
        self.weight = len(body)

    @property
    def p50(self):
        return statistics.median(self.times)

    @property
    def p95(self):
        return statistics.quantiles(self.times, n=20)[-1]


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(port, process):
    """Until the server accepts a connection, at most thirty seconds."""
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise SystemExit("Le serveur ne démarre pas : son message est ci-dessus.")


@contextlib.contextmanager
def server(application, environment, *, workers=1):
    """A gunicorn; gives its port, stops it at the end."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"]
    command += ["--workers", str(workers), "--no-control-socket", "--log-level", "warning"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait_for(port, process)
        yield port
    finally:
        process.terminate()
        process.wait()


def fresh_database(url, folder):
    """An empty database: a file in the folder, or the PostgreSQL database dropped and remade."""
    if not url:
        return f"sqlite:///{folder / 'bench.sqlite3'}"
    parts = urlsplit(url)
    connection = psycopg2.connect(parts._replace(path="/postgres").geturl())
    connection.autocommit = True
    name = parts.path.lstrip("/")
    if not name.endswith("_bench"):
        raise SystemExit(f"La base {name} serait effacée : donnez un nom qui finit par _bench.")
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')
        cursor.execute(f'CREATE DATABASE "{name}"')
    connection.close()
    return url


@contextlib.contextmanager
def house_environment(database):
    """The settings of a house of its own, in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="ibefe-bench-") as folder:
        yield os.environ | {
            "VAR_DIR": folder,
            "DATABASE_URL": fresh_database(database, Path(folder)),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DEMO": "1",
            "DEBUG": "0",
            "LOG_LEVEL": "ERROR",
        }


def prepare(environment, *filler):
    """Migrates, fills with this module and its options, and gives what it printed."""
    for command in (["migrate"], ["createcachetable"], ["collectstatic", "--noinput"]):
        subprocess.run(
            [sys.executable, "manage.py", *command, "-v", "0"],
            cwd=ROOT,
            env=environment,
            check=True,
        )
    filled = subprocess.run(
        [sys.executable, "-m", *filler],
        cwd=ROOT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
    )
    return json.loads(filled.stdout)


def measure(poles, *, paths, requests, database):
    with house_environment(database) as environment:
        sessions = prepare(environment, "bench.data", "--poles", str(poles))
        with (
            server("bench.floor:application", environment) as floor,
            server("ibefe.wsgi:application", environment) as house,
        ):
            targets = [Target("plancher", floor, "/", sessions["floor"])]
            targets += [Target(path, house, path, sessions["house"]) for path in paths]
            for _ in range(WARM_UP + requests):
                for target in targets:
                    target.ask()
    for target in targets:
        del target.times[:WARM_UP]
    return targets


def rows(results):
    for poles, (floor, *pages) in results.items():
        yield f"| {poles} | plancher | {floor.p50:.1f} | {floor.p95:.1f} | 1 | {floor.weight} |"
        for page in pages:
            ratio = page.p50 / floor.p50
            yield (
                f"| {poles} | `{page.name}` | {page.p50:.1f} | {page.p95:.1f} "
                f"| {ratio:.2f} | {page.weight} |"
            )


def growth(results):
    smallest, largest = min(results), max(results)
    for small, large in zip(results[smallest][1:], results[largest][1:], strict=True):
        change = (large.p50 / small.p50 - 1) * 100
        yield f"- `{small.name}`, de {smallest} à {largest} pôles : {change:+.0f} % (p50)."


def report(results, *, requests, database):
    day = datetime.now(ZoneInfo("Europe/Brussels")).strftime("%d/%m/%Y")
    largest = max(results)
    floor, *pages = results[largest]
    worst = max(page.p50 / floor.p50 for page in pages)
    conditions = (
        f"Mesuré le {day} sur {os.cpu_count()} cœurs, Python {platform.python_version()}, "
        f"{'PostgreSQL' if database else 'SQLite'}, gunicorn à un travailleur, {requests} demandes "
        "par page, entrelacées avec le plancher. Temps en millisecondes, poids en octets avant "
        "compression."
    )
    lines = [
        "# Vitesse des pages",
        "",
        conditions,
        "",
        "| pôles | page | p50 | p95 | rapport au plancher | poids |",
        "|---|---|---|---|---|---|",
        *rows(results),
        "",
        f"Rapport le plus haut à {largest} pôles : {worst:.2f} ; la limite est {RATIO}.",
        "",
        *growth(results),
        "",
    ]
    REPORT.write_text("\n".join(lines), encoding="utf-8")
    return worst


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("paths", nargs="*", default=["/poles/"], help="pages à mesurer")
    parser.add_argument("--poles", type=int, nargs="+", default=[40, 10_000])
    parser.add_argument("--requests", type=int, default=200)
    parser.add_argument("--database", help="adresse PostgreSQL dont le nom finit par _bench")
    options = parser.parse_args()
    results = {
        poles: measure(
            poles,
            paths=options.paths,
            requests=options.requests,
            database=options.database,
        )
        for poles in options.poles
    }
    worst = report(results, requests=options.requests, database=options.database)
    print(REPORT.read_text(encoding="utf-8"))
    return int(worst > RATIO)


if __name__ == "__main__":
    sys.exit(main())
