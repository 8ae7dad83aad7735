"""A diagnosis submitted twice, one that is only written, and the link of a member."""

from consensus.facts import diagnosis_link
from tests.consensus.factories_diagnoses import (
    AdhesionFactory,
    DiagnosisCommentFactory,
    DiagnosisFactory,
    DiagnosisVersionFactory,
)
from tests.people import BXL, LIEGE
from tests.poles.factories import MembershipFactory

PLACES = (("soumis", "en cours", BXL), ("écrit", "échu", BXL), ("soumis", "en cours", LIEGE))


def build(world):
    for state, pole_state, code in PLACES:
        thing = world.one("pôle", pole_state, code)
        pole = thing.object
        row = DiagnosisFactory(pole=pole, versions=2 if state == "soumis" else 0)
        arguments = {"pk": pole.pk, "number": 1}
        world.add("diagnostic", state, row, code, arguments, thing.ties)
        if state == "soumis":
            _answers(world, row, code)


def _answers(world, row, code):
    first, last = row.versions.order_by("number")
    seats = list(row.pole.memberships.filter(is_guest=False).order_by("pk"))
    AdhesionFactory(version=first, seat=seats[0])
    AdhesionFactory(version=last, seat=seats[0], kind="reserve")
    DiagnosisCommentFactory(version=last, person=seats[0].person)
    token = diagnosis_link(last, seats[1]).strip("/").rpartition("/")[2]
    world.add("lien d’un diagnostic", "", last, code, {"token": token})


def grow(world, by):
    row = world.one("diagnostic", "soumis").object
    versions = list(row.versions.order_by("number"))
    for _number in range(by):
        seat = MembershipFactory(pole=row.pole)
        AdhesionFactory(version=versions[-1], seat=seat)
        DiagnosisCommentFactory(version=versions[-1], person=seat.person)
        more = DiagnosisVersionFactory(diagnosis=row, number=row.versions.count() + 1)
        AdhesionFactory(version=more, seat=seat)
