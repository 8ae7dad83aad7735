"""Pages of the engagements, what waits for whom, what is recalled and when."""

from datetime import timedelta

import pytest
from django.urls import reverse

from consensus.models import Commitment
from core.agenda import deadlines_for
from core.clock import today
from core.todo import tasks_for
from outbox.models import Mail, Reminder
from outbox.workflow import sweep
from tests.consensus.factories_commitments import CommitmentFactory
from tests.poles.factories import MembershipFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def url(name, *args):
    return reverse(f"consensus:{name}", args=args)


def typed(owner, **words):
    return {
        "token": "x" * 24,
        "what": "Écrire aux écoles",
        "owner": owner.pk,
        "made_on": today().isoformat(),
        "due_on": (today() + 9 * DAY).isoformat(),
        "source_label": "Réunion du 12 mai, point 3",
        **words,
    }


@pytest.fixture
def mine(active_pole, pole_member):
    return CommitmentFactory(pole=active_pole, owner=pole_member.person, what="Relire la note")


def test_the_service_notes_an_engagement_once(client_as, service, active_pole, pole_member):
    page, client = url("commitment_new", active_pole.pk), client_as(service)

    for _twice in range(2):
        answer = client.post(page, typed(pole_member.person))

    assert answer.url == url("commitments", active_pole.pk)
    assert Commitment.objects.get().source_label == "Réunion du 12 mai, point 3"
    assert "Écrire aux écoles" in client.get(answer.url).text


def test_what_was_typed_stays_when_it_is_refused(client_as, service, active_pole, pole_member):
    page = url("commitment_new", active_pole.pk)
    tomorrow = (today() + DAY).isoformat()

    answer = client_as(service).post(page, typed(pole_member.person, made_on=tomorrow))

    assert answer.status_code == 422
    assert "est à venir" in answer.text
    assert "Écrire aux écoles" in answer.text


def test_a_due_date_before_the_engagement_is_said(client_as, service, active_pole, pole_member):
    early = (today() - DAY).isoformat()

    answer = client_as(service).post(
        url("commitment_new", active_pole.pk), typed(pole_member.person, due_on=early)
    )

    assert "L’échéance précède l’engagement." in answer.text
    assert not Commitment.objects.exists()


def test_its_owner_keeps_it_from_the_page(client_as, pole_member, mine):
    client = client_as(pole_member)
    form = {"on": today().isoformat(), "note": "Note relue, deux corrections."}

    answer = client.post(url("commitment_keep", mine.pk), form, follow=True)

    assert "L’engagement est noté comme tenu." in answer.text
    assert "Note relue, deux corrections." in answer.text
    again = client.post(url("commitment_keep", mine.pk), form)
    assert again.status_code == 409
    assert "Note relue, deux corrections." in again.text


def test_a_drop_without_a_reason_changes_nothing(client_as, pole_member, mine):
    client_as(pole_member).post(url("commitment_drop", mine.pk), {"reason": "  "})

    mine.refresh_from_db()
    assert mine.is_open


def test_members_and_guests_read_and_do_not_act(client_as, mine, guest, active_pole, service):
    other = MembershipFactory(pole=active_pole, person=service.person, guest=True).person
    assert other == service.person
    reader = client_as(guest)

    assert "Relire la note" in reader.get(mine.get_absolute_url()).text
    assert "Noter comme tenu" not in reader.get(mine.get_absolute_url()).text
    for act in ("keep", "move", "drop", "reopen", "edit"):
        assert reader.get(url(f"commitment_{act}", mine.pk)).status_code == 403


def test_others_do_not_know_of_it(client_as, mine, plenary_member, outsider, liege_service):
    for user in (plenary_member, outsider, liege_service):
        assert client_as(user).get(mine.get_absolute_url()).status_code == 404


def test_who_left_the_pole_still_reads_and_keeps_their_own(client_as, mine, pole_member):
    pole_member.person.memberships.update(ends_on=today() - DAY, end_reason="resigned")
    client = client_as(pole_member)

    page = client.get(mine.get_absolute_url())

    assert page.status_code == 200
    assert mine.pole.get_absolute_url() not in page.text
    assert "Relire la note" in client.get(url("my_commitments")).text
    client.post(url("commitment_keep", mine.pk), {"on": today().isoformat(), "note": "Fait."})
    mine.refresh_from_db()
    assert mine.done_on == today()


def test_two_people_who_correct_other_fields_both_win(client_as, service, coordinator, mine):
    page = url("commitment_edit", mine.pk)
    first = {
        "what": "Relire deux notes",
        "owner": mine.owner_id,
        "made_on": mine.made_on.isoformat(),
        "source_label": mine.source_label,
        "base_version": 1,
    }
    client_as(service).post(page, first)

    answer = client_as(coordinator).post(page, {**first, "what": "Relire trois notes"})

    assert answer.status_code == 409
    assert "Relire deux notes" in answer.text
    assert "Relire trois notes" in answer.text


