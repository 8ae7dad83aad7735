"""Proxies: a member who does not come gives their voice to another, for one sitting."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actors.facts import regulation_of
from core import journal
from core.workflow import Refused, WrongState
from meetings.choices import Presence
from meetings.workflow import note_presences
from plenary.choices import Channel, SittingStatus
from plenary.facts import voices, why_no_proxies, why_not_given, why_not_held
from plenary.models import Proxy, Sitting
from plenary.workflow.stances import HEARD


def give_proxy(sitting, *, giver, holder, by=None, channel=Channel.PAGE):
    """A member gives their voice to another, until the sitting opens. Gives the proxy.

    Refused, in words: what the règlement does not admit, a proxy to oneself, a second one, to
    somebody without a voice or who holds as many as the règlement allows. The same one sent again
    writes nothing.
    """
    return _give(sitting, giver, holder, by, channel, within=(SittingStatus.CONVENED,))


def note_proxy(sitting, *, giver, holder, by):
    """The secretary enters a proxy received on paper, before the sitting or while it is on."""
    return _give(sitting, giver, holder, by, Channel.PAGE, within=HEARD)


def _give(sitting, giver, holder, by, channel, *, within):
    with transaction.atomic():
        row = _open(sitting, within)
        standing = _standing(row, giver)
        if standing and standing.holder_id == holder.pk:
            return standing
        if standing:
            raise Refused(
                _("Une procuration est déjà donnée à %(who)s : retirez-la d’abord.")
                % {"who": standing.holder.person}
            )
        _refuse_unless_admitted(row, giver, holder)
        proxy = Proxy.objects.create(
            sitting=row,
            giver=giver,
            holder=holder,
            given_at=timezone.now(),
            given_by=by,
            channel=channel,
        )
        note_presences(row, {giver: Presence.REPRESENTED}, place="mandate", by=by)
        journal.append(
            "plenary.donner_procuration",
            about=row,
            by=by,
            data={"giver": giver.pk, "holder": holder.pk, "channel": channel},
        )
    return proxy


def _open(sitting, within):
    row = Sitting.objects.select_for_update(of=("self",)).get(pk=sitting.pk)
    if row.status in within:
        return row
    if row.status in HEARD:
        raise WrongState(
            _("La séance est ouverte : dites-le au secrétariat, qui note encore les procurations.")
        )
    raise WrongState(_("Une procuration se donne entre la convocation et l’ouverture."))


def _standing(sitting, giver):
    rows = Proxy.objects.filter(sitting=sitting, giver=giver, revoked_at=None)
    return rows.select_related("holder__person").first()


def _refuse_unless_admitted(sitting, giver, holder):
    regulation = regulation_of(sitting.body, on=sitting.on)
    why = why_no_proxies(regulation)
    if why:
        raise Refused(why)
    seated = voices(sitting)
    known = {v.mandate.pk: v for v in seated}
    if giver.pk not in known or holder.pk not in known:
        raise Refused(_("Ce mandat ne court pas à la date de la séance."))
    reasons = (
        why_not_given(known[giver.pk], seated, regulation),
        why_not_held(known[holder.pk], giver, regulation),
    )
    if any(reasons):
        raise Refused(*filter(None, reasons))


def revoke_proxy(sitting, *, giver, by=None):
    """The giver takes their voice back, until the sitting opens. Gives whether anything stood.

    They stay excused until they say that they come.
    """
    return _revoke(sitting, giver, by, within=(SittingStatus.CONVENED,))


def strike_proxy(sitting, *, giver, by):
    """The secretary takes a proxy back, while the sitting is on too."""
    return _revoke(sitting, giver, by, within=HEARD)


def _revoke(sitting, giver, by, *, within):
    with transaction.atomic():
        row = _open(sitting, within)
        proxy = _standing(row, giver)
        if proxy is None:
            return False
        proxy.revoked_at = timezone.now()
        proxy.save()
        note_presences(row, {giver: Presence.EXCUSED}, place="mandate", by=by)
        journal.append("plenary.retirer_procuration", about=row, by=by, data={"giver": giver.pk})
    return True
