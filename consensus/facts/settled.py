"""What comes of a text of the pôle: the engagements that people took because of it."""

from django.urls import reverse
from django.utils.translation import gettext as _

from consensus.choices import ProposalStatus
from consensus.facts.commitments import rows_of
from consensus.facts.sources import comes_from, source
from consensus.models import Commitment, Proposal

TEXT = "proposition"


@source(TEXT)
def where_it_was_settled(keys, user):
    """The pages of these proposals, for whoever may read them."""
    found = Proposal.objects.visible_to(user).filter(pk__in=[int(key) for key in keys])
    known = found.values_list("pk", flat=True)
    return {str(pk): reverse("consensus:proposal", args=[pk]) for pk in known}


def text_under_way(opinion):
    """The proposal that is open for this opinion; None without one."""
    if opinion.source_kind != TEXT:
        return None
    return Proposal.objects.filter(pk=int(opinion.source_key), status=ProposalStatus.OPEN).first()


def taken_from(commitment, proposal):
    """Says that an unsaved engagement comes from this text."""
    words = {"n": proposal.number, "title": proposal.title}
    comes_from(commitment, TEXT, proposal.pk, label=_("proposition n° %(n)d : %(title)s") % words)


def commitments_of(proposal, user, *, on):
    """What people committed to because of this text, the late first. One query."""
    found = Commitment.objects.visible_to(user).from_source(TEXT, proposal.pk).standing(on=on)
    return rows_of(found.select_related("owner").late_first(), on=on)
