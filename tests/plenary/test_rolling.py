"""The rolling agenda: the rota, the choice, and the items that they bring by themselves."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from actors.models import Organisation
from core.clock import today
from core.workflow import Refused, WrongState
from plenary import workflow
from plenary.choices import ItemStatus, Kind, SittingStatus
from plenary.facts.rolling import next_presenter, rounds, themes_to_deepen
from plenary.models import RollingTheme, RollingTurn, Sitting
from tests.actors.factories import MandateFactory, OrganisationFactory, SeatFactory
from tests.plenary.factories import ItemFactory, SittingFactory
from tests.plenary.pages import url

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)

# SYNERJOB, report of 2019, « Rolling Agenda »: the theme deepened at each board, and by whom.
OF_2019 = (
    (date(2019, 1, 31), "ACTIRIS", "Nouvel Accompagnement"),
    (date(2019, 4, 2), "ADG", "Orientation professionnelle des jeunes"),
    (
        date(2019, 6, 27),
        "VDAB",
        (
            "Comment nos Services Publics de l’Emploi contribuent à la thématique du développement"
            " durable"
        ),
    ),
    (
        date(2019, 10, 3),
        "Forem",
        (
            "Informations concernant le nouveau département de transformation digitale au sein du"
            " Forem"
        ),
    ),
    (date(2019, 12, 4), "Régie", "Présentation de mission de la Régie"),
)


@pytest.fixture
def rolling(body):
    body.bassin.has_rolling_agenda = True
    body.bassin.save()
    return body


@pytest.fixture
def turns(rolling, sec):
    """The rota of the source: ACTIRIS, ADG, VDAB, Forem, Régie."""
    return [
        workflow.add_turn(rolling, OrganisationFactory(name_fr=name, is_fictive=False), by=sec)
        for _on, name, _theme in OF_2019
    ]


@pytest.fixture
def live(rolling):
    return SittingFactory(body=rolling, in_session=True)


def presented(sitting, organisation, sec, title="Un dossier"):
    theme = RollingTheme(
        body=sitting.body, organisation=organisation, title=title, presented_in=sitting
    )
    return workflow.present_theme(theme, by=sec)


def rolled(sitting):
    items = sitting.items.filter(kind=Kind.ROLLING, status=ItemStatus.LISTED)
    return [item.title for item in items.order_by("position", "pk")]


def held(sitting, by):
    """The sitting as it was left: what only its day could do is done here."""
    now = timezone.now()
    for name in ("convened", "opened", "held"):
        setattr(sitting, f"{name}_at", now)
        setattr(sitting, f"{name}_by", by)
    sitting.status = SittingStatus.HELD
    sitting.save()


# ── The five themes of 2019 ─────────────────────────────────────────────────────────────────────


def test_the_five_themes_of_2019_become_items_sitting_after_sitting(rolling, turns, sec):
    """At each board the next organisation presents its files; the theme chosen is deepened next."""
    before = SittingFactory(body=rolling, held=True, on=date(2018, 12, 6))
    first = OF_2019[0]
    actiris = Organisation.objects.get(name_fr=first[1])
    workflow.choose(presented(before, actiris, sec, first[2]), by=sec)

    told = []
    for rank, (on, _name, _theme) in enumerate(OF_2019):
        sitting = SittingFactory(body=rolling, on=on)
        workflow.roll(sitting, by=sec)
        told.append((on, rolled(sitting)))
        held(sitting, sec)
        if rank + 1 < len(OF_2019):
            _on, name, theme = OF_2019[rank + 1]
            organisation = Organisation.objects.get(name_fr=name)
            presented(sitting, organisation, sec, f"Un autre dossier de {name}")
            workflow.choose(presented(sitting, organisation, sec, theme), by=sec)

    names = [name for _on, name, _theme in OF_2019]
    assert told == [
        (on, [theme, f"Tour de présentation : {names[(rank + 1) % 5]}"])
        for rank, (on, _name, theme) in enumerate(OF_2019)
    ]
    chosen = RollingTheme.objects.exclude(chosen_at=None).order_by("presented_in__on")
    assert [(t.organisation.name_fr, t.item.sitting.on) for t in chosen] == [
        (name, on) for on, name, _theme in OF_2019
    ]


# ── Rota ────────────────────────────────────────────────────────────────────────────────────────


def test_the_rota_turns_in_its_order_and_begins_again(rolling, turns, sec):
    names = [turn.organisation for turn in turns]
    assert next_presenter(rolling, on=today()) == names[0]

    past = SittingFactory(body=rolling, held=True, on=today() - 30 * DAY)
    presented(past, names[4], sec)
    assert next_presenter(rolling, on=today()) == names[0]

    later = SittingFactory(body=rolling, held=True, on=today() - 20 * DAY)
    presented(later, names[1], sec)
    assert next_presenter(rolling, on=today()) == names[2]


def test_a_turn_that_stood_on_an_agenda_counts(rolling, turns, sec):
    past = SittingFactory(body=rolling, on=today() + DAY)
    workflow.roll(past, by=sec)
    held(past, sec)

    assert next_presenter(rolling, on=today() + 5 * DAY) == turns[1].organisation


def test_turns_move_leave_and_are_never_twice(rolling, turns, sec):
    workflow.move_turn(turns[0], by=sec, up=False)
    workflow.move_turn(turns[0], by=sec, up=True)
    workflow.move_turn(turns[0], by=sec, up=True)
    workflow.remove_turn(turns[1], by=sec)

    left = RollingTurn.objects.filter(body=rolling).order_by("position")
    assert [t.organisation.name_fr for t in left] == ["ACTIRIS", "VDAB", "Forem", "Régie"]
    with pytest.raises(WrongState, match="déjà son tour"):
        workflow.add_turn(rolling, turns[0].organisation, by=sec)


# ── Choice and items ────────────────────────────────────────────────────────────────────────────


def test_the_choice_enters_the_next_sitting_that_is_being_prepared(live, turns, sec):
    following = SittingFactory(body=live.body)
    theme = presented(live, turns[0].organisation, sec, "Nouvel Accompagnement")

    workflow.choose(theme, by=sec)

    theme.refresh_from_db()
    assert theme.chosen_by == sec
    assert theme.item.sitting == following
    assert rolled(following) == ["Nouvel Accompagnement", "Tour de présentation : ADG"]
    workflow.roll(following, by=sec)
    assert len(rolled(following)) == 2


def test_another_choice_gives_way_until_an_item_carries_it(live, turns, sec):
    one, two = (presented(live, turns[0].organisation, sec, title) for title in ("Un", "Deux"))
    workflow.choose(one, by=sec)
    workflow.choose(two, by=sec)
    assert [t.title for t in themes_to_deepen(live.body, on=live.on + DAY)] == ["Deux"]

    workflow.roll(SittingFactory(body=live.body), by=sec)
    with pytest.raises(WrongState, match="un point de l’ordre du jour le porte"):
        workflow.choose(one, by=sec)


def test_files_are_presented_once_the_sitting_is_open(rolling, turns, sec):
    with pytest.raises(Refused, match="une fois"):
        presented(SittingFactory(body=rolling), turns[0].organisation, sec)


def test_a_postponed_turn_comes_back_instead_of_another(rolling, turns, sec):
    proposal = {"rolling": "tour", "organisation": turns[0].organisation_id}
    ItemFactory(
        body=rolling,
        kind=Kind.ROLLING,
        pole=None,
        waiting=True,
        title="Tour de présentation : ACTIRIS",
        proposal=proposal,
    )
    sitting = SittingFactory(body=rolling)

    workflow.roll(sitting, by=sec)

    assert rolled(sitting) == ["Tour de présentation : ACTIRIS"]


def test_the_first_turn_enters_the_sitting_that_is_being_prepared_already(rolling, sec):
    sitting = SittingFactory(body=rolling)

    workflow.add_turn(rolling, OrganisationFactory(name_fr="ADG", is_fictive=False), by=sec)
    workflow.add_turn(rolling, OrganisationFactory(), by=sec)

    assert rolled(sitting) == ["Tour de présentation : ADG"]


def test_nothing_comes_where_it_is_not_in_use(body, sec):
    workflow.add_turn(body, OrganisationFactory(), by=sec)
    sitting = SittingFactory(body=body)

    assert workflow.roll(sitting, by=sec) == []
    assert not sitting.items.exists()


def test_a_sitting_that_is_foreseen_has_its_turn_by_itself(rolling, turns, sec):
    sitting = workflow.prepare(Sitting(body=rolling, on=today() + 20 * DAY), by=sec)

    assert "Tour de présentation : ACTIRIS" in rolled(sitting)


# ── Pages ───────────────────────────────────────────────────────────────────────────────────────


def test_the_page_says_where_it_is_not_in_use(client_as, body, member):
    text = client_as(member[0]).get(url("rolling", body.pk)).text

    assert "n’est pas en usage" in text


def test_the_page_tells_the_rota_the_files_and_the_choice(client_as, live, turns, sec, member):
    theme = presented(live, turns[0].organisation, sec, "Nouvel Accompagnement")
    client = client_as(sec)
    client.post(url("choose_theme", theme.pk))

    text = client_as(member[0]).get(url("rolling", live.body_id)).text

    assert "SYNERJOB" in text
    assert "Nouvel Accompagnement" in text
    assert "choisi" in text
    assert "Régie" in text
    assert url("choose_theme", theme.pk) not in text
    assert rounds(live.body)[0].chosen == theme


def test_the_secretary_adds_a_turn_and_a_file(client_as, live, sec):
    organisation = OrganisationFactory()
    MandateFactory(seat=SeatFactory(body=live.body), organisation=organisation)
    client = client_as(sec)

    client.post(
        url("rolling_turn", live.body_id), {"token": "x" * 24, "organisation": organisation.pk}
    )
    client.post(
        url("rolling_theme", live.body_id),
        {
            "token": "y" * 24,
            "presented_in": live.pk,
            "organisation": organisation.pk,
            "title": "Nouvel Accompagnement",
            "text": "",
        },
    )

    assert RollingTurn.objects.get().organisation == organisation
    assert RollingTheme.objects.get().title == "Nouvel Accompagnement"


def test_a_file_changes_until_an_item_carries_it(client_as, live, turns, sec):
    theme = presented(live, turns[0].organisation, sec)
    client = client_as(sec)
    words = {"title": "Corrigé", "text": "", "base_version": 1}
    client.post(url("edit_theme", theme.pk), words)
    theme.refresh_from_db()
    assert theme.title == "Corrigé"

    workflow.choose(theme, by=sec)
    workflow.roll(SittingFactory(body=live.body), by=sec)
    page = client.post(url("edit_theme", theme.pk), {**words, "title": "Trop tard"})

    assert page.status_code == 409
    assert "modifiez plutôt le point" in page.text


def test_a_member_chooses_nothing_alone(client_as, live, turns, sec, member):
    theme = presented(live, turns[0].organisation, sec)

    assert client_as(member[0]).post(url("choose_theme", theme.pk)).status_code == 403
