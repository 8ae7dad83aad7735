"""Records that stood twice: which were made one, and which only look alike."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from actors.choices import RecordKind
from actors.querysets import MergeQuerySet


class Merge(models.Model):
    """One record made part of another: what moved, and what the kept one said before.

    `moved`: [table, column, row] of each row that pointed to the duplicate. `before`: the values of
    the kept record that the merge changed. `kept_version`: the kept record as the merge left it;
    while it is still that one, the merge can be undone.
    """

    kind = models.CharField(_("nature"), max_length=12, choices=RecordKind)
    kept_id = models.PositiveBigIntegerField()
    gone_id = models.PositiveBigIntegerField()
    kept_label = models.CharField(_("fiche gardée"), max_length=250)
    gone_label = models.CharField(_("doublon"), max_length=250)
    bassin = models.ForeignKey(
        "actors.Bassin",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("bassin"),
        help_text=_("Vide : partagée entre bassins."),
    )
    moved = models.JSONField(_("ce qui a changé de fiche"), default=list)
    before = models.JSONField(_("ce que disait la fiche gardée"), default=dict)
    kept_version = models.PositiveIntegerField()
    merged_at = models.DateTimeField(_("fusionnée le"))
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(_("défaite le"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    undone_reason = models.CharField(_("motif"), max_length=2000, blank=True)

    objects = MergeQuerySet.as_manager()

    class Meta:
        verbose_name = _("fusion")
        ordering = ["-merged_at", "-pk"]
        indexes = [
            models.Index(fields=["kind", "kept_id"]),
            models.Index(fields=["kind", "gone_id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="merge_undone_at_and_by_together",
                condition=Q(undone_at=None, undone_by=None, undone_reason="")
                | Q(undone_at__isnull=False, undone_by__isnull=False) & ~Q(undone_reason=""),
            ),
            models.CheckConstraint(
                name="merge_is_of_two_records", condition=~Q(kept_id=F("gone_id"))
            ),
            models.UniqueConstraint(
                fields=["kind", "gone_id"],
                condition=Q(undone_at=None),
                name="merge_one_standing_per_duplicate",
            ),
        ]

    def __str__(self):
        return f"{self.gone_label} → {self.kept_label}"

    def get_absolute_url(self):
        return reverse(f"actors:{self.kind}", args=[self.kept_id])


class Distinct(models.Model):
    """« Pas un doublon »: two records that look alike and are two; they are not proposed again."""

    kind = models.CharField(_("nature"), max_length=12, choices=RecordKind)
    first_id = models.PositiveBigIntegerField()
    second_id = models.PositiveBigIntegerField()
    said_at = models.DateTimeField(_("dit le"))
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("paire distincte")
        verbose_name_plural = _("paires distinctes")
        ordering = ["-said_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "first_id", "second_id"], name="distinct_said_once_per_pair"
            ),
            models.CheckConstraint(
                name="distinct_names_the_lower_key_first", condition=Q(first_id__lt=F("second_id"))
            ),
        ]

    def __str__(self):
        return f"{self.first_id} ≠ {self.second_id}"
