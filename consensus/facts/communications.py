"""What a pôle told the plenary, on its page."""

from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.facts.dossier import Part, part
from consensus.models import Communication

RANK = 60
SHOWN = 10


@part(RANK)
def told_to_the_plenary(pole, user, *, on):
    """The last communications; the page of each says where it stands."""
    found = Communication.objects.visible_to(user).standing().filter(pole=pole)
    rows = list(found.order_by("-adopted_on", "-pk")[:SHOWN])
    serves = user.has_perm("consensus.communicate", pole)
    return Part(
        "communications",
        _("Communications à la plénière"),
        "consensus/_communications_part.html",
        {"rows": rows},
        url=reverse("consensus:new", args=[pole.pk]) if serves else "",
        action=_("Communiquer"),
    )
