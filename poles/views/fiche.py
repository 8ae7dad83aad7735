"""Pages of the fiche: open, edit with autosave, submit, take back, versions, attachments."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import CreateView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from core import files
from core.clock import today
from core.forms import EmptyForm
from core.views import (
    AutosaveView,
    DiscardDraftView,
    DraftedFormMixin,
    HouseMixin,
    OnceMixin,
    TransitionView,
    VersionedFormMixin,
)
from core.workflow import Refused
from poles import workflow
from poles.forms import AttachmentForm, FicheForm, NewPoleForm
from poles.models import Attachment, Pole
from poles.verdicts import panel_to_submit

DRAFT_FORM = "poles.fiche"


class OnePole(HouseMixin, SingleObjectMixin):
    """A pôle that this person may know of, with what its pages always show."""

    context_object_name = "pole"

    def get_queryset(self):
        return Pole.objects.visible_to(self.request.user).select_related(
            "bassin", "theme", "lead", "deputy", "request"
        )


class MadeForPole(OnePole, OnceMixin, CreateView):
    """A page that makes something for a pôle: the rights are asked about the pôle."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.pole = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        """Without the pôle as the instance: what is made is new."""
        kwargs = super().get_form_kwargs()
        kwargs.pop("instance", None)
        return {**kwargs, "pole": self.pole}

    def get_context_data(self, **kwargs):
        return super().get_context_data(**{"pole": self.pole, **kwargs})


class PoleCreate(HouseMixin, OnceMixin, CreateView):
    """A fiche on the service's own initiative: a name, then the fiche itself."""

    permission_required = "poles.add_pole"
    template_name = "poles/new.html"
    form_class = NewPoleForm

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "user": self.request.user}

    def create(self, form):
        form.instance.origin = "service"
        form.instance.lead = self.request.user.person
        pole = workflow.create(form.instance, by=self.request.user)
        return reverse("poles:edit", args=[pole.pk])


class PoleEdit(OnePole, DraftedFormMixin, VersionedFormMixin, UpdateView):
    """The fiche, in sections; what is typed goes to a draft, « Enregistrer » writes it once."""

    permission_required = "poles.change_pole"
    template_name = "poles/edit.html"
    form_class = FicheForm
    draft_form = DRAFT_FORM

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        if not workflow.is_editable(self.object):
            messages.warning(request, _("Cette fiche ne se modifie plus dans son état actuel."))
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(edits="poles:edit", **kwargs)

    def save(self, form):
        workflow.edit(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        self.drop_draft()
        messages.success(self.request, _("La fiche est enregistrée."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class PoleAutosave(OnePole, AutosaveView):
    """Keeps what is being typed in the fiche."""

    permission_required = "poles.change_pole"
    form_name = DRAFT_FORM
    form_class = FicheForm


class DiscardDraft(OnePole, DiscardDraftView):
    permission_required = "poles.change_pole"
    draft_form = DRAFT_FORM
    done = _("Le brouillon est jeté : voici la fiche enregistrée.")

    def page_of(self, subject):
        return reverse("poles:edit", args=[subject.pk])


class PoleAct(OnePole, TransitionView):
    """An act on a pôle, by the service."""

    permission_required = "poles.change_pole"


class SubmitPole(PoleAct):
    """What freezes, who is told, every rule; then the submission itself."""

    permission_required = "poles.submit_pole"
    form_class = EmptyForm
    title = _("Soumettre la fiche à la plénière")
    button = _("Soumettre à la plénière")
    done = _("La fiche est soumise. Le point attend une séance.")
    transition = staticmethod(workflow.submit)

    def panel(self, subject):
        return panel_to_submit(subject, on=today())

    def consequences(self, subject):
        found = [
            _("La version actuelle de la fiche est figée : c’est elle que la plénière décidera."),
            _("La fiche ne se modifie plus, sauf si vous la reprenez avant la décision."),
            _("Le secrétariat de la plénière est prévenu."),
        ]
        if subject.request:
            found.append(
                _("%(who)s, qui a fait la demande, est prévenu·e.")
                % {"who": subject.request.person}
            )
        return found


class TakeBackPole(PoleAct):
    permission_required = "poles.take_back_pole"
    title = _("Reprendre la fiche")
    explains = _("La fiche revient en préparation ; le point n’attend plus de séance.")
    button = _("Reprendre la fiche")
    done = _("La fiche est de nouveau en préparation.")
    transition = staticmethod(workflow.take_back)


class ReworkPole(PoleAct):
    permission_required = "poles.rework_pole"
    title = _("Retravailler la fiche")
    explains = _("Le refus de la plénière reste lisible ; une nouvelle version se prépare.")
    button = _("Retravailler la fiche")
    done = _("La fiche est de nouveau en préparation.")
    transition = staticmethod(workflow.rework)


class AbandonPole(PoleAct):
    permission_required = "poles.abandon_pole"
    title = _("Abandonner ce pôle")
    explains = _("La fiche reste lisible, mais ne pourra plus être soumise.")
    button = _("Abandonner ce pôle")
    done = _("Le pôle est abandonné.")
    transition = staticmethod(workflow.abandon)


class AttachFile(MadeForPole):
    """Joins a file to the fiche. A refused file says why, the label that was typed stays."""

    permission_required = "poles.change_pole"
    template_name = "poles/attach.html"
    form_class = AttachmentForm

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["pole"]
        return kwargs

    def create(self, form):
        try:
            stored = files.accept(form.cleaned_data["upload"], by=self.request.user)
        except ValidationError as error:
            raise Refused(*error.messages) from error
        workflow.attach(self.pole, stored, label=form.cleaned_data["label"], by=self.request.user)
        messages.success(self.request, _("Le fichier est joint à la fiche."))
        return reverse("poles:fiche", args=[self.pole.pk])


class OneAttachment(HouseMixin, SingleObjectMixin, View):
    """A file of a fiche that this person may read; its pôle answers for the rights."""

    pk_url_kwarg = "attachment"

    def get_queryset(self):
        return Attachment.objects.filter(
            pole__in=Pole.objects.visible_to(self.request.user),
            pole=self.kwargs["pk"],
            removed_at=None,
        ).select_related("pole", "stored")

    def check(self, subject):
        super().check(subject.pole if subject else None)


class DownloadAttachment(OneAttachment):
    permission_required = "poles.view_pole"

    def get(self, request, *args, **kwargs):
        return files.response(self.get_object().stored)


class DetachFile(OneAttachment):
    permission_required = "poles.change_pole"

    def post(self, request, *args, **kwargs):
        attachment = self.get_object()
        try:
            workflow.detach(attachment, by=request.user)
            messages.success(request, _("Le fichier est retiré de la fiche."))
        except Refused as refusal:
            messages.error(request, " ".join(refusal.sentences))
        return HttpResponseRedirect(reverse("poles:fiche", args=[attachment.pole_id]))
