"""What is recalled of sittings and decisions, and to whom; their days for the échéancier."""

from collections import defaultdict
from datetime import timedelta

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from actors.choices import StaffRole
from actors.models import StaffAssignment
from actors.querysets import dated
from core.agenda import Deadline, Kind, deadlines
from core.deadlines import months_after, months_before
from core.french import clock
from outbox.workflow import Occasion, Step, reminder
from plenary.choices import APPROVED, ItemStatus, SittingStatus
from plenary.facts import link_for, sitting_title, voices
from plenary.facts.communications import due_communications
from plenary.models import AgendaItem, Condition, Recusal, Sitting, Stance
from poles.choices import PoleStatus
from poles.models import Pole

DAYS_BEFORE = 3
ONE_DAY = timedelta(days=1)
SEEN_BEFORE = 12


def _convened(only):
    sittings = Sitting.objects.filter(status__in=(SittingStatus.CONVENED, SittingStatus.IN_SESSION))
    if only is not None:
        sittings = sittings.filter(pk__in=only)
    return list(sittings.select_related("body__bassin").order_by("on", "pk"))


@reminder(
    "plenary.stance",
    label=_("Avis attendu avant une plénière"),
    model=Sitting,
    template="plenary/stance_awaited",
    over=_("L’avis est donné, le point est décidé, ou la séance n’a plus lieu."),
)
def stance_awaited(*, on, only=None):
    """Three days before: each member with a voice who has not answered an item, by their link.

    One cycle per mandate. The mandates are read sitting by sitting: a bassin has one or two
    convened at a time.
    """
    sittings = _convened(only)
    open_items = _open_items(sittings)
    said = _answered(open_items)
    for sitting in sittings:
        items = open_items[sitting.pk]
        day = sitting.on - DAYS_BEFORE * ONE_DAY
        for voice in voices(sitting) if items else ():
            waiting = [i for i in items if (i.pk, voice.mandate.pk) not in said]
            if voice.has_voice and waiting:
                yield _awaited(sitting, voice.mandate, waiting, day)


def _awaited(sitting, mandate, waiting, day):
    return Occasion(
        sitting,
        sitting.body.bassin,
        cycle=f"mandat {mandate.pk}",
        steps=(Step(f"-{DAYS_BEFORE} jours", day, (mandate.person,)),),
        context={
            "items": waiting,
            "link": f"{settings.SITE_URL}{link_for(sitting, mandate)}",
        },
    )


def _open_items(sittings):
    """Items that still wait for stances, by sitting. One query."""
    found = defaultdict(list)
    items = AgendaItem.objects.filter(
        sitting__in=sittings, status=ItemStatus.LISTED, kind__in=APPROVED
    )
    for item in items.order_by("position", "pk"):
        found[item.sitting_id].append(item)
    return found


def _answered(open_items):
    """(item, mandate) of every stance and of every déport that stands. Two queries."""
    keys = [item.pk for items in open_items.values() for item in items]
    stances = Stance.objects.filter(item__in=keys).values_list("item_id", "mandate_id")
    recusals = Recusal.objects.filter(item__in=keys, lifted_at=None)
    return {*stances, *recusals.values_list("item_id", "mandate_id")}


@reminder(
    "plenary.condition",
    label=_("Condition d’une décision"),
    model=Condition,
    template="plenary/condition_due",
    over=_("La condition est remplie."),
)
def condition_due(*, on, only=None):
    """A month before and on the day: who leads the pôle, and the secretary."""
    conditions = _followed()
    if only is not None:
        conditions = conditions.filter(pk__in=only)
    conditions = list(conditions)
    secretaries = _secretaries({c.decision.bassin_id for c in conditions}, on)
    for condition in conditions:
        pole = condition.decision.item.pole
        lead = [pole.lead] if pole and pole.lead else []
        to = tuple(dict.fromkeys([*lead, *secretaries[condition.decision.bassin_id]]))
        yield Occasion(
            condition,
            condition.decision.bassin,
            cycle="échéance",
            steps=(
                Step("-1", months_before(condition.due_on, 1), to),
                Step("fin", condition.due_on, to),
            ),
            context={"decision": condition.decision, "left": (condition.due_on - on).days},
        )


def _followed():
    """Conditions with a day, of sealed decisions, not met yet."""
    return (
        Condition.objects.filter(
            met_at=None, decision__sealed_at__isnull=False, due_on__isnull=False
        )
        .select_related("decision__bassin", "decision__item__pole__lead")
        .order_by("due_on", "pk")
    )


