"""Pages of the engagements: of a pôle, of a person, of one; and its acts."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import DetailView, ListView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from actors.models import Person
from actors.reports import history_of
from consensus import workflow
from consensus.facts import addresses_of, commitment_state, lateness, rows_of
from consensus.forms import (
    CommitmentEditForm,
    CommitmentFilter,
    CommitmentForm,
    KeepForm,
    MoveForm,
)
from consensus.models import Commitment
from core.clock import today
from core.exports import csv_response, xlsx_response
from core.filters import FilteredMixin
from core.views import SIGNED_IN, HouseMixin, TransitionView, VersionedFormMixin
from poles.models import Pole
from poles.views.fiche import MadeForPole
from poles.views.pages import PolePage

PAGE = 50
TOLD = ("what", "owner", "made_on", "due_on", "done_on", "dropped_on", "source_label")


class OfOnePole(FilteredMixin, PolePage):
    """The engagements of a pôle, narrowed by the address; a bad value is said, not fatal."""

    permission_required = "consensus.view_life"
    tab = "consensus"

    def get_queryset(self):
        """A pôle that was never launched has nobody to commit to anything."""
        return super().get_queryset().exclude(launched_on=None)

    def commitments(self):
        """Late first. Reads the form that the address fills."""
        found = Commitment.objects.visible_to(self.request.user).filter(pole=self.object)
        people = Person.objects.filter(pk__in=found.order_by().values("owner"))
        self.form = CommitmentFilter(
            self.request.GET or {}, people=people.order_by("last_name", "first_name", "pk")
        )
        self.form.is_valid()
        chosen = self.form.cleaned_data
        found = found.standing(on=today())
        if chosen.get("etat"):
            found = found.filter(standing=chosen["etat"])
        if chosen.get("qui"):
            found = found.filter(owner=chosen["qui"])
        return found.select_related("owner__organisation").late_first()


class CommitmentList(OfOnePole):
    """Who does what by when in this pôle, and what became of it."""

    template_name = "consensus/commitments.html"

    def get_context_data(self, **kwargs):
        page = Paginator(self.commitments(), PAGE).get_page(self.request.GET.get("page"))
        count = page.paginator.count
        return super().get_context_data(
            form=self.form,
            page_obj=page,
            rows=rows_of(page.object_list, on=today()),
            chips=self.chips(),
            query=self.address(),
            count=count,
            noun=_("engagement") if count < 2 else _("engagements"),
            records=self.request.user.has_perm("consensus.record_commitment", self.object),
            **kwargs,
        )


class CommitmentExport(OfOnePole):
    """The same lines as the page, all of them, as a spreadsheet."""

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        head = [
            _("Engagement"),
            _("Qui"),
            _("Organisation"),
            _("Pris le"),
            _("Pour le"),
            _("État"),
            _("Tenu le"),
            _("Comment"),
            _("Abandonné le"),
            _("Motif de l’abandon"),
            _("D’où il vient"),
        ]
        rows = (self.line(one) for one in self.commitments())
        write = {"csv": csv_response, "xlsx": xlsx_response}[self.kwargs["kind"]]
        return write(f"engagements-{self.object.number}-{today().isoformat()}", head, rows)

    @staticmethod
    def line(one):
        return [
            one.what,
            str(one.owner),
            str(one.owner.organisation or ""),
            one.made_on,
            one.due_on,
            commitment_state(one).label,
            one.done_on,
            one.done_note,
            one.dropped_on,
            one.dropped_reason,
            one.source_label,
        ]


class MyCommitments(HouseMixin, ListView):
    """What this person committed to, in every pôle, late first."""

    permission_required = SIGNED_IN
    template_name = "consensus/my_commitments.html"
    paginate_by = PAGE

    def get_queryset(self):
        return (
            Commitment.objects.visible_to(self.request.user)
            .filter(owner=self.request.user.person, owner__isnull=False)
            .standing(on=today())
            .select_related("pole")
            .late_first()
        )

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        return {**context, "rows": rows_of(context["page_obj"].object_list, on=today())}


class NewCommitment(MadeForPole):
    """The service notes who does what by when."""

    permission_required = "consensus.record_commitment"
    template_name = "consensus/commitment_new.html"
    form_class = CommitmentForm

    def get_queryset(self):
        """A pôle that was never launched has nobody to commit to anything."""
        return super().get_queryset().exclude(launched_on=None)

    def create(self, form):
        commitment = workflow.commit(form.instance, by=self.request.user)
        messages.success(
            self.request,
            _("L’engagement est noté ; %(who)s le trouve à son accueil.")
            % {"who": commitment.owner},
        )
        return reverse("consensus:commitments", args=[self.pole.pk])


class OneCommitment(HouseMixin, SingleObjectMixin):
    """An engagement that this person may know of, with its pôle and its standing today."""

    context_object_name = "commitment"

    def get_queryset(self):
        return (
            Commitment.objects.visible_to(self.request.user)
            .standing(on=today())
            .select_related("pole__bassin", "owner__organisation")
            .order_by("pk")
        )


class CommitmentDetail(OneCommitment, DetailView):
    """What, who, by when, where it comes from, how it ended, and every step."""

    permission_required = "consensus.view_commitment"
    template_name = "consensus/commitment.html"

    def get_context_data(self, **kwargs):
        one, user = self.object, self.request.user
        return super().get_context_data(
            state=commitment_state(one),
            late=lateness(one, on=today()),
            source_url=addresses_of([one], user).get(one.pk, ""),
            sees_pole=Pole.objects.visible_to(user).filter(pk=one.pole_id).exists(),
            answers=user.has_perm("consensus.answer_commitment", one),
            records=user.has_perm("consensus.record_commitment", one),
            entries=history_of(one.history.order_by("-history_date", "-history_id"), TOLD),
            **kwargs,
        )


class EditCommitment(OneCommitment, VersionedFormMixin, UpdateView):
    """What was noted, corrected; two people who do never overwrite each other."""

    permission_required = "consensus.record_commitment"
    template_name = "consensus/commitment_edit.html"
    form_class = CommitmentEditForm

    def save(self, form):
        workflow.edit_commitment(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("L’engagement est corrigé."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class KeepCommitment(OneCommitment, TransitionView):
    permission_required = "consensus.answer_commitment"
    form_class = KeepForm
    title = _("Noter l’engagement comme tenu")
    button = _("Noter comme tenu")
    done = _("L’engagement est noté comme tenu.")
    transition = staticmethod(workflow.keep)


class MoveCommitment(OneCommitment, TransitionView):
    permission_required = "consensus.answer_commitment"
    form_class = MoveForm
    title = _("Reporter l’échéance")
    explains = _("L’ancienne échéance et le motif restent dans l’historique, lus par le pôle.")
    button = _("Reporter l’échéance")
    done = _("L’échéance est reportée.")
    transition = staticmethod(workflow.move)

    def get_initial(self):
        return {"base_version": self.object.version}


class DropCommitment(OneCommitment, TransitionView):
    permission_required = "consensus.answer_commitment"
    title = _("Abandonner l’engagement")
    explains = _("Il reste lisible, avec son motif, et ne se rappelle plus à personne.")
    button = _("Abandonner l’engagement")
    done = _("L’engagement est abandonné ; il reste lisible, avec son motif.")
    transition = staticmethod(workflow.drop)


class ReopenCommitment(OneCommitment, TransitionView):
    permission_required = "consensus.record_commitment"
    title = _("Rouvrir l’engagement")
    explains = _("Il a été noté comme tenu ou abandonné par erreur : il est de nouveau à tenir.")
    button = _("Rouvrir l’engagement")
    done = _("L’engagement est de nouveau à tenir.")
    transition = staticmethod(workflow.reopen)
