"""The agenda as it was sent: one frozen text per convocation and per urgent addition."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plenary.models.sittings import Sitting, by


class AgendaVersion(models.Model):
    """What the agenda said at its convocation, then after each « ajout en urgence »."""

    sitting = models.ForeignKey(Sitting, models.PROTECT, related_name="agenda_versions")
    number = models.PositiveSmallIntegerField(_("version"))
    made_at = models.DateTimeField(_("figée le"))
    made_by = by()
    reason = models.TextField(_("motif"), blank=True)
    content = models.JSONField(_("contenu"))
    sha256 = models.CharField(_("empreinte"), max_length=64)

    class Meta:
        verbose_name = _("version de l’ordre du jour")
        verbose_name_plural = _("versions de l’ordre du jour")
        ordering = ["sitting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting", "number"], name="agenda_version_once_per_sitting"
            ),
            models.CheckConstraint(
                name="agenda_version_after_the_first_says_why",
                condition=Q(number=1) | ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.sitting}, ordre du jour {self.number}"
