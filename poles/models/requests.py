"""A demande de pôle: a porteur describes a problem to the service (note, point 3)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from poles.choices import RequestStatus
from poles.querysets import PoleRequestQuerySet


class PoleRequest(models.Model):
    """Submitted with a number, then accepted (a fiche is born of it) or declined with a reason."""

    bassin = models.ForeignKey(
        "actors.Bassin", models.PROTECT, related_name="pole_requests", verbose_name=_("bassin")
    )
    number = models.CharField(_("numéro"), max_length=20, unique=True, editable=False)
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="pole_requests")
    organisation = models.CharField(_("votre organisation"), max_length=200, blank=True)
    title = models.CharField(_("titre"), max_length=160)
    problem = models.TextField(_("le problème"))
    audience = models.TextField(_("qui est concerné"), blank=True)
    partners = models.TextField(_("avec qui"), blank=True)
    expected = models.TextField(_("ce que vous attendez du pôle"), blank=True)
    theme = models.ForeignKey(
        "poles.Theme",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="requests",
        verbose_name=_("thématique commune"),
    )
    status = models.CharField(
        _("état"), max_length=10, choices=RequestStatus, default=RequestStatus.SUBMITTED
    )
    submitted_at = models.DateTimeField(_("transmise le"), editable=False)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )
    answered_at = models.DateTimeField(_("répondue le"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    answer = models.TextField(_("réponse du service"), blank=True)

    objects = PoleRequestQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("demande de pôle")
        verbose_name_plural = _("demandes de pôle")
        ordering = ["-submitted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="pole_request_answered_at_and_by_exactly_when_answered",
                condition=Q(status="submitted", answered_at=None, answered_by=None)
                | (
                    ~Q(status="submitted") & Q(answered_at__isnull=False, answered_by__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="pole_request_declined_with_a_reason",
                condition=~Q(status="declined") | ~Q(answer=""),
            ),
        ]

    def __str__(self):
        return f"{self.number} · {self.title}"

    def get_absolute_url(self):
        return reverse("poles:request", args=[self.pk])
