"""Where one says what one thinks of a text: on the page, behind the link, in the room."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView
from django.views.generic.detail import SingleObjectMixin

from consensus import workflow
from consensus.choices import PositionChannel
from consensus.facts import discussion_of, read_link, reading_of
from consensus.forms import LiftForm, MaintainForm, PositionForm, RoomForm
from consensus.models import Objection
from consensus.views.proposals import Facilitation, OneProposal, OnText, asked_of
from core.clock import today
from core.views import ByLinkMixin, HouseMixin, refused
from core.workflow import Refused, WrongState

GIVEN = _("Votre position est enregistrée. Vous pouvez en changer jusqu’à la clôture.")


class GivePosition(OneProposal, OnText):
    """The four choices, with the text that they are about."""

    permission_required = "consensus.take_position"
    template_name = "consensus/position.html"
    form_class = PositionForm
    title = _("Votre position")
    button = _("Enregistrer ma position")
    done = GIVEN

    @staticmethod
    def transition(proposal, *, by, **said):
        workflow.give(proposal, person=by.person, by=by, **said)

    def get_initial(self):
        reading = reading_of(self.discussion, self.request.user.person)
        return asked_of(reading.mine, self.discussion.current.number)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "reading": reading_of(self.discussion, self.request.user.person)}


class RecordInRoom(Facilitation):
    """What somebody said in a meeting, written by who facilitates, and said so."""

    template_name = "consensus/position.html"
    form_class = RoomForm
    title = _("Consigner une position donnée en réunion")
    explains = _("La page dira que vous l’avez consignée, et la personne en est prévenue.")
    button = _("Consigner")
    done = _("La position est consignée ; la personne est prévenue.")
    transition = staticmethod(workflow.record_in_room)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "seats": self.discussion.seats}

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "reading": reading_of(self.discussion, None, facilitates=True)}


class OneObjection(HouseMixin, SingleObjectMixin):
    """An objection that this person may know of; its author alone answers for it."""

    permission_required = "consensus.answer_objection"
    context_object_name = "objection"
    pk_url_kwarg = "objection"

    def get_queryset(self):
        return (
            Objection.objects.visible_to(self.request.user)
            .filter(proposal=self.kwargs["pk"])
            .select_related("proposal__pole__bassin", "seat__person", "author")
            .order_by("pk")
        )


class OnObjection(OneObjection, OnText):
    """An act of the author of an objection, on the text as it now stands."""

    template_name = "consensus/position.html"

    @property
    def text(self):
        return self.object.proposal

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        reading = reading_of(self.discussion, self.request.user.person)
        return {**context, "reading": reading, "proposal": self.text}


class LiftObjection(OnObjection):
    form_class = LiftForm
    title = _("Lever votre objection")
    explains = _("Dites où vous en êtes à présent : l’objection cesse de tenir.")
    button = _("Lever mon objection")
    done = _("Votre objection est levée.")

    @staticmethod
    def transition(objection, *, by, **said):
        workflow.lift(objection, person=by.person, by=by, **said)


class MaintainObjection(OnObjection):
    form_class = MaintainForm
    title = _("Maintenir votre objection")
    explains = _("Dites ce qui, dans ce texte-ci, ne vous convient toujours pas.")
    button = _("Maintenir mon objection")
    done = _("Votre objection est maintenue : le texte ne peut pas être adopté tel quel.")

    @staticmethod
    def transition(objection, *, by, **said):
        workflow.maintain(objection, person=by.person, by=by, **said)

    def get_initial(self):
        said = {"reason": self.object.reason, "lifts": self.object.lifts}
        return {**super().get_initial(), **said}


class AnswerByLink(ByLinkMixin, FormView):
    """Behind the link of a mail, without an account: the text, and the four choices."""

    template_name = "consensus/answer.html"
    form_class = PositionForm

    def read(self, token):
        self.invitation = read_link(token)
        self.discussion = discussion_of(self.invitation.proposal, on=today())
        self.reading = reading_of(self.discussion, self.invitation.membership.person)

    def get_initial(self):
        return asked_of(self.reading.mine, self.discussion.current.number)

    def get_context_data(self, **kwargs):
        invitation = self.invitation
        return super().get_context_data(
            proposal=invitation.proposal,
            membership=invitation.membership,
            reading=self.reading,
            amended=invitation.round_number < self.discussion.current.number,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            workflow.give(
                self.invitation.proposal,
                person=self.invitation.membership.person,
                channel=PositionChannel.LINK,
                **form.cleaned_data,
            )
        except Refused as refusal:
            return self.again(form, refusal)
        messages.success(self.request, GIVEN)
        return HttpResponseRedirect(reverse("consensus:answer", args=[self.kwargs["token"]]))

    def again(self, form, refusal):
        """What was typed, on the text as it now stands when it was amended meanwhile."""
        if isinstance(refusal, WrongState):
            self.discussion = discussion_of(self.invitation.proposal, on=today())
            self.reading = reading_of(self.discussion, self.invitation.membership.person)
            form.data = form.data.copy()
            form.data["base_version"] = str(self.discussion.current.number)
        return refused(self, form, refusal)
