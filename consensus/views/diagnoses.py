"""Pages of the shared diagnosis: read it, write it, submit it, answer it."""

from django.contrib import messages
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import FormView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from consensus import workflow
from consensus.choices import AnswerChannel
from consensus.documents import DIAGNOSIS
from consensus.facts import (
    asked_on,
    current_version,
    headings,
    picture_of,
    read_diagnosis_link,
    seat_of,
)
from consensus.forms import (
    AdhesionForm,
    DiagnosisCommentForm,
    DiagnosisForm,
    NewDiagnosisForm,
    SubmitDiagnosisForm,
)
from consensus.models import Diagnosis, DiagnosisVersion
from core import jobs
from core.clock import today
from core.compared import compared
from core.views import (
    AutosaveView,
    ByLinkMixin,
    DiscardDraftView,
    DraftedFormMixin,
    HouseMixin,
    OnceMixin,
    TransitionView,
    VersionedFormMixin,
    refused,
)
from core.workflow import Refused
from poles.models import Pole
from poles.views.fiche import MadeForPole, OnePole
from poles.views.pages import PolePage

DRAFT_FORM = "consensus.diagnosis"


def with_version(poles, **which):
    """Those of which a version of the diagnosis was submitted: the others have no such page."""
    versions = DiagnosisVersion.objects.filter(diagnosis__pole=OuterRef("pk"), **which)
    return poles.filter(Exists(versions))


class DiagnosisFrame(PolePage):
    """A page of the diagnosis of a pôle that was launched."""

    permission_required = "consensus.view_life"
    tab = "consensus"

    def get_queryset(self):
        return super().get_queryset().exclude(launched_on=None)

    def versions(self):
        """Every version, the last first, each with the pôle that the page knows already."""
        found = DiagnosisVersion.objects.filter(diagnosis__pole=self.object).select_related(
            "diagnosis", "submitted_by__own_person"
        )
        rows = list(found.order_by("-number"))
        for row in rows:
            row.diagnosis.pole = self.object
        return rows

    def told(self, version, versions):
        """What every page of a version shows of it."""
        on = asked_on(version, versions, on=today())
        picture = picture_of(version, on=on)
        return {
            "version": version,
            "versions": versions,
            "is_current": version == versions[0],
            "picture": picture,
            "headings": headings(),
            "comments": version.comments.select_related("person").order_by("given_at", "pk"),
            "mine": my_answer(picture, self.request.user.person),
        }


def my_answer(picture, person):
    """What the seat of this person says, None when they have none."""
    seat = seat_of([one.seat for one in picture.said], person)
    return next((one for one in picture.said if one.seat is seat), None) if seat else None


class DiagnosisPage(DiagnosisFrame):
    """The current version, who adhered, who is silent; what this person may do."""

    template_name = "consensus/diagnosis.html"

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        versions = self.versions()
        writes = self.request.user.has_perm("consensus.write_diagnosis", self.object)
        text = Diagnosis.objects.filter(pole=self.object).first() if writes else None
        context.update(
            writes=writes,
            to_submit=bool(text) and (not versions or text.text != versions[0].text),
            version=None,
        )
        if versions:
            context.update(self.told(versions[0], versions))
        return context


class DiagnosisVersionPage(DiagnosisFrame):
    """One version with its answers, compared word by word with another one."""

    template_name = "consensus/diagnosis_version.html"

    def get_queryset(self):
        return with_version(super().get_queryset(), number=self.kwargs["number"])

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        versions = self.versions()
        by_number = {v.number: v for v in versions}
        version = by_number[self.kwargs["number"]]
        other = self.other(version, by_number)
        pieces = compared(other.text, version.text) if other else []
        context.update(self.told(version, versions), other=other, pieces=pieces)
        return context

    def other(self, version, by_number):
        """The version asked by the address, else the one before; None when there is no other."""
        given = self.request.GET.get("a", "")
        if not given:
            return by_number.get(version.number - 1)
        if not given.isdigit() or int(given) not in by_number:
            raise Http404
        other = by_number[int(given)]
        return None if other == version else other


class NewDiagnosis(MadeForPole):
    """The first words, by the service."""

    permission_required = "consensus.write_diagnosis"
    template_name = "consensus/diagnosis_new.html"
    form_class = NewDiagnosisForm

    def get_queryset(self):
        return super().get_queryset().exclude(launched_on=None)

    def get(self, request, *args, **kwargs):
        if Diagnosis.objects.filter(pole=self.pole).exists():
            return HttpResponseRedirect(reverse("consensus:diagnosis_edit", args=[self.pole.pk]))
        return super().get(request, *args, **kwargs)

    def create(self, form):
        workflow.begin_diagnosis(form.instance, by=self.request.user)
        messages.success(self.request, _("Le diagnostic est commencé ; les parties le liront."))
        return reverse("consensus:diagnosis", args=[self.pole.pk])


class OneDiagnosis(HouseMixin, SingleObjectMixin):
    """The text of a pôle that this person may write; its pôle answers for the rights."""

    permission_required = "consensus.write_diagnosis"
    context_object_name = "diagnosis"
    pk_url_kwarg = "pk"

    def get_object(self, queryset=None):
        poles = Pole.objects.visible_to(self.request.user).filter(pk=self.kwargs["pk"])
        found = Diagnosis.objects.filter(pole__in=poles).select_related("pole__bassin").first()
        if found is None:
            raise Http404
        self.check(found.pole)
        return found


