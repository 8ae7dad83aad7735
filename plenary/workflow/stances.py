"""What members say before or during a sitting: stance, déport, whether they come."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.workflow import Refused, WrongState
from meetings.choices import Presence
from meetings.workflow import note_presences
from plenary.choices import APPROVED, Channel, ItemStatus, SittingStatus, StanceKind
from plenary.facts import voices
from plenary.models import AgendaItem, Proxy, Recusal, Sitting, Stance

HEARD = (SittingStatus.CONVENED, SittingStatus.IN_SESSION)


def give_stance(item, *, mandate, kind, reason="", by=None, channel=Channel.PAGE):
    """The holder of a mandate is favourable, with a reservation, or not; changeable until decided.

    `by`: the account, or None when the answer came by the signed link. Refuses whoever has no
    voice that day, declared a déport, or comes after the outcome was noted. The same answer sent
    again writes nothing.
    """
    if kind != StanceKind.FAVOURABLE and not reason.strip():
        raise Refused(_("Dites pourquoi : votre motif aide la plénière à décider."))
    with transaction.atomic():
        row = _heard(item)
        _has_voice(row.sitting, mandate)
        if Recusal.objects.filter(item=row, mandate=mandate, lifted_at=None).exists():
            raise Refused(
                _("Vous vous êtes déporté·e de ce point : levez votre déport pour donner un avis.")
            )
        stance = Stance.objects.filter(item=row, mandate=mandate).first() or Stance(
            item=row, mandate=mandate, person=mandate.person
        )
        if stance.pk and (stance.kind, stance.reason) == (kind, reason.strip()):
            return stance
        stance.kind, stance.reason = kind, reason.strip()
        stance.given_at, stance.channel = timezone.now(), channel
        stance._history_user = by
        stance.save()
        journal.append(
            "plenary.donner_avis",
            about=row,
            by=by,
            data={"mandate": mandate.pk, "stance": kind, "channel": channel},
        )
    return stance


def _heard(item):
    """The item, locked under its sitting, while it may be approved."""
    Sitting.objects.select_for_update(of=("self",)).filter(pk=item.sitting_id).first()
    row = (
        AgendaItem.objects.select_for_update(of=("self",))
        .select_related("sitting__body__bassin")
        .get(pk=item.pk)
    )
    if row.kind not in APPROVED:
        raise Refused(_("Ce point n’appelle pas d’avis : la plénière en prend acte."))
    if row.status in (ItemStatus.RECORDED, ItemStatus.SEALED):
        raise WrongState(_("La plénière a déjà décidé de ce point : les avis sont clos."))
    if row.status != ItemStatus.LISTED or row.sitting.status not in HEARD:
        raise WrongState(_("Les avis se donnent entre la convocation et la fin de la séance."))
    return row


def _has_voice(sitting, mandate):
    voice = next((v for v in voices(sitting) if v.mandate.pk == mandate.pk), None)
    if voice is None:
        raise Refused(_("Ce mandat ne court pas à la date de la séance."))
    if not voice.has_voice:
        raise Refused(
            _("Ce mandat n’a pas voix délibérative pour cette séance (%(why)s).")
            % {"why": voice.why_not}
        )


def recuse(item, *, mandate, reason="", by=None):
    """A déport: the member stands aside for this item; it stands in the attendance.

    Gives the recusal and whether it is new: one that stands already is left as it was declared.
    """
    with transaction.atomic():
        row = _heard(item)
        _sits(row.sitting, mandate)
        standing = Recusal.objects.filter(item=row, mandate=mandate, lifted_at=None).first()
        if standing:
            return standing, False
        recusal = Recusal.objects.create(
            item=row,
            mandate=mandate,
            person=mandate.person,
            reason=reason.strip(),
            declared_at=timezone.now(),
        )
        journal.append("plenary.se_déporter", about=row, by=by, data={"mandate": mandate.pk})
    return recusal, True


def lift_recusal(item, *, mandate, by=None):
    """The member comes back to the item, before it is decided. Gives whether anything stood."""
    with transaction.atomic():
        row = _heard(item)
        recusal = Recusal.objects.filter(item=row, mandate=mandate, lifted_at=None).first()
        if recusal is None:
            return False
        recusal.lifted_at = timezone.now()
        recusal.save()
        journal.append("plenary.lever_déport", about=row, by=by, data={"mandate": mandate.pk})
    return True


def _sits(sitting, mandate):
    if mandate.pk not in {v.mandate.pk for v in voices(sitting)}:
        raise Refused(_("Ce mandat ne court pas à la date de la séance."))


def answer_presence(sitting, *, mandate, presence, by=None):
    """A member says whether they come: an effective who does not gives way to the alternate.

    The same answer sent again writes nothing.
    """
    if presence not in (Presence.PRESENT, Presence.EXCUSED):
        raise Refused(_("Répondez « présent·e » ou « excusé·e »."))
    with transaction.atomic():
        row = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
        if row.status not in HEARD:
            raise WrongState(_("La présence s’annonce de la convocation à la fin de la séance."))
        _sits(row, mandate)
        _refuse_while_represented(row, mandate)
        if not note_presences(row, {mandate: presence}, place="mandate", by=by):
            return
        journal.append(
            "plenary.annoncer_présence",
            about=row,
            by=by,
            data={"mandate": mandate.pk, "presence": presence},
        )


def _refuse_while_represented(sitting, mandate):
    proxy = Proxy.objects.filter(sitting=sitting, giver=mandate, revoked_at=None)
    proxy = proxy.select_related("holder__person").first()
    if proxy:
        raise Refused(
            _("Vous avez donné procuration à %(who)s : retirez-la, puis dites si vous venez.")
            % {"who": proxy.holder.person}
        )


def note_attendance(sitting, *, by, presences):
    """The secretary notes who is there. `presences`: mandate → Presence value.

    What the same person noted already is not written again. Whoever is not represented after all
    has no proxy any more.
    """
    with transaction.atomic():
        row = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
        if row.status not in (*HEARD, SittingStatus.HELD):
            raise WrongState(_("Les présences se notent une fois la séance convoquée."))
        changed = note_presences(row, presences, place="mandate", by=by)
        if not changed:
            return
        here = [m for m, presence in changed.items() if presence != Presence.REPRESENTED]
        Proxy.objects.filter(sitting=row, giver__in=here, revoked_at=None).update(
            revoked_at=timezone.now()
        )
        journal.append(
            "plenary.noter_présences",
            about=row,
            by=by,
            data={"presences": {str(m.pk): p for m, p in changed.items()}},
        )
