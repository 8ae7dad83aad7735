"""The acts on reference data: guard under lock, history, one line of the journal each."""

import json
from datetime import date
from threading import Barrier, Thread

import pytest
from django.db import connection

from actors import workflow
from actors.choices import Rank, SeatGroup
from actors.models import Capacity, Mandate, Organisation, Person
from core.models import JournalEntry
from core.versions import Conflict
from core.workflow import Refused
from tests.actors.factories import (
    BassinFactory,
    BodyFactory,
    CapacityFactory,
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    RuleSetFactory,
    SeatFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(bruxelles):
    return SeatFactory(body__bassin=bruxelles, code="T-1")


@pytest.fixture
def by(bruxelles):
    return UserFactory(serves=bruxelles)


def proposed(seat, person=None, **fields):
    """A mandate as the form gives it: unsaved."""
    person = person or PersonFactory()
    fields = {"starts_on": date(2026, 1, 1), "rank": Rank.EFFECTIVE, **fields}
    fields.setdefault("organisation", person.organisation)
    return Mandate(seat=seat, person=person, **fields)


def acts():
    return list(JournalEntry.objects.order_by("seq").values_list("act", flat=True))


def refusal_of(act):
    with pytest.raises(Refused) as refusal:
        act()
    return refusal.value.sentences


# ── Mandates ────────────────────────────────────────────────────────────────────────────────────


def test_a_mandate_is_granted_with_its_history_and_its_proof(seat, by):
    mandate = proposed(seat, source="Arrêté du 3 mars 2026")

    workflow.grant_mandate(mandate, by=by)

    assert seat.mandates.get() == mandate
    assert mandate.history.get().history_user == by
    entry = JournalEntry.objects.get()
    assert (entry.act, entry.subject_id, entry.actor_id) == (
        "actors.confier_mandat",
        str(mandate.pk),
        by.pk,
    )
    assert json.loads(entry.data) == {
        "seat": seat.pk,
        "person": mandate.person_id,
        "organisation": mandate.organisation_id,
        "rank": "effectif",
        "starts_on": "2026-01-01",
        "ends_on": None,
    }


@pytest.mark.parametrize(
    ("held", "asked", "free"),
    [
        (("2024-01-01", None), ("2026-01-01", None), False),
        (("2024-01-01", "2026-01-01"), ("2026-01-01", None), False),
        (("2024-01-01", "2025-12-31"), ("2026-01-01", None), True),
        (("2026-06-01", None), ("2026-01-01", "2026-05-31"), True),
        (("2026-06-01", None), ("2026-01-01", "2026-06-01"), False),
        (("2026-06-01", "2026-07-01"), ("2026-01-01", None), False),
    ],
)
def test_a_seat_has_one_effective_member_at_a_time(seat, by, held, asked, free):
    days = [date.fromisoformat(d) if d else None for d in (*held, *asked)]
    MandateFactory(seat=seat, starts_on=days[0], ends_on=days[1])
    mandate = proposed(seat, starts_on=days[2], ends_on=days[3])

    if free:
        workflow.grant_mandate(mandate, by=by)
        assert seat.mandates.count() == 2
    else:
        [sentence] = refusal_of(lambda: workflow.grant_mandate(mandate, by=by))
        assert sentence.startswith("Ce siège a déjà un membre effectif")
        assert seat.mandates.count() == 1
        assert acts() == []


def test_an_alternate_sits_beside_the_effective_member(seat, by):
    MandateFactory(seat=seat)

    workflow.grant_mandate(proposed(seat, rank=Rank.ALTERNATE), by=by)

    assert seat.mandates.count() == 2


def test_somebody_who_represents_nobody_is_refused_save_in_the_chair(seat, by, bruxelles):
    alone = PersonFactory(organisation=None)
    chair = SeatFactory(body__bassin=bruxelles, group=SeatGroup.CHAIR)

    [sentence] = refusal_of(lambda: workflow.grant_mandate(proposed(seat, alone), by=by))
    workflow.grant_mandate(proposed(chair, alone), by=by)

    assert sentence.startswith("Indiquez l’organisation que")
    assert chair.mandates.get().person == alone


def test_a_person_holds_one_seat_of_a_body_at_a_time(seat, by):
    there = MandateFactory(seat__body=seat.body)

    [sentence] = refusal_of(lambda: workflow.grant_mandate(proposed(seat, there.person), by=by))

    assert sentence.startswith(f"{there.person} occupe déjà un siège de cette instance")


def test_a_person_may_sit_in_two_bassins(seat, by, liege):
    elsewhere = MandateFactory(seat__body=BodyFactory(bassin=liege))

    workflow.grant_mandate(proposed(seat, elsewhere.person), by=by)

    assert elsewhere.person.mandates.count() == 2


def test_the_same_person_is_not_effective_and_alternate(seat, by):
    there = MandateFactory(seat=seat)
    mandate = proposed(seat, there.person, rank=Rank.ALTERNATE)

    [sentence] = refusal_of(lambda: workflow.grant_mandate(mandate, by=by))

    assert "occupe déjà un siège de cette instance" in sentence


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"ends_on": date(2025, 12, 31)}, "Le mandat finirait avant de commencer"),
        ({"starts_on": date(2014, 8, 31)}, "Ce siège n’existe que depuis le 1er septembre 2014"),
        ({"starts_on": date(2030, 1, 1)}, "Ce siège n’existe que jusqu’au 31 décembre 2029"),
    ],
)
def test_dates_that_do_not_hold_are_refused(seat, by, fields, sentence):
    seat.ends_on = date(2029, 12, 31)
    seat.save()
    fields = {"ends_on": date(2029, 12, 31), **fields}
    if fields.get("starts_on") == date(2030, 1, 1):
        fields["ends_on"] = None

    sentences = refusal_of(lambda: workflow.grant_mandate(proposed(seat, **fields), by=by))

    assert sentences[0].startswith(sentence)


