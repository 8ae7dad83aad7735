"""What a member keeps for themself of a sitting to come: notes that nobody else reads, « lu »."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PrivateNote(models.Model):
    """A note of one account on one item. Nobody else reads it, not even the service."""

    item = models.ForeignKey("plenary.AgendaItem", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(_("note privée"), max_length=10_000, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    written_at = models.DateTimeField(_("écrite le"), auto_now=True)

    class Meta:
        verbose_name = _("note privée")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "user"], name="private_note_once_per_item_and_user"
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.item}"


class ReadMark(models.Model):
    """« Lu »: this account has read this item, as it stood that day."""

    item = models.ForeignKey("plenary.AgendaItem", models.CASCADE, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    read_at = models.DateTimeField(_("lu le"))

    class Meta:
        verbose_name = _("lecture")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "user"], name="read_mark_once_per_item_and_user"
            )
        ]

    def __str__(self):
        return f"{self.user} · {self.item}"