# ── Lists ───────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def several(active_pole):
    """Late, to keep, without a day, kept, dropped; made in another order."""
    made = {
        "kept": CommitmentFactory(pole=active_pole, what="Tenu", kept=True),
        "undated": CommitmentFactory(pole=active_pole, what="Sans jour", due_on=None),
        "open": CommitmentFactory(pole=active_pole, what="À tenir bientôt"),
        "dropped": CommitmentFactory(pole=active_pole, what="Laissé", dropped=True),
        "late": CommitmentFactory(pole=active_pole, what="En retard déjà", late=True),
    }
    return {key: one.pk for key, one in made.items()}


def shown(answer):
    return [row["commitment"].pk for row in answer.context["rows"]]


def test_what_is_late_comes_first_what_is_over_last(client_as, service, active_pole, several):
    answer = client_as(service).get(url("commitments", active_pole.pk))

    assert shown(answer)[:3] == [several[key] for key in ("late", "open", "undated")]
    assert "5\xa0jours de retard" in answer.text


def test_the_list_is_narrowed_by_state_and_by_person(client_as, service, active_pole, several):
    client, page = client_as(service), url("commitments", active_pole.pk)
    other = CommitmentFactory(pole=active_pole, owner=service.person)

    late = client.get(page, {"etat": "en-retard"})
    theirs = client.get(page, {"qui": service.person.pk})

    assert shown(late) == [several["late"]]
    assert shown(theirs) == [other.pk]
    assert "État : En retard" in late.text.replace("\xa0", " ")
    unknown = client.get(page, {"etat": "perdu"})
    assert unknown.status_code == 200
    assert len(shown(unknown)) == 6
    nobody = client.get(page, {"qui": service.person.pk, "etat": "tenu"})
    assert "Aucun engagement ne répond" in nobody.text


def test_the_sheet_has_the_lines_of_the_page(client_as, service, active_pole, several):
    sheet = client_as(service).get(url("commitments_csv", active_pole.pk), {"etat": "tenu"})

    head, *lines = sheet.content.decode("utf-8-sig").splitlines()
    assert head.startswith("Engagement;Qui;Organisation")
    assert len(lines) == 1
    assert "Note envoyée aux membres." in lines[0]


def test_the_page_of_the_pole_shows_what_is_to_keep(client_as, pole_member, active_pole, several):
    page = client_as(pole_member).get(url("dossier", active_pole.pk)).text

    assert "En retard déjà" in page
    assert "Laissé" not in page
    assert "Noter un engagement" not in page


def test_my_engagements_come_from_every_pole(client_as, mine, pole_member, active_pole):
    elsewhere = CommitmentFactory(owner=pole_member.person, late=True)
    CommitmentFactory(pole=active_pole)

    answer = client_as(pole_member).get(url("my_commitments"))

    assert shown(answer) == [elsewhere.pk, mine.pk]


# ── What waits, what is due, what is recalled ───────────────────────────────────────────────────


def titles(user):
    sections = tasks_for(user, on=today())
    return {section.key: [task.title for task in tasks] for section, tasks in sections}


def test_the_home_of_its_owner_shows_it_until_it_is_done(pole_member, mine):
    assert titles(pole_member)["engagements"] == ["Relire la note"]

    mine.done_on = today()
    mine.save()

    assert "engagements" not in titles(pole_member)


def test_the_lead_sees_what_is_late_and_nothing_else(service, active_pole, mine):
    active_pole.lead = service.person
    active_pole.save()
    late = CommitmentFactory(pole=active_pole, late=True)
    CommitmentFactory(late=True)

    assert titles(service)["engagements-en-retard"] == [late.what]


def test_open_engagements_stand_in_the_echeancier(service, outsider, mine):
    CommitmentFactory(pole=mine.pole, kept=True)

    found = [d for d in deadlines_for(service, on=today()) if d.kind == "engagement"]

    assert [(d.on, d.what) for d in found] == [(mine.due_on, "Relire la note")]
    assert not [d for d in deadlines_for(outsider, on=today()) if d.kind == "engagement"]


def test_its_owner_is_reminded_before_and_the_lead_too_once_late(service, mine):
    mine.pole.lead = service.person
    mine.pole.save()
    owner, lead = mine.owner.email, service.person.email

    sent = {}
    for days in (-8, -7, -7, 0, 1, 1):
        sweep(on=mine.due_on + days * DAY)
        sent[days] = [m.to_address for m in Mail.objects.order_by("pk")]

    assert sent == {
        -8: [],
        -7: [owner],
        0: [owner, owner],
        1: [owner, owner, owner, lead],
    }


def test_a_machine_that_was_off_says_only_the_last_step(mine):
    sweep(on=mine.due_on + 2 * DAY)

    assert Mail.objects.filter(to_address=mine.owner.email).count() == 1
    assert "en retard depuis" in Mail.objects.first().subject


def test_what_is_kept_is_recalled_no_more(mine):
    sweep(on=mine.due_on - 8 * DAY)
    mine.done_on = mine.made_on
    mine.save()

    sweep(on=mine.due_on)

    assert not Mail.objects.exists()
    told = Reminder.objects.filter(rule="consensus.commitment")
    assert set(told.values_list("status", flat=True)) == {"cancelled"}


def test_another_day_is_recalled_again(mine):
    sweep(on=mine.due_on)
    mine.due_on += 30 * DAY
    mine.save()

    sweep(on=mine.due_on - 7 * DAY)

    assert Mail.objects.count() == 2
