"""What waits for the plenary, computed from facts for a date: nothing here is a row."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
)
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from consensus.facts import modalities_adopted
from core.deadlines import first_year_end, months_after, months_before
from core.french import day
from evaluations.querysets import presentable
from plenary.choices import FREE, ItemStatus, Kind, MinutesStatus
from plenary.models import AgendaItem, Minutes
from poles.choices import PoleStatus
from poles.models import MemberProposal, Pole

CONTINUATION_SEEN_FROM = 9
RENEWAL_SEEN_BEFORE = 12

POSSIBLE_STATES = {
    Kind.LAUNCH: (PoleStatus.PROPOSED,),
    Kind.DESIGNATION: (PoleStatus.LAUNCHED, PoleStatus.ACTIVE),
    Kind.CONTINUATION: (PoleStatus.ACTIVE,),
    Kind.RENEWAL: (PoleStatus.ACTIVE,),
    Kind.STOP: (PoleStatus.LAUNCHED, PoleStatus.ACTIVE),
    Kind.MODALITIES: (PoleStatus.ACTIVE,),
    Kind.MODIFICATION: (PoleStatus.LAUNCHED, PoleStatus.ACTIVE),
    Kind.DEROGATION: (PoleStatus.PROPOSED, PoleStatus.LAUNCHED, PoleStatus.ACTIVE),
    Kind.EVALUATION: (PoleStatus.ACTIVE, PoleStatus.ENDED),
}


@dataclass(frozen=True)
class Waiting:
    """One thing that the plenary must decide: a fact, or an item asked for or postponed."""

    kind: Kind
    title: str
    why: str
    pole: Pole | None = None
    item: AgendaItem | None = None
    minutes: Minutes | None = None
    due_on: date | None = None
    late: bool = False
    proposal: dict = field(default_factory=dict)
    text: str = ""

    @property
    def key(self) -> str:
        """What the form sends back: an item, or a kind and a pôle. Never more than that."""
        if self.item:
            return f"point-{self.item.pk}"
        return f"{self.kind.value}-{self.minutes.sitting_id if self.minutes else self.pole.pk}"

    @property
    def subject(self) -> tuple:
        """What one item at a time decides: a kind about a pôle, or about a sitting's minutes."""
        return subject_of(self.kind, self.pole.pk if self.pole else None, self.proposal)


def subject_of(kind, pole, proposal) -> tuple:
    return (kind, proposal.get("sitting") if kind == Kind.MINUTES else pole)


def waiting_in(bassin, *, on) -> list[Waiting]:
    """Everything that waits in this bassin, the most pressing first. Constant queries."""
    rows = list(
        AgendaItem.objects.open()
        .filter(body__bassin=bassin)
        .select_related("pole", "cites")
        .order_by("pk")
    )
    taken = {subject_of(i.kind, i.pole_id, i.proposal) for i in rows if i.kind not in FREE}
    found = [_row(i) for i in rows if i.status == ItemStatus.WAITING]
    for source in (asked_of_poles, minutes_to_approve):
        found += [w for w in source(bassin, on=on) if w.subject not in taken]
    return sorted(found, key=lambda w: (not w.late, w.due_on or date.max, w.title))


def is_listed(sitting, key: str) -> bool:
    """Is what waited under this key (`Waiting.key`) on the agenda of this sitting by now?"""
    items = sitting.items.on_the_agenda().order_by("pk")
    return any(
        key in (f"point-{i.pk}", "-".join(map(str, subject_of(i.kind, i.pole_id, i.proposal))))
        for i in items
    )


def _row(item):
    why = item.get_kind_display()
    if item.postponements:
        why = _("%(why)s, reporté %(n)d fois") % {"why": why, "n": item.postponements}
    elif item.asked_at:
        why = _("%(why)s, demandé le %(day)s") % {"why": why, "day": day(item.asked_at)}
    return Waiting(Kind(item.kind), item.title, why, item.pole, item)


def title_of(kind, pole) -> str:
    """How the agenda calls an item about a pôle."""
    return {
        Kind.LAUNCH: _("Lancer le pôle « %(pole)s »"),
        Kind.DESIGNATION: _("Désigner des membres du pôle « %(pole)s »"),
        Kind.CONTINUATION: _("Poursuivre le pôle « %(pole)s » au-delà d’un an"),
        Kind.RENEWAL: _("Renouveler le pôle « %(pole)s »"),
        Kind.STOP: _("Arrêter le pôle « %(pole)s »"),
        Kind.MODALITIES: _("Fixer les modalités de réunion du pôle « %(pole)s »"),
        Kind.MODIFICATION: _("Modifier la fiche du pôle « %(pole)s »"),
        Kind.DEROGATION: _("Déroger à une règle de la note pour le pôle « %(pole)s »"),
        Kind.EVALUATION: _("Examiner l’évaluation du pôle « %(pole)s »"),
    }[kind] % {"pole": pole.title}


def asked_of_poles(bassin, *, on):
    """What the pôles ask of the plenary: a row by pôle, and by evaluation when it has several."""
    seen = set()
    for pole in _poles_that_ask(bassin, on=on):
        if pole.pk not in seen:
            seen.add(pole.pk)
            yield from _asked_of(pole, on=on)
        if pole.evaluation:
            yield _evaluation(pole)


