"""What a pôle must tell the plenary."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from consensus.choices import CommunicationKind
from consensus.querysets import CommunicationQuerySet


class Communication(models.Model):
    """What a pôle adopted and owes to the plenary: due until it stands in minutes (art. 18 § 1).

    Whether it is still due is computed from the minutes. `withdrawn`: recorded by mistake.
    """

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="communications")
    kind = models.CharField(_("nature"), max_length=12, choices=CommunicationKind)
    title = models.CharField(_("intitulé"), max_length=200)
    text = models.TextField(_("ce que le pôle communique"), max_length=6000)
    adopted_on = models.DateField(_("adopté le"))
    recorded_at = models.DateTimeField(_("encodé le"), null=True, editable=False)
    recorded_by = models.ForeignKey(
        "actors.User", models.PROTECT, related_name="+", null=True, editable=False
    )
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        "actors.User", models.PROTECT, related_name="+", null=True, editable=False
    )
    withdrawn_reason = models.TextField(_("motif du retrait"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommunicationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("communication à la plénière")
        verbose_name_plural = _("communications à la plénière")
        ordering = ["adopted_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="communication_recorded_at_and_by_together",
                condition=Q(recorded_at=None, recorded_by=None)
                | Q(recorded_at__isnull=False, recorded_by__isnull=False),
            ),
            models.CheckConstraint(
                name="communication_is_withdrawn_by_somebody_who_says_why",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason=""),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("consensus:communication", args=[self.pk])
