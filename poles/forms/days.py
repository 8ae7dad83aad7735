"""The days of the service on a pôle, one month at a time."""

from django.utils.translation import gettext_lazy as _

from core.forms import AmountField, VersionedModelForm
from poles.models import ServiceDays


class DaysForm(VersionedModelForm):
    """The days of one month. The month is in the address; an unwritten one begins at version 0."""

    class Meta:
        model = ServiceDays
        fields = ["days", "note"]
        help_texts = {
            "days": _("Toute l’équipe ensemble, au demi-jour près. 0 efface le mois."),
            "note": _("Par exemple « préparation et tenue de la réunion du 12 »."),
        }
        field_classes = {"days": AmountField}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk is None:
            self.fields["base_version"].initial = 0
