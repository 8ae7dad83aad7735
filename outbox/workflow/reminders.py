"""Reminders: rules told by each app, one row each, sent by a sweep run late, twice or at once.

A rule gives its occasions (an object, a cycle, dated steps with their recipients). The sweep
compares them with the rows: it plans, moves, cancels, and sends of the steps that are due only the
latest. What was missed while the machine was off is caught up once.
"""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from core.workflow import transition
from outbox.choices import Delivery, ReminderStatus
from outbox.models import Reminder
from outbox.workflow.posting import about_columns, addresses, write
from outbox.workflow.states import REMINDER_TRANSITIONS

logger = logging.getLogger(__name__)

MAILBOX = "mailbox"


@dataclass(frozen=True)
class Step:
    """One day of a rule, and who is told then. `name` stays the same when the day moves."""

    name: str
    on: date
    to: tuple


@dataclass(frozen=True)
class Occasion:
    """What a rule says of one object: its cycle, its steps in order, the words of its mail."""

    about: Any
    bassin: Any
    cycle: str
    steps: tuple[Step, ...]
    context: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Rule:
    """One registered rule. `over`: why a planned row is cancelled once it is not told any more."""

    name: str
    label: str
    model: type
    template: str
    over: str
    occasions: Callable[..., Iterable[Occasion]]

    @property
    def about_type(self) -> str:
        return self.model._meta.label_lower


RULES: dict[str, Rule] = {}


def reminder(name: str, *, label: str, model: type, template: str, over: str):
    """Registers `function(*, on, only=None) -> iterable[Occasion]`.

    It yields every occasion that stands on the day `on`, steps past and to come; `only`: primary
    keys to look at. Set-based: the number of queries does not depend on the number of objects.
    """

    def register(function):
        if name in RULES:
            raise RuntimeError(f"{name} is told twice.")
        RULES[name] = Rule(name, label, model, template, over, function)
        return function

    return register


@dataclass
class Plan:
    """What one object's rows must become. Empty when there is nothing to do."""

    to_plan: list = field(default_factory=list)
    to_move: list = field(default_factory=list)
    to_revive: list = field(default_factory=list)
    to_cancel: list = field(default_factory=list)
    to_miss: list = field(default_factory=list)
    to_send: list = field(default_factory=list)

    def __bool__(self):
        return any(vars(self).values())


def sweep(*, on: date) -> int:
    """Brings every rule up to the day `on` and sends what is due. Gives how many mails were posted.

    Safe to run late, twice, or eight times at once: each object is settled under its own lock, in
    its own transaction; one that breaks does not stop the others.
    """
    sent = 0
    for rule in RULES.values():
        for pk in _objects_to_settle(rule, on):
            try:
                sent += _settle(rule, pk, on)
            except Exception:
                logger.exception("Reminder %s of object %s cannot be settled.", rule.name, pk)
    return sent


def _objects_to_settle(rule, on):
    """Objects whose rows are not what they should be, read without any lock."""
    occasions = list(rule.occasions(on=on))
    by_object = defaultdict(list)
    for occasion in occasions:
        by_object[str(occasion.about.pk)].append(occasion)
    rows = _rows(rule, Q(status=ReminderStatus.PLANNED) | Q(about_id__in=list(by_object)))
    keys = list(by_object) + [pk for pk in rows if pk not in by_object]
    return [pk for pk in keys if plan(rule, by_object[pk], rows[pk], on=on)]


def _rows(rule, which, *, lock=False):
    """Rows of a rule, by object."""
    rows = Reminder.objects.filter(which, rule=rule.name, about_type=rule.about_type)
    if lock:
        rows = rows.select_for_update(of=("self",))
    found = defaultdict(list)
    for row in rows.order_by("pk"):
        found[row.about_id].append(row)
    return found


def _settle(rule, pk, on):
    with transaction.atomic():
        objects = rule.model._base_manager.select_for_update(skip_locked=True, of=("self",))
        if objects.filter(pk=pk).first() is None:
            return 0
        occasions = list(rule.occasions(on=on, only=[pk]))
        rows = _rows(rule, Q(about_id=pk), lock=True)[pk]
        return _apply(rule, plan(rule, occasions, rows, on=on), on)


def plan(rule: Rule, occasions, rows, *, on: date) -> Plan:
    """Compares what one object's occasions ask with its rows. Reads and writes nothing."""
    made = Plan()
    by_cycle = defaultdict(list)
    for row in rows:
        by_cycle[row.cycle].append(row)
    for occasion in occasions:
        _plan_cycle(made, occasion, by_cycle.pop(occasion.cycle, []), on)
    made.to_cancel += [
        (row, rule.over)
        for rows_of_cycle in by_cycle.values()
        for row in rows_of_cycle
        if row.status == ReminderStatus.PLANNED
    ]
    return made


