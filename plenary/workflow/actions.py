"""What a sitting asks of somebody: noted, then done, or dropped with a reason."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState
from plenary.choices import ItemStatus
from plenary.models import Action
from plenary.workflow.decisions import _sitting_of


def note_actions(item, *, by, actions) -> list[Action]:
    """Notes what the sitting asks of this item. `actions`: (what, by when or None, who or None).

    What the item asks already in the same words is not asked twice. Gives the new ones.
    """
    with transaction.atomic():
        _sitting_of(item)
        asked = set(item.actions.filter(dropped_at=None).values_list("text", flat=True))
        found = []
        for text, due_on, owner in actions:
            if text.strip() in asked:
                continue
            action = Action(
                item=item,
                text=text.strip(),
                owner=owner,
                due_on=due_on,
                decided_at=timezone.now(),
                decided_by=by,
            )
            action._history_user = by
            action.save()
            journal.append(
                "plenary.noter_action", about=action, by=by, data={"item": item.pk, "text": text}
            )
            asked.add(action.text)
            found.append(action)
    return found


def edit_action(action, *, by, base_version):
    """Changes what is asked, of whom, by when. Refused once its item is sealed, or it is over."""
    with transaction.atomic():
        row = _open(action)
        if row.item.status == ItemStatus.SEALED:
            raise Refused(
                _(
                    "Le point est scellé : l’action ne change plus. Notez-la comme faite, ou"
                    " abandonnez-la avec un motif et notez-en une autre."
                )
            )
        save_over(
            action,
            base_version=base_version,
            by=by,
            reason=_("action modifiée"),
            act="plenary.modifier_action",
        )


def finish_action(action, *, by, note):
    """It is done: who saw it, when, and how."""
    _end(action, by=by, name="done", note=note, act="plenary.faire_action")


def drop_action(action, *, by, reason):
    """It has no object any more, and why."""
    _end(action, by=by, name="dropped", note=reason, act="plenary.abandonner_action")


def _end(action, *, by, name, note, act):
    with transaction.atomic():
        row = _open(action)
        setattr(row, f"{name}_at", timezone.now())
        setattr(row, f"{name}_by", by)
        row.note = note.strip()
        row.version += 1
        row._history_user, row._change_reason = by, row.note
        row.save()
        journal.append(act, about=row, by=by, data={"note": row.note})


def _open(action):
    row = Action.objects.select_for_update(of=("self",)).select_related("item").get(pk=action.pk)
    if row.done_at:
        raise WrongState(
            _("%(who)s a déjà noté cette action comme faite, le %(day)s : « %(note)s »")
            % {"who": row.done_by, "day": day(row.done_at), "note": row.note}
        )
    if row.dropped_at:
        raise WrongState(
            _("%(who)s a déjà abandonné cette action, le %(day)s : « %(note)s »")
            % {"who": row.dropped_by, "day": day(row.dropped_at), "note": row.note}
        )
    return row
