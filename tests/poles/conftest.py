"""One printed dossier serves several tests: printing is what costs."""

import pytest

from core import pdf
from core.clock import today
from poles.documents import dossier_html, dossier_of

_PRINTED = {}


@pytest.fixture
def printed_once():
    """`printed_once(pole, by=user)`: the bytes of a dossier; printed again only for another key."""

    def bytes_of(pole, *, by, key="dossier"):
        if (pole.title, key) not in _PRINTED:
            html = dossier_html(dossier_of(by, pole.pk), by=by, on=today())
            _PRINTED[pole.title, key] = pdf.render(html).content
        return _PRINTED[pole.title, key]

    return bytes_of
