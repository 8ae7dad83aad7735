"""The forms of an import: the file, its columns, its conflicts, the word of what was read."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import OnceForm
from core.imports.kinds import Choice

ACCEPT = ".xlsx,.csv"


class ImportFileForm(OnceForm):
    """An XLSX or a CSV; what it holds is checked before anything is kept."""

    upload = forms.FileField(
        label=gettext_lazy("Fichier"),
        help_text=gettext_lazy("Un classeur XLSX ou un fichier CSV, 5 Mo et 5 000 lignes au plus."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
        error_messages={
            "required": gettext_lazy("Choisissez un fichier."),
            "empty": gettext_lazy("Ce fichier est vide. Choisissez-en un autre."),
        },
    )


class ColumnsForm(forms.Form):
    """Which column of the file is which of ours."""

    def __init__(self, *args, kind, batch, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        titles = [(str(n), title) for n, title in enumerate(batch.columns)]
        for column in kind.columns:
            nothing = _("Choisissez une colonne") if column.needed else _("Aucune")
            position = batch.mapping.get(column.key)
            self.fields[column.key] = forms.ChoiceField(
                label=column.label,
                help_text=column.help,
                required=column.needed,
                choices=[("", nothing), *titles],
                initial="" if position is None else str(position),
            )

    def clean(self):
        cleaned = super().clean()
        seen = {}
        for column in self.kind.columns:
            position = cleaned.get(column.key)
            if position and position in seen:
                words = {"other": seen[position]}
                self.add_error(
                    column.key,
                    _("Cette colonne du fichier est déjà celle de « %(other)s ».") % words,
                )
            elif position:
                seen[position] = column.label
        return cleaned

    @property
    def mapping(self) -> dict[str, int]:
        return {key: int(position) for key, position in self.cleaned_data.items() if position}


class ForAllForm(forms.Form):
    """One answer for every conflict of the file that offers it."""

    choice = forms.ChoiceField(
        label=gettext_lazy("Pour tous les conflits"),
        choices=[("", gettext_lazy("Choisissez")), *Choice.choices],
        error_messages={"required": gettext_lazy("Choisissez ce que deviennent ces lignes.")},
    )


class ConflictsForm(forms.Form):
    """One answer for each of these lines; none leaves the line aside."""

    def __init__(self, *args, rows, **kwargs):
        super().__init__(*args, **kwargs)
        for row in rows:
            offered = [(value, Choice(value).label) for value in row.options.split()]
            self.fields[f"ligne-{row.line}"] = forms.ChoiceField(
                label=_("Ligne %(line)s") % {"line": row.line},
                choices=[("", _("Pas encore choisi")), *offered],
                required=False,
                initial=row.choice,
                widget=forms.Select(attrs={"class": "input"}),
            )

    @property
    def choices(self) -> dict[int, str]:
        """{number of the line: Choice or ""}."""
        return {int(name.rpartition("-")[2]): v for name, v in self.cleaned_data.items()}


class ConfirmForm(OnceForm):
    """Brings back what the page showed: what is imported is what was read."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, digest="", **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["digest"].initial = digest
