"""What may be known of pôles and demandes, from facts at a date. Every page starts here."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from django.db.models import (
    Case,
    CharField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)

from actors.querysets import dated
from core.clock import BRUSSELS, today
from core.deadlines import months_before
from poles.choices import (
    IN_HAND,
    SINCE_LAUNCH,
    SINCE_PROPOSED,
    ApplicationStatus,
    CallStatus,
    PoleStatus,
    ProposalStatus,
    Reach,
    Standing,
)

STANDINGS = Standing.choices
TOLD_ABOVE: list[Callable] = []
MODIFICATION = "modification"
UNDECIDED = (PoleStatus.DRAFT, PoleStatus.PROPOSED, PoleStatus.REFUSED, PoleStatus.ABANDONED)


def told_above(function):
    """Registers `function(*, on) -> annotations`: what an app above knows of each pôle of a list.

    It comes in the query of the list: a rule asked of a thousand pôles costs no query of its own.
    """
    TOLD_ABOVE.append(function)
    return function


def _is(standing):
    return Value(standing.value)


def _submitted_by(on):
    midnight = datetime.combine(on + timedelta(days=1), time.min, tzinfo=BRUSSELS)
    return Q(submitted_at__lt=midnight)


class ThemeQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Themes are public knowledge of the Instance; whoever signs in may choose one."""
        return self.all() if user.is_authenticated else self.none()


class PoleRequestQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service sees all of its bassin; a porteur sees their own."""
        mine = Q(person__user=user) if user.is_active else Q(pk__in=[])
        return self.filter(Q(bassin__in=user.bassins_served(on=on)) | mine)

    def waiting(self):
        return self.filter(status="submitted")


class PoleQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The table of domain.md § 7, line « fiche de pôle »."""
        on = on or today()
        if not (user.is_active and user.is_authenticated):
            return self.none()
        membership = self._membership_of(user, on)
        submitted = Q(status__in=SINCE_PROPOSED)
        return self.filter(
            Q(bassin__in=user.bassins_served(on=on))
            | Q(bassin__in=user.bassins_sat_in(on=on)) & submitted
            | Q(Exists(membership)) & submitted
        )

    def _membership_of(self, user, on):
        memberships = self.model._meta.get_field("memberships").related_model
        return memberships.objects.filter(dated(on), pole=OuterRef("pk"), person=user.person)

    def public(self):
        """From launch on. Public pages take a whitelist of fields from here, nothing else."""
        return self.filter(status__in=SINCE_LAUNCH)

    def with_term(self, *, on):
        """Adds the latest term begun by `on` (number, first and last day), and the whole life:
        `first_day` of term 1 and `last_day` of the last term decided, future ones included.
        """
        terms = self._terms()
        begun = terms.filter(starts_on__lte=on).order_by("-number")
        return self.annotate(
            term_number=Subquery(begun.values("number")[:1]),
            term_starts_on=Subquery(begun.values("starts_on")[:1]),
            term_ends_on=Subquery(begun.values("ends_on")[:1]),
            first_day=Subquery(terms.filter(number=1).values("starts_on")[:1]),
            last_day=Subquery(terms.order_by("-number").values("ends_on")[:1]),
        )

    def with_what_is_told_above(self, *, on):
        """Adds what the apps above know of each pôle on the day, for the rules that they ask."""
        told = (function(on=on) for function in TOLD_ABOVE)
        return self.annotate(**{name: value for found in told for name, value in found.items()})

    def with_decided_term(self, *, on):
        """Adds the last term decided by the day, begun or not: its number and its last day."""
        decided = self._terms().filter(decision__on__lte=on).order_by("-number")
        return self.annotate(
            decided_term=Subquery(decided.values("number")[:1]),
            decided_until=Subquery(decided.values("ends_on")[:1]),
        )

    def _terms(self):
        """Unordered: the order of the model would join the pôle again in each subquery."""
        terms = self.model._meta.get_field("terms").related_model.objects
        return terms.filter(pole=OuterRef("pk")).order_by()

    def standing(self, *, on):
        """Adds `standing`, what the pôle is on the day `on`, past or future, from its dated facts.

        Domain § 3.1: over its term an active pôle is « échu »; past the first year of term 1
        without a continuation decision, « décision d’un an attendue ». Needs `with_term`.
        """
        return self.annotate(
            standing=Case(
                When(status__in=UNDECIDED, then=F("status")),
                When(self._not_launched_yet(on) & _submitted_by(on), then=_is(Standing.PROPOSED)),
                When(self._not_launched_yet(on), then=_is(Standing.DRAFT)),
                When(
                    Q(status__in=(PoleStatus.ENDED, PoleStatus.CLOSED), ended_on__lte=on),
                    then=F("status"),
                ),
                When(Q(first_day=None), then=_is(Standing.LAUNCHED)),
                When(Q(term_number=None) & self._designated_by(on), then=_is(Standing.TO_START)),
                When(Q(term_number=None), then=_is(Standing.LAUNCHED)),
                When(Q(term_ends_on__lt=on), then=_is(Standing.EXPIRED)),
                When(
                    Q(term_number=1, first_day__lte=months_before(on, 12))
                    & (Q(continued_on=None) | Q(continued_on__gt=on)),
                    then=_is(Standing.YEAR_DUE),
                ),
                default=_is(Standing.ACTIVE),
                output_field=CharField(),
            )
        )

    @staticmethod
    def _not_launched_yet(on):
        return Q(launched_on__gt=on)

    def _designated_by(self, on):
        return Exists(self._terms().filter(decision__on__lte=on))

    def active(self):
        return self.filter(status=PoleStatus.ACTIVE)

    def left_behind(self, *, on):
        """Pôles not yet over whose lead no longer belongs to the service of their bassin."""
        assignments = self.model._meta.get_field("lead").related_model._meta.get_field(
            "assignments"
        )
        serving = assignments.related_model.objects.filter(
            dated(on), person=OuterRef("lead"), bassin=OuterRef("bassin")
        )
        return self.filter(~Exists(serving), lead__isnull=False).exclude(
            status__in=(PoleStatus.ABANDONED, PoleStatus.ENDED, PoleStatus.CLOSED)
        )

    def expired(self, *, on):
        """Active pôles whose last term is over: nothing was decided, the calendar went on."""
        return self.active().with_term(on=on).filter(term_ends_on__lt=on)


