"""Where a pôle stands on a day, in words, and its term as a bar of three and three years."""

from datetime import timedelta

from django.utils.translation import gettext as _

from core import pictures
from core.deadlines import anniversary, term_limit
from core.french import NBSP, day, days
from core.states import State
from poles.choices import STANDING_LOOKS, Standing

ONE_DAY = timedelta(days=1)
OVER = (Standing.ENDED, Standing.CLOSED)
YEARS_SHOWN = 6


def status_of(pole) -> State:
    """What the pôle is, in words and shape. Needs `with_term` and `standing`."""
    standing = Standing(pole.standing)
    if standing == Standing.ACTIVE:
        return _state(standing, _("En cours, terme %(n)d") % {"n": pole.term_number})
    return _state(standing, str(standing.label))


def _state(standing, label) -> State:
    return State(label, *STANDING_LOOKS[standing])


def mini_bar(pole, *, on):
    """The small bar of a list, or None before the first term. Needs `with_term` and `standing`."""
    if pole.first_day is None:
        return None
    figure = _in_short(pole, on=on)
    number = pole.term_number or 1
    return _bar(
        pole,
        on=on,
        title=_("Terme %(n)d : %(left)s") % {"n": number, "left": figure},
        figure=figure,
    )


def _in_short(pole, *, on) -> str:
    if pole.standing in OVER:
        return _("terminé")
    if pole.term_number is None:
        return _("début dans %(days)s") % {"days": days((pole.first_day - on).days)}
    left = (pole.term_ends_on - on).days
    if left < 0:
        return _("échu depuis %(days)s") % {"days": days(-left)}
    return _("%(days)s restants") % {"days": days(left)} if left > 1 else _last_days(left)


def _last_days(left) -> str:
    return _("1 jour restant") if left else _("dernier jour")


def _bar(pole, *, on, last_useful_on=None, **words):
    ends_on = pole.last_day
    if pole.ended_on and pole.standing in OVER:
        ends_on = max(min(ends_on, pole.ended_on), pole.first_day)
    six_years = anniversary(pole.first_day, YEARS_SHOWN) - ONE_DAY
    return pictures.term_bar(
        starts_on=pole.first_day,
        ends_on=ends_on,
        horizon=max(ends_on, six_years),
        on=on,
        last_useful_on=last_useful_on,
        renewable=_renewable(pole),
        **words,
    )


def _renewable(pole) -> bool:
    """A second term is still possible: the note renews once (rule P12)."""
    return pole.standing not in OVER and pole.last_day <= term_limit(pole.first_day)


def term_bar(pole, *, on, last_useful_on=None):
    """The large bar of a dossier, or None before the first term. Needs `with_term`, `standing`.

    `last_useful_on`: the last sitting that can still renew, when the caller knows the sittings.
    """
    if pole.first_day is None:
        return None
    terms = list(pole.terms.order_by("number"))
    figure, caption = _in_full(pole, on=on)
    labels = [_label(t.number, t.starts_on, t.ends_on) for t in terms]
    if _renewable(pole) and len(terms) == 1:
        begins = terms[-1].ends_on + ONE_DAY
        labels.append(
            pictures.TermLabel(
                _("Terme 2, à décider"), f"{day(begins)} – {day(term_limit(begins))}"
            )
        )
    keys = [pictures.Key("today", _("aujourd’hui, %(day)s") % {"day": day(on)})]
    if last_useful_on:
        words = _("dernière plénière qui peut renouveler : %(day)s")
        keys.append(pictures.Key("last", words % {"day": day(last_useful_on)}))
    spoken = f"{NBSP}; ".join(f"{label.label}, {label.dates}" for label in labels)
    return _bar(
        pole,
        on=on,
        last_useful_on=last_useful_on,
        title=f"{figure} {caption}. {spoken}.",
        figure=figure,
        caption=caption,
        terms=labels,
        keys=keys,
    )


def _label(number, starts_on, ends_on):
    return pictures.TermLabel(
        _("Terme %(n)d") % {"n": number}, f"{day(starts_on)} – {day(ends_on)}"
    )


def _in_full(pole, *, on) -> tuple[str, str]:
    """(figure, caption): « 114 jours », « avant la fin du terme 1, le 11 mars 2027 »."""
    if pole.standing in OVER:
        ended_on = pole.ended_on or pole.last_day
        return _("Terminé"), _("le %(day)s") % {"day": day(ended_on)}
    if pole.term_number is None:
        words = _("avant le début du terme 1, le %(day)s") % {"day": day(pole.first_day)}
        return days((pole.first_day - on).days), words
    left = (pole.term_ends_on - on).days
    known = {"n": pole.term_number, "day": day(pole.term_ends_on)}
    if left < 0:
        return days(-left), _("depuis la fin du terme %(n)d, le %(day)s") % known
    if left == 0:
        return _("Dernier jour"), _("du terme %(n)d, le %(day)s") % known
    return days(left), _("avant la fin du terme %(n)d, le %(day)s") % known
