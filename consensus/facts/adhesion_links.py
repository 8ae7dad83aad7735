"""The signed link of a diagnosis: one person, one seat, one version, until the next version.

GET shows, POST acts. The link proves nothing beyond itself: the membership and the version are read
again each time.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.models import DiagnosisVersion
from core.clock import today
from core.french import day
from core.signed import BrokenLink, opened, sealed
from poles.models import Membership

SALT = "consensus.diagnostic"


@dataclass(frozen=True)
class DiagnosisInvitation:
    """Who answers, for which seat, of which version."""

    version: DiagnosisVersion
    membership: Membership


def diagnosis_link(version, membership) -> str:
    """The path of the page where this member answers without an account."""
    words = {"v": version.pk, "m": membership.pk, "p": membership.person_id}
    return reverse("consensus:diagnosis_by_link", args=[sealed(words, salt=SALT)])


def read_diagnosis_link(token: str) -> DiagnosisInvitation:
    """The invitation of a link. Raises BrokenLink, in words, when it opens nothing any more."""
    remedy = _(
        "Ce lien est incomplet ou a été modifié. Ouvrez-le à nouveau depuis le courriel, en"
        " entier, ou demandez au service de vous le renvoyer."
    )
    words = opened(token, salt=SALT, remedy=remedy)
    version = (
        DiagnosisVersion.objects.filter(pk=words["v"])
        .select_related("diagnosis__pole__bassin")
        .first()
    )
    membership = (
        Membership.objects.filter(pk=words["m"], person=words["p"], person__died_on=None)
        .select_related("person", "organisation", "substitute_of__person")
        .first()
    )
    pole = version.diagnosis.pole if version else None
    if version is None or membership is None or membership.pole_id != pole.pk:
        raise BrokenLink(_("Ce lien ne correspond plus à un siège de ce pôle."))
    on = today()
    if membership.starts_on > on or (membership.ends_on and membership.ends_on < on):
        raise BrokenLink(
            _(
                "Votre désignation dans le pôle « %(pole)s » a pris fin : votre réponse n’est plus"
                " attendue."
            )
            % {"pole": pole}
        )
    _still_current(version)
    return DiagnosisInvitation(version, membership)


def _still_current(version):
    later = version.diagnosis.versions.filter(number__gt=version.number).order_by("-number")
    last = later.first()
    if last is not None:
        raise BrokenLink(
            _(
                "La version %(old)d a été remplacée le %(day)s par la version %(new)d : ouvrez le"
                " lien du dernier courriel. Votre réponse à la version %(old)d reste lisible avec"
                " elle."
            )
            % {"old": version.number, "new": last.number, "day": day(last.submitted_at)}
        )
