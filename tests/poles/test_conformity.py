"""The rules asked of many pôles at once say what they say of each alone, for no more queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.clock import today
from core.verdicts import EXAMINERS, Known, verdicts_for
from poles.models import Pole
from tests.evaluations.factories import EvaluationFactory
from tests.faults import assert_none
from tests.poles.factories import MemberProposalFactory, PoleFactory

pytestmark = pytest.mark.django_db

STATES = (
    {"theme": None, "problem": ""},
    {"proposed": True},
    {"launched": True, "groups": "A"},
    {"active": True, "groups": "AB"},
    {"active": True, "terms": 2, "agreed_rhythm": "tous les mois"},
    {"ended": True},
)


def a_pole_in_each_state(bassin, service):
    poles = [PoleFactory(bassin=bassin, **state) for state in STATES]
    for pole in poles:
        MemberProposalFactory(pole=pole, proposed_by=service, category="C")
        EvaluationFactory(pole=pole, term_number=1)
    return poles


def everything_asked_of(pole, *, known=None):
    return [
        f"{moment.name} {v.rule.code}: {v.label}, {v.reason} {v.remedy_url}"
        for moment in EXAMINERS
        for v in verdicts_for(moment, pole, on=today(), known=known)
    ]


def test_each_pole_among_many_has_the_verdicts_it_has_alone(bruxelles, liege, service):
    poles = [p for b in (bruxelles, liege) for p in a_pole_in_each_state(b, service)]
    known = Known(poles, on=today())

    other = [
        (many, alone)
        for pole in poles
        for many, alone in zip(
            everything_asked_of(pole, known=known), everything_asked_of(pole), strict=True
        )
        if many != alone
    ]

    assert_none(other)


def queries_of_all():
    poles = list(Pole.objects.select_related("bassin", "theme").order_by("pk"))
    with CaptureQueriesContext(connection) as queries:
        known = Known(poles, on=today())
        for pole in poles:
            everything_asked_of(pole, known=known)
    return len(queries)


def test_more_poles_cost_no_query_more(bruxelles, service):
    a_pole_in_each_state(bruxelles, service)
    few = queries_of_all()
    for _more in range(3):
        a_pole_in_each_state(bruxelles, service)

    assert queries_of_all() == few
