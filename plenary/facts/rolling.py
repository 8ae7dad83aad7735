"""The rolling agenda of a body: who presents next, which theme was chosen and waits for its item.

Practice of SYNERJOB's board since 2018 (report of 2019): at each sitting a member presents its
files in progress, the others choose the theme that is deepened at the next one.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from plenary.choices import ON_AN_AGENDA, UNDECIDED, Kind
from plenary.models import AgendaItem, RollingTheme, RollingTurn, Sitting

TURN, THEME = "tour", "theme"


@dataclass
class Round:
    """What was presented briefly at one sitting, and which theme was chosen."""

    sitting: Sitting
    themes: list[RollingTheme] = field(default_factory=list)

    @property
    def chosen(self) -> RollingTheme | None:
        return next((theme for theme in self.themes if theme.chosen_at), None)


def rota(body) -> list[RollingTurn]:
    """The organisations in the order in which they present."""
    return list(
        RollingTurn.objects.filter(body=body)
        .select_related("organisation")
        .order_by("position", "pk")
    )


def rounds(body) -> list[Round]:
    """The sittings at which files were presented, the latest first. One query."""
    found = defaultdict(list)
    for theme in (
        RollingTheme.objects.filter(body=body, presented_in__isnull=False)
        .select_related("organisation", "presented_in", "item__sitting")
        .order_by("-presented_in__on", "pk")
    ):
        found[theme.presented_in].append(theme)
    return [Round(sitting, themes) for sitting, themes in found.items()]


def next_presenter(body, *, on):
    """Whose turn it is on that day: after whoever presented last. None without a rota."""
    turns = [turn.organisation for turn in rota(body)]
    if not turns:
        return None
    last = _presented_last(body, on)
    keys = [organisation.pk for organisation in turns]
    rank = keys.index(last) + 1 if last in keys else 0
    return turns[rank % len(turns)]


def _presented_last(body, on):
    """The key of the organisation that presented last before that day: what was written down of
    the sitting, else the turn that stood on its agenda.
    """
    theme = (
        RollingTheme.objects.filter(body=body, presented_in__on__lt=on)
        .order_by("-presented_in__on", "-pk")
        .values_list("presented_in__on", "organisation")
        .first()
    )
    turn = (
        AgendaItem.objects.filter(
            body=body,
            kind=Kind.ROLLING,
            proposal__rolling=TURN,
            status__in=ON_AN_AGENDA,
            sitting__on__lt=on,
        )
        .exclude(decision__outcome__in=UNDECIDED)
        .order_by("-sitting__on", "-pk")
        .values_list("sitting__on", "proposal")
        .first()
    )
    if theme and (turn is None or theme[0] >= turn[0]):
        return theme[1]
    return turn[1]["organisation"] if turn else None


def themes_to_deepen(body, *, on) -> list[RollingTheme]:
    """Themes chosen before that day that no item carries yet, the earliest first."""
    return list(
        RollingTheme.objects.filter(
            body=body, chosen_at__isnull=False, item=None, presented_in__on__lt=on
        )
        .select_related("organisation", "presented_in")
        .order_by("presented_in__on", "pk")
    )
