"""Items of an agenda, what members say of them, and who stands aside."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from meetings.models import AgendaPoint
from plenary.choices import Audience, Channel, ItemStatus, Kind, Section, StanceKind
from plenary.models.sittings import at, by, pair
from plenary.querysets import AgendaItemQuerySet, AnnexQuerySet

ONE_AT_A_TIME = [
    "lancement",
    "designation",
    "poursuite",
    "renouvellement",
    "arret",
    "modalites",
    "modification",
    "derogation",
    "evaluation",
]


class AgendaItem(AgendaPoint):
    """One item: a row only once somebody asked for it, put it on an agenda, or postponed it.

    What waits otherwise is computed from facts. `proposal` is what is asked of the plenary, by
    kind; its status changes only through plenary.workflow.
    """

    body = models.ForeignKey("actors.Body", models.PROTECT, related_name="items", editable=False)
    sitting = models.ForeignKey(
        "plenary.Sitting",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="items",
        verbose_name=_("séance"),
        editable=False,
    )
    kind = models.CharField(_("objet"), max_length=14, choices=Kind, editable=False)
    status = models.CharField(
        _("état"), max_length=10, choices=ItemStatus, default=ItemStatus.WAITING, editable=False
    )
    pole = models.ForeignKey(
        "poles.Pole",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("pôle"),
        editable=False,
    )
    cites = models.ForeignKey(
        "plenary.Decision",
        models.PROTECT,
        null=True,
        related_name="corrections",
        verbose_name=_("décision visée"),
        editable=False,
    )
    section = models.CharField(
        _("rubrique"), max_length=14, choices=Section, default=Section.DECISIONS
    )
    audience = models.CharField(
        _("audience"),
        max_length=10,
        choices=Audience,
        default=Audience.MEMBERS,
        help_text=_("Qui pourra lire ce point, ses annexes et ce qu’en dit le procès-verbal."),
    )
    closed_ground = models.CharField(
        _("motif du huis clos"),
        max_length=300,
        blank=True,
        help_text=_("Seulement pour un huis clos : il s’imprime au procès-verbal."),
    )
    sub_number = models.PositiveSmallIntegerField(_("sous-numéro"), default=0, editable=False)
    proposal = models.JSONField(_("proposition"), default=dict, blank=True, editable=False)
    postponed_from = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="postponed_to", editable=False
    )
    postponements = models.PositiveSmallIntegerField(_("reports"), default=0, editable=False)
    urgent_reason = models.TextField(_("motif de l’ajout en urgence"), blank=True, editable=False)
    removed_reason = models.TextField(_("motif du retrait"), blank=True, editable=False)
    asked_at, asked_by = at(_("demandé le")), by()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgendaItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("point")
        ordering = ["sitting", "position", "pk"]
        indexes = [models.Index(fields=["body", "status"])]
        constraints = [
            models.UniqueConstraint(
                fields=["pole", "kind"],
                condition=Q(kind__in=ONE_AT_A_TIME, status__in=["waiting", "listed"]),
                name="agenda_item_one_to_decide_per_pole_and_kind",
            ),
            models.UniqueConstraint(
                fields=["sitting", "number", "sub_number"],
                name="agenda_item_number_once_per_sitting",
            ),
            models.CheckConstraint(
                name="agenda_item_behind_closed_doors_says_why",
                condition=Q(audience="huis_clos") & ~Q(closed_ground="")
                | ~Q(audience="huis_clos") & Q(closed_ground=""),
                violation_error_message=_(
                    "Un huis clos dit son motif ; un autre point n’en a pas."
                ),
            ),
            models.CheckConstraint(
                name="agenda_item_sub_number_follows_a_number",
                condition=Q(sub_number=0) | Q(number__isnull=False),
            ),
            models.CheckConstraint(
                name="agenda_item_waits_without_a_sitting_and_is_decided_in_one",
                condition=Q(status="waiting", sitting=None)
                | Q(status__in=["listed", "recorded", "sealed"], sitting__isnull=False)
                | Q(status="removed"),
            ),
            models.CheckConstraint(
                name="agenda_item_has_its_pole_when_it_is_about_one",
                condition=~Q(kind__in=ONE_AT_A_TIME) | Q(pole__isnull=False),
            ),
            models.CheckConstraint(
                name="agenda_item_correction_cites_a_decision",
                condition=Q(kind__in=["retrait", "rectification"], cites__isnull=False)
                | ~Q(kind__in=["retrait", "rectification"]) & Q(cites=None),
            ),
            models.CheckConstraint(
                name="agenda_item_asked_at_and_by_together", condition=pair("asked")
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("plenary:item", args=[self.pk])

    def get_kind_display(self) -> str:
        """Its label alone: Django would translate those of every kind, for each row of a list."""
        return str(Kind(self.kind).label)

    def get_status_display(self) -> str:
        """As above."""
        return str(ItemStatus(self.status).label)

    @property
    def is_closed(self) -> bool:
        """Is it heard behind closed doors?"""
        return self.audience == Audience.CLOSED

    @property
    def printed_number(self) -> str:
        """« 4 », or « 4.1 » for what was added after the convocation; empty before it."""
        if self.number is None:
            return ""
        return f"{self.number}.{self.sub_number}" if self.sub_number else str(self.number)


class Stance(models.Model):
    """What a seated member says of an item: favourable, with a reservation, or not."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="stances")
    mandate = models.ForeignKey("actors.Mandate", models.PROTECT, related_name="+")
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="+")
    kind = models.CharField(_("avis"), max_length=12, choices=StanceKind)
    reason = models.TextField(_("motif"), blank=True)
    given_at = models.DateTimeField(_("donné le"))
    channel = models.CharField(_("voie"), max_length=5, choices=Channel)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("avis d’un membre")
        verbose_name_plural = _("avis des membres")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "mandate"], name="stance_once_per_item_and_mandate"
            ),
            models.CheckConstraint(
                name="stance_has_a_reason_unless_favourable",
                condition=Q(kind="favorable") | ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.person} : {self.get_kind_display()}"


