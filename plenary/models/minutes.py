"""The minutes of a sitting: blocks of text with their audience, remarks, approval, publication."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from plenary.choices import STANDING_MINUTES, Audience, MinutesStatus, Part, RemarkOutcome
from plenary.models.sittings import Sitting, at, by, pair
from plenary.querysets import MinutesBlockQuerySet, MinutesQuerySet, RemarkQuerySet


class Minutes(models.Model):
    """The procès-verbal of a sitting. A correction after approval is a new row, with its reason.

    Frozen from its approval on: canonical text, SHA-256, day and author. Its status changes only
    through plenary.workflow.
    """

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="minutes", editable=False)
    number = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    status = models.CharField(
        _("état"),
        max_length=10,
        choices=MinutesStatus,
        default=MinutesStatus.DRAFT,
        editable=False,
    )
    reason = models.TextField(_("motif de la correction"), blank=True, editable=False)
    drafted_at, drafted_by = at(_("assemblé le")), by()
    circulated_at, circulated_by = at(_("mis en relecture le")), by()
    remarks_until = models.DateField(_("remarques jusqu’au"), null=True, blank=True)
    approved_at, approved_by = at(_("approuvé le")), by()
    approving = models.ForeignKey(
        "plenary.Decision",
        models.PROTECT,
        null=True,
        related_name="approved_minutes",
        verbose_name=_("décision d’approbation"),
        editable=False,
    )
    published_at, published_by = at(_("publié le")), by()
    frozen = models.TextField(_("JSON canonique"), blank=True, editable=False)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MinutesQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("procès-verbal")
        verbose_name_plural = _("procès-verbaux")
        ordering = ["sitting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "number"], name="minutes_version_once_per_sitting"
            ),
            models.CheckConstraint(
                name="minutes_acts_have_their_author",
                condition=pair("drafted")
                & pair("circulated")
                & pair("approved")
                & pair("published"),
            ),
            models.CheckConstraint(
                name="minutes_are_frozen_exactly_when_approved",
                condition=Q(status__in=["draft", "circulated"], frozen="", sha256="")
                | Q(status__in=["approved", "published"], approved_at__isnull=False)
                & ~Q(frozen="")
                & ~Q(sha256=""),
            ),
            models.CheckConstraint(
                name="minutes_correction_says_why", condition=Q(number=1) | ~Q(reason="")
            ),
        ]

    def __str__(self):
        return _("Procès-verbal de la %(sitting)s") % {"sitting": self.sitting}

    def get_absolute_url(self):
        return reverse("plenary:minutes", args=[self.pk])

    @property
    def is_standing(self):
        """Approved and frozen, published or not."""
        return self.status in STANDING_MINUTES


class MinutesBlock(models.Model):
    """A piece of text of the minutes: of an item, or of the sitting as a whole (`item` empty).

    `part`: what it was assembled from, empty when it was written by hand. Assembling again writes
    over the blocks that nobody edited or removed, and over no other.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="blocks", editable=False)
    item = models.ForeignKey(
        "plenary.AgendaItem",
        models.PROTECT,
        null=True,
        related_name="blocks",
        verbose_name=_("point"),
        editable=False,
    )
    position = models.PositiveSmallIntegerField(_("ordre"), default=0, editable=False)
    part = models.CharField(_("partie"), max_length=10, choices=Part, blank=True, editable=False)
    audience = models.CharField(
        _("audience"),
        max_length=10,
        choices=Audience,
        help_text=_("Qui lira ce passage : jamais plus de monde que le point lui-même."),
    )
    text = models.TextField(_("texte"), blank=True)
    edited_at, edited_by = at(_("modifié le")), by()
    removed_at, removed_by = at(_("supprimé le")), by()
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MinutesBlockQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("passage du procès-verbal")
        verbose_name_plural = _("passages du procès-verbal")
        ordering = ["minutes", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "item", "part"],
                condition=~Q(part=""),
                name="minutes_block_one_per_item_and_part",
            ),
            models.UniqueConstraint(
                fields=["minutes", "part"],
                condition=Q(item=None) & ~Q(part=""),
                name="minutes_block_one_per_part_of_the_sitting",
            ),
            models.CheckConstraint(
                name="minutes_block_acts_have_their_author",
                condition=pair("edited") & pair("removed"),
            ),
        ]

    def __str__(self):
        return f"{self.item or self.minutes}"

    def get_absolute_url(self):
        return f"{reverse('plenary:minutes', args=[self.minutes_id])}#passage-{self.pk}"


class Remark(models.Model):
    """What a member asks to change in minutes under review, and what was answered."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="remarks", editable=False)
    block = models.ForeignKey(
        MinutesBlock,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="remarks",
        verbose_name=_("passage"),
        editable=False,
    )
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="+")
    text = models.TextField(_("remarque"), max_length=4000)
    made_at = models.DateTimeField(_("faite le"))
    outcome = models.CharField(_("suite"), max_length=10, choices=RemarkOutcome, blank=True)
    answer = models.TextField(_("réponse"), max_length=4000, blank=True)
    answered_at, answered_by = at(_("répondue le")), by()

    objects = RemarkQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("remarque")
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="remark_answered_at_and_by_together", condition=pair("answered")
            ),
            models.CheckConstraint(
                name="remark_not_taken_says_why",
                condition=~Q(outcome="ecartee") | ~Q(answer=""),
            ),
        ]

    def __str__(self):
        return f"{self.person} : {self.text[:60]}"

    def get_absolute_url(self):
        return f"{reverse('plenary:minutes', args=[self.minutes_id])}#remarque-{self.pk}"
