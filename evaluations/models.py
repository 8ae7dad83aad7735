"""Evaluations of a pôle and what is found, criterion by criterion."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from evaluations.choices import Criterion, EvaluationStatus, Kind, Rating
from evaluations.querysets import EvaluationQuerySet


class Evaluation(models.Model):
    """One evaluation of one pôle. Its status changes only through evaluations.workflow."""

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="evaluations")
    kind = models.CharField(_("genre"), max_length=14, choices=Kind)
    term_number = models.PositiveSmallIntegerField(
        _("terme"), help_text=_("0 avant le premier terme.")
    )
    status = models.CharField(
        _("état"), max_length=9, choices=EvaluationStatus, default=EvaluationStatus.PLANNED
    )
    planned_on = models.DateField(_("à clôturer pour le"), null=True, blank=True)
    opened_on = models.DateField(_("ouverte le"), null=True, editable=False)
    conclusion = models.TextField(
        _("conclusion"), blank=True, help_text=_("Ce que la plénière doit retenir.")
    )
    recommendations = models.TextField(
        _("ce qui est à réajuster"), blank=True, help_text=_("Qui fait quoi, pour quand.")
    )
    reply = models.TextField(_("réponse du pôle"), blank=True)
    replied_at = models.DateTimeField(null=True, editable=False)
    replied_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    closed_on = models.DateField(_("clôturée le"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    presented_on = models.DateField(_("examinée par la plénière le"), null=True, editable=False)
    presented_in = models.ForeignKey(
        "poles.DecisionRef",
        models.PROTECT,
        related_name="evaluations",
        null=True,
        editable=False,
        verbose_name=_("point de la plénière"),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = EvaluationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("évaluation")
        ordering = ["pole", "-opened_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["pole", "term_number"],
                condition=Q(kind="fonctionnement"),
                name="evaluation_of_functioning_once_per_term",
                violation_error_message=_(
                    "Ce terme a déjà son évaluation de fonctionnement : complétez-la."
                ),
            ),
            models.CheckConstraint(
                name="evaluation_opened_on_unless_planned",
                condition=Q(status="planned", opened_on=None)
                | (~Q(status="planned") & Q(opened_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="evaluation_closed_on_and_by_exactly_when_closed",
                condition=Q(
                    status__in=["closed", "presented"],
                    closed_on__isnull=False,
                    closed_by__isnull=False,
                )
                | (~Q(status__in=["closed", "presented"]) & Q(closed_on=None, closed_by=None)),
            ),
            models.CheckConstraint(
                name="evaluation_presented_on_exactly_when_presented",
                condition=Q(status="presented", presented_on__isnull=False)
                | (~Q(status="presented") & Q(presented_on=None)),
            ),
            models.CheckConstraint(
                name="evaluation_replied_at_and_by_together",
                condition=Q(replied_at=None, replied_by=None)
                | Q(replied_at__isnull=False, replied_by__isnull=False),
            ),
        ]

    def __str__(self):
        label = str(self.get_kind_display()).capitalize()
        return f"{label}, terme {self.term_number}" if self.term_number else label

    def get_absolute_url(self):
        return reverse("evaluations:detail", args=[self.pole_id, self.pk])


class Finding(models.Model):
    """What is found for one criterion: a step of the scale, never without its justification."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="findings")
    criterion = models.CharField(_("critère"), max_length=14, choices=Criterion)
    rank = models.PositiveSmallIntegerField(default=0, editable=False)
    rating = models.CharField(_("appréciation"), max_length=17, choices=Rating, blank=True)
    justification = models.TextField(
        _("justification"),
        blank=True,
        help_text=_("Les faits qui fondent l’appréciation ; si rien ne se juge, dites pourquoi."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("constat")
        ordering = ["evaluation", "rank"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "criterion"], name="finding_once_per_criterion"
            ),
            models.CheckConstraint(
                name="finding_rating_is_justified",
                condition=Q(rating="") | ~Q(justification=""),
            ),
        ]

    def __str__(self):
        return str(self.get_criterion_display())

    def get_absolute_url(self):
        return reverse(
            "evaluations:finding", args=[self.evaluation.pole_id, self.evaluation_id, self.pk]
        )
