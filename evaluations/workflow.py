"""The acts on an evaluation: plan, open, write, ask the pôle's reply, close, present."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.clock import today
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState, transition
from evaluations import notifications
from evaluations.choices import CRITERIA, EvaluationStatus, Kind
from evaluations.models import Evaluation, Finding
from evaluations.reports import missing_to_close
from poles.choices import SINCE_LAUNCH, PoleStatus

TRANSITIONS = {
    EvaluationStatus.PLANNED: {EvaluationStatus.OPEN},
    EvaluationStatus.OPEN: {EvaluationStatus.REPLY, EvaluationStatus.CLOSED},
    EvaluationStatus.REPLY: {EvaluationStatus.CLOSED},
    EvaluationStatus.CLOSED: {EvaluationStatus.PRESENTED},
}
WRITTEN_IN = (EvaluationStatus.OPEN, EvaluationStatus.REPLY)


def plan(evaluation, *, by):
    """The service plans an evaluation of a pôle, for the term that runs. Gives it saved."""
    with transaction.atomic():
        pole = evaluation.pole
        if evaluation.kind != Kind.EX_ANTE and pole.status not in SINCE_LAUNCH:
            raise Refused(
                _("Le pôle est « %(state)s » : seule l’évaluation ex ante se prévoit déjà.")
                % {"state": pole.get_status_display().lower()}
            )
        if evaluation.kind == Kind.FUNCTIONING and pole.status != PoleStatus.ACTIVE:
            raise Refused(
                _("L’évaluation de fonctionnement porte sur un terme : aucun n’est ouvert.")
            )
        term = pole.terms.filter(starts_on__lte=today()).order_by("-number").first()
        evaluation.term_number = term.number if term else 0
        evaluation._history_user = by
        try:
            with transaction.atomic():
                evaluation.save()
        except IntegrityError as error:
            raise WrongState(
                _("Ce terme a déjà son évaluation de fonctionnement : complétez-la.")
            ) from error
        journal.append(
            "evaluations.prévoir", about=evaluation, by=by, data={"kind": evaluation.kind}
        )
    return evaluation


def open_evaluation(evaluation, *, by):
    """Opens it: one finding waits per criterion of its kind."""
    with transition(
        evaluation,
        EvaluationStatus.OPEN,
        allowed=TRANSITIONS,
        by=by,
        act="evaluations.ouvrir",
    ):
        evaluation.opened_on = today()
        for rank, criterion in enumerate(CRITERIA[Kind(evaluation.kind)]):
            finding = Finding(evaluation=evaluation, criterion=criterion, rank=rank)
            finding._history_user = by
            finding.save()


def write_finding(finding, *, by, base_version):
    """Writes what is found for one criterion. Conflict when somebody was quicker."""
    with transaction.atomic():
        _still_written(finding.evaluation)
        save_over(finding, base_version=base_version, by=by, act="evaluations.constater")


def write_conclusion(evaluation, *, by, base_version):
    with transaction.atomic():
        _still_written(evaluation)
        save_over(evaluation, base_version=base_version, by=by, act="evaluations.conclure")


def _still_written(evaluation):
    row = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    if row.status not in WRITTEN_IN:
        raise WrongState(
            _("L’évaluation est « %(state)s » : elle ne s’écrit plus.")
            % {"state": row.get_status_display().lower()}
        )


def ask_reply(evaluation, *, by):
    """The findings go to the members of the pôle, who may answer before the closing."""
    with transition(
        evaluation,
        EvaluationStatus.REPLY,
        allowed=TRANSITIONS,
        by=by,
        act="evaluations.demander_réponse",
    ):
        _refuse_unfinished(evaluation)
        notifications.reply_asked(evaluation)


def give_reply(evaluation, *, by, base_version):
    """A designated member writes the reply of the pôle. Conflict when another was quicker.

    The text that stands already, sent again, writes nothing.
    """
    with transaction.atomic():
        row = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
        if row.status != EvaluationStatus.REPLY:
            raise WrongState(
                _("L’évaluation est « %(state)s » : le pôle n’y répond plus.")
                % {"state": row.get_status_display().lower()}
            )
        if row.reply == evaluation.reply:
            return
        evaluation.replied_at, evaluation.replied_by = timezone.now(), by
        save_over(evaluation, base_version=base_version, by=by, act="evaluations.répondre")


def close(evaluation, *, by, on=None):
    """Closes it on the day: nothing in it changes any more. Refuses with everything missing."""
    on = on or today()
    with transition(
        evaluation, EvaluationStatus.CLOSED, allowed=TRANSITIONS, by=by, act="evaluations.clôturer"
    ):
        _refuse_unfinished(evaluation)
        if on > today():
            raise Refused(_("La clôture ne se date pas dans l’avenir."))
        evaluation.closed_on, evaluation.closed_by = on, by
        if evaluation.kind == Kind.FUNCTIONING:
            notifications.evaluation_closed(evaluation)


def _refuse_unfinished(evaluation):
    lacks = missing_to_close(evaluation, evaluation.findings.order_by("rank"))
    if lacks:
        raise Refused(*lacks)


def present(evaluation, *, by, on, decision_ref=None):
    """The plenary has examined it on that day (P11). Called by the act that seals the item."""
    with transition(
        evaluation,
        EvaluationStatus.PRESENTED,
        allowed=TRANSITIONS,
        by=by,
        act="evaluations.présenter",
    ):
        if on < evaluation.closed_on:
            raise Refused(
                _(
                    "L’évaluation est clôturée le %(closed)s : elle ne peut pas avoir été examinée"
                    " le %(on)s."
                )
                % {"closed": day(evaluation.closed_on), "on": day(on)}
            )
        evaluation.presented_on, evaluation.presented_in = on, decision_ref
