"""What the plenary decided: provisional while the secretary notes it, then sealed for good."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plenary.choices import Outcome
from plenary.models.sittings import at, by, pair
from plenary.querysets import ActionQuerySet, DecisionQuerySet


class Decision(models.Model):
    """The outcome of one item.

    Provisional until `sealed_at`: then numbered without gap per bassin and year, frozen, and never
    changed. A decision that a rule contradicts is kept all the same, `is_effective` false.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    item = models.OneToOneField(
        "plenary.AgendaItem", models.PROTECT, related_name="decision", editable=False
    )
    regulation = models.ForeignKey(
        "actors.Regulation",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("règlement en vigueur"),
        editable=False,
    )
    bassin = models.ForeignKey(
        "actors.Bassin", models.PROTECT, related_name="decisions", editable=False
    )
    year = models.PositiveSmallIntegerField(_("année"), null=True, editable=False)
    serial = models.PositiveIntegerField(_("rang"), null=True, editable=False)
    number = models.CharField(  # noqa: DJ001 (unique, and empty while it is provisional)
        _("numéro"), max_length=20, null=True, unique=True, editable=False
    )
    outcome = models.CharField(_("issue"), max_length=10, choices=Outcome)
    results = models.JSONField(_("résultats"), default=dict, blank=True, editable=False)
    text = models.TextField(_("phrase du procès-verbal"), blank=True)
    motivation = models.TextField(_("motivation"), blank=True)
    derogations = models.JSONField(_("dérogations"), default=dict, blank=True, editable=False)
    drafted_at, drafted_by = at(_("notée le")), by()
    sealed_at, sealed_by = at(_("scellée le")), by()
    is_effective = models.BooleanField(_("a pris effet"), null=True, editable=False)
    without_effect_reason = models.TextField(_("sans effet"), blank=True, editable=False)
    verdicts = models.JSONField(_("verdicts"), default=list, blank=True, editable=False)
    to_repair = models.JSONField(_("à réparer"), default=list, blank=True, editable=False)
    frozen = models.TextField(_("JSON canonique"), blank=True, editable=False)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True, editable=False)
    search_text = models.TextField(blank=True, default="", editable=False)
    reconstituted = models.BooleanField(_("reprise"), default=False, editable=False)
    document = models.ForeignKey(
        "core.StoredFile",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("document d’époque"),
        editable=False,
    )
    rectifies = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="rectified_by", editable=False
    )
    withdraws = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="withdrawn_by", editable=False
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DecisionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("décision")
        ordering = ["-year", "-serial", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["bassin", "year", "serial"], name="decision_number_once_per_year"
            ),
            models.CheckConstraint(
                name="decision_drafted_at_and_by_together",
                condition=Q(drafted_at__isnull=False, drafted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_sealed_at_and_by_together", condition=pair("sealed")
            ),
            models.CheckConstraint(
                name="decision_is_never_sealed_by_its_drafter_alone",
                condition=Q(sealed_by=None) | ~Q(sealed_by=F("drafted_by")),
            ),
            models.CheckConstraint(
                name="decision_is_numbered_and_frozen_exactly_when_sealed",
                condition=Q(sealed_at=None, number=None, serial=None, year=None, is_effective=None)
                & Q(frozen="", sha256="")
                | Q(
                    sealed_at__isnull=False,
                    number__isnull=False,
                    serial__isnull=False,
                    year__isnull=False,
                    is_effective__isnull=False,
                )
                & ~Q(frozen="")
                & ~Q(sha256=""),
            ),
            models.CheckConstraint(
                name="decision_refusal_is_motivated",
                condition=~Q(outcome="refuse") | ~Q(motivation=""),
            ),
            models.CheckConstraint(
                name="decision_without_effect_says_why",
                condition=~Q(is_effective=False) | ~Q(without_effect_reason=""),
            ),
            models.CheckConstraint(
                name="decision_of_the_past_has_its_document",
                condition=Q(reconstituted=False) | Q(document__isnull=False),
            ),
        ]

    def __str__(self):
        return _("Décision %(number)s") % {"number": self.number or _("provisoire")}

    def get_absolute_url(self):
        return reverse("plenary:decision", args=[self.uuid])

    @property
    def is_sealed(self):
        return self.sealed_at is not None

    @property
    def is_favourable(self):
        return self.outcome in (Outcome.ACCEPTED, Outcome.CONDITIONAL, Outcome.NOTED)


class Condition(models.Model):
    """What a decision « sous conditions » asks, by when; followed until it is met."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="conditions")
    text = models.CharField(_("condition"), max_length=400)
    owner = models.ForeignKey(
        "actors.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui s’en charge"),
    )
    due_on = models.DateField(_("échéance"), null=True, blank=True)
    met_at, met_by = at(_("remplie le")), by()
    note = models.TextField(_("comment"), blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("condition")
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="condition_met_at_and_by_together", condition=pair("met"))
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("plenary:condition", args=[self.pk])


class Action(models.Model):
    """What a sitting asks somebody to do, by when; it comes back at each session until done."""

    item = models.ForeignKey(
        "plenary.AgendaItem", models.PROTECT, related_name="actions", editable=False
    )
    text = models.CharField(_("action"), max_length=400)
    owner = models.ForeignKey(
        "actors.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui s’en charge"),
    )
    due_on = models.DateField(_("échéance"), null=True, blank=True)
    decided_at, decided_by = at(_("notée le")), by()
    done_at, done_by = at(_("faite le")), by()
    dropped_at, dropped_by = at(_("abandonnée le")), by()
    note = models.TextField(_("comment"), blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ActionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("action")
        ordering = ["due_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="action_acts_have_their_author",
                condition=pair("decided") & pair("done") & pair("dropped"),
            ),
            models.CheckConstraint(
                name="action_is_done_or_dropped_never_both",
                condition=Q(done_at=None) | Q(dropped_at=None),
            ),
            models.CheckConstraint(
                name="action_dropped_says_why",
                condition=Q(dropped_at=None) | ~Q(note=""),
            ),
        ]

    def __str__(self):
        return self.text

    def get_absolute_url(self):
        return reverse("plenary:action", args=[self.pk])
