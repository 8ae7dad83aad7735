"""The shared diagnosis: submitted, answered seat by seat, asked again by each version."""

import re
from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consensus import workflow
from consensus.choices import AdhesionKind
from consensus.facts import diagnosis_link, picture_of, read_diagnosis_link
from consensus.models import Adhesion, Diagnosis, DiagnosisVersion
from core.clock import today
from core.models import JournalEntry
from core.signed import BrokenLink
from core.workflow import Refused, WrongState
from outbox.models import Mail
from outbox.workflow import sweep
from tests.consensus.factories_diagnoses import (
    AdhesionFactory,
    DiagnosisFactory,
    DiagnosisVersionFactory,
)
from tests.poles.factories import MembershipFactory, PoleFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


@pytest.fixture
def diagnosis(active_pole):
    return DiagnosisFactory(pole=active_pole)


@pytest.fixture
def seats(active_pole):
    return list(active_pole.memberships.order_by("pk"))


def seat_in(mail):
    """The seat that the link of a mail opens."""
    found = re.search(r"/diagnostic/([^/\s]+)/", mail.text)
    return read_diagnosis_link(found[1]).membership


def submitted(diagnosis, service, **fields):
    words = {"answer_by": today() + 14 * DAY, **fields}
    return workflow.submit_diagnosis(diagnosis, by=service, **words)


def rewritten(diagnosis, service, text="Un autre texte."):
    diagnosis.refresh_from_db()
    diagnosis.text = text
    workflow.edit_diagnosis(diagnosis, by=service, base_version=diagnosis.version)


def test_a_version_is_frozen_and_each_seat_is_asked_by_its_own_link(diagnosis, service, seats):
    version = submitted(diagnosis, service)

    assert (version.number, version.text) == (1, diagnosis.text)
    mails = Mail.objects.order_by("pk")
    assert sorted(m.to_address for m in mails) == sorted(s.person.email for s in seats)
    assert all(seat_in(mail).person.email == mail.to_address for mail in mails)
    proof = JournalEntry.objects.get(act="consensus.soumettre_diagnostic")
    assert version.sha256 in proof.data


def test_what_cannot_be_submitted_says_every_reason(service, bruxelles):
    nobody = DiagnosisFactory(pole=PoleFactory(bassin=bruxelles, ended=True, groups=""))
    DiagnosisVersionFactory(diagnosis=nobody, text=nobody.text)

    with pytest.raises(Refused) as refusal:
        submitted(nobody, service, answer_by=today() - DAY)

    assert len(refusal.value.reasons) == 4
    assert nobody.versions.count() == 1
    assert not Mail.objects.exists()


def test_a_text_changed_since_it_was_read_is_not_submitted(diagnosis, service):
    rewritten(diagnosis, service)

    with pytest.raises(WrongState, match="a changé depuis votre lecture"):
        submitted(diagnosis, service, base_version=1)


def test_one_diagnosis_per_pole_in_a_pole_at_work(diagnosis, active_pole, service, bruxelles):
    with pytest.raises(WrongState, match="a commencé le diagnostic"):
        workflow.begin_diagnosis(Diagnosis(pole=active_pole, text="Autre."), by=service)

    ended = PoleFactory(bassin=bruxelles, ended=True)
    with pytest.raises(Refused, match="pas en activité"):
        workflow.begin_diagnosis(Diagnosis(pole=ended, text="Trop tard."), by=service)


def test_a_seat_answers_once_and_may_change_its_answer(diagnosis, service, seats):
    version = submitted(diagnosis, service)
    person = seats[0].person

    workflow.adhere(version, person=person, kind="manque", reason="Les chiffres.")
    workflow.adhere(version, person=person, kind="adhere")
    workflow.adhere(version, person=person, kind="adhere")

    row = Adhesion.objects.get()
    assert (row.seat, row.kind, row.reason) == (seats[0], "adhere", "")
    assert [h.kind for h in row.history.all()] == ["adhere", "manque"]
    assert JournalEntry.objects.filter(act="consensus.adherer").count() == 2


