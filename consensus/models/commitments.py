"""What people of a pôle commit to."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from consensus.querysets import CommitmentQuerySet


class Commitment(models.Model):
    """One engagement of a person in a pôle (note, point 2: « aboutir à des engagements concrets »).

    Kept, late or dropped follows from its days (`querysets.standing`). Adjustments and conditions
    of decisions point to it; what it comes from is `source_label` in words, and `source_kind` with
    `source_key` when a page of the house says more (`facts.sources`): no foreign key upward.
    """

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="commitments")
    what = models.CharField(_("quoi"), max_length=300)
    owner = models.ForeignKey(
        "actors.Person", models.PROTECT, related_name="commitments", verbose_name=_("qui")
    )
    made_on = models.DateField(_("pris le"))
    due_on = models.DateField(_("pour le"), null=True, blank=True)
    done_on = models.DateField(_("tenu le"), null=True, blank=True, editable=False)
    done_note = models.TextField(_("comment il a été tenu"), blank=True, editable=False)
    dropped_on = models.DateField(_("abandonné le"), null=True, blank=True, editable=False)
    dropped_reason = models.TextField(_("motif de l’abandon"), blank=True, editable=False)
    source_label = models.CharField(_("d’où il vient"), max_length=200, blank=True)
    source_kind = models.CharField(max_length=40, blank=True, editable=False)
    source_key = models.CharField(max_length=40, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommitmentQuerySet.as_manager()
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
            models.CheckConstraint(
                name="commitment_dropped_after_it_was_made_and_says_why",
                condition=Q(dropped_on=None, dropped_reason="")
                | Q(dropped_on__gte=F("made_on")) & ~Q(dropped_reason=""),
            ),
            models.CheckConstraint(
                name="commitment_kept_or_dropped_never_both",
                condition=Q(done_on=None) | Q(dropped_on=None),
            ),
            models.CheckConstraint(
                name="commitment_source_kind_and_key_together",
                condition=Q(source_kind="", source_key="")
                | ~Q(source_kind="") & ~Q(source_key="") & ~Q(source_label=""),
            ),
        ]

    def __str__(self):
        return self.what

    def get_absolute_url(self):
        return reverse("consensus:commitment", args=[self.pk])

    @property
    def is_open(self):
        return self.done_on is None and self.dropped_on is None