def _plan_cycle(made, occasion, rows, on):
    by_step = defaultdict(list)
    for row in rows:
        by_step[row.step].append(row)
    sent = {row.step for row in rows if row.status == ReminderStatus.SENT}
    left = [n for n, step in enumerate(occasion.steps) if step.name in sent]
    due = [n for n, step in enumerate(occasion.steps) if step.on <= on]
    overtaken = max([*left, *due[-1:]], default=-1)
    for number, step in enumerate(occasion.steps):
        standing = by_step.pop(step.name, [])
        if number < overtaken or step.name in sent:
            _overtake(made, standing, has_left=step.name in sent)
        else:
            _plan_step(made, occasion, step, standing, due=number == overtaken)
    for standing in by_step.values():
        made.to_cancel += [(r, _("Cette étape n’existe plus.")) for r in _planned(standing)]


def _planned(rows):
    return [row for row in rows if row.status == ReminderStatus.PLANNED]


def _overtake(made, standing, *, has_left):
    """Of several steps only the latest leaves; a step that left does not leave again for others."""
    if has_left:
        made.to_cancel += [(r, _("Ce rappel est déjà parti.")) for r in _planned(standing)]
    else:
        made.to_miss += [(r, _("Une étape plus récente le remplace.")) for r in _planned(standing)]


def _plan_step(made, occasion, step, standing, *, due):
    people = recipients(step.to, occasion.bassin)
    by_recipient = {row.recipient: row for row in standing}
    for key, (person, address) in people.items():
        row = by_recipient.pop(key, None)
        if row is None:
            row = _new_row(occasion, step, key, person)
            made.to_plan.append(row)
        elif row.status != ReminderStatus.PLANNED:
            made.to_revive.append((row, step.on))
        elif row.due_on != step.on:
            made.to_move.append((row, step.on))
        if due and address:
            made.to_send.append((row, occasion, step, person, address))
    made.to_cancel += [
        (r, _("Cette personne n’est plus à prévenir.")) for r in _planned(by_recipient.values())
    ]


def recipients(people, bassin) -> dict:
    """{key: (person, address)}; the mailbox of the bassin when nobody can be reached."""
    found = {f"person:{p.pk}": (p, address) for p, address in addresses(people, bassin) if p}
    return found or {MAILBOX: (None, bassin.mailbox)}


def _new_row(occasion, step, key, person):
    return Reminder(
        bassin=occasion.bassin,
        cycle=occasion.cycle,
        step=step.name,
        recipient=key,
        person=person,
        due_on=step.on,
        **about_columns(occasion.about),
    )


def _apply(rule, made, on):
    for row in made.to_plan:
        row.rule = rule.name
        row.save()
    for row, due_on in made.to_move:
        row.due_on = due_on
        row._change_reason = _("La date a changé.")
        row.save()
    for row, due_on in made.to_revive:
        _move(row, ReminderStatus.PLANNED, "rappels.prévoir", due_on=due_on, reason="")
    for row, why in made.to_cancel:
        _move(row, ReminderStatus.CANCELLED, "rappels.annuler", reason=str(why))
    for row, why in made.to_miss:
        _move(row, ReminderStatus.MISSED, "rappels.dépasser", reason=str(why))
    for row, occasion, step, person, address in made.to_send:
        _send(rule, row, occasion, step, person, address, on)
    return len(made.to_send)


def _move(row, to, act, **facts):
    with transition(row, to, allowed=REMINDER_TRANSITIONS, by=None, act=act):
        for name, value in facts.items():
            setattr(row, name, value)


def _send(rule, row, occasion, step, person, address, on):
    """Posts the mail and marks the row, in the transaction that settles the object."""
    mail = write(
        rule.template,
        person=person,
        address=address,
        about=occasion.about,
        bassin=occasion.bassin,
        context={**occasion.context, "step": step, "today": on, "late": step.on < on},
        key=f"{rule.name}:{row.about_type}:{row.about_id}:{row.cycle}:{step.name}:{row.recipient}",
        delivery=Delivery.AT_MOST_ONCE,
    )
    if mail is None:
        _move(row, ReminderStatus.CANCELLED, "rappels.annuler", reason=_("Déjà parti."))
        return
    _move(row, ReminderStatus.SENT, "rappels.envoyer", mail=mail, sent_at=timezone.now())
