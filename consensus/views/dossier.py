"""The page « Concertation » of a pôle: what it does together, in one place."""

from consensus.facts import parts_of
from core.clock import today
from poles.views.pages import PolePage


class Dossier(PolePage):
    """Meetings, diagnosis, proposals, commitments, opinions: each with what is next."""

    permission_required = "consensus.view_life"
    template_name = "consensus/dossier.html"
    tab = "consensus"

    def get_queryset(self):
        """A pôle that was never launched has nobody to do anything together."""
        return super().get_queryset().exclude(launched_on=None)

    def get_context_data(self, **kwargs):
        user = self.request.user
        return super().get_context_data(
            parts=parts_of(self.object, user, on=today()),
            writes=user.has_perm("consensus.write_to_pole", self.object),
            **kwargs,
        )
