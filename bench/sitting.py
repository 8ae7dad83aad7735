"""Fills a database with one sitting for a measure: `python -m bench.sitting --items 60 --people 40`

A convened sitting, its agenda with annexes, its members seated with a voice, all invented and
written in bulk. Prints its key, those of its items and the sessions, as JSON, for bench/plenary.py.
"""

import argparse
import json
from datetime import time, timedelta

from django.utils import timezone

from bench.data import (
    FIRST_DAY,
    TEXT,
    WORDS,
    a_member_of_the_service,
    pole,
    sessions_of,
    themes_of,
)

# isort: split
from actors.choices import SeatGroup
from actors.models import Bassin, Body, Mandate, Organisation, Person, Seat, StaffAssignment, User
from core.clock import today
from core.models import StoredFile
from plenary.choices import Audience, ItemStatus, Kind, SittingStatus
from plenary.models import AgendaItem, Annex, Sitting
from poles.choices import PoleStatus
from poles.models import Pole

GROUPS = [SeatGroup.values[n % len(SeatGroup.values)] for n in range(12)]
PROPOSED = PoleStatus.values.index(PoleStatus.PROPOSED)


def members(body, count):
    """As many seats, each held by somebody who has an account. Gives the accounts."""
    users, persons = [], []
    for n in range(count):
        users.append(User.objects.create_user(f"membre{n}@bench.invalid"))
        persons.append(Person(user=users[-1], first_name="Membre", last_name=f"Banc {n:03d}"))
    persons = Person.objects.bulk_create(persons)
    organisation = Organisation.objects.create(name_fr="Organisation d’essai")
    seats = Seat.objects.bulk_create(
        Seat(
            body=body,
            code=f"S{n:03d}",
            group=GROUPS[n % len(GROUPS)],
            label=f"Siège {n}",
            starts_on=FIRST_DAY,
        )
        for n in range(count)
    )
    Mandate.objects.bulk_create(
        Mandate(seat=seat, person=person, organisation=organisation, starts_on=FIRST_DAY)
        for seat, person in zip(seats, persons, strict=True)
    )
    return users


def agenda(sitting, count, *, annexes, **common):
    """Launches, each of its own pôle, with annexes on the first ones. Gives their keys."""
    step = len(PoleStatus.values)
    poles = Pole.objects.bulk_create(
        pole(PROPOSED + n * step, bassin=sitting.body.bassin, **common) for n in range(count)
    )
    items = AgendaItem.objects.bulk_create(
        AgendaItem(
            body=sitting.body,
            sitting=sitting,
            kind=Kind.LAUNCH,
            status=ItemStatus.LISTED,
            audience=Audience.PUBLIC,
            pole=row,
            title=f"Lancer le pôle « {WORDS[n % len(WORDS)]} {n:03d} »",
            text=TEXT,
            presenter=common["lead"],
            minutes=5,
            position=n + 1,
            number=n + 1,
        )
        for n, row in enumerate(poles)
    )
    now = timezone.now()
    for n in range(annexes):
        stored = StoredFile.objects.create(
            file="fichiers/essai.pdf",
            name=f"annexe-{n}.pdf",
            size=200_000,
            content_type="application/pdf",
            sha256="0" * 64,
            uploaded_at=now,
        )
        Annex.objects.create(
            item=items[n % count],
            stored=stored,
            title=f"Annexe {n}",
            audience=Audience.PUBLIC,
            added_at=now,
            added_by=common["user"],
        )
    return [item.pk for item in items]


def fill(items, people, annexes):
    bassin, _created = Bassin.objects.get_or_create(
        name="Bruxelles", defaults={"code": "BXL", "is_home": True}
    )
    user, lead = a_member_of_the_service(bassin)
    StaffAssignment.objects.filter(person=lead).delete()
    StaffAssignment.objects.create(
        bassin=bassin, person=lead, role="secretariat", starts_on=FIRST_DAY
    )
    body, _created = Body.objects.get_or_create(bassin=bassin, name="Plénière d’essai")
    users = members(body, people)
    sitting = Sitting.objects.create(
        body=body,
        on=today() + timedelta(days=10),
        starts_at=time(9),
        ends_at=time(17),
        place="Bruxelles",
        status=SittingStatus.CONVENED,
        convened_at=timezone.now(),
        convened_by=user,
    )
    keys = agenda(sitting, items, annexes=annexes, themes=themes_of(bassin), user=user, lead=lead)
    return {
        "sitting": sitting.pk,
        "items": keys,
        "secretary": sessions_of(user),
        "members": [sessions_of(member) for member in users],
    }


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--items", type=int, default=60)
    parser.add_argument("--people", type=int, default=40)
    parser.add_argument("--annexes", type=int, default=20)
    options = parser.parse_args()
    print(json.dumps(fill(options.items, options.people, options.annexes)))
