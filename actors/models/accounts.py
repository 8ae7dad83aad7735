"""Accounts and persons. Everything hangs on persons; a person has 0 or 1 account."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q, Value
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actors.choices import StaffRole
from actors.querysets import NotMerged, PersonQuerySet, dated
from core import permissions
from core.clock import today


class UserManager(BaseUserManager):
    """Accounts are known by their mail address, kept in lower case."""

    use_in_migrations = True

    def get_queryset(self):
        """With the person: every page asks who is there, in one query."""
        return super().get_queryset().select_related("own_person")

    def create_user(self, email, password=None, **fields):
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def create_superuser(self, email, password=None, **fields):
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, email):
        return self.get(email=email.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account. What its person may do follows from dated facts, never from a flag here."""

    email = models.EmailField(_("adresse électronique"), unique=True)
    is_staff = models.BooleanField(_("accès à l’administration"), default=False)
    is_active = models.BooleanField(_("actif"), default=True)
    date_joined = models.DateTimeField(_("inscrit le"), auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = UserManager()

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = []

    class Meta:
        verbose_name = _("compte")
        constraints = [
            models.UniqueConstraint("email", name="user_email_is_unique_whatever_the_case")
        ]

    def __str__(self):
        return str(self.person) if self.person else self.email

    def get_full_name(self):
        return str(self)

    def get_short_name(self):
        return str(self)

    @property
    def person(self):
        """The person of this account, or None before the first sign-in is complete."""
        return getattr(self, "own_person", None)

    def has_perm(self, perm, obj=None):
        """Permissions of the house come from facts, for administrators too."""
        if perm in permissions.RULES:
            return permissions.FactsBackend().has_perm(self, perm, obj)
        return super().has_perm(perm, obj)

    @cached_property
    def standing(self):
        """What follows today from the dated facts of this person: read once per request."""
        return Standing(self, today())

    @cached_property
    def answered(self):
        """What `core.todo.asked_once` has read for this account: kept as long as `standing`."""
        return {}

    def standing_on(self, on=None):
        """The same at another day; what is asked of today is not read twice."""
        return self.standing if on in (None, self.standing.on) else Standing(self, on)

    def bassins_served(self, *, on=None):
        """Identifiers of the bassins whose service this person belongs to."""
        return self.standing_on(on).served

    def bassins_sat_in(self, *, on=None):
        """Identifiers of the bassins in whose plenary this person has a mandate."""
        return self.standing_on(on).sat_in

    def bassins_with_voice(self, *, on=None):
        """Those where this person sits otherwise than with a consultative voice."""
        return self.standing_on(on).with_voice


class Standing:
    """Staff functions and mandates of an active account's person at a date, in one query."""

    def __init__(self, user, on):
        self.on = on
        self.person = user.person if user.is_active else None
        self.roles = {}
        self.seats = {}
        if self.person is None:
            return
        assignments = StaffAssignment.objects.filter(dated(on), person=self.person).values_list(
            "bassin_id", "role", Value(False), Value(True)
        )
        mandates = self.person.mandates.filter(dated(on)).values_list(
            "seat__body__bassin_id", "seat__group", "seat__consultative", Value(False)
        )
        for bassin, held, consultative, is_staff in assignments.order_by().union(
            mandates.order_by(), all=True
        ):
            if is_staff:
                self.roles.setdefault(bassin, set()).add(held)
            else:
                self.seats.setdefault(bassin, set()).add((held, bool(consultative)))

    @property
    def served(self):
        return list(self.roles)

    @property
    def sat_in(self):
        return list(self.seats)

    @property
    def with_voice(self):
        return [b for b, held in self.seats.items() if not all(c for _group, c in held)]

    def serves(self, bassin_id, *roles):
        """Does this person belong to the service of the bassin (in one of these functions)?"""
        held = self.roles.get(bassin_id, set())
        return bool(held & set(roles)) if roles else bool(held)

    def sits_in(self, bassin_id):
        return bassin_id in self.seats

    def chairs(self, bassin_id):
        return any(group == "presidence" for group, _c in self.seats.get(bassin_id, ()))


class Person(models.Model):
    """Somebody, with or without an account."""

    user = models.OneToOneField(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="own_person",
        verbose_name=_("compte"),
    )
    first_name = models.CharField(_("prénom"), max_length=80)
    last_name = models.CharField(_("nom"), max_length=80)
    email = models.EmailField(_("adresse électronique"), blank=True)
    organisation = models.ForeignKey(
        "actors.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name=_("organisation"),
    )
    position = models.CharField(_("fonction"), max_length=120, blank=True)
    is_fictive = models.BooleanField(_("personne inventée"), default=False)
    died_on = models.DateField(_("décès le"), null=True, blank=True)
    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name=_("fusionnée dans"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = NotMerged.from_queryset(PersonQuerySet)()
    history = HistoricalRecords()

    IDENTITY = ("first_name", "last_name", "email", "organisation", "position", "died_on")

    class Meta:
        verbose_name = _("personne")
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self):
        return f"{self.first_name} {self.last_name}".strip()

    def get_absolute_url(self):
        return reverse("actors:person", args=[self.pk])


class StaffAssignment(models.Model):
    """A dated function in the service of a bassin; its rights live and end with it."""

    bassin = models.ForeignKey(
        "actors.Bassin", models.PROTECT, related_name="assignments", verbose_name=_("bassin")
    )
    person = models.ForeignKey(
        Person, models.PROTECT, related_name="assignments", verbose_name=_("personne")
    )
    role = models.CharField(_("fonction"), max_length=14, choices=StaffRole)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au (inclus)"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fonction dans le service")
        verbose_name_plural = _("fonctions dans le service")
        ordering = ["bassin", "person", "starts_on"]
        constraints = [
            models.CheckConstraint(
                name="staff_assignment_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("La fin précède le début : corrigez l’une des dates."),
            )
        ]

    def __str__(self):
        return f"{self.person}, {self.get_role_display()}"


class Share(models.Model):
    """What one person granted another on one object: who, what, by whom, from when to when.

    django-guardian holds the effective right; this is its record (it has no granter and no end).
    """

    user = models.ForeignKey(User, models.PROTECT, related_name="shares")
    permission = models.CharField(_("droit"), max_length=100)
    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.PositiveBigIntegerField()
    subject = GenericForeignKey("subject_type", "subject_id")
    granted_at = models.DateTimeField(_("accordé le"), auto_now_add=True)
    granted_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("retiré le"), null=True, blank=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("partage")
        indexes = [models.Index(fields=["subject_type", "subject_id"])]
        constraints = [
            models.CheckConstraint(
                name="share_revoked_at_and_by_together",
                condition=Q(revoked_at=None, revoked_by=None)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.permission}"
