"""Measures the screen of conformity beside the floor: `python -m bench.conformity`

For 40 then 1,000 pôles: how many queries, how long, how heavy. The screen asks every rule of every
pôle to count them, whatever the page that is shown.
"""

import argparse

from bench.run import WARM_UP, Target, house_environment, prepare, server

URL = "/conformite/"


def measure(poles, *, requests, database):
    with house_environment(database) as environment:
        found = prepare(environment, "bench.portfolio", "--poles", str(poles))
        with (
            server("bench.floor:application", environment) as floor,
            server("ibefe.wsgi:application", environment) as house,
        ):
            targets = [
                Target("plancher", floor, "/", found["floor"]),
                Target(URL, house, URL, found["house"]),
            ]
            for _ in range(WARM_UP // 4 + requests):
                for target in targets:
                    target.ask()
    for target in targets:
        del target.times[: WARM_UP // 4]
    return found["queries"], targets


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--poles", type=int, nargs="+", default=[40, 1000])
    parser.add_argument("--requests", type=int, default=20)
    parser.add_argument("--database", help="adresse PostgreSQL dont le nom finit par _bench")
    options = parser.parse_args()
    print("| pôles | requêtes | plancher (p50) | écran (p50) | rapport | poids |")
    print("|--:|--:|--:|--:|--:|--:|")
    for poles in options.poles:
        queries, (floor, page) = measure(
            poles, requests=options.requests, database=options.database
        )
        print(
            f"| {poles} | {queries} | {floor.p50:.1f} | {page.p50:.1f}"
            f" | {page.p50 / floor.p50:.1f} | {page.weight} |"
        )


if __name__ == "__main__":
    main()
