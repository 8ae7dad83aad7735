"""Who decides: a secretary who notes, a présidence that seals, a plenary of three."""

from datetime import timedelta

import pytest

from actors.choices import StaffRole
from core.clock import today
from poles.models import MemberProposal
from tests.actors.factories import BodyFactory, OrganisationFactory, PersonFactory, UserFactory
from tests.plenary.factories import ItemFactory, SittingFactory, chair_of, seated
from tests.poles.factories import PoleFactory

DAY = timedelta(days=1)


@pytest.fixture
def body(bruxelles):
    return BodyFactory(bassin=bruxelles)


@pytest.fixture
def sec(bruxelles):
    """Who notes: the secretary of the plenary of Bruxelles."""
    return UserFactory(serves=bruxelles, role=StaffRole.SECRETARY)


@pytest.fixture
def chair(body):
    """Who seals: the présidence."""
    return chair_of(body)


@pytest.fixture
def member(body):
    """(account, mandate) of a member with a voice."""
    return seated(body)


@pytest.fixture
def sitting(body):
    """In session today."""
    return SittingFactory(body=body, in_session=True)


@pytest.fixture
def launch(sitting):
    """The launch of a pôle, on the agenda of the sitting in session."""
    pole = PoleFactory(bassin=sitting.body.bassin, proposed=True)
    return ItemFactory(sitting=sitting, pole=pole)


@pytest.fixture
def propose():
    """`propose(pole, "ABC")`: one candidate per letter; gives their keys."""

    def propose(pole, groups, **fields):
        by = UserFactory()
        rows = []
        for letter in groups:
            organisation = OrganisationFactory(category=letter)
            rows.append(
                MemberProposal.objects.create(
                    pole=pole,
                    person=PersonFactory(organisation=organisation),
                    organisation=organisation,
                    category=letter,
                    proposed_at=pole.created_at,
                    proposed_by=by,
                    **{
                        "presence": "terrain",
                        "active_on_territory": True,
                        "competent": True,
                        **fields,
                    },
                )
            )
        return [row.pk for row in rows]

    return propose


@pytest.fixture
def tomorrow():
    return today() + DAY
