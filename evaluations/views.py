"""Pages of the evaluations of a pôle: plan, open, find, conclude, answer, close."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.generic import DetailView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from core.clock import today
from core.forms import EmptyForm
from core.views import HouseMixin, TransitionView, VersionedFormMixin
from evaluations import workflow
from evaluations.choices import EvaluationStatus
from evaluations.forms import CloseForm, ConclusionForm, FindingForm, PlanForm, ReplyForm
from evaluations.models import Evaluation, Finding
from evaluations.reports import facts_for, finding_rows, missing_to_close, state_of
from poles.views.fiche import MadeForPole
from poles.views.pages import PolePage


class EvaluationList(PolePage):
    """The evaluations of a pôle that this person may know of."""

    template_name = "evaluations/list.html"
    tab = "evaluations"

    def get_context_data(self, **kwargs):
        found = (
            Evaluation.objects.visible_to(self.request.user).filter(pole=self.object).newest_first()
        )
        return super().get_context_data(
            rows=[(e, state_of(e)) for e in found],
            manages=self.request.user.has_perm("evaluations.manage_evaluations", self.object),
            **kwargs,
        )


class PlanEvaluation(MadeForPole):
    permission_required = "evaluations.manage_evaluations"
    template_name = "evaluations/plan.html"
    form_class = PlanForm

    def create(self, form):
        evaluation = workflow.plan(form.instance, by=self.request.user)
        messages.success(self.request, _("L’évaluation est prévue. Ouvrez-la pour l’écrire."))
        return evaluation.get_absolute_url()


class OneEvaluation(HouseMixin, SingleObjectMixin):
    """An evaluation that this person may know of, under its pôle."""

    permission_required = "evaluations.view_evaluation"
    pk_url_kwarg = "evaluation"
    context_object_name = "evaluation"

    def get_queryset(self):
        return (
            Evaluation.objects.visible_to(self.request.user)
            .filter(pole=self.kwargs["pk"])
            .select_related("pole__bassin", "replied_by", "closed_by", "presented_in")
        )


class EvaluationDetail(OneEvaluation, DetailView):
    """Criterion by criterion, the conclusion, the reply of the pôle, and what remains to do."""

    template_name = "evaluations/detail.html"

    def get_context_data(self, **kwargs):
        evaluation, user = self.object, self.request.user
        findings = list(evaluation.findings.select_related("evaluation").order_by("rank"))
        manages = user.has_perm("evaluations.change_evaluation", evaluation)
        written = evaluation.status in workflow.WRITTEN_IN
        in_reply = evaluation.status == EvaluationStatus.REPLY
        return super().get_context_data(
            pole=evaluation.pole,
            state=state_of(evaluation),
            rows=finding_rows(findings),
            manages=manages,
            writes=manages and written,
            replies=in_reply and user.has_perm("evaluations.reply_to_evaluation", evaluation),
            missing=missing_to_close(evaluation, findings) if manages and written else [],
            **kwargs,
        )


class WriteFinding(HouseMixin, VersionedFormMixin, UpdateView):
    """One criterion, with the facts that the software knows beside it."""

    permission_required = "evaluations.change_evaluation"
    template_name = "evaluations/finding.html"
    form_class = FindingForm
    pk_url_kwarg = "finding"
    context_object_name = "finding"

    def get_queryset(self):
        return Finding.objects.filter(
            evaluation__in=Evaluation.objects.visible_to(self.request.user),
            evaluation=self.kwargs["evaluation"],
            evaluation__pole=self.kwargs["pk"],
        ).select_related("evaluation__pole__bassin")

    def check(self, subject):
        super().check(subject.evaluation if subject else None)

    def get_context_data(self, **kwargs):
        evaluation = self.object.evaluation
        return super().get_context_data(
            **{
                "evaluation": evaluation,
                "pole": evaluation.pole,
                "facts": facts_for(self.object.criterion, evaluation.pole),
                **kwargs,
            }
        )

    def save(self, form):
        workflow.write_finding(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("Le constat est enregistré."))

    def get_success_url(self):
        """The next criterion still to be written, or the evaluation once all are."""
        following = (
            self.object.evaluation.findings.filter(rating="", rank__gt=self.object.rank)
            .select_related("evaluation")
            .order_by("rank")
            .first()
        )
        return (following or self.object.evaluation).get_absolute_url()


class WriteConclusion(OneEvaluation, VersionedFormMixin, UpdateView):
    permission_required = "evaluations.change_evaluation"
    template_name = "evaluations/conclusion.html"
    form_class = ConclusionForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"pole": self.object.pole, **kwargs})

    def save(self, form):
        workflow.write_conclusion(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("La conclusion est enregistrée."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class EvaluationAct(OneEvaluation, TransitionView):
    permission_required = "evaluations.change_evaluation"
    form_class = EmptyForm


class OpenEvaluation(EvaluationAct):
    title = _("Ouvrir l’évaluation")
    explains = _("Chaque critère attend son appréciation et sa justification.")
    button = _("Ouvrir l’évaluation")
    done = _("L’évaluation est ouverte.")
    transition = staticmethod(workflow.open_evaluation)


class AskReply(EvaluationAct):
    title = _("Donner au pôle son droit de réponse")
    explains = _("Les membres désignés lisent les constats et peuvent y répondre avant la clôture.")
    button = _("Demander la réponse du pôle")
    done = _("Les membres sont prévenus : ils peuvent répondre.")
    transition = staticmethod(workflow.ask_reply)


class GiveReply(OneEvaluation, VersionedFormMixin, UpdateView):
    """The pôle has one reply, which its members write together: nobody overwrites it unseen."""

    permission_required = "evaluations.reply_to_evaluation"
    template_name = "components/act.html"
    form_class = ReplyForm

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "title": _("Répondre à l’évaluation"),
                "explains": _("Vous répondez au nom du pôle ; chaque membre peut compléter."),
                "button": _("Envoyer la réponse"),
                "back": self.object.get_absolute_url(),
                **kwargs,
            }
        )

    def save(self, form):
        workflow.give_reply(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("La réponse du pôle est enregistrée."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class CloseEvaluation(EvaluationAct):
    form_class = CloseForm
    title = _("Clôturer l’évaluation")
    explains = _("Plus rien n’y change ensuite.")
    button = _("Clôturer l’évaluation")
    done = _("L’évaluation est clôturée.")
    transition = staticmethod(workflow.close)

    def consequences(self, subject):
        found = [_("Les constats, la conclusion et la réponse du pôle restent tels quels.")]
        if subject.kind == "fonctionnement":
            found.append(_("Elle attend d’être examinée par la plénière ; le secrétariat le sait."))
        if subject.planned_on and subject.planned_on < today():
            found.append(_("La date prévue est dépassée : cela se voit dans l’historique."))
        return found
