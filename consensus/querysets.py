"""What may be known of the life of a pôle (domain.md § 7)."""

from collections.abc import Callable

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from actors.querysets import dated
from consensus.choices import READ_BY_ALL, TO_COME, CommitmentState, MeetingStatus
from core.clock import today


class OfPoleQuerySet(QuerySet):
    """Rows of a pôle that its service and its people read (domain.md § 7).

    `pole`: the path from the row to its pôle.
    """

    pole = "pole"

    def visible_to(self, user, *, on=None):
        """The service of the bassin and those of the pôle, guests among them."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        return self.filter(self._served(user, on) | self._sits(user, on))

    def _served(self, user, on):
        return Q(**{f"{self.pole}__bassin__in": user.bassins_served(on=on)})

    def _sits(self, user, on):
        """Rows of the pôles of this person, and what is theirs."""
        if user.person is None:
            return Q(pk__in=[])
        return Q(Exists(self._membership_of(user.person, on or today()))) | self.own(user)

    def own(self, user):
        """What somebody reads because it is theirs, whatever they are in the pôle."""
        return Q(pk__in=[])

    def _membership_of(self, person, on):
        model = self.model
        for name in self.pole.split("__"):
            model = model._meta.get_field(name).related_model
        memberships = model._meta.get_field("memberships").related_model
        return memberships.objects.filter(dated(on), pole=OuterRef(self.pole), person=person)


class CommunicationQuerySet(OfPoleQuerySet):
    def standing(self):
        """Those that were not recorded by mistake."""
        return self.filter(withdrawn_at=None)


class CommitmentQuerySet(OfPoleQuerySet):
    def own(self, user):
        """Whoever committed reads it, even once gone from the pôle."""
        return Q(owner=user.person)

    def open(self):
        """Neither kept nor dropped."""
        return self.filter(done_on=None, dropped_on=None)

    def late(self, *, on):
        """Open, and its day is over."""
        return self.open().filter(due_on__lt=on)

    def standing(self, *, on):
        """Those made by the day `on`, with `standing`: what each was then, from its dates.

        The day of an engagement is inclusive: late from the day after.
        """
        return self.filter(made_on__lte=on).annotate(
            standing=Case(
                When(done_on__lte=on, then=Value(CommitmentState.KEPT.value)),
                When(dropped_on__lte=on, then=Value(CommitmentState.DROPPED.value)),
                When(due_on__lt=on, then=Value(CommitmentState.LATE.value)),
                default=Value(CommitmentState.OPEN.value),
                output_field=CharField(),
            )
        )

    def late_first(self):
        """What is late, then what is to keep, the earliest due first; then what is over."""
        rank = Case(
            When(standing=CommitmentState.LATE, then=0),
            When(standing=CommitmentState.OPEN, then=1),
            default=2,
        )
        return self.order_by(rank, F("due_on").asc(nulls_last=True), "pk")

    def from_source(self, kind, key):
        """What was committed to because of one object of another module."""
        return self.filter(source_kind=kind, source_key=str(key))


class ProposalQuerySet(OfPoleQuerySet):
    """The plenary reads what it is told: the communication of an adopted text."""

    def open(self):
        return self.filter(status="open")

    def past_their_day(self, person, *, on):
        """Open ones that this person facilitates, whose last day is over."""
        return self.open().filter(facilitator=person, deadline__lt=on)

    def to_review(self, person, *, on):
        """Adopted ones that this person facilitates and that come back by this day."""
        return self.filter(status="adopted", facilitator=person, review_on__lte=on)

    def with_current(self):
        """Adds `current`, the number of the round on which positions are given."""
        rounds = self.model._meta.get_field("rounds").related_model
        last = rounds.objects.filter(proposal=OuterRef("pk")).order_by("-number")
        return self.annotate(current=Subquery(last.values("number")[:1]))

    def with_standing_objections(self, *, on):
        """Adds `contested`: does an objection stand, whose author is still of the pôle?"""
        objections = self.model._meta.get_field("objections").related_model
        memberships = objections._meta.get_field("seat").related_model
        here = memberships.objects.filter(
            dated(on), pole=OuterRef("proposal__pole"), person=OuterRef("author"), is_guest=False
        )
        standing = objections.objects.filter(
            Exists(here), proposal=OuterRef("pk"), status__in=("raised", "maintained")
        )
        return self.annotate(contested=Exists(standing))

    def awaiting(self, person, *, on):
        """Open ones on whose last round the seat of this person, or whom it replaces, is silent."""
        positions = self.model._meta.get_field("rounds").related_model._meta.get_field("positions")
        pole = self.model._meta.get_field("pole").related_model
        memberships = pole._meta.get_field("memberships").related_model
        said = positions.related_model.objects.filter(
            round__proposal=OuterRef(OuterRef("pk")),
            round__number=OuterRef(OuterRef("current")),
            seat=Coalesce(OuterRef("substitute_of"), OuterRef("pk")),
        )
        silent = memberships.objects.filter(
            dated(on), ~Exists(said), pole=OuterRef("pole"), person=person, is_guest=False
        ).filter(Q(substitute_of=None) | dated(on, "substitute_of__"))
        return self.open().with_current().filter(Exists(silent))


class ObjectionQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Whoever reads the proposal."""
        proposals = self.model._meta.get_field("proposal").related_model
        return self.filter(proposal__in=proposals.objects.visible_to(user, on=on))

    def living(self):
        """Those that stand, or that an amendment answered and their author has not lifted."""
        return self.filter(status__in=("raised", "maintained", "integrated"))


