"""The minutes of a meeting of a pôle: one row per version, frozen once closed."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from consensus.choices import MinutesStatus
from consensus.models.meetings import Meeting
from consensus.querysets import MinutesQuerySet
from meetings.models import at, by, pair


class MeetingMinutes(models.Model):
    """The procès-verbal of one meeting; its points carry what was said of each.

    Frozen when it is closed: canonical text, SHA-256, day and author. A correction is a new row,
    with its reason; the closed one stays as it was.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="minutes", editable=False)
    number = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    status = models.CharField(
        _("état"),
        max_length=10,
        choices=MinutesStatus,
        default=MinutesStatus.DRAFT,
        editable=False,
    )
    reason = models.TextField(_("motif de la correction"), blank=True, editable=False)
    text = models.TextField(
        _("texte général"),
        blank=True,
        max_length=50_000,
        help_text=_("Ce qui ne tient à aucun point : ouverture, informations, date suivante."),
    )
    drafted_at, drafted_by = at(_("commencé le")), by()
    sent_at, sent_by = at(_("envoyé le")), by()
    closed_at, closed_by = at(_("clos le")), by()
    frozen = models.TextField(_("JSON canonique"), blank=True, editable=False)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MinutesQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("procès-verbal de réunion")
        verbose_name_plural = _("procès-verbaux de réunion")
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="meeting_minutes_version_once"
            ),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=~Q(status="closed"),
                name="meeting_minutes_one_version_in_hand",
            ),
            models.CheckConstraint(
                name="meeting_minutes_acts_have_their_author",
                condition=pair("drafted") & pair("sent") & pair("closed"),
            ),
            models.CheckConstraint(
                name="meeting_minutes_are_frozen_exactly_when_closed",
                condition=Q(status__in=["draft", "sent"], frozen="", sha256="", closed_at=None)
                | Q(status="closed", closed_at__isnull=False) & ~Q(frozen="") & ~Q(sha256=""),
            ),
            models.CheckConstraint(
                name="meeting_minutes_correction_says_why",
                condition=Q(number=1) | ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return _("Procès-verbal, %(meeting)s") % {"meeting": self.meeting}

    def get_absolute_url(self):
        return f"{self.meeting.get_absolute_url()}#pv"
