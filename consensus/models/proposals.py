"""What a pôle settles by consensus: a text, its rounds, what is said of it (art. 18 § 1)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from consensus.choices import ProposalKind, ProposalStatus
from consensus.querysets import ProposalQuerySet


class Proposal(models.Model):
    """One text put to the consensus of a pôle, numbered in it; its text is that of its last round.

    `silence_counts` was said in the invitation or never: it does not change afterwards. `frozen`:
    what was settled, canonical, as it was read that day.
    """

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="texts")
    number = models.PositiveIntegerField(_("numéro"), editable=False)
    kind = models.CharField(_("nature"), max_length=12, choices=ProposalKind)
    title = models.CharField(_("intitulé"), max_length=200)
    status = models.CharField(
        _("état"),
        max_length=10,
        choices=ProposalStatus,
        default=ProposalStatus.OPEN,
        editable=False,
    )
    deadline = models.DateField(_("positions attendues jusqu’au"))
    silence_counts = models.BooleanField(_("le silence vaut accord"), default=False)
    hides_answers = models.BooleanField(
        _("chacun·e répond avant de lire les positions des autres"), default=False
    )
    review_on = models.DateField(_("à revoir le"), null=True, blank=True)
    facilitator = models.ForeignKey(
        "actors.Person",
        models.PROTECT,
        related_name="texts_facilitated",
        verbose_name=_("facilitation"),
    )
    opened_at = models.DateTimeField(_("ouverte le"), null=True, editable=False)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    deferral = models.TextField(_("motif du report"), blank=True, editable=False)
    closed_at = models.DateTimeField(_("close le"), null=True, editable=False)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    closed_on = models.DateField(_("date de l’issue"), null=True, editable=False)
    close_reason = models.TextField(_("motif"), blank=True, editable=False)
    outcome = models.TextField(_("issue"), blank=True, editable=False)
    frozen = models.TextField(_("tel qu’il fut réglé"), blank=True, editable=False)
    sha256 = models.CharField(_("empreinte"), max_length=64, blank=True, editable=False)
    communication = models.OneToOneField(
        "consensus.Communication",
        models.PROTECT,
        null=True,
        editable=False,
        related_name="told_of",
    )
    reviewed_at = models.DateTimeField(_("revue le"), null=True, editable=False)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, editable=False
    )
    review = models.TextField(_("ce que la relecture a donné"), blank=True, editable=False)

    objects = ProposalQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("proposition")
        ordering = ["pole", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["pole", "number"], name="proposal_number_once_per_pole"
            ),
            models.CheckConstraint(
                name="proposal_opened_at_and_by_together",
                condition=Q(opened_at=None, opened_by=None)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_has_an_outcome_exactly_when_closed",
                condition=Q(
                    status="open", closed_at=None, closed_by=None, closed_on=None, outcome=""
                )
                | ~Q(status="open")
                & Q(closed_at__isnull=False, closed_by__isnull=False, closed_on__isnull=False)
                & ~Q(outcome="")
                & ~Q(frozen=""),
            ),
            models.CheckConstraint(
                name="proposal_given_up_says_why",
                condition=~Q(status__in=["referred", "withdrawn"]) | ~Q(close_reason=""),
            ),
            models.CheckConstraint(
                name="proposal_reviewed_at_and_by_together",
                condition=Q(reviewed_at=None, reviewed_by=None)
                | Q(reviewed_at__isnull=False, reviewed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("consensus:proposal", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == ProposalStatus.OPEN


class Round(models.Model):
    """One wording of a proposal; the next one replaces it and positions start again."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="rounds")
    number = models.PositiveSmallIntegerField(_("version"))
    text = models.TextField(_("texte"), max_length=6000)
    rhythm = models.CharField(_("rythme de réunion proposé"), max_length=120, blank=True)
    summary = models.CharField(_("ce qui change"), max_length=200, blank=True)
    opened_at = models.DateTimeField(_("ouverte le"))
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("version d’une proposition")
        verbose_name_plural = _("versions de propositions")
        ordering = ["proposal", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["proposal", "number"], name="round_number_once_per_proposal"
            ),
            models.CheckConstraint(name="round_counts_from_one", condition=Q(number__gte=1)),
            models.CheckConstraint(
                name="round_that_replaces_another_says_what_changes",
                condition=Q(number=1) | ~Q(summary=""),
            ),
        ]

    def __str__(self):
        return f"{self.proposal}, version {self.number}"


class Comment(models.Model):
    """What somebody of the pôle, a guest above all, says of a text. It counts for nothing."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="comments")
    round = models.ForeignKey(Round, models.CASCADE, related_name="comments")
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="+")
    text = models.TextField(_("commentaire"), max_length=3000)
    written_at = models.DateTimeField(_("écrit le"))
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("commentaire")
        ordering = ["written_at", "pk"]

    def __str__(self):
        return f"{self.person}, {self.proposal}"
