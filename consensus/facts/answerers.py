"""The signed links of a pôle: one person, in the place that they hold, about one object.

GET shows, POST acts. The link proves nothing beyond itself: the place is read again each time.
"""

from django.utils.translation import gettext as _

from core.signed import BrokenLink, opened, sealed
from poles.models import Membership


def sealed_for(membership, *, salt: str, **about) -> str:
    """The token by which whoever holds this place answers. `about`: keys of what they answer."""
    place = {"place": membership.pk, "person": membership.person_id}
    return sealed({**about, **place}, salt=salt)


def words_of(token: str, *, salt: str) -> dict:
    """What the link carries. Raises BrokenLink when it was cut or invented."""
    remedy = _(
        "Ce lien est incomplet ou a été modifié. Ouvrez-le à nouveau depuis le courriel, en"
        " entier, ou répondez au courriel : le service notera votre réponse."
    )
    return opened(token, salt=salt, remedy=remedy)


def place_of(words: dict, pole) -> Membership:
    """The place of the link, in this pôle (None: what the link was about is no more).

    Raises BrokenLink when the person is no longer there to hold it.
    """
    found = (
        Membership.objects.filter(pk=words["place"], person=words["person"], person__died_on=None)
        .select_related("person", "organisation", "substitute_of__person")
        .first()
    )
    if pole is None or found is None or found.pole_id != pole.pk:
        raise BrokenLink(_("Ce lien ne correspond plus à une place dans ce pôle."))
    return found


def sits_on(membership, day) -> bool:
    """Does this place run on the day? The last day is inclusive."""
    ends_on = membership.ends_on
    return membership.starts_on <= day and (ends_on is None or ends_on >= day)
