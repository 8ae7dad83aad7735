"""Closed lists of the outbox."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class MailStatus(models.TextChoices):
    WAITING = "waiting", _("à libérer")
    HELD = "held", _("retenu")
    READY = "ready", _("prêt à partir")
    SENDING = "sending", _("en cours d’envoi")
    SENT = "sent", _("envoyé")
    REFUSED = "refused", _("refusé")
    UNCERTAIN = "uncertain", _("incertain")
    DISCARDED = "discarded", _("écarté")


EDITABLE = (MailStatus.WAITING, MailStatus.HELD)
TO_RELEASE = (MailStatus.WAITING, MailStatus.HELD)
TO_EXAMINE = (MailStatus.REFUSED, MailStatus.UNCERTAIN)
FOR_A_PERSON = (MailStatus.WAITING, *TO_EXAMINE)


class Delivery(models.TextChoices):
    """What is worse when the machine dies between the network and the database."""

    AT_LEAST_ONCE = "au_moins", _("au moins une fois")
    AT_MOST_ONCE = "au_plus", _("au plus une fois")


class ReminderStatus(models.TextChoices):
    PLANNED = "planned", _("prévu")
    SENT = "sent", _("envoyé")
    CANCELLED = "cancelled", _("annulé")
    MISSED = "missed", _("dépassé")
