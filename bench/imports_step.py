"""Every step of an import that a person waits for, beside the floor: `python -m bench.imports_step`

Started by bench/imports.py on an empty, migrated database. The floor: the same organisations and
persons written in bulk, without judgement, history nor journal. Prints JSON.
"""

import json
import os
import time
from io import BytesIO

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ibefe.settings")
django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import transaction  # noqa: E402
from openpyxl import Workbook  # noqa: E402

from actors.imports import PERSONS  # noqa: E402
from actors.models import Organisation, Person, User  # noqa: E402
from core import imports  # noqa: E402
from core.imports import acts  # noqa: E402

LINES, PLACES, ROUNDS, BATCH = 5_000, 500, 3, 500
HEAD = ["Prénom", "Nom", "Adresse électronique", "Fonction", "Organisation"]


def cells(n):
    return [f"Ada{n}", f"Banc{n}", f"a{n}@bench.invalid", "Directrice", f"Atelier {n % PLACES}"]


def workbook():
    book, out = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet("Personnes")
    sheet.append(HEAD)
    for n in range(LINES):
        sheet.append(cells(n))
    book.save(out)
    return SimpleUploadedFile("personnes.xlsx", out.getvalue())


def floor():
    """The same rows, as fast as Django writes them; taken back."""
    with transaction.atomic():
        places = [Organisation(name_fr=f"Atelier {n}") for n in range(PLACES)]
        Organisation.objects.bulk_create(places, batch_size=BATCH)
        people = []
        for n in range(LINES):
            first, last, email, position, _place = cells(n)
            people.append(
                Person(
                    first_name=first,
                    last_name=last,
                    email=email,
                    position=position,
                    organisation=places[n % PLACES],
                )
            )
        Person.objects.bulk_create(people, batch_size=BATCH)
        transaction.set_rollback(True)


def clocked(function, *args, **kwargs):
    began = time.perf_counter()
    given = function(*args, **kwargs)
    return time.perf_counter() - began, given


def one_round(upload, user):
    upload.seek(0)
    took = {"plancher": clocked(floor)[0]}
    took["donner le fichier"], batch = clocked(acts.keep, PERSONS, "BXL", upload, by=user)
    took["lire les lignes"] = clocked(acts.read_lines, batch)[0]
    digest = imports.digest_of(imports.fates_of(batch))
    took["importer"] = clocked(imports.confirm, batch, digest=digest, by=user)[0]
    took["défaire"] = clocked(imports.undo, batch, by=user, reason="banc")[0]
    return took


if __name__ == "__main__":
    somebody, given = User.objects.create_user("service@bench.invalid"), workbook()
    rounds = [one_round(given, somebody) for _round in range(ROUNDS)]
    print(json.dumps({step: [took[step] for took in rounds] for step in rounds[0]}))
