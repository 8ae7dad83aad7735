"""What waits for the plenary, computed from facts for a date: nothing here is a row."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from core.clock import today
from core.deadlines import first_year_end, months_after, months_before
from core.french import day
from evaluations.models import Evaluation
from plenary.choices import FREE, ItemStatus, Kind
from plenary.models import AgendaItem
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
    due_on: date | None = None
    late: bool = False
    proposal: dict = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What the form sends back: an item, or a kind and a pôle. Never more than that."""
        return f"point-{self.item.pk}" if self.item else f"{self.kind.value}-{self.pole.pk}"


def waiting_in(bassin, *, on) -> list[Waiting]:
    """Everything that waits in this bassin, the most pressing first. Constant queries."""
    rows = list(
        AgendaItem.objects.open()
        .filter(body__bassin=bassin)
        .select_related("pole", "cites")
        .order_by("pk")
    )
    taken = {(i.kind, i.pole_id) for i in rows if i.kind not in FREE}
    found = [_row(i) for i in rows if i.status == ItemStatus.WAITING]
    for source in (launches, designations, deadlines, evaluations):
        found += [w for w in source(bassin, on=on) if (w.kind, w.pole.pk) not in taken]
    return sorted(found, key=lambda w: (not w.late, w.due_on or date.max, w.title))


def is_listed(sitting, key: str) -> bool:
    """Is what waited under this key (`Waiting.key`) on the agenda of this sitting by now?"""
    items = sitting.items.on_the_agenda().order_by("pk")
    return any(key in (f"point-{i.pk}", f"{i.kind}-{i.pole_id}") for i in items)


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


def launches(bassin, *, on):
    """Pôles submitted to the plenary."""
    poles = Pole.objects.filter(bassin=bassin, status=PoleStatus.PROPOSED).order_by(
        "submitted_at", "pk"
    )
    return [
        Waiting(
            Kind.LAUNCH,
            title_of(Kind.LAUNCH, pole),
            _("Fiche soumise le %(day)s") % {"day": day(pole.submitted_at)},
            pole,
        )
        for pole in poles
    ]


def designations(bassin, *, on):
    """Pôles with members proposed and not yet decided."""
    proposals = (
        MemberProposal.objects.pending()
        .filter(pole__bassin=bassin, pole__status__in=POSSIBLE_STATES[Kind.DESIGNATION])
        .select_related("pole")
        .order_by("pole__title", "pk")
    )
    poles = {p.pole_id: p.pole for p in proposals}
    counts = Counter(p.pole_id for p in proposals)
    return [
        Waiting(
            Kind.DESIGNATION,
            title_of(Kind.DESIGNATION, pole),
            _("1 personne proposée")
            if counts[pk] == 1
            else _("%(n)d personnes proposées") % {"n": counts[pk]},
            pole,
        )
        for pk, pole in poles.items()
    ]


def deadlines(bassin, *, on):
    """Active pôles whose first year ends within three months or ended without a decision, or whose
    last term ends within twelve months or is over.
    """
    year = Q(continued_on=None, first_day__lte=months_before(on, CONTINUATION_SEEN_FROM))
    term = Q(last_day__lte=months_after(on, RENEWAL_SEEN_BEFORE))
    poles = (
        Pole.objects.filter(bassin=bassin, status=PoleStatus.ACTIVE)
        .with_term(on=on)
        .filter(year | term)
        .order_by("last_day", "pk")
    )
    for pole in poles:
        if pole.continued_on is None and pole.first_day <= months_before(
            on, CONTINUATION_SEEN_FROM
        ):
            yield continuation(pole, on=on)
        if pole.last_day <= months_after(on, RENEWAL_SEEN_BEFORE):
            yield renewal(pole, on=on)


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


def evaluations(bassin, *, on):
    """Evaluations of functioning that are closed and that the plenary has not examined (P11)."""
    for evaluation in (
        Evaluation.objects.to_present()
        .filter(pole__bassin=bassin)
        .select_related("pole")
        .order_by("closed_on", "pk")
    ):
        yield Waiting(
            Kind.EVALUATION,
            title_of(Kind.EVALUATION, evaluation.pole),
            _("Évaluation clôturée le %(day)s") % {"day": day(evaluation.closed_on)},
            evaluation.pole,
            proposal={"evaluation": evaluation.pk},
        )


def is_possible(kind, pole) -> bool:
    """May the plenary still decide this of a pôle in its present state?"""
    return kind not in POSSIBLE_STATES or pole.status in POSSIBLE_STATES[kind]


def missing_to_convene(sitting) -> list[str]:
    """Why the sitting cannot be convened yet, every reason at once; empty when it can."""
    lacks = []
    if sitting.on < today():
        lacks.append(
            _(
                "La date, le %(day)s, est passée : on ne convoque pas au passé. Changez la date, ou"
                " entrez la séance comme reprise si elle a déjà eu lieu."
            )
            % {"day": day(sitting.on)}
        )
    if sitting.starts_at is None:
        lacks.append(_("L’heure manque."))
    if not sitting.place:
        lacks.append(_("Le lieu manque."))
    items = list(sitting.items.on_the_agenda().select_related("pole").order_by("position"))
    if not items:
        lacks.append(_("L’ordre du jour est vide."))
    lacks += [
        _("%(title)s : le pôle est « %(state)s », le point ne peut plus être décidé.")
        % {"title": i.title, "state": i.pole.get_status_display()}
        for i in items
        if i.pole and not is_possible(Kind(i.kind), i.pole)
    ]
    return lacks


def missing_to_close(sitting) -> list[str]:
    """Items of the agenda whose outcome is not noted yet."""
    return [
        _("Point %(number)s, %(title)s : son issue n’est pas notée.")
        % {"number": item.number, "title": item.title}
        for item in sitting.items.filter(status=ItemStatus.LISTED)
        .exclude(kind__in=FREE)
        .order_by("position", "pk")
    ]
