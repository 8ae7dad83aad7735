"""The service puts to the plenary, in one act, everybody who is proposed for a pôle."""

from django.db import transaction
from django.utils.translation import gettext as _

from actors.models import Body
from core import journal
from core.workflow import Refused, WrongState
from plenary.choices import ItemStatus, Kind
from plenary.facts import carried_by, designation_item, is_still_written
from plenary.models import AgendaItem
from plenary.workflow.agenda import ask
from poles.models import MemberProposal


def ask_designation(pole, *, by):
    """Asks that those who are proposed for the pôle be designated: one item, which keeps the list.

    Twice is once: the item on its way is given back, and takes those proposed since as long as no
    convocation carries it. Refused when nobody is proposed, or once its outcome is noted.
    """
    with transaction.atomic():
        item = designation_item(pole).select_for_update(of=("self",)).first()
        waiting = list(
            MemberProposal.objects.pending()
            .filter(pole=pole)
            .order_by("pk")
            .values_list("pk", flat=True)
        )
        if not waiting:
            raise Refused(_("Personne n’est proposé pour ce pôle : proposez d’abord un membre."))
        if item is None:
            return _asked(pole, waiting, by=by)
        if item.status == ItemStatus.RECORDED:
            raise WrongState(
                _("L’issue de ce point est notée et attend d’être scellée : proposez ensuite.")
            )
        if carried_by(item) not in (None, waiting) and is_still_written(item):
            item.proposal = {**item.proposal, "accepted": waiting}
            item.version += 1
            item._history_user, item._change_reason = by, _("personnes proposées")
            item.save()
            journal.append(
                "plenary.compléter_désignation", about=item, by=by, data={"proposals": waiting}
            )
    return item


def _asked(pole, waiting, *, by):
    body = Body.objects.filter(bassin=pole.bassin_id).order_by("pk").first()
    if body is None:
        raise Refused(_("L’instance de ce bassin n’a pas encore ses sièges : encodez-les."))
    item = AgendaItem(
        body=body,
        kind=Kind.DESIGNATION,
        pole=pole,
        proposal={"accepted": waiting},
        presenter=pole.lead,
    )
    return ask(item, by=by)
