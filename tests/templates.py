"""A variable that a template of the house does not find is a fault, not an empty string."""

import copy
import sys
from pathlib import Path

from django.conf import settings
from django.template.base import FilterExpression

TOLERANT = ("default", "default_if_none", "yesno")


def _is_ours(template):
    origin = getattr(getattr(template, "origin", None), "name", "") or ""
    path = Path(origin)
    return path.is_relative_to(settings.BASE_DIR) and ".venv" not in path.parts


class UnknownVariable(str):
    """Put as `string_if_invalid`: raises where the template is ours.

    `{{ x|default:… }}` says itself what to do when x is missing. Templates of Django, allauth and
    the other libraries keep the empty string they count on.
    """

    __slots__ = ()

    def __new__(cls):
        return super().__new__(cls, "unknown")

    def __contains__(self, piece):
        return piece == "%s"

    def __mod__(self, variable):
        expression, context = self._asked_by()
        current = context.render_context.template
        tolerates = expression.filters and expression.filters[0][0].__name__ in TOLERANT
        if tolerates or not (_is_ours(current) and _is_ours(context.template)):
            absent = copy.copy(expression)
            absent.var, absent.is_var = "", False
            return absent.resolve(context)
        raise AssertionError(f"{current.origin.name}: {{{{ {expression} }}}} is not given.")

    @staticmethod
    def _asked_by():
        frame = sys._getframe(2)
        while not isinstance(frame.f_locals.get("self"), FilterExpression):
            frame = frame.f_back
        return frame.f_locals["self"], frame.f_locals["context"]
