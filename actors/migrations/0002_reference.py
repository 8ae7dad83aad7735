"""The ten bassins, what is in force in each, and the seats of the plenary of Bruxelles.

Assumptions, to be corrected in the admin when the sources say otherwise: the accord is in force
from the day it was concluded (20 mars 2014); the note of the IBEFE Bruxelles is a proposition, in
force there from 1 January 2022 (programme de travail 2022-2023) with its adoption still to encode;
the plenary of Bruxelles sits since 1 September 2014, with the groups that it is known to have (the
number of consultative guests is ours).

Runs as often as one wants: what is there is left alone.
"""

from datetime import date

from django.db import migrations
from django.utils import timezone

ACCORD_ON = date(2014, 3, 20)
NOTE_ON = date(2022, 1, 1)
SEATS_ON = date(2014, 9, 1)
BASSINS = (
    ("BXL", "Bruxelles"),
    ("BW", "Brabant wallon"),
    ("WAPI", "Wallonie picarde"),
    ("HC", "Hainaut Centre"),
    ("HS", "Hainaut Sud"),
    ("NAM", "Namur"),
    ("LUX", "Luxembourg"),
    ("HW", "Huy-Waremme"),
    ("LG", "Liège"),
    ("VER", "Verviers"),
)
SEATS = (
    ("PRES", 1, "presidence", "Présidence", False),
    ("ENS-S", 4, "enseignement", "Enseignement secondaire qualifiant", False),
    ("ENS-A", 2, "enseignement", "Promotion sociale, enseignement pour adultes", False),
    ("ENS-ADM", 2, "enseignement", "Administration de l’enseignement", False),
    ("FE", 8, "formation_emploi", "Formation, emploi et insertion", False),
    ("IS", 8, "sociaux", "Interlocuteurs sociaux", False),
    ("INV", 4, "consultatif", "Invité permanent", True),
)


def load(apps, schema_editor):
    for code, name in BASSINS:
        bassin = _once(apps, "Bassin", {"code": code}, {"name": name, "is_home": code == "BXL"})
        _once(
            apps,
            "RuleSet",
            {"bassin": bassin, "source": "accord"},
            {"starts_on": ACCORD_ON, "adopted_by": "Accord du 20 mars 2014"},
        )
    home = apps.get_model("actors", "Bassin").objects.get(code="BXL")
    _once(apps, "RuleSet", {"bassin": home, "source": "note"}, {"starts_on": NOTE_ON})
    body = _once(apps, "Body", {"bassin": home, "name": "Plénière"}, {})
    for code, count, group, label, consultative in SEATS:
        for number in range(1, count + 1):
            _once(
                apps,
                "Seat",
                {"body": body, "code": code if count == 1 else f"{code}-{number}"},
                {
                    "group": group,
                    "label": label if count == 1 else f"{label}, siège {number}",
                    "consultative": consultative,
                    "starts_on": SEATS_ON,
                },
            )


def _once(apps, name, key, values):
    """The row of this key, made with its first line of history when it is missing."""
    model = apps.get_model("actors", name)
    row = model.objects.filter(**key).order_by("pk").first()
    if row is not None:
        return row
    row = model.objects.create(**key, **values)
    history = apps.get_model("actors", f"Historical{name}").objects
    if history.filter(id=row.pk).exists():
        return row
    history.create(
        **{field.attname: getattr(row, field.attname) for field in model._meta.concrete_fields},
        history_date=timezone.now(),
        history_type="+",
        history_change_reason="données de référence",
    )
    return row


class Migration(migrations.Migration):
    dependencies = [("actors", "0001_initial")]
    operations = [migrations.RunPython(load, migrations.RunPython.noop, elidable=False)]