def test_somebody_who_died_takes_no_seat(seat, by):
    gone = PersonFactory(died_on=date(2026, 2, 1))

    [sentence] = refusal_of(lambda: workflow.grant_mandate(proposed(seat, gone), by=by))

    assert sentence == f"{gone} est décédé·e le 1er février 2026."


def test_every_reason_is_said_at_once(seat, by):
    there = MandateFactory(seat=seat)
    alone = PersonFactory(organisation=None)
    MandateFactory(seat__body=seat.body, person=alone, seat__group=SeatGroup.CHAIR)

    sentences = refusal_of(lambda: workflow.grant_mandate(proposed(seat, alone), by=by))

    assert len(sentences) == 3
    assert str(there.person) in sentences[1]


def ended(mandate, on=date(2026, 6, 30), reason="démission"):
    """The mandate as the form gives it back."""
    form = Mandate.objects.get(pk=mandate.pk)
    form.ends_on, form.end_reason = on, reason
    return form


def test_a_mandate_ends_with_its_reason_and_its_proof(seat, by):
    mandate = MandateFactory(seat=seat)

    workflow.end_mandate(ended(mandate), by=by, base_version=1)

    mandate.refresh_from_db()
    assert (mandate.ends_on, mandate.end_reason, mandate.version) == (
        date(2026, 6, 30),
        "démission",
        2,
    )
    last = mandate.history.latest()
    assert (last.history_user, last.history_change_reason) == (by, "démission")
    assert acts() == ["actors.terminer_mandat"]


def test_a_mandate_does_not_end_before_it_begins_nor_twice_nor_later(seat, by):
    mandate = MandateFactory(seat=seat, starts_on=date(2026, 1, 1), ends_on=date(2026, 6, 30))

    for on, sentence in (
        (date(2025, 12, 31), "Le mandat a commencé le 1er janvier 2026"),
        (date(2026, 6, 30), "Ce mandat finit déjà le 30 juin 2026"),
        (date(2027, 6, 30), "Ce mandat finit déjà le 30 juin 2026"),
    ):
        attempt = ended(mandate, on)
        [said] = refusal_of(lambda a=attempt: workflow.end_mandate(a, by=by, base_version=1))
        assert said.startswith(sentence)

    assert acts() == []


def test_who_ends_a_mandate_that_somebody_ended_sees_the_conflict(seat, by):
    mandate = MandateFactory(seat=seat)
    workflow.end_mandate(ended(mandate), by=by, base_version=1)

    with pytest.raises(Conflict) as conflict:
        workflow.end_mandate(ended(mandate, reason="décès"), by=by, base_version=1)

    assert conflict.value.theirs.end_reason == "démission"


def test_a_successor_takes_the_seat_the_day_after(seat, by):
    mandate = MandateFactory(seat=seat)
    successor = proposed(seat, starts_on=date(2026, 7, 1))

    workflow.replace_mandate(mandate, successor, by=by, base_version=1, reason="démission")

    mandate.refresh_from_db()
    assert (mandate.ends_on, mandate.end_reason) == (date(2026, 6, 30), "démission")
    assert seat.mandates.get(ends_on=None) == successor
    assert acts() == ["actors.terminer_mandat", "actors.confier_mandat"]


