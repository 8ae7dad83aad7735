"""Pages of the reference data: who reads, who changes, what is said when it cannot be.

One file on purpose: the same roles walk every page of the reference data.
"""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from actors.choices import SeatGroup, StaffRole
from actors.facts import composition
from actors.models import Bassin, Capacity, Mandate, Organisation, Person, RuleSet, Seat
from core.clock import today
from core.models import JournalEntry
from tests.actors.factories import (
    BodyFactory,
    CapacityFactory,
    MandateFactory,
    OrganisationFactory,
    PersonFactory,
    RuleSetFactory,
    SeatFactory,
    StaffAssignmentFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(bruxelles):
    return SeatFactory(body=BodyFactory(bassin=bruxelles), code="T-1", label="Siège d’essai")


def page(client, name, *args, **query):
    return client.get(reverse(f"actors:{name}", args=args), query)


def said(response):
    """The words of the page, its no-break spaces as spaces."""
    return response.content.decode().replace("\xa0", " ")


def token(response):
    return response.context["form"]["token"].value()


# ── Who may ─────────────────────────────────────────────────────────────────────────────────────

READERS = ("service", "secretary", "coordinator", "manager")
OTHERS = ("outsider", "liege_service", "former_officer", "administrator")


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("bassin", {"coordinator": 200, "service": 200, "plenary_member": 404}),
        ("bassin_edit", {"coordinator": 200, "manager": 200, "service": 403, "secretary": 403}),
        ("capacity_new", {"coordinator": 200, "service": 403, "plenary_member": 404}),
        ("plenary", {"service": 200, "plenary_member": 200, "president": 200}),
    ],
)
def test_a_page_of_a_bassin_is_hidden_refused_or_shown(
    name, statuses, bruxelles, client_as, request
):
    statuses = {**statuses, **dict.fromkeys(OTHERS, 404)}
    for role, status in statuses.items():
        client = client_as(request.getfixturevalue(role))
        assert page(client, name, bruxelles.code).status_code == status, role
    assert page(client_as(None), name, bruxelles.code).status_code == 302


def test_a_seat_is_kept_by_the_service_alone(seat, bruxelles, client_as, request):
    mandate = MandateFactory(seat=seat)
    for role, status in {
        "service": 200,
        "plenary_member": 403,
        "liege_service": 404,
        "outsider": 404,
    }.items():
        client = client_as(request.getfixturevalue(role))
        for name, args in (
            ("mandate_new", (bruxelles.code, seat.pk)),
            ("mandate_end", (mandate.pk,)),
            ("mandate_replace", (mandate.pk,)),
        ):
            assert page(client, name, *args).status_code == status, (role, name)


def test_people_are_added_by_the_service_alone(client_as, service, plenary_member):
    for name in ("person_new", "organisation_new"):
        assert page(client_as(service), name).status_code == 200
        assert page(client_as(plenary_member), name).status_code == 403
        assert page(client_as(None), name).status_code == 302


def test_an_unknown_bassin_year_or_rule_set_is_not_found(client_as, coordinator, liege):
    client = client_as(coordinator)
    other = CapacityFactory(bassin=liege, year=2026)

    assert page(client, "bassin", "PARIS").status_code == 404
    assert page(client, "capacity_edit", "BXL", 2099).status_code == 404
    assert page(client, "capacity_edit", "LG", other.year).status_code == 404
    assert page(client, "rule_set_edit", "BXL", liege.rule_sets.first().pk).status_code == 404


# ── Settings ────────────────────────────────────────────────────────────────────────────────────


def test_the_settings_say_what_is_in_force_and_what_is_to_be_encoded(
    client_as, coordinator, bruxelles
):
    RuleSet.objects.filter(bassin=bruxelles, source="accord").update(adopted_by="Accord de 2014")
    CapacityFactory(bassin=bruxelles, year=2026, days=220)

    text = page(client_as(coordinator), "bassin", "BXL").content.decode()

    assert "Accord de 2014" in text
    assert "adoption à encoder" in text
    assert "voies de recours" in text.lower()
    assert str(coordinator.person) in text
    assert "220" in text


