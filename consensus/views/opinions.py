"""Pages of the avis d’opportunité: the register, one of them, its acts, its paper."""

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import CreateView, DetailView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from actors.reports import history_of
from consensus import workflow
from consensus.choices import OpinionStatus
from consensus.documents import OPINION
from consensus.facts import addresses_of, opinion_state, text_under_way
from consensus.forms import (
    AdoptOpinionForm,
    GiveOpinionForm,
    OpinionEditForm,
    OpinionFilter,
    OpinionForm,
    OpinionProposalForm,
    TransmitOpinionForm,
)
from consensus.models import Opinion, Proposal
from core import jobs
from core.clock import today
from core.exports import csv_response, xlsx_response
from core.filters import FilteredMixin
from core.forms import EmptyForm
from core.views import HouseMixin, OnceMixin, TransitionView, VersionedFormMixin
from poles.models import Pole
from poles.views.fiche import MadeForPole

PAGE = 50
ORDER = ("-asked_on", "-pk")
TOLD = ("status", "origin", "asked_by", "asked_on", "due_on", "project", "carrier")
TOLD += ("adopted_on", "given_on", "transmitted_on", "transmitted_to")


class OpinionsFiltered(FilteredMixin, HouseMixin):
    """Opinions that this person may read, narrowed by the address."""

    permission_required = "consensus.list_opinions"

    def get_queryset(self):
        readable = Opinion.objects.visible_to(self.request.user)
        poles = Pole.objects.filter(pk__in=readable.order_by().values("pole"))
        self.form = OpinionFilter(self.request.GET or {}, poles=poles.order_by("title", "pk"))
        self.form.is_valid()
        chosen = self.form.cleaned_data
        found = readable
        for name, column in (("etat", "status"), ("origine", "origin"), ("pole", "pole")):
            if chosen.get(name):
                found = found.filter(**{column: chosen[name]})
        if chosen.get("annee"):
            found = found.filter(asked_on__year=chosen["annee"])
        for word in chosen.get("q", "").split():
            found = found.filter(
                Q(project__icontains=word)
                | Q(carrier__icontains=word)
                | Q(asked_by__icontains=word)
                | Q(number__icontains=word)
            )
        return found.select_related("pole").order_by(*ORDER)


class OpinionList(OpinionsFiltered, ListView):
    """The register: every opinion, what it is about, who asked, where it stands."""

    template_name = "consensus/opinions.html"
    paginate_by = PAGE

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        count = context["paginator"].count
        context.update(
            form=self.form,
            rows=[
                {"opinion": one, "state": opinion_state(one)}
                for one in context["page_obj"].object_list
            ],
            chips=self.chips(),
            query=self.address(),
            count=count,
            noun=_("avis"),
        )
        return context


class OpinionExport(OpinionsFiltered, ListView):
    """The same lines as the page, all of them, as a spreadsheet."""

    def get(self, request, *args, **kwargs):
        head = [
            _("Numéro"),
            _("Pôle"),
            _("Projet"),
            _("Qui le porte"),
            _("Origine"),
            _("Demandé par"),
            _("Demandé le"),
            _("Attendu pour le"),
            _("État"),
            _("Adopté le"),
            _("Rendu le"),
            _("Transmis à"),
            _("Transmis le"),
            _("Motif sans suite"),
        ]
        rows = (self.line(one) for one in self.get_queryset())
        write = {"csv": csv_response, "xlsx": xlsx_response}[self.kwargs["kind"]]
        return write(f"avis-opportunite-{today().isoformat()}", head, rows)

    @staticmethod
    def line(one):
        return [
            one.number,
            one.pole.title,
            one.project,
            one.carrier,
            one.get_origin_display(),
            one.asked_by,
            one.asked_on,
            one.due_on,
            one.get_status_display(),
            one.adopted_on,
            one.given_on,
            one.transmitted_to,
            one.transmitted_on,
            one.declined_reason,
        ]


class NewOpinion(MadeForPole):
    """The service records what is asked of the pôle, or what it takes on itself."""

    permission_required = "consensus.keep_opinions"
    template_name = "consensus/opinion_new.html"
    form_class = OpinionForm

    def get_queryset(self):
        return super().get_queryset().exclude(launched_on=None)

    def create(self, form):
        opinion = workflow.request_opinion(form.instance, by=self.request.user)
        messages.success(self.request, _("La demande d’avis est encodée."))
        return opinion.get_absolute_url()


class OneOpinion(HouseMixin, SingleObjectMixin):
    """An opinion that this person may read, with its pôle."""

    context_object_name = "opinion"

    def get_queryset(self):
        return (
            Opinion.objects.visible_to(self.request.user)
            .select_related("pole__bassin", "communication", "recorded_by__own_person")
            .order_by("pk")
        )


