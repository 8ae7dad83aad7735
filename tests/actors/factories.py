"""Bassins, persons, accounts and seats as tests need them: `UserFactory(serves=bassin)`."""

from datetime import date

import factory
from allauth.account.models import EmailAddress
from django.core.files.uploadedfile import SimpleUploadedFile
from factory import LazyAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from actors.choices import Category, Rank, RuleSource, SeatGroup, Sector, StaffRole
from actors.models import (
    Bassin,
    Body,
    Capacity,
    Mandate,
    Organisation,
    Person,
    Regulation,
    RuleSet,
    Seat,
    StaffAssignment,
    User,
)

LONG_AGO = date(2014, 9, 1)
PASSWORD = "mot-de-passe-de-test"
NAMES = {
    "BXL": "Bruxelles",
    "BW": "Brabant wallon",
    "WAPI": "Wallonie picarde",
    "HC": "Hainaut Centre",
    "HS": "Hainaut Sud",
    "NAM": "Namur",
    "LUX": "Luxembourg",
    "HW": "Huy-Waremme",
    "LG": "Liège",
    "VER": "Verviers",
}
SECTORS = {Category.A: Sector.PRIVATE, Category.B: Sector.PUBLIC, Category.C: Sector.PUBLIC}


class BassinFactory(DjangoModelFactory):
    """Bruxelles unless told, with the accord and the note in force. The same code, the same row."""

    class Meta:
        model = Bassin
        django_get_or_create = ["name"]
        skip_postgeneration_save = True

    code = "BXL"
    name = LazyAttribute(lambda b: NAMES.get(b.code, b.code))
    is_home = LazyAttribute(lambda b: b.code == "BXL")
    reply_address = LazyAttribute(lambda b: f"service@{b.code.lower()}.example")
    mailbox = LazyAttribute(lambda b: f"boite@{b.code.lower()}.example")

    @factory.post_generation
    def rules(self, create, extracted, **kwargs):
        for source in extracted if extracted is not None else RuleSource.values:
            if not RuleSet.objects.filter(bassin=self, source=source).exists():
                RuleSetFactory(bassin=self, source=source)


class RuleSetFactory(DjangoModelFactory):
    class Meta:
        model = RuleSet

    bassin = SubFactory(BassinFactory)
    source = RuleSource.ACCORD
    starts_on = LONG_AGO


class CapacityFactory(DjangoModelFactory):
    class Meta:
        model = Capacity
        django_get_or_create = ["bassin", "year"]

    bassin = SubFactory(BassinFactory)
    year = 2026
    days = 220


class OrganisationFactory(DjangoModelFactory):
    class Meta:
        model = Organisation

    name_fr = Sequence(lambda n: f"Organisation {n}")
    category = Category.A
    sector = LazyAttribute(lambda o: SECTORS.get(o.category, Sector.PUBLIC))
    is_fictive = True


class PersonFactory(DjangoModelFactory):
    class Meta:
        model = Person

    first_name = Sequence(lambda n: f"Camille{n}")
    last_name = Sequence(lambda n: f"Dupont{n}")
    email = Sequence(lambda n: f"camille{n}@example.org")
    organisation = SubFactory(OrganisationFactory)
    is_fictive = True


class UserFactory(DjangoModelFactory):
    """An account whose address is verified, and its person.

    `serves=bassin, role=StaffRole.SECRETARY` gives a function in the service; `sits=bassin` a
    mandate in its plenary, `chairs=bassin` the presidency; `person=` an existing person.
    """

    class Meta:
        model = User

    email = Sequence(lambda n: f"compte{n}@example.org")

    @classmethod
    def _create(
        cls,
        model_class,
        *args,
        password=PASSWORD,
        person=None,
        serves=None,
        role=StaffRole.OFFICER,
        sits=None,
        chairs=None,
        **fields,
    ):
        user = model_class.objects.create_user(fields.pop("email"), password, **fields)
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
        if person is None:
            person = PersonFactory(user=user, email=user.email)
        else:
            person.user = user
            person.save()
        if serves:
            StaffAssignmentFactory(person=person, bassin=serves, role=role)
        if sits:
            MandateFactory(person=person, seat__body__bassin=sits)
        if chairs:
            MandateFactory(person=person, seat__body__bassin=chairs, seat__group=SeatGroup.CHAIR)
        return user


class StaffAssignmentFactory(DjangoModelFactory):
    class Meta:
        model = StaffAssignment

    bassin = SubFactory(BassinFactory)
    person = SubFactory(PersonFactory)
    role = StaffRole.OFFICER
    starts_on = LONG_AGO


class BodyFactory(DjangoModelFactory):
    class Meta:
        model = Body
        django_get_or_create = ["bassin", "name"]

    bassin = SubFactory(BassinFactory)
    name = "Plénière"


class RegulationFactory(DjangoModelFactory):
    """A règlement of which only the day is entered, unless told."""

    class Meta:
        model = Regulation

    body = SubFactory(BodyFactory)
    starts_on = LONG_AGO


def csv_of(text, name="mandats.csv"):
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, text.encode(), "text/csv")


class SeatFactory(DjangoModelFactory):
    class Meta:
        model = Seat

    body = SubFactory(BodyFactory)
    code = Sequence(lambda n: f"T{n}")
    group = SeatGroup.SOCIAL
    label = LazyAttribute(lambda s: str(SeatGroup(s.group).label))
    starts_on = LONG_AGO


class MandateFactory(DjangoModelFactory):
    class Meta:
        model = Mandate

    seat = SubFactory(SeatFactory)
    person = SubFactory(PersonFactory)
    organisation = LazyAttribute(lambda m: m.person.organisation)
    rank = Rank.EFFECTIVE
    starts_on = LONG_AGO
