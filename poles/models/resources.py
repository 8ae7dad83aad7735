"""Days that the service spends on a pôle, month by month (rule P16)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords


class ServiceDays(models.Model):
    """A simple monthly entry: one row per pôle and month."""

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="service_days")
    month = models.DateField(_("mois"), help_text=_("Le premier jour du mois."))
    days = models.DecimalField(
        _("jours"),
        max_digits=4,
        decimal_places=1,
        validators=[MinValueValidator(0), MaxValueValidator(310)],
    )
    note = models.CharField(_("à quoi"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("jours du service")
        verbose_name_plural = _("jours du service")
        ordering = ["pole", "month"]
        constraints = [
            models.UniqueConstraint(
                fields=["pole", "month"], name="service_days_one_row_per_pole_and_month"
            ),
            models.CheckConstraint(
                name="service_days_month_is_its_first_day", condition=Q(month__day=1)
            ),
        ]

    def __str__(self):
        return f"{self.pole}, {self.month:%m/%Y} : {self.days} j"

    def get_absolute_url(self):
        return f"{reverse('poles:days', args=[self.pole_id])}?annee={self.month.year}"
