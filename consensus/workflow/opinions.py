"""An avis d’opportunité: asked, weighed by consensus, given under a number, transmitted.

Source: accord, art. 18 § 2: « de leur propre initiative ou à la demande de ces instances ».
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consensus.choices import CommunicationKind, OpinionStatus, ProposalKind
from consensus.documents import frozen_opinion
from consensus.facts import TEXT, text_under_way
from consensus.models import Communication, Opinion
from consensus.workflow.adoption import adopts
from consensus.workflow.communications import communicate
from consensus.workflow.opinion_states import OPINION_TRANSITIONS
from consensus.workflow.proposals import open_proposal
from core import journal, numbers
from core.canonical import canonical, sha256
from core.clock import today
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState, recorded, transition
from poles.choices import IN_HAND

WAITING = (OpinionStatus.REQUESTED, OpinionStatus.CONSENSUS)


def request_opinion(opinion, *, by):
    """The service records that an opinion is asked, or that the pôle takes the initiative.

    Refuses a pôle that is not at work, and a day to come or before its launch.
    """
    with transaction.atomic():
        if opinion.pole.status not in IN_HAND:
            raise Refused(_("Le pôle n’est pas en activité : il ne rend plus d’avis."))
        _refuse_days(opinion, opinion.asked_on, since=opinion.pole.launched_on)
        opinion.recorded_at, opinion.recorded_by = timezone.now(), by
        opinion._history_user, opinion._change_reason = by, _("avis encodé")
        opinion.save()
        journal.append(
            "consensus.demander_avis",
            about=opinion,
            by=by,
            data={"pole": opinion.pole_id, "origin": opinion.origin},
        )
    return opinion


def edit_opinion(opinion, *, by, base_version):
    """Changes what is asked and the text. Refused once the pôle has adopted it.

    While a proposal is open its text is amended there, in a new round: not here.
    """
    with transaction.atomic():
        row = Opinion.objects.select_for_update(of=("self",)).get(pk=opinion.pk)
        _refuse_unless_waiting(row)
        _refuse_adopted(row)
        under_way = text_under_way(row)
        if under_way and opinion.text != row.text:
            raise Refused(
                _("La proposition n° %(n)d porte ce texte : amendez-le là.")
                % {"n": under_way.number}
            )
        _refuse_days(opinion, opinion.asked_on, since=opinion.pole.launched_on)
        save_over(
            opinion,
            base_version=base_version,
            by=by,
            reason=_("avis modifié"),
            act="consensus.modifier_avis",
        )


def open_opinion(opinion, *, by):
    """The text goes to the pôle. Refuses one that says neither the impact nor what it thinks."""
    with transition(
        opinion,
        OpinionStatus.CONSENSUS,
        allowed=OPINION_TRANSITIONS,
        by=by,
        act="consensus.ouvrir_avis",
    ):
        _refuse_empty(opinion)
        opinion.version += 1


def propose_opinion(opinion, proposal, *, text, by):
    """Puts the text to the consensus of the pôle: its adoption will be that of the opinion.

    `proposal`: unsaved, with its fields. Refuses while another text of it is under way.
    """
    with recorded(
        opinion,
        within=[OpinionStatus.CONSENSUS],
        by=by,
        act="consensus.proposer_avis",
    ):
        _refuse_adopted(opinion)
        _refuse_empty(opinion)
        if under_way := text_under_way(opinion):
            raise WrongState(
                _("La proposition n° %(n)d est déjà ouverte pour cet avis.")
                % {"n": under_way.number}
            )
        proposal.pole, proposal.kind = opinion.pole, ProposalKind.OPINION
        open_proposal(proposal, text=text, by=by, about=opinion)
        opinion.text = text.strip()
        opinion.source_kind, opinion.source_key = TEXT, str(proposal.pk)
        opinion.version += 1
    return proposal


@adopts(ProposalKind.OPINION)
def settled_by(proposal, current, *, by, on):
    """The text that the pôle adopted, as it was amended, is the opinion's."""
    waiting = Opinion.objects.filter(
        source_kind=TEXT,
        source_key=str(proposal.pk),
        status=OpinionStatus.CONSENSUS,
        adopted_on=None,
    )
    opinion = waiting.order_by("pk").first()
    if opinion is None:
        raise Refused(
            _("L’avis que ce texte devait régler n’attend plus : retirez la proposition.")
        )
    adopt_opinion(
        opinion,
        by=by,
        on=on,
        words=proposal.outcome,
        kind=TEXT,
        key=proposal.pk,
        text=current.text,
    )


