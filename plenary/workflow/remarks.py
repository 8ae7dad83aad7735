"""The minutes under review: circulated until a day, remarked upon, answered, taken back."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.clock import today
from core.french import day
from core.workflow import Refused, WrongState, transition
from plenary import notifications
from plenary.choices import MinutesStatus, RemarkOutcome
from plenary.facts import unsealed_in
from plenary.models import Minutes, Remark
from plenary.workflow.states import MINUTES_TRANSITIONS


def circulate(minutes, *, by, remarks_until):
    """The members read the minutes and make remarks until that day; each is told by mail.

    Refuses a day that is past, and minutes of which an outcome is not sealed: what is provisional
    is not read as decided.
    """
    with transition(
        minutes,
        MinutesStatus.CIRCULATED,
        allowed=MINUTES_TRANSITIONS,
        by=by,
        act="plenary.faire_relire_pv",
    ) as proof:
        lacks = unsealed_in(minutes)
        if remarks_until <= today():
            lacks.append(_("Laissez au moins un jour : choisissez une date à partir de demain."))
        if lacks:
            raise Refused(*lacks)
        minutes.remarks_until = remarks_until
        minutes.circulated_at, minutes.circulated_by = timezone.now(), by
        minutes.version += 1
        proof["until"] = remarks_until.isoformat()
        notifications.minutes_circulated(minutes)


def take_back_minutes(minutes, *, by, reason):
    """Back to draft, to correct the text; the remarks and their answers stay."""
    with transition(
        minutes,
        MinutesStatus.DRAFT,
        allowed={MinutesStatus.CIRCULATED: {MinutesStatus.DRAFT}},
        by=by,
        reason=reason,
        act="plenary.reprendre_pv",
    ):
        minutes.version += 1


def make_remark(minutes, remark, *, by):
    """A member asks to change something, of a block or of the whole. Gives the remark."""
    with transaction.atomic():
        row = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
        if row.status != MinutesStatus.CIRCULATED:
            raise WrongState(_("Ce procès-verbal n’est pas en relecture : écrivez au secrétariat."))
        if row.remarks_until < today():
            raise Refused(
                _("Les remarques se faisaient jusqu’au %(day)s. Dites la vôtre en séance.")
                % {"day": day(row.remarks_until)}
            )
        remark.minutes, remark.person, remark.made_at = minutes, by.person, timezone.now()
        remark._history_user = by
        remark.save()
        journal.append("plenary.remarquer_pv", about=row, by=by, data={"remark": remark.pk})
    return remark


def answer_remark(remark, *, by, outcome, answer):
    """The service says what it did of a remark; its author is told. Refuses a second answer."""
    with transaction.atomic():
        Minutes.objects.select_for_update(of=("self",)).get(pk=remark.minutes_id)
        row = Remark.objects.select_for_update(of=("self",)).get(pk=remark.pk)
        if row.answered_at:
            raise WrongState(
                _("%(who)s a déjà répondu à cette remarque, le %(day)s.")
                % {"who": row.answered_by, "day": day(row.answered_at)}
            )
        if outcome == RemarkOutcome.NOT_TAKEN and not answer.strip():
            raise Refused(_("Dites pourquoi la remarque n’est pas retenue."))
        row.outcome, row.answer = outcome, answer.strip()
        row.answered_at, row.answered_by = timezone.now(), by
        row._history_user, row._change_reason = by, _("réponse")
        row.save()
        journal.append(
            "plenary.répondre_remarque",
            about=row.minutes,
            by=by,
            data={"remark": row.pk, "outcome": outcome},
        )
        notifications.remark_answered(row)
    return row
