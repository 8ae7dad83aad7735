"""Sittings, items and decisions in every state: `ItemFactory(recorded=True, kind=Kind.LAUNCH)`.

Rows are written as the acts would have left them, without the acts: tests of the acts use the
acts. A sealed decision made here has its number and its frozen text, and did nothing to its pôle.
"""

from datetime import time, timedelta

import factory
from django.utils import timezone
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from actors.choices import Rank, SeatGroup
from core import numbers
from core.canonical import canonical, sha256
from core.clock import today
from core.models import StoredFile
from plenary.choices import (
    STANDING_MINUTES,
    Audience,
    ItemStatus,
    Kind,
    MinutesStatus,
    Outcome,
    SittingStatus,
    StanceKind,
)
from plenary.documents import frozen_decision
from plenary.facts import assembled, living, title_of
from plenary.models import (
    Action,
    AgendaItem,
    Annex,
    Attendance,
    Condition,
    Decision,
    Minutes,
    MinutesBlock,
    Recusal,
    Remark,
    Sitting,
    Stance,
)
from plenary.workflow.seal import searchable
from tests.actors.factories import (
    BodyFactory,
    MandateFactory,
    PersonFactory,
    SeatFactory,
    UserFactory,
)
from tests.poles.factories import PoleFactory

DAY = timedelta(days=1)
STATE_OF_POLE = {
    Kind.LAUNCH: {"proposed": True},
    Kind.DESIGNATION: {"launched": True},
}


def _acted(name):
    return {f"{name}_at": LazyFunction(timezone.now), f"{name}_by": SubFactory(UserFactory)}


class SittingFactory(DjangoModelFactory):
    """In preparation, in ten days, unless told; `in_session` and `held` are of today."""

    class Meta:
        model = Sitting

    body = SubFactory(BodyFactory)
    on = Sequence(lambda n: today() + (10 + n) * DAY)
    starts_at = time(9, 30)
    place = "Actiris, avenue de l’Astronomie 14"

    class Params:
        called = Trait(**_acted("convened"))
        convened = Trait(called=True, status=SittingStatus.CONVENED)
        in_session = Trait(
            called=True,
            status=SittingStatus.IN_SESSION,
            on=LazyFunction(today),
            **_acted("opened"),
        )
        held = Trait(
            called=True, status=SittingStatus.HELD, on=LazyFunction(today), **_acted("held")
        )
        cancelled = Trait(
            status=SittingStatus.CANCELLED, cancel_reason="Grève.", **_acted("cancelled")
        )
        reprise = Trait(
            is_reprise=True,
            status=SittingStatus.HELD,
            on=Sequence(lambda n: today() - (400 + n) * DAY),
            **_acted("held"),
        )


class ItemFactory(DjangoModelFactory):
    """A launch on the agenda of a sitting in session, with its pôle in the state that it needs.

    `waiting=True`: on no agenda. `recorded` and `sealed` come with their decision (`outcome=`,
    `decision__results=`…).
    """

    class Meta:
        model = AgendaItem
        skip_postgeneration_save = True

    sitting = SubFactory(SittingFactory, in_session=True)
    body = LazyAttribute(lambda i: i.sitting.body if i.sitting else BodyFactory())
    kind = Kind.LAUNCH
    pole = LazyAttribute(
        lambda i: PoleFactory(
            bassin=i.body.bassin, **STATE_OF_POLE.get(Kind(i.kind), {"active": True})
        )
    )
    title = LazyAttribute(lambda i: title_of(Kind(i.kind), i.pole) if i.pole else "Un point")
    position = Sequence(lambda n: n + 1)
    number = LazyAttribute(lambda i: i.position if i.sitting and i.sitting.convened_at else None)
    status = ItemStatus.LISTED

    class Params:
        waiting = Trait(sitting=None, status=ItemStatus.WAITING)
        free = Trait(kind=Kind.DEBATE, pole=None)
        closed = Trait(audience=Audience.CLOSED, closed_ground="Une personne est nommée.")
        recorded = Trait(status=ItemStatus.RECORDED)
        sealed = Trait(status=ItemStatus.SEALED)

    @factory.post_generation
    def decision(self, create, extracted, **fields):
        if self.status == ItemStatus.RECORDED:
            DecisionFactory(item=self, **fields)
        elif self.status == ItemStatus.SEALED:
            DecisionFactory(item=self, sealed=True, **fields)


class DecisionFactory(DjangoModelFactory):
    """A noted outcome, favourable unless told; `sealed=True` numbers and freezes it."""

    class Meta:
        model = Decision

    item = SubFactory(ItemFactory, status=ItemStatus.LISTED)
    bassin = LazyAttribute(lambda d: d.item.body.bassin)
    outcome = Outcome.ACCEPTED
    results = LazyAttribute(
        lambda d: (
            {"call": True, "priority": True, "days": "20"} if d.item.kind == Kind.LAUNCH else {}
        )
    )
    text = "La plénière valide."
    motivation = LazyAttribute(lambda d: "Trop tôt." if d.outcome == Outcome.REFUSED else "")
    drafted_at = LazyFunction(timezone.now)
    drafted_by = SubFactory(UserFactory)
    sealed = False

    @classmethod
    def _create(cls, model_class, *args, sealed, **fields):
        decision = super()._create(model_class, *args, **fields)
        return _seal(decision) if sealed else decision


def _seal(decision):
    code, year = decision.bassin.code, decision.item.sitting.on.year
    decision.year, decision.serial = year, numbers.take(f"decision/{code}/{year}")
    decision.number = f"{year}-{code}-{decision.serial:03d}"
    decision.sealed_at, decision.sealed_by = timezone.now(), UserFactory()
    decision.is_effective = True
    decision.frozen = canonical(frozen_decision(decision))
    decision.sha256 = sha256(decision.frozen)
    decision.search_text = searchable(decision)
    decision.save()
    return decision


