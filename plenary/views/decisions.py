"""Pages of the decisions: read, correct, follow."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView, FormView
from django.views.generic.detail import SingleObjectMixin

from core import files, jobs
from core.forms import ReasonForm
from core.models import Job, JobStatus
from core.views import HouseMixin, OnceMixin, TransitionView, refused
from core.workflow import Refused
from plenary import workflow
from plenary.documents import EXTRACT, results_in_words
from plenary.facts import decided_under, decision_state, sitting_title
from plenary.forms import NoteForm, RectifyForm
from plenary.models import Condition, Decision


class OneDecision(HouseMixin, SingleObjectMixin):
    """A decision that this person may know of."""

    context_object_name = "decision"
    slug_field = slug_url_kwarg = "uuid"

    def get_queryset(self):
        return (
            Decision.objects.visible_to(self.request.user)
            .select_related(
                "item__sitting__body__bassin",
                "item__pole",
                "item__body__bassin",
                "bassin",
                "regulation",
                "drafted_by__own_person",
                "sealed_by__own_person",
                "rectifies",
                "withdraws",
                "withdrawn_by",
                "document",
            )
            .order_by("pk")
        )


class DecisionDetail(OneDecision, DetailView):
    """A decision as it was sealed, with its verdicts, its extract and what followed."""

    permission_required = "plenary.view_decision"
    template_name = "plenary/decision.html"

    def get_context_data(self, **kwargs):
        decision, user = self.object, self.request.user
        return super().get_context_data(
            item=decision.item,
            sitting=decision.item.sitting,
            sitting_title=sitting_title(decision.item.sitting),
            sees_sitting=user.has_perm("plenary.list_sittings"),
            state=decision_state(decision),
            regulation="" if decision.reconstituted else decided_under(decision.regulation),
            rows=results_in_words(decision),
            conditions=list(decision.conditions.select_related("owner").order_by("pk")),
            unmet=[v for v in decision.verdicts if not v["met"] and v["in_force"]],
            extract=extract_job(decision),
            rectifications=list(decision.rectified_by.sealed().order_by("sealed_at", "pk")),
            withdrawn_by=getattr(decision, "withdrawn_by", None),
            corrects=user.has_perm("plenary.record_decision", decision),
            follows=user.has_perm("plenary.follow_condition", decision),
            **kwargs,
        )


def extract_job(decision):
    """The job that made, or makes, the extract; the finished one first."""
    found = Job.objects.filter(kind=EXTRACT, subject_id=str(decision.uuid)).order_by("-pk")
    return found.filter(status=JobStatus.DONE).select_related("result").first() or found.first()


class DecisionExtract(OneDecision, View):
    """The extract, to whoever may read the decision; asked again when it was lost."""

    permission_required = "plenary.view_decision"

    def get(self, request, *args, **kwargs):
        decision = self.get_object()
        job = extract_job(decision)
        if job and job.result:
            return files.response(job.result)
        messages.info(request, _("L’extrait se prépare : revenez dans un instant."))
        return HttpResponseRedirect(decision.get_absolute_url())


class RemakeExtract(OneDecision, View):
    """Asks for the extract again, when making it failed."""

    permission_required = "plenary.record_decision"

    def post(self, request, *args, **kwargs):
        decision = self.get_object()
        jobs.ask(EXTRACT, subject_id=decision.uuid, by=request.user)
        messages.success(request, _("L’extrait est demandé à nouveau."))
        return HttpResponseRedirect(decision.get_absolute_url())


class DecisionDocument(OneDecision, View):
    """The document that proves a decision of the past."""

    permission_required = "plenary.view_decision"

    def get(self, request, *args, **kwargs):
        decision = self.get_object()
        if decision.document is None:
            raise Http404
        return files.response(decision.document)


class DecisionAct(OneDecision, TransitionView):
    """An act of the secretary on a sealed decision."""

    permission_required = "plenary.record_decision"


class Rectify(OnceMixin, DecisionAct):
    form_class = RectifyForm
    title = _("Rectifier la décision")
    button = _("Noter la rectification")
    explains = _("Une faute de plume, une date mal tapée. Le fond et l’effet ne changent pas.")

    def create(self, form):
        workflow.rectify(
            self.object,
            by=self.request.user,
            text=form.cleaned_data["text"],
            reason=form.cleaned_data["reason"],
        )
        messages.success(
            self.request, _("La rectification est notée ; une autre personne la scelle.")
        )
        return self.get_success_url()

    def consequences(self, subject):
        return [
            _("La décision scellée reste telle quelle ; la rectification la cite."),
            _("Elle reçoit son propre numéro quand une autre personne la scelle."),
        ]


class Withdraw(DecisionAct):
    form_class = ReasonForm
    title = _("Demander le retrait de la décision")
    button = _("Demander le retrait")
    explains = _("Seule la plénière retire une décision, par une nouvelle décision qui la cite.")
    done = _("Le point attend une séance.")
    transition = staticmethod(workflow.ask_withdrawal)

    def get_success_url(self):
        return reverse("plenary:waiting")


class MeetCondition(HouseMixin, SingleObjectMixin, FormView):
    """A condition is met: noted with how, by the service."""

    permission_required = "plenary.follow_condition"
    template_name = "plenary/condition.html"
    form_class = NoteForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        seen = Decision.objects.visible_to(self.request.user)
        return (
            Condition.objects.filter(decision__in=seen)
            .select_related("decision__bassin")
            .order_by("pk")
        )

    def check(self, subject):
        super().check(subject.decision if subject else None)

    def get_context_data(self, **kwargs):
        return super().get_context_data(decision=self.object.decision, **kwargs)

    def form_valid(self, form):
        try:
            workflow.meet_condition(
                self.object, by=self.request.user, note=form.cleaned_data["note"]
            )
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, _("La condition est notée comme remplie."))
        return HttpResponseRedirect(self.object.decision.get_absolute_url())
