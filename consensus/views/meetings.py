"""Pages of the meetings of a pôle: the list, one of them, planned, changed, held, cancelled."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views import View
from django.views.generic import DetailView, FormView, UpdateView
from django.views.generic.detail import SingleObjectMixin

from consensus import workflow
from consensus.choices import TO_COME, MeetingStatus, MinutesStatus
from consensus.documents import calendar_of
from consensus.documents.minutes import context_of
from consensus.facts import (
    Row,
    attended,
    concerned_by,
    foreseen,
    last_minutes,
    meeting_state,
    minutes_state,
    off_day,
    rhythms_of,
)
from consensus.facts.due import silence
from consensus.forms import MeetingAttendanceForm, MeetingEditForm, MeetingForm
from consensus.models import Meeting, MeetingMinutes, Point
from core.calendar import CONTENT_TYPE
from core.clock import today
from core.forms import EmptyForm
from core.french import day, weekday
from core.views import HouseMixin, TransitionView, VersionedFormMixin, refused
from core.workflow import Refused
from meetings.forms import PresenceForm
from poles.choices import IN_HAND
from poles.views.fiche import MadeForPole
from poles.views.pages import PolePage

SHOWN = 50


class Meetings(PolePage):
    """The next meeting in large, those to come, what waits for one, those that were held."""

    permission_required = "consensus.view_life"
    template_name = "consensus/meetings.html"
    tab = "consensus"

    def get_queryset(self):
        return super().get_queryset().exclude(launched_on=None)

    def get_context_data(self, **kwargs):
        pole, on = self.object, today()
        rhythm = rhythms_of([pole], on=on)[pole.pk]
        rows = self._rows(pole, on)
        coming = sorted((r for r in rows if self._comes(r, on)), key=lambda r: r.meeting.on)
        over = [r for r in rows if not self._comes(r, on)]
        return super().get_context_data(
            rhythm=rhythm,
            silence=silence(rhythm) if rhythm.is_silent(on) else "",
            next=coming[0] if coming else None,
            to_come=coming[1:],
            over=over[:SHOWN],
            more=len(over) > SHOWN,
            backlog=Point.objects.waiting().filter(pole=pole).order_by("pk"),
            in_hand=pole.status in IN_HAND,
            today=on,
            **kwargs,
        )

    @staticmethod
    def _comes(row, on):
        return row.meeting.status in TO_COME and row.meeting.on >= on

    def _rows(self, pole, on):
        """Every meeting to come and the last that are over, with their minutes: two queries."""
        found = Meeting.objects.filter(pole=pole).with_points().order_by("-on", "-pk")
        rows = list(found[: SHOWN + 1 + 2 * 60])
        written = {
            minutes.meeting_id: minutes
            for minutes in MeetingMinutes.objects.visible_to(self.request.user)
            .filter(meeting__in=rows)
            .order_by("number")
        }
        return [Row.of(one, on=on, minutes=written.get(one.pk)) for one in rows]


class MeetingsCalendar(Meetings):
    """All the meetings of the pôle in one file for a calendar, with their hours."""

    def get(self, request, *args, **kwargs):
        pole = self.get_object()
        meetings = Meeting.objects.visible_to(request.user).filter(pole=pole).order_by("on", "pk")
        answer = HttpResponse(calendar_of(pole, meetings), content_type=CONTENT_TYPE)
        answer["Content-Disposition"] = f'attachment; filename="reunions-{pole.pk}.ics"'
        return answer


class PlanMeetings(MadeForPole):
    """One meeting, or a series whose days are shown before they are written."""

    permission_required = "consensus.keep_meetings"
    template_name = "consensus/meeting_form.html"
    form_class = MeetingForm

    def get_queryset(self):
        return super().get_queryset().exclude(launched_on=None)

    def get_initial(self):
        last = Meeting.objects.filter(pole=self.pole).order_by("-on", "-pk").first()
        if last is None:
            return {"facilitator": self.pole.lead_id}
        names = ("starts_at", "ends_at", "place", "link", "facilitator")
        return {name: getattr(last, name) for name in names}

    def get_context_data(self, **kwargs):
        return super().get_context_data(
            **{"back": reverse("consensus:meetings", args=[self.pole.pk]), "days": [], **kwargs}
        )

    def form_valid(self, form):
        if "voir" in self.request.POST:
            days = foreseen(form.days())
            return self.render_to_response(self.get_context_data(form=form, days=days))
        return super().form_valid(form)

    def create(self, form):
        made = workflow.plan(form.instance, by=self.request.user, **form.series())
        words = ngettext(
            "La réunion est prévue. Composez son ordre du jour.",
            "%(n)d réunions sont prévues. Chacune se modifie et s’annule seule.",
            len(made),
        )
        messages.success(self.request, words % {"n": len(made)})
        if len(made) == 1:
            return made[0].get_absolute_url()
        return reverse("consensus:meetings", args=[self.pole.pk])


class OneMeeting(HouseMixin, SingleObjectMixin):
    """A meeting that this person may know of, with its pôle."""

    context_object_name = "meeting"

    def get_queryset(self):
        return (
            Meeting.objects.visible_to(self.request.user)
            .select_related("pole__bassin", "facilitator", "series")
            .order_by("pk")
        )

    def get_context_data(self, **kwargs):
        meeting = self.object
        return super().get_context_data(
            **{
                "title": weekday(meeting.on),
                "state": meeting_state(meeting),
                "keeps": self.request.user.has_perm("consensus.keep_meetings", meeting),
                **kwargs,
            }
        )


class MeetingDetail(OneMeeting, DetailView):
    """The agenda, who comes, the minutes; what each may do next."""

    permission_required = "consensus.view_meeting"
    template_name = "consensus/meeting.html"

    def get_context_data(self, **kwargs):
        meeting, user, on = self.object, self.request.user, today()
        found = attended(meeting)
        mine = found.of(user.person)
        minutes = last_minutes(meeting, user) if meeting.status == MeetingStatus.HELD else None
        if minutes:
            minutes.meeting = meeting
        points = list(
            meeting.points.standing().select_related("presenter").order_by("position", "pk")
        )
        keeps = user.has_perm("consensus.keep_meetings", meeting)
        answers = mine is not None and self._may_answer(meeting, on)
        return super().get_context_data(
            points=points,
            planned=sum(point.minutes or 0 for point in points),
            attended=found,
            mine=mine,
            presence_form=PresenceForm(initial={"presence": mine.presence}) if answers else None,
            presence_url=reverse("consensus:my_presence", args=[meeting.pk]),
            off=off_day(meeting.on) if meeting.status in TO_COME else "",
            to_come=meeting.status in TO_COME,
            is_over=meeting.on < on,
            is_due=meeting.on <= on,
            minutes=minutes,
            minutes_state=minutes_state(minutes) if minutes else None,
            read=context_of(minutes) if minutes else None,
            writes=keeps and minutes is not None and minutes.status == MinutesStatus.DRAFT,
            versions=self._closed(meeting, minutes) if minutes else [],
            **kwargs,
        )

    @staticmethod
    def _may_answer(meeting, on):
        return meeting.status == MeetingStatus.INVITED and meeting.on >= on

    @staticmethod
    def _closed(meeting, minutes):
        """Versions closed before the one that is shown: they stay as they were."""
        if minutes.number == 1:
            return []
        return list(meeting.minutes.exclude(pk=minutes.pk).order_by("-number"))


class MeetingEdit(OneMeeting, VersionedFormMixin, UpdateView):
    """Day, hour, place; those invited are told of a change."""

    permission_required = "consensus.keep_meetings"
    template_name = "consensus/meeting_edit.html"
    form_class = MeetingEditForm

    def save(self, form):
        workflow.edit_meeting(
            form.instance, by=self.request.user, base_version=form.cleaned_data["base_version"]
        )
        messages.success(self.request, _("La réunion est modifiée."))

    def get_success_url(self):
        return self.object.get_absolute_url()


class MeetingAct(OneMeeting, TransitionView):
    """One act of the service on one meeting."""

    permission_required = "consensus.keep_meetings"

    def get_context_data(self, **kwargs):
        return super().get_context_data(title=self.title, **kwargs)


class CancelMeeting(MeetingAct):
    """It will not take place, and why."""

    title = _("Annuler la réunion")
    button = _("Annuler la réunion")
    done = _("La réunion est annulée.")
    transition = staticmethod(workflow.cancel)

    def consequences(self, subject):
        found = [_("Ses points attendent une autre réunion.")]
        if subject.series_id:
            found.append(_("Les autres réunions de la série ne changent pas."))
        if subject.status == MeetingStatus.INVITED:
            found.insert(
                0,
                _("Les personnes invitées reçoivent le motif ; leur agenda retire le rendez-vous."),
            )
        return found


class InviteToMeeting(MeetingAct):
    """Who will receive what, before it leaves."""

    template_name = "consensus/meeting_invite.html"
    form_class = EmptyForm
    title = _("Inviter à la réunion")
    button = _("Envoyer l’invitation")
    done = _("L’invitation est partie : chacun répond par son lien.")
    transition = staticmethod(workflow.invite)

    def get_context_data(self, **kwargs):
        people = concerned_by(self.object)
        sent = self.object.status != MeetingStatus.PLANNED
        return super().get_context_data(
            people=people,
            unreachable=[m for m in people if not m.person.email],
            lacks=[] if sent else workflow.missing_to_invite(self.object),
            sent=sent,
            points=list(self.object.points.standing().order_by("position", "pk")),
            off=off_day(self.object.on),
            **kwargs,
        )


class HoldMeeting(MeetingAct):
    """It took place: its minutes may be written."""

    form_class = EmptyForm
    title = _("La réunion a eu lieu")
    button = _("Confirmer qu’elle a eu lieu")
    done = _("La réunion est tenue : écrivez son procès-verbal.")
    transition = staticmethod(workflow.hold)

    def consequences(self, subject):
        found = attended(subject)
        words = [
            f"{b.label} : {_('%(n)d sur %(of)d') % {'n': b.held, 'of': b.seats}}."
            for b in found.benches
        ]
        return [
            _("Présent·e·s : %(n)d.") % {"n": found.here},
            *words,
            _("Ses points sont numérotés, et leur ordre ne change plus."),
            _("Le pôle s’est réuni le %(day)s : cela compte pour son rythme.")
            % {"day": day(subject.on)},
        ]


class MeetingAttendance(OneMeeting, FormView):
    """Who is there, noted by the service."""

    permission_required = "consensus.keep_meetings"
    template_name = "consensus/attendance.html"
    form_class = MeetingAttendanceForm

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated:
            self.object = self.get_object()
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def attended(self):
        return attended(self.object)

    def get_form_kwargs(self):
        return {**super().get_form_kwargs(), "seated": self.attended.rows}

    def get_context_data(self, **kwargs):
        return super().get_context_data(attended=self.attended, **kwargs)

    def form_valid(self, form):
        try:
            workflow.note_attendance(self.object, by=self.request.user, presences=form.presences())
        except Refused as refusal:
            return refused(self, form, refusal)
        messages.success(self.request, _("Les présences sont notées."))
        return HttpResponseRedirect(self.object.get_absolute_url())


class MyPresence(OneMeeting, View):
    """A member or a guest who signed in says whether they come."""

    permission_required = "consensus.answer_meeting"

    def post(self, request, *args, **kwargs):
        meeting = self.get_object()
        form = PresenceForm(request.POST)
        mine = attended(meeting).of(request.user.person)
        if not form.is_valid() or mine is None:
            messages.error(request, _("Choisissez l’une des deux réponses."))
        else:
            say_presence(request, meeting, mine.membership, form, by=request.user)
        return HttpResponseRedirect(meeting.get_absolute_url())


def say_presence(request, meeting, membership, form, *, by):
    """Answers through the workflow and says what became of it."""
    try:
        workflow.answer(
            meeting, membership=membership, presence=form.cleaned_data["presence"], by=by
        )
    except Refused as refusal:
        messages.error(request, " ".join(refusal.sentences))
    else:
        messages.success(request, _("Votre réponse est enregistrée."))
