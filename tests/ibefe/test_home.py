"""The home page: how far a date is, in words."""

from datetime import date, timedelta

import pytest

from core.todo import URGENT, Task
from ibefe.views import row_of

TODAY = date(2026, 11, 28)


@pytest.mark.parametrize(
    ("days", "figure", "words"),
    [
        (114, 114, "jours avant l’échéance"),
        (1, 1, "jour avant l’échéance"),
        (0, "J", "c’est aujourd’hui"),
        (-1, 1, "jour de retard"),
        (-39, 39, "jours de retard"),
    ],
)
def test_a_date_is_told_by_its_distance(days, figure, words):
    task = Task(URGENT, "Relire", "/", "Relire", due_on=TODAY + timedelta(days=days))

    row = row_of(task, on=TODAY)

    assert (row["figure"], row["words"]) == (figure, words)


def test_what_has_no_date_has_no_figure():
    assert row_of(Task(URGENT, "Relire", "/", "Relire"), on=TODAY)["words"] == ""
