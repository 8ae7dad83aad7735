"""Avis d’opportunité: how they read, and what waits for whom."""

from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.choices import OpinionStatus
from consensus.facts.dossier import Part, part
from consensus.models import Opinion
from core.states import State
from core.todo import Rows, Section, Task, gathered

RANK, SHOWN = 50, 5
TO_GIVE = Section("avis-a-rendre", _("Avis d’opportunité à rendre"), 12)
STATES = {
    OpinionStatus.REQUESTED: ("warn", "diamond"),
    OpinionStatus.CONSENSUS: ("accent", "half-circle"),
    OpinionStatus.GIVEN: ("ok", "full-circle"),
    OpinionStatus.TRANSMITTED: ("ok", "check"),
    OpinionStatus.DECLINED: ("calm", "dash"),
}


def opinion_state(opinion) -> State:
    return State(opinion.get_status_display(), *STATES[opinion.status])


@part(RANK)
def opinions_of_the_pole(pole, user, *, on):
    """The last opinions; the register holds all of them."""
    found = Opinion.objects.visible_to(user).filter(pole=pole).order_by("-asked_on", "-pk")
    rows = [{"opinion": one, "state": opinion_state(one)} for one in found[:SHOWN]]
    serves = user.has_perm("consensus.keep_opinions", pole)
    return Part(
        "avis",
        _("Avis d’opportunité"),
        "consensus/_opinions_part.html",
        {"rows": rows},
        url=reverse("consensus:opinion_new", args=[pole.pk]) if serves else "",
        action=_("Encoder une demande"),
    )


@gathered
def opinions_to_give(user, *, on):
    """Asked of the pôles that this person leads, and neither given nor transmitted yet."""
    if user.person is None or not user.standing.served:
        return
    rows = Opinion.objects.filter(
        Q(status__in=(OpinionStatus.REQUESTED, OpinionStatus.CONSENSUS, OpinionStatus.GIVEN)),
        pole__lead=user.person,
        pole__bassin__in=user.standing.served,
    )
    first = rows.order_by(F("due_on").asc(nulls_last=True), "pk").values("pk")[: SHOWN * 4]
    yield Rows(
        Opinion.objects.filter(pk__in=first),
        ("project", "due_on", "pk", Value(None), "pole__title", "status"),
        _to_give,
    )


def _to_give(project, due_on, pk, _on, pole, status):
    return Task(
        TO_GIVE,
        project,
        reverse("consensus:opinion", args=[pk]),
        _("Transmettre") if status == OpinionStatus.GIVEN else _("Ouvrir l’avis"),
        meta=(pole,),
        status=State(str(OpinionStatus(status).label), *STATES[OpinionStatus(status)]),
        due_on=due_on,
    )
