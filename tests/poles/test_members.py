"""Members: candidates, guests, departures, composition at any date, and their pages.

One file on purpose: candidates become members, and their pages share the same world.
"""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from actors.choices import StaffRole
from actors.models import Person
from core.clock import today
from core.french import day
from core.versions import Conflict
from core.workflow import Refused, WrongState
from outbox.models import Mail
from poles import workflow
from poles.choices import EndReason, ProposalStatus
from poles.models import MemberProposal, Membership
from poles.reports import composition_of
from tests.actors.factories import (
    OrganisationFactory,
    PersonFactory,
    StaffAssignmentFactory,
    UserFactory,
)
from tests.consensus.factories import CommunicationFactory
from tests.consensus.factories_meetings import MeetingFactory
from tests.poles.factories import (
    DecisionRefFactory,
    MemberProposalFactory,
    MembershipFactory,
    PoleFactory,
    add_members,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def url(name, pole, *args):
    return reverse(f"poles:{name}", args=[pole.pk, *args])


def typed(**more):
    return {
        "token": "t" * 24,
        "person": "",
        "first_name": "Nora",
        "last_name": "Vermeulen",
        "email": "nora@example.org",
        "category": "",
        "presence": "terrain",
        "active_on_territory": "on",
        "competent": "on",
        "competence": "Formatrice depuis dix ans.",
        "derogation_reason": "",
        **more,
    }


def read(page):
    """What a form sends back of the effect that it showed."""
    return {"vu": page.context["forecast"].digest}


def errors(page):
    return page.context["form"].errors


# ── Proposer ─────────────────────────────────────────────────────────────────────────────────────


def test_the_service_proposes_somebody_new(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, launched=True)
    school = OrganisationFactory(category="C")

    client_as(service).post(url("propose", pole), typed(organisation=school.pk))

    proposal = MemberProposal.objects.get()
    assert str(proposal.person) == "Nora Vermeulen"
    assert proposal.person.organisation == school
    assert (proposal.category, proposal.status) == ("C", ProposalStatus.PROPOSED)
    assert proposal.proposed_by == service


def test_a_known_person_is_found_by_name_and_proposed_for_their_organisation(
    client_as, bruxelles, service
):
    pole = PoleFactory(bassin=bruxelles, launched=True)
    person = PersonFactory(first_name="Élise", last_name="Van Damme")

    page = client_as(service).get(url("propose", pole), {"q": "damme"})
    assert "Élise Van Damme" in page.text

    client_as(service).post(
        url("propose", pole), typed(person=person.pk, first_name="", last_name="", email="")
    )
    assert MemberProposal.objects.get().organisation == person.organisation


def test_the_effect_is_shown_before_anything_is_saved(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True, groups="AB")
    school = OrganisationFactory(category="C")

    page = client_as(service).post(url("propose", pole), typed(organisation=school.pk, voir="1"))

    assert ("P7", "Serait remplie") in [
        (s.rule.code, s.label) for f in page.context["forecast"].changing for s in f.shifts
    ]
    assert 'value="Nora"' in page.text
    assert not MemberProposal.objects.exists()


def test_a_person_without_organisation_is_refused_in_words(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, launched=True)

    page = client_as(service).post(url("propose", pole), typed())

    assert "c’est pour elle qu’un membre siège et compte" in errors(page)["organisation"][0]
    assert 'value="Nora"' in page.text
    assert not Person.objects.filter(first_name="Nora").exists()


def test_an_organisation_without_category_asks_for_one(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, launched=True)
    club = OrganisationFactory(category="")

    page = client_as(service).post(url("propose", pole), typed(organisation=club.pk))

    assert "n’a pas de catégorie par défaut" in errors(page)["category"][0]


def test_p19_higher_education_counted_is_refused_unless_a_derogation_is_asked(
    client_as, bruxelles, service
):
    pole = PoleFactory(bassin=bruxelles, launched=True)
    university = OrganisationFactory(category="", is_higher_education=True)
    words = typed(organisation=university.pk, category="C")

    page = client_as(service).post(url("propose", pole), words)
    assert "peut être invité, il ne compte pas" in errors(page)["category"][0]

    words["derogation_reason"] = "Seule école du bassin."
    unread = client_as(service).post(url("propose", pole), words)
    assert "Rien n’est encore enregistré" in unread.text
    client_as(service).post(url("propose", pole), {**words, **read(unread)})
    assert MemberProposal.objects.get().derogation_reason == "Seule école du bassin."


def test_p7_one_organisation_in_two_groups_is_refused_at_the_proposal(
    client_as, bruxelles, service
):
    pole = PoleFactory(bassin=bruxelles, active=True)
    operator = pole.memberships.get(category="B").organisation

    page = client_as(service).post(
        url("propose", pole), typed(organisation=operator.pk, category="C")
    )

    assert page.status_code == 422
    assert "compte déjà en catégorie B" in page.text
    assert not MemberProposal.objects.exists()
    assert not Person.objects.filter(first_name="Nora").exists()


def test_p7_two_persons_of_one_organisation_sit_in_the_same_group(service):
    pole = PoleFactory(active=True)
    operator = pole.memberships.get(category="B").organisation

    proposal = MemberProposalFactory.build(
        pole=pole, category="B", organisation=operator, person=PersonFactory(), proposed_by=service
    )

    assert workflow.propose(proposal, by=service).pk


@pytest.mark.parametrize("already", ["membre", "proposé"])
def test_who_sits_or_is_proposed_already_is_not_proposed_again(service, already):
    pole = PoleFactory(active=True)
    known = (
        pole.memberships.get(category="B")
        if already == "membre"
        else MemberProposalFactory(pole=pole)
    )
    again = MemberProposal(
        pole=pole,
        person=known.person,
        organisation=known.organisation,
        category="B",
        presence="terrain",
    )

    with pytest.raises(Refused) as refusal:
        workflow.propose(again, by=service)

    assert f"déjà {already}" in refusal.value.sentences[0]


def test_somebody_who_died_is_not_proposed(service):
    proposal = MemberProposalFactory.build(
        pole=PoleFactory(active=True),
        person=PersonFactory(died_on=today()),
        organisation=OrganisationFactory(),
        proposed_by=service,
    )

    with pytest.raises(Refused) as refusal:
        workflow.propose(proposal, by=service)

    assert "décédé" in refusal.value.sentences[0]


@pytest.mark.parametrize(
    ("traits", "why"),
    [
        ({"proposed": True}, "une fois le pôle lancé"),
        ({"ended": True}, "tant qu’il n’est pas terminé"),
        ({"active": True, "starts_on": date(2020, 1, 1)}, "est échu depuis le 31 décembre 2022"),
    ],
)
def test_members_are_proposed_only_while_the_pole_may_take_some(service, traits, why):
    pole = PoleFactory(**traits)
    proposal = MemberProposalFactory.build(
        pole=pole,
        person=PersonFactory(),
        organisation=OrganisationFactory(),
        proposed_by=service,
    )

    with pytest.raises(Refused) as refusal:
        workflow.propose(proposal, by=service)

    assert why in refusal.value.sentences[0].replace("\xa0", " ")


def test_a_person_known_and_a_new_name_are_not_both_given(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, launched=True)

    page = client_as(service).post(url("propose", pole), typed(person=PersonFactory().pk))

    assert "ou nommez-en une nouvelle" in errors(page)["person"][0]


def test_the_same_form_sent_twice_proposes_once(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, launched=True)
    words = typed(organisation=OrganisationFactory().pk)

    for _ in range(2):
        client_as(service).post(url("propose", pole), words)

    assert MemberProposal.objects.count() == 1


def test_a_proposal_is_corrected_until_the_plenary_decides(client_as, bruxelles, service):
    proposal = MemberProposalFactory(pole=PoleFactory(bassin=bruxelles, launched=True))
    words = {**typed(), "organisation": proposal.organisation_id, "competence": "Autre métier."}
    page = url("proposal", proposal.pole, proposal.pk)

    client_as(service).post(page, {**words, "base_version": 1})

    proposal.refresh_from_db()
    assert (proposal.competence, proposal.version) == ("Autre métier.", 2)

    late = client_as(service).post(page, {**words, "competence": "Encore.", "base_version": 1})
    assert late.status_code == 409
    assert "Autre métier." in late.text
    with pytest.raises(Conflict):
        workflow.edit_proposal(proposal, by=service, base_version=1)


def test_a_decided_proposal_is_not_edited(service):
    pole = PoleFactory(active=True)
    proposal = MemberProposalFactory(
        pole=pole, status="not_designated", decision=DecisionRefFactory(pole=pole)
    )

    with pytest.raises(WrongState):
        workflow.edit_proposal(proposal, by=service, base_version=1)


def test_withdrawing_says_its_effect_and_keeps_its_reason(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True, groups="AB")
    proposal = MemberProposalFactory(pole=pole, category="C")
    page = url("proposal_withdraw", pole, proposal.pk)

    shown = client_as(service).get(page)
    assert "Il manque un membre en catégorie C" in shown.text

    client_as(service).post(page, {"reason": "Change de fonction.", **read(shown)})
    proposal.refresh_from_db()
    assert proposal.status == ProposalStatus.WITHDRAWN
    assert proposal.history.first().history_change_reason == "Change de fonction."


# ── Invités et départs ───────────────────────────────────────────────────────────────────────────


def test_the_service_invites_without_the_plenary(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)
    university = OrganisationFactory(category="", is_higher_education=True)
    words = typed(organisation=university.pk, starts_on=today().isoformat())

    client_as(service).post(url("invite", pole), words)

    guest = pole.memberships.get(is_guest=True)
    assert (guest.category, guest.designated_by) == ("", None)
    assert composition_of(pole, on=today()).count == 3


def test_a_member_is_not_invited(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)
    member = pole.memberships.first()
    words = typed(person=member.person_id, first_name="", last_name="", email="")

    page = client_as(service).post(url("invite", pole), {**words, "starts_on": today().isoformat()})

    assert page.status_code == 422
    assert "déjà membre ou invité·e" in page.text


def test_an_invitation_ends(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)
    guest = MembershipFactory(pole=pole, guest=True)

    client_as(service).post(
        url("guest_end", pole, guest.pk), {"on": today().isoformat(), "detail": ""}
    )

    guest.refresh_from_db()
    assert (guest.ends_on, guest.end_reason) == (today(), EndReason.INVITATION)


def test_a_resignation_shows_what_would_be_missing_then_tells_the_secretary(
    client_as, bruxelles, service
):
    pole = PoleFactory(bassin=bruxelles, active=True)
    secretary = StaffAssignmentFactory(bassin=bruxelles, role=StaffRole.SECRETARY).person
    member = pole.memberships.get(category="C")
    page = url("resignation", pole, member.pk)

    typed = {"on": (today() + DAY).isoformat(), "detail": "Lettre du 3 mai"}

    unread = client_as(service).post(page, typed)

    assert "Rien n’est encore enregistré" in unread.text
    assert f"Ne serait plus remplie, dès le {day(today() + 2 * DAY)}" in unread.text
    assert "Il manque un membre en catégorie C" in unread.text
    assert 'value="Lettre du 3 mai"' in unread.text
    member.refresh_from_db()
    assert member.ends_on is None

    client_as(service).post(page, {**typed, **read(unread)})
    member.refresh_from_db()
    assert (member.end_reason, member.end_detail) == (EndReason.RESIGNED, "Lettre du 3 mai")
    mail = Mail.objects.get()
    assert (mail.template, mail.person) == ("poles/member_resigned", secretary)


@pytest.mark.parametrize(
    ("on", "why"),
    [
        ("2019-01-01", "à partir de celui-là"),
        ("31/02/2026", "date qui existe"),
        ("1999-01-01", "2014"),
    ],
)
def test_a_departure_on_an_impossible_day_is_refused_in_words(
    client_as, bruxelles, service, on, why
):
    pole = PoleFactory(bassin=bruxelles, active=True)
    member = pole.memberships.first()

    page = client_as(service).post(
        url("resignation", pole, member.pk), {"on": on, "detail": "Lettre"}
    )

    assert page.status_code in (200, 422)
    assert why in page.text
    assert 'value="Lettre"' in page.text
    member.refresh_from_db()
    assert member.ends_on is None


def test_nobody_leaves_twice(service):
    member = PoleFactory(active=True).memberships.first()
    workflow.record_resignation(member, by=service, on=today())

    with pytest.raises(WrongState):
        workflow.record_resignation(member, by=service, on=today())


def test_a_death_ends_every_membership_and_writes_to_nobody(client_as, bruxelles, service):
    first = PoleFactory(bassin=bruxelles, active=True)
    second = PoleFactory(bassin=bruxelles, active=True, groups="BC")
    member = first.memberships.get(category="A")
    add_members(second, "A", person=member.person)

    page, typed = url("death", first, member.pk), {"on": (today() - DAY).isoformat()}
    unread = client_as(service).post(page, typed)
    assert {str(f.subject) for f in unread.context["forecast"].changing} == {
        str(first),
        str(second),
    }
    client_as(service).post(page, {**typed, **read(unread)})

    member.person.refresh_from_db()
    assert member.person.died_on == today() - DAY
    ended = Membership.objects.filter(person=member.person)
    assert set(ended.values_list("end_reason", flat=True)) == {EndReason.DIED}
    assert not Mail.objects.exists()


def test_a_death_to_come_is_refused(service):
    member = PoleFactory(active=True).memberships.first()

    with pytest.raises(Refused):
        workflow.record_death(member, by=service, on=today() + DAY)


# ── Composition à une date ───────────────────────────────────────────────────────────────────────


def letters(pole, on):
    return {g.letter: len(g.members) for g in composition_of(pole, on=on).groups}


def test_the_composition_is_known_for_any_past_or_future_day():
    pole = PoleFactory(active=True, starts_on=date(2024, 3, 12))
    member = pole.memberships.get(category="C")
    member.ends_on, member.end_reason = date(2026, 8, 31), EndReason.RESIGNED
    member.save()
    add_members(pole, "C", starts_on=date(2026, 12, 3))

    assert letters(pole, date(2024, 3, 11)) == {"A": 0, "B": 0, "C": 0}
    assert letters(pole, date(2026, 8, 31)) == {"A": 1, "B": 1, "C": 1}
    assert letters(pole, date(2026, 9, 1)) == {"A": 1, "B": 1, "C": 0}
    assert letters(pole, date(2026, 12, 3)) == {"A": 1, "B": 1, "C": 1}


def test_the_page_shows_the_composition_and_the_law_of_the_day_asked(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True, starts_on=date(2024, 3, 12))
    member = pole.memberships.get(category="C")
    member.ends_on, member.end_reason = date(2026, 8, 31), EndReason.RESIGNED
    member.save()
    client = client_as(service)

    before = client.get(url("members", pole), {"le": "2026-08-31"})
    after = client.get(url("members", pole), {"le": "2026-09-01"})

    assert str(member.person) in before.text
    assert "Aucun membre désigné depuis le 31 août 2026." in after.text
    assert f"Avant\xa0: {member.person}" in after.text
    unmet = {v.rule.code for v in after.context["panel"].unmet}
    assert "P7" in unmet
    assert "P7" not in {v.rule.code for v in before.context["panel"].unmet}


def test_a_date_that_means_nothing_is_said_and_today_is_shown(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)

    page = client_as(service).get(url("members", pole), {"le": "31/02/2026"})

    assert "Cette date n’est pas lisible." in page.text
    assert page.context["on"] == today()


@pytest.mark.parametrize("code", ["P7", "P13", "P14", "P15"])
def test_rules_of_the_life_are_met_and_unmet_on_the_page(client_as, bruxelles, service, code):
    lawful = PoleFactory(bassin=bruxelles, active=True, agreed_rhythm="chaque mois")
    MeetingFactory(pole=lawful, held=True)
    empty = PoleFactory(bassin=bruxelles, active=True, groups="")
    CommunicationFactory(pole=empty)
    client = client_as(service)

    met = {v.rule.code: v.met for v in client.get(url("members", lawful)).context["panel"].verdicts}
    unmet = {
        v.rule.code: v.met for v in client.get(url("members", empty)).context["panel"].verdicts
    }

    assert met[code]
    assert not unmet[code]


@pytest.mark.parametrize(
    ("code", "change"),
    [
        ("P7", {"category": "A"}),
        ("P8", {"competent": False}),
        ("P19", {"organisation__is_higher_education": True}),
    ],
)
def test_rules_of_the_designation_are_met_and_unmet_on_the_page(
    client_as, bruxelles, service, code, change
):
    pole = PoleFactory(bassin=bruxelles, launched=True)
    for letter in "AB":
        MemberProposalFactory(pole=pole, category=letter)
    last = MemberProposalFactory(pole=pole, category="C")

    def verdict():
        panel = client_as(service).get(url("members", pole)).context["ahead"]["panel"]
        return next(v for v in panel.verdicts if v.rule.code == code and v.blocks is not v.met)

    assert verdict().met
    for name, value in change.items():
        target, _sep, field = name.rpartition("__")
        row = getattr(last, target) if target else last
        setattr(row, field, value)
        row.save()
    assert verdict().blocks


@pytest.mark.parametrize(("strict", "blocks"), [(False, False), (True, True)])
def test_p8_reads_the_accord_as_the_bassin_says(client_as, bruxelles, service, strict, blocks):
    bruxelles.asks_competence_of_all = strict
    bruxelles.save()
    pole = PoleFactory(bassin=bruxelles, launched=True)
    for letter in "ABC":
        MemberProposalFactory(pole=pole, category=letter, competent=letter != "A")

    panel = client_as(service).get(url("members", pole)).context["ahead"]["panel"]

    unmet = [v for v in panel.unmet if v.rule.code == "P8"]
    assert [v.blocks for v in unmet] == [blocks]


def test_p9_a_designation_whose_decision_was_voided_no_longer_holds(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True)
    MemberProposalFactory(pole=pole, category="A")
    page = url("members", pole)

    def p9():
        panel = client_as(service).get(page).context["ahead"]["panel"]
        return next(v for v in panel.verdicts if v.rule.code == "P9")

    assert p9().met
    pole.decisions.update(is_effective=False)
    assert p9().blocks


# ── Qui voit quoi ────────────────────────────────────────────────────────────────────────────────


def test_candidates_are_the_services_alone(
    client_as, bruxelles, active_pole, service, pole_member, plenary_member, guest
):
    proposal = MemberProposalFactory(pole=active_pole)
    page = url("members", active_pole)

    seen = {
        user: str(proposal.person) in client_as(user).get(page).text
        for user in (service, pole_member, plenary_member, guest)
    }

    assert seen == {service: True, pole_member: False, plenary_member: False, guest: False}


def test_guests_read_the_names_and_not_the_verdicts(client_as, active_pole, guest, pole_member):
    page = url("members", active_pole)

    assert "panel" in client_as(pole_member).get(page).context
    assert "panel" not in client_as(guest).get(page).context


@pytest.mark.parametrize("name", ["propose", "invite"])
def test_only_the_service_of_the_bassin_manages_members(
    client_as, active_pole, liege_service, pole_member, name
):
    page = url(name, active_pole)

    assert client_as(pole_member).get(page).status_code == 403
    assert client_as(liege_service).get(page).status_code == 404


def test_a_membership_of_another_pole_is_not_found(client_as, bruxelles, service):
    mine, other = (PoleFactory(bassin=bruxelles, active=True) for _ in range(2))
    member = other.memberships.first()

    assert client_as(service).get(url("resignation", mine, member.pk)).status_code == 404


def test_the_history_names_everybody_who_ever_sat(client_as, bruxelles, service):
    pole = PoleFactory(bassin=bruxelles, active=True, groups="")
    gone = MembershipFactory(pole=pole, resigned=True)

    page = client_as(service).get(url("members_history", pole))

    assert str(gone.person) in page.text
    assert gone.designated_by.number in page.text


@pytest.mark.parametrize("page", ["members", "members_history"])
def test_one_or_ten_members_cost_the_same_queries(client_as, bruxelles, page):
    client = client_as(UserFactory(serves=bruxelles))
    few, many = (PoleFactory(bassin=bruxelles, active=True) for _ in range(2))
    MemberProposalFactory(pole=few)
    add_members(many, "ABCABC")
    for _ in range(5):
        MemberProposalFactory(pole=many)
    client.get(url(page, few))

    with CaptureQueriesContext(connection) as for_few:
        client.get(url(page, few))
    with CaptureQueriesContext(connection) as for_many:
        client.get(url(page, many))

    assert len(for_few) == len(for_many)
