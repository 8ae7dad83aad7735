"""What waits, computed from facts; how an item comes on an agenda, moves, leaves."""

from datetime import timedelta

import pytest

from core.clock import today
from core.versions import Conflict
from core.workflow import Refused, WrongState
from outbox.models import Mail
from plenary import workflow
from plenary.choices import ItemStatus, Kind, Outcome
from plenary.facts import waiting_in
from plenary.models import AgendaItem
from tests.evaluations.factories import EvaluationFactory
from tests.plenary.factories import DecisionFactory, ItemFactory, SittingFactory, seated
from tests.poles.factories import PoleFactory, TermFactory

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def kinds(bassin, on=None):
    return [(w.kind, w.pole) for w in waiting_in(bassin, on=on or today())]


def test_a_submitted_pole_waits_for_its_launch(bruxelles, liege):
    pole = PoleFactory(bassin=bruxelles, proposed=True)
    PoleFactory(bassin=bruxelles)
    PoleFactory(bassin=liege, proposed=True)

    assert kinds(bruxelles) == [(Kind.LAUNCH, pole)]


def test_candidates_wait_for_their_designation(bruxelles, propose):
    pole = PoleFactory(bassin=bruxelles, launched=True)
    propose(pole, "AB")

    waiting = waiting_in(bruxelles, on=today())

    assert [(w.kind, w.pole, w.why) for w in waiting] == [
        (Kind.DESIGNATION, pole, "2 personnes proposées")
    ]


def test_the_first_year_waits_three_months_before_it_ends(bruxelles):
    pole = PoleFactory(bassin=bruxelles, active=True, starts_on=today() - 300 * DAY)
    PoleFactory(bassin=bruxelles, active=True, starts_on=today() - 200 * DAY)
    decided = PoleFactory(bassin=bruxelles, active=True, starts_on=today() - 300 * DAY)
    type(decided).objects.filter(pk=decided.pk).update(continued_on=today())

    assert kinds(bruxelles) == [(Kind.CONTINUATION, pole)]


def test_a_year_that_is_over_is_late(bruxelles):
    PoleFactory(bassin=bruxelles, active=True, starts_on=today() - 400 * DAY)

    assert [w.late for w in waiting_in(bruxelles, on=today())] == [True]


def test_a_term_waits_for_its_renewal_a_year_before_it_ends(bruxelles):
    start = today() - 800 * DAY
    pole = PoleFactory(bassin=bruxelles, active=True, starts_on=start)
    type(pole).objects.filter(pk=pole.pk).update(continued_on=start + 300 * DAY)

    assert kinds(bruxelles) == [(Kind.RENEWAL, pole)]


def test_a_term_already_renewed_waits_no_more(bruxelles):
    start = today() - 800 * DAY
    pole = PoleFactory(bassin=bruxelles, active=True, starts_on=start)
    type(pole).objects.filter(pk=pole.pk).update(continued_on=start + 300 * DAY)
    TermFactory(pole=pole, number=2, starts_on=pole.terms.get().ends_on + DAY)

    assert kinds(bruxelles) == []


def test_a_closed_evaluation_waits_to_be_examined(bruxelles):
    evaluation = EvaluationFactory(pole=PoleFactory(bassin=bruxelles, active=True), closed=True)

    waiting = waiting_in(bruxelles, on=today())

    assert [(w.kind, w.proposal) for w in waiting] == [
        (Kind.EVALUATION, {"evaluation": evaluation.pk})
    ]


def test_a_pole_with_two_evaluations_is_told_once_of_its_term(bruxelles):
    pole = PoleFactory(bassin=bruxelles, active=True, starts_on=today() - 800 * DAY)
    for term in (1, 2):
        EvaluationFactory(pole=pole, term_number=term, closed=True)

    expected = sorted([Kind.CONTINUATION, Kind.RENEWAL, Kind.EVALUATION, Kind.EVALUATION])
    assert sorted(kind for kind, _pole in kinds(bruxelles)) == expected


def test_what_is_on_an_agenda_waits_no_more(bruxelles, body, sec):
    PoleFactory(bassin=bruxelles, proposed=True)
    sitting = SittingFactory(body=body)
    waiting = waiting_in(bruxelles, on=today())[0]

    item = workflow.put_on(sitting, workflow.from_fact(waiting, body=body), by=sec)

    assert (item.status, item.sitting, item.position) == (ItemStatus.LISTED, sitting, 1)
    assert waiting_in(bruxelles, on=today()) == []


def test_the_number_of_queries_does_not_depend_on_what_waits(bruxelles, django_assert_num_queries):
    for count in (1, 2):
        PoleFactory.create_batch(count, bassin=bruxelles, proposed=True)
        with django_assert_num_queries(3):
            waiting_in(bruxelles, on=today())


def test_a_second_item_of_the_same_kind_is_refused(bruxelles, body, sec):
    pole = PoleFactory(bassin=bruxelles, active=True)
    workflow.ask(AgendaItem(body=body, kind=Kind.STOP, pole=pole), by=sec)

    with pytest.raises(WrongState, match="attend déjà"):
        workflow.ask(AgendaItem(body=body, kind=Kind.STOP, pole=pole), by=sec)