def test_the_settings_are_saved_and_proved(client_as, coordinator, bruxelles):
    client = client_as(coordinator)
    answer = client.post(
        reverse("actors:bassin_edit", args=["BXL"]),
        {
            "letterhead": "IBEFE Bruxelles\nRue inventée 1",
            "reply_address": "pole@example.org",
            "mailbox": "boite@example.org",
            "appeals": "",
            "base_version": bruxelles.version,
        },
        follow=True,
    )

    assert "Les réglages sont enregistrés." in said(answer)
    bruxelles.refresh_from_db()
    assert bruxelles.letterhead.startswith("IBEFE Bruxelles")
    assert bruxelles.shows_positions is False
    assert JournalEntry.objects.get().act == "actors.modifier_bassin"


def test_a_wrong_address_is_said_beside_its_field_and_nothing_typed_is_lost(
    client_as, coordinator, bruxelles
):
    answer = client_as(coordinator).post(
        reverse("actors:bassin_edit", args=["BXL"]),
        {"letterhead": "Rue neuve", "mailbox": "pas une adresse", "base_version": 1},
    )

    assert answer.status_code == 200
    assert "mailbox" in answer.context["form"].errors
    assert "Rue neuve" in said(answer)
    assert JournalEntry.objects.count() == 0


def test_r21_the_second_editor_sees_both_texts(client_as, coordinator, manager, bruxelles):
    url = reverse("actors:bassin_edit", args=["BXL"])
    client_as(manager).post(url, {"letterhead": "Le leur", "base_version": 1})
    answer = client_as(coordinator).post(url, {"letterhead": "Le mien", "base_version": 1})

    text = said(answer)
    assert answer.status_code == 409
    assert "Le leur" in text
    assert "Le mien" in text
    assert Bassin.objects.get(pk=bruxelles.pk).letterhead == "Le leur"


def test_a_year_is_encoded_then_changed_and_not_twice(client_as, coordinator, bruxelles):
    client = client_as(coordinator)
    new = reverse("actors:capacity_new", args=["BXL"])
    form = client.get(new)
    client.post(new, {"year": "2031", "days": "210,5", "token": token(form)})
    twice = client.post(new, {"year": "2031", "days": "1", "token": token(client.get(new))})
    change = reverse("actors:capacity_edit", args=["BXL", 2031])
    client.post(change, {"days": "200", "base_version": "1"})

    assert "Cette année est déjà encodée" in said(twice)
    assert Capacity.objects.get(bassin=bruxelles, year=2031).days == 200
    assert [e.act for e in JournalEntry.objects.order_by("seq")] == [
        "actors.encoder_capacité",
        "actors.modifier_capacité",
    ]


def test_r22_a_form_that_changes_nothing_sent_twice_is_saved_once(
    client_as, coordinator, bruxelles
):
    capacity = CapacityFactory(bassin=bruxelles, year=2031, days=200)
    change = reverse("actors:capacity_edit", args=["BXL", 2031])

    for _twice in range(2):
        answer = client_as(coordinator).post(change, {"days": "200", "base_version": "1"})
        assert answer.status_code == 302

    capacity.refresh_from_db()
    assert capacity.version == 2
    assert JournalEntry.objects.count() == 1


def test_the_adoption_of_the_note_is_encoded(client_as, coordinator, bruxelles):
    note = bruxelles.rule_sets.get(source="note")
    client = client_as(coordinator)
    client.post(
        reverse("actors:rule_set_edit", args=["BXL", note.pk]),
        {"adopted_by": "Décision 7", "starts_on": "2026-01-01", "base_version": note.version},
    )

    note.refresh_from_db()
    assert note.adopted_by == "Décision 7"
    assert (
        "adoption à encoder"
        not in page(client, "bassin", "BXL")
        .content.decode()
        .partition("Note de l’IBEFE")[2]
        .partition("</tr>")[0]
    )