class OpinionDetail(OneOpinion, DetailView):
    """What is asked, what the pôle thinks, how it adopted it, to whom it went."""

    permission_required = "consensus.view_opinion"
    template_name = "consensus/opinion.html"

    def get_context_data(self, **kwargs):
        one, user = self.object, self.request.user
        keeps = user.has_perm("consensus.keep_opinions", one)
        waits = one.status in (OpinionStatus.REQUESTED, OpinionStatus.CONSENSUS)
        records = one.history.order_by("-history_date", "-history_id")
        return super().get_context_data(
            state=opinion_state(one),
            keeps=keeps,
            edits=keeps and waits and one.adopted_on is None,
            waits=keeps and waits,
            source_url=addresses_of([one], user).get(one.pk, ""),
            under_way=text_under_way(one) if one.adopted_on is None else None,
            sees_pole=user.has_perm("consensus.view_life", one.pole),
            entries=history_of(records, TOLD) if keeps else [],
            **kwargs,
        )


class EditOpinion(OneOpinion, VersionedFormMixin, UpdateView):
    """What is asked and the text, while the pôle has not adopted it."""

    permission_required = "consensus.keep_opinions"
    template_name = "consensus/opinion_edit.html"
    form_class = OpinionEditForm

    def save(self, form):
        workflow.edit_opinion(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("L’avis est enregistré."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class OpinionAct(OneOpinion, TransitionView):
    """An act on an opinion, by the service."""

    permission_required = "consensus.keep_opinions"


class OpenOpinion(OpinionAct):
    form_class = EmptyForm
    title = _("Soumettre l’avis au pôle")
    explains = _("Le pôle en discute et l’adopte par consensus ; le texte se corrige jusque-là.")
    button = _("Soumettre au pôle")
    done = _("L’avis est en concertation.")
    transition = staticmethod(workflow.open_opinion)


class ProposeOpinion(OneOpinion, OnceMixin, CreateView):
    """The service puts the text to the consensus of the pôle; the invitations leave with it."""

    permission_required = "consensus.keep_opinions"
    template_name = "consensus/opinion_propose.html"
    form_class = OpinionProposalForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.opinion = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """Without the opinion as the instance: the proposal is new."""
        kwargs = super().get_form_kwargs()
        kwargs.pop("instance", None)
        return {**kwargs, "pole": self.opinion.pole}

    def get_initial(self):
        one = self.opinion
        room = Proposal._meta.get_field("title").max_length
        return {
            "title": (_("Avis d’opportunité : %(project)s") % {"project": one.project})[:room],
            "text": one.text,
            "facilitator": self.request.user.person,
            "deadline": one.due_on if one.due_on and one.due_on >= today() else None,
        }

    def get_context_data(self, **kwargs):
        one = self.opinion
        under_way = text_under_way(one)
        asks = one.status == OpinionStatus.CONSENSUS and one.adopted_on is None and not under_way
        return super().get_context_data(opinion=one, asks=asks, under_way=under_way, **kwargs)

    def create(self, form):
        proposal = workflow.propose_opinion(
            self.opinion, form.instance, text=form.cleaned_data["text"], by=self.request.user
        )
        messages.success(
            self.request, _("La proposition est ouverte : chaque membre reçoit son lien.")
        )
        return proposal.get_absolute_url()


class AdoptOpinion(OpinionAct):
    form_class = AdoptOpinionForm
    title = _("Noter l’adoption par le pôle")
    button = _("Noter l’adoption")
    done = _("L’adoption est notée : l’avis peut être rendu.")
    transition = staticmethod(workflow.adopt_opinion)


class ReopenOpinion(OpinionAct):
    title = _("Revenir sur l’adoption")
    explains = _("Le texte se modifie de nouveau ; le pôle devra l’adopter encore.")
    button = _("Revenir sur l’adoption")
    done = _("L’avis est de nouveau en concertation.")
    transition = staticmethod(workflow.reopen_opinion)


class GiveOpinion(OpinionAct):
    form_class = GiveOpinionForm
    title = _("Rendre l’avis")
    button = _("Rendre l’avis")
    done = _("L’avis est rendu, numéroté et figé.")
    transition = staticmethod(workflow.give_opinion)

    def consequences(self, subject):
        return [
            _("L’avis reçoit le numéro suivant du bassin dans l’année, et ne change plus."),
            _("Son texte est figé avec son empreinte ; le PDF s’imprime depuis ce texte."),
        ]


class TransmitOpinion(OpinionAct):
    form_class = TransmitOpinionForm
    title = _("Transmettre l’avis")
    explains = _("Envoyez-le par la voie qui convient, puis notez à qui et quand.")
    button = _("Noter la transmission")
    done = _("L’avis est transmis ; il est dû à la plénière comme information.")
    transition = staticmethod(workflow.transmit_opinion)

    def get_initial(self):
        return {"to": self.object.asked_by}


class DeclineOpinion(OpinionAct):
    title = _("Classer sans suite")
    explains = _("Le pôle ne rend pas d’avis ; la demande reste au registre, avec le motif.")
    button = _("Classer sans suite")
    done = _("La demande est classée sans suite ; elle reste lisible, avec son motif.")
    transition = staticmethod(workflow.decline_opinion)


class AskOpinionPaper(OneOpinion, View):
    """Asks for the PDF of an opinion that is given."""

    permission_required = "consensus.view_opinion"

    def get_queryset(self):
        return super().get_queryset().exclude(number="")

    def post(self, request, *args, **kwargs):
        job = jobs.ask(OPINION, subject_id=self.get_object().pk, by=request.user)
        return HttpResponseRedirect(job.get_absolute_url())
