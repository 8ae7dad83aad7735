"""The signed link of a diagnosis: one person, one seat, one version, until the next version.

GET shows, POST acts. The link proves nothing beyond itself: the membership and the version are read
again each time.
"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.facts.answerers import place_of, sealed_for, sits_on, words_of
from consensus.models import DiagnosisVersion
from core.clock import today
from core.french import day
from core.signed import BrokenLink
from poles.models import Membership

SALT = "consensus.diagnostic"


@dataclass(frozen=True)
class DiagnosisInvitation:
    """Who answers, for which seat, of which version."""

    version: DiagnosisVersion
    membership: Membership


def diagnosis_link(version, membership) -> str:
    """The path of the page where this member answers without an account."""
    token = sealed_for(membership, salt=SALT, version=version.pk)
    return reverse("consensus:diagnosis_by_link", args=[token])


def read_diagnosis_link(token: str) -> DiagnosisInvitation:
    """The invitation of a link. Raises BrokenLink, in words, when it opens nothing any more."""
    words = words_of(token, salt=SALT)
    version = (
        DiagnosisVersion.objects.filter(pk=words["version"])
        .select_related("diagnosis__pole__bassin")
        .first()
    )
    pole = version and version.diagnosis.pole
    membership = place_of(words, pole)
    if not sits_on(membership, today()):
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
