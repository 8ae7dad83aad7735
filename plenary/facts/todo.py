"""« À faire »: what waits for the secretary, for who seals, and for the members."""

from dataclasses import replace
from itertools import groupby
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from actors.choices import StaffRole
from core.french import day
from core.todo import Rows, Section, Task, gathered, todo
from plenary.choices import APPROVED, ItemStatus, SittingStatus
from plenary.facts.communications import due_communications
from plenary.facts.reading import SHOWN, decided_since
from plenary.facts.states import decision_state, item_state
from plenary.facts.voices import voices_at
from plenary.facts.waiting import waiting_in
from plenary.models import Action, AgendaItem, Condition, Decision, Recusal, Sitting, Stance

WAITS = Section("plenieres", _("En attente d’une séance"), 30)
STANCES = Section("avis", _("Votre avis avant la plénière"), 5)
TOLD = Section("communications", _("Communications dues à la plénière"), 28)
TOLD_BY_OTHERS = replace(TOLD, waits=False)
SINCE = Section("depuis", _("Décidé depuis votre dernière venue"), 60, waits=False)
ASKED = Section("suites", _("Ce qu’une séance vous demande"), 7)
SEALS = Section("sceaux", _("Décisions à sceller"), 6)


def _secretaries(user):
    roles = user.standing.roles.items()
    return [b for b, held in roles if held & {StaffRole.SECRETARY, StaffRole.COORDINATION}]


@todo
def points_waiting(user, *, on):
    """What the secretary may put on an agenda."""
    for bassin in _secretaries(user):
        for waiting in waiting_in(bassin, on=on)[:20]:
            yield Task(
                WAITS,
                waiting.title,
                reverse("plenary:waiting"),
                _("Inscrire"),
                meta=(waiting.why,),
                due_on=waiting.due_on,
            )


@todo
def communications_due(user, *, on):
    """How many communications of the pôles no agenda carries, by bassin; the secretary acts."""
    served = user.standing.served
    if not served:
        return
    due = due_communications(on=on).filter(pole__bassin__in=served)
    by_bassin = sorted(due, key=lambda c: (c.pole.bassin.name, c.adopted_on, c.pk))
    secretaries = _secretaries(user)
    for bassin, rows in groupby(by_bassin, key=lambda c: c.pole.bassin):
        rows = list(rows)
        yield _told(rows, acts=bassin.pk in secretaries)


def _told(rows, *, acts):
    """One task for the communications of a bassin: how many, since when, for which sitting."""
    days = [c.due_on for c in rows if c.due_on]
    title = (
        _("1 communication de pôle attend une séance")
        if len(rows) == 1
        else _("%(n)d communications de pôles attendent une séance") % {"n": len(rows)}
    )
    return Task(
        TOLD if acts else TOLD_BY_OTHERS,
        title,
        reverse("plenary:take" if acts else "plenary:communications"),
        _("Inscrire") if acts else _("Voir"),
        meta=(_("la plus ancienne, adoptée le %(day)s") % {"day": day(rows[0].adopted_on)},),
        due_on=min(days, default=None),
    )


@todo
def outcomes_to_seal(user, *, on):
    """Outcomes noted by somebody else, for who may seal."""
    standing = user.standing
    bassins = [b for b in standing.sat_in if standing.chairs(b)]
    bassins += [b for b, held in standing.roles.items() if StaffRole.COORDINATION in held]
    if not bassins:
        return
    for decision in (
        Decision.objects.to_seal()
        .filter(bassin__in=bassins)
        .exclude(drafted_by=user)
        .filter(item__in=AgendaItem.objects.visible_to(user, on=on))
        .select_related("item__sitting")
        .order_by("item__sitting__on", "item__position", "pk")[:20]
    ):
        yield Task(
            SEALS,
            decision.item.title,
            decision.item.get_absolute_url(),
            _("Lire et sceller"),
            meta=(_("séance du %(day)s") % {"day": day(decision.item.sitting.on)},),
            status=item_state(decision.item, decision),
        )


@gathered
def what_i_was_asked(user, *, on):
    """Actions and conditions that a sitting asked of this person, until they are done."""
    if user.person is None:
        return
    nothing = Value("")
    yield Rows(
        _actions_of(user),
        ("text", "due_on", "pk", "item__sitting__on", nothing, nothing),
        _action,
    )
    yield Rows(
        _conditions_of(user),
        ("text", "due_on", "decision__uuid", Value(None), "decision__number", nothing),
        _condition,
    )


def _action(text, due_on, pk, sat_on, *_more):
    meta = _("séance du %(day)s") % {"day": day(sat_on)}
    url = reverse("plenary:action", args=[pk])
    return Task(ASKED, text, url, _("Voir l’action"), meta=(meta,), due_on=due_on)


def _condition(text, due_on, uuid, _on, number, *_more):
    meta = _("condition de la décision %(n)s") % {"n": number}
    url = reverse("plenary:decision", args=[UUID(uuid)])
    return Task(ASKED, text, url, _("Lire la décision"), meta=(meta,), due_on=due_on)


def _actions_of(user):
    mine = Action.objects.open().filter(owner=user.person).order_by("due_on", "pk")
    return Action.objects.filter(pk__in=mine.values("pk")[:20]).order_by()


def _conditions_of(user):
    sealed = Decision.objects.visible_to(user).sealed()
    mine = Condition.objects.filter(
        owner=user.person, met_at=None, decision__in=sealed.values("pk")
    ).order_by("due_on", "pk")
    return Condition.objects.filter(pk__in=mine.values("pk")[:20]).order_by()


@todo
def points_awaiting_my_stance(user, *, on):
    """Items of the next sitting on which this member has a voice and has not answered."""
    if not user.standing.sat_in:
        return
    sittings = Sitting.objects.filter(
        body__bassin__in=user.standing.sat_in,
        status__in=(SittingStatus.CONVENED, SittingStatus.IN_SESSION),
    ).order_by("on", "pk")
    said = voices_at(user.person, list(sittings))
    heard = {pk: voice.mandate.pk for pk, voice in said.items() if voice.has_voice}
    if not heard:
        return
    for item in unanswered(heard):
        yield Task(
            STANCES,
            item.title,
            item.get_absolute_url(),
            _("Donner mon avis"),
            meta=(_("plénière du %(day)s") % {"day": day(item.sitting.on)},),
            due_on=item.sitting.on,
        )


def unanswered(heard):
    """Items to approve that a mandate has neither answered nor left. `heard`: sitting → mandate."""
    mandate = Case(*(When(sitting=s, then=Value(m)) for s, m in heard.items()))
    mine = {"item": OuterRef("pk"), "mandate": OuterRef("mine")}
    return (
        AgendaItem.objects.filter(sitting__in=heard, status=ItemStatus.LISTED, kind__in=APPROVED)
        .annotate(mine=mandate)
        .filter(
            ~Exists(Stance.objects.filter(**mine)),
            ~Exists(Recusal.objects.filter(**mine, lifted_at=None)),
        )
        .select_related("sitting")
        .order_by("sitting__on", "sitting", "position", "pk")
    )


@todo
def decided_meanwhile(user, *, on):
    """What the plenary decided since this member last came: to read, nothing to do."""
    for decision in decided_since(user, on=on)[:SHOWN]:
        yield Task(
            SINCE,
            decision.item.title,
            decision.get_absolute_url(),
            _("Lire"),
            meta=(
                decision.number,
                _("séance du %(day)s") % {"day": day(decision.item.sitting.on)},
            ),
            status=decision_state(decision),
        )
