"""Proxies: whether the règlement admits them, and who may give or hold one. Nothing is supposed."""

from django.utils.translation import gettext as _

from actors.choices import AlternateRule, ProxyRule, Rank
from meetings.choices import Presence


def why_no_proxies(regulation) -> str:
    """Why nobody may give a proxy at this sitting; nothing when the règlement admits them."""
    if regulation is None or not regulation.proxies:
        return _("Procurations : à compléter d’après le règlement d’ordre intérieur (ROI).")
    if regulation.proxies == ProxyRule.FORBIDDEN:
        return _("Le règlement d’ordre intérieur exclut les procurations.")
    return ""


def why_not_given(voice, seated, regulation) -> str:
    """Why the holder of this mandate has no voice to give; nothing when they may give it."""
    mandate = voice.mandate
    if mandate.seat.consultative:
        return _("Ce siège a voix consultative : il n’y a pas de voix à confier.")
    if mandate.rank == Rank.ALTERNATE and not voice.has_voice and not voice.proxy_to:
        return _("Ce siège a sa voix par l’effectif : c’est à lui de donner procuration.")
    if voice.carries:
        return _(
            "Vous portez la procuration de %(who)s : une voix reçue ne se confie pas à nouveau."
        ) % {"who": _names(voice.carries)}
    coming = _alternate_who_comes(mandate, seated, regulation)
    if coming:
        return _(
            "%(who)s, de votre siège, vient et en donne la voix : pas besoin de procuration."
        ) % {"who": coming.person}
    return ""


def _names(mandates):
    return ", ".join(str(m.person) for m in mandates)


def _alternate_who_comes(mandate, seated, regulation):
    if regulation and regulation.alternates == AlternateRule.NEVER:
        return None
    return next(
        (
            v.mandate
            for v in seated
            if v.mandate.seat_id == mandate.seat_id
            and v.mandate.pk != mandate.pk
            and v.mandate.rank == Rank.ALTERNATE
            and v.presence == Presence.PRESENT
        ),
        None,
    )


def why_not_held(voice, giver, regulation) -> str:
    """Why this voice may not hold the proxy of `giver`; nothing when it may."""
    mandate, who = voice.mandate, {"who": voice.mandate.person}
    if mandate.person_id == giver.person_id:
        return _("On ne se donne pas procuration à soi-même : choisissez un autre membre.")
    if mandate.seat_id == giver.seat_id:
        return _("%(who)s est du même siège : une procuration va à un autre siège.") % who
    if voice.proxy_to:
        return _("%(who)s a donné procuration : choisissez quelqu’un qui vient.") % who
    if not voice.has_voice:
        words = {**who, "why": voice.why_not}
        return _("%(who)s n’a pas de voix à cette séance (%(why)s).") % words
    most = regulation.proxies_per_holder
    if most and len(voice.carries) >= most:
        return _("%(who)s porte déjà %(n)d procuration(s), le plus que permet le règlement.") % {
            **who,
            "n": len(voice.carries),
        }
    return ""


def possible_holders(giver, seated, regulation) -> list:
    """The mandates to which this one may give its voice, in the order of the seats."""
    return [v.mandate for v in seated if not why_not_held(v, giver, regulation)]
