"""What each seat says of a round, and the objections that live from one round to the next."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from consensus.choices import ObjectionStatus, PositionChannel, PositionKind
from consensus.models.proposals import Proposal, Round
from consensus.querysets import ObjectionQuerySet


class Position(models.Model):
    """What a designated seat says of one round: one row, changed until the proposal is closed.

    `person`: who speaks, the member or the substitute. `given_by`: whose account wrote it; in the
    room, that of the facilitator, which is said.
    """

    round = models.ForeignKey(Round, models.CASCADE, related_name="positions")
    seat = models.ForeignKey("poles.Membership", models.PROTECT, related_name="positions")
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="+")
    kind = models.CharField(_("position"), max_length=10, choices=PositionKind)
    reason = models.TextField(_("motif"), blank=True, max_length=3000)
    lifts = models.TextField(_("ce qui la lèverait"), blank=True, max_length=3000)
    given_at = models.DateTimeField(_("donnée le"))
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    channel = models.CharField(
        _("voie"), max_length=6, choices=PositionChannel, default=PositionChannel.PAGE
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("position")
        ordering = ["round", "seat"]
        constraints = [
            models.UniqueConstraint(
                fields=["round", "seat"], name="position_one_per_seat_and_round"
            ),
            models.CheckConstraint(
                name="position_reserve_and_objection_say_why",
                condition=~Q(kind__in=["reserve", "objection"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="position_objection_alone_says_what_would_lift_it",
                condition=Q(kind="objection") & ~Q(lifts="") | ~Q(kind="objection") & Q(lifts=""),
            ),
            models.CheckConstraint(
                name="position_is_written_by_nobody_only_through_a_link",
                condition=Q(given_by__isnull=False) | Q(channel="lien"),
            ),
        ]

    def __str__(self):
        return f"{self.person} : {self.get_kind_display()}"


class Objection(models.Model):
    """A motivated objection: while it stands, nothing is adopted (art. 18 § 1, consensus).

    It follows its author, not the round: a new text may answer it, its author alone lifts it.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="objections")
    seat = models.ForeignKey("poles.Membership", models.PROTECT, related_name="objections")
    author = models.ForeignKey("actors.Person", models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.CASCADE, related_name="objections")
    reason = models.TextField(_("raison"), max_length=3000)
    lifts = models.TextField(_("ce qui la lèverait"), max_length=3000)
    status = models.CharField(
        _("état"), max_length=10, choices=ObjectionStatus, default=ObjectionStatus.RAISED
    )
    raised_at = models.DateTimeField(_("soulevée le"))

    objects = ObjectionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("objection")
        ordering = ["proposal", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "seat"],
                condition=Q(status__in=["raised", "maintained", "integrated"]),
                name="objection_one_living_per_seat_and_proposal",
            ),
        ]

    def __str__(self):
        return _("Objection de %(who)s") % {"who": self.author}

    def get_absolute_url(self):
        return f"{reverse('consensus:proposal', args=[self.proposal_id])}#objection-{self.pk}"


class ObjectionStep(models.Model):
    """One line of the life of an objection: what became of it, when, on which round, by whom."""

    objection = models.ForeignKey(Objection, models.CASCADE, related_name="steps")
    became = models.CharField(_("devenue"), max_length=10, choices=ObjectionStatus)
    round = models.ForeignKey(Round, models.CASCADE, related_name="+")
    words = models.TextField(_("précisions"), blank=True)
    on = models.DateField(_("le"))
    recorded_at = models.DateTimeField(_("inscrit le"))
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )

    class Meta:
        verbose_name = _("étape d’une objection")
        ordering = ["objection", "pk"]

    def __str__(self):
        return f"{self.objection} : {self.get_became_display()}"
