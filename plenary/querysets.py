"""What may be known of sittings, items and decisions, from facts at a date (domain.md § 7)."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from actors.querysets import dated
from core.clock import today
from plenary.choices import ON_AN_AGENDA, OPEN_ITEMS, OPEN_SITTINGS, ItemStatus, SittingStatus


def _nobody(user):
    return not (user.is_authenticated and user.is_active)


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
        """Adds how many items are on the agenda, and the minutes foreseen for them."""
        listed = Q(items__status__in=ON_AN_AGENDA)
        return self.annotate(
            item_count=Count("items", filter=listed),
            minutes=Sum("items__minutes", filter=listed),
        )

    def open_to_items(self):
        return self.filter(status__in=OPEN_SITTINGS, is_reprise=False)


class AgendaItemQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service sees all; the plenary the items of the sittings that it may see."""
        if _nobody(user):
            return self.none()
        called = Q(sitting__convened_at__isnull=False) | Q(sitting__status=SittingStatus.HELD)
        return self.filter(
            Q(body__bassin__in=user.bassins_served(on=on))
            | Q(body__bassin__in=user.bassins_sat_in(on=on)) & called
        )

    def on_the_agenda(self):
        return self.filter(status__in=ON_AN_AGENDA)

    def open(self):
        return self.filter(status__in=OPEN_ITEMS)

    def waiting(self):
        return self.filter(status=ItemStatus.WAITING)


class DecisionQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service; the plenary; members of the pôle and the porteur, once it is sealed."""
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

    def sealed(self):
        return self.filter(sealed_at__isnull=False)

    def to_seal(self):
        return self.filter(sealed_at=None, item__status=ItemStatus.RECORDED)

    def about(self, pole):
        return self.filter(item__pole=pole)

    def standing(self):
        """Sealed, effective, and not withdrawn since by an effective decision."""
        return self.sealed().filter(is_effective=True).exclude(withdrawn_by__is_effective=True)
