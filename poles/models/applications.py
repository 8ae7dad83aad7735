"""Candidatures: what somebody without an account answers to a call.

Personal data of an applicant stand here, and in the history of this table, until the service makes
a person of them: whoever is not retained is forgotten from one place.
"""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actors.choices import Category
from actors.models import Organisation, Person
from poles.choices import SORTED, ApplicationStatus, Check, Presence
from poles.querysets import ApplicationQuerySet


def _check(label):
    return models.CharField(label, max_length=8, choices=Check, blank=True)


class Application(models.Model):
    """One answer to a call, by one person for one organisation."""

    call = models.ForeignKey("poles.Call", models.PROTECT, related_name="applications")
    number = models.CharField(_("numéro"), max_length=24, unique=True, editable=False)
    status = models.CharField(
        _("état"),
        max_length=12,
        choices=ApplicationStatus,
        default=ApplicationStatus.RECEIVED,
        editable=False,
    )
    organisation_name = models.CharField(_("organisation"), max_length=200)
    organisation_key = models.CharField(max_length=220, editable=False)
    organisation = models.ForeignKey(
        "actors.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="applications",
        editable=False,
        verbose_name=_("organisation reconnue"),
    )
    first_name = models.CharField(_("prénom"), max_length=80)
    last_name = models.CharField(_("nom"), max_length=80)
    email = models.EmailField(_("adresse électronique"))
    function = models.CharField(_("fonction"), max_length=120)
    phone = models.CharField(_("téléphone"), max_length=40, blank=True)
    category = models.CharField(_("catégorie souhaitée"), max_length=5, choices=Category)
    presence = models.CharField(_("d’où elle parle"), max_length=14, choices=Presence)
    territory = models.TextField(_("activité sur le territoire du bassin"), max_length=1000)
    competence = models.TextField(_("compétence dans le thème"), max_length=2000)
    motivation = models.TextField(_("motivation"), max_length=4000)
    attachment = models.ForeignKey(
        "core.StoredFile",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("pièce jointe"),
    )
    consented_at = models.DateTimeField(_("accord donné le"), editable=False)
    submitted_at = models.DateTimeField(_("reçue le"), editable=False)
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, editable=False)

    # Ce que le service en pense : jamais montré hors du service avant l’envoi des réponses.
    category_checked = _check(_("dans la catégorie qu’elle dit"))
    territory_checked = _check(_("active sur le territoire du bassin"))
    competence_checked = _check(_("compétente dans le thème"))
    mandate_checked = _check(_("parle au nom de son organisation"))
    note = models.TextField(_("notes du service"), blank=True, max_length=4000)
    reason = models.TextField(_("motif"), blank=True, editable=False)
    sorted_at = models.DateTimeField(_("triée le"), null=True, editable=False)
    sorted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    proposal = models.OneToOneField(
        "poles.MemberProposal",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="application",
        verbose_name=_("proposition à la plénière"),
    )
    answer = models.TextField(_("réponse envoyée"), blank=True, editable=False)
    answered_at = models.DateTimeField(_("réponse envoyée le"), null=True, editable=False)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ApplicationQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("candidature")
        verbose_name_plural = _("candidatures")
        ordering = ["call", "submitted_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="application_withdrawn_at_exactly_when_withdrawn",
                condition=Q(status="withdrawn", withdrawn_at__isnull=False)
                | ~Q(status="withdrawn") & Q(withdrawn_at=None),
            ),
            models.CheckConstraint(
                name="application_sorted_at_and_by_exactly_when_sorted",
                condition=Q(status__in=SORTED, sorted_at__isnull=False, sorted_by__isnull=False)
                | ~Q(status__in=SORTED) & Q(sorted_at=None, sorted_by=None),
            ),
            models.CheckConstraint(
                name="application_proposed_exactly_when_retained",
                condition=Q(status="retained", proposal__isnull=False)
                | ~Q(status="retained") & Q(proposal=None),
            ),
            models.CheckConstraint(
                name="application_set_aside_with_a_reason",
                condition=~Q(status__in=["reserve", "not_retained"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="application_answered_at_and_by_with_the_answer",
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(status__in=SORTED, answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(answer=""),
            ),
            models.UniqueConstraint(
                fields=["call", "email", "organisation_key"],
                condition=~Q(status="withdrawn"),
                name="application_once_per_call_address_and_organisation",
                violation_error_message=_("Cette candidature existe déjà pour cet appel."),
            ),
        ]

    def __str__(self):
        return f"{self.number}, {self.first_name} {self.last_name}"

    def get_absolute_url(self):
        return reverse("poles:application", args=[self.call.pole_id, self.pk])

    @property
    def name(self):
        return f"{self.first_name} {self.last_name}"

    def new_person(self):
        """An unsaved Person, as the applicant named themself."""
        return Person(first_name=self.first_name, last_name=self.last_name, email=self.email)

    def new_organisation(self, category):
        """An unsaved Organisation of the bassin, by the name that the applicant wrote."""
        return Organisation(
            name_fr=self.organisation_name, category=category, bassin=self.call.pole.bassin
        )
