"""What is recalled of the texts of a pôle, and to whom; their days for the échéancier."""

from datetime import timedelta

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.querysets import dated
from consensus.choices import STANDING_OBJECTIONS
from consensus.facts import link_for
from consensus.facts.seats import seats_among, speakers
from consensus.models import Objection, Position, Proposal
from core.agenda import Deadline, Kind, Rows, gathered_deadlines
from outbox.workflow import Occasion, Step, reminder
from poles.models import Membership

DAY = timedelta(days=1)
DAYS_BEFORE = 3
OBJECTION_DAYS_BEFORE = 2


def _open(only):
    texts = Proposal.objects.open().with_current()
    if only is not None:
        texts = texts.filter(pk__in=only)
    return list(texts.select_related("pole__bassin", "facilitator").order_by("pk"))


def _seats_by_pole(texts, on):
    """The seats of the pôles of these texts. One query."""
    rows = (
        Membership.objects.filter(dated(on), pole__in={t.pole_id for t in texts})
        .select_related("person", "organisation")
        .order_by("pk")
    )
    by_pole = {}
    for row in rows:
        by_pole.setdefault(row.pole_id, []).append(row)
    return {pole: seats_among(memberships) for pole, memberships in by_pole.items()}


@reminder(
    "consensus.position",
    label=_("Position attendue sur une proposition"),
    model=Proposal,
    template="consensus/position_awaited",
    over=_("La position est donnée, ou la proposition est close."),
)
def position_awaited(*, on, only=None):
    """Three days before and on the last day: the seats without answer alone, by their link.

    One cycle for each person and round: a new text, a new cycle.
    """
    texts = _open(only)
    seats = _seats_by_pole(texts, on)
    answered = set(
        Position.objects.filter(round__proposal__in=texts).values_list(
            "round__proposal", "round__number", "seat"
        )
    )
    for text in texts:
        for seat in seats.get(text.pole_id, ()):
            if (text.pk, text.current, seat.pk) not in answered:
                for membership in seat.memberships:
                    yield _awaited(text, membership)


def _awaited(text, membership):
    to = (membership.person,)
    link = link_for(text, membership, text.current)
    return Occasion(
        text,
        text.pole.bassin,
        cycle=f"version {text.current}, siège {membership.pk}",
        steps=(
            Step(f"-{DAYS_BEFORE} jours", text.deadline - DAYS_BEFORE * DAY, to),
            Step("fin", text.deadline, to),
        ),
        context={"link": f"{settings.SITE_URL}{link}"},
    )


@reminder(
    "consensus.objection",
    label=_("Objection à traiter"),
    model=Proposal,
    template="consensus/objection_stands",
    over=_("L’objection ne tient plus, ou la proposition est close."),
)
def objection_stands(*, on, only=None):
    """Two days before the deadline and on the day: who facilitates, for each standing objection."""
    texts = {t.pk: t for t in _open(only)}
    seats = _seats_by_pole(texts.values(), on)
    standing = Objection.objects.filter(proposal__in=texts, status__in=STANDING_OBJECTIONS)
    for objection in standing.select_related("author").order_by("pk"):
        text = texts[objection.proposal_id]
        if objection.author_id not in speakers(seats.get(text.pole_id, ())):
            continue
        to = (text.facilitator,)
        yield Occasion(
            text,
            text.pole.bassin,
            cycle=f"objection {objection.pk}",
            steps=(
                Step(
                    f"-{OBJECTION_DAYS_BEFORE} jours",
                    text.deadline - OBJECTION_DAYS_BEFORE * DAY,
                    to,
                ),
                Step("fin", text.deadline, to),
            ),
            context={"objection": objection},
        )


# ── Échéancier ──────────────────────────────────────────────────────────────────────────────────


@gathered_deadlines
def texts_to_answer_or_to_review(user, *, on):
    """The day of each open text, and the day on which an adopted one comes back."""
    texts = Proposal.objects.visible_to(user)
    back = texts.filter(status="adopted", review_on__isnull=False)
    who = "facilitator"
    yield Rows(texts.open(), "pk", "deadline", "title", "number", _to_answer, person=who)
    yield Rows(back, "pk", "review_on", "title", "number", _to_review, person=who)


def _to_answer(key, on, title, number, facts):
    what = _("Positions attendues : %(title)s") % {"title": title}
    return _deadline(key, on, f"proposition-{key}", what, number, facts)


def _to_review(key, on, title, number, facts):
    what = _("À revoir : %(title)s") % {"title": title}
    return _deadline(key, on, f"proposition-{key}-revoir", what, number, facts)


def _deadline(key, on, uid, what, number, facts):
    return Deadline(
        uid=uid,
        on=on,
        what=what,
        why=_("Proposition n° %(n)s du pôle « %(pole)s ».")
        % {"n": number, "pole": facts["pole"][1]},
        url=reverse("consensus:proposal", args=[key]),
        kind=Kind.DECISION,
        **facts,
    )
