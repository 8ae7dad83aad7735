"""Who sends forms, what each takes that cannot be guessed, what must have happened before."""

from datetime import timedelta
from uuid import uuid4

import time_machine
from django.urls import reverse
from django.utils import timezone

from actors.models import Mandate, Person
from consensus.models import Meeting
from consensus.workflow import record_in_room
from core import drafts
from core.clock import today
from core.models import Job
from evaluations.choices import Rating
from evaluations.models import Evaluation
from outbox.choices import MailStatus
from outbox.models import Mail
from plenary.choices import ItemStatus, SittingStatus
from plenary.documents import AGENDA, CONVOCATION
from plenary.facts import voices, waiting_in
from plenary.models import Sitting
from poles.forms.applications import began_now
from poles.models import Application, Call, DecisionRef, MemberProposal
from tests.actors.factories import RegulationFactory, csv_of
from tests.consensus.factories_meetings import AttendanceFactory, PointFactory
from tests.consensus.factories_proposals import seats
from tests.html import own_form
from tests.plenary.factories import AnnexFactory, ItemFactory, seated

SENDERS = (
    "service",
    "secretary",
    "coordinator",
    "president",
    "porteur",
    "plenary_member",
    "pole_member",
    "administrator",
)
DAY = timedelta(days=1)


def _no_condition(world, thing):
    names = ("condition", "echeance", "charge", "action", "action_echeance", "action_charge")
    return {f"{name}_{n}": "" for name in names for n in range(1, 5)}


def _to_release(world, thing):
    waiting = Mail.objects.filter(bassin=world.bassins["BXL"], status=MailStatus.WAITING)
    return {"mail": [str(pk) for pk in waiting.order_by("pk").values_list("pk", flat=True)]}


def _to_seal(world, thing):
    noted = thing.object.items.filter(status=ItemStatus.RECORDED).select_related("decision")
    return {"point": [f"{item.pk}-{item.decision.version}" for item in noted.order_by("pk")]}


def _turned_round(world, thing):
    keys = [str(pk) for pk in thing.object.items.order_by("position").values_list("pk", flat=True)]
    return {"before": ",".join(keys), "order": ",".join(reversed(keys))}


def _all_that_waits(world, thing):
    waiting = waiting_in(thing.object.body.bassin, on=today())
    return {"point": [one.key for one in waiting]}


def _somebody(world, thing):
    name = uuid4().hex
    return {"first_name": name, "last_name": name, "email": f"{name}@example.org"}


# Of the five columns of the file, the fourth becomes another thing.
COLUMNS = {"seat": "0", "first_name": "1", "last_name": "2", "source": "3", "starts_on": "4"}
COLUMNS |= dict.fromkeys(("rank", "email", "position", "organisation", "ends_on"), "")
ORGANISATIONS_CSV = "Nom;Statut\nAtelier {name};privé\n"
PERSONS_CSV = "Prénom;Nom\nAda;Kay {name}\n"
PAST_CSV = "Feuille;Pôle;Nom du pôle\nPôles;{name};Bois\n"
MANDATES_CSV = "Siège;Prénom;Nom;Du\nX-1;Ada;Kay;01/01/2026\n"


def _file_of(text):
    return {"upload": csv_of(text.format(name=uuid4().hex))}


def _as_typed(world, thing):
    """What the page of the fiche sends while somebody writes in it."""
    url = reverse("poles:edit", args=[thing.object.pk])
    return own_form(world.client("service").get(url), url).filled()


def _live_sheet(world, thing):
    """What the live sheet sends while somebody writes in it."""
    url = reverse("plenary:record", args=[thing.object.pk])
    form = own_form(world.client("secretary").get(url, follow=True), url)
    return {**form.filled(), "base_version": "0", "outcome": "reporte"} if form else {}


def _arrives(world, thing):
    seated = voices(thing.object.sitting) if thing.object.sitting else []
    move = {"move": f"arrive-{seated[0].mandate.pk}"} if seated else {}
    return {**_live_sheet(world, thing), **move}


def _candidature(world, thing):
    """Somebody who took the time to read, and left alone what only robots see."""
    with time_machine.travel(timezone.now() - timedelta(minutes=5)):
        began = began_now()
    return {"website": "", "began": began, "email": f"{uuid4().hex}@example.org"}


def _block_as_typed(world, thing):
    """What the page of a block sends while somebody writes in it."""
    url = reverse("plenary:block", args=[thing.object.pk])
    return own_form(world.client("secretary").get(url), url).filled()


def _to_stop(world, thing):
    return {"kind": "arret", "pole": str(world.one("pôle", "en cours").object.pk)}


def _from_one_to_another(world, thing):
    heard = [v.mandate.pk for v in voices(thing.object) if v.has_voice and not v.proxy_to]
    return dict(zip(("giver", "holder"), heard, strict=False))


def _to_the_last_seated(world, thing):
    """A proxy to somebody who just came: whoever else is offered may carry one already."""
    return {"asks": "donner", "holder": str(Mandate.objects.latest("pk").pk)}


def _nobody_s_substitute(world, thing):
    return {"substitute_of": ""}