class DiagnosisQuerySet(OfPoleQuerySet):
    """The text as it is written: its pages ask for the right to write it."""


class DiagnosisVersionQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Whoever reads what the pôle does together; the plenary reads what it is told."""
        diagnoses = self.model._meta.get_field("diagnosis").related_model
        return self.filter(diagnosis__in=diagnoses.objects.visible_to(user, on=on))

    def current(self):
        """The last version of each diagnosis: the one that is asked."""
        later = self.model.objects.filter(
            diagnosis=OuterRef("diagnosis"), number__gt=OuterRef("number")
        )
        return self.filter(~Exists(later))

    def awaiting(self, person, *, on):
        """Current ones on which the seat of this person, or the one they replace, is silent."""
        pole = self.model._meta.get_field("diagnosis").related_model._meta.get_field("pole")
        memberships = pole.related_model._meta.get_field("memberships").related_model
        adhesions = self.model._meta.get_field("adhesions").related_model
        said = adhesions.objects.filter(
            version=OuterRef(OuterRef("pk")),
            seat=Coalesce(OuterRef("substitute_of"), OuterRef("pk")),
        )
        silent = memberships.objects.filter(
            dated(on),
            ~Exists(said),
            pole=OuterRef("diagnosis__pole"),
            person=person,
            is_guest=False,
        ).filter(Q(substitute_of=None) | dated(on, "substitute_of__"))
        return self.current().filter(Exists(silent))


class MeetingQuerySet(OfPoleQuerySet):
    def to_come(self, *, on):
        """Still to be held, that day or later."""
        return self.filter(status__in=TO_COME, on__gte=on)

    def unwritten(self, *, on):
        """Their day is over, and nobody said whether they were held."""
        return self.filter(status__in=TO_COME, on__lt=on)

    def held(self):
        return self.filter(status=MeetingStatus.HELD)

    def with_points(self):
        """Adds how many points stand on the agenda."""
        standing = Q(points__withdrawn_at=None)
        return self.annotate(point_count=Count("points", filter=standing, distinct=True))


class PointQuerySet(OfPoleQuerySet):
    def standing(self):
        """Those that were not set aside."""
        return self.filter(withdrawn_at=None)

    def waiting(self):
        """The backlog: those that wait for a meeting."""
        return self.standing().filter(meeting=None)


class MinutesQuerySet(OfPoleQuerySet):
    pole = "meeting__pole"

    def visible_to(self, user, *, on=None):
        """The service while it writes; the pôle once they were sent."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        sent = Q(status__in=READ_BY_ALL)
        return self.filter(self._served(user, on) | self._sits(user, on) & sent)


# How the apps above tell that a sitting took note of a communication.
TAKEN_NOTE_OF: list[Callable] = []


def takes_note(function):
    """Registers `function(path) -> Exists`: a sitting took note of the communication at `path`."""
    TAKEN_NOTE_OF.append(function)
    return function


class OpinionQuerySet(OfPoleQuerySet):
    def visible_to(self, user, *, on=None):
        """The service and those of the pôle; the plenary once a sitting took note of it."""
        found = super().visible_to(user, on=on)
        seats = user.bassins_sat_in(on=on) if user.is_authenticated and user.is_active else []
        if not seats:
            return found
        told = Q(pk__in=[])
        for function in TAKEN_NOTE_OF:
            told |= Q(function("communication"))
        return found | self.filter(told, pole__bassin__in=seats, communication__isnull=False)

    def waiting(self):
        """Asked, and neither given nor left aside."""
        return self.filter(status__in=("requested", "consensus"))
