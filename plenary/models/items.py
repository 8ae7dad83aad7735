"""Items of an agenda, what members say of them, and who stands aside."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from meetings.models import AgendaPoint
from plenary.choices import Channel, ItemStatus, Kind, StanceKind
from plenary.models.sittings import at, by, pair
from plenary.querysets import AgendaItemQuerySet

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
                fields=["sitting", "number"], name="agenda_item_number_once_per_sitting"
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