class ConditionFactory(DjangoModelFactory):
    class Meta:
        model = Condition

    decision = SubFactory(DecisionFactory)
    text = "Associer la promotion sociale."


class ActionFactory(DjangoModelFactory):
    """Asked of nobody in particular, open unless `done=True`."""

    class Meta:
        model = Action

    item = SubFactory(ItemFactory)
    text = "Envoyer le rapport à tous les membres."
    decided_at = LazyFunction(timezone.now)
    decided_by = SubFactory(UserFactory)

    class Params:
        done = Trait(note="Envoyé.", **_acted("done"))


class StanceFactory(DjangoModelFactory):
    class Meta:
        model = Stance

    item = SubFactory(ItemFactory)
    mandate = LazyAttribute(lambda s: MandateFactory(seat__body=s.item.body))
    person = LazyAttribute(lambda s: s.mandate.person)
    kind = StanceKind.FAVOURABLE
    given_at = LazyFunction(timezone.now)
    channel = "page"


class RecusalFactory(DjangoModelFactory):
    class Meta:
        model = Recusal

    item = SubFactory(ItemFactory)
    mandate = LazyAttribute(lambda r: MandateFactory(seat__body=r.item.body))
    person = LazyAttribute(lambda r: r.mandate.person)
    declared_at = LazyFunction(timezone.now)


class AttendanceFactory(DjangoModelFactory):
    class Meta:
        model = Attendance

    sitting = SubFactory(SittingFactory)
    mandate = LazyAttribute(lambda a: MandateFactory(seat__body=a.sitting.body))
    person = LazyAttribute(lambda a: a.mandate.person)
    presence = "present"
    noted_at = LazyFunction(timezone.now)


class MinutesFactory(DjangoModelFactory):
    """The minutes of a held sitting with what it says, as the acts would have left them.

    `state`: "draft", "circulated", "approved" or "published".
    """

    class Meta:
        model = Minutes

    sitting = SubFactory(SittingFactory, held=True)
    drafted_at = LazyFunction(timezone.now)
    drafted_by = SubFactory(UserFactory)
    state = MinutesStatus.DRAFT

    @classmethod
    def _create(cls, model_class, *args, state, **fields):
        minutes = super()._create(model_class, *args, **fields)
        for text in assembled(minutes.sitting):
            MinutesBlock.objects.create(
                minutes=minutes,
                item=text.item,
                part=text.part,
                position=text.position,
                audience=text.audience,
                text=text.text,
            )
        return minutes if state == MinutesStatus.DRAFT else further(minutes, state)


def further(minutes, state):
    """Circulated, then approved and frozen, then published: as far as `state`."""
    author = UserFactory()
    minutes.status, minutes.remarks_until = state, today() + 10 * DAY
    minutes.circulated_at, minutes.circulated_by = timezone.now(), author
    if state in STANDING_MINUTES:
        minutes.approved_at, minutes.approved_by = timezone.now(), author
        minutes.frozen = canonical(living(minutes, approved_on=today()))
        minutes.sha256 = sha256(minutes.frozen)
    if state == MinutesStatus.PUBLISHED:
        minutes.published_at, minutes.published_by = timezone.now(), author
    minutes.save()
    return minutes


class BlockFactory(DjangoModelFactory):
    """A block written by hand; of an item, or of the sitting as a whole."""

    class Meta:
        model = MinutesBlock

    minutes = SubFactory(MinutesFactory)
    audience = Audience.MEMBERS
    text = "Un passage."


class RemarkFactory(DjangoModelFactory):
    class Meta:
        model = Remark

    minutes = SubFactory(MinutesFactory, state=MinutesStatus.CIRCULATED)
    person = SubFactory(PersonFactory)
    text = "Il manque un mot."
    made_at = LazyFunction(timezone.now)

    class Params:
        answered = Trait(outcome="retenue", answer="Corrigé.", **_acted("answered"))


class StoredFileFactory(DjangoModelFactory):
    """A file as core.files would have kept it; its bytes are not written."""

    class Meta:
        model = StoredFile

    file = "fichiers/pv.pdf"
    name = "pv.pdf"
    size = 10
    content_type = "application/pdf"
    sha256 = "0" * 64
    uploaded_at = LazyFunction(timezone.now)


class AnnexFactory(DjangoModelFactory):
    """A file joined to an item, read by its members."""

    class Meta:
        model = Annex

    item = SubFactory(ItemFactory)
    stored = SubFactory(StoredFileFactory)
    title = "Étude sectorielle"
    position = Sequence(lambda n: n + 1)
    added_at = LazyFunction(timezone.now)
    added_by = SubFactory(UserFactory)


def seated(body, **fields):
    """An account that sits in this plenary with a voice, and its mandate."""
    user = UserFactory()
    return user, MandateFactory(person=user.person, seat=SeatFactory(body=body), **fields)


def alternate_of(mandate):
    """The alternate of the same seat, with an account."""
    user = UserFactory()
    return user, MandateFactory(person=user.person, seat=mandate.seat, rank=Rank.ALTERNATE)


def chair_of(body):
    """Who holds the presidency of this plenary: one of those who seal."""
    user = UserFactory()
    seat = SeatFactory(body=body, group=SeatGroup.CHAIR, code=f"P{user.pk}")
    MandateFactory(person=user.person, seat=seat)
    return user


def consultative_of(body):
    """Who sits in this plenary with a consultative voice."""
    user = UserFactory()
    seat = SeatFactory(body=body, group=SeatGroup.GUEST, consultative=True)
    MandateFactory(person=user.person, seat=seat)
    return user
