"""Two records of one person or one organisation: seen, made one, made two again."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey
from django.urls import reverse

from actors import workflow
from actors.choices import RecordKind
from actors.facts.merging import Pair, consequences, moving, obstacles, twins
from actors.models import Bassin, Merge, Organisation, Person
from actors.workflow import merging
from core.clock import today
from core.models import JournalEntry
from core.relations import path_to, relations_to
from core.workflow import Refused, WrongState
from tests.actors.factories import (
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    SeatFactory,
    UserFactory,
)
from tests.poles.factories import MemberProposalFactory, MembershipFactory, PoleFactory

pytestmark = pytest.mark.django_db


def merged(kept, gone, *, by, **chosen):
    pair = Pair(kept, gone)
    versions = {"base_version": kept.version, "gone_version": gone.version}
    return merging.merge(pair, by=by, **versions, **chosen)


def url(name, pair):
    return reverse(f"actors:{name}", args=[pair.kind, *pair.keys])


# ── What looks alike ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ({"name_fr": "École du Canal"}, {"name_fr": "ECOLE DU CANAL, ASBL"}, True),
        ({"name_fr": "Actiris"}, {"name_fr": "Office régional", "short": "ACTIRIS"}, True),
        ({"name_fr": "A", "short": "CPMS"}, {"name_fr": "B", "short": "cpms"}, True),
        ({"name_fr": "École du Canal"}, {"name_fr": "École des Quais"}, False),
    ],
)
def test_organisations_look_alike_by_name_and_initials(one, other, alike):
    OrganisationFactory(**one)
    OrganisationFactory(**other)

    assert len(twins(RecordKind.ORGANISATION)) == alike


def test_persons_look_alike_by_name_in_any_order_and_by_address():
    first = PersonFactory(first_name="Zoé", last_name="Martin", email="zoe@example.org")
    second = PersonFactory(first_name="MARTIN", last_name="Zoe", email="")
    third = PersonFactory(first_name="Zoé", last_name="Dubois", email="ZOE@example.org")

    found = {(t.first, t.second) for t in twins(RecordKind.PERSON)}

    assert found == {(first.pk, second.pk), (first.pk, third.pk)}


def test_two_that_were_told_apart_are_not_proposed_again(service):
    one, other = OrganisationFactory(short="X"), OrganisationFactory(short="x")

    merging.tell_apart(Pair(other, one), by=service)
    merging.tell_apart(Pair(one, other), by=service)

    assert twins(RecordKind.ORGANISATION) == []
    assert JournalEntry.objects.filter(act="actors.distinguer").count() == 1


# ── One act ─────────────────────────────────────────────────────────────────────────────────────


def test_a_merge_moves_what_pointed_to_the_duplicate_and_keeps_the_chosen_values(
    bruxelles, service
):
    kept = OrganisationFactory(name_fr="Actiris", short="", bassin=bruxelles)
    gone = OrganisationFactory(name_fr="Actiris ASBL", short="ACT", bassin=bruxelles)
    member = MembershipFactory(organisation=gone)
    employee = PersonFactory(organisation=gone)
    announced = moving(gone)

    row = merged(kept, gone, by=service, name_fr="kept", short="gone")

    for moved in (member, employee):
        moved.refresh_from_db()
        assert moved.organisation == kept
        assert moved.history.first().history_user == service
    kept.refresh_from_db()
    assert (kept.name_fr, kept.short) == ("Actiris", "ACT")
    assert sum(count for count, _words in announced) == len(row.moved) == 3
    assert JournalEntry.objects.get(act="actors.fusionner").subject_id == str(kept.pk)


def test_a_merged_record_is_never_offered_again_and_its_address_leads_to_the_other(
    client, bruxelles, service
):
    kept = OrganisationFactory(name_fr="Actiris", bassin=bruxelles)
    gone = OrganisationFactory(name_fr="Aktiris", bassin=bruxelles)
    merged(kept, gone, by=service)
    client.force_login(service)

    assert gone not in Organisation.objects.all()
    assert client.get(gone.get_absolute_url()).url == kept.get_absolute_url()
    directory = client.get(reverse("actors:directory"), {"q": "aktiris"})
    assert list(directory.context["records"]) == []
    with pytest.raises(Refused, match="fusionnée dans Actiris"):
        workflow.add_organisation(Organisation(name_fr="AKTIRIS"), by=service, sure=False)


def test_the_kept_record_may_take_the_name_and_the_account_of_the_other(bruxelles, service):
    one, two = (OrganisationFactory(bassin=bruxelles) for _n in range(2))
    merged(one, two, by=service, name_fr="gone")
    account = UserFactory()
    person = PersonFactory(organisation=None)
    merged(person, account.person, by=service)

    assert Organisation.objects.get(pk=one.pk).name_fr == two.name_fr
    assert type(account).objects.get(pk=account.pk).person == person


def test_who_sat_under_the_duplicate_sits_under_the_kept_record(client, pole_member, service):
    """The rights follow the facts that moved."""
    double = PersonFactory(organisation=None)
    pole = PoleFactory(active=True)
    MembershipFactory(pole=pole, person=double)
    client.force_login(pole_member)
    assert client.get(pole.get_absolute_url()).status_code == 404

    merged(pole_member.person, double, by=service)

    assert client.get(pole.get_absolute_url()).status_code == 200


# ── What forbids it ─────────────────────────────────────────────────────────────────────────────


def test_what_one_record_cannot_hold_is_refused_with_every_reason(client, bruxelles, service):
    accounts = UserFactory(), UserFactory()
    kept, gone = (account.person for account in accounts)
    pole = PoleFactory(active=True)
    for person in (kept, gone):
        MembershipFactory(pole=pole, person=person)
        MandateFactory(person=person, seat=SeatFactory(body__bassin=bruxelles))
    pair = Pair(kept, gone)

    with pytest.raises(Refused) as refusal:
        merged(kept, gone, by=service)
    client.force_login(service)
    page = client.get(url("merge", pair)).content.decode().replace("\xa0", " ")

    assert len(refusal.value.sentences) == len(obstacles(pair)) == 4
    for words in ("ont un compte", "deux sièges", "siègent en même temps", "la même place"):
        assert words in page
    assert not Merge.objects.exists()


def test_a_pair_that_changed_since_it_was_read_is_refused(service):
    kept, gone = PersonFactory(organisation=None), PersonFactory(organisation=None)
    Person.objects.filter(pk=gone.pk).update(version=2)

    with pytest.raises(WrongState, match="relisez"):
        merged(kept, gone, by=service)


def test_what_bassins_share_is_merged_by_the_administration_alone(
    client, service, manager, liege_service
):
    """A person is tied to the bassin of all that they do; an organisation says its own."""
    shared = Pair(OrganisationFactory(), OrganisationFactory())
    ours = Pair(PersonFactory(organisation=None), PersonFactory(organisation=None))
    MembershipFactory(person=ours.gone)

    answers = {}
    for user in (service, manager, liege_service):
        client.force_login(user)
        answers[user] = [client.get(url("merge", p)).status_code for p in (shared, ours)]

    assert answers == {service: [404, 200], manager: [200, 200], liege_service: [404, 404]}
    with pytest.raises(Refused, match="administration"):
        merged(shared.kept, shared.gone, by=service)


def test_the_page_says_which_rules_would_no_longer_be_met():
    pole = PoleFactory(active=True)
    for category in "AB":
        MembershipFactory(pole=pole, category=category)
    kept = MembershipFactory(pole=pole, category="B").organisation
    gone = MembershipFactory(pole=pole, category="C").organisation

    told = consequences(Pair(kept, gone), on=today())

    assert [("P7 (Accord" in one, "ne serait plus remplie" in one) for one in told] == [
        (True, True),  # la vie du pôle
        (True, True),  # son renouvellement
    ]


def test_somebody_and_who_stands_in_for_them_stay_two(service):
    proposal = MemberProposalFactory()
    other = PersonFactory(organisation=None)
    MemberProposalFactory(pole=proposal.pole, person=other, substitute_of=proposal.person)

    with pytest.raises(Refused, match="(même place|se font face)"):
        merged(proposal.person, other, by=service)


# ── The way back ────────────────────────────────────────────────────────────────────────────────


def test_a_merge_is_undone_whole(bruxelles, service):
    kept = OrganisationFactory(name_fr="Le bon nom", bassin=bruxelles)
    gone = OrganisationFactory(name_fr="L’autre nom", bassin=bruxelles)
    member = MembershipFactory(organisation=gone)
    row = merged(kept, gone, by=service, name_fr="gone")
    later = MembershipFactory(organisation=kept)

    merging.unmerge(row, by=service, reason="Deux écoles.")

    names = dict(
        Organisation.objects.filter(pk__in=(kept.pk, gone.pk)).values_list("pk", "name_fr")
    )
    assert names == {kept.pk: "Le bon nom", gone.pk: "L’autre nom"}
    member.refresh_from_db()
    later.refresh_from_db()
    assert (member.organisation, later.organisation) == (gone, kept)


def test_a_merge_is_not_undone_once_the_kept_record_changed(service):
    account, kept = UserFactory(), PersonFactory(organisation=None)
    row = merged(kept, account.person, by=service)
    Person.objects.filter(pk=kept.pk).update(version=9)

    with pytest.raises(Refused, match="a changé depuis la fusion"):
        merging.unmerge(row, by=service, reason="Erreur.")


# ── The page ────────────────────────────────────────────────────────────────────────────────────


def test_the_pair_is_merged_from_its_page_once(client, bruxelles, service):
    kept, gone = (OrganisationFactory(short="DUP", bassin=bruxelles) for _n in range(2))
    client.force_login(service)
    listed = client.get(reverse("actors:twins")).context["rows"]
    pair = Pair(kept, gone)
    data = {"base_version": 1, "gone_version": 1, "name_fr": "gone"}

    first = client.post(url("merge", pair), data)
    second = client.post(url("merge", pair), data)

    assert [row.pair for row in listed] == [pair]
    assert first.url == second.url == kept.get_absolute_url()
    assert Merge.objects.count() == 1
    assert "est devenue une partie" in client.get(first.url).content.decode()


# ── Nothing forgotten ───────────────────────────────────────────────────────────────────────────


def test_every_table_that_names_a_person_leads_to_its_bassin():
    """Otherwise a person could be merged by a service that does not know all that they do."""
    without = {
        relation.related_model._meta.label
        for relation in relations_to(Person)
        if not path_to(relation.related_model, Bassin)
    }

    assert without == {"actors.Person"}


def test_no_table_names_a_person_or_an_organisation_out_of_reach():
    """A many-to-many would not move: there is none."""
    pointing = {
        (model, field.name)
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, ForeignKey) and field.related_model in (Person, Organisation)
    }
    found = {
        (relation.related_model, relation.field.name)
        for record in (Person, Organisation)
        for relation in relations_to(record)
    }
    many = [
        f
        for model in (Person, Organisation)
        for f in model._meta.get_fields(include_hidden=True)
        if f.many_to_many
    ]

    assert {p for p in pointing if not hasattr(p[0], "history_type")} == found
    assert many == []
