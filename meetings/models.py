"""Abstract parts that a pôle's meeting and a plenary sitting share."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.choices import Presence


class Meeting(models.Model):
    """A day, an hour, a place."""

    on = models.DateField(_("date"))
    starts_at = models.TimeField(_("heure"), null=True, blank=True)
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
    position = models.PositiveSmallIntegerField(_("ordre"), default=0, editable=False)
    number = models.PositiveSmallIntegerField(_("numéro"), null=True, editable=False)

    class Meta:
        abstract = True


class Attendance(models.Model):
    """Who was there: one row per person and meeting. The meeting's app adds its foreign key."""

    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="+")
    presence = models.CharField(_("présence"), max_length=10, choices=Presence)

    class Meta:
        abstract = True