def _secretaries(bassins, on):
    found = defaultdict(list)
    for row in (
        StaffAssignment.objects.filter(dated(on), bassin__in=bassins, role=StaffRole.SECRETARY)
        .select_related("person")
        .order_by("person__last_name", "pk")
    ):
        found[row.bassin_id].append(row.person)
    return found


# ── Échéancier ──────────────────────────────────────────────────────────────────────────────────


def _bassin(bassin):
    return (bassin.pk, str(bassin))


@deadlines
def sittings_to_come(user, *, on):
    """The sittings that this user may know of, still to be held."""
    for sitting in (
        Sitting.objects.visible_to(user)
        .to_come(on=on)
        .select_related("body__bassin")
        .order_by("on", "pk")
    ):
        where = [clock(sitting.starts_at)] if sitting.starts_at else []
        yield Deadline(
            uid=f"seance-{sitting.pk}",
            on=sitting.on,
            what=sitting_title(sitting),
            why=", ".join([*where, *filter(None, [sitting.place])])
            or str(sitting.get_status_display()),
            url=sitting.get_absolute_url(),
            kind=Kind.SITTING,
            bassin=_bassin(sitting.body.bassin),
        )


@deadlines
def last_useful_sittings(user, *, on):
    """For each term that ends within a year: the last sitting foreseen that can still renew it.

    Recomputed from the sittings as they are: it moves when they move (domain.md § 5).
    """
    served = user.bassins_served(on=None)
    if not served:
        return
    useful = Sitting.objects.to_come(on=on).filter(
        body__bassin=OuterRef("bassin"), on__lte=OuterRef("last_day")
    )
    poles = (
        Pole.objects.visible_to(user)
        .filter(bassin__in=served, status=PoleStatus.ACTIVE)
        .with_term(on=on)
        .filter(last_day__gte=on, last_day__lte=months_after(on, SEEN_BEFORE))
        .annotate(last_useful=Subquery(useful.order_by("-on").values("on")[:1]))
        .exclude(last_useful=None)
        .select_related("bassin", "lead")
        .order_by("last_day", "pk")
    )
    for pole in poles:
        yield _last_useful(pole, pole.last_useful)


def _last_useful(pole, day):
    return Deadline(
        uid=f"pole-{pole.pk}-derniere-pleniere",
        on=day,
        what=_("Dernière plénière prévue avant la fin du terme : %(title)s")
        % {"title": pole.title},
        why=_("Après elle, le renouvellement serait une régularisation."),
        url=pole.get_absolute_url(),
        kind=Kind.DECISION,
        bassin=_bassin(pole.bassin),
        pole=(pole.pk, pole.title),
        persons=((pole.lead_id, str(pole.lead)),) if pole.lead else (),
    )


@deadlines
def conditions_to_meet(user, *, on):
    """Conditions of the bassins that this user serves, late ones included."""
    served = user.bassins_served(on=None)
    if not served:
        return
    for condition in _followed().filter(decision__bassin__in=served):
        pole = condition.decision.item.pole
        yield Deadline(
            uid=f"condition-{condition.pk}",
            on=condition.due_on,
            what=condition.text,
            why=_("Condition de la décision %(number)s.") % {"number": condition.decision.number},
            url=condition.decision.get_absolute_url(),
            kind=Kind.DECISION,
            bassin=_bassin(condition.decision.bassin),
            pole=(pole.pk, pole.title) if pole else None,
            persons=((pole.lead_id, str(pole.lead)),) if pole and pole.lead else (),
        )


@deadlines
def communications_due(user, *, on):
    """What a pôle owes to the plenary, by the first sitting since it was adopted."""
    served = user.bassins_served(on=None)
    if not served:
        return
    for communication in due_communications(on=on).filter(pole__bassin__in=served):
        pole, day = communication.pole, communication.due_on
        yield Deadline(
            uid=f"communication-{communication.pk}",
            on=day or on,
            what=_("Communiquer à la plénière : %(title)s") % {"title": communication.title},
            why=_("Adoptée par le pôle « %(pole)s », dans aucun procès-verbal.")
            % {"pole": pole.title},
            url=communication.get_absolute_url(),
            kind=Kind.SITTING,
            bassin=_bassin(pole.bassin),
            pole=(pole.pk, pole.title),
            persons=((pole.lead_id, str(pole.lead)),) if pole.lead else (),
            dated=day is not None,
        )
