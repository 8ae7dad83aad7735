"""What the decisions of the plenary, and the calendar, do to a pôle (domain.md § 3.1).

Each act runs in the transaction that seals its decision. `decision` is the DecisionRef of what was
decided; the day of an act is the day of its decision. `derogations`: codes of the rules of the
note from which the plenary derogates with a reason. Refused carries verdicts when the law
contradicts the decision, sentences when the act makes no sense.
"""

from dataclasses import replace
from datetime import timedelta

from django.utils.translation import gettext as _

from core.clock import today
from core.french import day
from core.law import Force
from core.verdicts import verdicts_for
from core.workflow import Refused, recorded, refuse_unless_lawful, transition
from poles import law, notifications
from poles.choices import IN_HAND, Continuation, EndReason, PoleStatus
from poles.models import Membership, Term
from poles.verdicts import LaunchProposal, RenewalProposal
from poles.workflow.fiche import freeze
from poles.workflow.states import TRANSITIONS

ONE_DAY = timedelta(days=1)


def refuse_against_law(moment, pole, *, on, derogations, proposal=None):
    """Raises every blocking rule that the plenary has not derogated from; the accord never is."""
    verdicts = verdicts_for(moment, pole, on=on, proposal=proposal)
    refuse_unless_lawful(
        replace(v, derogated=True) if _set_aside(v, derogations) else v for v in verdicts
    )


def _set_aside(verdict, derogations):
    return not verdict.met and verdict.force is Force.NOTE and verdict.rule.code in derogations


def last_term(pole):
    return pole.terms.order_by("-number").first()


def refuse_when_expired(pole, *, on):
    """Over its term a pôle reads and evaluates; it takes no new member (domain.md § 3.1)."""
    term = last_term(pole)
    if term and term.ends_on < on:
        raise Refused(
            _(
                "Le terme %(n)d est échu depuis le %(day)s : la plénière décide d’abord du"
                " renouvellement ou de l’arrêt."
            )
            % {"n": term.number, "day": day(term.ends_on)}
        )


def launch(pole, *, by, decision, call, priority, days_granted, derogations=frozenset(), on=None):
    """The plenary launches the pôle, with its three results (P6, P16, P18)."""
    on = on or decision.on
    proposal = LaunchProposal(
        launch=decision.is_effective, call=call, priority=priority, days_granted=days_granted
    )
    with transition(
        pole, PoleStatus.LAUNCHED, allowed=TRANSITIONS, by=by, act="poles.lancer"
    ) as proof:
        refuse_against_law(law.LAUNCH, pole, on=on, derogations=derogations, proposal=proposal)
        pole.launched_on, pole.days_granted = on, days_granted
        pole.call_open_allowed, pole.is_priority = call, priority
        version = pole.versions.order_by("-number").first()
        if version:
            version.decision = decision
            version.save()
        proof.update(_cited(decision), call=call, priority=priority)
        notifications.pole_launched(pole, decision=decision)


def _cited(decision):
    return {"decision": str(decision.uuid), "number": decision.number}


def refuse(pole, *, by, decision, reason):
    """The plenary does not retain the pôle; the reason stays readable."""
    with transition(
        pole,
        PoleStatus.REFUSED,
        allowed=TRANSITIONS,
        by=by,
        act="poles.ne_pas_retenir",
        reason=reason,
    ) as proof:
        proof.update(_cited(decision))
        notifications.pole_refused(pole, decision=decision, reason=reason)


def continue_beyond_year(pole, *, by, decision, result, derogations=frozenset()):
    """The one-year decision (note, point 3): go, adjust, or stop. E1 is asked unless it stops."""
    if Continuation(result) == Continuation.STOP:
        stop(pole, by=by, decision=decision)
        return
    with recorded(pole, within=(PoleStatus.ACTIVE,), by=by, act="poles.poursuivre") as proof:
        if pole.continued_on:
            raise Refused(
                _("La poursuite est déjà décidée depuis le %(day)s.")
                % {"day": day(pole.continued_on)}
            )
        refuse_when_expired(pole, on=decision.on)
        refuse_against_law(law.CONTINUATION, pole, on=decision.on, derogations=derogations)
        pole.continued_on = decision.on
        proof.update(_cited(decision), result=str(result))


def renew(pole, *, by, decision, starts_on, ends_on, derogations=frozenset(), regularised=False):
    """The plenary opens the next term (P7, P10, P11, P12). Gives the Term.

    It starts the day after the last one ended, whenever it is decided; once that one is over, only
    as a régularisation.
    """
    with recorded(pole, within=(PoleStatus.ACTIVE,), by=by, act="poles.renouveler") as proof:
        last = last_term(pole)
        late = decision.on > last.ends_on
        _refuse_gap(last, starts_on=starts_on, late=late, regularised=regularised)
        proposal = RenewalProposal(starts_on, ends_on)
        refuse_against_law(
            law.RENEWAL, pole, on=decision.on, derogations=derogations, proposal=proposal
        )
        term = Term(
            pole=pole,
            number=last.number + 1,
            starts_on=starts_on,
            ends_on=ends_on,
            decision=decision,
            regularised=late,
        )
        term._history_user = by
        term.save()
        proof.update(_cited(decision), term=term.number, late=late)
        notifications.pole_renewed(pole, term=term)
    return term


