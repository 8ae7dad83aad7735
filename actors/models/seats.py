"""The plenary, its seats by group, and who holds each from when to when."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actors.choices import Rank, SeatGroup
from actors.querysets import MandateQuerySet, SeatQuerySet


class Body(models.Model):
    """An assembly of a bassin: its plenary (later its chambers)."""

    bassin = models.ForeignKey("actors.Bassin", models.PROTECT, related_name="bodies")
    name = models.CharField(_("nom"), max_length=80, default="Plénière")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("instance")
        verbose_name_plural = _("instances")
        ordering = ["bassin", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["bassin", "name"], name="body_name_is_unique_in_its_bassin"
            )
        ]

    def __str__(self):
        return f"{self.name}, {self.bassin}"


class Seat(models.Model):
    """A dated place in a body. Consultative seats never count."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="seats", verbose_name=_("instance"))
    code = models.CharField(_("code"), max_length=12)
    group = models.CharField(_("groupe"), max_length=16, choices=SeatGroup)
    label = models.CharField(_("libellé"), max_length=120)
    consultative = models.BooleanField(_("voix consultative"), default=False)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au (inclus)"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SeatQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("siège")
        ordering = ["body", "code"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "code"],
                name="seat_code_is_unique_in_its_body",
                violation_error_message=_("Ce code désigne déjà un siège de cette instance."),
            ),
            models.CheckConstraint(
                name="seat_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("La fin précède le début : corrigez l’une des dates."),
            ),
        ]

    def __str__(self):
        return f"{self.code} · {self.label}"

    def get_absolute_url(self):
        return reverse("actors:plenary", args=[self.body.bassin.code])


class Mandate(models.Model):
    """Who holds a seat, effective or alternate, from when to when, for which organisation."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="mandates", verbose_name=_("siège"))
    person = models.ForeignKey(
        "actors.Person", models.PROTECT, related_name="mandates", verbose_name=_("personne")
    )
    organisation = models.ForeignKey(
        "actors.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="mandates",
        verbose_name=_("organisation représentée"),
    )
    rank = models.CharField(_("rang"), max_length=10, choices=Rank, default=Rank.EFFECTIVE)
    starts_on = models.DateField(_("du"))
    ends_on = models.DateField(_("au (inclus)"), null=True, blank=True)
    end_reason = models.CharField(_("motif de la fin"), max_length=200, blank=True)
    source = models.CharField(_("acte de désignation"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MandateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mandat")
        ordering = ["seat", "rank", "-starts_on"]
        constraints = [
            models.CheckConstraint(
                name="mandate_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("La fin précède le début : corrigez l’une des dates."),
            ),
            models.UniqueConstraint(
                fields=["seat", "rank"],
                condition=Q(ends_on=None),
                name="mandate_one_open_per_seat_and_rank",
                violation_error_message=_(
                    "Ce siège est déjà occupé : mettez d’abord fin au mandat."
                ),
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.seat})"

    def get_absolute_url(self):
        return reverse("actors:plenary", args=[self.seat.body.bassin.code])
