"""One function per mail. Convocations and decisions wait for a person; nothing leaves here."""

from django.conf import settings
from django.utils.translation import gettext as _

from actors.choices import SeatGroup, StaffRole
from actors.facts import staff_of
from actors.models import Mandate, Person
from core.clock import today
from meetings import documents
from outbox.workflow import post
from plenary.choices import APPROVED, Kind, Outcome
from plenary.facts import link_for, readers_of, sitting_title, veiled
from plenary.models import Recusal
from poles.models import Membership


def recipients(sitting) -> list[Mandate]:
    """Who is convened: every mandate standing on the day, alternates and guests included."""
    return list(
        Mandate.objects.standing(on=sitting.on)
        .filter(seat__body_id=sitting.body_id, person__died_on=None)
        .select_related("person", "seat", "organisation")
        .order_by("seat__group", "seat__code", "rank", "person__last_name", "pk")
    )


def _to_members(template, sitting, *, key, context=None, added=None, calendar=""):
    """One mail per mandate, with its own signed link; the bassin's mailbox when unreachable."""
    bassin = sitting.body.bassin
    items = list(sitting.items.on_the_agenda().order_by("position", "pk"))
    aside = _aside(items)
    for mandate in recipients(sitting):
        theirs = veiled(items, mandate=mandate, aside=aside)
        item = veiled([added] if added else [], mandate=mandate, aside=aside)
        post(
            template,
            to=[mandate.person],
            about=sitting,
            bassin=bassin,
            waits=True,
            key=f"{key}:{mandate.pk}",
            calendar=calendar,
            context={
                "mandate": mandate,
                "items": theirs,
                "item": next(iter(item), None),
                "answers": any(i.kind in APPROVED for i in theirs),
                "link": f"{settings.SITE_URL}{link_for(sitting, mandate)}",
                **(context or {}),
            },
        )


def _aside(items) -> set[tuple[int, int]]:
    """(item, person) of every déport that stands."""
    standing = Recusal.objects.filter(item__in=items, lifted_at=None)
    return set(standing.values_list("item_id", "person_id"))


def in_calendars(sitting, *, cancelled=False) -> str:
    """The sitting as a calendar keeps it."""
    what = _("%(sitting)s, %(instance)s") % {
        "sitting": sitting_title(sitting),
        "instance": sitting.body.bassin.instance_name,
    }
    uid = f"seance-{sitting.pk}"
    return documents.in_calendars(sitting, uid=uid, what=what, cancelled=cancelled)


def convocation(sitting, *, late_reason=""):
    """The agenda, and the link by which each member says whether they come and what they think."""
    _to_members(
        "plenary/convocation",
        sitting,
        key=f"convocation:{sitting.pk}",
        context={"late_reason": late_reason},
        calendar=in_calendars(sitting),
    )


def sitting_moved(sitting, *, before):
    _to_members(
        "plenary/sitting_moved",
        sitting,
        key=f"moved:{sitting.pk}:{sitting.version}",
        context={"before": before},
        calendar=in_calendars(sitting),
    )


def sitting_cancelled(sitting, *, reason):
    _to_members(
        "plenary/sitting_cancelled",
        sitting,
        key=f"cancelled:{sitting.pk}",
        context={"reason": reason},
        calendar=in_calendars(sitting, cancelled=True),
    )


def item_added(item, sitting):
    """An item added « en urgence », with its reason."""
    _to_members("plenary/item_added", sitting, key=f"urgent:{item.pk}", added=item)


def outcomes_to_seal(sitting):
    """Those who may seal learn that outcomes wait; it leaves alone."""
    bassin = sitting.body.bassin
    chairs = Person.objects.filter(
        pk__in=Mandate.objects.standing(on=today())
        .filter(seat__body_id=sitting.body_id, seat__group=SeatGroup.CHAIR)
        .values("person")
    )
    people = {*chairs, *staff_of(bassin, StaffRole.COORDINATION, on=today())}
    post(
        "plenary/outcomes_to_seal",
        to=sorted(people, key=lambda p: p.pk),
        about=sitting,
        bassin=bassin,
        context={"count": sitting.items.filter(status="recorded").count()},
    )


OWN_LETTERS = (Kind.LAUNCH, Kind.DESIGNATION, Kind.RENEWAL, Kind.STOP)


def told_of(decision, *, effective=True) -> list[Person]:
    """Who gets the decision itself: who leads the pôle, and whoever its effect does not write to.

    An effective launch, designation, renewal or stop has letters of its own (poles.notifications).
    """
    pole = decision.item.pole
    if pole is None:
        return []
    people = [p for p in (pole.lead, pole.deputy) if p]
    if effective and has_own_letters(decision):
        return list(dict.fromkeys(people))
    if decision.item.kind == Kind.LAUNCH and pole.request:
        people.append(pole.request.person)
    members = (
        Membership.objects.standing(on=today())
        .designated()
        .filter(pole=pole)
        .select_related("person")
        .order_by("pk")
    )
    people += [m.person for m in members]
    return list(dict.fromkeys(people))


def has_own_letters(decision) -> bool:
    """Does the effect of this outcome write its own letters?"""
    kind = decision.item.kind
    if kind == Kind.LAUNCH and decision.outcome == Outcome.REFUSED:
        return True
    return kind in OWN_LETTERS and decision.outcome in (Outcome.ACCEPTED, Outcome.CONDITIONAL)


def decision_sealed(decision):
    """The decision, its reasons and the voies de recours; a letter that somebody releases.

    A huis clos leaves by its number: what each may know of it, a person of the service tells them.
    """
    post(
        "plenary/decision_sealed",
        to=told_of(decision, effective=decision.is_effective),
        about=decision,
        bassin=decision.bassin,
        waits=True,
        key=f"decision:{decision.uuid}",
        context={
            "item": decision.item,
            "sitting": decision.item.sitting,
            "closed": decision.item.is_closed,
        },
    )


def minutes_circulated(minutes):
    """Each member may read the minutes over, and until when; nothing of the text is in the mail."""
    sitting = minutes.sitting
    post(
        "plenary/minutes_circulated",
        to=readers_of(sitting, on=today()),
        about=minutes,
        bassin=sitting.body.bassin,
        key=f"minutes:{minutes.pk}:{minutes.version}",
        context={"sitting": sitting},
    )


def remark_answered(remark):
    """Its author learns what the service did of a remark."""
    minutes = remark.minutes
    post(
        "plenary/remark_answered",
        to=[remark.person],
        about=minutes,
        bassin=minutes.sitting.body.bassin,
        key=f"remark:{remark.pk}",
        context={"remark": remark, "sitting": minutes.sitting},
    )
