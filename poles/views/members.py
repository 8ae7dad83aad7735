"""Pages of the members: composition at any date, candidates, guests, departures."""

from django.contrib import messages
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import UpdateView

from actors.models import Person
from core.clock import today
from core.forms import EmptyForm
from core.law import Panel
from core.search import folded
from core.shifts import Forecast
from core.verdicts import Known, verdicts_for
from core.views import (
    ForeseesMixin,
    HouseMixin,
    TransitionView,
    VersionedFormMixin,
)
from poles import law, workflow
from poles.forms import (
    CompositionDateForm,
    GuestForm,
    ProposalEditForm,
    ProposalForm,
)
from poles.models import MemberProposal
from poles.reports import call_under_way, composition_of, memberships_of, proposal_rows
from poles.verdicts import (
    Candidacy,
    End,
    Withdrawal,
    foresee,
    panel_of_life,
)
from poles.views.designations import designation_ahead
from poles.views.fiche import MadeForPole, OnePole
from poles.views.pages import PolePage

SHOWN = 20


class Members(PolePage):
    """Who sits on a day, by legal category; whether the law is met; who is proposed."""

    permission_required = "poles.view_members"
    template_name = "poles/members.html"
    tab = "members"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        pole = self.object
        form = CompositionDateForm(self.request.GET if "le" in self.request.GET else {})
        chosen = form.cleaned_data.get("le") if form.is_valid() else None
        on = chosen or today()
        if "le" not in self.request.GET:
            form = CompositionDateForm(initial={"le": on})
        manages = self.request.user.has_perm("poles.manage_members", pole)
        context.update(
            form=form,
            on=on,
            is_today=on == today(),
            composition=composition_of(pole, on=on),
            manages=manages,
            open_to_members=pole.status in workflow.IN_HAND,
            proposals=self.proposals() if manages else [],
        )
        known = Known([pole], on=on)
        if context["sees_verdicts"]:
            context["panel"] = panel_of_life(pole, on=on, known=known)
        if manages and context["proposals"]:
            context["ahead"] = designation_ahead(pole, known=known if on == today() else None)
        context["fills"] = manages and context["open_to_members"] and context["is_today"]
        if context["fills"] and context["composition"].vacant:
            context["call"] = call_under_way(pole, on=on)
        return context

    def proposals(self):
        rows = (
            MemberProposal.objects.visible_to(self.request.user)
            .filter(pole=self.object)
            .exclude(status__in=("designated", "withdrawn"))
            .select_related("person", "organisation", "decision", "substitute_of")
            .order_by("category", "organisation__name_fr", "person__last_name", "pk")
        )
        return proposal_rows(rows)


class MembersHistory(PolePage):
    """Everybody who ever sat, with dates, decision and reason."""

    permission_required = "poles.view_members"
    template_name = "poles/members_history.html"
    tab = "members"

    def get_context_data(self, **kwargs):
        return super().get_context_data(memberships=memberships_of(self.object), **kwargs)


class AddingSomebody(MadeForPole):
    """A form about a person found by name (`?q=`) or new, for one pôle."""

    permission_required = "poles.manage_members"

    @cached_property
    def asked(self):
        return self.request.GET.get("q", "").strip()[:80]

    @cached_property
    def found(self):
        """Persons whose first or last name begins like each word typed."""
        if not self.asked:
            return []
        people = Person.objects.visible_to(self.request.user).filter(died_on=None)
        for word in folded(self.asked).split():
            people = people.filter(
                Q(first_name__istartswith=word)
                | Q(last_name__istartswith=word)
                | Q(last_name__icontains=word)
            )
        return list(
            people.select_related("organisation").order_by("last_name", "first_name", "pk")[:SHOWN]
        )

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        return {**kwargs, "user": self.request.user, "found": self.people}

    @property
    def people(self):
        """Those found, and the one already chosen, so that nothing typed is lost."""
        chosen = self.request.POST.get("person", "")
        known = {p.pk for p in self.found}
        if chosen.isdigit() and int(chosen) not in known:
            return [*self.found, *Person.objects.visible_to(self.request.user).filter(pk=chosen)]
        return self.found

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            asked=self.asked,
            found=len(self.found),
            **kwargs,
        )


class ProposeMember(ForeseesMixin, AddingSomebody):
    """Proposes somebody to the plenary; the rules that it would change are shown first."""

    template_name = "poles/members_propose.html"
    form_class = ProposalForm

    def get_initial(self):
        """From the line of a member: whom the substitute would stand in for."""
        return {"substitute_of": self.request.GET.get("suppleant", "")}

    def foresee(self, form):
        if not form.is_bound or form.errors:
            return None
        if form.new_person is not None:
            form.instance.person = form.new_person
        return proposed(form.instance)

    def create(self, form):
        proposal = workflow.propose(form.instance, by=self.request.user, person=form.new_person)
        messages.success(
            self.request, _("%(who)s est proposé·e à la plénière.") % {"who": proposal.person}
        )
        return proposal.get_absolute_url()