def test_a_rule_set_does_not_end_before_it_begins(client_as, coordinator, bruxelles):
    note = bruxelles.rule_sets.get(source="note")
    answer = client_as(coordinator).post(
        reverse("actors:rule_set_edit", args=["BXL", note.pk]),
        {"starts_on": "2026-01-01", "ends_on": "2025-01-01", "base_version": note.version},
    )

    assert "La fin précède le début" in said(answer)


# ── The plenary ─────────────────────────────────────────────────────────────────────────────────


def test_the_composition_is_asked_for_any_day(client_as, service, bruxelles, seat):
    gone = MandateFactory(seat=seat, starts_on=date(2020, 1, 1), ends_on=date(2022, 12, 31))
    here = MandateFactory(seat=seat, starts_on=date(2023, 1, 1))
    client = client_as(service)

    before = page(client, "plenary", "BXL", le="2022-12-31").content.decode()
    after = page(client, "plenary", "BXL", le="2023-01-01").content.decode()

    assert str(gone.person) in before
    assert str(here.person) not in before
    assert str(here.person) in after
    assert str(gone.person) not in after


@pytest.mark.parametrize("given", ["hier", "2026-02-30", "31/12/2026", "9" * 30, "2026-1-1\x00"])
def test_a_bad_date_is_said_and_today_is_shown(client_as, service, given):
    answer = page(client_as(service), "plenary", "BXL", le=given)

    assert answer.status_code == 200
    assert answer.context["on"] == today()
    assert "n’est pas une date" in said(answer)


def test_seats_stand_by_group_with_their_vacancies_and_guests_apart(liege):
    body = BodyFactory(bassin=liege)
    chair = SeatFactory(body=body, group=SeatGroup.CHAIR)
    first, vacant = (
        SeatFactory(body=body, group=SeatGroup.EDUCATION, code=code) for code in ("E-1", "E-2")
    )
    guest = SeatFactory(body=body, group=SeatGroup.GUEST, consultative=True)
    closed = SeatFactory(body=body, group=SeatGroup.SOCIAL, ends_on=date(2020, 1, 1))
    effective = MandateFactory(seat=first)
    alternate = MandateFactory(seat=first, rank="suppleant")

    found = composition(liege, on=date(2026, 1, 1))

    assert [(g.key, len(g.seats), g.vacant) for g in found.groups] == [
        ("presidence", 1, 1),
        ("enseignement", 2, 1),
    ]
    state = found.groups[1].seats[0]
    assert (state.seat, state.effective, state.alternate) == (first, effective, alternate)
    assert found.groups[1].seats[1].seat == vacant
    assert [s.seat for s in found.consultative] == [guest]
    assert (found.seats, found.vacant) == (3, 2)
    assert closed not in [s.seat for g in found.groups for s in g.seats]
    assert chair in [s.seat for g in found.groups for s in g.seats]


def test_the_reference_data_seats_the_plenary_of_bruxelles():
    bassin = Bassin.objects.get(code="BXL")

    found = composition(bassin, on=today())

    assert [(g.key, len(g.seats)) for g in found.groups] == [
        ("presidence", 1),
        ("enseignement", 8),
        ("formation_emploi", 8),
        ("sociaux", 8),
    ]
    assert len(found.consultative) == 4


@pytest.mark.parametrize("count", [1, 3])
def test_the_composition_costs_the_same_whatever_the_number_of_seats(
    liege, count, django_assert_num_queries
):
    for _n in range(count):
        seat = SeatFactory(body=BodyFactory(bassin=liege))
        MandateFactory(seat=seat)
        MandateFactory(seat=seat, rank="suppleant")

    with django_assert_num_queries(2):
        composition(liege, on=today())


def test_the_service_records_a_mandate_then_its_end(client_as, service, bruxelles, seat):
    person = PersonFactory()
    client = client_as(service)
    url = reverse("actors:mandate_new", args=["BXL", seat.pk])
    answer = client.post(
        url,
        {
            "person": person.pk,
            "rank": "effectif",
            "starts_on": "2026-01-01",
            "source": "Arrêté",
            "token": token(client.get(url)),
        },
        follow=True,
    )
    mandate = seat.mandates.get()
    assert mandate.organisation == person.organisation
    assert f"{person} siège à partir du 1er janvier 2026." in said(answer)

    client.post(
        reverse("actors:mandate_end", args=[mandate.pk]),
        {"ends_on": "2026-06-30", "end_reason": "démission", "base_version": 1},
    )

    mandate.refresh_from_db()
    assert mandate.ends_on == date(2026, 6, 30)


