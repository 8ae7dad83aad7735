"""Who exists, who sits, what is in force: questions asked at a date."""

from django.db.models import Q, QuerySet


def dated(on, prefix=""):
    """Rows that hold on the day `on`: started, and not over (the last day is inclusive)."""
    return Q(**{f"{prefix}starts_on__lte": on}) & (
        Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": on})
    )


class BassinQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The bassins whose settings this person may read: those of its service."""
        return self.filter(pk__in=user.bassins_served(on=on))

    def with_plenary_visible_to(self, user, *, on=None):
        """The bassins whose plenary this person may see: those they serve or sit in."""
        return self.filter(pk__in=[*user.bassins_served(on=on), *user.bassins_sat_in(on=on)])

    def at_home(self):
        return self.filter(is_home=True)


class OrganisationQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Reference data: everybody signed in may choose an organisation."""
        return self.all() if user.is_authenticated else self.none()

    def in_bassin(self, bassin):
        """Those of the bassin, and those active in several."""
        return self.filter(Q(bassin=bassin) | Q(bassin=None))


class PersonQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service knows the persons; others know themselves."""
        if user.bassins_served(on=on):
            return self.all()
        return self.filter(user=user)


class CapacityQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Those of the bassins whose service this person belongs to."""
        return self.filter(bassin__in=user.bassins_served(on=on))


class RuleSetQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """Read with the settings of the bassin."""
        return self.filter(bassin__in=user.bassins_served(on=on))


class SeatQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service and the plenary know who sits where."""
        bassins = [*user.bassins_served(on=on), *user.bassins_sat_in(on=on)]
        return self.filter(body__bassin__in=bassins)

    def standing(self, *, on):
        return self.filter(dated(on))


class MandateQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service and the plenary know who sits where."""
        bassins = [*user.bassins_served(on=on), *user.bassins_sat_in(on=on)]
        return self.filter(seat__body__bassin__in=bassins)

    def overlapping(self, mandate):
        """Other mandates that share a day with this one."""
        found = self.exclude(pk=mandate.pk).filter(
            Q(ends_on=None) | Q(ends_on__gte=mandate.starts_on)
        )
        return found.filter(starts_on__lte=mandate.ends_on) if mandate.ends_on else found

    def standing(self, *, on):
        """Mandates that run on the day, whether effective or alternate."""
        return self.filter(dated(on))

    def of(self, bassin):
        return self.filter(seat__body__bassin=bassin)
