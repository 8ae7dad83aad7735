"""Members designated by the Instance, terms, and what a pôle must know of a decision."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from actors.choices import Category
from poles.choices import EndReason, Presence, ProposalStatus
from poles.querysets import (
    DecisionRefQuerySet,
    MemberProposalQuerySet,
    MembershipQuerySet,
    TermQuerySet,
)


class DecisionRef(models.Model):
    """A sealed decision of the plenary about a pôle, in plain columns (the plenary is above)."""

    uuid = models.UUIDField(unique=True, default=uuid.uuid4)
    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="decisions")
    number = models.CharField(_("numéro"), max_length=20)
    on = models.DateField(_("date"))
    kind = models.CharField(_("objet"), max_length=20)
    label = models.CharField(_("libellé"), max_length=200)
    outcome = models.CharField(_("issue"), max_length=40)
    is_effective = models.BooleanField(_("a pris effet"), default=True)
    reconstituted = models.BooleanField(_("reprise"), default=False)

    objects = DecisionRefQuerySet.as_manager()

    class Meta:
        verbose_name = _("décision de la plénière")
        verbose_name_plural = _("décisions de la plénière")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.number} du {self.on:%d/%m/%Y} : {self.label}"


class MemberProposal(models.Model):
    """Somebody whom the service proposes to the plenary. Not a member until it has decided."""

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="proposals")
    person = models.ForeignKey(
        "actors.Person",
        models.PROTECT,
        related_name="member_proposals",
        verbose_name=_("personne"),
    )
    organisation = models.ForeignKey(
        "actors.Organisation",
        models.PROTECT,
        related_name="member_proposals",
        verbose_name=_("organisation"),
    )
    category = models.CharField(_("catégorie légale"), max_length=5, choices=Category)
    presence = models.CharField(_("présence"), max_length=14, choices=Presence)
    active_on_territory = models.BooleanField(_("actif sur le territoire du bassin"), default=False)
    competent = models.BooleanField(_("compétent dans le thème"), default=False)
    competence = models.TextField(_("en quoi"), blank=True)
    derogation_reason = models.TextField(_("motif de la demande de dérogation"), blank=True)
    substitute_of = models.ForeignKey(
        "actors.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substitute_proposals",
        verbose_name=_("suppléant·e de"),
    )
    status = models.CharField(
        _("état"), max_length=14, choices=ProposalStatus, default=ProposalStatus.PROPOSED
    )
    decision = models.ForeignKey(
        DecisionRef, models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    proposed_at = models.DateTimeField(_("proposé le"))
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MemberProposalQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("proposition de membre")
        verbose_name_plural = _("propositions de membres")
        ordering = ["pole", "category", "organisation__name_fr", "person__last_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="member_proposal_decided_by_a_decision",
                condition=Q(status__in=["designated", "not_designated"], decision__isnull=False)
                | Q(status__in=["proposed", "withdrawn"], decision=None),
            ),
            models.UniqueConstraint(
                fields=["pole", "person"],
                condition=Q(status="proposed"),
                name="member_proposal_one_waiting_per_person_and_pole",
                violation_error_message=_("Cette personne est déjà proposée pour ce pôle."),
            ),
            models.UniqueConstraint(
                fields=["pole", "substitute_of"],
                condition=Q(status="proposed"),
                name="member_proposal_one_substitute_waiting_per_member",
                violation_error_message=_("Ce membre a déjà un·e suppléant·e proposé·e."),
            ),
            models.CheckConstraint(
                name="member_proposal_substitute_is_somebody_else",
                condition=Q(substitute_of=None) | ~Q(substitute_of=F("person")),
                violation_error_message=_("On ne se supplée pas soi-même."),
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.organisation}"

    def get_absolute_url(self):
        return f"{reverse('poles:members', args=[self.pole_id])}#proposition-{self.pk}"

    @property
    def stands_in_for(self):
        """The person whose seat a substitute shares; None for whoever is proposed for a seat."""
        return self.substitute_of


class Membership(models.Model):
    """A dated place in a pôle. Designated by the Instance, or a guest who never counts.

    `substitute_of`: the membership of whom this person stands in for when absent; one seat for two
    (domain.md § 3.4), so a substitute never counts.
    """

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="memberships")
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey(
        "actors.Organisation", models.PROTECT, null=True, blank=True, related_name="memberships"
    )
    category = models.CharField(_("catégorie légale"), max_length=5, choices=Category, blank=True)
    is_guest = models.BooleanField(_("invité"), default=False)
    presence = models.CharField(_("présence"), max_length=14, choices=Presence)
    active_on_territory = models.BooleanField(_("actif sur le territoire du bassin"), default=False)
    competent = models.BooleanField(_("compétent dans le thème"), default=False)
    competence = models.TextField(_("compétence"), blank=True)
    designated_by = models.ForeignKey(
        DecisionRef, models.PROTECT, null=True, blank=True, related_name="designations"
    )
    starts_on = models.DateField(_("depuis le"))
    ends_on = models.DateField(_("jusqu’au (inclus)"), null=True, blank=True)
    end_reason = models.CharField(
        _("motif de la fin"), max_length=14, choices=EndReason, blank=True
    )
    end_detail = models.CharField(_("précisions"), max_length=300, blank=True)
    substitute_of = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="substitutes",
        verbose_name=_("suppléant·e de"),
    )
    reconstituted = models.BooleanField(_("reprise"), default=False)

    objects = MembershipQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("membre du pôle")
        verbose_name_plural = _("membres du pôle")
        ordering = ["pole", "category", "organisation__name_fr", "person__last_name", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("La fin précède le début : corrigez l’une des dates."),
            ),
            models.CheckConstraint(
                name="membership_guest_has_no_category_and_no_designation",
                condition=Q(is_guest=False) & ~Q(category="") & Q(designated_by__isnull=False)
                | Q(is_guest=True, category="", designated_by=None),
            ),
            models.CheckConstraint(
                name="membership_end_has_a_reason",
                condition=Q(ends_on=None) | ~Q(end_reason=""),
            ),
            models.UniqueConstraint(
                fields=["pole", "person"],
                condition=Q(ends_on=None),
                name="membership_one_open_per_person_and_pole",
                violation_error_message=_("Cette personne est déjà membre de ce pôle."),
            ),
            models.CheckConstraint(
                name="membership_substitute_is_designated",
                condition=Q(substitute_of=None) | Q(is_guest=False),
            ),
            models.UniqueConstraint(
                fields=["substitute_of"],
                condition=Q(ends_on=None),
                name="membership_one_open_substitute_per_member",
                violation_error_message=_("Ce membre a déjà un·e suppléant·e."),
            ),
        ]

    def __str__(self):
        return f"{self.person} ({self.pole})"

    def get_absolute_url(self):
        return reverse("poles:members", args=[self.pole_id])

    @property
    def is_substitute(self) -> bool:
        return self.substitute_of_id is not None

    @property
    def stands_in_for(self):
        """The person whose seat a substitute shares; None for whoever holds a seat."""
        return self.substitute_of.person if self.is_substitute else None


class Term(models.Model):
    """Three years at most (rule P10), numbered from 1; term n+1 starts the day after term n."""

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="terms")
    number = models.PositiveSmallIntegerField(_("numéro"))
    starts_on = models.DateField(_("premier jour"))
    ends_on = models.DateField(_("dernier jour (inclus)"))
    decision = models.ForeignKey(
        DecisionRef, models.PROTECT, related_name="terms", verbose_name=_("décision")
    )
    regularised = models.BooleanField(_("régularisation après échéance"), default=False)

    objects = TermQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("terme")
        ordering = ["pole", "number"]
        constraints = [
            models.UniqueConstraint(fields=["pole", "number"], name="term_number_once_per_pole"),
            models.CheckConstraint(
                name="term_ends_after_it_starts", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self):
        return f"{self.pole}, terme {self.number}"