def test_a_refused_mandate_keeps_what_was_typed(client_as, service, seat):
    MandateFactory(seat=seat)
    person = PersonFactory()
    client = client_as(service)
    url = reverse("actors:mandate_new", args=["BXL", seat.pk])

    answer = client.post(
        url,
        {
            "person": person.pk,
            "rank": "effectif",
            "starts_on": "2026-01-01",
            "source": "Arrêté du 3 mars",
            "token": token(client.get(url)),
        },
    )

    text = said(answer)
    assert answer.status_code == 422
    assert "Ce siège a déjà un membre effectif" in text
    assert "Arrêté du 3 mars" in text
    assert f'<option value="{person.pk}" selected>' in text


def test_a_refused_replacement_keeps_what_was_typed(client_as, service, seat):
    """The successor already has a seat, from the day asked on: nothing ends, nothing is lost."""
    mandate, elsewhere = MandateFactory(seat=seat), MandateFactory(seat__body=seat.body)

    answer = client_as(service).post(
        reverse("actors:mandate_replace", args=[mandate.pk]),
        {
            "person": elsewhere.person.pk,
            "starts_on": "2026-07-01",
            "source": "Arrêté du 3 mars",
            "reason": "Démission du 12 mars",
            "base_version": 1,
        },
    )

    text = said(answer)
    assert answer.status_code == 422
    assert "occupe déjà un siège de cette instance" in text
    assert "Arrêté du 3 mars" in text
    assert "Démission du 12 mars" in text
    assert Mandate.objects.get(pk=mandate.pk).ends_on is None


def test_a_replacement_says_why(client_as, service, seat):
    mandate = MandateFactory(seat=seat)

    answer = client_as(service).post(
        reverse("actors:mandate_replace", args=[mandate.pk]),
        {"person": PersonFactory().pk, "starts_on": "2026-07-01", "base_version": 1},
    )

    assert set(answer.context["form"].errors) == {"reason"}


def test_the_end_of_a_mandate_needs_a_day_and_a_reason(client_as, service, seat):
    mandate = MandateFactory(seat=seat)

    answer = client_as(service).post(
        reverse("actors:mandate_end", args=[mandate.pk]), {"base_version": 1}
    )

    assert set(answer.context["form"].errors) == {"ends_on", "end_reason"}


def test_r21_two_successors_at_once_the_second_sees_the_first(client_as, service, secretary, seat):
    mandate = MandateFactory(seat=seat)
    theirs, mine = PersonFactory(), PersonFactory()
    url = reverse("actors:mandate_replace", args=[mandate.pk])

    def successor(person, source):
        return {
            "person": person.pk,
            "starts_on": "2026-07-01",
            "source": source,
            "reason": f"Le motif de {source}",
            "base_version": 1,
        }

    first = client_as(secretary).post(url, successor(theirs, "Le leur"))
    second = client_as(service).post(url, successor(mine, "Le mien"))

    text = second.content.decode()
    assert first.status_code == 302
    assert second.status_code == 409
    assert "Le leur" in text
    assert "Le mien" in text
    assert "Le motif de Le leur" in text
    assert "Le motif de Le mien" in text
    assert Mandate.objects.filter(seat=seat, ends_on=None).get().person == theirs


def test_going_away_to_add_somebody_loses_nothing(client_as, service, seat):
    client = client_as(service)
    url = reverse("actors:mandate_new", args=["BXL", seat.pk])
    away = client.post(
        url, {"source": "Arrêté du 3 mars", "rank": "suppleant", "ailleurs": "personne"}
    )
    assert away["Location"] == f"/personnes/nouvelle/?next={url.replace('/', '%2F')}"

    form = client.get(away["Location"])
    back = client.post(
        away["Location"],
        {"first_name": "Zoé", "last_name": "Mertens", "token": token(form)},
    )
    person = Person.objects.get(last_name="Mertens")
    assert back["Location"] == f"{url}?personne={person.pk}"

    again = client.get(back["Location"]).content.decode()
    assert 'value="Arrêté du 3 mars"' in again
    assert f'<option value="{person.pk}" selected>' in again
    assert '<option value="suppleant" selected>' in again