def test_what_the_state_of_the_pole_excludes_is_not_asked(bruxelles, body, sec):
    pole = PoleFactory(bassin=bruxelles, proposed=True)

    with pytest.raises(Refused, match="ne peut pas être décidé"):
        workflow.ask(AgendaItem(body=body, kind=Kind.STOP, pole=pole), by=sec)

    assert not AgendaItem.objects.exists()


def test_after_the_convocation_an_item_needs_a_reason_of_urgency(body, sec):
    seated(body)
    sitting = SittingFactory(body=body, convened=True)
    ItemFactory(sitting=sitting, number=1)
    item = AgendaItem(body=body, kind=Kind.DEBATE, title="Un débat")

    with pytest.raises(Refused, match="en urgence"):
        workflow.add_free(sitting, item, by=sec)
    assert AgendaItem.objects.count() == 1

    workflow.add_free(sitting, item, by=sec, urgent_reason="La ministre vient.")

    assert (item.printed_number, item.urgent_reason) == ("1.1", "La ministre vient.")
    assert Mail.objects.get().template == "plenary/item_added"


def test_a_held_sitting_takes_no_more_items(body, sec):
    sitting = SittingFactory(body=body, held=True)

    with pytest.raises(WrongState, match="on n’y inscrit plus"):
        workflow.add_free(sitting, AgendaItem(body=body, kind=Kind.OTHER, title="Divers"), by=sec)


def test_items_change_places_by_one_and_stop_at_the_ends(body, sec):
    sitting = SittingFactory(body=body)
    first, second, third = ItemFactory.create_batch(3, sitting=sitting)

    workflow.move(third, by=sec, up=True)
    workflow.move(first, by=sec, up=True)

    assert list(sitting.items.order_by("position")) == [first, third, second]


def test_a_frozen_agenda_is_not_reordered(body, sec):
    sitting = SittingFactory(body=body, convened=True)
    item = ItemFactory(sitting=sitting)

    with pytest.raises(WrongState, match="figé"):
        workflow.move(item, by=sec, up=True)


def test_a_removed_item_waits_again(body, sec):
    item = ItemFactory(sitting=SittingFactory(body=body))

    workflow.remove(item, by=sec, reason="Le dossier n’est pas prêt.")

    assert (item.status, item.sitting) == (ItemStatus.WAITING, None)
    assert item.history.first().history_change_reason == "Le dossier n’est pas prêt."


def test_an_item_of_a_frozen_agenda_is_not_removed(body, sec):
    item = ItemFactory(sitting=SittingFactory(body=body, convened=True))

    with pytest.raises(WrongState, match="retiré"):
        workflow.remove(item, by=sec, reason="Trop tard.")


def test_an_item_that_waits_may_be_dropped_but_a_listed_one_may_not(body, sec):
    waiting = ItemFactory(waiting=True, body=body, kind=Kind.STOP)
    listed = ItemFactory(sitting=SittingFactory(body=body))

    workflow.drop(waiting, by=sec, reason="Sans objet.")
    with pytest.raises(WrongState):
        workflow.drop(listed, by=sec, reason="Sans objet.")

    assert (waiting.status, waiting.removed_reason) == (ItemStatus.REMOVED, "Sans objet.")


def test_an_edit_begun_before_the_convocation_meets_a_conflict(body, sec, member):
    item = ItemFactory(sitting=SittingFactory(body=body))
    began_from = item.version
    workflow.convene(item.sitting, by=sec)
    item.text = "Une note écrite entre-temps."

    with pytest.raises(Conflict):
        workflow.edit_item(item, by=sec, base_version=began_from)


def test_a_convened_title_is_not_rewritten(body, sec):
    item = ItemFactory(sitting=SittingFactory(body=body, convened=True), number=1)
    item.title = "Autre chose"

    with pytest.raises(Refused, match="intitulé"):
        workflow.edit_item(item, by=sec, base_version=1)


def test_a_postponed_item_says_how_often(launch, sec, chair, bruxelles):
    workflow.record(launch, by=sec, outcome=Outcome.POSTPONED)
    workflow.seal(launch, by=chair)

    waiting = waiting_in(bruxelles, on=today())

    assert [(w.kind, w.why) for w in waiting] == [
        (Kind.LAUNCH, "Lancement d’un pôle, reporté 1 fois")
    ]


def test_nobody_decides_of_a_postponed_item(launch, sec, chair):
    workflow.record(launch, by=sec, outcome=Outcome.POSTPONED)
    workflow.seal(launch, by=chair)
    copy = AgendaItem.objects.get(postponed_from=launch)

    with pytest.raises(WrongState, match="reporté"):
        workflow.record(launch, by=sec, outcome=Outcome.ACCEPTED)
    with pytest.raises(WrongState, match="attend une séance"):
        workflow.record(copy, by=sec, outcome=Outcome.ACCEPTED)


def test_an_outcome_is_not_noted_before_the_sitting_opens(body, sec):
    item = ItemFactory(sitting=SittingFactory(body=body, convened=True))

    with pytest.raises(WrongState, match="en séance"):
        workflow.record(item, by=sec, outcome=Outcome.POSTPONED)

    assert not DecisionFactory._meta.model.objects.exists()
