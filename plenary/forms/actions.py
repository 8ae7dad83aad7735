"""What a sitting asks of somebody: rows of the live sheet, and the page of one action."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from actors.facts import staff_of
from actors.models import Mandate, Person
from core.forms import VersionedModelForm
from plenary.models import Action


def day_field(label, **kwargs):
    return forms.DateField(
        label=label,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        **kwargs,
    )


def people_of(sitting):
    """Who may be asked something: the service and the plenary, as they are that day."""
    staff = staff_of(sitting.body.bassin, on=sitting.on).order_by().values("pk")
    seats = Mandate.objects.standing(on=sitting.on).filter(seat__body=sitting.body_id)
    people = Person.objects.filter(Q(pk__in=staff) | Q(pk__in=seats.order_by().values("person")))
    return people.order_by("last_name", "first_name", "pk")


def add_rows(form, names, *, labels, known, people):
    """Adds to the form, row by row: what, by when, and who when there are people to choose."""
    known = [*known, *[None] * (len(names) - len(known))]
    by_key = {str(person.pk): person for person in people}
    choices = [("", _("à préciser")), *[(key, str(person)) for key, person in by_key.items()]]
    for number, (row_names, row) in enumerate(zip(names, known, strict=True), start=1):
        text, due, *owner = row_names
        what, when, who = (label % {"n": number} for label in labels)
        form.fields[text] = forms.CharField(
            label=what, required=False, max_length=400, initial=row.text if row else ""
        )
        form.fields[due] = day_field(when, required=False, initial=row.due_on if row else None)
        for name in owner:
            form.fields[name] = forms.TypedChoiceField(
                label=who,
                required=False,
                choices=choices,
                coerce=by_key.get,
                empty_value=None,
                initial=row.owner_id if row else None,
            )


def rows_in(cleaned, names) -> list[tuple]:
    """(what, by when, who) of each row that says what."""
    found = []
    for text, due, *owner in names:
        if cleaned.get(text):
            who = next((cleaned.get(name) for name in owner), None)
            found.append((cleaned[text], cleaned.get(due), who))
    return found


class ActionForm(VersionedModelForm):
    """What is asked, of whom, by when."""

    class Meta:
        model = Action
        fields = ["text", "owner", "due_on"]
        widgets = {"due_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        kept = Q(pk=self.instance.owner_id)
        people = people_of(self.instance.item.sitting).values("pk").order_by()
        owner.queryset = Person.objects.filter(Q(pk__in=people) | kept).order_by(
            "last_name", "first_name", "pk"
        )
        owner.empty_label = _("à préciser")


OPEN, DONE = "ouvertes", "closes"


class FollowedFilter(forms.Form):
    """An unknown value is ignored and said. `people`: who is in charge of something."""

    says_optional = False

    etat = forms.ChoiceField(
        label=_("État"),
        required=False,
        choices=[("", _("Ouvertes")), (DONE, _("Faites, remplies ou abandonnées"))],
    )
    qui = forms.ChoiceField(label=_("Qui s’en charge"), required=False)
    retard = forms.BooleanField(label=_("Seulement en retard"), required=False)

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["qui"].choices = [
            ("", _("Tout le monde")),
            *[(str(pk), name) for pk, name in people],
        ]
