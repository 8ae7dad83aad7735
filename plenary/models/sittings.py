"""A sitting of the plenary and who was there."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from meetings.models import Attendance as AbstractAttendance
from meetings.models import Meeting, at, by, pair
from plenary.choices import SittingStatus
from plenary.querysets import SittingQuerySet


class Sitting(Meeting):
    """One meeting of the plenary. Its status changes only through plenary.workflow.

    `is_reprise`: it took place before the software; it was never convened by it.
    """

    body = models.ForeignKey("actors.Body", models.PROTECT, related_name="sittings")
    number = models.PositiveSmallIntegerField(
        _("numéro de la séance"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1)],
        help_text=_("Celui de votre série, par exemple 61."),
    )
    status = models.CharField(
        _("état"),
        max_length=10,
        choices=SittingStatus,
        default=SittingStatus.PREPARING,
        editable=False,
    )
    notes = models.TextField(
        _("informations pratiques"), blank=True, help_text=_("Elles sont dans la convocation.")
    )
    is_reprise = models.BooleanField(_("reprise"), default=False, editable=False)
    convened_at, convened_by = at(_("convoquée le")), by()
    opened_at, opened_by = at(_("ouverte le")), by()
    held_at, held_by = at(_("levée le")), by()
    cancelled_at, cancelled_by = at(_("annulée le")), by()
    cancel_reason = models.TextField(_("motif de l’annulation"), blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = SittingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("séance")
        ordering = ["-on", "-pk"]
        indexes = [models.Index(fields=["body", "status", "on"])]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "number"],
                name="sitting_number_once_per_body",
                violation_error_message=_("Une autre séance porte déjà ce numéro."),
            ),
            models.UniqueConstraint(
                fields=["body", "on"],
                condition=~Q(status="cancelled"),
                name="sitting_one_per_body_and_day",
                violation_error_message=_("Une séance est déjà prévue ce jour-là."),
            ),
            models.CheckConstraint(
                name="sitting_ends_after_it_starts",
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                violation_error_message=_("La séance finit avant de commencer : corrigez l’heure."),
            ),
            models.CheckConstraint(
                name="sitting_acts_have_their_author",
                condition=pair("convened") & pair("opened") & pair("held") & pair("cancelled"),
            ),
            models.CheckConstraint(
                name="sitting_is_convened_before_it_opens_unless_reprise",
                condition=Q(status__in=["preparing", "cancelled"])
                | Q(convened_at__isnull=False)
                | Q(is_reprise=True),
            ),
            models.CheckConstraint(
                name="sitting_held_at_exactly_when_held",
                condition=Q(status="held", held_at__isnull=False)
                | ~Q(status="held") & Q(held_at=None),
            ),
            models.CheckConstraint(
                name="sitting_cancelled_with_a_reason",
                condition=Q(status="cancelled", cancelled_at__isnull=False) & ~Q(cancel_reason="")
                | ~Q(status="cancelled") & Q(cancelled_at=None),
            ),
            models.CheckConstraint(
                name="sitting_reprise_is_never_convened",
                condition=Q(is_reprise=False) | Q(convened_at=None),
            ),
        ]

    def __str__(self):
        name = _("Plénière n° %(number)s") % {"number": self.number} if self.number else "Plénière"
        return f"{name} du {self.on:%d/%m/%Y}"

    def get_absolute_url(self):
        return reverse("plenary:sitting", args=[self.pk])


class Attendance(AbstractAttendance):
    """Whether the holder of a mandate comes: said by the member, or noted by the secretary."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="attendances")
    mandate = models.ForeignKey("actors.Mandate", models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("présence")
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "mandate"], name="attendance_once_per_sitting_and_mandate"
            )
        ]

    def __str__(self):
        return f"{self.person} : {self.get_presence_display()}"
