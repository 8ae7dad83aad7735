"""The états de conformité issued of a pôle: what the encoded facts said of a day, as issued."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from poles.querysets import ConformityStatementQuerySet


class ConformityStatement(models.Model):
    """Canonical JSON and its hash, never changed: the paper is made from it alone.

    It states the facts encoded when it was issued, of a day past or to come; no authority's
    certificate.
    """

    pole = models.ForeignKey("poles.Pole", models.PROTECT, related_name="statements")
    number = models.CharField(_("numéro"), max_length=24, unique=True, editable=False)
    on = models.DateField(_("à la date du"))
    text = models.TextField(_("JSON canonique"), editable=False)
    sha256 = models.CharField(_("empreinte"), max_length=64, editable=False)
    issued_at = models.DateTimeField(_("établi le"), editable=False)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", editable=False
    )

    objects = ConformityStatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("état de conformité")
        verbose_name_plural = _("états de conformité")
        ordering = ["-issued_at", "-pk"]

    def __str__(self):
        return self.number

    def get_absolute_url(self):
        return f"{reverse('poles:statements', args=[self.pole_id])}#etat-{self.pk}"