@pytest.mark.parametrize("kind", ["reserve", "manque"])
def test_a_reservation_says_why(diagnosis, service, seats, kind):
    version = submitted(diagnosis, service)

    with pytest.raises(Refused, match="Dites pourquoi"):
        workflow.adhere(version, person=seats[0].person, kind=kind, reason="  ")

    assert not Adhesion.objects.exists()


def test_guests_and_those_who_left_do_not_answer(diagnosis, service, seats, guest):
    version = submitted(diagnosis, service)
    gone = MembershipFactory(pole=diagnosis.pole, ends_on=today() - DAY, end_reason="resigned")

    with pytest.raises(Refused, match="vous commentez"):
        workflow.adhere(version, person=guest.person, kind="adhere")
    with pytest.raises(Refused, match="pas désigné"):
        workflow.adhere(version, person=gone.person, kind="adhere")

    comment = workflow.comment_diagnosis(version, person=guest.person, text=" Et ? ", by=guest)
    assert comment.text == "Et ?"
    with pytest.raises(Refused, match="vide"):
        workflow.comment_diagnosis(version, person=guest.person, text=" ", by=guest)


def test_a_substitute_speaks_for_the_seat_they_share(diagnosis, service, seats):
    version = submitted(diagnosis, service)
    substitute = MembershipFactory(
        pole=diagnosis.pole, substitute_of=seats[0], category=seats[0].category
    )

    workflow.adhere(version, person=substitute.person, kind="adhere")

    picture = picture_of(version, on=today())
    assert len(picture.said) == len(seats)
    mine = next(s for s in picture.said if s.seat.membership == seats[0])
    assert mine.by_substitute


def test_a_new_version_asks_everybody_again_and_the_answers_before_stay(diagnosis, service, seats):
    first = submitted(diagnosis, service)
    workflow.adhere(first, person=seats[0].person, kind="reserve", reason="Peu de chiffres.")
    rewritten(diagnosis, service)
    Mail.objects.all().delete()

    second = submitted(diagnosis, service, changed="Les chiffres sont là.")

    assert second.number == 2
    assert Mail.objects.count() == len(seats)
    assert "Les chiffres sont là." in Mail.objects.first().text
    assert len(picture_of(second, on=today()).silent) == len(seats)
    assert picture_of(first, on=today()).said[0].adhesion.reason == "Peu de chiffres."
    with pytest.raises(WrongState, match="La version 2 remplace la version 1"):
        workflow.adhere(first, person=seats[0].person, kind="adhere")
    assert first.text != second.text


def test_the_answer_of_who_left_stays_readable_and_counts_no_more(diagnosis, service, seats):
    version = submitted(diagnosis, service)
    for seat in seats:
        workflow.adhere(version, person=seat.person, kind="adhere")
    assert picture_of(version, on=today()).is_shared
    MembershipFactory(pole=diagnosis.pole)
    seats[0].ends_on, seats[0].end_reason = today() - DAY, "resigned"
    seats[0].save()

    picture = picture_of(version, on=today())

    assert not picture.is_shared
    assert [row.seat for row in picture.gone] == [seats[0]]
    assert picture.all.total == len(seats)
    assert "sans réponse" in picture.sentence.lower()


# ── Counts ──────────────────────────────────────────────────────────────────────────────────────


