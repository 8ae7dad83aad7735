"""What a pôle thinks of somebody else's project: the avis d’opportunité (art. 18 § 2)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from consensus.choices import OpinionOrigin, OpinionStatus
from consensus.querysets import OpinionQuerySet

NUMBERED = ("given", "transmitted")


def _by():
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )


class Opinion(models.Model):
    """An opinion on the socio-economic impact of a project; its status changes by acts alone.

    How the pôle adopted it is `adopted_on` and `adopted_words`; `source_kind` and `source_key` say
    which object of another module settled it, when there is one (`facts.sources`). Numbered without
    gap per bassin and year once it is given; from then on it is read from `frozen`.
    """

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="opinions")
    status = models.CharField(
        _("état"), max_length=11, choices=OpinionStatus, default=OpinionStatus.REQUESTED
    )
    origin = models.CharField(_("origine"), max_length=10, choices=OpinionOrigin)
    asked_by = models.CharField(_("instance qui le demande"), max_length=200, blank=True)
    asked_on = models.DateField(_("demandé ou décidé le"))
    due_on = models.DateField(_("attendu pour le"), null=True, blank=True)
    project = models.CharField(_("projet concerné"), max_length=200)
    project_words = models.TextField(_("le projet en quelques mots"), max_length=3000)
    carrier = models.CharField(_("qui le porte"), max_length=200)
    impact = models.TextField(_("impact socio-économique"), blank=True, max_length=6000)
    text = models.TextField(_("texte de l’avis"), blank=True, max_length=6000)
    adopted_on = models.DateField(_("adopté par le pôle le"), null=True, editable=False)
    adopted_words = models.TextField(_("comment le pôle l’a adopté"), blank=True, editable=False)
    source_kind = models.CharField(max_length=40, blank=True, editable=False)
    source_key = models.CharField(max_length=40, blank=True, editable=False)
    year = models.PositiveSmallIntegerField(_("année"), null=True, editable=False)
    serial = models.PositiveIntegerField(_("rang"), null=True, editable=False)
    number = models.CharField(_("numéro"), max_length=24, blank=True, editable=False)
    given_on = models.DateField(_("rendu le"), null=True, editable=False)
    frozen = models.TextField(_("JSON canonique"), blank=True, editable=False)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True, editable=False)
    transmitted_to = models.CharField(_("transmis à"), max_length=300, blank=True, editable=False)
    transmitted_on = models.DateField(_("transmis le"), null=True, editable=False)
    communication = models.OneToOneField(
        "consensus.Communication",
        models.PROTECT,
        related_name="opinion",
        null=True,
        editable=False,
    )
    declined_reason = models.TextField(_("motif sans suite"), blank=True, editable=False)
    recorded_at = models.DateTimeField(_("encodé le"), null=True, editable=False)
    recorded_by = _by()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = OpinionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("avis d’opportunité")
        verbose_name_plural = _("avis d’opportunité")
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="opinion_asked_by_a_named_body_or_on_own_initiative",
                condition=Q(origin="demande") & ~Q(asked_by="") | Q(origin="initiative"),
                violation_error_message=_("Nommez l’instance qui demande l’avis."),
            ),
            models.CheckConstraint(
                name="opinion_adopted_says_how",
                condition=Q(adopted_on=None, adopted_words="")
                | Q(adopted_on__isnull=False) & ~Q(adopted_words=""),
            ),
            models.CheckConstraint(
                name="opinion_given_is_adopted_numbered_and_frozen",
                condition=Q(status__in=NUMBERED, adopted_on__isnull=False, given_on__isnull=False)
                & ~Q(number="")
                & ~Q(sha256="")
                | ~Q(status__in=NUMBERED) & Q(number="", sha256="", given_on=None),
            ),
            models.CheckConstraint(
                name="opinion_transmitted_says_to_whom_and_is_communicated",
                condition=Q(
                    status="transmitted",
                    transmitted_on__isnull=False,
                    communication__isnull=False,
                )
                & ~Q(transmitted_to="")
                | ~Q(status="transmitted")
                & Q(transmitted_on=None, communication=None, transmitted_to=""),
            ),
            models.CheckConstraint(
                name="opinion_declined_says_why",
                condition=Q(status="declined") & ~Q(declined_reason="")
                | ~Q(status="declined") & Q(declined_reason=""),
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="opinion_numbered_once"
            ),
        ]

    def __str__(self):
        return self.project

    def get_absolute_url(self):
        return reverse("consensus:opinion", args=[self.pk])
