"""Fills an empty database with pôles that have members: `python -m bench.portfolio --poles 1000`

As `bench.data`, then five members for each pôle that began, in bulk and without history. Prints the
sessions, and how many queries the screen of conformity costs.
"""

import argparse
import json
from itertools import cycle

from bench.conformity import URL
from bench.data import BATCH, fill

from django.conf import settings  # isort: skip
from django.db import connection  # isort: skip
from django.test import Client  # isort: skip
from django.test.utils import CaptureQueriesContext  # isort: skip

from actors.models import Organisation, Person  # isort: skip
from poles.models import Membership, Term  # isort: skip

CATEGORIES = ("A", "B", "C")
SECTORS = ("public", "privé", "associatif")


def seat():
    """Five members a pôle; each seventh pôle has nobody in category C."""
    organisations = Organisation.objects.bulk_create(
        Organisation(name_fr=f"Organisation {n:03d}", sector=SECTORS[n % 3]) for n in range(150)
    )
    people = Person.objects.bulk_create(
        Person(first_name="Membre", last_name=f"Banc {n:04d}") for n in range(1000)
    )
    persons = cycle(people)
    rows = []
    for term in Term.objects.select_related("decision").order_by("pk"):
        groups = "AABB" + ("A" if term.pk % 7 == 0 else "C")
        rows += [
            Membership(
                pole_id=term.pole_id,
                person=next(persons),
                organisation=organisations[CATEGORIES.index(letter) + 3 * (len(rows) % 50)],
                category=letter,
                presence="terrain" if letter == "C" else "institutionnel",
                active_on_territory=True,
                competent=True,
                designated_by=term.decision,
                starts_on=term.starts_on,
            )
            for letter in groups
        ]
    Membership.objects.bulk_create(rows, batch_size=BATCH)


def queries(session):
    client = Client(headers={"host": "127.0.0.1"})
    client.cookies[settings.SESSION_COOKIE_NAME] = session
    client.get(URL)
    with CaptureQueriesContext(connection) as found:
        answer = client.get(URL)
    if answer.status_code != 200:
        raise SystemExit(f"{URL} répond {answer.status_code}.")
    return len(found)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--poles", type=int, default=1000, help="combien de pôles")
    sessions = fill(parser.parse_args().poles)
    seat()
    print(json.dumps({**sessions, "queries": queries(sessions["house"])}))
