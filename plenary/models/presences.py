"""Who comes and goes while a sitting is on, and who gave whom a proxy."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from plenary.choices import Channel, Step
from plenary.models.sittings import Sitting, by


class Movement(models.Model):
    """The holder of a mandate arrives or leaves, from an item on."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="movements")
    mandate = models.ForeignKey("actors.Mandate", models.PROTECT, related_name="+")
    item = models.ForeignKey(
        "plenary.AgendaItem",
        models.PROTECT,
        related_name="movements",
        verbose_name=_("à partir du point"),
    )
    step = models.CharField(_("mouvement"), max_length=8, choices=Step)
    noted_at = models.DateTimeField(_("noté le"))
    noted_by = by()

    class Meta:
        verbose_name = _("arrivée ou départ")
        verbose_name_plural = _("arrivées et départs")
        ordering = ["noted_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "mandate"], name="movement_once_per_item_and_mandate"
            )
        ]

    def __str__(self):
        return f"{self.mandate.person} {self.get_step_display()} : {self.item}"


class Proxy(models.Model):
    """A member who does not come gives their voice to another, for one sitting."""

    sitting = models.ForeignKey(Sitting, models.CASCADE, related_name="proxies")
    giver = models.ForeignKey(
        "actors.Mandate", models.PROTECT, related_name="+", verbose_name=_("donnée par")
    )
    holder = models.ForeignKey(
        "actors.Mandate", models.PROTECT, related_name="+", verbose_name=_("portée par")
    )
    given_at = models.DateTimeField(_("donnée le"))
    given_by = by()
    channel = models.CharField(_("voie"), max_length=5, choices=Channel)
    revoked_at = models.DateTimeField(_("retirée le"), null=True)

    class Meta:
        verbose_name = _("procuration")
        ordering = ["given_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "giver"],
                condition=Q(revoked_at=None),
                name="proxy_one_standing_per_sitting_and_giver",
            ),
            models.CheckConstraint(
                name="proxy_is_never_given_to_oneself", condition=~Q(giver=F("holder"))
            ),
        ]

    def __str__(self):
        return f"{self.giver.person} → {self.holder.person}"
