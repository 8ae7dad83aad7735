"""Who may what with what a pôle does together, from facts of the day (domain.md § 7)."""

from consensus.models import MeetingMinutes, Opinion
from core.permissions import grants
from poles.facts import places_of
from poles.models import Membership, Pole
from poles.permissions import knows_poles


@grants(
    "consensus.view_communication",
    "consensus.view_commitment",
    "consensus.view_meeting",
    "consensus.view_proposal",
    "consensus.comment",
)
def sees(user, subject):
    """Whoever it is visible to reads it (`visible_to` has answered before); guests comment."""
    return subject is not None


@grants("consensus.view_life")
def lives_with(user, pole):
    """domain.md § 7: the service, the members and the guests; the plenary reads what it is told."""
    if pole is None or pole.launched_on is None:
        return False
    return user.standing.serves(pole.bassin_id) or pole.pk in places_of(user)


@grants(
    "consensus.communicate",
    "consensus.record_commitment",
    "consensus.keep_meetings",
    "consensus.open_proposal",
    "consensus.write_to_pole",
)
def serves(user, subject):
    """The service acts for the pôle: on the pôle itself, or on what is of it (domain.md § 7)."""
    if subject is None:
        return bool(user.standing.served)
    return user.standing.serves(pole_of(subject).bassin_id)


def pole_of(subject):
    """The pôle that a row of this app is about; the pôle itself."""
    if isinstance(subject, MeetingMinutes):
        return subject.meeting.pole
    return subject if isinstance(subject, Pole) else subject.pole


@grants("consensus.answer_commitment")
def answers_for(user, commitment):
    """The service, and whoever committed: kept, dropped or moved, each says it for themselves."""
    if commitment is None:
        return False
    own = user.person is not None and user.person.pk == commitment.owner_id
    return own or user.standing.serves(commitment.pole.bassin_id)


@grants("consensus.facilitate")
def facilitates(user, proposal):
    """The service of the bassin, and the person named in the invitation, as long as they sit."""
    if proposal is None:
        return False
    standing = user.standing
    if standing.serves(proposal.pole.bassin_id):
        return True
    is_named = standing.person is not None and proposal.facilitator_id == standing.person.pk
    return is_named and _sits(user, proposal.pole_id)


@grants("consensus.take_position")
def holds_a_seat(user, proposal):
    """A designated member, or who stands in for one. Guests comment, they never count."""
    return proposal is not None and _sits(user, proposal.pole_id)


@grants("consensus.answer_objection")
def raised_it(user, objection):
    """Its author alone; the seat is the member's when the substitute had spoken."""
    if objection is None or user.standing.person is None:
        return False
    person = user.standing.person.pk
    return person in (objection.author_id, objection.seat.person_id)


def _sits(user, pole):
    return places_of(user).get(pole, False)


@grants("consensus.write_diagnosis")
def writes_the_diagnosis(user, pole):
    """The service writes it and submits it to the parties."""
    return pole is not None and user.standing.serves(pole.bassin_id)


@grants("consensus.answer_diagnosis")
def is_designated(user, pole):
    """Whoever the Instance designated, a substitute too: guests comment (note, point 2)."""
    return pole is not None and _sits(user, pole.pk)


@grants("consensus.answer_meeting")
def is_of_the_pole(user, meeting):
    """Members and guests answer for themselves."""
    person = user.standing.person
    if meeting is None or person is None:
        return False
    return (
        Membership.objects.standing(on=meeting.on)
        .filter(pole=meeting.pole_id, person=person)
        .exists()
    )


@grants("consensus.list_opinions")
def reads_opinions(user, _subject):
    """The register: the service, the plenary, and those of a pôle."""
    return knows_poles(user, None)


@grants("consensus.view_opinion")
def sees_opinion(user, opinion):
    """Whoever it is visible to reads it (`visible_to` has answered before)."""
    return opinion is not None


@grants("consensus.keep_opinions")
def keeps_opinions(user, subject):
    """The service records what is asked of a pôle, about the pôle or the opinion itself."""
    if subject is None:
        return bool(user.standing.served)
    pole = subject.pole if isinstance(subject, Opinion) else subject
    return user.standing.serves(pole.bassin_id)
