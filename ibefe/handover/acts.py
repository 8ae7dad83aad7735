"""The act: rows of any app change hands, each with its history; who takes over is told."""

from collections import defaultdict

from django.db import transaction
from django.utils.translation import gettext as _

from actors.facts.duties import duties_by_key, successors
from actors.models import Bassin
from core import journal
from core.clock import today
from core.french import day
from core.workflow import Refused, WrongState
from outbox.workflow import post


def hand_over(person, chosen, *, by, on, reason, gone=()):
    """Gives what `person` sees to. `chosen`: {Held: who takes it over}; `on`: the day it was done.

    Past acts stay signed by who did them. Refuses a day to come, a successor without rights on what
    they are given, and a row that already went to somebody else (`gone`: keys of those).
    """
    if gone:
        raise WrongState(*gone_in_words(gone, by=by))
    if not chosen:
        raise Refused(_("Choisissez au moins un dossier à passer."))
    if on > today():
        raise Refused(_("La passation se note le jour où elle a lieu : choisissez un jour passé."))
    able = successors(list(chosen), person, on=today())
    wrong = [
        _("%(who)s n’a pas accès à « %(what)s » : choisissez quelqu’un qui y a droit.")
        % {"who": who, "what": held.label}
        for held, who in chosen.items()
        if who not in able[held.key]
    ]
    if wrong:
        raise Refused(*wrong)
    words = _("passation du %(day)s : %(reason)s") % {"day": day(on), "reason": reason}
    with transaction.atomic():
        for held, who in sorted(chosen.items(), key=lambda pair: pair[0].key):
            _give(held, who, person, by=by, reason=words)
        rows = sorted([held.key, who.pk] for held, who in chosen.items())
        facts = {"on": on, "reason": reason, "rows": rows}
        journal.append("actors.passer_dossiers", about=person, by=by, data=facts)
        _tell(person, chosen, on=on, reason=reason)


def _give(held, who, person, *, by, reason):
    duty = held.duty
    rows = duty.model._base_manager.select_for_update(of=("self",)).filter(duty.open)
    row = rows.filter(pk=held.pk, **{duty.field: person.pk}).first()
    if row is None:
        raise WrongState(*gone_in_words([held.key], by=by))
    setattr(row, duty.field, who)
    if hasattr(row, "version"):
        row.version += 1
    row._history_user, row._change_reason = by, reason
    row.save()


def gone_in_words(keys, *, by) -> list[str]:
    """What became of rows that the page still showed: who has them now, and why."""
    found = []
    for duty, pk in duties_by_key(keys):
        rows = duty.model._base_manager.filter(**{f"{duty.bassin}__in": by.standing.served})
        row = rows.filter(pk=pk).select_related(duty.field).first()
        if row is None:
            continue
        last = row.history.first()
        words = {"what": row, "who": getattr(row, duty.field) or _("personne")}
        sentence = _("« %(what)s » n’est plus à passer : il est maintenant à %(who)s") % words
        why = last.history_change_reason if last else ""
        found.append(f"{sentence} ({why})." if why else f"{sentence}.")
    return found or [_("Ces dossiers ne sont plus à passer : relisez la page.")]


def _tell(person, chosen, *, on, reason):
    """One mail to each successor and bassin, with all that they receive."""
    given = defaultdict(list)
    for held, who in chosen.items():
        given[who, held.bassin_id].append(held)
    bassins = Bassin.objects.in_bulk({bassin for _who, bassin in given})
    for (who, bassin), held in given.items():
        post(
            "ibefe/handed_over",
            to=[who],
            bassin=bassins[bassin],
            context={"from_whom": person, "held": held, "on": on, "reason": reason},
        )
