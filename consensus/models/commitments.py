"""What people of a pôle commit to."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class Commitment(models.Model):
    """One engagement of a person in a pôle; adjustments and conditions of decisions point to it."""

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="commitments")
    what = models.CharField(_("quoi"), max_length=300)
    owner = models.ForeignKey(
        "actors.Person", models.PROTECT, related_name="commitments", verbose_name=_("qui")
    )
    made_on = models.DateField(_("pris le"))
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    done_on = models.DateField(_("tenu le"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("engagement")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="commitment_due_after_it_was_made",
                condition=Q(due_on=None) | Q(due_on__gte=F("made_on")),
                violation_error_message=_("L’échéance précède l’engagement."),
            ),
            models.CheckConstraint(
                name="commitment_done_after_it_was_made",
                condition=Q(done_on=None) | Q(done_on__gte=F("made_on")),
                violation_error_message=_("Un engagement se tient après avoir été pris."),
            ),
        ]

    def __str__(self):
        return self.what