def test_a_refused_successor_leaves_the_mandate_as_it_was(seat, by):
    mandate = MandateFactory(seat=seat)
    elsewhere = MandateFactory(seat__body=seat.body)
    successor = proposed(seat, elsewhere.person, starts_on=date(2026, 7, 1))

    refusal_of(
        lambda: workflow.replace_mandate(
            mandate, successor, by=by, base_version=1, reason="démission"
        )
    )

    assert Mandate.objects.get(pk=mandate.pk).ends_on is None
    assert acts() == []


@pytest.mark.django_db(transaction=True)
def test_two_people_granted_the_same_seat_at_once_are_one():
    seat, by = SeatFactory(body__bassin=BassinFactory()), UserFactory()
    people = [PersonFactory(), PersonFactory()]
    together, refused = Barrier(2), []

    def grant(person):
        try:
            together.wait(timeout=20)
            workflow.grant_mandate(proposed(seat, person), by=by)
        except Refused as refusal:
            refused.append(refusal.sentences)
        finally:
            connection.close()

    threads = [Thread(target=grant, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)

    assert seat.mandates.count() == 1
    assert len(refused) == 1
    assert JournalEntry.objects.count() == 1


# ── Settings ────────────────────────────────────────────────────────────────────────────────────


def test_each_setting_is_saved_as_a_next_version_with_its_proof(bruxelles, by):
    capacity = CapacityFactory(bassin=bruxelles, year=2030)
    rule_set = RuleSetFactory(bassin=bruxelles, starts_on=date(2030, 1, 1))
    bruxelles.letterhead, capacity.days, rule_set.adopted_by = "IBEFE", 120, "Décision 12"

    workflow.save_settings(bruxelles, by=by, base_version=1)
    workflow.save_capacity(capacity, by=by, base_version=1)
    workflow.save_rule_set(rule_set, by=by, base_version=1)

    for row in (bruxelles, capacity, rule_set):
        row.refresh_from_db()
        assert row.version == 2
        assert row.history.latest().history_user == by
    assert acts() == [
        "actors.modifier_bassin",
        "actors.modifier_capacité",
        "actors.modifier_règles",
    ]


def test_an_overtaken_setting_writes_nothing(bruxelles, by):
    workflow.save_settings(bruxelles, by=by, base_version=1)
    bruxelles.letterhead = "Perdu ?"

    with pytest.raises(Conflict):
        workflow.save_settings(bruxelles, by=by, base_version=1)

    bruxelles.refresh_from_db()
    assert bruxelles.letterhead == ""
    assert len(acts()) == 1


def test_a_year_is_encoded_once(bruxelles, by):
    workflow.add_capacity(Capacity(bassin=bruxelles, year=2030, days=100), by=by)

    twice = Capacity(bassin=bruxelles, year=2030, days=200)
    [sentence] = refusal_of(lambda: workflow.add_capacity(twice, by=by))

    assert sentence == "Cette année est déjà encodée : modifiez sa ligne."
    assert acts() == ["actors.encoder_capacité"]


# ── Who exists ──────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "twin",
    [
        {"first_name": "zoé", "last_name": "MERTENS", "email": ""},
        {"first_name": "Autre", "last_name": "Nom", "email": "ZOE@example.org"},
    ],
)
def test_a_lookalike_is_shown_then_added_when_one_is_sure(by, twin):
    if connection.vendor == "sqlite":
        twin = {**twin, "first_name": twin["first_name"].replace("zoé", "Zoé")}
    PersonFactory(first_name="Zoé", last_name="Mertens", email="zoe@example.org")

    [sentence] = refusal_of(lambda: workflow.add_person(Person(**twin), by=by, sure=False))
    workflow.add_person(Person(**twin), by=by, sure=True)

    assert sentence.startswith("Cette personne existe peut-être déjà : Zoé Mertens")
    assert acts() == ["actors.ajouter_personne"]


def test_an_organisation_with_the_same_initials_is_shown(by):
    OrganisationFactory(name_fr="Bruxelles Formation", short="BF", is_fictive=False)
    twin = Organisation(name_fr="Belgique Formation", short="bf")

    [sentence] = refusal_of(lambda: workflow.add_organisation(twin, by=by, sure=False))

    assert sentence == "Cette organisation existe peut-être déjà : Bruxelles Formation."
    assert not Organisation.objects.filter(name_fr="Belgique Formation").exists()


def test_two_people_without_a_mail_are_not_lookalikes(by):
    PersonFactory(email="")

    workflow.add_person(Person(first_name="Zoé", last_name="Mertens"), by=by, sure=False)

    assert acts() == ["actors.ajouter_personne"]