def _refuse_gap(last, *, starts_on, late, regularised):
    following = last.ends_on + ONE_DAY
    known = {"n": last.number, "end": day(last.ends_on), "day": day(following)}
    reasons = []
    if starts_on != following:
        reasons.append(
            _(
                "Le terme suivant commence le lendemain du précédent : le terme %(n)d finit le"
                " %(end)s, indiquez le %(day)s comme premier jour."
            )
            % known
        )
    if late and not regularised:
        reasons.append(
            _(
                "Le terme %(n)d est échu depuis le %(end)s : il ne se renouvelle plus que par une"
                " régularisation, avec un motif."
            )
            % known
        )
    if reasons:
        raise Refused(*reasons)


def stop(pole, *, by, decision):
    """The plenary stops an active pôle; projects under way go on, followed by the service."""
    _end(
        pole, by=by, on=decision.on, act="poles.arrêter", start=PoleStatus.ACTIVE, decision=decision
    )


def give_up(pole, *, by, decision):
    """The plenary gives up a pôle that was launched and never began."""
    _end(
        pole,
        by=by,
        on=decision.on,
        act="poles.renoncer",
        start=PoleStatus.LAUNCHED,
        decision=decision,
    )


def end_works(pole, *, by):
    """The service closes the works once the term has run out and nothing renewed it."""

    def over():
        term = last_term(pole)
        if term.ends_on >= today():
            raise Refused(
                _(
                    "Le terme %(n)d court jusqu’au %(day)s : d’ici là, seule une décision de la"
                    " plénière arrête le pôle."
                )
                % {"n": term.number, "day": day(term.ends_on)}
            )

    _end(pole, by=by, on=today(), act="poles.clore_travaux", start=PoleStatus.ACTIVE, guard=over)


def _end(pole, *, by, on, act, start, decision=None, guard=None):
    allowed = {start: TRANSITIONS[start]}
    with transition(pole, PoleStatus.ENDED, allowed=allowed, by=by, act=act) as proof:
        if guard:
            guard()
        pole.ended_on = on
        leaving = list(
            Membership.objects.select_for_update(of=("self",))
            .filter(pole=pole, ends_on=None)
            .order_by("pk")
        )
        for membership in leaving:
            membership.ends_on = max(on, membership.starts_on)
            membership.end_reason = EndReason.ENDED
            membership._history_user = by
            membership.save()
        proof.update(_cited(decision) if decision else {}, members=len(leaving))
        notifications.pole_ended(pole, leaving=leaving, decision=decision)


def close_file(pole, *, by):
    """The service closes the file of a pôle that has ended (E3 warns)."""
    with transition(
        pole, PoleStatus.CLOSED, allowed=TRANSITIONS, by=by, act="poles.clôturer"
    ) as proof:
        verdicts = verdicts_for(law.CLOSING, pole, on=today())
        refuse_unless_lawful(verdicts)
        proof["unmet"] = [v.rule.code for v in verdicts if not v.met]


def set_modalities(pole, *, by, decision, rhythm):
    """The rhythm of meetings agreed with the Instance (accord, art. 18 § 1; P14)."""
    if not rhythm.strip():
        raise Refused(_("Écrivez le rythme convenu, par exemple « tous les deux mois »."))
    with recorded(pole, within=IN_HAND, by=by, act="poles.fixer_modalités") as proof:
        pole.agreed_rhythm = rhythm.strip()
        proof.update(_cited(decision))


def modify_fiche(pole, *, by, decision):
    """The plenary decides that the fiche changes: the service may write it, then freezes it."""
    with recorded(pole, within=IN_HAND, by=by, act="poles.décider_modification") as proof:
        proof.update(_cited(decision))


def freeze_modification(pole, *, by):
    """The modification that the plenary decided is written: the fiche is frozen under it."""
    with recorded(pole, within=IN_HAND, by=by, act="poles.figer_modification") as proof:
        decision = pole.decisions.to_write().first()
        if decision is None:
            raise Refused(_("Aucune modification décidée par la plénière n’est à encoder."))
        version = freeze(pole, by=by, occasion=_("modification décidée par la plénière"))
        version.decision = decision
        version.save()
        proof.update(_cited(decision), fiche={"version": version.number, "sha256": version.sha256})
    return version