class EditDiagnosis(OneDiagnosis, DraftedFormMixin, VersionedFormMixin, UpdateView):
    """The text, with autosave; « Enregistrer » writes it once."""

    template_name = "consensus/diagnosis_edit.html"
    form_class = DiagnosisForm
    draft_form = DRAFT_FORM

    def get_context_data(self, **kwargs):
        return super().get_context_data(pole=self.object.pole, **kwargs)

    def save(self, form):
        workflow.edit_diagnosis(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        self.drop_draft()
        messages.success(self.request, _("Le texte est enregistré ; il reste à le soumettre."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class AutosaveDiagnosis(OneDiagnosis, AutosaveView):
    """Keeps what is being typed."""

    form_name = DRAFT_FORM
    form_class = DiagnosisForm


class DiscardDiagnosisDraft(OneDiagnosis, DiscardDraftView):
    draft_form = DRAFT_FORM

    def page_of(self, subject):
        return reverse("consensus:diagnosis_edit", args=[subject.pole_id])


class SubmitDiagnosis(OneDiagnosis, TransitionView):
    """What freezes, who is asked; then the submission itself."""

    form_class = SubmitDiagnosisForm
    title = _("Soumettre le diagnostic aux parties")
    button = _("Soumettre aux parties")
    done = _("La version est soumise : chaque partie reçoit son lien par courriel.")
    transition = staticmethod(workflow.submit_diagnosis)

    def get_initial(self):
        return {"base_version": self.object.version}

    def consequences(self, subject):
        return [
            _("Le texte enregistré est figé sous un nouveau numéro."),
            _("Chaque membre désigné répond de nouveau, même s’il avait adhéré à la précédente."),
            _("Les réponses données à la version précédente restent lisibles avec elle."),
        ]


class AnswerDiagnosis(OnePole, FormView):
    """A member answers the current version, on the page."""

    permission_required = "consensus.answer_diagnosis"
    template_name = "consensus/diagnosis_answer.html"
    form_class = AdhesionForm

    def get_queryset(self):
        return with_version(super().get_queryset())

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
            self.version = current_version(self.object)
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def mine(self):
        return my_answer(picture_of(self.version, on=today()), self.request.user.person)

    def get_initial(self):
        said = self.mine.adhesion if self.mine else None
        return {"kind": said.kind, "reason": said.reason} if said else {}

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.version, mine=self.mine, **kwargs)

    def form_valid(self, form):
        user = self.request.user
        try:
            workflow.adhere(self.version, person=user.person, by=user, **form.cleaned_data)
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, _("Votre réponse est enregistrée."))
        return HttpResponseRedirect(reverse("consensus:diagnosis", args=[self.object.pk]))


class CommentDiagnosis(OnePole, OnceMixin, FormView):
    """Somebody of the pôle remarks something on the current version, guests too."""

    permission_required = "consensus.view_life"
    template_name = "consensus/diagnosis_comment.html"
    form_class = DiagnosisCommentForm

    def get_queryset(self):
        return with_version(super().get_queryset())

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
            self.version = current_version(self.object)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(version=self.version, **kwargs)

    def create(self, form):
        user = self.request.user
        workflow.comment_diagnosis(
            self.version, person=user.person, text=form.cleaned_data["text"], by=user
        )
        messages.success(self.request, _("Votre commentaire est lu par tout le pôle."))
        return reverse("consensus:diagnosis", args=[self.object.pk]) + "#commentaires"


class AskDiagnosisPaper(DiagnosisFrame):
    """Asks for the PDF of a version; the page of the work shows its progress, then the file."""

    http_method_names = ["post"]

    def get_queryset(self):
        return with_version(super().get_queryset(), number=self.kwargs["number"])

    def post(self, request, *args, **kwargs):
        self.object = self.get_object()
        version = next(v for v in self.versions() if v.number == kwargs["number"])
        job = jobs.ask(DIAGNOSIS, subject_id=version.pk, by=request.user)
        return HttpResponseRedirect(job.get_absolute_url())


class DiagnosisByLink(ByLinkMixin, FormView):
    """The version and its three answers, behind the signed link."""

    template_name = "consensus/diagnosis_by_link.html"
    form_class = AdhesionForm

    def read(self, token):
        self.invitation = read_diagnosis_link(token)

    @cached_property
    def mine(self):
        invitation = self.invitation
        return my_answer(picture_of(invitation.version, on=today()), invitation.membership.person)

    def get_initial(self):
        said = self.mine.adhesion if self.mine else None
        return {"kind": said.kind, "reason": said.reason} if said else {}

    def get_context_data(self, **kwargs):
        version = self.invitation.version
        return super().get_context_data(
            version=version,
            pole=version.diagnosis.pole,
            membership=self.invitation.membership,
            mine=self.mine,
            **kwargs,
        )

    def form_valid(self, form):
        try:
            workflow.adhere(
                self.invitation.version,
                person=self.invitation.membership.person,
                channel=AnswerChannel.LINK,
                **form.cleaned_data,
            )
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, _("Votre réponse est enregistrée. Merci."))
        return HttpResponseRedirect(self.request.path)
