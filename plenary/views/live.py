"""The live sheet: one current item, what is said of it, its outcome, who is there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.views import View
from django.views.generic import FormView, UpdateView
from django.views.generic.edit import FormMixin

from core import drafts, files
from core.clock import today
from core.french import clock, moment, nbsp
from core.versions import Conflict
from core.views import VersionedFormMixin, refused
from core.workflow import Refused
from plenary import workflow
from plenary.choices import DECIDING_SITTINGS, ItemStatus, Kind, SittingStatus
from plenary.documents import sentence
from plenary.facts import (
    agenda_of,
    open_before,
    quorum_at,
    roll_call,
    sitting_state,
    sitting_title,
    tally,
    voices,
)
from plenary.forms import MovementForm, WriteUpForm, moves_of, outcome_form
from plenary.forms.actions import rows_in
from plenary.models import AgendaItem, Decision
from plenary.verdicts import asked_of, panel_before
from plenary.views.agenda import OneItem, waits_for_a_sitting

OUTCOME, WRITE_UP = "plenary.issue", "plenary.compte_rendu"


def stored_outcome(item):
    return getattr(item, "decision", None)


class LiveForm(OneItem, FormMixin):
    """The form of the live sheet, for its page and for what is kept while one types."""

    permission_required = "plenary.record_decision"

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
            if self.object.sitting is None:
                return waits_for_a_sitting(request, self.object)
        return super().dispatch(request, *args, **kwargs)

    def get_form_class(self):
        return outcome_form(self.object.kind)

    @cached_property
    def panel(self):
        return panel_before(self.object)

    def get_form_kwargs(self):
        item = self.object
        return {
            **super().get_form_kwargs(),
            "item": item,
            "decision": stored_outcome(item),
            "asked": asked_of(item),
            "verdicts": self.panel.verdicts if self.panel else (),
        }

    def write_up(self, form):
        """Writes what was said of the item; a form that does not speak of it changes nothing."""
        version = form.cleaned_data.get("record_version")
        if version is None or "record" not in form.cleaned_data:
            return self.object
        return workflow.write_up(
            self.object,
            by=self.request.user,
            text=form.cleaned_data["record"],
            base_version=version,
        )

    def keep(self, form, *, without_actions=False):
        """Keeps the outcome as it is being typed, for its author alone; nothing when it is not."""
        user, item, typed = (
            self.request.user,
            self.object,
            form.draft(without_actions=without_actions),
        )
        if not typed:
            return drafts.discard(user, form=OUTCOME, subject_id=item.pk)
        base = form.data.get("base_version", "")
        return drafts.keep(
            user,
            form=OUTCOME,
            subject_id=item.pk,
            base_version=int(base) if base.isdigit() and len(base) < 9 else 0,
            data=typed,
        )

    def keep_aside(self, form):
        """A text that met another one is kept until its author has compared the two."""
        drafts.keep(
            self.request.user,
            form=WRITE_UP,
            subject_id=self.object.pk,
            base_version=form.cleaned_data["record_version"],
            data={"record": form.cleaned_data["record"]},
        )
        return reverse("plenary:write_up", args=[self.object.pk])


class RecordOutcome(LiveForm, FormView):
    """The item, what is said of it, three results when it is a launch, who is there."""

    template_name = "plenary/record.html"

    def get(self, request, *args, **kwargs):
        if self.object.status == ItemStatus.SEALED:
            return HttpResponseRedirect(self.object.get_absolute_url())
        return super().get(request, *args, **kwargs)

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if "only_record" in request.POST and not set(form.errors) & self.of_record(form):
            return self.only_record(form)
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    @staticmethod
    def of_record(form):
        """The fields that « Enregistrer le compte rendu » writes."""
        return {"record", "record_version", *(n for names in form.action_names for n in names)}

    def get_initial(self):
        """What was being typed comes back, until the outcome is noted."""
        return dict(self.draft.data) if self.draft else {}

    @cached_property
    def draft(self):
        if self.request.method != "GET":
            return None
        return drafts.find(self.request.user, form=OUTCOME, subject_id=self.object.pk)

    def get_context_data(self, **kwargs):
        item, sitting, decision = self.object, self.object.sitting, stored_outcome(self.object)
        seated = voices(sitting, item=item)
        rows = agenda_of(sitting, seen=AgendaItem.objects.visible_to(self.request.user))
        aside = drafts.find(self.request.user, form=WRITE_UP, subject_id=item.pk)
        return super().get_context_data(
            sitting=sitting,
            sitting_title=sitting_title(sitting),
            sitting_state=sitting_state(sitting),
            deciding=sitting.status in DECIDING_SITTINGS,
            rows=rows,
            roll=roll_call(item, seated),
            tally=tally(seated),
            quorum=quorum_at(item, seated=seated),
            moves=moves_of(seated),
            actions=list(item.actions.select_related("owner").order_by("pk")),
            open=open_before(sitting, on=today()),
            movements=list(item.movements.select_related("mandate__person").order_by("pk")),
            decision=decision,
            panel=self.panel,
            launch=item.kind == Kind.LAUNCH,
            draft_at=moment(self.draft.saved_at) if self.draft else "",
            overtaken=bool(self.draft and decision and self.draft.base_version < decision.version),
            aside_at=moment(aside.saved_at) if aside else "",
            advances=self.advances(),
            **around(item, [row["item"] for row in rows]),
            **kwargs,
        )

    def only_record(self, form):
        """« Enregistrer le compte rendu »: the text and the actions; the outcome stays a draft."""
        self.keep(form)
        try:
            with transaction.atomic():
                self.write_up(form)
                self.note_actions(form)
        except Conflict:
            return HttpResponseRedirect(self.keep_aside(form))
        except Refused as refusal:
            return refused(self, form, refusal)
        self.keep(form, without_actions=True)
        messages.success(self.request, _("Le compte rendu est enregistré."))
        return HttpResponseRedirect(reverse("plenary:record", args=[self.object.pk]))

    def form_valid(self, form):
        try:
            self.note(form)
        except ValidationError as trouble:
            form.add_error("document", trouble)
            return self.form_invalid(form)
        except Conflict:
            self.keep(form)
            return HttpResponseRedirect(self.keep_aside(form))
        except Refused as refusal:
            self.object = self.get_object()  # as it stands: what was refused is nowhere
            return refused(self, form, refusal)
        drafts.discard(self.request.user, form=OUTCOME, subject_id=self.object.pk)
        messages.success(self.request, _("L’issue est notée, provisoire jusqu’au sceau."))
        return HttpResponseRedirect(self.next_address())

    def note(self, form):
        """The text, the outcome and the actions together, or none of them."""
        act = form.act()
        if form.cleaned_data.get("document"):
            act["document"] = files.accept(form.cleaned_data["document"], by=self.request.user)
        with transaction.atomic():
            self.write_up(form)
            workflow.record(self.object, by=self.request.user, **act)
            self.note_actions(form)

    def note_actions(self, form):
        workflow.note_actions(self.object, by=self.request.user, actions=form.actions())

    def next_address(self):
        """The next item without an outcome while the sitting is on, else its page."""
        following = self.advances()
        if following:
            return reverse("plenary:record", args=[following.pk])
        return self.object.get_absolute_url()

    def advances(self):
        """The item to which noting an outcome leads: the next one without any, in session."""
        item = self.object
        if item.sitting.status != SittingStatus.IN_SESSION:
            return None
        after = item.sitting.items.filter(status=ItemStatus.LISTED, position__gt=item.position)
        return after.order_by("position", "pk").first()


def around(item, items):
    """The item before and the one after on the agenda; None at an end."""
    keys = [one.pk for one in items]
    if item.pk not in keys:
        return {"previous": None, "following": None}
    at = keys.index(item.pk)
    return {
        "previous": items[at - 1] if at else None,
        "following": items[at + 1] if at + 1 < len(items) else None,
    }


class LiveDraft(LiveForm, View):
    """Saves the text and keeps the outcome while one types; says when, or who wrote meanwhile.

    What is said of the item goes to the item itself, so that nothing typed waits for a button; an
    outcome stays a draft of its author until it is noted.
    """

    def post(self, request, *args, **kwargs):
        form = self.get_form()
        if {"record", "record_version"} & set(form.errors):
            return JsonResponse({"label": _("Le compte rendu est trop long.")}, status=422)
        self.keep(form)
        try:
            item = self.write_up(form)
        except Conflict as conflict:
            return self.conflict(form, conflict.theirs)
        except Refused as refusal:
            return JsonResponse({"label": " ".join(refusal.sentences)}, status=422)
        at = localtime(now())
        label = _("Enregistré à %(time)s") % {"time": clock(at)}
        versions = {"record_version": item.version}
        return JsonResponse({"saved_at": at.isoformat(), "label": label, "versions": versions})

    def conflict(self, form, theirs):
        saved = theirs.history.select_related("history_user__own_person").first()
        label = _("%(who)s a écrit un autre compte rendu à %(time)s ; le vôtre est gardé.") % {
            "who": saved.history_user or _("Quelqu’un"),
            "time": clock(saved.history_date),
        }
        return JsonResponse({"label": label, "url": self.keep_aside(form)}, status=409)


class ProposedSentence(LiveForm, View):
    """The sentence that the choices of the live sheet give, or which choice is still missing."""

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "data": self.request.GET}

    def get(self, request, *args, **kwargs):
        form = self.get_form()
        missing = [form[name].label for name in ("outcome", *form.asks) if name in form.errors]
        if missing:
            words = _("Il reste à dire : %(names)s.") % {"names": ", ".join(map(str, missing))}
            return JsonResponse({"sentence": "", "words": nbsp(words)})
        decision = Decision(
            item=self.object,
            outcome=form.cleaned_data["outcome"],
            results=form.results(),
            derogations=form.derogations(),
        )
        asked = rows_in(form.cleaned_data, form.condition_names)
        proposed = sentence(decision, conditions=[(text, due) for text, due, _who in asked])
        words = _("Phrase proposée : %(sentence)s") % {"sentence": proposed}
        return JsonResponse({"sentence": nbsp(proposed), "words": nbsp(words)})


class NoteMovement(LiveForm, View):
    """Somebody arrives or leaves at this item. Its button is one of the live sheet: what is being
    typed there is saved with it.
    """

    def post(self, request, *args, **kwargs):
        item, form = self.object, self.get_form()
        back = HttpResponseRedirect(reverse("plenary:record", args=[item.pk]) + "#presences")
        move = MovementForm(request.POST, seated=voices(item.sitting, item=item))
        if not move.is_valid():
            messages.error(request, move.errors["move"][0])
            return back
        try:
            if not {"record", "record_version"} & set(form.errors):
                self.keep(form)
                self.write_up(form)
            workflow.note_movement(item, by=request.user, **move.act())
        except Conflict:
            return HttpResponseRedirect(self.keep_aside(form))
        except Refused as refusal:
            messages.error(request, " ".join(refusal.sentences))
        return back


class WriteUp(OneItem, VersionedFormMixin, UpdateView):
    """What was said of an item, on a page of its own; two texts that met are compared here."""

    permission_required = "plenary.record_decision"
    template_name = "plenary/write_up.html"
    form_class = WriteUpForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.get_object().sitting is None:
            return waits_for_a_sitting(request, self.get_object())
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, *args, **kwargs):
        self.object = self.get_object()
        aside = drafts.find(request.user, form=WRITE_UP, subject_id=self.object.pk)
        if aside is None or aside.data["record"] == self.object.record:
            return super().get(request, *args, **kwargs)
        data = {"record": aside.data["record"], "base_version": aside.base_version}
        form = WriteUpForm(data, instance=self.object)
        form.is_valid()
        response = self.conflict(form, AgendaItem.objects.get(pk=self.object.pk))
        response.status_code = 200
        return response

    def get_context_data(self, **kwargs):
        return super().get_context_data(sitting=self.object.sitting, **kwargs)

    def save(self, form):
        workflow.write_up(
            self.object,
            by=self.request.user,
            text=form.cleaned_data["record"],
            base_version=form.cleaned_data["base_version"],
        )
        drafts.discard(self.request.user, form=WRITE_UP, subject_id=self.object.pk)
        messages.success(self.request, _("Le compte rendu est enregistré."))

    def get_success_url(self):
        if self.object.status == ItemStatus.SEALED:
            return self.object.get_absolute_url()
        return reverse("plenary:record", args=[self.object.pk])
