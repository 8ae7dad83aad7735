"""What may be known of evaluations (domain.md § 7), and what is due."""

from django.db.models import F, Q, QuerySet

from actors.querysets import dated
from core.clock import today
from evaluations.choices import SINCE_CLOSED, SINCE_REPLY, EvaluationStatus, Kind


def presentable(path=""):
    """Evaluations of functioning that are closed and that the plenary has not examined."""
    return Q(**{f"{path}kind": Kind.FUNCTIONING, f"{path}status": EvaluationStatus.CLOSED})


class EvaluationQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service: all; a designated member: from the right of reply on; the plenary: once
        presented.
        """
        on = on or today()
        if not (user.is_active and user.is_authenticated):
            return self.none()
        sits = Q(pole__in=self._poles_of(user, on))
        return self.filter(
            Q(pole__bassin__in=user.bassins_served(on=on))
            | sits & Q(status__in=SINCE_REPLY)
            | Q(pole__bassin__in=user.bassins_sat_in(on=on), status=EvaluationStatus.PRESENTED)
        )

    def _poles_of(self, user, on):
        memberships = self.model._meta.get_field("pole").related_model._meta.get_field(
            "memberships"
        )
        return (
            memberships.related_model.objects.filter(dated(on), person=user.person)
            .designated()
            .values("pole")
        )

    def closed_by(self, on):
        """Closed on the day or before, presented or not."""
        return self.filter(status__in=SINCE_CLOSED, closed_on__lte=on)

    def to_present(self):
        return self.filter(presentable())

    def newest_first(self):
        return self.order_by(F("opened_on").desc(nulls_first=True), "-pk")
