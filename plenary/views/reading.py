"""The page on which a member reads a sitting beforehand, item after item, on a phone first."""

from django.contrib import messages
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import DetailView, FormView

from core import drafts
from core.clock import today
from core.french import clock
from core.versions import Conflict
from plenary import workflow
from plenary.choices import APPROVED
from plenary.facts import sitting_state, sitting_title, voice_of, voices
from plenary.facts.reading import SHOWN, decided_since, readable, reading_of, readings
from plenary.forms import NoteToSelfForm, StanceForm
from plenary.models import PrivateNote, Stance
from plenary.views.agenda import OneItem
from plenary.views.items import annexes_of, is_heard
from plenary.views.sittings import OneSitting

ASIDE = "plenary.note"


def url_to_read(item):
    return reverse("plenary:read_item", args=[item.sitting_id, item.pk])


class ReadSitting(OneSitting, DetailView):
    """The items in order, what was read of them, where to go on."""

    permission_required = "plenary.view_sitting"
    template_name = "plenary/read.html"

    def get_context_data(self, **kwargs):
        sitting, user = self.object, self.request.user
        rows = [(row, url_to_read(row.item)) for row in readings(user, sitting)]
        following = next((pair for pair in rows if not pair[0].is_read), None)
        return super().get_context_data(
            title=sitting_title(sitting),
            state=sitting_state(sitting),
            rows=rows,
            read=sum(row.is_read for row, _url in rows),
            following=following,
            decided=list(decided_since(user, on=today())[:SHOWN]),
            **kwargs,
        )


class OneReading(OneItem):
    """An item on the agenda of the sitting of the address."""

    permission_required = "plenary.view_item"

    def get_queryset(self):
        return super().get_queryset().on_the_agenda().filter(sitting=self.kwargs["sitting"])

    def note(self):
        return PrivateNote.objects.filter(item=self.object, user=self.request.user).first()

    def aside(self):
        """What another device typed over a note that had changed: kept for its author alone."""
        return drafts.find(self.request.user, form=ASIDE, subject_id=self.object.pk)


class ReadItem(OneReading, FormView):
    """One item: its note, its annexes, my stance, my private note; then the next one."""

    template_name = "plenary/read_item.html"
    form_class = NoteToSelfForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        note, aside = self.note(), self.aside()
        text = aside.data["text"] if aside else note.text if note else ""
        return {"text": text, "base_version": note.version if note else 0}

    def get_context_data(self, **kwargs):
        item, user = self.object, self.request.user
        rows = [reading_of(row) for row in readable(user, item.sitting)]
        rank = next((n for n, row in enumerate(rows) if row.item.pk == item.pk), 0)
        return super().get_context_data(
            reading=rows[rank],
            rank=rank + 1,
            count=len(rows),
            read=sum(row.is_read for row in rows),
            before=url_to_read(rows[rank - 1].item) if rank else "",
            after=url_to_read(rows[rank + 1].item) if rank + 1 < len(rows) else "",
            sitting=item.sitting,
            sitting_title=sitting_title(item.sitting),
            keep=reverse("plenary:keep_note", args=[item.sitting_id, item.pk]),
            annexes=annexes_of(item, user),
            **self.stance(item, user),
            **{"theirs": self.note() if self.aside() else None, **kwargs},
        )

    def stance(self, item, user):
        """What this member may say of it: the form as they answered it; none without a voice."""
        if not user.standing.sat_in or item.kind not in APPROVED:
            return {"voice": None, "stance": None, "stance_form": None, "aside": False}
        voice = voice_of(user.person, voices(item.sitting, item=item))
        said = voice and Stance.objects.filter(item=item, mandate=voice.mandate).first()
        aside = bool(voice and voice.is_recused)
        asks = voice and voice.has_voice and not aside and is_heard(item)
        known = {"kind": said.kind, "reason": said.reason} if said else {}
        return {
            "voice": voice,
            "stance": said,
            "stance_form": StanceForm(initial=known) if asks else None,
            "aside": aside,
        }

    def form_valid(self, form):
        words = form.cleaned_data
        try:
            workflow.write_note(
                self.object,
                words["text"],
                by=self.request.user,
                base_version=words["base_version"],
            )
        except Conflict as conflict:
            return self.conflict(form, conflict.theirs)
        drafts.discard(self.request.user, form=ASIDE, subject_id=self.object.pk)
        return HttpResponseRedirect(self.go_on(self.request.POST.get("then")))

    def go_on(self, then):
        """Where the button leads: the next item, this one to read again, or nowhere else."""
        item, user = self.object, self.request.user
        if then == "again":
            workflow.mark_unread(item, by=user)
            messages.success(self.request, _("Ce point est à relire."))
            return url_to_read(item)
        if then == "stay":
            messages.success(self.request, _("Votre note est enregistrée."))
            return url_to_read(item)
        workflow.mark_read(item, by=user)
        keys = list(readable(user, item.sitting).values_list("pk", flat=True))
        following = keys[keys.index(item.pk) + 1 :]
        if following:
            return reverse("plenary:read_item", args=[item.sitting_id, following[0]])
        messages.success(self.request, _("C’était le dernier point de l’ordre du jour."))
        return reverse("plenary:read", args=[item.sitting_id])

    def conflict(self, form, theirs):
        """Both texts on the page; saving again writes the one in the field."""
        form.data = form.data.copy()
        form.data["base_version"] = str(theirs.version)
        response = self.render_to_response(self.get_context_data(form=form, theirs=theirs))
        response.status_code = 409
        return response


class KeepNote(OneReading, View):
    """Writes the note while it is being typed; says so when another device wrote another one."""

    def post(self, request, *args, **kwargs):
        item = self.object = self.get_object()
        form = NoteToSelfForm(request.POST)
        if not form.is_valid():
            return JsonResponse({"label": _("Note trop longue, non enregistrée.")}, status=422)
        words = form.cleaned_data
        try:
            note = workflow.write_note(
                item, words["text"], by=request.user, base_version=words["base_version"]
            )
        except Conflict as conflict:
            drafts.keep(
                request.user,
                form=ASIDE,
                subject_id=item.pk,
                base_version=conflict.theirs.version,
                data={"text": words["text"]},
            )
            label = _("Un autre appareil a changé cette note : comparez les deux textes.")
            return JsonResponse({"label": label, "url": url_to_read(item)}, status=409)
        label = _("Note enregistrée à %(time)s") % {"time": clock(timezone.now())}
        version = note.version if note else 0
        return JsonResponse({"label": label, "versions": {"base_version": version}})