def adopt_opinion(opinion, *, by, on, words, kind="", key="", text=None):
    """How the pôle adopted the text by consensus: the day, and the sentence that says so.

    `kind`, `key`: the object of another module that settled it (`facts.sources`), "" when the
    service records it; `text`: as that object left it. Refuses a day to come, or before it was
    asked, and the service while a text of it is under way.
    """
    with recorded(
        opinion,
        within=[OpinionStatus.CONSENSUS],
        by=by,
        act="consensus.adopter_avis",
        reason=words.strip(),
    ):
        _refuse_adopted(opinion)
        _refuse_empty(opinion)
        _refuse_days(opinion, on, since=opinion.asked_on)
        under_way = text_under_way(opinion)
        if under_way and not kind:
            raise Refused(
                _("La proposition n° %(n)d en décide : adoptez-la, ou retirez-la.")
                % {"n": under_way.number}
            )
        opinion.text = opinion.text if text is None else text
        opinion.adopted_on, opinion.adopted_words = on, words.strip()
        opinion.source_kind, opinion.source_key = kind, str(key)
        opinion.version += 1


def reopen_opinion(opinion, *, by, reason):
    """The adoption was recorded too early: the text may change again, and why."""
    with recorded(
        opinion,
        within=[OpinionStatus.CONSENSUS],
        by=by,
        act="consensus.rouvrir_avis",
        reason=reason.strip(),
    ):
        if opinion.adopted_on is None:
            raise WrongState(_("Le pôle n’a pas encore adopté cet avis."))
        opinion.adopted_on, opinion.adopted_words = None, ""
        opinion.source_kind, opinion.source_key = "", ""
        opinion.version += 1


def give_opinion(opinion, *, by, on):
    """Given: numbered without gap in the bassin and the year, and frozen with its hash.

    Refuses one that the pôle has not adopted by consensus, and a day to come or before it did.
    """
    with transition(
        opinion,
        OpinionStatus.GIVEN,
        allowed=OPINION_TRANSITIONS,
        by=by,
        act="consensus.rendre_avis",
    ) as proof:
        if opinion.adopted_on is None:
            raise Refused(
                _("Notez d’abord quel jour, et par quelle phrase, le pôle a adopté cet avis.")
            )
        _refuse_days(opinion, on, since=opinion.adopted_on)
        code = opinion.pole.bassin.code
        opinion.given_on, opinion.year = on, on.year
        opinion.serial = numbers.take(f"avis/{code}/{on.year}")
        opinion.number = f"AO-{on.year}-{code}-{opinion.serial:03d}"
        opinion.frozen = canonical(frozen_opinion(opinion, by=by))
        opinion.sha256 = sha256(opinion.frozen)
        opinion.version += 1
        proof.update(number=opinion.number, sha256=opinion.sha256)


def transmit_opinion(opinion, *, by, to, on):
    """Sent to who asked, and due to the plenary as an information: it decides nothing there."""
    with transition(
        opinion,
        OpinionStatus.TRANSMITTED,
        allowed=OPINION_TRANSITIONS,
        by=by,
        act="consensus.transmettre_avis",
    ) as proof:
        _refuse_days(opinion, on, since=opinion.given_on)
        opinion.transmitted_to, opinion.transmitted_on = to.strip(), on
        title = _("Avis d’opportunité %(number)s : %(project)s")
        opinion.communication = communicate(
            Communication(
                pole=opinion.pole,
                kind=CommunicationKind.INFORMATION,
                title=(title % {"number": opinion.number, "project": opinion.project})[:200],
                text=_("Transmis le %(day)s à %(to)s.\n\n%(text)s")[:6000]
                % {"day": day(on), "to": to.strip(), "text": opinion.text[:5600]},
                adopted_on=opinion.adopted_on,
            ),
            by=by,
        )
        opinion.version += 1
        proof.update(to=opinion.transmitted_to, communication=opinion.communication_id)


def decline_opinion(opinion, *, by, reason):
    """The pôle gives none, and why: it stays in the register."""
    with transition(
        opinion,
        OpinionStatus.DECLINED,
        allowed=OPINION_TRANSITIONS,
        by=by,
        act="consensus.classer_avis",
        reason=reason.strip(),
    ):
        opinion.declined_reason = reason.strip()
        opinion.version += 1


def _refuse_unless_waiting(row):
    if row.status not in WAITING:
        raise WrongState(
            _("Impossible depuis l’état « %(state)s ».") % {"state": row.get_status_display()}
        )


def _refuse_adopted(row):
    if row.adopted_on is not None:
        raise WrongState(
            _("Le pôle a adopté ce texte le %(day)s : « %(words)s »")
            % {"day": day(row.adopted_on), "words": row.adopted_words}
        )


def _refuse_empty(opinion):
    missing = [
        words
        for value, words in (
            (opinion.impact, _("Décrivez l’impact socio-économique du projet.")),
            (opinion.text, _("Écrivez le texte de l’avis.")),
        )
        if not value.strip()
    ]
    if missing:
        raise Refused(*missing)


def _refuse_days(opinion, on, *, since):
    if on > today():
        raise Refused(_("Le %(day)s est à venir.") % {"day": day(on)})
    if since is not None and on < since:
        raise Refused(
            _("Le %(day)s précède le %(since)s : vérifiez ce jour.")
            % {"day": day(on), "since": day(since)}
        )