def _diagnosis_as_typed(world, thing):
    """What the page of the diagnosis sends while somebody writes in it."""
    url = reverse("consensus:diagnosis_edit", args=[thing.arguments["pk"]])
    return own_form(world.client("service").get(url), url).filled()


# What a form takes that cannot be guessed from its fields.
VALUES = {
    "poles:propose": _nobody_s_substitute,
    "poles:proposal": _nobody_s_substitute,
    "poles:answers_edit": lambda world, thing: {"designated_text": "Bienvenue {prenom} {nom}."},
    "poles:link_again": lambda world, thing: {
        "email": world.one("candidature", "reçue").object.email
    },
    "poles:public_call": _candidature,
    "poles:call_extend": lambda world, thing: {"closes_on": (today() + 60 * DAY).isoformat()},
    "import_columns": lambda world, thing: COLUMNS,
    "import_for_all": lambda world, thing: {"choice": "garder"},
    "actors:organisations_import": lambda world, thing: _file_of(ORGANISATIONS_CSV),
    "poles:past_import": lambda world, thing: _file_of(PAST_CSV),
    "actors:persons_import": lambda world, thing: _file_of(PERSONS_CSV),
    "actors:mandates_import": lambda world, thing: {"upload": csv_of(MANDATES_CSV)},
    "actors:person_new": _somebody,
    "actors:regulation_new": lambda world, thing: {"quorum": "nombre"},
    "actors:regulation_edit": lambda world, thing: {"quorum": "nombre"},
    "consensus:commitment_edit": lambda world, thing: {"what": "Un engagement corrigé"},
    "consensus:diagnosis_autosave": _diagnosis_as_typed,
    "consensus:diagnosis_edit": lambda world, thing: {"text": "Un diagnostic complété."},
    "consensus:opinion_edit": lambda world, thing: {"project": "Un projet corrigé"},
    "consensus:opinion_new": lambda world, thing: {"asked_by": "Une instance"},
    "consensus:new": lambda world, thing: {"adopted_on": today().isoformat()},
    "consensus:propose": lambda world, thing: {"rhythm": "", "review_on": ""},
    "consensus:amend": lambda world, thing: {"text": "Un autre texte."},
    "consensus:message": lambda world, thing: {"to": ["membres"]},
    "consensus:meeting_new": lambda world, thing: {
        "on": (today() + 70 * DAY).isoformat(),
        "cadence": "",
    },
    "consensus:my_presence": lambda world, thing: {"presence": "present"},
    "consensus:write_general": lambda world, thing: {"text": "Un autre texte."},
    "consensus:write_record_autosave": lambda world, thing: {
        "record": "À moitié.",
        "base_version": "1",
    },
    "consensus:write_general_autosave": lambda world, thing: {
        "text": "À moitié.",
        "base_version": "1",
    },
    "outbox:release_several": _to_release,
    "plenary:add_free": lambda world, thing: {"audience": "membres", "closed_ground": ""},
    "plenary:ask": _to_stop,
    "plenary:edit_item": lambda world, thing: {"audience": "public", "closed_ground": ""},
    "plenary:edit_communication": lambda world, thing: {"title": "Un intitulé corrigé"},
    "plenary:new": lambda world, thing: {"starts_at": "09:30", "ends_at": "12:00"},
    "plenary:live_draft": _live_sheet,
    "plenary:movement": _arrives,
    "plenary:proxies": _from_one_to_another,
    "plenary:proxy": _to_the_last_seated,
    "plenary:invitation_proxy": _to_the_last_seated,
    "plenary:keep_note": lambda world, thing: {"text": "Pour moi.", "base_version": "0"},
    "plenary:block_autosave": _block_as_typed,
    "plenary:circulate": lambda world, thing: {"remarks_until": (today() + 9 * DAY).isoformat()},
    "plenary:presence": lambda world, thing: {"presence": "present"},
    "plenary:edit_theme": lambda world, thing: {"title": "Un thème corrigé"},
    "plenary:record": _no_condition,
    "plenary:reprise": lambda world, thing: {**_no_condition(world, thing), "days": "20"},
    "poles:autosave": _as_typed,
    "plenary:put_several": _all_that_waits,
    "plenary:reorder": _turned_round,
    "plenary:seal_all": _to_seal,
    "poles:death": lambda world, thing: {"on": today().isoformat()},
}


def _launch_of_the_past(world):
    pole = world.one("pôle", "soumis").object
    return f"?pole={pole.pk}&kind=lancement&on={today() - 400 * DAY}"


# What the address must say for the page to show its form.
QUERIES = {"plenary:reprise": _launch_of_the_past}


def _its_day(world, thing):
    Sitting.objects.filter(status=SittingStatus.IN_SESSION).update(on=today() - DAY)
    Sitting.objects.filter(pk=thing.object.pk).update(on=today())


def _all_noted(world, thing):
    thing.object.items.filter(status=ItemStatus.LISTED).update(status=ItemStatus.REMOVED)


