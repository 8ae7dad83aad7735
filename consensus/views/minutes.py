"""Pages of the minutes of a meeting: texts kept while one types, then sent, closed, corrected."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView, FormView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from consensus import workflow
from consensus.choices import MinutesStatus
from consensus.documents import MINUTES_PDF
from consensus.documents.minutes import context_of
from consensus.facts import concerned_by, last_minutes, minutes_state
from consensus.forms import CorrectionForm, GeneralForm, RecordForm
from consensus.models import MeetingMinutes, Point
from core import jobs
from core.forms import EmptyForm
from core.french import weekday
from core.views import (
    AutosaveView,
    DiscardDraftView,
    DraftedFormMixin,
    HouseMixin,
    OnceMixin,
    TransitionView,
    VersionedFormMixin,
)


class OneMinutes(HouseMixin, SingleObjectMixin):
    """The minutes that this person may read, with their meeting."""

    context_object_name = "minutes"

    def get_queryset(self):
        return (
            MeetingMinutes.objects.visible_to(self.request.user)
            .select_related("meeting__pole__bassin", "meeting__facilitator")
            .order_by("pk")
        )


class ReadMinutes(OneMinutes, DetailView):
    """One version as it is, or was closed."""

    permission_required = "consensus.view_meeting"
    template_name = "consensus/minutes.html"

    def get_context_data(self, **kwargs):
        meeting = self.object.meeting
        return super().get_context_data(
            meeting=meeting,
            title=weekday(meeting.on),
            state=minutes_state(self.object),
            read=context_of(self.object),
            **kwargs,
        )


class PrintMinutes(OneMinutes, View):
    """Asks for the minutes on paper; the page of the work gives the file."""

    permission_required = "consensus.view_meeting"

    def post(self, request, *args, **kwargs):
        job = jobs.ask(MINUTES_PDF, subject_id=self.get_object().pk, by=request.user)
        return HttpResponseRedirect(job.get_absolute_url())


class WritesText(DraftedFormMixin):
    """One text of the minutes: its page, its draft, its conflict. What differs is named below."""

    permission_required = "consensus.keep_meetings"
    template_name = "consensus/minutes_text.html"
    page = ""

    def get_context_data(self, **kwargs):
        minutes = self.minutes_of(self.object)
        return super().get_context_data(
            **{
                "meeting": minutes.meeting,
                "heading": self.heading(self.object),
                "note": self.note(self.object),
                "writing": minutes.status == MinutesStatus.DRAFT,
                "autosave": reverse(f"{self.page}_autosave", args=[self.object.pk]),
                "discard": reverse(f"{self.page}_discard", args=[self.object.pk]),
                "back": f"{minutes.meeting.get_absolute_url()}#pv",
                **kwargs,
            }
        )

    def note(self, subject):
        """What the members had to read before."""
        return ""

    def save(self, form):
        type(self).act(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        self.drop_draft()
        messages.success(self.request, _("Le texte est enregistré."))

    def get_success_url(self):
        return f"{self.minutes_of(self.object).meeting.get_absolute_url()}#pv"


class Discards(DiscardDraftView):
    """Of one text of the minutes."""

    permission_required = "consensus.keep_meetings"
    page = ""

    def page_of(self, subject):
        return reverse(self.page, args=[subject.pk])


class OnePointHeld(HouseMixin, SingleObjectMixin):
    """A point of a meeting that was held."""

    context_object_name = "point"

    def get_queryset(self):
        return (
            Point.objects.visible_to(self.request.user)
            .standing()
            .filter(meeting__minutes__isnull=False)
            .select_related("meeting__pole__bassin", "pole")
            .distinct()
            .order_by("pk")
        )


GENERAL, RECORD = "consensus.pv", "consensus.point"


class WriteGeneral(WritesText, OneMinutes, VersionedFormMixin, UpdateView):
    """What belongs to no point."""

    form_class = GeneralForm
    draft_form, page = GENERAL, "consensus:write_general"
    act = staticmethod(workflow.write_general)

    def minutes_of(self, subject):
        return subject

    def heading(self, subject):
        return _("Texte général")


class WriteRecord(WritesText, OnePointHeld, VersionedFormMixin, UpdateView):
    """What was said of one point."""

    form_class = RecordForm
    draft_form, page = RECORD, "consensus:write_record"
    act = staticmethod(workflow.write_point)

    def minutes_of(self, subject):
        return last_minutes(subject.meeting)

    def heading(self, subject):
        return f"{subject.number}. {subject.title}" if subject.number else subject.title

    def note(self, subject):
        return subject.text


class AutosaveGeneral(OneMinutes, AutosaveView):
    permission_required = "consensus.keep_meetings"
    form_name, form_class = GENERAL, GeneralForm


class AutosaveRecord(OnePointHeld, AutosaveView):
    permission_required = "consensus.keep_meetings"
    form_name, form_class = RECORD, RecordForm


class DiscardGeneral(OneMinutes, Discards):
    permission_required = "consensus.keep_meetings"
    draft_form, page = GENERAL, "consensus:write_general"


class DiscardRecord(OnePointHeld, Discards):
    permission_required = "consensus.keep_meetings"
    draft_form, page = RECORD, "consensus:write_record"


class MinutesAct(OneMinutes, TransitionView):
    """One act of the service on the minutes."""

    permission_required = "consensus.keep_meetings"
    form_class = EmptyForm

    def get_success_url(self):
        return self.object.get_absolute_url()


class SendMinutes(MinutesAct):
    title = _("Envoyer le procès-verbal")
    button = _("Envoyer aux membres")
    done = _("Le procès-verbal est envoyé aux membres et aux invités.")
    transition = staticmethod(workflow.send_minutes)

    def consequences(self, subject):
        people = concerned_by(subject.meeting)
        return [
            _("Chacun reçoit un courriel avec le lien du procès-verbal, sans son texte."),
            _("Destinataires : %(names)s.") % {"names": ", ".join(str(m.person) for m in people)},
            _("Son texte ne change plus, sauf si vous le reprenez en rédaction."),
        ]


class TakeBackMinutes(MinutesAct):
    form_class = TransitionView.form_class
    title = _("Reprendre le procès-verbal en rédaction")
    button = _("Reprendre en rédaction")
    done = _("Le procès-verbal est de nouveau en rédaction.")
    explains = _("Pour une remarque d’un membre : corrigez, puis envoyez-le à nouveau.")
    transition = staticmethod(workflow.take_back_minutes)


class CloseMinutes(MinutesAct):
    title = _("Clore le procès-verbal")
    button = _("Clore le procès-verbal")
    done = _("Le procès-verbal est clos : son texte est figé avec son empreinte.")
    transition = staticmethod(workflow.close_minutes)

    def consequences(self, subject):
        return [
            _("Texte, présences et points sont figés, avec une empreinte SHA-256."),
            _("Plus rien ne change, sauf par une correction qui dit son motif."),
        ]


class CorrectMinutes(OneMinutes, OnceMixin, FormView):
    """A new version of closed minutes, with its reason."""

    permission_required = "consensus.keep_meetings"
    template_name = "components/act.html"
    form_class = CorrectionForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{
                "title": _("Corriger un procès-verbal clos"),
                "button": _("Préparer la correction"),
                "explains": _("Une nouvelle version s’écrit ; la version close reste lisible."),
                "back": self.object.get_absolute_url(),
                "panel": None,
                "consequences": [],
                "foresees": False,
                **kwargs,
            }
        )

    def create(self, form):
        new = workflow.correct_minutes(
            self.object, by=self.request.user, reason=form.cleaned_data["reason"]
        )
        messages.success(self.request, _("La nouvelle version est en rédaction."))
        return new.get_absolute_url()
