"""What a porteur submits inside a pôle."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from projects.choices import ProjectStatus


class Project(models.Model):
    """A fiche projet, carried by one person inside one pôle (art. 18 § 2)."""

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="projects")
    title = models.CharField(_("titre"), max_length=160)
    porteur = models.ForeignKey("actors.Person", models.PROTECT, related_name="projects")
    status = models.CharField(
        _("état"),
        max_length=10,
        choices=ProjectStatus,
        default=ProjectStatus.DRAFT,
        editable=False,
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fiche projet")
        verbose_name_plural = _("fiches projet")
        ordering = ["title", "pk"]
        constraints = [
            models.CheckConstraint(name="project_has_a_title", condition=~models.Q(title="")),
        ]

    def __str__(self):
        return self.title