def _with_neighbours(world, thing):
    """One item before it and one after, no more: moved twice, it stays at its end."""
    if sitting := thing.object.sitting:
        sitting.items.exclude(pk=thing.object.pk).update(status=ItemStatus.REMOVED)
        for position in (0, thing.object.position + 1):
            ItemFactory(sitting=sitting, body=sitting.body, position=position, number=None)


def _proxies_admitted(world, thing):
    """The règlement of that day admits proxies, and somebody else sits."""
    sitting = getattr(thing.object, "sitting", thing.object)
    RegulationFactory(body=sitting.body, starts_on=sitting.on, proxies="admises")
    seated(thing.object.body)
    seated(thing.object.body)


def _without_address(world, thing):
    Person.objects.filter(pk=thing.object.person_id).update(email="")


def _documents_lost(world, thing):
    Job.objects.filter(kind__in=(CONVOCATION, AGENDA)).delete()


def _two_items(world, thing):
    """A second item beside the one that it has."""
    ItemFactory(sitting=thing.object, body=thing.object.body, position=99, number=None)


def _between_annexes(world, thing):
    """One annex before it and one after."""
    for position in (0, thing.object.position + 1):
        AnnexFactory(item=thing.object.item, position=position)


def _a_draft(world, thing):
    drafts.keep(
        world.users["service"],
        form="poles.fiche",
        subject_id=thing.object.pk,
        base_version=1,
        data={"title": "Autre titre"},
    )


def _a_block_draft(world, thing):
    for role in SENDERS:
        drafts.keep(
            world.users[role],
            form="plenary.passage",
            subject_id=thing.object.pk,
            base_version=1,
            data={"text": "Autre texte"},
        )


def _a_diagnosis_draft(world, thing):
    drafts.keep(
        world.users["service"],
        form="consensus.diagnosis",
        subject_id=thing.object.pk,
        base_version=1,
        data={"text": "Autre texte"},
    )


def _drafts_of_minutes(form, **data):
    def keep(world, thing):
        for role in SENDERS:
            drafts.keep(
                world.users[role],
                form=form,
                subject_id=thing.object.pk,
                base_version=1,
                data=data,
            )

    return keep


def _between_points(world, thing):
    """One point before it and one after, when it stands on an agenda."""
    if meeting := thing.object.meeting:
        for position in (0, thing.object.position + 1):
            PointFactory(meeting=meeting, position=position)


def _today_with_somebody(world, thing):
    """The day has come, and somebody is there."""
    Meeting.objects.filter(pk=thing.object.pk).update(on=today())
    seat = thing.object.pole.memberships.seated().first()
    AttendanceFactory(meeting=thing.object, membership=seat)


def _decided_to_modify(world, thing):
    DecisionRef.objects.filter(pole=thing.object).update(kind="modification")


def _all_found(world, thing):
    thing.object.findings.update(rating=Rating.GOOD, justification="Vu en réunion.")
    Evaluation.objects.filter(pk=thing.object.pk).update(conclusion="Le pôle marche.")


def _everybody_adheres(world, thing):
    text = thing.object
    if text.is_open and not text.objections.exists():
        for seat in seats(text.pole):
            record_in_room(
                text,
                person=seat.person,
                kind="adhere",
                base_version=1,
                by=world.service_of(thing.bassin),
            )


def _sorted_and_decided(world, thing):
    """The call is closed, its candidatures are sorted, and the plenary has decided."""
    Call.objects.filter(pk=thing.object.pk).update(closes_on=today() - DAY)
    applications = Application.objects.filter(call=thing.object)
    applications.filter(status="received").update(status="withdrawn", withdrawn_at=timezone.now())
    decision = DecisionRef.objects.filter(pole=thing.object.pole).order_by("pk").first()
    MemberProposal.objects.filter(application__call=thing.object).update(
        status="not_designated", decision=decision
    )


# What must have happened before the form is accepted; taken back like the rest.
FIRST = {
    "actors:address": _without_address,
    "consensus:adopt": _everybody_adheres,
    "consensus:diagnosis_discard": _a_diagnosis_draft,
    "consensus:meeting_hold": _today_with_somebody,
    "consensus:point_down": _between_points,
    "consensus:point_up": _between_points,
    "consensus:write_general_discard": _drafts_of_minutes("consensus.pv", text="Autre"),
    "consensus:write_record_discard": _drafts_of_minutes("consensus.point", record="Autre"),
    "evaluations:ask_reply": _all_found,
    "plenary:block_discard": _a_block_draft,
    "plenary:annex_down": _between_annexes,
    "plenary:annex_up": _between_annexes,
    "plenary:close": _all_noted,
    "plenary:down": _with_neighbours,
    "plenary:invitation_proxy": _proxies_admitted,
    "plenary:open": _its_day,
    "plenary:proxies": _proxies_admitted,
    "plenary:proxy": _proxies_admitted,
    "plenary:remake_documents": _documents_lost,
    "plenary:reorder": _two_items,
    "plenary:up": _with_neighbours,
    "poles:answers": _sorted_and_decided,
    "poles:draft_discard": _a_draft,
    "poles:freeze_modification": _decided_to_modify,
}
