"""Rolling agenda (practice of SYNERJOB's board): who presents in turn, the theme that was chosen.

Source: the SYNERJOB report of 2019, « Rolling Agenda ».
"""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plenary.models.sittings import at, by


class RollingTurn(models.Model):
    """An organisation's place in the rota of presenters of a body."""

    body = models.ForeignKey("actors.Body", models.PROTECT, related_name="rolling_turns")
    organisation = models.ForeignKey(
        "actors.Organisation", models.PROTECT, related_name="+", verbose_name=_("organisation")
    )
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("tour de présentation")
        verbose_name_plural = _("tours de présentation")
        ordering = ["body", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "organisation"], name="rolling_turn_once_per_organisation"
            )
        ]

    def __str__(self):
        return _("Tour %(n)d") % {"n": self.position}


class RollingTheme(models.Model):
    """A file in progress that an organisation presented; chosen, it is deepened next time."""

    body = models.ForeignKey("actors.Body", models.PROTECT, related_name="rolling_themes")
    organisation = models.ForeignKey(
        "actors.Organisation", models.PROTECT, related_name="+", verbose_name=_("présenté par")
    )
    title = models.CharField(_("thème"), max_length=200)
    text = models.TextField(_("en deux mots"), max_length=2000, blank=True)
    presented_in = models.ForeignKey(
        "plenary.Sitting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rolling_themes",
        verbose_name=_("présenté brièvement à la séance"),
    )
    chosen_at, chosen_by = at(_("choisi le")), by()
    item = models.OneToOneField(
        "plenary.AgendaItem",
        models.PROTECT,
        null=True,
        related_name="rolling_theme",
        verbose_name=_("point de l’ordre du jour"),
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("thème du rolling agenda")
        verbose_name_plural = _("thèmes du rolling agenda")
        ordering = ["-pk"]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plenary:rolling", args=[self.body_id])