@given(
    st.lists(
        st.tuples(st.sampled_from("ABC"), st.sampled_from(["", *AdhesionKind.values])), max_size=9
    )
)
def test_adhesion_by_category_is_what_a_recount_gives(active_pole, found):
    Diagnosis.objects.all().delete()
    active_pole.memberships.all().delete()
    version = DiagnosisVersionFactory(diagnosis__pole=active_pole)
    for letter, answer in found:
        seat = MembershipFactory(pole=active_pole, category=letter)
        if answer:
            AdhesionFactory(version=version, seat=seat, kind=answer)
    MembershipFactory(pole=active_pole, guest=True)

    picture = picture_of(version, on=today())

    recount = Counter(found)
    order = [*AdhesionKind.values, ""]
    expected = [
        [recount[letter, answer] for answer in order]
        for letter in "ABC"
        if any(recount[letter, answer] for answer in order)
    ]
    assert [line.counts for line in picture.lines] == expected
    assert picture.all.counts == [sum(n for (_l, a), n in recount.items() if a == o) for o in order]
    assert [s.seat.membership.category for s in picture.said] == sorted(c for c, _a in found)
    for line in picture.lines:
        assert sum(part.count for part in line.bar.parts) == line.total


@pytest.mark.parametrize(
    ("answers", "begins"),
    [
        (["", "", ""], "Sans réponse : "),
        (["reserve", "", ""], "1 partie adhère avec réserve ; sans réponse : "),
        (
            ["adhere", "reserve", "manque"],
            "1 partie adhère ; 1 avec réserve ; 1 dit",
        ),
        (["adhere", "adhere", "adhere"], "3 parties adhèrent."),
    ],
)
def test_the_sentence_counts_nobody_who_said_nothing(diagnosis, service, seats, answers, begins):
    version = submitted(diagnosis, service)
    for seat, answer in zip(seats, answers, strict=True):
        if answer:
            AdhesionFactory(version=version, seat=seat, kind=answer)

    assert picture_of(version, on=today()).sentence.startswith(begins)


# ── The signed link ─────────────────────────────────────────────────────────────────────────────


def token(version, seat):
    return diagnosis_link(version, seat).strip("/").rpartition("/")[2]


def test_a_link_opens_until_the_next_version_and_while_the_seat_runs(diagnosis, service, seats):
    first = submitted(diagnosis, service)
    link = token(first, seats[0])
    assert read_diagnosis_link(link).membership == seats[0]

    with pytest.raises(BrokenLink, match="incomplet"):
        read_diagnosis_link(link[:-2])
    seats[1].ends_on, seats[1].end_reason = today() - DAY, "resigned"
    seats[1].save()
    with pytest.raises(BrokenLink, match="a pris fin"):
        read_diagnosis_link(token(first, seats[1]))
    rewritten(diagnosis, service)
    submitted(diagnosis, service)
    with pytest.raises(BrokenLink, match="par la version 2"):
        read_diagnosis_link(link)


def test_a_link_of_somebody_who_died_opens_nothing(diagnosis, service, seats):
    version = submitted(diagnosis, service)
    person = seats[0].person
    person.died_on = today()
    person.save()

    with pytest.raises(BrokenLink, match="ne correspond plus"):
        read_diagnosis_link(token(version, seats[0]))


# ── Reminders ───────────────────────────────────────────────────────────────────────────────────


def test_only_those_who_have_not_answered_are_reminded(diagnosis, service, seats):
    version = submitted(diagnosis, service)
    workflow.adhere(version, person=seats[0].person, kind="adhere")
    Mail.objects.all().delete()

    for _twice in range(2):
        sweep(on=version.answer_by - 3 * DAY)

    awaited = {seat.person.email for seat in seats[1:]}
    assert sorted(m.to_address for m in Mail.objects.all()) == sorted(awaited)
    assert seat_in(Mail.objects.get(to_address=seats[1].person.email)) == seats[1]


def test_a_version_that_is_replaced_reminds_nobody(diagnosis, service, seats):
    first = submitted(diagnosis, service)
    rewritten(diagnosis, service)
    submitted(diagnosis, service, answer_by=first.answer_by + 60 * DAY)
    Mail.objects.all().delete()

    sweep(on=first.answer_by)

    assert not Mail.objects.exists()
    assert DiagnosisVersion.objects.current().get().number == 2
