"""Who takes over what: one successor for all, or another for some."""

from django import forms
from django.utils.translation import gettext_lazy as _

from actors.forms import PersonField, date_input
from actors.models import Person
from core.clock import today

KEEP, TO_ALL = "", "tous"
PREFIX = "dossier-"


class HandOverForm(forms.Form):
    """`held`: what the person sees to; `able`: by key, who has the rights to see to it.

    A row that the page showed and that has gone since is kept in `gone`: the act says where.
    """

    says_optional = False

    to = PersonField(
        label=_("À qui"),
        queryset=Person.objects.none(),
        required=False,
        empty_label=_("Choisissez une personne"),
    )
    on = forms.DateField(label=_("Passés le"), widget=date_input(), initial=today)
    reason = forms.CharField(
        label=_("Motif"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Il reste dans l’historique de chaque dossier, et la personne le reçoit."),
    )

    def __init__(self, *args, held, able, **kwargs):
        super().__init__(*args, **kwargs)
        self.held, self.able = held, able
        people = {person.pk: person for names in able.values() for person in names}
        rows = Person.objects.filter(pk__in=people).select_related("organisation")
        self.fields["to"].queryset = rows.order_by("last_name", "first_name", "pk")
        self.people = {str(pk): person for pk, person in people.items()}
        for one in held:
            self.fields[f"{PREFIX}{one.key}"] = self._row(one)
        self.gone = [
            name.removeprefix(PREFIX)
            for name in self.data
            if name.startswith(PREFIX) and name not in self.fields
        ]
        self.fields["to"].disabled = bool(self.gone) and not held

    def _row(self, one):
        names = [(str(person.pk), str(person)) for person in self.able[one.key]]
        choices = [(TO_ALL, _("À la personne choisie")), *names, (KEEP, _("Ne pas passer"))]
        return forms.ChoiceField(
            label=one.label,
            required=False,
            choices=choices if names else [(KEEP, _("Personne n’y a droit encore"))],
            widget=forms.Select(attrs={"class": "input"}),
            initial=TO_ALL if names else KEEP,
        )

    def rows(self):
        """(what is held, its field), in order."""
        return [(one, self[f"{PREFIX}{one.key}"]) for one in self.held]

    def clean(self):
        cleaned = super().clean()
        chosen = {}
        for one in self.held:
            name = f"{PREFIX}{one.key}"
            value = cleaned.get(name, KEEP)
            who = cleaned.get("to") if value == TO_ALL else self.people.get(value)
            if value == TO_ALL and who is None:
                if "to" not in self.errors:
                    self.add_error("to", _("Choisissez à qui passer ces dossiers."))
            elif who is not None and who not in self.able[one.key]:
                words = {"who": who}
                self.add_error(
                    name,
                    _("%(who)s n’a pas accès à ce dossier : choisissez quelqu’un d’autre.") % words,
                )
            elif who is not None:
                chosen[one] = who
        return {**cleaned, "chosen": chosen}
