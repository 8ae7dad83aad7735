"""The acts on the minutes: assemble, write, circulate, approve, correct, publish.

One row per version; the text lives in its blocks until the plenary approves it, then in one frozen
text that nothing changes any more.
"""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.versions import save_over
from core.workflow import Refused, WrongState
from plenary.choices import MinutesStatus, SittingStatus, is_wider
from plenary.facts import assembled
from plenary.models import Minutes, MinutesBlock, Sitting


@dataclass
class Assembled:
    """What assembling did: the minutes, and the blocks made, refreshed, left as edited."""

    minutes: Minutes
    made: int = 0
    refreshed: int = 0
    kept: int = 0


def assemble(sitting, *, by) -> Assembled:
    """Writes the minutes of a held sitting, or takes up what the sitting says since.

    Blocks that somebody edited or removed stay as they are. Refuses a sitting that is not held, or
    was before the software, and minutes already circulated or approved.
    """
    with transaction.atomic():
        row = (
            Sitting.objects.select_for_update(of=("self",))
            .select_related("body__bassin")
            .get(pk=sitting.pk)
        )
        _refuse_unheld(row)
        minutes = Minutes.objects.select_for_update(of=("self",)).filter(sitting=row).last()
        if minutes is None:
            minutes = _first(row, by=by)
        elif minutes.status != MinutesStatus.DRAFT or minutes.number > 1:
            raise WrongState(_not_again(minutes))
        done = Assembled(minutes)
        is_new = not minutes.blocks.exists()
        known = {(b.item_id, b.part): b for b in minutes.blocks.exclude(part="")}
        for text in assembled(row):
            _take(text, known.pop(text.key, None), done, by=by)
        for block in known.values():
            _forget(block, done)
        if is_new or done.made or done.refreshed:
            journal.append(
                "plenary.assembler_pv",
                about=minutes,
                by=by,
                data={"made": done.made, "refreshed": done.refreshed, "kept": done.kept},
            )
    return done


def _refuse_unheld(sitting):
    if sitting.is_reprise:
        raise Refused(
            _("Cette séance est antérieure au logiciel : son procès-verbal est celui de l’époque.")
        )
    if sitting.status != SittingStatus.HELD:
        raise WrongState(
            _("La séance est « %(state)s » : son procès-verbal s’assemble une fois levée.")
            % {"state": sitting.get_status_display().lower()}
        )


def _first(sitting, *, by):
    minutes = Minutes(sitting=sitting, drafted_at=timezone.now(), drafted_by=by)
    minutes._history_user, minutes._change_reason = by, _("procès-verbal assemblé")
    minutes.save()
    return minutes


def _not_again(minutes):
    if minutes.number > 1:
        return _("Cette version corrige un procès-verbal approuvé : modifiez ses passages.")
    if minutes.status == MinutesStatus.CIRCULATED:
        return _("Le procès-verbal est en relecture : reprenez-le en rédaction avant d’y toucher.")
    return _("Le procès-verbal est approuvé : il ne change plus. Préparez-en une correction.")


def _take(text, block, done, *, by):
    """One text of the sitting into its block, unless somebody wrote there."""
    if block is None:
        block = MinutesBlock(
            minutes=done.minutes,
            item=text.item,
            part=text.part,
            position=text.position,
            audience=text.audience,
        )
        done.made += 1
    elif block.edited_at or block.removed_at:
        done.kept += 1
        return
    elif (block.text, block.audience) == (text.text, text.audience):
        return
    else:
        block.version += 1
        done.refreshed += 1
    block.text, block.audience = text.text, text.audience
    block._history_user, block._change_reason = by, _("passage assemblé")
    block.save()


def _forget(block, done):
    """What the sitting no longer says goes, unless somebody wrote there."""
    if block.edited_at or block.removed_at:
        done.kept += 1
        return
    block.delete()
    done.refreshed += 1


def _drafting(minutes):
    """The minutes, locked: their text changes in draft only."""
    row = Minutes.objects.select_for_update(of=("self",)).get(pk=minutes.pk)
    if row.status != MinutesStatus.DRAFT:
        raise WrongState(
            _("Le procès-verbal est « %(state)s » : son texte ne change qu’en rédaction.")
            % {"state": row.get_status_display()}
        )
    return row


def _refuse_wider(block):
    """A block is never read by more people than its item."""
    item = block.item
    if item is None:
        return
    if is_wider(block.audience, item.audience):
        raise Refused(
            _("Le point est « %(audience)s » : un passage ne se montre pas à plus de monde.")
            % {"audience": item.get_audience_display().lower()}
        )


def add_block(minutes, block, *, by):
    """Writes one more block by hand, after those of its item. Gives it."""
    with transaction.atomic():
        block.minutes = _drafting(minutes)
        _refuse_wider(block)
        last = minutes.blocks.filter(item=block.item).order_by("-position").first()
        block.position = last.position + 1 if last else 1
        block.edited_at, block.edited_by = timezone.now(), by
        block._history_user, block._change_reason = by, _("passage ajouté")
        block.save()
        journal.append(
            "plenary.ajouter_passage", about=block.minutes, by=by, data={"block": block.pk}
        )
    return block


def edit_block(block, *, by, base_version):
    """Writes the text and the audience of a block; assembling no longer writes over it."""
    with transaction.atomic():
        _drafting(block.minutes)
        _refuse_wider(block)
        if MinutesBlock.objects.get(pk=block.pk).removed_at:
            raise WrongState(_("Quelqu’un vient de supprimer ce passage."))
        block.edited_at, block.edited_by = timezone.now(), by
        save_over(
            block,
            base_version=base_version,
            by=by,
            reason=_("passage modifié"),
            act="plenary.modifier_passage",
        )


def remove_block(block, *, by, base_version=None):
    """Takes a block out of the minutes; assembling does not bring it back.

    `base_version`: that of the text that was read before; a text changed since is refused.
    """
    with transaction.atomic():
        minutes = _drafting(block.minutes)
        row = MinutesBlock.objects.select_for_update(of=("self",)).get(pk=block.pk)
        if row.removed_at:
            raise WrongState(_("Ce passage est déjà supprimé."))
        if base_version not in (None, row.version):
            raise WrongState(_("Quelqu’un vient de modifier ce passage : relisez-le d’abord."))
        row.removed_at, row.removed_by = timezone.now(), by
        row.version += 1
        row._history_user, row._change_reason = by, _("passage supprimé")
        row.save()
        journal.append("plenary.supprimer_passage", about=minutes, by=by, data={"block": row.pk})
