"""Abstract parts that a pôle's meeting and a plenary sitting share."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.choices import Presence


def by(**kwargs):
    """Who did it: an account, never a person, and never lost."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        related_name="+",
        null=True,
        editable=False,
        **kwargs,
    )


def at(label):
    return models.DateTimeField(label, null=True, editable=False)


def pair(name) -> Q:
    """`<name>_at` and `<name>_by` are both there, or neither."""
    return Q(**{f"{name}_at": None, f"{name}_by": None}) | Q(
        **{f"{name}_at__isnull": False, f"{name}_by__isnull": False}
    )


class Meeting(models.Model):
    """A day, an hour, a place."""

    on = models.DateField(_("date"))
    starts_at = models.TimeField(_("heure"), null=True, blank=True)
    ends_at = models.TimeField(
        _("fin prévue"),
        null=True,
        blank=True,
        help_text=_("La durée des points se compare au temps disponible."),
    )
    place = models.CharField(_("lieu"), max_length=200, blank=True)

    class Meta:
        abstract = True


class AgendaPoint(models.Model):
    """One line of an agenda. `position` orders it, `number` is what the agenda prints.

    The number is empty until the agenda is sent: a point that moves is not quoted yet.
    """

    title = models.CharField(_("intitulé"), max_length=200)
    text = models.TextField(_("note pour les membres"), blank=True)
    presenter = models.ForeignKey(
        "actors.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("présenté par"),
    )
    minutes = models.PositiveSmallIntegerField(
        _("durée prévue (minutes)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )
    record = models.TextField(
        _("compte rendu"),
        blank=True,
        max_length=50_000,
        help_text=_("Ce qui s’est dit de ce point : le procès-verbal part de ce texte."),
    )
    position = models.PositiveSmallIntegerField(_("ordre"), default=0, editable=False)
    number = models.PositiveSmallIntegerField(_("numéro"), null=True, editable=False)

    class Meta:
        abstract = True


class Attendance(models.Model):
    """Whether somebody comes: said by that person, or noted by who keeps the attendance.

    One row per place and meeting; the app of the meeting adds both foreign keys, the meeting's
    under the related name `attendances`.
    """

    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="+")
    presence = models.CharField(_("présence"), max_length=10, choices=Presence)
    noted_at = models.DateTimeField(_("noté le"))
    noted_by = by()

    class Meta:
        abstract = True