# ── Persons and organisations ───────────────────────────────────────────────────────────────────


def test_a_lookalike_is_warned_of_then_added(client_as, service):
    PersonFactory(first_name="Zoé", last_name="Mertens")
    client = client_as(service)
    url = reverse("actors:person_new")
    form = client.get(url)
    assert "sure" not in form.context["form"].fields
    data = {"first_name": "Zoé", "last_name": "Mertens", "token": token(form)}

    warned = client.post(url, data)
    assert warned.status_code == 422
    assert "Cette personne existe peut-être déjà : Zoé Mertens" in said(warned)
    assert "C’est bien quelqu’un d’autre" in said(warned)

    client.post(url, {**data, "sure": "on"})
    assert Person.objects.filter(last_name="Mertens").count() == 2


def test_an_organisation_is_added_once_even_sent_twice(client_as, service):
    client = client_as(service)
    url = reverse("actors:organisation_new")
    data = {
        "name_fr": "École du Midi",
        "category": "C",
        "sector": "associatif",
        "token": token(client.get(url)),
    }
    first, second = client.post(url, data), client.post(url, data)

    organisation = Organisation.objects.get(name_fr="École du Midi")
    assert first["Location"] == second["Location"]
    assert first["Location"] == f"/bassins/BXL/pleniere/?organisation={organisation.pk}"


@pytest.mark.parametrize(
    "given",
    ["https://ailleurs.example/", "//ailleurs.example", "/\\ailleurs.example", "javascript:x"],
)
def test_s28_next_stays_in_the_house(client_as, service, given):
    client = client_as(service)
    url = f"{reverse('actors:person_new')}?next={given}"
    answer = client.post(
        url, {"first_name": "Zoé", "last_name": "Mertens", "token": token(client.get(url))}
    )

    assert answer["Location"].startswith("/bassins/BXL/pleniere/?personne=")


def test_the_choice_of_people_costs_the_same_whatever_their_number(
    client_as, service, seat, django_assert_max_num_queries
):
    PersonFactory.create_batch(20)
    client = client_as(service)
    client.get(reverse("actors:mandate_new", args=["BXL", seat.pk]))

    with django_assert_max_num_queries(15):
        client.get(reverse("actors:mandate_new", args=["BXL", seat.pk]))


def test_somebody_whose_function_ended_yesterday_reads_nothing(client_as, bruxelles, outsider):
    StaffAssignmentFactory(
        person=outsider.person,
        bassin=bruxelles,
        role=StaffRole.COORDINATION,
        ends_on=today() - timedelta(days=1),
    )

    assert page(client_as(outsider), "bassin", "BXL").status_code == 404


def test_a_new_rule_set_of_the_future_is_shown_as_not_in_force(client_as, coordinator, bruxelles):
    RuleSetFactory(bassin=bruxelles, source="note", starts_on=date(2090, 1, 1))
    OrganisationFactory()

    text = page(client_as(coordinator), "bassin", "BXL").content.decode()

    assert "Pas aujourd’hui" in text
    assert Seat.objects.filter(body__bassin=bruxelles).exists()


def test_the_settings_and_the_plenary_are_found_from_one_s_own_page(
    client_as, service, plenary_member
):
    of_the_service = client_as(service).get(reverse("me")).content.decode()
    of_a_member = client_as(plenary_member).get(reverse("me")).content.decode()

    assert '<a href="/bassins/BXL/">Réglages</a>' in of_the_service
    assert '<a href="/bassins/BXL/pleniere/">' in of_the_service
    assert '<a href="/bassins/BXL/pleniere/">Composition</a>' in of_a_member
    assert '"/bassins/BXL/"' not in of_a_member
