"""The acts of the service on a candidature: examine, retain, set aside, then answer to everybody.

What was decided of somebody changes until the answer has left; then it is what they were told.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from core import journal
from core.clock import today
from core.french import day
from core.versions import save_over
from core.workflow import Refused, WrongState, transition
from poles import notifications
from poles.choices import ApplicationStatus, CallStanding, ProposalStatus
from poles.models import Application, Call, MemberProposal
from poles.reports import answer_to, call_standing
from poles.workflow.candidates import propose, saved, withdraw_proposal
from poles.workflow.states import APPLICATION_TRANSITIONS


def examine(application, *, by, base_version):
    """Keeps the criteria and the notes of the service; nobody else ever reads them."""
    with transaction.atomic():
        row = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
        if row.status == ApplicationStatus.WITHDRAWN:
            raise WrongState(_("Cette candidature est retirée : elle ne s’examine plus."))
        save_over(application, base_version=base_version, by=by, act="poles.examiner_candidature")


def retain(
    application, *, by, category, organisation=None, person=None, active_on_territory, competent
):
    """The service keeps somebody and proposes them to the plenary, in one act.

    `organisation`, `person`: known ones; None makes them from the candidature. Gives the proposal.
    """
    with transition(
        application,
        ApplicationStatus.RETAINED,
        allowed=APPLICATION_TRANSITIONS,
        by=by,
        act="poles.retenir_candidature",
    ) as proof:
        if application.status != ApplicationStatus.RESERVE:
            _refuse_answered(application)
        organisation = organisation or _made_organisation(application, category, by)
        proposal = MemberProposal(
            pole=application.call.pole,
            organisation=organisation,
            category=category,
            presence=application.presence,
            active_on_territory=active_on_territory,
            competent=competent,
            competence=application.competence,
        )
        new = None if person else _made_person(application, organisation)
        proposal.person = person or new
        propose(proposal, by=by, person=new)
        application.proposal, application.organisation = proposal, organisation
        application.reason = ""
        _sorted(application, by)
        proof["proposal"] = proposal.pk
    return proposal


def _made_organisation(application, category, by):
    """The organisation of the candidature, as the applicant wrote its name."""
    organisation = application.new_organisation(category)
    if type(organisation).objects.filter(name_fr__iexact=organisation.name_fr).exists():
        raise Refused(
            _("Une organisation « %(name)s » existe déjà : choisissez-la dans la liste.")
            % {"name": organisation.name_fr}
        )
    saved(organisation, by)
    journal.append("actors.encoder_organisation", about=organisation, by=by)
    return organisation


def _made_person(application, organisation):
    person = application.new_person()
    person.organisation = organisation
    return person


def set_aside(application, *, by, to, reason):
    """In reserve or not retained, with a reason; whoever was proposed is no longer."""
    to = ApplicationStatus(to)
    if to not in (ApplicationStatus.RESERVE, ApplicationStatus.NOT_RETAINED):
        raise ValueError(to)
    with transition(
        application,
        to,
        allowed=APPLICATION_TRANSITIONS,
        by=by,
        act="poles.écarter_candidature",
        reason=reason,
    ):
        _refuse_answered(application)
        take_proposal_back(application, by=by, reason=reason)
        application.reason = reason
        _sorted(application, by)


def take_proposal_back(application, *, by, reason):
    """Whoever waits for the plenary is no longer proposed; what it has decided stands."""
    proposal = application.proposal
    if proposal is None:
        return
    if proposal.status == ProposalStatus.DESIGNATED:
        raise Refused(
            _("La plénière a désigné %(who)s : c’est une démission ou une exclusion qui y met fin.")
            % {"who": proposal.person}
        )
    if proposal.status == ProposalStatus.PROPOSED:
        withdraw_proposal(proposal, by=by, reason=reason)
    application.proposal = None


def _sorted(application, by):
    application.sorted_at, application.sorted_by = timezone.now(), by
    application.version += 1


def _refuse_answered(application):
    if application.answered_at:
        raise WrongState(
            _("La réponse est partie le %(day)s : le tri de cette candidature est terminé.")
            % {"day": day(application.answered_at)}
        )


# ── The answers ─────────────────────────────────────────────────────────────────────────────────


def reasons_not_to_answer(call, applications, *, on) -> list[str]:
    """Every reason at once why the answers cannot leave yet; none when they can."""
    reasons = []
    if call_standing(call, on=on) in (CallStanding.OPEN, CallStanding.TO_COME):
        reasons.append(
            _("L’appel court jusqu’au %(day)s : les réponses partent après sa clôture.")
            % {"day": day(call.closes_on)}
        )
    unsorted = [a.name for a in applications if a.status == ApplicationStatus.RECEIVED]
    if unsorted:
        reasons.append(_("À trier encore : %(names)s.") % {"names": ", ".join(unsorted)})
    awaited = [a.name for a in applications if _is_awaited(a)]
    if awaited:
        reasons.append(
            _("La plénière n’a pas encore décidé de : %(names)s.") % {"names": ", ".join(awaited)}
        )
    if not any(a.answered_at is None for a in applications):
        reasons.append(_("Aucune réponse n’est à envoyer."))
    return reasons


def _is_awaited(application):
    return (
        application.status == ApplicationStatus.RETAINED
        and application.answered_at is None
        and application.proposal.status == ProposalStatus.PROPOSED
    )


def send_answers(call, *, by):
    """All the answers leave together, each once: what was previewed is what is sent."""
    with transaction.atomic():
        call = Call.objects.select_for_update(of=("self",)).get(pk=call.pk)
        applications = list(
            Application.objects.select_for_update(of=("self",))
            .standing()
            .filter(call=call)
            .select_related("proposal", "organisation")
            .order_by("pk")
        )
        reasons = reasons_not_to_answer(call, applications, on=today())
        if reasons:
            raise Refused(*reasons)
        waiting = [a for a in applications if a.answered_at is None]
        for application in waiting:
            application.call = call
            application.answer = answer_to(application)
            application.answered_at, application.answered_by = timezone.now(), by
            application.version += 1
            saved(application, by, _("réponse envoyée"))
            notifications.application_answered(application)
        journal.append(
            "poles.répondre_candidatures", about=call, by=by, data={"answers": len(waiting)}
        )


def edit_answers(call, *, by, base_version):
    """The service rewrites what the answers of this call say, outcome by outcome."""
    save_over(call, base_version=base_version, by=by, act="poles.modifier_réponses")
