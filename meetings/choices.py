"""Closed lists that every meeting shares."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Presence(models.TextChoices):
    PRESENT = "present", _("Présent·e")
    EXCUSED = "excuse", _("Excusé·e")
    ABSENT = "absent", _("Absent·e")
    REPRESENTED = "represente", _("Représenté·e")
    INVITED = "invite", _("Invité·e")


GIVES_WAY = (Presence.EXCUSED, Presence.ABSENT, Presence.REPRESENTED)
