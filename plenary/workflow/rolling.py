"""The acts of the rolling agenda: the rota, the files presented, the choice, and its items."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.clock import today
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState
from plenary.choices import (
    DECIDING_SITTINGS,
    ON_AN_AGENDA,
    Kind,
    Section,
    SittingStatus,
)
from plenary.facts.rolling import THEME, TURN, next_presenter, rota, themes_to_deepen
from plenary.models import AgendaItem, RollingTheme, RollingTurn, Sitting
from plenary.workflow import standing
from plenary.workflow.agenda import put_on


def prepare(sitting, *, by):
    """A sitting is foreseen, with what the rolling agenda brings to it. Gives the saved sitting."""
    with transaction.atomic():
        standing.prepare(sitting, by=by)
        roll(sitting, by=by)
    return sitting


def add_turn(body, organisation, *, by):
    """An organisation comes last in the rota. Refuses one that is there already."""
    with transaction.atomic():
        turns = rota(body)
        turn = RollingTurn(
            body=body,
            organisation=organisation,
            position=turns[-1].position + 1 if turns else 1,
        )
        turn._history_user = by
        try:
            with transaction.atomic():
                turn.save()
        except IntegrityError:
            raise WrongState(_("« %(name)s » a déjà son tour.") % {"name": organisation}) from None
        _told("plenary.ajouter_tour", turn, by=by)
        _roll_next(body, after=today(), by=by)
    return turn


def move_turn(turn, *, by, up):
    """Changes places with the neighbour in the rota; nothing at an end."""
    with transaction.atomic():
        turns = list(
            RollingTurn.objects.select_for_update(of=("self",))
            .filter(body=turn.body_id)
            .order_by("position", "pk")
        )
        rank = next(n for n, one in enumerate(turns) if one.pk == turn.pk)
        other = rank - 1 if up else rank + 1
        if not 0 <= other < len(turns):
            return
        turns[rank], turns[other] = turns[other], turns[rank]
        for position, one in enumerate(turns, start=1):
            if one.position != position:
                one.position, one._history_user = position, by
                one.save()
        _told("plenary.déplacer_tour", turn, by=by)


def remove_turn(turn, *, by):
    """An organisation leaves the rota; what it presented stays."""
    with transaction.atomic():
        _told("plenary.retirer_tour", turn, by=by)
        turn._history_user = by
        turn.delete()


def _told(act, turn, *, by):
    journal.append(act, about=turn.body, by=by, data={"organisation": turn.organisation_id})


def present_theme(theme, *, by):
    """An organisation presented briefly a file in progress at a sitting."""
    with transaction.atomic():
        _took_place(theme.presented_in)
        theme._history_user = by
        theme.save()
        journal.append(
            "plenary.présenter_thème",
            about=theme,
            by=by,
            data={"sitting": theme.presented_in_id, "organisation": theme.organisation_id},
        )
    return theme


def edit_theme(theme, *, by, base_version):
    """Corrects a file that was presented, until an item carries it."""
    with transaction.atomic():
        row = RollingTheme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
        if row.item_id is not None:
            raise WrongState(
                _("Ce thème est déjà un point de l’ordre du jour : modifiez plutôt le point.")
            )
        save_over(
            theme,
            base_version=base_version,
            by=by,
            reason=_("thème modifié"),
            act="plenary.modifier_thème",
        )


def choose(theme, *, by):
    """The members chose the theme of the next sitting; it becomes an item there by itself.

    Another choice of the same sitting gives way, unless an item carries it already.
    """
    with transaction.atomic():
        sitting = Sitting.objects.select_for_update(of=("self",)).get(pk=theme.presented_in_id)
        _took_place(sitting)
        row = RollingTheme.objects.select_for_update(of=("self",)).get(pk=theme.pk)
        if row.chosen_at is not None:
            return
        _give_way(sitting, by=by)
        row.chosen_at, row.chosen_by = timezone.now(), by
        _save(row, by=by, reason=_("thème choisi"))
        journal.append("plenary.choisir_thème", about=row, by=by, data={"sitting": sitting.pk})
        _roll_next(sitting.body, after=sitting.on, by=by)


def _roll_next(body, *, after, by):
    """What the rolling agenda brings enters the next sitting that is being prepared, if any."""
    following = (
        Sitting.objects.filter(body=body, on__gt=after, status=SittingStatus.PREPARING)
        .order_by("on")
        .first()
    )
    if following:
        roll(following, by=by)


def _took_place(sitting):
    if sitting.status not in DECIDING_SITTINGS:
        raise Refused(
            _(
                "La séance du %(day)s est « %(state)s » : les dossiers s’y présentent une fois"
                " qu’elle est ouverte."
            )
            % {"day": day(sitting.on), "state": sitting.get_status_display().lower()}
        )


def _give_way(sitting, *, by):
    chosen = RollingTheme.objects.select_for_update(of=("self",)).filter(
        presented_in=sitting, chosen_at__isnull=False
    )
    for other in chosen.order_by("pk"):
        if other.item_id is not None:
            raise WrongState(
                _("« %(title)s » est déjà choisi, et un point de l’ordre du jour le porte.")
                % {"title": other.title}
            )
        other.chosen_at = other.chosen_by = None
        _save(other, by=by, reason=_("un autre thème est choisi"))


def _save(theme, *, by, reason):
    theme.version += 1
    theme._history_user, theme._change_reason = by, reason
    theme.save()


def roll(sitting, *, by) -> list[AgendaItem]:
    """What the rolling agenda brings to a sitting in preparation: what was postponed, the theme
    chosen last time, the turn of the next organisation. Twice brings nothing more.
    """
    if not sitting.body.bassin.has_rolling_agenda or sitting.status != SittingStatus.PREPARING:
        return []
    brought = []
    with transaction.atomic():
        rolling = AgendaItem.objects.filter(body=sitting.body, kind=Kind.ROLLING)
        for item in rolling.waiting().order_by("pk"):
            brought.append(put_on(sitting, item, by=by))
        for theme in themes_to_deepen(sitting.body, on=sitting.on):
            brought.append(_deepen(sitting, theme, by=by))
        to_come = rolling.filter(proposal__rolling=TURN, status__in=ON_AN_AGENDA)
        if not to_come.filter(sitting=sitting).exists():
            brought += _turn(sitting, by=by)
    return brought


def _deepen(sitting, theme, *, by):
    words = _("Thème choisi à la séance du %(day)s, présenté par %(organisation)s.") % {
        "day": day(theme.presented_in.on),
        "organisation": theme.organisation,
    }
    item = _new(sitting, theme.title, {"rolling": THEME, "theme": theme.pk})
    item.text = "\n\n".join(filter(None, [words, theme.text]))
    theme.item = put_on(sitting, item, by=by)
    _save(theme, by=by, reason=_("mis à l’ordre du jour"))
    return theme.item


def _turn(sitting, *, by):
    organisation = next_presenter(sitting.body, on=sitting.on)
    if organisation is None:
        return []
    title = _("Tour de présentation : %(name)s") % {"name": organisation}
    item = _new(sitting, title, {"rolling": TURN, "organisation": organisation.pk})
    item.text = _(
        "%(name)s présente brièvement ses dossiers en cours ; les autres membres choisissent"
        " ensuite le thème approfondi à la prochaine séance."
    ) % {"name": organisation}
    return [put_on(sitting, item, by=by)]


def _new(sitting, title, proposal):
    return AgendaItem(
        body=sitting.body,
        kind=Kind.ROLLING,
        section=Section.DEBATES,
        title=title[:200],
        proposal=proposal,
    )