class Recusal(models.Model):
    """A déport: a member with an interest stands aside for one item."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="recusals")
    mandate = models.ForeignKey("actors.Mandate", models.PROTECT, related_name="+")
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="+")
    reason = models.TextField(_("motif"), blank=True)
    declared_at = models.DateTimeField(_("déclaré le"))
    lifted_at = models.DateTimeField(_("levé le"), null=True)

    class Meta:
        verbose_name = _("déport")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "mandate"],
                condition=Q(lifted_at=None),
                name="recusal_one_open_per_item_and_mandate",
            )
        ]

    def __str__(self):
        return f"{self.person} se déporte : {self.item}"


class Annex(models.Model):
    """A file joined to an item: who may read it is its own audience, never wider than the item's.

    A postponed item's copy points to the same stored files, in rows of its own.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="annexes")
    stored = models.ForeignKey("core.StoredFile", models.PROTECT, related_name="+")
    title = models.CharField(_("intitulé"), max_length=200)
    audience = models.CharField(
        _("audience"), max_length=10, choices=Audience, default=Audience.MEMBERS
    )
    position = models.PositiveSmallIntegerField(_("ordre"), default=0, editable=False)
    added_at, added_by = at(_("ajoutée le")), by()
    removed_at, removed_by = at(_("retirée le")), by()

    objects = AnnexQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("annexe")
        ordering = ["item", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                name="annex_added_at_and_by_together",
                condition=Q(added_at__isnull=False, added_by__isnull=False),
            ),
            models.CheckConstraint(
                name="annex_removed_at_and_by_together", condition=pair("removed")
            ),
        ]

    def __str__(self):
        return self.title


class CommunicationLine(models.Model):
    """A communication of a pôle taken into an item of a sitting (several fit in one item)."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="communication_lines")
    communication = models.ForeignKey("consensus.Communication", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("communication inscrite")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "communication"], name="communication_line_once_per_item"
            )
        ]

    def __str__(self):
        return f"{self.communication}"
