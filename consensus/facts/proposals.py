"""Proposals as the pages tell them: their state in a word, what waits for whom."""

from dataclasses import dataclass
from functools import partial

from django.db.models import Exists, F, OuterRef, Value
from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.choices import (
    ObjectionStatus,
    PositionKind,
    ProposalStatus,
)
from consensus.facts.dossier import Part, part
from consensus.models import Proposal
from core.french import day
from core.states import State
from core.todo import Rows, Section, Task, gathered

RANK = 30
SHOWN = 5
AWAITED = Section("positions", _("Votre position est attendue"), 4)
FACILITATED = Section("propositions", _("Propositions que vous facilitez"), 8)

POSITION_LOOKS = {
    PositionKind.AGREES: ("ok", "full-circle"),
    PositionKind.RESERVED: ("warn", "triangle"),
    PositionKind.ABSTAINS: ("calm", "dash"),
    PositionKind.OBJECTS: ("ko", "octagon"),
}
POSITION_WORDS = {
    PositionKind.AGREES: _("adhère"),
    PositionKind.RESERVED: _("adhère avec réserve"),
    PositionKind.ABSTAINS: _("s’abstient"),
    PositionKind.OBJECTS: _("objecte"),
}
OBJECTION_LOOKS = {
    ObjectionStatus.RAISED: ("ko", "octagon"),
    ObjectionStatus.MAINTAINED: ("ko", "octagon"),
    ObjectionStatus.INTEGRATED: ("accent", "half-circle"),
    ObjectionStatus.LIFTED: ("ok", "check"),
    ObjectionStatus.LAPSED: ("calm", "dash"),
}
STATUS_LOOKS = {
    ProposalStatus.ADOPTED: ("ok", "full-circle"),
    ProposalStatus.REFERRED: ("accent", "arrow"),
    ProposalStatus.WITHDRAWN: ("calm", "square"),
}


@dataclass(frozen=True)
class Row:
    """One line of a list of proposals: its state, and whether it waits for the reader."""

    proposal: Proposal
    state: State
    waits_for_me: bool


def state_of(proposal, *, on, contested: bool) -> State:
    """The state in a word. `contested`: does an objection stand?"""
    if not proposal.is_open:
        tone, shape = STATUS_LOOKS[ProposalStatus(proposal.status)]
        return State(proposal.get_status_display(), tone, shape)
    if contested:
        return State(_("Une objection tient"), "ko", "octagon")
    if proposal.deadline < on:
        return State(_("Délai passé, issue à donner"), "warn", "hourglass")
    return State(_("En discussion"), "accent", "half-circle")


def position_state(position) -> State:
    """What a seat said, in the third person."""
    kind = PositionKind(position.kind)
    return State(POSITION_WORDS[kind], *POSITION_LOOKS[kind])


def objection_state(objection, *, lapses=False) -> State:
    status = ObjectionStatus.LAPSED if lapses else ObjectionStatus(objection.status)
    return State(status.label, *OBJECTION_LOOKS[status])


def listed(pole, user, *, on):
    """The proposals of a pôle for this reader: those that wait for them, the open ones, the rest.

    One query; each row carries `mine` and `contested`.
    """
    rows = Proposal.objects.visible_to(user).filter(pole=pole).with_standing_objections(on=on)
    if user.person is None:
        mine = Proposal.objects.none()
    else:
        mine = Proposal.objects.awaiting(user.person, on=on)
    return rows.annotate(
        mine=Exists(mine.filter(pk=OuterRef("pk"))),
        lives=Exists(Proposal.objects.open().filter(pk=OuterRef("pk"))),
    ).order_by("-mine", "-lives", "-number")


def lines_of(proposals, *, on) -> list[Row]:
    """Lines of the list, from rows of `listed`."""
    return [Row(p, state_of(p, on=on, contested=_tells(p)), p.mine) for p in proposals]


def _tells(proposal) -> bool:
    """An objection stands, and this reader may know of it before they answer."""
    return proposal.contested and not (proposal.hides_answers and proposal.mine)


@part(RANK)
def texts_of_the_pole(pole, user, *, on):
    """The proposals that wait for this reader first; the page of the list has them all."""
    found = list(listed(pole, user, on=on)[: SHOWN + 1])
    opens = user.has_perm("consensus.open_proposal", pole)
    return Part(
        "propositions",
        _("Propositions"),
        "consensus/_proposals_part.html",
        {
            "rows": lines_of(found[:SHOWN], on=on),
            "all_url": reverse("consensus:proposals", args=[pole.pk]) if found else "",
        },
        url=reverse("consensus:propose", args=[pole.pk]) if opens else "",
        action=_("Ouvrir une proposition"),
    )


@gathered
def texts_to_see_to(user, *, on):
    """Texts on which the seat of this person is silent; those whose outcome they have to give."""
    if user.person is None:
        return
    texts = Proposal.objects.visible_to(user)
    named = (F("title"), F("deadline"), F("pk"), F("closed_on"), F("pole__title"))
    awaited = texts.filter(pk__in=Proposal.objects.awaiting(user.person, on=on).values("pk"))
    yield Rows(awaited, (*named, Value("")), partial(_awaited, on=on))
    yield Rows(texts.past_their_day(user.person, on=on), (*named, Value("")), _outcome)
    back = (F("title"), F("review_on"), *named[2:], Value(""))
    yield Rows(texts.to_review(user.person, on=on), back, _back)


def _address(key):
    return reverse("consensus:proposal", args=[key])


def _awaited(title, due_on, key, _closed_on, pole, _more, *, on):
    why = _("Le délai est passé, votre position compte encore.") if due_on < on else ""
    action = _("Donner ma position")
    return Task(AWAITED, title, _address(key), action, meta=(pole,), why=why, due_on=due_on)


def _outcome(title, due_on, key, _closed_on, pole, _more):
    why = _("Le délai des positions est passé.")
    action = _("Donner l’issue")
    return Task(FACILITATED, title, _address(key), action, meta=(pole,), why=why, due_on=due_on)


def _back(title, due_on, key, closed_on, pole, _more):
    why = _("Adoptée le %(day)s, à revoir.") % {"day": day(closed_on)}
    return Task(
        FACILITATED, title, _address(key), _("Revoir"), meta=(pole,), why=why, due_on=due_on
    )
