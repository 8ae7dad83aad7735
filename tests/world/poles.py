"""A pôle in each state, a demande in each state, members, candidates and guests."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from core import files
from core.clock import today
from poles import workflow
from poles.models import Attachment
from poles.reports import follow_up_path
from tests.people import BXL, LIEGE
from tests.poles.factories import (
    ApplicationFactory,
    CallFactory,
    ConformityStatementFactory,
    MemberProposalFactory,
    MembershipFactory,
    PoleFactory,
    PoleRequestFactory,
    ServiceDaysFactory,
    ThemeFactory,
)
from tests.world.things import PDF

DAY = timedelta(days=1)
POLES = {
    "en préparation": {},
    "soumis": {"proposed": True},
    "non retenu": {"refused": True},
    "abandonné": {"abandoned": True},
    "lancé": {"launched": True},
    "en cours": {"active": True},
    "échu": {"active": True, "starts_on": today() - 1200 * DAY},
    "terminé": {"ended": True},
    "clôturé": {"closed": True},
}
JOINED = ("en cours", "échu")
PROPOSALS = {
    "proposée": {},
    "retirée": {"status": "withdrawn"},
    "non désignée": {"status": "not_designated"},
    "désignée": {"status": "designated"},
}
CALLS = {"ouvert": {"published": True}, "clos": {"past": True}, "annulé": {"cancelled": True}}
APPLICATIONS = {
    "reçue": {},
    "retenue": {"retained": True},
    "en réserve": {"in_reserve": True},
    "non retenue": {"not_retained": True},
    "retirée": {"withdrawn": True},
}
REQUESTS = {"transmise": {}, "acceptée": {"answered": True}, "déclinée": {"declined": True}}


def build(world):
    for code, states in ((BXL, POLES), (LIEGE, ("en préparation", "en cours"))):
        for state in states:
            _pole(world, code, state)
    for code in (BXL, LIEGE):
        _members(world, world.one("pôle", "en cours", code))
        _requests(world, code)
        _statement(world, world.one("pôle", "en cours", code))
    _call(world, world.one("pôle", "en cours"), "en préparation")
    for state, traits in CALLS.items():
        _call(world, world.one("pôle", "lancé"), state, **traits)
    _call(world, world.one("pôle", "en cours", LIEGE), "ouvert", published=True)
    for code in (BXL, LIEGE):
        _applications(world, world.one("appel", "ouvert", code))


def _pole(world, code, state):
    service = world.service_of(code)
    pole = PoleFactory(
        bassin=world.bassins[code],
        lead=service.person,
        title=f"Pôle {state} {code}",
        **POLES[state],
    )
    ties = {}
    if code == BXL and state in JOINED:
        MembershipFactory(pole=pole, person=world.users["pole_member"].person)
        MembershipFactory(pole=pole, person=world.users["guest"].person, guest=True)
        ties = {"pole_member": {"membre du pôle"}, "guest": {"invité du pôle"}}
    upload = SimpleUploadedFile("étude.pdf", PDF, "application/pdf")
    attachment = Attachment.objects.create(
        pole=pole, stored=files.accept(upload, by=service), label="Étude"
    )
    for occasion in ("soumission", "modification"):
        workflow.freeze(pole, by=service, occasion=occasion)
    if pole.launched_on:
        ServiceDaysFactory(pole=pole)
    arguments = {
        "pk": pole.pk,
        "attachment": attachment.pk,
        "number": 1,
        "year": today().year,
        "month": today().month,
    }
    world.add("pôle", state, pole, code, arguments, ties)


def _members(world, thing):
    """Who is proposed, designated and invited in a running pôle."""
    pole, decision = thing.object, thing.object.decisions.order_by("pk").first()
    for state, fields in PROPOSALS.items():
        decided = {"decision": decision} if "désigné" in state else {}
        row = MemberProposalFactory(
            pole=pole, proposed_by=world.service_of(thing.bassin), **fields, **decided
        )
        arguments = {**thing.arguments, "proposal": row.pk}
        world.add("proposition", state, row, thing.bassin, arguments, thing.ties)
    for state, traits in (("désigné", {}), ("invité", {"guest": True})):
        row = MembershipFactory(pole=pole, **traits)
        arguments = {**thing.arguments, "membership": row.pk}
        world.add("membre", state, row, thing.bassin, arguments, thing.ties)


def _statement(world, thing):
    row = workflow.issue_statement(thing.object, on=today(), by=world.service_of(thing.bassin))
    arguments = {"pk": thing.object.pk, "statement": row.pk}
    world.add("état de conformité", "", row, thing.bassin, arguments, thing.ties)


def _call(world, thing, state, **traits):
    call = CallFactory(pole=thing.object, **traits)
    arguments = {"pk": thing.object.pk, "call": call.pk, "uuid": call.uuid}
    world.add("appel", state, call, thing.bassin, arguments)


def _applications(world, thing):
    upload = SimpleUploadedFile("cv.pdf", PDF, "application/pdf")
    attachment = files.accept(upload, by=None)
    for state, traits in APPLICATIONS.items():
        row = ApplicationFactory(call=thing.object, attachment=attachment, **traits)
        arguments = {**thing.arguments, "application": row.pk}
        world.add("candidature", state, row, thing.bassin, arguments)
        if state == "reçue":
            token = follow_up_path(row).strip("/").rpartition("/")[2]
            world.add("suivi d’une candidature", "", row, thing.bassin, {"token": token})


def _requests(world, code):
    author = world.users["porteur"] if code == BXL else world.service_of(code)
    ties = {"porteur": {"auteur"}} if code == BXL else {}
    for state, traits in REQUESTS.items():
        request = PoleRequestFactory(
            bassin=world.bassins[code], submitted_by=author, person=author.person, **traits
        )
        if state == "acceptée":
            PoleFactory(bassin=request.bassin, request=request, origin="demande")
        world.add("demande", state, request, code, {"pk": request.pk}, ties)


def grow(world, by):
    bassin, service = world.bassins[BXL], world.users["service"]
    porteur = world.users["porteur"]
    ThemeFactory.create_batch(by, bassin=bassin)
    for traits in POLES.values():
        for pole in PoleFactory.create_batch(by, bassin=bassin, lead=service.person, **traits):
            if pole.launched_on:
                ServiceDaysFactory(pole=pole)
    for traits in REQUESTS.values():
        PoleRequestFactory.create_batch(
            by, bassin=bassin, submitted_by=porteur, person=porteur.person, **traits
        )
    for _number in range(by):
        for traits in CALLS.values():
            CallFactory(pole=world.one("pôle", "lancé").object, **traits)
        for traits in APPLICATIONS.values():
            ApplicationFactory(call=world.one("appel", "ouvert").object, **traits)
    for thing in world.of("pôle"):
        _grow_pole(thing.object, service, by)


def _grow_pole(pole, service, by):
    upload = SimpleUploadedFile("annexe.pdf", PDF, "application/pdf")
    stored = files.accept(upload, by=service)
    ConformityStatementFactory.create_batch(by, pole=pole, issued_by=service)
    for number in range(by):
        Attachment.objects.create(pole=pole, stored=stored, label=f"Annexe {number}")
        workflow.freeze(pole, by=service, occasion=f"essai {number}")
        pole.version += 1
        pole._history_user = service
        pole.save()
        if pole.launched_on:
            MembershipFactory(pole=pole)
            MembershipFactory(pole=pole, guest=True)
            MemberProposalFactory(pole=pole, proposed_by=service)
