"""How every form of the house is laid out: label, hint, error beside the field, summary on top."""

from dataclasses import dataclass

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Option:
    """One radio button or box of a group. `help`, `tone` and `shape` come from the form field."""

    tag: SafeString
    id: str
    label: str
    help: str = ""
    tone: str = ""
    shape: str = ""


class HouseBoundField(BoundField):
    """A field that knows how it is shown.

    A form may say `says_optional = False` (all its fields are optional, as in filters). A choice
    field may carry `choice_helps` (value → text) and `choice_tones` (value → (tone, shape)).
    """

    @property
    def is_group(self):
        """Several radio buttons or boxes under one question."""
        return isinstance(self.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)

    @property
    def is_check(self):
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def is_optional(self):
        """Shown in words; a lone box is optional by nature and says nothing."""
        return (
            not self.field.required
            and not self.field.disabled
            and not self.is_check
            and getattr(self.form, "says_optional", True)
        )

    @property
    def anchor(self):
        """The id that an error summary links to: the first button of a group."""
        return f"{self.auto_id}_0" if self.is_group else self.id_for_label or self.auto_id

    @property
    def options(self):
        helps = getattr(self.field, "choice_helps", {})
        tones = getattr(self.field, "choice_tones", {})
        for sub in self.subwidgets:
            value = str(sub.data["value"])
            tone, shape = tones.get(value, ("", ""))
            yield Option(
                tag=sub.tag(),
                id=sub.id_for_label,
                label=sub.choice_label,
                help=helps.get(value, ""),
                tone=tone,
                shape=shape,
            )

    @property
    def max_length(self):
        """The limit that a text area counts down to, or None."""
        is_area = isinstance(self.field.widget, forms.Textarea)
        return getattr(self.field, "max_length", None) if is_area else None

    @property
    def length(self):
        return len(self.value() or "")

    def build_widget_attrs(self, attrs, widget=None):
        """A text area never cuts what is pasted: it counts, and the server says what to shorten."""
        attrs = super().build_widget_attrs(attrs, widget)
        if self.max_length and widget in (None, self.field.widget):
            attrs |= {"maxlength": False, "data-count": self.max_length}
        if self.is_group:
            attrs.pop("aria-invalid", None)
        return attrs


class HouseRenderer(TemplatesSetting):
    form_template_name = "django/forms/house.html"
    field_template_name = "django/forms/house_field.html"
    formset_template_name = "django/forms/house_formset.html"
    bound_field_class = HouseBoundField
