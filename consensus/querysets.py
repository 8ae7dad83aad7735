"""What may be known of the life of a pôle (domain.md § 7)."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from actors.querysets import dated
from core.clock import today


class CommunicationQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service of the bassin and those of the pôle; the plenary reads the item."""
        if not (user.is_authenticated and user.is_active):
            return self.none()
        served = Q(pole__bassin__in=user.bassins_served(on=on))
        if user.person is None:
            return self.filter(served)
        return self.filter(served | Q(Exists(self._membership_of(user.person, on or today()))))

    def _membership_of(self, person, on):
        pole = self.model._meta.get_field("pole").related_model
        memberships = pole._meta.get_field("memberships").related_model
        return memberships.objects.filter(dated(on), pole=OuterRef("pole"), person=person)

    def standing(self):
        """Those that were not recorded by mistake."""
        return self.filter(withdrawn_at=None)