def proposed(proposal) -> Forecast | None:
    """What the rules would say if the plenary followed every proposal, this one with them.

    None when it cannot be proposed: the refusal says why.
    """
    if workflow.reasons_against(proposal):
        return None
    title = _("Si la plénière désigne %(who)s avec les autres personnes proposées")
    return Forecast(
        title % {"who": proposal.person},
        foresee([proposal.pole], Candidacy(proposal), on=today()),
    )


def taken_back(proposal) -> Forecast:
    return Forecast(
        _("Si %(who)s n’est plus proposé·e") % {"who": proposal.person},
        foresee([proposal.pole], Withdrawal(proposal.pk), on=today()),
    )


class InviteGuest(AddingSomebody):
    """Invites somebody, who comments and never counts."""

    template_name = "poles/members_invite.html"
    form_class = GuestForm

    def create(self, form):
        membership = workflow.admit_guest(
            form.instance, by=self.request.user, person=form.new_person
        )
        messages.success(self.request, _("%(who)s est invité·e.") % {"who": membership.person})
        return membership.get_absolute_url()


class OfAPole(HouseMixin):
    """An object of a pôle: found among what this person may know of, judged by its pôle."""

    permission_required = "poles.manage_members"

    def check(self, subject):
        super().check(subject.pole if subject else None)


class OneProposal(OfAPole):
    pk_url_kwarg = "proposal"

    def get_queryset(self):
        return (
            MemberProposal.objects.visible_to(self.request.user)
            .filter(pole=self.kwargs["pk"])
            .select_related("pole__bassin", "person__organisation", "organisation")
        )


class EditProposal(ForeseesMixin, OneProposal, VersionedFormMixin, UpdateView):
    """Corrects a proposal before the plenary decides."""

    template_name = "poles/members_proposal.html"
    form_class = ProposalEditForm
    context_object_name = "proposal"

    def foresee(self, form):
        if not form.is_bound or form.errors:
            return None
        return proposed(form.instance)

    def save(self, form):
        workflow.edit_proposal(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("La proposition est enregistrée."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class WithdrawProposal(ForeseesMixin, OneProposal, TransitionView):
    title = _("Retirer cette proposition")
    explains = _("La personne n’est plus proposée à la plénière. Le motif reste dans l’historique.")
    button = _("Retirer la proposition")
    done = _("La proposition est retirée.")
    transition = staticmethod(workflow.withdraw_proposal)

    def foresee(self, form):
        return taken_back(self.object)


class ProposeAgain(ForeseesMixin, OneProposal, TransitionView):
    form_class = EmptyForm
    title = _("Proposer à nouveau")
    explains = _("La personne n’avait pas été désignée : la plénière est sollicitée à nouveau.")
    button = _("Proposer à nouveau")
    done = _("La personne est de nouveau proposée à la plénière.")
    transition = staticmethod(workflow.propose_again)

    def foresee(self, form):
        return proposed(self.object)


class PoleLifeAct(OnePole, TransitionView):
    """An act of the service at the end of a pôle's life."""

    form_class = EmptyForm


class EndWorks(ForeseesMixin, PoleLifeAct):
    permission_required = "poles.end_works"
    title = _("Clore les travaux")
    explains = _("Le terme est échu et rien ne l’a renouvelé : le pôle devient « Terminé ».")
    button = _("Clore les travaux")
    done = _("Les travaux sont clos, le pôle est terminé.")
    transition = staticmethod(workflow.end_works)

    def consequences(self, subject):
        return [
            _("Les désignations en cours prennent fin aujourd’hui."),
            _("Les membres sont remerciés par un courrier, que vous libérez."),
            _("Le dossier reste lisible ; il se clôture ensuite."),
        ]

    def foresee(self, form):
        return Forecast(
            _("Les règles après la fin des travaux"),
            foresee([self.object], End(today()), on=today()),
            nothing=_("Aucune règle ne change : un pôle terminé n’a plus à être composé."),
        )


class CloseFile(PoleLifeAct):
    permission_required = "poles.close_file"
    title = _("Clôturer le dossier")
    explains = _("Le dossier est rangé : il reste lisible, plus rien n’y change.")
    button = _("Clôturer le dossier")
    done = _("Le dossier est clôturé.")
    transition = staticmethod(workflow.close_file)

    def panel(self, subject):
        verdicts = verdicts_for(law.CLOSING, subject, on=today())
        return Panel(_("Clôturer ce dossier : pourquoi pas ?"), verdicts, act=_("La clôture"))


class FreezeModification(PoleLifeAct):
    permission_required = "poles.change_pole"
    title = _("Figer la modification décidée")
    explains = _("La plénière a décidé de modifier la fiche ; vous l’avez écrite. Elle se fige.")
    button = _("Figer cette version")
    done = _("La modification est figée sous la décision de la plénière.")
    transition = staticmethod(workflow.freeze_modification)

    def get_success_url(self):
        return reverse("poles:versions", args=[self.object.pk])