class DecisionRefQuerySet(QuerySet):
    def effective(self):
        return self.filter(is_effective=True)

    def to_write(self):
        """Modifications of a fiche that the plenary decided and that nobody has written yet."""
        return self.effective().filter(kind=MODIFICATION, versions=None).order_by("on", "pk")


class MemberProposalQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Candidates are the service's until the plenary has decided (domain.md § 7)."""
        return self.filter(pole__bassin__in=user.bassins_served(on=on))

    def pending(self):
        """Proposed, and not yet decided."""
        return self.filter(status=ProposalStatus.PROPOSED)


class MembershipQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Whoever sees the pôle sees the names of its members (domain.md § 7)."""
        poles = self.model._meta.get_field("pole").related_model
        return self.filter(pole__in=poles.objects.visible_to(user, on=on))

    def standing(self, *, on):
        """Memberships that run on the day."""
        return self.filter(dated(on))

    def designated(self):
        """Members, substitutes among them: whoever the plenary designated."""
        return self.filter(is_guest=False)

    def seated(self):
        """One row per designated seat: its effective member, never a substitute or a guest."""
        return self.designated().filter(substitute_of=None)


class ConformityStatementQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Whoever knows of the pôle; its verdicts are asked for by the page (domain.md § 7)."""
        poles = self.model._meta.get_field("pole").related_model
        return self.filter(pole__in=poles.objects.visible_to(user, on=on))


class TermQuerySet(QuerySet):
    def running(self, *, on):
        return self.filter(starts_on__lte=on, ends_on__gte=on)

    def latest_first(self):
        return self.order_by(F("number").desc())


class CallQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service prepares and sorts; the others read the public page (domain.md § 7)."""
        return self.filter(pole__bassin__in=user.bassins_served(on=on))

    def published(self):
        """Whoever holds the address reads it, whatever became of it."""
        return self.exclude(opened_at=None)

    def running(self, *, on):
        """Open to answers on the day: its dates, inclusive, of a pôle still in hand."""
        return self.filter(
            status=CallStatus.OPEN,
            opens_on__lte=on,
            closes_on__gte=on,
            pole__status__in=IN_HAND,
        )

    def listed(self, *, on):
        """Those of the site and of its feed: public, open or soon to be."""
        return self.filter(
            status=CallStatus.OPEN,
            reach=Reach.PUBLIC,
            closes_on__gte=on,
            pole__status__in=IN_HAND,
        )


class ApplicationQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service of the bassin alone; the applicant comes by a signed link (§ 7)."""
        return self.filter(call__pole__bassin__in=user.bassins_served(on=on))

    def standing(self):
        """Those that were not withdrawn."""
        return self.exclude(status=ApplicationStatus.WITHDRAWN)
