"""Meetings of a pôle, alone or in a series, and the points of their agendas."""

from django.core.validators import MaxValueValidator, MinValueValidator, URLValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from consensus.choices import Cadence, MeetingStatus
from consensus.querysets import MeetingQuerySet, PointQuerySet
from core.french import day
from meetings.models import AgendaPoint, at, by, pair
from meetings.models import Attendance as AbstractAttendance
from meetings.models import Meeting as AbstractMeeting


class Series(models.Model):
    """What several meetings were planned from. Each is then changed and cancelled alone."""

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="series")
    every = models.PositiveSmallIntegerField(
        _("intervalle"), validators=[MinValueValidator(1), MaxValueValidator(52)]
    )
    cadence = models.CharField(_("unité"), max_length=8, choices=Cadence)
    starts_on = models.DateField(_("première réunion"))
    until = models.DateField(_("jusqu’au (inclus)"))
    planned_at, planned_by = at(_("planifiée le")), by()

    class Meta:
        verbose_name = _("série de réunions")
        verbose_name_plural = _("séries de réunions")
        constraints = [
            models.CheckConstraint(
                name="series_ends_after_it_starts", condition=Q(until__gte=F("starts_on"))
            ),
        ]

    def __str__(self):
        cadence = self.get_cadence_display()
        return _("Toutes les %(n)d %(cadence)s") % {"n": self.every, "cadence": cadence}


class Meeting(AbstractMeeting):
    """One meeting of a pôle. Its status changes only through consensus.workflow."""

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="meetings", editable=False)
    series = models.ForeignKey(
        Series, models.PROTECT, null=True, related_name="meetings", editable=False
    )
    status = models.CharField(
        _("état"),
        max_length=10,
        choices=MeetingStatus,
        default=MeetingStatus.PLANNED,
        editable=False,
    )
    link = models.CharField(
        _("lien de visioconférence"),
        max_length=500,
        blank=True,
        validators=[
            URLValidator(
                schemes=["https"],
                message=_("Donnez l’adresse entière, qui commence par https://."),
            )
        ],
        help_text=_("À la place du lieu, ou en plus."),
    )
    facilitator = models.ForeignKey(
        "actors.Person",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("animée par"),
    )
    notes = models.TextField(
        _("informations pratiques"), blank=True, help_text=_("Elles sont dans l’invitation.")
    )
    invited_at, invited_by = at(_("invitation envoyée le")), by()
    held_at, held_by = at(_("tenue encodée le")), by()
    cancelled_at, cancelled_by = at(_("annulée le")), by()
    cancel_reason = models.TextField(_("motif de l’annulation"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("réunion de pôle")
        verbose_name_plural = _("réunions de pôle")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["pole", "status", "on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["pole", "on"],
                condition=~Q(status="cancelled"),
                name="meeting_one_per_pole_and_day",
                violation_error_message=_("Une réunion du pôle est déjà prévue ce jour-là."),
            ),
            models.CheckConstraint(
                name="meeting_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("La réunion finit avant de commencer."),
            ),
            models.CheckConstraint(
                name="meeting_acts_have_their_author",
                condition=pair("invited") & pair("held") & pair("cancelled"),
            ),
            models.CheckConstraint(
                name="meeting_invited_at_since_it_was_sent",
                condition=~Q(status="invited") | Q(invited_at__isnull=False),
            ),
            models.CheckConstraint(
                name="meeting_held_at_exactly_when_held",
                condition=Q(status="held", held_at__isnull=False)
                | ~Q(status="held") & Q(held_at=None),
            ),
            models.CheckConstraint(
                name="meeting_cancelled_with_a_reason",
                condition=Q(status="cancelled", cancelled_at__isnull=False) & ~Q(cancel_reason="")
                | ~Q(status="cancelled") & Q(cancelled_at=None, cancel_reason=""),
            ),
        ]

    def __str__(self):
        return _("Réunion du %(day)s") % {"day": day(self.on)}

    def get_absolute_url(self):
        return reverse("consensus:meeting", args=[self.pk])


class Point(AgendaPoint):
    """A point of the agenda of a meeting, or of the backlog while it waits for one.

    `copied_from`: the point of an earlier meeting that this one takes up again.
    """

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="points", editable=False)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, related_name="points", editable=False
    )
    copied_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="copies", editable=False
    )
    withdrawn_at, withdrawn_by = at(_("retiré le")), by()
    withdrawn_reason = models.TextField(_("motif du retrait"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PointQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("point de réunion")
        verbose_name_plural = _("points de réunion")
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="point_number_once_per_meeting"
            ),
            models.CheckConstraint(
                name="point_is_withdrawn_by_somebody_who_says_why",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_reason="")
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                & ~Q(withdrawn_reason=""),
            ),
            models.CheckConstraint(
                name="point_is_numbered_in_a_meeting",
                condition=Q(number=None) | Q(meeting__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """Where it stands: on its agenda, or in the backlog of the pôle."""
        if self.meeting_id:
            page = reverse("consensus:meeting", args=[self.meeting_id])
        else:
            page = reverse("consensus:meetings", args=[self.pole_id])
        return f"{page}#point-{self.pk}"


class Attendance(AbstractAttendance):
    """Whether a member or a guest comes: said by them, or noted by the service."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="attendances")
    membership = models.ForeignKey("poles.Membership", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("présence à une réunion")
        verbose_name_plural = _("présences à une réunion")
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "membership"], name="attendance_once_per_meeting_and_member"
            )
        ]

    def __str__(self):
        return f"{self.person} : {self.get_presence_display()}"
