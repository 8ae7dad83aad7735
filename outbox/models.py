"""Mails and reminders as rows; secret calendar feeds; the last sign of life of each machine."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from outbox.choices import Delivery, MailStatus, ReminderStatus
from outbox.querysets import MailQuerySet, ReminderQuerySet


class About(models.Model):
    """What a row is about, as plain columns: any object of any app above."""

    about_type = models.CharField(_("à propos de"), max_length=80, blank=True)
    about_id = models.CharField(max_length=40, blank=True)
    about_label = models.CharField(max_length=250, blank=True)
    about_url = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class Mail(About):
    """One mail to one person. Posted in the act's transaction, delivered after it."""

    bassin = models.ForeignKey(
        "actors.Bassin", models.PROTECT, related_name="mails", null=True, blank=True
    )
    template = models.CharField(_("modèle"), max_length=80)
    person = models.ForeignKey(
        "actors.Person", models.PROTECT, related_name="mails", null=True, blank=True
    )
    to_address = models.EmailField(_("à"))
    reply_to = models.EmailField(_("répondre à"), blank=True)
    subject = models.CharField(_("objet"), max_length=250)
    text = models.TextField(_("texte"))
    calendar = models.TextField(_("rendez-vous joint"), blank=True, editable=False)
    raw = models.TextField(_("tel qu’il est parti"), blank=True, editable=False)
    key = models.CharField(_("clé"), max_length=200, blank=True)
    message_id = models.CharField(max_length=200, unique=True)
    delivery = models.CharField(
        _("garantie"), max_length=8, choices=Delivery, default=Delivery.AT_LEAST_ONCE
    )
    status = models.CharField(
        _("état"), max_length=10, choices=MailStatus, default=MailStatus.READY
    )
    posted_at = models.DateTimeField(_("préparé le"))
    not_before = models.DateTimeField(_("pas avant"), null=True)
    attempts = models.PositiveSmallIntegerField(_("essais"), default=0)
    leased_until = models.DateTimeField(null=True)
    lease = models.CharField(max_length=32, blank=True)
    sent_at = models.DateTimeField(_("envoyé le"), null=True)
    trouble = models.TextField(_("ce qui a empêché"), blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MailQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["raw", "lease", "leased_until"])

    class Meta:
        verbose_name = _("courrier")
        ordering = ["-posted_at", "-pk"]
        indexes = [
            models.Index(fields=["status", "not_before"]),
            models.Index(fields=["bassin", "status", "-posted_at"]),
            models.Index(fields=["about_type", "about_id"]),
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_sent_at_exactly_when_sent",
                condition=Q(status="sent", sent_at__isnull=False)
                | (~Q(status="sent") & Q(sent_at=None)),
            ),
            models.UniqueConstraint(
                fields=["key"], condition=~Q(key=""), name="mail_once_per_key_and_address"
            ),
            models.CheckConstraint(
                name="mail_leased_while_sending",
                condition=~Q(status="sending") | Q(leased_until__isnull=False),
            ),
        ]

    def __str__(self):
        return self.subject

    def get_absolute_url(self):
        return reverse("outbox:mail", args=[self.pk])

    @property
    def recipient(self):
        """Who it is for, in words: somebody without an account is known by an address alone."""
        if self.person:
            return str(self.person)
        is_ours = self.bassin is not None and self.to_address == self.bassin.mailbox
        return str(_("Boîte du service")) if is_ours else self.to_address


class Reminder(About):
    """One reminder: unique by rule, object, cycle, step, recipient; its day moves with the facts.

    `recipient` is "person:12", or "mailbox" when nobody is left.
    """

    bassin = models.ForeignKey("actors.Bassin", models.PROTECT, related_name="reminders")
    rule = models.CharField(_("règle"), max_length=60)
    cycle = models.CharField(_("cycle"), max_length=40)
    step = models.CharField(_("étape"), max_length=20)
    recipient = models.CharField(_("destinataire"), max_length=40)
    person = models.ForeignKey("actors.Person", models.PROTECT, related_name="reminders", null=True)
    due_on = models.DateField(_("prévu le"))
    status = models.CharField(
        _("état"), max_length=10, choices=ReminderStatus, default=ReminderStatus.PLANNED
    )
    reason = models.CharField(_("motif"), max_length=250, blank=True)
    sent_at = models.DateTimeField(_("envoyé le"), null=True)
    mail = models.OneToOneField(Mail, models.PROTECT, related_name="reminder", null=True)

    objects = ReminderQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rappel")
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["rule", "status", "due_on"]),
            models.Index(fields=["about_type", "about_id"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "about_type", "about_id", "cycle", "step", "recipient"],
                name="reminder_once_per_rule_object_cycle_step_and_recipient",
            ),
            models.CheckConstraint(
                name="reminder_sent_at_and_mail_exactly_when_sent",
                condition=Q(status="sent", sent_at__isnull=False, mail__isnull=False)
                | (~Q(status="sent") & Q(sent_at=None, mail=None)),
            ),
        ]

    def __str__(self):
        return f"{self.rule} {self.step} · {self.about_label}"

    @property
    def step_in_words(self):
        """« 6 mois avant », « 3 jours avant », « le dernier jour »."""
        if self.step == "fin":
            return _("le dernier jour")
        time = self.step.removeprefix("-")
        return f"{time} mois avant" if time.isdigit() else f"{time} avant"


class FeedToken(models.Model):
    """The secret of a personal calendar feed: only its hash is kept, the address is shown once."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="feeds")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(_("créé le"))
    read_on = models.DateField(_("lu pour la dernière fois le"), null=True)
    revoked_at = models.DateTimeField(_("retiré le"), null=True)

    class Meta:
        verbose_name = _("calendrier personnel")
        constraints = [
            models.UniqueConstraint(
                fields=["user"],
                condition=Q(revoked_at=None),
                name="feed_token_one_in_use_per_account",
            )
        ]

    def __str__(self):
        return f"{self.user}, {self.created_at:%d/%m/%Y}"


# The name under which the worker says that it is alive.
WORKER = "worker"


class Heartbeat(models.Model):
    """When something that runs by itself was last seen alive."""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    note = models.CharField(max_length=250, blank=True)

    def __str__(self):
        return f"{self.name} : {self.at:%d/%m/%Y %H:%M}"
