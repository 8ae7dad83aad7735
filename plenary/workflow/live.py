"""The live sheet: what is said of an item, and who comes and goes, noted while it happens."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.workflow import Refused, WrongState
from meetings.choices import Presence
from meetings.workflow import write_text
from plenary.choices import ON_AN_AGENDA, ItemStatus, Step
from plenary.facts import voices
from plenary.models import AgendaItem, Movement
from plenary.workflow.decisions import _sitting_of


def write_up(item, *, by, text, base_version):
    """Writes what was said of the item, as its next version. Gives the item as it stands.

    Raises Conflict when somebody wrote another text meanwhile. The same text sent again writes
    nothing. It is saved every few seconds: the history keeps each text, the journal none.
    """
    with transaction.atomic():
        _sitting_of(item)
        row = AgendaItem.objects.select_for_update(of=("self",)).get(pk=item.pk)
        reason = _("compte rendu")
        write_text(row, "record", text, by=by, base_version=base_version, reason=reason)
    return row


def note_movement(item, *, by, mandate, step):
    """Somebody arrives or leaves, from this item on; the contrary at the same item takes it back.

    Refuses who is there already or is not, and an item that is sealed: its decision says who was
    there. Gives the movement, or None when it was taken back.
    """
    with transaction.atomic():
        sitting = _sitting_of(item)
        _open_to_movements(item)
        noted = Movement.objects.filter(item=item, mandate=mandate).first()
        if noted and noted.step == step:
            return noted
        if noted:
            noted.delete()
        else:
            _refuse_twice(item, mandate, step)
            noted = Movement.objects.create(
                sitting=sitting,
                item=item,
                mandate=mandate,
                step=step,
                noted_at=timezone.now(),
                noted_by=by,
            )
        journal.append(
            "plenary.noter_mouvement",
            about=sitting,
            by=by,
            data={"item": item.pk, "mandate": mandate.pk, "step": step, "kept": bool(noted.pk)},
        )
    return noted if noted.pk else None


def _open_to_movements(item):
    if item.status not in ON_AN_AGENDA:
        raise WrongState(_("Ce point n’est plus à l’ordre du jour."))
    if item.status == ItemStatus.SEALED:
        raise WrongState(
            _("Ce point est scellé : sa décision dit qui était là. Notez-le à partir du suivant.")
        )


def _refuse_twice(item, mandate, step):
    voice = next((v for v in voices(item.sitting, item=item) if v.mandate.pk == mandate.pk), None)
    if voice is None:
        raise Refused(_("Ce mandat ne court pas à la date de la séance."))
    is_here = voice.presence == Presence.PRESENT
    if is_here and step == Step.ARRIVES:
        raise WrongState(_("%(who)s est déjà là à ce point.") % {"who": mandate.person})
    if not is_here and step == Step.LEAVES:
        raise WrongState(_("%(who)s n’est pas là à ce point.") % {"who": mandate.person})
