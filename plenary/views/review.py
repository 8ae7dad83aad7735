"""Pages of the review of the minutes: circulate, remark, answer; then correct and publish."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.utils.functional import cached_property
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import CreateView, FormView
from django.views.generic.detail import SingleObjectMixin

from core import jobs
from core.clock import today
from core.forms import EmptyForm, ReasonForm
from core.views import HouseMixin, OnceMixin, TransitionView, refused
from core.workflow import Refused
from plenary import workflow
from plenary.choices import MinutesStatus, Reader, SittingStatus
from plenary.documents import MINUTES_DOCX, MINUTES_PDF, SHEET, asked_as
from plenary.facts import blocks_for, readers_of, reading_of, unsealed_in
from plenary.facts.publication import in_words, publication_of
from plenary.forms import AnswerForm, CirculateForm, CorrectForm, RemarkForm
from plenary.models import Remark
from plenary.views.minutes import OneMinutes
from plenary.views.sittings import OneSitting


class MinutesAct(OneMinutes, TransitionView):
    """An act of the secretary on minutes."""

    permission_required = "plenary.write_minutes"
    form_class = EmptyForm


class Circulate(MinutesAct):
    form_class = CirculateForm
    title = _("Mettre le procès-verbal en relecture")
    button = _("Mettre en relecture et prévenir les membres")
    done = _("Le procès-verbal est en relecture ; les membres sont prévenus.")
    transition = staticmethod(workflow.circulate)

    def consequences(self, subject):
        count = readers_of(subject.sitting, on=today()).count()
        return [
            *unsealed_in(subject),
            _("Membres prévenus par courriel : %(n)d.") % {"n": count},
            _("Chacun lit ce que son audience lui montre ; le texte n’est pas dans le courriel."),
            _("Le texte ne change plus tant que la relecture dure ; vous pouvez la reprendre."),
        ]


class TakeBackMinutes(MinutesAct):
    form_class = ReasonForm
    title = _("Reprendre le procès-verbal en rédaction")
    button = _("Reprendre en rédaction")
    explains = _("Pour corriger le texte. Les remarques et leurs réponses restent.")
    done = _("Le procès-verbal est de nouveau en rédaction.")
    transition = staticmethod(workflow.take_back_minutes)

    def consequences(self, subject):
        return [_("Les membres ne le lisent plus jusqu’à sa prochaine mise en relecture.")]


class Correct(OnceMixin, MinutesAct):
    form_class = CorrectForm
    title = _("Corriger un procès-verbal approuvé")
    button = _("Préparer la correction")
    explains = _("Le texte approuvé ne change pas : une nouvelle version se prépare à côté.")

    def create(self, form):
        new = workflow.correct_minutes(
            self.object, by=self.request.user, reason=form.cleaned_data["reason"]
        )
        messages.success(self.request, _("La version à corriger est prête : modifiez-la."))
        return new.get_absolute_url()

    def consequences(self, subject):
        return [
            _("La nouvelle version commence avec le même texte, en rédaction."),
            _("Elle se relit, puis la plénière l’approuve par un nouveau point."),
            _("La version approuvée reste lisible, avec son empreinte."),
        ]


class Publish(MinutesAct):
    """What becomes public, word for word, before the button."""

    template_name = "plenary/publish.html"
    title = _("Publier le procès-verbal")
    button = _("Publier")
    done = _("Le procès-verbal est publié.")
    transition = staticmethod(workflow.publish)

    def consequences(self, subject):
        words = in_words(self.publication)
        if subject.number > 1:
            words.append(_("La version déjà publiée reste lisible et dit par quoi on la remplace."))
        return words

    @cached_property
    def publication(self):
        return publication_of(self.object)

    def get_context_data(self, **kwargs):
        return super().get_context_data(publication=self.publication, **kwargs)


class Unpublish(MinutesAct):
    form_class = ReasonForm
    title = _("Retirer le procès-verbal de la publication")
    button = _("Ne plus publier")
    done = _("Le procès-verbal n’est plus public ; il reste approuvé.")
    transition = staticmethod(workflow.unpublish)


class MakeRemark(OneMinutes, OnceMixin, CreateView):
    """A member asks for a change, of a passage that they may read or of the whole."""

    permission_required = "plenary.make_remark"
    template_name = "plenary/remark.html"
    form_class = RemarkForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.minutes = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"block": self.request.GET.get("passage")}

    def get_form_kwargs(self):
        self.object = None
        return {**super().get_form_kwargs(), "blocks": self.blocks()}

    def blocks(self):
        """The passages that this person reads, by key, each with the words of the list."""
        seen = blocks_for(self.minutes, reading_of(self.request.user, self.minutes))
        rows = [*seen.opening, *(b for e in seen.entries for b in e.blocks), *seen.closing]
        return {row["block"]: block_words(row) for row in rows if row["text"]}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            minutes=self.minutes,
            is_open=is_open_to_remarks(self.minutes),
            **kwargs,
        )

    def create(self, form):
        form.instance.block = form.cleaned_data["block"]
        workflow.make_remark(self.minutes, form.instance, by=self.request.user)
        messages.success(
            self.request, _("Votre remarque est transmise ; vous recevrez une réponse.")
        )
        return f"{self.minutes.get_absolute_url()}#remarques"


def block_words(row) -> str:
    """« 3. La plénière valide le lancement… »."""
    words = Truncator(row["text"].replace("\n", " ")).chars(70)
    return f"{row['number']}. {words}" if row["number"] else words


def is_open_to_remarks(minutes) -> bool:
    return minutes.status == MinutesStatus.CIRCULATED and minutes.remarks_until >= today()


class AnswerRemark(HouseMixin, SingleObjectMixin, FormView):
    """The service answers a remark; its author gets the answer by mail."""

    permission_required = "plenary.write_minutes"
    template_name = "plenary/remark_answer.html"
    form_class = AnswerForm
    context_object_name = "remark"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_queryset(self):
        return (
            Remark.objects.visible_to(self.request.user)
            .select_related("person", "block__item", "minutes__sitting__body__bassin")
            .order_by("pk")
        )

    def get_context_data(self, **kwargs):
        return super().get_context_data(minutes=self.object.minutes, **kwargs)

    def form_valid(self, form):
        try:
            workflow.answer_remark(self.object, by=self.request.user, **form.cleaned_data)
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, _("La réponse est envoyée à l’auteur de la remarque."))
        return HttpResponseRedirect(self.object.get_absolute_url())


class AskMinutes(OneMinutes, View):
    """Asks for the minutes on paper, as one reads them; the page of the work gives the file.

    The service may ask for what another reader has: `lecteur`. Nobody else gets more than theirs.
    """

    permission_required = "plenary.view_minutes"

    def post(self, request, *args, **kwargs):
        minutes = self.get_object()
        own = reading_of(request.user, minutes).reader
        asked = request.POST.get("lecteur", "")
        reader = asked if own == Reader.SERVICE and asked in Reader.values else own
        kind = MINUTES_DOCX if request.POST.get("format") == "docx" else MINUTES_PDF
        job = jobs.ask(kind, subject_id=asked_as(minutes, reader), by=request.user)
        return HttpResponseRedirect(job.get_absolute_url())


class AskSheet(OneSitting, View):
    """Asks for the sheet of attendance to be signed."""

    permission_required = "plenary.record_decision"

    def post(self, request, *args, **kwargs):
        sitting = self.get_object()
        if sitting.status in (SittingStatus.PREPARING, SittingStatus.CANCELLED):
            messages.error(
                request, _("La feuille de présence s’imprime une fois la séance convoquée.")
            )
            return HttpResponseRedirect(sitting.get_absolute_url())
        job = jobs.ask(SHEET, subject_id=sitting.pk, by=request.user)
        return HttpResponseRedirect(job.get_absolute_url())
