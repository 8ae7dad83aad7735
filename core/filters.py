"""Lists narrowed by their address: the filters in use, each with the way out of it."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django import forms


@dataclass(frozen=True)
class Chip:
    """One filter in use, and the address without it."""

    label: str
    url: str


class FilteredMixin:
    """A list whose filters stand in its address; `self.form` is the form that has read them."""

    def address(self, **changed):
        """The parameters of this page with some changed; None takes one away."""
        kept = {k: v for k, v in self.request.GET.items() if v and k != "page"}
        kept.update(changed)
        return urlencode({k: v for k, v in kept.items() if v})

    def chips(self) -> list[Chip]:
        """The filters in use, in words, each with the address without it."""
        found = []
        for name, value in self.form.cleaned_data.items():
            if value in (None, ""):
                continue
            field = self.form.fields[name]
            words = _words(field, value)
            label = f"« {words} »" if name == "q" else f"{field.label} : {words}"
            query = self.address(**{name: None})
            found.append(Chip(label, f"{self.request.path}?{query}" if query else "?"))
        return found


def _words(field, value):
    """The label of a closed choice, else the value itself: a row, a year, what was typed."""
    is_closed = isinstance(field, forms.ChoiceField)
    if is_closed and not isinstance(field, forms.ModelChoiceField):
        return dict(field.choices).get(value, value)
    return value
