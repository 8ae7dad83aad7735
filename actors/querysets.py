"""Who exists, who sits, what is in force: questions asked at a date."""

from django.db.models import Exists, F, Manager, OuterRef, Q, QuerySet

from actors.choices import Rank, StaffRole


def dated(on, prefix=""):
    """Rows that hold on the day `on`: started, and not over (the last day is inclusive)."""
    return Q(**{f"{prefix}starts_on__lte": on}) & (
        Q(**{f"{prefix}ends_on": None}) | Q(**{f"{prefix}ends_on__gte": on})
    )


class NotMerged(Manager):
    """What was merged into another is never offered again; whoever points to it still reads it."""

    def get_queryset(self):
        return super().get_queryset().filter(merged_into=None)


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

    def like(self, *, email, first_name, last_name):
        """Whoever has this address or this name, alive: who a new name may already be."""
        same = Q(first_name__iexact=first_name, last_name__iexact=last_name)
        if email:
            same |= Q(email__iexact=email)
        return self.filter(same, died_on=None).order_by("last_name", "first_name", "pk")


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

    def vacant(self, *, on):
        """Seats with a voice that nobody holds on the day: an alternate does not fill a seat."""
        held = self.model.objects.filter(
            dated(on, "mandates__"), mandates__rank=Rank.EFFECTIVE, pk=OuterRef("pk")
        )
        return self.standing(on=on).filter(~Exists(held), consultative=False)


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

    def ending(self, *, on):
        """Begun, with a last day, and nobody takes the seat after it."""
        following = self.model.objects.filter(
            seat=OuterRef("seat"), rank=OuterRef("rank"), starts_on__gt=OuterRef("ends_on")
        )
        return self.filter(
            ~Exists(following),
            ends_on__isnull=False,
            starts_on__lte=on,
            seat__starts_on__lte=F("ends_on"),
        )


class RegulationQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service and the plenary know by which règlement they decide."""
        bassins = [*user.bassins_served(on=on), *user.bassins_sat_in(on=on)]
        return self.filter(body__bassin__in=bassins)

    def in_force(self, *, on):
        """The règlements begun by that day, the latest first; the first of a body holds."""
        return self.filter(starts_on__lte=on).order_by("-starts_on", "-pk")


class MergeQuerySet(QuerySet):
    def visible_to(self, user, *, on=None):
        """The service of the bassin; what is shared between bassins, the administration."""
        if administers(user, on=on):
            return self.all()
        return self.filter(bassin__in=user.bassins_served(on=on))

    def of(self, record):
        """Those that this record took part in, whether it was kept or not."""
        mine = Q(kept_id=record.pk) | Q(gone_id=record.pk)
        return self.filter(mine, kind=record._meta.model_name)


def administers(user, *, on=None) -> bool:
    """Does this person keep what the bassins share? The function of administration, in any."""
    roles = user.standing_on(on).roles.values()
    return any(StaffRole.ADMIN in held for held in roles)
