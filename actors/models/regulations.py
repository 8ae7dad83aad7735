"""The règlement d'ordre intérieur of a plenary, from a day on: what it says, or nothing."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actors.choices import AlternateRule, DecisionRule, ProxyRule, QuorumRule
from actors.querysets import RegulationQuerySet
from core.french import day


class Regulation(models.Model):
    """What the règlement says from `starts_on` until the next one. Empty: not entered.

    Nothing is supposed of what is not entered: the pages then say « à compléter d’après le ROI ».
    A decision points to the regulation in force on the day of its sitting.
    """

    body = models.ForeignKey(
        "actors.Body", models.PROTECT, related_name="regulations", verbose_name=_("instance")
    )
    starts_on = models.DateField(_("en vigueur du"))
    adopted_by = models.CharField(
        _("adopté par"),
        max_length=200,
        blank=True,
        help_text=_("La décision ou la séance qui l’a adopté."),
    )
    quorum = models.CharField(_("quorum"), max_length=10, choices=QuorumRule, blank=True)
    quorum_number = models.PositiveSmallIntegerField(
        _("nombre de voix présentes exigé"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
        help_text=_("Seulement pour un quorum en nombre."),
    )
    decision_rule = models.CharField(
        _("règle de décision"), max_length=12, choices=DecisionRule, blank=True
    )
    proxies = models.CharField(_("procurations"), max_length=10, choices=ProxyRule, blank=True)
    proxies_per_holder = models.PositiveSmallIntegerField(
        _("procurations par porteur, au plus"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(50)],
    )
    convocation_days = models.PositiveSmallIntegerField(
        _("délai de convocation (jours)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
    )
    convocation_working_days = models.BooleanField(
        _("ce délai compte en jours ouvrables"), default=False
    )
    alternates = models.CharField(_("suppléants"), max_length=10, choices=AlternateRule, blank=True)
    signatories = models.CharField(
        _("qui signe"),
        max_length=200,
        blank=True,
        help_text=_("Tel qu’il s’imprime au bas des procès-verbaux et de la convocation."),
    )
    document = models.ForeignKey(
        "core.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("texte du règlement"),
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RegulationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("règlement d’ordre intérieur")
        verbose_name_plural = _("règlements d’ordre intérieur")
        ordering = ["body", "-starts_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "starts_on"],
                name="regulation_one_per_body_and_start",
                violation_error_message=_("Un règlement commence déjà ce jour-là : modifiez-le."),
            ),
            models.CheckConstraint(
                name="regulation_quorum_in_number_says_which",
                condition=Q(quorum="nombre", quorum_number__isnull=False)
                | ~Q(quorum="nombre") & Q(quorum_number=None),
                violation_error_message=_(
                    "Un quorum en nombre donne ce nombre ; un autre quorum n’en donne pas."
                ),
            ),
        ]

    def __str__(self):
        words = {"day": day(self.starts_on)}
        return _("Règlement d’ordre intérieur en vigueur depuis le %(day)s") % words

    def get_absolute_url(self):
        return reverse("actors:regulation", args=[self.body.bassin.code, self.pk])
