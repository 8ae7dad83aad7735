"""The signed link of a convocation: one person, one mandate, one sitting, until its day ends.

GET shows, POST acts. The link proves nothing beyond itself: the mandate and the sitting are read
again each time, so a mandate that ended or a sitting that moved needs no new link.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from actors.models import Mandate
from core.clock import today
from core.french import day
from core.signed import BrokenLink, opened, sealed
from plenary.choices import SittingStatus
from plenary.models import Sitting

SALT = "plenary.invitation"


@dataclass(frozen=True)
class Invitation:
    """Who answers, for which mandate, at which sitting."""

    sitting: Sitting
    mandate: Mandate


def link_for(sitting, mandate) -> str:
    """The path of the page where the holder of this mandate answers without an account."""
    words = {"s": sitting.pk, "m": mandate.pk, "p": mandate.person_id}
    return reverse("plenary:invitation", args=[sealed(words, salt=SALT)])


def read_link(token: str) -> Invitation:
    """The invitation of a link. Raises BrokenLink, in words, when it opens nothing any more."""
    remedy = _(
        "Ce lien est incomplet ou a été modifié. Ouvrez-le à nouveau depuis le courriel, en"
        " entier, ou demandez au secrétariat de vous le renvoyer."
    )
    words = opened(token, salt=SALT, remedy=remedy)
    sitting = Sitting.objects.filter(pk=words["s"]).select_related("body__bassin").first()
    mandate = (
        Mandate.objects.filter(pk=words["m"], person=words["p"], person__died_on=None)
        .select_related("person", "seat", "organisation")
        .first()
    )
    if sitting is None or mandate is None or mandate.seat.body_id != sitting.body_id:
        raise BrokenLink(_("Ce lien ne correspond plus à un mandat de la plénière."))
    _still_open(sitting, mandate)
    return Invitation(sitting, mandate)


def _still_open(sitting, mandate):
    if sitting.status == SittingStatus.CANCELLED:
        raise BrokenLink(
            _("La séance du %(day)s est annulée : il n’y a plus d’avis à donner.")
            % {"day": day(sitting.on)}
        )
    if today() > sitting.on or sitting.status == SittingStatus.HELD:
        raise BrokenLink(
            _(
                "Ce lien servait jusqu’à la fin de la séance du %(day)s. Les décisions se lisent"
                " sur le site, avec votre compte ; pour le reste, écrivez au secrétariat."
            )
            % {"day": day(sitting.on)}
        )
    over = mandate.ends_on is not None and mandate.ends_on < sitting.on
    if over or mandate.starts_on > sitting.on:
        raise BrokenLink(
            _("Votre mandat ne court pas à la date de la séance, le %(day)s.")
            % {"day": day(sitting.on)}
        )