def _poles_that_ask(bassin, *, on):
    proposed = MemberProposal.objects.pending().filter(pole=OuterRef("pk")).order_by()
    year, term = _days_seen(on)
    return (
        Pole.objects.filter(bassin=bassin)
        .with_term(on=on)
        .annotate(
            proposed=Subquery(proposed.values("pole").annotate(n=Count("pk")).values("n")[:1]),
            closed=FilteredRelation("evaluations", condition=presentable("evaluations__")),
        )
        .annotate(
            evaluation=F("closed__pk"),
            evaluated_on=F("closed__closed_on"),
            rhythm_text=Subquery(_rhythms_to_agree().values("pk")[:1]),
        )
        .annotate(**_told_of_the_rhythm())
        .filter(
            Q(status=PoleStatus.PROPOSED)
            | Q(status__in=POSSIBLE_STATES[Kind.DESIGNATION], proposed__gt=0)
            | Q(status=PoleStatus.ACTIVE, continued_on=None, first_day__lte=year)
            | Q(status=PoleStatus.ACTIVE, last_day__lte=term)
            | Q(evaluation__isnull=False)
            | Q(status__in=POSSIBLE_STATES[Kind.MODALITIES], rhythm_text__isnull=False)
        )
        .order_by("last_day", "submitted_at", "title", "evaluated_on", "pk")
    )


def _rhythms_to_agree():
    """Rhythms that the pôle adopted (consensus) and no item has carried, the latest first (P14)."""
    carried = AgendaItem.objects.exclude(status=ItemStatus.REMOVED).filter(
        kind=Kind.MODALITIES, pole=OuterRef("pole")
    )
    carried = carried.annotate(
        carries=Cast(KeyTextTransform("adopted", "proposal"), IntegerField())
    ).filter(carries__gte=OuterRef("pk"))
    return modalities_adopted().filter(~Exists(carried), pole=OuterRef("pk"))


def _told_of_the_rhythm():
    """Its words and its day, as columns of the pôle."""
    text = modalities_adopted().filter(pk=OuterRef("rhythm_text"))
    return {
        "rhythm_adopted": Subquery(text.values("rhythm")[:1]),
        "rhythm_adopted_on": Subquery(text.values("closed_on")[:1]),
        "rhythm_in_words": Subquery(text.values("words")[:1]),
    }


def _days_seen(on):
    """A first year begun by the one, a last term over by the other, are for the plenary to see."""
    return months_before(on, CONTINUATION_SEEN_FROM), months_after(on, RENEWAL_SEEN_BEFORE)


def _asked_of(pole, *, on):
    """Its launch, its members, its rhythm, its first year or its last term ended or soon."""
    year, term = _days_seen(on)
    if pole.status == PoleStatus.PROPOSED:
        why = _("Fiche soumise le %(day)s") % {"day": day(pole.submitted_at)}
        yield Waiting(Kind.LAUNCH, title_of(Kind.LAUNCH, pole), why, pole)
    if pole.proposed and is_possible(Kind.DESIGNATION, pole):
        yield _designation(pole)
    if pole.rhythm_text and is_possible(Kind.MODALITIES, pole):
        yield _rhythm(pole)
    if pole.status != PoleStatus.ACTIVE or pole.first_day is None:
        return
    if pole.continued_on is None and pole.first_day <= year:
        yield continuation(pole, on=on)
    if pole.last_day <= term:
        yield renewal(pole, on=on)


def _designation(pole):
    why = (
        _("1 personne proposée")
        if pole.proposed == 1
        else _("%(n)d personnes proposées") % {"n": pole.proposed}
    )
    return Waiting(Kind.DESIGNATION, title_of(Kind.DESIGNATION, pole), why, pole)


def _rhythm(pole):
    why = _("« %(rhythm)s », adopté par le pôle le %(day)s")
    return Waiting(
        Kind.MODALITIES,
        title_of(Kind.MODALITIES, pole),
        why % {"rhythm": pole.rhythm_adopted, "day": day(pole.rhythm_adopted_on)},
        pole,
        proposal={"rhythm": pole.rhythm_adopted, "adopted": pole.rhythm_text},
        text=pole.rhythm_in_words,
    )


def continuation(pole, *, on):
    last = first_year_end(pole.first_day)
    over = last < on
    words = (
        _("La première année a fini le %(day)s")
        if over
        else _("La première année finit le %(day)s")
    )
    return _due(Kind.CONTINUATION, pole, words, last, over=over)


def renewal(pole, *, on):
    over = pole.last_day < on
    words = _("Terme échu depuis le %(day)s") if over else _("Terme jusqu’au %(day)s")
    return _due(Kind.RENEWAL, pole, words, pole.last_day, over=over)


def _due(kind, pole, words, due_on, *, over):
    return Waiting(
        kind, title_of(kind, pole), words % {"day": day(due_on)}, pole, due_on=due_on, late=over
    )


def _evaluation(pole):
    """An evaluation of functioning, closed, that the plenary has not examined (P11)."""
    return Waiting(
        Kind.EVALUATION,
        title_of(Kind.EVALUATION, pole),
        _("Évaluation clôturée le %(day)s") % {"day": day(pole.evaluated_on)},
        pole,
        proposal={"evaluation": pole.evaluation},
    )


def minutes_to_approve(bassin, *, on):
    """Minutes that the members read over: a sitting approves them."""
    for minutes in (
        Minutes.objects.filter(sitting__body__bassin=bassin, status=MinutesStatus.CIRCULATED)
        .select_related("sitting")
        .order_by("sitting__on", "pk")
    ):
        yield Waiting(
            Kind.MINUTES,
            _("Approuver le procès-verbal du %(day)s") % {"day": day(minutes.sitting.on)},
            _("En relecture, remarques jusqu’au %(day)s") % {"day": day(minutes.remarks_until)},
            minutes=minutes,
            proposal={"sitting": minutes.sitting_id},
        )


def is_possible(kind, pole) -> bool:
    """May the plenary still decide this of a pôle in its present state?"""
    return kind not in POSSIBLE_STATES or pole.status in POSSIBLE_STATES[kind]
