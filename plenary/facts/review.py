"""What comes next for the minutes, and what still holds them back."""

from django.db.models import Count, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actors.models import Person
from actors.querysets import dated
from core.french import day
from core.todo import Section, Task, asked_once, todo
from plenary.choices import OPEN_SITTINGS, ItemStatus, MinutesStatus, SittingStatus
from plenary.facts.minutes import items_of
from plenary.facts.todo import _secretaries
from plenary.models import Minutes, Remark, Sitting

MINUTES = Section("pv", _("Procès-verbaux"), 8)


def readers_of(sitting, *, on):
    """Who reads the minutes over: whoever has a mandate in this plenary on that day."""
    return (
        Person.objects.filter(
            dated(on, "mandates__"), mandates__seat__body=sitting.body_id, died_on=None
        )
        .distinct()
        .order_by("last_name", "first_name", "pk")
    )


def unsealed_in(minutes) -> list[str]:
    """Items of the sitting whose outcome is provisional."""
    return [
        _("Point %(number)s, %(title)s : son issue n’est pas scellée.")
        % {"number": item.printed_number, "title": item.title}
        for item in items_of(minutes.sitting).filter(status=ItemStatus.RECORDED)
    ]


def submitted_by(item) -> Minutes | None:
    """The last version of the minutes that an item asks the plenary to approve."""
    return (
        Minutes.objects.select_related("sitting__body__bassin")
        .filter(sitting=item.proposal.get("sitting"), sitting__body=item.body_id)
        .order_by("-number")
        .first()
    )


def lacks_of_minutes(item) -> list[str]:
    """Why the approval that an item asks for would have no effect, minutes or none."""
    minutes = submitted_by(item)
    if minutes is None:
        return [_("Sans effet : le procès-verbal n’est pas encore assemblé.")]
    return missing_to_approve(minutes)


def missing_to_approve(minutes) -> list[str]:
    """Why a decision to approve these minutes would have no effect; empty when it would."""
    if minutes.status != MinutesStatus.CIRCULATED:
        return [
            _("Sans effet : le procès-verbal est « %(state)s », il n’est pas en relecture.")
            % {"state": minutes.get_status_display()}
        ]
    open_ones = minutes.remarks.unanswered().count()
    lacks = [_("Sans effet. %(why)s") % {"why": words} for words in unsealed_in(minutes)]
    if open_ones:
        lacks.append(
            ngettext(
                "Sans effet : %(n)d remarque attend une réponse.",
                "Sans effet : %(n)d remarques attendent une réponse.",
                open_ones,
            )
            % {"n": open_ones}
        )
    return lacks


def next_sitting(user, *, on) -> Sitting | None:
    """The first sitting to come that this person may see."""
    found = _sittings_in_hand(user, on=on)
    return next((s for s in found if s.status in OPEN_SITTINGS), None)


@todo
def minutes_to_write(user, *, on):
    """For the secretary: minutes to assemble, to circulate, and their remarks to answer."""
    for sitting in _sittings_in_hand(user, on=on):
        if sitting.status == SittingStatus.HELD:
            yield _task_of_minutes(sitting)


@asked_once
def _sittings_in_hand(user, *, on):
    """The next sitting, and those whose minutes wait for this person: one query for the page."""
    coming = Sitting.objects.visible_to(user).to_come(on=on).order_by("on", "pk")
    asked = Q(pk__in=coming.values("pk")[:1])
    bassins = _secretaries(user)
    if bassins:
        held = Sitting.objects.filter(
            body__bassin__in=bassins, status=SittingStatus.HELD, is_reprise=False
        )
        asked |= Q(pk__in=_unfinished(_with_minutes(held)).order_by("on", "pk").values("pk")[:20])
    return list(_with_minutes(Sitting.objects.filter(asked)).order_by("on", "pk"))


def _with_minutes(sittings):
    """Adds the key and the state of the last minutes, and how many remarks wait for an answer."""
    last = Minutes.objects.filter(sitting=OuterRef("pk")).order_by("-number")
    open_ones = Remark.objects.unanswered().filter(minutes=OuterRef("minutes_pk")).order_by()
    return sittings.annotate(minutes_pk=Subquery(last.values("pk")[:1])).annotate(
        minutes_status=Subquery(last.values("status")[:1]),
        unanswered=Subquery(open_ones.values("minutes").annotate(n=Count("pk")).values("n")[:1]),
    )


def _unfinished(sittings):
    return sittings.filter(
        Q(minutes_pk=None)
        | Q(minutes_status=MinutesStatus.DRAFT)
        | Q(minutes_status=MinutesStatus.CIRCULATED, unanswered__gt=0)
    )


def _task_of_minutes(sitting):
    """What comes next for the minutes of a held sitting."""
    title = _("Procès-verbal du %(day)s") % {"day": day(sitting.on)}
    if sitting.minutes_pk is None:
        why, words = _("séance levée"), _("Assembler")
        return Task(MINUTES, title, sitting.get_absolute_url(), words, meta=(why,))
    url = reverse("plenary:minutes", args=[sitting.minutes_pk])
    if sitting.minutes_status == MinutesStatus.DRAFT:
        return Task(MINUTES, title, url, _("Mettre en relecture"), meta=(_("en rédaction"),))
    why = _("remarques sans réponse : %(n)d") % {"n": sitting.unanswered}
    return Task(MINUTES, title, f"{url}#remarques", _("Répondre"), meta=(why,))


@todo
def minutes_to_read_over(user, *, on):
    """For a member: minutes under review, until the day of the remarks."""
    if not user.standing.sat_in:
        return
    for minutes in (
        Minutes.objects.filter(
            sitting__body__bassin__in=user.standing.sat_in,
            status=MinutesStatus.CIRCULATED,
            remarks_until__gte=on,
        )
        .exclude(remarks__person=user.person)
        .select_related("sitting")
        .order_by("remarks_until", "pk")
    ):
        yield Task(
            MINUTES,
            _("Procès-verbal du %(day)s à relire") % {"day": day(minutes.sitting.on)},
            minutes.get_absolute_url(),
            _("Relire"),
            due_on=minutes.remarks_until,
        )
