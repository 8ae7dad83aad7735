"""Pages of the proposals of a pôle: the list, one of them, the acts of who facilitates."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import CreateView, DetailView
from django.views.generic.detail import SingleObjectMixin

from consensus import workflow
from consensus.facts import (
    commitments_of,
    discussion_of,
    lines_of,
    listed,
    reading_of,
    taken_from,
    weigh,
)
from consensus.forms import (
    AdoptForm,
    AmendForm,
    CommentForm,
    CommitmentForm,
    DeferForm,
    PositionForm,
    ProposalForm,
    ReviewForm,
)
from consensus.models import Comment, Proposal
from core import receipts
from core.clock import today
from core.views import HouseMixin, OnceMixin, TransitionView
from poles.views.fiche import MadeForPole
from poles.views.pages import PolePage

PAGE = 30


class ProposalList(PolePage):
    """Every proposal of a pôle: those that wait for the reader, those in discussion, the rest."""

    permission_required = "consensus.view_life"
    template_name = "consensus/proposals.html"
    tab = "consensus"

    def get_queryset(self):
        return super().get_queryset().exclude(launched_on=None)

    def get_context_data(self, **kwargs):
        user, pole = self.request.user, self.object
        found = listed(pole, user, on=today())
        page = Paginator(found, PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(
            rows=lines_of(page.object_list, on=today()),
            page_obj=page,
            opens=user.has_perm("consensus.open_proposal", pole),
            **kwargs,
        )


class Propose(MadeForPole):
    """The service opens a proposal; the invitations leave with it."""

    permission_required = "consensus.open_proposal"
    template_name = "consensus/propose.html"
    form_class = ProposalForm

    def get_initial(self):
        return {"facilitator": self.request.user.person}

    def create(self, form):
        proposal = workflow.open_proposal(
            form.instance,
            text=form.cleaned_data["text"],
            rhythm=form.cleaned_data["rhythm"],
            by=self.request.user,
        )
        messages.success(
            self.request, _("La proposition est ouverte : chaque membre reçoit son lien.")
        )
        return proposal.get_absolute_url()


class OneProposal(HouseMixin, SingleObjectMixin):
    """A proposal that this person may know of, with its pôle."""

    context_object_name = "proposal"

    def get_queryset(self):
        return (
            Proposal.objects.visible_to(self.request.user)
            .select_related("pole__bassin", "facilitator", "communication")
            .order_by("pk")
        )


class ProposalDetail(OneProposal, DetailView):
    """The text and its versions, the objections and their life, the positions, where it stands."""

    permission_required = "consensus.view_proposal"
    template_name = "consensus/proposal.html"

    def get_queryset(self):
        comments = Comment.objects.select_related("person", "round").order_by("written_at", "pk")
        return super().get_queryset().prefetch_related(Prefetch("comments", comments))

    def get_context_data(self, **kwargs):
        user, proposal = self.request.user, self.object
        facilitates = user.has_perm("consensus.facilitate", proposal)
        discussion = discussion_of(proposal, on=proposal.closed_on or today())
        asked = self.request.GET.get("version", "")
        reading = reading_of(
            discussion,
            user.person,
            facilitates=facilitates,
            number=int(asked) if asked.isdigit() else None,
        )
        return super().get_context_data(
            reading=reading,
            facilitates=facilitates,
            commitments=commitments_of(proposal, user, on=today()),
            commits=user.has_perm("consensus.record_commitment", proposal),
            unmarked="nu" in self.request.GET,
            form=position_form(reading, discussion.current.number),
            comment_form=CommentForm(token=receipts.new_token()),
            **kwargs,
        )


def position_form(reading, number):
    """The form of whoever has a seat, with what they said; None for whoever has none."""
    if reading.seat is None or reading.prevails:
        return None
    return PositionForm(initial=asked_of(reading.mine, number))


def asked_of(position, number) -> dict:
    """What the form of a position shows at first."""
    if position is None:
        return {"base_version": number}
    said = {"kind": position.kind, "reason": position.reason, "lifts": position.lifts}
    return {"base_version": number, **said}


def closed_already(request, proposal):
    """Nothing more is asked of a closed text: said, on its page. None while it is open."""
    if proposal.is_open:
        return None
    messages.warning(request, _("Cette proposition est close : on n’y revient plus."))
    return HttpResponseRedirect(proposal.get_absolute_url())


class CommitFromText(OneProposal, OnceMixin, CreateView):
    """The service notes who does what because of this text."""

    permission_required = "consensus.record_commitment"
    template_name = "consensus/commitment_new.html"
    form_class = CommitmentForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.proposal = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """Without the proposal as the instance: what is made is new."""
        kwargs = super().get_form_kwargs()
        kwargs.pop("instance", None)
        return {**kwargs, "pole": self.proposal.pole}

    def get_form(self, form_class=None):
        form = super().get_form(form_class)
        del form.fields["source_label"]
        taken_from(form.instance, self.proposal)
        return form

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"pole": self.proposal.pole, **kwargs})

    def create(self, form):
        commitment = workflow.commit(form.instance, by=self.request.user)
        messages.success(
            self.request,
            _("L’engagement est noté ; %(who)s le trouve à son accueil.")
            % {"who": commitment.owner},
        )
        return f"{self.proposal.get_absolute_url()}#engagements"


class OnText(TransitionView):
    """An act on the text as it was read; amended meanwhile, what was typed stays on the new one."""

    @property
    def text(self):
        return self.object

    @cached_property
    def discussion(self):
        return discussion_of(self.text, on=today())

    def get(self, request, *args, **kwargs):
        return closed_already(request, self.text) or super().get(request, *args, **kwargs)

    def get_initial(self):
        return {**super().get_initial(), "base_version": self.discussion.current.number}

    def get_context_data(self, **kwargs):
        """After a refusal, the text and what is said of it are read again."""
        if "refusal" in kwargs:
            self.__dict__.pop("discussion", None)
        return super().get_context_data(**kwargs)

    def form_valid(self, form):
        answer = super().form_valid(form)
        if answer.status_code == 409 and "base_version" in form.fields:
            form.data = form.data.copy()
            form.data["base_version"] = str(self.discussion.current.number)
        return answer


class Facilitation(OneProposal, OnText):
    """An act of who facilitates."""

    permission_required = "consensus.facilitate"


class Amend(Facilitation):
    """A new wording; which objections it answers."""

    template_name = "consensus/amend.html"
    form_class = AmendForm
    title = _("Amender le texte")
    button = _("Ouvrir la nouvelle version")
    done = _("La nouvelle version est ouverte : les positions recommencent, chacun est prévenu.")
    transition = staticmethod(workflow.amend)

    def get_form_kwargs(self):
        return {
            **super().get_form_kwargs(),
            "proposal": self.object,
            "standing": self.discussion.standing,
        }

    def get_initial(self):
        current = self.discussion.current
        return {
            "base_version": current.number,
            "text": current.text,
            "rhythm": current.rhythm,
            "deadline": max(self.object.deadline, today()),
        }

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "current": self.discussion.current}


class Defer(Facilitation):
    """More time, or a later meeting."""

    form_class = DeferForm
    title = _("Reporter la proposition")
    explains = _("Les positions et les objections restent ; seul le délai change.")
    button = _("Reporter")
    done = _("Le délai est reporté : chacun est prévenu.")
    transition = staticmethod(workflow.defer)

    def get_initial(self):
        return {}


class Adopt(Facilitation):
    """Adopts the text, or says every reason why it may not be adopted now."""

    template_name = "consensus/adopt.html"
    form_class = AdoptForm
    title = _("Adopter le texte")
    button = _("Adopter par consensus")
    done = _("Le texte est adopté par consensus.")
    transition = staticmethod(workflow.adopt)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "weighing": weigh(self.discussion)}


class Refer(Facilitation):
    """An objection is maintained: the plenary has the question."""

    title = _("Renvoyer à la plénière")
    explains = _(
        "Le pôle ne tranche pas une objection maintenue : il peut la confier à l’Instance."
    )
    button = _("Renvoyer à la plénière")
    done = _("La question est renvoyée à la plénière : le secrétariat peut l’inscrire.")
    transition = staticmethod(workflow.refer)

    def get_initial(self):
        return {}

    def consequences(self, subject):
        return [
            _("Le texte, votre motif et les objections qui tiennent sont dits à la plénière."),
            _("Plus personne ne prend position ; la page reste lisible."),
        ]


class WithdrawProposal(Facilitation):
    """The text is given up."""

    title = _("Retirer la proposition")
    button = _("Retirer la proposition")
    done = _("La proposition est retirée : chacun est prévenu.")
    transition = staticmethod(workflow.withdraw_proposal)

    def get_initial(self):
        return {}

    def consequences(self, subject):
        return [_("Plus personne ne prend position ; la page reste lisible, avec votre motif.")]


class Review(Facilitation):
    """What came of an adopted text."""

    form_class = ReviewForm
    title = _("Revoir ce qui fut adopté")
    explains = _("Le texte adopté ne change pas : dites ce qu’il a donné, et s’il revient.")
    button = _("Enregistrer la relecture")
    done = _("La relecture est enregistrée.")
    transition = staticmethod(workflow.review)

    def get(self, request, *args, **kwargs):
        if self.object.review_on:
            return TransitionView.get(self, request, *args, **kwargs)
        messages.warning(request, _("Cette proposition n’est pas à revoir."))
        return HttpResponseRedirect(self.object.get_absolute_url())

    def get_initial(self):
        return {}


class WriteComment(OneProposal, OnceMixin, TransitionView):
    """Somebody of the pôle, a guest above all, comments the text; once, even when sent twice."""

    permission_required = "consensus.comment"
    form_class = CommentForm
    title = _("Commenter la proposition")
    explains = _("Un commentaire éclaire les membres ; il ne compte pas comme une position.")
    button = _("Publier le commentaire")

    def get(self, request, *args, **kwargs):
        return closed_already(request, self.object) or super().get(request, *args, **kwargs)

    def create(self, form):
        workflow.comment(self.object, by=self.request.user, text=form.cleaned_data["text"])
        messages.success(self.request, _("Votre commentaire est publié."))
        return f"{self.object.get_absolute_url()}#commentaires"
