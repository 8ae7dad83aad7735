"""Measures a sitting beside the floor, then a full room that answers: `python -m bench.plenary`

First a sitting of 60 items and 40 people, asked by its secretary and by a member, interleaved with
a bare page of as many rows. Then, with --crowd, P-06: 120 people open an agenda of 250 items with
20 annexes within a minute, and say what they think of an item within thirty seconds.
"""

import argparse
import http.client
import re
import statistics
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from bench.run import RATIO, WARM_UP, Target, house_environment, prepare, server

TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
OPEN_WITHIN, ANSWER_WITHIN = 60, 30  # seconds (quality, P-06)
LIMIT, AGREE = 500, 3  # milliseconds, seconds
SHOWN = "<strong>Membre Banc "


# ── A sitting beside the floor ──────────────────────────────────────────────────────────────────


def measure(items, people, *, requests, database):
    with house_environment(database) as environment:
        found = prepare(
            environment, "bench.sitting", "--items", str(items), "--people", str(people)
        )
        page, who = f"/plenieres/{found['sitting']}/", found["members"][0]
        bare = f"/seance/{found['sitting']}/"
        with (
            server("bench.floor:application", environment) as floor,
            server("ibefe.wsgi:application", environment) as house,
        ):
            targets = [
                Target("plancher", floor, bare, found["secretary"]["floor"]),
                Target("secrétariat", house, page, found["secretary"]["house"]),
                Target("membre", house, page, who["house"]),
            ]
            for _ in range(WARM_UP + requests):
                for target in targets:
                    target.ask()
    for target in targets:
        del target.times[:WARM_UP]
    return targets


def tell(targets, title):
    floor = targets[0]
    print(f"\n{title}\n\n| page | p50 | p95 | rapport au plancher | poids |\n|---|--:|--:|--:|--:|")
    for t in targets:
        ratio = t.p50 / floor.p50
        print(f"| {t.name} | {t.p50:.1f} | {t.p95:.1f} | {ratio:.2f} | {t.weight} |")
    return max(t.p50 / floor.p50 for t in targets[1:])


# ── A full room ─────────────────────────────────────────────────────────────────────────────────


@dataclass
class Member:
    """Somebody with a browser: a session, a token, and what each answer took (milliseconds)."""

    port: int
    session: str

    def __post_init__(self):
        self.cookies = {"sessionid": self.session}
        self.times = []

    def ask(self, path, data=None):
        head = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        body = None
        if data is not None:
            head["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(data)
        start = time.perf_counter()
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.request("POST" if body else "GET", path, body=body, headers=head)
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        self.times.append((time.perf_counter() - start) * 1000)
        for name, morsel in SimpleCookie(answer.headers.get("Set-Cookie", "")).items():
            self.cookies[name] = morsel.value
        return answer.status, text

    def open(self, sitting, item):
        statuses = [self.ask(path)[0] for path in (f"/plenieres/{sitting}/", _stance(item))]
        return statuses == [200, 200]

    def answer(self, item):
        _status, page = self.ask(_stance(item))
        token = TOKEN.search(page)
        if token is None:
            return False
        said = {"csrfmiddlewaretoken": token.group(1), "kind": "favorable", "reason": ""}
        return self.ask(_stance(item), said)[0] == 302


def _stance(item):
    return f"/plenieres/points/{item}/avis/"


def spread(members, seconds, do):
    """Each member does it at a moment of its own within these seconds. Gives what each gave."""

    def later(number, member):
        time.sleep(seconds * number / len(members))
        return do(member)

    with ThreadPoolExecutor(len(members)) as pool:
        return list(pool.map(later, range(len(members)), members))


def crowd(items, people, annexes, *, workers, database):
    with house_environment(database) as environment:
        sizes = {"--items": items, "--people": people, "--annexes": annexes}
        words = [word for pair in sizes.items() for word in map(str, pair)]
        found = prepare(environment, "bench.sitting", *words)
        with server("ibefe.wsgi:application", environment, workers=workers) as port:
            members = [Member(port, s["house"]) for s in found["members"]]
            item = found["items"][0]
            warmed = Member(port, found["members"][0]["house"])
            for _ in range(WARM_UP):  # a server that was just started compiles its templates first
                warmed.open(found["sitting"], item)
            opened = spread(members, OPEN_WITHIN, lambda m: m.open(found["sitting"], item))
            opening = times_of(members)
            answered = spread(members, ANSWER_WITHIN, lambda m: m.answer(item))
            answering = times_of(members)
            agreed = agreement(port, found, item, len(members))
    return {
        "ouverts": (sum(opened), p95(opening)),
        "avis acceptés": (sum(answered), p95(answering)),
        "accord": agreed,
    }


def times_of(members):
    """What their last answers took, then forgotten."""
    found = [t for member in members for t in member.times]
    for member in members:
        member.times.clear()
    return found


def p95(times):
    return statistics.quantiles(times, n=20)[-1]


def agreement(port, found, item, expected):
    """(seconds until the screens of the secretary and of two members show every answer, shown)."""
    watchers = [found["secretary"], found["members"][0], found["members"][-1]]
    watchers = [Member(port, sessions["house"]) for sessions in watchers]
    start, shown = time.perf_counter(), []
    while time.perf_counter() - start < 10 * AGREE:
        pages = [w.ask(f"/plenieres/points/{item}/")[1] for w in watchers]
        shown = [page.count(SHOWN) for page in pages]
        if all(count == expected for count in shown):
            break
        threading.Event().wait(0.2)
    return time.perf_counter() - start, shown


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--crowd", action="store_true", help="P-06, 120 personnes et 250 points")
    parser.add_argument("--workers", type=int, default=2, help="travailleurs pour --crowd")
    parser.add_argument("--database", help="adresse PostgreSQL dont le nom finit par _bench")
    options = parser.parse_args()
    if options.crowd:
        figures = crowd(250, 120, 20, workers=options.workers, database=options.database)
        for name in ("ouverts", "avis acceptés"):
            count, slow = figures[name]
            print(f"{name} : {count} sur 120, p95 {slow:.0f} ms (limite {LIMIT})")
        seconds, shown = figures["accord"]
        print(f"accord des écrans : {seconds:.1f} s (limite {AGREE}), avis montrés {shown}")
        return int(figures["avis acceptés"][0] != 120 or set(shown) != {120})
    targets = measure(
        options.items, options.people, requests=options.requests, database=options.database
    )
    worst = tell(targets, f"Une séance de {options.items} points et {options.people} personnes")
    return int(worst > RATIO)


if __name__ == "__main__":
    sys.exit(main())
