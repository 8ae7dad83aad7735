"""Appels à participation: how members of a pôle are found (domain.md § 3.1)."""

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from poles.choices import CallStatus, Reach
from poles.querysets import CallQuerySet

MOST = 50
# What the answers say unless the service writes otherwise; {…} is filled for each person.
HELLO = "Bonjour {prenom} {nom},\n\n"
DESIGNATED = (
    f"{HELLO}La plénière vous a désigné·e membre du pôle de synergie « {{pole}} », au nom de"
    " « {organisation} ». Merci de votre engagement.\n\n"
    "Le service vous écrit bientôt pour la première réunion."
)
NOT_DESIGNATED = (
    f"{HELLO}Le service vous avait proposé·e à la plénière pour le pôle de synergie « {{pole}} »,"
    " au nom de « {organisation} ». Elle ne vous a pas désigné·e cette fois.\n\n"
    "Vous restez candidat·e : si une place se libère, le service peut vous proposer à nouveau."
)
RESERVE = (
    f"{HELLO}Votre candidature {{numero}} pour le pôle de synergie « {{pole}} » est gardée en"
    " réserve. Le motif :\n\n{motif}\n\nSi une place se libère, le service vous écrit."
)
NOT_RETAINED = (
    f"{HELLO}Votre candidature {{numero}} pour le pôle de synergie « {{pole}} » n’est pas retenue."
    " Le motif :\n\n{motif}\n\nMerci de l’intérêt que vous portez à ce pôle."
)


def _seats(label):
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, validators=[MaxValueValidator(MOST)]
    )


def _profile(label):
    return models.TextField(label, blank=True, max_length=1000)


def _answer(label, text):
    return models.TextField(label, default=text, max_length=4000)


class Call(models.Model):
    """Who is sought for a pôle, from when to when. It opens and closes by the calendar."""

    pole = models.ForeignKey(
        "poles.Pole", models.PROTECT, related_name="calls", verbose_name=_("pôle")
    )
    uuid = models.UUIDField(_("adresse"), unique=True, default=uuid.uuid4, editable=False)
    status = models.CharField(
        _("état"), max_length=10, choices=CallStatus, default=CallStatus.DRAFT, editable=False
    )
    reach = models.CharField(
        _("qui trouve cet appel"), max_length=6, choices=Reach, default=Reach.PUBLIC
    )
    lede = models.CharField(_("l’appel en une phrase"), max_length=300)
    text = models.TextField(_("pourquoi ce pôle"), max_length=6000)
    seats_a = _seats(_("places pour les entreprises et les partenaires sociaux (A)"))
    profile_a = _profile(_("qui l’on cherche en A"))
    seats_b = _seats(_("places pour l’emploi, la formation et l’insertion (B)"))
    profile_b = _profile(_("qui l’on cherche en B"))
    seats_c = _seats(_("places pour l’enseignement qualifiant (C)"))
    profile_c = _profile(_("qui l’on cherche en C"))
    seats_other = _seats(_("autres places, hors des trois catégories"))
    profile_other = _profile(_("qui l’on cherche hors des trois catégories"))
    effort = models.CharField(_("temps à prévoir"), max_length=160, blank=True)
    designation_on = models.DateField(
        _("désignation par la plénière prévue le"), null=True, blank=True
    )
    first_meeting = models.CharField(_("première réunion"), max_length=80, blank=True)
    opens_on = models.DateField(_("ouverture le"))
    closes_on = models.DateField(_("clôture le (inclus)"))
    first_closing_on = models.DateField(
        _("clôture annoncée d’abord"), null=True, blank=True, editable=False
    )
    extension_reason = models.TextField(_("motif de la prolongation"), blank=True, editable=False)
    opened_at = models.DateTimeField(_("publié le"), null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    cancelled_at = models.DateTimeField(_("annulé le"), null=True, editable=False)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    cancel_reason = models.TextField(_("motif de l’annulation"), blank=True, editable=False)
    designated_text = _answer(_("à qui est désigné·e"), DESIGNATED)
    not_designated_text = _answer(_("à qui n’est pas désigné·e par la plénière"), NOT_DESIGNATED)
    reserve_text = _answer(_("à qui reste en réserve"), RESERVE)
    not_retained_text = _answer(_("à qui n’est pas retenu·e"), NOT_RETAINED)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CallQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("appel à participation")
        verbose_name_plural = _("appels à participation")
        ordering = ["-opens_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="call_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message=_(
                    "La clôture précède l’ouverture : corrigez l’une des dates."
                ),
            ),
            models.CheckConstraint(
                name="call_opened_at_and_by_since_it_is_open",
                condition=Q(opened_at=None, opened_by=None) & ~Q(status="open")
                | Q(opened_at__isnull=False, opened_by__isnull=False) & ~Q(status="draft"),
            ),
            models.CheckConstraint(
                name="call_cancelled_at_by_and_why_exactly_when_cancelled",
                condition=Q(cancelled_at=None, cancelled_by=None, cancel_reason="")
                & ~Q(status="cancelled")
                | Q(status="cancelled", cancelled_at__isnull=False, cancelled_by__isnull=False)
                & ~Q(cancel_reason=""),
            ),
            models.CheckConstraint(
                name="call_extended_with_a_reason",
                condition=Q(first_closing_on=None, extension_reason="")
                | Q(first_closing_on__isnull=False) & ~Q(extension_reason=""),
            ),
            models.UniqueConstraint(
                fields=["pole"],
                condition=Q(status="draft"),
                name="call_one_in_preparation_per_pole",
                violation_error_message=_("Un appel se prépare déjà pour ce pôle."),
            ),
        ]

    def __str__(self):
        return str(_("Appel à participation du pôle « %(pole)s »") % {"pole": self.pole})

    def get_absolute_url(self):
        return reverse("poles:call", args=[self.pole_id, self.pk])

    @property
    def public_url(self):
        """The address one may share; the only way to a call that is not listed."""
        return reverse("poles:public_call", args=[self.uuid])
