"""Files of others: the organisations and the persons of a list, the mandates of a plenary."""

from actors.imports.mandates import MANDATES
from actors.imports.organisations import ORGANISATIONS, import_organisations, served
from actors.imports.people import Known, Unclear
from actors.imports.persons import PERSONS
from actors.imports.persons import lock as lock_everybody

__all__ = [
    "MANDATES",
    "ORGANISATIONS",
    "PERSONS",
    "Known",
    "Unclear",
    "import_organisations",
    "lock_everybody",
    "served",
]
