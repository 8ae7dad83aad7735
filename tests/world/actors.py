"""The bassins with their settings, their seats and who holds them."""

from datetime import date, timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from actors.facts.merging import Pair
from actors.imports import MANDATES, ORGANISATIONS
from actors.models import RuleSet
from actors.workflow import merging
from core import files, imports
from core.clock import today
from tests.actors.factories import (
    CapacityFactory,
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    RegulationFactory,
    SeatFactory,
    csv_of,
)
from tests.people import ROLES
from tests.world.things import PDF

YEAR = timedelta(days=365)


def build(world):
    for code, bassin in world.bassins.items():
        CapacityFactory(bassin=bassin, year=today().year)
        free = SeatFactory(body__bassin=bassin)
        arguments = {
            "code": bassin.code,
            "year": today().year,
            "rule_set": RuleSet.objects.filter(bassin=bassin).order_by("pk").first().pk,
            "seat": free.pk,
        }
        world.add("bassin", "", bassin, code, arguments)
        mandate = MandateFactory(seat=SeatFactory(body__bassin=bassin))
        world.add("mandat", "", mandate, code, {"pk": mandate.pk})
        _regulations(world, bassin, free.body)
        _imports(world, bassin, free.body)
        _merges(world, bassin)
    _directory(world)


def _directory(world):
    """The whole service, of any bassin, knows who exists; what bassins share has one keeper."""
    service = {name: {"service"} for name, role in ROLES.items() if "service" in role.holds}
    person = world.users["service"].person
    world.add("personne", "", person, "", {"pk": person.pk}, service)
    organisation = person.organisation
    world.add("organisation", "", organisation, "", {"pk": organisation.pk}, service)
    _twins(world, "partagé", None, "")


def _twins(world, state, bassin, code):
    kept, gone = (OrganisationFactory(bassin=bassin, short=f"Sigle {code}") for _n in range(2))
    PersonFactory(organisation=gone)
    arguments = {"kind": "organisation", "kept": kept.pk, "gone": gone.pk}
    ties = {"manager": {"administration"}}
    world.add("doublon", state, Pair(kept, gone), code, arguments, ties)


def _merges(world, bassin):
    """Two organisations that look alike, two that were made one, and two that are two again."""
    user, code = world.service_of(bassin.code), bassin.code
    _twins(world, "d’un bassin", bassin, code)
    for state in ("faite", "défaite"):
        pair = Pair(OrganisationFactory(bassin=bassin), OrganisationFactory(bassin=bassin))
        PersonFactory(organisation=pair.gone)
        row = merging.merge(pair, by=user, base_version=1, gone_version=1)
        if state == "défaite":
            merging.unmerge(row, by=user, reason="Deux écoles.")
        ties = {"manager": {"administration"}}
        world.add("fusion", state, row, code, {"merge": row.pk}, ties)


def _imports(world, bassin, body):
    """The same file read, imported, and imported then undone."""
    user = world.service_of(bassin.code)
    for state in ("à vérifier", "importé", "défait"):
        batch = _given(bassin, SeatFactory(body=body).code, user)
        if state != "à vérifier":
            imports.confirm(batch, digest=imports.digest_of(imports.judged(batch)), by=user)
        if state == "défait":
            imports.undo(batch, by=user, reason="Le mauvais fichier.")
        world.add("import", state, batch, bassin.code, {"pk": batch.pk})
    batch = _in_conflict(bassin, user)
    world.add("import", "en conflit", batch, bassin.code, {"pk": batch.pk})


def _in_conflict(bassin, user):
    """An organisation that is there with another status."""
    ours = OrganisationFactory(sector="public")
    text = f"Nom;Statut\n{ours.name_fr};privé\nAtelier neuf de {bassin.code};privé\n"
    return imports.receive(ORGANISATIONS, bassin.code, csv_of(text), by=user)


def _given(bassin, seat, user):
    name = f"Kay {seat}"
    text = f"Siège;Prénom;Nom;Organisation;Du\n{seat};Ada;{name};Org {seat};01/01/2026\nX-0;;;;\n"
    return imports.receive(MANDATES, bassin.code, csv_of(text), by=user)


def _regulations(world, bassin, body):
    """Both to come: the one in force would weigh on every sitting of the world."""
    upload = SimpleUploadedFile("règlement.pdf", PDF, "application/pdf")
    text = files.accept(upload, by=world.service_of(bassin.code))
    for state, days, document in (("sans texte", 1, None), ("avec son texte", 2, text)):
        regulation = RegulationFactory(
            body=body, starts_on=today() + days * YEAR, document=document
        )
        arguments = {"code": bassin.code, "regulation": regulation.pk}
        world.add("règlement", state, regulation, bassin.code, arguments)


def grow(world, by):
    bassin = world.bassins["BXL"]
    OrganisationFactory.create_batch(by)
    PersonFactory.create_batch(by)
    OrganisationFactory.create_batch(by, short="Sigle BXL", bassin=bassin)
    PersonFactory.create_batch(by, organisation=world.one("organisation", "", "").object)
    for _number in range(by):
        seat = SeatFactory(body__bassin=bassin)
        MandateFactory(seat=seat)
        _given(bassin, seat.code, world.service_of("BXL"))
        year = bassin.capacities.order_by("year").first().year - 1
        CapacityFactory(bassin=bassin, year=year)
        last = bassin.bodies.get().regulations.order_by("-starts_on").first()
        RegulationFactory(body=last.body, starts_on=last.starts_on + YEAR)
        RuleSet.objects.create(
            bassin=bassin,
            source="note",
            starts_on=date(year - 20, 1, 1),
            ends_on=date(year - 20, 12, 31),
        )
