"""What may be known of sittings, items and decisions, from facts at a date (domain.md § 7)."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Sum

from actors.querysets import dated
from core.clock import today
from core.search import folded
from plenary.choices import (
    ON_AN_AGENDA,
    OPEN_ITEMS,
    OPEN_SITTINGS,
    STANDING_MINUTES,
    Audience,
    ItemStatus,
    MinutesStatus,
    Part,
    SittingStatus,
)


def _nobody(user):
    return not (user.is_authenticated and user.is_active)


def by_audience(user, items, *, on, item="", audience="audience"):
    """What the plenary reads of what it may know of: by audience, minus déport (domain.md § 7).

    Public and members: whoever sits, consultative seats included. Huis clos: whoever sits with a
    voice and did not stand aside for the item. `item`: the path to the item, its « __ » included.
    """
    closed = Q(**{audience: Audience.CLOSED})
    heard = Q(**{f"{item}body__bassin__in": user.bassins_with_voice(on=on)})
    return ~closed | heard & ~Q(**{f"{item}pk__in": left_by(user.person, items)})


def left_by(person, items):
    """Keys of the items for which this person stands aside."""
    recusals = items._meta.get_field("recusals").related_model.objects
    return recusals.filter(person=person, lifted_at=None).values("item")


class SittingQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service sees all of its bassin; the plenary what was convened or held."""
        if _nobody(user):
            return self.none()
        called = Q(convened_at__isnull=False) | Q(status=SittingStatus.HELD)
        return self.filter(
            Q(body__bassin__in=user.bassins_served(on=on))
            | Q(body__bassin__in=user.bassins_sat_in(on=on)) & called
        )

    def to_come(self, *, on):
        """Still to be held: foreseen or convened for that day or later, or in session."""
        return self.filter(status__in=OPEN_SITTINGS, is_reprise=False).filter(
            Q(on__gte=on) | Q(status=SittingStatus.IN_SESSION)
        )

    def with_agenda(self):
        """Adds how many items are on the agenda, and the minutes planned for them."""
        listed = Q(items__status__in=ON_AN_AGENDA)
        return self.annotate(
            item_count=Count("items", filter=listed),
            planned=Sum("items__minutes", filter=listed),
        )

    def open_to_items(self):
        return self.filter(status__in=OPEN_SITTINGS, is_reprise=False)


class AgendaItemQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service sees all; the plenary, by audience, those of the sittings it may see."""
        if _nobody(user):
            return self.none()
        called = Q(sitting__convened_at__isnull=False) | Q(sitting__status=SittingStatus.HELD)
        return self.filter(
            Q(body__bassin__in=user.bassins_served(on=on))
            | Q(body__bassin__in=user.bassins_sat_in(on=on))
            & called
            & by_audience(user, self.model, on=on)
        )

    def open_to(self, mandate):
        """What the holder of this mandate reads without signing in, by their link."""
        closed = Q(audience=Audience.CLOSED)
        if mandate.seat.consultative:
            return self.exclude(closed)
        return self.exclude(closed & Q(pk__in=left_by(mandate.person, self.model)))

    def left_by(self, person):
        """Every huis clos convened that this person left: they may not read it, only come back."""
        return self.filter(
            pk__in=left_by(person, self.model),
            audience=Audience.CLOSED,
            sitting__convened_at__isnull=False,
        )

    def on_the_agenda(self):
        return self.filter(status__in=ON_AN_AGENDA)

    def open(self):
        return self.filter(status__in=OPEN_ITEMS)

    def waiting(self):
        return self.filter(status=ItemStatus.WAITING)


class AnnexQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Those of the items that this person may see, each by its own audience."""
        if _nobody(user):
            return self.none()
        items = self.model._meta.get_field("item").related_model
        served = Q(item__body__bassin__in=user.bassins_served(on=on))
        return self.filter(item__in=items.objects.visible_to(user, on=on)).filter(
            served | by_audience(user, items, on=on, item="item__")
        )

    def standing(self):
        """Those joined and not removed since."""
        return self.filter(removed_at=None)


class DecisionQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Those that one may know of and read: a huis clos keeps out the pôle and the porteur."""
        if _nobody(user):
            return self.none()
        items = self.model._meta.get_field("item").related_model
        served = Q(bassin__in=user.bassins_served(on=on))
        read = by_audience(user, items, on=on, item="item__", audience="item__audience")
        return self.known_to(user, on=on).filter(served | read)

    def known_to(self, user, *, on=None):
        """Whose number and day one may know: the service, the plenary; the pôle and the porteur.

        A list shows by its number alone what is here and not in `visible_to`.
        """
        if _nobody(user):
            return self.none()
        served = Q(bassin__in=user.bassins_served(on=on))
        sat = Q(bassin__in=user.bassins_sat_in(on=on), sealed_at__isnull=False)
        if user.person is None:
            return self.filter(served | sat)
        mine = Q(item__pole__request__person=user.person) | Q(
            Exists(self._membership_of(user.person, on or today()))
        )
        return self.filter(served | sat | mine & Q(sealed_at__isnull=False))

    def _membership_of(self, person, on):
        pole = self.model._meta.get_field("item").related_model._meta.get_field("pole")
        memberships = pole.related_model._meta.get_field("memberships").related_model
        return memberships.objects.filter(
            dated(on), pole=OuterRef("item__pole"), person=person, is_guest=False
        )

    def numbered_for(self, user, *, on=None):
        """Every number of the bassins one serves or sits in: a number alone hides nothing.

        The rest of the decision is for `visible_to` to give.
        """
        if _nobody(user):
            return self.none()
        known = Q(bassin__in=user.bassins_served(on=on)) | Q(bassin__in=user.bassins_sat_in(on=on))
        return self.sealed().filter(known)

    def found(self, words):
        """Those whose number, title, pôle or sentence hold every word, accents and case aside."""
        found = self
        for word in folded(words).split():
            found = found.filter(search_text__contains=word)
        return found

    def sealed(self):
        return self.filter(sealed_at__isnull=False)

    def public(self):
        """Sealed, for the public, and told to it by the published minutes of its sitting.

        Minutes that keep the decision itself for fewer people keep its page too. Public pages take
        a whitelist of fields from here, nothing else.
        """
        told = self._published_minutes().last_published()
        kept = (
            told.model._meta.get_field("blocks")
            .related_model.objects.keeping_a_decision()
            .filter(minutes=OuterRef("pk"), item=OuterRef(OuterRef("item")))
        )
        return self.sealed().filter(
            Exists(told.exclude(Exists(kept))), item__audience=Audience.PUBLIC
        )

    def with_publication(self):
        """Adds `published_at`, the day from which anybody may read it."""
        first = self._published_minutes().order_by("published_at")
        return self.annotate(published_at=Subquery(first.values("published_at")[:1]))

    def _published_minutes(self):
        item = self.model._meta.get_field("item").related_model
        sitting = item._meta.get_field("sitting").related_model
        minutes = sitting._meta.get_field("minutes").related_model.objects.public()
        return minutes.filter(sitting=OuterRef("item__sitting"))

    def to_seal(self):
        return self.filter(sealed_at=None, item__status=ItemStatus.RECORDED)

    def about(self, pole):
        return self.filter(item__pole=pole)

    def standing(self):
        """Sealed, effective, and not withdrawn since by an effective decision."""
        return self.sealed().filter(is_effective=True).exclude(withdrawn_by__is_effective=True)


class ActionQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Whoever may see its item; its owner too."""
        if _nobody(user):
            return self.none()
        items = self.model._meta.get_field("item").related_model.objects
        mine = Q(owner=user.person) if user.person else Q(pk=None)
        return self.filter(Q(item__in=items.visible_to(user, on=on)) | mine)

    def open(self):
        """Neither done nor dropped."""
        return self.filter(done_at=None, dropped_at=None)


class MinutesQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service sees all of its bassin; the plenary from their circulation on."""
        if _nobody(user):
            return self.none()
        return self.filter(
            Q(sitting__body__bassin__in=user.bassins_served(on=on))
            | Q(sitting__body__bassin__in=user.bassins_sat_in(on=on))
            & ~Q(status=MinutesStatus.DRAFT)
        )

    def public(self):
        """Published, corrected since or not. Public pages show their public text alone."""
        return self.filter(status=MinutesStatus.PUBLISHED)

    def last_published(self):
        """Of each sitting, the last version published."""
        later = self.model.objects.public().filter(
            sitting=OuterRef("sitting"), number__gt=OuterRef("number")
        )
        return self.public().exclude(Exists(later))

    def standing(self):
        """Approved and frozen, published or not."""
        return self.filter(status__in=STANDING_MINUTES)


class MinutesBlockQuerySet(QuerySet):
    """Blocks are read through their minutes, each audience on its own."""

    def standing(self):
        """Those not removed."""
        return self.filter(removed_at=None)

    def keeping_a_decision(self):
        """Those by which the minutes tell what was decided to fewer people than the public."""
        decided = self.standing().filter(part=Part.DECISION, item__isnull=False)
        return decided.exclude(audience=Audience.PUBLIC)


class RemarkQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service sees all of its bassin; everybody else their own, while they may read."""
        if _nobody(user):
            return self.none()
        minutes = self.model._meta.get_field("minutes").related_model.objects
        served = Q(minutes__sitting__body__bassin__in=user.bassins_served(on=on))
        mine = Q(person=user.person) if user.person else Q(pk=None)
        return self.filter(minutes__in=minutes.visible_to(user, on=on)).filter(served | mine)

    def unanswered(self):
        return self.filter(answered_at=None)
