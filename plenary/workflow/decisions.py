"""Noting an outcome: provisional until somebody else seals it. Following its conditions."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.facts import regulation_of
from core import journal
from core.clock import today
from core.french import clock, day
from core.workflow import Refused, WrongState, transition
from plenary.choices import (
    DECIDING_SITTINGS,
    FAVOURABLE,
    UNDECIDED,
    ItemStatus,
    Kind,
    Outcome,
    Result,
)
from plenary.documents import sentence
from plenary.facts import is_possible, quorum_at
from plenary.models import AgendaItem, Condition, Decision, Sitting
from plenary.verdicts import verdicts_of
from plenary.workflow.effects import EFFECTS
from plenary.workflow.states import ITEM_TRANSITIONS

ACTING = (*FAVOURABLE, Outcome.REFUSED)


def outcomes_of(kind) -> list[Outcome]:
    """The outcomes that this kind of item may have: those whose effect is known."""
    return [outcome for outcome in Outcome if outcome in EFFECTS[Kind(kind)]]


def record(
    item,
    *,
    by,
    outcome,
    base_version=0,
    results=None,
    text="",
    motivation="",
    derogations=None,
    conditions=(),
    document=None,
):
    """The secretary notes the outcome of an item, or notes it again before it is sealed.

    `results`: what was decided, by kind (see forms.record). `derogations`: code of a rule of the
    note → why the plenary sets it aside. `conditions`: (text, due date or None), and who sees to it
    when that is known. `base_version`: that of the noted outcome one began from, 0 when there was
    none. Gives the Decision.
    """
    with transaction.atomic():
        sitting = _sitting_of(item)
        refuse_closed(item)
        with transition(
            item,
            ItemStatus.RECORDED,
            allowed=ITEM_TRANSITIONS,
            by=by,
            reason=motivation,
            act="plenary.noter_issue",
        ) as proof:
            decision = _provisional(item, sitting, base_version)
            decision.outcome, decision.results = outcome, results or {}
            decision.motivation, decision.derogations = motivation.strip(), derogations or {}
            decision.document = document or decision.document
            decision.drafted_at, decision.drafted_by = timezone.now(), by
            conditions = [(w.strip(), *more) for w, *more in conditions if w.strip()]
            refuse_senseless(decision, conditions=conditions)
            under_regulation(decision)
            decision.text = text.strip() or sentence(
                decision, conditions=[(words, due) for words, due, *_who in conditions]
            )
            decision.verdicts = [verdict.frozen() for verdict in verdicts_of(decision)]
            decision._history_user = by
            decision.save()
            _write_conditions(decision, conditions)
            proof.update(decision=str(decision.uuid), outcome=outcome)
    return decision


def _write_conditions(decision, conditions):
    decision.conditions.all().delete()
    for words, due, *who in conditions:
        owner = next(iter(who), None)
        Condition.objects.create(decision=decision, text=words, due_on=due, owner=owner)


def _sitting_of(item):
    """The sitting of the item, locked first (locks go sitting → item → pôle)."""
    item.refresh_from_db()
    if item.status == ItemStatus.WAITING:
        raise WrongState(
            _("Ce point attend une séance : inscrivez-le à un ordre du jour pour en décider.")
        )
    sitting = (
        Sitting.objects.select_for_update(of=("self",))
        .select_related("body__bassin")
        .get(pk=item.sitting_id)
    )
    if sitting.status not in DECIDING_SITTINGS:
        raise WrongState(
            _("La séance est « %(state)s » : les issues se notent en séance, ou une fois levée.")
            % {"state": sitting.get_status_display().lower()}
        )
    return sitting


def refuse_closed(item):
    """A sealed item is never decided again: it says under which number, and what to do."""
    row = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
    if row.status != ItemStatus.SEALED:
        return
    decision = row.decision
    words = {
        "number": decision.number,
        "who": decision.sealed_by,
        "day": day(decision.sealed_at),
        "time": clock(decision.sealed_at),
    }
    if decision.outcome == Outcome.POSTPONED:
        raise WrongState(
            _(
                "Ce point a été reporté (décision %(number)s) : décidez de sa copie, qui attend une"
                " prochaine séance."
            )
            % words
        )
    raise WrongState(
        _(
            "Cette décision est déjà scellée : n° %(number)s, par %(who)s, le %(day)s à %(time)s."
            " Elle ne change plus ; on la rectifie ou on la retire par une nouvelle décision."
        )
        % words
    )


def _provisional(item, sitting, base_version):
    found = Decision.objects.select_for_update(of=("self",)).filter(item=item).first()
    if found is None:
        return Decision(
            item=item, bassin=sitting.body.bassin, reconstituted=sitting.is_reprise, version=1
        )
    if found.version != base_version:
        raise WrongState(
            _(
                "%(who)s a noté une issue à %(time)s (« %(outcome)s ») pendant que vous écriviez."
                " Rechargez la page pour la lire ; votre texte est encore ci-dessous."
            )
            % {
                "who": found.drafted_by,
                "time": clock(found.drafted_at),
                "outcome": found.get_outcome_display(),
            }
        )
    found.version += 1
    return found


def refuse_senseless(decision, *, conditions):
    """What no plenary can mean, every reason at once. Law is asked later, at the seal."""
    kind, outcome = Kind(decision.item.kind), decision.outcome
    reasons = []
    if outcome not in EFFECTS[kind]:
        reasons.append(_("Cette issue n’existe pas pour ce genre de point."))
    if decision.reconstituted and outcome in UNDECIDED:
        reasons.append(
            _("Un report n’est pas une décision à reprendre : entrez celle qui a suivi.")
        )
    if needs_motivation(decision) and not decision.motivation:
        reasons.append(_("Motivez cette issue : la motivation est due à ceux qu’elle concerne."))
    if outcome == Outcome.CONDITIONAL and not conditions:
        reasons.append(_("Écrivez au moins une condition, ou choisissez « Validé »."))
    if outcome != Outcome.CONDITIONAL and conditions:
        reasons.append(_("Des conditions sont écrites : choisissez « Validé sous conditions »."))
    if outcome in FAVOURABLE:
        reasons += _impossible_dates(decision)
    if decision.item.pole:
        decision.item.pole.refresh_from_db(fields=["status"])
    if outcome in ACTING and not is_possible(kind, decision.item.pole):
        reasons.append(
            _("Le pôle est « %(state)s » : ce point ne peut plus être décidé ainsi.")
            % {"state": decision.item.pole.get_status_display()}
        )
    if reasons:
        raise Refused(*reasons)


def under_regulation(decision):
    """The règlement of the day is that of the decision; without its quorum nothing is decided.

    To postpone, to withdraw, to take note and to put a slip of the pen right decide nothing.
    """
    item, sitting = decision.item, decision.item.sitting
    decision.regulation = regulation_of(sitting.body, on=sitting.on)
    if decision.reconstituted or item.kind == Kind.RECTIFICATION:
        return
    if decision.outcome not in (Outcome.ACCEPTED, Outcome.CONDITIONAL, Outcome.REFUSED):
        return
    quorum = quorum_at(item, regulation=decision.regulation)
    if quorum.refuses:
        raise Refused(
            _("%(quorum)s Notez qui est là à ce point et les procurations, ou reportez le point.")
            % {"quorum": quorum}
        )


def needs_motivation(decision) -> bool:
    """Unfavourable outcomes, and a régularisation (domain.md § 3.1, § 3.3)."""
    if decision.outcome in (Outcome.REFUSED, Outcome.WITHDRAWN):
        return True
    return decision.results.get("result") == Result.STOP or bool(
        decision.results.get("regularised")
    )


def _impossible_dates(decision):
    starts, ends = (decision.results.get(n) for n in ("starts_on", "ends_on"))
    if not starts:
        return []
    first, sat = date.fromisoformat(starts), decision.item.sitting.on
    reasons = []
    regularised = decision.results.get("regularised")
    if first < sat and not decision.reconstituted and not regularised:
        reasons.append(
            _(
                "Le premier jour, le %(first)s, précède la décision du %(sat)s. Choisissez un jour"
                " à partir de la séance ; pour un fait antérieur au logiciel, c’est la reprise."
            )
            % {"first": day(first), "sat": day(sat)}
        )
    if ends and date.fromisoformat(ends) < first:
        reasons.append(_("Le dernier jour du terme précède le premier."))
    return reasons


def meet_condition(condition, *, by, note):
    """A condition is met: who saw it, when, and how."""
    with transaction.atomic():
        row = Condition.objects.select_for_update(of=("self",)).get(pk=condition.pk)
        if row.met_at:
            raise WrongState(
                _("Cette condition est déjà notée comme remplie, le %(day)s.")
                % {"day": day(row.met_at)}
            )
        if row.decision.sealed_at is None:
            raise Refused(_("La décision n’est pas encore scellée."))
        row.met_at, row.met_by, row.note = timezone.now(), by, note
        row._history_user, row._change_reason = by, note
        row.save()
        journal.append(
            "plenary.remplir_condition",
            about=row.decision,
            by=by,
            data={"condition": row.pk, "on": today().isoformat()},
        )
