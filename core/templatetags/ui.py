"""Words and drawings of the interface. Built in: no `load` needed.

Drawings are dictionaries of paths, not templates: a list of fifty states costs fifty formats.
"""

from datetime import datetime
from functools import lru_cache

from django import template
from django.template.defaultfilters import stringfilter
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from core import french
from core.shapes import CATEGORIES, ICONS, SHAPES, SIGNS

register = template.Library()

_HIDDEN = 'viewBox="0 0 {0} {0}" aria-hidden="true" focusable="false"'
_ICON = f'<svg class="icon{{}}" {_HIDDEN.format(20)}>{{}}</svg>'
_SHAPE = f'<svg class="status__shape{{}}" {_HIDDEN.format(12)}>{{}}</svg>'
_STATUS = f'<span class="status status--{{}}{{}}">{_SHAPE}{{}}</span>'
_CATEGORY = f'<svg class="cat__shape" {_HIDDEN.format(16)}>{{}}</svg>'
_SIGN = f'<svg class="verdicts__sign verdicts__sign--{{}}" {_HIDDEN.format(24)}>{{}}</svg>'
_TONE_ICONS = {"ok": "check", "ko": "error", "warn": "warn"}
_MESSAGE_TONES = {"success": "ok", "warning": "warn", "error": "ko"}
_DATES = {
    "long": french.day,
    "short": lambda value: french.day_and_month(value, months=french.SHORT_MONTHS),
    "short-year": lambda value: french.day(value, months=french.SHORT_MONTHS),
    "day": french.day_and_month,
    "weekday": french.weekday,
    "time": french.clock,
    "moment": french.moment,
}


@register.simple_tag
def icon(name, extra=""):
    """An icon that only repeats the word beside it. An unknown name raises."""
    return format_html(_ICON, f" {extra}" if extra else "", mark_safe(ICONS[name]))


@register.simple_tag
def tone_icon(tone):
    """The icon of a message: check, octagon, triangle, or « i »."""
    return icon(_TONE_ICONS.get(tone, "info"))


@register.simple_tag
def shape(name, tone=""):
    """The shape of a state, without its word: the word must stand beside it."""
    return format_html(_SHAPE, f" status--{tone}" if tone else "", mark_safe(SHAPES[name]))


@register.simple_tag
def status(state=None, *, boxed=False, label="", tone="calm", shape="empty-circle"):
    """A state: shape, word, colour. `state` has .label .tone .shape; or give the three words."""
    if state is not None:
        label, tone, shape = state.label, state.tone, state.shape
    return _drawn(str(label), tone, shape, boxed)


@lru_cache(maxsize=256, typed=True)
def _drawn(label, tone, shape, boxed):
    """A list says the same few states on every line. `typed`: a safe label is not a plain one."""
    box = " status--boxed" if boxed else ""
    return format_html(_STATUS, tone, box, "", mark_safe(SHAPES[shape]), label)


@register.simple_tag
def category_mark(letter):
    """The mark of a legal category: square, circle, triangle; a lozenge for those not counted."""
    return format_html(_CATEGORY, mark_safe(CATEGORIES[letter]))


@register.simple_tag
def sign(tone):
    """The large sign of a verdict: check, octagon, triangle."""
    return format_html(_SIGN, tone, mark_safe(SIGNS[tone]))


@register.inclusion_tag("components/_errors.html")
def error_summary(*forms):
    """The errors of these forms and formsets, each linked to its field; nothing without error."""
    links = [link for form in forms if form is not None for link in _error_links(form)]
    return {"links": links}


def _error_links(form):
    """(anchor, sentence, name of the field) for a form, or for each form of a formset."""
    if hasattr(form, "forms"):
        yield from (("", str(error), "") for error in form.non_form_errors())
        for one in form.forms:
            yield from _error_links(one)
        return
    for name, errors in form.errors.items():
        field = form[name] if name in form.fields else None
        hidden = field is None or field.is_hidden
        for error in errors:
            yield ("", str(error), "") if hidden else (field.anchor, str(error), field.label)


@register.filter
@stringfilter
def breakable(address):
    """An address of mail that goes to the next line after its « @ » rather than anywhere."""
    return format_html_join(mark_safe("@<wbr>"), "{}", ((part,) for part in address.split("@")))


@register.filter
def message_tone(message):
    """The tone of a Django message."""
    return _MESSAGE_TONES.get(message.level_tag, "accent")


@register.filter
def fr_date(value, style="long"):
    """« 12 mai 2027 »; styles: short, short-year, day, weekday, time, moment. Nothing for None."""
    return _DATES[style](value) if value else ""


@register.filter
def iso(value):
    """The value of a `datetime` attribute, in Brussels time."""
    if not value:
        return ""
    value = french.in_brussels(value)
    return value.isoformat(timespec="minutes") if isinstance(value, datetime) else value.isoformat()


@register.filter
def days(count):
    """« 114 jours », « 39 jours de retard »."""
    return "" if count is None else french.days(int(count))


@register.filter
def number(value):
    """« 35 000 »."""
    return "" if value in (None, "") else french.number(value)


@register.filter
def euros(value):
    """« 35 000 € »."""
    return "" if value in (None, "") else french.euros(value)


@register.filter
def file_size(count):
    """« 229 ko »."""
    return "" if count is None else french.size(count)


@register.filter(is_safe=True)
@stringfilter
def nbsp(text):
    """No line begins with « ; : ! ? »."""
    return french.nbsp(text)


@register.filter
@stringfilter
def typographic(text):
    """What a person typed, as a printer sets it."""
    return french.typographic(text)
