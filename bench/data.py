"""Fills an empty, migrated database for a measure: `python -m bench.data --poles 10000`

Invented pôles in every state, written in bulk and without history: nothing here passes through an
act, so this is for measuring only. Prints the sessions that `bench/run.py` needs, as JSON.
"""

import argparse
import json
import os
from datetime import date, datetime, timedelta

import django
from django.utils import timezone

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibefe.settings")
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.test import Client  # noqa: E402
from tqdm import tqdm  # noqa: E402

from actors.models import Bassin, Person, StaffAssignment, User  # noqa: E402
from poles.choices import Kind, Origin, PoleStatus  # noqa: E402
from poles.models import DecisionRef, Pole, Term, Theme  # noqa: E402

BATCH = 1000
FIRST_DAY = date(2023, 1, 2)
WORDS = (
    *("aide", "soins", "bois", "réseau", "énergie", "accueil"),
    *("métal", "image", "textile", "santé", "jardin", "mobilité"),
)
TEXT = "Des postes restent ouverts, alors que des personnes formées cherchent un emploi. " * 6


def a_member_of_the_service(bassin):
    user = User.objects.create_user("service@bench.invalid")
    person = Person.objects.create(user=user, first_name="Camille", last_name="Banc-d’Essai")
    StaffAssignment.objects.create(
        bassin=bassin, person=person, role="charge", starts_on=FIRST_DAY - timedelta(days=365)
    )
    return user, person


def themes_of(bassin):
    return [
        Theme.objects.create(bassin=bassin, name=f"Filière {word}", kind=Kind.BRANCH, year=2024)
        for word in WORDS
    ]


def pole(number, *, bassin, themes, user, lead):
    status = PoleStatus.values[number % len(PoleStatus.values)]
    day = FIRST_DAY + timedelta(days=number % 900)
    submitted = status not in {PoleStatus.DRAFT, PoleStatus.ABANDONED}
    return Pole(
        bassin=bassin,
        number=f"P-B-{number:06d}",
        status=status,
        title=f"Pôle {WORDS[number % len(WORDS)]} et {WORDS[number // 12 % 12]} {number:06d}",
        theme=themes[number % len(themes)],
        lead=lead,
        origin=Origin.SERVICE,
        problem=TEXT,
        objectives=TEXT,
        days_asked=number % 40 + 1,
        submitted_at=datetime(day.year, day.month, day.day, tzinfo=timezone.get_current_timezone())
        if submitted
        else None,
        submitted_by=user if submitted else None,
        launched_on=day
        if status in {PoleStatus.LAUNCHED, PoleStatus.ACTIVE, PoleStatus.ENDED, PoleStatus.CLOSED}
        else None,
    )


def fill_batch(numbers, **common):
    poles = Pole.objects.bulk_create(pole(number, **common) for number in numbers)
    begun = [p for p in poles if p.status in {"active", "ended", "closed"}]
    decisions = DecisionRef.objects.bulk_create(
        DecisionRef(
            pole=p,
            number=f"B-{p.number}",
            on=p.launched_on,
            kind="designation",
            label="Désignation des membres",
            outcome="validé",
        )
        for p in begun
    )
    Term.objects.bulk_create(
        Term(
            pole=decision.pole,
            number=1,
            starts_on=decision.on,
            ends_on=decision.on + timedelta(days=1094),
            decision=decision,
        )
        for decision in decisions
    )


def sessions_of(user):
    """One session for the house; a copy of it that the floor's backend recognises."""
    client = Client()
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    ours = client.session
    floor = SessionStore()
    floor.update(dict(ours.items()))
    floor[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    floor.create()
    return {"house": ours.session_key, "floor": floor.session_key}


def fill(count):
    bassin, _created = Bassin.objects.get_or_create(
        name="Bruxelles", defaults={"code": "BXL", "is_home": True}
    )
    user, lead = a_member_of_the_service(bassin)
    common = {"bassin": bassin, "themes": themes_of(bassin), "user": user, "lead": lead}
    for start in tqdm(range(0, count, BATCH), desc=f"{count} pôles", disable=None):
        fill_batch(range(start, min(start + BATCH, count)), **common)
    return sessions_of(user)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--poles", type=int, default=40, help="combien de pôles (40 par défaut)")
    print(json.dumps(fill(parser.parse_args().poles)))
