"""Which value the kept record takes, field by field; which records one looks for."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.choices import RecordKind

KEPT, GONE = "kept", "gone"


class MergeForm(forms.Form):
    """One choice for each field that differs; the value that says something comes first."""

    base_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)
    gone_version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args, pair, fields, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["base_version"].initial = pair.kept.version
        self.fields["gone_version"].initial = pair.gone.version
        self.compared = fields
        for field in fields:
            if field.differs:
                says_nothing = getattr(pair.kept, field.name) in ("", None)
                self.fields[field.name] = forms.ChoiceField(
                    label=field.label,
                    choices=[(KEPT, field.kept), (GONE, field.gone)],
                    widget=forms.RadioSelect,
                    initial=GONE if says_nothing else KEPT,
                )

    def rows(self):
        """(field, its two radio buttons or nothing): the two records side by side."""
        return [(field, list(self[field.name]) if field.differs else []) for field in self.compared]


class DirectoryFilter(forms.Form):
    """Organisations or persons, by a part of their name, initials or address."""

    says_optional = False

    quoi = forms.ChoiceField(
        label=_("Chercher parmi"),
        required=False,
        choices=[("", _("Organisations")), (RecordKind.PERSON.value, _("Personnes"))],
    )
    q = forms.CharField(label=_("Nom, sigle ou adresse"), required=False, max_length=80)
