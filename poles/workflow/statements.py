"""An état de conformité is issued: numbered, frozen, kept as it was."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal, numbers
from core.canonical import canonical, sha256
from core.clock import today
from core.workflow import Refused
from poles.models import ConformityStatement
from poles.reports import as_on, frozen_statement

FIRST, LAST = 2014, 2101


def issue_statement(pole, *, on, by) -> ConformityStatement:
    """States the conformity of the pôle on a day, past or to come, from the facts encoded now.

    Refuses a day out of the time of the accord (2014 to 2101).
    """
    if not FIRST <= on.year <= LAST:
        raise Refused(_("Donnez une date entre 2014 et 2101."))
    with transaction.atomic():
        pole = as_on(pole, on=on)
        code, year = pole.bassin.code, today().year
        at = timezone.now()
        number = f"EC-{code}-{year}-{numbers.take(f'conformite/{code}/{year}'):03d}"
        text = canonical(frozen_statement(pole, on=on, number=number, at=at, by=by))
        statement = ConformityStatement.objects.create(
            pole=pole,
            number=number,
            on=on,
            text=text,
            sha256=sha256(text),
            issued_at=at,
            issued_by=by,
        )
        journal.append(
            "poles.établir_conformité",
            about=statement,
            by=by,
            data={"number": number, "on": on, "pole": pole.pk, "sha256": statement.sha256},
        )
    return statement
